//! What a request is answered with when it is not done: RFC 9457, a type that programs know and a sentence that an editor understands.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

/// The kinds of problems. The set is part of the interface: each is an address below `/problems/`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// The request comes from elsewhere, or says that it does.
    Refused,
    /// Nobody has signed in.
    NoSession,
    /// There is no such thing.
    NotFound,
    /// The address is there, the method is not.
    Method,
    /// The body is not what it says, or not JSON.
    Malformed,
    /// The body is no JSON by its type.
    NotJson,
    /// The body, or a text in it, is larger than what is taken.
    TooLarge,
    /// It is understood, and it cannot be meant.
    Invalid,
    /// Somebody else was faster.
    Stale,
    /// The file of an article is not as it was left.
    FileChanged,
    /// A finding that the house lets nobody waive.
    Unwaivable,
    /// The sign-off would not be true.
    CannotSign,
    /// An address could not be fetched.
    Address,
    /// Too much is asked at once.
    Busy,
    /// It took too long.
    TimeLimit,
    /// There is no room on the disk, or in the store.
    Full,
    /// The store cannot be read or written.
    Store,
    /// A file cannot be written.
    File,
    /// An error of the program.
    Inside,
}

impl Kind {
    /// Every kind, in the order in which the documentation shows them.
    pub const ALL: [Self; 19] = [
        Self::Refused,
        Self::NoSession,
        Self::NotFound,
        Self::Method,
        Self::Malformed,
        Self::NotJson,
        Self::TooLarge,
        Self::Invalid,
        Self::Stale,
        Self::FileChanged,
        Self::Unwaivable,
        Self::CannotSign,
        Self::Address,
        Self::Busy,
        Self::TimeLimit,
        Self::Full,
        Self::Store,
        Self::File,
        Self::Inside,
    ];

    /// Its address, the status of its answers and what it means.
    pub const fn about(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Self::Refused => ("/problems/refused", StatusCode::FORBIDDEN, "The request does not come from the page, or not from where it says"),
            Self::NoSession => ("/problems/no-session", StatusCode::FORBIDDEN, "Nobody has signed in"),
            Self::NotFound => ("/problems/not-found", StatusCode::NOT_FOUND, "There is no such thing"),
            Self::Method => ("/problems/method", StatusCode::METHOD_NOT_ALLOWED, "The address does not take this method"),
            Self::Malformed => ("/problems/malformed", StatusCode::BAD_REQUEST, "The body cannot be read"),
            Self::NotJson => ("/problems/not-json", StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body must be application/json"),
            Self::TooLarge => ("/problems/too-large", StatusCode::PAYLOAD_TOO_LARGE, "More than is taken"),
            Self::Invalid => ("/problems/invalid", StatusCode::UNPROCESSABLE_ENTITY, "It cannot be done as it is asked"),
            Self::Stale => ("/problems/stale-version", StatusCode::CONFLICT, "The article has changed since it was shown"),
            Self::FileChanged => ("/problems/file-changed", StatusCode::CONFLICT, "The file has changed on the disk"),
            Self::Unwaivable => ("/problems/unwaivable", StatusCode::UNPROCESSABLE_ENTITY, "The finding cannot be waived"),
            Self::CannotSign => ("/problems/cannot-sign", StatusCode::UNPROCESSABLE_ENTITY, "The article cannot be signed off like this"),
            Self::Address => ("/problems/address", StatusCode::UNPROCESSABLE_ENTITY, "The address gave no article"),
            Self::Busy => ("/problems/busy", StatusCode::SERVICE_UNAVAILABLE, "Too much is asked at once"),
            Self::TimeLimit => ("/problems/time-limit", StatusCode::SERVICE_UNAVAILABLE, "It took too long"),
            Self::Full => ("/problems/full", StatusCode::INSUFFICIENT_STORAGE, "There is no room left"),
            Self::Store => ("/problems/store", StatusCode::INTERNAL_SERVER_ERROR, "The store cannot be used"),
            Self::File => ("/problems/file", StatusCode::INTERNAL_SERVER_ERROR, "The file cannot be written"),
            Self::Inside => ("/problems/inside", StatusCode::INTERNAL_SERVER_ERROR, "An error inside the program"),
        }
    }
}

/// Why a request was not done.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{detail}")]
pub struct Problem {
    /// What kind of problem it is.
    pub kind: Kind,
    /// What happened this time, and what to do about it.
    pub detail: String,
    /// The version that the article has now, where that is the problem.
    pub version: Option<u64>,
    /// What is wrong with an address, as one word.
    pub code: Option<&'static str>,
}

/// A problem as it is answered: application/problem+json of RFC 9457.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(title = "problem")]
pub(super) struct ProblemV1<'a> {
    /// What kind of problem it is: an address below `/problems/`, which says what it means.
    r#type: &'static str,
    /// The same in words.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What happened this time, and what to do about it.
    detail: &'a str,
    /// The version that the article has now, where that is the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    /// What is wrong with an address, as one word: `paywall`, `private`, `timeout` and others.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), version: None, code: None }
    }

    /// Nothing is there.
    pub(super) fn missing(what: &str) -> Self {
        Self::new(Kind::NotFound, format!("there is no {what} at this address"))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (r#type, status, title) = self.kind.about();
        let told = ProblemV1 { r#type, title, status: status.as_u16(), detail: &self.detail, version: self.version, code: self.code };
        let mut body = Vec::new();
        crate::report::json::append(&told, &mut body);
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_has_an_address_of_its_own() {
        let all: BTreeSet<&str> = Kind::ALL.iter().map(|k| k.about().0).collect();
        assert_eq!(all.len(), Kind::ALL.len());
        assert!(all.iter().all(|a| a.starts_with("/problems/")));
        assert!(Kind::ALL.iter().all(|k| k.about().1.is_client_error() || k.about().1.is_server_error()));
    }
}
