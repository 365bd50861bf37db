//! The kinds of bilingual files, told by the name of the file.

use std::path::Path;

/// A kind of file that holds both languages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// XLIFF 1.2, 2.0, 2.1 and what CAT tools make of it.
    Xliff,
    /// A translation memory, TMX 1.4b.
    Tmx,
    /// A message catalogue of GNU gettext.
    Po,
    /// A document of word processors with a table of two columns.
    Docx,
    /// A page with a table of two columns.
    Html,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Xliff, Self::Tmx, Self::Po, Self::Docx, Self::Html];

    /// The endings of names of such files. Those of XLIFF are its own and the ones under which CAT tools save it.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Xliff => &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "txlf"],
            Self::Tmx => &["tmx"],
            Self::Po => &["po"],
            Self::Docx => &["docx"],
            Self::Html => &["html", "htm", "xhtml"],
        }
    }

    /// By the ending of the file's name.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        Self::ALL.into_iter().find(|kind| kind.endings().iter().any(|e| e.eq_ignore_ascii_case(ending)))
    }

    /// What it is called in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Xliff => "XLIFF",
            Self::Tmx => "TMX",
            Self::Po => "PO",
            Self::Docx => "DOCX",
            Self::Html => "HTML",
        }
    }
}
