//! `daejo explain [RULE]`: what a rule flags and why, or the list of all rules.

use super::{Exit, Stop, markdown, screen::Screen};
use crate::config::nearest;
use crate::model::Rule;
use crate::{pipeline, report::escape};
use std::io::Write;

/// Explains a rule, or lists all of them.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Id of the rule, as findings show it in brackets; without one all rules are listed.
    rule: Option<String>,
}

pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Stop> {
    let rules: Vec<&'static Rule> = pipeline::rules().collect();
    let text = match &args.rule {
        None => list(&rules, screen.width),
        Some(id) => match rules.iter().find(|r| r.id == id) {
            Some(rule) => page(rule, screen),
            None => return Err(unknown(id, &rules)),
        },
    };
    screen.out.write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

fn list(rules: &[&'static Rule], width: usize) -> String {
    let longest = rules.iter().map(|r| r.id.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        let lead = format!("{:longest$}  {:8}  ", rule.id, rule.severity.as_str());
        out.push_str(&markdown::wrap(&markdown::plain(rule.summary()), &lead, &" ".repeat(lead.len()), width));
    }
    out
}

fn page(rule: &Rule, screen: &Screen) -> String {
    let facts =
        format!("\nSeverity {}, unless the configuration says otherwise. Category {} (MQM), {} (ITS 2.0).\n", rule.severity.as_str(), rule.mqm, rule.its);
    format!("{}{}", markdown::render(rule.page, screen.width, screen.colour), markdown::wrap(&facts, "\n", "", screen.width))
}

fn unknown(id: &str, rules: &[&'static Rule]) -> Stop {
    let advice = nearest(id, rules.iter().map(|r| r.id)).map_or_else(|| "`daejo explain` lists the rules".to_owned(), |r| format!("did you mean `{r}`?"));
    Stop::Usage(format!("there is no rule `{}`; {advice}", escape::visible(id)))
}
