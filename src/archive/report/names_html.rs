//! The names of a report as a part of its page: each spelling leads to the passages in which it stands.

use super::style::grouped;
use super::{NameV1, NamedV1, SpellingV1};
use crate::report::pairs::escaped;
use std::fmt::{Result, Write};

/// Appends the names with the most spellings.
pub(super) fn names(names: &[NameV1], out: &mut String) -> Result {
    writeln!(
        out,
        "<h2 id=\"names\">Names with the most spellings</h2>\n<p>People, organisations and places for which more than one English form was printed. Two people may share a name: what the Korean calls them stands beside each form.</p>"
    )?;
    for name in names {
        let (ko, kind) = (escaped(&name.ko), escaped(&name.kind));
        let (count, articles) = (grouped(name.count), grouped(name.articles));
        writeln!(out, "<details><summary><span lang=\"ko\">{ko}</span> <small>{kind}</small>: {count} spellings in {articles} articles</summary>")?;
        for spelling in &name.spellings {
            one(spelling, out)?;
        }
        let more = name.count.saturating_sub(name.spellings.len() as u64);
        if more > 0 {
            writeln!(out, "<p>{} more, each in fewer articles.</p>", grouped(more))?;
        }
        writeln!(out, "</details>")?;
    }
    if names.is_empty() { writeln!(out, "<p>No name was printed in more than one form.</p>") } else { Ok(()) }
}

fn one(spelling: &SpellingV1, out: &mut String) -> Result {
    writeln!(out, "<details><summary>{}: {}</summary>", escaped(&spelling.en), escaped(&about(spelling)))?;
    for NamedV1 { id, date, source, target } in &spelling.passages {
        writeln!(out, "<div class=\"passage\">")?;
        for (lang, [before, words, behind]) in [("ko", source), ("en", target)] {
            writeln!(out, "<p lang=\"{lang}\">{}<mark>{}</mark>{}</p>", escaped(before), escaped(words), escaped(behind))?;
        }
        let date = date.as_deref().map_or_else(String::new, |d| format!(" · {d}"));
        writeln!(out, "<p><small>in {}{}</small></p>\n</div>", escaped(id), escaped(&date))?;
    }
    writeln!(out, "</details>")
}

/// How often, when, and of whom.
pub(super) fn about(spelling: &SpellingV1) -> String {
    let articles = if spelling.articles == 1 { "1 article".to_owned() } else { format!("{} articles", grouped(spelling.articles)) };
    let days = match (&spelling.first, &spelling.last) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(day), _) | (_, Some(day)) => format!(", {day}"),
        _ => String::new(),
    };
    let roles = if spelling.roles.is_empty() { String::new() } else { format!(" ({})", spelling.roles.join(", ")) };
    format!("{articles}{days}{roles}")
}
