//! 마크롱 대통령 as “President Merkel”, 윤석열 대통령 as “President Moon”: an office that the English gives to somebody whom the Korean never
//! tells, while the one who holds it in the Korean is not in the English. A part of comparing names; the offices are rows of `names/offices.tsv`.
//! Its passages are in `corpus/passages/people.toml`.

use super::name::{Clash, ClashKind, Hangul, Latin, NameEvidence, Scope, Search, capitals, is_korean, renders, told};
use crate::model::Value;
use crate::names::latin::{self, Word};
use crate::names::{self, lexicon, matching, offices, surnames};
use crate::text::hangul;
use smallvec::SmallVec;

impl Scope<'_> {
    /// Finds offices that somebody else holds in the English.
    pub(super) fn officeholders(&self, out: &mut NameEvidence) {
        for e in self.en.iter().filter(|e| e.person && e.words.iter().any(|w| w.len() >= 3)) {
            let before = &self.pair.target.text()[..e.span.start];
            if !before.ends_with(' ') || self.ko.iter().any(|k| renders(k, e)) || out.people.iter().any(|c| c.target == e.index) {
                continue;
            }
            let mut holders = self.ko.iter().filter(|k| {
                let text = self.pair.source.text();
                office_behind(&text[k.span.end..])
                    .or_else(|| office_in_front(&text[..k.span.start]))
                    .is_some_and(|(office, former)| offices::all()[office].en.iter().any(|title| stands_before(before, title, former)))
            });
            let Some(k) = holders.find(|k| !self.stands(k, e) && out.people.iter().all(|c| c.source != k.index)) else { continue };
            if !self.told_anywhere(e) {
                out.people.push(Clash { source: k.index, target: e.index, kind: ClashKind::Unknown });
            }
        }
    }

    /// Whether any word of the English may be the Korean name, or the English name a reading of it.
    fn stands(&self, k: &Hangul<'_>, e: &Latin) -> bool {
        if k.partial && NO_SURNAMES.contains(&k.text) {
            return true;
        }
        let english = e.span.slice(self.pair.target.text());
        if !k.partial && names::name_match(k.text, english).verdict != names::Verdict::Mismatch {
            return true;
        }
        let korean = if k.partial { surnames::hangul(k.text).is_some() } else { is_korean(k.text) };
        // 시 주석 may be Xi.
        let near = |word: &Word| k.partial && std::str::from_utf8(word).is_ok_and(|w| names::name_match(k.text, w).verdict != names::Verdict::Mismatch);
        let is = |word: &Word| if korean { has_surname(k.text, word) || near(word) } else { alike(k.text, word) };
        capitals(self.en_text).any(|(at, word)| is(&word) || parts(at.slice(self.en_text)).any(|part| is(&part)))
    }

    /// Whether the Korean article tells the English name, as a surname (이 대통령, 이재명) or by the sound of one of its words; where too
    /// much was searched already, it counts as told.
    pub(super) fn told_anywhere(&self, e: &Latin) -> bool {
        let surname = |s: &str| self.pair.ko.mentions.iter().any(|m| matches!(&m.value, Value::Name(n) if n.text.starts_with(s)));
        if e.words.iter().any(|w| surnames::latin(w).any(|s| surname(s.hangul))) {
            return true;
        }
        let joined: Word = e.words.iter().flatten().copied().collect();
        let mut words: SmallVec<[Word; 4]> = e.words.iter().filter(|w| w.len() >= 3).chain([&joined]).cloned().collect();
        words.extend(e.parts.iter().cloned());
        // 장관 is no Gang.
        let title = |run: &str| offices::all().iter().any(|o| o.ko.iter().any(|t| run.starts_with(t)));
        let sounds = |run: &str| words.iter().any(|w| matching::starts_like(run, w)) && !title(run);
        let tells = |text: &str| told(e, text) || text.split(|c: char| !hangul::is_syllable(c)).any(sounds);
        self.article.told_by(Search::Sound, e.span.slice(self.pair.target.text()), tells).unwrap_or(true)
    }
}

