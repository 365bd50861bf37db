//! Reads Markdown: its blocks, and the markup in them that is not to be read. Gives both to
//! [`crate::ingest::load_bytes`].
//!
//! News that was never meant as Markdown must come through whole: `3~5명`, `2025. 4. 15.` at the start of a line, indented
//! paragraphs, a rule of dashes right under a sentence. So only the plain constructs are read, and where the syntax and
//! ordinary news collide, news wins.

use crate::ingest::tags;
use crate::model::document::paragraphs;
use crate::model::{Block, BlockKind, Comment, Hidden};
use crate::text::Span;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What was found: blocks, hidden markup and identifiers, all in order, in bytes of the whole text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) blocks: Vec<Block>,
    pub(crate) hidden: Vec<Hidden>,
    /// Identifiers given by comments (`<!-- id: p3 -->`), and from where on they hold.
    pub(crate) marks: Vec<(String, usize)>,
    /// Comments that say something to the program.
    pub(crate) comments: Vec<Comment>,
}

/// Reads `text` from byte `body` on.
pub(crate) fn parse(text: &str, body: usize) -> Parsed {
    let rest = text.get(body..).unwrap_or("");
    let mut reader = Reader { text: rest, body, ..Reader::default() };
    for (event, range) in Parser::new_ext(rest, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter() {
        reader.event(event, range);
    }
    reader.close();
    reader.out
}

/// A block that is being read.
#[derive(Clone, Debug)]
struct Open {
    kind: BlockKind,
    /// Stretches that are read, in order.
    visible: Vec<Range<usize>>,
    /// Words of the images in it.
    captions: Vec<Range<usize>>,
}

#[derive(Debug, Default)]
struct Reader<'t> {
    text: &'t str,
    body: usize,
    out: Parsed,
    open: Option<Open>,
    quotes: usize,
    /// The number of the next item, for each list that is open; none for bullets.
    lists: Vec<Option<u64>>,
    /// Depth of images that are open: their words are captions.
    images: usize,
    /// Inside a block of code that is not news.
    code: bool,
    /// Inside a link whose text is its address.
    address: bool,
    setext: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::Code(_) if self.code || self.address => {}
            Event::Text(shown) => self.show_text(&shown, range),
            Event::SoftBreak => self.show(range),
            Event::HardBreak => {
                // A backslash may make the break; the line end itself stays.
                let end = range.end;
                let at = self.text.get(range.clone()).and_then(|t| t.find('\n')).map_or(end, |i| range.start + i);
                self.show(at..end);
            }
            Event::Code(code) => {
                let at = self.text.get(range.clone()).and_then(|t| t.find(&*code)).map(|i| range.start + i);
                self.show(at.map_or(range, |at| at..at + code.len()));
            }
            Event::InlineHtml(_) => self.comments(range),
            // Everything else is markup: it lies between what is shown.
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            // Paragraphs of news are often indented; their "code" is their text.
            Tag::Paragraph | Tag::CodeBlock(CodeBlockKind::Indented) => self.open_as(self.kind_here()),
            Tag::Heading { .. } => {
                self.setext = !self.text.get(range).is_some_and(|t| t.starts_with('#'));
                self.open_as(BlockKind::Heading);
            }
            Tag::TableHead | Tag::TableRow => self.open_as(BlockKind::Table),
            Tag::HtmlBlock => self.html(range),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::MetadataBlock(_) => {
                self.close();
                self.code = true;
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::List(first) => {
                if !self.has_only_numbers() {
                    self.close();
                }
                self.lists.push(*first);
            }
            Tag::Item => self.item(range),
            Tag::Image { .. } => self.images += 1,
            Tag::Link { link_type, .. } => self.address = matches!(link_type, pulldown_cmark::LinkType::Autolink | pulldown_cmark::LinkType::Email),
            _ => {}
        }
    }

    /// A numbered list that begins with another number than 1, or holds nothing but another number, is as likely a date
    /// (`2025. 4. 15.`): its numbers are read.
    fn item(&mut self, range: Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or("");
        let (marker, rest) = number(source);
        let numbered = matches!(self.lists.last(), Some(Some(first)) if *first > 1 || number(rest).0 > 0);
        if !self.has_only_numbers() {
            self.close();
            if !numbered {
                return;
            }
            self.open = Some(Open { kind: BlockKind::Paragraph, visible: Vec::new(), captions: Vec::new() });
        }
        self.show(range.start..range.start + marker);
    }

    /// Whether the open block has only the numbers of a date so far.
    fn has_only_numbers(&self) -> bool {
        let only = self.open.as_ref().and_then(|o| if let [only] = &o.visible[..] { self.text.get(only.clone()) } else { None });
        only.is_some_and(|t| t.len() <= 24 && t.split_whitespace().all(|w| number(w).0 == w.len()))
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Link => self.address = false,
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.close();
                self.code = false;
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => {
                self.close();
            }
            _ => {}
        }
    }

    /// A block of raw HTML: the words between its tags.
    fn html(&mut self, range: Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or("");
        self.out.marks.extend(identifiers(source).map(|(id, at)| (id.to_owned(), range.start + at + self.body)));
        self.comments(range.clone());
        self.open_as(if source.contains("<figcaption") { BlockKind::Caption } else { BlockKind::Paragraph });
        for part in tags::visible(source) {
            self.show(range.start + part.start..range.start + part.end);
        }
    }

    /// Comments to the program in a piece of HTML.
    fn comments(&mut self, range: Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or("");
        for (text, at) in html_comments(source).filter(|(text, _)| text.trim_start().starts_with("daejo-")) {
            let start = range.start + at + self.body;
            let span = Span::new(start, start + "<!--".len() + text.len() + "-->".len());
            self.out.comments.push(Comment { span, text: text.trim().to_owned() });
        }
    }

    fn kind_here(&self) -> BlockKind {
        match (self.lists.last(), self.quotes) {
            (Some(Some(2..)), _) | (None, 0) => BlockKind::Paragraph,
            (Some(_), _) => BlockKind::ListItem,
            (None, _) => BlockKind::Quote,
        }
    }

    /// Begins a block; one that has only its number so far goes on.
    fn open_as(&mut self, kind: BlockKind) {
        if self.has_only_numbers() {
            return;
        }
        self.close();
        self.open = Some(Open { kind, visible: Vec::new(), captions: Vec::new() });
    }

    /// Text as it stands, or a character that stands for itself: of `&amp;` the first byte is read, of others a space.
    fn show_text(&mut self, shown: &str, range: Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or("");
        if source == shown || !source.starts_with('&') || shown.len() >= source.len() {
            self.show(range);
        } else if shown == "&" {
            self.show(range.start..range.start + 1);
        }
    }

    fn show(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        if self.open.is_none() {
            self.open = Some(Open { kind: self.kind_here(), visible: Vec::new(), captions: Vec::new() });
        }
        let Some(open) = &mut self.open else { return };
        let stretches = if self.images > 0 { &mut open.captions } else { &mut open.visible };
        match stretches.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => stretches.push(range),
        }
    }

    /// Ends the block that is being read.
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let has_text = open.visible.iter().any(|r| self.text.get(r.clone()).is_some_and(|t| !t.trim().is_empty()));
        if !has_text {
            // An image alone: its words are a caption.
            if open.captions.is_empty() {
                return;
            }
            open = Open { kind: BlockKind::Caption, visible: open.captions, captions: Vec::new() };
        }
        let (Some(first), Some(last)) = (open.visible.first(), open.visible.last()) else { return };
        let whole = Span::new(first.start, last.end);
        let kind = if open.kind == BlockKind::Heading && self.setext && is_sentence(whole.slice(self.text)) { BlockKind::Paragraph } else { open.kind };
        let parts = paragraphs(whole.slice(self.text)).map(|s| Block { span: s.shift(whole.start + self.body), kind });
        self.out.blocks.extend(parts);
        let mut at = whole.start;
        for range in open.visible {
            self.hide(at..range.start);
            self.hide_stray_marks(&range);
            at = range.end;
        }
    }

    /// Hides markup between two stretches that are read, unless it is a sign between figures (`3*4*5`).
    fn hide(&mut self, range: Range<usize>) {
        let Some(markup) = self.text.get(range.clone()).filter(|m| !m.is_empty()) else { return };
        let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
        let bytes = self.text.as_bytes();
        let between = range.start.checked_sub(1).is_some_and(|i| digit(bytes.get(i))) && digit(bytes.get(range.end));
        if between && markup.bytes().all(|b| matches!(b, b'*' | b'_' | b'\\')) {
            return;
        }
        let gap = markup.contains(['|', '\n', '!']) || markup.starts_with('&') || !tags::only_formatting(markup);
        self.out.hidden.push(Hidden { span: Span::from(range).shift(self.body), shown: gap.then_some(' ') });
    }

    /// `**` that stayed in the text: its author meant emphasis, but a quotation mark or a particle beside it undid it
    /// (`**‘인용’**은`).
    fn hide_stray_marks(&mut self, range: &Range<usize>) {
        let Some(text) = self.text.get(range.clone()) else { return };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(found) = memchr::memmem::find(&bytes[at..], b"**") {
            let start = at + found;
            at = start + bytes[start..].iter().take_while(|&&b| b == b'*').count();
            self.hide(range.start + start..range.start + at);
        }
    }
}

