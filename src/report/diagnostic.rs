//! A finding as reports about files tell it: one flat row that owns what it says, small enough to be kept until the worst
//! of a whole run are known. All formats for machines that review changes are written from such rows.

use super::places::Places;
use super::{Item, Pair, escape};
use crate::model::{Disposition, Document, Finding, Label, Lang, Origin, Rule, Severity, Status, plain};
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

/// What is told of one pair.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnosed {
    /// Its identifier; for files their path or their common name.
    pub pair: Arc<str>,
    /// The Korean and the English file, where the two sides are files.
    pub files: Option<[Arc<str>; 2]>,
    /// The findings, worst first.
    pub findings: Vec<Diagnostic>,
    /// Why it was not checked, or not all of it.
    pub unchecked: Option<String>,
    /// What is to be known of how the two were read, in plain words.
    pub notes: Vec<String>,
}

/// One finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    /// Identifier of the pair.
    pub pair: Arc<str>,
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it would be in print.
    pub severity: Severity,
    /// How sure the program is, 0–1.
    pub confidence: f32,
    /// One line that an editor understands.
    pub message: String,
    /// The arithmetic, in full.
    pub explanation: String,
    /// The place in the Korean.
    pub source: Option<Place>,
    /// The place in the English.
    pub target: Option<Place>,
    /// What to put in the place of the English.
    pub suggestion: Option<String>,
    /// The same finding has the same one in every run and at every place.
    pub fingerprint: String,
    /// What was decided about it before.
    pub disposition: Disposition,
}

/// A place on one side.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// Which side.
    pub side: Lang,
    /// Its file; none where the pair is a record of a stream.
    pub file: Option<Arc<str>>,
    /// The segment of its file or record in which it stands, where there are segments.
    pub segment: Option<String>,
    /// Where it begins: in the file, or in the text of the record or its segment.
    pub start: Point,
    /// Where it ends, exclusive.
    pub end: Point,
    /// The words there, shortened where they are many.
    pub text: String,
    /// What was read there, or what is to be said of it; may be empty.
    pub note: String,
}

/// A point in a text, as the different formats count: all from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Point {
    /// Line.
    pub line: usize,
    /// Column in characters (Unicode code points).
    pub chars: usize,
    /// Column in code units of UTF-16.
    pub utf16: usize,
    /// Column in bytes of UTF-8.
    pub bytes: usize,
}

impl Default for Point {
    fn default() -> Self {
        Self { line: 1, chars: 1, utf16: 1, bytes: 1 }
    }
}

/// Words of a place that are kept, in characters.
const WORDS: usize = 400;

impl Diagnosed {
    /// What is told of a pair.
    pub fn of(item: &Item<'_>) -> Self {
        match item {
            Item::NotChecked { id, reason } => {
                Self { pair: (*id).into(), files: None, findings: Vec::new(), unchecked: Some((*reason).to_owned()), notes: Vec::new() }
            }
            Item::Checked(pair) => Self::checked(pair),
        }
    }

    fn checked(pair: &Pair<'_>) -> Self {
        let found = &pair.outcome.findings;
        let id: Arc<str> = pair.id.into();
        let files = pair.is_files().then(|| [&pair.source.name, &pair.target.name].map(|name| path(name)));
        let side = |n: usize| files.as_ref().map(|f| Arc::clone(&f[n]));
        let (ko, en) = (Side::new(pair.source, side(0), found.iter().map(|f| &f.source)), Side::new(pair.target, side(1), found.iter().map(|f| &f.target)));
        let findings = found.iter().map(|f| Diagnostic::new(&id, f, &ko, &en)).collect();
        let unchecked = match &pair.outcome.status {
            Status::Checked => None,
            Status::Incomplete(reason) => Some(reason.clone()),
        };
        Self { pair: id, files, findings, unchecked, notes: pair.notes.to_vec() }
    }

    /// The file that stands for the pair where no other is known: the English, or else what names the pair.
    pub fn file(&self) -> &str {
        self.files.as_ref().map_or_else(|| relative(&self.pair), |[_, en]| en)
    }

    /// Why it was not checked, without the name of the pair before it.
    pub fn reason(&self) -> Option<&str> {
        let reason = self.unchecked.as_deref()?;
        Some(reason.strip_prefix(&*self.pair).and_then(|r| r.strip_prefix(": ")).unwrap_or(reason))
    }
}

/// One document, with the places that are told in it.
struct Side<'a> {
    places: Places<'a>,
    file: Option<Arc<str>>,
}

impl<'a> Side<'a> {
    fn new<'l>(document: &'a Document<'a>, file: Option<Arc<str>>, labels: impl Iterator<Item = &'l Option<Label>>) -> Self {
        Self { places: Places::new(document, labels.flatten()), file }
    }

    fn place(&self, label: &Label) -> Place {
        let document = self.places.document;
        let given = document.original(label.span);
        let words = given.slice(document.given);
        let start = self.places.origin(given.start);
        let note = match (&label.value, label.note.is_empty()) {
            (Some(value), true) => format!("read as {}", plain(value)),
            _ => label.note.clone(),
        };
        Place {
            side: document.lang,
            file: self.file.clone(),
            segment: document.segment_at(given.start).map(|s| s.id.clone()),
            start: start.into(),
            end: start.behind(words).into(),
            text: shortened(words),
            note,
        }
    }
}

