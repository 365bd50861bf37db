//! JSON that means one thing. Programs differ in what they make of a key that is there twice, of a number that no double can hold, of half
//! a surrogate pair; what is signed must not depend on who reads it, so a payload that has any of these is refused before it is parsed.
//! Part of [`crate::record`].

use std::collections::HashSet;

/// Lists and objects inside each other.
const DEEPEST: usize = 64;
/// The largest number that every reader holds exactly: 2⁵³ − 1.
const LARGEST: u64 = (1 << 53) - 1;

/// Why JSON is refused, and at which byte.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refused {
    /// Not UTF-8.
    #[error("not UTF-8 at byte {0}")]
    NotUtf8(usize),
    /// Not JSON.
    #[error("not JSON at byte {0}")]
    Syntax(usize),
    /// A key that is there already.
    #[error("the key `{1}` is there twice, at byte {0}")]
    Twice(usize, String),
    /// Nested too deep.
    #[error("more than {DEEPEST} lists and objects inside each other, at byte {0}")]
    Deep(usize),
    /// Something behind the value.
    #[error("something stands behind the end, at byte {0}")]
    Trailing(usize),
    /// An escape that stands for no character.
    #[error("an escape that stands for no character, at byte {0}")]
    Escape(usize),
    /// A number with a fraction or an exponent.
    #[error("a number with a fraction or an exponent, at byte {0}; decimals are written as strings")]
    Float(usize),
    /// A number that not every reader holds exactly.
    #[error("a number beyond 2⁵³, at byte {0}")]
    Large(usize),
}

/// Which numbers may stand in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Numbers {
    /// Whole ones that every reader holds exactly.
    Whole,
    /// Any: nothing of what is signed depends on them.
    Any,
}

/// Whether bytes are one JSON value that all readers read alike.
///
/// # Errors
/// The first thing in it for which that does not hold.
pub fn strict(bytes: &[u8], numbers: Numbers) -> Result<(), Refused> {
    let text = std::str::from_utf8(bytes).map_err(|e| Refused::NotUtf8(e.valid_up_to()))?;
    let mut scan = Scan { text, bytes, at: 0, numbers };
    scan.value(0)?;
    scan.space();
    if scan.at == bytes.len() { Ok(()) } else { Err(Refused::Trailing(scan.at)) }
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    numbers: Numbers,
}

