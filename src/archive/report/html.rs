//! The report as one page that needs no script, no other file and no network, and says so to the browser. What articles say is text in
//! it and nothing else.

use super::names_html::names;
use super::plot::{self, FEW, Line, Of, Tick};
use super::style::{COLOURS, HEAD, grouped};
use super::{CountV1, GroupV1, PassageV1, PeriodV1, ReportV1, RuleV1, SeveritiesV1, WorstV1};
use crate::report::pairs::escaped;
use std::collections::BTreeMap;
use std::fmt::{Result, Write};

/// Decisions below which a share says little.
const ENOUGH: u64 = 5;

/// The page.
pub fn page(report: &ReportV1) -> String {
    let mut out = String::with_capacity(1 << 16);
    // Writing to a string cannot fail.
    write(report, &mut out).unwrap_or(());
    out
}

fn write(report: &ReportV1, out: &mut String) -> Result {
    out.push_str(HEAD);
    writeln!(out, "<h1>What the archive says</h1>")?;
    facts(report, out)?;
    writeln!(
        out,
        "<nav><ul><li><a href=\"#time\">Over time</a></li><li><a href=\"#rules\">Rules</a></li><li><a href=\"#desks\">Desks</a></li><li><a href=\"#models\">Models</a></li><li><a href=\"#worst\">Worst articles</a></li>{}</ul></nav>",
        if report.names.is_some() { "<li><a href=\"#names\">Names</a></li>" } else { "" }
    )?;
    over_time(report, out)?;
    rules(report, out)?;
    groups("desks", "Desks", "Section of the paper", &report.sections, out)?;
    groups("models", "Models that translated", "Translator and version", &report.translators, out)?;
    worst(&report.worst, out)?;
    if let Some(of) = &report.names {
        names(of, out)?;
    }
    writeln!(out, "</body>\n</html>")
}

fn facts(report: &ReportV1, out: &mut String) -> Result {
    writeln!(out, "<ul class=\"facts\">")?;
    let f = &report.findings;
    let facts = [
        (report.articles, "articles"),
        (f.critical, "critical findings"),
        (f.major, "major"),
        (f.minor, "minor"),
        (report.decided, "decided before"),
        (report.incomplete + report.unread, "not checked"),
    ];
    for (n, what) in facts {
        writeln!(out, "<li><strong>{}</strong> {what}</li>", grouped(n))?;
    }
    writeln!(out, "</ul>")?;
    if let Some([first, last]) = &report.days {
        writeln!(out, "<p>Published from {} to {}.</p>", escaped(first), escaped(last))?;
    }
    if let Some(run) = &report.run {
        let ended = run.ended.as_deref().map_or_else(|| "did not end".to_owned(), |e| format!("ended {e}"));
        writeln!(out, "<p>As of run {}, which began {} and {}, with daejo {}.</p>", run.n, escaped(&run.began), escaped(&ended), escaped(&run.version))?;
    }
    Ok(())
}

/// The groups of one kind in a period.
type Groups = fn(&PeriodV1) -> &BTreeMap<String, CountV1>;

fn over_time(report: &ReportV1, out: &mut String) -> Result {
    writeln!(
        out,
        "<h2 id=\"time\">Over time</h2>\n<p>Critical and major findings for 100 articles, by {} of publication; the bars are the articles. A point needs {FEW} articles, and no line is drawn over what has none.</p>",
        report.period
    )?;
    let dated: Vec<&PeriodV1> = report.periods.iter().filter(|p| p.first.is_some()).collect();
    let ticks: Vec<Tick<'_>> = dated.iter().map(|p| Tick { place: p.place, name: &p.name, articles: p.articles }).collect();
    let most: Vec<&str> = report.rules.iter().filter(|r| r.findings.stopping() > 0).map(|r| r.rule.as_str()).collect();
    let line = |name: &str, findings: &dyn Fn(&PeriodV1) -> u64| Line {
        name: name.to_owned(),
        values: dated.iter().map(|p| Some(Of { findings: findings(p), articles: p.articles })).collect(),
    };
    let by_rule = first(&most).map(|rule| line(rule, &|p| p.rules.get(rule).copied().unwrap_or(0)));
    let all = line("all rules", &|p| p.rules.values().sum());
    let lines: Vec<Line> = std::iter::once(all).chain(by_rule).take(COLOURS.len()).collect();
    plot::lines("By rule", &ticks, &lines, out)?;
    let sections: Groups = |p| &p.sections;
    let translators: Groups = |p| &p.translators;
    for (title, groups, of) in [("By desk", &report.sections, sections), ("By model and version", &report.translators, translators)] {
        let most: Vec<&str> = groups.iter().map(|g| g.name.as_str()).collect();
        let lines = first(&most).map(|name| Line {
            name: named(name).to_owned(),
            values: dated.iter().map(|p| of(p).get(name).map(|c| Of { findings: c.stopping, articles: c.articles })).collect(),
        });
        plot::lines(title, &ticks, &lines.collect::<Vec<_>>(), out)?;
    }
    Ok(())
}

