//! Writing XML: elements with attributes and text, in which nothing stands that XML has no place for.

use super::escape;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Appends XML to bytes.
pub(super) struct Xml<'o> {
    writer: Writer<&'o mut Vec<u8>>,
}

impl<'o> Xml<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>) -> Self {
        Self { writer: Writer::new(out) }
    }

    /// The declaration at the beginning of a file.
    pub(super) fn declaration(&mut self) -> &mut Self {
        self.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).line()
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.event(Event::Start(start(name, attributes)))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.event(Event::Empty(start(name, attributes))).line()
    }

    /// Text, line for line.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let lines: Vec<String> = text.split('\n').map(shown).collect();
        self.event(Event::Text(BytesText::new(&lines.join("\n"))))
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) -> &mut Self {
        self.event(Event::End(BytesEnd::new(name))).line()
    }

    /// The end of a line.
    pub(super) fn line(&mut self) -> &mut Self {
        self.writer.get_mut().push(b'\n');
        self
    }

    fn event(&mut self, event: Event<'_>) -> &mut Self {
        // Writing to memory cannot fail.
        let _ = self.writer.write_event(event);
        self
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (name, value) in attributes {
        tag.push_attribute((*name, shown(value).as_str()));
    }
    tag
}

/// Text of which every character can stand in XML, on one line.
fn shown(text: &str) -> String {
    escape::visible(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::Reader;

    proptest! {
        #[test]
        fn any_text_is_read_back(text in any::<String>(), value in any::<String>()) {
            let mut out = Vec::new();
            Xml::new(&mut out).declaration().open("a", &[("b", &value)]).text(&text).close("a");
            let xml = String::from_utf8(out).expect("is UTF-8");
            let mut reader = Reader::from_str(&xml);
            let (mut words, mut depth) = (String::new(), 0);
            loop {
                match reader.read_event().expect("is XML") {
                    Event::Start(tag) => {
                        depth += 1;
                        let attributes: Vec<_> = tag.attributes().map(|a| a.expect("is one")).collect();
                        prop_assert_eq!(attributes.len(), 1);
                        let read = quick_xml::escape::unescape(&attributes[0].value).expect("is escaped").into_owned();
                        prop_assert_eq!(read, shown(&value));
                    }
                    Event::Text(part) => words.push_str(&part),
                    Event::GeneralRef(name) => { words.push('&'); words.push_str(&name); words.push(';'); }
                    Event::End(_) => depth -= 1,
                    Event::Decl(_) => {}
                    Event::Eof => break,
                    other => prop_assert!(false, "{:?}", other),
                }
            }
            prop_assert_eq!(depth, 0);
            let read = quick_xml::escape::unescape(words.trim()).expect("is escaped").into_owned();
            let lines: Vec<String> = text.split('\n').map(shown).collect();
            prop_assert_eq!(read.trim().to_owned(), lines.join("\n").trim().to_owned());
            let fits = |c: char| c == '\n' || (c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
            prop_assert!(xml.chars().all(fits));
        }
    }
}
