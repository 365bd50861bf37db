//! Reads message catalogues of GNU gettext whose messages are Korean and whose translations are English. A catalogue is one
//! article, as po4a makes it of one; its entries are the units. Fuzzy entries are checked as they stand and counted;
//! obsolete ones are left out.

use super::{Article, BilingualError, Fate, Layers, REPEATED, Side, language};
use crate::model::{Lang, Origin};
use crate::text::{Span, hangul};
use std::sync::Arc;

/// Reads a catalogue.
///
/// # Errors
/// When a line of it is none of a catalogue, or its header says that it is of other languages.
pub(super) fn read(text: &Arc<str>) -> Result<Article, BilingualError> {
    let mut reading = Reading { text, layers: Layers::default(), entry: Entry::default(), field: None, fuzzy: 0, checked_header: false };
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        reading.line(line, at, i + 1)?;
        at += line.len();
    }
    reading.entry_ends()?;
    let window = Span::new(0, text.len());
    let Layers { ko, en, unchecked } = reading.layers;
    let side = |layer| Side::new(text, window, Origin::default(), layer);
    let notes = match reading.fuzzy {
        0 => Vec::new(),
        1 => vec!["1 entry is marked fuzzy; it was checked as it stands".to_owned()],
        n => vec![format!("{n} entries are marked fuzzy; they were checked as they stand")],
    };
    Ok(Article { id: None, ko: side(ko), en: side(en), date: None, notes, unchecked })
}

/// A message or a translation: stretches of its strings and the characters of its escapes.
type Text = Vec<(Span, Option<char>)>;

#[derive(Default)]
struct Entry {
    /// Its line, from 1.
    line: usize,
    fuzzy: bool,
    context: Option<Text>,
    message: Option<Text>,
    plural: Option<Text>,
    /// Translations with the number of their form.
    translations: Vec<(usize, Text)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Message,
    Plural,
    Translation,
}

struct Reading<'t> {
    text: &'t Arc<str>,
    layers: Layers,
    entry: Entry,
    field: Option<Field>,
    fuzzy: usize,
    checked_header: bool,
}

