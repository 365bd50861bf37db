//! The manifest of an installed pack: what it was made of, when, and the hashes of its files.

use super::Problem;
use super::catalogue::Pack;
use serde::{Deserialize, Serialize};

/// Schema id of a manifest.
pub(super) const SCHEMA: &str = "daejo.pack/v1";
/// Longest manifest that is read, in bytes.
pub(super) const LONGEST: u64 = 64 * 1024;

/// What an installed pack says of itself: `manifest.json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Schema id.
    pub schema: String,
    /// Name of the pack.
    pub pack: String,
    /// How its files are made.
    pub format: u32,
    /// Version of the program that made it.
    pub made_by: String,
    /// When, in UTC.
    pub installed: String,
    /// What it was made of.
    pub sources: Vec<MadeOf>,
    /// Its files.
    pub files: Vec<File>,
}

/// A file of a registry that a pack was made of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MadeOf {
    /// Name of the distribution.
    pub distribution: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the file that was brought.
    pub sha256: String,
    /// Licence of the data.
    pub licence: String,
    /// Whom the licence asks to name.
    pub credit: String,
}

/// A file of an installed pack.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its name in the folder of the pack.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// Reads a manifest of a pack.
    ///
    /// # Errors
    /// When it is none, is of another pack, or was written by a version that made packs otherwise.
    pub(super) fn parse(json: &[u8], pack: Pack) -> Result<Self, Problem> {
        let again = |why: &str| Problem(format!("{why}; run `daejo packs install {}` again", pack.id()));
        let manifest: Self = serde_json::from_slice(json).map_err(|_| again("its manifest cannot be read"))?;
        if manifest.schema != SCHEMA || manifest.pack != pack.id() {
            return Err(again("its manifest is of something else"));
        }
        if manifest.format != pack.format() {
            return Err(again("it was made by another version of the program"));
        }
        let named = |f: &File| !f.name.is_empty() && !f.name.contains(['/', '\\', ':', '\0']) && f.name != ".." && f.name != ".";
        if !manifest.files.iter().all(named) || !manifest.files.iter().any(|f| f.name == pack.file()) {
            return Err(again("its manifest names files that no pack has"));
        }
        Ok(manifest)
    }

    /// Versions of what it was made of: "python-mecab-ko-dic 2.1.1.post2".
    pub fn versions(&self) -> String {
        self.sources.iter().map(|s| format!("{} {}", s.distribution, s.version)).collect::<Vec<_>>().join(", ")
    }

    /// Its size on disk, in bytes.
    pub fn bytes(&self) -> u64 {
        self.files.iter().fold(0, |sum, f| sum.saturating_add(f.bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn manifest(name: &str) -> String {
        format!(
            r#"{{"schema":"daejo.pack/v1","pack":"morphology","format":1,"made_by":"0.1.0","installed":"2026-11-30T00:00:00Z","sources":[],"files":[{{"name":"{name}","bytes":1,"sha256":"00"}}]}}"#
        )
    }

    #[test]
    fn a_manifest_names_no_file_outside_of_its_folder() {
        assert!(Manifest::parse(manifest("words.dic").as_bytes(), Pack::Morphology).is_ok());
        for name in ["../words.dic", "/etc/passwd", "..", ""] {
            assert!(Manifest::parse(manifest(name).as_bytes(), Pack::Morphology).is_err(), "{name}");
        }
        let other = manifest("words.dic").replace(r#""pack":"morphology""#, r#""pack":"other""#);
        let other = Manifest::parse(other.as_bytes(), Pack::Morphology).expect_err("another pack");
        assert!(other.to_string().contains("daejo packs install morphology"), "{other}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_manifest_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Manifest::parse(&bytes, Pack::Morphology);
        }
    }
}