/// The office that is told right behind a Korean name, with a country or 전 between, and whether it is a former one.
fn office_behind(mut rest: &str) -> Option<(usize, bool)> {
    let mut former = false;
    for _ in 0..4 {
        rest = rest.strip_prefix(' ')?;
        let is = |title: &&str| rest.strip_prefix(*title).is_some_and(lexicon::ends_word);
        if let Some(office) = offices::all().iter().position(|o| !o.en.is_empty() && o.ko.iter().any(is)) {
            return Some((office, former));
        }
        let word = rest.split([' ', ',', '(']).next().unwrap_or("");
        let skipped = matches!(word, "전" | "당시" | "현" | "신임" | "전임")
            || !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric())
            || lexicon::korean_form(word).is_some_and(|f| !f.rows.is_empty());
        if !skipped {
            return None;
        }
        former |= matches!(word, "전" | "전임");
        rest = &rest[word.len()..];
    }
    None
}

/// The office that is told right in front of a Korean name, which is that of a pope: 교황 레오 14세.
fn office_in_front(before: &str) -> Option<(usize, bool)> {
    let title = "교황";
    before.trim_end().ends_with(title).then(|| offices::all().iter().position(|o| o.ko.contains(&title)))?.map(|office| (office, false))
}

/// Whether a text ends in an English title, of a former one where that is told.
fn stands_before(text: &str, title: &str, former: bool) -> bool {
    let text = text.trim_end();
    let Some(at) = text.len().checked_sub(title.len()).filter(|&at| text.is_char_boundary(at) && text[at..].eq_ignore_ascii_case(title)) else {
        return false;
    };
    let before = &text[..at];
    let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
    !before.ends_with(|c: char| c.is_alphanumeric() || c == '-') && !BESIDE.contains(&word.as_str()) && (former || word != "former")
}

/// Words before a title that make another office of it.
const BESIDE: [&str; 8] = ["vice", "then", "deputy", "acting", "assistant", "under", "ex", "first"];

/// What stands before a title and is no surname there, or may be none: 미 국무장관 is that of the United States, 양 총리 are both of them.
const NO_SURNAMES: [&str; 22] =
    ["미", "중", "러", "영", "독", "불", "일", "북", "남", "한", "여", "양", "두", "신", "구", "모", "제", "나", "단", "온", "전", "현"];

/// The parts of a word with hyphens that are long enough to be known by their sound: Abdel and Fattah.
fn parts(word: &str) -> impl Iterator<Item = Word> + '_ {
    word.split('-').filter(|p| p.len() >= 4 && p.len() < word.len()).filter_map(|p| latin::words(p).into_iter().next())
}

fn has_surname(korean: &str, word: &Word) -> bool {
    surnames::partings(korean).iter().any(|(s, _)| s.cost(word).is_some()) || surnames::latin(word).any(|s| korean.starts_with(s.hangul))
}

/// Whether a word of a foreign name in Hangul, or a stretch of two syllables and more, sounds like a Latin word.
pub(super) fn alike(korean: &str, word: &Word) -> bool {
    korean.split(|c: char| !hangul::is_syllable(c)).any(|token| {
        let starts: SmallVec<[usize; 16]> = token.char_indices().map(|(i, _)| i).chain([token.len()]).collect();
        let mut long = (0..starts.len() - 1).flat_map(|n| starts[n + 1..].iter().skip(1).take(8).map(move |&to| (n, to)));
        matching::sounds_like(token, word) || long.any(|(n, to)| matching::sounds_like(&token[starts[n]..to], word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_read_behind_a_name() {
        let of = |rest: &str| office_behind(rest).map(|(o, former)| (offices::all()[o].ko[0], former));
        assert_eq!(of(" 대통령은"), Some(("대통령", false)));
        assert_eq!(of(" 전 미국 대통령이"), Some(("대통령", true)));
        assert_eq!(of(" 부통령이"), Some(("부통령", false)));
        assert_eq!(of(" 일본 총리와"), Some(("총리", false)));
        assert_eq!(of("은 독일 총리와"), None);
        assert_eq!(of(" 총리실"), None);
    }

    #[test]
    fn titles_stand_before_an_english_name() {
        assert!(stands_before("said President ", "president", false));
        assert!(stands_before("former Prime Minister ", "prime minister", true));
        assert!(!stands_before("former Prime Minister ", "prime minister", false));
        assert!(!stands_before("Vice President ", "president", false));
        assert!(!stands_before("the vice-president ", "president", false));
    }
}