impl Reading<'_> {
    fn line(&mut self, line: &str, at: usize, number: usize) -> Result<(), BilingualError> {
        let start = at + (line.len() - line.trim_start().len());
        let line = line.trim();
        let line = if at == 0 { line.trim_start_matches('\u{FEFF}') } else { line };
        if line.is_empty() {
            return Ok(());
        }
        if let Some(comment) = line.strip_prefix('#') {
            // A comment begins the next entry; an obsolete entry is made of comments.
            if self.entry.message.is_some() {
                self.entry_ends()?;
            }
            self.entry.fuzzy |= comment.starts_with(',') && comment.split(',').any(|flag| flag.trim() == "fuzzy");
            return Ok(());
        }
        let broken = |reason: &str| BilingualError::Broken { line: number, reason: reason.to_owned() };
        let Some(quote) = line.find('"') else { return Err(broken("no line of a PO file: neither a comment nor a keyword with a string")) };
        let (keyword, string) = line.split_at(quote);
        self.keyword(keyword.trim(), number).map_err(broken)?;
        let inner = string.strip_prefix('"').and_then(|s| s.strip_suffix('"')).ok_or_else(|| broken("a string without its closing quotation mark"))?;
        let pieces = unescaped(inner, start + quote + 1).ok_or_else(|| broken("a quotation mark inside of a string, or a backslash at its end"))?;
        self.slot().ok_or_else(|| broken("a string that belongs to no keyword"))?.extend(pieces);
        Ok(())
    }

    fn keyword(&mut self, keyword: &str, line: usize) -> Result<(), &'static str> {
        let begins = matches!(keyword, "msgctxt" | "msgid") && self.entry.message.is_some();
        if begins {
            self.entry_ends().map_err(|_| "the header says that it is no translation from Korean into English")?;
        }
        match keyword {
            "" => return Ok(()),
            "msgctxt" => {
                self.field = Some(Field::Context);
                self.entry.context = Some(Text::new());
            }
            "msgid" => {
                self.field = Some(Field::Message);
                self.entry.message = Some(Text::new());
                self.entry.line = line;
            }
            "msgid_plural" if self.entry.message.is_some() => {
                self.field = Some(Field::Plural);
                self.entry.plural = Some(Text::new());
            }
            _ => {
                let form = match keyword.strip_prefix("msgstr") {
                    Some("") => Some(0),
                    Some(rest) => rest.strip_prefix('[').and_then(|r| r.strip_suffix(']')).and_then(|n| n.trim().parse().ok()),
                    None => None,
                };
                let form = form.filter(|_| self.entry.message.is_some()).ok_or("a keyword that a PO file does not have here")?;
                self.field = Some(Field::Translation);
                self.entry.translations.push((form, Text::new()));
            }
        }
        Ok(())
    }

    fn slot(&mut self) -> Option<&mut Text> {
        match self.field? {
            Field::Context => self.entry.context.as_mut(),
            Field::Message => self.entry.message.as_mut(),
            Field::Plural => self.entry.plural.as_mut(),
            Field::Translation => self.entry.translations.last_mut().map(|t| &mut t.1),
        }
    }

    fn entry_ends(&mut self) -> Result<(), BilingualError> {
        let entry = std::mem::take(&mut self.entry);
        self.field = None;
        let Some(message) = &entry.message else { return Ok(()) };
        if message.is_empty() && entry.context.is_none() {
            let first = !std::mem::replace(&mut self.checked_header, true);
            return if first { self.header(&entry) } else { Ok(()) };
        }
        let id = match &entry.context {
            Some(context) => self.words(context),
            None => format!("line {}", entry.line),
        };
        self.fuzzy += usize::from(entry.fuzzy);
        if entry.translations.is_empty() {
            self.pair(&id, message, &Text::new());
        }
        for (form, translation) in &entry.translations {
            let source = if *form == 0 { message } else { entry.plural.as_ref().unwrap_or(message) };
            let id = if entry.plural.is_some() { format!("{id}[{form}]") } else { id.clone() };
            self.pair(&id, source, translation);
        }
        Ok(())
    }

    /// The languages of the catalogue, where its header says them.
    fn header(&self, entry: &Entry) -> Result<(), BilingualError> {
        let header = entry.translations.first().map(|t| self.words(&t.1)).unwrap_or_default();
        let field = |name: &str| {
            let found = header.lines().filter_map(|l| l.split_once(':')).find(|(n, _)| n.trim().eq_ignore_ascii_case(name));
            found.map(|(_, v)| v.trim().to_owned()).filter(|v| !v.is_empty())
        };
        let (source, target) = (field("X-Source-Language"), field("Language"));
        let right = |tag: &Option<String>, want| tag.as_deref().is_none_or(|t| language(t) == Some(want));
        if right(&source, Lang::Ko) && right(&target, Lang::En) {
            return Ok(());
        }
        let said = format!(
            "it is a translation {}into {}; from Korean into English is what can be checked",
            source.map(|s| format!("from {s} ")).unwrap_or_default(),
            target.unwrap_or_else(|| "?".to_owned())
        );
        Err(BilingualError::Unusable(said))
    }

    fn pair(&mut self, id: &str, source: &Text, target: &Text) {
        let layers = &mut self.layers;
        layers.begin();
        for (layer, pieces) in [(&mut layers.ko, source), (&mut layers.en, target)] {
            for (span, shown) in pieces {
                match shown {
                    Some(c) => layer.stand_in(*span, *c),
                    None => layer.show(self.text, *span),
                }
            }
        }
        let (ko, en) = (self.words(source), self.words(target));
        let same = ko == en && ko.chars().any(hangul::is_syllable);
        self.layers.end(id, if same { Fate::Left(REPEATED) } else { Fate::Checked });
    }

    fn words(&self, pieces: &Text) -> String {
        pieces.iter().map(|(span, shown)| shown.map_or_else(|| span.slice(self.text).to_owned(), String::from)).collect()
    }
}

