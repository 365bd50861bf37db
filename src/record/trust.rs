//! `keys.toml`: the public keys that are trusted, each with a name and what it may sign. A key never comes out of the record that it signed. Part of
//! [`crate::record`].

use super::digest::Moment;
use super::key::PublicKey;
use crate::model::Problem;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Name of the file that is looked for beside the configuration.
pub const FILE_NAME: &str = "keys.toml";
/// Keys that the file may have.
const MOST: usize = 1000;

/// What a key may sign: a machine's claims or an editor's, never both.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Checks.
    Ci,
    /// Reviews.
    Editor,
}

impl Role {
    /// All.
    pub const ALL: [Self; 2] = [Self::Ci, Self::Editor];

    /// The word of the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ci => "ci",
            Self::Editor => "editor",
        }
    }

    /// The role that a word stands for.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == word)
    }
}

/// A public key that is trusted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrustedKey {
    /// Whose it is. Somebody with two keys, an old one and a new, is one person.
    pub name: String,
    /// What it may sign.
    pub role: Role,
    /// The key.
    pub key: PublicKey,
    /// Its identifier.
    pub keyid: String,
    /// From when it may sign.
    pub not_before: Option<Moment>,
    /// Until when it may sign.
    pub not_after: Option<Moment>,
    /// From when on nothing that it signed counts, whatever it says.
    pub revoked_at: Option<Moment>,
    /// Its line in the file, from 1.
    pub line: usize,
}

/// Why a key did not count at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Invalid {
    /// Before its time.
    NotYet(Moment),
    /// After its time.
    Ended(Moment),
    /// Taken back.
    Revoked(Moment),
}

impl TrustedKey {
    /// Whether what it signed at a moment counts.
    ///
    /// # Errors
    /// Why not.
    pub fn at(&self, moment: Moment) -> Result<(), Invalid> {
        if let Some(revoked) = self.revoked_at.filter(|r| moment >= *r) {
            return Err(Invalid::Revoked(revoked));
        }
        if let Some(from) = self.not_before.filter(|from| moment < *from) {
            return Err(Invalid::NotYet(from));
        }
        self.not_after.filter(|until| moment > *until).map_or(Ok(()), |until| Err(Invalid::Ended(until)))
    }
}

/// The keys that are trusted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trust {
    /// In the order of the file.
    pub keys: Vec<TrustedKey>,
}

impl Trust {
    /// The key with an identifier.
    pub fn by_id(&self, keyid: &str) -> Option<&TrustedKey> {
        self.keys.iter().find(|k| k.keyid == keyid)
    }

    /// Which trusted key a public key is.
    pub fn of(&self, key: &PublicKey) -> Option<&TrustedKey> {
        self.keys.iter().find(|k| k.key == *key)
    }

    /// The key that made a signature: its number. The hint is asked first, then every other.
    pub fn signer(&self, message: &[u8], keyid: Option<&str>, sig: &[u8]) -> Option<usize> {
        let hinted = keyid.and_then(|id| self.keys.iter().position(|k| k.keyid == id));
        let others = (0..self.keys.len()).filter(|n| Some(*n) != hinted);
        hinted.into_iter().chain(others).find(|n| self.keys[*n].key.verifies(message, sig))
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file. A key that is weak, or there twice, is wrong.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut problems: Vec<Problem> = errors.iter().map(|e| Problem::new(e.span().unwrap_or(0..0), e.message(), "here")).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut keys: Vec<(TrustedKey, Range<usize>)> = Vec::new();
        for (name, value) in table.get_ref() {
            let (Some(list), true) = (value.get_ref().as_array(), name.get_ref() == "key") else {
                problems.push(Problem::new(name.span(), format!("`{}` is not what this file has", name.get_ref()), "write [[key]] above each key"));
                continue;
            };
            for item in list.iter().take(MOST) {
                let Some(table) = item.get_ref().as_table() else {
                    problems.push(Problem::new(item.span(), "a key is a table", "write [[key]] above each key"));
                    continue;
                };
                let line = memchr::memchr_iter(b'\n', text.as_bytes().get(..item.span().start).unwrap_or_default()).count() + 1;
                keys.extend(Row { table, whole: item.span(), problems: &mut problems }.key(line).map(|key| (key, item.span())));
            }
            if list.len() > MOST {
                problems.push(Problem::new(value.span(), format!("more than {MOST} keys"), "too many"));
            }
        }
        let mut lines = BTreeMap::new();
        for (key, span) in &keys {
            if let Some(line) = lines.insert(&key.keyid, key.line) {
                problems.push(Problem::new(span.clone(), "this key is there already", format!("on line {line}; one key has one name and one role")));
            }
        }
        problems.sort_by_key(|p| p.span.start);
        if problems.is_empty() { Ok(Self { keys: keys.into_iter().map(|k| k.0).collect() }) } else { Err(problems) }
    }
}

