//! An article of the web as Markdown with front matter, as `daejo check` reads it: every word that markup would make something else
//! of is escaped, so that what is read from the file is what was read from the page. Part of [`crate::fetch`].

use crate::ingest::Loaded;
use crate::model::{Block, BlockKind};
use std::fmt::Write;

/// A field of the front matter: its name and its value, where it has one.
pub(super) type Field<'a> = (&'static str, Option<&'a str>);

/// The article with its front matter.
pub(super) fn write(fields: &[Field<'_>], article: &Loaded) -> String {
    let mut out = String::with_capacity(article.text.len() + article.text.len() / 4 + 512);
    out.push_str("---\n");
    for (name, value) in fields {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{name}: {}", quoted(value));
        }
    }
    out.push_str("---\n");
    let mut blocks = article.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        // Who wrote it stands in the front matter.
        if block.kind == BlockKind::Byline {
            continue;
        }
        out.push('\n');
        if block.kind == BlockKind::Table {
            let mut rows = vec![block];
            while let Some(next) = blocks.next_if(|b| b.kind == BlockKind::Table) {
                rows.push(next);
            }
            table(&rows, &article.text, &mut out);
        } else {
            self::block(*block, &article.text, &mut out);
        }
    }
    out
}

/// A string of YAML that any text fits into.
fn quoted(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn block(block: Block, text: &str, out: &mut String) {
    let lines = block.span.slice(text).lines().map(str::trim).filter(|l| !l.is_empty());
    let (first, next) = match block.kind {
        BlockKind::Heading => ("## ", " "),
        BlockKind::ListItem => ("- ", "\n  "),
        BlockKind::Quote => ("> ", "\n> "),
        BlockKind::Caption => ("![", " "),
        _ => ("", "\n"),
    };
    for (i, line) in lines.enumerate() {
        out.push_str(if i == 0 { first } else { next });
        escape(line, out);
    }
    out.push_str(if block.kind == BlockKind::Caption { "]()\n" } else { "\n" });
}

/// Rows of a table; the first is its head. Words of a cell stay on one line.
fn table(rows: &[&Block], text: &str, out: &mut String) {
    let columns = rows.iter().map(|r| r.span.slice(text).split('\t').count()).max().unwrap_or(1);
    for (i, row) in rows.iter().enumerate() {
        let mut cells = 0;
        for cell in row.span.slice(text).split('\t') {
            out.push_str("| ");
            for line in cell.lines().map(str::trim).filter(|l| !l.is_empty()) {
                escape(line, out);
                out.push(' ');
            }
            cells += 1;
        }
        for _ in cells..columns {
            out.push_str("| ");
        }
        out.push_str("|\n");
        if i == 0 {
            out.push_str(&"|---".repeat(columns));
            out.push_str("|\n");
        }
    }
}

/// One line, with everything escaped that would be markup at its start or in it.
fn escape(line: &str, out: &mut String) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let bytes = line.as_bytes();
    for (at, c) in line.char_indices() {
        let before = at.checked_sub(1).and_then(|i| bytes.get(i));
        let behind = bytes.get(at + c.len_utf8());
        let markup = match c {
            '\\' | '`' | '<' | '[' | ']' | '|' => true,
            // Between figures it is a sign, and is read as one as it stands.
            '*' | '_' => !(before.is_some_and(u8::is_ascii_digit) && behind.is_some_and(u8::is_ascii_digit)),
            '&' => behind.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'#'),
            // A heading may be closed by such signs.
            '#' if before == Some(&b' ') && line[at..].bytes().all(|b| b == b'#') => true,
            '#' | '>' | '=' | '~' | '+' | '-' | ':' => at == 0,
            '.' | ')' => at == digits && digits > 0 && digits < 10 && behind.is_none_or(|b| *b == b' ' || *b == b'\t'),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Format, load_bytes};
    use crate::model::Lang;
    use proptest::prelude::*;

    /// Kind and words of the blocks of an article as its format tells them.
    type Words = Vec<(BlockKind, String)>;

    fn words(article: &Loaded) -> Words {
        let document = article.document(Lang::Ko);
        let plain = |b: &Block| (b.kind, b.span.slice(document.text()).split_whitespace().collect::<Vec<_>>().join(" "));
        document.blocks.iter().map(plain).filter(|b| b.0 != BlockKind::Byline && !b.1.is_empty()).collect()
    }

    fn both(html: &str) -> (Words, Words, String) {
        let page = load_bytes("a", html.as_bytes(), Format::Html).unwrap();
        let written = write(&[("title", Some("\"제목\": # 3"))], &page);
        let read = load_bytes("a.md", written.as_bytes(), Format::Markdown).unwrap();
        assert_eq!(read.meta.title.as_deref(), Some("\"제목\": # 3"), "{written}");
        (words(&page), words(&read), written)
    }

    #[test]
    fn what_is_written_reads_as_the_page_did() {
        let html = concat!(
            "<article><h2>소제목 #1</h2><p>1. 첫째는 *별표*와 _밑줄_이다. 3*4*5는 60이다.<br>2025. 4. 15. 밝혔다.<br>- 줄표로 시작<br># 우물<br>=== 등호</p>",
            "<p>&lt;표 1&gt; 수출 [단위: 억원] A&amp;B &amp;amp; C|D `코드` \\ 끝 **강조** ![그림](a) http://a.example</p>",
            "<figure><img src=a><figcaption>총리가 [회의]를 하고 있다.</figcaption></figure>",
            "<blockquote>“인용이다.”<br>둘째 줄 &gt; 셋째</blockquote><ul><li>하나 *</li><li>둘</li></ul>",
            "<table><tr><th>이름</th><th>값|단위</th></tr><tr><td>가</td><td>3조</td></tr><tr><td>나</td></tr></table>",
            "<p>5) 다섯째</p><p>--- 끝 ---</p><p>+ 더하기</p><p>[1]: 각주처럼 보이는 것</p><p>~~~ 물결</p></article>"
        );
        let (page, read, written) = both(html);
        assert_eq!(page, read, "{written}");
        assert_eq!(page.len(), 15, "{page:?}");
    }

    proptest! {
        #[test]
        fn any_words_come_back(t in "([*_`<>\\[\\]()!#+.&;|~=:\\\\-]|&amp;|&lt;|[0-9]{1,3}|[가-힣a-z]{1,3}| |<br>|<p>|<li>|<blockquote>|<h3>|<td>|<tr>|<table>|<figcaption>){0,30}") {
            let (page, read, written) = both(&format!("<article><p>시작이다.</p><p>{t}</p><p>끝이다.</p></article>"));
            prop_assert_eq!(page, read, "{}", written);
        }
    }
}
