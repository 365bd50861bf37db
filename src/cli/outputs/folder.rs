//! A folder of pages: a file for each article and an index of them, which is written last. The names of the files are made of those of the
//! articles, which are somebody else's: none of them leads out of the folder, and no two are one file on any system.

use super::names::Names;
use crate::cli::Stop;
use crate::report::escape;
use crate::report::page::html;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The page that lists the others.
const INDEX: &str = "index.html";

/// A folder of pages that is being written.
pub(super) struct Folder {
    path: PathBuf,
    names: Names,
    index: Vec<u8>,
}

impl Folder {
    /// Whether a report is to go to a folder: the name ends as one does, or there is one.
    pub(super) fn is_meant(path: &Path) -> bool {
        path.to_string_lossy().ends_with(std::path::is_separator) || path.is_dir()
    }

    /// Begins, and makes the folder.
    pub(super) fn open(path: PathBuf) -> Result<Self, Stop> {
        let shown = escape::visible(&path.to_string_lossy()).into_owned();
        let refused = |why: &dyn std::fmt::Display| Stop::Usage(format!("{shown}: pages cannot be written there: {why}; nothing was checked"));
        std::fs::create_dir_all(&path).map_err(|e| refused(&e))?;
        if !is_ours(&path.join(INDEX)).map_err(|e| refused(&e))? {
            return Err(refused(&format!("{INDEX} in it is none of ours; name another folder")));
        }
        tempfile::Builder::new().prefix(".daejo-").tempfile_in(&path).map_err(|e| refused(&e))?;
        let mut index = Vec::new();
        html::open(&mut index, None);
        Ok(Self { path, names: Names::of(&["index"]), index })
    }

    /// Writes the page of an article. `entry` is what the index says of it.
    pub(super) fn article(&mut self, id: &str, page: &[u8], entry: &[u8]) -> Result<(), Stop> {
        let name = format!("{}.html", self.names.give(id));
        let mut whole = Vec::with_capacity(page.len() + (128 << 10));
        html::open(&mut whole, Some(INDEX));
        whole.extend_from_slice(page);
        html::close(&mut whole);
        self.put(&name, &whole)?;
        html::listed(entry, (&name, id), &mut self.index);
        Ok(())
    }

    /// Writes the index, from which on the folder is whole. `nothing` says why there is no article in it, where that is no good end.
    pub(super) fn finish(mut self, nothing: Option<&str>) -> Result<(), Stop> {
        if let Some(reason) = nothing {
            html::article(&crate::report::page::not_checked("daejo", reason), &crate::report::Total::default(), &mut self.index);
        }
        html::close(&mut self.index);
        self.put(INDEX, &self.index)
    }

    /// Puts a file in its place, whole. A link that is there is replaced, and what it leads to stays; so does a file of somebody else.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Stop> {
        let place = self.path.join(name);
        let write = || -> io::Result<()> {
            if !is_ours(&place)? {
                return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a file is there that is none of ours; move it away, or name another folder"));
            }
            let mut file = beside(&self.path)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(&place).map(drop).map_err(|e| e.error)
        };
        write().map_err(|e| {
            let shown = place.to_string_lossy();
            Stop::Input(format!("{}: the page could not be written: {e}; the folder has no index of this run", escape::visible(&shown)))
        })
    }
}

/// Whether a file may be replaced: it is not there, or is a page that an earlier run wrote.
fn is_ours(path: &Path) -> io::Result<bool> {
    const SIGN: &str = "<meta name=\"generator\" content=\"daejo ";
    match path.symlink_metadata() {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(e) => return Err(e),
        Ok(about) if about.is_symlink() => return Ok(true),
        Ok(about) if !about.is_file() => return Ok(false),
        Ok(_) => {}
    }
    #[expect(clippy::disallowed_methods, reason = "whose a file is stands in its first lines")]
    let file = File::open(path)?;
    let mut head = Vec::new();
    file.take(2048).read_to_end(&mut head)?;
    Ok(memchr::memmem::find(&head, SIGN.as_bytes()).is_some())
}

fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".daejo-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
