//! The records that streams bring: pairs to check, texts to read, names to match. Read by [`crate::ingest::stream`].

use crate::ingest::date::seoul_date;
use crate::ingest::fields::Fields;
use crate::ingest::furniture;
use crate::ingest::stream::{Line, Reader, Record};
use crate::model::{Document, Lang};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// A pair of texts to hold against each other.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PairInput {
    /// Its identifier; a number is kept as it is written.
    pub id: Option<String>,
    /// The Korean: a passage, or an article whose paragraphs are parted by blank lines.
    pub ko: String,
    /// The English.
    pub en: String,
    /// The day of publication in Korea.
    pub date: Option<Date>,
    /// The draft that the English was made of, where it was kept.
    pub draft: Option<String>,
    /// Fields that are not ours, kept for reports.
    pub extra: Map<String, Value>,
}

/// A line of a stream of pairs.
pub type PairLine = Line<PairInput>;
/// Iterator over a stream of pairs.
pub type PairReader<R> = Reader<R, PairInput>;

impl PairInput {
    /// Both sides as documents: paragraphs by blank lines, furniture told from news.
    pub fn documents(&self) -> (Document<'_>, Document<'_>) {
        (document(Lang::Ko, "ko", &self.ko), document(Lang::En, "en", &self.en))
    }

    /// The draft as a document.
    pub fn drafted(&self) -> Option<Document<'_>> {
        self.draft.as_deref().map(|draft| document(Lang::En, "draft", draft))
    }
}

impl Record for PairInput {
    fn columns(count: usize) -> Option<&'static [&'static str]> {
        match count {
            2 | usize::MAX => Some(&["ko", "en"]),
            3 => Some(&["id", "ko", "en"]),
            _ => None,
        }
    }

    fn from_fields(fields: &mut Fields) -> Result<Self, String> {
        if let Some(text) = fields.text.take() {
            fields.extra.insert("text".to_owned(), Value::String(text));
        }
        let (ko, en, date) = (needed(&mut fields.ko, "ko")?, needed(&mut fields.en, "en")?, day(fields.date.as_deref())?);
        Ok(Self { id: fields.id.take(), ko, en, date, draft: fields.draft.take(), extra: std::mem::take(&mut fields.extra) })
    }
}

/// A text whose values are to be read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct MentionInput {
    /// Its identifier.
    pub id: Option<String>,
    /// The text.
    pub text: String,
    /// The day of publication in Korea.
    pub date: Option<Date>,
}

impl MentionInput {
    /// The text as a document. Nothing in it is taken for furniture: all of it was asked for.
    pub fn document(&self, lang: Lang) -> Document<'_> {
        let mut document = Document::plain(lang, "text", &self.text);
        document.join_lines();
        document
    }
}

impl Record for MentionInput {
    fn columns(count: usize) -> Option<&'static [&'static str]> {
        match count {
            1 | usize::MAX => Some(&["text"]),
            2 => Some(&["id", "text"]),
            _ => None,
        }
    }

    fn from_fields(fields: &mut Fields) -> Result<Self, String> {
        let (text, date) = (needed(&mut fields.text, "text")?, day(fields.date.as_deref())?);
        Ok(Self { id: fields.id.take(), text, date })
    }
}

/// Two spellings of what may be one name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NameInput {
    /// Its identifier.
    pub id: Option<String>,
    /// The name in Hangul.
    pub ko: String,
    /// The name in Latin letters.
    pub en: String,
}

impl Record for NameInput {
    fn columns(count: usize) -> Option<&'static [&'static str]> {
        PairInput::columns(count)
    }

    fn from_fields(fields: &mut Fields) -> Result<Self, String> {
        let (ko, en) = (needed(&mut fields.ko, "ko")?, needed(&mut fields.en, "en")?);
        Ok(Self { id: fields.id.take(), ko, en })
    }
}

/// A document of one side of a pair.
fn document<'t>(lang: Lang, name: &str, text: &'t str) -> Document<'t> {
    let mut document = Document::plain(lang, name, text);
    furniture::classify(&mut document);
    document
}

fn needed(field: &mut Option<String>, name: &str) -> Result<String, String> {
    field.take().ok_or_else(|| format!("no `{name}`"))
}

