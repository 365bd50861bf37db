//! Words that bound or soften a number: 약 3000명, 20여 명, 100명 이상, 5억원을 넘는, 절반에도 못 미치는.

use crate::model::Certainty;
use crate::text::{Prefixes, SyllableSet, hangul};
use std::sync::LazyLock;

/// Words before a number, with at most a space between.
const BEFORE: &[(&str, Certainty)] = &[
    ("약", Certainty::About),
    ("대략", Certainty::About),
    ("어림잡아", Certainty::About),
    ("얼추", Certainty::About),
    ("최장", Certainty::AtMost),
    ("거의", Certainty::About),
    ("줄잡아", Certainty::About),
    ("최대", Certainty::AtMost),
    ("많게는", Certainty::AtMost),
    ("길게는", Certainty::AtMost),
    ("최소", Certainty::AtLeast),
    ("최소한", Certainty::AtLeast),
    ("적어도", Certainty::AtLeast),
    ("적게는", Certainty::AtLeast),
    ("짧게는", Certainty::AtLeast),
];

/// Words right behind a number and its unit, with at most a space between.
const AFTER: &[(&str, Certainty)] = &[
    ("여", Certainty::About),
    ("가량", Certainty::About),
    ("정도", Certainty::About),
    ("쯤", Certainty::About),
    ("남짓", Certainty::About),
    ("안팎", Certainty::About),
    ("내외", Certainty::About),
    ("전후", Certainty::About),
    ("이상", Certainty::AtLeast),
    ("이하", Certainty::AtMost),
    ("이내", Certainty::AtMost),
    ("한도", Certainty::AtMost),
    ("초과", Certainty::MoreThan),
    ("미만", Certainty::LessThan),
];

/// Verbs behind a number and a particle: 5억원을 넘는, 12억원을 초과하는, 절반에도 못 미치는, 두 배 가까이.
const VERBS: &[(&str, Certainty)] = &[
    ("넘", Certainty::MoreThan),
    ("초과", Certainty::MoreThan),
    ("웃도", Certainty::MoreThan),
    ("웃돌", Certainty::MoreThan),
    ("돌파", Certainty::MoreThan),
    ("상회", Certainty::MoreThan),
    ("밑도", Certainty::LessThan),
    ("밑돌", Certainty::LessThan),
    ("밑돈", Certainty::LessThan),
    ("밑으로", Certainty::LessThan),
    ("채 안 되", Certainty::LessThan),
    ("채 안 된", Certainty::LessThan),
    ("채 안 됐", Certainty::LessThan),
    ("채 되지 않", Certainty::LessThan),
    ("채 못 되", Certainty::LessThan),
    ("못 미치", Certainty::LessThan),
    ("못 미칠", Certainty::LessThan),
    ("못 미쳤", Certainty::LessThan),
    ("못 미친", Certainty::LessThan),
    ("못미치", Certainty::LessThan),
    ("못미쳤", Certainty::LessThan),
    ("못미친", Certainty::LessThan),
    ("미달", Certainty::LessThan),
    ("하회", Certainty::LessThan),
    ("육박", Certainty::LessThan),
    ("가까", Certainty::LessThan),
    ("달하", Certainty::About),
    ("달했", Certainty::About),
    ("이르", Certainty::About),
];

/// The hedge that ends right before `text`'s end, as its start and meaning.
pub(super) fn before(text: &str) -> Option<(usize, Certainty)> {
    static LASTS: LazyLock<SyllableSet> = LazyLock::new(|| BEFORE.iter().filter_map(|(w, _)| w.chars().next_back()).collect());
    let body = text.strip_suffix(' ').unwrap_or(text);
    if !LASTS.contains_at(body, body.len().checked_sub(3)?) {
        return None;
    }
    let found = BEFORE.iter().filter(|(w, _)| body.ends_with(w)).max_by_key(|(w, _)| w.len())?;
    let start = body.len() - found.0.len();
    // 약 is also the end of 계약, 공약; it must start a word.
    (!hangul::syllable_before(text, start)).then_some((start, found.1))
}

/// The hedge right behind a number: its length with the space before it, and its meaning.
pub(super) fn after(rest: &str) -> Option<(usize, Certainty)> {
    static WORDS: LazyLock<Prefixes<Certainty>> = LazyLock::new(|| Prefixes::new(AFTER.iter().copied()));
    let skip = usize::from(rest.starts_with(' '));
    let body = rest.get(skip..)?;
    let (word, meaning) = WORDS.first(body)?;
    let tail = &body[word.len()..];
    let fits = match *word {
        // 여 is a hedge only before a counter or another word: 20여 명; 이상 is also the start of 이상하다.
        "여" => skip == 0 && (tail.starts_with(' ') || !tail.starts_with(|c: char| "성야러지".contains(c))),
        "이상" => !tail.starts_with(['한', '하', '현', '기', '징', '고', '저', '민', '철', '욱']) || skip == 0,
        _ => true,
    };
    fits.then_some((skip + word.len(), *meaning))
}

/// What a verb behind the number says of it. The span of the mention does not take it in.
pub(super) fn verb(rest: &str) -> Option<Certainty> {
    static LINKS: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(&["을 ", "를 ", "에도 ", "에 ", "도 ", "이 ", "가 ", " ", "이나 "]));
    static ADVERBS: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(&["크게 ", "훌쩍 ", "약간 "]));
    static STEMS: LazyLock<Prefixes<Certainty>> = LazyLock::new(|| Prefixes::new(VERBS.iter().copied()));
    let body = &rest[LINKS.length(rest).unwrap_or(0)..];
    let body = &body[ADVERBS.length(body).unwrap_or(0)..];
    let (stem, meaning) = STEMS.first(body)?;
    // 2만명을 넘지 않을 것: the other way round.
    let negated = ["지 않", "지 못", "지는 않", "지 말"].iter().any(|w| body[stem.len()..].starts_with(w));
    Some(match meaning {
        Certainty::MoreThan if negated => Certainty::AtMost,
        Certainty::LessThan if negated => Certainty::AtLeast,
        other => *other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_and_behind() {
        assert_eq!(before("병력 약 "), Some(("병력 ".len(), Certainty::About)));
        assert_eq!(before("공약 "), None);
        assert_eq!(after(" 이상이 찬성해야"), Some((7, Certainty::AtLeast)));
        assert_eq!(after(" 이상한 일"), None);
        assert_eq!(after("여 명"), Some((3, Certainty::About)));
        assert_eq!(verb("을 초과하는"), Some(Certainty::MoreThan));
        assert_eq!(verb("에도 못 미치는"), Some(Certainty::LessThan));
        assert_eq!(verb("을 넘지 않을 것"), Some(Certainty::AtMost));
        assert_eq!(verb(" 가까이"), Some(Certainty::LessThan));
        assert_eq!(verb("이 채 안 된다"), Some(Certainty::LessThan));
        assert_eq!(verb("을 밑돈다"), Some(Certainty::LessThan));
        assert_eq!(verb(" 밑으로 줄였다"), Some(Certainty::LessThan));
        assert_eq!(verb(" 밑에 있다"), None);
    }
}
