//! The tool of a SARIF log: the rules that found something, each with its page, and where the typologies of the field put
//! them (Multidimensional Quality Metrics, and the issue types of ITS 2.0).

use super::result::level;
use crate::model::Rule;
use crate::report::diagnostic::Diagnostic;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The rules of a log, in the order of their ids.
pub(super) struct Rules {
    met: Vec<&'static Rule>,
    mqm: Vec<&'static str>,
    its: Vec<&'static str>,
}

impl Rules {
    /// Those that found something.
    pub(super) fn of(findings: &[Diagnostic]) -> Self {
        let rules: Vec<_> = findings.iter().map(|f| (f.rule.id, f.rule)).collect::<BTreeMap<_, _>>().into_values().collect();
        let sorted = |name: fn(&Rule) -> &'static str| {
            let mut all: Vec<&'static str> = rules.iter().map(|r| name(r)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        Self { mqm: sorted(|r| r.mqm), its: sorted(|r| r.its), met: rules }
    }

    /// The place of a rule in the log.
    pub(super) fn index(&self, id: &str) -> usize {
        self.met.partition_point(|r| r.id < id)
    }

    /// The program.
    pub(super) fn tool(&self) -> Value {
        json!({ "driver": {
            "name": "daejo",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "fullName": concat!("daejo ", env!("CARGO_PKG_VERSION")),
            "shortDescription": { "text": env!("CARGO_PKG_DESCRIPTION") },
            "language": "en-US",
            "rules": self.met.iter().map(|r| self.rule(r)).collect::<Vec<_>>(),
            "notifications": [
                notification("not-checked", "What was asked for and not checked: that nothing was found in it means nothing.", "error"),
                notification("left-out", "Findings that are not in this log.", "warning"),
                notification("note", "What is to be known of how the texts were read.", "note"),
            ],
            "supportedTaxonomies": [{ "name": "MQM", "index": 0 }, { "name": "ITS", "index": 1 }],
        } })
    }

    fn rule(&self, rule: &Rule) -> Value {
        let summary = rule.summary();
        let taxon = |name: &str, index: usize, all: &[&str], id: &str| json!({ "target": { "id": id, "index": all.partition_point(|t| *t < id), "toolComponent": { "name": name, "index": index } }, "kinds": ["superset"] });
        json!({
            "id": rule.id,
            "name": pascal(rule.id),
            "shortDescription": { "text": summary },
            "fullDescription": { "text": summary },
            "help": { "text": format!("{summary} `daejo explain {}` shows the whole page.", rule.id), "markdown": rule.page },
            "defaultConfiguration": { "level": level(rule.severity) },
            "relationships": [taxon("MQM", 0, &self.mqm, rule.mqm), taxon("ITS", 1, &self.its, rule.its)],
            "properties": {
                "tags": ["translation", rule.mqm, rule.its],
                "problem.severity": problem(level(rule.severity)),
                "precision": "high",
            },
        })
    }

    /// The typologies, with the classes that are met here.
    pub(super) fn taxonomies(&self) -> Value {
        let taxa =
            |all: &[&str], what: &str| all.iter().map(|id| json!({ "id": id, "shortDescription": { "text": format!("{what} {id}") } })).collect::<Vec<_>>();
        json!([
            {
                "name": "MQM",
                "fullName": "Multidimensional Quality Metrics",
                "organization": "MQM Council",
                "informationUri": "https://themqm.org/",
                "shortDescription": { "text": "A typology of translation errors." },
                "isComprehensive": false,
                "taxa": taxa(&self.mqm, "Category"),
            },
            {
                "name": "ITS",
                "version": "2.0",
                "fullName": "Internationalization Tag Set 2.0, localization quality issue types",
                "organization": "W3C",
                "informationUri": "https://www.w3.org/TR/its20/#lqissue-typevalues",
                "shortDescription": { "text": "Types of localization quality issues." },
                "isComprehensive": false,
                "taxa": taxa(&self.its, "Issue type"),
            },
        ])
    }
}

/// A name as SARIF wants it beside the id: `MagnitudeSlip`.
fn pascal(id: &str) -> String {
    id.split('-').map(|word| word.get(..1).map_or_else(String::new, |first| first.to_ascii_uppercase() + &word[1..])).collect()
}

/// What GitHub calls a level.
fn problem(level: &str) -> &str {
    if level == "note" { "recommendation" } else { level }
}

fn notification(id: &str, words: &str, level: &str) -> Value {
    let text = json!({ "text": words });
    json!({ "id": id, "shortDescription": text, "fullDescription": text, "help": text, "defaultConfiguration": { "level": level } })
}
