//! A small reader of raw HTML inside Markdown: which parts of it are words. Whole pages are read by
//! [`crate::ingest::html`].

use std::ops::Range;

/// Tags that change how words look and part nothing.
const FORMATTING: [&str; 16] = ["b", "i", "em", "strong", "span", "a", "u", "s", "mark", "font", "small", "big", "del", "ins", "abbr", "code"];

/// The stretches of `source` that are words: outside tags, comments, scripts and styles.
pub(crate) fn visible(source: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut shown = 0;
    let mut unclosed = Unclosed::default();
    while let Some(open) = source.get(at..).and_then(|t| memchr::memchr(b'<', t.as_bytes())).map(|i| at + i) {
        match end_of(source, open, &mut unclosed) {
            Some(end) => {
                if shown < open {
                    out.push(shown..open);
                }
                shown = end;
                at = end;
            }
            None => at = open + 1,
        }
        // Without a closing bracket ahead there is no tag ahead.
        if at >= source.len() || memchr::memchr(b'>', &source.as_bytes()[at..]).is_none() {
            break;
        }
    }
    if shown < source.len() {
        out.push(shown..source.len());
    }
    out
}

/// What was looked for up to the end and is not there, so that it is not looked for again.
#[derive(Debug, Default)]
struct Unclosed {
    comment: bool,
    raw: bool,
}

/// Where the tag, comment or script that opens at `open` ends; `None` when a plain `<` stands there.
fn end_of(source: &str, open: usize, unclosed: &mut Unclosed) -> Option<usize> {
    let rest = source.get(open..)?;
    if rest.starts_with("<!--") {
        let end = if unclosed.comment { None } else { memchr::memmem::find(rest.as_bytes(), b"-->") };
        unclosed.comment |= end.is_none();
        return end.map(|i| open + i + 3);
    }
    if !rest.get(1..2)?.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    let end = open + memchr::memchr(b'>', rest.as_bytes())? + 1;
    let tag = name(rest.get(1..)?);
    if !["script", "style"].iter().any(|raw| tag.eq_ignore_ascii_case(raw)) || rest.starts_with("</") {
        return Some(end);
    }
    let close = if unclosed.raw { None } else { closing(source, end, tag) };
    unclosed.raw |= close.is_none();
    Some(close.unwrap_or(end))
}

/// Where the closing tag of a script or style ends.
fn closing(source: &str, from: usize, tag: &str) -> Option<usize> {
    memchr::memmem::find_iter(source.as_bytes().get(from..)?, b"</").map(|i| from + i).find_map(|at| {
        let found = source.get(at + 2..)?;
        if !name(found).eq_ignore_ascii_case(tag) {
            return None;
        }
        memchr::memchr(b'>', found.as_bytes()).map(|i| at + 2 + i + 1)
    })
}

fn name(tag: &str) -> &str {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    tag.get(..end).unwrap_or("")
}

/// Whether all tags in a piece of markup only change how words look.
pub(crate) fn only_formatting(markup: &str) -> bool {
    markup.match_indices('<').all(|(i, _)| FORMATTING.iter().any(|f| name(markup.get(i + 1..).unwrap_or("")).eq_ignore_ascii_case(f)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(source: &str) -> String {
        visible(source).into_iter().map(|r| &source[r]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_between_tags() {
        assert_eq!(words("<p class=\"a\">하나</p> <b>둘</b>"), "하나| |둘");
        assert_eq!(words("가<!-- 나 > 다 -->라<script>1 < 2 </SCRIPT>마<style>x</style>"), "가|라|마");
        assert_eq!(words("<표 1> 3 < 5 <"), "<표 1> 3 < 5 <");
        assert_eq!(words("<!-- 끝이 없다"), "<!-- 끝이 없다");
        assert!(only_formatting("</b></i>") && !only_formatting("</b><br>") && only_formatting("**"));
    }

    proptest! {
        #[test]
        fn parts_are_in_order(t in "(<|>|<!--|-->|<script>|</script>|/|\\PC){0,40}") {
            let mut at = 0;
            for r in visible(&t) {
                prop_assert!(r.start >= at && r.start < r.end && t.get(r.clone()).is_some());
                at = r.end;
            }
        }
    }
}
