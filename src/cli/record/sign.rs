//! `daejo record sign`: with a machine's key checks a pair and appends what it found; with an editor's key appends the sign-off over the newest check.

use super::super::intake::Sides;
use super::super::one::{self, Examined, Rules};
use super::super::screen::{self, Colour, Screen};
use super::super::{Exit, Stop};
use super::desk::{self, Desk, bytes, now, shown};
use super::secret::Secret;
use crate::ingest::{self, Loaded};
use crate::model::Declaration;
use crate::pipeline;
use crate::record::file::{self, AppendError};
use crate::record::{Decision, Envelope, Outcome, Resource, Role, Run, SealError, Sha256, Trust, Verdict, claim};
use crate::report::escape;
use clap::ValueHint;
use jiff::civil::Date;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Signs a record of an article, and appends it to <article>.intoto.jsonl.
///
/// A machine's key (role ci) checks the pair and signs what was found. An editor's key signs off the newest check, which must be of exactly this
/// English.
#[derive(clap::Args, Debug)]
#[command(after_help = EXITS)]
pub(in super::super) struct Args {
    /// The Korean and the English file.
    #[arg(num_args = 2, required = true, value_name = "KO EN", value_hint = ValueHint::FilePath)]
    paths: Vec<PathBuf>,
    /// The secret key: a file that is its owner's alone, fd:N for a file descriptor, env:NAME for a variable of the environment.
    #[arg(long, value_name = "KEY")]
    key: Secret,
    /// An editor: turn it down. Without it a sign-off approves.
    #[arg(long)]
    reject: bool,
    /// An editor: what there is to say about it.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// A machine: the draft that the English was made of.
    #[arg(long, value_name = "DRAFT_EN", value_hint = ValueHint::FilePath)]
    draft: Option<PathBuf>,
    /// Day of publication in Korea, for articles that do not say it themselves.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    #[command(flatten)]
    translator: Translator,
    /// The file of keys, in the place of the one that the configuration names.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    keys: Option<PathBuf>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

const EXITS: &str = "Exit codes:\n  \
    0  signed: the check passed, or the editor decided\n  \
    1  signed, and the check did not pass\n  \
    2  wrong usage, configuration or key; nothing was signed\n  \
    3  signed, and not all was checked; or a file could not be read or written";

/// What made the translation, where the article does not say it.
#[derive(clap::Args, Debug)]
#[expect(clippy::struct_field_names, reason = "the names are those of the options")]
#[command(next_help_heading = "What made the translation, over what the article and the configuration say")]
struct Translator {
    /// machine or human.
    #[arg(long, value_name = "KIND", value_parser = ["machine", "human", "unknown"])]
    translator_kind: Option<String>,
    /// The program or service.
    #[arg(long, value_name = "NAME")]
    translator_tool: Option<String>,
    /// The model.
    #[arg(long, value_name = "NAME")]
    translator_model: Option<String>,
    /// Its version.
    #[arg(long, value_name = "VERSION")]
    translator_version: Option<String>,
    /// The file with the instructions that it was given; the record has its digest.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    prompt: Option<String>,
    /// The file with the glossary that it was given; the record has its digest.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    glossary: Option<String>,
}

impl Translator {
    fn declaration(&self) -> Declaration {
        let mut out = Declaration::default();
        let fields = [
            ("kind", &self.translator_kind),
            ("tool", &self.translator_tool),
            ("model", &self.translator_model),
            ("version", &self.translator_version),
            ("prompt", &self.prompt),
            ("glossary", &self.glossary),
        ];
        for (field, word) in fields {
            out.declare(field, word.as_deref().unwrap_or_default());
        }
        out
    }
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let on_errors = screen::wanted(colour, &std::io::stderr());
    let [ko, en] = args.paths.as_slice() else { return Err(Stop::Usage("name the Korean and the English file".to_owned())) };
    let desk = Desk::open(args.config.as_deref(), en, on_errors)?;
    let trust = desk.trust(args.keys.as_deref(), on_errors)?;
    let key = args.key.read()?;
    let public = key.public();
    let role = trust
        .of(&public)
        .map(|k| k.role)
        .ok_or_else(|| Stop::Usage(format!("{}; nothing was signed", SealError::Untrusted(public.keyid()[..12].to_owned()))))?;
    let work = Work { args, ko, en, trust, key };
    match role {
        Role::Ci if args.reject || args.text.is_some() => {
            Err(Stop::Usage("--reject and --text are an editor's, and this is a machine's key; nothing was signed".to_owned()))
        }
        Role::Ci => work.check(desk, screen),
        Role::Editor => work.review(&desk, screen),
    }
}

struct Work<'a> {
    args: &'a Args,
    ko: &'a Path,
    en: &'a Path,
    trust: Trust,
    key: crate::record::SecretKey,
}

