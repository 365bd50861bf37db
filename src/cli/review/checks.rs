//! How the page checks: as every other command does, by the policy, the waivers and the baseline of the house.

use crate::cli::decided::Decided;
use crate::cli::intake::{Sides, Work};
use crate::cli::one::{self, Rules, Text};
use crate::cli::settings::Settings;
use crate::ingest::PairInput;
use crate::judge::rules::about_waivers;
use crate::review::{Checks, Given, Seen};
use jiff::Timestamp;
use jiff::civil::Date;

/// The program around the page.
#[derive(Debug)]
pub(super) struct Checker {
    rules: Rules,
}

impl Checker {
    pub(super) fn new(settings: Settings, decided: Decided, date: Option<Date>) -> Self {
        let date = date.or(settings.config.date);
        let rules = Rules { settings, date, texts: vec![Text::Jsonl], rows: false, annotate: false, whole: true, decided, collect: false, keep: false };
        Self { rules }
    }
}

impl Checks for Checker {
    fn article(&self, id: &str, given: Given, show: &mut dyn FnMut(Seen<'_>)) {
        let Given { source, target, draft, date } = given;
        let sides = Sides::Files { ko: source, en: target, draft, date };
        one::examine(id, &sides, &self.rules, |found| show(Seen { pair: &found.pair, date: found.date, fail_on: found.held.fail_on }));
    }

    fn pair(&self, id: &str, pair: PairInput) -> Vec<u8> {
        let done = one::work(Work::Record { id: id.to_owned(), pair }, &self.rules);
        done.reports.into_iter().next().unwrap_or_default()
    }

    fn may_waive(&self, rule: &str) -> bool {
        !self.rules.decided.waivers.unwaivable.contains(rule) && !about_waivers(rule)
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
