//! Parts a Korean sentence into clauses, by commas and by the endings of the words that end them. Read by `omitted`.

use crate::text::Span;

/// How a clause hangs on the rest of its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bond {
    /// -면, -경우: on what condition the rest holds.
    Condition,
    /// -지만, -면서도, -더라도: what the rest stands against.
    Concession,
    /// -고, -며, a comma, the end.
    Plain,
}

/// A clause: its words, and how it hangs on the rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clause {
    /// From its first word to its last, in bytes of the text given.
    pub span: Span,
    /// How it hangs on the rest.
    pub bond: Bond,
}

/// The clauses of a sentence, in order.
pub fn clauses(sentence: &str) -> impl Iterator<Item = Clause> + '_ {
    let mut from: Option<usize> = None;
    let mut words = words(sentence).peekable();
    let mut before = "";
    std::iter::from_fn(move || {
        while let Some(span) = words.next() {
            let start = *from.get_or_insert(span.start);
            let word = span.slice(sentence);
            // 시작한 가운데 ends a clause, 27명 가운데 does not.
            let bond =
                if word == "가운데" { before.ends_with(['한', '는', '은', '된', '인', '운', '린']).then_some(Bond::Plain) } else { ends(word) };
            before = word;
            if bond.is_some() || words.peek().is_none() {
                from = None;
                return Some(Clause { span: Span::new(start, span.end), bond: bond.unwrap_or(Bond::Plain) });
            }
        }
        None
    })
}

/// The words of a sentence between its spaces.
pub fn words(sentence: &str) -> impl Iterator<Item = Span> + '_ {
    let base = sentence.as_ptr() as usize;
    sentence.split_whitespace().map(move |w| {
        let at = w.as_ptr() as usize - base;
        Span::new(at, at + w.len())
    })
}

/// What a word ends, if it ends a clause.
fn ends(word: &str) -> Option<Bond> {
    let hangul = word.len().checked_sub(3).is_some_and(|at| matches!(word.as_bytes()[at], 0xEA..=0xED));
    let bare = if hangul { word } else { word.trim_end_matches(|c: char| !c.is_alphanumeric()) };
    // Most words end like none of those in the tables.
    if !bare.ends_with(LAST) {
        return (!hangul && word.ends_with(STOPS)).then_some(Bond::Plain);
    }
    if CONCESSIONS.iter().any(|e| bare.ends_with(e)) {
        return Some(Bond::Concession);
    }
    if conditional(bare) {
        return Some(Bond::Condition);
    }
    let linked = PLAIN.iter().any(|e| bare.ends_with(e)) && !NO_ENDS.iter().any(|e| bare.ends_with(e));
    (linked || word.ends_with(STOPS)).then_some(Bond::Plain)
}

/// Whether a word ends in -면 and is neither a noun nor one of the idioms that state no condition.
fn conditional(bare: &str) -> bool {
    bare.ends_with("으면") || bare.ends_with('면') && bare.chars().count() > 1 && !NO_CONDITIONS.iter().any(|e| bare.ends_with(e)) && !NOUNS.contains(&bare)
}

const STOPS: [char; 6] = [',', ';', '.', '?', '!', '…'];
/// The syllables in which the endings below end.
const LAST: [char; 13] = ['만', '나', '도', '고', '면', '며', '서', '데', '니', '까', '로', '에', '가'];
const CONCESSIONS: &[&str] = &["지만", "으나", "면서도", "더라도", "는데도", "음에도", "함에도", "불구하고", "에도"];
const PLAIN: &[&str] = &["고", "며", "면서", "는데", "은데", "면서", "아서", "어서", "해서", "니까", "므로", "때문에", "다가", "으니", "더니"];
/// Nouns that end like a clause.
const NO_ENDS: &[&str] = &[
    "광고", "사고", "보고", "참고", "신고", "권고", "경고", "창고", "금고", "재고", "중고", "예고", "선고", "최고", "그리고", "피고", "고고", "제고", "상고",
    "항고", "원고", "기고", "해고",
];
/// Words that are no condition by themselves; longer ones that end like them are.
const NOUNS: &[&str] = &["이면", "라면", "내면", "가면", "보면", "빼면", "치면"];
const NO_CONDITIONS: &[&str] = &[
    "측면", "반면", "전면", "표면", "장면", "국면", "방면", "화면", "지면", "정면", "대면", "수면", "도면", "단면", "양면", "외면", "냉면", "체면", "평면",
    "서면", "후면", "노면", "사면", "해수면", "따르면", "비하면", "의하면", "이르면", "늦으면", "빠르면", "어쩌면", "그러면", "아니면", "하자면", "감안하면",
    "고려하면", "제외하면", "합하면", "합치면", "종합하면", "려면", "말하면", "왜냐하면", "요약하면", "더하면", "1면",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<(&str, Bond)> {
        clauses(text).map(|c| (c.span.slice(text), c.bond)).collect()
    }

    #[test]
    fn every_ending_ends_in_one_of_the_syllables_that_are_looked_for() {
        for ending in CONCESSIONS.iter().chain(PLAIN).chain(&["면"]) {
            assert!(ending.ends_with(LAST), "{ending}");
        }
    }

    #[test]
    fn endings_part_clauses() {
        assert_eq!(
            parted("비가 그치면 경기를 다시 열고, 관중을 들이지만 광고 화면은 끈다."),
            [("비가 그치면", Bond::Condition), ("경기를 다시 열고,", Bond::Plain), ("관중을 들이지만", Bond::Concession), ("광고 화면은 끈다.", Bond::Plain)]
        );
        assert_eq!(parted("통계에 따르면 값이 올랐다").len(), 1);
        assert!(parted("").is_empty());
    }
}