/// What comments of a piece of HTML say, and where each begins. One without an end is none, and so is whatever seems to begin in it.
fn html_comments(source: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + memchr::memmem::find(source.as_bytes().get(from..)?, b"<!--")?;
        let inner = source.get(at + "<!--".len()..)?;
        let text = inner.get(..memchr::memmem::find(inner.as_bytes(), b"-->")?)?;
        from = at + "<!--".len() + text.len() + "-->".len();
        Some((text, at))
    })
}

/// Identifiers in the comments of a piece of HTML: `<!-- id: p3 -->`, and where each comment begins.
fn identifiers(source: &str) -> impl Iterator<Item = (&str, usize)> {
    html_comments(source).filter_map(|(text, at)| {
        let id = text.trim().strip_prefix("id")?.trim_start().strip_prefix([':', '='])?.trim().trim_matches('"');
        (!id.is_empty() && id.len() <= 200 && !id.contains(char::is_whitespace)).then_some((id, at))
    })
}

/// Length of the number that a list item begins with (`15. `), with the space behind it, and what follows.
fn number(item: &str) -> (usize, &str) {
    let rest = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = item.len() - rest.len();
    let Some(behind) = rest.strip_prefix(['.', ')']).filter(|b| digits > 0 && (b.is_empty() || b.starts_with([' ', '\t', '\n', '\r']))) else {
        return (0, item);
    };
    let rest = behind.trim_start_matches([' ', '\t']);
    (item.len() - rest.len(), rest)
}

