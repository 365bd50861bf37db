//! Reads a table with a Korean and an English column out of a DOCX document (ECMA-376). A row is a unit. Places are told as
//! an editor finds them: the line is the row, counted through all tables of the document, the column a character of the
//! cell. Deleted text of tracked changes is not read, inserted text is.

use super::table::{self, Columns};
use super::xml::{Item, Tag, Xml};
use super::{Article, BilingualError, Fate, Layers, Side};
use crate::model::Origin;
use crate::text::Span;
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;

/// Files that an archive may hold.
const MOST_ENTRIES: usize = 4096;
/// How many times larger than packed its text may be, where it is large at all. Text of word processors packs to a
/// thirtieth at most.
const MOST_RATIO: u64 = 200;
/// Bytes of unpacked text up to which the ratio is not asked for.
const SMALL: u64 = 1 << 20;
/// Parts paragraphs within a cell, which is one line.
const PARAGRAPH: char = '\u{2028}';

/// A cell: its paragraphs.
type Cell = Vec<String>;

/// Reads a document; no more than `limit` bytes are unpacked.
///
/// # Errors
/// When it is no DOCX document, is packed like a bomb, or has no table of two languages.
pub(super) fn read(bytes: &[u8], limit: u64) -> Result<Article, BilingualError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| unusable(&format!("not a DOCX document: {e}")))?;
    if archive.len() > MOST_ENTRIES {
        return Err(unusable(&format!("it holds {} files, more than the {MOST_ENTRIES} that a DOCX document has", archive.len())));
    }
    let main = main_part(&mut archive, limit)?;
    let body = unpacked(&mut archive, &main, limit)?;
    drop(archive);
    article(&tables(&body)?)
}

fn unusable(reason: &str) -> BilingualError {
    BilingualError::Unusable(reason.to_owned())
}

/// The part that holds the text, by the relations of the package.
fn main_part(archive: &mut ZipArchive<Cursor<&[u8]>>, limit: u64) -> Result<String, BilingualError> {
    let relations = unpacked(archive, "_rels/.rels", limit.min(SMALL))?;
    let mut xml = Xml::new(&relations);
    while let Some(item) = xml.next()? {
        if let Item::Open(tag) = item
            && tag.name == "Relationship"
            && tag.attribute("Type").is_some_and(|t| t.ends_with("/officeDocument"))
            && let Some(target) = tag.attribute("Target")
        {
            return Ok(target.trim_start_matches('/').to_owned());
        }
    }
    Err(unusable("not a DOCX document: the package names no main part"))
}

/// The text of one file of the archive.
fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limit: u64) -> Result<String, BilingualError> {
    let file = archive.by_name(name).map_err(|e| unusable(&format!("not a DOCX document: {name}: {e}")))?;
    let (packed, size) = (file.compressed_size().max(1), file.size());
    if size > limit {
        return Err(unusable(&format!("{name} unpacks to {size} bytes, more than the {limit} that are read")));
    }
    // The archive may say less than it holds, so that what comes out is bounded as well.
    let most = limit.min(SMALL.max(packed.saturating_mul(MOST_RATIO)));
    if size > most {
        return Err(unusable(&format!("{name} unpacks to {size} bytes from {packed}: no document of a word processor does")));
    }
    let mut out = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(most + 1).read_to_end(&mut out).map_err(|e| unusable(&format!("{name} cannot be unpacked: {e}")))?;
    if out.len() as u64 > most {
        return Err(unusable(&format!("{name} unpacks to more than the {most} bytes that are read of it")));
    }
    Ok(crate::ingest::decode::decode(&out)?.text)
}

/// The tables of a document, in order, with their rows and cells.
fn tables(body: &str) -> Result<Vec<Vec<Vec<Cell>>>, BilingualError> {
    let mut reading = Reading::default();
    let mut xml = Xml::new(body);
    while let Some(item) = xml.next()? {
        let depth = xml.path().len();
        match item {
            Item::Open(tag) => reading.opens(&tag, depth, xml.path().get(depth.wrapping_sub(2)) == Some(&"r")),
            Item::Close(name, _) => reading.closes(name, depth + 1),
            Item::Text(span) => reading.text(span.slice(body)),
            Item::Char(_, c) => reading.text(c.encode_utf8(&mut [0; 4])),
        }
    }
    Ok(reading.tables)
}

