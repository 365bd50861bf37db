//! Which column is what: `--map ko=body_ko,en=body_en,id=article_id,date=published`.

use super::SourceError;
use crate::ingest::fields::Fields;
use serde_json::Value;

/// What a column may be.
pub const NAMES: [&str; 11] = ["ko", "en", "id", "date", "section", "title", "byline", "translator", "translator_version", "editor", "draft"];

/// Other names under which facts are kept, so that they are read where nobody says which column they are.
const KNOWN: [&str; 5] = ["desk", "title_en", "author", "model", "model_version"];

/// Names of columns, where they are not the usual ones.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    /// What it is, and the name of its column.
    renamed: Vec<(&'static str, String)>,
}

impl Columns {
    /// Reads `ko=body_ko,en=body_en`.
    ///
    /// # Errors
    /// In plain words, when a name is not known or there twice.
    pub fn parse<'t>(typed: impl Iterator<Item = &'t str>) -> Result<Self, String> {
        let mut columns = Self::default();
        for part in typed.map(str::trim).filter(|p| !p.is_empty()) {
            let (what, name) = part.split_once('=').ok_or_else(|| format!("--map has NAME=COLUMN parts, not `{part}`"))?;
            let known = NAMES.into_iter().find(|n| *n == what.trim()).ok_or_else(|| format!("--map: no `{}`; there are {}", what.trim(), NAMES.join(", ")))?;
            if columns.renamed.iter().any(|(n, _)| *n == known) {
                return Err(format!("--map: `{known}` is there twice"));
            }
            columns.renamed.push((known, name.trim().to_owned()));
        }
        Ok(columns)
    }

    /// Whether all columns have their usual names.
    pub fn is_usual(&self) -> bool {
        self.renamed.is_empty()
    }

    /// The column that a thing is in.
    pub fn column<'s>(&'s self, what: &'s str) -> &'s str {
        self.renamed.iter().find(|(n, _)| *n == what).map_or(what, |(_, column)| column)
    }

    /// Whether a column is of any use.
    pub fn takes(&self, column: &str) -> bool {
        NAMES.iter().any(|n| self.column(n) == column) || KNOWN.contains(&column)
    }

    /// Whether a table with these columns has what is needed.
    ///
    /// # Errors
    /// With the first column that is not there.
    pub fn are_in(&self, name: &str, has: &[String]) -> Result<(), SourceError> {
        let renamed = self.renamed.iter().map(|(what, _)| *what);
        match ["ko", "en"].into_iter().chain(renamed).map(|what| self.column(what)).find(|column| !has.iter().any(|h| h == column)) {
            None => Ok(()),
            Some(wanted) => Err(SourceError::Column { name: name.to_owned(), wanted: wanted.to_owned(), has: has.to_vec() }),
        }
    }

    /// Gives the fields of a row their usual names.
    pub fn apply(&self, fields: &mut Fields) {
        for (what, column) in &self.renamed {
            let value = taken(fields, column).filter(|value| !value.is_null());
            if let Some(value) = value {
                put(fields, what, value);
            }
        }
    }

    /// The fields of a row of cells.
    pub(super) fn fields<'c>(&self, cells: impl Iterator<Item = (&'c str, Value)>) -> Fields {
        let mut fields = Fields::default();
        for (column, value) in cells.filter(|(_, value)| !value.is_null()) {
            let what = self.renamed.iter().find(|(_, c)| c == column).map_or(column, |(what, _)| what);
            put(&mut fields, what, value);
        }
        fields
    }
}

fn taken(fields: &mut Fields, column: &str) -> Option<Value> {
    let slot = match column {
        "id" => &mut fields.id,
        "ko" => &mut fields.ko,
        "en" => &mut fields.en,
        "date" => &mut fields.date,
        "text" => &mut fields.text,
        "draft" => &mut fields.draft,
        other => return fields.extra.remove(other),
    };
    slot.take().map(Value::String)
}

fn put(fields: &mut Fields, what: &str, value: Value) {
    let text = |value: Value| if let Value::String(text) = value { text } else { value.to_string() };
    match what {
        "id" => fields.id = Some(text(value)).filter(|id| !id.is_empty()),
        "ko" => fields.ko = Some(text(value)),
        "en" => fields.en = Some(text(value)),
        "date" => fields.date = Some(text(value)).filter(|d| !d.trim().is_empty()),
        "draft" => fields.draft = Some(text(value)).filter(|d| !d.is_empty()),
        other => {
            fields.extra.insert(other.to_owned(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_mapped_and_missed_by_name() {
        let columns = Columns::parse(["ko=body", "en = body_en", "date=day"].into_iter()).expect("is well");
        let has = ["id", "body", "body_en", "day"].map(str::to_owned);
        assert_eq!(columns.are_in("t", &has), Ok(()));
        let said = columns.are_in("t", &has[..2]).expect_err("has no English").to_string();
        assert!(said.starts_with("t: no column `body_en`; it has `id`, `body`. Say which is which with --map"), "{said}");
        let fields = columns.fields([("body", "가".into()), ("body_en", "a".into()), ("id", 7.into()), ("desk", "경제".into())].into_iter());
        assert_eq!((fields.ko.as_deref(), fields.en.as_deref(), fields.id.as_deref()), (Some("가"), Some("a"), Some("7")));
        assert_eq!(fields.extra["desk"], "경제");
        for wrong in ["ko", "korean=a", "ko=a,ko=b"] {
            assert!(Columns::parse(wrong.split(',')).is_err(), "{wrong}");
        }
    }
}
