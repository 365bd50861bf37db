//! 여성 소방관 문가람 … 그는 as “He”: Korean pronouns do not tell a gender, and programs that translate guess. A person whom the Korean
//! marks as a woman or a man, and who is the only one it speaks of, against the pronouns of the English.

use crate::model::{Link, Name, NameClass, Pair, Value};
use crate::names::given::{self, Look};
use crate::names::stems::stems;
use crate::text::lines::floor;
use crate::text::{Span, hangul};

/// Which of two genders a text tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// 여성, she.
    Female,
    /// 남성, he.
    Male,
}

/// A pronoun of the other gender.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Misgendered {
    /// The words of the Korean that tell the gender, in bytes of the document.
    pub korean: Span,
    /// What they tell.
    pub gender: Gender,
    /// The first pronoun of the English, in bytes of the document.
    pub english: Span,
}

/// Bytes of a side that are looked at, at most.
const LONGEST: usize = 4096;

/// How many passages before the one with the pronoun are looked at for whom it stands.
const BEFORE_IT: usize = 2;

/// Pronouns of the other gender, over all links.
pub fn misgendered(pair: &Pair<'_>) -> Vec<Misgendered> {
    let links = pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= 0.5);
    let mut out: Vec<Misgendered> = Vec::new();
    for found in links.filter_map(|link| in_link(pair, link)) {
        // Once for each person.
        if out.last().is_none_or(|o| o.korean != found.korean) {
            out.push(found);
        }
    }
    out
}

fn in_link(pair: &Pair<'_>, link: &Link) -> Option<Misgendered> {
    let here = pair.en.cover(&link.target);
    if here.len() > LONGEST {
        return None;
    }
    // Most sentences have no pronoun of one gender alone.
    let (told, english) = pronoun(here.slice(pair.target.text()))?;
    let source = link.source.start.saturating_sub(BEFORE_IT)..link.source.end;
    let target = link.target.start.saturating_sub(BEFORE_IT)..link.target.end;
    let (ko_at, en_at) = (pair.ko.cover(&source), pair.en.cover(&target));
    if ko_at.len() > LONGEST || en_at.len() > LONGEST {
        return None;
    }
    let (ko, en) = (ko_at.slice(pair.source.text()), en_at.slice(pair.target.text()));
    let people = || {
        let mentions = pair.ko.mentions[pair.ko.mentions_in(&source)].iter();
        let person = |n: &Name| n.entity.is_none() && matches!(n.class, NameClass::Person | NameClass::Other);
        mentions.filter(move |m| matches!(&m.value, Value::Name(n) if person(n)))
    };
    let read = |at: usize| people().any(|m| m.span.start > ko_at.start + at && m.span.start <= ko_at.start + at + FAR);
    // Behind a title that no table has, a name is known by its look alone.
    let looks = |at: usize| {
        ko[at..floor(ko, at + FAR + 9)]
            .split(|c: char| !hangul::is_syllable(c))
            .skip(1)
            .any(|w| stems(w, 3, 3).any(|(stem, _)| given::look(stem) == Look::Usual))
    };
    let (gender, korean) = mark(ko, |at| read(at) || looks(at))?;
    if gender == told || pronoun(en).is_none_or(|(all, _)| all != told) {
        return None;
    }
    let names = || people().map(|m| m.span.slice(pair.source.text()));
    let first = names().next();
    let alone = names().all(|p| first.is_some_and(|first| first.starts_with(p) || p.starts_with(first)));
    let own = |topic: &str| {
        let before = &ko[..topic.as_ptr() as usize - ko.as_ptr() as usize];
        is_pronoun_or_body(topic)
            || names().any(|p| p.starts_with(topic) || topic.starts_with(p) || topic.ends_with(p) || before.strip_suffix(' ').is_some_and(|b| b.ends_with(p)))
    };
    (alone && !several_called(ko) && !others_are_meant(ko, gender) && !ENGLISH_PEOPLE.iter().any(|w| has_word(en, w)) && topics(ko).all(own))
        .then(|| Misgendered { korean: korean.shift(ko_at.start), gender, english: english.shift(here.start) })
}

