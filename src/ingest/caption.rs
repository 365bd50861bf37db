//! Captions of photographs and charts, told by their marks and credits. Part of [`crate::ingest::furniture`].

use crate::ingest::furniture::Place;

/// Longest caption in bytes.
const LONGEST: usize = 330;
/// Agencies and other sources of pictures, as a credit names them.
const SOURCES: [&str; 26] = [
    "연합뉴스", "연합", "뉴스1", "뉴시스", "로이터", "게티이미지", "게티이미지뱅크", "자료사진", "공동취재단", "사진공동취재단", "공동취재사진", "뉴스핌",
    "AP", "AFP", "EPA", "UPI", "REUTERS", "YONHAP", "NEWS1", "NEWSIS", "Yonhap", "Newsis", "News1", "Reuters", "Getty Images", "GETTY IMAGES",
];
/// How a caption begins that says what it is.
const OPENINGS: [&str; 29] = [
    "사진=", "사진 =", "사진:", "사진 :", "사진제공", "사진 제공", "사진출처", "사진 출처", "사진설명 ", "사진설명=", "사진 설명:", "사진 설명 =", "[사진",
    "<사진", "(사진", "[그래픽", "그래픽=", "그래픽 =", "[자료사진", "(자료사진", "자료사진", "[Photo", "Photo:", "Photo by ", "Photo courtesy", "Photos by ",
    "Graphic:", "Image:", "Graphic by ",
];

/// Whether a line is the words under a picture.
pub(crate) fn is_caption(line: &str, place: Place) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    // Every opening starts with one of these.
    let may_open = line.starts_with(['사', '[', '<', '(', '그', '자', 'P', 'G', 'I']);
    if may_open && OPENINGS.iter().any(|o| line.starts_with(o)) || line == "사진 설명" || line == "사진설명" {
        return true;
    }
    let arrow = line.starts_with(['▲', '△', '▼', '◀', '▶']);
    if arrow && line.chars().filter(|c| matches!(c, '▲' | '△' | '▼' | '◀' | '▶')).count() == 1 {
        let body = line.trim_end_matches('.');
        return credit(line, place).is_some() || ["고 있다", "모습", "장면", "전경", "조감도"].iter().any(|e| body.ends_with(e));
    }
    match credit(line, place) {
        // A credit under a long text of several sentences is the source of the whole article.
        Some(body) => body.matches("다. ").count() + body.matches(". ").count() <= 2 && !body.is_empty(),
        None => false,
    }
}

/// What a credit at the end of the line is a credit for; `None` when the line ends without one.
fn credit(line: &str, place: Place) -> Option<&str> {
    let line = line.trim_end().trim_end_matches('.');
    let last = line.chars().next_back()?;
    match last {
        ']' => {
            let open = line.rfind('[')?;
            let inside = line.get(open + 1..line.len() - 1)?;
            (is_source(inside) || is_in_capitals(inside)).then(|| line.get(..open).unwrap_or(""))
        }
        ')' => {
            let open = line.rfind('(')?;
            let inside = line.get(open + 1..line.len() - 1)?;
            // "(Yonhap)" behind the last paragraph of a report is its source.
            let report = place.end && SOURCES.contains(&inside);
            (is_source(inside) && !report).then(|| line.get(..open).unwrap_or(""))
        }
        _ => {
            let stop = || memchr::memrchr_iter(b'.', line.as_bytes()).find(|&i| line.as_bytes().get(i + 1) == Some(&b' ')).map(|i| i + 1);
            let at = memchr::memrchr(b'/', line.as_bytes()).or_else(stop).filter(|i| line.len() - i <= 60)?;
            let name = line.get(at + 1..)?.trim();
            // A slash inside a word or a figure parts no credit.
            let loose = line.get(..at)?.ends_with([' ', '.', '다', '”', '"']) || line.get(at..)?.starts_with(' ');
            (loose && is_source(name)).then(|| line.get(..at).unwrap_or(""))
        }
    }
}

