//! `daejo archive export`: what is in a store, for other programs.

use crate::archive::export::{Table, csv, jsonl, parquet};
use crate::archive::store::Store;
use crate::cli::outputs::Sink;
use crate::cli::screen::Screen;
use crate::cli::{Exit, Stop};
use crate::report::escape;
use clap::ValueHint;
use clap::builder::PossibleValuesParser;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Writes what is in a store for other programs.
#[derive(clap::Args, Debug)]
#[command(group = clap::ArgGroup::new("form").required(true))]
pub(in crate::cli) struct Args {
    /// The store.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    store: PathBuf,
    /// One JSON object an article (schema daejo.archive/v1).
    #[arg(long, group = "form", conflicts_with = "table")]
    jsonl: bool,
    /// Tables as CSV.
    #[arg(long, group = "form")]
    csv: bool,
    /// Tables as Parquet.
    #[arg(long, group = "form")]
    parquet: bool,
    /// The table; without one, all of them into the folder of --out.
    #[arg(long, value_parser = PossibleValuesParser::new(Table::ALL.map(Table::as_str)), value_name = "TABLE")]
    table: Option<String>,
    /// A file, or a folder for all tables; without it, standard output. A file is put in its place when it is whole.
    #[arg(long, short, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let store = Store::open(&args.store)?;
    if args.jsonl {
        match &args.out {
            None => jsonl::write(&store, |line| screen.out.write_all(line).map_err(Stop::from))?,
            Some(path) => {
                let mut sink = Sink::open(path.clone())?;
                jsonl::write(&store, |line| sink.write(line))?;
                sink.finish()?;
            }
        }
        screen.out.flush()?;
        return Ok(Exit::Clean);
    }
    let table = args.table.as_deref().and_then(|name| Table::ALL.into_iter().find(|t| t.as_str() == name));
    match (table, &args.out) {
        (Some(table), Some(path)) => args.file(&store, table, path)?,
        (Some(table), None) => args.screen(&store, table, screen)?,
        (None, None) if args.csv => args.screen(&store, Table::Articles, screen)?,
        (None, None) => return Err(Stop::Usage("name a folder for the tables with --out, or one of them with --table".to_owned())),
        (None, Some(folder)) => {
            if folder.exists() && !folder.is_dir() {
                let folder = folder.to_string_lossy();
                return Err(Stop::Usage(format!("{}: not a folder; all tables need one, or name one of them with --table", escape::visible(&folder))));
            }
            for table in Table::ALL {
                args.file(&store, table, &folder.join(format!("{}.{}", table.as_str(), if args.csv { "csv" } else { "parquet" })))?;
            }
        }
    }
    Ok(Exit::Clean)
}

impl Args {
    fn file(&self, store: &Store, table: Table, path: &Path) -> Result<(), Stop> {
        let mut sink = Sink::open(path.to_owned())?;
        if self.csv {
            csv::write(store, table, |line| sink.write(line))?;
        } else {
            parquet::write(store, table, &mut sink).map_err(|e| refused(e, path))?;
        }
        sink.finish()
    }

    fn screen(&self, store: &Store, table: Table, screen: &mut Screen) -> Result<(), Stop> {
        if self.csv {
            csv::write(store, table, |line| screen.out.write_all(line).map_err(Stop::from))?;
            return Ok(screen.out.flush()?);
        }
        if std::io::stdout().is_terminal() {
            return Err(Stop::Usage("Parquet is nothing to be read on a terminal; name a file with --out".to_owned()));
        }
        let mut whole = Vec::new();
        parquet::write(store, table, &mut whole).map_err(|e| refused(e, Path::new("standard output")))?;
        screen.out.write_all(&whole)?;
        Ok(screen.out.flush()?)
    }
}

fn refused(e: parquet::Refused, path: &Path) -> Stop {
    match e {
        parquet::Refused::Store(e) => e.into(),
        parquet::Refused::Parquet(e) => {
            Stop::Input(format!("{}: the table could not be written: {e}; it is not there", escape::visible(&path.to_string_lossy())))
        }
    }
}
