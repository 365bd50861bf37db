//! A stream that is read as UTF-8 whatever it is written in, and of which the part that is still needed can be looked at
//! again. Under the reader of [`super::tmx`].

use crate::model::Origin;
use crate::text::Span;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use std::io::{self, BufRead, Read};

/// Bytes at the head of a stream in which its encoding is declared.
const HEAD: usize = 256;
/// Bytes that are decoded at a time.
const CHUNK: usize = 1 << 16;

/// The stream in UTF-8: by its mark, or as its XML declaration says.
pub(super) fn utf8(mut input: Box<dyn BufRead + Send>) -> Box<dyn BufRead + Send> {
    let mut head = Vec::with_capacity(HEAD);
    // What cannot be read now cannot be read later either, and is told then.
    let _ = input.by_ref().take(HEAD as u64).read_to_end(&mut head);
    let (encoding, mark) = Encoding::for_bom(&head).unwrap_or_else(|| (declared(&head).unwrap_or(UTF_8), 0));
    head.drain(..mark);
    let whole = Box::new(io::Cursor::new(head).chain(input));
    if encoding == UTF_8 {
        whole
    } else {
        Box::new(Decoding { input: whole, decoder: encoding.new_decoder_without_bom_handling(), out: Vec::new(), at: 0, ended: false })
    }
}

/// The encoding that an XML declaration names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr::memchr(b'>', declaration)?];
    let at = memchr::memmem::find(declaration, b"encoding")? + "encoding".len();
    let rest = declaration.get(at..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *rest.first().filter(|q| matches!(q, b'"' | b'\''))?;
    let label = &rest[1..];
    Encoding::for_label(&label[..memchr::memchr(quote, label)?])
}

/// A stream that is decoded as it is read.
struct Decoding {
    input: Box<dyn BufRead + Send>,
    decoder: Decoder,
    out: Vec<u8>,
    at: usize,
    ended: bool,
}

impl BufRead for Decoding {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.out.len() && !self.ended {
            let bytes = self.input.fill_buf()?;
            let bytes = bytes.get(..CHUNK).unwrap_or(bytes);
            let last = bytes.is_empty();
            self.out.resize(self.decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(4 * CHUNK), 0);
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(bytes, &mut self.out, last);
            self.out.truncate(written);
            (self.at, self.ended) = (0, last);
            self.input.consume(read);
            if let DecoderResult::Malformed(..) = result {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "bytes that are not in the encoding of the file"));
            }
        }
        Ok(self.out.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.out.len());
    }
}

impl Read for Decoding {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

/// A stream whose bytes are kept until they are told to be forgotten.
pub(super) struct Tee {
    input: Box<dyn BufRead + Send>,
    kept: Vec<u8>,
    /// Where what is kept begins.
    from: Origin,
    cap: usize,
    failed: Option<String>,
}

impl Tee {
    /// Keeps at most about `cap` bytes; a stream that needs more fails.
    pub(super) fn new(input: Box<dyn BufRead + Send>, cap: usize) -> Self {
        Self { input, kept: Vec::new(), from: Origin::default(), cap, failed: None }
    }

    /// Nothing before this byte of the stream is needed any more.
    pub(super) fn forget(&mut self, before: usize) {
        let n = before.saturating_sub(self.from.offset).min(self.kept.len());
        if n > 0 {
            self.from = self.from.behind(&String::from_utf8_lossy(&self.kept[..n]));
            // Bytes that are not UTF-8 are longer as replaced.
            self.from.offset = before;
            self.kept.drain(..n);
        }
    }

    /// A stretch of the stream that is still kept; `None` if it is not, or is no UTF-8.
    pub(super) fn slice(&self, span: Span) -> Option<&str> {
        let start = span.start.checked_sub(self.from.offset)?;
        std::str::from_utf8(self.kept.get(start..span.end.checked_sub(self.from.offset)?)?).ok()
    }

    /// Where in the file a byte stands that is still kept.
    pub(super) fn origin(&self, at: usize) -> Origin {
        let n = at.saturating_sub(self.from.offset).min(self.kept.len());
        self.from.behind(&String::from_utf8_lossy(&self.kept[..n]))
    }

    /// Why reading failed, where that was not the fault of the markup.
    pub(super) fn failed(&self) -> Option<&str> {
        self.failed.as_deref()
    }
}

impl BufRead for Tee {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.kept.len() > self.cap {
            let reason = format!("a unit of more than the {} bytes that are read", self.cap);
            self.failed = Some(reason.clone());
            return Err(io::Error::other(reason));
        }
        match self.input.fill_buf() {
            Ok(bytes) => Ok(bytes),
            Err(e) => {
                self.failed = Some(format!("cannot be read: {e}"));
                Err(e)
            }
        }
    }

    fn consume(&mut self, n: usize) {
        if let Ok(bytes) = self.input.fill_buf() {
            self.kept.extend_from_slice(&bytes[..n.min(bytes.len())]);
        }
        self.input.consume(n);
    }
}

impl Read for Tee {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}
