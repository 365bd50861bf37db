//! Reads TMX 1.4b (and 1.1) as a stream: a translation memory may be far larger than what fits into memory. A unit of a
//! memory stands by itself, so each is an article of its own; units that follow each other and name the same document
//! (`<prop type="x-document">`) are one.

use super::tee::{Tee, utf8};
use super::{Article, BilingualError, Layers, Side, tu};
use crate::text::Span;
use quick_xml::events::Event;
use std::io::BufRead;
use std::sync::Arc;

/// How deep elements may stand in one another.
const DEEPEST: usize = 64;

/// Iterator over the articles of a translation memory. After an error it ends.
pub struct TmxReader {
    reader: quick_xml::Reader<Tee>,
    buffer: Vec<u8>,
    /// Names of the open elements.
    open: Vec<String>,
    /// Units that were read and not yet given.
    group: Option<Group>,
    /// A unit that begins the next group.
    next: Option<(tu::Tu, Span)>,
    cap: usize,
    given: usize,
    ended: bool,
}

/// Units of one document.
struct Group {
    document: Option<String>,
    units: Vec<(tu::Tu, Span)>,
}

impl TmxReader {
    /// Reads from `input`, in UTF-8, UTF-16 with a mark, or the encoding that its XML declaration names. A unit of more than
    /// `cap` bytes ends it with an error.
    pub fn new(input: Box<dyn BufRead + Send>, cap: usize) -> Self {
        let mut reader = quick_xml::Reader::from_reader(Tee::new(utf8(input), cap));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), open: Vec::new(), group: None, next: None, cap, given: 0, ended: false }
    }

    /// Reads up to the end of the next unit; `None` at the end of the document.
    fn unit(&mut self) -> Result<Option<(tu::Tu, Span)>, BilingualError> {
        let mut start = None;
        loop {
            let before = place(self.reader.buffer_position());
            if start.is_none() && self.group.is_none() {
                self.reader.get_mut().forget(before);
            }
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer);
            let (opened, closed) = match event {
                Ok(Event::Start(tag)) => (Some(tag.local_name().as_ref().to_owned()), false),
                Ok(Event::End(_)) => (None, true),
                Ok(Event::DocType(declared)) => {
                    let declared: &str = &declared;
                    if declared.contains(['[', '%']) {
                        let why = "a document type with declarations of its own is refused: entities are not expanded; take it out";
                        return Err(self.error(before, why.to_owned()));
                    }
                    (None, false)
                }
                Ok(Event::Eof) if self.open.is_empty() => return Ok(None),
                Ok(Event::Eof) => return Err(self.error(before, "the document breaks off".to_owned())),
                Ok(_) => (None, false),
                Err(e) => {
                    let reason = self.reader.get_ref().failed().map_or_else(|| format!("not well-formed XML: {e}"), ToOwned::to_owned);
                    return Err(self.error(place(self.reader.error_position()).max(before), reason));
                }
            };
            let end = place(self.reader.buffer_position());
            if let Some(name) = opened {
                if self.open.len() >= DEEPEST {
                    return Err(self.error(before, format!("elements stand in one another more than {DEEPEST} deep")));
                }
                if self.open.is_empty() && name != "tmx" {
                    return Err(BilingualError::Unusable(format!("it begins with <{name}> and not with <tmx>: this is not TMX")));
                }
                if start.is_none() && name == "tu" {
                    start = Some((before, self.open.len()));
                }
                self.open.push(name);
            } else if closed {
                self.open.pop();
                if let Some((from, _)) = start.filter(|(_, depth)| *depth == self.open.len()) {
                    let span = Span::new(from, end);
                    let tu = match self.reader.get_ref().slice(span) {
                        Some(text) => tu::read(text),
                        None => return Err(self.error(from, "not UTF-8; convert the file to UTF-8".to_owned())),
                    };
                    return tu.map(|tu| Some((tu, span))).map_err(|e| self.inside(from, e));
                }
            }
        }
    }

    fn error(&self, at: usize, reason: String) -> BilingualError {
        BilingualError::Broken { line: self.reader.get_ref().origin(at).line, reason }
    }

    /// An error inside of a unit, told by the line of the file.
    fn inside(&self, from: usize, e: BilingualError) -> BilingualError {
        match e {
            BilingualError::Broken { line, reason } => BilingualError::Broken { line: line + self.reader.get_ref().origin(from).line - 1, reason },
            other => other,
        }
    }

    /// The units read so far as an article.
    fn article(&mut self) -> Option<Article> {
        let group = self.group.take()?;
        let (first, last) = (group.units.first()?.1, group.units.last()?.1);
        let window = Span::new(first.start, last.end);
        let tee = self.reader.get_mut();
        let (origin, text) = (tee.origin(window.start), Arc::<str>::from(tee.slice(window)?));
        let mut layers = Layers::default();
        let single = group.units.len() == 1 && group.document.is_none();
        let mut name = None;
        for (tu, span) in &group.units {
            let at = span.start - window.start;
            let id = tu.id.clone().unwrap_or_else(|| format!("line {}", origin.behind(text.get(..at).unwrap_or("")).line));
            tu.place(&text, at, &id, &mut layers);
            name = Some(id);
        }
        let side = |layer| Side::new(&text, Span::new(0, text.len()), origin, layer);
        let id = if single { name } else { group.document };
        Some(Article { id, ko: side(layers.ko), en: side(layers.en), date: None, notes: Vec::new(), unchecked: layers.unchecked })
    }

    fn step(&mut self) -> Result<Option<Article>, BilingualError> {
        loop {
            let read = match self.next.take() {
                Some(unit) => {
                    self.reader.get_mut().forget(unit.1.start);
                    Some(unit)
                }
                None => self.unit()?,
            };
            let Some((tu, span)) = read else {
                self.ended = true;
                return Ok(self.article());
            };
            if !tu.ours {
                continue;
            }
            let goes_on = self.group.as_ref().is_some_and(|g| {
                let bytes = g.units.first().map_or(0, |u| span.end - u.1.start);
                g.document.is_some() && g.document == tu.document && bytes <= self.cap / 2
            });
            if goes_on {
                self.group.iter_mut().for_each(|g| g.units.push((tu.clone(), span)));
            } else if self.group.is_some() {
                // Its text is still needed, so it waits while the group before it is given.
                self.next = Some((tu, span));
                return Ok(self.article());
            } else {
                let alone = tu.document.is_none();
                self.group = Some(Group { document: tu.document.clone(), units: vec![(tu, span)] });
                if alone {
                    return Ok(self.article());
                }
            }
        }
    }
}

