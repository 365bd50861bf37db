//! `daejo config show`: what holds for an article, and where each value comes from.

use super::super::screen::{self, Colour, Screen};
use super::super::settings::{self, Settings};
use super::super::{Exit, Stop};
use crate::config::{Asked, PairPattern, Place, Source, Stack, Wanted};
use crate::ingest;
use crate::judge::FailOn;
use crate::model::{Addition, Omission, Severity};
use crate::report::settings as report;
use crate::text::Exact;
use clap::ValueHint;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Shows every setting that holds for an article, and where it comes from: the default, a line of the configuration, a profile, a
/// section, a path.
///
/// What is shown is itself a configuration, which says of every article what holds for this one.
#[derive(clap::Args, Debug)]
pub(in super::super) struct Args {
    /// An article, of either language; or a folder. It need not be there.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    path: Option<PathBuf>,
    /// Its section of the paper, in the place of what its front matter or that of its counterpart says.
    #[arg(long, value_name = "NAME")]
    section: Option<String>,
    /// What the run is for: editorial, archive, ci, or a [profile.NAME] of the configuration.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// How it is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

/// How settings are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum Format {
    /// A configuration, with remarks.
    #[default]
    Toml,
    /// JSON (schema daejo.settings/v1).
    Json,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let from = args.path.as_deref().unwrap_or(Path::new("."));
    let asked = Asked { profile: args.profile.as_deref(), ..Asked::default() };
    let settings = settings::load(args.config.as_deref(), from, asked, screen::wanted(colour, &std::io::stderr()))?;
    let files = args.path.iter().flat_map(|path| both(&settings, path)).collect::<Vec<_>>();
    let section = args.section.clone().or_else(|| files.iter().find_map(|file| section(&settings, file)));
    let below: Vec<String> = files.iter().filter_map(|file| settings.below(file)).collect();
    let below: Vec<&str> = below.iter().map(String::as_str).collect();
    let stack = settings.book.told(Place { files: &below, section: section.as_deref() });
    let shown = |path: &Path| path.to_string_lossy().into_owned();
    let told = report::Settings {
        schema: report::SCHEMA,
        path: args.path.as_deref().map(shown),
        section,
        file: settings.path.as_deref().map(settings::short).map(|p| shown(&p)),
        profile: args.profile.clone().or_else(|| settings.config.profile.clone()),
        settings: all(&settings, &stack, args.profile.as_deref()),
    };
    let text = match args.format {
        Format::Toml => report::toml(&told),
        Format::Json => report::json(&told),
    };
    screen.out.write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// An article, and its counterpart by the patterns of the configuration, where that is there.
fn both(settings: &Settings, path: &Path) -> Vec<PathBuf> {
    let mut files = vec![path.to_owned()];
    files.extend(settings.counterparts(path).into_iter().map(|c| c.other).find(|other| other.is_file()));
    files
}

/// The section that the front matter of a file names.
fn section(settings: &Settings, file: &Path) -> Option<String> {
    let limits = ingest::Limits { file: settings.config.limits.file_bytes };
    file.is_file().then(|| ingest::load(file, limits).ok()).flatten()?.meta.section
}

/// How the files of an article are named.
fn named(p: &PairPattern) -> Value {
    match &p.draft {
        Some(draft) => json!({"ko": p.ko, "en": p.en, "draft": draft}),
        None => json!({"ko": p.ko, "en": p.en}),
    }
}

/// Every setting, table by table, in the order of the shipped file.
fn all(settings: &Settings, stack: &Stack, profile: Option<&str>) -> Vec<report::Setting> {
    let config = &settings.config;
    let mut out = Vec::new();
    let mut add = |table, key: &str, value, source: &Source| {
        let from = report::From { source: source.to_string(), line: source.line() };
        out.push(report::Setting { table, key: key.to_owned(), value, from });
    };
    let file = |key: &str| config.lines.get(key).map_or(Source::Default, |line| Source::File(*line));
    let severity = |fail_on: FailOn| fail_on.least().map_or("never", Severity::as_str);
    let chosen = if profile.is_some() { Source::CommandLine } else { file("check.profile") };
    add("check", "profile", json!(profile.or(config.profile.as_deref())), &chosen);
    add("check", "fail-on", json!(severity(stack.fail_on.0)), &stack.fail_on.1);
    add("check", "date", json!(config.date.map(|d| d.to_string())), &file("check.date"));
    let number = |written: &str| written.parse::<serde_json::Number>().map_or(Value::Null, Value::Number);
    let tolerance = number(&stack.conversion_tolerance.0.to_string());
    add("check", "conversion-tolerance", tolerance, &stack.conversion_tolerance.1);
    add("house", "may-add", json!(stack.may_add.0.iter().copied().map(Addition::as_str).collect::<Vec<_>>()), &stack.may_add.1);
    add("house", "may-trim", json!(stack.may_trim.0.iter().copied().map(Omission::as_str).collect::<Vec<_>>()), &stack.may_trim.1);
    for ((rule, _), (wanted, source)) in settings.book.catalogue().rules().zip(&stack.rules) {
        let word = match wanted {
            Wanted::Off => "off",
            Wanted::On => rule.severity.as_str(),
            Wanted::At(severity) => severity.as_str(),
        };
        add("rules", rule.id, json!(word), source);
    }
    add("names", "house", json!(config.house), &file("names.house"));
    add("names", "precedent", json!(config.precedent), &file("names.precedent"));
    add("align", "lexicon", json!(config.lexicon), &file("align.lexicon"));
    let share = |s: Exact| s.to_string().parse::<serde_json::Number>().map_or(Value::Null, Value::Number);
    for (rule, (of, source)) in &config.confidence {
        add("confidence", rule, json!({"accepted": share(of.accepted), "given": share(of.given)}), source);
    }
    add("waivers", "unwaivable", json!(config.unwaivable), &file("waivers.unwaivable"));
    let patterns: Vec<Value> = config.patterns.iter().map(named).collect();
    add("pairs", "patterns", json!(patterns), &file("pairs.patterns"));
    add("pairs", "bilingual", json!(config.bilingual), &file("pairs.bilingual"));
    let record = &config.record;
    let declared = |field: &str| json!(record.translator.get(field));
    add("record", "keys", json!(record.keys), &file("record.keys"));
    add("record", "reviewers", json!(record.reviewers), &file("record.reviewers"));
    add("record", "publisher", json!(record.publisher), &file("record.publisher"));
    add("record", "translator-kind", declared("kind"), &file("record.translator-kind"));
    add("record", "translator-tool", declared("tool"), &file("record.translator-tool"));
    add("record", "translator-model", declared("model"), &file("record.translator-model"));
    add("record", "translator-version", declared("version"), &file("record.translator-version"));
    add("record", "prompt", declared("prompt"), &file("record.prompt"));
    add("record", "glossary", declared("glossary"), &file("record.glossary"));
    let fetch = &config.fetch;
    let hosts: Vec<String> = fetch.allow_hosts.iter().map(ToString::to_string).collect();
    add("fetch", "allow-hosts", json!(hosts), &file("fetch.allow-hosts"));
    add("fetch", "ports", json!(fetch.ports), &file("fetch.ports"));
    add("fetch", "certificates", json!(fetch.certificates), &file("fetch.certificates"));
    add("fetch", "contact", json!(fetch.contact), &file("fetch.contact"));
    add("fetch", "requests-per-second", number(&fetch.requests_per_second.to_string()), &file("fetch.requests-per-second"));
    add("fetch", "cache-bytes", json!(fetch.cache_bytes), &file("fetch.cache-bytes"));
    add("review", "store", json!(config.review.store), &file("review.store"));
    add("review", "store-bytes", json!(config.review.store_bytes), &file("review.store-bytes"));
    add("limits", "file-bytes", json!(config.limits.file_bytes), &file("limits.file-bytes"));
    add("limits", "line-bytes", json!(config.limits.line_bytes), &file("limits.line-bytes"));
    out
}
