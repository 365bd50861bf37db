//! `daejo init`: writes the commented configuration, which holds the defaults.

use super::{Exit, Stop, screen::Screen};
use crate::config::{FILE_NAME, SHIPPED};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

/// Writes a commented config.toml that holds the defaults.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Folder to write it to.
    #[arg(default_value = ".", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
    /// Replace a file that is already there.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let path = args.folder.join(FILE_NAME);
    let mut options = OpenOptions::new();
    options.write(true);
    if args.force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let written = options.open(&path).and_then(|mut file| file.write_all(SHIPPED.as_bytes()));
    match written {
        Ok(()) => writeln!(screen.out, "wrote {}", path.display())?,
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            return Err(Stop::Usage(format!("{} is already there; --force replaces it", path.display())));
        }
        Err(e) => return Err(Stop::Usage(format!("{} could not be written: {e}", path.display()))),
    }
    Ok(Exit::Clean)
}
