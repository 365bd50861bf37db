//! The language server, over the standard input and output of a real process, as an editor speaks to it.

use crate::support::Place;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const KO: &str = "---\ndate: 2025-04-15\n---\n\n정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다.\n\n정청래 의원은 “환영한다”고 말했다.\n";
const EN: &str = "The government said Monday it will spend 3.5 billion won on 🛣 roads.\n\nRep. Jung Chung-rae said he welcomes it.\n";

/// How long an answer may take; far more than it does.
const LONG: Duration = Duration::from_secs(60);

/// An editor.
struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    place: Place,
    next: i32,
    /// What is shown of each file, by its address.
    shown: std::collections::BTreeMap<String, Value>,
}

impl Editor {
    fn start(place: Place, args: &[&str]) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("daejo"));
        command.current_dir(place.path()).env_clear().env("USER", "kim").arg("lsp").args(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("starts");
        let output = child.stdout.take().expect("is piped");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = frame(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { input: child.stdin.take(), child, messages, place, next: 0, shown: std::collections::BTreeMap::new() }
    }

    /// A session that has begun.
    fn open(place: Place, capabilities: &Value, options: &Value) -> (Self, Value) {
        let mut editor = Self::start(place, &["--stdio"]);
        let answer = editor.ask("initialize", &json!({"processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options}));
        editor.tell("initialized", &json!({}));
        (editor, answer["result"]["capabilities"].clone())
    }

    fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("is open");
        input.write_all(bytes).expect("is taken");
        input.flush().expect("is taken");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn next(&mut self) -> Value {
        let message = self.messages.recv_timeout(LONG).expect("an answer");
        if message["method"] == "textDocument/publishDiagnostics" {
            self.shown.insert(message["params"]["uri"].as_str().expect("is text").to_owned(), message["params"].clone());
        }
        message
    }

    /// Asks, and waits for the answer.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.next();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    /// Waits until what is shown of a file is as wanted.
    fn wait(&mut self, uri: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(shown) = self.shown.get(uri).filter(|s| wanted(&s["diagnostics"])) {
                return shown.clone();
            }
            self.next();
        }
    }

    fn uri(&self, file: &str) -> String {
        let path = self.place.path().join(file);
        let escaped: String = path
            .to_str()
            .expect("is Unicode")
            .bytes()
            .map(|b| if b.is_ascii_alphanumeric() || b"/.-_~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect();
        format!("file://{escaped}")
    }

    fn did_open(&mut self, file: &str, text: &str) -> String {
        let uri = self.uri(file);
        self.tell("textDocument/didOpen", &json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}}));
        uri
    }

    /// Ends the session as an editor does.
    fn end(mut self) -> (Place, i32) {
        assert_eq!(self.ask("shutdown", &Value::Null)["result"], Value::Null);
        self.tell("exit", &Value::Null);
        let code = self.child.wait().expect("ends").code().expect("was not killed");
        (std::mem::replace(&mut self.place, Place::new()), code)
    }

    /// The exit code, once the input is closed.
    fn leave(&mut self) -> i32 {
        self.input = None;
        self.child.wait().expect("ends").code().expect("was not killed")
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn frame(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().strip_prefix("Content-Length: ") {
            Some(n) => length = n.parse().ok()?,
            None if line.trim().is_empty() => break,
            None => {}
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

fn article() -> Place {
    let place = Place::new();
    place.file("ko/a.md", KO).file("en/a.md", EN);
    place
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().expect("is a list").iter().map(|d| d["code"].as_str().expect("is text")).collect()
}

fn has(code: &'static str) -> impl Fn(&Value) -> bool {
    move |diagnostics| codes(diagnostics) == [code]
}

fn at(text: &str, needle: &str, utf16: bool) -> Value {
    let offset = text.find(needle).expect("is there");
    let line = text[..offset].matches('\n').count();
    let start = text[..offset].rfind('\n').map_or(0, |i| i + 1);
    let column = if utf16 { text[start..offset].encode_utf16().count() } else { offset - start };
    json!({"line": line, "character": column})
}

#[test]
fn findings_stand_on_both_sides_and_follow_the_typing() {
    let (mut editor, capabilities) = Editor::open(article(), &json!({}), &json!({"rulePages": "https://docs.example/{rule}"}));
    assert_eq!((capabilities["positionEncoding"].as_str(), capabilities["textDocumentSync"]["change"].as_i64()), (Some("utf-16"), Some(2)));
    let en = editor.did_open("en/a.md", EN);
    let ko = editor.uri("ko/a.md");
    let shown = editor.wait(&en, has("magnitude-slip"));
    let finding = &shown["diagnostics"][0];
    assert_eq!((&shown["version"], &finding["severity"], &finding["source"]), (&json!(1), &json!(1), &json!("daejo")));
    assert_eq!(finding["range"]["start"], at(EN, "3.5 billion won", true));
    assert_eq!(finding["codeDescription"]["href"], "https://docs.example/magnitude-slip");
    let related = &finding["relatedInformation"][0]["location"];
    assert_eq!((related["uri"].as_str(), &related["range"]["start"]), (Some(ko.as_str()), &at(KO, "3조5000억원", true)));
    let other = editor.wait(&ko, has("magnitude-slip"));
    assert_eq!(other["diagnostics"][0]["range"]["start"], at(KO, "3조5000억원", true));
    assert_eq!(other["diagnostics"][0]["relatedInformation"][0]["location"]["uri"].as_str(), Some(en.as_str()));

    // A letter at a time: one change behind another, in one message and in several.
    let from = at(EN, "billion", true);
    let to = at(EN, " won", true);
    let change = |editor: &mut Editor, version: i32, changes: Value| {
        editor.tell("textDocument/didChange", &json!({"textDocument": {"uri": en, "version": version}, "contentChanges": changes}));
    };
    change(&mut editor, 2, json!([{"range": {"start": from, "end": to}, "text": "t"}]));
    let mut end = from.clone();
    for (i, letter) in (0_u8..).zip(["r", "i", "l", "l", "i", "o", "n"]) {
        end["character"] = json!(from["character"].as_u64().expect("is a number") + 1 + u64::from(i));
        change(&mut editor, 3 + i32::from(i), json!([{"range": {"start": end, "end": end}, "text": letter}]));
    }
    let shown = editor.wait(&en, |d| codes(d).is_empty());
    assert_eq!(shown["version"], 9);
    editor.wait(&ko, |d| codes(d).is_empty());
    // The whole text at once.
    change(&mut editor, 10, json!([{"text": EN}]));
    editor.wait(&en, has("magnitude-slip"));
    // The Korean is opened and says something else: the buffer counts, not the disk.
    editor.did_open("ko/a.md", &KO.replace("3조5000억", "35억"));
    editor.wait(&en, |d| codes(d).is_empty());
    // An answer that needs the article before the pause is over does not keep its findings back.
    editor.tell("textDocument/didChange", &json!({"textDocument": {"uri": ko, "version": 2}, "contentChanges": [{"text": KO}]}));
    let told = editor.ask("textDocument/hover", &json!({"textDocument": {"uri": en}, "position": from}));
    assert!(told["result"]["contents"]["value"].as_str().is_some_and(|t| t.contains("3조5000억")), "{told}");
    editor.wait(&en, has("magnitude-slip"));
    editor.tell("textDocument/didChange", &json!({"textDocument": {"uri": ko, "version": 3}, "contentChanges": [{"text": KO.replace("3조5000억", "35억")}]}));
    editor.wait(&en, |d| codes(d).is_empty());
    editor.tell("textDocument/didClose", &json!({"textDocument": {"uri": ko}}));
    editor.wait(&en, has("magnitude-slip"));
    editor.tell("textDocument/didClose", &json!({"textDocument": {"uri": en}}));
    editor.wait(&en, |d| codes(d).is_empty());
    assert_eq!(editor.end().1, 0);
}

#[test]
fn columns_are_counted_as_agreed() {
    for (offered, utf16) in [(json!(["utf-8", "utf-16"]), false), (json!(["utf-16"]), true)] {
        let (mut editor, capabilities) = Editor::open(article(), &json!({"general": {"positionEncodings": offered}}), &Value::Null);
        assert_eq!(capabilities["positionEncoding"], if utf16 { "utf-16" } else { "utf-8" });
        let ko = editor.did_open("ko/a.md", KO);
        let shown = editor.wait(&ko, has("magnitude-slip"));
        assert_eq!(shown["diagnostics"][0]["range"]["start"], at(KO, "3조5000억원", utf16));
        let roads = at(EN, "roads", utf16);
        let en = editor.did_open("en/a.md", EN);
        let answer = editor.ask("textDocument/definition", &json!({"textDocument": {"uri": en}, "position": roads}));
        assert_eq!(answer["result"]["range"]["start"], at(KO, "정부는", utf16), "{answer}");
        editor.end();
    }
}

#[test]
fn a_place_tells_what_stands_across_and_leads_there() {
    let (mut editor, _) = Editor::open(article(), &json!({}), &Value::Null);
    let (en, ko) = (editor.did_open("en/a.md", EN), editor.uri("ko/a.md"));
    let hover = |editor: &mut Editor, uri: &str, position: Value| {
        editor.ask("textDocument/hover", &json!({"textDocument": {"uri": uri}, "position": position}))["result"]["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let told = hover(&mut editor, &en, at(EN, "5 billion", true));
    assert_eq!(
        told,
        "**Korean:** 정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다\\.\n\n- 3조5000억원 → 3 500 000 000 000 KRW · 3\\.5 billion won → 3 500 000 000 KRW"
    );
    let told = hover(&mut editor, &en, at(EN, "Chung", true));
    assert!(told.contains("정청래 → ") && told.contains("usually Jung Chung\\-rae"), "{told}");
    let goes = |editor: &mut Editor, uri: &str, position: Value| {
        editor.ask("textDocument/definition", &json!({"textDocument": {"uri": uri}, "position": position}))["result"].clone()
    };
    let there = goes(&mut editor, &en, at(EN, "billion", true));
    assert_eq!((there["uri"].as_str(), &there["range"]["start"]), (Some(ko.as_str()), &at(KO, "3조5000억원", true)));
    editor.did_open("ko/a.md", KO);
    let back = goes(&mut editor, &ko, at(KO, "조5000억원", true));
    assert_eq!((back["uri"].as_str(), &back["range"]["start"]), (Some(en.as_str()), &at(EN, "3.5 billion", true)));
    let passage = goes(&mut editor, &ko, at(KO, "환영", true));
    assert_eq!(passage["range"]["start"], at(EN, "Rep. Jung", true));
    editor.end();
}

#[test]
fn actions_take_the_suggestion_or_write_a_waiver() {
    let understands = json!({"workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}});
    for (capabilities, versioned) in [(understands, true), (json!({}), false)] {
        let place = article();
        place.file("config.toml", "").file("daejo.waivers.toml", "# Kept by the desk.");
        let (mut editor, _) = Editor::open(place, &capabilities, &Value::Null);
        let en = editor.did_open("en/a.md", EN);
        let position = at(EN, "billion", true);
        let params = json!({"textDocument": {"uri": en}, "range": {"start": position, "end": position}, "context": {"diagnostics": []}});
        let actions = editor.ask("textDocument/codeAction", &params)["result"].as_array().expect("is a list").clone();
        assert_eq!(actions.len(), 6, "{actions:?}");
        assert_eq!((actions[0]["title"].as_str(), &actions[0]["isPreferred"]), (Some("Replace with “3.5 trillion won” (magnitude-slip)"), &json!(true)));
        let edits =
            |action: &Value, uri: &str| if versioned { action["edit"]["documentChanges"][0]["edits"].clone() } else { action["edit"]["changes"][uri].clone() };
        let edit = &edits(&actions[0], &en)[0];
        assert_eq!((&edit["range"]["start"], edit["newText"].as_str()), (&at(EN, "3.5 billion", true), Some("3.5 trillion won")));
        let waivers = editor.uri("daejo.waivers.toml");
        let waiver = actions.iter().find(|a| a["title"].as_str().is_some_and(|t| t.contains("(source-error)"))).expect("is offered");
        let edit = &edits(waiver, &waivers)[0];
        assert_eq!(edit["range"]["start"], json!({"line": 0, "character": 19}));
        let text = format!("# Kept by the desk.{}", edit["newText"].as_str().expect("is text"));
        let read: toml::Table = text.parse().expect("is TOML");
        let row = &read["waiver"][0];
        assert_eq!((row["rule"].as_str(), row["reason"].as_str(), row["by"].as_str()), (Some("magnitude-slip"), Some("source-error"), Some("kim")));
        let far = at(EN, "welcomes", true);
        let params = json!({"textDocument": {"uri": en}, "range": {"start": far, "end": far}, "context": {"diagnostics": []}});
        assert_eq!(editor.ask("textDocument/codeAction", &params)["result"], json!([]));
        let place = editor.end().0;
        assert_eq!((place.read("daejo.waivers.toml").as_str(), place.read("en/a.md").as_str()), ("# Kept by the desk.", EN), "nothing is written by itself");
    }
    // Where there is no file yet, it is made.
    let (mut editor, _) =
        Editor::open(article(), &json!({"workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}}), &json!({"by": "Lee"}));
    let en = editor.did_open("en/a.md", EN);
    let position = at(EN, "billion", true);
    let params = json!({"textDocument": {"uri": en}, "range": {"start": position, "end": position}, "context": {"diagnostics": [], "only": ["quickfix"]}});
    let actions = editor.ask("textDocument/codeAction", &params)["result"].clone();
    let changes = &actions[1]["edit"]["documentChanges"];
    assert_eq!((changes[0]["kind"].as_str(), changes[0]["uri"] == changes[1]["textDocument"]["uri"]), (Some("create"), true), "{actions}");
    assert!(changes[1]["edits"][0]["newText"].as_str().is_some_and(|t| t.starts_with("[[waiver]]\n") && t.contains("by = \"Lee\"")));
    let (place, _) = editor.end();
    assert!(!place.path().join("daejo.waivers.toml").exists());
}

#[test]
fn what_is_waived_is_not_shown() {
    let (mut editor, _) = Editor::open(article(), &json!({}), &json!({"by": "Lee"}));
    let en = editor.did_open("en/a.md", EN);
    editor.wait(&en, has("magnitude-slip"));
    let position = at(EN, "billion", true);
    let params = json!({"textDocument": {"uri": en}, "range": {"start": position, "end": position}, "context": {"diagnostics": []}});
    let actions = editor.ask("textDocument/codeAction", &params)["result"].as_array().expect("is a list").clone();
    let waiver = actions.iter().find(|a| a["title"].as_str().is_some_and(|t| t.contains("(source-error)"))).expect("is offered");
    let written = waiver.to_string();
    let text =
        waiver["edit"].pointer("/documentChanges/1/edits/0/newText").or_else(|| waiver["edit"]["changes"].as_object()?.values().next()?.pointer("/0/newText"));
    let text = text.and_then(Value::as_str).unwrap_or_else(|| panic!("{written}")).to_owned();
    editor.place.file("daejo.waivers.toml", &text);
    editor.tell("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": editor.uri("daejo.waivers.toml"), "type": 1}]}));
    editor.wait(&en, |d| !codes(d).contains(&"magnitude-slip"));
    editor.end();
}

#[test]
fn what_is_not_checked_is_told() {
    let place = Place::new();
    place.file("ko/alone.md", KO).file("x/note.md", "Nothing.").file("ko/p.html", "<p>3조원이다.</p>").file("en/p.html", "<p>3 won.</p>");
    let (mut editor, _) = Editor::open(place, &json!({}), &Value::Null);
    let alone = editor.did_open("ko/alone.md", KO);
    let shown = editor.wait(&alone, has("not-checked"));
    assert!(shown["diagnostics"][0]["message"].as_str().is_some_and(|m| m.contains("no English for it") && m.contains("en/alone.md")), "{shown}");
    let page = editor.did_open("en/p.html", "<p>3 won.</p>");
    editor.wait(&page, has("not-checked"));
    // The English appears.
    editor.place.file("en/alone.md", EN);
    let en = editor.uri("en/alone.md");
    editor.tell("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": en, "type": 1}]}));
    editor.wait(&alone, has("magnitude-slip"));
    // The configuration goes wrong, then right, then lets it stand.
    editor.place.file("config.toml", "[rules]\nmagnitude-silp = \"off\"\n");
    editor.tell("workspace/didChangeWatchedFiles", &json!({"changes": []}));
    let shown = editor.wait(&alone, has("not-checked"));
    assert!(shown["diagnostics"][0]["message"].as_str().is_some_and(|m| m.contains("did you mean `magnitude-slip`?")), "{shown}");
    editor.place.file("config.toml", "[[path]]\nglobs = [\"ko/*\"]\nrules = { magnitude-slip = \"minor\" }\n");
    editor.tell("textDocument/didSave", &json!({"textDocument": {"uri": editor.uri("config.toml")}}));
    let shown = editor.wait(&alone, has("magnitude-slip"));
    assert_eq!(shown["diagnostics"][0]["severity"], 2);
    // What was not checked is told in the file, and not again wherever one points.
    assert_eq!(editor.ask("textDocument/hover", &json!({"textDocument": {"uri": page}, "position": {"line": 0, "character": 0}}))["result"], Value::Null);
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    assert_eq!(
        editor.ask("textDocument/codeAction", &json!({"textDocument": {"uri": page}, "range": range, "context": {"diagnostics": []}}))["result"],
        json!([])
    );
    let note = editor.did_open("x/note.md", "Nothing.");
    assert_eq!(editor.ask("textDocument/hover", &json!({"textDocument": {"uri": note}, "position": {"line": 0, "character": 0}}))["result"], Value::Null);
    assert_eq!(editor.end().1, 0);
}

#[test]
fn names_are_found_however_they_are_written() {
    let (composed, decomposed) = ("ko/한글 기사#1.md", "en/\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af} \u{1100}\u{1175}\u{1109}\u{1161}#1.md");
    let place = Place::new();
    place.file(composed, KO).file(decomposed, EN);
    let (mut editor, _) = Editor::open(place, &json!({}), &Value::Null);
    let en = editor.did_open(decomposed, EN);
    editor.wait(&en, has("magnitude-slip"));
    let ko = editor.did_open(composed, &KO.replace("3조5000억", "35억"));
    editor.wait(&en, |d| codes(d).is_empty());
    assert_ne!(en.replace("/en/", "/ko/"), ko);
    editor.end();
}

#[test]
fn what_hurts_gets_an_error_and_the_session_goes_on() {
    let mut editor = Editor::start(article(), &[]);
    assert_eq!(editor.ask("textDocument/hover", &json!({}))["error"]["code"], -32002, "before `initialize`");
    editor.tell("textDocument/didOpen", &json!({"textDocument": 1}));
    editor.ask("initialize", &json!({"capabilities": {}}));
    assert_eq!(editor.ask("initialize", &json!({"capabilities": {}}))["error"]["code"], -32600);
    editor.raw(b"Content-Length: 9\r\n\r\n{\"id\": 1,");
    let refused = editor.next();
    assert_eq!((&refused["id"], &refused["error"]["code"]), (&Value::Null, &json!(-32700)));
    let deep = "[".repeat(100_000);
    editor.raw(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    assert_eq!(editor.next()["error"]["code"], -32700);
    assert_eq!(editor.ask("workspace/symbol", &json!({}))["error"]["code"], -32601);
    for uri in ["untitled:Untitled-1", "https://a.example/en/a.md", "file://server/en/a.md", "file:///a%FF.md", "file:///nowhere/en/a.md", "no address"] {
        let answer = editor.ask("textDocument/hover", &json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}));
        assert_eq!(answer["error"]["code"], -32602, "{uri}: {answer}");
        editor.tell("textDocument/didOpen", &json!({"textDocument": {"uri": uri, "languageId": "x", "version": 1, "text": "x"}}));
        editor.tell("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    }
    let en = editor.did_open("en/a.md", EN);
    editor.wait(&en, has("magnitude-slip"));
    // Places that are nowhere, and a range that ends before it begins.
    let far = json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32});
    for method in ["textDocument/hover", "textDocument/definition"] {
        assert!(editor.ask(method, &json!({"textDocument": {"uri": en}, "position": far})).get("error").is_none());
    }
    editor.tell("textDocument/didChange", &json!({"textDocument": {"uri": en, "version": 2}, "contentChanges": [{"range": {"start": far, "end": {"line": 0, "character": 0}}, "text": "\u{0}\u{202e}<b>"}]}));
    editor.tell("textDocument/didChange", &json!({"textDocument": {"uri": en, "version": 3}, "contentChanges": [{"text": ""}]}));
    let shown = editor.wait(&en, has("not-checked"));
    assert_eq!(shown["version"], 3);
    editor.tell("$/unknown", &json!(null));
    // Called off before it was begun.
    let batch = [
        json!({"jsonrpc": "2.0", "id": "h", "method": "textDocument/hover", "params": {"textDocument": {"uri": en}, "position": far}}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "h"}}),
    ];
    let both: String = batch.iter().map(ToString::to_string).map(|b| format!("Content-Length: {}\r\n\r\n{b}", b.len())).collect();
    editor.raw(both.as_bytes());
    let answer = loop {
        let message = editor.next();
        if message["id"] == "h" {
            break message;
        }
    };
    assert!(answer["error"]["code"] == -32800 || answer.get("result").is_some(), "{answer}");
    assert_eq!(editor.ask("shutdown", &Value::Null)["result"], Value::Null);
    assert_eq!(editor.ask("shutdown", &Value::Null)["error"]["code"], -32600, "it was ended");
    // Far more than can be: an error, and the end, since nothing behind it can be told apart.
    editor.raw(b"Content-Length: 99999999999999\r\n\r\n");
    assert_eq!(editor.next()["error"]["code"], -32700);
    assert_eq!(editor.leave(), 3);
}

#[test]
fn an_editor_that_just_leaves_is_noticed() {
    let mut editor = Editor::start(article(), &[]);
    assert_eq!(editor.leave(), 1);
    let (mut editor, _) = Editor::open(article(), &json!({}), &Value::Null);
    editor.tell("exit", &Value::Null);
    assert_eq!(editor.leave(), 1);
}
