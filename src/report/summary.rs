//! The lines of the terminal report that count: one for each article, and one for the run.

use super::style::{BOLD, GREEN, Look, RED};
use super::{Item, Pair, Total, escape};
use crate::model::{Counts, Severity, Status};

/// The line that counts what was compared in one pair.
pub(super) fn pair(pair: &Pair<'_>, look: &Look) -> String {
    let name =
        if pair.is_files() && pair.source.name != pair.target.name { format!("{} ↔ {}", pair.source.name, pair.target.name) } else { pair.id.to_owned() };
    if let Status::Incomplete(reason) = &pair.outcome.status {
        return not_checked(&name, reason, look);
    }
    let total = Total::of(&Item::Checked(*pair));
    format!("{}: {}\n", look.paint(BOLD, &escape::visible(&name)), compared(&pair.outcome.counts, &total))
}

/// `32 values compared: 29 agree, 1 cannot be told, 2 …; 1 passage without counterpart was not compared`.
fn compared(counts: &Counts, total: &Total) -> String {
    let settled = counts.agreed + counts.undecided;
    let mut out = match counts.mentions_source {
        0 => "no value read in the Korean, so none was compared".to_owned(),
        n => {
            let mut parts = vec![format!("{} agree", counts.agreed)];
            if counts.undecided > 0 {
                parts.push(format!("{} cannot be told", counts.undecided));
            }
            match n.saturating_sub(settled) {
                0 => {}
                1 => parts.push("1 differs or has no counterpart".to_owned()),
                rest => parts.push(format!("{rest} differ or have no counterpart")),
            }
            format!("{}: {}", plural(n, "value in the Korean", "values in the Korean"), parts.join(", "))
        }
    };
    match total.all() {
        0 => out.push_str("; no finding"),
        n => out = format!("{out}; {} ({})", plural(n, "finding", "findings"), total.severities()),
    }
    out.push_str(&decided(total));
    match counts.unpaired {
        0 => out,
        1 => format!("{out}; 1 passage without counterpart was not compared"),
        n => format!("{out}; {n} passages without counterpart were not compared"),
    }
}

/// `, 2 waived, 1 known`: what does not count; nothing where all does.
fn decided(total: &Total) -> String {
    let words = total.decided.words();
    if words.is_empty() { words } else { format!(", {words}") }
}

/// A pair, or what should have been one, that was not checked.
pub(super) fn not_checked(name: &str, reason: &str, look: &Look) -> String {
    // Reasons that name the file themselves need no name before them.
    let reason = reason.strip_prefix(name).and_then(|r| r.strip_prefix(": ")).unwrap_or(reason);
    format!("{}: {}: {}\n", escape::visible(name), look.paint(RED, "not checked"), escape::visible(reason))
}

/// What a run did not look at.
#[derive(Clone, Copy, Debug, Default)]
pub struct LeftOut {
    /// Files of a folder that no pattern fits.
    pub files: usize,
    /// Rules that were switched off.
    pub rules: usize,
}

/// The last line: what the run came to. It never calls clean what was not checked.
pub fn run(total: &Total, out: LeftOut, look: &Look) -> String {
    if look.quiet {
        return String::new();
    }
    let files = match out.files {
        0 => String::new(),
        1 => "1 other file in the folder fits no pattern and was left out\n".to_owned(),
        n => format!("{n} other files in the folder fit no pattern and were left out\n"),
    };
    let left_out = match out.rules {
        0 => files,
        1 => format!("{files}1 rule was off\n"),
        n => format!("{files}{n} rules were off\n"),
    };
    let mut out = plural(total.checked, "pair checked", "pairs checked");
    if total.pairs() > total.checked {
        out = format!("{out}, {}", look.paint(RED, &format!("{} not checked", total.incomplete)));
    }
    let findings = match (total.all(), look.limit) {
        (0, _) if total.checked == 0 => return format!("{left_out}{out}\n"),
        (0, _) => look.paint(GREEN, "no finding"),
        (_, None) => format!("{} ({})", plural(total.all(), "finding", "findings"), total.severities()),
        (n, Some(s)) => {
            let stopping: usize = Severity::ALL.into_iter().filter(|&found| found >= s).map(|found| total.found(found)).sum();
            let at = look.paint(if stopping > 0 { RED } else { GREEN }, &format!("{stopping} at or over {}", s.as_str()));
            format!("{} ({}), {at}", plural(n, "finding", "findings"), total.severities())
        }
    };
    format!("{left_out}{out}: {findings}{}\n", decided(total))
}

pub(super) fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { colour: false, width: 80, quiet: false, limit: Some(Severity::Major), decided: false };

    #[test]
    fn what_was_not_checked_is_never_called_free_of_findings() {
        let none = Total { incomplete: 2, ..Total::default() };
        assert_eq!(run(&none, LeftOut::default(), &LOOK), "0 pairs checked, 2 not checked\n");
        let some = Total { checked: 1, incomplete: 1, ..Total::default() };
        let out = LeftOut { files: 1, rules: 2 };
        let lines = "1 other file in the folder fits no pattern and was left out\n2 rules were off\n1 pair checked, 1 not checked: no finding\n";
        assert_eq!(run(&some, out, &LOOK), lines);
    }

    #[test]
    fn the_counts_add_up() {
        let counts = |agreed, undecided| compared(&Counts { mentions_source: 5, agreed, undecided, ..Counts::default() }, &Total::default());
        assert_eq!(counts(5, 0), "5 values in the Korean: 5 agree; no finding");
        assert_eq!(counts(2, 1), "5 values in the Korean: 2 agree, 1 cannot be told, 2 differ or have no counterpart; no finding");
        assert_eq!(
            compared(&Counts { unpaired: 2, ..Counts::default() }, &Total::default()),
            "no value read in the Korean, so none was compared; no finding; 2 passages without counterpart were not compared"
        );
    }
}
