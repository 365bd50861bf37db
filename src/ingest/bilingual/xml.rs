//! XML read with its places, and without what XML may do to its reader: no entity is defined, fetched or expanded, depth is
//! bounded, attributes are looked at one by one. Used by the readers of bilingual files.

use super::BilingualError;
use crate::text::Span;
use crate::text::lines::{LineIndex, floor};
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may stand in one another. Translation files need about fifteen.
const DEEPEST: usize = 128;

/// What comes next in a document.
#[derive(Debug)]
pub(super) enum Item<'t> {
    /// An element opens; one that is empty closes at once.
    Open(Tag<'t>),
    /// The innermost element closes: its name, and where the closing tag stands.
    Close(&'t str, Span),
    /// Characters as they stand.
    Text(Span),
    /// A character that is written as an entity or a number.
    Char(Span, char),
}

/// An opening tag.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    /// Its name without the prefix.
    pub(super) name: &'t str,
    /// Where it stands.
    pub(super) span: Span,
    start: BytesStart<'t>,
}

impl Tag<'_> {
    /// The value of an attribute, by its name as it is written (`xml:lang`).
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        // Looking for repeated names takes quadratic time; the first one counts.
        let all = all.with_checks(false);
        let found = all.flatten().find(|a| a.key.as_ref() == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
    }

    /// The first of several attributes that is there.
    pub(super) fn any(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|n| self.attribute(n))
    }
}

/// Reads a document item by item.
pub(super) struct Xml<'t> {
    text: &'t str,
    reader: quick_xml::Reader<&'t [u8]>,
    /// Names of the elements that are open, without their prefixes.
    open: Vec<&'t str>,
    started: bool,
}

impl<'t> Xml<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { text, reader, open: Vec::new(), started: false }
    }

    /// The names of the open elements, the outermost first.
    pub(super) fn path(&self) -> &[&'t str] {
        &self.open
    }

    /// The next item; `None` at the end of the document.
    ///
    /// # Errors
    /// When the document is not well-formed, or does what is not allowed here.
    pub(super) fn next(&mut self) -> Result<Option<Item<'t>>, BilingualError> {
        loop {
            let start = place(self.reader.buffer_position());
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(e) => return Err(self.error(place(self.reader.error_position()).max(start), format!("not well-formed XML: {e}"))),
            };
            let span = Span::new(start, place(self.reader.buffer_position()));
            match event {
                Event::Start(tag) => return self.opens(tag, span).map(|tag| Some(Item::Open(tag))),
                Event::End(_) => return Ok(Some(Item::Close(self.open.pop().unwrap_or(""), span))),
                Event::Text(_) if self.open.is_empty() => self.between(span)?,
                Event::Text(_) => return Ok(Some(Item::Text(span))),
                Event::CData(_) => {
                    let frame = ("<![CDATA[".len(), "]]>".len());
                    return Ok(Some(Item::Text(Span::new(span.start + frame.0, span.end.saturating_sub(frame.1).max(span.start + frame.0)))));
                }
                Event::GeneralRef(_) => return self.reference(span).map(|c| Some(Item::Char(span, c))),
                Event::DocType(_) => self.doctype(span)?,
                Event::Eof if !self.started => return Err(self.error(0, "no element in it".to_owned())),
                Event::Eof => return if self.open.is_empty() { Ok(None) } else { Err(self.error(span.start, "the document breaks off".to_owned())) },
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn opens(&mut self, start: BytesStart<'t>, span: Span) -> Result<Tag<'t>, BilingualError> {
        if self.open.len() >= DEEPEST {
            return Err(self.error(span.start, format!("elements stand in one another more than {DEEPEST} deep")));
        }
        if self.open.is_empty() && std::mem::replace(&mut self.started, true) {
            return Err(self.error(span.start, "a second document begins here".to_owned()));
        }
        let written = start.name().as_ref().len();
        let whole = self.text.get(span.start + 1..span.start + 1 + written).unwrap_or("");
        let name = whole.rsplit(':').next().unwrap_or(whole);
        self.open.push(name);
        Ok(Tag { name, span, start })
    }

    /// Outside of the root there is nothing but white space and a byte order mark.
    fn between(&self, span: Span) -> Result<(), BilingualError> {
        if span.slice(self.text).trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
            return Ok(());
        }
        Err(self.error(span.start, "text outside of the document".to_owned()))
    }

    /// Only the five entities of XML and numbers of characters.
    fn reference(&self, span: Span) -> Result<char, BilingualError> {
        let written = span.slice(self.text);
        let said = unescape(written).ok().and_then(|said| {
            let mut chars = said.chars();
            chars.next().filter(|_| chars.next().is_none() && said != written)
        });
        said.ok_or_else(|| {
            let shown: String = written.chars().take(40).collect();
            self.error(span.start, format!("the entity `{shown}` is not read; write the character itself"))
        })
    }

    /// A document type may name a file, which is not fetched; it may define nothing.
    fn doctype(&self, span: Span) -> Result<(), BilingualError> {
        let declared = span.slice(self.text);
        if declared.contains(['[', '%']) || declared.to_ascii_uppercase().contains("<!ENTITY") {
            return Err(self.error(span.start, "a document type with declarations of its own is refused: entities are not expanded; take it out".to_owned()));
        }
        Ok(())
    }

    /// A mistake at a byte of the document.
    pub(super) fn error(&self, at: usize, reason: String) -> BilingualError {
        let at = floor(self.text, at);
        BilingualError::Broken { line: LineIndex::new(self.text).position(self.text, at).line, reason }
    }
}

