//! Doubts about what was handed in, before anything is compared: sides that are empty, swapped or in another language,
//! and characters that nobody sees. Used by the command line on documents and pairs.

use crate::model::{Document, Lang};
use crate::text::{Span, hangul};
use std::collections::BTreeSet;

/// Share of Hangul among the letters under which a text is not Korean. Korean news quotes English names and units, but
/// no Korean text has so little.
const KOREAN: f64 = 0.1;
/// Share over which a text is not English. English news glosses a word in Hangul now and then.
const NOT_ENGLISH: f64 = 0.5;
/// Letters that a text needs before its language is doubted.
const LETTERS: usize = 10;
/// Characters of each side that are looked at to tell the language.
const SAMPLE: usize = 20_000;
/// Bytes of each side that are looked at first.
const GLANCE: usize = 128;

/// Sentences and paragraphs that a side may have. The longest books have fewer; more is a dump, or made to hurt.
pub const MOST_PASSAGES: usize = 120_000;

/// Why a pair should not be checked as it is.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Doubt {
    /// A side without words.
    #[error("{name}: the {lang} side is empty; nothing was checked. Give the text of the article")]
    Empty {
        /// Which side.
        lang: Lang,
        /// Its name.
        name: String,
    },
    /// A side with words, none of which is news.
    #[error("{name}: the {lang} side has headings, bylines, captions or notices but no paragraphs of news; nothing was checked. Give the text of the article")]
    NoNews {
        /// Which side.
        lang: Lang,
        /// Its name.
        name: String,
    },
    /// Each side in the other's language.
    #[error("{ko} is in English and {en} in Korean; nothing was checked. The two are swapped: give the Korean first")]
    Swapped {
        /// Name of what was given as Korean.
        ko: String,
        /// Name of what was given as English.
        en: String,
    },
    /// More passages than an article has; checking them could take all memory there is.
    #[error("{name}: more than {MOST_PASSAGES} passages, which no article has; nothing was checked. Split it into its articles")]
    TooLong {
        /// Its name.
        name: String,
    },
    /// Hardly any Hangul on the Korean side.
    #[error("{name}: no Korean in the Korean side; nothing was checked. Give the Korean article first, or see whether it was decoded wrongly")]
    NotKorean {
        /// Its name.
        name: String,
    },
    /// Hangul for the most part on the English side.
    #[error("{name}: the English side is in Korean; nothing was checked. Give the English translation second")]
    NotEnglish {
        /// Its name.
        name: String,
    },
}

/// Why the pair should not be checked; `None` when nothing speaks against it. An empty side is told before a language.
pub fn doubt(ko: &Document<'_>, en: &Document<'_>) -> Option<Doubt> {
    if let Some(doubt) = empty(ko).or_else(|| empty(en)) {
        return Some(doubt);
    }
    if let Some(long) = [ko, en].into_iter().find(|d| d.blocks.len() > MOST_PASSAGES || has_more_sentences(d.text(), MOST_PASSAGES)) {
        return Some(Doubt::TooLong { name: long.name.clone() });
    }
    // The first words of nearly every pair settle it; only where they do not, more is read.
    if glance(ko).is_some_and(|g| g.hangul >= LETTERS && g.hangul >= g.latin + g.other)
        && glance(en).is_some_and(|g| g.latin >= LETTERS && g.hangul == 0 && g.other <= g.latin)
    {
        return None;
    }
    let (korean, english) = (news_sample(ko, SAMPLE), news_sample(en, SAMPLE));
    let not_korean = korean.letters >= LETTERS && korean.share() < KOREAN;
    let not_english = english.letters >= LETTERS && english.share() > NOT_ENGLISH;
    match (not_korean, not_english) {
        (true, true) => Some(Doubt::Swapped { ko: ko.name.clone(), en: en.name.clone() }),
        (true, false) => Some(Doubt::NotKorean { name: ko.name.clone() }),
        (false, true) => Some(Doubt::NotEnglish { name: en.name.clone() }),
        (false, false) => None,
    }
}

/// Bytes of the first words, by what they say of the language.
struct Glance {
    /// Bytes that Hangul syllables start with, and little else does.
    hangul: usize,
    /// Letters of ASCII.
    latin: usize,
    /// Bytes that other characters start with: marks for the most part.
    other: usize,
}

