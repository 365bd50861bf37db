//! Connections: a bounded number at a time, each with a time limit for its headers and a limit to their size; ended when the program is.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

/// Connections at a time.
const MOST: usize = 512;
/// How long a client may take for the headers of a request, and a connection may wait for one.
const HEADERS: Duration = Duration::from_secs(20);
/// How many headers a request has, and how many bytes of it are held at a time.
const COUNT: usize = 64;
const BYTES: usize = 32 << 10;
/// How long answers that are on their way may take when the program ends.
const LAST: Duration = Duration::from_secs(2);

/// Answers until `closing` becomes true.
pub async fn serve(listener: TcpListener, app: Router, mut closing: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = closing.wait_for(|c| *c) => break,
        };
        let Ok((stream, _)) = accepted else {
            // Too many files are open, or the client is gone: the next may be better.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Whoever comes when all places are taken waits no longer than it takes to be refused.
        if let Ok(place) = Arc::clone(&places).try_acquire_owned() {
            let (app, closing) = (app.clone(), closing.clone());
            tokio::spawn(async move {
                connection(stream, app, closing).await;
                drop(place);
            });
        }
    }
    let all = u32::try_from(MOST).unwrap_or(u32::MAX);
    // What is not done by then is cut off.
    let _ = timeout(LAST, places.acquire_many(all)).await;
}

async fn connection(stream: TcpStream, app: Router, mut closing: watch::Receiver<bool>) {
    // Answers are whole when they are sent.
    let _ = stream.set_nodelay(true);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADERS).max_headers(COUNT).max_header_size(BYTES);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app)));
    // What is wrong with a connection is its client's to know.
    let ending = async move {
        // The other end is gone only when the program ends, too.
        let _ = closing.wait_for(|c| *c).await;
    };
    tokio::select! {
        _ = connection.as_mut() => return,
        () = ending => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}
