//! Reads the keys of one TOML table, each of one type, and notes what is of another.

use super::{At, NamePatterns};
use crate::config::nearest::nearest;
use crate::model::Problem;
use crate::text::Exact;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table, and where mistakes are noted.
pub(super) struct Reader<'a, 'i> {
    table: &'a DeTable<'i>,
    problems: &'a mut Vec<Problem>,
    /// Name of the section, empty at the root.
    name: String,
}

impl<'a, 'i> Reader<'a, 'i> {
    pub(super) fn new(table: &'a DeTable<'i>, problems: &'a mut Vec<Problem>, name: String) -> Self {
        Self { table, problems, name }
    }

    /// Reports every key that is not among `keys`.
    pub(super) fn known(&mut self, keys: &[&str]) {
        let place = if self.name.is_empty() { "at the top level".to_owned() } else { format!("in [{}]", self.name) };
        for key in self.table.keys().filter(|k| !keys.contains(&k.get_ref().as_ref())) {
            let typed = key.get_ref();
            let help = nearest(typed, keys.iter().copied()).map_or_else(|| format!("known here: {}", keys.join(", ")), |k| format!("did you mean `{k}`?"));
            self.problems.push(Problem::new(key.span(), format!("unknown key `{typed}` {place}"), "not known").help(Some(help)));
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, v)| v)
    }

    /// The keys, in the order of the file.
    pub(super) fn keys(&self) -> Vec<At<String>> {
        let mut keys: Vec<At<String>> = self.table.keys().map(|k| (k.get_ref().to_string(), k.span())).collect();
        keys.sort_by_key(|k| k.1.start);
        keys
    }

    /// Notes where keys stand, under longer names.
    pub(super) fn note(&self, names: &[(&'static str, &str)], to: &mut Vec<At<&'static str>>) {
        to.extend(names.iter().filter_map(|(long, key)| Some((*long, self.get(key)?.span()))));
    }

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let kind = value.get_ref().type_str();
        self.problems.push(Problem::new(value.span(), format!("`{key}` must be {wanted}"), format!("this is of type {kind}")));
    }

    /// Says that a key is not there which must be.
    pub(super) fn missing(&mut self, key: &str, span: Range<usize>) {
        self.problems.push(Problem::new(span, format!("[[{}]] needs `{key}`", self.name), format!("`{key}` is missing")));
    }

    /// Says that a list has nothing in it which must have.
    pub(super) fn empty(&mut self, key: &str, span: Range<usize>) {
        self.problems.push(Problem::new(span, format!("`{key}` names nothing, so that [[{}]] holds for no article", self.name), "empty"));
    }

    pub(super) fn section(&mut self, key: &str) -> Option<Reader<'_, 'i>> {
        let value = self.get(key)?;
        let name = self.below(key);
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, key, &format!("a table: [{name}]"));
            return None;
        };
        Some(Reader { table, problems: &mut *self.problems, name })
    }

    /// The name of a table in this one.
    fn below(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// An array of tables: calls `read` with each, and where it stands.
    pub(super) fn tables(&mut self, key: &str, mut read: impl FnMut(Reader<'_, 'i>, Range<usize>)) {
        let Some(value) = self.get(key) else { return };
        let name = self.below(key);
        let wanted = format!("tables: [[{name}]]");
        let Some(items) = value.get_ref().as_array() else { return self.wrong(value, key, &wanted) };
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => read(Reader { table, problems: &mut *self.problems, name: name.clone() }, item.span()),
                None => self.wrong(item, key, &wanted),
            }
        }
    }

    pub(super) fn string(&mut self, key: &str) -> Option<At<String>> {
        let value = self.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(value, key, "a string");
        }
        text.map(|t| (t.to_owned(), value.span()))
    }

    /// A date, as TOML writes it or as a string.
    pub(super) fn date(&mut self, key: &str) -> Option<At<String>> {
        match self.get(key)? {
            value if value.get_ref().is_datetime() => Some((value.get_ref().as_datetime()?.to_string(), value.span())),
            _ => self.string(key),
        }
    }

    /// Every key of the table with its string, in the order of the file.
    pub(super) fn strings(&mut self) -> Vec<(At<String>, At<String>)> {
        let mut out = Vec::new();
        for (key, span) in self.keys() {
            out.extend(self.string(&key).map(|value| ((key, span), value)));
        }
        out
    }

    /// An array of strings.
    pub(super) fn list(&mut self, key: &str) -> Option<Vec<At<String>>> {
        let value = self.get(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, "an array of strings");
            return None;
        };
        let mut out = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => out.push((text.to_owned(), item.span())),
                None => self.wrong(item, key, "an array of strings"),
            }
        }
        Some(out)
    }

    /// Ports of the network.
    pub(super) fn ports(&mut self, key: &str) -> Vec<At<u16>> {
        const WANTED: &str = "an array of ports, numbers from 1 to 65535";
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, WANTED);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            let number = item.get_ref().as_integer().and_then(|i| u16::from_str_radix(i.as_str(), i.radix()).ok()).filter(|&n| n > 0);
            match number {
                Some(port) => out.push((port, item.span())),
                None => self.wrong(item, key, WANTED),
            }
        }
        out
    }

    pub(super) fn patterns(&mut self, key: &str) -> Option<Vec<NamePatterns>> {
        let value = self.get(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, "an array of { ko = \"…\", en = \"…\" }");
            return None;
        };
        let mut out = Vec::new();
        for item in items {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong(item, key, "an array of { ko = \"…\", en = \"…\" }");
                continue;
            };
            let mut pair = Reader { table, problems: &mut *self.problems, name: "pairs.patterns".to_owned() };
            pair.known(&["ko", "en", "draft"]);
            match (pair.string("ko"), pair.string("en")) {
                (Some(ko), Some(en)) => out.push((ko, en, pair.string("draft"))),
                _ if pair.get("ko").is_some() && pair.get("en").is_some() => {}
                _ => self.problems.push(Problem::new(item.span(), "a pattern names both languages", "`ko` or `en` is missing")),
            }
        }
        Some(out)
    }

    /// A number, exactly as it is written.
    pub(super) fn decimal(&mut self, key: &str) -> Option<At<Exact>> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Float(f) => Exact::parse(&f.as_str().replace('_', "")),
            DeValue::Integer(i) if i.radix() == 10 => Exact::parse(&i.as_str().replace('_', "")),
            _ => None,
        };
        if number.is_none() {
            self.wrong(value, key, "a decimal number");
        }
        number.map(|n| (n, value.span()))
    }

    pub(super) fn size(&mut self, key: &str) -> Option<At<u64>> {
        self.whole(key, "a whole number of bytes above zero")
    }

    pub(super) fn count(&mut self, key: &str) -> Option<At<u64>> {
        self.whole(key, "a whole number above zero")
    }

    fn whole(&mut self, key: &str, wanted: &str) -> Option<At<u64>> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer().and_then(|i| u64::from_str_radix(i.as_str(), i.radix()).ok()).filter(|&n| n > 0);
        if number.is_none() {
            self.wrong(value, key, wanted);
        }
        number.map(|n| (n, value.span()))
    }
}
