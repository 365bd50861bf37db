//! Predicates that the Korean denies and the English affirms, or the other way round: 올리지 않기로 as “decided to raise”.

use super::denials::{carriers, denial_before, denials, has_not, may_be_denied, says_no};
use super::table::{Kind, Part, Table};
use super::{Clash, English, Hit, Sides};
use crate::text::Span;
use crate::text::lines::floor;
use smallvec::SmallVec;
use std::cell::LazyCell;

/// What the Korean does with a predicate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Said {
    /// It is so.
    Affirmed,
    /// It is not so; the span runs to the end of the word that says this.
    Denied(Span),
    /// A question, a double negation, or too far to tell.
    Unclear,
}

pub(super) fn compare(table: &Table, sides: &Sides<'_>, ko: &[Hit], english: &English<'_>, out: &mut Vec<Clash>) {
    let denied = LazyCell::new(|| has_not(sides.en) && !may_be_denied(sides.ko));
    let predicate = |h: &&Hit| h.part == Part::Says && table.axes[usize::from(h.axis)].kind == Kind::Predicate;
    for hit in ko.iter().filter(predicate) {
        let means = table.axes[usize::from(hit.axis)].senses[0];
        let others = || ko.iter().filter(|h| h.axis == hit.axis && h.span != hit.span).map(|h| said(sides.ko, h.span));
        let clash = |rule, korean, english| Clash { rule, korean, means, english, says: "" };
        let found = match said(sides.ko, hit.span) {
            Said::Denied(korean) if others().all(|s| matches!(s, Said::Denied(_))) => {
                let en = english.of(hit.axis);
                let told: SmallVec<[Span; 4]> = en.iter().filter(|h| h.part == Part::Says).map(|h| h.span).collect();
                let otherwise = en.iter().any(|h| h.part == Part::May);
                told.first().filter(|_| !otherwise && affirmed(sides, &told)).map(|first| clash("negation-lost", korean, *first))
            }
            Said::Affirmed if *denied && others().all(|s| s == Said::Affirmed) => {
                let en = english.of(hit.axis);
                let place = en.iter().filter(|h| h.part == Part::Says).find_map(|h| denial_before(sides.en, h.span));
                place.map(|place| clash("negation-added", hit.span, place))
            }
            _ => None,
        };
        if let Some(clash) = found {
            out.push(clash);
            return;
        }
    }
}

/// Whether the English affirms a predicate wherever it has it.
fn affirmed(sides: &Sides<'_>, told: &[Span]) -> bool {
    let mut carriers = carriers(sides.en);
    // What is planned to be stopped is planned: “plans to halt”, “plans to lay off”.
    let of_it = |t: &Span, c: &Span| {
        let infinitive = t.slice(sides.en).ends_with(" to") && t.end < c.start;
        infinitive && sides.en[t.end..c.start].split_ascii_whitespace().count() <= 1
    };
    carriers.retain(|c| !told.iter().any(|t| t.contains(*c) || of_it(t, c)));
    let near = |at: Span| Span::new(floor(sides.en, at.start.saturating_sub(NEAR)), floor(sides.en, (at.end + NEAR).min(sides.en.len())));
    carriers.is_empty() || (denials(sides.ko) > carriers.len() && !told.iter().any(|at| carriers.iter().any(|c| near(*at).overlaps(*c))))
}

/// How far from a predicate a word may still deny it, in bytes.
const NEAR: usize = 60;

/// What the Korean does with the predicate that stands at `at`.
fn said(text: &str, at: Span) -> Said {
    let (before, tail) = (&text[..at.start], &text[at.end..]);
    let adverb = ["안 ", "못 "].iter().any(|a| before.strip_suffix(a).is_some_and(|b| b.is_empty() || b.ends_with(' ')));
    let denied = if adverb { Some(tail) } else { denial(at.slice(text), tail) };
    let Some(rest) = denied else {
        let near = &tail[..floor(tail, 36.min(tail.len()))];
        let clause = near.find([',', '.']).map_or(near, |stop| &near[..stop]);
        return if clause.contains(['않', '못', '없', '아', '말', '불']) { Said::Unclear } else { Said::Affirmed };
    };
    let word = rest.find([' ', ',', '.', '"', '”', '’']).unwrap_or(rest.len());
    let further = &rest[..floor(rest, (word + 20).min(rest.len()))];
    if DOUBTS.iter().any(|d| further.contains(d)) { Said::Unclear } else { Said::Denied(Span::new(at.start, text.len() - rest.len() + word)) }
}

/// What turns a denial round, or leaves it open: 않을 수 없다, 않느냐, 않을까, 않으면 안 된다.
const DOUBTS: &[&str] = &["수 없", "수밖에", "느냐", "을까", "는가", "나요", "겠나", "으면 안", "지 않", "것은 아니", "건 아니", "뿐", "다면", "으면"];

/// Behind a predicate, what is left from the word on that denies it.
fn denial<'t>(form: &str, tail: &'t str) -> Option<&'t str> {
    let after = |t: &'t str, options: &[&str]| options.iter().find_map(|o| t.strip_prefix(o));
    if let Some(rest) = form.ends_with('지').then_some(tail).or_else(|| long_form(tail)) {
        let rest = after(rest, &["는", "도", "를", "조차"]).unwrap_or(rest);
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        return rest.starts_with(['않', '못', '말']).then_some(rest).or_else(|| rest.starts_with("아니").then_some(rest));
    }
    // 배제할 수 없, 나온 적이 없, 올릴 계획이 없, 진전이 없.
    let rest = after(tail, &["할", "될", "한", "된", "하는"]).unwrap_or(tail);
    let rest =
        match rest.strip_prefix(' ').and_then(|r| after(r, &["수", "적", "일", "계획", "생각", "뜻", "이유", "필요", "방침", "의사", "의향", "여지", "바"]))
        {
            Some(rest) => after(rest, &["이", "가", "은", "는", "도"]).unwrap_or(rest),
            None => after(tail, &["이", "가", "은", "는", "도"])?,
        };
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    rest.starts_with('없').then_some(rest)
}

