//! What is written with a full stop inside a sentence, and the words that start a new sentence after such a stop. Used by
//! `bounds`.

/// How a word behaves before a full stop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Abbreviation {
    /// A name or more of the sentence always follows: Rep., Mr., vs., e.g.
    GoesOn,
    /// A number follows, or the sentence is over: No., Jan.
    BeforeNumber,
    /// May stand at the end of a sentence: U.S., Co., p.m.
    Either,
    /// A time of day: like the above, but a weekday, month or time zone goes on.
    Hour,
}

/// Titles and connecting abbreviations, lower-case, sorted.
const GOES_ON: &[&str] = &[
    "adm", "assoc", "atty", "brig", "capt", "cf", "cmdr", "col", "cpl", "det", "dr", "e.g", "fr", "gen", "gov", "hon", "i.e", "insp", "lt", "maj", "messrs",
    "mr", "mrs", "ms", "mt", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "st", "supt", "v", "viz", "vs",
];

/// Lower-case, sorted.
const BEFORE_NUMBER: &[&str] = &[
    "apr", "art", "aug", "ch", "dec", "feb", "fig", "figs", "jan", "jul", "jun", "mar", "no", "nos", "nov", "oct", "p", "para", "pp", "rp", "rs", "sec", "sep",
    "sept", "vol",
];

/// Lower-case, sorted.
const EITHER: &[&str] = &[
    "al", "approx", "assn", "ave", "blvd", "bros", "ca", "co", "corp", "cos", "dept", "est", "etc", "gmbh", "inc", "intl", "jr", "ltd", "mfg", "ph.d", "rd",
    "sr", "univ",
];

/// Words that hardly ever follow an abbreviation inside a sentence when they are capitalised, sorted.
const STARTERS: &[&str] = &[
    "A", "About", "According", "After", "All", "Also", "Although", "Among", "An", "And", "Another", "As", "At", "Before", "Both", "But", "By", "Despite",
    "During", "Each", "Earlier", "Even", "For", "From", "He", "Her", "His", "How", "However", "I", "If", "In", "Instead", "It", "Its", "Last", "Later", "Many",
    "Meanwhile", "More", "Most", "No", "Nor", "Not", "Now", "On", "One", "Only", "Others", "Our", "Over", "She", "Since", "So", "Some", "Such", "Than", "That",
    "The", "Their", "Then", "There", "These", "They", "This", "Those", "Through", "To", "Under", "Until", "We", "What", "When", "Where", "Whether", "Which",
    "While", "Who", "Why", "With", "Yet", "You",
];

/// First letters of what may follow an hour: weekdays, months and time zones.
const AFTER_HOUR: &[&str] = &[
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "KST", "GMT", "UTC",
    "EST", "EDT", "PST", "PDT", "BST", "CET", "JST", "ET", "PT", "Korea", "Eastern", "Pacific", "Seoul", "Local",
];

/// Verbs by which a quote is given to its speaker.
const SAYING: &[&str] =
    &["said", "says", "asked", "added", "told", "wrote", "shouted", "cried", "exclaimed", "replied", "tweeted", "posted", "recalled", "argued"];

/// Korean words that carry a quote on when a space slipped in behind it.
const QUOTE_GOES_ON: &[&str] =
    &["고", "며", "면서", "라", "라고", "라며", "라면서", "라는", "란", "는", "이라", "이라고", "이라며", "이라면서", "이라는", "이며", "하고", "등"];

/// How `word` (without its last stop) behaves before a stop.
pub(super) fn look_up(word: &str) -> Option<Abbreviation> {
    let mut buffer = [0_u8; 8];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).ok()?;
    let has = |list: &[&str]| list.binary_search(&lower).is_ok();
    if has(GOES_ON) {
        Some(Abbreviation::GoesOn)
    } else if matches!(lower, "a.m" | "p.m") {
        Some(Abbreviation::Hour)
    } else if has(BEFORE_NUMBER) {
        Some(Abbreviation::BeforeNumber)
    } else if has(EITHER) || is_dotted(word) {
        Some(Abbreviation::Either)
    } else {
        None
    }
}

/// Single letters with stops between them: U.S, D.C, U.K, J.
fn is_dotted(word: &str) -> bool {
    word.split('.').all(|part| part.len() == 1 && part.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether a capitalised `word` is likely to start a sentence after an abbreviation.
pub(super) fn starts_sentence(word: &str) -> bool {
    STARTERS.binary_search(&word).is_ok()
}

/// Whether `word` may go on after an hour.
pub(super) fn follows_hour(word: &str) -> bool {
    AFTER_HOUR.iter().any(|a| word.starts_with(a))
}

/// Whether `word` gives a quote to its speaker.
pub(super) fn is_saying(word: &str) -> bool {
    SAYING.contains(&word)
}

/// Whether the Korean `word` carries a quote on.
pub(super) fn carries_quote(word: &str) -> bool {
    QUOTE_GOES_ON.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for list in [GOES_ON, BEFORE_NUMBER, EITHER, STARTERS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn words_before_a_stop() {
        assert_eq!(look_up("Rep"), Some(Abbreviation::GoesOn));
        assert_eq!(look_up("U.S"), Some(Abbreviation::Either));
        assert_eq!(look_up("p.m"), Some(Abbreviation::Hour));
        assert_eq!(look_up("Sept"), Some(Abbreviation::BeforeNumber));
        assert_eq!(look_up("dog"), None);
        assert_eq!(look_up("abbreviations"), None);
    }
}
