//! Operators on the words beside a figure: which way it goes, what it is compared with, per what it is told, its bound;
//! and the clause that holds it.

use crate::model::{Certainty, Value};
use crate::selftest::site::{Mutation, Site, find, first};
use crate::text::Span;
use crate::text::lines::floor;

/// Verbs that tell which way a figure goes, and their opposites.
const WAYS: &[(&str, &str)] = &[
    ("rose", "fell"),
    ("fell", "rose"),
    ("rises", "falls"),
    ("falls", "rises"),
    ("rise", "fall"),
    ("fall", "rise"),
    ("risen", "fallen"),
    ("fallen", "risen"),
    ("rising", "falling"),
    ("falling", "rising"),
    ("increased", "decreased"),
    ("decreased", "increased"),
    ("increase", "decrease"),
    ("decrease", "increase"),
    ("increasing", "decreasing"),
    ("decreasing", "increasing"),
    ("grew", "shrank"),
    ("grown", "shrunk"),
    ("shrank", "grew"),
    ("climbed", "dropped"),
    ("climbing", "dropping"),
    ("dropped", "climbed"),
    ("drop", "rise"),
    ("dropping", "climbing"),
    ("jumped", "plunged"),
    ("jump", "plunge"),
    ("plunged", "jumped"),
    ("surged", "plunged"),
    ("soared", "plummeted"),
    ("plummeted", "soared"),
    ("gained", "lost"),
    ("lost", "gained"),
    ("declined", "increased"),
    ("decline", "increase"),
    ("down", "up"),
    ("up", "down"),
    ("raised", "lowered"),
    ("raise", "lower"),
    ("lower", "raise"),
    ("lowered", "raised"),
    ("reduced", "increased"),
    ("reduce", "increase"),
    ("slipped", "climbed"),
    ("expanded", "contracted"),
    ("contracted", "expanded"),
];
/// Phrases that say what a figure is compared with, and another time.
const BASES: &[(&str, &str)] = &[
    ("from the same period last year", "from the previous quarter"),
    ("from the same period a year earlier", "from the previous quarter"),
    ("from the same month last year", "from the previous month"),
    ("from a year earlier", "from a month earlier"),
    ("than a year earlier", "than a month earlier"),
    ("from a year ago", "from a month ago"),
    ("than a year ago", "than a month ago"),
    ("from the previous year", "from the previous month"),
    ("than the previous year", "than the previous month"),
    ("from the year before", "from the month before"),
    ("from the previous quarter", "from a year earlier"),
    ("from the previous month", "from a year earlier"),
    ("than the previous month", "than a year earlier"),
    ("from a month earlier", "from a year earlier"),
    ("from a month ago", "from a year ago"),
    ("from the previous week", "from the previous month"),
    ("from a week earlier", "from a month earlier"),
    ("from a week ago", "from a month ago"),
    ("from the previous day", "from the previous month"),
    ("from a day earlier", "from a week earlier"),
    ("from the previous session", "from the previous month"),
    ("from last year", "from last month"),
    ("than last year", "than last month"),
    ("from last month", "from last year"),
    ("year-on-year", "month-on-month"),
    ("on-year", "on-month"),
    ("month-on-month", "year-on-year"),
    ("on-month", "on-year"),
    ("quarter-on-quarter", "year-on-year"),
    ("on-quarter", "on-year"),
];
/// Phrases right behind a figure that say per what it is told.
const PERIODS: &[(&str, &str)] = &[
    ("a year", "a month"),
    ("per year", "per month"),
    ("annually", "monthly"),
    ("a month", "a year"),
    ("per month", "per year"),
    ("monthly", "a year"),
    ("a week", "a day"),
    ("per week", "per day"),
    ("a day", "a week"),
    ("per day", "per week"),
    ("an hour", "a day"),
    ("per hour", "per day"),
    ("per kilogram", "per gram"),
    ("per square meter", "per pyeong"),
    ("per liter", "per gallon"),
    ("a liter", "a gallon"),
    ("per ton", "per kilogram"),
    ("per barrel", "per ton"),
    ("a barrel", "a ton"),
];
/// Bounds and the ones that point the other way.
const BOUNDS: &[(&str, &str)] = &[
    ("no more than", "at least"),
    ("no less than", "at most"),
    ("no fewer than", "at most"),
    ("more than", "less than"),
    ("less than", "more than"),
    ("fewer than", "more than"),
    ("at least", "at most"),
    ("at most", "at least"),
    ("up to", "at least"),
    ("a maximum of", "a minimum of"),
    ("a minimum of", "a maximum of"),
    ("over", "under"),
    ("under", "over"),
    ("above", "below"),
    ("below", "above"),
    ("or more", "or less"),
    ("or less", "or more"),
    ("or fewer", "or more"),
    ("or older", "or younger"),
    ("or younger", "or older"),
    ("or higher", "or lower"),
    ("or lower", "or higher"),
    ("exceeding", "below"),
    ("nearly", "more than"),
    ("almost", "more than"),
];
/// Words that are dropped, with the space that goes with them.
const DROPPED: &[&str] = &[
    "no more than ", "no less than ", "no fewer than ", "more than ", "less than ", "fewer than ", "at least ", "at most ", "up to ", "over ", "under ",
    "above ", "below ", "exceeding ", "nearly ", "almost ", "about ", "around ", "some ", "roughly ", "approximately ", " or more", " or less", " or fewer",
    " or so",
];
/// How a clause starts that can be left out and leaves a sentence.
const CLAUSES: &[&str] = &[
    ", up ", ", down ", ", or ", ", an increase of ", ", a drop of ", ", accounting for ", ", including ", ", of which ", ", compared with ", ", of whom ",
    ", with ",
];
/// How far from its figure a word of direction stands, in bytes.
const REACH: usize = 44;

