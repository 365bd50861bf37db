//! `daejo check`: two files, a folder, a manifest or a stream of pairs, in; a report and a verdict out.

use super::decided::{self, Decided};
use super::intake::{self, Input, Work};
use super::one::{self, Rules};
use super::outputs::{Asked, Outputs};
use super::progress::Progress;
use super::screen::{Colour, Screen};
use super::settings::Settings;
use super::{Exit, Stop, annotate, settings, stream, web};
use crate::check;
use crate::config;
use crate::ingest::Limits;
use crate::judge::FailOn;
use crate::report::style::Look;
use crate::report::summary::LeftOut;
use clap::ValueHint;
use jiff::civil::Date;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Checks English articles against the Korean ones that they render.
#[derive(clap::Args, Debug)]
#[command(after_help = Exit::TABLE)]
pub(super) struct Args {
    /// The Korean and the English file, or their addresses on the web; or one file of both languages: XLIFF, TMX, PO, a table of two columns in DOCX or
    /// HTML, JSON Lines, TSV; or one folder, in which all these are found.
    #[arg(num_args = 1..=2, required_unless_present_any = ["pairs", "manifest", "addresses"], value_name = "KO EN | FILE | FOLDER", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Pairs, one a line: JSON Lines with `id`, `ko`, `en` and `date`, or `segments` in the place of `ko` and `en`; or
    /// tab-separated; `-` is standard input.
    #[arg(long, conflicts_with_all = ["paths", "manifest"], value_name = "FILE", value_hint = ValueHint::FilePath)]
    pairs: Option<PathBuf>,
    /// A list of file pairs, one a line: the Korean and the English path, parted by a tab.
    #[arg(long, conflicts_with = "paths", value_name = "FILE", value_hint = ValueHint::FilePath)]
    manifest: Option<PathBuf>,
    /// A list of address pairs, one a line: JSON Lines with `ko`, `en`, `id` and `date`, or columns parted by tabs or commas; `-` is
    /// standard input. The articles are fetched as they are checked.
    #[arg(long, conflicts_with_all = ["paths", "pairs", "manifest"], value_name = "FILE", value_hint = ValueHint::FilePath)]
    addresses: Option<PathBuf>,
    /// What the lines of --pairs or --addresses are; told by the name of the file otherwise.
    #[arg(long, value_enum, conflicts_with_all = ["paths", "manifest"], value_name = "FORMAT")]
    input_format: Option<intake::Format>,
    /// The draft, of a machine, that the English file was made of: whose words it is made of, and what the edits did to the findings. With
    /// a folder of articles, the folder of their drafts: each under the path of its English file, or under its slug.
    #[arg(long, requires = "paths", conflicts_with_all = ["pairs", "manifest"], value_name = "DRAFT_EN", value_hint = ValueHint::FilePath)]
    draft: Option<PathBuf>,
    #[command(flatten)]
    reports: Asked,
    /// Ask these rules only: ids, types of ITS 2.0 (numbers, omission, …) or categories of MQM, parted by commas.
    #[arg(long, value_delimiter = ',', value_name = "RULE,…")]
    select: Vec<String>,
    /// Do not ask these rules, named in the same ways.
    #[arg(long, value_delimiter = ',', value_name = "RULE,…")]
    ignore: Vec<String>,
    /// Also write the XLIFF file that is checked to this path, with the findings noted in it (ITS 2.0), and otherwise byte
    /// for byte the same. It may be the file itself.
    #[arg(long, conflicts_with_all = ["pairs", "manifest"], value_name = "FILE", value_hint = ValueHint::FilePath)]
    annotate: Option<PathBuf>,
    /// What the run is for: editorial, archive, ci, or a [profile.NAME] of the configuration.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// The severity from which findings make the exit code 1.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(FailOn::WORDS), value_name = "SEVERITY")]
    fail_on: Option<String>,
    /// Threads; all cores when it is not given. The report is the same at any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Print findings only, and what was not checked.
    #[arg(long, short)]
    quiet: bool,
    /// Day of publication in Korea, for articles that do not say it themselves.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    #[command(flatten)]
    web: web::FromWeb,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let settings = settings::load(args.config.as_deref(), args.place(), args.asked(), super::screen::wanted(colour, &std::io::stderr()))?;
    if args.annotate.is_some() {
        annotate::allowed(&args.paths)?;
    }
    let input = args.input(&settings)?;
    let base = settings.book.base();
    let left_out = LeftOut { files: input.others, rules: (0..check::CHECKS.len()).filter(|&n| base.policy.off.contains(n)).count() };
    let look = Look { colour: screen.colour, width: screen.width, quiet: args.quiet, limit: settings.limit(), decided: args.reports.decided() };
    let file_bytes = settings.config.limits.file_bytes;
    let jobs = settings::jobs(args.jobs);
    let colours = super::screen::wanted(colour, &std::io::stderr());
    let decided = Decided::load(&settings.config, args.config.as_deref(), args.place(), Path::new("."), colours)?;
    let mut outputs = Outputs::open(&args.reports, screen, look)?;
    let rules = args.rules(settings, decided, &outputs);
    let wanted = !outputs.is_for_a_person() || !std::io::stdout().is_terminal();
    let mut progress = Progress::new(input.size, input.in_bytes, wanted);
    let (mut issues, mut gone) = (Vec::new(), 0);
    stream::run(
        input.work,
        jobs,
        |work: Work| one::work(work, &rules),
        |mut done| {
            progress.advance(done.len(), done.iter().map(|d| d.bytes).sum());
            issues.extend(done.iter_mut().flat_map(|d| std::mem::take(&mut d.issues)));
            gone += done.iter().map(|d| d.settled.gone).sum::<usize>();
            outputs.write(&done)
        },
    )?;
    drop(progress);
    let nothing = (outputs.total().pairs() == 0).then_some("there was no pair in the input: nothing was checked");
    let exit = outputs.close(left_out, nothing)?.into();
    if let Some(nothing) = nothing {
        return Err(Stop::Input(nothing.to_owned()));
    }
    decided::say_baseline(&rules.decided, gone, args.quiet);
    if let (Some(to), Some(from)) = (&args.annotate, args.paths.first()) {
        annotate::write(from, to, &issues, Limits { file: file_bytes })?;
    }
    Ok(exit)
}

