//! What may be done about a finding: its suggestion taken, or a waiver written. The editor does it, when its user says so.

use super::article::{Article, Located};
use super::place::{Lines, Units};
use crate::judge::waive;
use crate::model::{Finding, Lang, Reason, Waiver};
use jiff::civil::Date;
use lsp_types::{Range, Uri};
use serde_json::{Value, json};

/// What a client understands of edits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edits {
    /// Edits that tell the version that they are for.
    pub(super) versioned: bool,
    /// New files.
    pub(super) create: bool,
}

/// The file with the waivers.
#[derive(Clone, Debug)]
pub(super) struct WaiverFile {
    pub(super) uri: Uri,
    /// What is in it; nothing where it is not there.
    pub(super) text: Option<String>,
    pub(super) by: String,
    pub(super) today: Date,
    pub(super) units: Units,
}

/// The actions for the findings of a range of one side.
pub(super) fn of(article: &Article, lang: Lang, range: Range, waivers: &WaiverFile, edits: Edits) -> Vec<Value> {
    let documents = article.documents();
    let touches = |l: &Located<'_>| if lang == Lang::Ko { l.ko } else { l.en }.is_some_and(|own| own.start <= range.end && range.start <= own.end);
    let mut out = Vec::new();
    for located in article.located(&documents).into_iter().filter(touches) {
        out.extend(suggestion(article, &located, edits));
        out.extend(Reason::ALL.map(|reason| waiver(located.finding, reason, waivers, edits)));
    }
    out
}

/// Puts the suggestion in the place of what the finding marks in the English.
fn suggestion(article: &Article, located: &Located<'_>, edits: Edits) -> Option<Value> {
    let text = located.finding.suggestion.as_deref()?;
    // The place of a passage across from a finding is nothing to put a suggestion into.
    located.finding.target.as_ref()?;
    let change = json!({"range": located.en?, "newText": text});
    let edit = edit(&article.en.uri, article.en.version, &change, edits);
    let title = format!("Replace with “{text}” ({})", located.finding.rule.id);
    Some(json!({"title": title, "kind": "quickfix", "isPreferred": true, "edit": edit}))
}

/// Writes a waiver behind those that are there.
fn waiver(finding: &Finding, reason: Reason, file: &WaiverFile, edits: Edits) -> Value {
    let waiver = Waiver {
        rule: finding.rule.id.to_owned(),
        fingerprint: finding.fingerprint.clone(),
        reason,
        text: why(reason).to_owned(),
        by: file.by.clone(),
        on: file.today,
        until: None,
    };
    let before = file.text.as_deref().unwrap_or("");
    let after = waive::append(before, &waiver);
    // What is there stays as it is, so that only what comes behind it is an edit.
    let end = Lines::of(before).position(before, before.len(), file.units);
    let change = json!({"range": {"start": end, "end": end}, "newText": after.strip_prefix(before).unwrap_or(&after)});
    let mut edit = edit(&file.uri, None, &change, edits);
    if file.text.is_none() && edits.create && edits.versioned {
        let create = json!({"kind": "create", "uri": file.uri, "options": {"ignoreIfExists": true}});
        if let Some(changes) = edit["documentChanges"].as_array_mut() {
            changes.insert(0, create);
        }
    }
    json!({"title": format!("Waive {}: {} ({})", finding.rule.id, why(reason), reason.as_str()), "kind": "quickfix", "edit": edit})
}

/// Why, in words, as long as nobody says it better.
const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::EditorRounding => "the desk rounds such figures",
        Reason::SourceError => "the Korean is wrong, the English is right",
        Reason::HouseException => "a rule of the house",
        Reason::FalsePositive => "the finding is wrong",
        Reason::Context => "what stands elsewhere makes it right",
    }
}

fn edit(uri: &Uri, version: Option<i32>, change: &Value, edits: Edits) -> Value {
    if edits.versioned {
        json!({"documentChanges": [{"textDocument": {"uri": uri, "version": version}, "edits": [change]}]})
    } else {
        json!({"changes": {uri.as_str(): [change]}})
    }
}
