//! What may begin at a Hangul word, and what may stand behind a numeral, told by one or two characters. The answers come
//! from the word lists of the readers themselves; most words of a text are told to hold nothing by one look.

use super::{age, clock, counter, duration, money, named, nth, ordinal, quantity, share, token, vague, words};
use crate::extract::holiday;
use crate::extract::units::{Measure, units};
use crate::text::{Beginnings, hangul};
use std::sync::LazyLock;

/// A date or a length of time in a word of its own.
pub(super) const CALENDAR: u16 = 1;
/// A number in a word of its own: 절반, 초선, 환갑.
pub(super) const NAMED: u16 = 1 << 1;
/// A part of the day, which an hour may be written onto.
pub(super) const DAYTIME: u16 = 1 << 2;
/// 제 or the sign of a number.
pub(super) const LEAD: u16 = 1 << 3;
/// A numeral.
pub(super) const NUMERAL: u16 = 1 << 4;
/// One syllable that is a numeral where something that is counted follows.
pub(super) const LONE: u16 = 1 << 5;

/// Numerals of one syllable.
const SYLLABLES: &str = "일이삼사오육칠팔구영공십백천만억조한두둘세셋석네넷넉열쉰";

static OPENINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let mut all = Beginnings::new();
    all.add(words::beginnings(), CALENDAR);
    all.add(duration::beginnings(), CALENDAR);
    all.add(nth::beginnings(), CALENDAR);
    all.add(holiday::korean_names(), CALENDAR);
    all.add(named::beginnings(), NAMED);
    all.add(clock::DAYTIMES.iter().copied(), DAYTIME);
    all.add(quantity::SIGNS.iter().copied().chain(["제"]), LEAD);
    all.add(token::NATIVE.iter().map(|n| n.0).filter(|w| w.chars().nth(1).is_some()), NUMERAL);
    all.add(vague::beginnings().iter().map(String::as_str), NUMERAL);
    all.add(hangul::each(SYLLABLES), LONE);
    all
});

/// Percent and its like.
pub(super) const SHARE: u16 = 1;
/// 할.
pub(super) const TENTHS: u16 = 1 << 1;
/// A currency, its sign or its hundredth.
pub(super) const MONEY: u16 = 1 << 2;
/// 배.
pub(super) const MULTIPLE: u16 = 1 << 3;
/// 번째, 위.
pub(super) const ORDINAL: u16 = 1 << 4;
/// 20대.
pub(super) const DECADE: u16 = 1 << 5;
/// 세, 살.
pub(super) const AGE: u16 = 1 << 6;
/// A date, an hour, a length of time.
pub(super) const TIME: u16 = 1 << 7;
/// A unit of measure.
pub(super) const MEASURE: u16 = 1 << 8;
/// What is counted.
pub(super) const COUNTED: u16 = 1 << 9;
/// What makes a numeral go on or makes one of a syllable.
const GOES_ON: u16 = 1 << 10;

static BEHIND: LazyLock<Beginnings> = LazyLock::new(|| {
    let mut all = Beginnings::new();
    all.add(share::PERCENT.iter().chain(share::POINTS).copied(), SHARE);
    all.add(["할"], TENTHS);
    all.add(money::CENTS.iter().chain(money::SIGNS).copied(), MONEY);
    all.add(quantity::TIMES.iter().copied(), MULTIPLE);
    all.add(ordinal::ORDINALS.iter().copied().chain(["째"]), ORDINAL);
    all.add(["대"], DECADE);
    all.add(age::YEARS.iter().copied(), AGE);
    all.add(duration::units().chain(["월", "분기", "세기", "시"]), TIME);
    let of_money = |m: &Measure| matches!(m, Measure::Money(_));
    all.add(units().korean().filter(|row| of_money(&row.1)).map(|row| row.0), MONEY);
    all.add(units().korean().filter(|row| !of_money(&row.1)).map(|row| row.0), MEASURE);
    all.add(counter::surfaces(), COUNTED);
    all.add(token::NATIVE.iter().map(|n| n.0), GOES_ON);
    all.add(vague::FEW.iter().map(|few| few.0), GOES_ON);
    all.add(hangul::each(SYLLABLES), GOES_ON);
    all.add(["륙", "경", "여", "점", "쩜", "분의", "과 ", "와 ", "수", "몇"], GOES_ON);
    // 셋 중 하나; 일과, 이와, 일등, 이불 and what a number is called.
    all.add(["중 ", "가운데", "과", "와", "등", "불", "개", "주"], GOES_ON);
    all.add(quantity::AS_NUMBER.iter().copied(), GOES_ON);
    all
});

/// What may begin at the Hangul word at byte `at`.
#[inline]
pub(super) fn at_word(text: &str, at: usize) -> u16 {
    let mut chars = text[at..].chars();
    let Some(first) = chars.next() else { return 0 };
    let may = OPENINGS.of(first, || chars.next());
    let numeral = may & LONE != 0 && (goes_on(text, at + first.len_utf8()) || quantity::signed(&text[..at]));
    if numeral { may } else { may & !LONE }
}

/// Which readers may read what stands behind a numeral.
#[inline]
pub(super) fn behind(unit: &str) -> u16 {
    let mut chars = unit.chars();
    chars.next().map_or(0, |first| BEHIND.of(first, || chars.next()))
}

/// Whether a numeral of one syllable may be one with what follows. A sign before it makes it one as well, and so does
/// nothing behind it.
fn goes_on(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    !hangul::syllable_at(rest, 0) || behind(rest) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_words_hold_nothing() {
        let readers = CALENDAR | NAMED | DAYTIME | LEAD | NUMERAL;
        let words = ["정부는", "사람이", "이를", "하지만", "대통령은", "한국", "이 사람"];
        assert!(words.iter().filter(|word| at_word(word, 0) & readers == 0).count() > words.len() / 2);
    }

    #[test]
    fn what_a_reader_reads_is_told() {
        for (text, reader) in
            [("추석에", CALENDAR), ("설 연휴", CALENDAR), ("사흘", CALENDAR), ("지난 10일", CALENDAR), ("환갑을", NAMED), ("오전 9시", DAYTIME)]
        {
            assert_ne!(at_word(text, 0) & reader, 0, "{text}");
        }
        for (text, reader) in
            [("열두 명", LONE), ("한 명", LONE), ("셋 중 하나", LONE), ("여섯", NUMERAL), ("수십", NUMERAL), ("제22대", LEAD), ("마이너스 일", LEAD)]
        {
            assert_ne!(at_word(text, 0) & reader, 0, "{text}");
        }
        for (unit, reader) in [("%포인트", SHARE), ("원을", MONEY), ("배", MULTIPLE), ("위에", ORDINAL), ("월 3일", TIME), ("㎞", MEASURE), ("명", COUNTED)]
        {
            assert_ne!(behind(unit) & reader, 0, "{unit}");
        }
    }
}
