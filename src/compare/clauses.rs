//! Parts a Korean sentence into clauses, by commas and by the endings of the words that end them. Read by `omitted`.

use crate::text::{Endings, Span, hangul};
use std::sync::LazyLock;

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

/// Whether a clause of a text may be a condition or a concession; most texts have none, and it takes one look at each word to tell.
pub fn may_hang(text: &str) -> bool {
    let ends = |at: usize| text.as_bytes().get(at).is_none_or(|b| !matches!(b, 0x80..=0xBF | 0xEA..=0xED));
    (3..=text.len()).any(|at| ends(at) && (CONCESSION_ENDS.any(&text[..at]) || text[..at].ends_with('면')))
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
    let bare = if hangul { word } else { without_marks(word) };
    let stopped = || !hangul && word.ends_with(STOPS);
    // Most words end like none of those in the tables.
    if !ENDS.any(bare) {
        return stopped().then_some(Bond::Plain);
    }
    if CONCESSION_ENDS.any(bare) {
        return Some(Bond::Concession);
    }
    if conditional(bare) {
        return Some(Bond::Condition);
    }
    let linked = PLAIN_ENDS.any(bare) && !NO_END_ENDS.any(bare);
    (linked || stopped()).then_some(Bond::Plain)
}

/// A word without the marks behind it.
fn without_marks(word: &str) -> &str {
    // Nearly always one mark of ASCII behind a syllable.
    match word.as_bytes() {
        [.., before, mark] if mark.is_ascii_punctuation() && !before.is_ascii() && hangul::syllable_at(word, word.len().saturating_sub(4)) => {
            &word[..word.len() - 1]
        }
        _ => word.trim_end_matches(|c: char| !c.is_alphanumeric()),
    }
}

/// Whether a word ends in -면 and is neither a noun nor one of the idioms that state no condition.
fn conditional(bare: &str) -> bool {
    bare.ends_with("으면") || bare.ends_with('면') && bare.len() > "면".len() && !NO_CONDITION_ENDS.any(bare) && !NOUNS.contains(&bare)
}

const STOPS: [char; 6] = [',', ';', '.', '?', '!', '…'];
static ENDS: LazyLock<Endings> = LazyLock::new(|| Endings::new(ALL));
static CONCESSION_ENDS: LazyLock<Endings> = LazyLock::new(|| Endings::new(CONCESSIONS));
static PLAIN_ENDS: LazyLock<Endings> = LazyLock::new(|| Endings::new(PLAIN));
static NO_END_ENDS: LazyLock<Endings> = LazyLock::new(|| Endings::new(NO_ENDS));
static NO_CONDITION_ENDS: LazyLock<Endings> = LazyLock::new(|| Endings::new(NO_CONDITIONS));
/// Whatever ends a clause.
const ALL: &[&str] = &[
    "지만", "으나", "면서도", "더라도", "는데도", "음에도", "함에도", "불구하고", "에도", "고", "며", "면서", "는데", "은데", "아서", "어서", "해서", "니까",
    "므로", "때문에", "다가", "으니", "더니", "면",
];
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
    fn every_ending_is_looked_for() {
        for ending in CONCESSIONS.iter().chain(PLAIN).chain(&["면"]) {
            assert!(ALL.contains(ending), "{ending}");
        }
    }

    #[test]
    fn nothing_hangs_that_may_not() {
        for text in ["비가 오지만 경기는 열린다.", "“비가 오면” 열리지 않는다", "그럼에도 열렸다", "이에도", "에도"] {
            assert!(may_hang(text), "{text}");
            assert!(clauses(text).any(|c| c.bond != Bond::Plain), "{text}");
        }
        assert!(!may_hang("비가 왔고, 경기는 열렸다. 면접도 (…)"));
    }

    #[test]
    fn marks_go_and_words_stay() {
        for (word, bare) in [("그치면,", "그치면"), ("했다.\"", "했다"), ("1면.", "1면"), ("(가).", "(가"), ("…", ""), ("가", "가"), (".", ""), ("a.", "a")]
        {
            assert_eq!(without_marks(word), bare);
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
