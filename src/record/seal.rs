//! The next record: a claim with its number and the digest of the one before it, in an envelope, signed. Part of [`crate::record`].

use super::chain::Chain;
use super::check::{Disposition, Finding, Outcome, TranslationCheck};
use super::digest::{Moment, Sha256};
use super::envelope::Envelope;
use super::key::SecretKey;
use super::reason::Reason;
use super::review::{Decision, EditorialReview, Reviewer, WaiverClaim};
use super::statement::{CHECK, Claim, REVIEW, Reference, Resource, Statement};
use super::trust::{Invalid, Role, Trust, TrustedKey};

/// Why nothing was signed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SealError {
    /// What is there does not hold, so that nothing can be put on top of it.
    #[error("the record that is there does not hold: {}", first(.0))]
    Broken(Vec<Reason>),
    /// The key is not among the trusted ones.
    #[error("the key is not among the trusted ones (keyid {0}…); `daejo record keys trust` takes it in")]
    Untrusted(String),
    /// A machine's key for an editor's claim, or the other way round.
    #[error("the key of {name} has the role {}, and this takes a key of the role {}", .is.as_str(), .wanted.as_str())]
    Role {
        /// Whose key.
        name: String,
        /// The role that it has.
        is: Role,
        /// The role that is asked for.
        wanted: Role,
    },
    /// The key is not valid at this moment.
    #[error("the key of {0} is not valid now: {1}")]
    Invalid(String, String),
    /// The clock is behind the newest record.
    #[error("the clock says {now}, and the newest record is of {last}: one of the two is wrong")]
    Clock {
        /// What the clock says.
        now: Moment,
        /// The newest record.
        last: Moment,
    },
    /// There is no check to look at.
    #[error("there is no check of this article yet; sign one with a machine's key first")]
    NoCheck,
    /// The check is of another text.
    #[error("the newest check is of another English: the text was edited since; check it again with a machine's key first")]
    OtherText,
    /// The check is of another Korean.
    #[error("the newest check is of another Korean: that was updated since; check the English against it with a machine's key first")]
    OtherSource,
    /// The check did not pass.
    #[error("the newest check did not pass ({0}), so that an approval would not hold; mend or waive what stands, or turn it down")]
    NotPassed(String),
}

fn first(reasons: &[Reason]) -> String {
    reasons.first().map_or_else(String::new, |r| r.line.map_or_else(|| r.text.clone(), |line| format!("line {line}: {}", r.text)))
}

/// What an editor decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// What was decided.
    pub decision: Decision,
    /// What the editor says about it.
    pub text: Option<String>,
    /// Findings that are let stand, beyond those that the check has as waived.
    pub waivers: Vec<WaiverClaim>,
}

impl Chain {
    /// The next record with the machine's claim about a text.
    ///
    /// # Errors
    /// When what is there does not hold, or the key may not sign this now.
    pub fn seal_check(&self, subject: Resource, mut check: TranslationCheck, key: &SecretKey, trust: &Trust) -> Result<Envelope, SealError> {
        self.ready(key, Role::Ci, check.checked_at, trust)?;
        check.revision = self.entries.len() as u64;
        check.previous = self.tip().map(Reference::from);
        if let Some((_, before)) = self.latest_check() {
            let fixed = before.predicate.findings.iter().filter(|old| stands(old) && !check.findings.iter().any(|new| same(old, new)));
            let fixed: Vec<Finding> = fixed.map(|old| Finding { disposition: Disposition::Fixed, waiver: None, ..old.clone() }).collect();
            check.findings.extend(fixed);
        }
        let claim = Claim::Check(Box::new(Statement::new(subject, CHECK, check)));
        Ok(Envelope::seal(claim.payload(), key))
    }

    /// The next record with an editor's claim about the text `english`, over the newest check.
    ///
    /// # Errors
    /// When what is there does not hold, the key may not sign this now, or an approval would not hold: the check is of another text, or did not pass.
    pub fn seal_review(&self, english: Sha256, verdict: Verdict, at: Moment, key: &SecretKey, trust: &Trust) -> Result<Envelope, SealError> {
        let signer = self.ready(key, Role::Editor, at, trust)?;
        let (entry, check) = self.latest_check().ok_or(SealError::NoCheck)?;
        let subject = check.subject.first().filter(|s| s.digest.sha256 == english).ok_or(SealError::OtherText)?;
        if verdict.decision == Decision::Approved && check.predicate.result != Outcome::Passed {
            let counts = check.predicate.counts;
            return Err(SealError::NotPassed(
                check.predicate.reason.clone().unwrap_or_else(|| format!("{} critical, {} major", counts.critical, counts.major)),
            ));
        }
        let mut waivers: Vec<WaiverClaim> = check.predicate.findings.iter().filter_map(|f| f.waiver.clone()).collect();
        waivers.extend(verdict.waivers);
        let review = EditorialReview {
            reviewed_at: at,
            revision: self.entries.len() as u64,
            previous: self.tip().map(Reference::from),
            check: entry.digest.into(),
            decision: verdict.decision,
            reviewer: Reviewer { id: signer.name.clone() },
            text: verdict.text,
            waivers,
        };
        let claim = Claim::Review(Box::new(Statement::new(subject.clone(), REVIEW, review)));
        Ok(Envelope::seal(claim.payload(), key))
    }

    /// The digest of the newest record.
    fn tip(&self) -> Option<Sha256> {
        self.entries.last().map(|e| e.digest)
    }

    /// Whether a record can be put on top of these with this key.
    fn ready<'t>(&self, key: &SecretKey, wanted: Role, at: Moment, trust: &'t Trust) -> Result<&'t TrustedKey, SealError> {
        if !self.reasons.is_empty() {
            return Err(SealError::Broken(self.reasons.clone()));
        }
        let public = key.public();
        let signer = trust.of(&public).ok_or_else(|| SealError::Untrusted(public.keyid().chars().take(12).collect()))?;
        if signer.role != wanted {
            return Err(SealError::Role { name: signer.name.clone(), is: signer.role, wanted });
        }
        signer.at(at).map_err(|why| {
            let why = match why {
                Invalid::NotYet(from) => format!("it is from {from}"),
                Invalid::Ended(until) => format!("it was until {until}"),
                Invalid::Revoked(from) => format!("it was revoked at {from}"),
            };
            SealError::Invalid(signer.name.clone(), why)
        })?;
        match self.entries.last().map(|e| e.claim.at()) {
            Some(last) if at < last => Err(SealError::Clock { now: at, last }),
            _ => Ok(signer),
        }
    }
}

fn stands(finding: &Finding) -> bool {
    matches!(finding.disposition, Disposition::Open | Disposition::Waived | Disposition::Known)
}

fn same(a: &Finding, b: &Finding) -> bool {
    a.rule == b.rule && a.fingerprint == b.fingerprint
}
