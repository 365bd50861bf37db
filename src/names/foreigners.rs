//! Full names of foreigners in Korean text, where nothing but their sound speaks for them: two words and more in a row that are
//! each like a word of foreign names.

use super::lexicon;
use super::likeness::likeness;
use super::stems::stems;
use crate::text::{Span, SyllableSet, hangul};
use smallvec::SmallVec;
use std::sync::LazyLock;

/// Given names of one syllable.
const SHORT: &str = "빌샘톰팀존잭닉짐밥벤댄켄칼폴론맥앤닐";
/// Syllables that no Sino-Korean or everyday Korean noun has, beside those that are told by their sounds.
const OF_NAMES: &str = "스르든론틴핀젤펠벨델넬헬멜켈링턴슨퍼터버머너더셔폴풀튼쉬윌웰줄볼밀셰쿠푸츠게네메베헤데테페";
/// Syllables of everyday words among those that their sounds would take for foreign ones.
const EVERYDAY: &str = "그스르으령래랭리린림립릉름력렬쾌";

/// How many syllables of a word no Sino-Korean or everyday Korean noun has.
pub fn syllables(word: &str) -> usize {
    static FOREIGN: LazyLock<SyllableSet> = LazyLock::new(|| {
        let by_sound = |c: &char| {
            hangul::letters(*c).is_some_and(|(initial, vowel, last)| {
                vowel == 18 && last == 0 || initial == 5 && matches!(vowel, 4 | 5 | 1 | 18 | 20) || matches!(initial, 15 | 8 | 4)
            })
        };
        ('가'..='힣').filter(|c| by_sound(c) && !EVERYDAY.contains(*c)).chain(OF_NAMES.chars()).collect()
    });
    (0..word.len()).step_by(3).filter(|&at| FOREIGN.contains_at(word, at)).count()
}

/// What must speak for a word before the last, and for the last one, as the logarithm of odds.
const INNER: f32 = 0.7;
const LAST: f32 = 1.0;
/// However many of its syllables are foreign, a word as unlike a name as this is none.
const LEAST: f32 = -2.0;
/// Most words of a name.
const MOST: usize = 4;

/// Syllables in which words end that a name does not go on behind: 크랜들과 해리 are two people.
static ENDS: LazyLock<SyllableSet> = LazyLock::new(|| "과와은는을를의에다며한된할".chars().collect());

/// Full names of foreigners in a text, in order; those that overlap a name of the lexicon are left out.
pub fn full_names(text: &str) -> Vec<Span> {
    let hits: SmallVec<[Span; 16]> = lexicon::find_korean(text).filter(|h| !h.form.rows.is_empty() && !h.form.title).map(|h| h.span).collect();
    let runs = runs(text);
    let mut out: Vec<Span> = Vec::new();
    let mut i = 0;
    while i + 1 < runs.len() {
        let (found, next) = from(text, &runs[i..], &hits).map_or((None, i + 1), |(span, words)| (Some(span), i + words));
        out.extend(found);
        i = next;
    }
    out
}

/// Runs of Hangul.
fn runs(text: &str) -> SmallVec<[Span; 32]> {
    let mut out: SmallVec<[Span; 32]> = SmallVec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| hangul::is_syllable(*c)) {
        match out.last_mut() {
            Some(run) if run.end == at => run.end += "가".len(),
            _ => out.push(Span::new(at, at + "가".len())),
        }
    }
    out
}

/// The name that the first of these runs begins, and its words.
fn from(text: &str, runs: &[Span], listed: &[Span]) -> Option<(Span, usize)> {
    let mut best = None;
    for (n, run) in runs.iter().enumerate().take(MOST) {
        let here = listed.get(listed.partition_point(|l| l.end <= run.start)).is_some_and(|l| l.overlaps(*run));
        if here || n > 0 && !matches!(&text[runs[n - 1].end..run.start], " " | "·") {
            break;
        }
        let word = run.slice(text);
        if n > 0 {
            // A particle that fits is one before it is the end of the name.
            let all = || stems(word, 2, 7).filter(|(stem, _)| like(stem, LAST, 2));
            let stem = all().find(|(_, tail)| !tail.is_empty()).or_else(|| all().next());
            if let Some((stem, _)) = stem {
                best = Some((Span::new(runs[0].start, with_last_syllable(text, run.start + stem.len())), n + 1));
            }
        }
        let may_go_on = word.len() <= 5 * "가".len() && !ENDS.contains_at(word, word.len() - "가".len()) && n + 1 < runs.len();
        if !may_go_on || !(SHORT.contains(word) || like(word, INNER, 1)) || lexicon::korean_form(word).is_some_and(|f| f.title) {
            break;
        }
    }
    best
}

/// Whether a word is like one of foreign names: by what is known of its syllables and pairs of them, or by so many that no other word has.
fn like(word: &str, least: f32, foreign: usize) -> bool {
    likeness(word).is_some_and(|l| l.foreign >= least || l.foreign > LEAST && syllables(word) >= foreign)
}

/// The end of a name with the syllable behind it where that is no particle of a name: 크랜들과 is 크랜들 with 과, since a person has no
/// plural, 캘러웨이의 is 캘러웨이 with 의, and 호프만이 more likely 호프만.
fn with_last_syllable(text: &str, end: usize) -> usize {
    let tail = &text[end..];
    let tail = &tail[..tail.find(|c: char| !hangul::is_syllable(c)).unwrap_or(tail.len())];
    let goes_on = match tail.chars().next() {
        Some('들' | '만') => true,
        Some('이') => ["이의", "이가", "이는", "이를", "이도", "이와"].contains(&tail),
        _ => false,
    };
    if goes_on { end + "들".len() } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_names_are_told_from_loanwords() {
        let of = |text: &'static str| full_names(text).into_iter().map(|at| at.slice(text)).collect::<Vec<_>>();
        assert_eq!(of("브렌던 스톡웰은 회사를 팔았다."), ["브렌던 스톡웰"]);
        assert_eq!(of("시라이시 겐타가 홈런을 쳤다."), ["시라이시 겐타"]);
        assert_eq!(of("무대에는 빌 크랜들과 해리 캘러웨이가 올랐다."), ["빌 크랜들", "해리 캘러웨이"]);
        assert_eq!(of("위르겐 호프만이 왔다."), ["위르겐 호프만"]);
        assert_eq!(of("스마트폰 가격이 올라 소비자가 놀랐다."), [""; 0]);
        assert_eq!(of("정부는 예산을 늘리기로 했다."), [""; 0]);
    }

    #[test]
    fn syllables_of_everyday_nouns_are_not_foreign() {
        assert_eq!(syllables("트럼프"), 3);
        assert_eq!(["정부", "국회의원", "그림", "으뜸"].map(syllables), [0, 0, 0, 1]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_order(text in "[가-힣 ·,()A-C들만이트크\\PC]{0,60}") {
            let found = full_names(&text);
            prop_assert!(found.windows(2).all(|w| w[0].end <= w[1].start), "{found:?}");
            prop_assert!(found.iter().all(|at| !at.slice(&text).is_empty()));
        }
    }
}
