//! The records of one article, one a line: each read, verified and held against the one before it. Part of [`crate::record`].

use super::check::TranslationCheck;
use super::digest::Sha256;
use super::envelope::Envelope;
use super::reason::{Code, Reason};
use super::statement::{Claim, Statement};
use super::trust::{Invalid, Role, Trust};

/// Longest file of records that is read, in bytes.
pub(super) const LONGEST: usize = 256 << 20;

/// Lines that are read: more revisions than any article has.
const MOST: usize = 10_000;

/// A record that was verified.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Its line, from 1.
    pub line: usize,
    /// The digest of its payload, by which others name it.
    pub digest: Sha256,
    /// What it claims.
    pub claim: Claim,
    /// The trusted keys that signed it, that may sign such a claim and were valid at its moment, by their numbers.
    pub signers: Vec<usize>,
    /// How many of its signatures are of a key that was counted already.
    pub repeated: usize,
    /// Why no key of it counts, where none does.
    pub invalid: Option<Reason>,
}

/// The records of an article, in their order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Chain {
    /// Those that could be verified.
    pub entries: Vec<Entry>,
    /// What does not hold of any of them.
    pub reasons: Vec<Reason>,
    /// How many lines there are.
    pub lines: usize,
    /// Leaves of the Merkle tree over all lines that are envelopes, for checkpoints.
    pub(super) leaves: Vec<Option<Sha256>>,
}

/// What is known of a line, whether it could be verified or not.
struct Line {
    digest: Option<Sha256>,
    claim: Option<Claim>,
}

impl Chain {
    /// Reads the records of an article.
    pub fn read(bytes: &[u8], trust: &Trust) -> Self {
        let mut chain = Self::default();
        if bytes.len() > LONGEST {
            chain.reasons.push(Reason::new(Code::RecordTooLarge, format!("the record is longer than {LONGEST} bytes")));
            return chain;
        }
        if memchr::memchr_iter(b'\n', bytes).nth(MOST).is_some() {
            chain.reasons.push(Reason::new(Code::RecordTooLarge, format!("the record has more than {MOST} lines")));
            return chain;
        }
        let whole = bytes.ends_with(b"\n");
        let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let mut lines = Vec::new();
        if !text.is_empty() {
            let count = memchr::memchr_iter(b'\n', text).count() + 1;
            for (n, line) in text.split(|b| *b == b'\n').enumerate() {
                let torn = n + 1 == count && !whole;
                lines.push(chain.line(n + 1, line, torn, trust));
            }
        }
        chain.lines = lines.len();
        chain.link(&lines);
        chain.order();
        chain
    }

    /// Reads one line.
    fn line(&mut self, number: usize, line: &[u8], torn: bool, trust: &Trust) -> Line {
        let envelope = match Envelope::parse(line) {
            Ok(envelope) => envelope,
            Err(_) if torn => {
                self.reasons.push(Reason::at(number, Code::LineTorn, "the line breaks off: it was not written, or not kept, to its end"));
                self.leaves.push(None);
                return Line { digest: None, claim: None };
            }
            Err(e) => {
                self.reasons.push(Reason::at(number, Code::NotAnEnvelope, e.to_string()));
                self.leaves.push(None);
                return Line { digest: None, claim: None };
            }
        };
        let digest = envelope.digest();
        self.leaves.push(Some(envelope.leaf()));
        let read = envelope.verify(trust, number).and_then(|verified| Ok((verified.claim(number)?, verified)));
        match read {
            Ok((claim, verified)) => {
                let (signers, invalid) = self.signers(number, &claim, verified.signers(), trust);
                let repeated = verified.repeated();
                self.entries.push(Entry { line: number, digest, claim: claim.clone(), signers, repeated, invalid });
                Line { digest: Some(digest), claim: Some(claim) }
            }
            Err(reason) => {
                self.reasons.push(reason);
                Line { digest: Some(digest), claim: None }
            }
        }
    }