impl From<Origin> for Point {
    fn from(at: Origin) -> Self {
        Self { line: at.line, chars: at.column, utf16: at.utf16, bytes: at.bytes }
    }
}

/// A path as services of all kinds write it: parted by slashes, from the folder in which the program was run.
fn path(name: &str) -> Arc<str> {
    let name = if cfg!(windows) { name.replace('\\', "/").into() } else { Cow::Borrowed(name) };
    relative(&name).into()
}

/// A path without what says that it begins here.
fn relative(path: &str) -> &str {
    let mut rest = path;
    while let Some(shorter) = rest.strip_prefix("./") {
        rest = shorter.trim_start_matches('/');
    }
    rest
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(WORDS) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

impl Diagnostic {
    fn new(pair: &Arc<str>, finding: &Finding, ko: &Side<'_>, en: &Side<'_>) -> Self {
        Self {
            pair: Arc::clone(pair),
            rule: finding.rule,
            severity: finding.severity,
            confidence: finding.confidence,
            message: finding.message.clone(),
            explanation: finding.explanation.clone(),
            source: finding.source.as_ref().map(|l| ko.place(l)),
            target: finding.target.as_ref().map(|l| en.place(l)),
            suggestion: finding.suggestion.clone(),
            fingerprint: finding.fingerprint.clone(),
            disposition: finding.disposition.clone(),
        }
    }

    /// The place to be looked at: the English, or the Korean where the English has none.
    pub fn place(&self) -> Option<&Place> {
        self.target.as_ref().or(self.source.as_ref())
    }

    /// The places on the sides that are not [`place`](Self::place).
    pub fn other(&self) -> Option<&Place> {
        self.target.as_ref().and(self.source.as_ref())
    }

    /// The places, Korean first.
    pub fn sides(&self) -> impl Iterator<Item = &Place> {
        self.source.iter().chain(&self.target)
    }

    /// The file of the place to be looked at, or what names the pair.
    pub fn file(&self) -> &str {
        self.place().and_then(|p| p.file.as_deref()).unwrap_or(&self.pair)
    }

    /// Everything that the finding says, a line for each part, for formats that have one text for it. Characters that act or
    /// do not show are escapes.
    pub fn full(&self) -> String {
        let mut out = escape::visible(&self.message).into_owned();
        for place in self.sides() {
            // Writing to a string cannot fail.
            let _ = write!(out, "\n{}", place.line(&self.pair));
        }
        if !self.explanation.is_empty() {
            let _ = write!(out, "\n{}", escape::visible(&self.explanation));
        }
        if let Some(suggestion) = &self.suggestion {
            let _ = write!(out, "\nTry “{}”.", escape::visible(suggestion));
        }
        if let Some(decided) = decided(&self.disposition) {
            let _ = write!(out, "\n{decided}");
        }
        let (mqm, severity) = (self.rule.mqm, self.severity.as_str());
        let _ = write!(out, "\n{mqm}, {severity}, confidence {:.2}, fingerprint {}", self.confidence, self.fingerprint);
        out
    }
}

impl Place {
    /// The place and its words in one line: `Korean: ko.md:12:8 “3조5000억원”, read as 3 500 000 000 000 KRW`.
    pub fn line(&self, pair: &str) -> String {
        let note = if self.note.is_empty() { String::new() } else { format!(", {}", escape::visible(&self.note)) };
        format!("{}: {} “{}”{note}", self.side, self.shown(pair), escape::visible(&self.text))
    }

    /// `ko.md:12:8`, with the segment where there is one; for a record its identifier and side.
    pub fn shown(&self, pair: &str) -> String {
        let Point { line, chars, .. } = self.start;
        let segment = self.segment.as_ref().map(|s| format!(" ({})", escape::visible(s))).unwrap_or_default();
        match &self.file {
            Some(file) => format!("{}:{line}:{chars}{segment}", escape::visible(file)),
            None => format!("{} {}:{line}:{chars}{segment}", escape::visible(pair), code(self.side)),
        }
    }
}

/// What the side of a record is called.
pub(super) const fn code(side: Lang) -> &'static str {
    match side {
        Lang::Ko => "ko",
        Lang::En => "en",
    }
}

/// Why a finding does not count against the run; nothing where it does.
pub fn decided(disposition: &Disposition) -> Option<String> {
    match disposition {
        Disposition::Open => None,
        Disposition::Untouched => Some("Not touched by the change.".to_owned()),
        Disposition::Known => Some("Known: it is in the baseline.".to_owned()),
        Disposition::Waived(waiver) => {
            let until = waiver.until.map(|day| format!(" until {day}")).unwrap_or_default();
            let (reason, by, text) = (waiver.reason.as_str(), escape::visible(&waiver.by), escape::visible(&waiver.text));
            Some(format!("Waived by {by} on {}{until}, {reason}: {text}", waiver.on))
        }
    }
}
