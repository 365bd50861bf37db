//! What part a figure plays in a change: 13곳으로 늘었다 ends at 13, 13곳 늘었다 adds 13, 13곳에서 starts there. English says
//! it with “to”, “by” and “from”.

use crate::compare::change::{self, Way};
use crate::model::Mention;
use crate::text::Prefixes;
use crate::text::lines::floor;
use std::sync::LazyLock;

/// The part that a figure plays in a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Where the change starts: 에서, from.
    Start,
    /// How large the change is: 13곳 늘었다, rose by 13.
    Step,
    /// Where it ends: 13곳으로 늘었다, rose to 13.
    Level,
}

/// A role and which way the change goes, where its word stands by the figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The part of the figure.
    pub role: Role,
    /// Which way the whole goes.
    pub way: Way,
    /// Whether “by”, “to”, “from” or a particle says the role outright.
    pub outright: bool,
}

/// Adverbs between a particle and its verb: 13곳으로 크게 늘었다.
const ADVERBS: &[&str] =
    &["크게 ", "소폭 ", "대폭 ", "다시 ", "더 ", "또 ", "급격히 ", "급격하게 ", "가파르게 ", "각각 ", "꾸준히 ", "살짝 ", "약간 ", "훌쩍 "];
/// What may follow a figure that is a step, before its verb.
const STEP: &[&str] = &["만큼 ", "이나 ", "나 ", "가량 ", "정도 ", "씩 ", "넘게 ", "가까이 ", "이상 ", "을 ", "를 "];
/// Verbs in the form that stands before a noun: 400억원 늘린 1200억원.
const BEFORE_NOUN: &[&str] = &[
    "늘린", "늘어난", "오른", "올린", "내린", "줄어든", "줄인", "증가한", "감소한", "상승한", "하락한", "인상한", "인상된", "인하한", "인하된", "낮아진",
    "높아진", "낮춘", "높인", "뛴", "떨어진", "급등한", "급락한", "급증한", "급감한", "확대된", "축소된", "불어난", "많은", "적은", "높은", "낮은",
];

/// The role of the Korean mention `m`; `before` is the one that stands before it.
pub fn korean(text: &str, before: Option<&Mention>, m: &Mention) -> Option<Change> {
    let rest = past_parentheses(text.get(m.span.end..)?);
    if let Some(verb) = ["로 ", "으로 "].iter().find_map(|p| rest.strip_prefix(p))
        && let Some((_, way)) = change::korean(past_adverbs(verb))
    {
        return sure(verb).then_some(Change { role: Role::Level, way, outright: true });
    }
    let body = rest.trim_start_matches(' ');
    let body = past_step(body);
    if let Some((stem, way)) = change::korean(past_adverbs(body)) {
        return (sure(body) && !noun(past_adverbs(body), stem)).then_some(Change { role: Role::Step, way, outright: true });
    }
    let between = text.get(before?.span.end..m.span.start)?;
    let verb = past_parentheses(between).trim();
    if verb.len() <= 24 && BEFORE_NOUN.contains(&verb) {
        let way = match change::korean(verb) {
            Some((_, way)) => way,
            None if matches!(verb, "많은" | "높은") => Way::Up,
            None => Way::Down,
        };
        return Some(Change { role: Role::Level, way, outright: true });
    }
    None
}

/// Whether a comparison stands right behind a Korean figure: 15억원 높다, 3명 많은.
pub fn compared(text: &str, m: &Mention) -> bool {
    let rest = past_parentheses(text.get(m.span.end..).unwrap_or("")).trim_start();
    let rest = past_step(rest);
    let rest = rest.strip_prefix("더 ").unwrap_or(rest);
    ["높", "낮", "많", "적은", "적다", "적었", "비싸", "비싼", "싸", "싼", "모자라", "부족", "앞서", "앞섰", "앞선", "뒤지", "뒤졌", "뒤진"]
        .iter()
        .any(|w| rest.starts_with(w))
        || change::korean(rest).is_some()
}

/// 넉 달 연속 감소세, 인상 폭: a noun made of the stem, not a verb.
fn noun(body: &str, stem: &str) -> bool {
    let tail = &body[stem.len()..];
    ["폭", "세", "률", "율", "분", "액", "안", "한도", "목표", "요인"]
        .iter()
        .any(|w| tail.starts_with(w) || tail.trim_start().starts_with(w) && *w != "안" && *w != "세" && *w != "분")
}

/// Whether the verb is not denied and no plan of others.
fn sure(verb: &str) -> bool {
    let near = verb.get(..floor(verb, 40)).unwrap_or(verb);
    !["지 않", "지 못", "지는 않", "는 대신", "기는커녕"].iter().any(|w| near.contains(w))
}

