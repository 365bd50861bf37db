//! The JSON Schema of the configuration, for editors that complete and check TOML. `config::raw` is the reader; a test holds the
//! two against each other.

use super::catalogue::Catalogue;
use super::layer::Wanted;
use super::raw::{ONCE, RECORD};
use crate::judge::FailOn;
use crate::model::{Addition, Omission};
use serde_json::{Map, Value, json};

/// Name of the file under `schema/`.
pub const FILE: &str = "config.v1.json";

/// The schema, in the dialect that editors for TOML read (draft 7), for rules that the configuration may speak of.
pub fn schema(catalogue: &Catalogue, profiles: &[String]) -> Value {
    let layer = layer();
    let strings = json!({"type": "array", "items": {"type": "string"}});
    let size = json!({"type": "integer", "minimum": 1, "maximum": u64::MAX});
    let one_profile = table("What holds for this kind of run.", &layer);
    let mut root = table(
        "Settings of daejo, in config.toml.",
        &json!({
            "check": table("What a run goes by.", &check(&layer, profiles)),
            "house": table("What editors may add and trim.", &json!({"may-add": layer["may-add"], "may-trim": layer["may-trim"]})),
            "rules": {"$ref": "#/definitions/rules"},
            "profile": {
                "description": "What holds for a kind of run, over what is shipped and what is said for all.",
                "type": "object",
                "additionalProperties": one_profile,
            },
            "section": whose("names", "Sections of the paper, as the front matter of articles names them.", &json!({"type": "string"}), &layer),
            "path": whose("globs", "Files, from the folder of this file; a glob without a folder matches in any.", &json!({"type": "string", "pattern": GLOB}), &layer),
            "names": table("The house's own list of names and terms.", &json!({"house": strings, "precedent": {"type": "string"}})),
            "align": table("How passages are paired.", &json!({"lexicon": strings})),
            "confidence": confidence(catalogue),
            "waivers": table("What may not be waived.", &json!({"unwaivable": {"type": "array", "items": rule(catalogue)}})),
            "pairs": table("How articles are found in a folder.", &json!({"patterns": patterns(), "bilingual": strings})),
            "record": table("What records of provenance say and ask for.", &record()),
            "fetch": table("How articles are fetched from the web.", &fetch()),
            "review": table("What the editor's page keeps.", &json!({"store": {"description": "The file, relative to this one.", "type": "string", "pattern": "\\S"}, "store-bytes": size})),
            "limits": table("What is too large to be read, in bytes.", &json!({"file-bytes": size, "line-bytes": size})),
        }),
    );
    root["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    root["title"] = json!("daejo configuration");
    root["definitions"] = json!({"rules": rules(catalogue)});
    root
}

/// What editors have made of the findings of rules, by their ids.
fn confidence(catalogue: &Catalogue) -> Value {
    let share = json!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1});
    let mut one = table("What editors have made of the findings of the rule.", &json!({"accepted": share, "given": share}));
    one["required"] = json!(["accepted", "given"]);
    let rules: Map<String, Value> = catalogue.rules().map(|(rule, _)| (rule.id.to_owned(), one.clone())).collect();
    table("Confidence as editors have found it; `daejo archive calibrate` writes it.", &Value::Object(rules))
}

/// A glob that stays below the folder and names something.
const GLOB: &str = "^(?!/)(?!(.*/)?\\.\\.(/|$)).*[^/]";

/// A table with these keys and no others.
fn table(about: &str, properties: &Value) -> Value {
    json!({"type": "object", "description": about, "additionalProperties": false, "properties": properties})
}

fn check(layer: &Value, profiles: &[String]) -> Value {
    json!({
        "profile": {
            "description": "What runs are for, when --profile does not say it: a shipped profile or a [profile.NAME] of this file.",
            "type": "string",
            "examples": profiles,
        },
        "fail-on": layer["fail-on"],
        "date": {
            "description": "Day of publication in Korea for articles that do not say it themselves.",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        },
        "conversion-tolerance": layer["conversion-tolerance"],
    })
}

