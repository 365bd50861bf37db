//! A bilingual file from disk: its kind, its bytes, the articles in it.

use super::{Article, BilingualError, Kind, docx, page, po, tmx::TmxReader, xliff};
use crate::ingest::decode::decode;
use crate::ingest::load::read;
use crate::ingest::{IngestError, Limits};
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

/// Articles of a file, as they are read.
pub type Articles = Box<dyn Iterator<Item = Result<Article, IngestError>> + Send>;

/// The articles of a bilingual file. A translation memory is read as it is asked for, in bounded memory: of it `unit` bounds
/// the bytes of one unit. Other files are read whole, up to the limit.
///
/// # Errors
/// When the file cannot be read or is not what its name says; for a translation memory the iterator tells it.
pub fn articles(path: &Path, kind: Kind, limits: Limits, unit: usize) -> Result<Articles, IngestError> {
    let name = path.display().to_string();
    if kind == Kind::Tmx {
        return memory(path, name, unit);
    }
    let found = in_bytes(&read(path, limits)?, kind, limits).map_err(|e| e.named(&name))?;
    if found.iter().all(|a| a.segments() == 0 && a.unchecked.is_empty()) {
        return Err(BilingualError::Unusable(format!("no unit in this {} file that is to be checked", kind.as_str())).named(&name));
    }
    // Of several articles those without any unit are none.
    Ok(Box::new(found.into_iter().filter(|a| a.segments() > 0 || !a.unchecked.is_empty()).map(Ok)))
}

/// The articles of a file that is in memory.
///
/// # Errors
/// When it is not what it is said to be, is of other languages, or does what is not allowed.
pub fn in_bytes(bytes: &[u8], kind: Kind, limits: Limits) -> Result<Vec<Article>, BilingualError> {
    if kind == Kind::Docx {
        return docx::read(bytes, limits.file).map(|a| vec![a]);
    }
    let text = Arc::<str>::from(decode(bytes)?.text);
    if let Some(line) = crate::ingest::load::conflict(&text) {
        let reason = "a mark of a merge conflict; decide what the file is to be and take the marks out".to_owned();
        return Err(BilingualError::Broken { line, reason });
    }
    match kind {
        Kind::Xliff => xliff::read(&text).map(|(articles, _)| articles),
        Kind::Po => po::read(&text).map(|a| vec![a]),
        Kind::Html => page::read(&text).map(|a| vec![a]),
        Kind::Tmx => TmxReader::new(Box::new(std::io::Cursor::new(bytes.to_vec())), bytes.len()).collect(),
        Kind::Docx => Ok(Vec::new()),
    }
}

fn memory(path: &Path, name: String, unit: usize) -> Result<Articles, IngestError> {
    let refused = |source| IngestError::Read { path: path.to_owned(), source };
    #[expect(clippy::disallowed_methods, reason = "one of the places where intake reads files: a memory is read as a stream")]
    let file = std::fs::File::open(path).map_err(refused)?;
    if !file.metadata().map_err(refused)?.is_file() {
        return Err(IngestError::NotAFile { path: path.to_owned() });
    }
    let reader = TmxReader::new(Box::new(BufReader::with_capacity(1 << 17, file)), unit);
    Ok(Box::new(reader.map(move |article| article.map_err(|e| e.named(&name)))))
}

