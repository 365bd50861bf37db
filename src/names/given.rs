//! Which syllables Korean given names are made of, in Hangul and in Latin letters: tells a name from other words that
//! happen to start with a surname.

use super::surnames;
use crate::text::{SyllableSet, hangul};
use hashbrown::HashSet;
use std::sync::LazyLock;

/// Syllables of given names.
const SYLLABLES: &str = "가강건겸경고곤관광교구국군권규균근금기길나난남노늘다단달담대덕도돈동두득라란람래량려련렬령례로록롬룡루률륜름리린림립마만명모목무문미민박배백범별병보복본봄봉빈빛사산삼상새샘서석선설섭성세소솔송수숙순술숭슬승시식신실심아안애양언업여연열염엽영예오옥온완왕요용우욱운웅원월위유윤율은을의이익인일임자장재전정제조종주준중지진차찬창채천철청초추춘충치탁태택평표필하학한해향혁현형혜호홍화환회효후훈휘흔흠흥희결";

/// Words that look like a surname with a given name and are none.
const NO_NAMES: &str = " 여성 남성 전직 현직 선임 신임 전임 주임 여야 양국 주요 문제 경제 국제 강력 유력 고위 최고 최대 최초 지방 임시 민간 연방 공동 이재민 이용자 지원자 소비자 유권자 전문가 고용주 정상화 지지자 민주화 신민주 국민 주도권 하반기 상반기 성수기 이사장 정무위 주민들 이번주 지난달 안전성 유가족 유족들 전시회 조선소 조사원 조합원 지도자 지역구 강원도 경기도 전라도 제주도 경상도 충청도 안보실 고위급 노조원 변호사 성명서 신도시 신문사 신약사 양국의 양도세 연구소 연구원 연기금 오전장 오후장 우승자 원내대 임대인 임차인 정보원 정부안 정치인 정치권 조직위 주식장 주인공 지자체 진상조 차기작 차세대 채권단 최고위 최근의 최대한 최우선 최종안 추경안 추진위 하원의 한국인 한반도 현대차 현지시 황금기 경영진 경쟁자 구속영 국정원 국무원 국회의 기자회 남녀노 노동자 도지사 문제점 문화재 방문자 배우자 백신의 서울시 석유공 선거인 성인용 송금액 신고자 신청자 안내문 양산형 여론조 여성의 연예인 예산안 오염수 용의자 우리나 원산지 위원장 유공자 유럽의 윤리위 은행장 이동통 이란의 이사회 인도인 임직원 장관은 장기화 전공의 전기차 전세금 정규직 정상회 제작진 조정안 주가조 주최자 중소기 지방선 진행자 차량용 천연가 추가로 하청업 한미일 한중일 한일간 허가제 현대인 홍보대 고령자 고등학 고속도 공동체 관계자 교사가 구급대 이날은 이후로 이전에 이달의 이들은 이것은 이제는 이상이 이유는 정말로 지금도 하지만 여전히 오히려 도대체 상당수 대상자 이민자 지원금 임시국 전년도 전문의 한의사 정신과 안과의 조사단 조기에 주연은 이주민 정주여 이주자 강남구 강동구 강북구 강서구 성동구 성북구 송파구 용산구 은평구 도봉구 노원구 마포구 양천구 구로구 금천구 서초구 종로구 중랑구 남양주 고양시 안양시 안산시 안성시 여주시 양주시 연천군 성남시 이천시 하남시 경주시 구미시 김천시 김해시 양산시 여수시 전주시 정읍시 제천시 진주시 천안시 서산시 신기록 장례식 강수량 기상청 조선업 주민등 현장실 지방청 공수처 신용도 이용률 ";

/// How much a Hangul word looks like a Korean person's full name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Look {
    /// Not at all.
    None,
    /// It can be one, next to a title.
    Possible,
    /// A usual surname with a usual given name of two syllables.
    Usual,
}

/// Syllables that end a word rather than a usual given name.
const SELDOM_LAST: &str = "자장사기위권소도구시군국리의로은이가을과만회안";

