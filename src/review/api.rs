//! The interface under /api/v1: what the page and programs ask, each handed to the desk on a thread for work.

use super::body::Body;
use super::deeds::DecideV1;
use super::desk::Desk;
use super::files;
use super::incoming::{NewV1, Text, origin};
use super::list::Asked;
use super::log::Edit;
use super::opened::Opened;
use super::pages;
use super::preview::TrialV1;
use super::problem::{Kind, Problem};
use super::session::Caller;
use super::signing::SignV1;
use crate::ingest::{PairInput, date::seoul_date};
use crate::report::json;
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

type Answer = Result<Response, Problem>;
type Held = State<Arc<Desk>>;
type Asking = Extension<Caller>;

/// Edits of the English.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "edits")]
pub(super) struct EditsV1 {
    /// The version of the article that was edited.
    pub version: u64,
    /// What is put where; in any order, not overlapping.
    pub edits: Vec<Edit>,
}

/// A request that names nothing but the version that it is about.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "version")]
pub(super) struct VersionV1 {
    /// The version of the article.
    pub version: u64,
}

/// A text to be checked.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TextV1 {
    /// A passage, or an article whose paragraphs are parted by blank lines.
    pub text: String,
}

/// A pair to be checked; nothing of it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "pair")]
pub(super) struct CheckV1 {
    /// Its identifier, which comes back.
    #[serde(default)]
    pub id: Option<String>,
    /// The Korean.
    pub source: TextV1,
    /// The English.
    pub target: TextV1,
    /// Day of publication in Korea, as 2025-04-15.
    #[serde(default)]
    pub date: Option<String>,
    /// The machine's draft that the English was made of.
    #[serde(default)]
    pub draft: Option<TextV1>,
}

/// Somebody who comes in.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "session")]
pub(super) struct SessionV1 {
    /// The token of the page.
    pub token: String,
    /// The name under which decisions are to be kept.
    pub editor: String,
}

/// An article that was taken in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(title = "taken")]
pub(super) struct TakenV1 {
    /// Its identifier.
    pub id: String,
}

