//! Bylines, datelines and signatures, told by their form. Part of [`crate::ingest::furniture`].

use crate::ingest::furniture::Place;
use crate::text::hangul;

/// What those who sign articles are called.
const ROLES: [&str; 12] = ["기자", "특파원", "통신원", "논설위원", "위원", "에디터", "리포터", "인턴", "앵커", "객원기자", "평론가", "칼럼니스트"];
/// Longest byline in bytes.
const LONGEST: usize = 160;
/// How far into a paragraph a dateline may reach, in bytes.
const DATELINE: usize = 120;

/// Whether a line says who wrote the article.
pub(crate) fn is_byline(line: &str, place: Place) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    if let Some((before, after)) = address(line) {
        return [before, after].iter().all(|rest| is_name_part(rest)) && before.split_whitespace().count() + after.split_whitespace().count() <= 9;
    }
    let at_an_end = place.start || place.end;
    at_an_end && (korean_byline(line) || english_byline(line))
}

/// What stands before and after the electronic address in a line.
fn address(line: &str) -> Option<(&str, &str)> {
    let at = memchr::memchr(b'@', line.as_bytes())?;
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let start = line.get(..at)?.trim_end_matches(part).len();
    let rest = line.get(at + 1..)?;
    let host = rest.len() - rest.trim_start_matches(part).len();
    let domain = rest.get(..host)?;
    (start < at && domain.contains('.')).then_some((line.get(..start)?, rest.get(host..)?))
}

/// Names, roles, places and the marks between them: no sentence, no figures.
fn is_name_part(part: &str) -> bool {
    let part = part.trim().trim_matches(['[', ']', '(', ')', '<', '>', '=', ':', '|', '·', ',', '/', ' ']);
    if part.bytes().any(|b| b.is_ascii_digit()) || part.ends_with("다.") || part.ends_with('다') {
        return false;
    }
    part.split_whitespace().all(|w| korean_word(w) || english_word(w) || address(w).is_some())
}

/// A word of Hangul, perhaps with marks between names, as names and roles are.
fn korean_word(word: &str) -> bool {
    let letters = word.chars().filter(|&c| hangul::is_syllable(c)).count();
    // A place before `=` and several names joined by · make one long word.
    (1..=16).contains(&letters)
        && word.chars().all(|c| hangul::is_syllable(c) || matches!(c, '·' | ',' | '=' | '/' | '&' | '(' | ')' | '[' | ']' | ':' | '|' | 'ㆍ'))
        && !["은", "는", "을", "를", "에게", "에서", "했다", "한다"].iter().any(|p| word.ends_with(p))
}

fn english_word(word: &str) -> bool {
    let word = word.trim_matches([',', '.', '|', '[', ']', '(', ')', '&', ';', '-', '/']);
    word.is_empty()
        || word.starts_with(|c: char| c.is_uppercase())
        || ["and", "by", "of", "in", "staff", "reporter", "writer", "correspondent", "contributing"].contains(&word)
}

fn korean_byline(line: &str) -> bool {
    let starts = ["글=", "글 =", "글·사진", "글/사진", "글ㆍ사진", "취재=", "취재:", "취재 =", "정리=", "정리 =", "기자="];
    let words = line.split_whitespace();
    if line.starts_with(['글', '취', '정', '기']) && starts.iter().any(|s| line.starts_with(s)) {
        return line.len() <= 120 && words.clone().all(|w| korean_word(w) || english_word(w)) && !line.ends_with("다.");
    }
    let line = line.trim_matches(['[', ']', '(', ')', '=', '|', ' ']);
    let mut words = line.split_whitespace();
    line.chars().next().is_some_and(hangul::is_syllable)
        && words.clone().nth(6).is_none()
        && words.all(korean_word)
        && (ROLES.iter().any(|r| line.ends_with(r)) || line.contains("특파원 "))
        && line.contains([' ', '=', '·'])
}