impl Args {
    /// Where to look for the configuration first.
    fn place(&self) -> &Path {
        let named = self.paths.first().or(self.manifest.as_ref()).or(self.pairs.as_ref()).or(self.addresses.as_ref());
        named.map(PathBuf::as_path).filter(|p| *p != Path::new("-")).unwrap_or(Path::new("."))
    }

    fn input(&self, settings: &Settings) -> Result<Input, Stop> {
        let config = &settings.config;
        if let Some(list) = &self.addresses {
            return web::list(list, self.input_format, settings, &self.web);
        }
        match (self.paths.as_slice(), &self.pairs, &self.manifest) {
            ([ko, en], ..) if web::is_address(ko) || web::is_address(en) => web::two(ko, en, self.draft.as_deref(), settings, &self.web),
            ([ko, en], ..) => intake::files(ko, en, self.draft.as_deref(), config.limits),
            ([path], ..) if self.draft.is_some() && path.is_dir() => self.drafts(path, config),
            ([_], ..) if self.draft.is_some() => Err(Stop::Usage(
                "--draft goes with a Korean and an English file, or with a folder; in a stream or a manifest each pair has its `draft`".to_owned(),
            )),
            ([path], ..) => intake::one(path, config),
            (_, Some(pairs), _) => intake::pairs(pairs, self.input_format, config.limits),
            (_, _, Some(manifest)) => intake::manifest(manifest, config.limits),
            _ => Err(Stop::Usage("nothing to check was named".to_owned())),
        }
    }

    /// A folder of articles with a folder of their drafts.
    fn drafts(&self, folder: &Path, config: &config::Config) -> Result<Input, Stop> {
        match self.draft.as_deref().filter(|d| !d.is_dir()) {
            None => intake::folder(folder, self.draft.as_deref(), config),
            Some(file) => {
                let shown = crate::report::escape::visible(&file.to_string_lossy()).into_owned();
                Err(Stop::Usage(format!("{shown}: not a folder; the drafts of a folder of articles lie in a folder")))
            }
        }
    }

    /// What the command line asks over the configuration.
    fn asked(&self) -> config::Asked<'_> {
        let fail_on = self.fail_on.as_deref().and_then(FailOn::parse);
        config::Asked { profile: self.profile.as_deref(), select: &self.select, ignore: &self.ignore, fail_on }
    }

    fn rules(&self, settings: Settings, decided: Decided, outputs: &Outputs<'_>) -> Rules {
        Rules {
            date: self.date.or(settings.config.date),
            settings,
            texts: outputs.texts(),
            rows: outputs.rows(),
            annotate: self.annotate.is_some(),
            whole: true,
            decided,
            collect: false,
            keep: None,
        }
    }
}
