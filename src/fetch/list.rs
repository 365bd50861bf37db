//! Lists of address pairs: the Korean and the English article of each line, with an identifier and a day where they have one. JSON
//! Lines, or columns parted by tabs or commas. Part of [`crate::fetch`].

use super::address::is_address;
use crate::ingest::fields::Fields;
use crate::ingest::seoul_date;
use crate::ingest::stream::{Layout, Line, Reader, Record};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::io::BufRead;

/// Two addresses of one article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddressPair {
    /// Its identifier, where the list has one.
    pub id: Option<String>,
    /// The address of the Korean.
    pub ko: String,
    /// The address of the English.
    pub en: String,
    /// The day of publication in Korea, where the list has one.
    pub date: Option<Date>,
    /// Fields that are not ours, such as `section`.
    pub extra: Map<String, Value>,
}

impl Record for AddressPair {
    fn columns(count: usize) -> Option<&'static [&'static str]> {
        match count {
            2 | usize::MAX => Some(&["ko", "en"]),
            3 => Some(&["id", "ko", "en"]),
            4 => Some(&["id", "ko", "en", "date"]),
            _ => None,
        }
    }

    fn from_fields(fields: &mut Fields) -> Result<Self, String> {
        let side = |name: &str, slot: Option<String>| match slot.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()) {
            None => Err(format!("`{name}` is missing: the address of the article")),
            Some(typed) if is_address(&typed) => Ok(typed),
            Some(typed) => Err(format!("`{}` is no address; write it whole, with https://", typed.chars().take(80).collect::<String>())),
        };
        let (ko, en) = (side("ko", fields.ko.take())?, side("en", fields.en.take())?);
        let date = match fields.date.take().filter(|d| !d.trim().is_empty()) {
            None => None,
            Some(written) => {
                let unread = || format!("the date `{}` was not understood; write it as 2025-04-15", written.chars().take(40).collect::<String>());
                Some(seoul_date(&written).ok_or_else(unread)?)
            }
        };
        Ok(Self { id: fields.id.take(), ko, en, date, extra: std::mem::take(&mut fields.extra) })
    }
}

/// The pairs of a list, line by line; a line that is none is told and costs itself only.
///
/// ```
/// use daejo::fetch::addresses;
/// use daejo::ingest::{Layout, Line};
/// let list = "ko,en\nhttps://a.example/1,https://a.example/en/1\n";
/// let Some(Line::Item { value, .. }) = addresses(list.as_bytes(), Layout::Csv).next() else { panic!() };
/// assert_eq!(value.en, "https://a.example/en/1");
/// ```
pub fn addresses<R: BufRead>(source: R, layout: Layout) -> impl Iterator<Item = Line<AddressPair>> {
    Reader::with_cap(source, layout, 64 << 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(list: &str, layout: Layout) -> Vec<Line<AddressPair>> {
        addresses(list.as_bytes(), layout).collect()
    }

    #[test]
    fn all_layouts_say_the_same() {
        let want = read("{\"id\":\"1\",\"ko\":\"https://a.example/1,2\",\"en\":\"http://a.example/en\",\"date\":\"2025-04-15\"}\n", Layout::Jsonl);
        assert!(matches!(&want[..], [Line::Item { line: 1, value }] if value.date.is_some()), "{want:?}");
        assert_eq!(read("1\thttps://a.example/1,2\thttp://a.example/en\t2025-04-15\n", Layout::Tsv), want);
        assert_eq!(read("1,\"https://a.example/1,2\",http://a.example/en,2025-04-15\n", Layout::Csv), want);
        let Line::Item { value, .. } = &read("en,section,KO\nhttp://b.example/,경제,http://a.example/\n", Layout::Csv)[0] else { panic!() };
        assert_eq!((value.ko.as_str(), value.en.as_str(), value.extra["section"].as_str()), ("http://a.example/", "http://b.example/", Some("경제")));
    }

    #[test]
    fn lines_that_are_no_pair_are_told() {
        let list = "ko\ten\nhttps://a.example/1\tarticle.md\nhttps://a.example/1\n\nhttps://a.example/1\thttps://a.example/2\n";
        let said: Vec<_> = read(list, Layout::Tsv)
            .into_iter()
            .map(|l| if let Line::Bad { line, reason, .. } = l { format!("{line}: {reason}") } else { "good".to_owned() })
            .collect();
        assert_eq!(said, ["2: `article.md` is no address; write it whole, with https://", "3: `en` is missing: the address of the article", "good"]);
        assert!(matches!(&read("ko,en\n\"https://a.example/1,https://a.example/2\n", Layout::Csv)[..], [Line::Bad { line: 2, .. }]));
        assert!(matches!(&read(&format!("https://a.example/{}\thttps://a.example/", "a".repeat(70_000)), Layout::Tsv)[..], [Line::Bad { .. }]));
    }

    proptest! {
        #[test]
        fn any_list_is_read(list in "((https?://[a-z.]{1,5}/?)?[\t,\"\n{}:]?|ko|en|id|date|\\PC{0,4}){0,30}") {
            for layout in [Layout::Jsonl, Layout::Tsv, Layout::Csv] {
                for line in read(&list, layout) {
                    if let Line::Item { value, .. } = line {
                        prop_assert!(is_address(&value.ko) && is_address(&value.en));
                    }
                }
            }
        }
    }
}
