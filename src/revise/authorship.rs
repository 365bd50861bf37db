//! Whose words an edited text is made of: word by word against the draft, passage by passage, so that a sentence that was
//! moved is still the machine's.

use super::turns::{Unit, Version, turns};
use super::words::{self, Stretch};
use crate::model::{Authorship, BlockKind, Change, Deletion, Document, Hand, Reading, Run, Turn};
use crate::text::Span;

/// Passages of more words than this on both sides together are compared by what they begin and end with.
const LONGEST: usize = 60_000;

/// Holds an edited text against its draft.
pub fn authorship(draft: (&Document<'_>, &Reading), edited: (&Document<'_>, &Reading)) -> Authorship {
    let (old_units, new_units) = (units(draft.0, draft.1), units(edited.0, edited.1));
    let (old, new) = (Version { text: draft.0.text(), units: &old_units }, Version { text: edited.0.text(), units: &new_units });
    let mut out = Authorship::default();
    for turn in turns(old, new) {
        out.moved += if turn.moved { turn.new.len() } else { 0 };
        one(&mut out, old, new, &turn);
    }
    out.runs = joined(out.runs, new.text, edited.1);
    out
}

/// Sentences of what is news, and headlines and captions whole. Furniture is not written by either.
fn units(document: &Document<'_>, reading: &Reading) -> Vec<Unit> {
    let mut found: Vec<Unit> = reading.passages.iter().map(Unit::from).collect();
    let whole = document.blocks.iter().enumerate().filter(|(_, b)| matches!(b.kind, BlockKind::Heading | BlockKind::Caption));
    found.extend(whole.map(|(block, b)| Unit { span: b.span, block }));
    found.sort_by_key(|u| u.span);
    found
}

fn one(out: &mut Authorship, old: Version<'_>, new: Version<'_>, turn: &Turn) {
    let row = |v: Version<'_>, range: &std::ops::Range<usize>| v.units[range.clone()].iter().flat_map(|u| words::tokens(v.text, u.span)).collect::<Vec<_>>();
    let (a, b) = (row(old, &turn.old), row(new, &turn.new));
    let (x, y): (Vec<&str>, Vec<&str>) = (a.iter().map(|s| s.slice(old.text)).collect(), b.iter().map(|s| s.slice(new.text)).collect());
    let stretches = match turn.change {
        Change::Kept => vec![Stretch { old: 0..a.len(), new: 0..b.len(), same: true }],
        _ if a.len() + b.len() > LONGEST => ends(&x, &y),
        _ => words::diff(&x, &y),
    };
    for s in stretches {
        let (gone, come) = (&a[s.old.clone()], &b[s.new.clone()]);
        let hand = if s.same { Hand::Machine } else { Hand::Editor };
        if let (Some(first), Some(last)) = (come.first(), come.last()) {
            out.runs.push(Run { span: Span::new(first.start, last.end), hand });
        }
        if s.same {
            count(&mut out.words.kept, &mut out.graphemes.kept, new.text, come);
            continue;
        }
        count(&mut out.words.written, &mut out.graphemes.written, new.text, come);
        count(&mut out.words.removed, &mut out.graphemes.removed, old.text, gone);
        if let (Some(first), Some(last)) = (gone.first(), gone.last()) {
            let at = come.first().map_or_else(|| place(new, turn, b.get(s.new.start)), |t| t.start);
            out.deletions.push(Deletion { span: Span::new(first.start, last.end), at });
        }
    }
}

/// Where words that are gone would stand: before the next word, or behind what the turn has.
fn place(new: Version<'_>, turn: &Turn, next: Option<&Span>) -> usize {
    let before = || turn.new.end.checked_sub(1).and_then(|i| new.units.get(i)).map_or(0, |u| u.span.end);
    next.map_or_else(before, |t| t.start)
}

fn count(words: &mut usize, graphemes: &mut usize, text: &str, tokens: &[Span]) {
    for token in tokens.iter().map(|t| t.slice(text)) {
        *words += usize::from(words::is_word(token));
        *graphemes += words::graphemes(token);
    }
}

/// What two rows begin with and end with alike; all between is replaced.
fn ends(old: &[&str], new: &[&str]) -> Vec<Stretch> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (old.len() - tail, new.len() - tail);
    let parts = [(0..head, 0..head, true), (head..a, head..b, false), (a..old.len(), b..new.len(), true)];
    parts.into_iter().filter(|(o, n, _)| !o.is_empty() || !n.is_empty()).map(|(old, new, same)| Stretch { old, new, same }).collect()
}

