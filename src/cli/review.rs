//! `daejo review`: the editor's page. Takes the articles in, opens the browser, answers until it is ended.

mod articles;
mod browser;
mod checks;
mod house;
mod keys;

use super::decided::{self, Decided};
use super::record::secret::Secret;
use super::screen::{Colour, Screen};
use super::settings::{self, Settings};
use super::web;
use super::{Exit, Stop};
use crate::git::Repository;
use crate::report::escape;
use crate::review::{self, Desk, Parts, Sessions, Site, Store};
use checks::Checker;
use clap::ValueHint;
use house::{Wanted, Watched};
use jiff::civil::Date;
use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Opens a page in the browser, with the Korean left and the English right: what was found is marked, and is corrected, accepted or
/// waived there; at the end the article is signed off. Programs use the same under /api/v1.
#[derive(clap::Args, Debug)]
#[command(after_help = EXITS)]
pub(super) struct Args {
    /// The Korean and the English file, or the addresses of both on the web; or a folder of pairs. Without any, the page begins with the
    /// articles that its store has, and takes pasted texts.
    #[arg(num_args = 0..=2, value_name = "KO EN | URL URL | FOLDER", value_hint = ValueHint::AnyPath)]
    articles: Vec<PathBuf>,
    /// The draft, of a machine, that the English file was made of.
    #[arg(long, requires = "articles", value_name = "DRAFT_EN", value_hint = ValueHint::FilePath)]
    draft: Option<PathBuf>,
    /// The address to listen at. Another one than this machine's own needs --behind-proxy and a token.
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    listen: IpAddr,
    /// The port; any that is free without it.
    #[arg(long, default_value_t = 0, value_name = "PORT")]
    port: u16,
    /// The page is reached through a proxy that speaks TLS, under this address: https://review.example.com.
    #[arg(long, value_name = "ORIGIN")]
    behind_proxy: Option<String>,
    /// A file with the token by which programs, and browsers behind a proxy, come in: 32 characters or more. DAEJO_REVIEW_TOKEN does
    /// the same.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    token_file: Option<PathBuf>,
    /// Do not open a browser; print the address only.
    #[arg(long)]
    no_open: bool,
    /// Where decisions are kept, in the place of what the configuration says.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: Option<PathBuf>,
    /// Who decides; whose --key it is, or what git knows as user.name, without it.
    #[arg(long, value_name = "NAME")]
    editor: Option<String>,
    /// The editor's secret key, for signing off: a file that is its owner's alone, fd:N, or env:NAME. `daejo record keys new` makes one.
    #[arg(long, requires = "check_key", value_name = "KEY")]
    key: Option<Secret>,
    /// The machine's secret key, which signs what was checked.
    #[arg(long, requires = "key", value_name = "KEY")]
    check_key: Option<Secret>,
    /// The file of the keys that are trusted, in the place of the one that the configuration names.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    keys: Option<PathBuf>,
    /// What the run is for: editorial, archive, ci, or a [profile.NAME] of the configuration.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Day of publication in Korea, for articles that do not say it themselves.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Threads for checking; all cores when it is not given.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    #[command(flatten)]
    web: web::FromWeb,
}

const EXITS: &str = "Exit codes:\n  \
    0  it was ended\n  \
    2  wrong usage or configuration, or the store cannot be used\n  \
    3  something that was named could not be taken in, or the page could not be opened";

pub(super) fn run(args: &Args, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let colours = super::screen::wanted(colour, &std::io::stderr());
    let watched = Watched::open(Wanted::of(args), colours)?;
    let (house, _) = watched.now();
    let (settings, decided) = (&house.rules.settings, &house.rules.decided);
    let token = args.token()?;
    args.may_listen(token.is_some())?;
    let (secret, signer) = keys::load(args, &house)?.unzip();
    let editor = args.editor(&decided.root, signer)?;
    decided::now()?;
    let path = args.store_path(settings, decided);
    let store = Store::open(&path, settings.config.review.store_bytes).map_err(|e| Stop::Usage(e.to_string()))?;
    let found = articles::found(args, &settings.config)?;
    let fetcher = web::fetcher(settings, &args.web, false).map_err(|stop| stop.to_string());
    let checks = Arc::new(Checker(watched));
    let threads = settings::jobs(args.jobs);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads.clamp(1, 4)).enable_all().build();
    let runtime = runtime.map_err(|e| Stop::Input(format!("the program cannot start its threads: {e}")))?;
    runtime.block_on(async {
        let (close, closing) = watch::channel(false);
        let at = SocketAddr::new(args.listen, args.port);
        let listener = TcpListener::bind(at).await.map_err(|e| Stop::Usage(format!("{at}: the page cannot be opened there: {e}")))?;
        let here = listener.local_addr().map_err(|e| Stop::Input(format!("the address of the page cannot be told: {e}")))?;
        let site = args.behind_proxy.as_deref().map_or_else(|| Ok(Site::here(here)), Site::behind).map_err(|e| Stop::Usage(e.to_string()))?;
        let sessions = Sessions::new(editor.clone(), token.as_deref());
        let announce = Box::new(|address: &str| say(&format!("for another browser, once: {address}")));
        let desk = Arc::new(Desk::new(Parts { store, checks, secret, fetcher, sessions, site, threads, closing: closing.clone(), announce }));
        let complete = articles::take(found, &desk, &editor).await?;
        let address = desk.invitation().map_err(|e| Stop::Input(format!("the system has no randomness to give: {e}")))?;
        writeln!(screen.out, "{address}")?;
        screen.out.flush()?;
        say(&format!("the page opens there once; decisions are kept in {}; end it with Ctrl-C", escape::visible(&path.to_string_lossy())));
        if args.behind_proxy.is_some() {
            say(&format!("listening at {here}"));
        }
        if !args.no_open {
            browser::open(&address);
        }
        tokio::spawn(ended(close));
        review::serve(listener, review::app(desk), closing).await;
        Ok(if complete { Exit::Clean } else { Exit::NotChecked })
    })
}