impl Work<'_> {
    /// The machine's claim. What is checked is what is digested: each file is read once.
    fn check(&self, desk: Desk, screen: &mut Screen) -> Result<Exit, Stop> {
        let limits = desk.limits();
        let (korean, english) = (bytes(self.ko, limits)?, bytes(self.en, limits)?);
        let load = |path: &Path, bytes: &[u8]| ingest::load_named(&path.to_string_lossy(), bytes).map_err(|e| Stop::Input(format!("{e}; nothing was signed")));
        let (ko, mut en) = (load(self.ko, &korean)?, load(self.en, &english)?);
        let draft = self.args.draft.as_deref().map(|path| load(path, &bytes(path, limits)?)).transpose()?;
        let (translator, notes) = desk.translator(&self.args.translator.declaration(), en.meta.declared.as_deref())?;
        say(&notes);
        declare(&mut en, &translator);
        let (house, program, at) = (desk.house()?, desk::program(), now()?);
        let revision = ko.meta.revision.clone();
        let Desk { settings, decided, .. } = desk;
        let date = self.args.date.or(settings.config.date);
        let rules = Rules { settings, date, texts: Vec::new(), rows: false, annotate: false, whole: true, decided, collect: false, keep: None };
        let id = self.ko.to_string_lossy();
        let name = file_name(self.ko);
        let sides = Sides::Files { ko, en, draft, date: None };
        let predicate = one::examine(&id, &sides, &rules, |Examined { pair, held, date, .. }| {
            let off = pipeline::rules().map(|r| r.id).filter(|rule| !asked(&held.policy, rule)).collect();
            claim::check(
                &pair,
                &Run {
                    at,
                    program,
                    source: (&name, &korean),
                    source_revision: revision.as_deref(),
                    translator: translator.clone(),
                    house: house.clone(),
                    date,
                    fail_on: held.fail_on,
                    off,
                },
            )
        });
        let (result, incomplete, counts) = (predicate.result, predicate.reason.clone(), predicate.counts);
        let subject = Resource::of(file_name(self.en), &english).noted("lang", "en");
        self.append(
            screen,
            |chain| chain.seal_check(subject.clone(), predicate.clone(), &self.key, &self.trust),
            |number, who| {
                let result = match result {
                    Outcome::Passed => "PASSED",
                    Outcome::Warned => "WARNED",
                    Outcome::Failed => "FAILED",
                };
                let found = format!(
                    "{} critical, {} major, {} minor, {} info open; {} waived",
                    counts.critical, counts.major, counts.minor, counts.info, counts.waived
                );
                format!("record {number}: check {result} ({found}), signed by {who}")
            },
        )?;
        if let Some(reason) = &incomplete {
            writeln!(screen.out, "not all was checked: {}", escape::visible(reason))?;
        }
        Ok(match (result, incomplete) {
            (_, Some(_)) => Exit::NotChecked,
            (Outcome::Failed, None) => Exit::Findings,
            _ => Exit::Clean,
        })
    }

    /// The editor's claim.
    fn review(&self, desk: &Desk, screen: &mut Screen) -> Result<Exit, Stop> {
        let machine = self.args.draft.is_some() || !self.args.translator.declaration().is_empty();
        if machine {
            return Err(Stop::Usage("what made the translation is told with a machine's key, and this is an editor's; nothing was signed".to_owned()));
        }
        let english = Sha256::of(bytes(self.en, desk.limits())?);
        let korean = Sha256::of(bytes(self.ko, desk.limits())?);
        let at = now()?;
        let decision = if self.args.reject { Decision::Rejected } else { Decision::Approved };
        let verdict = Verdict { decision, text: self.args.text.clone(), waivers: Vec::new() };
        self.append(
            screen,
            |chain| {
                let other = chain.latest_check().is_some_and(|(_, check)| check.predicate.sources.iter().all(|s| s.digest.sha256 != korean));
                if other && decision == Decision::Approved {
                    return Err(SealError::OtherSource);
                }
                chain.seal_review(english, verdict.clone(), at, &self.key, &self.trust)
            },
            |number, who| format!("record {number}: {} by {who}", decision.as_str()),
        )?;
        Ok(Exit::Clean)
    }

    fn append(
        &self,
        screen: &mut Screen,
        seal: impl Fn(&crate::record::Chain) -> Result<Envelope, SealError>,
        told: impl FnOnce(usize, &str) -> String,
    ) -> Result<(), Stop> {
        let records = file::path(self.en);
        let mut number = 0;
        let appended = file::append(&records, |before| {
            let chain = crate::record::Chain::read(before, &self.trust);
            number = chain.lines;
            seal(&chain).map(|envelope| envelope.to_line())
        })
        .map_err(|e| match e {
            AppendError::Io(_) => Stop::Input(format!("{}: {e}", shown(&records))),
            AppendError::Made(e) => Stop::Usage(format!("{}: {e}; nothing was signed", shown(&records))),
        })?;
        if appended.torn > 0 {
            say(&[format!("{}: the last line broke off, and was never told to be written; it was taken away", shown(&records))]);
        }
        let who = self.trust.of(&self.key.public()).map_or("", |k| k.name.as_str());
        writeln!(screen.out, "{}: {}", shown(&records), told(number, &escape::visible(who)))?;
        Ok(())
    }
}

/// What is declared from outside is what the rules about the article's own line go by as well.
fn declare(english: &mut Loaded, translator: &crate::record::Translator) {
    let declared = english.meta.declared.get_or_insert_default();
    declared.declare("kind", Some(translator.kind.as_str()).filter(|k| *k != "unknown").unwrap_or_default());
    for (field, word) in [("tool", &translator.tool), ("model", &translator.model), ("name", &translator.name)] {
        declared.declare(field, Some(word.as_str()).filter(|w| *w != "unknown").unwrap_or_default());
    }
}

/// Whether a rule was on for an article.
fn asked(policy: &crate::judge::Policy, rule: &str) -> bool {
    let among_checks = crate::check::rules().any(|r| r.id == rule);
    if among_checks { one::asks(policy, rule) } else { policy.severity.get(rule) != Some(&None) }
}

fn say(notes: &[String]) {
    let mut stderr = std::io::stderr().lock();
    for note in notes {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(stderr, "{note}");
    }
}

/// The name of a file without its folder: a record is of bytes, wherever they lie.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy().into_owned(), |n| n.to_string_lossy().into_owned())
}
