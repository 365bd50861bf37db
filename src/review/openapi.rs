//! The description of the interface, OpenAPI 3.1: written by hand over the schemas of the types that are read and written. A test holds
//! it against the routes, and its examples against the schemas.

use super::answer::ArticleV1;
use super::api::{CheckV1, EditsV1, SessionV1, TakenV1, VersionV1};
use super::deeds::DecideV1;
use super::incoming::NewV1;
use super::list::ListV1;
use super::preview::{PreviewV1, TrialV1};
use super::problem::{Kind, ProblemV1};
use super::signing::SignV1;
use crate::report::json;
use crate::report::v1::ResultV1;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

/// GET /api/v1/openapi.json
pub(super) async fn document() -> Response {
    let mut body = Vec::new();
    json::append(&describe(), &mut body);
    let mut response = body.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// The description of the interface.
pub fn describe() -> Value {
    let generator = |settings: SchemaSettings| settings.with(|s| s.definitions_path = "/components/schemas".into()).into_generator();
    let mut read = generator(SchemaSettings::draft2020_12().for_deserialize());
    let mut written = generator(SchemaSettings::draft2020_12().for_serialize());
    let paths = paths(&mut read, &mut written);
    let schemas = joined(written.take_definitions(true), read.take_definitions(true));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "daejo review",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Holds English translations of Korean news against the Korean, and keeps what an editor decides about what was found. \
                Programs send `Authorization: Bearer TOKEN`; the page uses a session, and sends `x-daejo-token` with everything that changes something.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"session": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "The token that the program was started with."},
                "session": {"type": "apiKey", "in": "cookie", "name": "daejo", "description": "The session of a browser; the name of the cookie ends with the port."},
            },
            "responses": {"Problem": problem(&Kind::ALL.map(|k| k.about().0))},
        },
    })
}

/// The schemas of what is written and of what is read. Types of the same name are the same, which a test sees to.
fn joined(mut written: Map<String, Value>, read: Map<String, Value>) -> Map<String, Value> {
    written.extend(read);
    written
}

fn problem(kinds: &[&str]) -> Value {
    let listed = kinds.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
    json!({
        "description": format!("It was not done; nothing was changed. The types are {listed}."),
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemV1"}}},
    })
}

/// One operation.
struct Operation<'a> {
    id: &'a str,
    about: &'a str,
    /// The schema of the body, and an example of it.
    body: Option<(Value, Value)>,
    /// The status of the answer, what it is, its type and its schema.
    answer: (u16, &'a str, Option<(&'a str, Value)>),
    /// What may go wrong.
    problems: &'a [Kind],
}

impl Operation<'_> {
    fn described(self) -> Value {
        let Operation { id, about, body, answer: (status, what, content), problems } = self;
        let mut out = json!({"operationId": id, "summary": about, "responses": {}});
        let mut answer = json!({"description": what});
        if let Some((kind, schema)) = content {
            answer["content"] = json!({kind: {"schema": schema}});
        }
        out["responses"][status.to_string()] = answer;
        // What may happen to every request.
        let mut by_status: std::collections::BTreeMap<u16, Vec<Kind>> = std::collections::BTreeMap::new();
        let always = [Kind::Refused, Kind::NoSession, Kind::Busy, Kind::TimeLimit, Kind::Inside, Kind::Store];
        let read = [Kind::Malformed, Kind::NotJson, Kind::TooLarge, Kind::Invalid];
        let bodied = if body.is_some() { &read[..] } else { &[] };
        for kind in always.iter().chain(bodied).chain(problems) {
            let of = by_status.entry(kind.about().1.as_u16()).or_default();
            if !of.contains(kind) {
                of.push(*kind);
            }
        }
        for (status, kinds) in by_status {
            let kinds: Vec<&str> = kinds.iter().map(|k| k.about().0).collect();
            out["responses"][status.to_string()] = problem(&kinds);
        }
        if let Some((schema, example)) = body {
            out["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": schema, "example": example}}});
        }
        out
    }
}

