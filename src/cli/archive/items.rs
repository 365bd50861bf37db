//! One item of a source from start to end: known by its bytes as what it was, or read, checked and made ready for the store. Runs on
//! any thread.

use super::choice::{Choice, Chosen};
use crate::archive::source::Columns;
use crate::archive::store::{Fresh, Kept, Known, Put, Store, StoreError, Where};
use crate::archive::{Digest, Digester};
use crate::cli::intake::{Ready, Work};
use crate::cli::one::{self, Rules};
use crate::cli::queue::Weight;
use crate::ingest::{self, PairInput};
use crate::judge::Verdict;
use crate::report::{Item as Reported, json};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Something that a source holds.
pub(super) struct Item {
    pub(super) at: Where,
    pub(super) what: What,
    /// How much of its source it is.
    pub(super) bytes: u64,
}

/// What it is.
pub(super) enum What {
    /// A line of JSON that nobody has read yet.
    Line(Vec<u8>),
    /// A record.
    Record(Box<PairInput>),
    /// What `check` would be given.
    Work(Work),
    /// What is no article.
    Unread { id: Option<String>, reason: String },
}

impl Weight for Item {
    fn bytes(&self) -> usize {
        match &self.what {
            What::Line(bytes) => bytes.len(),
            What::Record(pair) => pair.ko.len() + pair.en.len(),
            What::Work(work) => work.bytes(),
            What::Unread { reason, .. } => reason.len(),
        }
    }
}

/// What came of it.
pub(super) struct Came {
    pub(super) at: Where,
    /// Nothing for a line that is blank.
    pub(super) put: Result<Option<Put>, StoreError>,
    pub(super) bytes: u64,
}

/// What all items are held against.
pub(super) struct Against<'a> {
    pub(super) rules: &'a Rules,
    pub(super) choice: &'a Choice,
    /// Which field of a line is what.
    pub(super) columns: &'a Columns,
    /// Number of what results depend on in this run.
    pub(super) condition: i64,
    /// Stores to ask what is known; none where nothing is.
    pub(super) stores: Option<Stores>,
}

/// The store, opened once for each thread that asks.
pub(super) struct Stores {
    path: PathBuf,
    free: Mutex<Vec<Store>>,
}

impl Stores {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), free: Mutex::new(Vec::new()) }
    }

    fn ask<T>(&self, ask: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = free().pop();
        let store = taken.map_or_else(|| Store::reader(&self.path), Ok)?;
        let answer = ask(&store);
        free().push(store);
        answer
    }
}

/// What an article is to the store.
enum Met {
    /// As it was.
    Same(Put),
    /// As it was, while something else changed.
    Stale(Known),
    /// New, or changed.
    New,
}

