//! Pages that were fetched, kept on disk: by their content, private to the user, bounded, written aside and moved into place at once.
//! What is there and cannot be trusted (cut off, changed, of another address) is as if it were not there. Part of [`crate::fetch`].

use super::article::{Page, hex};
use super::client::Received;
use super::error::Why;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use url::Url;

/// The form of what is kept; another form lies in another folder.
const FORM: &str = "v1";
/// Bytes of what is told about a page.
const ENTRY: u64 = 64 << 10;
/// Bytes of a page that are read back.
const LARGEST: u64 = 256 << 20;

/// A folder of pages.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    most: u64,
    /// Bytes in it, once they were counted.
    held: Mutex<Option<u64>>,
}

/// A page that is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Kept {
    /// The address that gave it.
    pub(super) address: Url,
    pub(super) content_type: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    /// When its server gave it, or said last that it is still the same.
    pub(super) retrieved: Timestamp,
    pub(super) challenged: bool,
    pub(super) bytes: Vec<u8>,
}

/// What is told about a page.
#[derive(Serialize, Deserialize)]
struct Entry {
    asked: String,
    address: String,
    content_type: Option<String>,
    etag: Option<String>,
    last_modified: Option<String>,
    retrieved: String,
    challenged: bool,
    sha256: String,
}

impl Kept {
    /// What a server gave.
    pub(super) fn of(received: Received, now: Timestamp) -> Self {
        let Received { address, content_type, etag, last_modified, challenged, bytes, .. } = received;
        Self { address, content_type, etag, last_modified, retrieved: now, challenged, bytes }
    }

    /// As a page that was kept.
    pub(super) fn page(&self, asked: &Url) -> Page {
        Page {
            asked: asked.clone(),
            address: self.address.clone(),
            content_type: self.content_type.clone(),
            bytes: self.bytes.clone(),
            retrieved: self.retrieved,
            challenged: self.challenged,
            kept: true,
        }
    }

    /// How old it is. From the future, when a clock went back, it is as old as can be.
    pub(super) fn age(&self, now: Timestamp) -> Duration {
        let age = now.duration_since(self.retrieved);
        if age < SignedDuration::ZERO { Duration::MAX } else { Duration::try_from(age).unwrap_or(Duration::MAX) }
    }
}

impl Cache {
    /// The pages of a folder, which is made where it is not there.
    pub(super) fn open(folder: &Path, most: u64) -> Result<Self, Why> {
        let folder = folder.join(FORM);
        let refused = |e: io::Error| {
            Why::Cache(format!(
                "{}: the folder for fetched pages cannot be used ({e}); nothing was checked. Make it writable, or fetch with --no-cache",
                folder.display()
            ))
        };
        for part in ["entries", "pages"] {
            make(&folder.join(part)).map_err(refused)?;
        }
        Ok(Self { folder, most, held: Mutex::new(None) })
    }

    /// The page that is kept for an address, if it is whole.
    pub(super) fn get(&self, asked: &Url) -> Option<Kept> {
        let at = self.entry(asked);
        let entry: Entry = serde_json::from_slice(&read(&at, ENTRY).ok()?).ok()?;
        if entry.asked != asked.as_str() {
            return None;
        }
        let page = self.page(&entry.sha256)?;
        let bytes = read(&page, LARGEST).ok().filter(|bytes| hex(bytes) == entry.sha256);
        if bytes.is_none() {
            // It is of no use to anybody.
            let _ = fs::remove_file(&page);
            let _ = fs::remove_file(&at);
        }
        let kept = Kept {
            address: entry.address.parse().ok()?,
            content_type: entry.content_type,
            etag: entry.etag,
            last_modified: entry.last_modified,
            retrieved: entry.retrieved.parse().ok()?,
            challenged: entry.challenged,
            bytes: bytes?,
        };
        Some(kept)
    }

    /// Keeps a page.
    pub(super) fn put(&self, asked: &Url, kept: &Kept) -> io::Result<()> {
        let sha256 = hex(&kept.bytes);
        let page = self.page(&sha256).ok_or_else(|| io::Error::other("it has no name"))?;
        let entry = Entry {
            asked: asked.as_str().to_owned(),
            address: kept.address.as_str().to_owned(),
            content_type: kept.content_type.clone(),
            etag: kept.etag.clone(),
            last_modified: kept.last_modified.clone(),
            retrieved: kept.retrieved.to_string(),
            challenged: kept.challenged,
            sha256,
        };
        let entry = serde_json::to_vec(&entry)?;
        self.make_room((kept.bytes.len() + entry.len()) as u64)?;
        let whole = fs::metadata(&page).is_ok_and(|m| m.len() == kept.bytes.len() as u64);
        if whole {
            // It is used again, and so is not among the oldest.
            touch(&page);
        } else {
            save(&page, &kept.bytes)?;
        }
        save(&self.entry(asked), &entry)
    }

    fn entry(&self, asked: &Url) -> PathBuf {
        let name = hex(asked.as_str().as_bytes());
        self.folder.join("entries").join(&name[..2]).join(format!("{}.json", &name[2..]))
    }

    /// The file of a page; `None` for a name that is no digest.
    fn page(&self, sha256: &str) -> Option<PathBuf> {
        let good = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        good.then(|| self.folder.join("pages").join(&sha256[..2]).join(&sha256[2..]))
    }

