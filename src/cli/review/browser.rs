//! Opens the browser of the machine. What it is told is the address of the page and nothing else: no word of an article, and no shell.

use std::process::{Command, Stdio};

#[cfg(target_os = "macos")]
const OPENER: (&str, &[&str]) = ("open", &[]);
#[cfg(windows)]
const OPENER: (&str, &[&str]) = ("rundll32", &["url.dll,FileProtocolHandler"]);
#[cfg(not(any(target_os = "macos", windows)))]
const OPENER: (&str, &[&str]) = ("xdg-open", &[]);

/// Opens an address. Where there is no browser the address is on the screen all the same.
pub(super) fn open(address: &str) {
    let (program, args) = OPENER;
    let started = Command::new(program).args(args).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Ok(mut child) = started {
        // Somebody has to hear that it ended.
        std::thread::spawn(move || child.wait());
    }
}
