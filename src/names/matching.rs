//! How well a Latin spelling renders a Hangul name, met without a glossary: by the spellings that Koreans use, or as the
//! foreign name that the Hangul transcribes. `name_match` asks the trained model; what `compare` asks of every word of
//! an article is answered from the reviewed tables, in which a few steps rule most words out.

use super::latin::Word;
use super::model::{KOREAN, Model, SINO};
use super::spelling::{self, Costs, Letters, Manner};
use super::surnames;
use super::weigh::{Kind, Weighed, weigh};
use smallvec::SmallVec;

/// How far a Latin spelling is a rendering of a Hangul name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It renders it.
    Match,
    /// Probably the same name, misspelt.
    Near,
    /// Another name.
    Mismatch,
}

impl Verdict {
    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Near => "near",
            Self::Mismatch => "mismatch",
        }
    }
}

/// Costs of Korean names are told apart up to this.
const FAR: u16 = 500;
/// Below this cost a Latin name has at least the build of the Korean one.
const KINDRED: f32 = 400.0;

/// The answer of [`name_match`].
#[derive(Clone, PartialEq, Debug)]
pub struct NameMatch {
    /// 0–1: 1 for the most usual spelling.
    pub score: f32,
    /// What the score means.
    pub verdict: Verdict,
    /// Why, in a few words.
    pub why: String,
}

/// How well `en` renders `ko`.
///
/// ```
/// use daejo::names::{Verdict, name_match};
/// assert_eq!(name_match("정청래", "Jung Chung-rae").verdict, Verdict::Match);
/// assert_eq!(name_match("정청래", "Park Chan-dae").verdict, Verdict::Mismatch);
/// ```
pub fn name_match(ko: &str, en: &str) -> NameMatch {
    judged(ko, en, &weigh(Model::shipped(), ko, en))
}

/// Below this much saved two names are two; from so much on they are one, which names of a single word that look
/// Korean are more rarely (Maseong and Maesong are two places). Set on names that the model was not trained on.
const ALIKE: f32 = 0.12;
const SURE: f32 = 0.4;
const SURE_NATIVE: f32 = 0.54;

/// What is said of a pair that was weighed.
pub(super) fn judged(ko: &str, en: &str, weighed: &Weighed) -> NameMatch {
    let verdict = verdict_of(weighed);
    let why = match (weighed.lane, verdict) {
        _ if weighed.kind == Kind::Byname => {
            format!("{en} and {ko} may be of one person: a part of the name fits, and the rest says nothing either way")
        }
        (KOREAN, Verdict::Match) => format!("{en} is a usual spelling of {ko}"),
        (KOREAN, Verdict::Near) => format!("{en} is close to the spellings of {ko}, but a syllable differs"),
        (KOREAN, Verdict::Mismatch) => format!("{en} spells another name than {ko}"),
        (SINO, Verdict::Match) => format!("{ko} is the Korean reading of the characters of {en}"),
        (_, Verdict::Match) => format!("{ko} transcribes {en}"),
        (_, Verdict::Near) => format!("{ko} sounds much like {en}, but not quite"),
        (_, Verdict::Mismatch) => format!("{ko} does not sound like {en}"),
    };
    NameMatch { score: 1.0 / (1.0 + (-7.0 * (weighed.saved - 0.3)).exp()), verdict, why }
}

pub(super) fn verdict_of(weighed: &Weighed) -> Verdict {
    let sure = if weighed.kind == Kind::Native { SURE_NATIVE } else { SURE };
    if weighed.saved > sure {
        Verdict::Match
    } else if weighed.saved > ALIKE {
        Verdict::Near
    } else {
        Verdict::Mismatch
    }
}

/// The cheapest reading of a Latin name as a Hangul one.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    manner: Manner,
    /// Hundredths of what one wrong letter costs, evened out over the length for foreign names.
    cost: f32,
}