fn answer(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = body.into_response();
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// Does something to an article, and answers with how it is then.
async fn done(desk: Arc<Desk>, id: String, caller: Caller, deed: impl FnOnce(&Desk, Opened, &Caller) -> Result<Opened, Problem> + Send + 'static) -> Answer {
    let this = Arc::clone(&desk);
    let body = desk.pool.run(move || {
        let opened = deed(&this, this.open(&id)?, &caller)?;
        Ok(this.answer(&opened, &caller))
    });
    Ok(answer(StatusCode::OK, body.await?))
}

/// GET /api/v1/articles
pub(super) async fn list(State(desk): Held, asked: Result<Query<Asked>, QueryRejection>) -> Answer {
    let Query(asked) = asked.map_err(|e| Problem::new(Kind::Invalid, format!("what is asked of the list is not understood: {e}")))?;
    let this = Arc::clone(&desk);
    let (body, unchecked) = desk.pool.run(move || this.list(asked.most())).await?;
    if unchecked {
        desk.sweep();
    } else {
        desk.keep();
    }
    Ok(answer(StatusCode::OK, body))
}

/// POST /api/v1/articles
pub(super) async fn add(State(desk): Held, Extension(caller): Asking, Body(new): Body<NewV1>) -> Answer {
    let this = Arc::clone(&desk);
    let (source, target) = tokio::join!(desk.side(&new.source, "source"), desk.side(&new.target, "target"));
    let (source, target) = (source?, target?);
    let row = desk.pool.run(move || {
        let draft = new.draft.as_ref().map(|d| Text::pasted(d, "draft")).transpose()?;
        let texts = (&source, &target, draft.as_ref());
        match new.source.address.as_deref().zip(new.target.address.as_deref()) {
            Some((ko, en)) => this.receive_from(&origin(ko, en), texts, new.date.as_deref(), &caller.editor),
            None => this.receive(texts, new.date.as_deref(), &caller.editor),
        }
    });
    let id = row.await?.id;
    let mut body = Vec::new();
    json::append(&TakenV1 { id: id.clone() }, &mut body);
    let mut response = answer(StatusCode::CREATED, body);
    if let Ok(place) = HeaderValue::try_from(format!("/api/v1/articles/{id}")) {
        response.headers_mut().insert(LOCATION, place);
    }
    Ok(response)
}

/// GET /api/v1/articles/{id}
pub(super) async fn get(State(desk): Held, Extension(caller): Asking, Path(id): Path<String>) -> Answer {
    done(desk, id, caller, |_, opened, _| Ok(opened)).await
}

/// POST /api/v1/articles/{id}/preview
pub(super) async fn preview(State(desk): Held, Path(id): Path<String>, Body(asked): Body<TrialV1>) -> Answer {
    let this = Arc::clone(&desk);
    let body = desk.pool.run(move || this.preview(this.open(&id)?, &asked));
    Ok(answer(StatusCode::OK, body.await?))
}

/// POST /api/v1/articles/{id}/edits
pub(super) async fn edits(State(desk): Held, Extension(caller): Asking, Path(id): Path<String>, Body(asked): Body<EditsV1>) -> Answer {
    done(desk, id, caller, move |desk, opened, caller| desk.edit(opened, &caller.editor, asked.version, asked.edits)).await
}

/// POST /api/v1/articles/{id}/decisions
pub(super) async fn decisions(State(desk): Held, Extension(caller): Asking, Path(id): Path<String>, Body(asked): Body<DecideV1>) -> Answer {
    done(desk, id, caller, move |desk, opened, caller| {
        opened.at(asked.version)?;
        let findings = desk.findings(&opened).map_err(|why| Problem::new(Kind::Invalid, why))?;
        desk.decide(opened, &caller.editor, &asked, &findings)
    })
    .await
}

/// POST /api/v1/articles/{id}/undo
pub(super) async fn undo(State(desk): Held, Extension(caller): Asking, Path(id): Path<String>, Body(asked): Body<VersionV1>) -> Answer {
    done(desk, id, caller, move |desk, opened, caller| desk.undo(opened, &caller.editor, asked.version)).await
}

/// POST /api/v1/articles/{id}/sign
pub(super) async fn sign(State(desk): Held, Extension(caller): Asking, Path(id): Path<String>, Body(asked): Body<SignV1>) -> Answer {
    done(desk, id, caller, move |desk, opened, caller| desk.sign(opened, caller, &asked)).await
}

/// GET /api/v1/articles/{id}/record
pub(super) async fn record(State(desk): Held, Path(id): Path<String>) -> Answer {
    let this = Arc::clone(&desk);
    let mut response = answer(StatusCode::OK, desk.pool.run(move || this.record(&id)).await?);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/jsonl"));
    Ok(response)
}

/// POST /api/v1/check
pub(super) async fn check(State(desk): Held, Body(asked): Body<CheckV1>) -> Answer {
    let invalid = |why: &str| Problem::new(Kind::Invalid, why);
    let given = asked.date.as_deref().map(str::trim).filter(|d| !d.is_empty());
    let date = given.map(|d| seoul_date(d).ok_or_else(|| invalid("the date is not understood; write it as 2025-04-15"))).transpose()?;
    let longest = [Some(&asked.source), Some(&asked.target), asked.draft.as_ref()].into_iter().flatten().map(|t| t.text.len()).max().unwrap_or(0);
    if longest > files::LARGEST {
        return Err(Problem::new(Kind::TooLarge, format!("a text is longer than {} bytes, which is more than an article", files::LARGEST)));
    }
    let id = asked.id.unwrap_or_default();
    let pair = PairInput { ko: asked.source.text, en: asked.target.text, date, draft: asked.draft.map(|d| d.text), ..PairInput::default() };
    let this = Arc::clone(&desk);
    Ok(answer(StatusCode::OK, desk.pool.run(move || Ok(this.checks.pair(&id, pair))).await?))
}

/// POST /api/v1/session
pub(super) async fn session(State(desk): Held, Body(asked): Body<SessionV1>) -> Answer {
    const LONGEST: usize = 100;
    let editor = asked.editor.trim();
    if editor.is_empty() || editor.chars().count() > LONGEST || editor.chars().any(char::is_control) {
        return Err(Problem::new(Kind::Invalid, "a name has 1 to 100 characters"));
    }
    let Some(session) = desk.sessions.sign_in(asked.token.trim(), editor.to_owned()) else {
        return Err(Problem::new(Kind::NoSession, "the token is not the one of this page"));
    };
    let mut response = StatusCode::NO_CONTENT.into_response();
    pages::set(&desk, &session, &mut response);
    Ok(response)
}

/// What is at no address.
pub(super) async fn nothing() -> Problem {
    Problem::missing("page")
}

/// What is asked in a way that the address does not take.
pub(super) async fn no_method() -> Problem {
    Problem::new(Kind::Method, "the address does not take this method")
}
