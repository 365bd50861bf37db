//! Who is there: one-time codes that a browser exchanges for a session, and the token of programs. Kept in memory, so that all of it
//! ends with the program; secrets are looked up by their digests and compared in constant time.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use subtle::ConstantTimeEq;

/// Sessions at one time; a further one ends the one that was used the longest ago.
const MOST: usize = 64;
/// A session ends this long after it was last used.
const IDLE: Duration = Duration::from_secs(24 * 60 * 60);
/// The least characters of a token.
pub const TOKEN: usize = 32;

/// 256 bits that nobody can guess, as characters of addresses.
///
/// # Errors
/// When the system has no randomness to give.
pub fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Who asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Caller {
    /// The name under which decisions are kept.
    pub editor: String,
    /// What a browser must send along with what it changes; a program that has the token needs none.
    pub csrf: Option<String>,
}

/// Sessions, codes and the token.
#[derive(Debug)]
pub struct Sessions {
    inner: Mutex<Inner>,
    token: Option<[u8; 32]>,
    editor: String,
}

#[derive(Debug, Default)]
struct Inner {
    code: Option<[u8; 32]>,
    open: BTreeMap<[u8; 32], Open>,
}

#[derive(Debug)]
struct Open {
    editor: String,
    csrf: String,
    used: Instant,
}

fn hashed(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

impl Sessions {
    /// Sessions of an editor; programs come in by the token, where there is one.
    pub fn new(editor: String, token: Option<&str>) -> Self {
        Self { inner: Mutex::default(), token: token.map(hashed), editor }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The editor who started the program.
    pub fn editor(&self) -> &str {
        &self.editor
    }

    /// Whether programs may come in by a token.
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// A new code that opens one session. The one before it opens none any more.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn code(&self) -> Result<String, getrandom::Error> {
        let code = secret()?;
        self.lock().code = Some(hashed(&code));
        Ok(code)
    }

    /// Exchanges a code for the secret of a session, once.
    pub(super) fn exchange(&self, code: &str) -> Option<String> {
        let hash = hashed(code);
        let right = self.lock().code.take_if(|c| bool::from(c.as_slice().ct_eq(&hash))).is_some();
        if right { self.open(self.editor.clone()) } else { None }
    }

    /// Whether this is the token.
    pub(super) fn is_token(&self, given: &str) -> bool {
        self.token.is_some_and(|token| bool::from(token.as_slice().ct_eq(&hashed(given))))
    }

    /// Opens a session for whoever has the token.
    pub(super) fn sign_in(&self, token: &str, editor: String) -> Option<String> {
        if self.is_token(token) { self.open(editor) } else { None }
    }

    fn open(&self, editor: String) -> Option<String> {
        let (secret, csrf) = (secret().ok()?, secret().ok()?);
        let mut inner = self.lock();
        inner.open.retain(|_, s| s.used.elapsed() < IDLE);
        if inner.open.len() >= MOST {
            let oldest = inner.open.iter().min_by_key(|(_, s)| s.used).map(|(key, _)| *key);
            oldest.and_then(|key| inner.open.remove(&key));
        }
        inner.open.insert(hashed(&secret), Open { editor, csrf, used: Instant::now() });
        Some(secret)
    }

    /// Who has the token, as a program.
    pub(super) fn program(&self) -> Caller {
        Caller { editor: self.editor.clone(), csrf: None }
    }

    /// Whose session it is.
    pub(super) fn of(&self, secret: &str) -> Option<Caller> {
        let mut inner = self.lock();
        // Looked up by its digest: how long that takes tells nothing of the secret.
        let session = inner.open.get_mut(&hashed(secret)).filter(|s| s.used.elapsed() < IDLE)?;
        session.used = Instant::now();
        Some(Caller { editor: session.editor.clone(), csrf: Some(session.csrf.clone()) })
    }
}

impl Caller {
    /// Whether what came along is what the page of this session sends.
    pub(super) fn is_csrf(&self, given: Option<&str>) -> bool {
        match (&self.csrf, given) {
            (Some(csrf), Some(given)) => bool::from(hashed(csrf).as_slice().ct_eq(&hashed(given))),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_opens_one_session() {
        let sessions = Sessions::new("Kim".to_owned(), None);
        assert_eq!(sessions.exchange(""), None);
        let code = sessions.code().expect("randomness");
        assert_eq!(sessions.exchange("x"), None);
        let secret = sessions.exchange(&code).expect("a session");
        assert_eq!(sessions.exchange(&code), None, "once only");
        let caller = sessions.of(&secret).expect("is open");
        assert_eq!(caller.editor, "Kim");
        assert!(caller.is_csrf(caller.csrf.as_deref()) && !caller.is_csrf(Some("x")) && !caller.is_csrf(None));
        assert_eq!((sessions.of("x"), sessions.of(&code)), (None, None));
        let old = sessions.code().expect("randomness");
        sessions.code().expect("randomness");
        assert_eq!(sessions.exchange(&old), None, "a newer code ends the one before");
    }

    #[test]
    fn the_token_is_for_programs_and_opens_sessions() {
        let without = Sessions::new("Kim".to_owned(), None);
        assert!(!without.is_token("") && without.sign_in("", "Lee".to_owned()).is_none());
        let token = secret().expect("randomness");
        let sessions = Sessions::new("Kim".to_owned(), Some(&token));
        assert!(sessions.is_token(&token) && !sessions.is_token(&token[1..]) && !sessions.is_token(""));
        let secret = sessions.sign_in(&token, "Lee".to_owned()).expect("a session");
        assert_eq!(sessions.of(&secret).expect("is open").editor, "Lee");
        assert!(!sessions.program().is_csrf(Some("")));
    }

    #[test]
    fn sessions_are_bounded() {
        let token = secret().expect("randomness");
        let sessions = Sessions::new("Kim".to_owned(), Some(&token));
        let all: Vec<String> = (0..MOST + 3).map(|_| sessions.sign_in(&token, "Lee".to_owned()).expect("a session")).collect();
        assert_eq!(all.iter().filter(|s| sessions.of(s).is_some()).count(), MOST);
        assert!(sessions.of(&all[0]).is_none() && sessions.of(&all[MOST + 2]).is_some());
    }
}
