//! Messages over standard input and output: frames read with a bound on their size, so that nothing a client says can take all
//! memory; messages written one at a time.

use lsp_server::Message;
use serde_json::{Value, json};
use std::io::{self, BufRead, Read, Write};

/// Bytes of one message, at most: the largest article that is read, in JSON, and some.
const LARGEST: u64 = 256 << 20;
/// Bytes of the lines above a message, at most.
const HEADER: u64 = 8 << 10;

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// What is no message; the next one can be read all the same.
    Bad(String),
    /// What is none, and nothing behind it can be read.
    Broken(String),
}

/// The next message; `None` at the end of the input.
pub(super) fn read(input: &mut impl BufRead) -> Option<Incoming> {
    let length = match header(input) {
        Ok(Some(length)) => length,
        Ok(None) => return None,
        Err(why) => return Some(Incoming::Broken(why)),
    };
    if length > LARGEST {
        return Some(Incoming::Broken(format!("a message of {length} bytes; more than {LARGEST} are not read")));
    }
    let mut body = Vec::new();
    match input.take(length).read_to_end(&mut body) {
        Ok(read) if read as u64 == length => {}
        Ok(_) => return Some(Incoming::Broken("the input ended inside a message".to_owned())),
        Err(e) => return Some(Incoming::Broken(e.to_string())),
    }
    Some(serde_json::from_slice(&body).map_or_else(|e| Incoming::Bad(format!("not a message of JSON-RPC: {e}")), Incoming::Message))
}

/// The length that the lines above a message tell.
fn header(input: &mut impl BufRead) -> Result<Option<u64>, String> {
    let (mut length, mut begun) = (None, false);
    let mut rest = input.take(HEADER);
    loop {
        let mut line = Vec::new();
        rest.read_until(b'\n', &mut line).map_err(|e| e.to_string())?;
        if !line.ends_with(b"\n") {
            return if line.is_empty() && !begun && rest.limit() > 0 { Ok(None) } else { Err("no message begins with `Content-Length:`".to_owned()) };
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            return length.map(Some).ok_or_else(|| "a message without `Content-Length:`".to_owned());
        }
        begun = true;
        let (name, value) = line.split_once(':').ok_or_else(|| "a message begins with lines of the form `Content-Length: 12`".to_owned())?;
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse().map_err(|_| format!("`{}` is no length", value.trim().escape_debug()))?);
        }
    }
}

/// Writes a message.
pub(super) fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    let mut value = serde_json::to_value(message)?;
    value["jsonrpc"] = json!("2.0");
    frame(output, &value)
}

/// Answers what was no message.
pub(super) fn refuse(output: &mut impl Write, why: &str) -> io::Result<()> {
    let code = lsp_server::ErrorCode::ParseError as i32;
    frame(output, &json!({"jsonrpc": "2.0", "id": null, "error": {"code": code, "message": why}}))
}

fn frame(output: &mut impl Write, value: &Value) -> io::Result<()> {
    let body = value.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(mut input: &[u8]) -> Vec<String> {
        let mut out = Vec::new();
        while let Some(incoming) = read(&mut input) {
            let end = matches!(incoming, Incoming::Broken(_));
            out.push(match incoming {
                Incoming::Message(_) => "message".to_owned(),
                Incoming::Bad(why) => format!("bad: {why}"),
                Incoming::Broken(why) => format!("broken: {why}"),
            });
            if end {
                break;
            }
        }
        out
    }

    #[test]
    fn what_is_no_message_is_told() {
        let note = "{\"method\":\"a\"}";
        let good = format!("content-length: {}\r\nContent-Type: x\r\n\r\n{note}", note.len());
        assert_eq!(all(format!("{good}{good}").as_bytes()), ["message", "message"]);
        assert_eq!(all(format!("Content-Length: 2\r\n\r\n[]{good}").as_bytes()).len(), 2);
        for (input, said) in [
            ("Content-Length: 99999999999999\r\n\r\n", "broken: a message of 99999999999999 bytes"),
            ("Content-Length: 99999999999999999999999\r\n\r\n", "broken: `99999999999999999999999` is no length"),
            ("Content-Length: -1\r\n\r\n", "broken: `-1` is no length"),
            ("Content-Length: 10\r\n\r\n{}", "broken: the input ended inside"),
            ("\r\n", "broken: a message without"),
            ("GET / HTTP/1.1\r\n\r\n", "broken: a message begins with"),
            ("Content-Length: 5", "broken: no message begins"),
        ] {
            assert!(all(input.as_bytes()).last().is_some_and(|s| s.starts_with(said)), "{input:?}: {:?}", all(input.as_bytes()));
        }
        assert!(all("x".repeat(100_000).as_bytes())[0].starts_with("broken"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(bytes in "(\\PC|Content-Length: [0-9]{1,3}\r\n|\r\n|\\{\\}|\n){0,20}") {
            all(bytes.as_bytes());
        }
    }
}
