//! `daejo record keys`: makes keys, and says which are trusted for what.

use super::super::screen::{self, Colour, Screen};
use super::super::{Exit, Stop, write};
use super::desk::{Desk, now, shown};
use super::secret;
use crate::record::trust::{self, is_name};
use crate::record::{KeyType, Moment, PublicKey, Role, SecretKey, Trust, TrustedKey};
use crate::report::escape;
use clap::ValueHint;
use jiff::Timestamp;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Keys: who may sign, for a machine or as an editor. The public ones that are trusted are in keys.toml, beside the configuration.
#[derive(clap::Subcommand, Debug)]
pub(in super::super) enum Command {
    /// Makes a key, writes it for its owner alone, and takes its public half into keys.toml.
    New {
        /// Whose it is: one word.
        name: String,
        #[command(flatten)]
        whose: Whose,
        /// What kind of key: ed25519, or p256 where others cannot read that.
        #[arg(long, default_value = "ed25519", value_parser = clap::builder::PossibleValuesParser::new(KeyType::ALL.map(KeyType::as_str)), value_name = "TYPE")]
        key_type: String,
        /// Where the secret key goes; NAME.key.pem here without it. A file that is there is never replaced.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: Option<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    /// Says which keys are trusted, for what and for when.
    List {
        /// How the list is written.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        #[command(flatten)]
        place: Place,
    },
    /// Takes a public key into keys.toml.
    Trust {
        /// Whose it is: one word.
        name: String,
        /// The public key, in PEM (`openssl pkey -in KEY -pubout` writes it).
        #[arg(value_hint = ValueHint::FilePath)]
        public: PathBuf,
        #[command(flatten)]
        whose: Whose,
        #[command(flatten)]
        place: Place,
    },
    /// Takes a key back: nothing that it signed from then on counts. Where it was stolen, --at is when that may have been.
    Revoke {
        /// The name of the key, where it has one key, or the first digits of its keyid.
        key: String,
        /// From when on; now without it.
        #[arg(long, value_name = "MOMENT")]
        at: Option<Timestamp>,
        #[command(flatten)]
        place: Place,
    },
}

/// What a key may sign, and when.
#[derive(clap::Args, Debug)]
pub(in super::super) struct Whose {
    /// What it may sign: checks (ci) or reviews (editor).
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Role::ALL.map(Role::as_str)), value_name = "ROLE")]
    role: String,
    /// From when it may, as 2026-11-23T15:31:00Z.
    #[arg(long, value_name = "MOMENT")]
    not_before: Option<Timestamp>,
    /// Until when it may.
    #[arg(long, value_name = "MOMENT")]
    not_after: Option<Timestamp>,
}

/// Which file of keys.
#[derive(clap::Args, Debug)]
pub(in super::super) struct Place {
    /// The file of keys, in the place of the one that the configuration names.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    keys: Option<PathBuf>,
    /// The configuration, in the place of the nearest config.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

/// How the list is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(in super::super) enum Format {
    /// For a person.
    #[default]
    Terminal,
    /// One JSON document.
    Json,
}

impl Place {
    fn path(&self, colour: bool) -> Result<PathBuf, Stop> {
        match &self.keys {
            Some(path) => Ok(path.clone()),
            None => Desk::open(self.config.as_deref(), Path::new("."), colour).map(|desk| desk.keys),
        }
    }

    fn trust(&self, path: &Path, colour: bool) -> Result<Trust, Stop> {
        Desk::open(self.config.as_deref(), Path::new("."), colour)?.trust(Some(path), colour)
    }
}

pub(super) fn run(command: &Command, colour: Colour, screen: &mut Screen) -> Result<Exit, Stop> {
    let on_errors = screen::wanted(colour, &std::io::stderr());
    match command {
        Command::New { name, whose, key_type, out, place } => {
            let path = place.path(on_errors)?;
            let out = out.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.key.pem")));
            let key = make(KeyType::parse(key_type).unwrap_or(KeyType::Ed25519))?;
            let entry = entry(name, key.public(), whose)?;
            let text = added(&path, &entry)?;
            secret::write(&out, &key)?;
            write::whole(&path, &text)?;
            writeln!(screen.out, "{}: the secret key of {name}, for its owner alone; keep it out of the repository", shown(&out))?;
            writeln!(screen.out, "{}: {name} may sign as {}, keyid {}", shown(&path), entry.role.as_str(), entry.keyid)?;
            Ok(Exit::Clean)
        }
        Command::Trust { name, public, whose, place } => {
            let path = place.path(on_errors)?;
            let refused = |why: &dyn std::fmt::Display| Stop::Usage(format!("{}: {why}; nothing was written", shown(public)));
            let pem = write::read(public)?.ok_or_else(|| refused(&"it is not there"))?;
            let entry = entry(name, PublicKey::from_pem(&pem).map_err(|e| refused(&e))?, whose)?;
            write::whole(&path, &added(&path, &entry)?)?;
            writeln!(screen.out, "{}: {name} may sign as {}, keyid {}", shown(&path), entry.role.as_str(), entry.keyid)?;
            Ok(Exit::Clean)
        }
        Command::Revoke { key, at, place } => {
            let path = place.path(on_errors)?;
            let trust = place.trust(&path, on_errors)?;
            let keyid = the_one(&trust, key)?;
            let at = at.map_or_else(now, |at| Ok(Moment::new(at)))?;
            let text = write::read(&path)?.unwrap_or_default();
            let text = trust::revoke(&text, &keyid.keyid, at).ok_or_else(|| {
                Stop::Usage(format!("{}: the keys in it are written in a way that cannot be changed; write each under [[key]]", shown(&path)))
            })?;
            write::whole(&path, &text)?;
            writeln!(screen.out, "{}: nothing that {} signed with {}… at {at} or later counts", shown(&path), keyid.name, &keyid.keyid[..12])?;
            Ok(Exit::Clean)
        }
        Command::List { format, place } => list(&place.trust(&place.path(on_errors)?, on_errors)?, *format, screen),
    }
}