/// How much a Hangul word looks like a full name.
pub fn look(word: &str) -> Look {
    static GIVEN: LazyLock<SyllableSet> = LazyLock::new(|| SYLLABLES.chars().collect());
    static NOT_LAST: LazyLock<SyllableSet> = LazyLock::new(|| SELDOM_LAST.chars().collect());
    // Two to four syllables, of which the last is of the given name, however long the surname.
    if !matches!(word.len(), 6 | 9 | 12) || !GIVEN.contains_at(word, word.len() - 3) || !surnames::starts(word) {
        return Look::None;
    }
    if !(0..word.len()).step_by(3).all(|at| hangul::syllable_at(word, at)) {
        return Look::None;
    }
    let usual_last = !NOT_LAST.contains_at(word, word.len() - 3);
    let mut best = Look::None;
    for family in [3, 6] {
        // The last syllable is known to be of given names; one before it may be, but no more.
        let (Some(syllables @ 1..=2), Some(surname)) = ((word.len() - family).checked_div(3), surnames::hangul(&word[..family])) else { continue };
        if surname.bearers == 0 || syllables == 2 && !GIVEN.contains_at(word, family) {
            continue;
        }
        let usual = surname.bearers >= 8 && usual_last;
        best = best.max(if syllables == 2 && (usual || surname.hangul.len() == 6) { Look::Usual } else { Look::Possible });
    }
    if best > Look::None && is_no_name(word) { Look::None } else { best }
}

fn is_no_name(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NO_NAMES.split_whitespace().collect());
    WORDS.contains(word)
}

/// Usual given names of English and of the Bible; rarer ones are known by their letters, where those could not be Korean.
const WESTERN: &str = " \
    aaron abel adam agnes alan alex alice alicia allen amanda ambrose amy andrea andrew andy angela angie ann anna anne annie anthony arnold \
    arthur ashley audrey augustine austin barbara barnabas bartholomew beatrice belle ben benedict benjamin bernard bertha beth betty beverly \
    billy bob bobby bonnie brad bradley brandon brenda brent brian brooke bruce bryan bryce calvin cameron candice carl carlos carmen \
    carol caroline catherine cathy cecilia charlene charles charlie charlotte cheryl chester chloe chris christian christina christine \
    christopher cindy claire clara clare clark claudia clement cliff clifford clinton colin connie constance craig crystal curtis cynthia daisy \
    dan daniel danny daphne darren dave david dean debbie deborah denise dennis derek diana diane dina dolores dominic don donald donna dora \
    doris dorothy doug douglas duncan dustin earl eddie edgar edith edmund edward edwin eileen elaine eleanor eli elias elisabeth eliza \
    elizabeth elle ellen emily emma emmanuel eric erica erin ernest estelle esther ethan eugene eunice eva evan eve evelyn ezra faith \
    felix fiona florence frances francis francisca frank franklin fred frederick gabriel gabriela gabriella gail gary gene genevieve geoffrey \
    george gerald geraldine gilbert gina gladys glenn gloria gordon grace graham grant greg gregory gwen harold harriet harris harry harvey \
    hazel heather helen henry herbert herman hilary holly howard hubert hugh hugo ian ignatius ingrid irene iris isaac isabel isabella ivan ivy \
    jack jackie jackson jacob jacqueline jade jake james jamie jane janet janice jasmine jason jay jean jeannie jeff jeffrey jenna jennie \
    jennifer jenny jeremiah jeremy jerome jerry jesse jessica jill jim jimmy joan joanna joanne joe joel john johnny jonah jonathan joseph josh \
    joshua joy joyce judith judy jules julia julian julie juliet justin justine karen karl kate katherine kathleen kathryn kathy katie \
    katrina keith kelly ken kenneth kenny kevin kimberly kirk kristen kristin kurt kyle lana larry laura lauren laurence laurie lawrence leah \
    lee leila lena leo leon leona leonard leslie lewis lillian lily linda lisa lloyd lois lorraine louis louise lucas lucia lucille lucy luke \
    lydia lynn mabel madeleine magdalena magdalene maggie malcolm mandy marcel marcia marcus margaret margie maria marie marina mario marion \
    marjorie mark marshall martha martin martina marvin mary matilda matthew matthias maureen maurice max megan melanie melinda melissa melody \
    mercedes mercy meredith michael michele michelle mickey mike mildred milton miranda miriam mitchell molly monica monique morgan morris moses \
    muriel myra myrtle nadia nancy naomi natalie nathan nathaniel ned neil nell nelson nicholas nick nicky nicole nigel nina noah nora norman \
    norton olive oliver olivia oscar otto owen pamela patricia patrick patty paul paula paulina pauline pearl peggy penny perry pete peter phil \
    philip phoebe phyllis preston priscilla quentin quincy rachel rafael ralph randall raphael raul ray raymond rebecca regina rex rhonda \
    richard rick ricky rita robert roberta robin roderick roger roland ron ronald rosa rosalind rose rosemary roxanne roy ruben rudolph rupert \
    russell ruth ryan sabina sabrina sally salome sam samantha samson samuel sandra sandy sara sarah saul scott sean sebastian selina serena \
    seth shane shannon sharon shawn sheila sheldon sherry shirley sidney silas simon sonia sophia sophie spencer stacy stanley stefan stella \
    stephanie stephen steve steven stewart stuart sue susan susie suzanne sylvester sylvia tabitha tamara tania tanya tara tasha ted teddy \
    teresa terry theodore theresa thomas tiffany tim timothy tina titus toby todd tom tommy tony tracey tracy travis trevor trudy tyler ursula \
    valentina valerie vanessa vera veronica vicky victor victoria vincent viola violet virginia vivian vivien wallace walter warren \
    wayne wendy wesley whitney wilfred william willie wilson winston xavier yolanda yvette yvonne zachary zoe ";