const NAMES: [&str; 6] = ["name", "role", "public", "notBefore", "notAfter", "revokedAt"];

/// Whether something can be the name of a key: in a checkpoint it stands between spaces.
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 100 && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

struct Row<'a, 'i> {
    table: &'a DeTable<'i>,
    whole: Range<usize>,
    problems: &'a mut Vec<Problem>,
}

impl Row<'_, '_> {
    fn key(mut self, line: usize) -> Option<TrustedKey> {
        for key in self.table.keys().filter(|k| !NAMES.contains(&k.get_ref().as_ref())) {
            let help = format!("known here: {}", NAMES.join(", "));
            self.problems.push(Problem::new(key.span(), format!("unknown key `{}`", key.get_ref()), "not known").help(Some(help)));
        }
        let name = self.string("name").and_then(|(name, span)| self.hold(is_name(&name).then_some(name), &span, "no name", "one word, as `kim` or `ci`"));
        let role = self.string("role").and_then(|(role, span)| self.hold(Role::parse(&role), &span, "no role", "ci or editor"));
        let key = self.string("public").and_then(|(pem, span)| match PublicKey::from_pem(&pem) {
            Ok(key) => Some(key),
            Err(e) => self.hold(None, &span, &e.to_string(), "-----BEGIN PUBLIC KEY----- …"),
        });
        let [not_before, not_after, revoked_at] = ["notBefore", "notAfter", "revokedAt"].map(|key| self.moment(key));
        let key = key?;
        let keyid = key.keyid();
        Some(TrustedKey { name: name?, role: role?, key, keyid, not_before: not_before?, not_after: not_after?, revoked_at: revoked_at?, line })
    }

    fn hold<T>(&mut self, value: Option<T>, span: &Range<usize>, message: &str, label: &str) -> Option<T> {
        if value.is_none() {
            self.problems.push(Problem::new(span.clone(), message, label));
        }
        value
    }

    fn get(&self, key: &str) -> Option<&Spanned<DeValue<'_>>> {
        self.table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, v)| v)
    }

    fn string(&mut self, key: &str) -> Option<(String, Range<usize>)> {
        let Some((text, span)) = self.get(key).map(|v| (v.get_ref().as_str().map(str::to_owned), v.span())) else {
            self.problems.push(Problem::new(self.whole.clone(), format!("a key has no `{key}`"), format!("`{key}` is missing")));
            return None;
        };
        self.hold(text, &span, &format!("`{key}` must be a string"), "not a string").map(|text| (text, span))
    }

    /// A moment, as TOML writes it or as a string. The outer layer is whether it could be read.
    #[expect(clippy::option_option, reason = "what is not there is as good as what is")]
    fn moment(&mut self, key: &str) -> Option<Option<Moment>> {
        let Some((text, span)) = self.get(key).map(|v| {
            let value = v.get_ref();
            (value.as_datetime().map(ToString::to_string).or_else(|| value.as_str().map(str::to_owned)), v.span())
        }) else {
            return Some(None);
        };
        let at = text.and_then(|t| t.parse::<Timestamp>().ok());
        self.hold(at, &span, &format!("`{key}` must be a moment"), "write it as 2026-11-23T15:31:00Z").map(|at| Some(Moment::new(at)))
    }
}

/// Adds a key to the text of the file; what is there stays as it is.
pub fn append(file: &str, key: &TrustedKey) -> String {
    let gap = match file {
        "" => "",
        f if f.ends_with("\n\n") => "",
        f if f.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let mut row = format!("[[key]]\nname = {}\nrole = \"{}\"\n", toml_edit::value(key.name.as_str()), key.role.as_str());
    for (word, moment) in [("notBefore", key.not_before), ("notAfter", key.not_after), ("revokedAt", key.revoked_at)] {
        if let Some(at) = moment {
            // Writing to a string cannot fail.
            let _ = writeln!(row, "{word} = {at}");
        }
    }
    format!("{file}{gap}{row}public = \"\"\"\n{}\"\"\"\n", key.key.to_pem())
}

/// Writes into the text of the file from when on the key with an identifier does not count; `None` where it has no such key.
pub fn revoke(file: &str, keyid: &str, at: Moment) -> Option<String> {
    let number = Trust::parse(file).ok()?.keys.iter().position(|k| k.keyid == keyid)?;
    let mut document: toml_edit::DocumentMut = file.parse().ok()?;
    let row = document.get_mut("key")?.as_array_of_tables_mut()?.get_mut(number)?;
    row.insert("revokedAt", toml_edit::value(at.to_string().parse::<toml_edit::Datetime>().ok()?));
    Some(document.to_string())
}
