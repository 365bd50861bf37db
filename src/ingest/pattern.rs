//! How the two files of an article are named, and which of many files make pairs. Looks at names alone: they may be those of a
//! folder, which [`discover()`](crate::ingest::discover()) reads, or of a commit.

use crate::model::Lang;
use std::borrow::Cow;
use std::fmt;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Where the two sides of an article are, below the folder: `ko/{slug}.md` and `en/{slug}.md`. `{slug}` stands for
/// anything, folders included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    ko: Side,
    en: Side,
    /// The draft that the English was made of, where one is kept.
    draft: Option<Side>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Side {
    before: String,
    after: String,
}

/// A pattern that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PatternError {
    /// No `{slug}`, or more than one.
    #[error("the pattern `{0}` must have `{{slug}}` once, as in `ko/{{slug}}.md`")]
    Slug(String),
    /// Both sides the same.
    #[error("the pattern `{0}` stands for two files; the Korean, the English and the draft must differ")]
    Same(String),
}

impl Pattern {
    /// A pattern for each side.
    ///
    /// # Errors
    /// When one has not exactly one `{slug}`, or both are the same.
    pub fn new(ko: &str, en: &str) -> Result<Self, PatternError> {
        if ko == en {
            return Err(PatternError::Same(ko.to_owned()));
        }
        Ok(Self { ko: Side::new(ko)?, en: Side::new(en)?, draft: None })
    }

    /// With a pattern for the drafts that the English files were made of.
    ///
    /// # Errors
    /// When it has not exactly one `{slug}`, or is that of a side.
    pub fn with_draft(self, draft: &str) -> Result<Self, PatternError> {
        let side = Side::new(draft)?;
        if side == self.ko || side == self.en {
            return Err(PatternError::Same(draft.to_owned()));
        }
        Ok(Self { draft: Some(side), ..self })
    }
}

impl Pattern {
    /// Whether files of a side could lie in `folder`: it is a part of what the pattern writes before `{slug}`, or below it.
    pub fn reaches(&self, folder: &str) -> bool {
        let folder = format!("{}/", folder.trim_end_matches('/'));
        [&self.ko, &self.en].into_iter().any(|side| !side.before.is_empty() && (side.before.starts_with(&folder) || folder.starts_with(&side.before)))
    }
}

impl Pattern {
    /// The language of a file that the pattern fits, and the path of its counterpart.
    pub fn other(&self, path: &str) -> Option<(Lang, String)> {
        let korean = self.ko.slug(path).map(|slug| (Lang::Ko, self.en.path(slug)));
        korean.or_else(|| self.en.slug(path).map(|slug| (Lang::En, self.ko.path(slug))))
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{{slug}}{} ↔ {}{{slug}}{}", self.ko.before, self.ko.after, self.en.before, self.en.after)
    }
}

impl Side {
    fn new(pattern: &str) -> Result<Self, PatternError> {
        let mut parts = pattern.trim_start_matches("./").split("{slug}");
        match (parts.next(), parts.next(), parts.next()) {
            (Some(before), Some(after), None) => Ok(Self { before: before.to_owned(), after: after.to_owned() }),
            _ => Err(PatternError::Slug(pattern.to_owned())),
        }
    }

    /// The slug of a path that the pattern fits. `{slug}/ko.md` fits `ko.md` as well: the folder itself is the article.
    fn slug<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.before.is_empty() && self.after.strip_prefix('/') == Some(path) {
            return Some("");
        }
        path.strip_prefix(&*self.before)?.strip_suffix(&*self.after).filter(|s| !s.is_empty() && !s.ends_with('/'))
    }

    /// The side with its Hangul composed.
    fn composed(&self) -> Self {
        Self { before: composed(&self.before).into_owned(), after: composed(&self.after).into_owned() }
    }

    fn path(&self, slug: &str) -> String {
        let path = format!("{}{slug}{}", self.before, self.after);
        if slug.is_empty() { path.trim_start_matches('/').to_owned() } else { path }
    }
}

/// The patterns that are looked for when none are configured.
pub fn default_patterns() -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for ending in ["md", "txt", "html"] {
        for (ko, en) in [("ko/{slug}", "en/{slug}"), ("{slug}.ko", "{slug}.en"), ("{slug}/ko", "{slug}/en")] {
            let side = |s: &str| Side::new(&format!("{s}.{ending}"));
            if let (Ok(ko), Ok(en)) = (side(ko), side(en)) {
                patterns.push(Pattern { ko, en, draft: None });
            }
        }
    }
    patterns
}

