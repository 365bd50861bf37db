//! `daejo record export`: what a record says, in the words of other standards.

use super::super::screen::{self, Colour, Screen};
use super::super::{Exit, Stop};
use super::desk::{bytes, records, shown};
use super::secret::Secret;
use super::verify::{Article, How, Verifier};
use crate::ingest::{self, Loaded};
use crate::record::export::{self, Told};
use crate::record::{Answer, Envelope};
use crate::report::escape;
use clap::ValueHint;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes what the record of an article says in another form, to standard output. Only a record that holds is exported.
#[derive(clap::Args, Debug)]
pub(in super::super) struct Args {
    /// The Korean and the English file; or the English, or its record.
    #[arg(num_args = 1..=2, required = true, value_name = "KO EN | EN", value_hint = ValueHint::FilePath)]
    paths: Vec<PathBuf>,
    /// The form.
    #[arg(long = "as", value_enum, value_name = "FORM")]
    form: Form,
    /// With test-result: sign the statement with this key, and write an envelope.
    #[arg(long, value_name = "KEY")]
    key: Option<Secret>,
    /// With sigstore: the line of the record, from 1; the last without it.
    #[arg(long, value_name = "N")]
    line: Option<usize>,
    #[command(flatten)]
    how: How,
}

/// A form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Form {
    /// PROV-JSON (W3C).
    ProvJson,
    /// schema.org as JSON-LD, ready to stand in a page.
    SchemaOrg,
    /// A news item of ninjs 3.1 (IPTC).
    Ninjs,
    /// XLIFF 2.1 with ITS 2.0 provenance.
    Its,
    /// A page to be printed.
    Html,
    /// A statement of in-toto's test-result v0.1.
    TestResult,
    /// A sigstore bundle v0.3 of one record, one line a signature.
    Sigstore,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    if args.key.is_some() && args.form != Form::TestResult {
        return Err(Stop::Usage("--key goes with --as test-result; the other forms are not signed".to_owned()));
    }
    let verifier = Verifier::open(&args.how, &args.paths, screen::wanted(colour, &std::io::stderr()))?;
    for article in verifier.articles(&args.paths, args.how.named())? {
        let answer = verifier.ask(&article)?;
        let Some(told) = Told::new(&answer) else {
            let mut stderr = std::io::stderr().lock();
            for reason in &answer.reasons {
                // Nobody is left to tell when standard error is closed.
                let _ = writeln!(stderr, "  {}: {}", reason.code, escape::visible(&reason.text));
            }
            drop(stderr);
            let why = format!("{}: the record does not hold; nothing was exported", shown(&article.record));
            return Err(Stop::Input(why));
        };
        let text = if args.form == Form::Sigstore { bundle(args, &article, &answer)? } else { written(args, &verifier, &article, told)? };
        screen.out.write_all(text.as_bytes())?;
    }
    Ok(Exit::Clean)
}

fn bundle(args: &Args, article: &Article, answer: &Answer) -> Result<String, Stop> {
    let number = args.line.unwrap_or(answer.chain.lines);
    let records = records(&article.record)?;
    let line = number.checked_sub(1).and_then(|n| records.split(|b| *b == b'\n').nth(n));
    line.and_then(export::bundles).ok_or_else(|| Stop::Usage(format!("{}: there is no record on line {number}", shown(&article.record))))
}

fn written(args: &Args, verifier: &Verifier, article: &Article, told: Told<'_>) -> Result<String, Stop> {
    let load = |path: &Path| -> Result<Loaded, Stop> {
        let bytes = bytes(path, verifier.desk.limits())?;
        ingest::load_named(&path.to_string_lossy(), &bytes).map_err(|e| Stop::Input(e.to_string()))
    };
    let english = load(&article.english)?;
    let korean = article.korean.as_deref().map(load).transpose()?;
    let mut told: Told<'_> = told;
    told.title = english.meta.title.as_deref();
    told.source_title = korean.as_ref().and_then(|k| k.meta.title.as_deref());
    told.publisher = verifier.desk.settings.config.record.publisher.as_deref();
    Ok(match args.form {
        Form::ProvJson => export::prov_json(&told),
        Form::SchemaOrg => export::schema_org(&told),
        Form::Ninjs => export::ninjs(&told),
        Form::Its => export::xliff(&told, korean.as_ref().map_or("", |k| &k.text), &english.text),
        Form::Html => export::html(&told, korean.as_ref().map_or("", |k| &k.text), &english.text),
        Form::TestResult | Form::Sigstore => {
            let statement = export::test_result(&told);
            match &args.key {
                Some(key) => format!("{}\n", Envelope::seal(statement.into_bytes(), &key.read()?).to_line()),
                None => statement,
            }
        }
    })
}