fn paths(read: &mut SchemaGenerator, written: &mut SchemaGenerator) -> Value {
    let article = written.subschema_for::<ArticleV1<'_>>().to_value();
    // Named by every operation as it is.
    let _ = written.subschema_for::<ProblemV1<'_>>();
    let json = |schema: Value| Some(("application/json", schema));
    let on_article = [Kind::NotFound, Kind::Stale, Kind::FileChanged, Kind::Full, Kind::File];
    let whole = |id, about, body| {
        Operation { id, about, body: Some(body), answer: (200, "The article as it is then.", json(article.clone())), problems: &on_article }.described()
    };
    let edits = read.subschema_for::<EditsV1>().to_value();
    let edits = || (edits.clone(), json!({"version": 1, "edits": [{"start": 45, "end": 60, "text": "3.5 trillion won"}]}));
    let trial =
        (read.subschema_for::<TrialV1>().to_value(), json!({"version": 1, "edits": [{"start": 45, "end": 60, "text": "3.5 trillion won"}], "page": false}));
    let version = (read.subschema_for::<VersionV1>().to_value(), json!({"version": 3}));
    let decide = (
        read.subschema_for::<DecideV1>().to_value(),
        json!({"version": 2, "fingerprint": "0123456789abcdef", "decision": "waive", "reason": "context", "text": "The next sentence gives the figure."}),
    );
    let mut out = json!({
        "/api/v1/articles": {
            "get": list(written),
            "post": add(read, written),
        },
        "/api/v1/articles/{id}": {
            "get": Operation {
                id: "getArticle",
                about: "An article: both texts, what was found, what is decided",
                body: None,
                answer: (200, "The article.", json(article.clone())),
                problems: &[Kind::NotFound],
            }.described(),
        },
        "/api/v1/articles/{id}/preview": {"post": preview(trial, written)},
        "/api/v1/articles/{id}/edits": {"post": whole("editArticle", "Rewrites the English, in its file too", edits())},
        "/api/v1/articles/{id}/decisions": {"post": whole("decide", "Accepts a finding as an error, or waives it", decide)},
        "/api/v1/articles/{id}/undo": {"post": whole("undo", "Takes back what the same editor did last", version)},
        "/api/v1/articles/{id}/sign": {"post": sign(read, article.clone())},
        "/api/v1/articles/{id}/record": {"get": record()},
        "/api/v1/articles/{id}/events": {"get": watch()},
        "/api/v1/check": {"post": check(read, written)},
        "/api/v1/session": {"post": session(read)},
        "/api/v1/openapi.json": {
            "get": Operation {
                id: "describe",
                about: "This description",
                body: None,
                answer: (200, "OpenAPI 3.1.", json(json!({"type": "object"}))),
                problems: &[],
            }.described(),
        },
    });
    let id = json!([{"name": "id", "in": "path", "required": true, "description": "The identifier of the article.", "schema": {"type": "string"}}]);
    for (path, item) in out.as_object_mut().into_iter().flatten() {
        if path.contains("{id}") {
            item["parameters"] = id.clone();
        }
    }
    out
}

fn list(written: &mut SchemaGenerator) -> Value {
    let mut out = Operation {
        id: "listArticles",
        about: "The articles, newest first, each with its state",
        body: None,
        answer: (200, "The list.", Some(("application/json", written.subschema_for::<ListV1>().to_value()))),
        problems: &[Kind::Invalid],
    }
    .described();
    let about = "How many articles are wanted at most; 1000 without it.";
    out["parameters"] = json!([{"name": "limit", "in": "query", "description": about, "schema": {"type": "integer", "minimum": 0}}]);
    out
}

