//! Signing off: a fresh check of exactly the bytes that are signed, by the machine's key; then the editor's decision over it, by hers. Both are
//! lines of the record beside the English, which alone decides whether a sign-off holds.

use super::answer::SignedV1;
use super::checks::Standard;
use super::desk::Desk;
use super::files;
use super::log::{self, Action, digest};
use super::opened::Opened;
use super::problem::{Kind, Problem};
use super::session::Caller;
use crate::record::file::{self, AppendError};
use crate::record::{self, Chain, Claim, Code, Moment, Outcome, Question, Resource, SealError, SecretKey, Sha256, Verdict, verify};
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt;
use std::path::Path;

/// The keys that sign.
pub struct Secret {
    /// The machine's: what was checked, and found.
    pub check: SecretKey,
    /// The editor's: what was decided.
    pub review: SecretKey,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").finish_non_exhaustive()
    }
}

/// A sign-off.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "sign-off")]
pub(super) struct SignV1 {
    /// The version of the article that is signed.
    pub version: u64,
    /// Whether it may be published.
    pub decision: log::Decision,
    /// What there is to say about it.
    #[serde(default)]
    pub text: Option<String>,
}

impl Desk {
    /// The last sign-off of an article, and whether it holds. The record beside the English says both; where nobody can verify it, it
    /// does not hold. The second tells whether that stays so while nobody changes anything.
    pub(super) fn signed(&self, opened: &Opened, standard: &Standard) -> (Option<SignedV1>, bool) {
        let mut lasting = true;
        let signed = self.verified(opened, standard, &mut lasting);
        (signed, lasting)
    }

    fn verified(&self, opened: &Opened, standard: &Standard, lasting: &mut bool) -> Option<SignedV1> {
        let known = opened.standing.signed.as_ref();
        let lost = |why: &str| {
            let signed = known?;
            let event = &opened.standing.entries.iter().find(|e| e.event.version == signed.version)?.event;
            let Action::Sign { keyid, .. } = &event.action else { return None };
            let why = Some(why.to_owned());
            Some(SignedV1 { by: event.by.clone(), at: event.at.clone(), keyid: keyid.clone(), decision: signed.decision, holds: false, why })
        };
        let records = match file::read(&file::path(&opened.row.target)) {
            Ok(records) if records.is_empty() => return lost("the record is gone"),
            Ok(records) => records,
            Err(e) => return lost(&format!("the record cannot be read ({e})")),
        };
        let Some(trust) = &standard.trust else {
            return lost("no keys are trusted here, so that nobody can verify the record; `daejo record keys` takes them in");
        };
        let question = Question {
            records: &records,
            english: &opened.target,
            korean: Some(&opened.source),
            configuration: None,
            at: self.checks.now(),
            reviewers: standard.reviewers,
            head: None,
        };
        let answer = verify(&question, trust);
        // What is still to come has come some time.
        *lasting = !answer.reasons.iter().any(|r| r.code == Code::TimeFuture);
        let review = answer.chain.entries.iter().rev().find_map(|e| match &e.claim {
            Claim::Review(review) => Some((e, review)),
            Claim::Check(_) => None,
        });
        let Some((entry, review)) = review else { return lost("the sign-off is not in the record any more") };
        let signer = entry.signers.first().and_then(|n| trust.keys.get(*n));
        let decision = match review.predicate.decision {
            record::Decision::Approved => log::Decision::Approved,
            record::Decision::Rejected => log::Decision::Rejected,
        };
        let decided_since = known.is_some_and(|s| !s.untouched);
        let why = if let Some(why) = &opened.gone {
            Some(why.clone())
        } else if decided_since {
            Some("something was decided after it was signed off".to_owned())
        } else if decision == log::Decision::Rejected {
            // Nothing of it may be published; it is of these bytes or not.
            let these = review.subject.first().is_some_and(|s| s.digest.sha256 == Sha256::of(&opened.target));
            (!these).then(|| "the English was changed after it was turned down".to_owned())
        } else {
            (!answer.holds()).then(|| answer.reasons.first().map_or_else(|| "the record does not hold".to_owned(), |r| r.text.clone()))
        };
        let by = signer.map_or_else(|| review.predicate.reviewer.id.clone(), |k| k.name.clone());
        let keyid = signer.map_or_else(String::new, |k| k.keyid.clone());
        Some(SignedV1 { by, at: review.predicate.reviewed_at.to_string(), keyid, decision, holds: why.is_none(), why })
    }

