//! `daejo waive`: lets a finding stand, in the file of the repository, with a reason, a person and a day. And the list of `daejo waivers`:
//! what is waived, and whether it still is anything.

use super::decided::{self, Found};
use super::screen::{Colour, Screen};
use super::survey::{Scope, Survey};
use super::{Exit, Stop, write};
use crate::git::Repository;
use crate::judge::rules;
use crate::judge::waive::{FILE_NAME, Origin, State, append_row, parse};
use crate::model::{Disposition, Reason, Waiver};
use crate::pipeline;
use crate::report::escape;
use crate::report::waivers::{StateV1, WaiverV1, WaiversV1};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Lets a finding stand: writes a waiver into daejo.waivers.toml, beside the configuration.
///
/// It is anchored to the words of the finding: edits elsewhere leave it alone, and when its own words change it covers nothing.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The fingerprint of the finding, or its first digits, six or more.
    #[arg(value_name = "FINGERPRINT")]
    fingerprint: String,
    /// Why.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Reason::ALL.map(Reason::as_str)), value_name = "REASON")]
    reason: String,
    /// Why, in words.
    #[arg(long, value_name = "TEXT")]
    text: String,
    /// Who decides; what git knows as user.name without it.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The last day on which it holds.
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    #[command(flatten)]
    scope: Scope,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let usage = |why: String| Err(Stop::Usage(format!("{why}; nothing was written")));
    let digits = args.fingerprint.to_ascii_lowercase();
    if !(6..=16).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return usage(format!("`{}` is no fingerprint: 6 to 16 hexadecimal digits, as reports show them", escape::visible(&args.fingerprint)));
    }
    if args.text.trim().is_empty() {
        return usage("--text is empty: say in words why".to_owned());
    }
    let today = decided::today()?;
    if let Some(until) = args.until.filter(|u| *u < today) {
        return usage(format!("--until {until} is over: today is {today}"));
    }
    let survey = args.scope.survey(true, super::screen::wanted(colour, &std::io::stderr()))?;
    let found = the_one(&survey, &digits)?;
    let by = args.by.clone().or_else(|| Repository::open(&survey.decided.root).ok()?.user().ok()?);
    let Some(by) = by.filter(|b| !b.trim().is_empty()) else {
        return usage("who decides? give a name with --by, or set user.name in git".to_owned());
    };
    let waiver = Waiver {
        rule: found.rule.to_owned(),
        fingerprint: found.fingerprint.clone(),
        reason: Reason::parse(&args.reason).unwrap_or(Reason::Context),
        text: args.text.trim().to_owned(),
        by: by.trim().to_owned(),
        on: today,
        until: args.until,
    };
    let path = survey.decided.root.join(FILE_NAME);
    let before = write::read(&path)?.unwrap_or_default();
    let after = append_row(&before, &waiver, Some(&found.file));
    let known: Vec<&str> = pipeline::rules().map(|r| r.id).collect();
    if parse(&after, &known, &[]).is_err() {
        return usage(format!(
            "{}: the waivers in it are written in a way to which none can be added; write each under [[waiver]]",
            escape::visible(&path.to_string_lossy())
        ));
    }
    write::whole(&path, &after)?;
    writeln!(screen.out, "{}: {}: {}", escape::visible(&found.file), waiver.rule, escape::visible(&found.message))?;
    let until = waiver.until.map_or_else(String::new, |u| format!(" until {u}"));
    writeln!(screen.out, "waived by {}{until}: {}", escape::visible(&waiver.by), escape::visible(&path.to_string_lossy()))?;
    Ok(Exit::Clean)
}