fn fetch() -> Value {
    let strings = |about: &str| json!({"description": about, "type": "array", "items": {"type": "string"}});
    json!({
        "allow-hosts": strings("Hosts of the house that may be asked although they are not of the web, with a port if need be."),
        "ports": {
            "description": "Ports that may be asked besides 80 and 443.",
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": u16::MAX},
        },
        "certificates": strings("Files in PEM with certificates that are trusted besides those of the system."),
        "contact": {"description": "Where the operators of sites reach whoever runs the program.", "type": "string"},
        "requests-per-second": {"description": "How often a host is asked.", "type": "number", "exclusiveMinimum": 0, "maximum": 1000},
        "cache-bytes": {"description": "Bytes of fetched pages that are kept.", "type": "integer", "minimum": 1, "maximum": u64::MAX},
    })
}

fn patterns() -> Value {
    let once = json!({"type": "string", "pattern": ONCE});
    json!({
        "description": "How the two files of an article are named.",
        "type": "array",
        "items": {"type": "object", "additionalProperties": false, "required": ["ko", "en"], "properties": {"ko": once, "en": once, "draft": once}},
    })
}

/// The keys of `[record]`.
fn record() -> Value {
    let words = json!({"type": "string", "pattern": "\\S"});
    let mut out: Map<String, Value> = RECORD.iter().map(|(_, key)| ((*key).to_owned(), words.clone())).collect();
    out.insert("translator-kind".to_owned(), json!({"enum": ["machine", "human", "unknown", "ai", "mt", "llm"]}));
    out.insert("reviewers".to_owned(), json!({"type": "integer", "minimum": 1, "maximum": 100}));
    Value::Object(out)
}

/// Tables that each hold for the articles that their list under `key` names.
fn whose(key: &str, about: &str, items: &Value, layer: &Value) -> Value {
    let mut one = table("What holds for these articles only.", layer);
    one["properties"][key] = json!({"description": about, "type": "array", "minItems": 1, "items": items});
    one["required"] = json!([key]);
    json!({"type": "array", "items": one})
}

/// The keys that may be said for all articles and again for some.
fn layer() -> Value {
    let words = |all: &[&str]| json!({"type": "array", "items": {"enum": all}});
    let described = |mut schema: Value, about: &str| {
        schema["description"] = json!(about);
        schema
    };
    json!({
        "fail-on": {"description": "The severity from which findings make a run fail.", "enum": FailOn::WORDS},
        "conversion-tolerance": {
            "description": "How far an amount of money in parentheses may stray from the rate of its month, as a share.",
            "type": "number",
            "exclusiveMinimum": 0,
            "exclusiveMaximum": 1,
        },
        "may-add": described(words(&Addition::ALL.map(Addition::as_str)), "What the English may have that the Korean has not."),
        "may-trim": described(words(&Omission::ALL.map(Omission::as_str)), "What of the Korean the English may leave out."),
        "rules": {"$ref": "#/definitions/rules"},
    })
}

/// Rules by id, type or category; each with its summary where it is one rule.
fn rules(catalogue: &Catalogue) -> Value {
    let wanted = json!({"enum": Wanted::WORDS});
    let mut properties = Map::new();
    for word in catalogue.words() {
        let mut one = wanted.clone();
        let about = catalogue.rules().find(|(r, _)| r.id == word).map_or_else(|| "Several rules together.".to_owned(), |(r, _)| plain(r.summary()));
        one["description"] = json!(about);
        properties.insert(word.to_owned(), one);
    }
    // Categories are read in any case.
    let any_case: Map<String, Value> =
        catalogue.words().into_iter().filter(|w| w.starts_with(|c: char| c.is_ascii_uppercase())).map(|w| (folded(w), wanted.clone())).collect();
    json!({
        "type": "object",
        "description": "A severity for rules, \"off\" or \"on\"; rules by id, type of ITS 2.0 or category of MQM.",
        "properties": properties,
        "patternProperties": any_case,
        "additionalProperties": false,
    })
}

/// The name of a rule, or of several together; categories are read in any case.
fn rule(catalogue: &Catalogue) -> Value {
    let words = catalogue.words();
    let any_case = words.iter().filter(|w| w.starts_with(|c: char| c.is_ascii_uppercase())).map(|w| json!({"pattern": folded(w)}));
    let any: Vec<Value> = std::iter::once(json!({"enum": words})).chain(any_case).collect();
    json!({"type": "string", "anyOf": any})
}

/// A pattern for a word in any case.
fn folded(word: &str) -> String {
    let letters: String =
        word.chars().map(|c| if c.is_ascii_alphabetic() { format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()) } else { c.to_string() }).collect();
    format!("^{letters}$")
}

/// A summary without the marks of Markdown.
fn plain(markdown: &str) -> String {
    markdown.replace(['`', '*'], "")
}
