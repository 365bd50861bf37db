//! On what the result of one article depends, of all that the house has decided: the policy that holds for it, the rows of the house list
//! and of the precedent whose Korean it has, the waivers and the baseline of its findings and files. So that a decision about one article has no other checked
//! again.

use super::decided::Decided;
use super::settings::Settings;
use crate::archive::{Conditions, Digest, Digester};
use crate::config::Held;
use crate::judge::{Lists, Policy};
use crate::model::{Declaration, Document};
use aho_corasick::AhoCorasick;
use hashbrown::HashMap;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// What articles of a run may depend on.
#[derive(Debug)]
pub(super) struct Depends {
    /// The program, its rules and tables: what all depend on.
    base: Digest,
    house: Option<Forms>,
    precedent: Option<Forms>,
    /// Digests of what was decided, by fingerprint and by file.
    decided: BTreeMap<String, Vec<Digest>>,
    of_files: BTreeMap<String, Vec<Digest>>,
    /// Digests of the policies that hold, by where they are; the book keeps them there.
    policies: Mutex<HashMap<usize, Digest>>,
}

/// The Korean forms of a list, found wherever they stand, even within each other.
#[derive(Debug)]
struct Forms {
    finder: AhoCorasick,
    /// The row of each form.
    rows: Vec<usize>,
    digests: Vec<Digest>,
}

/// An article, for the question what it depends on.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) source: &'a Document<'a>,
    /// Its files, from the root.
    pub(super) files: &'a [String],
    pub(super) held: &'a Arc<Held>,
    /// The day that it was given, where it does not say one itself.
    pub(super) default_day: Option<Date>,
    /// What the configuration declares of its translator, where that says something of it.
    pub(super) translator: Option<&'a Declaration>,
}

impl Forms {
    /// Forms with the row of each; nothing where there are more than can be searched for at once.
    fn new<'f>(forms: impl Iterator<Item = (usize, &'f str)> + Clone, digests: Vec<Digest>) -> Option<Self> {
        let finder = AhoCorasick::new(forms.clone().map(|(_, form)| form)).ok()?;
        Some(Self { finder, rows: forms.map(|(row, _)| row).collect(), digests })
    }

    /// Digests of the rows whose forms a text has, in their order.
    fn of(&self, text: &str) -> impl Iterator<Item = &Digest> {
        let found: BTreeSet<usize> = self.finder.find_overlapping_iter(text).map(|m| self.rows[m.pattern().as_usize()]).collect();
        found.into_iter().map(|row| &self.digests[row])
    }
}

impl Depends {
    pub(super) fn new(conditions: &Conditions, settings: &Settings, decided: &Decided) -> Self {
        let mut base = Digester::new("base");
        for (name, value) in conditions.named().into_iter().filter(|(name, _)| ["version", "program", "rules", "lexicons", "packs"].contains(name)) {
            base.part(name.as_bytes());
            base.part(value.as_bytes());
        }
        // Word lists for pairing are asked about every article.
        let Lists { house, precedent, lexicon } = settings.book.lists();
        base.maybe(lexicon.as_ref().map(|l| l.identity().to_be_bytes()).as_ref().map(<[u8; 8]>::as_slice));
        // A list that is too large for this was too large to be asked, too.
        let house = house.as_ref().and_then(|house| {
            let forms = house.entries().iter().enumerate().flat_map(|(row, e)| e.ko.iter().map(move |form| (row, form.as_str())));
            Forms::new(forms, house.entries().iter().map(|e| digest(&format!("{e:?}"))).collect())
        });
        let precedent = precedent.as_ref().and_then(|precedent| {
            let forms = precedent.names().iter().enumerate().map(|(row, named)| (row, named.ko.as_str()));
            Forms::new(forms, precedent.names().iter().map(|n| digest(&format!("{n:?}"))).collect())
        });
        let (mut by_fingerprint, mut of_files) = (BTreeMap::<String, Vec<Digest>>::new(), BTreeMap::<String, Vec<Digest>>::new());
        let waivers = &decided.waivers;
        for row in &waivers.rows {
            let ended = row.waiver.until.is_some_and(|until| until < waivers.today);
            let digest = digest(&format!("{:?} {ended} {}", row.waiver, waivers.unwaivable.contains(&row.waiver.rule)));
            by_fingerprint.entry(row.waiver.fingerprint.clone()).or_default().push(digest);
            if let Some(article) = &row.article {
                of_files.entry(article.clone()).or_default().push(digest);
            }
        }
        for entry in decided.baseline.iter().flat_map(crate::judge::baseline::Baseline::entries) {
            of_files.entry(entry.file.clone()).or_default().push(digest(&format!("{entry:?}")));
        }
        Self { base: base.finish(), house, precedent, decided: by_fingerprint, of_files, policies: Mutex::default() }
    }

    /// Digest of all that an article with these findings depends on.
    pub(super) fn of(&self, article: &Of<'_>, fingerprints: &BTreeSet<&str>) -> Digest {
        let mut all = Digester::new("depends");
        all.part(self.base.bytes());
        all.part(self.policy(article.held).bytes());
        all.maybe(article.default_day.map(|d| d.to_string()).as_deref().map(str::as_bytes));
        all.maybe(article.translator.map(|t| format!("{t:?}")).as_deref().map(str::as_bytes));
        for (list, forms) in [("house", &self.house), ("precedent", &self.precedent)] {
            let Some(forms) = forms else { continue };
            for row in forms.of(article.source.text()) {
                all.part(list.as_bytes());
                all.part(row.bytes());
            }
        }
        let of_findings = fingerprints.iter().filter_map(|f| self.decided.get(*f));
        let of_files = article.files.iter().filter_map(|f| self.of_files.get(f));
        for digest in of_findings.chain(of_files).flatten() {
            all.part(digest.bytes());
        }
        all.finish()
    }

    fn policy(&self, held: &Arc<Held>) -> Digest {
        let known = || self.policies.lock().unwrap_or_else(PoisonError::into_inner);
        let place = Arc::as_ptr(held).addr();
        if let Some(digest) = known().get(&place) {
            return *digest;
        }
        let policy = Policy { lists: Lists::default(), ..held.policy.clone() };
        let made = digest(&format!("{policy:?} {:?}", held.fail_on));
        known().insert(place, made);
        made
    }
}

fn digest(text: &str) -> Digest {
    let mut digest = Digester::new("row");
    digest.part(text.as_bytes());
    digest.finish()
}