impl Iterator for TmxReader {
    type Item = Result<Article, BilingualError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.step() {
            Ok(Some(article)) => {
                self.given += 1;
                Some(Ok(article))
            }
            Ok(None) if self.given == 0 => Some(Err(BilingualError::Unusable("no unit with Korean or English in it".to_owned()))),
            Ok(None) => None,
            Err(e) => {
                self.ended = true;
                Some(Err(e))
            }
        }
    }
}

/// A place that the parser counts, in bytes.
fn place(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Result<Article, BilingualError>> {
        TmxReader::new(Box::new(std::io::Cursor::new(bytes.to_vec())), 1 << 20).collect()
    }

    fn tu(n: usize, document: &str) -> String {
        let prop = if document.is_empty() { String::new() } else { format!("<prop type='x-document'>{document}</prop>") };
        format!(
            "<tu tuid='{n}'>{prop}<tuv xml:lang='ko'><seg>예산은 {n}조원이다.</seg></tuv>\n<tuv xml:lang='en'><seg>The budget is {n} trillion won.</seg></tuv></tu>\n"
        )
    }

    fn tmx(body: &str) -> String {
        format!("<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header srclang=\"ko\"/><body>\n{body}</body></tmx>\n")
    }

    #[test]
    fn units_are_grouped_by_their_document() {
        let text = tmx(&(tu(1, "") + &tu(2, "a") + &tu(3, "a") + &tu(4, "b") + &tu(5, "")));
        let got: Vec<_> = read(text.as_bytes()).into_iter().map(|a| a.unwrap()).collect();
        let names: Vec<_> = got.iter().map(|a| (a.id.as_deref().unwrap(), a.segments())).collect();
        assert_eq!(names, [("1", 1), ("a", 2), ("b", 1), ("5", 1)]);
        // Every place leads back into the file.
        for article in &got {
            let document = article.en.document(Lang::En, "t");
            for (unit, block) in document.segments.iter().zip(&document.blocks) {
                let place = document.reported(document.original(block.span));
                assert_eq!(place.slice(&text), format!("The budget is {} trillion won.", unit.id));
            }
        }
    }

    #[test]
    fn encodings_are_those_of_the_file() {
        let text = tmx(&tu(1, ""));
        let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let korean = encoding_rs::EUC_KR.encode(&text.replace("1.0\"", "1.0\" encoding=\"euc-kr\"")).0.into_owned();
        for bytes in [utf16, marked, korean] {
            let got = read(&bytes);
            assert_eq!(got.len(), 1, "{got:?}");
            let document = got[0].as_ref().unwrap().ko.document(Lang::Ko, "t");
            assert_eq!(document.blocks[0].span.slice(document.text()), "예산은 1조원이다.");
        }
        assert!(read(b"<tmx><body><tu>\xFF\xFE</tu></body></tmx>")[0].is_err());
    }

    #[test]
    fn what_is_not_translated_is_told() {
        let text = tmx(
            "<tu><tuv xml:lang='ko'><seg>예산</seg></tuv></tu><tu><tuv xml:lang='ja'><seg>a</seg></tuv></tu><tu tuid='x'><tuv xml:lang='ko'><seg>가</seg></tuv><tuv xml:lang='en'><seg>가</seg></tuv></tu>",
        );
        let got = read(text.as_bytes());
        assert_eq!(got.len(), 2);
        assert_eq!(got[0].as_ref().unwrap().unchecked[0].why, "not translated");
        assert_eq!(got[1].as_ref().unwrap().incomplete().unwrap(), "1 unit was not checked: it is still in Korean (x)");
    }

    #[test]
    fn broken_and_hostile_files_end_with_a_reason() {
        let good = tu(1, "");
        for (text, why) in [
            (tmx(&good).replace("SYSTEM \"tmx14.dtd\"", "[<!ENTITY a \"b\">]"), "entities are not expanded"),
            (tmx(&good).replace("</body>", ""), "line 6"),
            (tmx(&good.replace("조원", "&won;")), "`&won;`"),
            ("<xliff/>".to_owned(), "not TMX"),
            ("<tmx><body/></tmx>".to_owned(), "no unit"),
            (tmx(&"<a>".repeat(100)), "deep"),
            (tmx(&format!("<tu>{}</tu>", "가".repeat(1 << 20))), "bytes"),
            (tmx(&format!("{}<tu>", tu(1, "a").repeat(20_000))), "expected `</tu>`"),
        ] {
            let got = read(text.as_bytes());
            let e = got.last().unwrap().as_ref().unwrap_err().to_string();
            assert!(e.contains(why) && e.contains("nothing was checked"), "{why}: {e}");
        }
    }

    proptest! {
        #[test]
        fn any_memory_is_read_or_refused(body in "(</?(tu|tuv|seg|prop|ph|body|note)( xml:lang='(ko|en)')?/?>|&(lt|#1|q);|<!--|-->|[가-나a-z <>&]|\n){0,40}") {
            for article in read(tmx(&body).as_bytes()).into_iter().flatten() {
                let (ko, en) = (article.ko.document(Lang::Ko, "t"), article.en.document(Lang::En, "t"));
                prop_assert_eq!(ko.segments.len(), en.segments.len());
            }
        }
    }
}
