//! The words that can start a value or change one, looked up once for every word of a sentence. A word that is not
//! here costs one probe of a small table and is never looked at again.

use crate::extract::holiday;
use crate::extract::units::units;
use crate::model::{Daypart, DurationUnit as Unit};
use crate::text::Shapes;
use hashbrown::HashMap;
use std::sync::LazyLock;

/// What a word may mean to the readers of values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lex {
    /// Nothing by itself.
    None,
    /// A vulgar fraction sign: ½.
    Vulgar(u8, u8),
    /// zero to nineteen.
    Ones(u8),
    /// twenty, thirty … ninety.
    Tens(u8),
    /// hundred.
    Hundred,
    /// thousand and up, as a power of ten.
    Scale(u8),
    /// tens, dozens, hundreds, thousands …, as a power of ten.
    Plural(u8),
    /// dozen.
    Dozen,
    /// a, an.
    A,
    /// few, several: vague, and a power of ten only with a scale behind.
    Few,
    /// half.
    Half,
    /// quarter: a fourth or three months.
    Quarter,
    /// thirds, fifths, halves: the plural names of parts.
    Parts(u8),
    /// thousandths, millionths …: parts as a power of ten.
    PartsScale(u8),
    /// point, as decimals are said.
    Point,
    /// first to nineteenth, and the tens written together with them.
    Nth(u8),
    /// twentieth … ninetieth.
    NthTens(u8),
    /// hundredth, thousandth …, as a power of ten.
    NthScale(u8),
    /// A month; abbreviations are marked.
    Month(i8, bool),
    /// A day of the week from Monday = 0; abbreviations are marked.
    Weekday(i8, bool),
    /// A unit of time and how many of it: a decade is ten years.
    Time(Unit, u8),
    /// last, this, next.
    Rel(i16),
    /// today and its neighbours.
    Day(i16),
    /// previous, same, following: steps from a day that is not told.
    Neighbour(i8),
    /// coming, upcoming, current: a step from the day of publication, if no article stands before.
    Near(i16),
    /// past: the stretch up to now.
    Past,
    /// morning, evening, night.
    Part(Daypart),
    /// tonight.
    Tonight,
    /// couple: two.
    Couple,
    /// all, full, whole: a unit of time to its end.
    Whole,
    /// spring, summer, fall, winter.
    Season,
    /// weekend.
    Weekend,
    /// EOM, EOY.
    EndOf,
    /// The first word of the name of a holiday.
    Holiday,
    /// twice, doubled, triple, halved: the factor times two, so that a half is one.
    Factor(u8, Use),
    /// twofold to tenfold.
    Fold(u8),
    /// twenties, thirties …
    Decade(u8),
    /// thirtysomething.
    Something(u8),
    /// minus, negative.
    Minus,
    /// single, as in single-digit.
    Single,
    /// A word of the letters of Roman numerals.
    Roman,
    /// noon and midnight, in minutes.
    Clock(u16),
    /// A currency code before a number.
    Code,
    /// Mach.
    Mach,
    /// year-end.
    End,
}

/// How a word for a factor is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// An adverb or a verb that means nothing else: twice, tripled.
    Plain,
    /// Also a noun or an adjective of other senses: double, triple.
    Guarded,
}

/// Words by their letters, and the shapes of them.
struct Lexicon {
    words: Table,
    shapes: Shapes,
}

type Table = HashMap<u128, Lex>;

/// Longest word in the table.
const LONGEST: usize = 16;

/// The meaning of a word, in whatever case it is written.
pub(super) fn look_up(word: &[u8]) -> Lex {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(build()));
    let lexicon = &*LEXICON;
    if word.len() > LONGEST || !lexicon.shapes.may_hold(word) {
        return Lex::None;
    }
    lexicon.words.get(&key(word)).copied().unwrap_or(Lex::None)
}

impl Lexicon {
    fn new(words: Table) -> Self {
        let letters: Vec<[u8; LONGEST]> = words.keys().map(|key| key.to_le_bytes()).collect();
        let shapes = Shapes::new(letters.iter().map(|w| &w[..w.iter().take_while(|b| **b != 0).count()]));
        Self { words, shapes }
    }
}

