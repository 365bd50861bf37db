//! Chinese names in the Korean reading of their characters (방연 for Pang Juan): each syllable stands for the characters
//! that are read so in Korean, and those for what they are read in Mandarin, by Pinyin or by Wade-Giles (Chang Kuo-chu).

use super::latin::Word;
use hashbrown::{HashMap, HashSet};
use smallvec::SmallVec;
use std::sync::LazyLock;

/// A spelling of a syllable, and what it costs to be told, in eighths of a bit.
type Spelling = (String, u16);

/// Each syllable of a name with the letters that spell it.
pub(super) type Syllables = SmallVec<[(char, Word); 4]>;
/// For each place in the Latin letters what it costs to come there, and the place before it.
type Row = SmallVec<[Option<(u16, u8)>; 25]>;

/// What it costs that a name is spelled by Wade-Giles.
const WADE_GILES: u16 = 8;
/// Most syllables of a name.
const MOST: usize = 4;

static SPELLINGS: LazyLock<HashMap<char, Vec<Spelling>>> = LazyLock::new(|| load(include_str!("hanja.tsv")));

fn load(tsv: &str) -> HashMap<char, Vec<Spelling>> {
    let mut out = HashMap::new();
    for line in tsv.lines().filter(|l| !l.starts_with('#')) {
        let Some((syllable, row)) = line.split_once('\t') else { continue };
        let Some(syllable) = syllable.chars().next() else { continue };
        let readings: Vec<(&str, f64)> = row.split(' ').filter_map(|r| r.split_once(':')).filter_map(|(r, w)| Some((r, w.parse().ok()?))).collect();
        let sum: f64 = readings.iter().map(|r| r.1).sum();
        let mut spellings: Vec<Spelling> = Vec::new();
        for (reading, weight) in readings {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "costs are small and positive")]
            let cost = (-8.0 * (weight / sum).log2()).round() as u16;
            let older = wade_giles(reading);
            let usual = if reading.contains('v') { vec![reading.replace('v', "u"), reading.replace('v', "yu")] } else { vec![reading.to_owned()] };
            spellings.extend(usual.into_iter().map(|s| (s, cost)));
            spellings.extend(older.into_iter().map(|s| (s, cost + WADE_GILES)));
        }
        // The cheapest of each comes first.
        spellings.sort_by_key(|s| s.1);
        out.insert(syllable, spellings);
    }
    out
}

/// How Wade-Giles spells a syllable of Pinyin, without its marks, which newspapers leave out.
fn wade_giles(pinyin: &str) -> SmallVec<[String; 2]> {
    const WHOLE: &[(&str, &[&str])] = &[
        ("zhi", &["chih"]),
        ("chi", &["chih"]),
        ("shi", &["shih"]),
        ("ri", &["jih"]),
        ("zi", &["tzu"]),
        ("ci", &["tzu"]),
        ("si", &["szu", "ssu"]),
        ("you", &["yu"]),
        ("yan", &["yen"]),
        ("ye", &["yeh"]),
        ("yi", &["i"]),
        ("er", &["erh"]),
        ("e", &["o"]),
        ("wen", &["wen"]),
        ("gui", &["kuei"]),
        ("kui", &["kuei"]),
        ("ge", &["ko"]),
        ("ke", &["ko"]),
        ("he", &["ho"]),
        ("guo", &["kuo"]),
        ("kuo", &["kuo"]),
        ("huo", &["huo"]),
        ("shuo", &["shuo"]),
    ];
    const INITIALS: &[(&str, &str)] = &[
        ("zh", "ch"),
        ("ch", "ch"),
        ("sh", "sh"),
        ("b", "p"),
        ("d", "t"),
        ("g", "k"),
        ("j", "ch"),
        ("q", "ch"),
        ("x", "hs"),
        ("z", "ts"),
        ("c", "ts"),
        ("r", "j"),
    ];
    const FINALS: &[(&str, &str)] =
        &[("ian", "ien"), ("ie", "ieh"), ("iong", "iung"), ("ong", "ung"), ("uo", "o"), ("ue", "ueh"), ("e", "eh"), ("v", "u"), ("ve", "ueh")];
    let spelled: SmallVec<[String; 2]> = if let Some((_, spelled)) = WHOLE.iter().find(|w| w.0 == pinyin) {
        spelled.iter().map(|&s| s.to_owned()).collect()
    } else {
        let vowel = pinyin.find(['a', 'e', 'i', 'o', 'u', 'v']).unwrap_or(0);
        let (initial, rest) = pinyin.split_at(vowel);
        let initial = INITIALS.iter().find(|i| i.0 == initial).map_or(initial, |i| i.1);
        let rest = FINALS.iter().find(|f| f.0 == rest).map_or(rest, |f| f.1);
        SmallVec::from_iter([format!("{initial}{rest}")])
    };
    spelled.into_iter().filter(|s| s != pinyin).collect()
}

