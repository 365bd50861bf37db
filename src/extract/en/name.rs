//! English names: people by the build of Korean names, by a title before them or by speech around them; institutions
//! and places by the lexicon; other capitalised words as names of unknown kind.

use crate::model::{Mention, Name, NameClass, Value, any_overlaps};
use crate::names::lexicon;
use crate::names::{given, latin, surnames};
use crate::text::{Span, WordMap, Words, bytes};
use smallvec::SmallVec;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// Words that are spelled like a surname and seldom are one.
static COMMON: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "an", "in", "so", "do", "no", "go", "ma", "eve", "on", "to", "young", "song", "sun", "son", "moon", "park", "back", "wee", "you", "she", "see", "pan",
        "ban", "mo", "i", "o", "a", "won", "gun", "an", "he", "pay", "sea", "ye", "ha", "oh", "may", "june", "jun", "bin", "cha", "chin", "joe", "king",
        "long", "wing", "ban", "guy", "man", "dan", "sol", "gil", "han",
    ])
});
/// Words that start a sentence with a capital and are no names.
static STARTERS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "the", "a", "an", "in", "on", "at", "by", "for", "from", "with", "after", "before", "as", "but", "and", "or", "if", "when", "while", "he", "she", "it",
        "they", "we", "his", "her", "its", "their", "this", "that", "these", "those", "some", "about", "according", "meanwhile", "however", "also", "both",
        "all", "under", "over", "last", "next", "more", "most", "no", "not", "there", "then", "to", "of", "one", "two", "former", "late", "earlier", "despite",
        "during", "since", "because", "although", "so", "what", "who", "how", "why", "asked", "meeting", "our", "my", "korean", "korea", "south", "north",
        "east", "west", "new", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may",
        "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    ])
});

/// Words that tell an organisation, a law or an event from a person.
static NO_PERSON: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "Ministry", "Commission", "Party", "Bank", "Group", "Corp.", "Corp", "Inc.", "Inc", "Co.", "Electronics", "Federation", "Association", "University",
        "Court", "Agency", "Institute", "Office", "Committee", "Union", "Center", "Centre", "Service", "Act", "War", "Engineering", "Assembly", "Department",
        "Council", "Company", "Industries", "Motor", "Motors", "Airlines", "Air", "Energy", "Chemical", "Foundation", "Board", "Bureau", "Administration",
        "Authority", "Society", "College", "School", "Hospital", "House", "Day", "Festival", "Olympics", "Games", "Cup", "League", "Station", "Airport",
        "Bridge", "Tower", "Park", "Hotel", "Street", "Road", "Avenue", "Typhoon", "Hurricane", "Law", "Agreement", "Treaty", "Report", "Times", "News",
        "Daily", "Post", "Journal", "Herald", "Research", "Capital", "Securities", "Partners", "Holdings", "Technology", "Technologies", "Systems",
        "Mechanics", "Electro-Mechanics", "Marine", "Stanley", "Entertainment", "Pictures", "Studios", "Army", "Navy", "Force", "Command", "Forces", "Island",
        "Islands", "River", "Mountain", "Lake", "Sea", "Ocean", "Bay", "City", "County", "Province", "District", "State", "States", "Republic", "Kingdom",
        "Nations", "Council,", "Pact", "Forum", "Summit", "Cheong", "Wa", "Dae", "Building", "Plaza", "Mall", "Church", "Temple", "Museum", "Library",
        "Theater", "Theatre", "Stadium", "Arena", "Field", "Square", "Club", "Team", "United", "Football", "FC", "World", "National", "International",
        "Central", "General", "Federal", "Royal", "American", "British", "Chinese", "Japanese", "Korean", "Korea", "English", "French", "German", "Russian",
        "European", "Asian", "African", "Indian", "Australian", "Canadian", "Israeli",
    ])
});

#[derive(Clone, Copy)]
struct Token<'t> {
    span: Span,
    word: &'t str,
    /// Nothing but a space stands between the word before and this one.
    joined: bool,
    capital: bool,
    /// Part of a known institution or place, or of a value already read.
    known: bool,
}

type Tokens<'t> = SmallVec<[Token<'t>; 32]>;

