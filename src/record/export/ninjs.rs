//! ninjs 3.1 (IPTC): the article as a news item with its digital source, the Korean as its association.

use super::{Told, pretty};
use crate::record::statement::Resource;
use serde_json::{Map, Value, json};

/// The record as a news item.
pub fn ninjs(told: &Told<'_>) -> String {
    let p = &told.check.predicate;
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| drop(item.insert(key.to_owned(), value));
    put("uri", json!(uri(told.subject())));
    put("standard", json!({"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}));
    put("type", json!("text"));
    put("representationType", json!("partial"));
    put("language", json!("en"));
    put("version", json!(told.chain().entries.len().to_string()));
    if let Some((_, at)) = told.approved().last() {
        put("versionCreated", json!(at.to_string()));
    }
    if let Some(title) = told.title {
        put("headlines", json!([{"role": "main", "value": title}]));
    }
    if let Some(publisher) = told.publisher {
        put("copyrightHolder", json!(publisher));
    }
    if let Some(source) = told.digital_source() {
        put("digitalSourceType", json!({"name": source.name, "uri": source.uri()}));
    }
    let mut sources: Vec<Value> =
        told.approved().iter().map(|(name, _)| json!({"name": name, "role": "http://cv.iptc.org/newscodes/contentprodpartyrole/editor"})).collect();
    if let Some(name) = p.translator.called() {
        sources.insert(0, json!({"name": name, "role": "http://cv.iptc.org/newscodes/contentprodpartyrole/translator"}));
    }
    put("infoSources", json!(sources));
    put("altIds", json!([{"role": "sha256", "value": told.text().to_string()}]));
    if let Some(source) = told.source() {
        let name = told.source_title.unwrap_or("the Korean original");
        let digest = json!([{"role": "sha256", "value": source.digest.sha256.to_string()}]);
        let mut original = json!({"name": name, "rel": "translationOf", "uri": uri(Some(source)), "type": "text", "language": "ko", "altIds": digest});
        if let Some(title) = told.source_title {
            original["headlines"] = json!([{"role": "main", "value": title}]);
        }
        put("associations", json!([original]));
    }
    pretty(&Value::Object(item))
}

/// A name for bytes (RFC 6920).
fn uri(resource: Option<&Resource>) -> String {
    use base64::Engine;
    let digest = resource.map_or_else(|| crate::record::Sha256::of(""), |r| r.digest.sha256);
    format!("ni:///sha-256;{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest.bytes()))
}