/// Behind a noun, what is left behind the 지 of its verb: 참여하지, 유출되지, 참여를 하지.
fn long_form(tail: &str) -> Option<&str> {
    let verb = |t: &'_ str| -> Option<usize> {
        ["하지", "되지", "받지", "시키지", "당하지", "이뤄지지", "있지", "지"].iter().find(|v| t.starts_with(**v)).map(|v| v.len())
    };
    if let Some(len) = verb(tail) {
        return Some(&tail[len..]);
    }
    let rest = ["을 ", "를 ", "은 ", "는 ", "도 ", "이 ", "가 "].iter().find_map(|p| tail.strip_prefix(p))?;
    verb(rest).map(|len| &rest[len..])
}

/// A sentence that ends in a denial, where no word of the English can be one, whatever is denied.
pub(super) fn final_denial(sides: &Sides<'_>, out: &mut Vec<Clash>) {
    let Some(korean) = last_denial(sides.ko) else { return };
    if says_no(sides.en) {
        return;
    }
    out.push(Clash { rule: "negation-lost", korean, means: "", english: Span::new(0, sides.en.len()), says: "" });
}

/// The word that is denied and what denies it, where a sentence, a quote or a statement ends with this.
pub(super) fn last_denial(text: &str) -> Option<Span> {
    // The last bytes of 않, 못 and 없.
    for last in memchr::memchr3_iter(0x8A, 0xBB, 0x86, text.as_bytes()) {
        let Some(at) = last.checked_sub(2).filter(|&at| text.is_char_boundary(at) && text[at..].starts_with(['않', '못', '없'])) else { continue };
        let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
        let rest = &text[at..];
        let long = ["지", "지는", "지도", "지를"].iter().find_map(|e| before.strip_suffix(e));
        let none = ["이", "가", "은", "는", "도", "적", "수"].iter().find_map(|e| before.strip_suffix(e)).filter(|_| rest.starts_with('없'));
        let Some(stem) = long.filter(|_| !rest.starts_with('없')).or(none) else { continue };
        let Some(end) = ENDS.iter().find(|e| rest.starts_with(**e)) else { continue };
        let further = &rest[end.len()..floor(rest, (end.len() + 20).min(rest.len()))];
        // 않을 수 없었다: one denial takes back another.
        let twice = text[floor(text, at.saturating_sub(24))..at].contains(['않', '못', '없']);
        // 적지 않다 is “many”, 한 적이 없다 “never”.
        let idiom = |i: &str| stem.ends_with(i) && !(i == "적" && rest.starts_with('없'));
        if twice || IDIOMS.iter().any(|i| idiom(i)) || DOUBTS.iter().any(|d| further.contains(d)) {
            continue;
        }
        let start = stem.rfind(' ').map_or(0, |i| i + 1);
        return Some(Span::new(start, at + end.len()));
    }
    prohibition(text)
}

/// 먹으면 안 된다: that something must not be; not 가지 않으면 안 된다, that it must. 봐서는 안 된다 is as often told without a “not”.
fn prohibition(text: &str) -> Option<Span> {
    memchr::memmem::find_iter(text.as_bytes(), " 안 ").find_map(|at| {
        let end = ["된다", "됩니다", "돼"].iter().find_map(|e| text[at + " 안 ".len()..].starts_with(e).then_some(at + " 안 ".len() + e.len()))?;
        let stem = text[..at].strip_suffix('면')?;
        let doubled = text[floor(text, at.saturating_sub(24))..at].contains(['않', '못', '없']) || DOUBTS.iter().any(|d| text[end..].starts_with(d));
        (!doubled).then(|| Span::new(stem.rfind(' ').map_or(0, |i| i + 1), end))
    })
}

/// How a denial ends a statement.
const ENDS: &[&str] = &[
    "않았다", "않는다", "않기로", "않고 있다", "않겠다", "않을 것", "않은 것으로", "않다고", "않을 방침", "않을 계획", "않았습니다", "않습니다", "않았고",
    "않았지만", "못했다", "못한다", "못하고 있다", "못할 것", "못한 것으로", "못했습니다", "못했고", "못했지만", "없었다", "없다고", "없다며", "없는 것으로",
    "없다는", "없습니다", "없다.",
];

/// What is denied in words that English need not deny: 지나지 않는다 is “only”, 아끼지 않았다 “lavished”.
const IDIOMS: &[&str] = &[
    "지나", "다르", "그치", "멀", "늦", "나쁘", "적", "낯설", "새롭", "이상하", "어렵", "모자라", "부족하", "뒤지", "지치", "굴하", "마", "개의치", "서슴",
    "주저하", "아끼", "빠지", "포기하", "만한 곳", "잊", "놓치", "크", "쉽", "좋", "문제", "이상", "손색", "부족함", "의심", "예외", "차이", "틈", "변함",
    "나위", "관계", "상관", "여념", "필요", "다를", "멈추", "쉬", "그칠", "알", "모를", "끊이", "끊기", "떠나", "변하", "바뀌", "머지", "마다하", "가리",
    "불사하", "머무르", "머물", "만만하", "녹록하", "예사롭", "심상치", "없", "잇", "떼", "감추", "숨기", "참", "다물", "벗어나", "면하", "피하", "막", "넘기",
    "이기", "버티", "견디", "헤어나", "금하", "대수롭", "가볍",
];
