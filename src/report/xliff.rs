//! XLIFF written back: the file as it was, with each finding noted where it is, in ITS 2.0 (Localization Quality Issue), as
//! XLIFF 2.1 has it and as it is mapped to 1.2. Nothing else of the file changes, and the Korean is never touched: what is
//! missing from the English is noted on the whole of it. Annotations of an earlier run are replaced.

use crate::model::annotation::{ANNOTATION, Anchor, Anchors, ITS, Issue};
use crate::text::Span;
use std::fmt::Write as _;

/// A piece to put into the text.
struct Insert {
    at: usize,
    /// Between pieces at one place: closing tags come first, then the others as they were added.
    closing: bool,
    text: String,
}

/// The text with the issues in it.
pub fn annotate(text: &str, anchors: &Anchors, issues: &[Issue]) -> String {
    let mut writer = Writer { text, anchors, inserts: Vec::new(), next: 1, prefix: prefix(text, anchors), old: sorted(&anchors.old) };
    let mut by_unit: Vec<(usize, Vec<&Issue>)> = Vec::new();
    let mut placed: Vec<(usize, &Issue)> = issues.iter().filter_map(|issue| Some((unit_of(anchors, issue)?, issue))).collect();
    placed.sort_by_key(|(unit, _)| *unit);
    for (unit, issue) in placed {
        match by_unit.last_mut() {
            Some((last, all)) if *last == unit => all.push(issue),
            _ => by_unit.push((unit, vec![issue])),
        }
    }
    for (unit, issues) in by_unit {
        writer.unit(&anchors.units[unit], &issues);
    }
    writer.heads();
    writer.written()
}

/// The text without the annotations of earlier runs.
pub fn stripped(text: &str, anchors: &Anchors) -> String {
    let mut out = String::with_capacity(text.len());
    copy(text, 0, text.len(), &sorted(&anchors.old), &mut out);
    out
}

/// The unit that an issue stands in: by its place in the English, or in the Korean.
fn unit_of(anchors: &Anchors, issue: &Issue) -> Option<usize> {
    let by_target = |span: Span| anchors.units.iter().position(|u| u.target.contains(span));
    let by_source = |span: Span| anchors.units.iter().position(|u| u.source.contains(span));
    issue.target.and_then(by_target).or_else(|| issue.source.and_then(by_source))
}

/// The prefix that the root has for ITS; none where it has none.
fn prefix(text: &str, anchors: &Anchors) -> Option<String> {
    let mut root = String::new();
    copy(text, anchors.root.start, anchors.root.end, &sorted(&anchors.old), &mut root);
    let at = root.find(&format!("\"{ITS}\"")).or_else(|| root.find(&format!("'{ITS}'")))?;
    let before = root.get(..at)?.trim_end().strip_suffix('=')?.trim_end();
    before.rsplit(char::is_whitespace).next()?.strip_prefix("xmlns:").map(ToOwned::to_owned)
}

struct Writer<'t> {
    text: &'t str,
    anchors: &'t Anchors,
    inserts: Vec<Insert>,
    next: usize,
    prefix: Option<String>,
    /// Annotations of an earlier run, in order.
    old: Vec<Span>,
}

