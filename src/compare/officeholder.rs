//! 윤석열 대통령 as “President Moon”: one holder of an office in the Korean and one in the English, each by a single name beside the
//! title, and the two names have nothing in common. A part of comparing names. Its passages are in `corpus/passages/said.toml`.

use super::name::{Clash, ClashKind, Hangul, Latin, NameEvidence, Scope, renders};
use crate::model::Value;
use crate::names::{matching, surnames};
use crate::text::hangul;

/// Titles that stand behind a Korean name and before an English one, and that one person of a passage has.
const TITLES: [(&str, &str); 4] = [(" 대통령", "President "), (" 총리", "Prime Minister "), (" 국무장관", "Secretary of State "), (" 총리", "Chancellor ")];

impl Scope<'_> {
    /// Finds an office that somebody else holds in the English.
    pub(super) fn officeholders(&self, out: &mut NameEvidence) {
        let (korean, english) = (self.pair.source.text(), self.pair.target.text());
        for (behind, before) in TITLES {
            let e = self.en.iter().find(|e| e.words.len() == 1 && e.words[0].len() >= 3 && english[..e.span.start].ends_with(before));
            let k = self.ko.iter().find(|k| !k.partial && k.person && k.text.chars().all(hangul::is_syllable) && korean[k.span.end..].starts_with(behind));
            let (Some(k), Some(e)) = (k, e) else { continue };
            // Of two in office, nobody can tell which is meant.
            let once = |text: &str, title: &str| text.matches(title).count() == 1;
            if !once(self.ko_text, behind.trim_start()) || !once(self.en_text, before) {
                continue;
            }
            // “Former President”, “Vice President”: somebody beside the one who is told of.
            let other = english[..e.span.start].trim_end_matches(before).trim_end().rsplit(' ').next().is_some_and(|w| BESIDE.contains(&w));
            if other || alike(k, e) || self.told_anywhere(e) {
                continue;
            }
            if out.people.iter().all(|c| c.source != k.index && c.target != e.index) {
                out.people.push(Clash { source: k.index, target: e.index, kind: ClashKind::Unknown });
            }
        }
    }

    /// Whether the Korean article tells the name, as a surname (이 대통령, 이재명) or by its sound; where too much was searched already,
    /// it counts as told.
    fn told_anywhere(&self, e: &Latin) -> bool {
        let word = &e.words[0];
        let surname = |s: &str| self.pair.ko.mentions.iter().any(|m| matches!(&m.value, Value::Name(n) if n.text.starts_with(s)));
        surnames::latin(word).any(|s| surname(s.hangul))
            || self.article.search().is_none_or(|text| text.split(|c: char| !hangul::is_syllable(c)).any(|run| matching::starts_like(run, word)))
    }
}

/// Words before a title that make another office of it.
const BESIDE: [&str; 8] = ["Vice", "vice", "former", "Former", "then", "Deputy", "deputy", "acting"];

/// Whether the two may be one: the surname, or any stretch of the Korean that sounds like the English.
fn alike(k: &Hangul<'_>, e: &Latin) -> bool {
    let starts: Vec<usize> = k.text.char_indices().map(|(i, _)| i).chain([k.text.len()]).collect();
    let stretches = || starts.iter().enumerate().flat_map(|(n, &from)| starts[n + 1..].iter().map(move |&to| &k.text[from..to]));
    renders(k, e) || stretches().any(|t| matching::sounds_like(t, &e.words[0]))
}
