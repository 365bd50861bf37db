//! The pages: the start page, the page of an article, the one at which somebody comes in, and what they are made of.

use super::assets;
use super::desk::Desk;
use super::headers::Nonce;
use super::problem::{Kind, Problem};
use super::session::Caller;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const ENTER: &str = include_str!("enter.html");

/// Whether anybody may ask for it who reaches the page: it tells nothing of any article.
pub(super) fn is_open(path: &str) -> bool {
    ["/assets/", "/enter/", "/problems/"].iter().any(|p| path.starts_with(p)) || path == "/api/v1/session" || path == "/favicon.ico"
}

/// Whether it is a page for people, who are told how to come in.
pub(super) fn is_page(path: &str) -> bool {
    path == "/" || path.starts_with("/article/")
}

/// The name of the cookie. Cookies are shared by all ports of a machine, so that each page has its own.
pub(super) fn cookie(desk: &Desk) -> String {
    if desk.site.secure {
        return "__Host-daejo".to_owned();
    }
    let port = desk.site.origin().rsplit_once(':').map_or("", |(_, port)| port);
    format!("daejo-{}", port.chars().filter(char::is_ascii_digit).collect::<String>())
}

/// Fills a template in; what is filled in is never markup, and is not filled in again.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 256);
    let mut rest = template;
    while let Some(at) = rest.find("{{") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let found = from[2..].split_once("}}").and_then(|(name, after)| values.iter().find(|(n, _)| *n == name).map(|(_, value)| (value, after)));
        rest = if let Some((value, after)) = found {
            escape(value, &mut out);
            after
        } else {
            out.push_str("{{");
            &from[2..]
        };
    }
    out.push_str(rest);
    out
}

fn escape(value: &str, out: &mut String) {
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// The language of the interface: as it is asked for, or as the browser prefers.
fn language(uri: &Uri, headers: &HeaderMap) -> &'static str {
    let asked = uri.query().into_iter().flat_map(|q| q.split('&')).find_map(|p| p.strip_prefix("lang="));
    let preferred = || headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).and_then(|v| v.split([',', ';', '-']).next()).map(str::trim);
    match asked.or_else(preferred) {
        Some(lang) if lang.eq_ignore_ascii_case("ko") => "ko",
        _ => "en",
    }
}

fn html(status: StatusCode, text: String) -> Response {
    let mut response = text.into_response();
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

fn page(template: &str, caller: &Caller, nonce: &Nonce, uri: &Uri, headers: &HeaderMap) -> Response {
    let values = [("nonce", nonce.0.as_str()), ("token", caller.csrf.as_deref().unwrap_or("")), ("editor", &caller.editor), ("lang", language(uri, headers))];
    html(StatusCode::OK, fill(template, &values))
}

/// The page at which somebody comes in.
pub(super) fn enter(desk: &Desk, nonce: &Nonce, request: &Request) -> Response {
    let by_token = if desk.sessions.has_token() { "token" } else { "address" };
    html(StatusCode::FORBIDDEN, fill(ENTER, &[("nonce", nonce.0.as_str()), ("lang", language(request.uri(), request.headers())), ("by", by_token)]))
}

/// GET /
pub(super) async fn start(Extension(caller): Extension<Caller>, Extension(nonce): Extension<Nonce>, uri: Uri, headers: HeaderMap) -> Response {
    page(assets::START, &caller, &nonce, &uri, &headers)
}

/// GET /article/{id}
pub(super) async fn article(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(nonce): Extension<Nonce>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let this = Arc::clone(&desk);
    let there = desk.pool.run(move || Ok(this.store.article(&id)?.is_some()));
    if there.await? { Ok(page(assets::ARTICLE, &caller, &nonce, &uri, &headers)) } else { Err(Problem::missing("article")) }
}

/// GET /enter/{code}: exchanges a code for a session, once.
pub(super) async fn exchange(State(desk): State<Arc<Desk>>, Path(code): Path<String>, method: Method) -> Result<Response, Problem> {
    // What only looks whether there is something, as previews of links do, does not use the code up.
    let session = if method == Method::GET { desk.sessions.exchange(&code) } else { None };
    let Some(session) = session else {
        return Err(Problem::new(Kind::NoSession, "the address was used already, or is not one of this page; the program printed a newer one"));
    };
    if let Ok(next) = desk.invitation() {
        (desk.announce)(&next);
    }
    let home = desk.home.get().map_or("/", String::as_str);
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(LOCATION, HeaderValue::try_from(home).unwrap_or_else(|_| HeaderValue::from_static("/")));
    set(&desk, &session, &mut response);
    Ok(response)
}

/// Gives the browser its session. No script can read it, and no other site makes the browser send it.
pub(super) fn set(desk: &Desk, session: &str, response: &mut Response) {
    let secure = if desk.site.secure { "; Secure" } else { "" };
    if let Ok(value) = HeaderValue::try_from(format!("{}={session}; Path=/; HttpOnly; SameSite=Strict{secure}", cookie(desk))) {
        response.headers_mut().insert(SET_COOKIE, value);
    }
}

/// GET /problems/{name}: what a kind of problem means.
pub(super) async fn problem(Path(name): Path<String>) -> Result<String, Problem> {
    let found = Kind::ALL.iter().map(|k| k.about()).find(|(address, ..)| address.strip_prefix("/problems/") == Some(&name));
    found.map(|(_, status, title)| format!("{status}: {title}.\n")).ok_or_else(|| Problem::missing("problem"))
}

/// GET /assets/{name}
pub(super) async fn asset(Path(name): Path<String>) -> Result<Response, Problem> {
    let asset = assets::get(&name).ok_or_else(|| Problem::missing("file"))?;
    let mut response = asset.text.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_filled_in_stays_text() {
        let got = fill("<p a=\"{{editor}}\">{{nonce}} {{other}} {{", &[("editor", "\"><script>{{nonce}}</script>"), ("nonce", "n")]);
        assert_eq!(got, "<p a=\"&quot;&gt;&lt;script&gt;{{nonce}}&lt;/script&gt;\">n {{other}} {{");
    }

    #[test]
    fn the_language_is_as_asked_or_as_preferred() {
        let mut headers = HeaderMap::new();
        let of = |uri: &str, headers: &HeaderMap| language(&uri.parse().expect("an address"), headers);
        assert_eq!((of("/", &headers), of("/?lang=ko", &headers), of("/?a=b&lang=xx", &headers)), ("en", "ko", "en"));
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("ko-KR,ko;q=0.9,en;q=0.8"));
        assert_eq!((of("/", &headers), of("/?lang=en", &headers)), ("ko", "en"));
    }

    proptest! {
        #[test]
        fn no_name_becomes_markup(name in "\\PC{0,30}|[<>\"'&{}]{0,10}") {
            let got = fill("{{a}}", &[("a", &name)]);
            prop_assert!(!got.contains(['<', '>', '"', '\'']));
        }
    }
}
