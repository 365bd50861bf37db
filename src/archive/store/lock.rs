//! One run at a time: a file beside the store that the system lets go of when the run ends, however it ends.

use super::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The right to write to a store, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes it, for the run that `who` describes; where another run has it, waits if that is wanted.
    ///
    /// # Errors
    /// When another run has it and nobody wants to wait, or the file system knows no locks.
    pub fn take(store: &Path, who: &str, wait: bool) -> Result<Self, StoreError> {
        let path = beside(store);
        let refused = |source| StoreError::Io { path: path.clone(), source };
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(refused)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if wait => file.lock().map_err(refused)?,
            Err(TryLockError::WouldBlock) => {
                let mut by = String::new();
                // Who it is, is a courtesy.
                let _ = file.take(200).read_to_string(&mut by);
                let by = if by.trim().is_empty() { "it does not say which".to_owned() } else { by.trim().to_owned() };
                return Err(StoreError::Locked { path: store.to_owned(), by });
            }
            Err(TryLockError::Error(source)) => return Err(refused(source)),
        }
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(who.as_bytes()));
        Ok(Self { _file: file })
    }
}

fn beside(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push("-lock");
    PathBuf::from(name)
}
