//! The words for deeds, as `predicates.tsv` has them: Korean stems, English words in all forms.

use crate::text::Shapes;
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// How the other one is marked in Korean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// 을, 를.
    Object,
    /// 에게, 에, 께, 한테, 을 상대로.
    Receiver,
    /// 로부터, 에게서.
    Source,
    /// 의, before the object.
    Owner,
}

/// A Korean stem.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem {
    pub(super) text: &'static str,
    /// A Sino-Korean noun that 하다 or 되다 follows.
    pub(super) sino: bool,
    pub(super) event: u8,
    /// Its subject is the one it is done to.
    pub(super) converse: bool,
    pub(super) other: Mark,
}

/// How the other one is marked in English.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Link {
    /// It is the object.
    Object,
    /// It stands behind this preposition.
    Behind(&'static str),
}

/// What a form of an English verb can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// beat, beats, beating.
    Active,
    /// defeated: what was done, or done to somebody.
    Either,
    /// beaten.
    Participle,
    /// victory.
    Noun,
}

/// An English word for a deed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    pub(super) event: u8,
    pub(super) converse: bool,
    pub(super) link: Link,
    pub(super) form: Form,
}

/// Both languages.
pub(super) struct Table {
    pub(super) stems: Vec<Stem>,
    pub(super) shapes: Shapes,
    pub(super) verbs: HashMap<Box<str>, SmallVec<[Verb; 2]>>,
    /// Which events are contests.
    pub(super) contests: SmallVec<[u8; 4]>,
}

/// Verbs that are not inflected by the rule: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("beat", "beat", "beaten"),
    ("overcome", "overcame", "overcome"),
    ("upset", "upset", "upset"),
    ("lose", "lost", "lost"),
    ("fall", "fell", "fallen"),
    ("overtake", "overtook", "overtaken"),
    ("outstrip", "outstripped", "outstripped"),
    ("lead", "led", "led"),
    ("lag", "lagged", "lagged"),
    ("strike", "struck", "struck"),
    ("hit", "hit", "hit"),
    ("slay", "slew", "slain"),
    ("shoot", "shot", "shot"),
    ("stab", "stabbed", "stabbed"),
    ("sell", "sold", "sold"),
    ("buy", "bought", "bought"),
    ("take", "took", "taken"),
    ("give", "gave", "given"),
    ("lend", "lent", "lent"),
    ("send", "sent", "sent"),
    ("pay", "paid", "paid"),
    ("get", "got", "gotten"),
    ("tell", "told", "told"),
    ("tap", "tapped", "tapped"),
    ("slam", "slammed", "slammed"),
    ("cut", "cut", "cut"),
    ("set", "set", "set"),
    ("write", "wrote", "written"),
    ("pen", "penned", "penned"),
    ("teach", "taught", "taught"),
    ("mislead", "misled", "misled"),
    ("transfer", "transferred", "transferred"),
];

/// The table.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut stems = Vec::new();
    let mut verbs: HashMap<Box<str>, SmallVec<[Verb; 2]>> = HashMap::new();
    let mut contests = SmallVec::new();
    for (event, row) in (0_u8..).zip(rows(include_str!("predicates.tsv"))) {
        if row.starts_with('*') {
            contests.push(event);
        }
        let mut columns = row.split('\t').skip(1);
        stems.extend(columns.next().into_iter().flat_map(|c| c.split('|')).filter_map(|item| stem(event, item)));
        for item in columns.next().into_iter().flat_map(|c| c.split('|')) {
            inflect(event, item, &mut verbs);
        }
    }
    let shapes = Shapes::new(verbs.keys().map(|w| w.as_bytes()));
    Table { stems, shapes, verbs, contests }
});

/// Rows of a table, without its comments.
pub(super) fn rows(tsv: &'static str) -> impl Iterator<Item = &'static str> {
    tsv.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

/// `~패하>에게`.
fn stem(event: u8, item: &'static str) -> Option<Stem> {
    let (converse, item) = item.strip_prefix('~').map_or((false, item), |rest| (true, rest));
    let (text, mark) = item.split_once('>')?;
    let other = match mark {
        "을" => Mark::Object,
        "에게" => Mark::Receiver,
        "로부터" => Mark::Source,
        "의" => Mark::Owner,
        _ => return None,
    };
    let noun = text.strip_suffix('하').filter(|n| n.chars().count() >= 2);
    Some(Stem { text: noun.unwrap_or(text), sino: noun.is_some(), event, converse, other })
}

/// `~lose>to`, `#victory>over`: all forms.
fn inflect(event: u8, item: &'static str, verbs: &mut HashMap<Box<str>, SmallVec<[Verb; 2]>>) {
    let (converse, item) = item.strip_prefix('~').map_or((false, item), |rest| (true, rest));
    let (noun, item) = item.strip_prefix('#').map_or((false, item), |rest| (true, rest));
    let Some((base, link)) = item.split_once('>') else { return };
    let link = if link == "obj" { Link::Object } else { Link::Behind(link) };
    let mut add = |word: String, form: Form| {
        let all = verbs.entry(word.into_boxed_str()).or_default();
        if !all.iter().any(|v| v.event == event && v.link == link && v.converse == converse) {
            all.push(Verb { event, converse, link, form });
        }
    };
    let s = |w: &str| match w.strip_suffix('y') {
        Some(stem) if !w.ends_with(['a', 'e', 'o', 'u']) && !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if w.ends_with(['s', 'h', 'x']) && !w.ends_with("th") => format!("{w}es"),
        _ => format!("{w}s"),
    };
    if noun {
        add(base.to_owned(), Form::Noun);
        add(s(base), Form::Noun);
        return;
    }
    let irregular = IRREGULAR.iter().find(|v| v.0 == base);
    let silent = base.strip_suffix('e').filter(|_| !base.ends_with("ee"));
    add(base.to_owned(), if irregular.is_some_and(|v| v.2 == base) { Form::Either } else { Form::Active });
    add(s(base), Form::Active);
    if let Some((_, past, participle)) = irregular {
        // stabbed, stabbing.
        add(past.strip_suffix("ed").map_or_else(|| format!("{}ing", silent.unwrap_or(base)), |p| format!("{p}ing")), Form::Active);
        add((*past).to_owned(), if past == participle { Form::Either } else { Form::Active });
        add((*participle).to_owned(), Form::Participle);
    } else {
        add(format!("{}ing", silent.unwrap_or(base)), Form::Active);
        let y = base.strip_suffix('y').filter(|b| !b.ends_with(['a', 'e', 'o', 'u']));
        add(y.map_or_else(|| format!("{}ed", base.strip_suffix('e').unwrap_or(base)), |b| format!("{b}ied")), Form::Either);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_words_in_both_languages() {
        for row in rows(include_str!("predicates.tsv")) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 3, "{row}");
            assert!(cells[1].split('|').all(|item| stem(0, item).is_some()), "{row}");
            assert!(cells[2].split('|').all(|item| item.contains('>')), "{row}");
        }
    }

    #[test]
    fn verbs_are_inflected() {
        for word in ["sued", "suing", "sues", "beaten", "stabbing", "victories", "lost", "outpaced", "teaches"] {
            assert!(TABLE.verbs.contains_key(word), "{word}");
        }
    }
}
