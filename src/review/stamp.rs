//! Whether files are as they were, without reading them: what the system knows of each. A file that was changed a moment ago may change
//! again without showing it, on systems whose clocks are coarse, so that a stamp of it is not relied on yet.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// The coarsest clock of a file system that is in use: FAT's.
const COARSE: Duration = Duration::from_secs(2);

/// What the system knows of some files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Sizes, times and numbers, in the order of the files.
    pub text: String,
    /// Whether a change of any of them would show.
    pub settled: bool,
}

impl Stamp {
    /// Of files as they are now; whether they are there is part of it.
    pub fn of<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Self {
        #[expect(clippy::disallowed_methods, reason = "whether a file changed just now is a question of the clock; no result depends on it")]
        let now = SystemTime::now();
        let mut out = Self { text: String::new(), settled: true };
        for path in paths {
            match path.metadata() {
                Ok(about) => {
                    out.text.push_str(&shown(&about));
                    let newest = about.modified().into_iter().chain(changed(&about)).max();
                    // A file of the future is as good as one of this moment.
                    out.settled &= newest.is_some_and(|at| now.duration_since(at).is_ok_and(|age| age > COARSE));
                }
                Err(_) => out.text.push('-'),
            }
            out.text.push(';');
        }
        out
    }
}

#[cfg(unix)]
fn shown(about: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    // The time of the last change of the file's entry cannot be set by whoever keeps the time of its content.
    let (m, c) = ((about.mtime(), about.mtime_nsec()), (about.ctime(), about.ctime_nsec()));
    format!("{} {}.{} {}.{} {}.{}", about.len(), m.0, m.1, c.0, c.1, about.dev(), about.ino())
}

#[cfg(unix)]
fn changed(about: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = Duration::from_secs(u64::try_from(about.ctime()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(seconds + Duration::from_nanos(u64::try_from(about.ctime_nsec()).ok()?))
}

#[cfg(not(unix))]
fn shown(about: &Metadata) -> String {
    let modified = about.modified().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {}", about.len(), modified.as_nanos())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<SystemTime> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
    fn what_changed_shows_and_what_is_new_is_not_relied_on() {
        let place = tempfile::tempdir().expect("a folder");
        let (a, b) = (place.path().join("a"), place.path().join("b"));
        std::fs::write(&a, "one").expect("is written");
        let first = Stamp::of([a.as_path(), &b]);
        assert!(!first.settled);
        assert_eq!(first.text, Stamp::of([a.as_path(), &b]).text);
        std::fs::write(&b, "").expect("is written");
        assert_ne!(first.text, Stamp::of([a.as_path(), &b]).text, "it is there now");
        std::fs::write(&a, "three").expect("is written");
        let longer = Stamp::of([a.as_path(), &b]);
        assert_ne!(first.text, longer.text);
        // Another file of the same size and time in its place.
        let old = SystemTime::now() - Duration::from_hours(1);
        let set = |path: &Path| std::fs::File::options().write(true).open(path).and_then(|f| f.set_modified(old)).expect("is set");
        set(&a);
        let before = Stamp::of([a.as_path()]);
        std::fs::write(place.path().join("c"), "threE").expect("is written");
        set(&place.path().join("c"));
        std::fs::rename(place.path().join("c"), &a).expect("is moved");
        if cfg!(unix) {
            assert_ne!(before.text, Stamp::of([a.as_path()]).text);
            assert!(!before.settled, "its entry was changed just now");
        }
        let none = Stamp::of([place.path().join("none").as_path()]);
        assert!(none.settled, "{none:?}");
    }
}
