//! Tables as CSV, for spreadsheets and everything else. No cell is a formula, whatever a text says.

use super::table::{Cell, Table};
use crate::archive::store::{Store, StoreError};
use crate::report::csv::guarded;

/// Writes a table.
///
/// # Errors
/// When the store is damaged, and what `write` says.
pub fn write<E: From<StoreError>>(store: &Store, table: Table, mut write: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
    let mut line = Vec::new();
    row(table.columns().iter().map(|(name, _)| (*name).to_owned()), &mut line);
    write(&line)?;
    table.rows(store, &mut |cells: Vec<Cell>| {
        line.clear();
        row(cells.into_iter().map(written), &mut line);
        write(&line)
    })
}

fn row(cells: impl Iterator<Item = String>, out: &mut Vec<u8>) {
    let mut writer = csv::Writer::from_writer(out);
    // Writing to memory cannot fail.
    let _ = writer.write_record(cells);
    let _ = writer.flush();
}

fn written(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => text.map_or_else(String::new, |t| guarded(&t)),
        Cell::Whole(n) => n.map_or_else(String::new, |n| n.to_string()),
        Cell::Share(x) => x.map_or_else(String::new, |x| x.to_string()),
        Cell::Day(day) => day.map_or_else(String::new, |d| d.to_string()),
    }
}