impl Writer<'_> {
    fn its(&self) -> &str {
        self.prefix.as_deref().unwrap_or("its")
    }

    /// Issues of one unit: those with a place of their own around it, the others around the whole of the English.
    fn unit(&mut self, anchor: &Anchor, issues: &[&Issue]) {
        let mut whole = Vec::new();
        let mut placed: Vec<(Span, Vec<&Issue>)> = Vec::new();
        let mut sorted: Vec<(Option<Span>, &Issue)> = issues.iter().map(|i| (self.inline(anchor, i), *i)).collect();
        sorted.sort_by_key(|(span, _)| *span);
        for (span, issue) in sorted {
            match (span, placed.last_mut()) {
                (None, _) => whole.push(issue),
                // What overlaps is one place with several issues.
                (Some(span), Some((last, all))) if span.start < last.end => {
                    *last = last.cover(span);
                    all.push(issue);
                }
                (Some(span), _) => placed.push((span, vec![issue])),
            }
        }
        let mut stand_off = String::new();
        if !whole.is_empty() {
            self.mark(anchor.target, &whole, &mut stand_off);
        }
        for (span, issues) in placed {
            self.mark(span, &issues, &mut stand_off);
        }
        if !stand_off.is_empty() {
            self.inserts.push(Insert { at: anchor.stand_off, closing: false, text: stand_off });
        }
    }

    /// The place of an issue, if an element can stand around just that: no markup in it, and none that hides markup near it.
    fn inline(&self, anchor: &Anchor, issue: &Issue) -> Option<Span> {
        let span = issue.target.filter(|s| !s.is_empty() && anchor.target.contains(*s) && *s != anchor.target)?;
        let mut inside = String::new();
        copy(self.text, span.start, span.end, &self.old, &mut inside);
        (!inside.contains('<') && !anchor.target.slice(self.text).contains("<!")).then_some(span)
    }

    fn mark(&mut self, span: Span, issues: &[&Issue], stand_off: &mut String) {
        let its = self.its().to_owned();
        let id = format!("{ANNOTATION}{}", self.next);
        self.next += 1;
        // `mid` of 1.2 is for segments: it must be that of a mrk in the seg-source.
        let mut tag = if self.anchors.second { format!("<mrk id=\"{id}\" type=\"its:generic\"") } else { format!("<mrk mtype=\"x-its\" xml:id=\"{id}\"") };
        // Writing to a string cannot fail.
        if let [only] = issues {
            let _ = write!(tag, "{}>", attributes(only, &format!("{its}:")));
        } else {
            let list = format!("{id}-issues");
            let _ = write!(tag, " {its}:locQualityIssuesRef=\"#{}{list}\">", if self.anchors.second { "its=" } else { "" });
            let version = if self.anchors.second { "" } else { " version=\"2.0\"" };
            let _ = write!(stand_off, "<{its}:locQualityIssues xml:id=\"{list}\"{version}>");
            for issue in issues {
                let _ = write!(stand_off, "<{its}:locQualityIssue{}/>", attributes(issue, ""));
            }
            let _ = write!(stand_off, "</{its}:locQualityIssues>");
        }
        self.inserts.push(Insert { at: span.start, closing: false, text: tag });
        self.inserts.push(Insert { at: span.end, closing: true, text: "</mrk>".to_owned() });
    }

    /// What the root and the files say: the namespace, and which tool looked at the file.
    fn heads(&mut self) {
        if self.prefix.is_none() {
            let at = self.anchors.root.start + "<".len() + name_length(self.anchors.root.slice(self.text));
            self.inserts.push(Insert { at, closing: false, text: declaration() });
        }
        for file in &self.anchors.files {
            let mut tag = String::new();
            copy(self.text, file.start, file.end, &self.old, &mut tag);
            let at = file.start + "<".len() + name_length(&tag);
            let text = provenance(self.its(), &tag);
            self.inserts.push(Insert { at, closing: false, text });
        }
    }

    fn written(mut self) -> String {
        self.inserts.sort_by_key(|i| (i.at, !i.closing));
        let mut out = String::with_capacity(self.text.len() + self.inserts.iter().map(|i| i.text.len()).sum::<usize>());
        let mut at = 0;
        for insert in &self.inserts {
            copy(self.text, at, insert.at, &self.old, &mut out);
            out.push_str(&insert.text);
            at = insert.at;
        }
        copy(self.text, at, self.text.len(), &self.old, &mut out);
        out
    }
}

fn sorted(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans
}

/// Copies a stretch of the text, but for the spans that are left out (in order).
fn copy(text: &str, from: usize, to: usize, without: &[Span], out: &mut String) {
    let mut at = from;
    for span in &without[without.partition_point(|s| s.end <= from)..] {
        if span.start >= to {
            break;
        }
        out.push_str(text.get(at..span.start.max(at)).unwrap_or(""));
        at = at.max(span.end);
    }
    out.push_str(text.get(at..to).unwrap_or(""));
}

/// The length of the name in an opening tag.
fn name_length(tag: &str) -> usize {
    tag[1.min(tag.len())..].find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(0)
}

/// What declares ITS on a root that does not.
fn declaration() -> String {
    format!(" xmlns:its=\"{ITS}\" its:version=\"2.0\"")
}

/// Who made the annotations, and that it looked at the translation: what a file says of that itself is left as it is.
fn provenance(its: &str, tag: &str) -> String {
    let tool = concat!("daejo/", env!("CARGO_PKG_VERSION"));
    let mut out = String::new();
    for (name, others, value) in [
        ("annotatorsRef", &["annotatorsRef"][..], format!("localization-quality-issue|{tool}")),
        ("revTool", &["revTool", "revToolRef", "provenanceRecordsRef"], tool.to_owned()),
    ] {
        if !others.iter().any(|other| tag.contains(&format!("{its}:{other}"))) {
            let _ = write!(out, " {its}:{name}=\"{value}\"");
        }
    }
    out
}

