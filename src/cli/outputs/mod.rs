//! Where reports go: any number of formats at once, one of them to standard output, the others to files that are whole or
//! not there. What a run comes to is told in each of them; the exit code is none of theirs.

mod asked;
mod folder;
mod names;
mod sink;

pub(super) use asked::{Asked, Format};
pub(super) use sink::Sink;

use super::Stop;
use super::one::{Done, Text};
use super::screen::{FILE_WIDTH, Screen};
use crate::judge::Verdict;
use crate::report::checkstyle::Checkstyle;
use crate::report::csv::Csv;
use crate::report::github::Github;
use crate::report::gitlab::Gitlab;
use crate::report::junit::Junit;
use crate::report::markdown::{self, Markdown};
use crate::report::page::{self, html};
use crate::report::rdjson::Rdjson;
use crate::report::sarif::Sarif;
use crate::report::sonar::Sonar;
use crate::report::style::Look;
use crate::report::summary::{self, LeftOut};
use crate::report::{Diagnosed, Manner, Output, Run, Total, json};
use folder::Folder;
use sink::{Paper, To};
use std::sync::Arc;

/// The reports of a run, as they are written.
pub(super) struct Outputs<'s> {
    screen: Paper<'s>,
    reports: Vec<Report>,
    texts: Vec<Text>,
    look: Look,
    verdict: Verdict,
    total: Total,
}

/// One report, and where it goes.
struct Report {
    kind: Kind,
    to: To,
}

/// How a report is made.
enum Kind {
    /// Of what each pair gives, the one of this number: JSON, or the report for a person.
    Text(usize),
    /// A page of each pair, in a folder: what each gives of this number and the next, the page and what the index says of it.
    Pages(usize, Folder),
    /// Of rows.
    Rows(Box<dyn Output>),
}

impl<'s> Outputs<'s> {
    /// Opens everything that is asked for. What cannot be written is told before anything is checked.
    pub(super) fn open(asked: &Asked, screen: &'s mut Screen, look: Look) -> Result<Self, Stop> {
        let manner = Manner { limit: look.limit, decided: asked.decided() };
        let mut outputs = Self {
            screen: Paper { screen, alone: true, read: true },
            reports: Vec::new(),
            texts: Vec::new(),
            look,
            verdict: Verdict::Clean,
            total: Total::default(),
        };
        let wanted = asked.all()?;
        let job = if wanted.iter().any(|w| w.format == Format::Github) { Sink::job_summary()? } else { None };
        for wanted in wanted {
            if let (Format::Html, Some(path)) = (wanted.format, wanted.file.as_ref().filter(|path| Folder::is_meant(path))) {
                let folder = Folder::open(path.clone())?;
                outputs.texts.extend([Text::Html, Text::HtmlEntry]);
                outputs.reports.push(Report { kind: Kind::Pages(outputs.texts.len() - 2, folder), to: To::Folder });
                continue;
            }
            let to = match wanted.file {
                None => To::Screen,
                Some(path) => To::File(Sink::open(path)?),
            };
            let kind = outputs.kind(wanted.format, manner, matches!(to, To::Screen), job.is_some());
            outputs.reports.push(Report { kind, to });
        }
        if let Some((sink, room)) = job {
            outputs.reports.push(Report { kind: Kind::Rows(Box::new(Markdown::new(manner, room))), to: To::File(sink) });
        }
        outputs.screen.alone = outputs.reports.len() == 1;
        outputs.begin()?;
        Ok(outputs)
    }

    fn kind(&mut self, format: Format, manner: Manner, on_screen: bool, summarised: bool) -> Kind {
        let look = if on_screen { self.look } else { Look { colour: false, width: FILE_WIDTH, ..self.look } };
        let rows: Box<dyn Output> = match format {
            Format::Terminal => return self.text(Text::Terminal(look)),
            Format::Json => return self.text(Text::Json),
            Format::Jsonl => return self.text(Text::Jsonl),
            Format::Html => return self.text(Text::Html),
            Format::Sarif => Box::new(Sarif::new(manner)),
            Format::Github => Box::new(Github::new(manner, summarised)),
            Format::Markdown => Box::new(Markdown::new(manner, markdown::COMMENT)),
            Format::Junit => Box::new(Junit::new(manner)),
            Format::Gitlab => Box::new(Gitlab::new(manner)),
            Format::Checkstyle => Box::new(Checkstyle::new(manner)),
            Format::Rdjson => Box::new(Rdjson::document(manner)),
            Format::Rdjsonl => Box::new(Rdjson::lines(manner)),
            Format::Sonar => Box::new(Sonar::new(manner)),
            Format::Csv => Box::new(Csv),
        };
        Kind::Rows(rows)
    }

