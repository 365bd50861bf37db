//! `daejo archive names`: how the newsroom has rendered names and terms so far.

use super::lessons::{Article, From, Read};
use crate::archive::learn::names::{Listed, Survey, Tally, Terms, house_list, observe, precedent};
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop, packs, write};
use crate::house::precedent::{self as table, Named};
use crate::house::write as list;
use clap::ValueHint;
use std::fmt::Write;
use std::path::PathBuf;

/// Finds how names and terms were rendered so far.
///
/// For every person, organisation, place, title and term: the Korean form, what was printed for it, in how many articles, first and
/// last when, and some of the articles. What spelling or the lexicon proves is counted as it stands; of the rest only what stands
/// together far more often than by chance. The list is a house list for somebody to review; the precedent is what the rule
/// precedent-differs goes by ([names] precedent in config.toml).
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    from: From,
    /// Where the house list goes: CSV, or TBX-Basic where the name ends in .tbx; standard output without it.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Where the precedent goes, too.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    precedent: Option<PathBuf>,
    /// Articles that the usual form of a name must have for the list.
    #[arg(long, default_value_t = Terms::default().least, value_parser = clap::value_parser!(u32).range(1..), value_name = "N")]
    least: u32,
    /// The share of the articles, in percent, that it must have.
    #[arg(long, default_value_t = Terms::default().share, value_parser = clap::value_parser!(u64).range(1..=100), value_name = "PERCENT")]
    share: u64,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let (tally, read) = mined(&args.from)?;
    let listed = house_list(&tally, Terms { least: args.least, share: args.share });
    let named = precedent(&tally);
    if let Some(path) = &args.precedent {
        write::whole(path, &rows(&named, read))?;
    }
    let (left_out, exit) = read.exit();
    let mut told = format!("{} articles: {} rows of a house list, {} names in the precedent\n", read.articles, listed.entries.len(), named.len());
    let Listed { thin, mixed, .. } = listed;
    let contradict = listed.left_out.len();
    // Writing to a string cannot fail.
    let _ = writeln!(told, "left out: {thin} forms with too few articles, {mixed} of which no English is usual enough, {contradict} that contradict another");
    if tally.gone() > 0 {
        let _ = writeln!(told, "{} renderings of one article each were let go for want of room", tally.gone());
    }
    told.push_str(&left_out);
    write::put(args.out.as_deref(), &args.list(&listed), &told, screen)?;
    Ok(exit)
}

/// Counts every rendering, in two passes over the store.
pub(super) fn mined(from: &From) -> Result<(Tally, Read), Stop> {
    let packs = packs::installed(false);
    let mut survey = Survey::default();
    let first = |article: Article| observe(&article.lesson(), &packs);
    let read = from.each(first, |observed| {
        survey.add(&observed);
        Ok(())
    })?;
    let (settled, mut tally) = survey.settle();
    let second = |article: Article| settled.find(&article.lesson());
    from.each(second, |found| {
        tally.add_found(&found);
        Ok(())
    })?;
    Ok((tally, read))
}

impl Args {
    /// The house list as it is asked for.
    fn list(&self, listed: &Listed) -> String {
        if self.out.as_deref().is_some_and(|path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tbx"))) {
            return list::termbase(&listed.entries);
        }
        let mut text = list::table(&listed.entries);
        for why in &listed.left_out {
            // What is left out stays in sight of who reviews the list.
            let _ = writeln!(text, "# left out: {}", why.replace(['\n', '\r'], " "));
        }
        text
    }
}

/// The file of a precedent.
fn rows(named: &[Named], read: Read) -> String {
    let mut rows = format!("# What was printed for names in {} articles, by daejo archive names.\n{}\n", read.articles, table::COLUMNS.join("\t"));
    for name in named {
        for rendering in &name.renderings {
            rows.push_str(&table::row(&name.ko, rendering));
            rows.push('\n');
        }
    }
    rows
}
