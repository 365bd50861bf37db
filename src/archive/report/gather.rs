//! One pass over what is counted, from which the report is made.

use super::names::names;
use super::passages::passages;
use super::period::Period;
use super::{GroupV1, PassageV1, PeriodV1, ReportV1, RuleV1, RunV1, SCHEMA, SeveritiesV1, WorstV1};
use crate::archive::store::{Now, State, Store, StoreError};
use crate::house::precedent::Named;
use crate::model::Severity;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The worst articles that are shown.
const WORST: usize = 20;
/// Findings that are shown of an article.
const SHOWN: usize = 8;
/// Findings that are shown of a rule.
const EXAMPLES: usize = 4;

/// What is gathered of one article before the next begins.
#[derive(Default)]
struct Article {
    n: i64,
    findings: SeveritiesV1,
}

/// All that is counted.
#[derive(Default)]
struct Counted {
    articles: u64,
    incomplete: u64,
    decided: u64,
    findings: SeveritiesV1,
    /// By their places; those of no day come first.
    periods: BTreeMap<Option<i64>, PeriodV1>,
    first: Option<Date>,
    last: Option<Date>,
    sections: BTreeMap<String, GroupV1>,
    translators: BTreeMap<String, GroupV1>,
    rules: BTreeMap<i64, OfRule>,
    /// Weight, and number of the article; the heaviest are kept.
    worst: Vec<(u64, i64)>,
}

/// What is counted for a rule.
#[derive(Default)]
struct OfRule {
    findings: SeveritiesV1,
    waived: u64,
    /// Severity, confidence, article, place.
    examples: Vec<(Severity, u16, i64, usize)>,
}

/// Gathers what is in a store; `mined` are the names that are shown, where some are wanted.
///
/// # Errors
/// When the store is damaged.
pub fn gather(store: &Store, mined: Option<&[Named]>) -> Result<ReportV1, StoreError> {
    let rule_names = store.rules()?;
    let period = Period::of(&store.days()?);
    let mut counted = Counted::default();
    let mut article = Article::default();
    store.now(|now| {
        counted.take(&now, &mut article, period, &rule_names);
        Ok::<(), StoreError>(())
    })?;
    counted.article(&article);
    let mut unread = 0;
    store.unread(|_| {
        unread += 1;
        Ok::<(), StoreError>(())
    })?;
    let run = store.runs()?.pop().map(|r| RunV1 {
        n: r.n,
        began: r.began,
        ended: r.ended,
        version: r.conditions.into_iter().find(|(name, _)| name == "version").map_or_else(String::new, |(_, v)| v),
    });
    let worst = counted.worst(store)?;
    let rules = counted.rules(store, &rule_names)?;
    let days = counted.first.zip(counted.last).map(|(a, b)| [a.to_string(), b.to_string()]);
    let groups = |groups: BTreeMap<String, GroupV1>| {
        let mut groups: Vec<GroupV1> = groups.into_values().collect();
        groups.sort_by(|a, b| b.findings.stopping().cmp(&a.findings.stopping()).then_with(|| a.name.cmp(&b.name)));
        groups
    };
    Ok(ReportV1 {
        schema: SCHEMA,
        articles: counted.articles,
        incomplete: counted.incomplete,
        unread,
        days,
        findings: counted.findings,
        decided: counted.decided,
        run,
        period: period.as_str(),
        periods: counted.periods.into_values().collect(),
        sections: groups(counted.sections),
        translators: groups(counted.translators),
        rules,
        worst,
        names: mined.map(|mined| names(store, mined)).transpose()?,
    })
}

impl Counted {
    fn take(&mut self, now: &Now<'_>, article: &mut Article, period: Period, names: &BTreeMap<i64, String>) {
        let (section, translator) = (now.section.unwrap_or(""), now.translator.unwrap_or(""));
        let new = article.n != now.article;
        if new {
            self.article(article);
            *article = Article { n: now.article, ..Article::default() };
            self.articles += 1;
            self.incomplete += u64::from(!now.checked);
            self.first = self.first.map_or(now.day, |first| Some(now.day.map_or(first, |d| d.min(first))));
            self.last = self.last.map_or(now.day, |last| Some(now.day.map_or(last, |d| d.max(last))));
        }
        let name = now.finding.and_then(|f| names.get(&f.0));
        let stops = now.finding.is_some_and(|(_, severity, _, state)| state.counts() && severity >= Severity::Major);
        let fresh = self.periods.entry(now.day.map(|d| period.place(d))).or_insert_with(|| now.day.map_or_else(PeriodV1::default, |day| fresh(period, day)));
        fresh.articles += u64::from(new);
        for (group, name) in [(&mut fresh.sections, section), (&mut fresh.translators, translator)] {
            let count = group.entry(name.to_owned()).or_default();
            count.articles += u64::from(new);
            count.stopping += u64::from(stops);
        }
        if let Some(name) = name.filter(|_| stops) {
            *fresh.rules.entry(name.clone()).or_default() += 1;
        }
        // An article is flagged once, with the first of its findings that stops.
        let first = stops && article.findings.stopping() == 0;
        for (groups, name) in [(&mut self.sections, section), (&mut self.translators, translator)] {
            let group = groups.entry(name.to_owned()).or_insert_with(|| GroupV1 { name: name.to_owned(), ..GroupV1::default() });
            group.articles += u64::from(new);
            group.flagged += u64::from(first);
            if let Some((_, severity, ..)) = now.finding.filter(|f| f.3.counts()) {
                add(&mut group.findings, severity);
            }
        }
        if let Some((rule, severity, confidence, state)) = now.finding {
            let of = self.rules.entry(rule).or_default();
            if state.counts() {
                add(&mut of.findings, severity);
                add(&mut self.findings, severity);
                add(&mut article.findings, severity);
                of.example((severity, confidence, now.article, now.place));
            } else {
                self.decided += 1;
                of.waived += u64::from(state == State::Waived);
            }
        }
    }