/// As many as there are colours.
fn first<'n>(names: &'n [&'n str]) -> impl Iterator<Item = &'n str> {
    names.iter().copied().take(COLOURS.len())
}

/// For 100 articles; nothing where there is none.
fn rate(findings: u64, articles: u64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = (articles > 0).then(|| findings as f64 * 100.0 / articles as f64);
    rate
}

fn named(name: &str) -> &str {
    if name.is_empty() { "not told" } else { name }
}

fn rules(report: &ReportV1, out: &mut String) -> Result {
    writeln!(out, "<h2 id=\"rules\">Rules</h2>")?;
    let mut least: Vec<&RuleV1> = report.rules.iter().filter(|r| r.waived + r.accepted >= ENOUGH).collect();
    least.sort_by(|a, b| a.accepted_share.unwrap_or(1.0).total_cmp(&b.accepted_share.unwrap_or(1.0)).then_with(|| a.rule.cmp(&b.rule)));
    if !least.is_empty() {
        writeln!(
            out,
            "<p>Rules that editors follow least, of those about which {ENOUGH} decisions or more are known:</p>\n<div class=\"wide\"><table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Followed</th><th scope=\"col\">Waived</th><th scope=\"col\">Share followed</th></tr></thead><tbody>"
        )?;
        for rule in least.iter().take(10) {
            let share = rule.accepted_share.map_or_else(String::new, |s| format!("{:.0}%", s * 100.0));
            let (name, followed, waived) = (escaped(&rule.rule), grouped(rule.accepted), grouped(rule.waived));
            writeln!(out, "<tr><td>{name}</td><td class=\"n\">{followed}</td><td class=\"n\">{waived}</td><td class=\"n\">{share}</td></tr>")?;
        }
        writeln!(out, "</tbody></table></div>")?;
    }
    for rule in &report.rules {
        writeln!(out, "<details><summary>{}: {}</summary>", escaped(&rule.rule), severities(&rule.findings))?;
        for example in &rule.examples {
            passage(example, true, out)?;
        }
        writeln!(out, "</details>")?;
    }
    Ok(())
}

fn severities(f: &SeveritiesV1) -> String {
    let parts = [(f.critical, "critical"), (f.major, "major"), (f.minor, "minor"), (f.info, "info")];
    let told: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", grouped(n))).collect();
    if told.is_empty() { "none that counts".to_owned() } else { told.join(", ") }
}

fn groups(id: &str, title: &str, column: &str, groups: &[GroupV1], out: &mut String) -> Result {
    const SHOWN: usize = 50;
    writeln!(
        out,
        "<h2 id=\"{id}\">{title}</h2>\n<div class=\"wide\"><table><thead><tr><th scope=\"col\">{column}</th><th scope=\"col\">Articles</th><th scope=\"col\">With findings that stop</th><th scope=\"col\">Critical</th><th scope=\"col\">Major</th><th scope=\"col\">For 100 articles</th></tr></thead><tbody>"
    )?;
    for group in groups.iter().take(SHOWN) {
        let per = rate(group.findings.stopping(), group.articles).map_or_else(String::new, |r| format!("{r:.1}"));
        let n = [group.articles, group.flagged, group.findings.critical, group.findings.major].map(grouped);
        writeln!(
            out,
            "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{per}</td></tr>",
            escaped(named(&group.name)),
            n[0],
            n[1],
            n[2],
            n[3]
        )?;
    }
    writeln!(out, "</tbody></table></div>")?;
    if groups.len() > SHOWN {
        writeln!(out, "<p>{} more are not shown.</p>", grouped((groups.len() - SHOWN) as u64))?;
    }
    Ok(())
}

fn worst(articles: &[WorstV1], out: &mut String) -> Result {
    writeln!(out, "<h2 id=\"worst\">Worst articles</h2>\n<p>By the weights of MQM: a critical error weighs 25 minor ones, a major error 5.</p>")?;
    for article in articles {
        let title = article.title.as_deref().filter(|t| !t.trim().is_empty());
        let about: Vec<&str> = [&article.date, &article.section, &article.translator].into_iter().filter_map(|f| f.as_deref()).collect();
        let name = title.map_or_else(|| article.id.clone(), |t| format!("{t} ({})", article.id));
        writeln!(out, "<details><summary>{} <small>{}</small>: {}</summary>", escaped(&name), escaped(&about.join(" · ")), severities(&article.findings))?;
        for found in &article.passages {
            passage(found, false, out)?;
        }
        let more = article.findings.all().saturating_sub(article.passages.len() as u64);
        if more > 0 {
            writeln!(out, "<p>{} more in this article.</p>", grouped(more))?;
        }
        writeln!(out, "</details>")?;
    }
    if articles.is_empty() { writeln!(out, "<p>No article has a finding.</p>") } else { Ok(()) }
}

fn passage(p: &PassageV1, with_article: bool, out: &mut String) -> Result {
    // The severity is a word of the program; nothing else may be a class.
    let class = match p.severity.as_str() {
        "critical" => "critical",
        "major" => "major",
        _ => "minor",
    };
    writeln!(out, "<div class=\"passage\">\n<p><span class=\"severity {class}\">{}</span> {}</p>", escaped(&p.severity), escaped(&p.message))?;
    for (lang, side) in [("ko", &p.source), ("en", &p.target)] {
        if let Some([before, words, behind]) = side {
            writeln!(out, "<p lang=\"{lang}\">{}<mark>{}</mark>{}</p>", escaped(before), escaped(words), escaped(behind))?;
        }
    }
    let told: Vec<String> = [
        (!p.explanation.is_empty()).then(|| p.explanation.clone()),
        p.suggestion.as_ref().map(|s| format!("try “{s}”")),
        Some(if with_article { format!("in {}", p.id) } else { p.rule.clone() }),
    ]
    .into_iter()
    .flatten()
    .collect();
    writeln!(out, "<p><small>{}</small></p>\n</div>", escaped(&told.join(" · ")))
}