/// The finding that is meant, if it may be waived.
fn the_one<'s>(survey: &'s Survey, digits: &str) -> Result<&'s Found, Stop> {
    let usage = |why: String| Stop::Usage(format!("{why}; nothing was written"));
    let meant: BTreeMap<(&str, &str), &Found> =
        survey.found.iter().filter(|f| f.fingerprint.starts_with(digits)).map(|f| ((f.fingerprint.as_str(), f.rule), f)).collect();
    let mut all = meant.into_values();
    let (Some(found), None) = (all.next(), all.next()) else {
        let none = !survey.found.iter().any(|f| f.fingerprint.starts_with(digits));
        let looked = format!("{} files that could be checked", survey.files.len());
        let why = if none {
            format!("no finding has the fingerprint {digits} in {looked}; it changes with the words")
        } else {
            format!("several findings begin with {digits}; give all digits")
        };
        return Err(usage(why));
    };
    if let Disposition::Waived(waiver) = &found.disposition {
        return Err(usage(format!("it is waived already, by {} on {}", waiver.by, waiver.on)));
    }
    if survey.decided.waivers.unwaivable.contains(found.rule) || rules::about_waivers(found.rule) {
        return Err(usage(format!("findings of `{}` cannot be waived", found.rule)));
    }
    if let Some(row) = survey.decided.waivers.rows.iter().find(|r| r.waiver.fingerprint == found.fingerprint && r.waiver.rule == found.rule) {
        return Err(usage(format!("there is a waiver of it on line {} of {FILE_NAME}, which has ended; mend its `until`, or take it out", row.line)));
    }
    Ok(found)
}

/// What is listed, and how.
#[derive(clap::Args, Debug)]
pub(super) struct List {
    /// How the list is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    scope: Scope,
}

/// How a list is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// For a person.
    #[default]
    Terminal,
    /// One JSON document (schema daejo.waivers/v1).
    Json,
}

pub(super) fn list(args: &List, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let survey = args.scope.survey(true, super::screen::wanted(colour, &std::io::stderr()))?;
    let mut states: BTreeMap<&Origin, State> = BTreeMap::new();
    for used in &survey.uses {
        // One that covers a finding somewhere is used.
        states.entry(&used.origin).and_modify(|s| *s = (*s).min(used.state)).or_insert(used.state);
    }
    let mut rows = Vec::new();
    for (n, row) in survey.decided.waivers.rows.iter().enumerate() {
        let state = states.get(&Origin::File(n)).map_or_else(|| unmet(&survey, row.article.as_deref()), |s| state(*s));
        rows.push(WaiverV1::new(state, &row.waiver, FILE_NAME, Some(row.line), row.article.as_deref()));
    }
    let mut told = std::collections::BTreeSet::new();
    for used in survey.uses.iter().filter(|u| told.insert(&u.origin)) {
        if let Origin::Comment(name, _) = &used.origin {
            let state = states.get(&used.origin).copied().unwrap_or(used.state);
            rows.push(WaiverV1::new(self::state(state), &used.waiver, name, None, Some(name)));
        }
    }
    let mut out = Vec::new();
    match args.format {
        Format::Json => {
            crate::report::json::append(&WaiversV1::new(rows), &mut out);
            out.push(b'\n');
        }
        Format::Terminal => out = WaiversV1::new(rows).terminal().into_bytes(),
    }
    screen.out.write_all(&out)?;
    Ok(not_checked(&survey))
}

const fn state(state: State) -> StateV1 {
    match state {
        State::Active => StateV1::Active,
        State::Expired => StateV1::Expired,
        State::Unused => StateV1::Unused,
    }
}

/// What a waiver is of which nothing was heard: its article was checked and has nothing of it, or was not checked.
fn unmet(survey: &Survey, article: Option<&str>) -> StateV1 {
    let checked = article.is_none_or(|a| survey.files.contains(a) || !survey.decided.root.join(a).exists());
    if checked && survey.whole && survey.unchecked.is_empty() || article.is_some_and(|a| survey.files.contains(a)) { StateV1::Unused } else { StateV1::Unknown }
}

/// Says on standard error what was not checked: what is said of the rest does not hold for it.
pub(super) fn not_checked(survey: &Survey) -> Exit {
    let mut stderr = std::io::stderr().lock();
    for reason in &survey.unchecked {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(stderr, "not checked: {}", escape::visible(reason));
    }
    if survey.unchecked.is_empty() { Exit::Clean } else { Exit::NotChecked }
}

/// The name under which a file of the house is shown.
pub(super) fn shown(path: &Path) -> String {
    escape::visible(&path.to_string_lossy()).into_owned()
}
