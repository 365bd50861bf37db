//! Korean surnames and the spellings that their bearers use: the table behind `matching` and behind telling a Korean
//! name from other words.

use crate::text::SyllableSet;
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
    by_hangul: HashMap<&'static str, u16>,
    by_latin: HashMap<String, SmallVec<[u16; 2]>>,
    /// Syllables that some surname starts with.
    starts: SyllableSet,
    /// Syllables that some surname of two syllables starts with.
    long_starts: SyllableSet,
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| load(include_str!("surnames.tsv")));

fn load(tsv: &'static str) -> Surnames {
    let mut out =
        Surnames { all: Vec::new(), by_hangul: HashMap::new(), by_latin: HashMap::new(), starts: SyllableSet::default(), long_starts: SyllableSet::default() };
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
        out.by_hangul.insert(hangul, row);
        out.starts.extend(hangul.chars().take(1));
        if hangul.chars().nth(1).is_some() {
            out.long_starts.extend(hangul.chars().take(1));
        }
        out.all.push(Surname { hangul, spellings, bearers });
    }
    out
}

/// The surname that is written so in Hangul.
pub fn hangul(surname: &str) -> Option<&'static Surname> {
    let s = &*SURNAMES;
    s.by_hangul.get(surname).map(|&i| &s.all[usize::from(i)])
}

/// Whether some surname starts with this syllable.
pub fn starts_with(c: char) -> bool {
    SURNAMES.starts.contains(c)
}

/// The surnames that somebody spells so: `latin` in plain lower case.
pub fn latin(latin: &[u8]) -> impl Iterator<Item = &'static Surname> {
    let s = &*SURNAMES;
    std::str::from_utf8(latin).ok().and_then(|l| s.by_latin.get(l)).into_iter().flatten().map(|&i| &s.all[usize::from(i)])
}

/// The ways to part a Hangul name into surname and given name: a surname of two syllables first, then one of one.
pub fn partings(name: &str) -> SmallVec<[(&'static Surname, &str); 2]> {
    let mut out = SmallVec::new();
    let mut chars = name.chars();
    let Some(first) = chars.next().filter(|&c| starts_with(c)) else { return out };
    let one = first.len_utf8();
    let two = chars.next().filter(|_| SURNAMES.long_starts.contains(first)).map(|c| one + c.len_utf8());
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
    fn names_are_parted_at_every_surname() {
        let got: Vec<_> = partings("남궁민").iter().map(|(s, g)| (s.hangul, *g)).collect();
        assert_eq!(got, [("남궁", "민"), ("남", "궁민")]);
        assert!(partings("정부").iter().all(|(s, _)| s.hangul == "정"));
    }
}