fn day(written: Option<&str>) -> Result<Option<Date>, String> {
    match written.map(str::trim).filter(|w| !w.is_empty()) {
        None => Ok(None),
        Some(w) => {
            seoul_date(w).map(Some).ok_or_else(|| format!("the date `{}` is not understood; write it as 2025-04-15", w.chars().take(40).collect::<String>()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::stream::Layout;
    use crate::model::BlockKind;
    use proptest::prelude::*;
    use std::io::{self, BufReader, Read};

    fn jsonl(text: &str) -> Vec<PairLine> {
        PairReader::new(text.as_bytes(), Layout::Jsonl).collect()
    }

    fn tsv(text: &str) -> Vec<PairLine> {
        PairReader::new(text.as_bytes(), Layout::Tsv).collect()
    }

    fn pair(line: &PairLine) -> &PairInput {
        match line {
            Line::Item { value, .. } => value,
            Line::Bad { .. } => panic!("{line:?}"),
        }
    }

    fn bad(line: &PairLine) -> (u64, Option<&str>, &str) {
        match line {
            Line::Bad { line, id, reason } => (*line, id.as_deref(), reason),
            Line::Item { .. } => panic!("{line:?}"),
        }
    }

    #[test]
    fn json_pairs() {
        let got = jsonl(
            "\u{FEFF}{\"id\": \"a\", \"ko\": \"3조원\", \"en\": \"3 trillion won\", \"date\": \"2025-04-14T20:00:00Z\", \"desk\": {\"no\": 3}}\r\n\n{\"en\":\"\",\"id\":12,\"ko\":\"\\u0033조\",\"date\":null}\n",
        );
        assert_eq!(got.len(), 2);
        let p = pair(&got[0]);
        assert_eq!((p.id.as_deref(), &*p.ko, &*p.en, p.date), (Some("a"), "3조원", "3 trillion won", seoul_date("2025-04-15")));
        assert_eq!(p.extra["desk"]["no"], 3);
        let p = pair(&got[1]);
        assert_eq!((p.id.as_deref(), &*p.ko, &*p.en, p.date), (Some("12"), "3조", "", None));
        assert!(matches!(got[1], Line::Item { line: 3, .. }));
    }

    #[test]
    fn a_draft_is_a_string_and_anything_else_is_kept() {
        let got = jsonl(
            "{\"ko\":\"하나\",\"en\":\"One\",\"draft\":\"A one\"}\n{\"ko\":\"하나\",\"en\":\"One\",\"draft\":true}\n{\"ko\":\"하나\",\"en\":\"One\",\"draft\":null}",
        );
        assert_eq!((pair(&got[0]).draft.as_deref(), pair(&got[1]).draft.as_deref(), pair(&got[2]).draft.as_deref()), (Some("A one"), None, None));
        assert_eq!(pair(&got[1]).extra["draft"], true);
        let got = tsv("ko\ten\tdraft\n하나\tOne\tA one\n둘\tTwo\t\n");
        assert_eq!((pair(&got[0]).draft.as_deref(), pair(&got[1]).draft.as_deref()), (Some("A one"), None));
    }

    #[test]
    fn a_bad_line_costs_itself_only() {
        let lines = [
            r#"{"id": "a", "ko": "하나", "en": "one"}"#,
            r#"{"id": "b", "ko": "둘", "en": "two"#,
            "둘",
            r#"{"id": "d", "ko": "넷"}"#,
            r#"{"id": 5, "ko": 5, "en": "five"}"#,
            r#"{"id": "f", "ko": "하나", "ko": "둘", "en": "one"}"#,
            r#"{"id": "g", "ko": "\ud800", "en": "one"}"#,
            r#"["ko", "en"]"#,
            r#"{"id": "i", "ko": "하나", "en": "one", "date": "어제"}"#,
            r#"{"id": "j", "ko": "하나", "en": "one"}"#,
        ];
        let got = jsonl(&lines.join("\n"));
        assert_eq!(got.len(), 10);
        let reasons: Vec<_> = got[1..9].iter().map(bad).collect();
        let expected = [
            (Some("b"), "breaks off"),
            (None, "not JSON"),
            (Some("d"), "no `en`"),
            (Some("5"), "`ko` is a number"),
            (Some("f"), "`ko` is there twice"),
            (Some("g"), "not JSON"),
            (None, "not a JSON object"),
            (Some("i"), "`어제` is not understood"),
        ];
        for (i, (&(line, id, reason), (want_id, want))) in reasons.iter().zip(expected).enumerate() {
            assert_eq!((line, id), (i as u64 + 2, want_id), "{reason}");
            assert!(reason.contains(want), "{reason}");
        }
        assert_eq!(pair(&got[9]).id.as_deref(), Some("j"));
    }

    #[test]
    fn bytes_that_are_no_text_and_nesting_without_end() {
        let mut input = b"{\"id\": \"x\", \"ko\": \"\xB0\xA1\", \"en\": \"a\"}\n".to_vec();
        input.extend(format!("{{\"id\": \"y\", \"ko\": \"가\", \"en\": \"a\", \"z\": {}\n", "[".repeat(100_000)).bytes());
        input.extend(b"{\"ko\": \"\", \"en\": \"\"}");
        let got: Vec<PairLine> = PairReader::new(&*input, Layout::Jsonl).collect();
        assert_eq!(bad(&got[0]).1, Some("x"));
        assert!(bad(&got[0]).2.contains("not UTF-8"));
        assert_eq!(bad(&got[1]).1, Some("y"));
        assert_eq!(pair(&got[2]), &PairInput::default());
    }

    #[test]
    fn a_line_over_the_cap_is_skipped_without_being_held() {
        let long = io::repeat(b'x').take(100 << 20);
        let input = BufReader::new((&b"{\"id\": \"big\", \"ko\": \""[..]).chain(long).chain(&b"\n{\"ko\": \"a\", \"en\": \"b\"}\n"[..]));
        let mut reader = PairReader::with_cap(input, Layout::Jsonl, 1 << 20);
        let first = reader.next().unwrap();
        assert_eq!(bad(&first).1, Some("big"));
        assert!(bad(&first).2.contains("bytes long"));
        assert_eq!(pair(&reader.next().unwrap()).ko, "a");
        assert!(reader.next().is_none());
        let exact = PairReader::with_cap(&b"{\"ko\":\"a\",\"en\":\"b\"}\n"[..], Layout::Jsonl, 19).next().unwrap();
        assert_eq!(pair(&exact).en, "b");
    }

    #[test]
    fn columns_with_and_without_a_header() {
        let got = tsv("EN\tdate\tid\tko\tdesk\none\\ntwo\t2025. 4. 15.\t7\t하나 \"둘\t경제\n");
        let p = pair(&got[0]);
        assert_eq!((p.id.as_deref(), &*p.ko, &*p.en, p.date), (Some("7"), "하나 \"둘", "one\ntwo", seoul_date("2025-04-15")));
        assert_eq!(p.extra["desk"], "경제");
        assert_eq!(pair(&tsv("하나\tone\n둘\ttwo")[1]).en, "two");
        assert_eq!(pair(&tsv("a\t하나\tone")[0]).id.as_deref(), Some("a"));
        assert_eq!(pair(&tsv("하나\t\n")[0]).en, "", "an empty side is a pair");
    }

    #[test]
    fn columns_that_do_not_fit() {
        assert!(bad(&tsv("하나")[0]).2.contains("no header"));
        assert!(bad(&tsv("id\tko\ten\na\t하나")[0]).2.contains("no `en`"));
        let got = tsv("id\tko\ten\na\t하나\tone\tmore\nb\t둘\ttwo");
        assert_eq!(bad(&got[0]).1, Some("a"));
        assert_eq!(pair(&got[1]).id.as_deref(), Some("b"));
    }

    #[test]
    fn a_source_that_fails_is_reported() {
        struct Fails;
        impl Read for Fails {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the disk is gone"))
            }
        }
        let input = BufReader::new((&b"{\"ko\":\"a\",\"en\":\"b\"}\n"[..]).chain(Fails));
        let got: Vec<PairLine> = PairReader::new(input, Layout::Jsonl).collect();
        assert_eq!(got.len(), 2);
        assert!(bad(&got[1]).2.contains("the disk is gone"));
    }

    #[test]
    fn other_records() {
        let mut texts = Reader::<_, MentionInput>::new(
            &b"{\"id\":\"a\",\"text\":\"3\xEC\xA1\xB0\",\"date\":\"2025-04-15\"}\n{\"id\":\"b\",\"ko\":\"x\"}"[..],
            Layout::Jsonl,
        );
        assert!(matches!(texts.next(), Some(Line::Item { value: MentionInput { date: Some(_), .. }, .. })));
        assert!(matches!(texts.next(), Some(Line::Bad { reason, .. }) if reason.contains("no `text`")));
        let mut names = Reader::<_, NameInput>::new("정청래\tJung Chung-rae\n".as_bytes(), Layout::Tsv);
        assert!(matches!(names.next(), Some(Line::Item { value, .. }) if value.en == "Jung Chung-rae"));
    }

    #[test]
    fn documents_of_a_pair_have_their_furniture_marked() {
        let p = PairInput { ko: "첫째 문단.\n\n김하늘 기자 a@b.example".to_owned(), en: "First.\n\nSecond.".to_owned(), ..PairInput::default() };
        let (ko, en) = p.documents();
        assert_eq!(ko.blocks.iter().map(|b| b.kind).collect::<Vec<_>>(), [BlockKind::Paragraph, BlockKind::Byline]);
        assert_eq!(en.blocks.len(), 2);
    }

    proptest! {
        #[test]
        fn every_line_of_any_stream_is_answered_once(t in "([{}\\[\\]\":,\\\\a-z0-9가-힣\t ]|\n|\"ko\"|\"en\": \"\"|null){0,60}", cap in 1_usize..64) {
            for layout in [Layout::Jsonl, Layout::Tsv] {
                let lines: Vec<u64> = PairReader::with_cap(t.as_bytes(), layout, cap).map(|l| match l { Line::Item { line, .. } | Line::Bad { line, .. } => line }).collect();
                prop_assert!(lines.windows(2).all(|w| w[0] < w[1]));
            }
        }

        #[test]
        fn what_json_says_comes_through(ko in "\\PC{0,30}", en in "\\PC{0,30}") {
            let line = serde_json::json!({"ko": ko, "en": en}).to_string();
            let got = jsonl(&line);
            prop_assert_eq!((&pair(&got[0]).ko, &pair(&got[0]).en), (&ko, &en));
        }
    }
}
