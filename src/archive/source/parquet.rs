//! Parquet files, column by column into rows. Only the columns that are of use are read.

use super::{Columns, SourceError, Table, rows};
use crate::ingest::PairInput;
use crate::ingest::stream::Record;
use jiff::Timestamp;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// How a column that holds points of time tells them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Clock {
    /// Whether they are in UTC; otherwise they are what a clock in Korea shows.
    utc: bool,
    /// Whether whole numbers are nanoseconds.
    nanos: bool,
}

/// Opens a file.
///
/// # Errors
/// When it is no such file, or has not the columns that are needed.
pub fn open(path: &Path, columns: &Columns) -> Result<Table, SourceError> {
    let name = path.to_string_lossy().into_owned();
    let unusable = |why: String| SourceError::Unusable { name: name.clone(), why };
    #[expect(clippy::disallowed_methods, reason = "the boundary where tables are opened")]
    let file = File::open(path).map_err(|e| unusable(format!("cannot be read: {e}")))?;
    // What is made to hurt the reader costs this file only.
    let reader = catch_unwind(AssertUnwindSafe(|| SerializedFileReader::new(file)));
    let reader = match reader {
        Ok(Ok(reader)) => reader,
        Ok(Err(e)) => return Err(unusable(format!("not a Parquet file, or not whole: {e}"))),
        Err(_) => return Err(unusable("not a Parquet file, or damaged".to_owned())),
    };
    let schema = reader.metadata().file_metadata().schema();
    let plain: Vec<TypePtr> = schema.get_fields().iter().filter(|f| f.is_primitive()).cloned().collect();
    columns.are_in(&name, &plain.iter().map(|f| f.name().to_owned()).collect::<Vec<_>>())?;
    let wanted: Vec<TypePtr> = plain.into_iter().filter(|f| columns.takes(f.name())).collect();
    let clocks: Vec<Option<Clock>> = wanted.iter().map(|f| clock(f)).collect();
    let projection = Type::group_type_builder(schema.name()).with_fields(wanted).build().map_err(|e| unusable(e.to_string()))?;
    let size = u64::try_from(reader.metadata().file_metadata().num_rows()).ok();
    let columns = columns.clone();
    let rows = rows(move |hand| {
        let all = RowIter::from_file_into(Box::new(reader)).project(Some(projection)).map_err(|e| e.to_string())?;
        for row in all {
            let row = row.map_err(|e| e.to_string())?;
            let cells = row.get_column_iter().zip(&clocks).map(|((name, field), clock)| (name.as_str(), cell(field, *clock)));
            let mut fields = columns.fields(cells);
            if !hand(PairInput::from_fields(&mut fields).map_err(|reason| (fields.id.take(), reason))) {
                break;
            }
        }
        Ok(())
    });
    Ok(Table { rows, size })
}

fn clock(column: &Type) -> Option<Clock> {
    match column.get_basic_info().logical_type_ref() {
        Some(LogicalType::Timestamp(t)) => Some(Clock { utc: t.is_adjusted_to_u_t_c, nanos: t.unit == TimeUnit::NANOS }),
        _ => None,
    }
}

/// A cell as a value of JSON; points of time as days are read from them elsewhere.
fn cell(field: &Field, clock: Option<Clock>) -> Value {
    let time = |t: Result<Timestamp, jiff::Error>| {
        let utc = clock.is_none_or(|c| c.utc);
        t.map_or(Value::Null, |t| Value::String(if utc { t.to_string() } else { t.to_string().trim_end_matches('Z').to_owned() }))
    };
    match field {
        Field::Str(text) => Value::String(text.clone()),
        // Older writers do not say that bytes are text.
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).map_or(Value::Null, |text| Value::String(text.to_owned())),
        Field::Bool(b) => Value::Bool(*b),
        Field::Byte(n) => (*n).into(),
        Field::Short(n) => (*n).into(),
        Field::Int(n) => (*n).into(),
        Field::Long(n) => match clock {
            Some(Clock { nanos: true, .. }) => time(Timestamp::from_nanosecond(i128::from(*n))),
            _ => (*n).into(),
        },
        Field::UByte(n) => (*n).into(),
        Field::UShort(n) => (*n).into(),
        Field::UInt(n) => (*n).into(),
        Field::ULong(n) => (*n).into(),
        Field::Float(n) => f64::from(*n).into(),
        Field::Double(n) => (*n).into(),
        Field::Decimal(_) | Field::Date(_) => Value::String(field.to_string()),
        Field::TimestampMillis(n) => time(Timestamp::from_millisecond(*n)),
        Field::TimestampMicros(n) => time(Timestamp::from_microsecond(*n)),
        _ => Value::Null,
    }
}
