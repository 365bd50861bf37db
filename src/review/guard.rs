//! What stands before everything else: where a request comes from, who sends it, how long it may take; and what every answer says to
//! the browser. Nothing is routed before.

use super::desk::Desk;
use super::headers::{Nonce, protect};
use super::pages;
use super::problem::{Kind, Problem};
use super::session::Caller;
use super::site::only;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, COOKIE};
use axum::http::{HeaderMap, HeaderName, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;

/// How long a request may take, its body included. Event streams go on behind their answer.
const LONGEST: Duration = Duration::from_secs(60);
/// What the page sends along with what it changes.
const TOKEN: HeaderName = HeaderName::from_static("x-daejo-token");

/// Lets a request through, or refuses it.
pub(super) async fn guard(State(desk): State<Arc<Desk>>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    let mut response = match admit(&desk, &request) {
        Ok(caller) => {
            if let Some(caller) = caller {
                request.extensions_mut().insert(caller);
            }
            request.extensions_mut().insert(nonce.clone());
            let late = || {
                Problem::new(Kind::TimeLimit, "the request took longer than it may; if the article is very long, check it with `daejo check`").into_response()
            };
            tokio::time::timeout(LONGEST, next.run(request)).await.unwrap_or_else(|_| late())
        }
        Err(problem) if problem.kind == Kind::NoSession && pages::is_page(request.uri().path()) && request.method().is_safe() => {
            pages::enter(&desk, &nonce, &request)
        }
        Err(problem) => problem.into_response(),
    };
    protect(response.headers_mut(), &nonce);
    response
}

/// Who sends a request; nobody, where anybody may.
fn admit(desk: &Desk, request: &Request) -> Result<Option<Caller>, Problem> {
    let (method, headers, path) = (request.method(), request.headers(), request.uri().path());
    desk.site.admit(method, request.uri(), headers)?;
    if headers.contains_key(CONTENT_LENGTH) && only(headers, &CONTENT_LENGTH).ok().flatten().is_none() {
        return Err(Problem::new(Kind::Malformed, "the request says its length twice"));
    }
    if pages::is_open(path) {
        // Coming in changes who is there: only the page itself may ask for it.
        let own = method.is_safe() || desk.site.is_from_page(headers);
        return if own { Ok(None) } else { Err(Problem::new(Kind::Refused, "the request does not come from the page")) };
    }
    let caller = caller(desk, headers)?;
    if !method.is_safe() && caller.csrf.is_some() {
        changes(desk, &caller, method, headers)?;
    }
    Ok(Some(caller))
}

fn caller(desk: &Desk, headers: &HeaderMap) -> Result<Caller, Problem> {
    let nobody = |why: &str| Problem::new(Kind::NoSession, why);
    match only(headers, &AUTHORIZATION) {
        Err(()) => Err(nobody("the request has more than one Authorization")),
        Ok(Some(given)) => {
            let token = given.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim());
            let right = token.is_some_and(|t| desk.sessions.is_token(t));
            if right { Ok(desk.sessions.program()) } else { Err(nobody("the token is not the one of this page")) }
        }
        Ok(None) => {
            let mut cookies = headers.get_all(COOKIE).iter().filter_map(|c| c.to_str().ok()).flat_map(|c| c.split(';'));
            let name = pages::cookie(desk);
            let secret = cookies.find_map(|c| c.trim().split_once('=').filter(|(n, _)| *n == name).map(|(_, secret)| secret));
            let caller = secret.and_then(|s| desk.sessions.of(s));
            caller.ok_or_else(|| nobody("nobody has signed in, or it was too long ago; open the address that the program printed"))
        }
    }
}

/// A browser's session changes something only for the page that was given its token, and says that it comes from there.
fn changes(desk: &Desk, caller: &Caller, _method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    if !desk.site.is_from_page(headers) {
        return Err(Problem::new(Kind::Refused, "the request does not say that it comes from the page"));
    }
    let given = only(headers, &TOKEN).ok().flatten();
    if caller.is_csrf(given) { Ok(()) } else { Err(Problem::new(Kind::Refused, "the request does not carry the token of the page; load the page anew")) }
}
