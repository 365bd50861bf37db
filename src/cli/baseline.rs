//! `daejo baseline`: what is known of an old archive, so that only what is new stops anybody.

use super::decided;
use super::screen::{Colour, Screen};
use super::survey::{Scope, Survey};
use super::waive::{not_checked, shown};
use super::{Exit, Stop, write};
use crate::git::Repository;
use crate::judge::baseline::{Baseline, Entry, FILE_NAME, Growth};
use crate::judge::rules;
use crate::model::{Disposition, Severity};
use crate::report::escape;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Writes down what is found in an old archive, so that only new findings make a run fail.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Command {
    /// Writes daejo.baseline.jsonl, beside the configuration, with everything that is found and not waived.
    Create(Create),
    /// Writes it anew with what is still found. It may only shrink, unless growing is allowed with a reason.
    Update(Update),
    /// Shows what is in it.
    Show(Show),
}

#[derive(clap::Args, Debug)]
pub(super) struct Create {
    #[command(flatten)]
    scope: Scope,
}

#[derive(clap::Args, Debug)]
pub(super) struct Update {
    /// Let it grow by what is new.
    #[arg(long, requires = "reason")]
    allow_new: bool,
    /// Why it may grow; it is written down.
    #[arg(long, value_name = "TEXT", requires = "allow_new")]
    reason: Option<String>,
    /// Who lets it grow; what git knows as user.name without it.
    #[arg(long, value_name = "NAME", requires = "allow_new")]
    by: Option<String>,
    #[command(flatten)]
    scope: Scope,
}

#[derive(clap::Args, Debug)]
pub(super) struct Show {
    /// How it is written.
    #[arg(long, value_enum, default_value_t)]
    format: super::waive::Format,
    #[command(flatten)]
    scope: Scope,
}

pub(super) fn run(command: &Command, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let colours = super::screen::wanted(colour, &std::io::stderr());
    match command {
        Command::Create(args) => create(args, colours, screen),
        Command::Update(args) => update(args, colours, screen),
        Command::Show(args) => show(args, colours, screen),
    }
}

fn path(survey: &Survey) -> PathBuf {
    survey.decided.root.join(FILE_NAME)
}

/// What is found and not waived. What is found about waivers is to be mended, not to be known.
fn found(survey: &Survey) -> impl Iterator<Item = Entry> + '_ {
    let counts = survey.found.iter().filter(|f| !matches!(f.disposition, Disposition::Waived(_)) && !rules::about_waivers(f.rule));
    counts.map(|f| Entry {
        file: f.file.clone(),
        rule: f.rule.to_owned(),
        fingerprint: f.fingerprint.clone(),
        count: 1,
        severity: f.severity,
        message: f.message.clone(),
    })
}

fn create(args: &Create, colours: bool, screen: &mut Screen) -> Result<Exit, Stop> {
    let survey = args.scope.survey(false, colours)?;
    let path = path(&survey);
    if survey.decided.baseline.is_some() {
        return Err(Stop::Usage(format!("{}: there is a baseline already; `daejo baseline update` writes it anew", shown(&path))));
    }
    let baseline = Baseline::new(found(&survey), Vec::new());
    write::whole(&path, &baseline.write())?;
    writeln!(screen.out, "baseline: {} in {}", baseline.len(), shown(&path))?;
    Ok(not_checked(&survey))
}

fn update(args: &Update, colours: bool, screen: &mut Screen) -> Result<Exit, Stop> {
    let reason = args.reason.as_deref().map(str::trim);
    if args.allow_new && reason.is_none_or(str::is_empty) {
        return Err(Stop::Usage("--reason is empty: say in words why the baseline may grow; nothing was written".to_owned()));
    }
    let survey = args.scope.survey(false, colours)?;
    let path = path(&survey);
    let Some(old) = &survey.decided.baseline else {
        return Err(Stop::Usage(format!("{}: there is no baseline; `daejo baseline create` makes one", shown(&path))));
    };
    // What was not looked at stays as it was, unless it is gone.
    let unseen = old.entries().filter(|e| !survey.files.contains(&e.file) && survey.decided.root.join(&e.file).exists()).cloned();
    let mut new = Baseline::new(found(&survey).chain(unseen), old.growths.clone());
    let added: Vec<Entry> = new.beyond(old).into_iter().cloned().collect();
    if !added.is_empty() {
        if !args.allow_new {
            return refused(&added, screen);
        }
        let by = args.by.clone().or_else(|| Repository::open(&survey.decided.root).ok()?.user().ok()?);
        let Some(by) = by else { return Err(Stop::Usage("who lets it grow? give a name with --by, or set user.name in git; nothing was written".to_owned())) };
        new.growths.push(Growth { grown: decided::today()?.to_string(), by, added: added.len(), reason: reason.unwrap_or_default().to_owned() });
    }
    write::whole(&path, &new.write())?;
    writeln!(screen.out, "baseline: {} → {}", old.len(), new.len())?;
    Ok(not_checked(&survey))
}

/// Says what is new: a baseline does not grow by itself.
fn refused(added: &[Entry], screen: &mut Screen) -> Result<Exit, Stop> {
    const SHOWN: usize = 20;
    for entry in added.iter().take(SHOWN) {
        writeln!(screen.out, "new: {}: {} {}: {}", escape::visible(&entry.file), entry.severity.as_str(), entry.rule, escape::visible(&entry.message))?;
    }
    if added.len() > SHOWN {
        writeln!(screen.out, "and {} more", added.len() - SHOWN)?;
    }
    let many = if added.len() == 1 { "1 finding is new".to_owned() } else { format!("{} findings are new", added.len()) };
    writeln!(screen.out, "{many}, and a baseline may only shrink: mend or waive them, or let it grow with --allow-new --reason TEXT; nothing was written")?;
    Ok(Exit::Findings)
}

fn show(args: &Show, colours: bool, screen: &mut Screen) -> Result<Exit, Stop> {
    let (_, decided) = args.scope.load(colours)?;
    let path = decided.root.join(FILE_NAME);
    let Some(baseline) = &decided.baseline else {
        return Err(Stop::Usage(format!("{}: there is no baseline; `daejo baseline create` makes one", shown(&path))));
    };
    if args.format == super::waive::Format::Json {
        screen.out.write_all(baseline.write().as_bytes())?;
        return Ok(Exit::Clean);
    }
    let mut rules: BTreeMap<&str, (usize, Severity)> = BTreeMap::new();
    let mut files = std::collections::BTreeSet::new();
    for entry in baseline.entries() {
        files.insert(&entry.file);
        let (n, worst) = rules.entry(&entry.rule).or_insert((0, entry.severity));
        *n += entry.count;
        *worst = (*worst).max(entry.severity);
    }
    let mut rows: Vec<_> = rules.into_iter().collect();
    rows.sort_by_key(|(rule, (n, _))| (std::cmp::Reverse(*n), *rule));
    for (rule, (n, worst)) in rows {
        writeln!(screen.out, "{n:6}  {:8}  {}", worst.as_str(), escape::visible(rule))?;
    }
    for growth in &baseline.growths {
        writeln!(
            screen.out,
            "grown by {} on {} by {}: {}",
            growth.added,
            escape::visible(&growth.grown),
            escape::visible(&growth.by),
            escape::visible(&growth.reason)
        )?;
    }
    let many = if files.len() == 1 { "1 file".to_owned() } else { format!("{} files", files.len()) };
    writeln!(screen.out, "baseline: {} in {many}", baseline.len())?;
    Ok(Exit::Clean)
}