/// The letters in lower case, packed into one number; of a longer word the first ones.
fn key(word: &[u8]) -> u128 {
    let mut letters = [0; LONGEST];
    for (letter, b) in letters.iter_mut().zip(word) {
        *letter = b.to_ascii_lowercase();
    }
    u128::from_le_bytes(letters)
}

const ONES: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
];
const NTH: [&str; 19] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
    "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
];
const TENS: [(&str, &str, &str, u8); 8] = [
    ("twenty", "twentieth", "twenties", 20),
    ("thirty", "thirtieth", "thirties", 30),
    ("forty", "fortieth", "forties", 40),
    ("fifty", "fiftieth", "fifties", 50),
    ("sixty", "sixtieth", "sixties", 60),
    ("seventy", "seventieth", "seventies", 70),
    ("eighty", "eightieth", "eighties", 80),
    ("ninety", "ninetieth", "nineties", 90),
];
const SCALES: [(&str, u8); 14] = [
    ("lakh", 5),
    ("lakhs", 5),
    ("lac", 5),
    ("lacs", 5),
    ("lkh", 5),
    ("lkhs", 5),
    ("crore", 7),
    ("crores", 7),
    ("cr", 7),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("quadrillion", 15),
];
const MONTHS: [(&str, &[&str]); 12] = [
    ("january", &["jan"]),
    ("february", &["feb"]),
    ("march", &["mar"]),
    ("april", &["apr"]),
    ("may", &[]),
    ("june", &["jun"]),
    ("july", &["jul"]),
    ("august", &["aug"]),
    ("september", &["sept", "sep"]),
    ("october", &["oct"]),
    ("november", &["nov"]),
    ("december", &["dec"]),
];
const WEEKDAYS: [(&str, &[&str]); 7] = [
    ("monday", &["mon"]),
    ("tuesday", &["tue", "tues"]),
    ("wednesday", &["wed"]),
    ("thursday", &["thu", "thur", "thurs"]),
    ("friday", &["fri"]),
    ("saturday", &["sat"]),
    ("sunday", &["sun"]),
];
const TIMES: [(&str, Unit, u8); 26] = [
    ("year", Unit::Year, 1),
    ("years", Unit::Year, 1),
    ("yr", Unit::Year, 1),
    ("yrs", Unit::Year, 1),
    ("decade", Unit::Year, 10),
    ("decades", Unit::Year, 10),
    ("century", Unit::Year, 100),
    ("centuries", Unit::Year, 100),
    ("month", Unit::Month, 1),
    ("months", Unit::Month, 1),
    ("week", Unit::Week, 1),
    ("weeks", Unit::Week, 1),
    ("fortnight", Unit::Week, 2),
    ("fortnights", Unit::Week, 2),
    ("day", Unit::Day, 1),
    ("days", Unit::Day, 1),
    ("hour", Unit::Hour, 1),
    ("hours", Unit::Hour, 1),
    ("hr", Unit::Hour, 1),
    ("hrs", Unit::Hour, 1),
    ("minute", Unit::Minute, 1),
    ("minutes", Unit::Minute, 1),
    ("min", Unit::Minute, 1),
    ("mins", Unit::Minute, 1),
    ("seconds", Unit::Second, 1),
    ("secs", Unit::Second, 1),
];
const OTHERS: [(&str, Lex); 85] = [
    ("single", Lex::Single),
    ("hundred", Lex::Hundred),
    ("tens", Lex::Plural(1)),
    ("dozens", Lex::Plural(1)),
    ("scores", Lex::Plural(1)),
    ("hundreds", Lex::Plural(2)),
    ("hundredth", Lex::NthScale(2)),
    ("thousandth", Lex::NthScale(3)),
    ("millionth", Lex::NthScale(6)),
    ("billionth", Lex::NthScale(9)),
    ("trillionth", Lex::NthScale(12)),
    ("hundredths", Lex::Parts(100)),
    ("thousandths", Lex::PartsScale(3)),
    ("millionths", Lex::PartsScale(6)),
    ("billionths", Lex::PartsScale(9)),
    ("trillionths", Lex::PartsScale(12)),
    ("naught", Lex::Ones(0)),
    ("nought", Lex::Ones(0)),
    ("point", Lex::Point),
    ("twelfths", Lex::Parts(12)),
    ("fifteenths", Lex::Parts(15)),
    ("sixteenths", Lex::Parts(16)),
    ("twentieths", Lex::Parts(20)),
    ("thirtieths", Lex::Parts(30)),
    ("fortieths", Lex::Parts(40)),
    ("fiftieths", Lex::Parts(50)),
    ("sixtieths", Lex::Parts(60)),
    ("dozen", Lex::Dozen),
    ("doz", Lex::Dozen),
    ("dozs", Lex::Dozen),
    ("dz", Lex::Dozen),
    ("dzs", Lex::Dozen),
    ("a", Lex::A),
    ("an", Lex::A),
    ("few", Lex::Few),
    ("several", Lex::Few),
    ("half", Lex::Half),
    ("quarter", Lex::Quarter),
    ("halves", Lex::Parts(2)),
    ("thirds", Lex::Parts(3)),
    ("fourths", Lex::Parts(4)),
    ("quarters", Lex::Parts(4)),
    ("fifths", Lex::Parts(5)),
    ("sixths", Lex::Parts(6)),
    ("sevenths", Lex::Parts(7)),
    ("eighths", Lex::Parts(8)),
    ("ninths", Lex::Parts(9)),
    ("tenths", Lex::Parts(10)),
    ("nineth", Lex::Nth(9)),
    ("fourty", Lex::Tens(40)),
    ("last", Lex::Rel(-1)),
    ("this", Lex::Rel(0)),
    ("next", Lex::Rel(1)),
    ("yesterday", Lex::Day(-1)),
    ("today", Lex::Day(0)),
    ("tomorrow", Lex::Day(1)),
    ("previous", Lex::Neighbour(-1)),
    ("following", Lex::Neighbour(1)),
    ("twice", Lex::Factor(4, Use::Plain)),
    ("thrice", Lex::Factor(6, Use::Plain)),
    ("doubled", Lex::Factor(4, Use::Plain)),
    ("doubling", Lex::Factor(4, Use::Plain)),
    ("double", Lex::Factor(4, Use::Guarded)),
    ("doubles", Lex::Factor(4, Use::Guarded)),
    ("tripled", Lex::Factor(6, Use::Plain)),
    ("tripling", Lex::Factor(6, Use::Plain)),
    ("triple", Lex::Factor(6, Use::Guarded)),
    ("triples", Lex::Factor(6, Use::Guarded)),
    ("quadrupled", Lex::Factor(8, Use::Plain)),
    ("quadrupling", Lex::Factor(8, Use::Plain)),
    ("quadruple", Lex::Factor(8, Use::Guarded)),
    ("quintupled", Lex::Factor(10, Use::Plain)),
    ("halved", Lex::Factor(1, Use::Plain)),
    ("halving", Lex::Factor(1, Use::Plain)),
    ("halve", Lex::Factor(1, Use::Plain)),
    ("minus", Lex::Minus),
    ("negative", Lex::Minus),
    ("noon", Lex::Clock(720)),
    ("midnight", Lex::Clock(0)),
    ("mach", Lex::Mach),
    ("end", Lex::End),
    ("beginning", Lex::End),
    ("q", Lex::Code),
    ("h", Lex::Code),
    ("sec", Lex::Time(Unit::Second, 1)),
];
/// Words of the calendar that stand for no single thing in a table above.
const CALENDAR: [(&str, Lex); 31] = [
    ("coming", Lex::Near(1)),
    ("upcoming", Lex::Near(1)),
    ("current", Lex::Near(0)),
    ("same", Lex::Neighbour(0)),
    ("past", Lex::Past),
    ("dawn", Lex::Part(Daypart::Dawn)),
    ("predawn", Lex::Part(Daypart::Dawn)),
    ("morning", Lex::Part(Daypart::Morning)),
    ("afternoon", Lex::Part(Daypart::Afternoon)),
    ("evening", Lex::Part(Daypart::Evening)),
    ("night", Lex::Part(Daypart::Night)),
    ("tonight", Lex::Tonight),
    ("tonite", Lex::Tonight),
    ("midday", Lex::Clock(720)),
    ("couple", Lex::Couple),
    ("pair", Lex::Couple),
    ("spring", Lex::Season),
    ("summer", Lex::Season),
    ("autumn", Lex::Season),
    ("fall", Lex::Season),
    ("winter", Lex::Season),
    ("all", Lex::Whole),
    ("full", Lex::Whole),
    ("whole", Lex::Whole),
    ("weekend", Lex::Weekend),
    ("qtr", Lex::Quarter),
    ("qtrs", Lex::Parts(4)),
    ("eom", Lex::EndOf),
    ("eoy", Lex::EndOf),
    ("start", Lex::End),
    ("middle", Lex::End),
];
const FOLDS: [&str; 9] = ["twofold", "threefold", "fourfold", "fivefold", "sixfold", "sevenfold", "eightfold", "ninefold", "tenfold"];
/// Starts of currency signs that are no codes of their own.
const CODES: [&str; 3] = ["us", "u", "rs"];
/// Roman numerals as far as chapters, wars and games go, beside those that are built of tens and ones.
const ROMAN: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
const ROMAN_TENS: [&str; 7] = ["", "x", "xx", "xxx", "xl", "l", "lx"];
const SCALE_WORDS: [(&str, u8); 5] = [("thousands", 3), ("millions", 6), ("billions", 9), ("trillions", 12), ("mln", 6)];