/// Names that make a pair.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NamePair<'p> {
    /// What names the article: the part that stands for `{slug}`; `.` where that is nothing.
    pub slug: String,
    /// The Korean file.
    pub ko: &'p str,
    /// The English file.
    pub en: &'p str,
    /// The draft that it was made of, where the pattern has one and it is there.
    pub draft: Option<&'p str>,
}

/// A name that a pattern fits and whose counterpart is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alone<'p> {
    /// The name.
    pub path: &'p str,
    /// The language of the file, by the pattern.
    pub lang: Lang,
    /// The name of the counterpart.
    pub wants: String,
}

/// What many names come to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paired<'p> {
    /// Pairs, in the order of the patterns and then of the names.
    pub pairs: Vec<NamePair<'p>>,
    /// Names without their counterpart, in order.
    pub alone: Vec<Alone<'p>>,
    /// Names that no pattern fits, in order.
    pub others: Vec<&'p str>,
}

/// Which names make pairs. Of two patterns that fit a name the first one that makes a pair wins. Hangul may be composed in
/// one name and decomposed in the other, as some file systems write it.
pub fn pair_up<'p>(names: impl Iterator<Item = &'p str>, patterns: &[Pattern]) -> Paired<'p> {
    let names: Vec<&str> = names.collect();
    let finder = Finder::new(patterns);
    let places = finder.places(&names);
    let pair = |p: &PairAt| {
        let slug = finder.slug(names[p.ko], p.pattern).into_owned();
        NamePair { slug, ko: names[p.ko], en: names[p.en], draft: p.draft.map(|d| names[d]) }
    };
    let alone = |a: &AloneAt| Alone { path: names[a.name], lang: a.lang, wants: finder.wants(names[a.name], a) };
    Paired {
        pairs: places.pairs.iter().map(pair).collect(),
        alone: places.alone.iter().map(alone).collect(),
        others: places.others.into_iter().map(|i| names[i]).collect(),
    }
}

/// A pair, by the places of its names in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct PairAt {
    pub(super) ko: usize,
    pub(super) en: usize,
    /// The draft, where the pattern has one and it is there.
    pub(super) draft: Option<usize>,
    /// The pattern that makes it.
    pub(super) pattern: usize,
}

/// A name without its counterpart, by its place in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct AloneAt {
    pub(super) name: usize,
    /// The pattern that it fits, and which side of it.
    pub(super) pattern: usize,
    pub(super) lang: Lang,
}

/// What a list of names comes to, in places of the list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Places {
    /// In the order of the patterns and then of the names.
    pub(super) pairs: Vec<PairAt>,
    /// In the order of the names.
    pub(super) alone: Vec<AloneAt>,
    /// In the order of the names.
    pub(super) others: Vec<usize>,
}

/// Patterns, ready to be held against names. Of names only their places are kept, so that a folder of a million files is little more than
/// their names.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    /// As they are written, and with their Hangul composed.
    patterns: Vec<(Pattern, Pattern)>,
}

impl Finder {
    pub(super) fn new(patterns: &[Pattern]) -> Self {
        let both = patterns.iter().map(|p| (p.clone(), Pattern { ko: p.ko.composed(), en: p.en.composed(), draft: p.draft.as_ref().map(Side::composed) }));
        Self { patterns: both.collect() }
    }

    /// What names come to, of which each is there once.
    pub(super) fn places(&self, names: &[&str]) -> Places {
        // Names that are one once they are composed stand beside each other, in the order in which they were given.
        let mut sorted: Vec<(Cow<'_, str>, usize)> = names.iter().enumerate().map(|(i, name)| (composed(name), i)).collect();
        sorted.sort();
        let alike = |name: &str| {
            let from = sorted.partition_point(|(n, _)| **n < *name);
            let behind = &sorted[from..];
            &behind[..behind.partition_point(|(n, _)| **n == *name)]
        };
        let mut used = vec![false; names.len()];
        let mut found = Places::default();
        for (number, (_, pattern)) in self.patterns.iter().enumerate() {
            for (name, written) in &sorted {
                let Some(slug) = pattern.ko.slug(name).filter(|_| !used[*written]) else { continue };
                // Where a name is there in both forms, each goes with the one that is written like it.
                let is_composed = |i: usize, composed: &str| names[i] == composed;
                let others = alike(&pattern.en.path(slug));
                let free = |other: &&(Cow<'_, str>, usize)| !used[other.1];
                let same = others.iter().filter(free).find(|(n, i)| is_composed(*i, n) == is_composed(*written, name));
                let Some(other) = same.or_else(|| others.iter().find(free)).map(|o| o.1).filter(|&o| o != *written) else { continue };
                let drafts = pattern.draft.as_ref().map_or(&[][..], |d| alike(&d.path(slug)));
                let draft = drafts.iter().map(|d| d.1).find(|d| d != written && *d != other);
                for file in [Some(*written), Some(other), draft].into_iter().flatten() {
                    used[file] = true;
                }
                found.pairs.push(PairAt { ko: *written, en: other, draft, pattern: number });
            }
        }
        for (name, place) in sorted.iter().filter(|(_, i)| !used[*i]) {
            let alone = self.patterns.iter().enumerate().find_map(|(pattern, (_, p))| {
                let lang = p.ko.slug(name).map(|_| Lang::Ko).or_else(|| p.en.slug(name).map(|_| Lang::En))?;
                Some(AloneAt { name: *place, pattern, lang })
            });
            match alone {
                Some(alone) => found.alone.push(alone),
                None => found.others.push(*place),
            }
        }
        found
    }

    /// What names the article of a Korean file that a pattern fits.
    pub(super) fn slug<'n>(&self, ko: &'n str, pattern: usize) -> Cow<'n, str> {
        let side = self.patterns.get(pattern).map(|(_, p)| &p.ko);
        let slug = match composed(ko) {
            Cow::Borrowed(name) => side.and_then(|s| s.slug(name)).map_or(Cow::Borrowed(""), Cow::Borrowed),
            Cow::Owned(name) => Cow::Owned(side.and_then(|s| s.slug(&name)).unwrap_or("").to_owned()),
        };
        if slug.is_empty() { Cow::Borrowed(".") } else { slug }
    }

