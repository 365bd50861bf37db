//! The full names of Koreans over the whole article: who is told nowhere in the English, who is taken for another by the surname,
//! and whose name is spelled in two ways. A part of comparing names.

use super::institution::rendered;
use super::name::{Clash, ClashKind, Hangul, Latin, NameEvidence, Scope, capitals, is_korean, renders};
use crate::model::{Mention, Value};
use crate::names::latin::{self, Word};
use crate::names::matching::{self, Verdict};
use crate::names::{lexicon, surnames};
use crate::text::{Span, hangul};
use smallvec::SmallVec;
use std::borrow::Borrow;

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
            if known || !(by_name || self.listed(k) || k.text.chars().next().is_some_and(surnames::usual) && stranger().is_some()) {
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

    /// Whether the name is one of a list of names of which the English tells the one beside it.
    fn listed(&self, k: &Hangul<'_>) -> bool {
        let text = self.pair.source.text();
        let beside = |o: &&Hangul<'_>| {
            let gap = if o.span.end <= k.span.start { text.get(o.span.end..k.span.start) } else { text.get(k.span.end..o.span.start) };
            gap.is_some_and(joins)
        };
        self.ko
            .iter()
            .filter(|o| o.index != k.index && !o.partial && o.text != k.text)
            .filter(beside)
            .any(|o| self.en.iter().any(|e| !e.partial && renders(o, e)))
    }

    /// Companies of a list of which the English names the one beside them and has nothing that could stand for them.
    pub(super) fn missing_institutions(&self, out: &mut NameEvidence) {
        let (text, en) = (self.pair.source.text(), self.pair.target.text());
        let company = |e: &lexicon::Entity| e.kind == lexicon::Kind::Institution && e.class == "company";
        let known = |m: &Mention| match &m.value {
            Value::Name(n) if n.entity.is_some() => lexicon::korean_form(&n.text).filter(|f| f.rows.iter().any(|&r| lexicon::entity(r).is_some_and(company))),
            _ => None,
        };
        let all: SmallVec<[(usize, &Mention, &lexicon::Form); 8]> =
            self.ko_mentions.clone().filter_map(|i| self.pair.ko.mentions.get(i).and_then(|m| known(m).map(|f| (i, m, f)))).collect();
        // “and its affiliate”, “among others”: part of the list is told in other words, or meant to be left out.
        if all.len() < 2 || TRIMMED.iter().any(|w| self.en_text.contains(w)) {
            return;
        }
        for pair in all.windows(2) {
            if !text.get(pair[0].1.span.end..pair[1].1.span.start).is_some_and(joins) || self.article.search().is_none() {
                continue;
            }
            let told = |f: &lexicon::Form| f.rows.iter().any(|&r| rendered(r, en));
            let lost = match (told(pair[0].2), told(pair[1].2)) {
                (false, true) => &pair[0],
                (true, false) => &pair[1],
                _ => continue,
            };
            let word = lost.1.span.slice(text);
            let sounds = capitals(en).any(|(_, w)| w.len() >= 3 && matching::starts_like(word, &w));
            let clash = out.institutions.iter().any(|c| c.source == lost.0);
            let again = out.missing.iter().any(|&m| name_of(&self.pair.ko.mentions[m]) == word);
            if !sounds && !clash && !again {
                out.missing.push(lost.0);
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

const TRIMMED: &[&str] = &[
    "affiliate", "subsidiar", "sister", " unit", " both ", "Both ", " two ", "Two ", " others", " among ", "including", " rival", " peers", " the pair",
    "such as", " three ", " major ", "companies", "firms", "makers", "banks", "giants", "parent", "group", "Group",
];

/// Whether what stands between two names makes a list of them: a comma, a middle dot, 와, 과, 및, with a word at most before it.
fn joins(gap: &str) -> bool {
    let bare = gap.trim();
    let joined = bare.ends_with([',', '·', '와', '과', '및']) || gap == "·" || gap.ends_with("와 ") || gap.ends_with("과 ");
    joined && bare.split(' ').count() <= 2 && bare.len() <= 24 && !bare.contains(['.', '"', '”', '(']) && !bare.starts_with(['은', '는', '이', '가'])
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
    spelled_among(ko, &capitals(en).map(|(_, word)| word))
}

/// The same of words. Surnames are asked for in all of them first: they are read fast, and mostly there.
pub(super) fn spelled_among<W: Borrow<Word>>(ko: &str, words: &(impl Iterator<Item = W> + Clone)) -> bool {
    let partings = surnames::partings(ko);
    let sounds = |word: &Word, given: &str| {
        word.len() >= 3
            && (matching::sounds_like(given, word)
                || matching::sounds_like(ko, word)
                || given.chars().any(|c| matching::sounds_like(c.encode_utf8(&mut [0; 4]), word)))
    };
    words.clone().any(|word| partings.iter().any(|(surname, _)| surname.cost(word.borrow()).is_some()))
        || words.clone().any(|word| partings.iter().any(|(_, given)| sounds(word.borrow(), given)))
}
