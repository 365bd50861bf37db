//! Parts and their total, where a word says that there are no other parts; votes; a part and its whole.

use super::{Claim, Form, Sentence, contains_any, ends_with_any, starts_with_any};
use crate::model::{Lang, Value};
use smallvec::{SmallVec, smallvec};

pub(super) fn read(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    // All present, and at least three ways to vote.
    if s.figures.len() > 3 {
        votes(s, out);
    }
    for (k, &i) in s.figures.iter().enumerate() {
        bracket(s, i, &s.figures[k + 1..], out);
        if k > 0 {
            whole(s, s.figures[k - 1], i, out);
        }
        if k > 1 {
            added(s, &s.figures[..=k], out);
        }
    }
}

/// Labels that leave no third: where both stand in the parentheses behind a count, the parts make the whole.
const PAIRS_KO: [(&str, &str); 11] = [
    ("남성", "여성"),
    ("남자", "여자"),
    ("남 ", "여 "),
    ("사망", "부상"),
    ("국비", "도비"),
    ("국비", "지방비"),
    ("국비", "시비"),
    ("국내", "해외"),
    ("지역구", "비례"),
    ("수출", "수입"),
    ("내국인", "외국인"),
];
const PAIRS_EN: [(&str, &str); 9] = [
    (" men", " women"),
    (" male", " female"),
    (" boys", " girls"),
    (" dead", " injured"),
    (" killed", " injured"),
    (" dead", " wounded"),
    ("export", "import"),
    (" Koreans", " foreigners"),
    ("domestic", "overseas"),
];
/// What makes the parentheses tell something else than all parts.
const NO_PARTS: [&str; 36] = [
    "보다", "대비", "증가", "감소", "전년", "지난", "작년", "이상", "이하", "미만", "중 ", "가운데", "등", "포함", "평균", "최대", "최소", "각", "씩", "당 ",
    "차지", "이 넘", "per ", "each", "includ", "compar", "from", " up", "down", "average", "versus", "than", "year", " of ", "at least", "among",
];

/// 15명(사망 3명, 부상 12명).
fn bracket(s: &Sentence<'_>, total: usize, rest: &[usize], out: &mut Vec<Claim>) {
    if rest.len() < 2 {
        return;
    }
    let behind = s.text.get(s.m(total).span.end..).unwrap_or("");
    let Some(inside) = behind.trim_start_matches(' ').strip_prefix('(') else { return };
    let start = s.text.len() - inside.len();
    let Some(length) = memchr::memchr(b')', inside.as_bytes()).filter(|&l| l <= 160) else { return };
    let inside = &inside[..length];
    let within = |i: usize| s.m(i).span.start >= start && s.m(i).span.end <= start + length;
    let parts: SmallVec<[usize; 6]> = rest.iter().copied().take_while(|&i| within(i)).collect();
    let pairs: &[(&str, &str)] = if s.lang == Lang::Ko { &PAIRS_KO } else { &PAIRS_EN };
    let complete = pairs.iter().any(|(a, b)| inside.contains(a) && inside.contains(b)) && !contains_any(inside, &NO_PARTS);
    // A date or anything else in there makes it another statement.
    let only = s.all.clone().filter(|&i| within(i) && !matches!(s.m(i).value, Value::Name(_))).count() == parts.len();
    if parts.len() >= 2 && complete && only && parts.iter().all(|&i| s.alike(total, i)) {
        out.push(Claim { goal: total, parts, others: smallvec![], form: Form::Sum });
    }
}

const JOINED_KO: [&str; 10] = ["합쳐", "합해", "합하면", "합치면", "합친", "합한", "더하면", "더해", "합산", "합계"];
/// What stands behind a figure of a list.
const LISTED: &[&str] = &["과 ", "와 ", "에 ", ", ", "·", " 및 "];
const SUMMED_EN: [&str; 5] = [", for a total of ", " for a total of ", ", totaling ", ", for a combined ", ", for a combined total of "];

