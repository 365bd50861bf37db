//! Reads a table with a Korean and an English column out of a page. A row is a unit; places are those of the file. What is
//! a tag and what is text is told by the tokenizer of the HTML standard.

use super::table;
use super::{Article, BilingualError, Fate, Layers, Side};
use crate::model::Origin;
use crate::text::{LineIndex, Span};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use std::sync::Arc;

/// Bytes of one page.
const MOST_BYTES: usize = 32 << 20;
/// Longest name of a character (`&CounterClockwiseContourIntegral;`).
const LONGEST_NAME: usize = 40;

/// Elements that begin a line of their own.
const BLOCKS: [&str; 16] = ["p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "table", "tr"];
/// Elements whose content is not read.
const UNREAD: [&str; 6] = ["script", "style", "template", "head", "noscript", "del"];

/// Reads a page.
///
/// # Errors
/// When it is too large or has no table of two languages.
pub(super) fn read(text: &Arc<str>) -> Result<Article, BilingualError> {
    if text.len() > MOST_BYTES {
        return Err(BilingualError::Unusable(format!("the page has {} bytes, more than the {MOST_BYTES} that are read", text.len())));
    }
    let tables = tables(text);
    let lines = LineIndex::new(text);
    let (mut layers, mut found) = (Layers::default(), false);
    for rows in &tables {
        let words: Vec<Vec<String>> = rows.iter().map(|row| row.cells.iter().map(|c| words(text, c)).collect()).collect();
        let Some(columns) = table::columns(&words) else { continue };
        found = true;
        for (i, row) in rows.iter().enumerate().skip(usize::from(columns.header)) {
            layers.begin();
            for (layer, column) in [(&mut layers.ko, columns.ko), (&mut layers.en, columns.en)] {
                for piece in row.cells.get(column).into_iter().flatten() {
                    match *piece {
                        Piece::Text(span) => layer.show(text, span),
                        Piece::Char(span, c) => layer.stand_in(span, c),
                        Piece::Paragraph => layer.paragraph(),
                    }
                }
            }
            let named = columns.id.and_then(|c| words[i].get(c)).map(|id| id.trim()).filter(|id| !id.is_empty());
            let id = named.map_or_else(|| format!("line {}", lines.position(text, row.start).line), ToOwned::to_owned);
            layers.end(&id, Fate::Checked);
        }
    }
    if !found {
        return Err(BilingualError::Unusable("no table in it with a Korean and an English column".to_owned()));
    }
    let side = |layer| Side::new(text, Span::new(0, text.len()), Origin::default(), layer);
    Ok(Article { id: None, ko: side(layers.ko), en: side(layers.en), date: None, notes: Vec::new(), unchecked: layers.unchecked })
}

/// A stretch of a cell.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Text(Span),
    Char(Span, char),
    Paragraph,
}

#[derive(Default)]
struct Row {
    start: usize,
    cells: Vec<Vec<Piece>>,
}

fn words(text: &str, cell: &[Piece]) -> String {
    let mut out = String::new();
    for piece in cell {
        match *piece {
            Piece::Text(span) => out.push_str(span.slice(text)),
            Piece::Char(_, c) => out.push(c),
            Piece::Paragraph => out.push(' '),
        }
    }
    out
}