/// Neighbouring runs of one hand as one, within a block.
fn joined(runs: Vec<Run>, text: &str, reading: &Reading) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    let block = |at: usize| reading.passage_at(at).map(|p| reading.passages[p].block);
    for run in runs {
        match out.last_mut() {
            Some(last) if last.hand == run.hand && block(last.span.start) == block(run.span.start) && blank(text, last.span.end, run.span.start) => {
                last.span.end = run.span.end;
            }
            _ => out.push(run),
        }
    }
    out
}

fn blank(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| between.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use proptest::prelude::*;
    use std::fmt::Write as _;

    /// Paragraphs as passages.
    fn read(document: &Document<'_>) -> Reading {
        let passages = document.blocks.iter().enumerate().map(|(block, b)| crate::model::Passage { span: b.span, kind: b.kind, block }).collect();
        Reading { passages, ..Reading::default() }
    }

    fn of(draft: &str, edited: &str) -> (Authorship, String) {
        let (a, b) = (Document::plain(Lang::En, "draft", draft), Document::plain(Lang::En, "en", edited));
        let found = authorship((&a, &read(&a)), (&b, &read(&b)));
        // Deletions in [-…-], what the editor wrote in {+…+}.
        let mut out = String::new();
        let mut deletions = found.deletions.iter().peekable();
        for run in &found.runs {
            while let Some(d) = deletions.next_if(|d| d.at <= run.span.start) {
                let _ = write!(out, "[-{}-]", d.span.slice(a.text()));
            }
            let text = run.span.slice(b.text());
            let _ = if run.hand == Hand::Editor { write!(out, "{{+{text}+}} ") } else { write!(out, "{text} ") };
        }
        for d in deletions {
            let _ = write!(out, "[-{}-]", d.span.slice(a.text()));
        }
        (found, out.trim_end().to_owned())
    }

    #[test]
    fn words_by_hand() {
        let (found, shown) = of("The bank cut its rate to 2.5 percent on Monday.", "The central bank cut its key rate to 2.75 percent.");
        assert_eq!(shown, "The {+central+} bank cut its {+key+} rate to [-2.5-]{+2.75+} percent. [-on Monday-]");
        assert_eq!((found.words.kept, found.words.written, found.words.removed), (7, 3, 3));
        assert!((found.words.changed() - 6.0 / 20.0).abs() < 1e-6);
    }

    #[test]
    fn nothing_and_everything() {
        let (found, shown) = of("The same text.", "The  same text.");
        assert_eq!((shown.as_str(), found.words.written + found.words.removed), ("The same text.", 0));
        let (found, _) = of("Not a word of it is left.", "Everybody wrote everything anew!");
        assert_eq!((found.words.kept, found.runs.len()), (0, 1));
        assert!((found.words.changed() - 1.0).abs() < 1e-6);
        let (found, _) = of("", "All new.");
        assert_eq!((found.words.written, found.graphemes.written), (2, 7));
    }

    #[test]
    fn a_paragraph_that_was_moved_is_the_machines() {
        let (first, second, third) = ("The ministry said the road opens in May.", "Residents had asked for it for years.", "It will cost 3 billion won.");
        let (found, _) = of(&[first, second, third].join("\n\n"), &[third, first, second].join("\n\n"));
        assert_eq!((found.words.written, found.words.removed, found.moved), (0, 0, 1));
    }

    #[test]
    fn no_grapheme_is_parted() {
        let (found, _) = of("Café society ate 👩‍👩‍👧 here.", "Cafe\u{301}s society ate 👩‍👧 here.");
        assert!(found.runs.iter().any(|r| r.hand == Hand::Editor));
    }

    proptest! {
        #[test]
        fn counts_add_up_and_runs_follow_each_other(draft in "([a-c]{1,3}|é|한|, |\\.| |\n\n|👩‍👧){0,30}", edited in "([a-c]{1,3}|é|한|, |\\.| |\n\n|👩‍👧){0,30}") {
            let (a, b) = (Document::plain(Lang::En, "draft", &draft), Document::plain(Lang::En, "en", &edited));
            let found = authorship((&a, &read(&a)), (&b, &read(&b)));
            let count = |d: &Document<'_>| d.blocks.iter().map(|x| words::graphemes(x.span.slice(d.text()))).sum::<usize>();
            prop_assert_eq!(found.graphemes.kept + found.graphemes.removed, count(&a));
            prop_assert_eq!(found.graphemes.kept + found.graphemes.written, count(&b));
            prop_assert!(found.runs.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            for run in &found.runs {
                prop_assert!(b.text().get(run.span.start..run.span.end).is_some());
            }
        }
    }
}
