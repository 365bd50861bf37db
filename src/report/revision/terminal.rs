//! A revision for an editor at a terminal: the findings as in every report, then what changed and how the English stands.

use super::super::style::{BLUE, BOLD, GREEN, Look, RED, YELLOW};
use super::super::summary::plural;
use super::super::{escape, summary, terminal};
use super::View;
use crate::model::{Change, Motive, Progress, Standing, Status, Turn};
use std::fmt::Write;

/// The report.
pub fn report(view: &View<'_>, look: &Look) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    write(&mut out, view, look).unwrap_or(());
    out
}

fn write(out: &mut String, view: &View<'_>, look: &Look) -> std::fmt::Result {
    terminal::findings(out, &view.pair(), look)?;
    if let Status::Incomplete(reason) = &view.outcome.status {
        out.push_str(&summary::not_checked(view.id, reason, look));
        return Ok(());
    }
    if look.quiet {
        return Ok(());
    }
    for note in view.notes {
        writeln!(out, "{}: {}", look.paint(BLUE, "note"), escape::visible(note))?;
    }
    let name = |from: &str, to: &str| {
        look.paint(BOLD, &if from == to { escape::visible(to).into_owned() } else { format!("{} → {}", escape::visible(from), escape::visible(to)) })
    };
    let (old, new, english) = (&view.old.document.name, &view.new.document.name, &view.english.document.name);
    writeln!(out, "{}: {}", name(old, new), turns(&view.revision.korean))?;
    writeln!(out, "{}: {}", look.paint(BOLD, &escape::visible(english)), standings(view, look))?;
    match view.updated {
        None => writeln!(out, "{}", open(view, look)),
        Some(updated) => {
            writeln!(out, "{}: {}", name(english, &updated.document.name), turns(&view.revision.english))?;
            writeln!(out, "{}", progress(view, look))
        }
    }
}

/// `9 passages kept, 2 edited, 1 added, 1 moved`.
fn turns(turns: &[Turn]) -> String {
    let count = |change| turns.iter().filter(|t| t.change == change).map(|t| t.new.len().max(t.old.len())).sum::<usize>();
    let mut parts = vec![format!("{} kept", plural(count(Change::Kept), "passage", "passages"))];
    for (change, words) in
        [(Change::Respaced, "with other marks or spaces only"), (Change::Edited, "edited"), (Change::Added, "added"), (Change::Removed, "removed")]
    {
        if count(change) > 0 {
            parts.push(format!("{} {words}", count(change)));
        }
    }
    let moved = turns.iter().filter(|t| t.moved).map(|t| t.new.len()).sum::<usize>();
    if moved > 0 {
        parts.push(format!("{moved} moved"));
    }
    parts.join(", ")
}

/// `8 passages stay good, 1 is worth a look, 2 are stale`.
fn standings(view: &View<'_>, look: &Look) -> String {
    let n = |standing| view.revision.standing(standing);
    let mut parts = vec![look.paint(GREEN, &plural(n(Standing::Good), "passage stays good", "passages stay good"))];
    for (standing, style, one, many) in [
        (Standing::Look, YELLOW, "is worth a look", "are worth a look"),
        (Standing::Stale, RED, "is stale", "are stale"),
        (Standing::Retracted, RED, "renders what was taken out", "render what was taken out"),
    ] {
        if n(standing) > 0 {
            parts.push(look.paint(style, &plural(n(standing), one, many)));
        }
    }
    parts.join(", ")
}

fn open(view: &View<'_>, look: &Look) -> String {
    match view.revision.progress(Progress::Open) {
        0 => look.paint(GREEN, "nothing to change in the English"),
        n => look.paint(YELLOW, &format!("{} in the English", plural(n, "thing to change", "things to change"))),
    }
}

fn progress(view: &View<'_>, look: &Look) -> String {
    let n = |progress| view.revision.progress(progress);
    let all = view.revision.to_do.len();
    let mut out = match all {
        0 => "no correction was to be carried out".to_owned(),
        _ => format!("{}: {} carried out", plural(all, "correction", "corrections"), n(Progress::Done)),
    };
    if n(Progress::Missed) > 0 {
        out = format!("{out}, {}", look.paint(RED, &format!("{} missed", n(Progress::Missed))));
    }
    if n(Progress::Undecided) > 0 {
        out = format!("{out}, {} cannot be told", n(Progress::Undecided));
    }
    for (motive, one, many) in [
        (Motive::Repair, "edit repairs a finding", "edits repair findings"),
        (Motive::Unprompted, "edit has no reason in the Korean", "edits have no reason in the Korean"),
    ] {
        match view.revision.edits.iter().filter(|e| e.motive == motive).count() {
            0 => {}
            n => out = format!("{out}; {}", plural(n, one, many)),
        }
    }
    out
}
