//! Waivers as they are written: the text of the file that holds them, and one more.

use crate::model::Waiver;

/// Name of the file that is looked for.
pub const FILE_NAME: &str = "daejo.waivers.toml";

/// Adds a waiver to the text of the file; what is there stays as it is, byte for byte.
pub fn append(file: &str, waiver: &Waiver) -> String {
    let mut table = toml_edit::Table::new();
    let words = [("rule", &waiver.rule), ("fingerprint", &waiver.fingerprint)];
    for (key, word) in words.into_iter().chain([("reason", &waiver.reason.as_str().to_owned()), ("text", &waiver.text), ("by", &waiver.by)]) {
        table.insert(key, toml_edit::value(word.as_str()));
    }
    for (key, day) in [("on", Some(waiver.on)), ("until", waiver.until)] {
        if let Some(Ok(day)) = day.map(|d| d.to_string().parse::<toml_edit::Datetime>()) {
            table.insert(key, toml_edit::value(day));
        }
    }
    let mut rows = toml_edit::ArrayOfTables::new();
    rows.push(table);
    let mut row = toml_edit::DocumentMut::new();
    row.insert("waiver", toml_edit::Item::ArrayOfTables(rows));
    let gap = match file {
        "" => "",
        f if f.ends_with("\n\n") => "",
        f if f.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{file}{gap}{}", row.to_string().trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_there_stays_and_what_is_added_is_read(by in "\\PC{0,20}", text in "(\\PC|[\n\"'\\]#]){0,20}", before in "(# [a-z]{0,9}\n|\n){0,4}") {
            let waiver = Waiver {
                rule: "date-differs".to_owned(),
                fingerprint: "0123456789abcdef".to_owned(),
                reason: Reason::Context,
                text: text.clone(),
                by: by.clone(),
                on: jiff::civil::date(2026, 11, 1),
                until: None,
            };
            let after = append(&append(&before, &waiver), &waiver);
            prop_assert!(after.starts_with(&before));
            let read: toml::Table = after.parse().expect("is TOML");
            let rows = read["waiver"].as_array().expect("is a list");
            prop_assert_eq!(rows.len(), 2);
            prop_assert_eq!(rows[1]["text"].as_str(), Some(text.as_str()));
            prop_assert_eq!(rows[0]["by"].as_str(), Some(by.as_str()));
        }
    }
}
