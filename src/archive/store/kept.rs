//! What is kept of an article: what is known about it, its texts, which passages render which, and what came of checking it.

use super::pack;
use crate::archive::digest::{Digest, Digester};
use crate::model::{Counts, Disposition, Document, Finding, Severity, Status};
use crate::report::Pair;
use jiff::civil::Date;

/// What is known about an article. Nothing is guessed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Day of publication in Korea.
    pub day: Option<Date>,
    /// Section of the paper, or desk.
    pub section: Option<String>,
    /// Headline, in English where it has one.
    pub title: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// What made the translation, with its version where that is told.
    pub translator: Option<String>,
    /// Who edited it.
    pub editor: Option<String>,
}

impl Facts {
    /// What the two documents say about their article; what the English says of itself comes first where it is about the English.
    pub fn of(source: &Document<'_>, target: &Document<'_>, day: Option<Date>) -> Self {
        let (ko, en) = (&source.meta, &target.meta);
        Self {
            day,
            section: ko.section.clone().or_else(|| en.section.clone()),
            title: en.title.clone().or_else(|| ko.title.clone()),
            byline: ko.byline.clone().or_else(|| en.byline.clone()),
            translator: en.translator.clone(),
            editor: en.editor.clone(),
        }
    }
}

/// A finding as it is counted; all of it is in the result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its rule.
    pub rule: String,
    /// How bad it would be in print.
    pub severity: Severity,
    /// How sure the program is, in ten-thousandths.
    pub confidence: u16,
    /// What was decided about it.
    pub state: State,
    /// What it is known by.
    pub fingerprint: String,
}

/// What was decided about a finding before the run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// Nothing.
    Open,
    /// No change touched it.
    Untouched,
    /// It is in the baseline.
    Known,
    /// Somebody has waived it.
    Waived,
}

impl State {
    /// Every state, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Open, Self::Untouched, Self::Known, Self::Waived];

    /// Whether a finding counts.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Open)
    }

    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Untouched => "untouched",
            Self::Known => "known",
            Self::Waived => "waived",
        }
    }

    fn of(disposition: &Disposition) -> Self {
        match disposition {
            Disposition::Open => Self::Open,
            Disposition::Untouched => Self::Untouched,
            Disposition::Known => Self::Known,
            Disposition::Waived(_) => Self::Waived,
        }
    }
}

impl Row {
    fn of(finding: &Finding) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10 000")]
        let confidence = (finding.confidence.clamp(0.0, 1.0) * 1e4).round() as u16;
        Self {
            rule: finding.rule.id.to_owned(),
            severity: finding.severity,
            confidence,
            state: State::of(&finding.disposition),
            fingerprint: finding.fingerprint.clone(),
        }
    }
}

/// An editor's decision about a finding.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Decision {
    /// The rule.
    pub rule: String,
    /// The finding.
    pub fingerprint: String,
    /// `waived`, or `accepted` where an editor followed it.
    pub decision: String,
    /// Code of the reason; empty where there is none.
    pub reason: String,
    /// The reason in words.
    pub text: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub day: Date,
    /// The last day on which it holds, where it ends.
    pub until: Option<Date>,
}

/// All that is kept of an article, ready to be written. Made by the threads that check.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    pub(super) facts: Facts,
    /// Digest of both texts and the day.
    pub(super) content: Digest,
    /// Why it was not checked; nothing when it was.
    pub(super) reason: Option<String>,
    pub(super) counts: Counts,
    pub(super) findings: Vec<Row>,
    pub(super) ko: Vec<u8>,
    pub(super) en: Vec<u8>,
    pub(super) links: Vec<u8>,
    pub(super) result: Vec<u8>,
    /// Digest of what the result depends on, beside the article.
    pub(super) depends: Digest,
}

impl Kept {
    /// Of an article that was read; `result` is what came of it as a line of `daejo.result/v1`, `depends` a digest of what that depends on
    /// beside the article.
    pub fn of(pair: &Pair<'_>, facts: Facts, depends: Digest, result: &[u8]) -> Self {
        let reason = if let Status::Incomplete(reason) = &pair.outcome.status { Some(reason.clone()) } else { None };
        let mut content = Digester::new("content");
        content.part(pair.source.given.as_bytes());
        content.part(pair.target.given.as_bytes());
        content.maybe(facts.day.map(|d| d.to_string()).as_deref().map(str::as_bytes));
        Self {
            facts,
            content: content.finish(),
            reason,
            counts: pair.outcome.counts,
            findings: pair.outcome.findings.iter().map(Row::of).collect(),
            ko: pack::pressed(pair.source.given.as_bytes()),
            en: pack::pressed(pair.target.given.as_bytes()),
            links: pack::links(pair),
            result: pack::pressed(result.trim_ascii_end()),
            depends,
        }
    }

    /// Of an article that could not be read, for a reason.
    pub fn unread(reason: &str, result: &[u8]) -> Self {
        let empty = pack::pressed(b"");
        Self {
            facts: Facts::default(),
            content: Digester::new("content").finish(),
            reason: Some(reason.to_owned()),
            counts: Counts::default(),
            findings: Vec::new(),
            ko: empty.clone(),
            en: empty,
            // No links.
            links: vec![0],
            result: pack::pressed(result.trim_ascii_end()),
            depends: Digest::default(),
        }
    }

    /// Bytes that it holds, to bound what waits.
    pub const fn bytes(&self) -> usize {
        self.ko.len() + self.en.len() + self.links.len() + self.result.len()
    }
}

/// Counts as they are written.
pub(super) fn counts(c: &Counts) -> [u8; 28] {
    let all = [c.mentions_source, c.mentions_target, c.agreed, c.undecided, c.passages_source, c.passages_target, c.unpaired];
    let mut out = [0; 28];
    for (place, n) in out.chunks_exact_mut(4).zip(all) {
        place.copy_from_slice(&u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
    }
    out
}

/// Counts as they were written.
pub(super) fn counted(bytes: &[u8]) -> Option<Counts> {
    let mut all = bytes.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]) as usize);
    let mut next = || all.next();
    let counts = Counts {
        mentions_source: next()?,
        mentions_target: next()?,
        agreed: next()?,
        undecided: next()?,
        passages_source: next()?,
        passages_target: next()?,
        unpaired: next()?,
    };
    (bytes.len() == 28).then_some(counts)
}
