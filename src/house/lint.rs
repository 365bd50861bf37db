//! Contradictions in house lists: what one row says and another denies, and what is hardly meant.

use super::{Entry, Kind};
use crate::model::Problem;
use crate::names::{Verdict, name_match};
use crate::text::hangul;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// Looks for contradictions in lists, each given with its name and rows: the index of the list that each stands in, and
/// what it is. The order is that of the lists.
pub fn lint(lists: &[(&str, &[Entry])]) -> Vec<(usize, Problem)> {
    let rows: Vec<Row<'_>> = lists.iter().enumerate().flat_map(|(list, (_, entries))| entries.iter().map(move |entry| Row { list, entry })).collect();
    let mut out: Vec<(usize, Problem)> = Vec::new();
    for row in &rows {
        out.extend(row.alone().into_iter().map(|p| (row.list, p)));
    }
    let mut by_korean: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
    for row in &rows {
        row.entry.ko.iter().for_each(|form| by_korean.entry(form).or_default().push(row));
    }
    for (form, rows) in &by_korean {
        for (i, later) in rows.iter().enumerate() {
            let against = rows[..i].iter().find_map(|earlier| later.against(earlier, form, lists));
            out.extend(against.map(|p| (later.list, p)));
        }
    }
    let mut people: HashMap<&str, &Row<'_>> = HashMap::new();
    for row in rows.iter().filter(|r| r.entry.kind == Kind::Person) {
        let first = *people.entry(row.entry.en.as_str()).or_insert(row);
        if first.entry.ko != row.entry.ko && first.entry.meets(row.entry) {
            let message = format!("two people are both {}: {} and {}", row.entry.en, first.entry.ko[0], row.entry.ko[0]);
            out.push((row.list, Problem::new(row.entry.span.clone(), message, "readers cannot tell them apart").help(Some(first.place(lists)))));
        }
    }
    out.sort_by_key(|(list, p)| (*list, p.span.start));
    out.dedup();
    out
}

struct Row<'e> {
    list: usize,
    entry: &'e Entry,
}

