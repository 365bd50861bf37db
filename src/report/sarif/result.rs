//! A finding as a result of SARIF: both places, the fingerprint, what would mend it, what was decided about it.

use super::tool::Rules;
use crate::model::{Disposition, Severity};
use crate::report::diagnostic::{Diagnostic, Place, Point, decided};
use crate::report::output::Manner;
use crate::report::{escape, json::share};
use serde_json::{Value, json};

/// A finding as a result.
pub(super) fn result(finding: &Diagnostic, rules: &Rules, manner: Manner) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": rules.index(finding.rule.id),
        "kind": "fail",
        "level": level(finding.severity),
        "rank": (share(finding.confidence) * 100.0).round(),
        "message": { "text": message(&words(finding)) },
        "locations": finding.place().map(|p| location(p, finding, None)).into_iter().collect::<Vec<_>>(),
        "partialFingerprints": { "daejo/v1": finding.fingerprint },
        "properties": {
            "severity": finding.severity.as_str(),
            "confidence": share(finding.confidence),
            "pair": finding.pair.as_ref(),
            "explanation": finding.explanation,
        },
    });
    if let Some(other) = finding.other() {
        result["relatedLocations"] = json!([location(other, finding, Some(0))]);
    }
    if let Some(fix) = fix(finding) {
        result["fixes"] = json!([fix]);
    }
    if manner.decided {
        decide(&mut result, &finding.disposition);
    }
    result
}

/// What a finding says, in lines: services show the message and often nothing else.
fn words(finding: &Diagnostic) -> String {
    let mut lines = vec![escape::visible(&finding.message).into_owned()];
    lines.extend(finding.sides().map(|p| p.line(&finding.pair)));
    lines.extend((!finding.explanation.is_empty()).then(|| escape::visible(&finding.explanation).into_owned()));
    lines.extend(finding.suggestion.as_ref().map(|s| format!("Try “{}”.", escape::visible(s))));
    lines.join("\n")
}

/// Text of a message: what would be an embedded link in it, or a place for an argument, is not.
pub(super) fn message(text: &str) -> String {
    if text.contains("](") { text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() }
}

/// Critical and major stop an editor.
pub(super) const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::Major => "error",
        Severity::Minor => "warning",
        Severity::Info => "note",
    }
}

fn location(place: &Place, finding: &Diagnostic, id: Option<usize>) -> Value {
    let mut location = match &place.file {
        Some(file) => {
            let mut region = region(place);
            region["snippet"] = json!({ "text": escape::visible(&place.text) });
            json!({ "physicalLocation": { "artifactLocation": artifact(file), "region": region } })
        }
        // A record of a stream has a name, and no file that a viewer could open.
        None => json!({ "logicalLocations": [{ "fullyQualifiedName": place.shown(&finding.pair), "kind": "object" }] }),
    };
    if let Some(id) = id {
        location["id"] = json!(id);
    }
    location["message"] = json!({ "text": message(&place.line(&finding.pair)) });
    location
}

fn region(place: &Place) -> Value {
    let (Point { line, utf16, .. }, end) = (place.start, place.end);
    json!({ "startLine": line, "startColumn": utf16, "endLine": end.line, "endColumn": end.utf16 })
}

/// A file, by its place under the folder in which the program was run.
pub(super) fn artifact(file: &str) -> Value {
    let uri = uri(file);
    if uri.contains("://") { json!({ "uri": uri }) } else { json!({ "uri": uri, "uriBaseId": "%SRCROOT%" }) }
}

/// A path as a reference of RFC 3986: relative where the path is.
fn uri(path: &str) -> String {
    // An article of the web is named by its address, which is one already.
    if ["http://", "https://"].iter().any(|scheme| path.starts_with(scheme)) && path.bytes().all(|b| b.is_ascii_graphic()) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        out.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                out.extend(['%', char::from(DIGITS[usize::from(byte >> 4)]), char::from(DIGITS[usize::from(byte & 15)])]);
            }
        }
    }
    out
}

/// The suggestion, as a replacement of the English.
fn fix(finding: &Diagnostic) -> Option<Value> {
    let (suggestion, place) = (finding.suggestion.as_ref()?, finding.target.as_ref()?);
    let file = place.file.as_ref()?;
    Some(json!({
        "description": { "text": message(&format!("Try “{}”.", escape::visible(suggestion))) },
        "artifactChanges": [{
            "artifactLocation": artifact(file),
            "replacements": [{ "deletedRegion": region(place), "insertedContent": { "text": suggestion } }],
        }],
    }))
}

/// What was decided before the run: a waiver is a suppression, what was there before is unchanged.
fn decide(result: &mut Value, disposition: &Disposition) {
    let (state, suppressions) = match disposition {
        Disposition::Open => ("new", json!([])),
        Disposition::Known | Disposition::Untouched => ("unchanged", json!([])),
        Disposition::Waived(waiver) => {
            let properties = json!({
                "reason": waiver.reason.as_str(),
                "by": waiver.by,
                "on": waiver.on.to_string(),
                "until": waiver.until.map(|day| day.to_string()),
            });
            ("unchanged", json!([{ "kind": "external", "status": "accepted", "justification": waiver.text, "properties": properties }]))
        }
    };
    result["baselineState"] = json!(state);
    result["suppressions"] = suppressions;
    if let Some(words) = decided(disposition) {
        result["properties"]["disposition"] = json!(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_are_references() {
        for (path, expected) in [
            ("en/a.md", "en/a.md"),
            ("en/a b.md", "en/a%20b.md"),
            ("기사/1.en.md", "%EA%B8%B0%EC%82%AC/1.en.md"),
            ("/tmp/a#1%.md", "file:///tmp/a%231%25.md"),
            ("C:/a/b.md", "file:///C%3A/a/b.md"),
            ("en\\a.md", "en%5Ca.md"),
            ("ab:c.md", "ab%3Ac.md"),
        ] {
            assert_eq!(uri(path), expected, "{path}");
        }
    }

    proptest! {
        #[test]
        fn no_path_is_more_than_a_path(path in any::<String>()) {
            prop_assert!(uri(&path).bytes().skip("file://".len()).all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b)));
        }

        #[test]
        fn no_text_is_a_link(text in "[a\\[\\]\\\\()0-9]{0,20}") {
            let shown = message(&text);
            let bare = shown.replace("\\\\", "").replace("\\[", "").replace("\\]", "");
            prop_assert!(!shown.contains("](") || !bare.contains(['[', ']']), "{shown}");
        }
    }
}