    /// The name of the counterpart of one that is alone.
    pub(super) fn wants(&self, name: &str, alone: &AloneAt) -> String {
        let Some((written, plain)) = self.patterns.get(alone.pattern) else { return String::new() };
        let (ours, theirs) = if alone.lang == Lang::Ko { (&plain.ko, &written.en) } else { (&plain.en, &written.ko) };
        ours.slug(&composed(name)).map_or_else(String::new, |slug| theirs.path(slug))
    }
}

/// A name with its Hangul composed.
fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs<'p>(names: &[&'p str]) -> Vec<(&'p str, &'p str)> {
        pair_up(names.iter().copied(), &default_patterns()).pairs.into_iter().map(|p| (p.ko, p.en)).collect()
    }

    #[test]
    fn patterns_that_cannot_be_used_are_refused() {
        assert!(matches!(Pattern::new("ko/a.md", "en/{slug}.md"), Err(PatternError::Slug(_))));
        assert!(matches!(Pattern::new("{slug}.md", "{slug}.md"), Err(PatternError::Same(_))));
    }

    #[test]
    fn hangul_in_either_form_is_one_name() {
        let apart = "en/\u{1103}\u{1169}\u{1105}\u{1169}.md";
        assert_eq!(pairs(&["ko/도로.md", apart]), [("ko/도로.md", apart)]);
        let both = ["ko/도로.md", "ko/\u{1103}\u{1169}\u{1105}\u{1169}.md", "en/도로.md", apart];
        assert_eq!(pairs(&both), [(both[0], both[2]), (both[1], both[3])]);
        let found = pair_up(["ko/도로.md", "ko/\u{1103}\u{1169}\u{1105}\u{1169}.md", "en/도로.md"].into_iter(), &default_patterns());
        assert_eq!((found.pairs.len(), found.alone.len()), (1, 1), "{found:?}");
    }

    #[test]
    fn drafts_go_with_their_pair_and_are_none_of_their_own() {
        let pattern = Pattern::new("ko/{slug}.md", "en/{slug}.md").unwrap();
        assert!(matches!(pattern.clone().with_draft("en/{slug}.md"), Err(PatternError::Same(_))));
        let patterns = [pattern.with_draft("en/drafts/{slug}.md").unwrap()];
        let found = pair_up(["ko/a.md", "en/a.md", "en/drafts/a.md", "ko/b.md", "en/b.md", "en/drafts/c.md"].into_iter(), &patterns);
        let pairs: Vec<_> = found.pairs.iter().map(|p| (p.ko, p.draft)).collect();
        assert_eq!(pairs, [("ko/a.md", Some("en/drafts/a.md")), ("ko/b.md", None)]);
        assert_eq!(found.alone.iter().map(|a| a.path).collect::<Vec<_>>(), ["en/drafts/c.md"]);
    }

    #[test]
    fn what_is_alone_says_what_it_wants() {
        let found = pair_up(["ko/a.md", "b.en.md", "README.md"].into_iter(), &default_patterns());
        let alone: Vec<_> = found.alone.iter().map(|a| (a.path, a.lang, a.wants.as_str())).collect();
        assert_eq!(alone, [("b.en.md", Lang::En, "b.ko.md"), ("ko/a.md", Lang::Ko, "en/a.md")]);
        assert_eq!(found.others, ["README.md"]);
    }
}
