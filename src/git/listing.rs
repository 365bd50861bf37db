//! The files of a commit or of the working tree, as git lists them: `ls-tree -r -z`, `ls-files -z --stage`. Part of
//! [`crate::git`].

use super::{GitError, Oid};
use std::collections::{BTreeMap, BTreeSet};

/// What git keeps under a path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A file.
    File,
    /// A symbolic link. It is never followed: it may lead out of the repository.
    Link,
    /// Another repository.
    Submodule,
}

impl Kind {
    /// By the mode that git writes.
    pub(super) fn of(mode: &str) -> Option<Self> {
        match mode {
            "100644" | "100755" | "100664" => Some(Self::File),
            "120000" => Some(Self::Link),
            "160000" => Some(Self::Submodule),
            _ => None,
        }
    }
}

/// What stands under a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its content; `None` for a file that git does not know.
    pub id: Option<Oid>,
    /// Whether a merge left it undecided.
    pub conflict: bool,
}

/// All paths of a state, with `/` between their parts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listing {
    /// What stands under each path.
    pub entries: BTreeMap<String, Entry>,
    /// Paths that are not Unicode, with what cannot be read replaced.
    pub unnamed: BTreeSet<String>,
}

impl Listing {
    fn add(&mut self, path: &[u8], entry: Entry) {
        match std::str::from_utf8(path) {
            Ok(path) => {
                let conflict = entry.conflict;
                // A path that a merge left undecided is listed once for each side.
                self.entries.entry(path.to_owned()).or_insert(entry).conflict |= conflict;
            }
            Err(_) => {
                self.unnamed.insert(String::from_utf8_lossy(path).into_owned());
            }
        }
    }
}

/// Records that end with a zero byte.
pub(super) fn records(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&b| b == 0).filter(|r| !r.is_empty())
}

/// `mode type id<tab>path`.
pub(super) fn tree(bytes: &[u8]) -> Result<Listing, GitError> {
    let mut listing = Listing::default();
    for record in records(bytes) {
        let unreadable = || GitError::Unreadable { command: "ls-tree", at: String::from_utf8_lossy(record).chars().take(100).collect() };
        let (head, path) = parted(record).ok_or_else(unreadable)?;
        let mut fields = head.split(' ');
        let (Some(mode), Some(_), Some(id), None) = (fields.next(), fields.next(), fields.next(), fields.next()) else { return Err(unreadable()) };
        let kind = Kind::of(mode).ok_or_else(unreadable)?;
        let id = Some(Oid::parse(id).ok_or_else(unreadable)?);
        listing.add(path, Entry { kind, id, conflict: false });
    }
    Ok(listing)
}

/// `mode id stage<tab>path` of what is tracked, and the paths of what is gone and of what is new.
pub(super) fn working_tree(tracked: &[u8], gone: &[u8], new: &[u8]) -> Result<Listing, GitError> {
    let mut listing = Listing::default();
    let gone: BTreeSet<&[u8]> = records(gone).collect();
    for record in records(tracked) {
        let unreadable = || GitError::Unreadable { command: "ls-files", at: String::from_utf8_lossy(record).chars().take(100).collect() };
        let (head, path) = parted(record).ok_or_else(unreadable)?;
        let mut fields = head.split(' ');
        let (Some(mode), Some(id), Some(stage), None) = (fields.next(), fields.next(), fields.next(), fields.next()) else { return Err(unreadable()) };
        if gone.contains(path) {
            continue;
        }
        let kind = Kind::of(mode).ok_or_else(unreadable)?;
        listing.add(path, Entry { kind, id: Oid::parse(id), conflict: stage != "0" });
    }
    for path in records(new).filter(|p| !p.ends_with(b"/")) {
        listing.add(path, Entry { kind: Kind::File, id: None, conflict: false });
    }
    Ok(listing)
}

fn parted(record: &[u8]) -> Option<(&str, &[u8])> {
    let tab = memchr::memchr(b'\t', record)?;
    Some((std::str::from_utf8(&record[..tab]).ok()?, &record[tab + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "0123456789012345678901234567890123456789";

    #[test]
    fn trees_are_read() {
        let bytes = format!("100644 blob {ID}\tko/a b\n\"c\".md\0160000 commit {ID}\tvendor\0120000 blob {ID}\ten/l.md\0");
        let listing = tree(&[bytes.as_bytes(), b"100644 blob 0123456789012345678901234567890123456789\tko/\xff.md\0"].concat()).unwrap();
        let kinds: Vec<_> = listing.entries.iter().map(|(path, e)| (path.as_str(), e.kind)).collect();
        assert_eq!(kinds, [("en/l.md", Kind::Link), ("ko/a b\n\"c\".md", Kind::File), ("vendor", Kind::Submodule)]);
        assert_eq!(listing.unnamed.iter().collect::<Vec<_>>(), ["ko/\u{fffd}.md"]);
    }

    #[test]
    fn the_working_tree_has_what_is_new_and_not_what_is_gone() {
        let tracked = format!("100644 {ID} 0\ta\0100644 {ID} 0\tb\0100644 {ID} 1\tc\0100644 {ID} 2\tc\0");
        let listing = working_tree(tracked.as_bytes(), b"b\0", b"d\0sub/\0").unwrap();
        assert_eq!(listing.entries.keys().collect::<Vec<_>>(), ["a", "c", "d"]);
        assert!(listing.entries["c"].conflict && !listing.entries["a"].conflict && listing.entries["d"].id.is_none());
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = tree(&bytes);
            let _ = working_tree(&bytes, &bytes, &bytes);
        }
    }
}
