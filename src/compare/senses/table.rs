//! The tables of senses: what a Korean word says among the things that it could be taken for, and how English says each.
//! Rows come from the `.tsv` files beside this one; each says in its first lines what its columns are.

use super::phrases::Phrases;
use std::sync::LazyLock;

/// What is made of the rows of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// The Korean says one sense and the English another.
    Contrary,
    /// The Korean says something that nothing in the English says.
    Unsaid,
    /// A predicate, which may be denied.
    Predicate,
}

/// Senses that exclude each other.
#[derive(Debug)]
pub(super) struct Axis {
    /// The rule whose findings it makes.
    pub(super) rule: &'static str,
    pub(super) kind: Kind,
    name: &'static str,
    /// The senses in English, for messages; “-” swallows words that mean nothing here.
    pub(super) senses: Vec<&'static str>,
    /// Whether no English words are named that must stand there.
    pub(super) free: bool,
}

/// In which column a phrase stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Korean that says it; English that says it for certain.
    Says,
    /// Korean that may be rendered so; English that may render it.
    May,
}

/// What a phrase is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner {
    pub(super) axis: u16,
    pub(super) sense: u16,
    pub(super) part: Part,
}

/// All of it.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) axes: Vec<Axis>,
    pub(super) korean: Phrases,
    /// English of each set.
    pub(super) english: Vec<Phrases>,
    pub(super) owners: Vec<Owner>,
    /// Korean of one syllable that may be rendered in a sense: asked only where a clash would be told.
    loose: Vec<(u16, u16, &'static str)>,
}

impl Table {
    /// Whether a Korean text has a single syllable that may be rendered in a sense.
    pub(super) fn loosely(&self, axis: u16, sense: u16, text: &str) -> bool {
        self.loose.iter().any(|l| (l.0, l.1) == (axis, sense) && text.contains(l.2))
    }
}

/// Each file with the rule that it is for and what is made of it.
const FILES: &[(&str, Kind, &str)] = &[
    ("legal-stage", Kind::Contrary, include_str!("legal.tsv")),
    ("title-differs", Kind::Contrary, include_str!("titles.tsv")),
    ("title-differs", Kind::Contrary, include_str!("heads.tsv")),
    ("title-differs", Kind::Unsaid, include_str!("deputies.tsv")),
    ("term-differs", Kind::Contrary, include_str!("terms.tsv")),
    ("term-differs", Kind::Contrary, include_str!("kinds.tsv")),
    ("gender-differs", Kind::Contrary, include_str!("gender.tsv")),
    ("opposite-sense", Kind::Contrary, include_str!("opposites.tsv")),
    ("south-north", Kind::Contrary, include_str!("koreas.tsv")),
    ("country-differs", Kind::Contrary, include_str!("countries.tsv")),
    ("allegation-lost", Kind::Unsaid, include_str!("allegations.tsv")),
    ("modality-differs", Kind::Unsaid, include_str!("modality.tsv")),
    ("former-lost", Kind::Unsaid, include_str!("former.tsv")),
    ("acting-lost", Kind::Unsaid, include_str!("acting.tsv")),
    ("qualifier-lost", Kind::Unsaid, include_str!("qualifiers.tsv")),
    ("negation-lost", Kind::Predicate, include_str!("predicates.tsv")),
];

/// The tables as they are loaded.
pub(super) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(load);
    &TABLE
}

fn load() -> Table {
    let (mut sets, mut owners): (Vec<Axis>, Vec<Owner>) = (Vec::new(), Vec::new());
    let (mut korean, mut loose) = (Vec::new(), Vec::new());
    let mut english: Vec<Vec<(&'static str, u16)>> = Vec::new();
    for &(rule, kind, tsv) in FILES {
        for line in tsv.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or("");
            let (name, sense) = (next(), next());
            let known = sets.iter().position(|a| a.rule == rule && a.name == name && a.kind == Kind::Contrary && kind == Kind::Contrary);
            let index = known.unwrap_or_else(|| {
                sets.push(Axis { rule, kind, name, senses: Vec::new(), free: false });
                english.push(Vec::new());
                sets.len() - 1
            });
            sets[index].senses.push(sense);
            let cells = [next(), next(), next(), next()];
            sets[index].free |= cells[2].is_empty();
            let (axis, sense) = (small(index), small(sets[index].senses.len() - 1));
            for (column, cell) in cells.into_iter().enumerate() {
                let phrases = || cell.split('|').filter(|p| !p.trim().is_empty());
                let owner = small(owners.len());
                match column {
                    0 | 1 => {
                        let single = |p: &&str| p.chars().nth(1).is_none();
                        loose.extend(phrases().filter(single).map(|p| (axis, sense, p)));
                        korean.extend(phrases().filter(|p| !single(p)).map(|p| (p, owner)));
                    }
                    _ => english[index].extend(phrases().map(|p| (p, owner))),
                }
                owners.push(Owner { axis, sense, part: if column % 2 == 0 { Part::Says } else { Part::May } });
            }
        }
    }
    let english = english.into_iter().map(|list| Phrases::new(false, list)).collect();
    Table { axes: sets, korean: Phrases::new(true, korean), english, owners, loose }
}

fn small(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> impl Iterator<Item = (Kind, Vec<&'static str>)> {
        FILES.iter().flat_map(|f| f.2.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| (f.1, l.split('\t').collect())))
    }

    #[test]
    fn rows_have_their_columns() {
        for (kind, row) in rows() {
            assert!((3..=6).contains(&row.len()), "{row:?}");
            assert!(kind == Kind::Contrary || !row[2].is_empty(), "no Korean: {row:?}");
            assert!(kind != Kind::Unsaid || row.get(5).is_some_and(|c| !c.is_empty()), "nothing says it: {row:?}");
            assert!(kind != Kind::Predicate || row.get(4).is_some_and(|c| !c.is_empty()), "nothing affirms it: {row:?}");
        }
    }

    #[test]
    fn phrases_can_be_met() {
        for (_, row) in rows() {
            for (column, cell) in row.iter().enumerate().skip(2) {
                for phrase in cell.split('|').filter(|p| !p.is_empty()) {
                    let first = phrase.trim_start_matches('^').chars().next().expect("is not empty");
                    if column < 4 {
                        assert!(first as u32 >= 0x3000 || first.is_ascii_digit(), "{phrase:?} in {row:?}");
                    } else {
                        let word = phrase.split([' ', '~']).next().unwrap_or("");
                        let letters = word.bytes().take_while(u8::is_ascii_alphanumeric).count();
                        assert!(letters > 0 && (letters >= 3 || !word.ends_with('*')), "{phrase:?} in {row:?}");
                        assert!(phrase == phrase.trim(), "{phrase:?} in {row:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_set_of_senses_has_more_than_one() {
        for axis in table().axes.iter().filter(|a| a.kind == Kind::Contrary) {
            assert!(axis.senses.len() > 1, "{axis:?}");
        }
    }
}