/// Whether a plain lower-case word is a usual given name of English or of the Bible.
pub fn western(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WESTERN.split_ascii_whitespace().collect());
    NAMES.contains(word)
}

/// Whether a plain lower-case word is built of a consonant and a vowel each, or n, as Japanese is.
pub fn japanese(word: &[u8]) -> bool {
    const CONSONANTS: [&str; 30] = [
        "ky", "gy", "sh", "ch", "ts", "ny", "hy", "my", "ry", "by", "py", "kk", "tt", "k", "g", "s", "z", "j", "t", "d", "n", "h", "f", "m", "y", "r", "w",
        "b", "p", "",
    ];
    let mut rest = word;
    while !rest.is_empty() {
        let next = CONSONANTS.iter().find_map(|c| {
            let [b'a' | b'i' | b'u' | b'e' | b'o', tail @ ..] = rest.strip_prefix(c.as_bytes())? else { return None };
            Some(match tail {
                [b'n', after @ ..] if !matches!(after, [b'a' | b'i' | b'u' | b'e' | b'o' | b'y', ..]) => after,
                _ => tail,
            })
        });
        let Some(next) = next else { return false };
        rest = next;
    }
    word.len() >= 3
}

/// How many Korean syllables a plain Latin word can be parsed into: the fewest, at most two; `None` when it cannot.
pub fn latin_syllables(word: &[u8]) -> Option<u8> {
    if !(2..=14).contains(&word.len()) || !word.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    if syllable(word) {
        return Some(1);
    }
    (1..word.len()).any(|i| syllable(&word[..i]) && syllable(&word[i..])).then_some(2)
}

const INITIALS: &[&str] = &["", "g", "k", "kk", "n", "d", "t", "tt", "r", "l", "m", "b", "p", "s", "ss", "sh", "j", "ch", "c", "h"];
const VOWELS: &[&str] = &[
    "a", "ae", "ai", "ya", "eo", "e", "yeo", "you", "ye", "o", "wa", "wae", "oe", "yo", "u", "oo", "ou", "wo", "woo", "we", "wi", "yu", "yoo", "eu", "ui",
    "eui", "i", "ee", "wu", "yi", "weo", "uh", "ah", "oh", "yeu", "ie", "yea", "ay", "ih", "wee", "yae", "io",
];
const FINALS: &[&str] = &["", "k", "g", "c", "ck", "n", "l", "ll", "m", "b", "p", "t", "ng", "r", "h", "s"];

fn syllable(word: &[u8]) -> bool {
    // "ch", "yeu" and "ck".
    if word.len() > 7 {
        return false;
    }
    INITIALS.iter().filter(|i| word.starts_with(i.as_bytes())).any(|i| {
        let rest = &word[i.len()..];
        if !matches!(rest, [b'a' | b'e' | b'i' | b'o' | b'u' | b'w' | b'y', ..]) {
            return false;
        }
        VOWELS.iter().filter(|v| rest.starts_with(v.as_bytes())).any(|v| FINALS.iter().any(|f| f.as_bytes() == &rest[v.len()..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_look_like_names() {
        for name in ["이재명", "남궁민수", "손흥민", "이순신"] {
            assert_eq!(look(name), Look::Usual, "{name}");
        }
        for word in ["이재민", "소비자", "정부", "민주당", "이사회"] {
            assert!(look(word) < Look::Usual, "{word}");
        }
    }

    #[test]
    fn latin_words_are_counted_in_syllables() {
        assert_eq!(latin_syllables(b"myung"), Some(1));
        assert_eq!(latin_syllables(b"gildong"), Some(2));
        assert_eq!(latin_syllables(b"avenue"), None);
        assert_eq!(latin_syllables(b"district"), None);
    }
}
