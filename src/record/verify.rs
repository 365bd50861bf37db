//! Whether a record holds for a text: the list of what does not, in the order in which it is looked at. Denied unless a check that passed and an
//! editor's approval of it stand for exactly these bytes. Part of [`crate::record`].

use super::chain::{Chain, Entry};
use super::check::{Outcome, Status, TranslationCheck};
use super::checkpoint;
use super::digest::{Moment, Sha256};
use super::reason::{Code, Reason};
use super::review::{Decision, EditorialReview};
use super::statement::{Claim, Resource, Statement};
use super::trust::Trust;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// How far the clocks of two machines may be apart.
const CLOCKS: SignedDuration = SignedDuration::from_mins(5);

/// What is asked of a record.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The file of records; nothing where there is none.
    pub records: &'a [u8],
    /// The English, byte for byte.
    pub english: &'a [u8],
    /// The Korean, byte for byte; `None` where it is not at hand.
    pub korean: Option<&'a [u8]>,
    /// What a check would go by now, where that is asked for; other digests than those of the check are a reason.
    pub configuration: Option<&'a [Resource]>,
    /// Now.
    pub at: Timestamp,
    /// Editors who must have approved, at least one.
    pub reviewers: usize,
    /// The text of a checkpoint, and the name under which it speaks of this record.
    pub head: Option<(&'a str, &'a str)>,
}

/// What came of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// What does not hold, in order; nothing where all does.
    pub reasons: Vec<Reason>,
    /// What stands behind the answer: the check and the approvals, where it holds.
    pub stands: Option<Stands>,
    /// The records.
    pub chain: Chain,
}

/// What a good record says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stands {
    /// The line of the check.
    pub check: usize,
    /// Who approved, by the names of the keys, and when.
    pub approved: Vec<(String, Moment)>,
}

impl Answer {
    /// Whether the record holds.
    pub const fn holds(&self) -> bool {
        self.stands.is_some()
    }

    /// Whether what does not hold is only that something was not at hand to be looked at.
    pub fn is_not_checked(&self) -> bool {
        self.reasons.iter().any(|r| r.code == Code::KoreanMissing)
    }
}

/// Looks whether a record holds.
pub fn verify(question: &Question<'_>, trust: &Trust) -> Answer {
    let chain = Chain::read(question.records, trust);
    let mut look = Look { question, trust, chain: &chain, reasons: chain.reasons.clone() };
    if chain.lines == 0 && chain.reasons.is_empty() {
        look.say(Code::RecordMissing, "there is no record of this article".to_owned());
        return Answer { reasons: look.reasons, stands: None, chain };
    }
    look.future();
    if let Some((text, origin)) = question.head {
        look.reasons.extend(checkpoint::hold(text, origin, &chain, trust));
    }
    let stands = look.decide();
    let mut reasons = look.reasons;
    reasons.sort();
    reasons.dedup();
    let stands = stands.filter(|_| reasons.is_empty());
    Answer { reasons, stands, chain }
}

/// The day in Korea.
fn today(at: Timestamp) -> Date {
    const SEOUL: i8 = 9;
    TimeZone::fixed(tz::offset(SEOUL)).to_datetime(at).date()
}

struct Look<'a> {
    question: &'a Question<'a>,
    trust: &'a Trust,
    chain: &'a Chain,
    reasons: Vec<Reason>,
}

impl<'a> Look<'a> {
    fn say(&mut self, code: Code, text: String) {
        self.reasons.push(Reason::new(code, text));
    }

    fn say_at(&mut self, entry: &Entry, code: Code, text: String) {
        self.reasons.push(Reason::at(entry.line, code, text));
    }

    fn future(&mut self) {
        let limit = self.question.at.saturating_add(CLOCKS).unwrap_or(self.question.at);
        for entry in self.chain.entries.iter().filter(|e| e.claim.at().timestamp() > limit) {
            self.reasons.push(Reason::at(entry.line, Code::TimeFuture, format!("it is of {}, which is still to come", entry.claim.at())));
        }
    }

    /// The newest check and what editors said of it.
    fn decide(&mut self) -> Option<Stands> {
        let Some((entry, check)) = self.chain.latest_check() else {
            self.say(Code::CheckMissing, "no check of this article can be relied on".to_owned());
            return None;
        };
        let reviews = self.reviews(entry);
        let mut good = self.text(entry, check, &reviews);
        good &= self.sources(entry, check);
        good &= self.check(entry, &check.predicate);
        let approved = self.editors(entry, check, &reviews);
        (good && approved.len() >= self.question.reviewers.max(1)).then_some(Stands { check: entry.line, approved })
    }

