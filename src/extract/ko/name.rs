//! Korean names: people by a surname with a given name and something beside it that speaks for a person (a title, 씨, an
//! age), foreign people by the title behind them, institutions and places by the lexicon.

use crate::model::{Mention, Name, NameClass, Value, any_overlaps};
use crate::names::foreigners;
use crate::names::given::{self, Look};
use crate::names::lexicon::{self, Hit};
use crate::names::likeness::likeness;
use crate::names::offices;
use crate::names::surnames;
use crate::text::syllables::place_at;
use crate::text::{Endings, Span, Words, hangul};
use smallvec::SmallVec;
use std::sync::LazyLock;

/// Words between a name and its title.
#[inline]
fn between(word: &str) -> bool {
    word.len() <= "당시".len() && matches!(word, "전" | "신임" | "현" | "당시" | "초대" | "부" | "전임" | "차기" | "새" | "수석" | "명예" | "대표")
}

/// Ends of words that are titles although no table has them whole: 정책실장, 주택정책과장.
const TITLES: &[&str] = &[
    "실장", "국장", "과장", "팀장", "부장", "단장", "회장", "사장", "원장", "소장", "처장", "청장", "총장", "의장", "관장", "장관", "차관", "감독", "교수",
    "대표", "위원", "총재", "이사", "변호사", "대행", "기자", "선수", "연구원", "수석", "비서관", "대변인", "사령관", "대사", "총리", "시장", "군수", "지사",
    "작가", "박사", "의사", "판사", "검사", "대통령", "주석", "의원", "후보", "코치", "전무", "상무", "이코노미스트", "애널리스트", "큐레이터", "장", "외무상",
    "방위상", "재무상", "법무상", "수산상", "산업상", "안보상", "노동상", "총무상", "환경상", "교통상", "과학상",
];
static TITLE_ENDS: LazyLock<Endings> = LazyLock::new(|| Endings::new(TITLES));
/// Titles that are told of a person by name rather than of people at large.
const FIRM: &[&str] = &[
    "대통령", "대표", "총리", "장관", "총재", "위원장", "감독", "후보", "시장", "지사", "회장", "부회장", "사장", "의장", "대행", "교수", "총장", "원내대표",
    "의원", "선수", "이사장", "씨",
];
/// Ends of the names of institutions and their parts.
const ORGANISATIONS: &[&str] = &[
    "위원회", "협회", "학회", "조합", "노조", "연맹", "연합회", "총연맹", "총국", "본부", "연구소", "연구원", "센터", "재단", "대학교", "대학", "병원", "은행",
    "그룹", "전자", "자동차", "증권", "건설", "화학", "캐피털", "정책국", "기획국", "감시국", "국제국", "사무국", "사업부", "연구실", "정책실", "대사관",
    "공사", "공단", "법원", "지법", "고법", "지검", "경찰서", "경찰청", "소방서",
];
static ORGANISATION_ENDS: LazyLock<Endings> = LazyLock::new(|| Endings::new(ORGANISATIONS));
/// Particles that leave no doubt about where a name ends.
const AFTER_NAME: &[&str] = &["은", "는", "이", "가", "을", "를", "의", "과", "와", "도", "에게", "께서"];
static PARTICLES_AFTER_NAME: LazyLock<Endings> = LazyLock::new(|| Endings::new(AFTER_NAME));

/// A run of Hangul syllables in a sentence.
#[derive(Clone, Copy)]
struct Run<'t> {
    span: Span,
    word: &'t str,
    /// What stands between the run before and this one.
    gap: &'t str,
    role: Role,
    /// Whether it starts with a title or ends in one, but for particles.
    title: bool,
}

type Runs<'t> = SmallVec<[Run<'t>; 32]>;
type Hits = SmallVec<[Hit; 16]>;

/// What the lexicon says of a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Nothing.
    Plain,
    /// It starts with a title, and the word ends there; whether nothing follows the title.
    Title { bare: bool },
    /// It is wholly part of the name of an institution or place.
    Entity,
}