    fn text(&mut self, text: Text) -> Kind {
        self.texts.push(text);
        Kind::Text(self.texts.len() - 1)
    }

    /// What each pair is to be written as.
    pub(super) fn texts(&self) -> Vec<Text> {
        self.texts.clone()
    }

    /// Whether each pair is to be told in rows, too.
    pub(super) fn rows(&self) -> bool {
        self.reports.iter().any(|r| matches!(r.kind, Kind::Rows(_)))
    }

    /// Whether the report for a person goes to standard output.
    pub(super) fn is_for_a_person(&self) -> bool {
        self.reports.iter().any(|r| matches!((&r.kind, &r.to), (Kind::Text(n), To::Screen) if matches!(self.texts[*n], Text::Terminal(_))))
    }

    fn begin(&mut self) -> Result<(), Stop> {
        for report in &mut self.reports {
            let mut out = Vec::new();
            match &mut report.kind {
                Kind::Text(n) if self.texts[*n] == Text::Json => json::open(&mut out),
                Kind::Text(n) if self.texts[*n] == Text::Html => html::open(&mut out, None),
                Kind::Text(_) | Kind::Pages(..) => {}
                Kind::Rows(rows) => rows.open(&mut out),
            }
            report.to.write(&out, &mut self.screen)?;
        }
        Ok(())
    }

    /// Writes what came of pairs, in order.
    pub(super) fn write(&mut self, done: &[Done]) -> Result<(), Stop> {
        let mut out = Vec::new();
        for pair in done {
            for report in &mut self.reports {
                match &mut report.kind {
                    Kind::Text(n) => {
                        if self.total.pairs() > 0 && self.texts[*n] == Text::Json {
                            report.to.write(b",", &mut self.screen)?;
                        }
                        report.to.write(pair.reports.get(*n).map_or(&[], Vec::as_slice), &mut self.screen)?;
                    }
                    Kind::Pages(n, folder) => {
                        let of = |n: usize| pair.reports.get(n).map_or(&[][..], Vec::as_slice);
                        folder.article(pair.name.as_deref().unwrap_or_default(), of(*n), of(*n + 1))?;
                    }
                    Kind::Rows(rows) => {
                        out.clear();
                        if let Some(told) = &pair.rows {
                            rows.pair(told, &mut out);
                        }
                        report.to.write(&out, &mut self.screen)?;
                    }
                }
            }
            self.verdict = self.verdict.max(pair.verdict);
            self.total.add(&pair.total);
        }
        self.screen.flush()
    }

    /// What the run came to so far.
    pub(super) const fn total(&self) -> &Total {
        &self.total
    }

    /// Ends every report and puts the files in their places.
    ///
    /// `nothing` says why nothing at all was checked where that is no good end: the reports for machines tell it as a pair
    /// that was not checked, so that none of them can be taken for a clean one.
    pub(super) fn close(mut self, left_out: LeftOut, nothing: Option<&str>) -> Result<Verdict, Stop> {
        let mut run = Run { total: self.total, left_out };
        let nothing = nothing.map(|reason| {
            run.total.incomplete += 1;
            Arc::new(Diagnosed { pair: "daejo".into(), files: None, findings: Vec::new(), unchecked: Some(reason.to_owned()), notes: Vec::new() })
        });
        for report in &mut self.reports {
            let mut out = Vec::new();
            match &mut report.kind {
                Kind::Text(n) => match &self.texts[*n] {
                    Text::Json => json::close(&self.total, &mut out),
                    Text::Terminal(look) => out = summary::run(&self.total, left_out, look).into_bytes(),
                    Text::Html => {
                        if let Some(reason) = nothing.as_ref().and_then(|n| n.unchecked.as_deref()) {
                            html::article(&page::not_checked("daejo", reason), &Total::default(), &mut out);
                        }
                        html::close(&mut out);
                    }
                    Text::Jsonl | Text::HtmlEntry => {}
                },
                // Its index is the last of all.
                Kind::Pages(..) => {}
                Kind::Rows(rows) => {
                    if let Some(nothing) = &nothing {
                        rows.pair(nothing, &mut out);
                    }
                    rows.close(&run, &mut out);
                }
            }
            report.to.write(&out, &mut self.screen)?;
        }
        self.screen.flush()?;
        for report in self.reports {
            match (report.kind, report.to) {
                (Kind::Pages(_, folder), _) => folder.finish(nothing.as_ref().and_then(|n| n.unchecked.as_deref()))?,
                (_, To::File(sink)) => sink.finish()?,
                (_, To::Screen | To::Folder) => {}
            }
        }
        Ok(self.verdict)
    }
}