impl Scan<'_> {
    fn space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Steps over a byte, if that is what stands here.
    fn take(&mut self, byte: u8) -> bool {
        let here = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(here);
        here
    }

    fn value(&mut self, depth: usize) -> Result<(), Refused> {
        self.space();
        match self.bytes.get(self.at) {
            Some(b'{' | b'[') if depth == DEEPEST => Err(Refused::Deep(self.at)),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                let word = ["true", "false", "null"].into_iter().find(|w| self.bytes[self.at..].starts_with(w.as_bytes()));
                self.at += word.ok_or(Refused::Syntax(self.at))?.len();
                Ok(())
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<(), Refused> {
        self.at += 1;
        self.space();
        if self.take(b']') {
            return Ok(());
        }
        loop {
            self.value(depth + 1)?;
            self.space();
            if self.take(b']') {
                return Ok(());
            }
            if !self.take(b',') {
                return Err(Refused::Syntax(self.at));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), Refused> {
        self.at += 1;
        self.space();
        if self.take(b'}') {
            return Ok(());
        }
        let mut keys = HashSet::new();
        loop {
            self.space();
            let start = self.at;
            let key = self.string()?;
            if !keys.insert(key.clone()) {
                return Err(Refused::Twice(start, key.chars().take(40).collect()));
            }
            self.space();
            if !self.take(b':') {
                return Err(Refused::Syntax(self.at));
            }
            self.value(depth + 1)?;
            self.space();
            if self.take(b'}') {
                return Ok(());
            }
            if !self.take(b',') {
                return Err(Refused::Syntax(self.at));
            }
        }
    }

    /// The string that stands here, with its escapes read.
    fn string(&mut self) -> Result<String, Refused> {
        let start = self.at;
        if !self.take(b'"') {
            return Err(Refused::Syntax(self.at));
        }
        let mut escaped = false;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 2;
                }
                Some(0x20..) => self.at += 1,
                _ => return Err(Refused::Syntax(self.at.min(self.bytes.len()))),
            }
        }
        self.at += 1;
        let whole = self.text.get(start..self.at).ok_or(Refused::Syntax(start))?;
        if escaped { serde_json::from_str(whole).map_err(|_| Refused::Escape(start)) } else { Ok(whole[1..whole.len() - 1].to_owned()) }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.bytes.get(self.at), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Result<(), Refused> {
        let start = self.at;
        let minus = self.take(b'-');
        let first = self.at;
        let leading_zero = self.bytes.get(first) == Some(&b'0');
        let whole = self.digits();
        if whole == 0 || leading_zero && whole > 1 {
            return Err(Refused::Syntax(start));
        }
        let number = self.text[first..self.at].parse::<u64>().ok();
        let mut float = false;
        if self.take(b'.') {
            float = true;
            if self.digits() == 0 {
                return Err(Refused::Syntax(self.at));
            }
        }
        if self.take(b'e') || self.take(b'E') {
            float = true;
            let _ = self.take(b'+') || self.take(b'-');
            if self.digits() == 0 {
                return Err(Refused::Syntax(self.at));
            }
        }
        match (self.numbers, number) {
            (Numbers::Any, _) => Ok(()),
            (Numbers::Whole, _) if float => Err(Refused::Float(start)),
            // Zero below zero is zero to some and not to others.
            (Numbers::Whole, Some(n)) if n <= LARGEST && !(minus && n == 0) => Ok(()),
            (Numbers::Whole, _) => Err(Refused::Large(start)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str) -> Result<(), Refused> {
        strict(text.as_bytes(), Numbers::Whole)
    }

    #[test]
    fn what_readers_differ_about_is_refused() {
        for good in
            ["{}", " [ ] ", "{\"a\":{\"a\":1},\"b\":[{\"a\":-1},{\"a\":9007199254740991}]}", "\"\\ud83d\\ude00 가\"", "true", "null", "0", "{\"\":\"\\u0000\"}"]
        {
            assert_eq!(whole(good), Ok(()), "{good}");
        }
        let twice = |at, key: &str| Err(Refused::Twice(at, key.to_owned()));
        for (text, want) in [
            ("{\"a\":1,\"a\":2}", twice(7, "a")),
            ("{\"payload\":1,\"p\\u0061yload\":2}", twice(13, "payload")),
            ("[{\"x\":{\"가\":1,\"가\":1}}]", twice(15, "가")),
            ("9007199254740992", Err(Refused::Large(0))),
            ("[-9007199254740992]", Err(Refused::Large(1))),
            ("123456789012345678901234567890", Err(Refused::Large(0))),
            ("-0", Err(Refused::Large(0))),
            ("0.97", Err(Refused::Float(0))),
            ("1e2", Err(Refused::Float(0))),
            ("\"\\ud83d\"", Err(Refused::Escape(0))),
            ("\"\\ude00\\ud83d\"", Err(Refused::Escape(0))),
            ("{} {}", Err(Refused::Trailing(3))),
            ("{}\u{0}", Err(Refused::Trailing(2))),
            ("\u{feff}{}", Err(Refused::Syntax(0))),
            ("\"\n\"", Err(Refused::Syntax(1))),
            ("01", Err(Refused::Syntax(0))),
            ("{'a':1}", Err(Refused::Syntax(1))),
            ("[1,]", Err(Refused::Syntax(3))),
            ("NaN", Err(Refused::Syntax(0))),
            ("", Err(Refused::Syntax(0))),
            ("\"", Err(Refused::Syntax(1))),
            ("\"\\", Err(Refused::Syntax(2))),
        ] {
            assert_eq!(whole(text), want, "{text}");
        }
        assert_eq!(strict(b"\"\xED\xA0\x80\"", Numbers::Whole), Err(Refused::NotUtf8(1)));
        assert_eq!(strict(b"{\"x\":1.5e300}", Numbers::Any), Ok(()));
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert_eq!((whole(&nested(64)), whole(&nested(65))), (Ok(()), Err(Refused::Deep(64))));
        assert_eq!(whole(&"[".repeat(1_000_000)), Err(Refused::Deep(64)));
    }

    proptest! {
        #[test]
        fn what_is_let_through_is_json(text in "([\\[\\]{}:,\" \\\\]|\"a\"|\"b\":|-?[0-9]{1,3}|\\\\u[0-9a-f]{4}|true|null|\\PC){0,24}") {
            let ours = strict(text.as_bytes(), Numbers::Any);
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            match &ours {
                Ok(()) => prop_assert!(theirs.is_ok(), "{text}"),
                Err(Refused::Twice(..) | Refused::Deep(_)) => {}
                Err(_) => prop_assert!(theirs.is_err(), "{text}: {ours:?}"),
            }
        }

        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = strict(&bytes, Numbers::Whole);
        }
    }
}
