//! The articles that the page begins with: two files, or the pairs of a folder.

use super::{Args, say};
use crate::cli::settings::absolute;
use crate::cli::web::is_address;
use crate::cli::{Stop, intake};
use crate::config::Config;
use crate::ingest::bilingual::Kind;
use crate::ingest::{self, Limits};
use crate::report::escape;
use crate::review::Desk;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What the page begins with.
pub(super) struct Found {
    pairs: Vec<Pair>,
    /// The addresses of one article on the web.
    web: Option<[String; 2]>,
    /// What should have been a pair and is none.
    left_out: Vec<String>,
}

struct Pair {
    ko: PathBuf,
    en: PathBuf,
    draft: Option<PathBuf>,
    date: Option<Date>,
}

/// What the command line names.
pub(super) fn found(args: &Args, config: &Config) -> Result<Found, Stop> {
    if args.articles.iter().any(|a| is_address(a)) {
        return on_the_web(args);
    }
    match args.articles.as_slice() {
        [] => Ok(Found { pairs: Vec::new(), web: None, left_out: Vec::new() }),
        [ko, en] => {
            let pair = Pair { ko: absolute(ko), en: absolute(en), draft: args.draft.as_deref().map(absolute), date: None };
            for path in [Some(&pair.ko), Some(&pair.en), pair.draft.as_ref()].into_iter().flatten() {
                let shown = escape::visible(&path.to_string_lossy()).into_owned();
                if !path.is_file() {
                    return Err(Stop::Input(format!("{shown}: {}; the page was not opened", if path.exists() { "not a file" } else { "it is not there" })));
                }
                if Kind::of(path).is_some_and(|kind| kind != Kind::Html) {
                    return Err(Stop::Usage(format!("{shown}: such a file holds both languages; the page takes articles. Check it with `daejo check`")));
                }
            }
            Ok(Found { pairs: vec![pair], web: None, left_out: Vec::new() })
        }
        [folder, ..] => {
            if args.draft.is_some() {
                return Err(Stop::Usage("--draft goes with a Korean and an English file".to_owned()));
            }
            in_folder(folder, config)
        }
    }
}

fn on_the_web(args: &Args) -> Result<Found, Stop> {
    let usage = |why: &str| Err(Stop::Usage(why.to_owned()));
    match args.articles.as_slice() {
        [ko, en] if is_address(ko) && is_address(en) => {
            if args.draft.is_some() {
                return usage("--draft goes with a Korean and an English file");
            }
            let web = [ko, en].map(|a| a.to_string_lossy().into_owned());
            Ok(Found { pairs: Vec::new(), web: Some(web), left_out: Vec::new() })
        }
        [_, _] => usage("name two files, or two addresses: of an address the page keeps a copy, and edits that"),
        _ => usage("an article has two sides: name the address of the Korean and that of the English"),
    }
}

fn in_folder(folder: &Path, config: &Config) -> Result<Found, Stop> {
    let shown = escape::visible(&folder.to_string_lossy()).into_owned();
    if !folder.is_dir() {
        let what = if folder.exists() { "not a folder" } else { "it is not there" };
        return Err(Stop::Usage(format!("{shown}: {what}; name two files, or a folder of pairs")));
    }
    let found = ingest::discover(&absolute(folder), &intake::patterns(config)?, &config.bilingual, None, Limits { file: config.limits.file_bytes });
    if found.is_empty() {
        return Err(Stop::Input(format!("{shown}: no pair of articles in it; `daejo config show` tells how pairs are named")));
    }
    let pairs = found.pairs().map(|p| Pair { ko: p.ko, en: p.en, draft: p.draft, date: p.date }).collect();
    let skipped = found.skipped().map(|s| format!("{}: {}", s.path.display(), s.reason));
    let both = found.bilingual().map(|path| format!("{}: a file of both languages, which the page does not take", path.display()));
    Ok(Found { pairs, web: None, left_out: skipped.chain(both).collect() })
}

/// Takes them in. Tells whether all were.
pub(super) async fn take(found: Found, desk: &Desk, editor: &str) -> Result<bool, Stop> {
    let Found { pairs, web, mut left_out } = found;
    if let Some([ko, en]) = web {
        let taken = desk.take_addresses(&ko, &en, editor).await;
        desk.begin_at(&taken.map_err(|problem| Stop::Input(format!("{}; the page was not opened", escape::visible(&problem.detail))))?);
    }
    let alone = pairs.len() == 1;
    for Pair { ko, en, draft, date } in pairs {
        match desk.take(&ko, &en, draft.as_deref(), date.map(|d| d.to_string())) {
            Ok(id) if alone => desk.begin_at(&id),
            Ok(_) => {}
            Err(problem) if alone => return Err(Stop::Input(format!("{}; the page was not opened", problem.detail))),
            Err(problem) => left_out.push(problem.detail),
        }
    }
    for why in &left_out {
        say(&format!("not taken in: {}", escape::visible(why)));
    }
    Ok(left_out.is_empty())
}
