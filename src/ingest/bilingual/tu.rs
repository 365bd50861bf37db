//! One translation unit of TMX: which of its variants are Korean and English, and what is text in them.

use super::xml::{Item, Tag, Xml};
use super::{BilingualError, Fate, Layers, REPEATED, language};
use crate::model::Lang;
use crate::text::{Span, hangul};

/// What was read of a unit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Tu {
    /// `tuid`.
    pub(super) id: Option<String>,
    /// The document that it is from, by its properties.
    pub(super) document: Option<String>,
    /// Whether it has Korean or English at all, and not only other languages.
    pub(super) ours: bool,
    ko: Vec<(Span, Option<char>)>,
    en: Vec<(Span, Option<char>)>,
}

/// The properties under which tools keep the name of the document that a unit is from.
const DOCUMENT: [&str; 8] = ["x-document", "x-doc", "x-file", "x-filename", "x-source-file", "x-context-file", "document", "file"];

/// Reads the element `<tu>` that is all of `text`.
///
/// # Errors
/// When it is not well-formed.
pub(super) fn read(text: &str) -> Result<Tu, BilingualError> {
    let mut reading = Reading::default();
    let mut xml = Xml::new(text);
    while let Some(item) = xml.next()? {
        let depth = xml.path().len();
        match item {
            Item::Open(tag) => reading.opens(&tag, depth),
            Item::Close(_, _) => reading.closes(depth + 1),
            Item::Text(span) => reading.text(text, span, None),
            Item::Char(span, c) => reading.text(text, span, Some(c)),
        }
    }
    let mut tu = reading.tu;
    tu.document = tu.document.map(|d| d.trim().to_owned()).filter(|d| !d.is_empty());
    Ok(tu)
}

#[derive(Default)]
struct Reading {
    tu: Tu,
    lang: Option<Lang>,
    /// Depth of the `seg`, of native code in it, of a property.
    seg: Option<usize>,
    code: Option<usize>,
    prop: Option<usize>,
    /// Languages whose variant was read; of two variants of one language the first counts.
    done: [bool; 2],
}

impl Reading {
    fn opens(&mut self, tag: &Tag<'_>, depth: usize) {
        if self.code.is_some() {
            return;
        }
        match tag.name {
            "tu" if depth == 1 => self.tu.id = tag.attribute("tuid").filter(|id| !id.is_empty()),
            "tuv" => {
                self.lang = tag.any(&["xml:lang", "lang"]).and_then(|l| language(&l));
                self.tu.ours |= self.lang.is_some();
            }
            "seg" if self.lang.is_some_and(|l| !self.done[l as usize]) => self.seg = Some(depth),
            "prop" if self.seg.is_none() && self.tu.document.is_none() => {
                let sort = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
                if DOCUMENT.contains(&sort.as_str()) {
                    self.prop = Some(depth);
                    self.tu.document = Some(String::new());
                }
            }
            "bpt" | "ept" | "it" | "ph" | "ut" | "sub" if self.seg.is_some() => {
                self.code = Some(depth);
                if matches!(tag.attribute("type").as_deref(), Some("lb" | "x-lb")) {
                    self.push((Span::new(tag.span.start, tag.span.end), Some('\n')));
                }
            }
            _ => {}
        }
    }

    fn closes(&mut self, depth: usize) {
        if self.code == Some(depth) {
            self.code = None;
        }
        if self.prop == Some(depth) {
            self.prop = None;
        }
        if self.seg == Some(depth) {
            self.seg = None;
            if let Some(lang) = self.lang {
                self.done[lang as usize] = true;
            }
        }
    }

    fn text(&mut self, text: &str, span: Span, shown: Option<char>) {
        if self.prop.is_some() {
            let document = self.tu.document.get_or_insert_default();
            match shown {
                Some(c) => document.push(c),
                None => document.push_str(span.slice(text)),
            }
        } else if self.seg.is_some() && self.code.is_none() {
            self.push((span, shown));
        }
    }

    fn push(&mut self, piece: (Span, Option<char>)) {
        match self.lang {
            Some(Lang::Ko) => self.tu.ko.push(piece),
            Some(Lang::En) => self.tu.en.push(piece),
            None => {}
        }
    }
}

impl Tu {
    /// Puts the unit, which stands at byte `at` of `text`, into the layers of its article.
    pub(super) fn place(&self, text: &str, at: usize, id: &str, layers: &mut Layers) {
        layers.begin();
        for (layer, pieces) in [(&mut layers.ko, &self.ko), (&mut layers.en, &self.en)] {
            for (span, shown) in pieces {
                match shown {
                    Some(c) => layer.stand_in(span.shift(at), *c),
                    None => layer.show(text, span.shift(at)),
                }
            }
        }
        let words = |pieces: &[(Span, Option<char>)]| -> String {
            pieces.iter().map(|(span, shown)| shown.map_or_else(|| span.shift(at).slice(text).to_owned(), String::from)).collect()
        };
        let (ko, en) = (words(&self.ko), words(&self.en));
        let same = !ko.is_empty() && ko == en && ko.chars().any(hangul::is_syllable);
        layers.end(id, if same { Fate::Left(REPEATED) } else { Fate::Checked });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, pieces: &[(Span, Option<char>)]) -> String {
        pieces.iter().map(|(span, shown)| shown.map_or_else(|| span.slice(text).to_owned(), String::from)).collect()
    }

    #[test]
    fn variants_are_told_by_their_language() {
        let text = "<tu tuid=\"7\" srclang=\"en\"><prop type=\"x-Document\">a &amp; b.docx</prop><tuv xml:lang=\"EN-us\"><seg>3.5 <bpt i=\"1\">&lt;b></bpt>trillion<ept i=\"1\">&lt;/b></ept> won</seg></tuv>\
                    <tuv lang=\"ja\"><seg>三兆</seg></tuv><tuv xml:lang=\"ko-KR\"><seg>3조<hi>5000</hi>억<ph type=\"lb\"/>원 &#60;끝</seg></tuv></tu>";
        let tu = read(text).unwrap();
        assert_eq!((tu.id.as_deref(), tu.document.as_deref(), tu.ours), (Some("7"), Some("a & b.docx"), true));
        assert_eq!((words(text, &tu.ko).as_str(), words(text, &tu.en).as_str()), ("3조5000억\n원 <끝", "3.5 trillion won"));
        assert!(!read("<tu><tuv xml:lang='ja'><seg>a</seg></tuv></tu>").unwrap().ours);
        assert!(read("<tu><tuv>").is_err());
    }
}
