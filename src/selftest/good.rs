//! The good pairs that come with the program: the articles of `corpus/pairs` with their planted errors mended, and the
//! short pairs of `corpus/selftest`.

use super::Sample;
use crate::ingest::{Format, load_bytes};
use crate::model::Lang;
use jiff::civil::Date;
use serde::Deserialize;

/// An article of the corpus as it is in the program.
struct Article {
    slug: &'static str,
    ko: &'static str,
    en: &'static str,
    expected: &'static str,
}

macro_rules! articles {
    ($($slug:literal),+ $(,)?) => {
        &[$(Article {
            slug: $slug,
            ko: include_str!(concat!("../../corpus/pairs/", $slug, "/ko.md")),
            en: include_str!(concat!("../../corpus/pairs/", $slug, "/en.md")),
            expected: include_str!(concat!("../../corpus/pairs/", $slug, "/expected.toml")),
        }),+]
    };
}

macro_rules! tables {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../corpus/selftest/", $name, ".toml")))),+]
    };
}

/// Every folder of `corpus/pairs`; a test holds the list against it.
const ARTICLES: &[Article] = articles![
    "accident-ferry", "court-embezzlement", "defence-export", "earnings-chipmaker", "politics-ai-pledge", "population-statistics", "rate-decision",
    "realestate-apartments", "science-rocket", "sports-baseball",
];
/// Every table of `corpus/selftest`.
const TABLES: &[(&str, &str)] = tables!["business", "court", "defence", "economy", "politics", "realestate", "science", "society", "sports", "weather"];

/// What is needed of `expected.toml`: how the errors are mended.
#[derive(Deserialize)]
struct Expected {
    error: Vec<Planted>,
}

#[derive(Deserialize)]
struct Planted {
    wrong: String,
    right: String,
}

/// A table of short pairs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    pair: Vec<Short>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Short {
    date: String,
    ko: String,
    en: String,
}

/// Every good pair, each by its name; what could not be read has the reason.
pub fn embedded() -> Vec<(String, Result<Sample, String>)> {
    let articles = ARTICLES.iter().map(|a| (a.slug.to_owned(), a.sample()));
    let tables = TABLES.iter().flat_map(|(name, text)| match toml::from_str::<Table>(text) {
        Ok(table) => table.pair.into_iter().zip(1..).map(|(pair, n)| (format!("{name}-{n}"), pair.sample(&format!("{name}-{n}")))).collect(),
        Err(e) => vec![((*name).to_owned(), Err(e.to_string()))],
    });
    articles.chain(tables).collect()
}

impl Article {
    fn sample(&self) -> Result<Sample, String> {
        let expected: Expected = toml::from_str(self.expected).map_err(|e| e.to_string())?;
        let mended = expected.error.iter().fold(self.en.to_owned(), |text, e| text.replace(&e.wrong, &e.right));
        let load = |name: &str, text: &str| load_bytes(name, text.as_bytes(), Format::Markdown).map_err(|e| e.to_string());
        let (ko, en) = (load("ko.md", self.ko)?, load("en.md", &mended)?);
        let (source, target) = (ko.document(Lang::Ko), en.document(Lang::En));
        Ok(Sample::of(self.slug, &source, &target, source.meta.date))
    }
}

impl Short {
    fn sample(self, id: &str) -> Result<Sample, String> {
        let date: Date = self.date.parse().map_err(|e| format!("{}: {e}", self.date))?;
        Ok(Sample { id: id.to_owned(), ko: self.ko, en: self.en, date: Some(date) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn names(folder: &str) -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(folder);
        let mut names: Vec<String> =
            path.read_dir().expect("a folder").map(|e| e.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_program_holds_the_whole_corpus() {
        assert_eq!(ARTICLES.iter().map(|a| a.slug).collect::<Vec<_>>(), names("pairs"));
        assert_eq!(TABLES.iter().map(|t| t.0).collect::<Vec<_>>(), names("selftest"));
    }

    #[test]
    fn every_good_pair_is_read() {
        let pairs = embedded();
        assert!(pairs.len() >= 70, "{}", pairs.len());
        for (id, sample) in pairs {
            let sample = sample.unwrap_or_else(|e| panic!("{id}: {e}"));
            assert!(sample.date.is_some() && !sample.ko.is_empty() && !sample.en.is_empty(), "{id}");
        }
    }
}
