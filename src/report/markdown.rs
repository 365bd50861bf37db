//! The report in Markdown, for a job summary and for a comment on a pull request. It ends where the place that it is for
//! lets no more be written, worst first, and says what is left out.

use super::diagnostic::decided;
use super::output::{Manner, Output, Remarks, Run, Worst};
use super::{Diagnosed, Diagnostic, Place, Total, escape, summary};
use std::fmt::Write;
use std::sync::Arc;

/// Characters (UTF-16, bytes at the worst) that a comment on a pull request may have.
pub const COMMENT: usize = 65_536;
/// Bytes that the job summaries of one step may have together.
pub const SUMMARY: usize = 1 << 20;

/// The report of a run.
#[derive(Debug)]
pub struct Markdown {
    manner: Manner,
    /// Bytes that it may have.
    most: usize,
    worst: Worst,
    remarks: Remarks,
}

/// The least that a finding takes.
const LEAST: usize = 160;
/// What is kept for the last lines.
const TAIL: usize = 400;

impl Markdown {
    /// An empty report of at most so many bytes of UTF-8.
    pub fn new(manner: Manner, most: usize) -> Self {
        Self { manner, most, worst: Worst::new(most / LEAST), remarks: Remarks::new(most / LEAST) }
    }
}

impl Output for Markdown {
    fn pair(&mut self, pair: &Arc<Diagnosed>, _out: &mut Vec<u8>) {
        self.remarks.add(pair);
        pair.findings.iter().filter(|f| self.manner.tells(f)).for_each(|f| self.worst.add(f));
    }

    fn close(&mut self, run: &Run, out: &mut Vec<u8>) {
        let mut text = head(&run.total);
        let room = self.most.saturating_sub(TAIL);
        let mut left = self.remarks.unchecked_seen;
        for (n, pair) in self.remarks.unchecked.iter().enumerate() {
            let title = if n == 0 { "\n### Not checked\n\n" } else { "" };
            let item = format!("{title}- {}: {}\n", code(&pair.pair), plain(pair.reason().unwrap_or_default()));
            if text.len() + item.len() > room {
                break;
            }
            text.push_str(&item);
            left -= 1;
        }
        let seen = self.worst.seen;
        let findings = self.worst.take();
        let told = tell(&findings, room, &mut text);
        let noted = self.notes(room, &mut text);
        let mut cut = Vec::new();
        if left > 0 {
            cut.push(summary::plural(left, "pair that was not checked", "pairs that were not checked"));
        }
        if seen > told {
            cut.push(summary::plural(seen - told, "finding", "findings"));
        }
        if self.remarks.notes_seen > noted {
            cut.push(summary::plural(self.remarks.notes_seen - noted, "note", "notes"));
        }
        if !cut.is_empty() && self.most > TAIL {
            let _ = write!(text, "\nNot shown for want of room: {}. The worst stand above; other formats have them all.\n", cut.join(" and "));
        }
        if text.len() <= self.most {
            out.extend_from_slice(text.as_bytes());
        }
    }
}

impl Markdown {
    /// Writes how the pairs were read, as far as there is room; gives how many notes those are.
    fn notes(&self, room: usize, text: &mut String) -> usize {
        let mut told = 0;
        for note in &self.remarks.notes {
            let title = if told == 0 { "\n### Notes\n\n" } else { "" };
            let item = format!("{title}- {}\n", plain(note));
            if text.len() + item.len() > room {
                break;
            }
            text.push_str(&item);
            told += 1;
        }
        told
    }
}

/// Writes the findings, those of a file together, as many as there is room for; gives how many those are.
fn tell(findings: &[Diagnostic], room: usize, text: &mut String) -> usize {
    let mut items: Vec<(&str, Vec<String>)> = Vec::new();
    let (mut told, mut size) = (0, text.len());
    for finding in findings {
        let (file, item) = (finding.file(), item(finding));
        let group = items.iter().position(|(f, _)| *f == file);
        size += item.len() + if group.is_none() { heading(file).len() } else { 0 };
        if size > room {
            break;
        }
        told += 1;
        match group {
            Some(n) => items[n].1.push(item),
            None => items.push((file, vec![item])),
        }
    }
    for (file, items) in items {
        text.push_str(&heading(file));
        text.extend(items);
    }
    told
}
fn heading(file: &str) -> String {
    format!("\n### {}\n\n", code(file))
}

/// The heading, and what the run came to.
fn head(total: &Total) -> String {
    let not_checked = (total.incomplete > 0).then(|| format!("{} not checked", summary::plural(total.incomplete, "pair", "pairs")));
    let found = match (total.all(), &not_checked) {
        (0, Some(_)) => None,
        (0, None) => Some("no finding".to_owned()),
        (n, _) => Some(format!("{} ({})", summary::plural(n, "finding", "findings"), total.severities())),
    };
    let title = not_checked.into_iter().chain(found).collect::<Vec<_>>().join(", ");
    let decided = match total.decided.words() {
        none if none.is_empty() => none,
        words => format!(" Not counted: {words}."),
    };
    let counts = total.counts;
    let compared = format!(
        "{} checked: {} of the Korean, {} agree, {} cannot be told.",
        summary::plural(total.checked, "pair", "pairs"),
        summary::plural(counts.mentions_source, "value", "values"),
        counts.agreed,
        counts.undecided
    );
    format!("## daejo: {title}\n\n{compared}{decided}\n")
}

