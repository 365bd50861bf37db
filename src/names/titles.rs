//! Titles and numbers of rulers, which both languages tell in their own words: 2세 is II, 왕 is King. They are taken off
//! both sides before names are weighed.

use super::alphabet;
use super::latin::Word;
use smallvec::SmallVec;

/// A Korean title, at the end of a word or a word of its own, and its English words.
const TITLES: &[(&str, &[&str])] = &[
    ("황태자", &["prince", "crown"]),
    ("왕세자", &["prince", "crown"]),
    ("대공", &["duke", "grand", "archduke", "prince"]),
    ("공작부인", &["duchess"]),
    ("부인", &["lady", "duchess", "madame", "mrs", "consort"]),
    ("공작", &["duke"]),
    ("후작", &["marquess", "marquis"]),
    ("백작", &["earl", "count"]),
    ("자작", &["viscount"]),
    ("준남작", &["baronet", "sir"]),
    ("남작", &["baron", "sir"]),
    ("천황", &["emperor"]),
    ("황후", &["empress"]),
    ("황제", &["emperor"]),
    ("황자", &["prince"]),
    ("여왕", &["queen"]),
    ("왕비", &["queen", "consort"]),
    ("왕자", &["prince"]),
    ("왕녀", &["princess"]),
    ("공주", &["princess"]),
    ("공녀", &["princess"]),
    ("옹주", &["princess"]),
    ("대군", &["prince", "grand"]),
    ("대왕", &["king", "great"]),
    ("교황", &["pope"]),
    ("술탄", &["sultan"]),
    ("주니어", &["jr", "junior"]),
    ("제", &["emperor"]),
    ("공", &["duke", "prince"]),
    ("왕", &["king", "prince"]),
    ("후", &["marquess", "empress"]),
];

/// Words of an English name that are no part of the name itself.
const BESIDE: &[&str] = &[
    "of", "the", "sir", "lord", "lady", "dame", "saint", "st", "dr", "jr", "sr", "ii", "iii", "king", "queen", "prince", "princess", "emperor", "empress",
    "duke", "duchess", "earl", "count", "countess", "baron", "baronet", "pope", "sultan", "grand", "crown", "1st", "2nd", "3rd",
];

const NUMBERS: &[&str] = &[
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii",
];

/// Whether a word of an English name stands beside the name.
pub(super) fn beside(word: &[u8]) -> bool {
    BESIDE.iter().any(|b| b.as_bytes() == word)
}

/// Both sides without what they tell in words of their own; `None` when there is nothing of that.
pub(super) fn without(ko: &str, en: &[Word]) -> Option<(String, SmallVec<[Word; 4]>)> {
    let mut words: SmallVec<[Word; 4]> = en.iter().cloned().collect();
    let mut tokens: Vec<String> = ko.split_whitespace().map(str::to_owned).collect();
    let numbered = number(&mut tokens, &mut words);
    let mut taken = false;
    for (title, english) in TITLES {
        let Some(at) = tokens.iter().position(|t| t.strip_suffix(title).is_some_and(|stem| !stem.is_empty() || tokens.len() > 1)) else { continue };
        let before = words.len();
        words.retain(|w| !english.iter().any(|e| e.as_bytes() == w.as_slice()));
        if words.len() == before || words.is_empty() {
            continue;
        }
        taken = true;
        let stem = tokens[at].len() - title.len();
        tokens[at].truncate(stem);
        break;
    }
    let before = words.len();
    words.retain(|w| w.as_slice() != b"of" && w.as_slice() != b"the");
    let taken = taken || words.len() < before && !words.is_empty();
    (numbered || taken).then(|| (tokens.join(" "), words))
}

/// Takes 2세 and II off; whether they were there, and the same. A number that differs is left to be weighed.
fn number(tokens: &mut [String], words: &mut SmallVec<[Word; 4]>) -> bool {
    for token in tokens {
        let Some(value) = token.strip_suffix('세').and_then(|t| t.parse::<usize>().ok()) else { continue };
        let Some(at) = words.iter().rposition(|w| NUMBERS.iter().any(|n| n.as_bytes() == w.as_slice())) else { continue };
        if NUMBERS.get(value.wrapping_sub(1)).is_some_and(|n| n.as_bytes() == words[at].as_slice()) {
            token.clear();
            words.remove(at);
        } else {
            words[at] = alphabet::words(&format!("{}", NUMBERS.iter().position(|n| n.as_bytes() == words[at].as_slice()).map_or(0, |n| n + 1)))
                .pop()
                .unwrap_or_default();
        }
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(ko: &str, en: &str) -> Option<(String, String)> {
        let (ko, en) = without(ko, &alphabet::words(en))?;
        Some((ko.trim().to_owned(), en.iter().map(|w| String::from_utf8_lossy(w).into_owned()).collect::<Vec<_>>().join(" ")))
    }

    #[test]
    fn titles_and_numbers_come_off_both_sides() {
        let both = |ko: &str, en: &str| Some((ko.to_owned(), en.to_owned()));
        assert_eq!(stripped("엘리자베스 2세", "Elizabeth II"), both("엘리자베스", "elizabeth"));
        assert_eq!(stripped("엘리자베스 2세", "Elizabeth III"), both("엘리자베스 2세", "elizabeth 3"));
        assert_eq!(stripped("찰스 왕", "King Charles"), both("찰스", "charles"));
        assert_eq!(stripped("도널드 트럼프", "Donald Trump"), None);
    }
}
