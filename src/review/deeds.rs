//! What an editor does to an article: edits, decides, takes back. Each is one event; an edit is one file, too.

use super::desk::Desk;
use super::files::{self, Ready};
use super::log::{About, Action, Edit, digest};
use super::opened::Opened;
use super::problem::{Kind, Problem};
use super::standing::day;
use crate::ingest::Format;
use crate::ingest::decode::encode_like;
use crate::model::{Finding, Reason};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// Edits at one time, at most.
const MOST: usize = 1000;
/// Characters of a reason or of words with a sign-off, at most.
pub(super) const WORDS: usize = 2000;

/// What is decided about a finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verb {
    /// It is an error, which is still to be mended.
    Accept,
    /// It may stand.
    Waive,
}

/// A decision about a finding.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "decision")]
pub(super) struct DecideV1 {
    /// The version of the article that was decided on.
    pub version: u64,
    /// The fingerprint of the finding.
    pub fingerprint: String,
    /// What is decided.
    pub decision: Verb,
    /// Why it is waived: editor-rounding, source-error, house-exception, false-positive or context.
    #[serde(default)]
    pub reason: Option<String>,
    /// Why, in words.
    #[serde(default)]
    pub text: Option<String>,
    /// The last day on which a waiver holds, in Korea, as 2026-11-30; for good without it.
    #[serde(default)]
    pub until: Option<String>,
}

impl Desk {
    /// The English with edits, as bytes in the encoding of its file.
    ///
    /// # Errors
    /// When they do not fit the English.
    pub(super) fn edited(opened: &Opened, edits: &[Edit]) -> Result<Vec<u8>, Problem> {
        let invalid = |why: String| Problem::new(Kind::Invalid, why);
        let path = &opened.row.target;
        let english = opened.english().map_err(invalid)?;
        if Format::of(path).unwrap_or_else(|| Format::sniff(&english.text)) == Format::Html {
            return Err(invalid(format!("{}: a web page is not edited here; change it where it is made", files::shown(path))));
        }
        let text = apply(&english.text, edits)?;
        if text.len() > files::LARGEST {
            return Err(Problem::new(Kind::TooLarge, "the English would be longer than the page takes"));
        }
        if text.contains('\0') {
            return Err(invalid("a text has no NUL characters".to_owned()));
        }
        encode_like(&text, &opened.target).map_err(|e| invalid(e.to_string()))
    }

    /// Edits the English, in its file, too.
    ///
    /// # Errors
    /// When the article or its file changed meanwhile, the edits do not fit, or there is no room.
    pub(super) fn edit(&self, mut opened: Opened, by: &str, version: u64, edits: Vec<Edit>) -> Result<Opened, Problem> {
        opened.at(version)?;
        let bytes = Self::edited(&opened, &edits)?;
        if bytes == opened.target {
            return Ok(opened);
        }
        let action = Action::Edit { before: digest(&opened.target), after: digest(&bytes), edits };
        self.rewrite(&mut opened, by, action, bytes)?;
        Ok(opened)
    }

    /// Decides about a finding, one of those that the article has.
    ///
    /// # Errors
    /// When the article changed meanwhile, has no such finding, or the finding may not be waived.
    pub(super) fn decide(&self, mut opened: Opened, by: &str, asked: &DecideV1, findings: &[Finding]) -> Result<Opened, Problem> {
        let invalid = |why: &str| Problem::new(Kind::Invalid, why);
        opened.at(asked.version)?;
        let Some(finding) = findings.iter().find(|f| f.fingerprint == asked.fingerprint) else {
            return Err(invalid("the article has no finding with this fingerprint; it changes with the words"));
        };
        let about = About { fingerprint: finding.fingerprint.clone(), rule: finding.rule.id.to_owned(), message: finding.message.clone() };
        let text = asked.text.as_deref().unwrap_or("").trim();
        if text.chars().count() > WORDS {
            return Err(Problem::new(Kind::TooLarge, format!("a reason has {WORDS} characters at most")));
        }
        let action = match asked.decision {
            Verb::Accept => Action::Accept(about),
            Verb::Waive => {
                if !self.checks.may_waive(finding.rule.id) {
                    return Err(Problem::new(Kind::Unwaivable, format!("findings of `{}` cannot be waived; the house decided so", finding.rule.id)));
                }
                let Some(reason) = asked.reason.as_deref().and_then(Reason::parse) else {
                    let codes = Reason::ALL.map(Reason::as_str).join(", ");
                    return Err(invalid(&format!("a waiver needs a reason: {codes}")));
                };
                if text.is_empty() {
                    return Err(invalid("a waiver needs words: say why"));
                }
                let until = asked.until.as_deref().map(str::trim).filter(|day| !day.is_empty());
                let until = until.map(|day| day.parse::<Date>().map_err(|_| invalid("`until` is not understood; write the day as 2026-11-30"))).transpose()?;
                let today = day(self.checks.now());
                if until.is_some_and(|until| until < today) {
                    return Err(invalid(&format!("`until` is over: today is {today} in Korea")));
                }
                Action::Waive { about, reason: reason.as_str().to_owned(), text: text.to_owned(), until: until.map(|day| day.to_string()) }
            }
        };
        self.append(&mut opened, by, action, &[], false)?;
        Ok(opened)
    }