/// A finding as an item of a list.
fn item(finding: &Diagnostic) -> String {
    let at = finding.place().map(|p| format!(" {}:{}", p.start.line, p.start.chars)).unwrap_or_default();
    let mut out = format!("- **{}**{at} {}\n", finding.severity.as_str(), plain(&finding.message));
    let mut under = |words: String| {
        let _ = writeln!(out, "  - {words}");
    };
    for place in finding.sides() {
        under(side(place, &finding.pair));
    }
    if !finding.explanation.is_empty() {
        under(format!("Why: {}", plain(&finding.explanation)));
    }
    if let Some(suggestion) = &finding.suggestion {
        under(format!("Try {}", code(suggestion)));
    }
    if let Some(words) = decided(&finding.disposition) {
        under(format!("Not counted: {}", plain(&words)));
    }
    let rule = finding.rule;
    under(format!("Rule {}, {}, confidence {:.2}, fingerprint {}", code(rule.id), plain(rule.mqm), finding.confidence, code(&finding.fingerprint)));
    out
}

fn side(place: &Place, pair: &str) -> String {
    let note = if place.note.is_empty() { String::new() } else { format!(", {}", plain(&place.note)) };
    format!("{}: {} {}{note}", place.side, code(&place.shown(pair)), code(&place.text))
}

/// Text that is to be read as it stands: no markup, no mention of a person, no reference, no link, no picture of a face.
pub fn plain(text: &str) -> String {
    let shown = escape::visible(text);
    let mut out = String::with_capacity(shown.len() + 16);
    let mut chars = shown.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // These act in the text that Markdown has become, where no escape of its helps.
            '@' => out.push_str("@<!-- -->"),
            '#' => out.push_str("\\#<!-- -->"),
            '$' => out.push_str("<span>\\$</span>"),
            ':' if chars.peek().is_some_and(|n| !n.is_whitespace()) => out.push_str(":<!-- -->"),
            '.' if ends_with_www(&out) => out.push_str("<!-- -->."),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '{' | '}' | '!' | '|' | '~' | '^' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}

/// Text as code: shown letter for letter.
pub fn code(text: &str) -> String {
    // Where this is written to the log of a service, code is no shelter from the commands of that service.
    let shown = escape::without_commands(escape::visible(text).into_owned());
    let mut longest = 0;
    let mut run = 0;
    for c in shown.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']) { " " } else { "" };
    if shown.trim().is_empty() { String::from("` `") } else { format!("{fence}{pad}{shown}{pad}{fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    /// What is shown of Markdown that should be one paragraph of plain words; nothing where it is more.
    fn shown(markdown: &str) -> Option<String> {
        let mut out = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::Code(text) => out.extend(["\u{1}", &text, "\u{1}"]),
                Event::InlineHtml(tag) if ["<!-- -->", "<span>", "</span>"].contains(&&*tag) => {}
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(out)
    }

    #[test]
    fn hostile_words_are_shown_as_they_stand() {
        for text in ["![a](http://x/y.png)", "<img src=x onerror=alert(1)>", "**a** _b_ ~c~ `d`", "[x]: http://a", "&lt;b&gt;", "a\n# b\n\n---", "a|b\n-|-"] {
            assert_eq!(shown(&format!("x {}", plain(text))).as_deref(), Some(&*format!("x {}", escape::visible(text))), "{text}");
        }
        for (text, not) in [("@editor", "@editor"), ("see #12", "#12"), ("https://a.b", "://"), ("WWW.a.b", "WWW."), (":smile:", ":s")] {
            assert!(!plain(text).contains(not), "{text}: {}", plain(text));
        }
        assert_eq!(code("a`b``c"), "```a`b``c```");
    }

    proptest! {
        #[test]
        fn no_text_is_markup(text in "[ -~가-힣\n\u{202e}\u{1b}]{0,60}") {
            let plainly = shown(&format!("x{}x", plain(&text)));
            prop_assert_eq!(plainly, Some(format!("x{}x", escape::visible(&text))), "{}", plain(&text));
            let as_code = shown(&format!("x{}x", code(&text)));
            let visible = escape::without_commands(escape::visible(&text).into_owned());
            let words = if visible.trim().is_empty() { " ".to_owned() } else { visible };
            prop_assert_eq!(as_code, Some(format!("x\u{1}{words}\u{1}x")), "{}", code(&text));
        }
    }
}