/// Waits until the program is asked to end.
async fn ended(close: watch::Sender<bool>) {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminated = async {
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(mut signal) => signal.recv().await,
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
    // Nobody waits any more when the page has ended by itself.
    let _ = close.send(true);
    std::future::pending::<()>().await;
}

/// Says something at the terminal.
fn say(line: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

impl Args {
    /// Where to look for the configuration first.
    fn place(&self) -> &Path {
        self.articles.first().filter(|a| !web::is_address(a)).map_or(Path::new("."), PathBuf::as_path)
    }

    /// The token, from the file or the environment: never from the command line, which every user of the machine can read.
    fn token(&self) -> Result<Option<String>, Stop> {
        let usage = |why: String| Stop::Usage(format!("{why}; the page was not opened"));
        let given = match &self.token_file {
            Some(path) => {
                let shown = escape::visible(&path.to_string_lossy()).into_owned();
                private(path).map_err(|why| usage(format!("{shown}: {why}")))?;
                let text = super::write::read(path)?.ok_or_else(|| usage(format!("{shown}: it is not there")))?;
                Some(text.trim().to_owned())
            }
            None => environment("DAEJO_REVIEW_TOKEN").map(|t| t.trim().to_owned()),
        };
        match given {
            Some(token) if token.len() < review::TOKEN || !token.bytes().all(|b| b.is_ascii_graphic()) => {
                Err(usage(format!("the token has {} characters or more, of ASCII and without spaces; `openssl rand -hex 32` makes one", review::TOKEN)))
            }
            other => Ok(other),
        }
    }

    /// Whether it may listen where it is asked to.
    fn may_listen(&self, token: bool) -> Result<(), Stop> {
        let usage = |why: &str| Err(Stop::Usage(format!("{why}; the page was not opened")));
        match &self.behind_proxy {
            None if !self.listen.is_loopback() => usage(
                "--listen: the page speaks no TLS, so that others could read what is not published; put a proxy before it, and name it with \
                 --behind-proxy https://…",
            ),
            Some(_) if !token => usage("--behind-proxy: whoever reaches the proxy reaches the page, so that a token is needed: --token-file FILE"),
            _ => Ok(()),
        }
    }

    fn editor(&self, root: &Path, signer: Option<String>) -> Result<String, Stop> {
        if let (Some(editor), Some(signer)) = (&self.editor, &signer)
            && editor.trim() != signer
        {
            let signer = escape::visible(signer);
            return Err(Stop::Usage(format!("--editor: the key is that of {signer}, and nobody signs for another; the page was not opened")));
        }
        let known = || Repository::open(root).ok()?.user().ok()?;
        let named = self.editor.clone().or(signer).or_else(known).or_else(|| ["GIT_AUTHOR_NAME", "USER", "USERNAME"].iter().find_map(|n| environment(n)));
        match named.map(|n| n.trim().to_owned()) {
            Some(name) if !name.is_empty() && name.chars().count() <= 100 && !name.chars().any(char::is_control) => Ok(name),
            Some(_) => Err(Stop::Usage("--editor: a name has 1 to 100 characters; the page was not opened".to_owned())),
            None => Err(Stop::Usage("who decides? give a name with --editor, or set user.name in git; the page was not opened".to_owned())),
        }
    }

    fn store_path(&self, settings: &Settings, decided: &Decided) -> PathBuf {
        let beside = settings.path.as_deref().and_then(Path::parent).map_or_else(|| decided.root.clone(), Path::to_owned);
        let path = self.store.clone().unwrap_or_else(|| beside.join(&settings.config.review.store));
        settings::absolute(&path)
    }
}

/// Whether only its owner can read a file.
#[cfg(unix)]
fn private(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    let others = path.metadata().map_err(|e| e.to_string())?.permissions().mode() & 0o077;
    if others == 0 { Ok(()) } else { Err("others on this machine can read it; `chmod 600` it".to_owned()) }
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), String> {
    Ok(())
}
