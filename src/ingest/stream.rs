//! Reads records line by line from any source, in memory that does not grow with the stream: JSON Lines and columns that are
//! parted by tabs or commas. A line that is not a record costs that line only. The records themselves are in [`crate::ingest::pairs`].

use crate::ingest::fields::{Fields, known_id, unescaped};
use std::io::{self, BufRead};
use std::marker::PhantomData;

/// Bytes of one line beyond which it is skipped: 8 MB.
pub const LINE_CAP: usize = 8 << 20;

/// How the records of a stream are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// One JSON object a line.
    Jsonl,
    /// Columns parted by tabs, with or without a header.
    Tsv,
    /// Columns parted by commas, as RFC 4180 quotes them, with or without a header; no cell holds a line end.
    Csv,
}

impl Layout {
    /// By the ending of a file's name: `.tsv`, `.tab` and `.csv` are columns, everything else JSON Lines.
    pub fn of(name: &str) -> Self {
        match name.rsplit('.').next().unwrap_or("").to_ascii_lowercase().as_str() {
            "tsv" | "tab" => Self::Tsv,
            "csv" => Self::Csv,
            _ => Self::Jsonl,
        }
    }

    /// The cells of a line.
    fn cells(self, line: &str) -> Result<Vec<String>, String> {
        if self != Self::Csv {
            return Ok(line.split('\t').map(unescaped).collect());
        }
        if line.matches('"').count() % 2 == 1 {
            return Err("a quotation mark that is opened is not closed on this line".to_owned());
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line.as_bytes());
        let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
        Ok(record.iter().map(str::to_owned).collect())
    }
}

/// What one line of a stream was.
#[derive(Clone, PartialEq, Debug)]
pub enum Line<T> {
    /// A record.
    Item {
        /// Its line, from 1.
        line: u64,
        /// What it says.
        value: T,
    },
    /// A line that is no record; it was not checked.
    Bad {
        /// Its line, from 1.
        line: u64,
        /// Its identifier, where that much could be read.
        id: Option<String>,
        /// What is wrong, in plain words.
        reason: String,
    },
}

/// A kind of record that can be made of the fields of a line.
pub trait Record: Sized {
    /// Names of the columns when a table has no header, by the number of columns that its lines have.
    fn columns(count: usize) -> Option<&'static [&'static str]>;

    /// Makes the record of the fields, which it takes; the identifier last, so that what cannot be made is still named.
    ///
    /// # Errors
    /// With the reason, in plain words, when a field is missing or cannot be used.
    fn from_fields(fields: &mut Fields) -> Result<Self, String>;
}

/// Iterator over the records of a stream.
#[derive(Debug)]
pub struct Reader<R, T> {
    input: R,
    layout: Layout,
    cap: usize,
    line: u64,
    buffer: Vec<u8>,
    header: Option<Vec<String>>,
    done: bool,
    record: PhantomData<fn() -> T>,
}

/// A line of a stream as it was read.
#[derive(Debug)]
pub enum RawLine {
    /// Its bytes, with its end.
    Line(Vec<u8>),
    /// A line that was not kept: its identifier, where that much could be read, and what is wrong.
    Bad {
        /// Its identifier.
        id: Option<String>,
        /// What is wrong, in plain words.
        reason: String,
    },
}

/// Iterator over the lines of a stream of JSON Lines, from 1, that reads nothing in them: for those who know by their bytes that a line
/// is as it was. [`record`] makes of a line what it says.
#[derive(Debug)]
pub struct RawLines<R> {
    input: R,
    cap: usize,
    line: u64,
    buffer: Vec<u8>,
    done: bool,
}

impl<R: BufRead> RawLines<R> {
    /// Reads `input`, skipping lines longer than `cap` bytes.
    pub fn new(input: R, cap: usize) -> Self {
        Self { input, cap, line: 0, buffer: Vec::new(), done: false }
    }
}

impl<R: BufRead> Iterator for RawLines<R> {
    type Item = (u64, RawLine);

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.line += 1;
        let raw = match fill(&mut self.input, &mut self.buffer, self.cap) {
            Ok(Filled::End) => {
                self.done = true;
                return None;
            }
            Ok(Filled::Line) => RawLine::Line(self.buffer.as_slice().to_vec()),
            Ok(Filled::TooLong(length)) => {
                let (id, reason) = too_long(&self.buffer, length, self.cap);
                RawLine::Bad { id, reason }
            }
            Err(e) => {
                self.done = true;
                RawLine::Bad { id: None, reason: stopped(&e) }
            }
        };
        Some((self.line, raw))
    }
}

/// What a line of JSON Lines says; nothing where it is blank.
///
/// # Errors
/// When it is no record: its identifier, where that much could be read, and the reason.
pub fn record<T: Record>(line: &[u8], is_first: bool) -> Option<Result<T, (Option<String>, String)>> {
    record_of(line, is_first, |_| {})
}

/// The same, where somebody gives the fields other names first.
///
/// # Errors
/// As [`record`].
pub fn record_of<T: Record>(line: &[u8], is_first: bool, rename: impl Fn(&mut Fields)) -> Option<Result<T, (Option<String>, String)>> {
    let bytes = trimmed(line, is_first, Layout::Jsonl);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let fields = text_of(bytes).and_then(Fields::from_json);
    Some(fields.and_then(|mut fields| {
        rename(&mut fields);
        T::from_fields(&mut fields).map_err(|reason| (fields.id, reason))
    }))
}

