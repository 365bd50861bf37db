//! Standard output and what is known of it: whether it takes colours, and how wide it is. The one place that asks.

use anstyle::Style;
use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, StdoutLock};

/// Headings.
pub(super) const BOLD: Style = Style::new().bold();

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Colour {
    /// When standard output is a terminal, and `NO_COLOR` is not set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Standard output.
pub(super) struct Screen {
    /// Where reports go.
    pub(super) out: BufWriter<StdoutLock<'static>>,
    /// Whether to write colours there.
    pub(super) colour: bool,
    /// Its width in cells; a fixed one when it is not a terminal, so that reports do not depend on where they are made.
    pub(super) width: usize,
}

/// Width of reports that go to a file or a pipe.
pub(super) const FILE_WIDTH: usize = 100;

impl Screen {
    pub(super) fn new(colour: Colour) -> Self {
        let stdout = io::stdout();
        let width = if stdout.is_terminal() { terminal_size::terminal_size().map_or(FILE_WIDTH, |(w, _)| usize::from(w.0).clamp(40, 200)) } else { FILE_WIDTH };
        let colour = wanted(colour, &stdout);
        Self { out: BufWriter::with_capacity(1 << 16, stdout.lock()), colour, width }
    }
}

/// Whether to write colours to a stream.
pub(super) fn wanted(colour: Colour, stream: &impl anstream::stream::RawStream) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}