/// The attributes of an issue.
fn attributes(issue: &Issue, prefix: &str) -> String {
    format!(
        " {prefix}locQualityIssueType=\"{}\" {prefix}locQualityIssueComment=\"{}\" {prefix}locQualityIssueSeverity=\"{}\" {prefix}locQualityIssueProfileRef=\"urn:x-daejo:rules#{}\"",
        issue.sort,
        escaped(&issue.comment),
        issue.severity,
        issue.rule
    )
}

/// Text as the value of an attribute. Characters that XML does not have are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<xliff version=\"1.2\"><file original=\"a\"><trans-unit id=\"1\"><source>가 나</source><target>one <g>two</g> three</target></trans-unit></file></xliff>";

    fn at(needle: &str) -> Span {
        let start = TEXT.find(needle).expect("is there");
        Span::new(start, start + needle.len())
    }

    fn anchors() -> Anchors {
        let unit = Anchor { source: at("가 나"), target: at("one <g>two</g> three"), stand_off: at("</trans-unit>").start };
        Anchors { root: at("<xliff version=\"1.2\">"), files: vec![at("<file original=\"a\">")], units: vec![unit], ..Anchors::default() }
    }

    fn issue(source: Option<&str>, target: Option<&str>) -> Issue {
        let comment = "“1” & <2>\u{7}".to_owned();
        Issue { source: source.map(at), target: target.map(at), sort: "mistranslation", comment, severity: 100, rule: "magnitude-slip" }
    }

    /// The English with its annotations, and what stands off.
    fn target(issues: &[Issue]) -> String {
        let out = annotate(TEXT, &anchors(), issues);
        let its = "its:locQualityIssueType=\"mistranslation\" its:locQualityIssueComment=\"“1” &amp; &lt;2&gt;\" its:locQualityIssueSeverity=\"100\" its:locQualityIssueProfileRef=\"urn:x-daejo:rules#magnitude-slip\"";
        out[out.find("<target>").expect("is there")..out.find("</trans-unit>").expect("is there")].replace(its, "ITS").replace(&its.replace("its:", ""), "ITS")
    }

    #[test]
    fn issues_stand_around_their_place() {
        assert_eq!(target(&[issue(None, Some("one"))]), "<target><mrk mtype=\"x-its\" xml:id=\"daejo-1\" ITS>one</mrk> <g>two</g> three</target>");
        // Over a tag, or missing: around the whole.
        for whole in [issue(None, Some("one <g>two")), issue(Some("가"), None)] {
            assert_eq!(target(&[whole]), "<target><mrk mtype=\"x-its\" xml:id=\"daejo-1\" ITS>one <g>two</g> three</mrk></target>");
        }
        let nested = target(&[issue(Some("나"), None), issue(None, Some("three"))]);
        assert_eq!(
            nested,
            "<target><mrk mtype=\"x-its\" xml:id=\"daejo-1\" ITS>one <g>two</g> <mrk mtype=\"x-its\" xml:id=\"daejo-2\" ITS>three</mrk></mrk></target>"
        );
    }

    #[test]
    fn several_issues_of_one_place_stand_off() {
        assert_eq!(
            target(&[issue(None, Some("thre")), issue(None, Some("three"))]),
            "<target>one <g>two</g> <mrk mtype=\"x-its\" xml:id=\"daejo-1\" its:locQualityIssuesRef=\"#daejo-1-issues\">three</mrk></target>\
             <its:locQualityIssues xml:id=\"daejo-1-issues\" version=\"2.0\"><its:locQualityIssue ITS/><its:locQualityIssue ITS/></its:locQualityIssues>"
        );
    }

    #[test]
    fn the_file_says_who_looked_at_it() {
        let out = annotate(TEXT, &anchors(), &[]);
        let version = env!("CARGO_PKG_VERSION");
        let head = format!(
            "<xliff xmlns:its=\"{ITS}\" its:version=\"2.0\" version=\"1.2\"><file its:annotatorsRef=\"localization-quality-issue|daejo/{version}\" its:revTool=\"daejo/{version}\" original=\"a\">"
        );
        assert!(out.starts_with(&head), "{out}");
        let declared = TEXT.replace("<xliff", &format!("<xliff xmlns:i='{ITS}'"));
        let mut anchors = anchors();
        anchors.units.clear();
        anchors.root = Span::new(0, declared.find("<file").expect("is there"));
        anchors.files = vec![Span::new(anchors.root.end, declared.find("<trans").expect("is there"))];
        let out = annotate(&declared, &anchors, &[]);
        assert!(out.starts_with(&format!("<xliff xmlns:i='{ITS}' version")) && out.contains("<file i:annotatorsRef"), "{out}");
    }
}
