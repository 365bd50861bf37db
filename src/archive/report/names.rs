//! The names for which the most spellings were printed, each spelling with the passages in which it stands.

use super::{NameV1, NamedV1, SpellingV1};
use crate::archive::store::{Linked, Store, StoreError, Stored};
use crate::house::precedent::{Named, Rendering};
use crate::model::{Document, Lang};
use crate::text::Span;

/// Spellings of a name that are shown.
const SPELLINGS: usize = 12;
/// Passages of a spelling that are shown.
const PASSAGES: usize = 2;
/// What is shown of a side of a passage at most, before and behind the name, in characters.
const AROUND: usize = 300;

/// Names as mining found them, with passages out of the store.
pub(super) fn names(store: &Store, mined: &[Named]) -> Result<Vec<NameV1>, StoreError> {
    mined.iter().map(|named| one(store, named)).collect()
}

fn one(store: &Store, named: &Named) -> Result<NameV1, StoreError> {
    let spellings = named.renderings.iter().take(SPELLINGS).map(|rendering| spelling(store, &named.ko, rendering));
    Ok(NameV1 {
        ko: named.ko.clone(),
        kind: named.renderings.first().map_or_else(String::new, |r| r.kind.as_str().to_owned()),
        articles: named.articles(),
        count: named.renderings.len() as u64,
        spellings: spellings.collect::<Result<_, _>>()?,
    })
}

fn spelling(store: &Store, ko: &str, rendering: &Rendering) -> Result<SpellingV1, StoreError> {
    let mut passages = Vec::new();
    for id in &rendering.ids {
        if passages.len() == PASSAGES {
            break;
        }
        if let Some(stored) = store.article(id)? {
            passages.extend(passage(&stored, ko, &rendering.en)?);
        }
    }
    Ok(SpellingV1 {
        en: rendering.en.clone(),
        articles: u64::from(rendering.articles),
        first: rendering.first.map(|d| d.to_string()),
        last: rendering.last.map(|d| d.to_string()),
        roles: rendering.roles.clone(),
        passages,
    })
}

/// The link in which both stand that is the likeliest rendering; nothing where marks of markup part the name.
fn passage(stored: &Stored, ko: &str, en: &str) -> Result<Option<NamedV1>, StoreError> {
    let [korean, english] = stored.texts()?;
    let mut links: Vec<Linked> = stored.links()?;
    links.sort_by(|a, b| b.score.total_cmp(&a.score));
    let found = links.iter().find_map(|link| {
        let source = around(&read(&korean, &link.source, Lang::Ko), ko)?;
        Some((source, around(&read(&english, &link.target, Lang::En), en)?))
    });
    Ok(found.map(|(source, target)| NamedV1 { id: stored.id.clone(), date: stored.facts.day.map(|d| d.to_string()), source, target }))
}

/// Sentences as they are read.
fn read(text: &str, spans: &[Span], lang: Lang) -> String {
    spans.iter().map(|span| Document::plain(lang, "", span.slice(text)).text().trim().to_owned()).collect::<Vec<_>>().join(" ")
}

/// A name in its passage: what stands before it, the name, what stands behind.
fn around(text: &str, name: &str) -> Option<[String; 3]> {
    let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Korean has particles behind a name; English has no letter on either side.
    let whole = |at: usize| !name.is_ascii() || !part(text[..at].chars().next_back()) && !part(text[at + name.len()..].chars().next());
    let at = text.match_indices(name).map(|(at, _)| at).find(|&at| whole(at))?;
    let (before, behind) = (&text[..at], &text[at + name.len()..]);
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(i, _)| i);
    let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(i, _)| i);
    let cut = |is: bool| if is { "…" } else { "" };
    Some([format!("{}{}", cut(from > 0), &before[from..]), name.to_owned(), format!("{}{}", &behind[..to], cut(to < behind.len()))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whole_in_its_passage() {
        let words = |text: &str, name: &str| around(text, name).map(|[a, b, c]| format!("{a}|{b}|{c}"));
        assert_eq!(words("Kang Yu-jungs and Kang Yu-jung.", "Kang Yu-jung").as_deref(), Some("Kang Yu-jungs and |Kang Yu-jung|."));
        assert_eq!(words("강유정은 말했다.", "강유정").as_deref(), Some("|강유정|은 말했다."));
        assert_eq!(words("Yu-jung Kang", "Kang Yu-jung"), None);
        let long = words(&format!("{0}이름{0}", "가".repeat(400)), "이름").expect("is there");
        assert!(long.starts_with("…가") && long.ends_with("가…") && long.chars().count() == 2 * (AROUND + 1) + 5, "{long}");
    }
}