fn past_adverbs(mut rest: &str) -> &str {
    static ALL: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(ADVERBS));
    while let Some(next) = ALL.strip(rest) {
        rest = next;
    }
    rest
}

fn past_step(rest: &str) -> &str {
    static ALL: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(STEP));
    ALL.strip(rest).unwrap_or(rest)
}

/// Behind a remark in parentheses that follows directly: 41.21포인트(1.34%) 오른.
fn past_parentheses(rest: &str) -> &str {
    rest.strip_prefix('(').and_then(|r| r.find(')').filter(|end| *end < 60).and_then(|end| r.get(end + 1..))).unwrap_or(rest)
}

/// The role of the English mention `m`; `before` is the one that stands before it.
pub fn english(text: &str, before: Option<&Mention>, m: &Mention) -> Option<Change> {
    let floor_at = before.map_or(0, |b| b.span.end);
    let (word, start) = word_before(text, m.span.start)?;
    let role = match word {
        "by" => Role::Step,
        "to" => Role::Level,
        "from" => Role::Start,
        _ => {
            // "Prices fell 0.21 percent": the verb right before the figure.
            let way = change::english(word).filter(|_| BARE.contains(&word))?;
            return Some(Change { role: Role::Step, way, outright: false });
        }
    };
    let clause = text.get(clause_start(text, floor(text, start.saturating_sub(REACH)), start)..start)?;
    let mut ways = clause.split(|c: char| !c.is_ascii_alphabetic()).filter_map(change::english);
    let way = match ways.next_back() {
        Some(way) => way,
        // "by 40 billion won from 120 billion won": the verb stands before the first of the two.
        None => english(text, None, before.filter(|_| text.get(floor_at..start).is_some_and(|b| b.trim().is_empty()))?)?.way,
    };
    // "fell to" but not "moved to": the verb must be there, and stand near enough to govern it.
    Some(Change { role, way, outright: true })
}

/// Verbs that take a step as their object.
const BARE: &[&str] = &[
    "rose", "fell", "climbed", "dropped", "jumped", "gained", "slipped", "surged", "plunged", "declined", "increased", "decreased", "slid", "soared", "shrank",
];

/// How far before its preposition the verb of a change is looked for, in bytes.
const REACH: usize = 72;

/// The word before a figure, past hedges, and where it starts.
pub fn word_before(text: &str, at: usize) -> Option<(&str, usize)> {
    let mut end = at;
    loop {
        let before = text.get(..end)?.trim_end();
        let start = before.rfind([' ', '\n', '—']).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        let word = &before[start..];
        if !HEDGES.contains(&word) {
            return (!word.is_empty()).then_some((word, start));
        }
        end = start;
    }
}

const HEDGES: &[&str] =
    &["about", "some", "around", "just", "nearly", "only", "a", "the", "roughly", "almost", "over", "total", "of", "an", "additional", "another"];

fn clause_start(text: &str, from: usize, to: usize) -> usize {
    let slice = text.get(from..to).unwrap_or("");
    [". ", "; ", ": ", ", and ", ", while ", ", but "].iter().filter_map(|stop| slice.rfind(stop)).max().map_or(from, |i| from + i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Value};
    use crate::text::{Exact, Span};

    fn mentions(text: &str, words: &[&str]) -> Vec<Mention> {
        let at = |w: &&str| text.find(w).map(|i| Span::new(i, i + w.len())).expect("stands there");
        words.iter().map(|w| Mention::new(at(w), Value::Number(Amount::point(Exact::ONE)))).collect()
    }

    fn role(korean_text: bool, text: &str, words: &[&str]) -> Option<Role> {
        let m = mentions(text, words);
        let (last, before) = (&m[m.len() - 1], m.len().checked_sub(2).map(|i| &m[i]));
        (if korean_text { korean(text, before, last) } else { english(text, before, last) }).map(|c| c.role)
    }

    #[test]
    fn korean_particles_tell_the_role() {
        assert_eq!(role(true, "농장이 13곳으로 늘었다", &["13곳"]), Some(Role::Level));
        assert_eq!(role(true, "농장이 13곳 늘었다", &["13곳"]), Some(Role::Step));
        assert_eq!(role(true, "예산을 30억원 늘린 90억원으로 짰다", &["30억원", "90억원"]), Some(Role::Level));
        assert_eq!(role(true, "수출 증가율은 3% 안팎이다", &["3%"]), None);
    }

    #[test]
    fn english_prepositions_tell_the_role() {
        assert_eq!(role(false, "The number of farms rose by 13", &["13"]), Some(Role::Step));
        assert_eq!(role(false, "The number of farms rose to 13", &["13"]), Some(Role::Level));
        assert_eq!(role(false, "raised it by 30 from 90", &["30", "90"]), Some(Role::Start));
        assert_eq!(role(false, "He went to 13 farms", &["13"]), None);
    }
}
