//! Streams that are read, plain or compressed: their first bytes tell, whatever their name is.

use crate::cli::Stop;
use crate::ingest::Layout;
use crate::report::escape;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const BUFFER: usize = 1 << 17;
/// A line of so much text that comes of next to nothing is made to fill memory.
const LINE_SWELLS: u64 = 256 << 20;
/// A file that has become so much text by now, all of it of next to nothing, is made to fill a disk.
const SWELLS: u64 = 64 << 20;
/// How much larger that is than what it came of: text that somebody has written becomes a fifth, at best a twentieth.
const RATIO: u64 = 200;

/// A stream that is open.
pub(in crate::cli) struct Opened {
    pub(in crate::cli) input: Box<dyn BufRead + Send>,
    /// Bytes of the file, where that is known.
    pub(in crate::cli) size: Option<u64>,
    /// Bytes of the file that were read so far.
    pub(in crate::cli) read: Arc<AtomicU64>,
}

/// A file, or standard input for `-`.
pub(in crate::cli) fn open(path: &Path) -> Result<Opened, Stop> {
    let refused = |e| Stop::Input(format!("{}: cannot be read: {e}; nothing was checked", escape::visible(&path.to_string_lossy())));
    let (file, size): (Box<dyn Read + Send>, _) = if path == Path::new("-") {
        (Box::new(io::stdin()), None)
    } else {
        #[expect(clippy::disallowed_methods, reason = "the boundary where streams are opened")]
        let file = std::fs::File::open(path).map_err(refused)?;
        let about = file.metadata().map_err(refused)?;
        if about.is_dir() {
            return Err(Stop::Input(format!("{}: a folder, no stream; nothing was checked", escape::visible(&path.to_string_lossy()))));
        }
        (Box::new(file), about.is_file().then_some(about.len()))
    };
    let read = Arc::new(AtomicU64::new(0));
    let mut input = BufReader::with_capacity(BUFFER, Counted { inner: file, read: Arc::clone(&read) });
    // Streams of a terminal give what was typed, so that looking at the first bytes waits for no more.
    let start = loop {
        match input.fill_buf() {
            Ok(start) => break start,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(refused(e)),
        }
    };
    let guarded = |unpacked: Box<dyn Read + Send>, what| {
        let guard = Guard { inner: unpacked, what, packed: Arc::clone(&read), since: 0, given: 0, all: 0 };
        Box::new(BufReader::with_capacity(BUFFER, guard))
    };
    let input: Box<dyn BufRead + Send> = match start {
        [0x1f, 0x8b, ..] => guarded(Box::new(MultiGzDecoder::new(input)), "gzip"),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => guarded(Box::new(zstd::Decoder::with_buffer(input).map_err(refused)?), "zstd"),
        _ => Box::new(input),
    };
    Ok(Opened { input, size, read })
}

/// How the lines of a stream are written, by the name of its file without the ending of what compressed it.
pub(in crate::cli) fn layout(path: &Path) -> Layout {
    let name = path.to_string_lossy();
    Layout::of(PACKED.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(&name))
}

/// Whether a name is that of a stream, plain or compressed.
pub(in crate::cli) fn is_stream(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    let plain = PACKED.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(&name);
    [".jsonl", ".ndjson", ".tsv", ".tab", ".csv"].iter().any(|e| plain.ends_with(e))
}

/// Endings of compressed files.
const PACKED: [&str; 4] = [".gz", ".gzip", ".zst", ".zstd"];

/// Counts the bytes of the file.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// What comes out of a compressed file: says what is wrong with it in terms of the file, and stops where a little of it becomes one
/// line without end, or where it is nothing but air.
struct Guard<R> {
    inner: R,
    what: &'static str,
    packed: Arc<AtomicU64>,
    /// Bytes of the file that had been read when the line began, and bytes that the line has.
    since: u64,
    given: u64,
    /// Bytes that came of it so far.
    all: u64,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => io::Error::new(e.kind(), format!("the {} file breaks off; it was not written or copied to its end", self.what)),
            io::ErrorKind::Interrupted => e,
            kind => io::Error::new(kind, format!("the {} file is damaged ({e})", self.what)),
        })?;
        let packed = self.packed.load(Ordering::Relaxed);
        match memchr::memrchr(b'\n', buffer.get(..n).unwrap_or_default()) {
            Some(at) => (self.since, self.given) = (packed, (n - at) as u64),
            None => self.given += n as u64,
        }
        self.all += n as u64;
        let line = self.given > LINE_SWELLS && self.given / RATIO > packed.saturating_sub(self.since) + BUFFER as u64;
        if line || self.all > SWELLS && self.all / RATIO > packed {
            let how = if line { " without an end of a line" } else { "" };
            let reason = format!("the {} file swells to more than {RATIO} times its size{how}; it is read no further", self.what);
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        Ok(n)
    }
}