    /// Takes away the oldest until there is room for so many bytes more.
    fn make_room(&self, more: u64) -> io::Result<()> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let before = held.map_or_else(|| self.files().map(|files| files.iter().map(|f| f.1).sum()), Ok)?;
        *held = Some(before + more);
        if before + more <= self.most {
            return Ok(());
        }
        let mut files = self.files()?;
        files.sort_by(|a, b| (a.0, &a.2).cmp(&(b.0, &b.2)));
        let mut now: u64 = files.iter().map(|f| f.1).sum();
        // A little more than is asked for, so that it is not done for each page.
        let goal = self.most.saturating_sub(more).saturating_sub(self.most / 10);
        for (_, bytes, path) in files {
            if now <= goal {
                break;
            }
            match fs::remove_file(&path) {
                Ok(()) => now -= bytes,
                // Another run was here.
                Err(e) if e.kind() == io::ErrorKind::NotFound => now -= bytes,
                Err(e) => return Err(e),
            }
        }
        *held = Some(now + more);
        Ok(())
    }

    /// Every file: when it was written, how many bytes it has, where it is.
    fn files(&self) -> io::Result<Vec<(SystemTime, u64, PathBuf)>> {
        let mut out = Vec::new();
        for entry in walkdir::WalkDir::new(&self.folder).min_depth(1) {
            let Ok(entry) = entry else { continue };
            let Ok(about) = entry.metadata() else { continue };
            if about.is_file() {
                out.push((about.modified()?, about.len(), entry.into_path()));
            }
        }
        Ok(out)
    }
}

#[expect(clippy::disallowed_methods, reason = "the cache is files")]
fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    fs::File::open(path)?.take(most + 1).read_to_end(&mut out)?;
    if out.len() as u64 > most { Err(io::Error::other("it is longer than it may be")) } else { Ok(out) }
}

/// Writes a file aside and moves it into place: whoever reads it reads all of it or nothing.
fn save(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or_else(|| io::Error::other("it has no folder"))?;
    make(folder)?;
    let mut file = tempfile::NamedTempFile::with_prefix_in(".part-", folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

/// Says that a file is used. That it is not said costs no more than its being fetched again some day.
#[expect(clippy::disallowed_methods, reason = "which pages are the oldest is told by the clock")]
fn touch(path: &Path) {
    let _ = fs::File::options().append(true).open(path).and_then(|f| f.set_modified(SystemTime::now()));
}

/// Makes a folder that only its user may look into.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests spoil the files that are kept")]
mod tests {
    use super::*;

    fn kept(bytes: &[u8]) -> Kept {
        Kept {
            address: "https://a.example/2".parse().unwrap(),
            content_type: Some("text/html".to_owned()),
            etag: Some("\"1\"".to_owned()),
            last_modified: None,
            retrieved: "2025-04-15T00:00:00Z".parse().unwrap(),
            challenged: false,
            bytes: bytes.to_vec(),
        }
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        walkdir::WalkDir::new(folder).into_iter().map(|e| e.unwrap()).filter(|e| e.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
    }

    #[test]
    fn what_is_kept_comes_back_and_what_is_spoilt_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let asked: Url = "https://a.example/1".parse().unwrap();
        let cache = Cache::open(folder.path(), 1 << 20).unwrap();
        assert_eq!(cache.get(&asked), None);
        let page = kept("<p>정부</p>".as_bytes());
        cache.put(&asked, &page).unwrap();
        assert_eq!(cache.get(&asked), Some(page.clone()));
        assert_eq!(Cache::open(folder.path(), 1 << 20).unwrap().get(&asked), Some(page.clone()));
        for at in files(folder.path()) {
            let good = fs::read(&at).unwrap();
            for n in 0..good.len() {
                for bad in [good[..n].to_vec(), good.iter().enumerate().map(|(i, b)| if i == n { b ^ 1 } else { *b }).collect()] {
                    fs::write(&at, bad).unwrap();
                    if let Some(read) = cache.get(&asked) {
                        assert_eq!(read.bytes, page.bytes, "whatever else, the page is what it was");
                    }
                    cache.put(&asked, &page).unwrap();
                    fs::write(&at, &good).unwrap();
                }
            }
        }
        assert_eq!(cache.get(&asked), Some(page));
    }

    #[test]
    fn it_holds_no_more_than_it_may() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path(), 100_000).unwrap();
        let address = |i: u32| format!("https://a.example/{i}").parse::<Url>().unwrap();
        for i in 0..100 {
            cache.put(&address(i), &kept(format!("{i} {}", "a".repeat(5_000)).as_bytes())).unwrap();
            let bytes: u64 = files(folder.path()).iter().map(|f| fs::metadata(f).unwrap().len()).sum();
            assert!(bytes <= 100_000, "{bytes}");
        }
        assert!(cache.get(&address(99)).is_some() && cache.get(&address(0)).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_look_into_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(&folder.path().join("new"), 1 << 20).unwrap();
        cache.put(&"https://a.example/".parse().unwrap(), &kept(b"a")).unwrap();
        for entry in walkdir::WalkDir::new(folder.path().join("new")) {
            let entry = entry.unwrap();
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{}", entry.path().display());
        }
    }

    #[test]
    fn a_page_from_the_future_is_old() {
        assert_eq!(kept(b"").age("2025-04-14T00:00:00Z".parse().unwrap()), Duration::MAX);
        assert_eq!(kept(b"").age("2025-04-15T00:00:09Z".parse().unwrap()), Duration::from_secs(9));
    }
}
