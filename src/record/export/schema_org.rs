//! schema.org as JSON-LD, ready to stand in a page: what the article is a translation of, who or what translated and edited it, its digital source.

use super::{Told, pretty};
use crate::model::TranslatorKind;
use crate::record::statement::Resource;
use crate::record::translator::{Translator, UNKNOWN};
use serde_json::{Map, Value, json};

/// The record as a NewsArticle of schema.org.
pub fn schema_org(told: &Told<'_>) -> String {
    let p = &told.check.predicate;
    let mut article = Map::new();
    let mut put = |key: &str, value: Value| drop(article.insert(key.to_owned(), value));
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    put("inLanguage", json!("en"));
    if let Some(title) = told.title {
        put("headline", json!(title));
    }
    if let Some(day) = &p.date {
        put("datePublished", json!(day));
    }
    if let Some(subject) = told.subject() {
        put("identifier", digest(subject));
    }
    if let Some(source) = told.source() {
        let mut original = json!({"@type": "NewsArticle", "name": told.source_title.unwrap_or(&source.name), "inLanguage": "ko", "identifier": digest(source)});
        if let Some(revision) = source.annotations.get("revision") {
            original["version"] = json!(revision);
        }
        put("translationOfWork", original.clone());
        put("isBasedOn", original);
    }
    if let Some(translator) = translator(&p.translator) {
        put("translator", translator);
    }
    let editors: Vec<Value> = told.approved().iter().map(|(name, _)| json!({"@type": "Person", "name": name})).collect();
    put("editor", json!(editors));
    if let Some(source) = told.digital_source() {
        put("digitalSourceType", json!({"@id": source.uri(), "name": source.name}));
    }
    if let Some(publisher) = told.publisher {
        put("publisher", json!({"@type": "NewsMediaOrganization", "name": publisher}));
    }
    pretty(&Value::Object(article))
}

fn digest(resource: &Resource) -> Value {
    json!({"@type": "PropertyValue", "propertyID": "sha256", "value": resource.digest.sha256.to_string()})
}

/// What translated it; nothing where nobody has said a name.
fn translator(translator: &Translator) -> Option<Value> {
    let name = translator.called()?;
    Some(match translator.kind {
        TranslatorKind::Machine => {
            let mut software = json!({"@type": "SoftwareApplication", "name": name});
            if translator.version != UNKNOWN {
                software["softwareVersion"] = json!(translator.version);
            }
            software
        }
        TranslatorKind::Human => json!({"@type": "Person", "name": name}),
        TranslatorKind::Unknown => json!({"@type": "Thing", "name": name}),
    })
}
