//! What is in a store, for other programs: JSON Lines, CSV, Parquet. Their columns and fields may grow; nothing is taken away under
//! the same name.

pub mod jsonl;

use schemars::Schema;

/// The JSON Schemas of what is exported, each with the name of its file.
pub fn schemas() -> [(&'static str, Schema); 1] {
    [("archive.v1.json", jsonl::schema())]
}
