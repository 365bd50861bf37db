//! What holds for an article, and where each value comes from: as a configuration with remarks, or as JSON.

use crate::report::escape;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;

/// Schema id of the JSON form.
pub const SCHEMA: &str = "daejo.settings/v1";

/// The source of what the configuration says of every article: its line says it all.
pub const CONFIGURATION: &str = "configuration";

/// What holds.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Settings {
    /// `daejo.settings/v1`.
    pub schema: &'static str,
    /// The article or folder that was asked about.
    pub path: Option<String>,
    /// The section of the paper that it is in, as far as it is known.
    pub section: Option<String>,
    /// The configuration file, where there is one.
    pub file: Option<String>,
    /// The profile that holds, if any.
    pub profile: Option<String>,
    /// Every setting, table by table.
    pub settings: Vec<Setting>,
}

/// One setting.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Setting {
    /// Its table.
    pub table: &'static str,
    /// Its key in the table.
    pub key: String,
    /// What holds; `null` where nothing is set.
    pub value: serde_json::Value,
    /// Where it comes from.
    pub from: From,
}

/// Where a value comes from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct From {
    /// In words: default, configuration, profile, section, path, command line.
    pub source: String,
    /// The line of the configuration file, from 1.
    pub line: Option<usize>,
}

/// As JSON.
pub fn json(settings: &Settings) -> String {
    // Strings and numbers are all that is in it.
    let mut text = serde_json::to_string_pretty(settings).unwrap_or_default();
    text.push('\n');
    text
}

/// As a configuration that says the same of every article, each line with a remark that tells where it comes from.
pub fn toml(settings: &Settings) -> String {
    let mut out = String::new();
    let about = |what: &str, value: Option<&String>| value.map_or_else(String::new, |v| format!("# {what}: {}\n", escape::visible(v)));
    for (what, value) in [("for", &settings.path), ("section", &settings.section), ("configuration", &settings.file), ("profile", &settings.profile)] {
        out.push_str(&about(what, value.as_ref()));
    }
    let mut table = "";
    for setting in &settings.settings {
        if setting.table != table {
            table = setting.table;
            let parted = if out.is_empty() { "" } else { "\n" };
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{parted}[{table}]");
        }
        let from = &setting.from;
        let source = match (&settings.file, from.line) {
            (Some(file), Some(line)) if from.source == CONFIGURATION => format!("{file}:{line}"),
            (Some(file), Some(line)) => format!("{file}:{line}, {}", from.source),
            _ => from.source.clone(),
        };
        let line = match &setting.value {
            serde_json::Value::Null => format!("# {} is not set", setting.key),
            value => format!("{} = {}", setting.key, written(value)),
        };
        let _ = writeln!(out, "{line:40}  # {}", escape::visible(&source));
    }
    out
}

/// A value as TOML writes it.
fn written(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        serde_json::Value::Object(fields) => {
            let fields: Vec<String> = fields.iter().map(|(k, v)| format!("{k} = {}", written(v))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        serde_json::Value::String(text) => toml::Value::String(text.clone()).to_string(),
        other => other.to_string(),
    }
}
