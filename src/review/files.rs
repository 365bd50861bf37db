//! The files of articles: read up to a size, written whole or not at all. The only place where the page touches the disk beside its store.

use super::problem::{Kind, Problem};
use crate::ingest::{self, Limits};
use crate::report::escape;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Bytes of a text that the page takes: forty times a long article. A larger one is checked by `daejo check`.
pub(super) const LARGEST: usize = 1 << 20;

/// The bytes of a file.
///
/// # Errors
/// Why it cannot be read, in words.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    ingest::read(path, Limits { file: LARGEST as u64 }).map_err(|e| e.to_string())
}

/// A name as it is shown.
pub(super) fn shown(path: &Path) -> String {
    escape::visible(&path.to_string_lossy()).into_owned()
}

/// New content of a file, on the disk beside it and not yet in its place.
#[derive(Debug)]
pub(super) struct Ready {
    file: NamedTempFile,
    place: PathBuf,
}

impl Ready {
    /// Writes what is to take the place of a file. A link is followed: it stays, and what it leads to is replaced.
    ///
    /// # Errors
    /// When there is no room, or the folder may not be written.
    pub(super) fn new(path: &Path, bytes: &[u8]) -> Result<Self, Problem> {
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let write = || -> std::io::Result<NamedTempFile> {
            let folder = place.parent().unwrap_or(Path::new("."));
            let mut file = tempfile::Builder::new().prefix(".daejo-").tempfile_in(folder)?;
            file.write_all(bytes)?;
            if let Ok(about) = place.metadata() {
                if about.permissions().readonly() {
                    return Err(std::io::Error::new(std::io::ErrorKind::PermissionDenied, "the file may not be written"));
                }
                file.as_file().set_permissions(about.permissions())?;
            }
            file.as_file().sync_all()?;
            Ok(file)
        };
        match write() {
            Ok(file) => Ok(Self { file, place }),
            Err(e) => Err(refused(path, &e)),
        }
    }

    /// Puts it in the place of the file.
    ///
    /// # Errors
    /// When the system refuses it; the file is as it was then.
    pub(super) fn put(self) -> Result<(), Problem> {
        let Self { file, place } = self;
        file.persist(&place).map_err(|e| refused(&place, &e.error))?;
        // The name is safe once its folder is; where a folder cannot be synced the content is safe all the same.
        if let Some(folder) = place.parent() {
            let _ = sync_folder(folder);
        }
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "the boundary where files of articles are written")]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

fn refused(path: &Path, e: &std::io::Error) -> Problem {
    let kind = if e.kind() == std::io::ErrorKind::StorageFull { Kind::Full } else { Kind::File };
    Problem::new(kind, format!("{}: it could not be written ({e}); it is as it was, and nothing was changed", shown(path)))
}

/// A new folder for the texts of an article, which is its owner's alone.
///
/// # Errors
/// When it cannot be made.
pub(super) fn folder(path: &Path) -> Result<(), Problem> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|e| refused(path, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
    fn a_file_is_replaced_at_once_and_keeps_its_mode() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("en.md");
        std::fs::write(&path, "old").expect("is written");
        let ready = Ready::new(&path, b"new").expect("is ready");
        assert_eq!(read(&path).expect("is there"), b"old");
        ready.put().expect("is put");
        assert_eq!(read(&path).expect("is there"), b"new");
        drop(Ready::new(&path, b"never").expect("is ready"));
        assert_eq!(std::fs::read_dir(place.path()).expect("a folder").count(), 1, "nothing is left behind");
        assert!(Ready::new(&place.path().join("none/en.md"), b"x").is_err());
        std::fs::write(&path, vec![b'x'; LARGEST + 1]).expect("is written");
        assert!(read(&path).expect_err("is refused").contains("more than"));
    }

    #[cfg(unix)]
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
    fn a_link_stays_one() {
        let place = tempfile::tempdir().expect("a folder");
        let (path, link) = (place.path().join("en.md"), place.path().join("link.md"));
        std::fs::write(&path, "old").expect("is written");
        std::os::unix::fs::symlink(&path, &link).expect("is made");
        Ready::new(&link, b"new").and_then(Ready::put).expect("is put");
        assert!(link.is_symlink());
        assert_eq!(read(&path).expect("is there"), b"new");
    }
}