fn measured(site: &Site<'_>) -> bool {
    matches!(site.mention().value, Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Number(_) | Value::Quantity(..))
}

/// Fell for rose: the last verb of direction in the clause before the figure.
pub(in crate::selftest) fn direction(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if !measured(site) {
        return;
    }
    let m = site.mention();
    let last = site.mentions[..site.index].iter().rev().find(|n| !matches!(n.value, Value::Name(_) | Value::Date(_))).map_or(0, |n| n.span.end);
    let from = floor(site.text, m.span.start.saturating_sub(REACH)).max(site.sentence.start).max(last).min(m.span.start);
    let clause = Span::new(from, m.span.start).slice(site.text);
    let from = clause.rfind([';', ':', '.']).map_or(from, |i| from + i + 1);
    let mut at = from;
    let mut hit = None;
    while let Some((span, new)) = first(site.text, Span::new(at, m.span.start), WAYS) {
        at = span.end;
        hit = Some((span, new));
    }
    // "Up to" is a bound; "made up", "a follow-up order" and "drew up a budget" go nowhere.
    let idle = |span: Span| {
        let between = Span::new(span.end, m.span.start).slice(site.text).trim();
        let adverb = matches!(span.slice(site.text), "up" | "down" | "Up" | "Down");
        let verb = [" make ", " makes ", " made ", " making ", " end ", " ended ", "-"].iter().any(|v| site.text[..span.start].ends_with(v));
        let noun = ["was", "were", "is", "behind"].iter().any(|w| between.starts_with(w));
        noun || adverb && (verb || !matches!(between, "" | "by"))
    };
    out.extend(hit.filter(|(span, _)| !idle(*span)).map(|(span, new)| site.change(span, new)));
}

/// What a figure is compared with, behind it and before the next of its kind.
pub(in crate::selftest) fn base(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if !measured(site) {
        return;
    }
    let m = site.mention();
    let next = site.mentions[site.index + 1..].iter().find(|n| n.value.kind() == m.value.kind()).map_or(site.text.len(), |n| n.span.start);
    let to = floor(site.text, (m.span.end + 64).min(site.sentence.end).min(next)).max(m.span.end);
    out.extend(first(site.text, Span::new(m.span.end, to), BASES).map(|(span, new)| site.change(span, new)));
}

/// Per what a figure is told, right behind it.
pub(in crate::selftest) fn period(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if !matches!(site.mention().value, Value::Money(..) | Value::Number(_) | Value::Quantity(..)) {
        return;
    }
    let behind = Span::new(site.mention().span.end, site.sentence.end);
    let Some((span, new)) = first(site.text, behind, PERIODS) else { return };
    let between = Span::new(behind.start, span.start).slice(site.text);
    let tail = &site.text[span.end..];
    let compared = [" ago", " earlier", " later", " before", " after"].iter().any(|w| tail.starts_with(w));
    // 30,000 won a month, six times a day, 5,000 people a year.
    if !compared && between.starts_with(' ') && (between.len() == 1 || matches!(between.trim(), "times" | "people" | "cases" | "tons" | "units")) {
        out.push(site.change(span, new));
    }
}

