//! A query of a SQLite database, which is only read.

use super::{Columns, SourceError, Table, rows};
use crate::ingest::PairInput;
use crate::ingest::stream::Record;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::path::Path;

/// Opens a database for a query.
///
/// # Errors
/// When it cannot be opened, the query is wrong or would write, or has not the columns that are needed.
pub fn open(path: &Path, query: &str, columns: &Columns) -> Result<Table, SourceError> {
    let name = path.to_string_lossy().into_owned();
    let unusable = |why: String| SourceError::Unusable { name: name.clone(), why };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|e| unusable(format!("cannot be read: {e}")))?;
    let has = asked(&connection, query).map_err(|e| unusable(format!("the query cannot be asked: {e}")))?;
    let has = has.ok_or_else(|| unusable("the query must be one SELECT, which changes nothing".to_owned()))?;
    columns.are_in(&name, &has)?;
    let (query, columns) = (query.to_owned(), columns.clone());
    let rows = rows(move |hand| {
        let said = |e: rusqlite::Error| e.to_string();
        let mut statement = connection.prepare(&query).map_err(said)?;
        let mut all = statement.query([]).map_err(said)?;
        while let Some(row) = all.next().map_err(said)? {
            let cells = has.iter().enumerate().map(|(i, column)| (column.as_str(), row.get_ref(i).map_or(Value::Null, cell)));
            let mut fields = columns.fields(cells);
            if !hand(PairInput::from_fields(&mut fields).map_err(|reason| (fields.id.take(), reason))) {
                break;
            }
        }
        Ok(())
    });
    Ok(Table { rows, size: None })
}

/// The columns of a query; nothing where it is not one that only reads.
fn asked(connection: &Connection, query: &str) -> rusqlite::Result<Option<Vec<String>>> {
    connection.pragma_update(None, "trusted_schema", false)?;
    let statement = connection.prepare(query)?;
    let has: Vec<String> = statement.column_names().map(str::to_owned).collect();
    Ok((statement.readonly() && !has.is_empty()).then_some(has))
}

fn cell(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(n) => n.into(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => std::str::from_utf8(bytes).map_or(Value::Null, |text| Value::String(text.to_owned())),
    }
}