    /// Reviews of a check, in their order.
    fn reviews(&self, check: &Entry) -> Vec<(&'a Entry, &'a Statement<EditorialReview>)> {
        let of = |e: &'a Entry| if let Claim::Review(r) = &e.claim { Some((e, &**r)) } else { None };
        self.chain.entries.iter().filter_map(of).filter(|(e, r)| e.line > check.line && r.predicate.check.digest.sha256 == check.digest).collect()
    }

    /// Whether the English is the one that was checked.
    fn text(&mut self, entry: &Entry, check: &Statement<TranslationCheck>, reviews: &[(&Entry, &Statement<EditorialReview>)]) -> bool {
        let (now, then) = (Sha256::of(self.question.english), entry.claim.text());
        if then == Some(now) {
            return true;
        }
        let signed = reviews.iter().rev().find(|(_, r)| r.predicate.decision == Decision::Approved);
        let when = match signed {
            Some((_, r)) => format!("edited after {} signed it off at {}", r.predicate.reviewer.id, r.predicate.reviewed_at),
            None => format!("edited after it was checked at {}", check.predicate.checked_at),
        };
        let older = self.chain.entries.iter().rev().find(|e| e.claim.text() == Some(now)).map(|e| format!("; it is the text of line {} again", e.line));
        let manner = then.and_then(|then| manner(self.question.english, then)).unwrap_or("");
        let then = then.map_or_else(String::new, |d| d.short());
        let text = format!("the English was {when}: SHA-256 {}… now, {then}… then{manner}{}", now.short(), older.unwrap_or_default());
        self.say_at(entry, Code::EnglishDiffers, text);
        false
    }

    /// Whether the Korean, and what the check went by, are what they were.
    fn sources(&mut self, entry: &Entry, check: &Statement<TranslationCheck>) -> bool {
        let mut good = true;
        let then: Vec<Sha256> = check.predicate.sources.iter().map(|s| s.digest.sha256).collect();
        match self.question.korean.map(Sha256::of) {
            None => {
                self.say(Code::KoreanMissing, "the Korean is not at hand, so that nobody can tell whether it is the one that was rendered".to_owned());
                good = false;
            }
            Some(now) if !then.contains(&now) => {
                let was = then.first().map_or_else(|| "none".to_owned(), |d| format!("{}…", d.short()));
                let manner = then.first().and_then(|then| manner(self.question.korean.unwrap_or_default(), *then)).unwrap_or("");
                let text =
                    format!("the Korean was updated since the check of {}: SHA-256 {}… now, {was} then{manner}", check.predicate.checked_at, now.short());
                self.say_at(entry, Code::KoreanDiffers, text);
                good = false;
            }
            Some(_) => {}
        }
        for name in self.question.configuration.into_iter().flat_map(|now| differing(now, &check.predicate.configuration)) {
            self.say_at(entry, Code::ConfigurationDiffers, format!("{name} is another one than the check went by"));
            good = false;
        }
        good
    }

    /// Whether the check itself lets the text pass.
    fn check(&mut self, entry: &Entry, check: &TranslationCheck) -> bool {
        if let Some(reason) = &entry.invalid {
            self.reasons.push(reason.clone());
            return false;
        }
        if let Some(why) = check.contradiction() {
            self.say_at(entry, Code::CheckContradicts, format!("the check contradicts itself: {why}"));
            return false;
        }
        let counts = check.counts;
        let found = || format!("{} critical and {} major findings stand open", counts.critical, counts.major);
        match (check.status, check.result) {
            (Status::Incomplete, _) => {
                let why = check.reason.as_deref().unwrap_or("no reason is given");
                self.say_at(entry, Code::CheckIncomplete, format!("not all of it was checked: {why}"));
            }
            (Status::Checked, Outcome::Failed) => self.say_at(entry, Code::CheckFailed, format!("the check did not pass: {}", found())),
            (Status::Checked, Outcome::Warned) => self.say_at(
                entry,
                Code::CheckFailed,
                format!("the check passed with warnings only: {}, let pass by the limit or the baseline of the house", found()),
            ),
            (Status::Checked, Outcome::Passed) => {}
        }
        let today = today(self.question.at);
        for waiver in check.findings.iter().filter_map(|f| f.waiver.as_ref()).filter(|w| w.has_ended(today)) {
            self.say_at(entry, Code::WaiverExpired, expired(waiver));
        }
        check.result == Outcome::Passed
    }

