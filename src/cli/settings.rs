//! What the program goes by: the configuration that is found, and over it the command line.

use super::Stop;
use crate::config::{self, Config, FILE_NAME};
use crate::report::escape;
use std::path::{Path, PathBuf};

/// Reads the configuration: the file that was named, or the nearest `config.toml` from `from` upwards, or the defaults.
pub(super) fn load(named: Option<&Path>, from: &Path, colour: bool) -> Result<Config, Stop> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => match find(from) {
            Some(path) => path,
            None => return Ok(Config::default()),
        },
    };
    let shown = escape::visible(&path.to_string_lossy()).into_owned();
    #[expect(clippy::disallowed_methods, reason = "the boundary where the configuration is read")]
    let bytes = std::fs::read(&path).map_err(|e| Stop::Usage(format!("{shown}: the configuration could not be read: {e}; nothing was checked")))?;
    let text =
        String::from_utf8(bytes).map_err(|e| Stop::Usage(format!("{shown}: not UTF-8 at byte {}; nothing was checked", e.utf8_error().valid_up_to())))?;
    let rules: Vec<&str> = crate::check::rules().map(|r| r.id).collect();
    Config::parse(&text, &rules).map_err(|problems| {
        let many = if problems.len() == 1 { "one mistake".to_owned() } else { format!("{} mistakes", problems.len()) };
        Stop::Usage(format!("{many} in the configuration; nothing was checked\n{}", config::show(&problems, &text, &shown, colour)))
    })
}

/// The nearest configuration: in `from`, or the folder of the file `from`, or the next above.
fn find(from: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(from).ok()?;
    absolute.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// Threads to use: as many as were asked for, or one a core.
pub(super) fn jobs(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}
