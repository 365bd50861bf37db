//! What the events of an article come to: its texts, what is decided, what can be taken back, whether it is signed.

use super::log::{Action, Decision, Digest, Event};
use crate::model::{Disposition, Finding, Reason, Waiver};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What holds of an article now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Standing {
    /// Its version: the number of its events.
    pub version: u64,
    /// The Korean.
    pub source: Digest,
    /// The English.
    pub target: Digest,
    /// The draft that the English was made of.
    pub draft: Option<Digest>,
    /// What was done, in order.
    pub entries: Vec<Entry>,
    /// The last sign-off.
    pub signed: Option<Signed>,
}

/// Something that was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// The event.
    pub event: Event,
    /// Whether it was taken back.
    pub undone: bool,
}

/// A sign-off.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Signed {
    /// The version that it made.
    pub version: u64,
    /// What it says.
    pub decision: Decision,
    /// Whether nothing was decided since.
    pub untouched: bool,
}

/// What undoing means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Undo {
    /// The version that is taken back.
    pub of: u64,
    /// The English that comes back, where an edit is taken back.
    pub target: Option<Digest>,
}

impl Standing {
    /// What events come to.
    pub(super) fn of(events: impl IntoIterator<Item = Event>) -> Self {
        let mut now = Self::default();
        for event in events {
            now.add(event);
        }
        now
    }

    /// Takes one more event.
    pub(super) fn add(&mut self, event: Event) {
        self.version = event.version;
        // Whether the texts are those that were signed is told by the record: they may have come back.
        let decided = matches!(event.action, Action::Accept(_) | Action::Waive { .. } | Action::Undo { target: None, .. });
        if let Some(signed) = self.signed.as_mut().filter(|_| decided) {
            signed.untouched = false;
        }
        match &event.action {
            Action::Read { source, target, draft } => {
                self.source.clone_from(source);
                self.target.clone_from(target);
                self.draft.clone_from(draft);
            }
            Action::Edit { after, .. } => self.target.clone_from(after),
            Action::Undo { of, target } => {
                if let Some(entry) = self.entries.iter_mut().find(|e| e.event.version == *of) {
                    entry.undone = true;
                }
                if let Some(target) = target {
                    self.target.clone_from(target);
                }
            }
            Action::Sign { decision, .. } => self.signed = Some(Signed { version: event.version, decision: *decision, untouched: true }),
            Action::Accept(_) | Action::Waive { .. } => {}
        }
        self.entries.push(Entry { event, undone: false });
    }

    /// What was decided last of each finding, by its fingerprint.
    fn last(&self) -> BTreeMap<&str, &Event> {
        let mut last: BTreeMap<&str, &Event> = BTreeMap::new();
        for entry in self.entries.iter().filter(|e| !e.undone) {
            if let Action::Accept(about) | Action::Waive { about, .. } = &entry.event.action {
                last.insert(&about.fingerprint, &entry.event);
            }
        }
        last
    }

    /// What is waived, whether it has ended or not, in the order in which it was decided.
    pub(super) fn waivers(&self) -> Vec<Waiver> {
        let mut last: Vec<&Event> = self.last().into_values().collect();
        last.sort_by_key(|event| event.version);
        last.into_iter().filter_map(waiver).collect()
    }

    /// Lets findings stand that are waived on a day.
    pub(super) fn decide(&self, findings: &mut [Finding], today: Date) {
        let last = self.last();
        for finding in findings.iter_mut() {
            let Some(event) = last.get(finding.fingerprint.as_str()) else { continue };
            match &event.action {
                Action::Waive { about, .. } if about.rule == finding.rule.id => {
                    // One that has ended decides nothing any more.
                    if let Some(waiver) = waiver(event).filter(|w| w.until.is_none_or(|until| until >= today)) {
                        finding.disposition = Disposition::Waived(Arc::new(waiver));
                    }
                }
                // Whoever takes a finding for an error here decides over a waiver of the house, too.
                Action::Accept(about) if about.rule == finding.rule.id => finding.disposition = Disposition::Open,
                _ => {}
            }
        }
    }