/// Words that follow "By" in a sentence and are written with a capital.
const NOT_NAMES: [&str; 19] = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
];

fn english_byline(line: &str) -> bool {
    if ["contributed to this report.", "contributed to this article.", "contributed to this story."].iter().any(|e| line.ends_with(e)) {
        return line.len() <= 120;
    }
    let Some(names) = ["By ", "BY ", "by ", "Written by ", "Reporting by ", "Reported by ", "By: "].iter().find_map(|s| line.strip_prefix(s)) else {
        return false;
    };
    let mut words = names.split_whitespace();
    let capitals = words.clone().filter(|w| w.starts_with(char::is_uppercase)).count();
    let first = words.clone().next().unwrap_or("").trim_end_matches(',');
    names.len() <= 100
        && (2..=12).contains(&capitals)
        && !NOT_NAMES.contains(&first)
        && !names.bytes().any(|b| b.is_ascii_digit())
        && !names.ends_with('.')
        && words.all(english_word)
}

/// Length in bytes of the dateline that a paragraph starts with: `(서울=연합뉴스) 김하늘 기자 = `, `[대한일보 김하늘 기자] `,
/// `SEOUL, April 15 (Yonhap) -- `.
pub(crate) fn dateline(paragraph: &str) -> Option<usize> {
    match paragraph.as_bytes().first()? {
        b'(' | b'[' => korean_dateline(paragraph),
        b'A'..=b'Z' => english_dateline(paragraph),
        _ => None,
    }
}

fn korean_dateline(paragraph: &str) -> Option<usize> {
    let close = memchr::memchr2(b')', b']', paragraph.as_bytes()).filter(|&i| i < DATELINE)?;
    let inside = paragraph.get(1..close)?;
    let behind = paragraph.get(close + 1..)?;
    if ROLES.iter().any(|r| inside.ends_with(r)) && inside.contains(' ') {
        return Some(close + 1 + usize::from(behind.starts_with(' ')));
    }
    let equals = memchr::memchr(b'=', behind.as_bytes()).filter(|&i| i < DATELINE)?;
    let author = behind.get(..equals)?.trim();
    let named = inside.contains('=') && (author.is_empty() || ROLES.iter().any(|r| author.ends_with(r)));
    (named && author.split_whitespace().count() <= 8).then_some(close + 1 + equals + 1)
}

fn english_dateline(paragraph: &str) -> Option<usize> {
    let open = memchr::memchr(b'(', paragraph.as_bytes()).filter(|&i| i < DATELINE)?;
    let place = paragraph.get(..open)?;
    let town = place.split([',', ' ']).next()?;
    if town.len() < 3 || !town.bytes().all(|b| b.is_ascii_uppercase() || b == b'-') {
        return None;
    }
    let close = open + memchr::memchr(b')', paragraph.as_bytes().get(open..)?).filter(|&i| i < 30)?;
    let behind = paragraph.get(close + 1..)?.trim_start();
    let rest = ["--", "—", "–", "-"].iter().find_map(|d| behind.strip_prefix(d))?;
    rest.starts_with(' ').then(|| paragraph.len() - rest.len())
}

