//! `daejo record verify`: whether records hold, and of each that does not, exactly why.

use super::super::screen::{self, Colour, Screen};
use super::super::{Exit, Stop};
use super::super::{intake, settings};
use super::desk::{Desk, bytes, now, records, shown};
use crate::ingest;
use crate::record::file::{self, ENDING};
use crate::record::{Answer, Code, Question, Resource, Trust, answer, claim, verify};
use crate::report::escape;
use clap::ValueHint;
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Says whether records hold: a check that passed and an editor's approval of it, for exactly the bytes that are there now.
///
/// What does not hold is said one reason a line: the English edited after sign-off, the Korean updated since, a record altered, cut, forked
/// or rolled back, a waiver that has ended, a key that may not sign this.
#[derive(clap::Args, Debug)]
#[command(after_help = EXITS)]
pub(in super::super) struct Args {
    /// The Korean and the English file; or the English, whose Korean is found by the patterns of the configuration; or a folder, with every record in it.
    #[arg(num_args = 0..=2, value_name = "KO EN | EN | FOLDER", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) how: How,
    /// Of a folder, also articles that have no record, found by the patterns of the configuration.
    #[arg(long)]
    all: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What records are held against.
#[derive(clap::Args, Debug)]
pub(in super::super) struct How {
    /// The record, in the place of <EN>.intoto.jsonl.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    record: Option<PathBuf>,
    /// A file of checkpoints (`daejo record checkpoint`): a record that is shorter than it was then, or another one, does not hold.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    head: Option<PathBuf>,
    /// Editors who must have approved, in the place of what the configuration says.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    reviewers: Option<u16>,
    /// Also ask that the rules, tables and files of the house are those that the check went by.
    #[arg(long)]
    same_configuration: bool,
    /// The moment for which it is asked; now without it.
    #[arg(long, value_name = "MOMENT")]
    at: Option<Timestamp>,
    /// The file of keys, in the place of the one that the configuration names.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    keys: Option<PathBuf>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

const EXITS: &str = "Exit codes:\n  \
    0  every record holds\n  \
    1  one does not, or there is none\n  \
    2  wrong usage, configuration or keys; nothing was verified\n  \
    3  a file that is needed could not be read (stronger than 1)";

/// How the answer is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// For a person.
    #[default]
    Terminal,
    /// One JSON document (schema daejo.verification/v1).
    Json,
}

/// An article whose record is asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Article {
    pub(super) english: PathBuf,
    pub(super) korean: Option<PathBuf>,
    pub(super) record: PathBuf,
}

/// What verifying goes by, read once.
pub(super) struct Verifier {
    pub(super) desk: Desk,
    pub(super) trust: Trust,
    head: Option<(String, PathBuf)>,
    configuration: Option<Vec<Resource>>,
    at: Timestamp,
    reviewers: usize,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let verifier = Verifier::open(&args.how, &args.paths, screen::wanted(colour, &std::io::stderr()))?;
    let mut articles = verifier.articles(&args.paths, args.how.record.as_deref())?;
    if args.all {
        articles.extend(verifier.without(&args.paths, &articles)?);
    }
    if articles.is_empty() {
        return Err(Stop::Input(format!("no file *{ENDING} was found: nothing was verified")));
    }
    let (mut exit, mut results) = (Exit::Clean, Vec::new());
    for article in &articles {
        let answer = verifier.ask(article)?;
        let result = answer::ResultV1::new(text(&article.record), text(&article.english), article.korean.as_deref().map(text), &answer);
        exit = match exit {
            Exit::NotChecked => exit,
            _ if answer.is_not_checked() => Exit::NotChecked,
            _ if answer.holds() => exit,
            _ => Exit::Findings,
        };
        if args.format == Format::Terminal {
            screen.out.write_all(result.terminal(&answer).as_bytes())?;
        }
        results.push(result);
    }
    if args.format == Format::Json {
        screen.out.write_all(answer::VerificationV1::new(results).json().as_bytes())?;
    }
    Ok(exit)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl How {
    /// The record that was named.
    pub(super) fn named(&self) -> Option<&Path> {
        self.record.as_deref()
    }
}

impl Verifier {
    pub(super) fn open(how: &How, paths: &[PathBuf], colour: bool) -> Result<Self, Stop> {
        let place = paths.last().map_or(Path::new("."), PathBuf::as_path);
        let desk = Desk::open(how.config.as_deref(), place, colour)?;
        let trust = desk.trust(how.keys.as_deref(), colour)?;
        let head = how.head.as_ref().map(|path| {
            let text = String::from_utf8(bytes(path, desk.limits())?).map_err(|_| Stop::Usage(format!("{}: no file of checkpoints", shown(path))))?;
            Ok::<_, Stop>((text, settings::absolute(path)))
        });
        let configuration = if how.same_configuration {
            let mut now = claim::program_data();
            now.extend(desk.house()?);
            Some(now)
        } else {
            None
        };
        let at = how.at.map_or_else(|| now().map(crate::record::Moment::timestamp), Ok)?;
        let reviewers = how.reviewers.map_or(desk.settings.config.record.reviewers, usize::from);
        Ok(Self { trust, head: head.transpose()?, configuration, at, reviewers, desk })
    }

