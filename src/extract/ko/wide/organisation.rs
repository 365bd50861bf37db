//! Organisations: words that end as organisations do, acronyms, and those that stand for one without a name (경찰, 검찰).

use super::word::Script;
use super::{Found, Sentence};
use crate::model::NameClass;
use crate::names::stems::stems;
use crate::text::{Endings, Span};
use std::sync::LazyLock;

/// Words that are called so by themselves.
const ALONE: &[&str] = &["경찰", "검찰", "정부", "국정원", "청와대", "소방당국", "해경", "재판부"];
/// Ends of the names of organisations.
const ENDS: &[&str] = &[
    "위원회", "협의회", "추진위원회", "협회", "학회", "조합", "노조", "연맹", "연합회", "총연맹", "본부", "연구소", "연구원", "센터", "재단", "대학교", "대학",
    "병원", "의료원", "은행", "그룹", "전자", "자동차", "증권", "건설", "화학", "캐피털", "대사관", "공사", "공단", "법원", "고법", "지검", "경찰서", "경찰청",
    "소방서", "신문", "일보", "방송", "통신", "타임스", "뉴스", "거래소", "구청", "시청", "군청", "도청", "교육청", "국방부", "외교부", "교육부",
    "엔터테인먼트", "닷컴", "미디어", "백화점", "항공", "텔레콤", "진흥회", "진흥원", "관리본부", "개헌특위", "특위", "연대", "당", "외대", "사관학교", "구단",
    "예술단", "합창단", "교향악단", "보험", "제약", "전력", "물산", "중공업", "홈쇼핑", "픽처스", "스튜디오", "필름", "시스템즈", "테크", "모터스", "항공사",
    "공사", "국회", "의회", "상원", "하원", "총리실", "보건소",
];
static ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::new(ENDS));
/// Latin words that are no organisations.
const NOT: &[&str] = &[
    "TV", "CCTV", "CD", "DVD", "IT", "LED", "SNS", "PC", "LTE", "GPS", "OST", "DNA", "UHD", "HD", "VOD", "CG", "SF", "OTT", "AI", "IP", "ID", "VIP", "ATM",
    "MV", "PD", "CEO", "CFO", "GDP", "FTA", "ABS", "SUV", "LPG", "PM", "AM", "MC", "DJ", "BJ", "OK", "NO", "UFO", "USB", "NLL", "DMZ", "KTX", "AS", "PPT",
    "TOP", "UCC", "TO", "IMF", "PVC", "MB", "GB", "VR", "AR", "QR", "II", "III", "IV", "TNT", "BMW", "SOS", "UN", "NG", "PS", "HIV", "LCD", "OLED", "PMP",
    "MP", "CF", "CM", "KM", "KG", "CC", "EP", "LP", "CT", "MRI",
];

pub(super) fn find(s: &Sentence<'_>, out: &mut Vec<Found>) {
    for (i, word) in s.words.iter().enumerate() {
        let glued = i > 0 && word.gap.is_empty();
        match word.script {
            Script::Latin => {
                let caps = word.text.len() >= 2 && word.text.len() <= 5 && word.text.bytes().all(|b| b.is_ascii_uppercase());
                if caps && !glued && !NOT.contains(&word.text) && s.words.get(i + 1).is_none_or(|n| !n.gap.is_empty() || n.script != Script::Digits) {
                    out.push(Found { span: word.span, class: NameClass::Organisation, score: 2.0 });
                }
            }
            Script::Hangul => {
                // YG엔터테인먼트, SK텔레콤, AP통신.
                let start = if glued && s.words[i - 1].script == Script::Latin { s.words[i - 1].span.start } else { word.span.start };
                if glued && start == word.span.start {
                    continue;
                }
                for (stem, _) in stems(word.text, 2, 12) {
                    let span = Span::new(start, word.span.start + stem.len());
                    if !glued && ALONE.contains(&stem) {
                        out.push(Found { span, class: NameClass::Organisation, score: 3.0 });
                        break;
                    }
                    if ENDINGS.all(stem).any(|e| stem.len() >= e.len() + 6 || glued && stem.len() >= e.len()) {
                        out.push(Found { span, class: NameClass::Organisation, score: 2.6 });
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    states(s, out);
}

/// Countries by one syllable, and by one character.
const STATES: &[&str] = &["한", "미", "중", "일", "북", "남", "러", "영", "불", "독", "韓", "美", "中", "日", "北", "南", "露", "英", "佛", "獨"];

/// 한·미, 美·中, 北은: states as those who act.
fn states(s: &Sentence<'_>, out: &mut Vec<Found>) {
    let is = |i: usize| s.words.get(i).is_some_and(|w| STATES.iter().any(|t| w.text.strip_prefix(t).is_some_and(crate::names::lexicon::ends_word)));
    for (i, word) in s.words.iter().enumerate() {
        let alone = word.script == Script::Chinese && word.text.len() == 3 && !matches!(word.text, "中" | "日" | "南");
        let listed = i > 0 && matches!(word.gap, "·" | "-" | "∼") && is(i - 1) || s.words.get(i + 1).is_some_and(|n| matches!(n.gap, "·") && is(i + 1));
        if is(i) && (listed || alone && word.gap != "(") {
            out.push(Found { span: Span::new(word.span.start, word.span.start + 3), class: NameClass::Organisation, score: 5.0 });
        }
    }
}