    /// What an editor would take back: the last that she did and that still stands.
    ///
    /// # Errors
    /// Why nothing can be taken back, in words.
    pub(super) fn undo(&self, editor: &str) -> Result<Undo, String> {
        let signed = self.signed.as_ref().map_or(0, |s| s.version);
        let hers = |e: &&Entry| e.event.by == editor && !e.undone && matches!(e.event.action, Action::Edit { .. } | Action::Accept(_) | Action::Waive { .. });
        let Some(entry) = self.entries.iter().rev().find(hers) else {
            return Err("there is nothing of yours to take back".to_owned());
        };
        if entry.event.version < signed {
            return Err("what was done before the sign-off is signed and stays; decide anew instead".to_owned());
        }
        let target = match &entry.event.action {
            Action::Edit { after, .. } if *after != self.target => {
                return Err("the English was changed again after your last edit; edit it instead".to_owned());
            }
            Action::Edit { before, .. } => Some(before.clone()),
            _ => None,
        };
        Ok(Undo { of: entry.event.version, target })
    }
}

/// The waiver that an event is.
fn waiver(event: &Event) -> Option<Waiver> {
    let Action::Waive { about, reason, text, until } = &event.action else { return None };
    Some(Waiver {
        rule: about.rule.clone(),
        fingerprint: about.fingerprint.clone(),
        // Only known codes are taken in; one of a later version of the program is still a decision.
        reason: Reason::parse(reason).unwrap_or(Reason::Context),
        text: text.clone(),
        by: event.by.clone(),
        on: event.at.parse().map_or(Date::MIN, day),
        // What cannot be read as a day is over.
        until: until.as_ref().map(|day| day.parse().unwrap_or(Date::MIN)),
    })
}

/// The day in Korea.
pub(super) fn day(at: Timestamp) -> Date {
    const SEOUL: i8 = 9;
    TimeZone::fixed(tz::offset(SEOUL)).to_datetime(at).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::log::{About, digest};

    fn event(version: u64, by: &str, action: Action) -> Event {
        Event { version, at: "2026-11-30T15:30:00Z".to_owned(), by: by.to_owned(), action }
    }

    fn read(version: u64, en: &[u8]) -> Event {
        event(version, super::super::log::DISK, Action::Read { source: digest(b"ko"), target: digest(en), draft: None })
    }

    fn edit(version: u64, by: &str, before: &[u8], after: &[u8]) -> Event {
        event(version, by, Action::Edit { before: digest(before), after: digest(after), edits: Vec::new() })
    }

    fn accept(version: u64, by: &str) -> Event {
        event(version, by, Action::Accept(About { fingerprint: "f".to_owned(), rule: "r".to_owned(), message: String::new() }))
    }

    #[test]
    fn each_takes_back_her_own_last_deed() {
        let mut now = Standing::of([read(1, b"a"), edit(2, "Kim", b"a", b"b"), accept(3, "Lee")]);
        assert_eq!(now.undo("Lee"), Ok(Undo { of: 3, target: None }));
        assert_eq!(now.undo("Kim"), Ok(Undo { of: 2, target: Some(digest(b"a")) }));
        assert!(now.undo("Park").is_err());
        now.add(event(4, "Kim", Action::Undo { of: 2, target: Some(digest(b"a")) }));
        assert_eq!((now.target.as_str(), now.entries[1].undone), (digest(b"a").as_str(), true));
        assert!(now.undo("Kim").is_err());
    }

    #[test]
    fn an_edit_under_another_one_stays() {
        let now = Standing::of([read(1, b"a"), edit(2, "Kim", b"a", b"b"), edit(3, "Lee", b"b", b"c")]);
        assert!(now.undo("Kim").is_err_and(|why| why.contains("changed again")));
        let now = Standing::of([read(1, b"a"), edit(2, "Kim", b"a", b"b"), read(3, b"x")]);
        assert!(now.undo("Kim").is_err());
    }

    #[test]
    fn what_is_decided_after_a_sign_off_voids_it() {
        let sign = Action::Sign { decision: Decision::Approved, text: String::new(), target: digest(b"a"), keyid: "k".to_owned() };
        let mut now = Standing::of([read(1, b"a"), accept(2, "Kim"), event(3, "Kim", sign)]);
        assert!(now.signed.as_ref().is_some_and(|s| s.untouched));
        assert!(now.undo("Kim").is_err_and(|why| why.contains("sign-off")));
        now.add(read(4, b"b"));
        assert!(now.signed.as_ref().is_some_and(|s| s.untouched), "the record tells of texts");
        now.add(accept(5, "Lee"));
        assert!(now.signed.as_ref().is_some_and(|s| !s.untouched));
    }

    #[test]
    fn days_are_those_of_korea() {
        assert_eq!(day("2026-11-30T15:30:00Z".parse().expect("a time")).to_string(), "2026-12-01");
    }
}
