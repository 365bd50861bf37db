//! What keeps a command from doing its work, and how it is said.

use super::Exit;
use std::io;

/// Why a command ended before its end.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stop {
    /// The command line or the configuration is wrong. The text is shown as it is.
    #[error("{0}")]
    Usage(String),
    /// The reader of the output went away, which is its right.
    #[error("the output was closed")]
    Closed,
    /// The output could not be written.
    #[error("the output could not be written ({0}); what is missing from it was not reported")]
    Output(io::Error),
    /// The input could not be read to its end.
    #[error("{0}")]
    Input(String),
}

impl Stop {
    /// How the program ends because of it.
    pub(super) const fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Closed => Exit::Clean,
            Self::Output(_) | Self::Input(_) => Exit::NotChecked,
        }
    }
}

impl From<io::Error> for Stop {
    /// Only writing errors are turned into a stop by `?`; reading errors are told with the name of what was read.
    fn from(e: io::Error) -> Self {
        if e.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Output(e) }
    }
}