/// The gender of the pronouns of a text, where they are all of one, and the first of them.
fn pronoun(text: &str) -> Option<(Gender, Span)> {
    let bytes = text.as_bytes();
    let mut found: Option<(Gender, Span)> = None;
    // Every one of them has an h for its first letter or its second.
    for h in memchr::memchr2_iter(b'h', b'H', bytes) {
        let s = h.checked_sub(1).filter(|&s| bytes[s].eq_ignore_ascii_case(&b's'));
        let start = s.unwrap_or(h);
        if start.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphabetic()) {
            continue;
        }
        let letters = bytes[start..].iter().take(LONGEST_PRONOUN + 1).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = &text[start..start + letters];
        let is = |pronouns: &[&str]| pronouns.iter().any(|p| word.eq_ignore_ascii_case(p));
        let gender = if is(&["she", "her", "hers", "herself"]) {
            Gender::Female
        } else if is(&["he", "him", "his", "himself"]) {
            Gender::Male
        } else {
            continue;
        };
        match found {
            Some((before, _)) if before != gender => return None,
            Some(_) => {}
            None => found = Some((gender, Span::new(start, start + letters))),
        }
    }
    found
}

/// Letters of the longest pronoun: herself.
const LONGEST_PRONOUN: usize = 7;

/// Words for women and men that stand before what somebody is.
const BEFORE: [(&str, Gender); 2] = [("여성 ", Gender::Female), ("남성 ", Gender::Male)];
/// What they stand before that tells nothing of who is named behind it: 여성 인권 변호사.
const OF_WOMEN: &[&str] = &[
    "인권", "정책", "운동", "단체", "복지", "축구", "배구", "농구", "리그", "잡지", "의류", "패션", "가족", "고용", "할당", "전용", "문제", "혐오", "폭력",
    "취업", "일자리", "노동", "건강", "최초", "경제", "팀", "대표팀", "듀오", "그룹", "밴드", "팬", "중창", "합창", "화장",
];
/// What a woman is called by.
const CALLED: [&str; 8] = ["여배우 ", "여가수 ", "여교사 ", "여기자 ", "여의사 ", "여검사 ", "여경 ", "여직원 "];
/// Bytes from such a word to the name at most: 여성 소방관 문가람.
const FAR: usize = 40;

/// The only words of a Korean text that tell the gender of somebody in particular; `named` tells whether a name follows close behind a byte.
fn mark(text: &str, named: impl Fn(usize) -> bool) -> Option<(Gender, Span)> {
    let mut found: Option<(Gender, Span)> = None;
    let mut take = |gender: Gender, span: Span| found.get_or_insert((gender, span)).0 == gender;
    // (35·여), (여·35)
    for (open, _) in text.match_indices('(') {
        let Some(inside) = text[open + 1..].find(')').filter(|end| *end <= 24).map(|end| &text[open + 1..open + 1 + end]) else { continue };
        let parts = || inside.split(['·', ',', '/', ' ']).filter(|p| !p.is_empty());
        let aged = parts().any(|p| p.trim_end_matches('세').bytes().all(|b| b.is_ascii_digit()));
        let gender = parts().find_map(|part| match part {
            "여" | "여성" => Some(Gender::Female),
            "남" | "남성" => Some(Gender::Male),
            _ => None,
        });
        if let Some(gender) = gender.filter(|_| aged)
            && !take(gender, Span::new(open, open + 2 + inside.len()))
        {
            return None;
        }
    }
    // One of these begins all of them.
    let starts = ["여", "남성 "].into_iter().flat_map(|s| memchr::memmem::find_iter(text.as_bytes(), s));
    for at in starts {
        let words = || BEFORE.into_iter().chain(CALLED.map(|w| (w, Gender::Female)));
        if let Some((word, gender)) = words().find(|(w, _)| text[at..].starts_with(w)) {
            let starts = at == 0 || text[..at].ends_with([' ', '“', '"', '\'', '(', '\n']);
            let behind = &text[at + word.len()..];
            if starts && named(at) && !OF_WOMEN.iter().any(|w| behind.starts_with(w)) && !take(gender, Span::new(at, at + word.len() - 1)) {
                return None;
            }
        }
    }
    found
}

/// Words for other people, of the gender that the English tells.
const MEN: &[&str] = &[
    "남성", "남자", "남편", "아들", "아버지", "아빠", "부친", "오빠", "남동생", "할아버지", "사위", "삼촌", "소년", "청년", "사내", "형제", "아저씨", "총각",
    "신랑",
];
const WOMEN: &[&str] = &[
    "여성", "여자", "아내", "부인", "딸", "어머니", "엄마", "모친", "누나", "언니", "여동생", "할머니", "며느리", "이모", "고모", "소녀", "자매", "아주머니",
    "신부",
];
/// The same in English, and people of either gender for whom a pronoun could stand.
const ENGLISH_PEOPLE: &[&str] = &[
    "husband", "son", "father", "brother", "boyfriend", "man", "boy", "uncle", "grandfather", "wife", "daughter", "mother", "sister", "girlfriend", "girl",
    "aunt", "grandmother", "victim", "suspect's", "resident", "child", "baby", "driver", "passenger", "patient", "colleague", "neighbor", "neighbour",
    "friend",
];

