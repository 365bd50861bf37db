//! Korean surnames and the spellings that their bearers use: the table behind `matching` and behind telling a Korean
//! name from other words.

use crate::text::SyllableSet;
use crate::text::syllables::{ALL, place, place_at};
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// A surname in Hangul.
#[derive(Debug)]
pub struct Surname {
    /// The surname.
    pub hangul: &'static str,
    /// Plain lower-case spellings with their share of the bearers, in percent.
    spellings: SmallVec<[(String, u8); 4]>,
    /// Bearers in thousands, roughly.
    pub bearers: u32,
}

impl Surname {
    /// Spellings with their share of the bearers in percent, the most usual first.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, u8)> {
        self.spellings.iter().map(|(s, share)| (s.as_str(), *share))
    }

    /// What a spelling costs, in hundredths: nothing for the usual one, more for a rare one, `None` for one unheard of.
    pub fn cost(&self, latin: &[u8]) -> Option<u16> {
        let share = self.spellings.iter().find(|(s, _)| s.as_bytes() == latin)?.1;
        Some(match share {
            40.. => 0,
            15.. => 5,
            5.. => 12,
            2.. => 22,
            _ => 32,
        })
    }
}

/// All surnames.
#[derive(Debug)]
struct Surnames {
    all: Vec<Surname>,
    /// For each syllable the number of its row and one, nought for those that are no surname.
    by_syllable: Box<[u8; ALL]>,
    /// Surnames of two syllables, of which there are few.
    long: Vec<(&'static str, u16)>,
    by_latin: HashMap<String, SmallVec<[u16; 2]>>,
    /// Syllables that some surname starts with.
    starts: SyllableSet,
    /// Syllables that some surname of two syllables starts with.
    long_starts: SyllableSet,
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| load(include_str!("surnames.tsv")));

fn load(tsv: &'static str) -> Surnames {
    let mut out = Surnames {
        all: Vec::new(),
        by_syllable: Box::new([0; ALL]),
        long: Vec::new(),
        by_latin: HashMap::new(),
        starts: SyllableSet::default(),
        long_starts: SyllableSet::default(),
    };
    for line in tsv.lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(hangul), Some(spellings)) = (columns.next(), columns.next()) else { continue };
        let bearers = columns.next().and_then(|c| c.trim().parse().ok()).unwrap_or(0);
        let Ok(row) = u16::try_from(out.all.len()) else { break };
        let spellings: SmallVec<[(String, u8); 4]> = spellings
            .split_whitespace()
            .map(|s| s.split_once(':').map_or((s.to_lowercase(), 1), |(s, w)| (s.to_lowercase(), w.parse().unwrap_or(1))))
            .collect();
        for (spelling, _) in &spellings {
            out.by_latin.entry(spelling.clone()).or_default().push(row);
        }
        let mut syllables = hangul.chars();
        let (first, more) = (syllables.next(), syllables.next().is_some());
        out.starts.extend(first);
        if more {
            out.long_starts.extend(first);
            out.long.push((hangul, row));
        } else if let (Some(i), Ok(number)) = (first.and_then(place), u8::try_from(row + 1)) {
            out.by_syllable[i] = number;
        }
        out.all.push(Surname { hangul, spellings, bearers });
    }
    out
}

/// The surname that is written so in Hangul.
#[inline]
pub fn hangul(surname: &str) -> Option<&'static Surname> {
    let s = &*SURNAMES;
    if surname.len() != "김".len() {
        return s.long.iter().find(|l| l.0 == surname).map(|l| &s.all[usize::from(l.1)]);
    }
    s.all.get(usize::from(s.by_syllable[place_at(surname, 0)?]).checked_sub(1)?)
}

/// Whether a word begins with a syllable that some surname starts with.
#[inline]
pub fn starts(word: &str) -> bool {
    SURNAMES.starts.contains_at(word, 0)
}

/// Whether a surname of one syllable is had by half a million people or more.
pub fn usual(c: char) -> bool {
    hangul(c.encode_utf8(&mut [0; 4])).is_some_and(|s| s.bearers >= 500)
}

/// The surnames that somebody spells so: `latin` in plain lower case.
pub fn latin(latin: &[u8]) -> impl Iterator<Item = &'static Surname> {
    let s = &*SURNAMES;
    std::str::from_utf8(latin).ok().and_then(|l| s.by_latin.get(l)).into_iter().flatten().map(|&i| &s.all[usize::from(i)])
}

/// All plain lower-case spellings, each with the bearers, in thousands, of a surname that is spelled so.
pub fn spellings() -> impl Iterator<Item = (&'static str, u32)> {
    SURNAMES.all.iter().flat_map(|s| s.spellings.iter().map(|(spelling, _)| (spelling.as_str(), s.bearers)))
}

/// The ways to part a Hangul name into surname and given name: a surname of two syllables first, then one of one.
pub fn partings(name: &str) -> SmallVec<[(&'static Surname, &str); 2]> {
    let mut out = SmallVec::new();
    if !starts(name) {
        return out;
    }
    let one = "김".len();
    let second = if SURNAMES.long_starts.contains_at(name, 0) { name[one..].chars().next() } else { None };
    let two = second.map(|c| one + c.len_utf8());
    for (family, given) in two.into_iter().chain([one]).map(|end| name.split_at(end)).filter(|(_, given)| !given.is_empty()) {
        out.extend(hangul(family).map(|s| (s, given)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_spellings_cost_less_than_rare_ones() {
        let lee = hangul("이").expect("is there");
        assert!(lee.cost(b"lee") < lee.cost(b"rhee"));
        assert_eq!(lee.cost(b"kim"), None);
        assert!(latin(b"rhee").any(|s| s.hangul == "이"));
    }

    #[test]
    fn every_row_is_found_by_its_hangul() {
        let rows = SURNAMES.all.iter().map(|s| s.hangul);
        assert!(rows.clone().all(|name| hangul(name).is_some_and(|s| s.hangul == name)), "more rows than a byte can number");
        assert!(hangul("꽃").is_none() && hangul("남궁민").is_none() && hangul("kim").is_none());
    }

    #[test]
    fn names_are_parted_at_every_surname() {
        let got: Vec<_> = partings("남궁민").iter().map(|(s, g)| (s.hangul, *g)).collect();
        assert_eq!(got, [("남궁", "민"), ("남", "궁민")]);
        assert!(partings("정부").iter().all(|(s, _)| s.hangul == "정"));
    }
}
