//! The pages of the rules, set for a terminal: headings, paragraphs filled to the width, lists, and code as it stands.
//! Reads the small part of Markdown that those pages use.

use super::screen::BOLD;
use crate::text::lines::cells;

/// Sets a page for a terminal of the given width.
pub(super) fn render(page: &str, width: usize, colour: bool) -> String {
    let mut out = String::new();
    let mut paragraph = String::new();
    let mut code = false;
    for line in page.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            flush(&mut paragraph, &mut out, width);
            code = !code;
            let language = trimmed.trim_start_matches('`');
            if code && !language.is_empty() {
                out.extend(["  ", language, ":\n"]);
            }
        } else if code {
            out.extend(["    ", line, "\n"]);
        } else if trimmed.starts_with('#') {
            flush(&mut paragraph, &mut out, width);
            let title = plain(trimmed.trim_start_matches('#').trim());
            let set = if colour { format!("{BOLD}{title}{BOLD:#}\n") } else { format!("{title}\n") };
            out.push_str(&set);
        } else if trimmed.is_empty() {
            flush(&mut paragraph, &mut out, width);
            if !out.ends_with("\n\n") && !out.is_empty() {
                out.push('\n');
            }
        } else {
            if is_item(trimmed) || trimmed.starts_with('|') {
                flush(&mut paragraph, &mut out, width);
            }
            paragraph.push_str(trimmed);
            paragraph.push(' ');
        }
    }
    flush(&mut paragraph, &mut out, width);
    out
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("* ")
}

fn flush(paragraph: &mut String, out: &mut String, width: usize) {
    let text = plain(paragraph.trim());
    paragraph.clear();
    if text.is_empty() {
        return;
    }
    let (lead, hang) = if is_item(&text) { ("  - ", "    ") } else { ("", "") };
    let body = if is_item(&text) { &text[2..] } else { &text };
    out.push_str(&wrap(body, lead, hang, width));
}

/// Text without the marks of emphasis and code.
pub(super) fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

/// Fills lines up to `width` cells; the first starts with `lead`, the others with `hang`.
pub(super) fn wrap(text: &str, lead: &str, hang: &str, width: usize) -> String {
    let mut out = String::from(lead);
    let mut at = cells(lead);
    let mut first = true;
    for word in text.split_whitespace() {
        let wide = cells(word);
        if !first && at + 1 + wide > width {
            out.push('\n');
            out.push_str(hang);
            at = cells(hang);
        } else if !first {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += wide;
        first = false;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_set() {
        let page = "# magnitude-slip\n\nFlags amounts that are **ten times** too small\nor too large.\n\n- one 조원\n- two\n\n```ko\n3조  원\n```\n";
        assert_eq!(
            render(page, 24, false),
            "magnitude-slip\n\nFlags amounts that are\nten times too small or\ntoo large.\n\n  - one 조원\n  - two\n\n  ko:\n    3조  원\n"
        );
    }

    #[test]
    fn width_is_counted_in_cells() {
        assert_eq!(wrap("가나 다라 마바", "", "", 9), "가나 다라\n마바\n");
    }
}