    /// An article is all there.
    fn article(&mut self, article: &Article) {
        // The weights of MQM: a critical error weighs 25 minor ones, a major error 5.
        let f = &article.findings;
        let weight = 25 * f.critical + 5 * f.major + f.minor;
        if weight == 0 {
            return;
        }
        let at = self.worst.partition_point(|(w, _)| *w >= weight);
        if at < WORST {
            self.worst.insert(at, (weight, article.n));
            self.worst.truncate(WORST);
        }
    }

    fn worst(&self, store: &Store) -> Result<Vec<WorstV1>, StoreError> {
        let mut out = Vec::new();
        for (_, n) in &self.worst {
            let Some(stored) = store.article(&store.id_of(*n)?)? else { continue };
            let mut findings = SeveritiesV1::default();
            stored.findings.iter().filter(|f| f.state.counts()).for_each(|f| add(&mut findings, f.severity));
            let open = (0..stored.findings.len()).filter(|&i| stored.findings[i].state.counts());
            let shown: Vec<usize> = open.take(SHOWN).collect();
            let facts = &stored.facts;
            out.push(WorstV1 {
                id: stored.id.clone(),
                title: facts.title.clone(),
                date: facts.day.map(|d| d.to_string()),
                section: facts.section.clone(),
                translator: facts.translator.clone(),
                findings,
                passages: passages(&stored, &shown)?,
            });
        }
        Ok(out)
    }

    fn rules(&self, store: &Store, names: &BTreeMap<i64, String>) -> Result<Vec<RuleV1>, StoreError> {
        let (decisions, mended) = (store.decisions()?, store.mended()?);
        let mut out = Vec::new();
        for (n, of) in &self.rules {
            let rule = names.get(n).cloned().unwrap_or_default();
            let accepted = decisions.iter().filter(|d| d.decision == "accepted" && d.rule == rule).count() as u64 + mended.get(&rule).copied().unwrap_or(0);
            let decided = accepted + of.waived;
            #[expect(clippy::cast_precision_loss, reason = "a share for people")]
            let share = (decided > 0).then(|| (accepted as f64 / decided as f64 * 1e4).round() / 1e4);
            let mut examples: Vec<PassageV1> = Vec::new();
            for (_, _, article, place) in &of.examples {
                if let Some(stored) = store.article(&store.id_of(*article)?)? {
                    examples.extend(passages(&stored, &[*place])?);
                }
            }
            out.push(RuleV1 { rule, findings: of.findings, waived: of.waived, accepted, accepted_share: share, examples });
        }
        out.sort_by(|a, b| b.findings.all().cmp(&a.findings.all()).then_with(|| a.rule.cmp(&b.rule)));
        Ok(out)
    }
}

fn fresh(period: Period, day: Date) -> PeriodV1 {
    PeriodV1 { name: period.name(day), first: Some(period.first(day).to_string()), place: period.place(day), ..PeriodV1::default() }
}

impl OfRule {
    fn example(&mut self, found: (Severity, u16, i64, usize)) {
        let key = |e: &(Severity, u16, i64, usize)| (e.0, e.1);
        let at = self.examples.partition_point(|e| key(e) >= key(&found));
        if at < EXAMPLES {
            self.examples.insert(at, found);
            self.examples.truncate(EXAMPLES);
        }
    }
}

fn add(findings: &mut SeveritiesV1, severity: Severity) {
    match severity {
        Severity::Critical => findings.critical += 1,
        Severity::Major => findings.major += 1,
        Severity::Minor => findings.minor += 1,
        Severity::Info => findings.info += 1,
    }
}