/// Reads the names of one sentence outside the spans that `taken` covers; spans are in bytes of `text`.
pub(in crate::extract) fn read(text: &str, taken: &[Mention], out: &mut Vec<Mention>) {
    let from = out.len();
    let mut hits = Hits::new();
    hits.extend(lexicon::find_korean(text).filter(|h| !any_overlaps(taken, h.span)));
    for hit in hits.iter().filter(|h| !h.form.rows.is_empty() && !h.form.title) {
        out.push(hit.mention(text));
    }
    let mut runs = Runs::new();
    collect(text, &hits, &mut runs);
    let mut next_is_person = false;
    for i in (0..runs.len()).rev() {
        let listed = next_is_person && runs.get(i + 1).is_some_and(|n| matches!(n.gap, "·" | ", "));
        next_is_person = false;
        let Some((end, class, partial)) = korean_person(text, &runs, i, listed) else { continue };
        let span = Span::new(runs[i].span.start, end);
        if !any_overlaps(taken, span) {
            out.push(mention(text, span, class, partial));
            next_is_person = class == NameClass::Person && !partial;
        }
    }
    out[from..].sort_by_key(|m| m.span);
    let (known, mut read_to) = (out.len(), 0);
    for i in 1..runs.len() {
        if let Some(span) = foreign_person(&runs, i).or_else(|| pope(text, &runs, i))
            && span.start >= read_to
            && !any_overlaps(&out[from..known], span)
            && !any_overlaps(taken, span)
        {
            read_to = span.end;
            out.push(mention(text, span, NameClass::Person, !span.slice(text).contains([' ', '·'])));
        }
    }
    if out.len() > known {
        out[from..].sort_by_key(|m| m.span);
    }
}

fn mention(text: &str, span: Span, class: NameClass, partial: bool) -> Mention {
    Mention::new(span, Value::Name(Name { text: span.slice(text).into(), class, entity: None, partial }))
}

/// The runs of a sentence. (Handed in, since a list of this size is dear to move.)
fn collect<'t>(text: &'t str, hits: &[Hit], out: &mut Runs<'t>) {
    let ends = TITLE_ENDS.lasts();
    let (mut gap_from, mut next_hit) = (0, 0);
    while let Some(start) = hangul::next_syllable(text, gap_from) {
        let (mut end, mut title_ends) = (start, 0_u32);
        while let Some(i) = place_at(text, end) {
            title_ends = title_ends << 1 | u32::from(ends.has(i));
            end += 3;
        }
        let span = Span::new(start, end);
        while hits.get(next_hit).is_some_and(|h| h.span.end <= start) {
            next_hit += 1;
        }
        let (word, role) = (span.slice(text), role(span, hits.get(next_hit)));
        let title = matches!(role, Role::Title { .. }) || ends_in_title(word, title_ends);
        out.push(Run { span, word, gap: &text[gap_from..start], role, title });
        gap_from = end;
    }
}

fn role(run: Span, hit: Option<&Hit>) -> Role {
    match hit {
        Some(h) if h.form.title && h.span.start == run.start => Role::Title { bare: h.span.end >= run.end },
        Some(h) if !h.form.rows.is_empty() && h.span.start <= run.start && !h.form.title && h.span.end > run.start => Role::Entity,
        _ => Role::Plain,
    }
}

