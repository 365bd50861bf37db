//! Reads XLIFF 1.2, 2.0 and 2.1: each `file` is an article, each segment a unit. Inline elements are not read and part no
//! word; native code in them is not text. What is marked not to be translated is left out, and so are matches from memories
//! and glossaries that lie beside the text.

mod unit;

use super::xml::{Item, Tag, Xml};
use super::{Article, BilingualError, Fate, Layers, Side, UNTRANSLATED, language};
use crate::model::annotation::{ANNOTATION, Anchor, Anchors, ITS};
use crate::model::{Lang, Origin};
use crate::text::Span;
use std::sync::Arc;
use unit::{File, Piece, Unit, Which};

/// Reads a file: its articles, and where it may be annotated.
///
/// # Errors
/// When it is not well-formed, is no XLIFF, or is not a translation from Korean into English.
pub fn read(text: &Arc<str>) -> Result<(Vec<Article>, Anchors), BilingualError> {
    let mut reading =
        Reading { text, xml: Xml::new(text), anchors: Anchors::default(), articles: Vec::new(), origin: Origin::default(), file: None, marks: Vec::new() };
    while let Some(item) = reading.xml.next()? {
        match item {
            Item::Open(tag) => {
                reading.old(&tag);
                reading.opens(&tag)?;
            }
            Item::Close(name, span) => {
                reading.old_ends(span);
                reading.closes(name, span);
            }
            Item::Text(span) => reading.text(span, None),
            Item::Char(span, c) => reading.text(span, Some(c)),
        }
    }
    if reading.anchors.root.is_empty() {
        return Err(BilingualError::Unusable("no <xliff> in it: this is not XLIFF".to_owned()));
    }
    Ok((reading.articles, reading.anchors))
}

struct Reading<'t> {
    text: &'t Arc<str>,
    xml: Xml<'t>,
    anchors: Anchors,
    articles: Vec<Article>,
    /// The place up to which lines were counted.
    origin: Origin,
    file: Option<File>,
    /// Annotations of an earlier run that are open: their depth, and where they begin if all in them is one.
    marks: Vec<(usize, Option<usize>)>,
}