/// A new key of random bytes.
fn make(kind: KeyType) -> Result<SecretKey, Stop> {
    loop {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|e| Stop::Usage(format!("no random bytes are to be had: {e}; no key was made")))?;
        // Of P-256 a few seeds in 2³² make no key.
        if let Some(key) = SecretKey::from_seed(kind, &seed) {
            return Ok(key);
        }
    }
}

fn entry(name: &str, key: PublicKey, whose: &Whose) -> Result<TrustedKey, Stop> {
    if !is_name(name) {
        return Err(Stop::Usage(format!("`{}` is no name of a key: one word, as `kim` or `ci`; nothing was written", escape::visible(name))));
    }
    let role = Role::parse(&whose.role).unwrap_or(Role::Ci);
    let keyid = key.keyid();
    let (not_before, not_after) = (whose.not_before.map(Moment::new), whose.not_after.map(Moment::new));
    Ok(TrustedKey { name: name.to_owned(), role, key, keyid, not_before, not_after, revoked_at: None, line: 0 })
}

/// The text of the file of keys with one more.
fn added(path: &Path, entry: &TrustedKey) -> Result<String, Stop> {
    let text = trust::append(&write::read(path)?.unwrap_or_default(), entry);
    match Trust::parse(&text) {
        Ok(_) => Ok(text),
        Err(problems) => {
            let why = problems.first().map_or_else(String::new, |p| format!("{} ({})", p.message, p.label));
            Err(Stop::Usage(format!("{}: {why}; nothing was written", shown(path))))
        }
    }
}

/// The key that is meant.
fn the_one<'t>(trust: &'t Trust, word: &str) -> Result<&'t TrustedKey, Stop> {
    let by_id = |k: &&TrustedKey| word.len() >= 6 && k.keyid.starts_with(word);
    let found: Vec<&TrustedKey> = trust.keys.iter().filter(|k| k.name == word || by_id(k)).collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(Stop::Usage(format!("there is no key `{}`; `daejo record keys list` shows them", escape::visible(word)))),
        _ => Err(Stop::Usage(format!("`{}` has several keys; give the first digits of its keyid", escape::visible(word)))),
    }
}

/// A key as the list has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    name: &'a str,
    role: Role,
    key_type: &'static str,
    keyid: &'a str,
    not_before: Option<Moment>,
    not_after: Option<Moment>,
    revoked_at: Option<Moment>,
    public: String,
}

fn list(trust: &Trust, format: Format, screen: &mut Screen) -> Result<Exit, Stop> {
    if format == Format::Json {
        let rows: Vec<Row<'_>> = trust
            .keys
            .iter()
            .map(|k| Row {
                name: &k.name,
                role: k.role,
                key_type: k.key.key_type().as_str(),
                keyid: &k.keyid,
                not_before: k.not_before,
                not_after: k.not_after,
                revoked_at: k.revoked_at,
                public: k.key.to_pem(),
            })
            .collect();
        writeln!(screen.out, "{}", serde_json::to_string_pretty(&rows).unwrap_or_default())?;
        return Ok(Exit::Clean);
    }
    let width = trust.keys.iter().map(|k| k.name.chars().count()).max().unwrap_or(0);
    for key in &trust.keys {
        let mut when = String::new();
        for (word, moment) in [("from", key.not_before), ("until", key.not_after), ("revoked at", key.revoked_at)] {
            if let Some(at) = moment {
                // Writing to a string cannot fail.
                let _ = write!(when, ", {word} {at}");
            }
        }
        let pad = width - key.name.chars().count();
        writeln!(screen.out, "{}{:pad$}  {:6}  {:7}  {}{when}", escape::visible(&key.name), "", key.role.as_str(), key.key.key_type().as_str(), key.keyid)?;
    }
    Ok(Exit::Clean)
}