/// The pieces of a string that stands at byte `at`; `None` where it is broken.
fn unescaped(inner: &str, at: usize) -> Option<Text> {
    let mut pieces = Text::new();
    let mut start = 0;
    while let Some(found) = memchr::memchr2(b'\\', b'"', &inner.as_bytes()[start..]) {
        let here = start + found;
        if inner.as_bytes()[here] == b'"' {
            return None;
        }
        if found > 0 {
            pieces.push((Span::new(at + start, at + here), None));
        }
        let escaped = inner.get(here + 1..)?.chars().next()?;
        let shown = match escaped {
            'n' | 'r' | 'v' | 'f' => '\n',
            't' => ' ',
            // Not text.
            'a' | 'b' => '\u{200B}',
            other => other,
        };
        start = here + 1 + escaped.len_utf8();
        pieces.push((Span::new(at + here, at + start), Some(shown)));
    }
    if start < inner.len() {
        pieces.push((Span::new(at + start, at + inner.len()), None));
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEAD: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\"X-Source-Language: ko\\n\"\n\n";

    fn article(body: &str) -> Article {
        read(&Arc::from(format!("{HEAD}{body}"))).unwrap()
    }

    fn pairs(article: &Article) -> Vec<(String, String, String)> {
        let (ko, en) = (article.ko.document(Lang::Ko, "t"), article.en.document(Lang::En, "t"));
        let words = |d: &crate::model::Document<'_>, i: usize| d.segments[i].span.slice(d.text()).replace('\n', "/");
        (0..ko.segments.len()).map(|i| (ko.segments[i].id.clone(), words(&ko, i), words(&en, i))).collect()
    }

    #[test]
    fn entries_are_units() {
        let got = article(
            "#. 설명\n#, fuzzy, c-format\nmsgctxt \"lead\"\nmsgid \"예산은 \"\n\"3조5000억\\\"원\\\"이다.\"\nmsgstr \"The budget is \"\n\"3.5 trillion won.\"\n\n#~ msgid \"옛것\"\n#~ msgstr \"old\"\n\n\
             msgid \"%d명\"\nmsgid_plural \"%d명들\"\nmsgstr[0] \"%d person\"\nmsgstr[1] \"%d people\"\n\nmsgid \"아직\"\nmsgstr \"\"\n",
        );
        let want = [
            ("lead", "예산은 3조5000억\"원\"이다.", "The budget is 3.5 trillion won."),
            ("line 17[0]", "%d명", "%d person"),
            ("line 17[1]", "%d명들", "%d people"),
        ];
        let pairs = pairs(&got);
        assert_eq!(pairs.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect::<Vec<_>>(), want);
        assert!(got.notes[0].contains("1 entry is marked fuzzy"));
        assert_eq!(got.incomplete().unwrap(), "1 unit was not checked: it is not translated (line 22)");
    }

    #[test]
    fn other_languages_and_broken_lines_are_refused() {
        for (text, why) in [
            ("msgid \"\"\nmsgstr \"Language: ko\\n\"\n", "into ko"),
            ("msgid \"가\nmsgstr \"a\"\n", "line 1"),
            ("\nmsgid \"가\"\nmsgtext \"a\"\n", "line 3"),
            ("가나다\n", "line 1"),
            ("\"가\"\n", "no keyword"),
            ("msgstr \"가\"\n", "does not have here"),
            ("msgid \"가\\\"\n", "line 1"),
        ] {
            let e = read(&Arc::from(text)).unwrap_err().to_string();
            assert!(e.contains(why) && e.contains("nothing was checked"), "{text}: {e}");
        }
    }

    proptest! {
        #[test]
        fn any_catalogue_is_read_or_refused(lines in "((msgid|msgstr|msgctxt|msgid_plural|msgstr\\[[01]\\]|#,|#~)? ?\"?[가-나a-z\\\\n ]{0,6}\"?\n){0,12}") {
            if let Ok(article) = read(&Arc::from(lines)) {
                let (ko, en) = (article.ko.document(Lang::Ko, "t"), article.en.document(Lang::En, "t"));
                prop_assert_eq!(ko.segments.len(), en.segments.len());
            }
        }
    }
}
