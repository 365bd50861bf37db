//! Tables as Parquet, for DuckDB, pandas and whatever reads columns.

use super::table::{Cell, Kind, Table};
use crate::archive::store::{Store, StoreError};
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// Rows of a group, at most.
const ROWS: usize = 100_000;
/// Bytes of text of a group, about: what is held in memory.
const BYTES: usize = 32 << 20;
/// 1970-01-01, from which days are counted.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// What keeps a table from being written.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file.
    #[error(transparent)]
    Parquet(#[from] ParquetError),
}

/// Writes a table.
///
/// # Errors
/// When the store is damaged or the file cannot be written.
pub fn write<W: Write + Send>(store: &Store, table: Table, out: W) -> Result<(), Refused> {
    let fields = table.columns().iter().map(|(name, kind)| column(name, *kind).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
    let schema = Type::group_type_builder(table.as_str()).with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(format!("daejo {}", env!("CARGO_PKG_VERSION")))
        .build();
    let mut file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
    let mut group = Group::new(table);
    table.rows(store, &mut |cells: Vec<Cell>| {
        group.push(cells);
        if group.rows >= ROWS || group.bytes >= BYTES {
            group.write(&mut file)?;
        }
        Ok::<(), Refused>(())
    })?;
    group.write(&mut file)?;
    file.close()?;
    Ok(())
}

fn column(name: &str, kind: Kind) -> Result<Type, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Share => (Physical::DOUBLE, None),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(name, physical).with_logical_type(logical).with_repetition(Repetition::OPTIONAL).build()
}

/// Rows that are not yet written, by column.
struct Group {
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

/// The cells of a column that are not empty, and which are.
enum Column {
    Text(Vec<ByteArray>, Vec<i16>),
    Whole(Vec<i64>, Vec<i16>),
    Share(Vec<f64>, Vec<i16>),
    Day(Vec<i32>, Vec<i16>),
}

impl Group {
    fn new(table: Table) -> Self {
        let columns = table.columns().iter().map(|(_, kind)| match kind {
            Kind::Text => Column::Text(Vec::new(), Vec::new()),
            Kind::Whole => Column::Whole(Vec::new(), Vec::new()),
            Kind::Share => Column::Share(Vec::new(), Vec::new()),
            Kind::Day => Column::Day(Vec::new(), Vec::new()),
        });
        Self { columns: columns.collect(), rows: 0, bytes: 0 }
    }

    fn push(&mut self, cells: Vec<Cell>) {
        self.rows += 1;
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            match (column, cells.next()) {
                (Column::Text(values, there), Some(Cell::Text(Some(text)))) => {
                    self.bytes += text.len();
                    values.push(ByteArray::from(text.into_bytes()));
                    there.push(1);
                }
                (Column::Whole(values, there), Some(Cell::Whole(Some(n)))) => {
                    values.push(n);
                    there.push(1);
                }
                (Column::Share(values, there), Some(Cell::Share(Some(x)))) => {
                    values.push(x);
                    there.push(1);
                }
                (Column::Day(values, there), Some(Cell::Day(Some(day)))) => {
                    values.push(EPOCH.until(day).map_or(0, |span| span.get_days()));
                    there.push(1);
                }
                (Column::Text(_, there) | Column::Whole(_, there) | Column::Share(_, there) | Column::Day(_, there), _) => there.push(0),
            }
        }
    }

    fn write<W: Write + Send>(&mut self, file: &mut SerializedFileWriter<W>) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = file.next_row_group()?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column()? else { break };
            column.write(&mut writer)?;
            writer.close()?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl Column {
    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Text(values, there) => writer.typed::<ByteArrayType>().write_batch(values, Some(there), None).map(|_| (values.clear(), there.clear())),
            Self::Whole(values, there) => writer.typed::<Int64Type>().write_batch(values, Some(there), None).map(|_| (values.clear(), there.clear())),
            Self::Share(values, there) => writer.typed::<DoubleType>().write_batch(values, Some(there), None).map(|_| (values.clear(), there.clear())),
            Self::Day(values, there) => writer.typed::<Int32Type>().write_batch(values, Some(there), None).map(|_| (values.clear(), there.clear())),
        }
        .map(drop)
    }
}