impl Row<'_> {
    fn problem(&self, message: String, label: &str) -> Problem {
        Problem::new(self.entry.span.clone(), message, label)
    }

    /// How another row is pointed at.
    fn place(&self, lists: &[(&str, &[Entry])]) -> String {
        format!("the other row is “{}” = “{}” in {}", self.entry.ko[0], self.entry.en, lists[self.list].0)
    }

    /// What is wrong with the row by itself.
    fn alone(&self) -> Option<Problem> {
        let e = self.entry;
        let english = || e.accepted().chain(e.forbidden.iter().map(String::as_str));
        if let Some(form) = e.ko.iter().find(|f| f.is_ascii()) {
            return Some(self.problem(format!("“{form}” is no Korean"), "are the columns exchanged?"));
        }
        if let Some(form) = english().find(|f| f.chars().any(hangul::is_hangul)) {
            return Some(self.problem(format!("“{form}” is no English"), "are the columns exchanged?"));
        }
        if let Some(form) = e.accepted().find(|a| e.forbidden.iter().any(|f| f == a)) {
            return Some(self.problem(format!("“{form}” is accepted and forbidden in one row"), "only one can hold"));
        }
        let unlike = |ko: &String| name_match(ko, &e.en).verdict == Verdict::Mismatch;
        let hangul_only = e.ko.iter().all(|k| k.chars().all(|c| hangul::is_syllable(c) || matches!(c, ' ' | '·')));
        let spelled = e.kind != Kind::Person || !hangul_only || e.note.is_some() || !e.ko.iter().all(unlike);
        (!spelled).then(|| {
            let help = Some("a note in the row says that it is meant so (a stage name, a name at birth)".to_owned());
            self.problem(format!("{} does not spell {}", e.en, e.ko[0]), "another person's row?").help(help)
        })
    }

    /// What this row says against an earlier one about the same Korean.
    fn against(&self, earlier: &Self, form: &str, lists: &[(&str, &[Entry])]) -> Option<Problem> {
        let (a, b) = (earlier.entry, self.entry);
        let there = Some(earlier.place(lists));
        if !a.meets(b) {
            let (first, second) = if a.to < b.from { (a, b) } else { (b, a) };
            let (last, next) = (first.to?, second.from?);
            let gap = last.tomorrow().is_ok_and(|day| day < next);
            return gap.then(|| {
                let days = format!("no row of {form} holds after {last} and before {next}");
                self.problem(days, "articles of these days are not held to the list").help(there)
            });
        }
        if (&a.en, &a.allowed, &a.forbidden, a.kind, a.from, a.to) == (&b.en, &b.allowed, &b.forbidden, b.kind, b.from, b.to) {
            return Some(self.problem(format!("the row of {form} stands in the list twice"), "the second time").help(there));
        }
        if let Some(both) = a.accepted().find(|x| b.forbidden.iter().any(|f| f == x)).or_else(|| b.accepted().find(|x| a.forbidden.iter().any(|f| f == x))) {
            return Some(self.problem(format!("“{both}” for {form} is accepted by one row and forbidden by another on the same days"), "this row").help(there));
        }
        (a.en != b.en).then(|| {
            let message = format!("two spellings of {form} hold on the same days: “{}” and “{}”", a.en, b.en);
            self.problem(message, "end one row with `to`, or put one spelling under `allowed`").help(there)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::read;

    fn said(lists: &[(&str, &str)]) -> Vec<String> {
        let entries: Vec<_> = lists.iter().map(|(name, text)| (*name, read(&format!("ko,en,kind,allowed,forbidden,from,to,note\n{text}")).0)).collect();
        let lists: Vec<_> = entries.iter().map(|(name, e)| (*name, e.as_slice())).collect();
        lint(&lists).into_iter().map(|(_, p)| p.message).collect()
    }

    #[test]
    fn rows_that_deny_one_another_are_found() {
        assert_eq!(
            said(&[("a", "한가온,Han Ga-on,person\n"), ("b", "한가온,Han Gaon,person\n")]),
            ["two spellings of 한가온 hold on the same days: “Han Ga-on” and “Han Gaon”"]
        );
        assert_eq!(
            said(&[("a", "도담군,Dodam County,place,,Dodam-gun\n도담군,Dodam County,place,Dodam-gun\n")]),
            ["“Dodam-gun” for 도담군 is accepted by one row and forbidden by another on the same days"]
        );
        assert_eq!(said(&[("a", "도담,Dodam\n도담,Dodam\n")]), ["the row of 도담 stands in the list twice"]);
        assert_eq!(
            said(&[("a", "한가온,Han Ga-on,person,,,,2025-06-01\n한가온,Han Ga On,person,,,2025-06-04\n")]),
            ["no row of 한가온 holds after 2025-06-01 and before 2025-06-04"]
        );
    }

    #[test]
    fn rows_that_are_hardly_meant_are_found() {
        assert_eq!(said(&[("a", "Dodam,도담\n")]), ["“Dodam” is no Korean"]);
        assert_eq!(said(&[("a", "한가온,Han Ga-on,person,,Han Ga-on\n")]), ["“Han Ga-on” is accepted and forbidden in one row"]);
        assert_eq!(said(&[("a", "한가온,Seo Min-jae,person\n")]), ["Seo Min-jae does not spell 한가온"]);
        assert_eq!(said(&[("a", "한가온,Haon,person,,,,,stage name\n")]), Vec::<String>::new());
        assert_eq!(said(&[("a", "유정아,Ryu Jung-a,person\n류정아,Ryu Jung-a,person\n")]), ["two people are both Ryu Jung-a: 유정아 and 류정아"]);
    }

    #[test]
    fn a_good_list_is_let_pass() {
        let good = "한가온,Han Ga-on,person,,,,2025-06-03\n한가온,Han Ga On,person,,Han Gaon,2025-06-04\n도담군,Dodam County,place,Dodam\n";
        assert_eq!(said(&[("a", good)]), Vec::<String>::new());
    }
}