/// A place that the parser counts, in bytes of a text in memory.
fn place(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Result<Vec<String>, String> {
        let mut xml = Xml::new(text);
        let mut out = Vec::new();
        while let Some(item) = xml.next().map_err(|e| e.to_string())? {
            out.push(match item {
                Item::Open(tag) => format!("<{} {}", tag.name, tag.span.slice(text)),
                Item::Close(name, _) => format!("/{name}"),
                Item::Text(span) => span.slice(text).to_owned(),
                Item::Char(span, c) => format!("{}={c}", span.slice(text)),
            });
        }
        Ok(out)
    }

    #[test]
    fn items_stand_where_they_stand() {
        let text = "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<x:a n='1'>3조<b/>&#x20A9;<!-- no --><![CDATA[<5>]]>&amp;</x:a>\n";
        assert_eq!(all(text).unwrap(), ["<a <x:a n='1'>", "3조", "<b <b/>", "/b", "&#x20A9;=₩", "<5>", "&amp;=&", "/a"]);
    }

    #[test]
    fn attributes_are_read_without_prefix_magic() {
        let text = "<a xml:lang='ko' b='1 &lt; 2' c=\"&nope;\"/>";
        let Ok(Some(Item::Open(tag))) = Xml::new(text).next() else { panic!() };
        assert_eq!(tag.attribute("xml:lang").as_deref(), Some("ko"));
        assert_eq!(tag.attribute("b").as_deref(), Some("1 < 2"));
        assert_eq!(tag.attribute("c").as_deref(), Some("&nope;"));
        assert_eq!(tag.any(&["lang", "xml:lang"]).as_deref(), Some("ko"));
    }

    #[test]
    fn entities_and_depth_are_refused() {
        let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        let external = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        for bad in [laughs, external, "<!DOCTYPE a PUBLIC \"%p;\" \"x\"><a/>"] {
            assert!(all(bad).unwrap_err().contains("entities are not expanded"), "{bad}");
        }
        assert!(all("<a>&nbsp;</a>").unwrap_err().contains("`&nbsp;`"));
        assert!(all(&"<a>".repeat(1000)).unwrap_err().contains("deep"));
        assert!(all("<a>\n<b></a>").unwrap_err().starts_with("line 2: "));
        assert!(all("<a><b></b>").unwrap_err().contains("breaks off"));
        assert!(all("text").unwrap_err().contains("outside"));
        assert!(all("").unwrap_err().contains("no element"));
        assert!(all("<a/><b/>").unwrap_err().contains("second"));
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(text in "(<[a-c]( n='1')?/?>|</[a-c]>|&(amp|#x41|x);|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<\\?p|\\?>|<!DOCTYPE a|[가-나a-z <>&\"']){0,30}") {
            if let Ok(items) = all(&text) {
                prop_assert!(!items.is_empty());
            }
        }
    }
}