impl Reading {
    const NONE: Self = Self { manner: Manner::Foreign, cost: 900.0 };

    /// 0–1.
    pub fn score(self) -> f32 {
        (-self.cost / 150.0).exp()
    }

    /// What it means.
    pub fn verdict(self) -> Verdict {
        let (sure, maybe) = match self.manner {
            Manner::Korean => (75.0, 235.0),
            Manner::Foreign => (f32::from(SURE_FOREIGN), 190.0),
        };
        if self.cost <= sure {
            Verdict::Match
        } else if self.cost <= maybe {
            Verdict::Near
        } else {
            Verdict::Mismatch
        }
    }

    fn better(self, other: Self) -> Self {
        if other.cost < self.cost { other } else { self }
    }
}

/// The cheapest reading of Latin words as `ko`.
pub fn read(ko: &str, en: &[Word]) -> Reading {
    read_up_to(ko, en, FAR_FOREIGN)
}

/// Whether Latin words render `ko`: [`read`] and its verdict, but without following readings that are too dear for it.
pub fn renders(ko: &str, en: &[Word]) -> bool {
    read_up_to(ko, en, SURE_FOREIGN).verdict() == Verdict::Match
}

/// Whether `ko` transcribes Latin words: [`read_foreign`] and its verdict, likewise.
pub fn transcribes(ko: &str, en: &[Word]) -> bool {
    read_foreign_up_to(ko, en, SURE_FOREIGN).verdict() == Verdict::Match
}

/// The cheapest reading, where readings of the whole as a foreign name count as no dearer than just over `most`.
fn read_up_to(ko: &str, en: &[Word], most: u16) -> Reading {
    if en.is_empty() {
        return Reading::NONE;
    }
    let korean = read_korean(ko, en);
    if korean.cost <= 75.0 {
        return korean;
    }
    let mut foreign = read_foreign_up_to(ko, en, most);
    if korean.cost < KINDRED {
        // Spelled as a Korean name, so that what merely sounds alike is another one.
        foreign.cost += 70.0;
    }
    korean.better(foreign)
}

/// Reads the words as a Korean person's name, surname first or last.
pub fn read_korean(ko: &str, en: &[Word]) -> Reading {
    let mut best = Reading::NONE;
    let ko = ko.trim();
    if en.len() > 4 || ko.chars().count() > 5 || ko.contains(' ') {
        return best;
    }
    for (surname, given) in surnames::partings(ko) {
        let mut letters = Letters::new();
        spelling::letters_of(given, &mut letters);
        for (family, rest) in orders(en) {
            let family_cost = surname.cost(family).unwrap_or_else(|| {
                let mut s = Letters::new();
                spelling::letters_of(surname.hangul, &mut s);
                80 + spelling::cost(&s, family, Manner::Korean, FAR)
            });
            if f32::from(family_cost) >= best.cost {
                continue;
            }
            let joined: Word = rest.iter().flat_map(|w| w.iter().copied()).collect();
            let cost = family_cost + spelling::cost(&letters, &joined, Manner::Korean, FAR);
            best = best.better(Reading { manner: Manner::Korean, cost: f32::from(cost) });
        }
    }
    if en.len() == 1 {
        let mut letters = Letters::new();
        spelling::letters_of(ko, &mut letters);
        best = best.better(Reading { manner: Manner::Korean, cost: f32::from(spelling::cost(&letters, &en[0], Manner::Korean, FAR)) });
    }
    best
}

/// Surname first, and surname last.
fn orders(en: &[Word]) -> SmallVec<[(&Word, &[Word]); 2]> {
    let mut out = SmallVec::new();
    if let ([first, rest @ ..], [front @ .., last]) = (en, en)
        && !rest.is_empty()
    {
        out.push((first, rest));
        out.push((last, front));
    }
    out
}

/// Reads the words as a foreign name: in the order of the text, turned round, or a part of either side.
pub fn read_foreign(ko: &str, en: &[Word]) -> Reading {
    read_foreign_up_to(ko, en, FAR_FOREIGN)
}

