//! What every answer says to the browser, errors too: run nothing that is not ours, tell nobody where this came from, be framed and
//! read by nobody else.

use super::session::secret;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};

/// What is the same on every answer.
const ALWAYS: [(HeaderName, &str); 7] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    (CACHE_CONTROL, "no-store"),
];

/// A word that marks the scripts and styles of one answer as ours.
#[derive(Clone, Debug)]
pub(super) struct Nonce(pub(super) String);

impl Nonce {
    /// A new one. Without randomness nothing is marked, and nothing runs.
    pub(super) fn new() -> Self {
        Self(secret().unwrap_or_default())
    }
}

/// Sets the headers of an answer.
pub(super) fn protect(headers: &mut HeaderMap, nonce: &Nonce) {
    let nonce = &nonce.0;
    let ours = if nonce.is_empty() { "'none'".to_owned() } else { format!("'nonce-{nonce}'") };
    let policy = format!(
        "default-src 'none'; script-src {ours}; style-src {ours}; img-src 'self' data:; connect-src 'self'; base-uri 'none'; object-src 'none'; \
         form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'")));
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