/// Looks at the first bytes of the first news of a document.
fn glance(document: &Document<'_>) -> Option<Glance> {
    let block = document.blocks.iter().find(|b| b.kind.is_news())?;
    let bytes = block.span.slice(document.text()).as_bytes();
    let head = bytes.get(..GLANCE).unwrap_or(bytes);
    Some(Glance {
        hangul: count(head, |b| matches!(b, 0xEA..=0xED)),
        latin: count(head, |b| b.is_ascii_alphabetic()),
        other: count(head, |b| matches!(b, 0xC0..=0xE9 | 0xEE..)),
    })
}

/// How many of a few bytes are so: without a branch, so that many are looked at in one instruction.
#[inline]
fn count(few: &[u8], is: impl Fn(u8) -> bool) -> usize {
    few.iter().fold(0_u8, |sum, &b| sum.wrapping_add(u8::from(is(b)))).into()
}

/// What to say where only one side has identifiers, or some of one side stand nowhere on the other: what they mark was
/// paired by what it says.
pub fn loose(ko: &Document<'_>, en: &Document<'_>) -> Option<String> {
    const SHOWN: usize = 5;
    let (only, other) = match (ko.segments.is_empty(), en.segments.is_empty()) {
        (true, true) => return None,
        (false, true) => return Some(format!("only {} has identifiers of paragraphs, so they were paired by what they say", ko.name)),
        (true, false) => return Some(format!("only {} has identifiers of paragraphs, so they were paired by what they say", en.name)),
        (false, false) => (ko, en),
    };
    let ids = |document: &Document<'_>| document.segments.iter().map(|s| s.id.clone()).collect::<BTreeSet<_>>();
    let (a, b) = (ids(only), ids(other));
    let loose: Vec<&str> = a.symmetric_difference(&b).map(String::as_str).collect();
    let more = if loose.len() > SHOWN { format!(" and {} more", loose.len() - SHOWN) } else { String::new() };
    let shown = loose.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    (!loose.is_empty()).then(|| format!("on one side only: {shown}{more}; what stands there was paired by what it says"))
}

/// Whether more than so many sentences may end in a text: marks that end one, before space. A short text is not looked at.
pub(super) fn has_more_sentences(text: &str, most: usize) -> bool {
    let ends = || text.as_bytes().windows(2).filter(|w| matches!(w[0], b'.' | b'!' | b'?') && w[1].is_ascii_whitespace());
    text.len() > 2 * most && ends().nth(most).is_some()
}