    /// Signs an article off.
    ///
    /// # Errors
    /// When it would not be true: what stops the article stands open, it was not checked, the texts changed, or the key is another's.
    pub(super) fn sign(&self, mut opened: Opened, caller: &Caller, asked: &SignV1) -> Result<Opened, Problem> {
        let cannot = |why: String| Problem::new(Kind::CannotSign, why);
        opened.at(asked.version)?;
        if let Some(why) = &opened.gone {
            return Err(cannot(format!("{why}; nothing was signed")));
        }
        let text = asked.text.as_deref().unwrap_or("").trim();
        if text.chars().count() > super::deeds::WORDS {
            return Err(Problem::new(Kind::TooLarge, format!("what is said with a sign-off has {} characters at most", super::deeds::WORDS)));
        }
        let trusted = self.checks.standard().trust;
        let Some((trust, secret)) = trusted.as_deref().zip(self.secret.as_ref()) else {
            return Err(cannot("the page has no keys to sign with; start it with --key and --check-key, which `daejo record keys new` makes".to_owned()));
        };
        if caller.editor != self.sessions.editor() {
            return Err(cannot(format!("the key here is that of {}; sign off with your own", self.sessions.editor())));
        }
        let predicate = self.claimed(&opened)?;
        let approved = asked.decision == log::Decision::Approved;
        if approved && predicate.result != Outcome::Passed {
            let counts = predicate.counts;
            let open = format!("{} critical and {} major findings stand open; mend or waive them, or turn the article down", counts.critical, counts.major);
            return Err(cannot(predicate.reason.map_or(open, |why| format!("not all of it was checked: {why}"))));
        }
        let english = Sha256::of(&opened.target);
        let records = file::path(&opened.row.target);
        let subject = Resource::of(name(&opened.row.target), &opened.target).noted("lang", "en");
        append(&records, |before| Chain::read(before, trust).seal_check(subject.clone(), predicate.clone(), &secret.check, trust).map(|e| e.to_line()))?;
        let verdict = Verdict {
            decision: if approved { record::Decision::Approved } else { record::Decision::Rejected },
            text: (!text.is_empty()).then(|| text.to_owned()),
            waivers: Vec::new(),
        };
        let at = Moment::new(self.checks.now());
        append(&records, |before| Chain::read(before, trust).seal_review(english, verdict.clone(), at, &secret.review, trust).map(|e| e.to_line()))?;
        let keyid = secret.review.public().keyid();
        let action = Action::Sign { decision: asked.decision, text: text.to_owned(), target: digest(&opened.target), keyid };
        // The record has it by now: what the log says of it is for the list of what was done.
        match self.append(&mut opened, &caller.editor, action, &[], false) {
            Err(problem) if problem.kind != Kind::Stale => Err(problem),
            _ => self.open(&opened.row.id),
        }
    }

    /// What the machine claims of an article as it is, with what was decided.
    fn claimed(&self, opened: &Opened) -> Result<record::TranslationCheck, Problem> {
        let cannot = |why: String| Problem::new(Kind::CannotSign, why);
        let korean = (name(&opened.row.source), opened.source.as_slice());
        let claimed = self.look(opened, |seen| self.checks.claim(&seen, (&korean.0, korean.1))).map_err(cannot)?;
        claimed.map_err(cannot)
    }
}

/// Adds a line to a record.
fn append(records: &Path, seal: impl Fn(&[u8]) -> Result<String, SealError>) -> Result<(), Problem> {
    file::append(records, seal).map(drop).map_err(|e| match e {
        AppendError::Io(e) => {
            let kind = if e.kind() == std::io::ErrorKind::StorageFull { Kind::Full } else { Kind::File };
            Problem::new(kind, format!("{}: the record could not be written ({e}); nothing was signed", files::shown(records)))
        }
        AppendError::Made(e) => Problem::new(Kind::CannotSign, format!("{e}; nothing was signed")),
    })
}

/// The name of a file without its folder: a record is of bytes, wherever they lie.
fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| files::shown(path), |n| n.to_string_lossy().into_owned())
}

impl Desk {
    /// The record of an article, as it lies beside the English; nothing where there is none.
    ///
    /// # Errors
    /// When there is no such article, or the record cannot be read.
    pub(super) fn record(&self, id: &str) -> Result<Vec<u8>, Problem> {
        let row = self.store.article(id)?.ok_or_else(|| Problem::missing("article"))?;
        let path = file::path(&row.target);
        let records = file::read(&path).map_err(|e| Problem::new(Kind::File, format!("{}: the record cannot be read ({e})", files::shown(&path))))?;
        if records.is_empty() { Err(Problem::new(Kind::NotFound, "the article has no record: it was not signed off yet")) } else { Ok(records) }
    }
}