    /// Takes back what the editor did last.
    ///
    /// # Errors
    /// When there is nothing, or it cannot be taken back.
    pub(super) fn undo(&self, mut opened: Opened, by: &str, version: u64) -> Result<Opened, Problem> {
        opened.at(version)?;
        let undo = opened.standing.undo(by).map_err(|why| Problem::new(Kind::Invalid, why))?;
        let action = Action::Undo { of: undo.of, target: undo.target.clone() };
        match undo.target {
            Some(target) => {
                let bytes = self.store.text(&target)?;
                self.rewrite(&mut opened, by, action, bytes)?;
            }
            None => self.append(&mut opened, by, action, &[], false)?,
        }
        Ok(opened)
    }

    /// Puts a new English in the place of the old: on the disk beside the file first, then into the log, then in the place of the
    /// file. Ends the program anywhere between, either nothing happened, or the log knows and it is finished when the article is
    /// opened next.
    fn rewrite(&self, opened: &mut Opened, by: &str, action: Action, bytes: Vec<u8>) -> Result<(), Problem> {
        if let Some(why) = &opened.gone {
            return Err(Problem::new(Kind::FileChanged, format!("{why}; nothing was changed")));
        }
        let path = opened.row.target.clone();
        let ready = Ready::new(&path, &bytes)?;
        if files::read(&path).is_ok_and(|there| there != opened.target) {
            let version = Some(opened.standing.version);
            let why = format!("{} was changed on the disk meanwhile; nothing was changed", files::shown(&path));
            return Err(Problem { version, ..Problem::new(Kind::FileChanged, why) });
        }
        self.append(opened, by, action, &[&bytes], true)?;
        if let Err(problem) = ready.put() {
            let undo = Action::Undo { of: opened.standing.version, target: Some(digest(&opened.target)) };
            self.append(opened, by, undo, &[], false)?;
            // It may be kept that the file is to be written; it is as the log says then, and that is seen to when it is opened.
            let _ = self.store.settled(&opened.row);
            return Err(problem);
        }
        let _ = self.store.settled(&opened.row);
        opened.target = bytes;
        Ok(())
    }
}

/// A text with edits: in order, not overlapping, on the bounds of characters.
fn apply(text: &str, edits: &[Edit]) -> Result<String, Problem> {
    let invalid = |why: &str| Err(Problem::new(Kind::Invalid, why));
    if edits.len() > MOST {
        return invalid("too many edits at once");
    }
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|e| (e.start, e.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        let (Some(before), Some(_)) = (text.get(at..edit.start), text.get(edit.start..edit.end)) else {
            return invalid("an edit does not fit the English: places are UTF-8 bytes of it as it was given, on the bounds of characters, and do not overlap");
        };
        out.push_str(before);
        out.push_str(&edit.text);
        at = edit.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { start, end, text: text.to_owned() }
    }

    #[test]
    fn edits_are_applied_in_the_order_of_the_text() {
        let got = apply("3.5 billion won, 가나", &[edit(17, 20, "다"), edit(4, 11, "trillion")]).expect("fits");
        assert_eq!(got, "3.5 trillion won, 다나");
        assert_eq!(apply("a", &[edit(1, 1, "b"), edit(0, 0, "c")]).expect("fits"), "cab");
        for wrong in [vec![edit(0, 9, "")], vec![edit(1, 0, "")], vec![edit(0, 2, "x"), edit(1, 3, "y")], vec![edit(4, 5, "")]] {
            assert!(apply("abc가", &wrong).is_err(), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn any_edit_fits_or_is_refused(text in "\\PC{0,20}", edits in prop::collection::vec((0_usize..30, 0_usize..30, "\\PC{0,5}"), 0..5)) {
            let edits: Vec<Edit> = edits.iter().map(|(s, e, t)| edit(*s, *e, t)).collect();
            if let Ok(got) = apply(&text, &edits) {
                let removed: usize = edits.iter().map(|e| e.end - e.start).sum();
                let added: usize = edits.iter().map(|e| e.text.len()).sum();
                prop_assert_eq!(got.len() + removed, text.len() + added);
            }
        }
    }
}
