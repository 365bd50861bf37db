//! Names of files, made of what articles are called: letters and digits of any script, and none that a system keeps for itself. Two that some
//! file system takes for one (by case, by the way its letters are put together) are told apart.

use hashbrown::HashSet;
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// Bytes of a name at most: what file systems with encrypted names have room for, with an ending.
const LONGEST: usize = 120;
/// What Windows keeps for devices, whatever ending is behind it.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];
/// Endings of texts, which tell nothing in the name of a page.
const ENDINGS: [&str; 5] = [".md", ".markdown", ".txt", ".html", ".htm"];

/// Names that were given.
#[derive(Debug)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// With some that are nobody's.
    pub(super) fn of(taken: &[&str]) -> Self {
        Self(taken.iter().map(|name| folded(name)).collect())
    }

    /// A name for an article, which no other has.
    pub(super) fn give(&mut self, id: &str) -> String {
        let first = stem(id);
        let mut name = first.clone();
        let mut n = 2_usize;
        while !self.0.insert(folded(&name)) {
            name = format!("{first}-{n}");
            n += 1;
        }
        name
    }
}

/// What is left of a name once it is safe anywhere.
fn stem(id: &str) -> String {
    let nfc: String = id.nfc().collect();
    let lower = nfc.to_ascii_lowercase();
    let short = ENDINGS.iter().find(|e| lower.ends_with(*e)).map_or(nfc.as_str(), |e| &nfc[..nfc.len() - e.len()]);
    let mut out = String::with_capacity(short.len());
    for c in short.chars() {
        if c.is_alphanumeric() || matches!(c, '_' | '.') {
            out.push(c);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.contains("..") {
        out = out.replace("..", ".");
    }
    let out = out.trim_matches(['-', '.', '_']);
    let mut out = if out.is_empty() { "article".to_owned() } else { out.to_owned() };
    if out.len() > LONGEST {
        let cut = (0..=LONGEST - 10).rev().find(|&at| out.is_char_boundary(at)).unwrap_or(0);
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in id.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        out.truncate(cut);
        // Writing to a string cannot fail.
        let _ = write!(out, "-{:08x}", hash >> 32);
    }
    if is_device(&out) { format!("_{out}") } else { out }
}

/// Whether Windows would take it for a device.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or(name).to_lowercase();
    let port =
        |kind: &str| base.strip_prefix(kind).is_some_and(|n| n.chars().count() == 1 && n.chars().all(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³')));
    DEVICES.contains(&base.as_str()) || port("com") || port("lpt")
}

/// What a name is to a file system that cares least: without case, and without the way in which letters are put together.
fn folded(name: &str) -> String {
    name.nfkc().collect::<String>().to_uppercase().to_lowercase().nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_what_articles_are_called() {
        for (id, name) in [
            ("ko/roads.md", "ko-roads"),
            ("2026-11-30/예산안.md", "2026-11-30-예산안"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows\\System32", "C-Windows-System32"),
            ("con", "_con"),
            ("NUL.md", "_NUL"),
            ("aux.report", "_aux.report"),
            ("COM1", "_COM1"),
            ("lpt².txt", "_lpt²"),
            ("com10", "com10"),
            ("...", "article"),
            ("", "article"),
            ("a\u{202e}gpj.exe", "a-gpj.exe"),
            ("a\0b\nc", "a-b-c"),
            ("-rf", "rf"),
            ("trailing. ", "trailing"),
        ] {
            assert_eq!(stem(id), name, "{id:?}");
        }
    }

    #[test]
    fn what_some_system_takes_for_one_is_told_apart() {
        let mut names = Names::of(&["index"]);
        let all = ["Index", "각", "\u{1100}\u{1161}\u{11a8}", "Straße", "STRASSE", "a/b", "a-b", "A:B", "ﬁn", "fin", "a-b-2"];
        let given = all.map(|id| names.give(id));
        assert_eq!(given, ["Index-2", "각", "각-2", "Straße", "STRASSE-2", "a-b", "a-b-2", "A-B-3", "ﬁn", "fin-2", "a-b-2-2"]);
        let long = "가".repeat(300);
        let (one, other) = (names.give(&long), names.give(&format!("{long}나")));
        assert!(one.len() <= LONGEST && other.len() <= LONGEST && one != other, "{one} {other}");
    }

    proptest! {
        #[test]
        fn any_names_are_safe_and_distinct(ids in prop::collection::vec("\\PC{0,300}|[a-cA-C./\\\\:-]{0,6}|(con|nul|LPT1|COM¹)[./]?\\PC?|\u{1112}\u{1161}\u{11ab}|한|\u{0}", 0..40)) {
            let mut names = Names::of(&["index"]);
            let given: Vec<String> = ids.iter().map(|id| names.give(id)).collect();
            let kinds: HashSet<String> = given.iter().map(|n| folded(n)).collect();
            prop_assert_eq!(kinds.len(), given.len());
            for name in given {
                let bad = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
                prop_assert!(!name.is_empty() && name.len() <= LONGEST + 5 && !name.contains(bad) && !name.contains(".."), "{}", name);
                prop_assert!(!name.starts_with(['.', '-']) && !name.ends_with(['.', ' ']) && !is_device(&name), "{}", name);
                prop_assert!(folded(&name) != "index");
            }
        }
    }
}