fn others_are_meant(ko: &str, gender: Gender) -> bool {
    let others = if gender == Gender::Female { MEN } else { WOMEN };
    others.iter().any(|w| ko.contains(w))
}

/// Whether several people are called by 씨: A씨 and B씨.
fn several_called(ko: &str) -> bool {
    let mut called = ko.match_indices('씨').filter_map(|(at, _)| {
        let before = ko[..at].trim_end_matches(' ');
        let before = before.strip_suffix(')').and_then(|b| b.rfind('(').map(|open| &b[..open])).unwrap_or(before);
        before.trim_end_matches([' ', '모']).chars().next_back().filter(|c| c.is_alphanumeric())
    });
    called.next().is_some_and(|first| called.any(|other| other != first))
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic()).any(|w| w.eq_ignore_ascii_case(word))
}

/// What the sentences are about: the words before 은 and 는.
fn topics(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split([' ', '\n', '“', '”', '"']).map(|w| w.trim_end_matches([',', '.']));
    words.filter_map(|w| {
        let stem = w.strip_suffix('은').or_else(|| w.strip_suffix('는'))?;
        let closed = stem.chars().next_back().is_some_and(hangul::has_final);
        // 하는, 많은: no topics but verbs, which end in 는 behind a closed syllable too.
        let topic = closed == w.ends_with('은') && !VERBS.iter().any(|v| w.ends_with(v));
        topic.then(|| stem.split('(').next().unwrap_or(stem))
    })
}

const VERBS: &[&str] = &[
    "하는", "되는", "있는", "없는", "않는", "많은", "같은", "높은", "낮은", "작은", "좋은", "받는", "주는", "오는", "가는", "보는", "나는", "지는", "라는",
    "다는",
];

/// 그는, 그녀는, A씨는; and bodies that have no gender: 경찰은, 소방청은.
fn is_pronoun_or_body(stem: &str) -> bool {
    const BODIES: &[&str] = &["경찰", "검찰", "법원", "청", "부", "처", "원", "서", "측", "소방본부", "재판부", "당국", "회사", "대학", "병원", "날", "때"];
    matches!(stem, "그" | "그녀" | "이" | "당시" | "현재") || stem.ends_with('씨') || BODIES.iter().any(|b| stem.ends_with(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read(text in "([가-힣]{1,3}|여성 |남성 |여배우 |A씨|김모|\\(35·여\\)|[ .,(0-9]|은|는|씨|\\PC){0,40}") {
            for named in [true, false] {
                if let Some((_, span)) = mark(&text, |at| named && text.is_char_boundary(at)) {
                    prop_assert!(!span.slice(&text).is_empty());
                }
            }
            prop_assert!(topics(&text).all(|t| text.contains(t)));
            let _ = several_called(&text);
        }
    }

    #[test]
    fn pronouns_of_one_gender_are_told() {
        assert_eq!(pronoun("He said his car broke."), Some((Gender::Male, Span::new(0, 2))));
        assert_eq!(pronoun("The theater fell."), None);
        assert_eq!(pronoun("She met him."), None);
    }

    #[test]
    fn marks_are_of_somebody_in_particular() {
        let of = |text: &str| mark(text, |at| text[at..].contains("문가람")).map(|m| m.0);
        assert_eq!(of("경찰은 A씨(35·여)를 붙잡았다."), Some(Gender::Female));
        assert_eq!(of("노서윤 씨(62·남)는 구조됐다."), Some(Gender::Male));
        assert_eq!(of("여성 소방관 문가람 소방교가 주민을 구했다."), Some(Gender::Female));
        assert_eq!(of("여배우 문가람은 은퇴했다."), Some(Gender::Female));
        assert_eq!(of("여성 인권 변호사 문가람 씨가 왔다."), None);
        assert_eq!(of("여성 의원 10명은 장관을 만났다."), None);
        assert_eq!(of("A씨(35·여)와 B씨(40·남)가 다퉜다."), None);
        assert_eq!(of("서울(여의도)에서 열렸다."), None);
    }

    #[test]
    fn topics_are_told_from_verbs() {
        assert_eq!(topics("감독은 일하는 사람을 찾는다. 그는 많은 돈을 썼다.").collect::<Vec<_>>(), ["감독", "그"]);
    }
}