fn empty(document: &Document<'_>) -> Option<Doubt> {
    if document.blocks.iter().any(|b| b.kind.is_news()) {
        None
    } else if document.blocks.is_empty() {
        Some(Doubt::Empty { lang: document.lang, name: document.name.clone() })
    } else {
        Some(Doubt::NoNews { lang: document.lang, name: document.name.clone() })
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Sample {
    hangul: usize,
    letters: usize,
}

impl Sample {
    /// Counts the first `most` characters of a text; how many there were.
    fn add(&mut self, text: &str, most: usize) -> usize {
        let head = text.as_bytes().get(..most).unwrap_or(text.as_bytes());
        // English: each byte is a character.
        if head.is_ascii() {
            self.letters += head.iter().filter(|b| b.is_ascii_alphabetic()).count();
            return head.len();
        }
        let (mut at, mut count) = (0, 0);
        while let Some(&b) = text.as_bytes().get(at).filter(|_| count < most) {
            count += 1;
            let (len, is_hangul, is_letter) = match b {
                0..0x80 => (1, false, b.is_ascii_alphabetic()),
                // The syllables from 뀀 to 쿿, which are most of Korean.
                0xEB | 0xEC => (3, true, true),
                _ => {
                    let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
                    let is_hangul = hangul::is_hangul(c);
                    (c.len_utf8(), is_hangul, is_hangul || c.is_alphabetic())
                }
            };
            at += len;
            self.hangul += usize::from(is_hangul);
            self.letters += usize::from(is_letter);
        }
        count
    }

    #[expect(clippy::cast_precision_loss, reason = "at most SAMPLE characters are counted")]
    fn share(self) -> f64 {
        if self.letters == 0 { 0.0 } else { self.hangul as f64 / self.letters as f64 }
    }
}

fn news_sample(document: &Document<'_>, most: usize) -> Sample {
    let mut sample = Sample::default();
    let mut left = most;
    for block in document.blocks.iter().filter(|b| b.kind.is_news()) {
        left -= sample.add(block.span.slice(document.text()), left);
        if left == 0 {
            break;
        }
    }
    sample
}

/// What an unseen character can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unseen {
    /// Turns the direction of the text around it, so that what is seen is not what is there.
    Direction,
    /// Shows nothing.
    Invisible,
    /// A control character that has no place in a text.
    Control,
}

/// Characters of the text as it was given that nobody sees, in order, the first `most` of them. The reading form is
/// free of them; this is for telling the editor that they are there.
pub fn unseen(given: &str, most: usize) -> Vec<(Span, Unseen)> {
    if given.bytes().all(|b| (0x20..0x7F).contains(&b) || matches!(b, b'\t' | b'\n' | b'\r')) {
        return Vec::new();
    }
    given.char_indices().filter_map(|(at, c)| kind(c).map(|k| (Span::new(at, at + c.len_utf8()), k))).take(most).collect()
}

const fn kind(c: char) -> Option<Unseen> {
    match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => Some(Unseen::Direction),
        '\u{AD}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{FFA0}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0000}'..='\u{E01EF}' => Some(Unseen::Invisible),
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' => Some(Unseen::Control),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_article_any_more_is_not_checked() {
        let doubted = |ko: &str, en: &str| doubt(&Document::plain(Lang::Ko, "ko", ko), &Document::plain(Lang::En, "en", en));
        let (ko, en) = ("정부는 도로에 3조원을 쓴다고 밝혔다.", "The government said it will spend 3 trillion won on roads.");
        let many = |one: &str, between: &str, n: usize| format!("{one}{between}").repeat(n);
        assert_eq!(doubted(&many(ko, "\n\n", 2000), &many(en, " ", MOST_PASSAGES)), None);
        for (long, ko, en) in [
            ("ko", many("가다", "\n\n", MOST_PASSAGES + 1), en.to_owned()),
            ("en", ko.to_owned(), many("It is.", " ", MOST_PASSAGES + 2)),
            ("en", ko.to_owned(), many("It", "\n\n", MOST_PASSAGES + 1)),
        ] {
            assert_eq!(doubted(&ko, &en), Some(Doubt::TooLong { name: long.to_owned() }));
        }
    }
    use proptest::prelude::*;

    const KO: &str = "정부는 14일 KTX와 SRT에 3조5000억원을 들인다고 밝혔다.";
    const EN: &str = "The government said on Monday it would spend 3.5 trillion won on KTX and SRT (고속철).";

    fn of(ko: &str, en: &str) -> Option<Doubt> {
        doubt(&Document::plain(Lang::Ko, "a.ko.md", ko), &Document::plain(Lang::En, "a.en.md", en))
    }

    #[test]
    fn pairs_in_order_raise_no_doubt() {
        assert_eq!(of(KO, EN), None);
        assert_eq!(of("3조", "3 trillion"), None);
        assert_eq!(of("\"AI·5G·6G\"", "AI, 5G, 6G"), None, "too little to tell a language by");
    }

    #[test]
    fn what_is_wrong_is_told_by_name() {
        let (ko, en) = ("a.ko.md".to_owned(), "a.en.md".to_owned());
        assert_eq!(of(EN, KO), Some(Doubt::Swapped { ko: ko.clone(), en: en.clone() }));
        assert_eq!(of(EN, EN), Some(Doubt::NotKorean { name: ko.clone() }));
        assert_eq!(of(KO, KO), Some(Doubt::NotEnglish { name: en.clone() }));
        assert_eq!(of("", EN), Some(Doubt::Empty { lang: Lang::Ko, name: ko }));
        assert_eq!(of(KO, " \n\u{200B} \u{3000}"), Some(Doubt::Empty { lang: Lang::En, name: en }));
        for d in [of(EN, KO), of(KO, KO), of("", "")] {
            let message = d.unwrap().to_string();
            assert!(message.contains("nothing was checked") && message.contains("a.") && (message.contains("Give") || message.contains("give")), "{message}");
        }
    }

    #[test]
    fn unseen_characters_are_found_where_they_are() {
        let t = "2\u{200B}.75%\u{202E}원\u{7}";
        assert_eq!(unseen(t, 10), [(Span::new(1, 4), Unseen::Invisible), (Span::new(8, 11), Unseen::Direction), (Span::new(14, 15), Unseen::Control)]);
        assert_eq!(unseen(t, 1).len(), 1);
        assert_eq!(unseen("정부는 “3조”라고\r\n\t했다", 9), []);
    }

    proptest! {
        #[test]
        fn any_pair_is_doubted_or_not(ko in "\\PC{0,30}", en in "\\PC{0,30}") {
            let _ = of(&ko, &en);
        }
    }
}