fn read_foreign_up_to(ko: &str, en: &[Word], most: u16) -> Reading {
    let mut whole = Letters::new();
    let mut tokens: SmallVec<[Letters; 4]> = SmallVec::new();
    for token in ko.split(|c: char| c.is_whitespace() || matches!(c, '·' | '-' | '=' | ',')).filter(|t| !t.is_empty()).take(6) {
        let mut letters = Letters::new();
        spelling::letters_of(token, &mut letters);
        whole.extend_from_slice(&letters);
        tokens.push(letters);
    }
    if whole.is_empty() {
        return Reading::NONE;
    }
    let mut best = Reading::NONE;
    for turn in 0..en.len().min(3) {
        let joined: Word = en[turn..].iter().chain(&en[..turn]).flat_map(|w| w.iter().copied()).collect();
        let extra = if turn == 0 { 0.0 } else { 6.0 };
        best = best.better(foreign(&whole, &joined, extra, most));
    }
    if tokens.len() != en.len() && (tokens.len() > 1 || en.len() > 1) {
        best = best.better(parts(&tokens, en));
    }
    best
}

/// Whether one Latin word is read as one Hangul word that transcribes it: [`read_foreign`] and its verdict, but without
/// following readings that are too dear.
pub fn sounds_like(ko: &str, word: &Word) -> bool {
    let mut letters = Letters::new();
    spelling::letters_of(ko, &mut letters);
    let most = most_for_one(letters.len(), word);
    !letters.is_empty() && spelling::cost(&letters, word, Manner::Foreign, most + 1) <= most
}

/// Whether a run of Hangul starts with a word that one Latin word [`sounds_like`]: one of the four longest beginnings
/// within seven syllables whose length fits.
pub fn starts_like(run: &str, word: &Word) -> bool {
    let mut letters = Letters::new();
    spelling::letters_of(run.get(..run.chars().next().map_or(0, char::len_utf8)).unwrap_or(""), &mut letters);
    if !letters.first().zip(word.first()).is_some_and(|(&letter, &latin)| spelling::may_begin(letter, latin)) {
        return false;
    }
    letters.clear();
    // Syllables of each beginning, and its letters.
    let mut beginnings: SmallVec<[(usize, usize); 8]> = SmallVec::new();
    for (n, syllable) in (1..=7).zip(run.split_inclusive(|_| true)) {
        spelling::letters_of(syllable, &mut letters);
        beginnings.push((n, letters.len()));
    }
    let fits = |&&(syllables, letters): &&(usize, usize)| letters > 0 && syllables * 5 >= word.len() && syllables <= word.len() + 1;
    let mut beginnings = beginnings.iter().rev().take(4).filter(fits).peekable();
    let Some(&&(_, longest)) = beginnings.peek() else { return false };
    let costs = Costs::of(&letters[..longest], word, Manner::Foreign, most_for_one(longest, word) + 1);
    beginnings.any(|&(_, letters)| costs.up_to(letters) <= most_for_one(letters, word))
}

/// The most that reading one word as so many letters may cost.
fn most_for_one(letters: usize, word: &Word) -> u16 {
    let length = u16::try_from(letters.max(word.len())).unwrap_or(u16::MAX).min(80);
    SURE_FOREIGN * (length + 1) / 8
}

/// The most that a foreign name may cost to be the same, evened out over its length.
const SURE_FOREIGN: u16 = 105;
/// Costs of foreign names, evened out over the length, are told apart up to this.
const FAR_FOREIGN: u16 = 320;

