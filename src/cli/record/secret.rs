//! Where a secret key comes from: a file that is its owner's alone, a file descriptor, a variable of the environment. It goes nowhere.

use super::super::Stop;
use crate::record::SecretKey;
use crate::report::escape;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// More than any key has, in bytes.
const LONGEST: u64 = 1 << 14;

/// Where a secret key is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in super::super) enum Secret {
    /// In a file.
    File(PathBuf),
    /// Behind a file descriptor.
    Descriptor(u32),
    /// In a variable of the environment.
    Variable(String),
}

impl FromStr for Secret {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        if let Some(n) = word.strip_prefix("fd:") {
            return n.parse().map(Self::Descriptor).map_err(|_| "write a descriptor as fd:3".to_owned());
        }
        match word.strip_prefix("env:") {
            Some("") => Err("write a variable as env:NAME".to_owned()),
            Some(name) => Ok(Self::Variable(name.to_owned())),
            None => Ok(Self::File(PathBuf::from(word))),
        }
    }
}

impl Secret {
    /// Reads the key. No message has any of it.
    pub(in super::super) fn read(&self) -> Result<SecretKey, Stop> {
        let (shown, pem) = match self {
            Self::File(path) => {
                let shown = escape::visible(&path.to_string_lossy()).into_owned();
                own(path, &shown)?;
                let pem = contents(path);
                (shown, pem)
            }
            Self::Descriptor(n) => (format!("file descriptor {n}"), contents(&PathBuf::from(format!("/dev/fd/{n}")))),
            #[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
            Self::Variable(name) => (
                format!("the variable {}", escape::visible(name)),
                std::env::var(name).map_err(|_| std::io::Error::new(std::io::ErrorKind::NotFound, "it is not set, or no text")),
            ),
        };
        let pem = pem.map_err(|e| Stop::Usage(format!("{shown}: the key could not be read: {e}; nothing was signed")))?;
        SecretKey::from_pem(&pem).map_err(|e| Stop::Usage(format!("{shown}: {e}; nothing was signed")))
    }
}

fn contents(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    #[expect(clippy::disallowed_methods, reason = "the boundary where a key is read")]
    std::fs::File::open(path)?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// Whether nobody but its owner can read a key.
#[cfg(unix)]
fn own(path: &Path, shown: &str) -> Result<(), Stop> {
    use std::os::unix::fs::PermissionsExt;
    let Ok(about) = path.metadata() else { return Ok(()) };
    let mode = about.permissions().mode() & 0o777;
    if about.is_file() && mode & 0o077 != 0 {
        return Err(Stop::Usage(format!(
            "{shown}: others may read or write this key (mode {mode:o}); nothing was signed. `chmod 600` it; if it was so for long, make a new one"
        )));
    }
    Ok(())
}

#[cfg(not(unix))]
fn own(_: &Path, _: &str) -> Result<(), Stop> {
    Ok(())
}

/// Writes a new key, for its owner alone. A file that is there is left alone.
pub(super) fn write(path: &Path, key: &SecretKey) -> Result<(), Stop> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let shown = escape::visible(&path.to_string_lossy()).into_owned();
    let written = options.open(path).and_then(|mut file| file.write_all(key.to_pem().as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|e| Stop::Usage(format!("{shown}: the key could not be written: {e}; a key that is there is never replaced")))
}