    /// The articles that are meant.
    pub(super) fn articles(&self, paths: &[PathBuf], record: Option<&Path>) -> Result<Vec<Article>, Stop> {
        let one = |english: &Path, korean: Option<PathBuf>| {
            let record = record.map_or_else(|| file::path(english), Path::to_owned);
            Article { english: english.to_owned(), korean: korean.or_else(|| self.desk.korean(english)), record }
        };
        match paths {
            [ko, en] => Ok(vec![one(en, Some(ko.clone()))]),
            [path] if !path.is_dir() => Ok(vec![match file::article(path) {
                Some(english) => Article { record: path.clone(), ..one(&english, None) },
                None => one(path, None),
            }]),
            _ if record.is_some() => Err(Stop::Usage("--record goes with one article".to_owned())),
            _ => {
                let folder = paths.first().map_or(Path::new("."), PathBuf::as_path);
                let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder)
                    .follow_links(false)
                    .into_iter()
                    .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
                    .filter_map(Result::ok)
                    .filter(|e| e.file_type().is_file())
                    .map(walkdir::DirEntry::into_path)
                    .filter_map(|path| file::article(&path))
                    .collect();
                found.sort();
                Ok(found.into_iter().map(|path| one(path.strip_prefix("./").unwrap_or(&path), None)).collect())
            }
        }
    }

    /// Articles of a folder that are not among `known`.
    fn without(&self, paths: &[PathBuf], known: &[Article]) -> Result<Vec<Article>, Stop> {
        let folder = match paths {
            [] => Path::new("."),
            [folder] if folder.is_dir() => folder,
            _ => return Err(Stop::Usage("--all goes with a folder".to_owned())),
        };
        let found = ingest::discover(folder, &intake::patterns(&self.desk.settings.config)?, &[], None, self.desk.limits());
        let bare = |path: PathBuf| path.strip_prefix("./").unwrap_or(&path).to_owned();
        let articles = found.pairs().map(|p| {
            let english = bare(p.en);
            Article { record: file::path(&english), english, korean: Some(bare(p.ko)) }
        });
        Ok(articles.filter(|a| !known.iter().any(|k| k.record == a.record)).collect())
    }

    /// Whether the record of an article holds.
    pub(super) fn ask(&self, article: &Article) -> Result<Answer, Stop> {
        let english = bytes(&article.english, self.desk.limits())?;
        let korean = article.korean.as_deref().map(|path| bytes(path, self.desk.limits())).transpose()?;
        let records = records(&article.record)?;
        let head = self.head.as_ref().map(|(text, path)| (text.as_str(), origin(&article.record, path)));
        let question = Question {
            records: &records,
            english: &english,
            korean: korean.as_deref(),
            configuration: self.configuration.as_deref(),
            at: self.at,
            reviewers: self.reviewers,
            head: head.as_ref().map(|(text, origin)| (*text, origin.as_str())),
        };
        Ok(verify(&question, &self.trust))
    }

    /// The same, for those who go on only with a record whose lines can be relied on.
    pub(super) fn relied(&self, article: &Article) -> Result<Answer, Stop> {
        let answer = self.ask(article)?;
        if !answer.chain.entries.is_empty() && answer.chain.reasons.is_empty() {
            return Ok(answer);
        }
        let why = answer.reasons.iter().filter(|r| answer.chain.reasons.contains(r) || r.code == Code::RecordMissing);
        let why: Vec<String> = why.map(|r| format!("\n  {}: {}", r.code, escape::visible(&r.text))).collect();
        Err(Stop::Input(format!("{}: it does not hold, so that nothing of it is told{}", shown(&article.record), why.concat())))
    }
}

/// The name under which a file of checkpoints speaks of a record: its path from the folder of that file.
pub(super) fn origin(record: &Path, checkpoints: &Path) -> String {
    let (record, folder) = (settings::absolute(record), settings::absolute(checkpoints));
    let folder = folder.parent().unwrap_or(Path::new("/"));
    let shared = record.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().count() - shared;
    let down = record.components().skip(shared).map(|c| c.as_os_str().to_string_lossy().into_owned());
    std::iter::repeat_n("..".to_owned(), up).chain(down).collect::<Vec<_>>().join("/")
}
