//! The packs that there are: what each is made of, pinned to the byte.

/// A language pack.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Pack {
    /// Korean words with their classes.
    Morphology,
}

/// A file of a package registry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Source {
    /// Name of the distribution.
    pub distribution: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The file, as the registry names it.
    pub file: &'static str,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: &'static str,
    /// Licence of the data, as an SPDX expression.
    pub licence: &'static str,
    /// Whom the licence asks to name.
    pub credit: &'static str,
}

const MECAB_KO_DIC: Source = Source {
    distribution: "python-mecab-ko-dic",
    version: "2.1.1.post2",
    file: "python_mecab_ko_dic-2.1.1.post2-py3-none-any.whl",
    sha256: "ef8f4e80c8976f1340a7264abb0c96f384fe059fd897584aeba0151753c6ae9b",
    licence: "Apache-2.0",
    credit: "mecab-ko-dic, by Yongwoon Lee and Yungho Yu",
};

impl Pack {
    /// All packs, by name.
    pub const ALL: [Self; 1] = [Self::Morphology];

    /// What it is called.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Morphology => "morphology",
        }
    }

    /// What it brings.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Morphology => "816,000 Korean words with their classes",
        }
    }

    /// What it is made of.
    pub const fn sources(self) -> &'static [Source] {
        match self {
            Self::Morphology => &[MECAB_KO_DIC],
        }
    }

    /// The file that is looked up.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Morphology => "words.dic",
        }
    }

    /// How the files are made; a pack that was made otherwise is made anew.
    pub(super) const fn format(self) -> u32 {
        match self {
            Self::Morphology => 1,
        }
    }

    /// The pack of this name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_is_pinned() {
        for source in Pack::ALL.iter().flat_map(|p| p.sources()) {
            assert!(source.sha256.len() == 64 && source.sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')), "{source:?}");
            assert!(source.file.contains(source.version) && !source.file.contains(['/', '\\']), "{source:?}");
        }
        assert!(Pack::ALL.iter().all(|p| Pack::parse(p.id()) == Some(*p)));
    }
}
