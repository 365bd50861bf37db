//! The newsroom's own list: which English it has settled on for a person, an organisation, a place or a term, and for
//! which days. An article is judged by the row of its own day of publication.

mod breach;
mod entry;
mod forms;
mod lint;
mod place;
pub mod precedent;
pub mod roles;
mod table;
mod tbx;
pub mod write;

pub use breach::{Breach, BreachKind};
pub use entry::{Entry, Kind};
pub use lint::lint;
pub use table::COLUMNS;

use crate::model::Problem;
use crate::text::Span;
use forms::Forms;
use jiff::civil::Date;

/// What the house has settled on, ready to be asked.
#[derive(Debug)]
pub struct House {
    entries: Vec<Entry>,
    /// The Korean forms; their numbers are indexes of `rows`.
    forms: Forms,
    /// The rows of each Korean form.
    rows: Vec<Vec<usize>>,
}

impl PartialEq for House {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for House {}

/// Reads a list, a table or a termbase as its first character tells: its rows, and what is wrong with it. A row with a
/// mistake is left out.
pub fn read(text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let text_start = text.trim_start();
    if text_start.starts_with('<') { tbx::read(text) } else { table::read(text) }
}

impl House {
    /// The house list made of these rows.
    ///
    /// # Errors
    /// When there are more rows than can be searched for at once.
    pub fn new(entries: Vec<Entry>) -> Result<Self, String> {
        let forms = Forms::new(entries.iter().flat_map(|e| &e.ko).map(String::as_str))?;
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); forms.len()];
        for (i, form) in entries.iter().enumerate().flat_map(|(i, e)| e.ko.iter().map(move |f| (i, f))) {
            if let Some(of_form) = forms.number(form).and_then(|n| rows.get_mut(n)) {
                of_form.push(i);
            }
        }
        Ok(Self { entries, forms, rows })
    }

    /// The rows, in the order of the lists.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether the house prints `en` for `ko` on that day.
    pub fn accepts(&self, ko: &str, en: &str, day: Option<Date>) -> bool {
        self.forms.number(ko).is_some_and(|form| self.of(form).any(|e| e.holds(day) && e.accepted().any(|a| a == en)))
    }

    /// The rows of a Korean form.
    fn of(&self, form: usize) -> impl Iterator<Item = &Entry> {
        self.rows[form].iter().map(|&i| &self.entries[i])
    }

    /// Whether the list has anything to say of a Korean form.
    pub fn has(&self, ko: &str) -> bool {
        self.forms.number(ko).is_some()
    }

    /// Korean forms of the list in a text: where, and which.
    fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, usize)> + 'a {
        self.forms.find(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_as_words_the_longest_first() {
        let (entries, _) = read("ko,en\n도담,Dodam\n도담은행,Bank of Dodam\n한가온,Han Ga-on\n");
        let house = House::new(entries).expect("small");
        let text = "도담은행은 도담에서 한가온대표와 도담댁, 새도담을";
        let found: Vec<_> = house.find(text).map(|(span, form)| (span.slice(text), house.of(form).next().map(|e| e.en.as_str()))).collect();
        assert_eq!(found, [("도담은행", Some("Bank of Dodam")), ("도담", Some("Dodam")), ("한가온", Some("Han Ga-on"))]);
        assert!(house.accepts("도담", "Dodam", None) && !house.accepts("도담", "Bank of Dodam", None) && !house.accepts("도", "Dodam", None));
    }
}