/// Whether run `i` starts with the name of a Korean: where the name ends, how sure it is to be a person's, and whether
/// it is a surname alone.
fn korean_person(text: &str, runs: &[Run<'_>], i: usize, listed: bool) -> Option<(usize, NameClass, bool)> {
    let run = &runs[i];
    // Syllables have three bytes.
    let count = run.word.len() / 3;
    if run.role != Role::Plain || count > 8 || !surnames::starts(run.word) {
        return None;
    }
    let polite = run.word.get(3..6) == Some("씨");
    if (count == 1 || polite)
        && let Some(end) = surname_alone(runs, i)
    {
        return Some((end, NameClass::Person, true));
    }
    let after_title = i > 0 && run.gap == " " && matches!(runs[i - 1].role, Role::Title { bare: true });
    let rest = &text[run.span.end..];
    let aged = followed_by_age(rest);
    let named = aged || listed || followed_by_title(runs, i);
    // What the word looks like is asked only where something speaks for a name.
    let whole = if named || after_title && rest.as_bytes().first() != Some(&b' ') { given::look(run.word) } else { Look::None };
    if whole > Look::None {
        let sure = || {
            let next = runs.get(i + 1).filter(|n| n.gap == " ");
            next.is_some_and(|n| matches!(n.word, "전" | "씨") || FIRM.iter().any(|t| n.word.starts_with(t)))
        };
        if aged || whole == Look::Usual || named && sure() {
            let person = whole == Look::Usual || count >= 3 && aged;
            return Some((run.span.end, if person { NameClass::Person } else { NameClass::Other }, false));
        }
    }
    // What follows needs a name of three syllables and something behind it.
    if count < 4 {
        return None;
    }
    if let Some(at) = last_polite(run.word).filter(|&at| given::look(&run.word[..at]) == Look::Usual && lexicon::ends_word(&run.word[at + "씨".len()..])) {
        return Some((run.span.start + at, NameClass::Person, false));
    }
    // No two of them end alike.
    let particle = PARTICLES_AFTER_NAME.all(run.word).next()?;
    let name = run.word.strip_suffix(particle).filter(|name| name.len() >= 9 && agrees(name, particle) && given::look(name) == Look::Usual)?;
    let class = if after_title || listed { NameClass::Person } else { NameClass::Other };
    Some((run.span.start + name.len(), class, false))
}

/// Where the last 씨 of a run of syllables stands.
fn last_polite(word: &str) -> Option<usize> {
    word.as_bytes().chunks_exact(3).rposition(|syllable| syllable == "씨".as_bytes()).map(|i| 3 * i)
}

/// 이 대통령, 김씨는: a surname with nothing but a title.
fn surname_alone(runs: &[Run<'_>], i: usize) -> Option<usize> {
    let run = &runs[i];
    let (surname, behind) = run.word.split_at_checked("김".len())?;
    let end = run.span.start + surname.len();
    let polite = behind.strip_prefix('씨');
    if !behind.is_empty() && polite.is_none() || surnames::hangul(surname).is_none_or(|s| s.bearers < 1) {
        return None;
    }
    match polite {
        None => {
            let next = runs.get(i + 1)?;
            // 전 대통령, 현 정부 and the like are no surnames; 이, 한 and 나 are words as well.
            let modifier = between(surname)
                || matches!(surname, "이" | "제" | "한" | "나" | "두" | "단" | "온" | "여" | "모") && !FIRM.iter().any(|t| next.word.starts_with(t));
            (next.gap == " " && next.title && !modifier).then_some(end)
        }
        Some(tail) => lexicon::ends_word(tail).then_some(end),
    }
}

/// Whether a title follows run `i`, perhaps with 전, an institution or a country between.
fn followed_by_title(runs: &[Run<'_>], i: usize) -> bool {
    for next in runs.iter().skip(i + 1).take(4) {
        if next.gap != " " {
            return false;
        }
        if next.title || matches!(next.word, "군" | "양") || next.word.as_bytes().starts_with("씨".as_bytes()) {
            return true;
        }
        if !between(next.word) && !is_organisation(next) {
            return false;
        }
    }
    false
}

/// Whether a run is an institution of the lexicon, or ends as institutions do.
#[inline]
fn is_organisation(run: &Run<'_>) -> bool {
    run.role == Role::Entity || run.role == Role::Plain && ORGANISATION_ENDS.any(run.word)
}

/// Whether a word ends in a title: at its end, or up to three syllables before it where particles follow.
/// `title_ends` has a bit for each syllable that ends some title, the last syllable in the lowest bit.
fn ends_in_title(word: &str, title_ends: u32) -> bool {
    title_ends & 0b1111 != 0
        && (0..4).filter(|after| title_ends >> after & 1 == 1).any(|after| {
            let head = &word[..word.len() - 3 * after];
            // 장 alone is a market or a page.
            TITLE_ENDS.all(head).any(|title| title.len() > "장".len() || head.len() > title.len()) && particle_only(&word[head.len()..])
        })
}

fn particle_only(rest: &str) -> bool {
    rest.is_empty() || (rest.len() <= 9 && lexicon::ends_word(rest))
}

/// "(46)", "(46·사진)", "(李在明)".
fn followed_by_age(rest: &str) -> bool {
    if rest.as_bytes().first() != Some(&b'(') {
        return false;
    }
    let inside = &rest[1..];
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && inside[digits..].starts_with([')', '·', ',', '세'])
}

/// Whether a word starts with a title that stands before or behind a name, or ends in one but for particles.
pub(super) fn titled(word: &str) -> bool {
    let ends = TITLE_ENDS.lasts();
    let bits = (0..word.len() / 3).fold(0_u32, |bits, i| bits << 1 | u32::from(place_at(word, 3 * i).is_some_and(|p| ends.has(p))));
    ends_in_title(word, bits)
        || (1..=word.len() / 3).rev().any(|n| lexicon::korean_form(&word[..3 * n]).is_some_and(|f| f.title) && particle_only(&word[3 * n..]))
}

/// Whether a word is a title and nothing else.
pub(super) fn titled_bare(word: &str) -> bool {
    lexicon::korean_form(word).is_some_and(|f| f.title) || TITLES.iter().any(|t| t.len() > 3 && word.ends_with(t))
}

/// Ends of a single word that is no name but a noun with its particle.
const PARTICLES: &[&str] = &["은", "는", "을", "를", "의", "에", "에서", "에게", "으로", "로", "까지", "부터", "와", "과", "한", "된", "인", "들"];

/// 외무상, 농림수산상: whether the word is such a title, but for its particle.
fn minister_of_japan(word: &str) -> bool {
    word.rfind('상').is_some_and(|at| {
        let end = at + "상".len();
        TITLE_ENDS.all(&word[..end]).any(|title| title.len() == "외무상".len()) && particle_only(&word[end..])
    })
}

/// Whether the particle has the form that the name's last sound calls for.
fn agrees(name: &str, particle: &str) -> bool {
    let closed = name.chars().next_back().is_some_and(hangul::has_final);
    match particle {
        "은" | "이" | "을" | "과" => closed,
        "는" | "가" | "를" | "와" => !closed,
        _ => true,
    }
}

/// A foreign person's name before the title that run `i` starts with.
fn foreign_person(runs: &[Run<'_>], i: usize) -> Option<Span> {
    if !runs[i].title || matches!(runs[i].word, "장") {
        return None;
    }
    let is_office = |run: &Run<'_>| offices::by_one_name(run.word);
    // 연준 의장 is a title of two words.
    let office = is_office(&runs[i]) || matches!(runs[i].role, Role::Title { .. }) && runs.get(i + 1).is_some_and(|next| next.gap == " " && is_office(next));
    // Ministers of Japan are called by a title of their own.
    let (mut k, mut passed_place) = (i, minister_of_japan(runs[i].word));
    loop {
        let gap_is_space = runs[k].gap == " " || (runs[k].gap.len() <= 8 && runs[k].gap.trim().bytes().all(|b| b.is_ascii_uppercase()));
        let before = k.checked_sub(1).filter(|_| gap_is_space)?;
        let run = &runs[before];
        if is_organisation(run) {
            passed_place |= run.role == Role::Entity;
        } else if !between(run.word) {
            break;
        }
        k = before;
        if i - k > 4 {
            return None;
        }
    }
    let last = k - 1;
    let mut first = last;
    let mut clear = 0;
    for j in (last.saturating_sub(3)..=last).rev() {
        let run = &runs[j];
        let foreign = foreigners::syllables(run.word).max(usize::from(office && likely_foreign(run.word)));
        let kana = passed_place && (2..=4).contains(&run.word.chars().count()) && all_open(run.word) && j + 1 >= last;
        let middle = j < last && matches!(run.word, "빈" | "알" | "반" | "폰" | "데" | "엘" | "조" | "더" | "라" | "디");
        if run.role != Role::Plain
            || run.word.ends_with(['를', '을', '의', '는'])
            || (foreign == 0 && !kana && !middle)
            || (kana && foreign == 0 && given::look(run.word) == Look::Usual && j == last)
            || run.word.chars().count() > 7
        {
            break;
        }
        clear += foreign;
        first = j;
        if !matches!(run.gap, " " | "·") {
            break;
        }
    }
    let words = last + 1 - first;
    let alone = words == 1 && office && runs[last].role == Role::Plain && likely_foreign(runs[last].word);
    if alone && clear > 0 {
        return Some(runs[last].span);
    }
    if words == 1 && (PARTICLES.iter().any(|p| runs[last].word.ends_with(p)) || runs[last].word.chars().count() > 5) {
        return None;
    }
    let found = runs[last].role == Role::Plain && (clear >= 2 || (words >= 2 && (clear >= 1 || passed_place)));
    (found && (first < last || clear >= 2 || foreigners::syllables(runs[last].word) >= 1 && clear >= 1))
        .then(|| Span::new(runs[first].span.start, runs[last].span.end))
}

/// 교황 레오 14세: the name that a pope has taken, where the title stands in front of it and a number behind.
fn pope(text: &str, runs: &[Run<'_>], i: usize) -> Option<Span> {
    let run = &runs[i];
    let number = text[run.span.end..].strip_prefix(' ')?;
    let numbered = number.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('세') && number.starts_with(|c: char| c.is_ascii_digit());
    (numbered && runs[i - 1].word == "교황" && run.gap == " " && run.role == Role::Plain && likely_foreign(run.word)).then_some(run.span)
}

/// Those who are known by one name that would pass for another word.
static FOREIGNERS: LazyLock<Words> = LazyLock::new(|| {
    let names: Vec<&str> = include_str!("foreigners.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    Words::new(&names)
});

/// What a word must have of a foreign name, as the logarithm of odds, where an office stands behind it.
const LIKELY: f32 = 1.0;
/// Words that sound foreign and are no names: what precedes a title, or is half of one.
const NO_FOREIGNERS: &[&str] = &[
    "클럽", "팀", "시네마", "다큐멘터리", "애니메이션", "무비", "뮤지컬", "블록버스터", "이번", "부인", "스타", "리더", "그룹", "글로벌", "유엔", "나토",
    "하원", "상원", "쿠데타", "엘리트", "라이벌", "파트너",
];

/// Whether a word before an office is more likely a foreign name than any other word.
fn likely_foreign(word: &str) -> bool {
    FOREIGNERS.contains_exactly(word) || !NO_FOREIGNERS.contains(&word) && likeness(word).is_some_and(|l| l.foreign >= LIKELY && l.foreign > l.korean)
}

/// Whether every syllable could be one of Japanese: open, or closed by ㄴ.
fn all_open(word: &str) -> bool {
    !word.ends_with(['은', '는', '을', '를', '의', '한', '된', '인', '간', '던']) && word.chars().all(|c| matches!(hangul::letters(c), Some((_, _, 0 | 4))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(text: &str) -> Vec<(String, &'static str, bool)> {
        let mut out = Vec::new();
        read(text, &[], &mut out);
        out.into_iter()
            .filter_map(|m| match m.value {
                Value::Name(n) => Some((n.text.to_string(), n.class.as_str(), n.partial)),
                _ => None,
            })
            .collect()
    }

    fn people(text: &str) -> Vec<String> {
        names(text).into_iter().filter(|n| n.1 == "person").map(|n| n.0).collect()
    }

    #[test]
    fn people_are_known_by_what_stands_beside_them() {
        assert_eq!(people("강선우 의원은 전날 문지호 전 장관을 만났다"), ["강선우", "문지호"]);
        assert_eq!(people("감독 홍길동은 배우 하재민과 만났다"), ["홍길동", "하재민"]);
        assert_eq!(people("주장 남기찬(33)의 골"), ["남기찬"]);
        assert_eq!(people("장녀 구나윤씨와 김씨는"), ["구나윤", "김"]);
        assert_eq!(people("이 대통령은"), ["이"]);
        assert_eq!(people("전 대통령은"), Vec::<String>::new());
    }

    #[test]
    fn foreign_people_are_known_by_the_title_behind_them() {
        assert_eq!(people("도널드 트럼프 대통령은"), ["도널드 트럼프"]);
        assert_eq!(people("블라디미르 푸틴 러시아 대통령은"), ["블라디미르 푸틴"]);
        assert_eq!(people("기시다 후미오 일본 총리는"), ["기시다 후미오"]);
        assert_eq!(people("고이즈미 신지로 외무상은"), ["고이즈미 신지로"]);
    }

    #[test]
    fn words_that_start_with_a_surname_are_no_names() {
        for text in ["정부 장관들은 조사를 받았다", "민주당 지도부 의원들", "이번 대표 회의", "소비자는 지원자가 많다"] {
            assert_eq!(people(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_order_and_on_character_boundaries(text in "[가-힣 ·,()이김씨장관대통령트럼프은는0-9A-Za-z\\PC]{0,60}") {
            let mut out = Vec::new();
            read(&text, &[], &mut out);
            for pair in out.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start, "{out:?}");
            }
            for m in &out {
                prop_assert!(!m.span.slice(&text).is_empty());
            }
        }
    }
}
