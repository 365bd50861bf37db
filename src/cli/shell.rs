//! `daejo completions`, `daejo man` and `daejo schema`: what is generated from the program itself.

use super::{Cli, Exit, Stop, screen::Screen, settings};
use crate::archive::export;
use crate::config::{self, Config};
use crate::report::{escape, json};
use clap::CommandFactory;
use std::io::Write;

/// Writes the completions for a shell to standard output.
#[derive(clap::Args, Debug)]
pub(super) struct Completions {
    /// The shell.
    shell: clap_complete::Shell,
}

pub(super) fn completions(args: &Completions, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "daejo", &mut script);
    screen.out.write_all(&script)?;
    Ok(Exit::Clean)
}

/// Writes a manual page, in roff, to standard output.
#[derive(clap::Args, Debug)]
pub(super) struct Man {
    /// The command whose page it is; without one, that of the program.
    command: Option<String>,
}

pub(super) fn man(args: &Man, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut command = Cli::command();
    command.build();
    let page = match &args.command {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).filter(|c| !c.is_hide_set());
            found.cloned().ok_or_else(|| Stop::Usage(format!("there is no command `{}`", escape::visible(name))))?
        }
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    screen.out.write_all(&roff)?;
    Ok(Exit::Clean)
}

/// Writes one of the JSON Schemas of the output, or that of the configuration.
#[derive(clap::Args, Debug)]
pub(super) struct Schema {
    /// Which: result.v1.json, report.v1.json, mentions.v1.json, name-match.v1.json, name.v1.json, pairing.v1.json, revision.v1.json, selftest.v1.json, settings.v1.json, archive.v1.json, archive-report.v1.json, archive-diff.v1.json or config.v1.json.
    name: String,
}

pub(super) fn schema(args: &Schema, screen: &mut Screen) -> Result<Exit, Stop> {
    let mut schemas = json::schemas().to_vec();
    schemas.extend(export::schemas());
    let names = schemas.iter().map(|(name, _)| *name).chain([config::schema::FILE]);
    // A schema is plain JSON.
    let text = if args.name == config::schema::FILE {
        serde_json::to_string_pretty(&config::schema::schema(&settings::catalogue(), &Config::default().profile_names())).unwrap_or_default()
    } else if let Some((_, schema)) = schemas.iter().find(|(name, _)| *name == args.name) {
        serde_json::to_string_pretty(schema).unwrap_or_default()
    } else {
        return Err(Stop::Usage(format!("the schemas are {}", names.collect::<Vec<_>>().join(", "))));
    };
    writeln!(screen.out, "{text}")?;
    Ok(Exit::Clean)
}