/// Whether a Latin word is up to three syllables of Mandarin in a row.
pub(super) fn mandarin(word: &[u8]) -> bool {
    static SYLLABLES: LazyLock<HashSet<Vec<u8>>> = LazyLock::new(|| SPELLINGS.values().flatten().map(|s| s.0.clone().into_bytes()).collect());
    // No syllable is longer than "shuang".
    fn parts(word: &[u8], most: usize) -> bool {
        word.is_empty() || most > 0 && (1..=word.len().min(6)).any(|i| SYLLABLES.contains(&word[..i]) && parts(&word[i..], most - 1))
    }
    !word.is_empty() && parts(word, 3)
}

/// What it costs to read Latin letters as the Mandarin of a name in Hangul, beyond what the name itself costs, and what
/// each syllable is spelled by; `None` where its characters are not read so.
pub(super) fn read(ko: &str, latin: &[u8]) -> Option<(u16, Syllables)> {
    let name: SmallVec<[char; MOST]> = ko.chars().take(MOST + 1).collect();
    if !(2..=MOST).contains(&name.len()) || latin.len() > 6 * MOST {
        return None;
    }
    let mut rows: SmallVec<[Row; 5]> = SmallVec::new();
    let mut here: Row = SmallVec::from_elem(None, latin.len() + 1);
    here[0] = Some((0, 0));
    rows.push(here);
    for syllable in &name {
        let spellings = SPELLINGS.get(syllable)?;
        let mut next: Row = SmallVec::from_elem(None, latin.len() + 1);
        for (at, cell) in rows.last()?.iter().enumerate() {
            let Some((so_far, _)) = *cell else { continue };
            for (spelling, cost) in spellings.iter().filter(|s| latin[at..].starts_with(s.0.as_bytes())) {
                let to = &mut next[at + spelling.len()];
                if to.is_none_or(|t| so_far + cost < t.0) {
                    *to = Some((so_far + cost, u8::try_from(at).ok()?));
                }
            }
        }
        rows.push(next);
    }
    let cost = (*rows.last()?.last()?)?.0;
    let mut out = Syllables::new();
    let mut end = latin.len();
    for (row, &syllable) in rows.iter().skip(1).zip(&name).rev() {
        let start = usize::from(row[end]?.1);
        out.push((syllable, Word::from_slice(&latin[start..end])));
        end = start;
    }
    out.reverse();
    Some((cost, out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_in_mandarin() {
        for (ko, en) in [("방연", "pangjuan"), ("마속", "masu"), ("노신", "luxun"), ("제갈량", "zhugeliang"), ("장국주", "changkuochu"), ("여포", "lubu")]
        {
            let (_, parts) = read(ko, en.as_bytes()).unwrap_or_else(|| panic!("{ko} {en}"));
            assert_eq!(parts.len(), ko.chars().count());
            assert_eq!(parts.iter().flat_map(|p| p.1.iter().copied()).collect::<Vec<u8>>(), en.as_bytes(), "{ko}");
        }
        for (ko, en) in [("손영", "sunlu"), ("강수일", "leekangchul"), ("", ""), ("방", "pang"), ("방연", "")] {
            assert!(read(ko, en.as_bytes()).is_none(), "{ko} {en}");
        }
    }

    #[test]
    fn the_older_spelling_is_made_from_pinyin() {
        for (pinyin, older) in
            [("zhang", "chang"), ("jiang", "chiang"), ("xie", "hsieh"), ("cai", "tsai"), ("guo", "kuo"), ("zhong", "chung"), ("jie", "chieh"), ("xi", "hsi")]
        {
            assert_eq!(wade_giles(pinyin)[0], older);
        }
        assert!(wade_giles("wang").is_empty());
    }
}