impl Reading<'_> {
    fn opens(&mut self, tag: &Tag<'_>) -> Result<(), BilingualError> {
        let depth = self.xml.path().len();
        if depth == 1 {
            return self.root(tag);
        }
        if tag.name == "file" && depth == 2 {
            return self.begins_file(tag);
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        if let Some(translate) = tag.attribute("translate").filter(|_| file.unit.side.is_none()) {
            file.translate.push((depth, translate != "no"));
        }
        let parent = depth.checked_sub(2).and_then(|i| self.xml.path().get(i)).copied().unwrap_or("");
        match (tag.name, parent) {
            ("trans-unit", _) | ("unit", "file" | "group") => {
                let id = tag.any(&["id", "resname", "name"]).unwrap_or_default();
                file.unit = Unit { id, stand_off: tag.span.end, ..Unit::default() };
            }
            ("segment", "unit") => {
                file.unit.segments += 1;
                let nth = file.unit.segments;
                file.unit.segment = tag.attribute("id").or_else(|| (nth > 1).then(|| nth.to_string()));
                (file.unit.source, file.unit.target) = (Vec::new(), Vec::new());
                file.unit.fate = Some(Fate::Checked);
            }
            ("source", "trans-unit" | "segment") => file.unit.opens(Which::Source, depth, tag.span.end),
            ("seg-source", "trans-unit") => file.unit.opens(Which::SegSource, depth, tag.span.end),
            ("target", "trans-unit" | "segment") => {
                file.unit.opens(Which::Target, depth, tag.span.end);
                let waiting = tag.attribute("state").as_deref() == Some("needs-translation");
                file.unit.fate = Some(if waiting { Fate::Left(UNTRANSLATED) } else { Fate::Checked });
            }
            _ if file.unit.side.is_some() => file.unit.inline(tag, depth),
            _ => {}
        }
        Ok(())
    }

    /// Notes what an earlier run wrote.
    fn old(&mut self, tag: &Tag<'_>) {
        let depth = self.xml.path().len();
        let ours = |name: &str| tag.attribute(name).is_some_and(|id| id.starts_with(ANNOTATION));
        match tag.name {
            "mrk" if ours("id") || ours("xml:id") => {
                self.anchors.old.push(tag.span);
                self.marks.push((depth, None));
            }
            "locQualityIssues" if ours("xml:id") => self.marks.push((depth, Some(tag.span.start))),
            "xliff" if depth == 1 => self.old_head(tag, &[("xmlns:its", ITS), ("its:version", "2.0")]),
            "file" if depth == 2 => self.old_head(tag, &[("annotatorsRef", "localization-quality-issue|daejo/"), ("revTool", "daejo/")]),
            _ => {}
        }
    }

    /// Attributes right behind the name of a tag that an earlier run wrote there.
    fn old_head(&mut self, tag: &Tag<'_>, wanted: &[(&str, &str)]) {
        let whole = tag.span.slice(self.text);
        let name = whole.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(whole.len());
        let mut at = name;
        for (attribute, value) in wanted {
            let Some(rest) = whole.get(at..).and_then(|r| r.strip_prefix(' ')) else { continue };
            let Some((written, rest)) = rest.split_once("=\"") else { continue };
            let is_it = written == *attribute || written.split_once(':').is_some_and(|(_, local)| local == *attribute);
            let Some(end) = rest.find('"').filter(|_| is_it && rest.starts_with(value)) else { continue };
            at += 1 + written.len() + 2 + end + 1;
        }
        if at > name {
            self.anchors.old.push(Span::new(tag.span.start + name, tag.span.start + at));
        }
    }

    fn old_ends(&mut self, span: Span) {
        let depth = self.xml.path().len() + 1;
        if let Some((_, from)) = self.marks.pop_if(|(at, _)| *at == depth) {
            self.anchors.old.push(from.map_or(span, |start| Span::new(start, span.end)));
        }
    }

    fn root(&mut self, tag: &Tag<'_>) -> Result<(), BilingualError> {
        if tag.name != "xliff" {
            return Err(BilingualError::Unusable(format!("it begins with <{}> and not with <xliff>: this is not XLIFF", tag.name)));
        }
        let version = tag.attribute("version").unwrap_or_default();
        self.anchors.second = version.starts_with("2.");
        self.anchors.root = tag.span;
        if !self.anchors.second && !version.starts_with("1.") {
            return Err(BilingualError::Unusable(format!("XLIFF of version `{version}` is not known; 1.2, 2.0 and 2.1 are read")));
        }
        if self.anchors.second {
            self.directed(tag, ["srcLang", "trgLang"])?;
        }
        Ok(())
    }

    /// The file must go from Korean to English, if it says where it goes.
    fn directed(&self, tag: &Tag<'_>, names: [&str; 2]) -> Result<(), BilingualError> {
        let [source, target] = names.map(|n| tag.attribute(n));
        let right = |tag: &Option<String>, want| tag.as_deref().is_none_or(|t| language(t) == Some(want));
        if right(&source, Lang::Ko) && right(&target, Lang::En) {
            return Ok(());
        }
        let said = |tag: Option<String>| tag.unwrap_or_else(|| "?".to_owned());
        Err(self
            .xml
            .error(tag.span.start, format!("it is a translation from {} into {}; from Korean into English is what can be checked", said(source), said(target))))
    }

    fn begins_file(&mut self, tag: &Tag<'_>) -> Result<(), BilingualError> {
        if !self.anchors.second {
            self.directed(tag, ["source-language", "target-language"])?;
        }
        self.origin = self.origin.behind(self.text.get(self.origin.offset..tag.span.start).unwrap_or(""));
        self.anchors.files.push(tag.span);
        let translate = tag.attribute("translate").map(|t| (2, t != "no")).into_iter().collect();
        let id = tag.any(&["original", "id"]);
        let start = tag.span.start;
        let (unit, notes) = (Unit::default(), Vec::new());
        self.file = Some(File { id, start, origin: self.origin, layers: Layers::default(), translate, unit, left_out: 0, notes });
        Ok(())
    }

    fn text(&mut self, span: Span, shown: Option<char>) {
        if let Some(file) = &mut self.file
            && file.unit.side.is_some()
            && file.unit.code.is_none()
        {
            file.unit.push(shown.map_or(Piece::Text(span), |c| Piece::Char(span, c)));
        }
    }

    fn closes(&mut self, name: &str, span: Span) {
        let depth = self.xml.path().len() + 1;
        let Some(file) = &mut self.file else { return };
        if file.unit.side.is_some() {
            file.unit.closes(depth, span);
        } else {
            match name {
                "segment" => file.segment_ends(self.text),
                "trans-unit" => {
                    file.unit.stand_off = span.start;
                    file.trans_unit_ends(self.text);
                }
                _ => {}
            }
        }
        if matches!(name, "unit" | "trans-unit") {
            let (kept, stand_off) = (std::mem::take(&mut file.unit.kept), file.unit.stand_off);
            self.anchors.units.extend(kept.into_iter().map(|(source, target)| Anchor { source, target, stand_off }));
        }
        file.translate.retain(|(at, _)| *at < depth);
        if name == "file" && depth == 2 {
            self.ends_file(span.end);
        }
    }

    fn ends_file(&mut self, end: usize) {
        let Some(mut file) = self.file.take() else { return };
        let window = Span::new(file.start, end);
        if file.left_out > 0 {
            file.notes.push(format!("{} marked not to be translated, and left out", counted(file.left_out)));
        }
        let Layers { ko, en, unchecked } = file.layers;
        let side = |layer| Side::new(self.text, window, file.origin, layer);
        self.articles.push(Article { id: file.id, ko: side(ko), en: side(en), date: None, notes: file.notes, unchecked });
    }
}