/// Reads the names of one sentence outside the spans that `taken` covers; spans are in bytes of `text`.
pub(in crate::extract) fn read(text: &str, taken: &[Mention], out: &mut Vec<Mention>) {
    let from = out.len();
    let mut tokens = Tokens::new();
    cut(text, taken, &mut tokens, out);
    let tokens = &tokens[..];
    let mut people: Vec<Mention> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        // Every name starts with a capital.
        if !tokens[i].capital || secretary(&tokens[..=i]) {
            i += 1;
            continue;
        }
        let titled = i > 0 && (tokens[i].joined || in_apposition(text, tokens, i)) && (lexicon::ends_title(tokens[i - 1].word) || secretary(&tokens[..i]));
        let found = korean_name(&tokens[i..], titled).or_else(|| generic_name(text, tokens, i, titled)).or_else(|| surname_alone(tokens, i, titled));
        let Some((count, class, partial)) = found else {
            i += 1;
            continue;
        };
        let span = tokens[i].span.cover(tokens[i + count - 1].span);
        people.push(Mention::new(span, Value::Name(Name { text: span.slice(text).into(), class, entity: None, partial })));
        i += count;
    }
    if people.is_empty() {
        return;
    }
    // A name that is built like a Korean one outweighs a place that is called like a part of it.
    let mut index = 0;
    out.retain(|m| {
        index += 1;
        index <= from || !any_overlaps(&people, m.span)
    });
    out.append(&mut people);
    out[from..].sort_by_key(|m| m.span);
}

