//! Files of the house that the program writes: whole or not at all.

use super::Stop;
use super::screen::Screen;
use crate::ingest::{self, Limits};
use crate::report::escape;
use std::io::Write;
use std::path::Path;

/// The text of a file; nothing where there is none.
pub(super) fn read(path: &Path) -> Result<Option<String>, Stop> {
    if !path.exists() {
        return Ok(None);
    }
    let bytes = ingest::read(path, Limits::default()).map_err(|e| Stop::Usage(e.to_string()))?;
    String::from_utf8(bytes).map(Some).map_err(|_| Stop::Usage(format!("{}: not UTF-8; nothing was written", escape::visible(&path.to_string_lossy()))))
}

/// Puts a text in the place of a file at once, so that nobody finds half of it.
pub(super) fn whole(path: &Path, text: &str) -> Result<(), Stop> {
    let refused = |e: std::io::Error| Stop::Usage(format!("{}: could not be written: {e}; it is as it was", escape::visible(&path.to_string_lossy())));
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".daejo-").tempfile_in(folder).map_err(refused)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(refused)?;
    readable(file.as_file(), path).map_err(refused)?;
    file.persist(path).map_err(|e| refused(e.error))?;
    Ok(())
}

/// Writes a text to a file, or to standard output where none is named, and tells what it is where that does not get into it.
pub(super) fn put(out: Option<&Path>, text: &str, told: &str, screen: &mut Screen) -> Result<(), Stop> {
    if let Some(path) = out {
        whole(path, text)?;
        screen.out.write_all(told.as_bytes())?;
        writeln!(screen.out, "written: {}", escape::visible(&path.to_string_lossy()))?;
    } else {
        screen.out.write_all(text.as_bytes())?;
        // Nobody is left to tell when standard error is closed.
        let _ = std::io::stderr().write_all(told.as_bytes());
    }
    Ok(())
}

/// A temporary file is its owner's alone; the one that it replaces, or a new one, is not.
#[cfg(unix)]
fn readable(file: &std::fs::File, path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = path.metadata().map_or(0o644, |about| about.permissions().mode());
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn readable(_: &std::fs::File, _: &Path) -> std::io::Result<()> {
    Ok(())
}