#[derive(Default)]
struct Reading {
    tables: Vec<Vec<Vec<Cell>>>,
    /// Tables that are open in one another; what stands in an inner one belongs to the cell of the outer.
    nested: usize,
    paragraph: String,
    /// Columns that the open cell takes beside its own.
    spanned: usize,
    /// Depth of the run's text that is open.
    words: Option<usize>,
    /// Depth of what is not read: deletions, the second of two ways to show a drawing.
    skipped: Option<usize>,
}

impl Reading {
    /// `in_run` tells the characters of a run from the settings of the same name.
    fn opens(&mut self, tag: &Tag<'_>, depth: usize, in_run: bool) {
        if self.skipped.is_some() {
            return;
        }
        match tag.name {
            "del" | "moveFrom" | "Fallback" | "txbxContent" => self.skipped = Some(depth),
            "tbl" => {
                self.nested += 1;
                if self.nested == 1 {
                    self.tables.push(Vec::new());
                }
            }
            "tr" if self.nested == 1 => self.tables.iter_mut().last().into_iter().for_each(|t| t.push(Vec::new())),
            "tc" if self.nested == 1 => self.row().into_iter().for_each(|row| row.push(Cell::new())),
            "gridSpan" if self.nested == 1 => {
                self.spanned = tag.any(&["w:val", "val"]).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1).clamp(1, 64) - 1;
            }
            "p" => self.paragraph.clear(),
            "t" => self.words = Some(depth),
            "tab" if in_run => self.paragraph.push(' '),
            "br" | "cr" if in_run => self.paragraph.push(PARAGRAPH),
            "noBreakHyphen" if in_run => self.paragraph.push('-'),
            _ => {}
        }
    }

    fn closes(&mut self, name: &str, depth: usize) {
        match self.skipped {
            Some(at) if at == depth => self.skipped = None,
            Some(_) => {}
            None => match name {
                "tbl" => self.nested = self.nested.saturating_sub(1),
                "t" => self.words = None,
                // A cell over several columns takes the place of all.
                "tc" if self.nested == 1 => {
                    let more = std::mem::take(&mut self.spanned);
                    self.row().into_iter().for_each(|row| row.extend(std::iter::repeat_n(Cell::new(), more)));
                }
                "p" if self.nested > 0 => {
                    let paragraph = std::mem::take(&mut self.paragraph);
                    if let Some(cell) = self.row().and_then(|row| row.last_mut())
                        && !paragraph.trim().is_empty()
                    {
                        cell.push(paragraph);
                    }
                }
                _ => {}
            },
        }
    }

    fn row(&mut self) -> Option<&mut Vec<Cell>> {
        self.tables.last_mut().and_then(|table| table.last_mut())
    }

    fn text(&mut self, words: &str) {
        if self.words.is_some() && self.skipped.is_none() {
            self.paragraph.extend(words.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
    }
}

/// The article of all tables that have both languages: a line a row.
fn article(tables: &[Vec<Vec<Cell>>]) -> Result<Article, BilingualError> {
    let mut sides = [String::new(), String::new()];
    let mut layers = Layers::default();
    let (mut line, mut found, mut left_out) = (0, false, 0);
    for table in tables {
        let words: Vec<Vec<String>> = table.iter().map(|row| row.iter().map(|cell| cell.join(" ")).collect()).collect();
        let columns = table::columns(&words);
        found |= columns.is_some();
        left_out += usize::from(columns.is_none());
        for (i, row) in table.iter().enumerate() {
            line += 1;
            if let Some(columns) = columns.filter(|c| i > 0 || !c.header) {
                unit(row, &columns, line, &mut sides, &mut layers);
            }
            for side in &mut sides {
                side.push('\n');
            }
        }
    }
    if !found {
        return Err(unusable("no table in it with a Korean and an English column"));
    }
    let notes = match left_out {
        0 => Vec::new(),
        1 => vec!["1 table without a Korean and an English column was left out".to_owned()],
        n => vec![format!("{n} tables without a Korean and an English column were left out")],
    };
    let [ko, en] = sides.map(Arc::<str>::from);
    let side = |text: &Arc<str>, layer| Side::new(text, Span::new(0, text.len()), Origin::default(), layer);
    Ok(Article { id: None, ko: side(&ko, layers.ko), en: side(&en, layers.en), date: None, notes, unchecked: layers.unchecked })
}

fn unit(row: &[Cell], columns: &Columns, line: usize, sides: &mut [String; 2], layers: &mut Layers) {
    layers.begin();
    for (side, layer, column) in [(0, &mut layers.ko, columns.ko), (1, &mut layers.en, columns.en)] {
        let text = &mut sides[side];
        for (i, paragraph) in row.get(column).into_iter().flatten().enumerate() {
            if i > 0 {
                text.push(PARAGRAPH);
                layer.paragraph();
            }
            let start = text.len();
            text.push_str(paragraph);
            layer.show(text, Span::new(start, text.len()));
        }
    }
    let named = columns.id.and_then(|c| row.get(c)).map(|cell| cell.join(" ")).filter(|id| !id.trim().is_empty());
    layers.end(&named.map_or_else(|| format!("row {line}"), |id| id.trim().to_owned()), Fate::Checked);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use proptest::prelude::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    const RELS: &str = "<Relationships><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>";

    fn docx(body: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("_rels/.rels", RELS), ("word/document.xml", body)] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn table(rows: &[&[&str]]) -> String {
        let cell = |c: &&str| format!("<w:tc><w:tcPr><w:tcW w='1'/></w:tcPr>{c}</w:tc>");
        let row = |r: &&[&str]| format!("<w:tr>{}</w:tr>", r.iter().map(cell).collect::<Vec<_>>().concat());
        format!(
            "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>앞말</w:t></w:r></w:p><w:tbl>{}</w:tbl></w:body></w:document>",
            rows.iter().map(row).collect::<Vec<_>>().concat()
        )
    }

    fn p(words: &str) -> String {
        format!("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>")
    }

    const LIMIT: u64 = 16 << 20;

    #[test]
    fn rows_are_units_and_lines() {
        let split = "<w:p><w:r><w:t>예산은 3조</w:t></w:r><w:del><w:r><w:t>9</w:t></w:r></w:del><w:ins><w:r><w:t>5000억원이다.</w:t></w:r></w:ins></w:p>";
        let (second, en) = (p("둘째 문단이다."), p("The budget is 3.5 trillion won."));
        let both = format!("{split}{second}");
        let article = read(&docx(&table(&[&[&p("원문"), &p("번역")], &[&both, &en], &[&p("아직이다."), &p("")]])), LIMIT).unwrap();
        let document = article.ko.document(Lang::Ko, "t");
        assert_eq!(document.given, "\n예산은 3조5000억원이다.\u{2028}둘째 문단이다.\n아직이다.\n");
        let read: Vec<_> = document.blocks.iter().map(|b| b.span.slice(document.text())).collect();
        assert_eq!(read, ["예산은 3조5000억원이다.", "둘째 문단이다."]);
        assert_eq!((document.segments.len(), document.segments[0].id.as_str()), (1, "row 2"));
        assert_eq!(article.incomplete().unwrap(), "1 unit was not checked: it is not translated (row 3)");
    }

    #[test]
    fn bombs_and_other_files_are_refused() {
        let bomb = docx(&format!("<a>{}</a>", " ".repeat(8 << 20)));
        assert!(bomb.len() < 20_000);
        let entity = docx("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
        let many = {
            let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for i in 0..=MOST_ENTRIES {
                archive.start_file(format!("{i}"), SimpleFileOptions::default()).unwrap();
            }
            archive.finish().unwrap().into_inner()
        };
        let large = docx(&table(&[&[&p("가"), &p("a")]]));
        for (bytes, limit, why) in [
            (&bomb[..], LIMIT, "no document of a word processor"),
            (&entity, LIMIT, "entities are not expanded"),
            (&many, LIMIT, "more than the 4096"),
            (&large, 300, "more than the 300"),
            (b"PK\x03\x04 no archive", LIMIT, "not a DOCX"),
            (b"", LIMIT, "not a DOCX"),
            (&docx("<w:document xmlns:w='w'/>"), LIMIT, "no table"),
        ] {
            let e = read(bytes, limit).unwrap_err().to_string();
            assert!(e.contains(why) && e.contains("nothing was checked"), "{why}: {e}");
        }
    }

    proptest! {
        #[test]
        fn any_document_is_read_or_refused(body in "(</?w:(tbl|tr|tc|p|r|t|del|br)/?>|[가-나a-z ]|<w:gridSpan w:val='3'/>){0,40}") {
            let _ = read(&docx(&format!("<w:document>{body}</w:document>")), LIMIT);
            let _ = read(&docx(&table(&[&[&p("가나다"), &body], &[&p("다"), &p("abc")]])), LIMIT);
        }

        #[test]
        fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0_usize..2000, with in any::<u8>()) {
            let _ = read(&bytes, LIMIT);
            let mut good = docx(&table(&[&[&p("가나다"), &p("abc")]]));
            if let Some(byte) = good.get_mut(at) {
                *byte = with;
            }
            let _ = read(&good, LIMIT);
        }
    }
}
