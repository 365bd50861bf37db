//! What the results of a run depend on, as digests: the house list, the configuration, what was decided.

use crate::archive::store::Decision;
use crate::archive::{Conditions, Digest, Digester};
use crate::cli::decided::Decided;
use crate::cli::settings::Settings;
use crate::judge::Lists;
use jiff::civil::Date;

/// The conditions of a run.
pub(super) fn of(settings: &Settings, decided: &Decided, date: Option<Date>) -> Conditions {
    // Two programs may print the same settings in other words; then the program is another one, too, and articles are checked again.
    let Lists { house, precedent, lexicon } = settings.book.lists();
    let lists = (house.as_ref().map(|h| h.entries()), precedent.as_ref().map(|p| p.names()), lexicon.as_ref().map(|l| l.identity()));
    let house = (lists != (None, None, None)).then(|| digest("house", &format!("{lists:?}")));
    let config = &settings.config;
    let configuration = format!("{:?} {:?} {:?} {:?} {:?}", settings.book, config.limits, config.date, date, config.record.translator);
    let waivers = &decided.waivers;
    let decisions = (!waivers.rows.is_empty() || decided.baseline.is_some()).then(|| {
        // What has ended by the day of the run is another thing than what still holds.
        let rows = waivers.rows.iter().map(|row| (row, row.waiver.until.is_some_and(|until| until < waivers.today)));
        digest("decisions", &format!("{:?} {:?} {:?}", rows.collect::<Vec<_>>(), waivers.unwaivable, decided.baseline))
    });
    Conditions::of(house, digest("configuration", &configuration), decisions)
}

/// The decisions that a run meets.
pub(super) fn decisions(decided: &Decided) -> Vec<Decision> {
    let rows = decided.waivers.rows.iter().map(|row| {
        let w = &row.waiver;
        Decision {
            rule: w.rule.clone(),
            fingerprint: w.fingerprint.clone(),
            decision: "waived".to_owned(),
            reason: w.reason.as_str().to_owned(),
            text: w.text.clone(),
            by: w.by.clone(),
            day: w.on,
            until: w.until,
        }
    });
    rows.collect()
}

fn digest(kind: &str, text: &str) -> Digest {
    let mut digest = Digester::new(kind);
    digest.part(text.as_bytes());
    digest.finish()
}
