//! The two JSON reports: one result a line, or one document that holds them all and is written as they come.

use super::v1::{REPORT, ReportV1, ResultV1, SummaryV1};
use super::{Item, Total, line};
use schemars::{Schema, generate::SchemaSettings};

/// Appends one result as a line of JSON.
pub fn line(item: &Item<'_>, out: &mut Vec<u8>) {
    result(item, out);
    out.push(b'\n');
}

fn result(item: &Item<'_>, out: &mut Vec<u8>) {
    match item {
        Item::Checked(pair) => line::checked(pair, out),
        Item::NotChecked { .. } => append(&ResultV1::from(item), out),
    }
}

/// Start of the document that holds all results.
pub fn open(out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{{\"schema\":\"{REPORT}\",\"version\":\"{}\",\"results\":[", env!("CARGO_PKG_VERSION")).as_bytes());
}

/// One result inside the document, behind a comma unless it is the first.
pub fn element(item: &Item<'_>, out: &mut Vec<u8>) {
    out.push(b'\n');
    result(item, out);
}

/// End of the document.
pub fn close(total: &Total, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\n],\"summary\":");
    append(&SummaryV1::from(total), out);
    out.extend_from_slice(b"}\n");
}

/// Appends a value as JSON.
pub fn append(value: &impl serde::Serialize, out: &mut Vec<u8>) {
    let before = out.len();
    // Strings, numbers and maps with string keys always serialise, and a vector takes every byte.
    if serde_json::to_writer(&mut *out, value).is_err() {
        out.truncate(before);
        out.extend_from_slice(b"null");
    }
}

/// A share as JSON can carry it: between 0 and 1, to four places.
pub(super) fn share(x: f32) -> f64 {
    if x.is_finite() { (f64::from(x.clamp(0.0, 1.0)) * 1e4).round() / 1e4 } else { 0.0 }
}

/// The JSON Schemas of the interface, each with the name of its file.
pub fn schemas() -> [(&'static str, Schema); 11] {
    let generator = || SchemaSettings::draft2020_12().for_serialize().into_generator();
    [
        ("result.v1.json", generator().into_root_schema_for::<ResultV1<'_>>()),
        ("report.v1.json", generator().into_root_schema_for::<ReportV1<'_>>()),
        ("mentions.v1.json", generator().into_root_schema_for::<super::mentions::MentionsV1<'_>>()),
        ("name-match.v1.json", generator().into_root_schema_for::<super::names::NameMatchV1<'_>>()),
        ("name.v1.json", generator().into_root_schema_for::<super::names::NameV1<'_>>()),
        ("page.v1.json", generator().into_root_schema_for::<super::page::PageV1<'_>>()),
        ("pairing.v1.json", generator().into_root_schema_for::<super::pairs::jsonl::LinkLineV1<'_>>()),
        ("revision.v1.json", generator().into_root_schema_for::<super::revision::json::RevisionV1<'_>>()),
        ("settings.v1.json", generator().into_root_schema_for::<super::settings::Settings>()),
        ("selftest.v1.json", generator().into_root_schema_for::<super::selftest::json::SelfTestV1<'_>>()),
        ("waivers.v1.json", generator().into_root_schema_for::<super::waivers::WaiversV1<'_>>()),
    ]
}
