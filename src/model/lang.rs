//! The two languages that are held against each other.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A language, written as its BCP 47 tag.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Korean, the source.
    Ko,
    /// English, the target.
    En,
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ko => "Korean",
            Self::En => "English",
        })
    }
}
