//! PROV-JSON (W3C): texts as entities, translating, checking and signing as activities, who did it as agents.

use super::{Told, pretty};
use crate::model::TranslatorKind;
use crate::record::digest::Sha256;
use crate::record::statement::{Claim, Resource};
use crate::record::translator::UNKNOWN;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The record as PROV-JSON.
pub fn prov_json(told: &Told<'_>) -> String {
    let mut graph = Graph::default();
    let mut before: Option<Sha256> = None;
    for entry in &told.chain().entries {
        let Some(subject) = entry.claim.subject() else { continue };
        let (english, record) = (graph.text(subject, "en"), format!("daejo:record-{}", entry.digest));
        let at = entry.claim.at().to_string();
        match &entry.claim {
            Claim::Check(check) => {
                let p = &check.predicate;
                let first = graph.seen.insert(subject.digest.sha256);
                let translating = format!("daejo:translating-{}", subject.digest.sha256);
                for source in &p.sources {
                    let korean = graph.text(source, "ko");
                    if first {
                        graph.relation("wasDerivedFrom", json!({"prov:generatedEntity": english, "prov:usedEntity": korean, "prov:activity": translating}));
                        graph.relation("used", json!({"prov:activity": translating, "prov:entity": korean}));
                    }
                }
                if first {
                    graph.put("activity", &translating, json!({"prov:label": "translating from the Korean"}));
                    graph.relation("wasGeneratedBy", json!({"prov:entity": english, "prov:activity": translating}));
                    let translator = graph.translator(&p.translator);
                    graph.relation("wasAssociatedWith", json!({"prov:activity": translating, "prov:agent": translator}));
                    if let Some(old) = before.filter(|old| *old != subject.digest.sha256) {
                        let old = format!("daejo:text-{old}");
                        graph.relation("wasDerivedFrom", json!({"prov:generatedEntity": english, "prov:usedEntity": old, "prov:type": name("prov:Revision")}));
                    }
                }
                before = Some(subject.digest.sha256);
                let result = serde_json::to_value(p.result).unwrap_or_default();
                let activity = format!("daejo:checking-{}", entry.digest);
                graph.put("activity", &activity, json!({"prov:label": "checking", "prov:endTime": at, "daejo:result": result}));
                graph.relation("used", json!({"prov:activity": activity, "prov:entity": english}));
                let checker = "daejo:checker";
                graph.put("agent", checker, json!({"prov:type": name("prov:SoftwareAgent"), "prov:label": p.checker.name, "daejo:uri": p.checker.uri}));
                graph.recorded(&record, &activity, checker, &at);
            }
            Claim::Review(review) => {
                let p = &review.predicate;
                let activity = format!("daejo:reviewing-{}", entry.digest);
                graph.put("activity", &activity, json!({"prov:label": "reviewing", "prov:endTime": at, "daejo:decision": p.decision.as_str()}));
                graph.relation("used", json!({"prov:activity": activity, "prov:entity": english}));
                let check = format!("daejo:record-{}", p.check.digest.sha256);
                graph.relation("used", json!({"prov:activity": activity, "prov:entity": check}));
                let editor = format!("daejo:editor-{}", Sha256::of(&p.reviewer.id));
                graph.put("agent", &editor, json!({"prov:type": name("prov:Person"), "prov:label": p.reviewer.id}));
                graph.recorded(&record, &activity, &editor, &at);
                graph.relation("wasAttributedTo", json!({"prov:entity": english, "prov:agent": editor}));
            }
        }
    }
    pretty(&graph.value())
}

/// A qualified name as a value.
fn name(word: &str) -> Value {
    json!({"$": word, "type": "prov:QUALIFIED_NAME"})
}

#[derive(Default)]
struct Graph {
    parts: Map<String, Value>,
    relations: usize,
    /// Texts whose making is told already.
    seen: BTreeSet<Sha256>,
}

impl Graph {
    fn put(&mut self, part: &str, id: &str, value: Value) {
        self.part(part).entry(id).or_insert(value);
    }

    fn part(&mut self, part: &str) -> &mut Map<String, Value> {
        let part = self.parts.entry(part).or_insert_with(|| Value::Object(Map::new()));
        if !part.is_object() {
            *part = Value::Object(Map::new());
        }
        match part {
            Value::Object(map) => map,
            _ => unreachable!("it was made an object just now"),
        }
    }

    fn relation(&mut self, part: &str, value: Value) {
        let id = format!("_:r{}", self.relations);
        if !self.part(part).values().any(|v| *v == value) {
            self.part(part).insert(id, value);
            self.relations += 1;
        }
    }

    /// A text.
    fn text(&mut self, resource: &Resource, lang: &str) -> String {
        let digest = resource.digest.sha256;
        let id = format!("daejo:text-{digest}");
        self.put("entity", &id, json!({"prov:label": resource.name, "daejo:sha256": digest.to_string(), "daejo:language": lang}));
        id
    }

    /// What made the translation, as far as it is declared.
    fn translator(&mut self, translator: &crate::record::Translator) -> String {
        let told = serde_json::to_string(translator).unwrap_or_default();
        let id = format!("daejo:translator-{}", Sha256::of(told));
        let mut about = Map::new();
        match translator.kind {
            TranslatorKind::Machine => drop(about.insert("prov:type".to_owned(), name("prov:SoftwareAgent"))),
            TranslatorKind::Human => drop(about.insert("prov:type".to_owned(), name("prov:Person"))),
            TranslatorKind::Unknown => {}
        }
        about.insert("prov:label".to_owned(), json!(translator.called().unwrap_or(UNKNOWN)));
        for (key, word) in [("tool", &translator.tool), ("model", &translator.model), ("version", &translator.version)] {
            about.insert(format!("daejo:{key}"), json!(word));
        }
        self.put("agent", &id, Value::Object(about));
        id
    }

    /// A record that an activity made.
    fn recorded(&mut self, record: &str, activity: &str, agent: &str, at: &str) {
        self.put("entity", record, json!({"prov:label": "record of provenance"}));
        self.relation("wasGeneratedBy", json!({"prov:entity": record, "prov:activity": activity, "prov:time": at}));
        self.relation("wasAssociatedWith", json!({"prov:activity": activity, "prov:agent": agent}));
    }

    fn value(mut self) -> Value {
        self.parts.insert("prefix".to_owned(), json!({"daejo": "https://daejo.example/ns#"}));
        Value::Object(self.parts)
    }
}
