//! The body of a request: JSON by its type, of a bounded size, read into what is asked for.

use super::problem::{Kind, Problem};
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

/// Bytes of a body, at most: three texts of the largest size, each byte escaped.
pub(super) const LARGEST: usize = 7 << 20;

/// A body that was read.
#[derive(Debug)]
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let kind = super::site::only(request.headers(), &CONTENT_TYPE).ok().flatten().unwrap_or("");
        let essence = kind.split(';').next().unwrap_or("").trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(Problem::new(Kind::NotJson, "send the body as application/json"));
        }
        let bytes = to_bytes(request.into_body(), LARGEST).await;
        let bytes = bytes.map_err(|_| Problem::new(Kind::TooLarge, format!("the body breaks off, or is longer than the {LARGEST} bytes that are taken")))?;
        serde_json::from_slice(&bytes).map(Self).map_err(|e| Problem::new(Kind::Malformed, format!("the body is not what is asked for: {e}")))
    }
}