/// The outermost tables of a page, each with its rows.
fn tables(text: &str) -> Vec<Vec<Row>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reading = Reading { text, tables: Vec::new(), depth: 0, unread: None, in_cell: false };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let token = match token {
            Ok(token) => token,
            Err(never) => match never {},
        };
        match token {
            Token::StartTag(tag) => reading.opens(&String::from_utf8_lossy(&tag.name), tag.span.start, tag.self_closing),
            Token::EndTag(tag) => reading.closes(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => reading.words(Span::new(words.span.start, words.span.end)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reading.tables
}

struct Reading<'t> {
    text: &'t str,
    tables: Vec<Vec<Row>>,
    /// Tables that are open in one another.
    depth: usize,
    /// The element that is not read, and how often it is open.
    unread: Option<(String, usize)>,
    in_cell: bool,
}

impl Reading<'_> {
    fn opens(&mut self, name: &str, start: usize, closed: bool) {
        if let Some((unread, depth)) = &mut self.unread {
            *depth += usize::from(unread == name && !closed);
            return;
        }
        if UNREAD.contains(&name) && !closed {
            self.unread = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.tables.push(Vec::new());
                    self.in_cell = false;
                    return;
                }
            }
            "tr" if self.depth == 1 => {
                self.in_cell = false;
                self.tables.iter_mut().last().into_iter().for_each(|t| t.push(Row { start, cells: Vec::new() }));
                return;
            }
            "td" | "th" if self.depth == 1 => {
                self.in_cell = true;
                let Some(table) = self.tables.last_mut() else { return };
                if table.is_empty() {
                    table.push(Row { start, cells: Vec::new() });
                }
                table.iter_mut().last().into_iter().for_each(|row| row.cells.push(Vec::new()));
                return;
            }
            _ => {}
        }
        if BLOCKS.contains(&name) || matches!(name, "td" | "th") {
            self.push(Piece::Paragraph);
        }
    }

    fn closes(&mut self, name: &str) {
        if let Some((unread, depth)) = &mut self.unread {
            *depth -= usize::from(unread == name);
            if *depth == 0 {
                self.unread = None;
            }
            return;
        }
        match name {
            "table" => {
                self.depth = self.depth.saturating_sub(1);
                self.in_cell = self.depth > 0 && self.in_cell;
            }
            "td" | "th" | "tr" if self.depth == 1 => self.in_cell = false,
            _ if BLOCKS.contains(&name) => self.push(Piece::Paragraph),
            _ => {}
        }
    }

    fn push(&mut self, piece: Piece) {
        if self.in_cell
            && let Some(cell) = self.tables.last_mut().and_then(|t| t.last_mut()).and_then(|row| row.cells.last_mut())
        {
            cell.push(piece);
        }
    }

    /// Text between two tags, with the characters that are written by their names.
    fn words(&mut self, span: Span) {
        if self.unread.is_some() || !self.in_cell {
            return;
        }
        let raw = span.slice(self.text);
        let mut at = 0;
        for start in memchr::memchr_iter(b'&', raw.as_bytes()) {
            if start < at {
                continue;
            }
            let Some((length, shown)) = reference(&raw[start..]) else { continue };
            self.push(Piece::Text(Span::new(span.start + at, span.start + start)));
            self.push(Piece::Char(Span::new(span.start + start, span.start + start + length), shown));
            at = start + length;
        }
        self.push(Piece::Text(Span::new(span.start + at, span.end)));
    }
}

/// The character that a text begins with the name of, and the length of that.
fn reference(rest: &str) -> Option<(usize, char)> {
    let head = rest.as_bytes().get(..LONGEST_NAME).unwrap_or(rest.as_bytes());
    let length = memchr::memchr(b';', head)? + 1;
    let written = rest.get(..length)?;
    let Some(Ok(Token::String(said))) = Tokenizer::new(written).next() else { return None };
    let said = String::from_utf8_lossy(&said.value).into_owned();
    let mut chars = said.chars();
    let shown = chars.next().filter(|_| chars.next().is_none() && said != written)?;
    Some((length, shown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use proptest::prelude::*;

    #[test]
    fn rows_are_units_where_they_stand() {
        let text = "<html><head><title>t</title></head><body><p>앞말</p>\n<table><tr><th>한국어<th>English\n\
                    <tr><td>예산은 3<b>조</b>5000억&nbsp;원이다. <!-- 3 --><br>둘째<td class=x>It is &#8361;3.5 trillion &amp; more.<script>\"<td>no\"</script></table>";
        let article = read(&Arc::from(text)).unwrap();
        let (ko, en) = (article.ko.document(Lang::Ko, "t"), article.en.document(Lang::En, "t"));
        let read = |d: &crate::model::Document<'_>| d.blocks.iter().map(|b| b.span.slice(d.text()).to_owned()).collect::<Vec<_>>();
        assert_eq!(read(&ko), ["예산은 3조5000억 원이다.", "둘째"]);
        assert_eq!(read(&en), ["It is ₩3.5 trillion & more."]);
        assert_eq!(ko.segments[0].id, "line 3");
        let at = en.text().find("trillion").unwrap();
        assert_eq!(en.original(Span::new(at, at + 8)).slice(text), "trillion");
    }

    #[test]
    fn a_page_without_such_a_table_is_refused() {
        for text in ["", "<p>글</p>", "<table><tr><td>이름<td>값</table>"] {
            assert!(read(&Arc::from(text)).unwrap_err().to_string().contains("no table"));
        }
    }

    proptest! {
        #[test]
        fn any_page_is_read_or_refused(t in "(</?(table|tr|td|p|b|script)>|<!--|-->|&(amp|nbsp|#8361|x);|[가-나a-z <>&]|\n){0,40}") {
            let text = format!("<table><tr><td>가나다<td>{t}<tr><td>다<td>abc</table>");
            if let Ok(article) = read(&Arc::from(text.as_str())) {
                let (ko, en) = (article.ko.document(Lang::Ko, "t"), article.en.document(Lang::En, "t"));
                prop_assert_eq!(ko.segments.len(), en.segments.len());
            }
        }
    }
}
