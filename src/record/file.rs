//! The file of an article's records on the disk: read, and added to under a lock, synced before anybody is told. The one place of [`crate::record`] that
//! touches files.

use super::envelope::Envelope;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What the name of a file of records ends with.
pub const ENDING: &str = ".intoto.jsonl";

/// The file with the records of an English article.
pub fn path(english: &Path) -> PathBuf {
    let mut name = OsString::from(english);
    name.push(ENDING);
    PathBuf::from(name)
}

/// The English article of a file of records.
pub fn article(records: &Path) -> Option<PathBuf> {
    Some(PathBuf::from(records.to_str()?.strip_suffix(ENDING).filter(|name| !name.is_empty() && !name.ends_with('/'))?))
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AppendError<E> {
    /// The system refused it; the file is as it was.
    #[error("the record could not be written: {0}; it is as it was")]
    Io(#[from] io::Error),
    /// Whoever makes the record made none.
    #[error(transparent)]
    Made(E),
}

/// What adding a record came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Appended {
    /// Bytes of half a line that were taken away.
    pub torn: usize,
}

/// The bytes of a file of records; none where there is no file.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read(records: &Path) -> io::Result<Vec<u8>> {
    #[expect(clippy::disallowed_methods, reason = "the boundary where records are read")]
    match File::open(records) {
        Ok(mut file) => contents(&mut file),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}

fn contents(file: &mut File) -> io::Result<Vec<u8>> {
    let cap = super::chain::LONGEST as u64 + 1;
    let mut bytes = Vec::new();
    file.take(cap).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Adds a record: `make` is given what is there and gives the new line, without its end. Nobody else adds to the file in between; when this returns,
/// the line is on the disk. Where writing fails, the file is cut back to what it was; half a line that a crash has left, of which nobody was told that it is
/// written, is taken away first. `make` may be asked twice, where the file was made by somebody else meanwhile.
///
/// # Errors
/// When the file cannot be locked, read, written or synced, or `make` gives none.
pub fn append<E>(records: &Path, mut make: impl FnMut(&[u8]) -> Result<String, E>) -> Result<Appended, AppendError<E>> {
    // Where there is no file, none is left unless there is something to put into it.
    let first = if records.exists() { None } else { Some(make(b"").map_err(AppendError::Made)?) };
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(records)?;
    file.lock()?;
    let mut before = contents(&mut file)?;
    let torn = torn(&before);
    before.truncate(before.len() - torn);
    let line = match first.filter(|_| before.is_empty()) {
        Some(line) => line,
        None => make(&before).map_err(AppendError::Made)?,
    };
    // A last line without its end, as an editor may leave it, gets one first.
    let gap = if before.is_empty() || before.ends_with(b"\n") { "" } else { "\n" };
    let length = before.len() as u64;
    if torn > 0 {
        file.set_len(length)?;
    }
    let written = file.write_all(format!("{gap}{line}\n").as_bytes()).and_then(|()| file.sync_all());
    if let Err(e) = written {
        // Half a line must not stay; if not even this can be done, the reader says that the line breaks off.
        let _ = file.set_len(length).and_then(|()| file.seek(SeekFrom::End(0)).map(drop)).and_then(|()| file.sync_all());
        return Err(e.into());
    }
    if length == 0 {
        sync_folder(records)?;
    }
    Ok(Appended { torn })
}

/// How many bytes at the end are of a line that breaks off and is none.
fn torn(bytes: &[u8]) -> usize {
    let start = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
    let last = &bytes[start..];
    if last.is_empty() || Envelope::parse(last).is_ok() { 0 } else { last.len() }
}

/// The name of a new file must be on the disk as well.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[expect(clippy::disallowed_methods, reason = "a folder is opened to be synced")]
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_added_whole_and_in_turn() {
        let folder = tempfile::tempdir().expect("a folder");
        let records = path(&folder.path().join("기사.en.md"));
        assert_eq!(article(&records), Some(folder.path().join("기사.en.md")));
        assert_eq!(read(&records).expect("is not there"), b"");
        append(&records, |_| Err::<String, _>(())).expect_err("nothing was made");
        assert!(!records.exists());
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        append(&records, |before| Ok::<_, ()>(memchr::memchr_iter(b'\n', before).count().to_string())).expect("is added");
                    }
                });
            }
        });
        let lines: Vec<String> = String::from_utf8(read(&records).expect("is there")).expect("is text").lines().map(str::to_owned).collect();
        assert_eq!(lines, (0..160).map(|n| n.to_string()).collect::<Vec<_>>());
    }
}