/// A bound that points the other way.
pub(in crate::selftest) fn bound(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if !matches!(site.mention().certainty, Certainty::Exact | Certainty::About) {
        out.extend(site.replace(BOUNDS));
    }
}

/// Without the word that softens or bounds the figure.
pub(in crate::selftest) fn bound_dropped(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let m = site.mention();
    if m.certainty == Certainty::Exact || m.value.amount().is_none() {
        return;
    }
    let Some(span) = DROPPED.iter().find_map(|words| find(site.text, m.span, words)) else { return };
    // The capital of a sentence goes to the word that is first now; figures need none.
    let starts_sentence = span.start == site.sentence.start && !site.text[span.end..].starts_with(|c: char| c.is_ascii_digit() || c == '$');
    if !starts_sentence {
        let (before, behind) = (Span::new(m.span.start, span.start), Span::new(span.end, m.span.end));
        out.push(site.change(m.span, format!("{}{}", before.slice(site.text), behind.slice(site.text))));
    }
}

/// Without the clause that holds the figure, where a sentence is left: ", up 3 percent from a year earlier".
pub(in crate::selftest) fn left_out(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if !measured(site) {
        return;
    }
    let m = site.mention();
    let before = Span::new(site.sentence.start, m.span.start + 1).slice(site.text);
    let Some(from) = before.rfind(", ").map(|i| site.sentence.start + i) else { return };
    if !CLAUSES.iter().any(|c| site.text[from..].starts_with(c)) {
        return;
    }
    let behind = Span::new(m.span.end, site.sentence.end).slice(site.text);
    let Some(to) = behind.find([',', ';', '(', '“', '"']).or_else(|| behind.rfind('.')).map(|i| m.span.end + i) else { return };
    let clean = matches!(site.text.as_bytes()[to], b',' | b'.');
    let alone =
        site.mentions.iter().filter(|o| Span::new(from, to).contains(o.span) && !matches!(o.value, Value::Name(_) | Value::Date(_) | Value::Duration(_)));
    if clean && alone.count() == 1 {
        out.push(site.change(Span::new(from, to), ""));
    }
}

#[cfg(test)]
mod tests {
    use crate::selftest::operators::tests::made;

    #[test]
    fn directions() {
        assert_eq!(made("direction", "Exports rose sharply by 3.2 percent."), ["Exports fell sharply by 3.2 percent."]);
        assert_eq!(made("direction", "Women make up 40 percent of them."), [""; 0]);
        assert_eq!(made("direction", "It can hold up to 40 people."), [""; 0]);
        assert_eq!(made("direction", "The city drew up a budget of 30 million won."), [""; 0]);
        assert_eq!(made("direction", "Sales are up 3 percent."), ["Sales are down 3 percent."]);
    }

    #[test]
    fn bases_and_periods() {
        assert_eq!(made("base", "Exports rose 3.2 percent from a year earlier."), ["Exports rose 3.2 percent from a month earlier."]);
        assert_eq!(made("period", "The rent is 300,000 won a month."), ["The rent is 300,000 won a year."]);
        assert_eq!(made("period", "It was 300,000 won a year earlier."), [""; 0]);
    }

    #[test]
    fn bounds() {
        assert_eq!(made("bound", "More than 300 people came."), ["Less than 300 people came."]);
        assert_eq!(made("bound", "It holds 300 or more people."), ["It holds 300 or less people."]);
        assert_eq!(made("bound-dropped", "It drew more than 300 people."), ["It drew 300 people."]);
        assert_eq!(made("bound-dropped", "It holds 300 or more people."), ["It holds 300 people."]);
    }

    #[test]
    fn clauses() {
        assert_eq!(made("left-out", "Sales reached 3 trillion won, up 3.2 percent from a year earlier."), ["Sales reached 3 trillion won."]);
        assert_eq!(made("left-out", "Sales rose 3.2 percent."), [""; 0]);
    }
}