/// Whether a file that is found in a folder holds both languages, so that it is to be checked: by its name, and for
/// documents and pages by what is in them.
pub fn is_bilingual(path: &Path, kind: Kind, limits: Limits) -> bool {
    match kind {
        Kind::Xliff | Kind::Tmx | Kind::Po => true,
        Kind::Docx | Kind::Html => read(path, limits).is_ok_and(|bytes| in_bytes(&bytes, kind, limits).is_ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pairs::{PairInput, PairReader};
    use crate::ingest::stream::{Layout, Line};
    use crate::ingest::{Format, load};
    use crate::model::{BlockKind, Document, Lang};

    const FORMATS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/formats");

    fn words(d: &Document<'_>) -> Vec<(BlockKind, String)> {
        d.blocks.iter().map(|b| (b.kind, b.span.slice(d.text()).split_whitespace().collect::<Vec<_>>().join(" "))).collect()
    }

    #[expect(clippy::disallowed_methods, reason = "the test reads its corpus")]
    fn record(file: &str) -> PairInput {
        let bytes = std::fs::read(Path::new(FORMATS).join(file)).unwrap();
        match PairReader::new(&*bytes, Layout::Jsonl).next() {
            Some(Line::Item { value, .. }) => value,
            other => panic!("{other:?}"),
        }
    }

    /// Every segment of both sides: its identifier and words.
    fn segments(ko: &Document<'_>, en: &Document<'_>) -> Vec<(String, String, String)> {
        let words = |d: &Document<'_>, i: usize| d.segments[i].span.slice(d.text()).trim().to_owned();
        (0..ko.segments.len()).map(|i| (ko.segments[i].id.clone(), words(ko, i), words(en, i))).collect()
    }

    #[test]
    fn formats_of_both_languages_ingest_equal() {
        let (bare, linked) = (record("article.jsonl"), record("article.segments.jsonl"));
        let (ko, en) = bare.documents();
        let (segments_ko, segments_en) = linked.documents();
        let want = segments(&segments_ko, &segments_en);
        assert_eq!((words(&segments_ko), words(&segments_en)), (words(&ko), words(&en)));
        for file in ["article.xlf", "article.2.xlf", "article.tmx", "article.po", "article.docx", "article.table.html"] {
            let path = Path::new(FORMATS).join(file);
            let all: Vec<Article> = articles(&path, Kind::of(&path).unwrap(), Limits::default(), 1 << 20).unwrap().map(|a| a.unwrap()).collect();
            let [article] = &all[..] else { panic!("{file}: {} articles", all.len()) };
            let (this_ko, this_en) = (article.ko.document(Lang::Ko, file), article.en.document(Lang::En, file));
            assert_eq!((words(&this_ko), words(&this_en)), (words(&ko), words(&en)), "{file}");
            assert_eq!(article.incomplete(), None, "{file}");
            let got = segments(&this_ko, &this_en);
            let ids = |all: &[(String, String, String)]| all.iter().map(|s| s.0.clone()).collect::<Vec<_>>();
            // A table without a column for them has no identifiers.
            if file != "article.docx" {
                assert_eq!(ids(&got), ids(&want), "{file}");
            }
            assert!(got.iter().zip(&want).all(|(a, b)| (&a.1, &a.2) == (&b.1, &b.2)), "{file}: {got:?}");
            assert!(is_bilingual(&path, Kind::of(&path).unwrap(), Limits::default()));
        }
    }

    #[test]
    fn identifiers_in_markdown_change_no_word() {
        for (lang, with, without) in [(Lang::Ko, "article.ids.ko.md", "article.ko.md"), (Lang::En, "article.ids.en.md", "article.en.md")] {
            let read = |file: &str| load(&Path::new(FORMATS).join(file), Limits::default()).unwrap();
            let (with, without) = (read(with), read(without));
            assert_eq!(words(&with.document(lang)), words(&without.document(lang)));
            let ids: Vec<String> = with.document(lang).segments.iter().map(|s| s.id.clone()).collect();
            assert_eq!(ids.len(), 10, "{ids:?}");
        }
    }

    #[test]
    fn a_page_of_one_language_is_no_bilingual_file() {
        let path = Path::new(FORMATS).join("article.ko.html");
        assert!(!is_bilingual(&path, Kind::Html, Limits::default()));
        assert_eq!(Format::of(&path), Some(Format::Html));
        assert!(articles(Path::new("none.xlf"), Kind::Xliff, Limits::default(), 1).is_err());
    }
}
