//! House lists as they are read: CSV with the columns of [`super::COLUMNS`], and TBX-Basic (ISO 30042:2019, style DCA).

use super::{COLUMNS, Entry};
use jiff::civil::Date;
use std::fmt::Write;

/// A list as a table.
pub fn table<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> String {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let day = |d: Option<Date>| d.map_or_else(String::new, |d| d.to_string());
    // Writing to memory cannot fail.
    let _ = out.write_record(COLUMNS);
    for e in entries {
        let [ko, allowed, forbidden] = [&e.ko, &e.allowed, &e.forbidden].map(|forms| forms.join("|"));
        let note = e.note.clone().unwrap_or_default();
        let _ = out.write_record([&ko, &e.en, e.kind.as_str(), &allowed, &forbidden, &day(e.from), &day(e.to), &note]);
    }
    out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A list as a termbase: a concept for each row.
pub fn termbase<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n\
         <tbxHeader><fileDesc><sourceDesc><p>Written by daejo</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n",
    );
    for (number, entry) in entries.into_iter().enumerate() {
        // Writing to a string cannot fail.
        concept(&mut out, number + 1, entry).unwrap_or(());
    }
    out.push_str("</body></text>\n</tbx>\n");
    out
}

fn concept(out: &mut String, number: usize, entry: &Entry) -> std::fmt::Result {
    write!(out, "<conceptEntry id=\"c{number}\"><descrip type=\"subjectField\">{}</descrip>", entry.kind.as_str())?;
    if let Some(note) = &entry.note {
        write!(out, "<note>{}</note>", quick_xml::escape::escape(note.as_str()))?;
    }
    out.push_str("\n <langSec xml:lang=\"ko\">");
    entry.ko.iter().for_each(|form| term(out, form, ""));
    out.push_str("</langSec>\n <langSec xml:lang=\"en\">");
    let days = match (entry.from, entry.to) {
        (None, None) => String::new(),
        (from, to) => {
            let end = |d: Option<Date>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
            format!("<termNote type=\"timeRestriction\">{}/{}</termNote>", end(from), end(to))
        }
    };
    let status = |word: &str| format!("<termNote type=\"administrativeStatus\">{word}-admn-sts</termNote>{days}");
    term(out, &entry.en, &status("preferredTerm"));
    entry.allowed.iter().for_each(|form| term(out, form, &status("admittedTerm")));
    entry.forbidden.iter().for_each(|form| term(out, form, &status("deprecatedTerm")));
    out.push_str("</langSec></conceptEntry>\n");
    Ok(())
}

fn term(out: &mut String, form: &str, notes: &str) {
    let _ = write!(out, "<termSec><term>{}</term>{notes}</termSec>", quick_xml::escape::escape(form));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::{Kind, read};
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            rows in prop::collection::vec(("[가-힣]{2,4}", "[A-Za-z&<>\"',’.-]{1,6}( [A-Za-z\"&<,.-]{1,6}){0,2}", prop::option::of("[A-Za-z,\"&<가-힣]{1,9}"), 0_usize..4, any::<bool>()), 1..6)
        ) {
            let entry = |(ko, en, note, kind, dated): (String, String, Option<String>, usize, bool)| Entry {
                ko: vec![ko],
                allowed: vec![format!("{en} Co")],
                forbidden: vec![],
                en,
                kind: [Kind::Person, Kind::Organisation, Kind::Place, Kind::Term][kind],
                from: dated.then(|| date(2020, 1, 1)),
                to: None,
                note,
                span: 0..0,
            };
            let entries: Vec<Entry> = rows.into_iter().map(entry).collect();
            for text in [table(&entries), termbase(&entries)] {
                let (mut got, problems) = read(&text);
                prop_assert_eq!(problems, vec![], "{}", text);
                for e in &mut got {
                    e.span = 0..0;
                }
                prop_assert_eq!(&got, &entries, "{}", text);
            }
        }
    }
}
