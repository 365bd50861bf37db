//! Databases as sources: `sqlite:FILE?query=SELECT…` and `postgres://…`, with the query in the address or by --query.

use super::sources::{Asked, Source, refused, rows};
use crate::archive::source::{postgres, sqlite};
use crate::cli::Stop;
use crate::report::escape;
use percent_encoding::percent_decode_str;
use std::path::Path;

/// A database, by its address.
pub(super) enum Database<'a> {
    Sqlite(&'a str),
    Postgres(&'a str),
}

impl<'a> Database<'a> {
    /// The database that a source names; nothing where it names something else.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let scheme = text.split_once(':')?.0;
        match scheme {
            "sqlite" => Some(Self::Sqlite(text.get("sqlite:".len()..)?)),
            "postgres" | "postgresql" => Some(Self::Postgres(text)),
            _ => None,
        }
    }

    /// Its address as it is shown: without a password and without the query.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Sqlite(rest) => format!("sqlite:{}", parted(rest).0),
            Self::Postgres(address) => postgres::shown(address),
        }
    }

    /// Opens it.
    pub(super) fn open(&self, asked: &Asked<'_>) -> Result<Source, Stop> {
        let (Self::Sqlite(address) | Self::Postgres(address)) = self;
        let (address, own) = parted(address);
        let Some(query) = own.as_deref().or(asked.query) else {
            return Err(Stop::Usage(format!("{}: no query; give one as {0}?query=SELECT… or with --query", escape::visible(&self.shown()))));
        };
        let table = match self {
            Self::Sqlite(_) => sqlite::open(Path::new(&address), query, &asked.columns),
            Self::Postgres(_) => {
                #[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
                let password = std::env::var("PGPASSWORD").ok();
                postgres::open(&address, query, password.as_deref(), &asked.columns)
            }
        };
        Ok(Source { is_file: false, ..rows(table.map_err(refused)?) })
    }
}

/// An address without its query, and the query.
fn parted(address: &str) -> (String, Option<String>) {
    let Some((place, parameters)) = address.split_once('?') else { return (address.to_owned(), None) };
    // A query may have any signs behind its name, so that it comes last.
    let Some(at) = parameters.find("query=").filter(|&at| at == 0 || parameters[..at].ends_with('&')) else { return (address.to_owned(), None) };
    let others = parameters[..at].trim_end_matches('&');
    let query = percent_decode_str(&parameters[at + "query=".len()..]).decode_utf8_lossy().into_owned();
    (if others.is_empty() { place.to_owned() } else { format!("{place}?{others}") }, Some(query))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_told_from_its_address() {
        assert_eq!(parted("a.db?query=SELECT%20*%20FROM a WHERE b = 'x&y?'"), ("a.db".to_owned(), Some("SELECT * FROM a WHERE b = 'x&y?'".to_owned())));
        assert_eq!(parted("//h/d?sslmode=disable&query=SELECT 1"), ("//h/d?sslmode=disable".to_owned(), Some("SELECT 1".to_owned())));
        assert_eq!(parted("a.db"), ("a.db".to_owned(), None));
        assert!(Database::of("folder").is_none() && Database::of("C:\\folder").is_none());
    }
}