/// A line as text.
fn text_of(bytes: &[u8]) -> Result<&str, (Option<String>, String)> {
    // What is no UTF-8 is looked at again, to say where.
    simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes)).map_err(|e| {
        let start = std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or("");
        (known_id(start), format!("not UTF-8 at byte {} of the line; convert it to UTF-8", e.valid_up_to()))
    })
}

fn too_long(start: &[u8], length: u64, cap: usize) -> (Option<String>, String) {
    let reason = format!("the line is {length} bytes long, more than the {cap} that are read; split it");
    (known_id(&String::from_utf8_lossy(start.get(..1024).unwrap_or(start))), reason)
}

fn stopped(e: &io::Error) -> String {
    format!("reading stopped here: {e}; nothing from this line on was checked")
}

impl<R: BufRead, T: Record> Reader<R, T> {
    /// Reads `input` in the given layout, with the usual cap on the length of a line.
    pub fn new(input: R, layout: Layout) -> Self {
        Self::with_cap(input, layout, LINE_CAP)
    }

    /// Like [`Reader::new`], skipping lines longer than `cap` bytes.
    pub fn with_cap(input: R, layout: Layout, cap: usize) -> Self {
        Self { input, layout, cap, line: 0, buffer: Vec::new(), header: None, done: false, record: PhantomData }
    }

    fn parse(&mut self) -> Option<Result<T, (Option<String>, String)>> {
        let bytes = trimmed(&self.buffer, self.line == 1, self.layout);
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        let text = match text_of(bytes) {
            Ok(text) => text,
            Err(refused) => return Some(Err(refused)),
        };
        let fields = match self.layout {
            Layout::Jsonl => Fields::from_json(text),
            Layout::Tsv | Layout::Csv => match (self.layout.cells(text), &self.header) {
                (Err(reason), _) => Err((None, reason)),
                (Ok(cells), Some(header)) => Fields::from_cells(cells, header),
                (Ok(cells), None) => match first_line::<T>(&cells) {
                    Ok((header, is_header)) => {
                        let fields = Fields::from_cells(cells, &header);
                        self.header = Some(header);
                        if is_header {
                            return None;
                        }
                        fields
                    }
                    Err(reason) => Err((None, reason)),
                },
            },
        };
        Some(fields.and_then(|mut fields| T::from_fields(&mut fields).map_err(|reason| (fields.id, reason))))
    }
}

impl<R: BufRead, T: Record> Iterator for Reader<R, T> {
    type Item = Line<T>;

    fn next(&mut self) -> Option<Line<T>> {
        while !self.done {
            let line = self.line + 1;
            match fill(&mut self.input, &mut self.buffer, self.cap) {
                Ok(Filled::End) => self.done = true,
                Ok(Filled::Line) => {
                    self.line = line;
                    match self.parse() {
                        None => {}
                        Some(Ok(value)) => return Some(Line::Item { line, value }),
                        Some(Err((id, reason))) => return Some(Line::Bad { line, id, reason }),
                    }
                }
                Ok(Filled::TooLong(length)) => {
                    self.line = line;
                    let (id, reason) = too_long(&self.buffer, length, self.cap);
                    return Some(Line::Bad { line, id, reason });
                }
                Err(e) => {
                    self.done = true;
                    return Some(Line::Bad { line, id: None, reason: stopped(&e) });
                }
            }
        }
        None
    }
}

/// The columns of a table by its first line, and whether that line names them.
fn first_line<T: Record>(cells: &[String]) -> Result<(Vec<String>, bool), String> {
    let cells: Vec<String> = cells.iter().map(|c| c.trim().to_ascii_lowercase()).collect();
    let names = T::columns(usize::MAX).unwrap_or(&[]);
    if !names.is_empty() && names.iter().all(|n| cells.iter().any(|c| c == n)) {
        return Ok((cells, true));
    }
    match T::columns(cells.len()) {
        Some(names) => Ok((names.iter().map(|&n| n.to_owned()).collect(), false)),
        None => Err(format!("{} columns and no header; name the columns in the first line ({})", cells.len(), names.join(", "))),
    }
}

/// A line without its end, and without a byte order mark if it is the first.
fn trimmed(line: &[u8], first: bool, layout: Layout) -> &[u8] {
    let line = if first { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if layout == Layout::Jsonl { line.trim_ascii() } else { line }
}

enum Filled {
    Line,
    TooLong(u64),
    End,
}

/// Reads one line into `buffer`; of a line longer than `cap` only the beginning is kept.
fn fill(input: &mut impl BufRead, buffer: &mut Vec<u8>, cap: usize) -> io::Result<Filled> {
    buffer.clear();
    if buffer.capacity() > 1 << 20 {
        buffer.shrink_to(1 << 20);
    }
    let mut length: u64 = 0;
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        let end = memchr::memchr(b'\n', chunk);
        let take = end.map_or(chunk.len(), |i| i + 1);
        let room = cap.saturating_add(2).saturating_sub(buffer.len());
        buffer.extend_from_slice(&chunk[..take.min(room)]);
        length += take as u64;
        input.consume(take);
        if end.is_some() || take == 0 {
            return Ok(match length {
                0 => Filled::End,
                // The line end itself does not count.
                n if n > cap as u64 && n - u64::from(end.is_some()) > cap as u64 => Filled::TooLong(n),
                _ => Filled::Line,
            });
        }
    }
}