fn build() -> Table {
    let mut table = Table::new();
    let mut add = |word: &str, lex: Lex| {
        table.insert(key(word.as_bytes()), lex);
    };
    for (n, word) in (0..).zip(ONES) {
        add(word, Lex::Ones(n));
    }
    for (n, word) in (1..).zip(NTH) {
        add(word, Lex::Nth(n));
    }
    for (word, nth, decade, n) in TENS {
        add(word, Lex::Tens(n));
        add(nth, Lex::NthTens(n));
        add(decade, Lex::Decade(n));
        add(&format!("{word}something"), Lex::Something(n));
        for (one, ordinal) in (1..).zip(&NTH[..9]) {
            add(&format!("{word}{ordinal}"), Lex::Nth(n + one));
        }
    }
    for (word, n) in SCALES {
        add(word, Lex::Scale(n));
    }
    for (word, n) in SCALE_WORDS {
        add(word, if word == "mln" { Lex::Scale(n) } else { Lex::Plural(n) });
    }
    for (n, (word, short)) in (1..).zip(MONTHS) {
        add(word, Lex::Month(n, false));
        for w in short {
            add(w, Lex::Month(n, true));
        }
    }
    for (n, (word, short)) in (0..).zip(WEEKDAYS) {
        add(word, Lex::Weekday(n, false));
        for w in short {
            add(w, Lex::Weekday(n, true));
        }
    }
    for (word, unit, n) in TIMES {
        add(word, Lex::Time(unit, n));
    }
    for (n, word) in (2..).zip(FOLDS) {
        add(word, Lex::Fold(n));
    }
    for (tens, ones) in ROMAN_TENS.iter().flat_map(|tens| ROMAN.iter().map(move |ones| (tens, ones))).skip(1) {
        add(&format!("{tens}{ones}"), Lex::Roman);
    }
    for (word, lex) in OTHERS.into_iter().chain(CALENDAR) {
        add(word, lex);
    }
    for name in holiday::english_names() {
        let word = name.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        table.entry(key(word.as_bytes())).or_insert(Lex::Holiday);
    }
    for word in CODES.into_iter().chain(units().codes()).filter(|w| w.len() <= LONGEST) {
        table.entry(key(word.as_bytes())).or_insert(Lex::Code);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_only_whole() {
        assert_eq!(look_up(b"Twelve"), Lex::Ones(12));
        assert_eq!(look_up(b"THIRD"), Lex::Nth(3));
        assert_eq!(look_up(b"thirtysomething"), Lex::Something(30));
        assert_eq!(look_up(b"twelv"), Lex::None);
        assert_eq!(look_up(b"an-unreasonably-long-word"), Lex::None);
    }
}