/// `1 unit is`, `3 units are`.
fn counted(n: usize) -> String {
    if n == 1 { "1 unit is".to_owned() } else { format!("{n} units are") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotation::Issue;
    use crate::report::xliff::{annotate, stripped};
    use proptest::prelude::*;

    /// What both sides read, segment by segment.
    fn words(articles: &[Article]) -> Vec<(String, String, String)> {
        let mut out = Vec::new();
        for article in articles {
            let (ko, en) = (article.ko.document(Lang::Ko, "t"), article.en.document(Lang::En, "t"));
            let text = |d: &crate::model::Document<'_>, i: usize| d.segments[i].span.slice(d.text()).to_owned();
            out.extend((0..ko.segments.len()).map(|i| (ko.segments[i].id.clone(), text(&ko, i), text(&en, i))));
        }
        out
    }

    fn file(second: bool, units: &[(String, String)]) -> String {
        let unit = |(i, (ko, en)): (usize, &(String, String))| {
            if second {
                format!("<unit id=\"{i}\"><segment><source>가{ko}</source><target>a{en}</target></segment></unit>\n")
            } else {
                format!("<trans-unit id=\"{i}\"><source>가{ko}</source>\r\n<target >a{en}</target></trans-unit>")
            }
        };
        let units: String = units.iter().enumerate().map(unit).collect::<Vec<_>>().concat();
        if second {
            format!("<xliff version=\"2.0\" srcLang=\"ko\"><file id='f'>{units}</file></xliff>")
        } else {
            format!("<xliff version=\"1.2\"><file  original=''><body>{units}</body></file>\n</xliff>")
        }
    }

    #[test]
    fn files_are_articles_of_their_own() {
        let text = "<xliff version=\"1.2\"><file original=\"a\"><trans-unit id=\"1\"><source>가</source><target>a</target></trans-unit></file>\n<file original=\"b\"><trans-unit id=\"1\"><source>나</source><target>b</target></trans-unit></file></xliff>";
        let (articles, anchors) = read(&Arc::from(text)).unwrap();
        assert_eq!(articles.iter().map(|a| a.id.as_deref().unwrap()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((anchors.files.len(), anchors.units.len()), (2, 2));
        let document = articles[1].ko.document(Lang::Ko, "t");
        assert_eq!(document.reported(document.original(document.blocks[0].span)).slice(text), "나");
    }

    proptest! {
        #[test]
        fn any_file_is_read_or_refused(units in "(</?(unit|trans-unit|segment|source|target|g|mrk mtype='seg' mid='1'|ph|pc|alt-trans)>|<x/>|&(lt|#1|q);|<!--|-->|[가-나a-z <>&]){0,40}", second in any::<bool>()) {
            let version = if second { "2.1" } else { "1.2" };
            let text = Arc::<str>::from(format!("<xliff version='{version}'><file>{units}</file></xliff>"));
            if let Ok((articles, _)) = read(&text) {
                words(&articles);
            }
        }

        #[test]
        fn what_is_annotated_is_stripped_to_the_same_bytes(
            units in proptest::collection::vec(("(나|<g id=\"1\">다</g>| |&amp;|\n){0,5}", "(b|<g id=\"1\">c d</g>| |&lt;|<x/>|<!-- e -->|<!\\[CDATA\\[f]]>|3){0,8}"), 1..4),
            places in proptest::collection::vec((0_usize..400, 0_usize..12), 0..6),
            second in any::<bool>(),
        ) {
            let text = Arc::<str>::from(file(second, &units));
            let (articles, anchors) = read(&text).unwrap();
            let issue = |&(at, len): &(usize, usize)| {
                let border = |i: usize| crate::text::lines::floor(&text, i.min(text.len()));
                let span = Span::new(border(at), border(at + len));
                // A finding is told of words that were read: no markup is cut through, and no space parted from the next.
                let cut = span.slice(&text).contains(['<', '>', '&', ';']) || span.slice(&text).trim() != span.slice(&text) || text[..span.start].rfind('<') > text[..span.start].rfind('>') || text[..span.start].rfind('&') > text[..span.start].rfind(';');
                let target = (!cut && anchors.units.iter().any(|u| u.target.contains(span))).then_some(span);
                Issue { source: anchors.units.first().map(|u| Span::new(u.source.start, u.source.start)), target, sort: "numbers", comment: "\"<&".to_owned(), severity: 70, rule: "value-differs" }
            };
            let issues: Vec<Issue> = places.iter().map(issue).collect();
            let written = Arc::<str>::from(annotate(&text, &anchors, &issues));
            let (again, found) = read(&written).unwrap();
            prop_assert_eq!(stripped(&written, &found), &*text);
            prop_assert_eq!(words(&again), words(&articles));
        }
    }
}
