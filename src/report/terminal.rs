//! The report for an editor at a terminal: each finding with the passage and a caret under both places, a line for
//! each article that counts what was compared, and one for the run.

use super::diagnostic::decided;
use super::places::Places;
use super::style::{BLUE, BOLD, Look, RED, YELLOW};
use super::window::window;
use super::{Item, Pair, draft, escape, summary};
use crate::model::{Finding, Label, Severity, Status, plain};
use crate::text::{Position, lines::cells};
use std::fmt::Write;

/// One pair.
pub fn item(item: &Item<'_>, look: &Look) -> String {
    let mut out = String::new();
    match item {
        Item::NotChecked { id, reason } => out.push_str(&summary::not_checked(id, reason, look)),
        // Writing to a string cannot fail.
        Item::Checked(pair) => checked(&mut out, pair, look).unwrap_or(()),
    }
    escape::without_commands(out)
}

fn checked(out: &mut String, pair: &Pair<'_>, look: &Look) -> std::fmt::Result {
    findings(out, pair, look)?;
    if let Some(edited) = &pair.edited {
        draft::lines(out, pair, edited, look)?;
    }
    if !look.quiet || matches!(pair.outcome.status, Status::Incomplete(_)) {
        for note in pair.notes {
            writeln!(out, "{}: {}", look.paint(BLUE, "note"), escape::visible(note))?;
        }
        out.push_str(&summary::pair(pair, look));
    }
    Ok(())
}

/// The findings alone.
pub(super) fn findings(out: &mut String, pair: &Pair<'_>, look: &Look) -> std::fmt::Result {
    let findings: Vec<&Finding> = pair.outcome.findings.iter().filter(|f| look.decided || f.disposition.counts()).collect();
    let source = Places::new(pair.source, findings.iter().filter_map(|f| f.source.as_ref()));
    let target = Places::new(pair.target, findings.iter().filter_map(|f| f.target.as_ref()));
    for finding in findings {
        header(out, finding, look)?;
        let mut corner = "┌";
        for (places, label) in [(&source, &finding.source), (&target, &finding.target)] {
            if let Some(label) = label {
                side(out, pair, places, label, corner, look)?;
                corner = "├";
            }
        }
        footer(out, finding, look)?;
        out.push('\n');
    }
    Ok(())
}

fn header(out: &mut String, finding: &Finding, look: &Look) -> std::fmt::Result {
    let (word, style) = match finding.severity {
        _ if !finding.disposition.counts() => ("decided", BLUE),
        Severity::Critical | Severity::Major => ("error", RED),
        Severity::Minor => ("warning", YELLOW),
        Severity::Info => ("note", BLUE),
    };
    let label = look.paint(style, &format!("{word}[{}]", finding.rule.id));
    writeln!(out, "{label}{}", look.paint(BOLD, &format!(": {}", escape::visible(&finding.message))))
}

/// The place on one side, the line around it and carets under it.
fn side(out: &mut String, pair: &Pair<'_>, places: &Places<'_>, label: &Label, corner: &str, look: &Look) -> std::fmt::Result {
    let span = places.document.original(label.span);
    let Position { line, column } = places.position(span.start);
    let whose = if pair.is_files() { String::new() } else { format!("{} ", escape::visible(pair.id)) };
    let bar = look.paint(BLUE, "│");
    let corner = look.paint(BLUE, corner);
    let segment = places.document.segment_at(span.start).map(|s| format!(" ({})", escape::visible(&s.id))).unwrap_or_default();
    writeln!(out, "  {corner} {whose}{}:{line}:{column}{segment}", escape::visible(&places.document.name))?;
    let shown = window(places.document.given, span, look.width.saturating_sub(4));
    writeln!(out, "  {bar} {}", shown.text)?;
    let note = match (&label.value, label.note.is_empty()) {
        (Some(value), true) => format!("read as {}", plain(value)),
        _ => label.note.clone(),
    };
    let (carets, note) = ("^".repeat(shown.width), escape::visible(&note).into_owned());
    let (pad, marks) = (" ".repeat(shown.indent), look.paint(RED, &carets));
    if 5 + shown.indent + shown.width + cells(&note) <= look.width {
        writeln!(out, "  {bar} {}", format!("{pad}{marks} {note}").trim_end())
    } else {
        writeln!(out, "  {bar} {pad}{marks}\n  {bar} {note}")
    }
}

