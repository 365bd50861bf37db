//! `daejo lsp`: a language server, for editors that show findings as an article is written. One thread reads messages, another
//! answers them in their order; checks wait until the typing pauses.

mod actions;
mod article;
mod diagnostics;
mod hover;
mod place;
mod session;
mod transport;
mod workspace;

use super::screen::Screen;
use super::{Exit, Stop};
use clap::ValueHint;
use jiff::civil::Date;
use lsp_server::{ErrorCode, Message, RequestId, Response};
use session::Session;
use std::collections::VecDeque;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use transport::Incoming;

/// Answers an editor in the Language Server Protocol, over standard input and output: findings as you type, on both sides of an
/// article; the Korean passage and its values where you point; suggestions and waivers as actions.
#[derive(clap::Args, Debug)]
#[command(after_help = EXITS)]
pub(super) struct Args {
    /// Accepted for editors that give it; there is no other way.
    #[arg(long)]
    stdio: bool,
    /// What the run is for: editorial, archive, ci, or a [profile.NAME] of the configuration.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Who decides, for waivers; the name of the user of the machine otherwise.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Day of publication in Korea, for articles that do not say it themselves.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// The configuration, in the place of the nearest config.toml above each article.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

const EXITS: &str = "Exit codes:\n  \
    0  the editor ended the session\n  \
    1  the editor left without ending it\n  \
    2  wrong usage\n  \
    3  what came in could not be read any further";

/// Messages that wait, at most.
const WAITING: usize = 4096;

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    // It ends with the input; the process does not wait for it.
    std::thread::spawn(move || {
        let mut input = std::io::stdin().lock();
        while let Some(incoming) = transport::read(&mut input) {
            let last = matches!(incoming, Incoming::Broken(_));
            if sender.send(incoming).is_err() || last {
                break;
            }
        }
    });
    let who = args.by.clone().or_else(|| ["GIT_AUTHOR_NAME", "USER", "USERNAME"].iter().find_map(|name| environment(name)));
    let options =
        workspace::Options { profile: args.profile.clone(), config: args.config.clone(), date: args.date, by: who.unwrap_or_else(|| "unknown".to_owned()) };
    serve(&receiver, Session::new(options), screen)
}

#[expect(clippy::disallowed_methods, reason = "the boundary where the name of the user is asked")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Answers messages until the last.
fn serve(receiver: &Receiver<Incoming>, mut session: Session, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut waiting = VecDeque::new();
    loop {
        waiting.extend(receiver.try_iter().take(WAITING.saturating_sub(waiting.len())));
        let next = match waiting.pop_front() {
            Some(next) => Some(next),
            None => match session.due() {
                None => match receiver.recv() {
                    Ok(next) => Some(next),
                    Err(_) => return Ok(Exit::Findings),
                },
                Some(due) => match receiver.recv_timeout(due.saturating_duration_since(Instant::now())) {
                    Ok(next) => Some(next),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return Ok(Exit::Findings),
                },
            },
        };
        match next {
            None => {}
            Some(Incoming::Bad(why)) => transport::refuse(&mut screen.out, &why)?,
            Some(Incoming::Broken(why)) => {
                transport::refuse(&mut screen.out, &why)?;
                return Err(Stop::Input(format!("{why}; the session ends")));
            }
            Some(Incoming::Message(Message::Notification(note))) if note.method == "exit" => {
                return Ok(if session.ended() { Exit::Clean } else { Exit::Findings });
            }
            Some(Incoming::Message(message)) => answer(&mut session, message, &waiting, &mut screen.out)?,
        }
        work(&mut session);
        for message in session.take() {
            transport::write(&mut screen.out, &message)?;
        }
    }
}

/// Does what is due. An error inside costs that article only.
fn work(session: &mut Session) {
    while let Some(due) = session.next_due() {
        if catch_unwind(AssertUnwindSafe(|| session.refresh(&due))).is_err() {
            session.failed(&due);
        }
    }
}

/// Answers one message, unless what waits behind it calls it off. An error inside costs that answer only.
fn answer(session: &mut Session, message: Message, waiting: &VecDeque<Incoming>, out: &mut impl Write) -> Result<(), Stop> {
    let request = match message {
        Message::Request(request) => request,
        Message::Notification(note) => {
            let _ = catch_unwind(AssertUnwindSafe(|| session.hear(note)));
            return Ok(());
        }
        Message::Response(_) => return Ok(()),
    };
    let id = request.id.clone();
    let response = if called_off(&id, waiting) {
        Response::new_err(id, ErrorCode::RequestCanceled as i32, "called off".to_owned())
    } else {
        let answered = catch_unwind(AssertUnwindSafe(|| session.answer(request)));
        let broken = |_| Err((ErrorCode::InternalError, "an error inside the program ended this answer; please report it with the two texts".to_owned()));
        match answered.unwrap_or_else(broken) {
            Ok(value) => Response::new_ok(id, value),
            Err((code, why)) => Response::new_err(id, code as i32, why),
        }
    };
    Ok(transport::write(out, &response.into())?)
}

/// Whether the client has called a request off.
fn called_off(id: &RequestId, waiting: &VecDeque<Incoming>) -> bool {
    waiting.iter().any(|incoming| match incoming {
        Incoming::Message(Message::Notification(note)) if note.method == "$/cancelRequest" => {
            note.params.get("id").and_then(|id| serde_json::from_value::<RequestId>(id.clone()).ok()).is_some_and(|called| called == *id)
        }
        _ => false,
    })
}

/// How long the typing must pause before an article is checked, and how long it may wait at most.
const PAUSE: Duration = Duration::from_millis(120);
const PATIENCE: Duration = Duration::from_millis(900);
