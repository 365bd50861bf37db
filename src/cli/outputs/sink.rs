//! Files that reports go to. A file is written beside its place and moved there once it is whole: whoever reads it sees the
//! old one or the new one, and a run that is broken off leaves none that looks finished.

use crate::cli::Stop;
use crate::cli::screen::Screen;
use crate::report::{escape, markdown};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where a report goes.
pub(super) enum To {
    /// Standard output.
    Screen,
    /// A file.
    File(Sink),
    /// A folder, which is written file by file.
    Folder,
}

impl To {
    /// Writes more of the report.
    pub(super) fn write(&mut self, bytes: &[u8], screen: &mut Paper<'_>) -> Result<(), Stop> {
        match self {
            Self::File(sink) => sink.write(bytes),
            Self::Screen => screen.write(bytes),
            Self::Folder => Ok(()),
        }
    }
}

/// Standard output, as long as somebody reads it.
pub(super) struct Paper<'s> {
    pub(super) screen: &'s mut Screen,
    /// Whether it is all that was asked for. Then nobody is left to work for once it is closed; files are written all the same.
    pub(super) alone: bool,
    /// Whether it is still read.
    pub(super) read: bool,
}

impl Paper<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        if self.read {
            let written = self.screen.out.write_all(bytes);
            self.heard(written)?;
        }
        Ok(())
    }

    /// Sends what was written on its way.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        if self.read {
            let written = self.screen.out.flush();
            self.heard(written)?;
        }
        Ok(())
    }

    fn heard(&mut self, written: std::io::Result<()>) -> Result<(), Stop> {
        match written.map_err(Stop::from) {
            Err(Stop::Closed) if !self.alone => {
                self.read = false;
                Ok(())
            }
            other => other,
        }
    }
}

/// A file that is being written.
pub(in crate::cli) struct Sink {
    /// Its name, as it is shown.
    shown: String,
    file: Place,
}

enum Place {
    /// Written beside its place, and moved there at the end.
    Beside { temporary: BufWriter<NamedTempFile>, path: PathBuf },
    /// Written as it is: a pipe, a device, a file that others write to as well.
    Itself(BufWriter<File>),
}

/// The job summary of GitHub Actions.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

impl Sink {
    /// Opens a file for writing, and makes the folders that it is in.
    pub(in crate::cli) fn open(path: PathBuf) -> Result<Self, Stop> {
        let shown = escape::visible(&path.to_string_lossy()).into_owned();
        let refused = |why: &dyn std::fmt::Display| Stop::Usage(format!("{shown}: a report cannot be written there: {why}; nothing was checked"));
        let file = match path.metadata() {
            Ok(there) if there.is_dir() => return Err(refused(&"it is a folder; name a file in it")),
            Ok(there) if !there.is_file() => Place::Itself(BufWriter::new(OpenOptions::new().write(true).open(&path).map_err(|e| refused(&e))?)),
            _ => {
                // A link stays a link; what it leads to is written.
                let path = if path.is_symlink() { path.canonicalize().map_err(|e| refused(&e))? } else { path };
                let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
                std::fs::create_dir_all(&folder).map_err(|e| refused(&e))?;
                let temporary = beside(&folder).map_err(|e| refused(&e))?;
                Place::Beside { temporary: BufWriter::new(temporary), path }
            }
        };
        Ok(Self { shown, file })
    }

    /// The job summary, where there is one, and the bytes that there is room for in it.
    pub(super) fn job_summary() -> Result<Option<(Self, usize)>, Stop> {
        let Some(path) = std::env::var_os(SUMMARY).filter(|p| !p.is_empty()).map(PathBuf::from) else { return Ok(None) };
        let shown = escape::visible(&path.to_string_lossy()).into_owned();
        let file = OpenOptions::new().append(true).create(true).open(&path);
        let file = file.map_err(|e| Stop::Usage(format!("{SUMMARY}: {shown}: the job summary cannot be written: {e}; nothing was checked")))?;
        let there = file.metadata().map_or(0, |m| usize::try_from(m.len()).unwrap_or(usize::MAX));
        let room = markdown::SUMMARY.saturating_sub(there);
        Ok(Some((Self { shown, file: Place::Itself(BufWriter::new(file)) }, room)))
    }

    /// Writes more.
    pub(in crate::cli) fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let written = match &mut self.file {
            Place::Beside { temporary, .. } => temporary.write_all(bytes),
            Place::Itself(file) => file.write_all(bytes),
        };
        written.map_err(|e| failed(&self.shown, &e))
    }

    /// Puts the file in its place.
    pub(in crate::cli) fn finish(self) -> Result<(), Stop> {
        let Self { shown, file } = self;
        match file {
            Place::Itself(mut file) => file.flush().map_err(|e| failed(&shown, &e)),
            Place::Beside { temporary, path } => {
                let file = temporary.into_inner().map_err(|e| failed(&shown, e.error()))?;
                file.as_file().sync_all().map_err(|e| failed(&shown, &e))?;
                file.persist(path).map(drop).map_err(|e| failed(&shown, &e.error))
            }
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match &mut self.file {
            Place::Beside { temporary, .. } => temporary.write(bytes),
            Place::Itself(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match &mut self.file {
            Place::Beside { temporary, .. } => temporary.flush(),
            Place::Itself(file) => file.flush(),
        }
    }
}

/// A new file in a folder, open to whom the files of this user are.
fn beside(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".daejo-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn failed(shown: &str, why: &std::io::Error) -> Stop {
    Stop::Input(format!("{shown}: the report could not be written: {why}; it is not there, or not the one of this run"))
}