/// 12명과 18명을 합쳐 30명; "12 men and 18 women, for a total of 30"; 12명, 경기 18명 등 총 40명.
fn added(s: &Sentence<'_>, figures: &[usize], out: &mut Vec<Claim>) {
    let [before @ .., a, b, total] = figures else { return };
    let (a, b, total) = (*a, *b, *total);
    if !s.alike(a, b) || !s.alike(b, total) || matches!(s.m(total).value, Value::Percent(_) | Value::Points(_)) {
        return;
    }
    let (first, last) = (s.between(a, b), s.between(b, total));
    if first.len() > 60 || last.len() > 40 {
        return;
    }
    let form = match s.lang {
        Lang::Ko if contains_any(last, &JOINED_KO) && starts_with_any(first, LISTED) => Form::Sum,
        Lang::Ko if [" 등 총 ", " 등 모두 ", " 등 총"].contains(&last) && starts_with_any(first, &["과 ", "와 ", ", ", "·"]) => Form::AtLeastSum,
        Lang::En if SUMMED_EN.iter().any(|w| last.ends_with(w)) && first.contains(" and ") => Form::Sum,
        Lang::Ko | Lang::En => return,
    };
    let mut parts: SmallVec<[usize; 6]> = smallvec![a, b];
    if form == Form::Sum {
        // 1등 870명, 2등 730명, 3등 1336명을 합쳐: the list goes back as far as its figures are alike and close together.
        for &i in before.iter().rev() {
            let gap = s.between(i, parts[0]);
            let listed = if s.lang == Lang::Ko { starts_with_any(gap, LISTED) } else { gap.ends_with(", ") };
            if !s.alike(i, total) || gap.len() > 60 || !listed {
                break;
            }
            parts.insert(0, i);
        }
    }
    let others = s.like(total, &parts);
    // 합계 names no parts: it may reach back to all that was told before.
    if last.contains("합계") && !others.is_empty() {
        return;
    }
    out.push(Claim { goal: total, parts, others, form });
}

/// 30명 중 38명; "38 of the 30 passengers".
fn whole(s: &Sentence<'_>, x: usize, y: usize, out: &mut Vec<Claim>) {
    let between = s.between(x, y);
    let numbers = matches!((&s.m(x).value, &s.m(y).value), (Value::Number(_), Value::Number(_)));
    if !numbers || between.len() > 24 {
        return;
    }
    let (part, whole) = match s.lang {
        Lang::Ko if s.m(x).counter.is_some() && s.m(x).counter == s.m(y).counter && of(between) => (y, x),
        Lang::En if [" of the ", " out of ", " out of the "].contains(&between) => (x, y),
        Lang::Ko | Lang::En => return,
    };
    out.push(Claim { goal: whole, parts: smallvec![part], others: smallvec![], form: Form::Whole });
}

/// " 중 ", " 가운데 " with at most a word behind it, and no list.
fn of(between: &str) -> bool {
    starts_with_any(between, &[" 중 ", " 가운데 ", "중 ", " 중에서 "]) && !contains_any(between, &[",", "(", "·"])
}

const FOR_AND_AGAINST: [(&str, &[&str], &[&str]); 4] = [
    ("for", &["찬성 ", "찬성은 ", "찬성이 "], &[" voted for", " in favor", " voted in favor", " for,", " for and", " votes for", " votes in favor"]),
    ("against", &["반대 ", "반대는 ", "반대가 "], &[" against", " voted against", " votes against", " opposed"]),
    ("abstained", &["기권 ", "기권은 ", "기권이 "], &[" abstained", " abstention", " abstaining"]),
    ("invalid", &["무효 ", "무효는 ", "무효가 "], &[" invalid", " were invalid", " was invalid", " ballots were invalid", " votes were invalid", " void"]),
];
const PRESENT_KO: [&str; 5] = ["재석 ", "재석의원 ", "재석 의원 ", "총투표수 ", "총 투표수 "];
const PRESENT_EN: [&str; 6] =
    [" lawmakers present", " members present", " lawmakers in attendance", " votes cast", " lawmakers who voted", " lawmakers attending"];

/// 재석 300명 중 찬성 204명, 반대 85명, 기권 3명, 무효 8명.
fn votes(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    let ko = s.lang == Lang::Ko;
    let number = |i: &&usize| matches!(s.m(**i).value, Value::Number(_));
    let total = |i: &&usize| if ko { ends_with_any(s.ahead(**i), &PRESENT_KO) } else { starts_with_any(s.behind(**i), &PRESENT_EN) };
    let Some(&total) = s.figures.iter().filter(number).find(total) else { return };
    let labelled = |words: &(&str, &[&str], &[&str])| {
        let mut found =
            s.figures.iter().filter(number).filter(|&&i| if ko { ends_with_any(s.ahead(i), words.1) } else { starts_with_any(s.behind(i), words.2) });
        // A label told twice is two votes.
        found.next().copied().filter(|_| found.next().is_none())
    };
    let parts: SmallVec<[usize; 6]> = FOR_AND_AGAINST.iter().filter_map(labelled).collect();
    if parts.len() >= 3 && !parts.contains(&total) {
        let form = if parts.len() == FOR_AND_AGAINST.len() { Form::Sum } else { Form::AtLeastSum };
        out.push(Claim { goal: total, parts, others: smallvec![], form });
    }
}