fn footer(out: &mut String, finding: &Finding, look: &Look) -> std::fmt::Result {
    let mut parts = Vec::with_capacity(4);
    parts.extend(decided(&finding.disposition));
    if !finding.explanation.is_empty() {
        parts.push(escape::visible(&finding.explanation).into_owned());
    }
    parts.push(finding.rule.mqm.to_owned());
    parts.push(format!("confidence {:.2}", finding.confidence));
    if let Some(suggestion) = &finding.suggestion {
        parts.push(format!("try “{}”", escape::visible(suggestion)));
    }
    // Enough of it for `daejo waive`.
    parts.extend(finding.fingerprint.get(..10).map(str::to_owned));
    write!(out, "  {} ", look.paint(BLUE, "="))?;
    let mut at = 4;
    for (i, part) in parts.iter().enumerate() {
        let width = cells(part) + 3;
        if i > 0 && at + width > look.width {
            out.push_str(" ·\n    ");
            at = 4;
        } else if i > 0 {
            out.push_str(" · ");
        }
        out.push_str(part);
        at += width;
    }
    out.push('\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Counts, Currency, Document, Lang, Outcome, Pairing, Reading, Rule, Value};
    use crate::text::{Exact, Span};

    static SLIP: Rule = Rule { id: "magnitude-slip", mqm: "Accuracy/Mistranslation/Number", its: "mistranslation", severity: Severity::Critical, page: "" };

    const KO: &str = "첫 문단.\n\n해양수산부는 12일 새 여객부두를 짓는 공사에 2031년까지 우선 3조5000억원을 배정한다고 알렸다. 내년 몫으로 잡힌 돈은 그중 1100억원이며 나머지는 그다음 해부터 나누어 쓴다.";
    const EN: &str = "First paragraph.\n\nThe ministry will assign 3.5 billion won to the wharves.";

    fn label(text: &str, needle: &str, won: i64) -> Label {
        let at = text.find(needle).expect("is there");
        Label { span: Span::new(at, at + needle.len()), value: Some(Value::Money(Amount::point(Exact::int(won)), Currency::KRW)), note: String::new() }
    }

    fn finding() -> Finding {
        Finding {
            rule: &SLIP,
            severity: Severity::Critical,
            confidence: 0.99,
            message: "3조5000억원 is 3.5 trillion won; the English says 3.5 billion".to_owned(),
            explanation: "1000 times too small".to_owned(),
            source: Some(label(KO, "3조5000억원", 3_500_000_000_000)),
            target: Some(label(EN, "3.5 billion won", 3_500_000_000)),
            suggestion: Some("3.5 trillion won".to_owned()),
            fingerprint: String::new(),
            disposition: crate::model::Disposition::default(),
        }
    }

    fn report(findings: Vec<Finding>, status: Status, look: &Look) -> String {
        let (source, target) = (Document::plain(Lang::Ko, "ko.md", KO), Document::plain(Lang::En, "en.md", EN));
        let counts = Counts { mentions_source: 4, mentions_target: 3, agreed: 2, undecided: 1, passages_source: 3, passages_target: 2, unpaired: 1 };
        let outcome = Outcome { status, findings, counts };
        let pairing = Pairing::default();
        let reading = Reading::default();
        let (source, target, reading) = (&source, &target, &reading);
        item(&Item::Checked(Pair { id: "p", source, target, ko: reading, en: reading, pairing: &pairing, outcome: &outcome, notes: &[], edited: None }), look)
    }

    const PLAIN: Look = Look { colour: false, width: 80, quiet: false, limit: Some(Severity::Major), decided: false };

    #[test]
    fn carets_stand_under_wide_letters() {
        insta::assert_snapshot!(report(vec![finding()], Status::Checked, &PLAIN), @r"
        error[magnitude-slip]: 3조5000억원 is 3.5 trillion won; the English says 3.5 billion
          ┌ ko.md:3:38
          │ …에 2031년까지 우선 3조5000억원을 배정한다고 알렸다. 내년 몫으로 잡힌 돈은…
          │                     ^^^^^^^^^^^ read as 3 500 000 000 000 KRW
          ├ en.md:3:26
          │ The ministry will assign 3.5 billion won to the wharves.
          │                          ^^^^^^^^^^^^^^^ read as 3 500 000 000 KRW
          = 1000 times too small · Accuracy/Mistranslation/Number · confidence 0.99 ·
            try “3.5 trillion won”

        ko.md ↔ en.md: 4 values in the Korean: 2 agree, 1 cannot be told, 1 differs or has no counterpart; 1 finding (1 critical); 1 passage without counterpart was not compared
        ");
    }

    #[test]
    fn quiet_shows_findings_and_what_was_not_checked_only() {
        let quiet = Look { quiet: true, ..PLAIN };
        assert_eq!(report(Vec::new(), Status::Checked, &quiet), "");
        assert_eq!(report(Vec::new(), Status::Incomplete("no Korean in it".to_owned()), &quiet), "ko.md ↔ en.md: not checked: no Korean in it\n");
    }

    #[test]
    fn hostile_words_do_not_reach_the_terminal() {
        let mut hostile = finding();
        "\u{1b}[2J".clone_into(&mut hostile.message);
        hostile.suggestion = Some("\u{202e}now".to_owned());
        hostile.target.as_mut().expect("is there").note = "a\u{7}".to_owned();
        "##[add-mask]a ##vso[task.x]b ###[error]c".clone_into(&mut hostile.explanation);
        let text = report(vec![hostile], Status::Checked, &PLAIN);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()) && !text.contains('\u{202e}') && !text.contains("##"), "{text}");
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let coloured = report(vec![finding()], Status::Checked, &Look { colour: true, ..PLAIN });
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), report(vec![finding()], Status::Checked, &PLAIN));
    }
}
