//! `daejo fetch`: articles of the web, saved as Markdown that `daejo check` reads.

use super::screen::{self, Colour, Screen};
use super::settings::{self, Settings};
use super::{Exit, Stop, intake, web, write};
use crate::config::Asked;
use crate::fetch::{FetchError, Fetched, FetchedPair};
use crate::model::Lang;
use crate::report::escape;
use crate::text::hangul;
use clap::ValueHint;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Saves articles of the web as Markdown, with where they are from, when they were published and by whom in the front matter.
///
/// The articles are the same that `daejo check` reads when it is given addresses. Sites are asked as their robots.txt wishes; what is
/// behind a wall, or is no article, is told and not saved.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes:\n  0  every article was saved\n  2  wrong usage or configuration; nothing was fetched\n  3  something that was asked for could not be had"
)]
pub(super) struct Args {
    /// Addresses of articles.
    #[arg(required_unless_present = "addresses", value_name = "ADDRESS", value_hint = ValueHint::Url)]
    urls: Vec<String>,
    /// A list of address pairs, one a line: JSON Lines with `ko`, `en`, `id` and `date`, or columns parted by tabs or commas; `-` is
    /// standard input. The files are named by `id`, so that `daejo check FOLDER` finds the pairs.
    #[arg(long, conflicts_with = "urls", requires = "out", value_name = "FILE", value_hint = ValueHint::FilePath)]
    addresses: Option<PathBuf>,
    /// What the lines of --addresses are; told by the name of the file otherwise.
    #[arg(long, value_enum, requires = "addresses", value_name = "FORMAT")]
    input_format: Option<intake::Format>,
    /// The folder in which the articles are saved; without it, one article is printed.
    #[arg(long, short, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    out: Option<PathBuf>,
    #[command(flatten)]
    web: web::FromWeb,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let settings = settings::load(args.config.as_deref(), Path::new("."), Asked::default(), screen::wanted(colour, &std::io::stderr()))?;
    let Some(folder) = &args.out else { return print(args, &settings, screen) };
    if !folder.is_dir() {
        let what = if folder.exists() { "not a folder" } else { "it is not there" };
        return Err(Stop::Usage(format!("{}: {what}; nothing was fetched. Make the folder first", escape::visible(&folder.to_string_lossy()))));
    }
    let mut saver = Saver { folder, screen, exit: Exit::Clean };
    let fetcher = web::fetcher(&settings, &args.web, args.addresses.is_some())?;
    if let Some(list) = &args.addresses {
        for pair in web::fetched(list, args.input_format, fetcher)? {
            match pair {
                FetchedPair::Bad { line, reason, .. } => saver.refuse(&format!("line {line}: {reason}"))?,
                FetchedPair::Pair { line, pair, ko, en } => {
                    let stem = pair.id.as_deref().map(plain).filter(|s| !s.is_empty()).unwrap_or_else(|| format!("line-{line}"));
                    saver.save(ko.map(|f| *f), Some((&stem, Lang::Ko)))?;
                    saver.save(en.map(|f| *f), Some((&stem, Lang::En)))?;
                }
            }
        }
    } else {
        for url in &args.urls {
            saver.save(web::wait(fetcher.article(url))?, None)?;
        }
    }
    Ok(saver.exit)
}

/// Prints one article.
fn print(args: &Args, settings: &Settings, screen: &mut Screen) -> Result<Exit, Stop> {
    let [url] = args.urls.as_slice() else { return Err(Stop::Usage("several articles need a folder: --out FOLDER".to_owned())) };
    let fetcher = web::fetcher(settings, &args.web, false)?;
    let article = web::wait(fetcher.article(url))?.map_err(|e| Stop::Input(shown(&e)))?;
    screen.out.write_all(article.markdown().as_bytes())?;
    Ok(Exit::Clean)
}

fn shown(e: &FetchError) -> String {
    escape::visible(&e.to_string()).into_owned()
}

/// Saves articles in a folder.
struct Saver<'a> {
    folder: &'a Path,
    screen: &'a mut Screen,
    exit: Exit,
}

