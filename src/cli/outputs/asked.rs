//! What reports are asked for on the command line, and whether all of them can be given.

use crate::cli::Stop;
use crate::config::nearest;
use crate::report::escape;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// How a report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For a person.
    #[default]
    Terminal,
    /// One JSON document (schema daejo.report/v1).
    Json,
    /// One JSON line a pair (schema daejo.result/v1).
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors: the 5,000 worst findings.
    Sarif,
    /// Annotations of GitHub Actions, and the job summary where there is one.
    Github,
    /// Markdown for a comment on a pull request: as much as one may hold.
    Markdown,
    /// JUnit XML: a suite for each pair, a case for each finding.
    Junit,
    /// The Code Quality report of GitLab.
    Gitlab,
    /// Checkstyle XML.
    Checkstyle,
    /// The Diagnostic Format of reviewdog, as one document.
    Rdjson,
    /// The same, one JSON line a finding.
    Rdjsonl,
    /// Generic issues of SonarQube (10.3 and later).
    Sonar,
    /// A table for spreadsheets.
    Csv,
    /// A page for editors, Korean beside English: one file that works without a network and can be mailed. Given a folder
    /// (html=FOLDER/), a file for each article and an index.
    Html,
}

/// The reports that are asked for.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Asked {
    /// How the report on standard output is written; for a person if nothing else is said.
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write a report in this format to this file, or in the place of the one on standard output; may be given several times.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Wanted::parse)]
    output: Vec<Wanted>,
    /// Also tell findings that do not count: waived, known from the baseline, untouched by the change.
    #[arg(long)]
    show_decided: bool,
}

/// One report that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Wanted {
    pub(super) format: Format,
    /// Where it goes; standard output without one.
    pub(super) file: Option<PathBuf>,
}

impl Wanted {
    fn parse(word: &str) -> Result<Self, String> {
        let (name, file) = word.split_once('=').map_or((word, None), |(name, file)| (name, Some(file)));
        let format = Format::from_str(name, false).map_err(|_| unknown(name))?;
        match file {
            Some("") => Err(format!("no file is named behind {name}=")),
            Some("-" | "/dev/stdout") | None => Ok(Self { format, file: None }),
            Some(path) => Ok(Self { format, file: Some(PathBuf::from(path)) }),
        }
    }
}

fn unknown(name: &str) -> String {
    let names: Vec<String> = Format::value_variants().iter().filter_map(|f| Some(f.to_possible_value()?.get_name().to_owned())).collect();
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("there is no format `{}`; did you mean `{near}`?", escape::visible(name)),
        None => format!("there is no format `{}`; there are {}", escape::visible(name), names.join(", ")),
    }
}

impl Asked {
    /// Whether findings are told that do not count.
    pub(in crate::cli) const fn decided(&self) -> bool {
        self.show_decided
    }

    /// Every report, the one on standard output first.
    pub(super) fn all(&self) -> Result<Vec<Wanted>, Stop> {
        let on_screen: Vec<Format> = self.format.into_iter().chain(self.output.iter().filter(|w| w.file.is_none()).map(|w| w.format)).collect();
        if on_screen.len() > 1 {
            return Err(Stop::Usage(
                "only one report can go to standard output: give the others a file, as in --output sarif=FILE; nothing was checked".to_owned(),
            ));
        }
        let mut all = vec![Wanted { format: on_screen.first().copied().unwrap_or_default(), file: None }];
        for wanted in self.output.iter().filter(|w| w.file.is_some()) {
            let place = |w: &Wanted| w.file.as_deref().map(resolved);
            if all.iter().any(|other| place(other) == place(wanted)) {
                let shown = wanted.file.as_deref().unwrap_or(Path::new("")).to_string_lossy().into_owned();
                return Err(Stop::Usage(format!("{}: two reports cannot go to one file; nothing was checked", escape::visible(&shown))));
            }
            all.push(wanted.clone());
        }
        Ok(all)
    }
}

/// A path by which two can be told to be the same.
fn resolved(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_a_format_and_perhaps_a_file() {
        assert_eq!(Wanted::parse("sarif"), Ok(Wanted { format: Format::Sarif, file: None }));
        assert_eq!(Wanted::parse("sarif=-"), Ok(Wanted { format: Format::Sarif, file: None }));
        assert_eq!(Wanted::parse("json=a=b.json"), Ok(Wanted { format: Format::Json, file: Some("a=b.json".into()) }));
        assert_eq!(Wanted::parse("sarif="), Err("no file is named behind sarif=".to_owned()));
        assert_eq!(Wanted::parse("sarfi=x"), Err("there is no format `sarfi`; did you mean `sarif`?".to_owned()));
        assert!(Wanted::parse("x").is_err_and(|e| e.contains("there are terminal, json")));
    }
}
