//! The articles of a store as what is learnt from: passages of which it is sure that they render each other, without markup.

use crate::archive::learn::{Aligned, Lesson};
use crate::archive::store::{Store, StoreError, Stored};
use crate::cli::progress::Progress;
use crate::cli::{Exit, Stop, settings};
use crate::ingest::{self, Format};
use crate::model::{Document, Lang, Link};
use crate::text::Span;
use clap::ValueHint;
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::PathBuf;

/// Which articles are learnt from.
#[derive(clap::Args, Debug)]
pub(super) struct From {
    /// The store.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) store: PathBuf,
    /// Passages whose pairing has a lower score are left out.
    #[arg(long, default_value_t = Link::DOUBTFUL, value_parser = share, value_name = "SCORE")]
    pub(super) min_score: f32,
    /// Threads; all cores when it is not given. The result is the same at any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
}

fn share(typed: &str) -> Result<f32, String> {
    typed.parse().ok().filter(|s| (0.0..=1.0).contains(s)).ok_or_else(|| "a score is a number from 0 to 1".to_owned())
}

/// An article with its passages.
pub(super) struct Article {
    pub(super) id: String,
    pub(super) day: Option<Date>,
    /// Korean, English, and the score of the two.
    pub(super) passages: Vec<(String, String, f32)>,
}

impl Article {
    /// The passages as they are learnt from.
    pub(super) fn lesson(&self) -> Lesson<'_> {
        Lesson { id: &self.id, day: self.day, links: self.passages.iter().map(|(ko, en, _)| Aligned { ko, en }).collect() }
    }
}

/// How many articles of a store were read, and how many were not checked and left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Read {
    pub(super) articles: usize,
    pub(super) left_out: usize,
}

impl Read {
    /// What to say of articles that were left out, and the exit code.
    pub(super) fn exit(self) -> (String, Exit) {
        match self.left_out {
            0 => (String::new(), Exit::Clean),
            1 => ("1 article that was not checked was left out\n".to_owned(), Exit::NotChecked),
            n => (format!("{n} articles that were not checked were left out\n"), Exit::NotChecked),
        }
    }
}

/// Articles that are worked on at a time.
const BATCH: usize = 256;

impl From {
    /// Goes through the articles of the store, in their order: `work` on any thread, `sink` with what came of it.
    pub(super) fn each<R: Send>(&self, work: impl Fn(Article) -> R + Sync, mut sink: impl FnMut(R) -> Result<(), Stop>) -> Result<Read, Stop> {
        let store = Store::open(&self.store)?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(settings::jobs(self.jobs)).build();
        let pool = pool.map_err(|e| Stop::Usage(format!("no threads: {e}; try --jobs 1")))?;
        let (mut read, mut batch) = (Read::default(), Vec::with_capacity(BATCH));
        let mut progress = Progress::new(None, false, true);
        let mut flush = |batch: &mut Vec<Stored>| -> Result<(), Stop> {
            progress.advance(batch.len(), 0);
            let done: Vec<Result<R, StoreError>> =
                pool.install(|| std::mem::take(batch).into_par_iter().map(|stored| Ok(work(article(&stored, self.min_score)?))).collect());
            done.into_iter().try_for_each(|result| sink(result?))
        };
        store.articles::<Stop>(|stored| {
            if stored.reason.is_some() {
                read.left_out += 1;
                return Ok(());
            }
            read.articles += 1;
            batch.push(stored);
            if batch.len() < BATCH { Ok(()) } else { flush(&mut batch) }
        })?;
        flush(&mut batch)?;
        if read.articles == 0 {
            return Err(Stop::Input("there is no checked article in the store; `daejo archive run` brings some into it".to_owned()));
        }
        Ok(read)
    }
}

/// The passages of a stored article.
fn article(stored: &Stored, least: f32) -> Result<Article, StoreError> {
    let [ko, en] = stored.texts()?;
    let links = stored.links()?.into_iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= least);
    let passages = links.map(|l| (joined(&ko, &l.source, Lang::Ko), joined(&en, &l.target, Lang::En), l.score)).collect();
    Ok(Article { id: stored.id.clone(), day: stored.facts.day, passages })
}

/// Sentences of a text as one, without markup.
fn joined(text: &str, spans: &[Span], lang: Lang) -> String {
    spans.iter().map(|span| plain(span.slice(text), lang)).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A sentence as it is read. What has no mark of markup needs no reader of it.
fn plain(sentence: &str, lang: Lang) -> String {
    let loaded = sentence.contains(['*', '_', '[', '`', '<', '&']).then(|| ingest::load_bytes("", sentence.as_bytes(), Format::Markdown));
    match loaded {
        Some(Ok(loaded)) => loaded.document(lang).text().trim().to_owned(),
        _ => Document::plain(lang, "", sentence).text().trim().to_owned(),
    }
}