    /// The keys that may sign such a claim, and did so while they were valid.
    fn signers(&mut self, line: usize, claim: &Claim, signed: &[usize], trust: &Trust) -> (Vec<usize>, Option<Reason>) {
        let (role, what) = match claim {
            Claim::Check(_) => (Role::Ci, "a check"),
            Claim::Review(_) => (Role::Editor, "a review"),
        };
        let named = |numbers: &[usize]| numbers.iter().map(|n| trust.keys[*n].name.as_str()).collect::<Vec<_>>().join(", ");
        let may: Vec<usize> = signed.iter().copied().filter(|n| trust.keys[*n].role == role).collect();
        if may.is_empty() {
            let whose = if role == Role::Editor { "a machine's key" } else { "an editor's key" };
            self.reasons.push(Reason::at(line, Code::WrongRole, format!("{what} is signed by {}, which is {whose}", named(signed))));
            return (may, None);
        }
        if let Claim::Review(review) = claim
            && !may.iter().any(|n| trust.keys[*n].name == review.predicate.reviewer.id)
        {
            let text = format!("the review is in the name of `{}` and signed by {}", review.predicate.reviewer.id, named(&may));
            self.reasons.push(Reason::at(line, Code::ReviewerDiffers, text));
        }
        let at = claim.at();
        let valid: Vec<usize> = may.iter().copied().filter(|n| trust.keys[*n].at(at).is_ok()).collect();
        let invalid = valid.is_empty().then(|| trust.keys[may[0]].at(at).err()).flatten().map(|why| {
            let name = &trust.keys[may[0]].name;
            match why {
                Invalid::NotYet(from) => Reason::at(line, Code::KeyNotYetValid, format!("{what} of {at} is signed by {name}, whose key is valid from {from}")),
                Invalid::Ended(until) => Reason::at(line, Code::KeyExpired, format!("{what} of {at} is signed by {name}, whose key was valid until {until}")),
                Invalid::Revoked(from) => Reason::at(line, Code::KeyRevoked, format!("{what} of {at} is signed by {name}, whose key was revoked at {from}")),
            }
        });
        (valid, invalid)
    }

    /// Holds each record against the one before it. What follows from another line's failure is not told again.
    fn link(&mut self, lines: &[Line]) {
        for (n, line) in lines.iter().enumerate() {
            let (Some(digest), Some(claim)) = (line.digest, &line.claim) else { continue };
            let number = n + 1;
            if let Some(first) = lines[..n].iter().position(|l| l.digest == Some(digest)) {
                self.reasons.push(Reason::at(number, Code::ChainRepeated, format!("it is the record of line {} once more", first + 1)));
                continue;
            }
            let previous = claim.previous();
            let before = n.checked_sub(1).map(|b| &lines[b]);
            let fits = match (previous, before) {
                (None, None) => true,
                (Some(previous), Some(before)) => before.digest == Some(previous),
                _ => false,
            };
            if fits {
                let wanted = before.and_then(|b| b.claim.as_ref()).map_or(n as u64, |b| b.revision().saturating_add(1));
                if claim.revision() != wanted {
                    let text = format!("it says that it is record {}, and is record {wanted}", claim.revision());
                    self.reasons.push(Reason::at(number, Code::RevisionWrong, text));
                }
                continue;
            }
            let same = |l: &Line| l.claim.as_ref().is_some_and(|c| c.previous() == previous) && l.digest != Some(digest);
            let twin = lines.iter().position(same);
            let there = previous.and_then(|p| lines.iter().position(|l| l.digest == Some(p)));
            self.reasons.extend(match (twin, there, previous) {
                (Some(twin), ..) if twin < n => {
                    Some(Reason::at(number, Code::ChainForked, format!("it and the record of line {} follow the same one", twin + 1)))
                }
                (Some(_), ..) => None,
                (None, Some(there), _) => {
                    Some(Reason::at(number, Code::ChainOrder, format!("it follows the record of line {}, which does not stand before it", there + 1)))
                }
                (None, None, None) => Some(Reason::at(number, Code::ChainOrder, "it is the first record, and does not stand first")),
                (None, None, Some(_)) if before.is_some_and(|b| b.claim.is_none()) => None,
                (None, None, Some(previous)) => {
                    Some(Reason::at(number, Code::ChainCut, format!("the record that it follows (payload {}…) is missing", previous.short())))
                }
            });
        }
    }

    /// Moments never run backwards, so that a key that was stolen cannot sign into the past.
    fn order(&mut self) {
        for pair in self.entries.windows(2) {
            let (before, after) = (pair[0].claim.at(), pair[1].claim.at());
            if after < before {
                self.reasons.push(Reason::at(pair[1].line, Code::TimeBackwards, format!("it is of {after}, and follows one of {before}")));
            }
        }
    }

    /// The newest check.
    pub fn latest_check(&self) -> Option<(&Entry, &Statement<TranslationCheck>)> {
        self.entries.iter().rev().find_map(|e| if let Claim::Check(check) = &e.claim { Some((e, &**check)) } else { None })
    }

    /// The check of that digest.
    pub fn check(&self, digest: Sha256) -> Option<&Statement<TranslationCheck>> {
        self.entries.iter().find(|e| e.digest == digest).and_then(|e| if let Claim::Check(check) = &e.claim { Some(&**check) } else { None })
    }
}
