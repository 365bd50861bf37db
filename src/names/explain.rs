//! A pair of names for a person to look at: the verdict, which letters stand for which, and how the name is usually
//! spelled. Used by the command `name`.

use super::alphabet::{self, Letters};
use super::latin::Word;
use super::matching::{self, NameMatch};
use super::model::{KOREAN, Model, NAMES};
use super::sino;
use super::surnames;
use super::titles;
use super::weigh::{self, Order};
use crate::text::hangul;
use smallvec::SmallVec;

/// Letters that stand for each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// The syllable that begins here.
    pub syllable: Option<char>,
    /// The letters of it that are read here; for a surname, which is looked up as a whole, none.
    pub hangul: String,
    /// The Latin letters.
    pub latin: String,
    /// Hardly ever read so.
    pub unlikely: bool,
}

/// All that is known of a pair of names.
#[derive(Clone, PartialEq, Debug)]
pub struct Explained {
    /// The verdict.
    pub answer: NameMatch,
    /// The way of spelling by which the two fit best.
    pub manner: &'static str,
    /// What stands for what, in the order of the Hangul, one list for each part of the name.
    pub parts: Vec<Vec<Column>>,
    /// The most usual spellings of the Hangul name in that way.
    pub usual: Vec<String>,
}

/// Tells all that is known of a pair of names.
///
/// ```
/// let told = daejo::names::explain("정청래", "Jung Chung-rae");
/// let latin: String = told.parts.iter().flatten().map(|c| &*c.latin).collect();
/// assert_eq!(latin, "jungchungrae");
/// ```
pub fn explain(ko: &str, en: &str) -> Explained {
    let model = Model::shipped();
    let weighed = weigh::weigh(model, ko, en);
    let answer = matching::judged(ko, en, &weighed);
    let words = alphabet::words(en);
    let words = if weighed.unmarked { weigh::unmarked(&words).unwrap_or(words) } else { words };
    let (ko, words) = if weighed.stripped { titles::without(ko, &words).unwrap_or_else(|| (ko.to_owned(), words)) } else { (ko.to_owned(), words) };
    let aligned = |ko: &str, latin: &[u8]| aligned(model, ko, latin, weighed.lane);
    let parts = match weighed.order {
        _ if words.is_empty() => Vec::new(),
        Order::Whole(turn) => vec![aligned(&ko, &weigh::turned(&words, turn))],
        Order::Characters(turn) => vec![characters(&ko, &weigh::turned(&words, turn))],
        Order::Surname(syllables, family) => {
            let name = ko.trim();
            let end = name.char_indices().nth(syllables).map_or(name.len(), |(i, _)| i);
            let rest: Word = words.iter().enumerate().filter(|&(i, _)| i != family).flat_map(|(_, w)| w.iter().copied()).collect();
            vec![surname(model, &name[..end], &words[family]), aligned(&name[end..], &rest)]
        }
        Order::Parts(places) => {
            let tokens: SmallVec<[&str; 4]> =
                ko.split(|c: char| c.is_whitespace() || matches!(c, '·' | '-' | '=' | ',')).filter(|t| has_letters(t)).take(6).collect();
            let few = tokens.len() < words.len();
            let pairs = places.iter().enumerate().filter_map(|(i, &j)| j.map(|j| if few { (i, usize::from(j)) } else { (usize::from(j), i) }));
            let mut pairs: Vec<(usize, usize)> = pairs.collect();
            pairs.sort_unstable();
            pairs.iter().filter_map(|&(t, w)| Some(aligned(tokens.get(t)?, words.get(w)?))).collect()
        }
    };
    Explained { answer, manner: NAMES[weighed.lane], parts, usual: usual(model, &ko, weighed.lane) }
}

fn has_letters(token: &str) -> bool {
    !letters_of(token).is_empty()
}

fn letters_of(ko: &str) -> Letters {
    let mut letters = Letters::new();
    alphabet::letters_of(ko, &mut letters);
    letters
}

fn text(latin: &[u8]) -> String {
    latin.iter().map(|&b| alphabet::character(b)).collect()
}

/// A surname, as a whole where the spelling is known.
fn surname(model: &Model, hangul: &str, latin: &[u8]) -> Vec<Column> {
    if surnames::hangul(hangul).is_none_or(|s| s.cost(latin).is_none()) {
        return aligned(model, hangul, latin, KOREAN);
    }
    let column =
        |(i, c): (usize, char)| Column { syllable: Some(c), hangul: String::new(), latin: if i == 0 { text(latin) } else { String::new() }, unlikely: false };
    hangul.chars().enumerate().map(column).collect()
}

/// The syllables of a Chinese name, each with the reading of its character.
fn characters(ko: &str, latin: &[u8]) -> Vec<Column> {
    let read = sino::read(ko.trim(), latin).map(|r| r.1).unwrap_or_default();
    let column = |(syllable, word): (char, Word)| Column { syllable: Some(syllable), hangul: String::new(), latin: text(&word), unlikely: false };
    read.into_iter().map(column).collect()
}

fn aligned(model: &Model, ko: &str, latin: &[u8], lane: usize) -> Vec<Column> {
    // For each letter the syllable that it opens.
    let mut opened: Vec<Option<char>> = Vec::new();
    for c in ko.chars().filter(|&c| hangul::is_syllable(c) || c.is_ascii_digit()) {
        let count = letters_of(c.encode_utf8(&mut [0; 4])).len();
        opened.extend((0..count).map(|n| (n == 0).then_some(c)));
    }
    let letters = letters_of(ko);
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    for piece in model.path(&letters, latin, lane) {
        let read = &letters[i..i + piece.letters];
        // Several syllables may begin in one piece; the first is shown, the letters of the others stand below it.
        let syllable = opened[i..i + piece.letters].iter().flatten().next().copied();
        let hangul = read.iter().map(|&l| alphabet::name_of(l).trim_matches('-').to_owned()).collect();
        out.push(Column { syllable, hangul, latin: text(&latin[j..j + piece.latin]), unlikely: piece.unlikely });
        (i, j) = (i + piece.letters, j + piece.latin);
    }
    out
}

/// The most usual spellings: of a Korean name with the usual spellings of its surname, of a foreign one as the letters go.
fn usual(model: &Model, ko: &str, lane: usize) -> Vec<String> {
    let spelled = |hangul: &str, lane: usize| capitalised(&text(&model.spelling(&letters_of(hangul), lane)));
    if lane != KOREAN {
        let words: Vec<String> = ko.split_whitespace().filter(|t| has_letters(t)).map(|t| spelled(t, lane)).collect();
        return if words.is_empty() { Vec::new() } else { vec![words.join(" ")] };
    }
    let name = ko.trim();
    let person = name.chars().count() <= 4;
    let Some((family, given)) = surnames::partings(name).into_iter().next().filter(|_| person) else {
        return if has_letters(name) { vec![spelled(name, lane)] } else { Vec::new() };
    };
    let syllables: Vec<String> = given.chars().map(|c| spelled(c.encode_utf8(&mut [0; 4]), lane).to_lowercase()).collect();
    let given = capitalised(&syllables.join("-"));
    family.spellings().filter(|s| s.1 >= 5).take(3).map(|(s, _)| format!("{} {given}", capitalised(s))).collect()
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