fn foreign(letters: &[u8], latin: &[u8], extra: f32, most: u16) -> Reading {
    let length = u16::try_from(letters.len().max(latin.len())).unwrap_or(u16::MAX).min(80);
    let limit = if most == FAR_FOREIGN { FAR_FOREIGN / 8 * (length + 1) } else { most * (length + 1) / 8 + 1 };
    let cost = f32::from(spelling::cost(letters, latin, Manner::Foreign, limit));
    let length = f32::from(length);
    Reading { manner: Manner::Foreign, cost: cost * 8.0 / (length + 1.0) + extra }
}

/// The side with fewer words, each word with the best of the other side; what is left over costs.
fn parts(tokens: &[Letters], en: &[Word]) -> Reading {
    let mut used = [false; 8];
    let (few, many) = (tokens.len().min(en.len()), tokens.len().max(en.len()));
    let (mut sum, mut weight) = (0.0, 0.0);
    for i in 0..few {
        let mut best = (900.0, 0);
        for j in (0..many.min(8)).filter(|&j| !used[j]) {
            let (t, w) = if tokens.len() < en.len() { (&tokens[i], &en[j]) } else { (&tokens[j], &en[i]) };
            let cost = foreign(t, w, 0.0, FAR_FOREIGN).cost;
            if cost < best.0 {
                best = (cost, j);
            }
        }
        used[best.1] = true;
        #[expect(clippy::cast_precision_loss, reason = "names are short")]
        let length = if tokens.len() < en.len() { tokens[i].len() } else { en[i].len() } as f32;
        sum += best.0 * length;
        weight += length;
    }
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    let left_over = (many - few) as f32;
    Reading { manner: Manner::Foreign, cost: sum / f32::max(weight, 1.0) + 40.0 + 10.0 * left_over }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn verdict(ko: &str, en: &str) -> Verdict {
        name_match(ko, en).verdict
    }

    #[test]
    fn habits_of_spelling_match() {
        for (ko, en) in [
            ("이재명", "Lee Jae-myung"),
            ("이창용", "Rhee Chang-yong"),
            ("윤석열", "Yoon Suk Yeol"),
            ("정의선", "Euisun Chung"),
            ("박찬대", "PARK CHANDAE"),
            ("지창경", "Chi Chang-kyung"),
            ("노기현", "Roh Ki-hyun"),
        ] {
            assert_eq!(verdict(ko, en), Verdict::Match, "{ko} {en}");
        }
    }

    #[test]
    fn another_syllable_is_not_a_match() {
        for (ko, en) in [("표가람", "Pyo Ga-rim"), ("맹다온", "Maeng Da-eun"), ("길태훈", "Gil Tae-hwan"), ("노기현", "Oh Ki-hyun")] {
            assert_ne!(verdict(ko, en), Verdict::Match, "{ko} {en}");
        }
        for (ko, en) in [("문지수", "Bang Seo-an"), ("한동훈", "Han Duck-soo"), ("탁도현", "Byun Se-rin")] {
            assert_eq!(verdict(ko, en), Verdict::Mismatch, "{ko} {en}");
        }
    }

    #[test]
    fn foreign_names_match_in_either_order() {
        for (ko, en) in [
            ("도널드 트럼프", "Donald Trump"),
            ("이시바 시게루", "Shigeru Ishiba"),
            ("볼로디미르 젤렌스키", "Volodymyr Zelenskyy"),
            ("일론 머스크", "Elon Musk"),
            ("젤렌스키", "Volodymyr Zelensky"),
        ] {
            assert_eq!(verdict(ko, en), Verdict::Match, "{ko} {en}: {}", name_match(ko, en).score);
        }
        assert_eq!(verdict("에마뉘엘 마크롱", "Nicolas Sarkozy"), Verdict::Mismatch);
        assert_eq!(verdict("하토야마 유키오", "Naoto Kan"), Verdict::Mismatch);
    }

    proptest! {
        #[test]
        fn any_two_strings_have_a_score(ko in "\\PC{0,80}", en in "\\PC{0,120}") {
            let score = name_match(&ko, &en).score;
            prop_assert!((0.0..=1.0).contains(&score));
        }
    }
}
