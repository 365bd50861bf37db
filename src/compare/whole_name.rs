//! The full names of Koreans over the whole article: who is told nowhere in the English, who is taken for another by the surname,
//! and whose name is spelled in two ways. A part of comparing names.

use super::name::{Clash, ClashKind, Hangul, Latin, NameEvidence, Scope, capitals, is_korean, renders};
use crate::model::{Mention, Value};
use crate::names::matching::{self, Verdict};
use crate::names::{latin, surnames};
use crate::text::{Span, hangul};
use smallvec::SmallVec;

impl Scope<'_> {
    /// Remembers how the names of Koreans are spelled, and tells where one is spelled in another way than before.
    pub(super) fn spellings(&self, grid: &[bool], out: &mut NameEvidence) {
        let spelled = |k: &Hangul<'_>, e: &Latin| matching::read_korean(k.text, &e.words).verdict() == Verdict::Match;
        for (k, row) in self.ko.iter().zip(grid.chunks(self.en.len())).filter(|(k, _)| k.person && is_korean(k.text)) {
            for (e, _) in self.en.iter().zip(row).filter(|(e, is)| **is && e.korean && e.words.len() >= 2) {
                let seen = out.spelled.iter().find(|s| name_of(&self.pair.ko.mentions[s.0]) == k.text).map(|s| s.1);
                let Some(first) = seen else {
                    if spelled(k, e) {
                        out.spelled.push((k.index, e.index));
                    }
                    continue;
                };
                let Some(before) = self.pair.en.mentions.get(first) else { continue };
                if letters(name_of(before)) != letters(name_of(&self.pair.en.mentions[e.index]))
                    && spelled(k, e)
                    && !out.inconsistent.iter().any(|i| i.2 == e.index)
                {
                    out.inconsistent.push((k.index, first, e.index));
                }
            }
        }
    }

    /// Full names of Koreans of which the English has neither the surname nor the given name anywhere.
    pub(super) fn missing(&self, out: &mut NameEvidence) {
        for k in self.ko.iter().filter(|k| !k.partial && is_korean(k.text) && k.text.chars().count() == 3) {
            let known = out.people.iter().any(|c| c.source == k.index) || out.missing.iter().any(|&m| name_of(&self.pair.ko.mentions[m]) == k.text);
            let by_name = k.person && by_name(k.span, self.pair.source.text());
            let stranger = || self.en.iter().find(|e| e.partial && self.stranger(e));
            if known || !(by_name || k.text.chars().next().is_some_and(surnames::usual) && stranger().is_some()) {
                continue;
            }
            if self.en.iter().any(|e| renders(k, e)) || self.article.search().is_none() || spelled(k.text, self.pair.target.text()) {
                continue;
            }
            match stranger() {
                Some(e) => out.people.push(Clash { source: k.index, target: e.index, kind: ClashKind::Elsewhere }),
                None => out.missing.push(k.index),
            }
        }
    }

    /// A surname in the English that nobody has in the Korean here, but somebody who is named in full elsewhere in it.
    fn stranger(&self, e: &Latin) -> bool {
        let Some(word) = e.words.first() else { return false };
        let shared = |run: &str| surnames::latin(word).any(|s| run.starts_with(s.hangul));
        let here = self.ko_text.split(|c: char| !hangul::is_syllable(c)).any(shared);
        let full = |m: &Mention| matches!(&m.value, Value::Name(n) if !n.partial && n.entity.is_none() && is_korean(&n.text) && shared(&n.text));
        !here && self.pair.ko.mentions.iter().any(full)
    }
}

/// Whether a person is called by nothing but the name, 씨 and an age: whose title says who it is may go without the name.
fn by_name(span: Span, text: &str) -> bool {
    let rest = &text[span.end..];
    let age = rest.strip_prefix('(').is_some_and(|r| r.bytes().take_while(u8::is_ascii_digit).count() == 2);
    rest.starts_with('씨') || rest.starts_with(" 씨") || age
}

/// The letters of a name in alphabetical order: what is left of it when hyphens, spaces, capitals and order do not matter.
fn letters(name: &str) -> SmallVec<[u8; 24]> {
    let mut all: SmallVec<[u8; 24]> = latin::words(name).iter().flat_map(|w| w.iter().copied()).collect();
    all.sort_unstable();
    all
}

fn name_of(m: &Mention) -> &str {
    match &m.value {
        Value::Name(n) => &n.text,
        _ => "",
    }
}

/// Whether any capitalised word of the English is the surname or the given name of a Korean, or sounds like a part of either.
fn spelled(ko: &str, en: &str) -> bool {
    let partings = surnames::partings(ko);
    capitals(en).any(|(_, word)| {
        partings.iter().any(|(surname, given)| {
            surname.cost(&word).is_some()
                || word.len() >= 3
                    && (matching::sounds_like(given, &word)
                        || matching::sounds_like(ko, &word)
                        || given.chars().any(|c| matching::sounds_like(c.encode_utf8(&mut [0; 4]), &word)))
        })
    })
}