/// Whether a few words name the source of a picture.
fn is_source(name: &str) -> bool {
    let name = name.trim();
    if name.is_empty() || name.len() > 60 || name.bytes().filter(u8::is_ascii_digit).count() > 1 {
        return false;
    }
    let tagged = ["사진=", "사진 ", "사진:", "사진제공=", "사진 제공=", "그래픽=", "자료=", "Photo by ", "Photo: ", "PHOTO", "Courtesy of ", "COURTESY OF "];
    SOURCES.contains(&name)
        || tagged.iter().any(|t| name.starts_with(t))
        || name.ends_with("제공") && name.contains(' ') && name.split_whitespace().count() <= 3
        || name.split([' ', '=', '/', ',']).all(|w| SOURCES.contains(&w))
}

/// English captions end with their source in brackets and capitals: `[YEOSU COAST GUARD]`.
fn is_in_capitals(name: &str) -> bool {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    capitals >= 6 && name.len() <= 60 && name.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'-' | b'.' | b',' | b'&' | b'/' | b'\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_opening_is_looked_for() {
        assert!(OPENINGS.iter().all(|o| is_caption(o, Place::default())));
    }

    const MIDDLE: Place = Place { start: false, end: false };

    #[test]
    fn captions() {
        for line in [
            "[사진=연합뉴스]",
            "사진=대한전자",
            "사진 제공=대한전자",
            "사진설명 김민석 국무총리가 회의를 주재하고 있다.",
            "▲ 김민석 국무총리가 14일 정부세종청사에서 회의를 주재하고 있다.",
            "▲ 대한전자 평택 공장 전경. /대한전자 제공",
            "김민석 국무총리가 14일 회의를 주재하고 있다. /연합뉴스",
            "김민석 국무총리가 14일 회의를 주재하고 있다. 연합뉴스",
            "김민석 국무총리가 14일 회의를 주재하고 있다. [연합뉴스]",
            "김민석 국무총리가 14일 회의를 주재하고 있다. [사진=뉴시스]",
            "평택 공장 전경. 대한전자 제공",
            "Prime Minister Kim Min-seok presides over a meeting on April 14. [YONHAP]",
            "A view of the plant in Pyeongtaek [JOONGANG ILBO]",
            "Workers load a ship in Busan on April 14. (Yonhap)",
            "Photo: Daehan Electronics",
            "Notices advertise empty rooms near a university on Wednesday. [JI SOL-BI]",
            "An employee examines a wafer. [NATIONAL ASSEMBLY PRESS PHOTOGRAPHERS]",
            "The new line at Pyeongtaek. (Courtesy of Daehan Electronics)",
            "도널드 트럼프 대통령이 발언하고 있다. AP 연합뉴스",
        ] {
            assert!(is_caption(line, MIDDLE), "{line}");
        }
    }

    #[test]
    fn news_that_looks_like_a_caption_is_news() {
        for line in [
            "▲반도체 150억달러 ▲자동차 62억달러 ▲선박 21억달러 등이다.",
            "▲ 1단계로 2026년까지 100조원을 투자한다.",
            "사진을 찍던 관광객 3명이 다쳤다.",
            "Photos of the accident spread online.",
            "회사는 서비스를 제공했다. 올해 3조원을 벌었다.",
            "환율은 1달러/1400원",
            "The index closed at 2,500 (3 percent)",
            "He called the plan a mistake [sic]",
            "The exchange listed the shares [KOSPI]",
            "연합뉴스는 14일 이렇게 보도했다.",
            "시속 100㎞/h로 달렸다. 앞차를 들이받았다.",
            "정부는 이를 시행한다. 2025년 4월 제공",
        ] {
            assert!(!is_caption(line, MIDDLE), "{line}");
        }
        let last = Place { start: false, end: true };
        assert!(!is_caption("He said the talks would go on. (Yonhap)", last), "the source of a report");
    }
}
