//! What a record that holds says, in the words of other standards: one file a form. Nothing is added to it: what nobody has declared is left out, or told
//! as unknown. Part of [`crate::record`].

mod html;
mod its;
mod ninjs;
mod prov;
mod schema_org;
mod sigstore;
mod test_result;

pub use html::html;
pub use its::xliff;
pub use ninjs::ninjs;
pub use prov::prov_json;
pub use schema_org::schema_org;
pub use sigstore::bundles;
pub use test_result::test_result;

use super::chain::Chain;
use super::check::{Link, TranslationCheck};
use super::digest::{Moment, Sha256};
use super::statement::{Resource, Statement};
use super::verify::Answer;
use crate::model::TranslatorKind;

/// A record that holds, and what else is known of the article.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    answer: &'a Answer,
    check: &'a Statement<TranslationCheck>,
    /// The headline of the English, where it says one.
    pub title: Option<&'a str>,
    /// The headline of the Korean, where it says one.
    pub source_title: Option<&'a str>,
    /// The paper.
    pub publisher: Option<&'a str>,
}

impl<'a> Told<'a> {
    /// Of an answer; nothing where the record does not hold.
    pub fn new(answer: &'a Answer) -> Option<Self> {
        answer.stands.as_ref()?;
        let (_, check) = answer.chain.latest_check()?;
        Some(Self { answer, check, title: None, source_title: None, publisher: None })
    }

    fn chain(&self) -> &'a Chain {
        &self.answer.chain
    }

    fn subject(&self) -> Option<&'a Resource> {
        self.check.subject.first()
    }

    fn source(&self) -> Option<&'a Resource> {
        self.check.predicate.sources.first()
    }

    /// The digest of the English, as the name by which it is known everywhere.
    fn text(&self) -> Sha256 {
        self.subject().map_or_else(|| Sha256::of(""), |s| s.digest.sha256)
    }

    fn approved(&self) -> &'a [(String, Moment)] {
        self.answer.stands.as_ref().map_or(&[], |s| &s.approved)
    }

    /// What IPTC calls the source of such a text; nothing where nobody has declared what made it.
    fn digital_source(&self) -> Option<DigitalSource> {
        match (self.check.predicate.translator.kind, self.approved().is_empty()) {
            (TranslatorKind::Machine, true) => Some(DigitalSource { code: "trainedAlgorithmicMedia", name: "Created using Generative AI" }),
            (TranslatorKind::Machine, false) => Some(DigitalSource { code: "compositeWithTrainedAlgorithmicMedia", name: "Edited using Generative AI" }),
            (TranslatorKind::Human, _) => Some(DigitalSource { code: "digitalCreation", name: "Digital creation" }),
            (TranslatorKind::Unknown, _) => None,
        }
    }
}

/// A term of IPTC's NewsCodes for digital sources.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct DigitalSource {
    code: &'static str,
    name: &'static str,
}

impl DigitalSource {
    fn uri(self) -> String {
        format!("http://cv.iptc.org/newscodes/digitalsourcetype/{}", self.code)
    }
}

/// The words of both sides of a link; what is no place of the text is left out.
fn texts(link: &Link, korean: &str, english: &str) -> (String, String) {
    let words = |text: &str, spans: &[[u64; 2]]| {
        let slice = |[start, end]: &[u64; 2]| text.get(usize::try_from(*start).ok()?..usize::try_from(*end).ok()?);
        spans.iter().filter_map(slice).collect::<Vec<_>>().join(" ")
    };
    (words(korean, &link.source), words(english, &link.target))
}

/// A document as text, with the end of the last line. `<` is written as an escape, so that it can stand inside a page.
fn pretty(value: &serde_json::Value) -> String {
    // Strings and maps with string keys always serialise.
    format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default().replace('<', "\\u003c"))
}