/// Whether a line with a rule of dashes under it is a sentence of news rather than a heading.
fn is_sentence(line: &str) -> bool {
    let line = line.trim_end();
    line.contains('\n') || line.ends_with(['.', '?', '!', '”', '"']) || line.ends_with('다')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Lang, Metadata};
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    /// Kind and reading text of each block.
    fn read(text: &str) -> Vec<(BlockKind, String)> {
        let parsed = parse(text, 0);
        let d = Document::with_markup(Lang::Ko, "t", text, Metadata::default(), &parsed.blocks, &parsed.hidden);
        d.blocks.iter().map(|b| (b.kind, b.span.slice(d.text()).split_whitespace().collect::<Vec<_>>().join(" "))).collect()
    }

    fn one(text: &str) -> String {
        let all = read(text);
        assert_eq!(all.len(), 1, "{all:?}");
        all.into_iter().next().unwrap().1
    }

    #[test]
    fn blocks_of_an_article() {
        use BlockKind::{Caption, Heading, ListItem, Paragraph, Quote, Table};
        let text = "# 제목\n\n첫째 문단이다.\n이어진다.\n\n![공장 전경](https://a.b/123.jpg)\n\n## 소제목\n\n- 하나\n- 둘\n\n  둘의 둘째\n\n1. 첫째\n2. 둘째\n\n> 인용이다.\n> 둘째 줄.\n\n| 이름 | 값 |\n|---|---|\n| 가 | 3조 |\n\n```\ncode 123\n```\n\n<!-- 쓰지 말 것 -->\n\n끝이다.[^1]\n\n[^1]: 각주다.\n";
        let want = [
            (Heading, "제목"),
            (Paragraph, "첫째 문단이다. 이어진다."),
            (Caption, "공장 전경"),
            (Heading, "소제목"),
            (ListItem, "하나"),
            (ListItem, "둘"),
            (ListItem, "둘의 둘째"),
            (ListItem, "첫째"),
            (ListItem, "둘째"),
            (Quote, "인용이다. 둘째 줄."),
            (Table, "이름 값"),
            (Table, "가 3조"),
            (Paragraph, "끝이다."),
            (Paragraph, "각주다."),
        ];
        let got = read(text);
        assert_eq!(got.iter().map(|(k, t)| (*k, t.as_str())).collect::<Vec<_>>(), want);
    }

    #[test]
    fn comments_give_identifiers() {
        let text = "머리말\n\n<!-- id: p1 -->\n첫째다.\n\n둘째다.\n\n<!--id=\"p2\"--> 셋째다.\n\n<!-- 아이디 -->\n<!-- id: -->\n\n넷째다.\n";
        let parsed = parse(text, 0);
        let marked = crate::ingest::segments::marked(parsed.marks, &parsed.blocks);
        let read: Vec<_> = marked.iter().map(|(id, span)| (id.as_str(), span.slice(text))).collect();
        assert_eq!(read, [("p1", "첫째다.\n\n둘째다."), ("p2", "셋째다.\n\n<!-- 아이디 -->\n<!-- id: -->\n\n넷째다.")]);
    }

    #[test]
    fn markup_is_not_read_and_leaves_no_hole() {
        for (text, want) in [
            ("**3조**5000억원을 *들여*", "3조5000억원을 들여"),
            ("[이재명](https://a.b/1?n=2) 대통령은 [기사](<u 3> \"5\")를", "이재명 대통령은 기사를"),
            ("__약__ `3조원`이다", "약 3조원이다"),
            ("3\\*5 그리고 \\#1", "3*5 그리고 #1"),
            ("<b>3조</b>원<br>둘째<span class=\"n5\">줄</span>", "3조원 둘째줄"),
            ("R&amp;D 예산 3조&nbsp;원", "R&D 예산 3조 원"),
            ("**‘3조원’**은 크다", "‘3조원’은 크다"),
            ("글 ![그림 7](a.png) 글", "글 글"),
            ("주소는 <https://a.b/777> 이다", "주소는 이다"),
            ("10<sup>3</sup>", "10 3"),
            ("첫 줄\\\n둘째 줄", "첫 줄 둘째 줄"),
        ] {
            assert_eq!(one(text), want, "{text}");
        }
    }

    #[test]
    fn news_that_was_not_meant_as_markdown_stays_whole() {
        for text in [
            "3~5명이 다쳤고 10~20억원이 들었다.", "2025. 4. 15. 정부가 발표했다.", "2025. 1. 3. 정부가 발표했다.", "4. 15. 발표했다.", "1. 15. 발표했다.",
            "14. 5% 올랐다.", "2 * 3 * 4 = 24이고 3*4*5다.", "    들여 쓴 문단이다. 3조원이다.", "\u{3000}전각으로 들여 쓴 문단이다.",
            "a < b 이고 <표 1>을 보면 | 3조 | 5조", "#1 후보와 1) 첫째", "주가는 $3_000_000이고 _밑줄 이다.", "[단독] 정부가 [사진]을 공개했다.",
            "문장이다.\n이어진 문장이다.", "※ 표시 * 표시", "·가운뎃점으로 시작하는 줄",
        ] {
            assert_eq!(one(text), text.split_whitespace().collect::<Vec<_>>().join(" "), "{text}");
            assert_eq!(read(text)[0].0, BlockKind::Paragraph, "{text}");
        }
    }

    #[test]
    fn a_rule_of_dashes_makes_no_heading_of_a_sentence() {
        assert_eq!(read("정부가 3조원을 쓴다.\n---\n끝이다.")[0].0, BlockKind::Paragraph);
        assert_eq!(read("소제목\n---\n끝이다.")[0].0, BlockKind::Heading);
    }

    #[test]
    fn indented_paragraphs_are_parted() {
        let got = read("    첫째 문단이다.\n\n    둘째 문단이다.\n");
        assert_eq!(got.len(), 2, "{got:?}");
    }

    #[test]
    fn html_blocks_keep_their_words() {
        assert_eq!(one("<div align=\"center\">\n3조원이다.\n</div>"), "3조원이다.");
        assert_eq!(read("<figure><img src=\"1.jpg\"><figcaption>공장 전경</figcaption></figure>"), [(BlockKind::Caption, "공장 전경".to_owned())]);
        assert!(read("<script>\nvar a = 3;\n\nvar b = 5;\n</script>\n").is_empty());
        assert!(read("<!-- 3조원\n\n5조원 -->\n").is_empty());
    }

    #[test]
    fn a_hundred_thousand_levels_or_paragraphs_take_no_more_than_their_share() {
        let n = 100_000;
        let inputs = [
            ">".repeat(n),
            "> ".repeat(n),
            "[".repeat(n),
            "![".repeat(n),
            "[a](".repeat(n),
            "*a ".repeat(n),
            "**a".repeat(n),
            "_a*b".repeat(n),
            "`".repeat(n),
            "`a``b".repeat(n / 5),
            "- ".repeat(n),
            "1. ".repeat(n),
            "<b>".repeat(n),
            "<".repeat(n),
            "<!-".repeat(n),
            "<div\n".repeat(n),
            "&amp;".repeat(n),
            "|".repeat(n),
            format!("{}\n{}\n", "|a".repeat(n / 10), "|-".repeat(n / 10)),
            "문단이다. 3조원.\n\n".repeat(n),
            "- 항목\n".repeat(n),
            "[^1]: a\n".repeat(n / 10),
            "[a]: b\n".repeat(n),
        ];
        for text in inputs {
            let started = Instant::now();
            let parsed = parse(&text, 0);
            let took = started.elapsed();
            assert!(took < Duration::from_secs(30), "{took:?} for {:?}…", text.chars().take(12).collect::<String>());
            drop(parsed);
        }
    }

    proptest! {
        #[test]
        fn blocks_and_markup_are_in_order_and_fit(t in "([*_`~>|#\\[\\]()!<>\\\\&;:=. 0-9a-z가나-]|\n|\n\n|    |\t|\r\n|\u{3000}|\u{301}|<b>|<!--|-->|\\|--\\||1\\. |- ){0,60}") {
            let head = "---\na: b\n---\n";
            let text = format!("{head}{t}");
            let parsed = parse(&text, head.len());
            let mut at = head.len();
            for b in &parsed.blocks {
                prop_assert!(b.span.start >= at && !b.span.is_empty() && text.get(b.span.start..b.span.end).is_some(), "{:?} in {:?}", b, text);
                at = b.span.end;
            }
            let mut at = head.len();
            for h in &parsed.hidden {
                prop_assert!(h.span.start >= at && text.get(h.span.start..h.span.end).is_some(), "{:?} in {:?}", h, text);
                at = h.span.end;
            }
        }
    }
}
