//! How the page checks: as every other command does, by the policy, the waivers and the baseline of the house.

use super::house::Watched;
use crate::cli::Stop;
use crate::cli::decided;
use crate::cli::intake::{Sides, Work};
use crate::cli::one;
use crate::ingest::PairInput;
use crate::judge::Policy;
use crate::judge::rules::about_waivers;
use crate::model::Declaration;
use crate::pipeline;
use crate::record::{Moment, Run, TranslationCheck, claim};
use crate::review::{Checks, Given, Seen, Standard};
use jiff::Timestamp;

/// The program around the page.
#[derive(Debug)]
pub(super) struct Checker(pub(super) Watched);

impl Checks for Checker {
    fn article(&self, id: &str, given: Given, show: &mut dyn FnMut(Seen<'_>)) {
        let Given { source, target, draft, date } = given;
        let sides = Sides::Files { ko: source, en: target, draft, date };
        let (house, _) = self.0.now();
        one::examine(id, &sides, &house.rules, |found| {
            show(Seen { pair: &found.pair, date: found.date, fail_on: found.held.fail_on, policy: &found.held.policy });
        });
    }

    fn claim(&self, seen: &Seen<'_>, korean: (&str, &[u8])) -> Result<TranslationCheck, String> {
        let said = |stop: Stop| stop.to_string();
        let (house, _) = self.0.now();
        let (translator, _) = house.desk.translator(&Declaration::default(), seen.pair.target.meta.declared.as_deref()).map_err(said)?;
        let off = pipeline::rules().map(|r| r.id).filter(|rule| !asked(seen.policy, rule)).collect();
        let run = Run {
            at: Moment::new(self.now()),
            program: self.0.program(),
            source: korean,
            source_revision: seen.pair.source.meta.revision.as_deref(),
            translator,
            house: house.desk.house().map_err(said)?,
            date: seen.date,
            fail_on: seen.fail_on,
            off,
        };
        Ok(claim::check(seen.pair, &run))
    }

    fn pair(&self, id: &str, pair: PairInput) -> Vec<u8> {
        let (house, _) = self.0.now();
        let done = one::work(Work::Record { id: id.to_owned(), pair }, &house.rules);
        done.reports.into_iter().next().unwrap_or_default()
    }

    fn standard(&self) -> Standard {
        let (house, notice) = self.0.now();
        Standard { id: house.id.clone(), trust: house.trust.clone(), reviewers: house.reviewers, notice }
    }

    fn may_waive(&self, rule: &str) -> bool {
        let (house, _) = self.0.now();
        !house.rules.decided.waivers.unwaivable.contains(rule) && !about_waivers(rule)
    }

    fn now(&self) -> Timestamp {
        // What was set was looked at when the page was opened.
        decided::now().unwrap_or_else(|_| Timestamp::now())
    }
}

/// Whether a rule was on for an article.
fn asked(policy: &Policy, rule: &str) -> bool {
    let among_checks = crate::check::rules().any(|r| r.id == rule);
    if among_checks { one::asks(policy, rule) } else { policy.severity.get(rule) != Some(&None) }
}