fn preview(body: (Value, Value), written: &mut SchemaGenerator) -> Value {
    Operation {
        id: "previewEdits",
        about: "What would be found with edits; nothing is kept",
        body: Some(body),
        answer: (200, "What would be found.", Some(("application/json", written.subschema_for::<PreviewV1<'_>>().to_value()))),
        problems: &[Kind::NotFound, Kind::Stale, Kind::FileChanged],
    }
    .described()
}

fn sign(read: &mut SchemaGenerator, article: Value) -> Value {
    let example = json!({"version": 4, "decision": "APPROVED", "text": "Read against the Korean."});
    Operation {
        id: "signArticle",
        about: "Signs the article off: a check of exactly these bytes by the machine's key, and the decision by the editor's, in the record",
        body: Some((read.subschema_for::<SignV1>().to_value(), example)),
        answer: (200, "The article as it is then.", Some(("application/json", article))),
        problems: &[Kind::NotFound, Kind::Stale, Kind::FileChanged, Kind::CannotSign, Kind::Full, Kind::File],
    }
    .described()
}

fn record() -> Value {
    Operation {
        id: "getRecord",
        about: "The record of provenance: in-toto Statements in DSSE envelopes, one a line",
        body: None,
        answer: (200, "The lines of <article>.intoto.jsonl.", Some(("application/jsonl", json!({"type": "string"})))),
        problems: &[Kind::NotFound, Kind::File],
    }
    .described()
}

fn watch() -> Value {
    Operation {
        id: "watchArticle",
        about: "What others do to the article, as it happens: events `changed` with `version`, `by` and `standard`, which is another word when files of the house were changed",
        body: None,
        answer: (200, "Server-sent events.", Some(("text/event-stream", json!({"type": "string"})))),
        problems: &[Kind::NotFound],
    }
    .described()
}

fn add(read: &mut SchemaGenerator, written: &mut SchemaGenerator) -> Value {
    let example = json!({
        "source": {"text": "정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다."},
        "target": {"text": "The government said Monday that it will spend 3.5 billion won on roads."},
        "date": "2025-04-15",
    });
    Operation {
        id: "addArticle",
        about: "Takes in an article: two texts, or two addresses on the web",
        body: Some((read.subschema_for::<NewV1>().to_value(), example)),
        answer: (201, "It is taken in.", Some(("application/json", written.subschema_for::<TakenV1>().to_value()))),
        problems: &[Kind::Address, Kind::Full, Kind::File],
    }
    .described()
}

fn check(read: &mut SchemaGenerator, written: &mut SchemaGenerator) -> Value {
    let example = json!({
        "id": "7",
        "source": {"text": "정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다."},
        "target": {"text": "The government said Monday that it will spend 3.5 billion won on roads."},
        "date": "2025-04-15",
    });
    Operation {
        id: "check",
        about: "Checks a pair of texts, of which nothing is kept",
        body: Some((read.subschema_for::<CheckV1>().to_value(), example)),
        answer: (200, "What was found: daejo.result/v1.", Some(("application/json", written.subschema_for::<ResultV1<'_>>().to_value()))),
        problems: &[],
    }
    .described()
}

fn session(read: &mut SchemaGenerator) -> Value {
    let example = json!({"token": "the token that the program was started with", "editor": "Kim Haneul"});
    let mut out = Operation {
        id: "signIn",
        about: "Opens the session of a browser; only the page itself may ask for it",
        body: Some((read.subschema_for::<SessionV1>().to_value(), example)),
        answer: (204, "The session is in a cookie.", None),
        problems: &[],
    }
    .described();
    out["security"] = json!([]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::routes::routes;
    use std::collections::BTreeSet;

    #[test]
    fn every_address_of_the_interface_is_described_and_no_other() {
        let routed: BTreeSet<String> = routes().iter().map(|r| r.path.to_owned()).filter(|p| p.starts_with("/api/")).collect();
        let described: BTreeSet<String> = describe()["paths"].as_object().expect("paths").keys().cloned().collect();
        assert_eq!(described, routed);
    }

    #[test]
    fn examples_hold_to_their_schemas() {
        let whole = describe();
        let mut seen = 0;
        for item in whole["paths"].as_object().expect("paths").values() {
            let Some(body) = item.get("post").and_then(|p| p.pointer("/requestBody/content/application~1json")) else { continue };
            let mut schema = body["schema"].clone();
            schema["components"] = whole["components"].clone();
            let validator = jsonschema::validator_for(&schema).expect("is a schema");
            let errors: Vec<String> = validator.iter_errors(&body["example"]).map(|e| e.to_string()).collect();
            assert_eq!(errors, [""; 0], "{}", body["example"]);
            assert!(!validator.is_valid(&json!({"what": 1})));
            seen += 1;
        }
        assert!(seen > 5, "{seen}");
    }

    #[test]
    fn no_two_types_have_one_name() {
        let generator = |settings: SchemaSettings| settings.with(|s| s.definitions_path = "/components/schemas".into()).into_generator();
        let mut read = generator(SchemaSettings::draft2020_12().for_deserialize());
        let mut written = generator(SchemaSettings::draft2020_12().for_serialize());
        paths(&mut read, &mut written);
        let (written, read) = (written.take_definitions(true), read.take_definitions(true));
        for (name, schema) in &read {
            assert!(written.get(name).is_none_or(|other| other == schema), "{name} is two types");
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn walk(value: &Value, whole: &Value, seen: &mut usize) {
            match value {
                Value::Object(map) => {
                    if let Some(to) = map.get("$ref").and_then(Value::as_str) {
                        *seen += 1;
                        assert!(whole.pointer(to.trim_start_matches('#')).is_some(), "{to}");
                    }
                    map.values().for_each(|v| walk(v, whole, seen));
                }
                Value::Array(all) => all.iter().for_each(|v| walk(v, whole, seen)),
                _ => {}
            }
        }
        let (whole, mut seen) = (describe(), 0);
        walk(&whole, &whole, &mut seen);
        assert!(seen > 30, "{seen}");
    }
}