    /// Who approved.
    fn editors(&mut self, entry: &Entry, check: &Statement<TranslationCheck>, reviews: &[(&Entry, &Statement<EditorialReview>)]) -> Vec<(String, Moment)> {
        if reviews.is_empty() {
            let earlier = self.chain.entries.iter().rev().find_map(|e| if let Claim::Review(r) = &e.claim { Some((e, r)) } else { None });
            match earlier {
                Some((e, r)) => {
                    let (who, when) = (&r.predicate.reviewer.id, r.predicate.reviewed_at);
                    let text = format!("{who} signed off an earlier check at {when}; nobody has signed the one of {}", check.predicate.checked_at);
                    self.reasons.push(Reason::at(e.line, Code::ReviewOutdated, text));
                }
                None => self.say(Code::ReviewMissing, format!("no editor has signed the check of {}", check.predicate.checked_at)),
            }
            return Vec::new();
        }
        let today = today(self.question.at);
        let mut latest: BTreeMap<&str, (&Entry, &EditorialReview)> = BTreeMap::new();
        let mut twice: Option<(&Entry, &str)> = None;
        let mut keys = BTreeSet::new();
        for (e, review) in reviews {
            if let Some(reason) = &e.invalid {
                self.reasons.push(reason.clone());
                continue;
            }
            if e.claim.text() != entry.claim.text() {
                self.say_at(e, Code::EnglishDiffers, "the review is of another text than the check that it names".to_owned());
                continue;
            }
            for signer in &e.signers {
                let name = self.trust.keys[*signer].name.as_str();
                let again = latest.insert(name, (e, &review.predicate)).is_some_and(|(_, old)| old.decision == review.predicate.decision);
                if e.repeated > 0 || again || !keys.insert(*signer) {
                    twice = Some((e, name));
                }
            }
        }
        let mut approved = Vec::new();
        for (name, (e, review)) in &latest {
            match review.decision {
                Decision::Rejected => {
                    let why = review.text.as_deref().map_or_else(String::new, |t| format!(": {t}"));
                    self.say_at(e, Code::ReviewRejected, format!("{name} turned it down at {}{why}", review.reviewed_at));
                }
                Decision::Approved => approved.push(((*name).to_owned(), review.reviewed_at)),
            }
            for waiver in review.waivers.iter().filter(|w| w.has_ended(today)) {
                self.say_at(e, Code::WaiverExpired, expired(waiver));
            }
        }
        let wanted = self.question.reviewers.max(1);
        if approved.len() < wanted && !latest.is_empty() && latest.values().all(|(_, r)| r.decision == Decision::Approved) {
            if let Some((e, name)) = twice {
                self.say_at(
                    e,
                    Code::KeyCountedTwice,
                    format!("{name} signed more than once, which counts once: {} of {wanted} editors have approved", approved.len()),
                );
            } else {
                self.say(Code::ReviewersTooFew, format!("{} of {wanted} editors have approved", approved.len()));
            }
        }
        approved
    }
}

fn expired(waiver: &super::review::WaiverClaim) -> String {
    format!("the waiver of {} by {} ended on {}", waiver.rule, waiver.by, waiver.until.as_deref().unwrap_or("a day that cannot be read"))
}

/// The names of what is another one now, of what was there then and of what is there now.
fn differing<'a>(now: &'a [Resource], then: &'a [Resource]) -> impl Iterator<Item = &'a str> {
    let lacks = |of: &'a [Resource], r: &'a Resource| !of.iter().any(|o| o.name == r.name && o.digest == r.digest);
    let names: BTreeSet<&str> = now.iter().filter(|r| lacks(then, r)).chain(then.iter().filter(|r| lacks(now, r))).map(|r| r.name.as_str()).collect();
    names.into_iter()
}

/// What a text has, where that is all by which it is not the one that was signed: what programs change without being asked.
fn manner(now: &[u8], then: Sha256) -> Option<&'static str> {
    const BOM: &str = "\u{feff}";
    let text = std::str::from_utf8(now).ok()?;
    let unix = text.replace("\r\n", "\n");
    let trimmed = text.trim_end_matches(['\r', '\n']);
    let is = |t: &str| Sha256::of(t) == then;
    if is(&unix) || is(&unix.replace('\n', "\r\n")) {
        Some(" (only the ends of lines differ)")
    } else if is(text.trim_start_matches(BOM)) || is(&format!("{BOM}{text}")) {
        Some(" (only a byte order mark differs)")
    } else if [trimmed.to_owned(), format!("{trimmed}\n"), format!("{trimmed}\r\n")].iter().any(|t| is(t)) {
        Some(" (only the end of the last line differs)")
    } else if is(&text.nfc().collect::<String>()) || is(&text.nfd().collect::<String>()) {
        Some(" (only the Unicode normalisation form differs)")
    } else {
        None
    }
}
