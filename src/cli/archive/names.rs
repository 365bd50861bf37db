//! `daejo archive names`: how the newsroom has rendered names and terms so far.

use super::lessons::From;
use crate::archive::learn::names::{Survey, Terms, house_list, observe, precedent};
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop, packs, write};
use crate::house::{precedent as table, write as list};
use crate::report::escape;
use clap::ValueHint;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Finds how names and terms were rendered so far.
///
/// For every person, organisation, place, title and term: the Korean form, what was printed for it, in how many articles, first and
/// last when, and some of the articles. What spelling or the lexicon proves is counted as it stands; of the rest only what stands
/// together far more often than by chance. The list is a house list for somebody to review; the precedent is what the rule
/// precedent-differs goes by ([names] precedent in config.toml).
#[derive(clap::Args, Debug)]
pub(super) struct Args {
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
    let packs = packs::installed(false);
    let mut survey = Survey::default();
    let read = args.from.each(
        |article| observe(&article.lesson(), &packs),
        |observed| {
            survey.add(&observed);
            Ok(())
        },
    )?;
    let mut settled = survey.settle();
    let mut found = Vec::new();
    args.from.each(
        |article| settled.find(&article.lesson()),
        |one| {
            // Most articles have nothing that is new in the second pass.
            if !one.is_empty() {
                found.push(one);
            }
            Ok(())
        },
    )?;
    found.iter().for_each(|one| settled.add(one));
    let tally = settled.tally();
    let listed = house_list(&tally, Terms { least: args.least, share: args.share });
    let named = precedent(&tally);
    let is_tbx = args.out.as_deref().is_some_and(|path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tbx")));
    let mut text = if is_tbx { list::termbase(&listed.entries) } else { list::table(&listed.entries) };
    if !is_tbx {
        // What is left out stays in sight of who reviews the list.
        listed.left_out.iter().for_each(|why| text.push_str(&format!("# left out: {}\n", why.replace(['\n', '\r'], " "))));
    }
    if let Some(path) = &args.precedent {
        let mut rows = format!("# What was printed for names in {} articles, by daejo archive names.\n{}\n", read.articles, table::COLUMNS.join("\t"));
        for name in &named {
            name.renderings.iter().for_each(|r| rows.push_str(&format!("{}\n", table::row(&name.ko, r))));
        }
        write::whole(path, &rows)?;
    }
    let (left_out, exit) = read.exit();
    let mut told = format!("{} articles: {} rows of a house list, {} names in the precedent\n", read.articles, listed.entries.len(), named.len());
    let shown = |path: &Path| escape::visible(&path.to_string_lossy()).into_owned();
    let _ = writeln!(
        told,
        "left out: {} forms with too few articles, {} of which no English is usual enough, {} that contradict another",
        listed.thin,
        listed.mixed,
        listed.left_out.len()
    );
    if tally.gone() > 0 {
        let _ = writeln!(told, "{} renderings of one article each were let go for want of room", tally.gone());
    }
    told.push_str(&left_out);
    match &args.out {
        Some(path) => {
            write::whole(path, &text)?;
            let _ = writeln!(told, "written: {}; look through it, then name it in config.toml under [names] house", shown(path));
            screen.out.write_all(told.as_bytes())?;
        }
        None => {
            screen.out.write_all(text.as_bytes())?;
            // The list goes where it was asked to; what is told of it must not get into it.
            let _ = std::io::stderr().write_all(told.as_bytes());
        }
    }
    Ok(exit)
}
