//! What differs between two states, as git tells it in its raw form: `diff-tree -r -z --raw`. Part of [`crate::git`].

use super::listing::{Kind, records};
use super::{GitError, Oid};

/// What became of a path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Touched {
    /// It was not there before.
    Added,
    /// It has another content, or is another kind of thing.
    Modified,
    /// It is not there any more.
    Deleted,
    /// It has another name, and perhaps another content.
    Renamed {
        /// The name before.
        from: String,
    },
    /// A merge left it undecided.
    Undecided,
}

/// One path that differs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Change {
    /// The path now; of a deleted file the one that it had. What is not Unicode in it is replaced.
    pub path: String,
    /// What became of it.
    pub touched: Touched,
    /// Its content before; `None` where there was none.
    pub before: Option<Oid>,
    /// What it was before, and is now.
    pub kinds: [Option<Kind>; 2],
}

/// `:mode mode id id status`, then the path; for renamed files the old one and the new one.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Change>, GitError> {
    let mut records = records(bytes);
    let mut changes = Vec::new();
    while let Some(record) = records.next() {
        let unreadable = || GitError::Unreadable { command: "diff", at: String::from_utf8_lossy(record).chars().take(100).collect() };
        let head = std::str::from_utf8(record).ok().and_then(|r| r.strip_prefix(':')).ok_or_else(unreadable)?;
        let fields: Vec<&str> = head.split(' ').collect();
        let [old, new, before, _, status] = fields[..] else { return Err(unreadable()) };
        let mut path = || records.next().map(|p| String::from_utf8_lossy(p).into_owned()).ok_or_else(unreadable);
        let first = path()?;
        let (path, touched) = match status.as_bytes().first() {
            Some(b'A') => (first, Touched::Added),
            Some(b'M' | b'T') => (first, Touched::Modified),
            Some(b'D') => (first, Touched::Deleted),
            Some(b'R') => (path()?, Touched::Renamed { from: first }),
            // A copy leaves its model where it was.
            Some(b'C') => (path()?, Touched::Added),
            Some(b'U') => (first, Touched::Undecided),
            _ => return Err(unreadable()),
        };
        let before = if touched == Touched::Added { None } else { Oid::parse(before) };
        changes.push(Change { path, touched, before, kinds: [Kind::of(old), Kind::of(new)] });
    }
    // An undecided path is told twice: undecided, and as it differs.
    let undecided: Vec<String> = changes.iter().filter(|c| c.touched == Touched::Undecided).map(|c| c.path.clone()).collect();
    changes.retain(|c| c.touched == Touched::Undecided || !undecided.contains(&c.path));
    changes.dedup_by(|a, b| a.path == b.path && a.touched == b.touched);
    Ok(changes)
}

/// Paths that git does not know yet.
pub(super) fn untracked(bytes: &[u8]) -> impl Iterator<Item = Change> {
    records(bytes).filter(|p| !p.ends_with(b"/")).map(|path| Change {
        path: String::from_utf8_lossy(path).into_owned(),
        touched: Touched::Added,
        before: None,
        kinds: [None, Some(Kind::File)],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn raw_differences_are_read() {
        let (one, none) = ("0123456789012345678901234567890123456789", "0000000000000000000000000000000000000000");
        let raw = format!(
            ":000000 100644 {none} {one} A\0a b.md\0:100644 100644 {one} {one} R086\0old\n.md\0new.md\0:100644 000000 {one} {none} D\0gone.md\0:160000 160000 {one} {one} M\0sub\0:100644 000000 {one} {none} U\0c.md\0:100644 100644 {one} {none} M\0c.md\0"
        );
        let changes = read(raw.as_bytes()).unwrap();
        let told: Vec<_> = changes.iter().map(|c| (c.path.as_str(), &c.touched, c.before.is_some())).collect();
        assert_eq!(
            told,
            [
                ("a b.md", &Touched::Added, false),
                ("new.md", &Touched::Renamed { from: "old\n.md".to_owned() }, true),
                ("gone.md", &Touched::Deleted, true),
                ("sub", &Touched::Modified, true),
                ("c.md", &Touched::Undecided, true),
            ]
        );
        assert_eq!(changes[3].kinds, [Some(Kind::Submodule); 2]);
        assert!(read(b":100644 100644 R100\0a\0").is_err() && read(format!(":100644 100644 {one} {one} R100\0a\0").as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
            let _ = untracked(&bytes).count();
        }
    }
}
