//! How the terminal report looks: colours when they are wanted, and the width to fit in.

use crate::model::Severity;
use anstyle::{AnsiColor, Style};

/// How to write it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// Whether to use colours.
    pub colour: bool,
    /// Width of the terminal in cells.
    pub width: usize,
    /// Findings only, without the lines that count.
    pub quiet: bool,
    /// The severity from which findings make the run fail, for the last line; none when no finding does.
    pub limit: Option<Severity>,
    /// Whether findings that do not count are shown, too.
    pub decided: bool,
}

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const RED: Style = AnsiColor::BrightRed.on_default().bold();
pub(super) const YELLOW: Style = AnsiColor::BrightYellow.on_default().bold();
pub(super) const BLUE: Style = AnsiColor::BrightBlue.on_default();
pub(super) const GREEN: Style = AnsiColor::BrightGreen.on_default();

impl Look {
    /// The text in a style, or plain.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