impl Saver<'_> {
    /// Saves an article under a name, or under one that its address gives.
    fn save(&mut self, fetched: Result<Fetched, FetchError>, name: Option<(&str, Lang)>) -> Result<(), Stop> {
        let fetched = match fetched {
            Ok(fetched) => fetched,
            Err(e) => return self.refuse(&shown(&e)),
        };
        let (stem, lang) = name.map_or_else(|| (stem(&fetched.address), lang(&fetched)), |(stem, lang)| (stem.to_owned(), lang));
        let path = self.free(&stem, lang, &fetched.address)?;
        write::whole(&path, &fetched.markdown())?;
        let date = fetched.date().map_or_else(|| "no date".to_owned(), |d| d.to_string());
        let title = escape::visible(fetched.title().unwrap_or("no title")).into_owned();
        writeln!(self.screen.out, "{}: {title} ({date})", escape::visible(&path.to_string_lossy()))?;
        for note in &fetched.article.notes {
            writeln!(self.screen.out, "  note: {}", escape::visible(note))?;
        }
        Ok(())
    }

    /// A path that is free, or that holds an earlier state of the same article.
    fn free(&self, stem: &str, lang: Lang, address: &str) -> Result<PathBuf, Stop> {
        for n in 1..1000 {
            let number = if n == 1 { String::new() } else { format!("-{n}") };
            let path = self.folder.join(format!("{stem}{number}.{}.md", if lang == Lang::Ko { "ko" } else { "en" }));
            match write::read(&path) {
                Ok(Some(text)) if !text.lines().take(30).any(|l| l == format!("address: \"{address}\"")) => {}
                Err(Stop::Usage(_)) => {}
                Err(stop) => return Err(stop),
                Ok(_) => return Ok(path),
            }
        }
        Err(Stop::Usage(format!("{stem}: there are a thousand files of this name already; nothing was written")))
    }

    fn refuse(&mut self, why: &str) -> Result<(), Stop> {
        self.exit = Exit::NotChecked;
        self.screen.out.flush()?;
        let mut err = anstream::stderr();
        // Who closed it does not want to know.
        let _ = writeln!(err, "not saved: {why}");
        Ok(())
    }
}

/// The language of an article: what its page says, or what its letters are.
fn lang(fetched: &Fetched) -> Lang {
    match fetched.lang() {
        Some(tag) if tag.to_ascii_lowercase().starts_with("ko") => Lang::Ko,
        Some(tag) if tag.to_ascii_lowercase().starts_with("en") => Lang::En,
        _ if fetched.article.text.chars().any(hangul::is_syllable) => Lang::Ko,
        _ => Lang::En,
    }
}

/// Endings of addresses that say how a page is made, and not which.
const ENDINGS: [&str; 7] = ["html", "htm", "php", "do", "aspx", "jsp", "amp"];

/// A name for a file out of an address: what stands last in it and names the article.
fn stem(address: &str) -> String {
    let address = address.split("://").nth(1).unwrap_or(address);
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = plain(host.split(':').next().unwrap_or(host));
    let without = |p: &str| plain(p.rsplit_once('.').filter(|(_, ending)| ENDINGS.contains(ending)).map_or(p, |(stem, _)| stem));
    let parts: Vec<String> = path.split('/').map(without).collect();
    let telling = |p: &&String| p.chars().any(|c| c.is_ascii_digit()) || p.chars().count() > 12;
    let last = parts.iter().rev().find(telling).cloned();
    let number =
        query.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, v)| plain(v)).find(|v| v.len() >= 4 && v.chars().any(|c| c.is_ascii_digit()));
    let named = last.or(number).or_else(|| parts.into_iter().rev().find(|p| !p.is_empty())).filter(|s| !s.is_empty()).unwrap_or_else(|| "article".to_owned());
    let whole = if named.chars().all(|c| c.is_ascii_digit()) && !host.is_empty() { format!("{host}-{named}") } else { named };
    whole.chars().take(80).collect()
}

/// The letters, digits and hyphens of a part of a name: nothing that a file system or a shell would take for something else.
fn plain(part: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(part).decode_utf8_lossy();
    let mut out = String::new();
    for c in decoded.chars().take(200) {
        if c.is_ascii_alphanumeric() || hangul::is_syllable(c) {
            out.push(c);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    let out: String = out.trim_matches('-').chars().take(80).collect();
    // Names that one system keeps for devices.
    let device = ["con", "prn", "aux", "nul"].iter().any(|d| out.eq_ignore_ascii_case(d))
        || out.len() == 4 && (out.to_ascii_lowercase().starts_with("com") || out.to_ascii_lowercase().starts_with("lpt"));
    if device { format!("article-{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn files_are_named_by_what_names_the_article() {
        for (address, want) in [
            ("https://www.daehan.example/article/20250415001200", "www-daehan-example-20250415001200"),
            ("https://daehan.example/news/exports-rise-in-march-despite-tariffs.html", "exports-rise-in-march-despite-tariffs"),
            ("https://daehan.example/view.do?id=AKR20250415001&x=1", "AKR20250415001"),
            ("https://daehan.example/기사/%EC%88%98%EC%B6%9C-3%EC%A1%B0", "수출-3조"),
            ("https://daehan.example/", "article"),
            ("https://daehan.example/nul", "article-nul"),
            ("https://daehan.example/../../etc/passwd", "passwd"),
        ] {
            assert_eq!(stem(address), want, "{address}");
        }
    }

    proptest! {
        #[test]
        fn no_address_leads_out_of_the_folder(address in "(https?://)?\\PC{0,60}|[./\\\\%2eEfF?=&:]{0,40}") {
            let stem = stem(&address);
            prop_assert!(!stem.is_empty() && stem.len() <= 400 && stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || hangul::is_syllable(c)), "{}", stem);
        }
    }
}
