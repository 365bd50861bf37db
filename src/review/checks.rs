//! What the page asks of the program around it: to check as every other command checks, by the policy and the waivers of the house.

use crate::ingest::{Loaded, PairInput};
use crate::judge::{FailOn, Policy};
use crate::record::{TranslationCheck, Trust};
use crate::report::Pair;
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;

/// The texts of an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The Korean.
    pub source: Loaded,
    /// The English.
    pub target: Loaded,
    /// The draft that the English was made of.
    pub draft: Option<Loaded>,
    /// Day of publication, where it was given beside the texts.
    pub date: Option<Date>,
}

/// What is shown of an article that was checked.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The pair.
    pub pair: &'a Pair<'a>,
    /// The day of publication by which it was checked.
    pub date: Option<Date>,
    /// The severity from which findings stop it.
    pub fail_on: FailOn,
    /// The policy by which it was judged.
    pub policy: &'a Policy,
}

/// By what the house decides at a moment.
#[derive(Clone, Debug)]
pub struct Standard {
    /// Another one wherever something that checks or signatures depend on is another.
    pub id: String,
    /// The keys that are trusted, where there are any.
    pub trust: Option<Arc<Trust>>,
    /// Editors who must have signed.
    pub reviewers: usize,
    /// Why a change of the house's files is not taken up, in words.
    pub notice: Option<String>,
}

impl Standard {
    /// What pages are told of it: another word, too, where a change is not taken up.
    pub(super) fn word(&self) -> String {
        let notice = self.notice.as_ref().map(|notice| super::log::digest(notice.as_bytes()));
        notice.map_or_else(|| self.id.clone(), |digest| format!("{}!{}", self.id, digest.get(..8).unwrap_or_default()))
    }
}

/// The program around the page.
pub trait Checks: Send + Sync + 'static {
    /// Checks an article and shows what came of it.
    fn article(&self, id: &str, given: Given, show: &mut dyn FnMut(Seen<'_>));

    /// What the machine claims of an article that it was shown, whose Korean has this name and these bytes.
    ///
    /// # Errors
    /// Why it cannot be claimed, in words.
    fn claim(&self, seen: &Seen<'_>, korean: (&str, &[u8])) -> Result<TranslationCheck, String>;

    /// Checks a pair of texts: a line of daejo.result/v1.
    fn pair(&self, id: &str, pair: PairInput) -> Vec<u8>;

    /// By what the house decides now: its files as they are on the disk.
    fn standard(&self) -> Standard;

    /// Whether findings of a rule may be waived.
    fn may_waive(&self, rule: &str) -> bool;

    /// What time it is.
    fn now(&self) -> Timestamp;
}
