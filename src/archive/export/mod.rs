//! What is in a store, for other programs: JSON Lines, CSV, Parquet. Their columns and fields may grow; nothing is taken away under
//! the same name.

pub mod csv;
pub mod jsonl;
pub mod parquet;
mod table;

pub use table::{Cell, Kind, Table};

use crate::archive::diff::DiffV1;
use crate::archive::report::ReportV1;
use schemars::Schema;
use schemars::generate::SchemaSettings;

/// The JSON Schemas of what is exported, each with the name of its file.
pub fn schemas() -> [(&'static str, Schema); 3] {
    let generator = || SchemaSettings::draft2020_12().for_serialize().into_generator();
    [
        ("archive.v1.json", jsonl::schema()),
        ("archive-report.v1.json", generator().into_root_schema_for::<ReportV1>()),
        ("archive-diff.v1.json", generator().into_root_schema_for::<DiffV1>()),
    ]
}