/// Where in a paragraph its author's signature starts, when one stands behind the last sentence.
pub(crate) fn signature(paragraph: &str) -> Option<usize> {
    let trimmed = paragraph.trim_end();
    let ends_so = trimmed.ends_with("기자") || trimmed.ends_with("특파원") || {
        let from = crate::text::lines::floor(trimmed, trimmed.len().saturating_sub(60));
        memchr::memchr(b'@', trimmed.as_bytes().get(from..)?).is_some()
    };
    if !ends_so {
        return None;
    }
    // The signature begins behind a sentence's end, and not at the start of the block.
    let from = crate::text::lines::floor(trimmed, trimmed.len().saturating_sub(LONGEST));
    let window = trimmed.get(from..)?;
    window
        .match_indices(". ")
        .chain(window.match_indices("” "))
        .chain(window.match_indices("\" "))
        .map(|(i, m)| from + i + m.len())
        .filter(|&at| at > 0)
        .find(|&at| trimmed.get(at..).is_some_and(|tail| !tail.trim().is_empty() && is_byline(tail.trim(), Place { start: false, end: true })))
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Place = Place { start: false, end: true };

    #[test]
    fn bylines() {
        for line in [
            "김하늘 기자 haneul@daehan.example", "김하늘·이보람 기자 haneul@daehan.example", "haneul@daehan.example", "김하늘 기자", "세종=김하늘 기자",
            "김하늘·이보람·박가온 기자", "워싱턴=이보람 특파원 boram@daehan.example", "도쿄 특파원 김하늘", "글=김하늘 기자, 사진=이보람 기자",
            "글·사진 김하늘", "BY KIM HA-NEUL [haneul@daehan.example]", "By Kim Ha-neul and Lee Bo-ram", "By Kim Ha-neul, Staff reporter",
            "Kim Ha-neul (haneul@daehan.example)", "Lee Bo-ram contributed to this report.",
        ] {
            assert!(is_byline(line, END), "{line}");
        }
    }

    #[test]
    fn news_that_looks_like_a_byline_is_news() {
        for line in [
            "김하늘 기자가 이를 처음 보도했다.",
            "제보는 haneul@daehan.example로 하면 된다.",
            "By Tuesday, April 15, the Court Will Rule",
            "By 2030, Korea will invest 100 trillion won.",
            "By Kim's account, the deal was worth $3 billion.",
            "Kim Ha-neul wrote to press@daehan.example on Monday to ask for 3 million won.",
            "구속된 언론인은 모두 12명의 기자",
            "Two reporters contributed.",
            "기자",
            "By Seoul",
        ] {
            assert!(!is_byline(line, END), "{line}");
        }
        assert!(!is_byline("김하늘 기자", Place::default()), "in the middle of an article it may be a part of the story");
    }

    #[test]
    fn datelines() {
        let cut = |t: &'static str| dateline(t).map(|at| t[..at].trim());
        assert_eq!(cut("(서울=연합뉴스) 김하늘 이보람 기자 = 정부가"), Some("(서울=연합뉴스) 김하늘 이보람 기자 ="));
        assert_eq!(cut("[서울=뉴시스]김하늘 기자 = 정부가"), Some("[서울=뉴시스]김하늘 기자 ="));
        assert_eq!(cut("[대한일보 김하늘 기자] 정부가"), Some("[대한일보 김하늘 기자]"));
        assert_eq!(cut("SEJONG, South Korea, April 15 (Reuters) - The"), Some("SEJONG, South Korea, April 15 (Reuters) -"));
        assert_eq!(cut("SEOUL (AP) — The"), Some("SEOUL (AP) —"));
        for news in [
            "(주)대한은 14일 실적 = 3조원이라고 했다.", "[단독] 정부가", "KT (030200) — which", "Korea (South) -- the", "SK Hynix (3 trillion won) rose",
            "(서울) 기온 = 10도",
        ] {
            assert_eq!(cut(news), None, "{news}");
        }
    }

    #[test]
    fn signatures() {
        let cut = |t: &'static str| signature(t).map(|at| &t[at..]);
        assert_eq!(cut("총리가 말했다. 김하늘 기자 haneul@daehan.example"), Some("김하늘 기자 haneul@daehan.example"));
        assert_eq!(cut("He said so. BY KIM HA-NEUL [haneul@daehan.example]"), Some("BY KIM HA-NEUL [haneul@daehan.example]"));
        assert_eq!(cut("총리가 말했다. 이를 물은 사람은 김하늘 기자"), None);
        assert_eq!(cut("총리가 말했다. 제보는 haneul@daehan.example로 하면 된다."), None);
    }
}