/// "Secretary of State" and of other departments.
fn secretary(before: &[Token<'_>]) -> bool {
    matches!(before, [.., s, of, department] if of.word == "of" && s.word == "Secretary" && department.capital && of.joined && department.joined)
}

/// "its prime minister, Shigeru Ishiba,": two capitalised words between commas behind a title.
fn in_apposition(text: &str, tokens: &[Token<'_>], i: usize) -> bool {
    let after = tokens.get(i + 1).filter(|t| t.joined && t.capital && tokens[i].capital).map(|t| t.span.end);
    text.get(tokens[i - 1].span.end..tokens[i].span.start) == Some(", ") && after.is_some_and(|end| text[end..].starts_with(','))
}

/// Cuts a sentence into words, and reads the institutions and places of the lexicon on the way. (The list is handed in, since
/// one of this size is dear to move.)
fn cut<'t>(text: &'t str, taken: &[Mention], words: &mut Tokens<'t>, entities: &mut Vec<Mention>) {
    let mut taken = Overlaps(taken);
    // Where forms of the lexicon are sought from, and where the last one that counts ends.
    let (mut sought, mut known_to) = (0, 0);
    let (mut at, mut end_before) = (0, 0);
    while let Some(start) = word_start(text, at) {
        at = word_end(text, start, |piece| {
            if piece.start < sought {
                return;
            }
            sought = piece.end;
            let Some(hit) = lexicon::english_at(text, piece) else { return };
            sought = hit.span.end;
            if !hit.form.rows.is_empty() && !taken.clone().any(hit.span) {
                known_to = hit.span.end;
                entities.push(hit.mention(text));
            }
        });
        let word = body(&text[start..at]);
        let mut end = start + word.len();
        if end == at && text.as_bytes().get(at) == Some(&b'.') && abbreviates(word) {
            end += 1;
        }
        let span = Span::new(start, end);
        let known = start < known_to || taken.any(span);
        let joined = !words.is_empty() && start == end_before + 1 && text.as_bytes()[end_before] == b' ';
        let first = text.as_bytes()[start];
        let capital = bytes::is(first, bytes::CAPITAL) || !first.is_ascii() && word.chars().next().is_some_and(char::is_uppercase);
        words.push(Token { span, word: &text[start..end], joined, capital, known });
        end_before = end;
    }
}

/// The next letter or digit.
fn word_start(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(&b) = text.as_bytes().get(at) {
        if bytes::is(b, bytes::LETTER | bytes::DIGIT) {
            return Some(at);
        }
        if b.is_ascii() {
            at += 1;
            continue;
        }
        let c = text[at..].chars().next()?;
        if c.is_alphanumeric() {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// The end of the word that starts at a byte: letters and digits, with hyphens and apostrophes inside. `piece` is told of each
/// run of Latin letters and digits in it.
#[inline]
fn word_end(text: &str, start: usize, mut piece: impl FnMut(Span)) -> usize {
    let (mut from, mut at) = (start, start);
    let mut close = |from: usize, at: usize| {
        if at > from {
            piece(Span::new(from, at));
        }
    };
    loop {
        at = bytes::letters(text.as_bytes(), at);
        if text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
            at = bytes::run(text.as_bytes(), at, bytes::LETTER | bytes::DIGIT);
        }
        match text.as_bytes().get(at) {
            Some(b) if bytes::is(*b, bytes::JOINT) => {
                close(from, at);
                at += 1;
                from = at;
            }
            Some(b) if !b.is_ascii() => {
                let Some(c) = text[at..].chars().next().filter(|&c| c.is_alphanumeric() || c == '’') else { break };
                if !lexicon::goes_on_latin(c) {
                    close(from, at);
                    from = at + c.len_utf8();
                }
                at += c.len_utf8();
            }
            _ => break,
        }
    }
    close(from, at);
    at
}

/// Mentions in order, asked for spans in order.
#[derive(Clone)]
struct Overlaps<'m>(&'m [Mention]);

impl Overlaps<'_> {
    /// Whether a mention shares a byte with the span; those before it are dropped.
    fn any(&mut self, span: Span) -> bool {
        while let [first, rest @ ..] = self.0
            && first.span.end <= span.start
        {
            self.0 = rest;
        }
        self.0.first().is_some_and(|m| m.span.overlaps(span))
    }
}

/// A word without hyphens and apostrophes at its end, and without its possessive s.
fn body(word: &str) -> &str {
    // Nearly every word is letters up to its end.
    if let [.., before, last] = word.as_bytes()
        && bytes::is(*before, bytes::LETTER | bytes::DIGIT)
        && bytes::is(*last, bytes::LETTER | bytes::DIGIT)
    {
        return word;
    }
    let word = word.trim_end_matches(['-', '\'', '’']);
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Whether a full stop behind the word belongs to it.
fn abbreviates(word: &str) -> bool {
    word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase()
        || matches!(word, "Rep" | "Reps" | "Sen" | "Gov" | "Dr" | "Mr" | "Ms" | "Mrs" | "Gen" | "Col" | "Lt" | "Maj" | "Prof" | "Capt" | "Sgt" | "Adm" | "Brig")
}

/// How many words from here make the full name of a Korean.
fn korean_name(tokens: &[Token<'_>], titled: bool) -> Option<(usize, NameClass, bool)> {
    let [first, second, ..] = tokens else { return None };
    if !first.capital || !second.joined || !second.capital {
        return None;
    }
    let third = tokens.get(2).filter(|t| t.joined && t.capital);
    let bearers = bearers(first.word);
    let common = || COMMON.contains(first.word);
    let full = |n: usize| Some((n, NameClass::Person, false));
    if bearers.is_some() {
        if hyphenated(second.word) {
            return full(2);
        }
        let known = first.known || second.known;
        if let Some(third) = third
            && syllables(second.word) == Some(1)
            && syllables(third.word) == Some(1)
            && (titled || !common())
            && !known
        {
            return full(3);
        }
        let two = syllables(second.word) == Some(2) && second.word.len() >= 5;
        if !known && third.is_none() && two && (titled || (bearers >= Some(30) && !common())) {
            return full(2);
        }
        if !known && third.is_none() && titled && syllables(second.word) == Some(1) && second.word.len() >= 2 {
            return full(2);
        }
    }
    let last_bearers = self::bearers(second.word)?;
    if third.is_none() && (hyphenated(first.word) || (titled && last_bearers >= 30 && syllables(first.word) == Some(2) && !first.known && !second.known)) {
        return full(2);
    }
    None
}

/// A title with a surname, or a usual surname by itself.
fn surname_alone(tokens: &[Token<'_>], i: usize, titled: bool) -> Option<(usize, NameClass, bool)> {
    let token = &tokens[i];
    if !token.capital || token.known || tokens.get(i + 1).is_some_and(|n| n.joined && n.capital) {
        return None;
    }
    let bearers = bearers(token.word)?;
    let plain = token.word.len() >= 3 && bearers >= 100 && !COMMON.contains(token.word);
    (titled || plain).then_some((1, NameClass::Person, true))
}

/// Two or three capitalised words in a row that nothing else explains.
fn generic_name(text: &str, tokens: &[Token<'_>], i: usize, titled: bool) -> Option<(usize, NameClass, bool)> {
    let first = &tokens[i];
    if !name_word(first) || (i == 0 || !first.joined) && STARTERS.contains(first.word) || part_of_title(first.word) {
        return None;
    }
    if i > 0 && first.joined && tokens[i - 1].capital && !titled && !STARTERS.contains(tokens[i - 1].word) {
        return None;
    }
    let mut n = 1;
    while let Some(t) = tokens.get(i + n).filter(|t| t.joined && n < 4) {
        if korean_name(&tokens[i + n..], false).is_some() {
            break;
        }
        let linked = matches!(t.word, "bin" | "van" | "von" | "de" | "al" | "da" | "del") && tokens.get(i + n + 1).is_some_and(|x| x.joined && name_word(x));
        if !(name_word(t) && !part_of_title(t.word) || linked) {
            break;
        }
        n += 1;
    }
    let crowded = tokens.get(i + n).is_some_and(|t| t.joined && (t.capital || t.known));
    let end = tokens[i + n - 1].span.end;
    let speaks = || speech_after(&text[end..]) || i > 0 && first.joined && matches!(tokens[i - 1].word, "said" | "says" | "told");
    if n == 1 {
        return (titled && !crowded && first.word.len() >= 3 && bearers(first.word).is_none()).then_some((1, NameClass::Person, true));
    }
    let person = || !tokens[i..i + n].iter().any(|t| NO_PERSON.contains_exactly(t.word));
    let class = if !crowded && (titled || speaks()) && person() { NameClass::Person } else { NameClass::Other };
    Some((n, class, false))
}

/// Words of titles before the last one.
static TITLE_STARTS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "Prime", "Vice", "First", "Deputy", "Foreign", "Former", "Acting", "Chief", "Executive", "Senior", "Supreme", "Crown", "Interim", "Head", "Finance",
        "Defense",
    ])
});

/// Words of titles: Prime, Vice, Minister …
fn part_of_title(word: &str) -> bool {
    TITLE_STARTS.contains_exactly(word) || lexicon::ends_title(word)
}

/// A capitalised word that is no acronym and no part of something known.
fn name_word(t: &Token<'_>) -> bool {
    t.capital
        && !t.known
        && (t.word.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) || t.word.ends_with('.') || t.word.chars().skip(1).any(char::is_lowercase))
        && !t.word.bytes().any(|b| b.is_ascii_digit())
        && !calendar(t.word)
}

