//! `daejo archive memory`: the translation memory of an archive.

use super::lessons::From;
use crate::archive::learn::memory::{self, Remembered};
use crate::cli::outputs::Sink;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop};
use clap::ValueHint;
use std::io::Write;
use std::path::PathBuf;

/// Writes the translation memory of an archive: TMX 1.4b, with the article, the day and the score of each passage.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    from: From,
    /// Where the memory goes; standard output without it.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut sink = args.out.clone().map(Sink::open).transpose()?;
    let mut units = 0;
    let mut put = |bytes: &[u8]| match &mut sink {
        Some(sink) => sink.write(bytes),
        None => screen.out.write_all(bytes).map_err(Stop::from),
    };
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    memory::open(&mut head);
    memory::close(&mut tail);
    put(&head)?;
    let work = |article: super::lessons::Article| {
        let passages: Vec<Remembered<'_>> = article.passages.iter().map(|(ko, en, score)| Remembered { ko, en, score: *score }).collect();
        let mut out = Vec::new();
        let count = memory::units(&article.id, article.day, &passages, &mut out);
        (out, count)
    };
    let read = args.from.each(work, |(bytes, count)| {
        units += count;
        put(&bytes)
    })?;
    put(&tail)?;
    let (left_out, exit) = read.exit();
    let told = format!("{units} passages of {} articles\n{left_out}", read.articles);
    if let Some(sink) = sink {
        sink.finish()?;
        screen.out.write_all(told.as_bytes())?;
    } else {
        // What is told of the memory must not get into it.
        let _ = std::io::stderr().write_all(told.as_bytes());
    }
    Ok(exit)
}