impl Against<'_> {
    /// Does all of the work on one item.
    pub(super) fn work(&self, item: Item) -> Came {
        let Item { at, what, bytes } = item;
        let put = match what {
            What::Unread { id, reason } => Ok(Some(Put::Unread { id, reason })),
            What::Line(line) => self.line(&at, &line),
            What::Record(pair) => self.record(&at, *pair),
            What::Work(work) => self.checked(work).map(Some),
        };
        Came { at, put, bytes }
    }

    fn line(&self, at: &Where, line: &[u8]) -> Result<Option<Put>, StoreError> {
        let (input, mut stale) = (input_of(line), None);
        if self.stores.is_some() && self.choice.takes_all() && self.columns.is_usual() {
            let id = ingest::id_of(line).unwrap_or_else(|| at.name());
            // Where the identifier has another name, the line is read first.
            stale = match self.same(&id, input)? {
                Met::Same(same) => return Ok(Some(same)),
                Met::Stale(known) => Some(known),
                Met::New => None,
            };
        }
        match ingest::record_of::<PairInput>(line, at.place == 1, |fields| self.columns.apply(fields)) {
            None => Ok(None),
            Some(Err((None, reason))) => Ok(Some(Put::Unread { id: None, reason })),
            Some(Err((Some(id), reason))) => Ok(Some(self.unreadable(id, Some(input), &format!("line {}: {reason}", at.place)))),
            Some(Ok(mut pair)) => {
                let id = pair.id.take().unwrap_or_else(|| at.name());
                if !self.takes(&id, &pair) {
                    return Ok(Some(Put::LeftOut));
                }
                Ok(Some(self.check(id.clone(), Some(input), Ready::Work(Work::Record { id, pair }), stale)?))
            }
        }
    }

    fn record(&self, at: &Where, mut pair: PairInput) -> Result<Option<Put>, StoreError> {
        let id = pair.id.take().unwrap_or_else(|| at.name());
        if !self.takes(&id, &pair) {
            return Ok(Some(Put::LeftOut));
        }
        self.checked(Work::Record { id, pair }).map(Some)
    }

    fn takes(&self, id: &str, pair: &PairInput) -> bool {
        let section = ["section", "desk"].iter().find_map(|n| pair.extra.get(*n)?.as_str());
        self.choice.takes(id, Chosen { day: pair.date.or(self.rules.date), section })
    }

    /// Work that is read to see whether it is as it was.
    fn checked(&self, work: Work) -> Result<Put, StoreError> {
        if let Work::Unreadable { id, reason, .. } = work {
            return Ok(self.unreadable(id, None, &reason));
        }
        let id = work.id().to_owned();
        let (input, ready) = work.digested(self.rules.decided.waivers.today);
        let ready = match ready {
            Ok(ready) => ready,
            Err(reason) => return Ok(self.unreadable(id, None, &reason)),
        };
        let mut stale = None;
        if let Some(input) = input {
            match self.same(&id, input)? {
                Met::Same(same) => return Ok(same),
                Met::Stale(known) => stale = Some(known),
                Met::New => {}
            }
        }
        self.check(id, input, ready, stale)
    }

    /// Whether an article is as it was, and so is all that its result depends on.
    fn same(&self, id: &str, input: Digest) -> Result<Met, StoreError> {
        let Some(stores) = &self.stores else { return Ok(Met::New) };
        Ok(match stores.ask(|store| store.known(id))?.filter(|k| k.input == input) {
            None => Met::New,
            Some(k) if k.condition == self.condition => Met::Same(Put::Same { n: k.n, id: id.to_owned(), verdict: k.verdict }),
            Some(known) => Met::Stale(known),
        })
    }

    /// Checks an article; one that is as it was, only when something else has changed on which its result depends.
    fn check(&self, id: String, input: Option<Digest>, ready: Ready, stale: Option<Known>) -> Result<Put, StoreError> {
        let sides = match ready.sides() {
            Ok(sides) => sides,
            Err(reason) => return Ok(self.unreadable(id, input, &reason)),
        };
        if !self.choice.takes_all() && !self.takes_sides(&id, &sides) {
            return Ok(Put::LeftOut);
        }
        if let Some((known, stores)) = stale.zip(self.stores.as_ref()) {
            let fingerprints = stores.ask(|store| store.fingerprints(known.version))?;
            let fingerprints = fingerprints.iter().map(String::as_str).collect();
            if self.rules.depends_on(&sides, &fingerprints) == known.depends {
                return Ok(Put::Touched { id, known });
            }
        }
        let done = one::of_sides(&id, || Ok(sides), self.rules);
        let verdict = done.verdict;
        Ok(match done.kept {
            Some(kept) => Put::Fresh(Box::new(Fresh { id, input, verdict, kept: *kept })),
            None => self.unreadable(id, None, "nothing came of the check; please report it with the two texts"),
        })
    }

    fn unreadable(&self, id: String, input: Option<Digest>, reason: &str) -> Put {
        if !self.choice.takes(&id, Chosen::default()) {
            return Put::LeftOut;
        }
        let mut result = Vec::new();
        json::line(&Reported::NotChecked { id: &id, reason }, &mut result);
        Put::Fresh(Box::new(Fresh { id, input, verdict: Verdict::NotChecked, kept: Kept::unread(reason, &result) }))
    }
}

/// Digest of a line.
fn input_of(line: &[u8]) -> Digest {
    let mut digest = Digester::new("line");
    digest.part(line.trim_ascii_end());
    digest.finish()
}
