//! What was found in a folder or a manifest: pairs, files of both languages, and what was left out and why. The names of a folder are kept
//! once; paths are made of them one by one, so that a million files are not held as paths.

use crate::ingest::discover::{FoundPair, SkipReason, Skipped};
use crate::ingest::pattern::{AloneAt, Finder, PairAt};
use crate::model::Lang;
use std::path::{Path, PathBuf};

/// What a folder or a manifest holds.
#[derive(Clone, Debug)]
pub struct Found {
    root: PathBuf,
    /// Names of files below the root, in order.
    names: Vec<Box<str>>,
    finder: Finder,
    pairs: Vec<PairAt>,
    /// Pairs of a manifest.
    listed: Vec<FoundPair>,
    bilingual: Vec<usize>,
    skips: Vec<Skip>,
    unread: Vec<Skipped>,
    others: usize,
    /// A folder in which each English file has its draft.
    drafts: Option<PathBuf>,
}

/// Something that was left out.
#[derive(Clone, Copy, Debug)]
enum Skip {
    Alone(AloneAt),
    /// A place in `unread`.
    Unread(usize),
}

impl Found {
    /// What the files of a folder come to; `both` says of one that is no part of a pair whether it is of both languages.
    pub(super) fn of(root: &Path, names: Vec<Box<str>>, finder: Finder, unread: Vec<Skipped>, both: impl Fn(&str) -> bool) -> Self {
        let places = finder.places(&names.iter().map(|n| &**n).collect::<Vec<_>>());
        let mut found = Self { pairs: places.pairs, root: root.to_owned(), names, finder, unread, ..Self::none() };
        for alone in places.alone {
            if both(&found.names[alone.name]) {
                found.bilingual.push(alone.name);
            } else {
                found.skips.push(Skip::Alone(alone));
            }
        }
        for other in places.others {
            if both(&found.names[other]) {
                found.bilingual.push(other);
            } else {
                found.others += 1;
            }
        }
        found.skips.extend((0..found.unread.len()).map(Skip::Unread));
        found.sort();
        found
    }

    /// What a manifest lists.
    pub(super) fn listed(pairs: Vec<FoundPair>, unread: Vec<Skipped>) -> Self {
        let skips = (0..unread.len()).map(Skip::Unread).collect();
        Self { listed: pairs, skips, unread, ..Self::none() }
    }

    /// With a folder in which each English file has its draft: under the same path below it, or under the slug alone.
    pub(super) fn with_drafts(self, drafts: Option<&Path>) -> Self {
        Self { drafts: drafts.map(Path::to_owned), ..self }
    }

    fn none() -> Self {
        Self {
            root: PathBuf::new(),
            names: Vec::new(),
            finder: Finder::new(&[]),
            pairs: Vec::new(),
            listed: Vec::new(),
            bilingual: Vec::new(),
            skips: Vec::new(),
            unread: Vec::new(),
            others: 0,
            drafts: None,
        }
    }

    /// Pairs by their slugs and then their paths, everything else by its path.
    fn sort(&mut self) {
        let Self { root, names, finder, pairs, bilingual, skips, unread, .. } = self;
        let path = |i: usize| Path::new(&*names[i]);
        let slug = |p: &PairAt| finder.slug(&names[p.ko], p.pattern);
        pairs.sort_by(|a, b| slug(a).cmp(&slug(b)).then_with(|| path(a.ko).cmp(path(b.ko))).then_with(|| path(a.en).cmp(path(b.en))));
        bilingual.sort_by(|a, b| path(*a).cmp(path(*b)));
        let skipped = |skip: &Skip| match skip {
            Skip::Alone(alone) => path(alone.name),
            Skip::Unread(i) => unread[*i].path.strip_prefix(&*root).unwrap_or(&unread[*i].path),
        };
        skips.sort_by(|a, b| skipped(a).cmp(skipped(b)));
    }

    /// How many pairs there are.
    pub fn pair_count(&self) -> usize {
        self.pairs.len() + self.listed.len()
    }

    /// A pair, by its place among them.
    pub fn pair(&self, place: usize) -> Option<FoundPair> {
        let Some(at) = self.pairs.get(place) else { return self.listed.get(place - self.pairs.len()).cloned() };
        let full = |i: usize| self.root.join(&*self.names[i]);
        let slug = self.finder.slug(&self.names[at.ko], at.pattern).into_owned();
        let kept = || at.draft.map(full);
        let draft = self.drafts.as_ref().map(|folder| draft_in(folder, &self.names[at.en], &slug)).or_else(kept);
        Some(FoundPair { slug, ko: full(at.ko), en: full(at.en), draft, date: None })
    }

    /// The pairs, by slug.
    pub fn pairs(&self) -> impl Iterator<Item = FoundPair> {
        (0..self.pair_count()).filter_map(|place| self.pair(place))
    }

    /// How many files of both languages there are.
    pub fn bilingual_count(&self) -> usize {
        self.bilingual.len()
    }

    /// Files of both languages, by path.
    pub fn bilingual(&self) -> impl Iterator<Item = PathBuf> {
        self.bilingual.iter().map(|&i| self.root.join(&*self.names[i]))
    }

    /// How much was left out.
    pub fn skip_count(&self) -> usize {
        self.skips.len()
    }

    /// Something that was left out, by its place.
    pub fn skip(&self, place: usize) -> Option<Skipped> {
        Some(match self.skips.get(place)? {
            Skip::Unread(i) => self.unread.get(*i)?.clone(),
            Skip::Alone(alone) => {
                let name = &self.names[alone.name];
                let wants = self.root.join(self.finder.wants(name, alone));
                let reason = if alone.lang == Lang::Ko { SkipReason::NoEnglish(wants) } else { SkipReason::NoKorean(wants) };
                Skipped { path: self.root.join(&**name), reason }
            }
        })
    }

    /// What was left out, by path; of a manifest by line.
    pub fn skipped(&self) -> impl Iterator<Item = Skipped> {
        (0..self.skip_count()).filter_map(|place| self.skip(place))
    }

    /// Files that no pattern fits.
    pub const fn others(&self) -> usize {
        self.others
    }

    /// Whether there is nothing to check and nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.pair_count() + self.skip_count() + self.bilingual_count() == 0
    }
}

/// The draft of a pair in a folder of drafts: under the path of the English file, or under the slug with its ending; where neither is
/// there, the first, which reading then tells.
fn draft_in(folder: &Path, en: &str, slug: &str) -> PathBuf {
    let mirrored = folder.join(en);
    if mirrored.is_file() {
        return mirrored;
    }
    let ending = Path::new(en).extension().and_then(|e| e.to_str()).unwrap_or_default();
    let named = folder.join(format!("{slug}.{ending}"));
    if named.is_file() { named } else { mirrored }
}
