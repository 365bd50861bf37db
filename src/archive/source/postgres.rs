//! A query of PostgreSQL, read row by row as it comes, in a transaction that only reads; over TLS as the address asks for it.

use super::tls::Tls;
use super::{Columns, SourceError, Table, rows};
use crate::ingest::PairInput;
use crate::ingest::stream::record_of;
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Config};
use std::error::Error;

/// Connects and asks a query. `password` is used where the address has none.
///
/// # Errors
/// When the server cannot be reached or refuses, the query is wrong, or has not the columns that are needed. The address is told
/// without its password.
pub fn open(address: &str, query: &str, password: Option<&str>, columns: &Columns) -> Result<Table, SourceError> {
    let name = shown(address);
    let unusable = |why: String| SourceError::Unusable { name: name.clone(), why };
    let (address, tls) = Tls::of(address).map_err(unusable)?;
    let mut config: Config = address.parse().map_err(|e: postgres::Error| unusable(format!("not an address of PostgreSQL: {}", told(&e))))?;
    if let Some(password) = password.filter(|_| config.get_password().is_none()) {
        config.password(password);
    }
    config.ssl_mode(tls.mode);
    let connector = tls.connector().map_err(unusable)?;
    let mut client = config.connect(connector).map_err(|e| unusable(format!("the server cannot be asked: {}", told(&e))))?;
    let query = query.trim().trim_end_matches(';').to_owned();
    let has = prepared(&mut client, &query).map_err(|e| unusable(format!("the query cannot be asked: {}", told(&e))))?;
    columns.are_in(&name, &has)?;
    let columns = columns.clone();
    let rows = rows(move |hand| {
        let all = client.query_raw::<_, &str, _>(&format!("SELECT row_to_json(articles)::text FROM ({query}) AS articles"), []);
        let mut all = all.map_err(|e| told(&e))?;
        while let Some(row) = all.next().map_err(|e| told(&e))? {
            let json: String = row.try_get(0).map_err(|e| told(&e))?;
            // A row is an object, never blank.
            let Some(pair) = record_of::<PairInput>(json.as_bytes(), false, |fields| columns.apply(fields)) else { continue };
            if !hand(pair) {
                break;
            }
        }
        Ok(())
    });
    Ok(Table { rows, size: None })
}

/// The columns of a query.
fn prepared(client: &mut Client, query: &str) -> Result<Vec<String>, postgres::Error> {
    client.batch_execute("SET default_transaction_read_only = on")?;
    let statement = client.prepare(&format!("SELECT * FROM ({query}) AS articles"))?;
    Ok(statement.columns().iter().map(|c| c.name().to_owned()).collect())
}

/// An address without its password.
pub fn shown(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return "PostgreSQL".to_owned() };
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let user = rest.rsplit_once('@').map_or("", |(user, _)| user.split(':').next().unwrap_or(""));
    let plain = host.split('?').next().unwrap_or(host);
    if user.is_empty() { format!("{scheme}://{plain}") } else { format!("{scheme}://{user}@{plain}") }
}

/// An error with what is behind it.
fn told(e: &postgres::Error) -> String {
    match e.as_db_error() {
        Some(db) => db.message().to_owned(),
        None => e.source().map_or_else(|| e.to_string(), |behind| format!("{e}: {behind}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (address, want) in [
            ("postgres://u:p@ss@host:5432/db?password=x", "postgres://u@host:5432/db"),
            ("postgresql://host/db", "postgresql://host/db"),
            ("postgres://:secret@/db", "postgres:///db"),
            ("host=a password=b", "PostgreSQL"),
        ] {
            assert_eq!(shown(address), want);
        }
    }
}
