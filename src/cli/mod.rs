//! The command line: one command a file. Everything that prints, and everything that ends the program, is here.

mod annotate;
mod archive;
mod baseline;
mod bench;
mod check;
mod ci;
mod config;
mod decided;
mod depends;
mod error;
mod exit;
mod explain;
mod fetch;
mod house;
mod init;
mod intake;
mod lists;
mod lsp;
mod markdown;
mod mentions;
mod name;
mod name_match;
mod one;
mod outputs;
mod packs;
mod pair;
mod progress;
mod queue;
mod record;
mod review;
mod revise;
mod screen;
mod selftest;
mod settings;
mod shell;
mod stream;
mod survey;
mod train;
mod train_lexicon;
mod train_likeness;
mod waive;
mod waivers;
mod web;
mod write;

use clap::{Parser, Subcommand, error::ErrorKind};
use error::Stop;
use exit::Exit;
use screen::{Colour, Screen};
use std::io::Write;
use std::process::ExitCode;

/// Holds English translations of Korean news against the Korean: numbers, money, dates and names, compared as values.
#[derive(Parser, Debug)]
#[command(name = "daejo", version, after_help = Exit::TABLE, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Colour,
}

#[derive(Subcommand, Debug)]
enum Command {
    Check(check::Args),
    Fetch(fetch::Args),
    Ci(ci::Args),
    Waive(waive::Args),
    Waivers(waivers::Args),
    #[command(subcommand)]
    Baseline(baseline::Command),
    Pair(pair::Args),
    Mentions(mentions::Args),
    Name(name::Args),
    NameMatch(name_match::Args),
    #[command(name = "selftest")]
    SelfTest(selftest::Args),
    Review(review::Args),
    Revise(revise::Args),
    #[command(subcommand)]
    Record(record::Command),
    #[command(subcommand)]
    Archive(archive::Command),
    #[command(subcommand)]
    Bench(bench::Command),
    Train(train::Args),
    Explain(explain::Args),
    #[command(subcommand)]
    Config(config::Command),
    #[command(subcommand)]
    House(house::Command),
    #[command(subcommand)]
    Packs(packs::Command),
    Lsp(lsp::Args),
    Init(init::Args),
    Completions(shell::Completions),
    Man(shell::Man),
    #[command(hide = true)]
    Schema(shell::Schema),
}

/// Runs the program on the arguments of the process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Help and the version are not errors; if they cannot be printed there is nobody to tell.
            let _ = e.print();
            let asked = matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return if asked { Exit::Clean } else { Exit::Usage }.into();
        }
    };
    let mut screen = Screen::new(cli.color);
    let ended = cli.dispatch(&mut screen).and_then(|exit| {
        match screen.out.flush().map_err(Stop::from) {
            // All was done that was asked for; that nobody waited for the last words changes nothing of what it came to.
            Ok(()) | Err(Stop::Closed) => Ok(exit),
            Err(stop) => Err(stop),
        }
    });
    ended.unwrap_or_else(|stop| said(&stop, cli.color)).into()
}

impl Cli {
    fn dispatch(&self, screen: &mut Screen) -> Result<Exit, Stop> {
        match &self.command {
            Command::Check(args) => check::run(args, self.color, screen),
            Command::Fetch(args) => fetch::run(args, self.color, screen),
            Command::Ci(args) => ci::run(args, self.color, screen),
            Command::Waive(args) => waive::run(args, self.color, screen),
            Command::Waivers(args) => waivers::run(args, self.color, screen),
            Command::Baseline(command) => baseline::run(command, self.color, screen),
            Command::Pair(args) => pair::run(args, self.color, screen),
            Command::Mentions(args) => mentions::run(args, screen),
            Command::Name(args) => name::run(args, screen),
            Command::NameMatch(args) => name_match::run(args, screen),
            Command::SelfTest(args) => selftest::run(args, self.color, screen),
            Command::Review(args) => review::run(args, self.color, screen),
            Command::Revise(args) => revise::run(args, self.color, screen),
            Command::Record(command) => record::run(command, self.color, screen),
            Command::Bench(command) => bench::run(command, screen),
            Command::Archive(command) => archive::run(command, self.color, screen),
            Command::Train(args) => train::run(args, screen),
            Command::Explain(args) => explain::run(args, screen),
            Command::Config(command) => config::run(command, self.color, screen),
            Command::House(command) => house::run(command, self.color, screen),
            Command::Packs(command) => packs::run(command, screen),
            Command::Lsp(args) => lsp::run(args, screen),
            Command::Init(args) => init::run(args, screen),
            Command::Completions(args) => shell::completions(args, screen),
            Command::Man(args) => shell::man(args, screen),
            Command::Schema(args) => shell::schema(args, screen),
        }
    }
}

/// Says on standard error why the program stops.
fn said(stop: &Stop, colour: Colour) -> Exit {
    if !matches!(stop, Stop::Closed) {
        let stderr = std::io::stderr();
        let style = anstyle::AnsiColor::BrightRed.on_default().bold();
        let word = if screen::wanted(colour, &stderr) { format!("{style}error{style:#}") } else { "error".to_owned() };
        // Nobody is left to tell when standard error is closed, too.
        let _ = writeln!(stderr.lock(), "{word}: {stop}");
    }
    stop.exit()
}