/// Weekdays and months.
fn calendar(word: &str) -> bool {
    word.len() <= 9 && word.ends_with("day")
        || matches!(word, "January" | "February" | "March" | "April" | "May" | "June" | "July" | "August" | "September" | "October" | "November" | "December")
}

/// "Neil Barton said", "Neil Barton, 52,".
fn speech_after(rest: &str) -> bool {
    if [" said", " told", " says", " added", " scored", " plays", " wrote", " met", " won "].iter().any(|s| rest.starts_with(s)) {
        return true;
    }
    let Some(after) = rest.strip_prefix(", ") else { return false };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && after[digits..].starts_with([',', '.'])
}

/// Bearers, in thousands, of the most usual surname that is spelled so.
fn bearers(word: &str) -> Option<u32> {
    static BEARERS: LazyLock<WordMap<u32>> = LazyLock::new(|| {
        let mut spellings: Vec<_> = surnames::spellings().filter(|(spelling, _)| spelling.len() <= 8).collect();
        spellings.sort_by_key(|&(_, bearers)| Reverse(bearers));
        WordMap::new(spellings)
    });
    BEARERS.get(word)
}

/// "Jae-myung": two Korean syllables with a hyphen between.
fn hyphenated(word: &str) -> bool {
    word.split_once('-').is_some_and(|(a, b)| syllables(a) == Some(1) && syllables(b) == Some(1))
}

fn syllables(word: &str) -> Option<u8> {
    if word.len() > 14 || !word.is_ascii() {
        return None;
    }
    latin::words(word).first().and_then(|w| given::latin_syllables(w))
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
        names(text).into_iter().filter(|n| n.1 == "person" && !n.2).map(|n| n.0).collect()
    }

    #[test]
    fn korean_names_are_known_by_their_build() {
        for (text, want) in [
            ("Rep. Kang Sun-woo said", "Kang Sun-woo"),
            ("President Yoon Suk Yeol met", "Yoon Suk Yeol"),
            ("told Kim Gildong on Monday", "Kim Gildong"),
            ("Executive Chair Euisun Chung said", "Euisun Chung"),
            ("So Ji-min, head of the union", "So Ji-min"),
        ] {
            assert_eq!(people(text), [want], "{text}");
        }
    }

    #[test]
    fn foreign_names_are_known_by_title_and_speech() {
        assert_eq!(people("said Neil Barton, an economist"), ["Neil Barton"]);
        assert_eq!(people("Prime Minister Shigeru Ishiba spoke"), ["Shigeru Ishiba"]);
    }

    #[test]
    fn other_capitals_are_no_people() {
        for text in ["He visited Central Park in May", "The Unification Observatory opened", "No Gun", "In Seoul Monday"] {
            assert_eq!(people(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn surnames_alone_are_partial() {
        assert!(names("Rep. Kang said").contains(&("Kang".to_owned(), "person", true)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_order_and_on_character_boundaries(text in "([A-Z][a-z]{0,6}[-' .,]?|Kim |Jae-myung |Rep. |said |Seoul |\\PC){0,30}") {
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
