//! A session: what was agreed with the editor, which articles are checked, and what is shown of them. Messages go in, messages come
//! out; nothing is written to any file.

use super::actions::{self, Edits, WaiverFile};
use super::article::Article;
use super::place::{Units, key, path, uri};
use super::workspace::{Files, Options, Workspace};
use super::{PATIENCE, PAUSE, diagnostics, hover};
use crate::judge::waive;
use crate::model::{Lang, Mention};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use lsp_server::{ErrorCode, Message, Notification, Request};
use lsp_types::{
    CodeActionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeParams, Position, PublishDiagnosticsParams,
    TextDocumentIdentifier, TextDocumentPositionParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What an answer comes to: a result, or a code and words.
pub(super) type Answer = Result<Value, Refused>;

/// Why there is none.
type Refused = (ErrorCode, String);

/// How far a session is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    New,
    Running,
    Ended,
}

/// When a file is to be checked, and since when it waits.
#[derive(Clone, Copy, Debug)]
struct Due {
    at: Instant,
    since: Instant,
}

/// A session with an editor.
#[derive(Debug)]
pub(super) struct Session {
    stage: Stage,
    workspace: Workspace,
    edits: Edits,
    /// Whether the editor can be asked to tell of files that change.
    watches: bool,
    /// Where the page of a rule is, with `{rule}` in the place of its id.
    pages: Option<String>,
    due: BTreeMap<String, Due>,
    /// Articles, by the keys of their Korean files.
    articles: BTreeMap<String, Article>,
    /// Which article a file is a side of, whether it is open or not.
    sides: BTreeMap<String, String>,
    /// For which files something is shown on behalf of an open file.
    shown: BTreeMap<String, Vec<Uri>>,
    out: Vec<Message>,
}

impl Session {
    pub(super) fn new(options: Options) -> Self {
        Self {
            stage: Stage::New,
            workspace: Workspace::new(options),
            edits: Edits::default(),
            watches: false,
            pages: None,
            due: BTreeMap::new(),
            articles: BTreeMap::new(),
            sides: BTreeMap::new(),
            shown: BTreeMap::new(),
            out: Vec::new(),
        }
    }

    /// Whether the editor has ended the session.
    pub(super) const fn ended(&self) -> bool {
        matches!(self.stage, Stage::Ended)
    }

    /// What is to be sent.
    pub(super) fn take(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.out)
    }

    /// When the next check is due.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due.values().map(|d| d.at).min()
    }

    /// A file whose check is due.
    pub(super) fn next_due(&mut self) -> Option<String> {
        let now = Instant::now();
        let key = self.due.iter().find(|(_, due)| due.at <= now).map(|(key, _)| key.clone())?;
        self.due.remove(&key);
        Some(key)
    }

    /// Answers a request.
    pub(super) fn answer(&mut self, request: Request) -> Answer {
        match (self.stage, request.method.as_str()) {
            (Stage::New, "initialize") => self.initialize(request.params),
            (Stage::New, _) => Err((ErrorCode::ServerNotInitialized, "the first request of a session is `initialize`".to_owned())),
            (Stage::Ended, _) => Err((ErrorCode::InvalidRequest, "the session was ended by `shutdown`".to_owned())),
            (Stage::Running, "initialize") => Err((ErrorCode::InvalidRequest, "the session has begun".to_owned())),
            (Stage::Running, "shutdown") => {
                self.stage = Stage::Ended;
                self.due.clear();
                Ok(Value::Null)
            }
            (Stage::Running, "textDocument/hover") => {
                let at = read::<TextDocumentPositionParams>(request.params)?;
                self.at(&at.text_document, at.position, |article, lang, offset| {
                    let documents = article.documents();
                    let value = article.across(&documents, lang, offset).map(|across| hover::of(&across));
                    value.map_or(Value::Null, |value| json!({"contents": {"kind": "markdown", "value": value}}))
                })
            }
            (Stage::Running, "textDocument/definition") => {
                let at = read::<TextDocumentPositionParams>(request.params)?;
                self.at(&at.text_document, at.position, definition)
            }
            (Stage::Running, "textDocument/codeAction") => self.actions(&read(request.params)?),
            (Stage::Running, method) => Err((ErrorCode::MethodNotFound, format!("`{method}` is not known"))),
        }
    }

    fn initialize(&mut self, params: Value) -> Answer {
        let params = read::<InitializeParams>(params)?;
        let capabilities = params.capabilities;
        let offered = capabilities.general.and_then(|g| g.position_encodings).unwrap_or_default();
        self.workspace.units = Units::agreed(&offered);
        let workspace = capabilities.workspace.unwrap_or_default();
        self.watches = workspace.did_change_watched_files.and_then(|w| w.dynamic_registration).unwrap_or(false);
        if let Some(edit) = workspace.workspace_edit {
            self.edits.versioned = edit.document_changes.unwrap_or(false);
            self.edits.create = edit.resource_operations.unwrap_or_default().contains(&lsp_types::ResourceOperationKind::Create);
        }
        if let Some(options) = params.initialization_options {
            let text = |key: &str| options.get(key).and_then(Value::as_str).filter(|t| !t.is_empty()).map(str::to_owned);
            let asked = &mut self.workspace.options;
            asked.profile = asked.profile.take().or(text("profile"));
            asked.config = asked.config.take().or(text("config").map(PathBuf::from));
            asked.by = text("by").unwrap_or_else(|| std::mem::take(&mut asked.by));
            self.pages = text("rulePages");
        }
        self.stage = Stage::Running;
        Ok(json!({
            "capabilities": {
                "positionEncoding": self.workspace.units.kind(),
                "textDocumentSync": {"openClose": true, "change": 2, "save": true},
                "hoverProvider": true,
                "definitionProvider": true,
                "codeActionProvider": {"codeActionKinds": ["quickfix"]},
            },
            "serverInfo": {"name": "daejo", "version": env!("CARGO_PKG_VERSION")},
        }))
    }

    /// Takes in a notification. One that cannot be read is told in the log of the editor.
    pub(super) fn hear(&mut self, note: Notification) {
        if self.stage != Stage::Running {
            return;
        }
        if let Err((_, why)) = self.heard(note) {
            self.tell("window/logMessage", json!({"type": 2, "message": why}));
        }
    }

    fn heard(&mut self, note: Notification) -> Result<(), Refused> {
        let invalid = |why| (ErrorCode::InvalidParams, why);
        match note.method.as_str() {
            "initialized" if self.watches => self.watch(),
            "textDocument/didOpen" => {
                let params = read::<DidOpenTextDocumentParams>(note.params)?;
                let key = self.workspace.opened(params).map_err(invalid)?;
                self.touch(&key, true);
            }
            "textDocument/didChange" => {
                let params = read::<DidChangeTextDocumentParams>(note.params)?;
                let key = self.workspace.changed(&params.text_document, params.content_changes).map_err(invalid)?;
                self.touch(&key, false);
            }
            "textDocument/didClose" => {
                let params = read::<DidCloseTextDocumentParams>(note.params)?;
                if let Some(key) = self.workspace.closed(&params.text_document.uri).map_err(invalid)? {
                    self.closed(&key);
                }
            }
            // A configuration, a house list, the other side: what was read of them may be old.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => self.forget(),
            _ => {}
        }
        Ok(())
    }

    /// Asks the editor to tell of files that change.
    fn watch(&mut self) {
        let globs = ["**/config.toml", "**/*.{md,txt,csv,tbx}", "**/daejo.*.toml"].map(|glob| json!({"globPattern": glob}));
        let options = json!({"registrations": [{"id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": globs}}]});
        self.out.push(Message::Request(Request { id: "watch".to_owned().into(), method: "client/registerCapability".to_owned(), params: options }));
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.out.push(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    /// Marks an open file for a check: at once, or when the typing pauses.
    fn touch(&mut self, key: &str, at_once: bool) {
        if let Some(article) = self.sides.get(key) {
            self.articles.remove(article);
        }
        let now = Instant::now();
        let since = self.due.get(key).map_or(now, |due| due.since);
        let at = if at_once { now } else { (now + PAUSE).min(since + PATIENCE) };
        self.due.insert(key.to_owned(), Due { at, since });
    }

    /// Forgets what was read from the disk, and has everything that is open checked anew.
    fn forget(&mut self) {
        self.workspace.forget_settings();
        self.articles.clear();
        for key in self.workspace.keys() {
            self.touch(&key, false);
        }
    }

    /// Lets go of a file that was closed. What its other side shows stays, if that is open.
    fn closed(&mut self, key: &str) {
        self.due.remove(key);
        let article = self.sides.remove(key);
        if let Some(article) = &article {
            self.articles.remove(article);
        }
        let is_other = |(side, of): &(&String, &String)| Some(*of) == article.as_ref() && self.workspace.get(side).is_some();
        let other = self.sides.iter().find(is_other).map(|(side, _)| side.clone());
        let shown = self.shown.remove(key).unwrap_or_default();
        match other {
            Some(other) => {
                self.shown.entry(other.clone()).or_default().extend(shown);
                self.touch(&other, true);
            }
            None => {
                for uri in shown {
                    self.publish(&uri, Vec::new(), None);
                }
            }
        }
    }

    /// Checks the article that an open file is a side of, and shows what came of it.
    pub(super) fn refresh(&mut self, key: &str) {
        let Some(open) = self.workspace.get(key) else { return };
        let (path, own, version) = (open.path.clone(), open.uri.clone(), open.version);
        let files = self.workspace.files(&path);
        let checked = files.and_then(|files| files.map(|files| self.checked(key, &files)).transpose());
        let mut now = Vec::new();
        match checked {
            Ok(None) => {}
            Ok(Some(of)) => {
                // Whichever side was waiting, both were checked.
                let sides = &self.sides;
                self.due.retain(|side, _| sides.get(side) != Some(&of));
                if let Some(article) = self.articles.get(&of) {
                    let found = diagnostics::of(article, self.pages.as_deref());
                    now = [&article.ko, &article.en].into_iter().zip(found).map(|(side, found)| (side.uri.clone(), found, side.version)).collect();
                }
            }
            Err(why) => now.push((own, vec![diagnostics::not_checked(&why)], Some(version))),
        }
        let uris: Vec<Uri> = now.iter().map(|n| n.0.clone()).collect();
        for (uri, found, version) in now {
            self.publish(&uri, found, version);
        }
        let before = self.shown.insert(key.to_owned(), uris.clone()).unwrap_or_default();
        for gone in before.into_iter().filter(|uri| !uris.contains(uri)) {
            self.publish(&gone, Vec::new(), None);
        }
    }

    /// The key of the article, checked if it is not yet.
    fn checked(&mut self, side: &str, files: &Files) -> Result<String, String> {
        let of = key(&files.ko);
        self.sides.insert(side.to_owned(), of.clone());
        if !self.articles.contains_key(&of) {
            let article = Article::of(files, &self.workspace)?;
            self.articles.insert(of.clone(), article);
        }
        for side in [key(&files.ko), key(&files.en)] {
            self.sides.insert(side, of.clone());
        }
        Ok(of)
    }

    /// Says that a check ended in an error inside.
    pub(super) fn failed(&mut self, key: &str) {
        let Some(open) = self.workspace.get(key) else { return };
        let (uri, version) = (open.uri.clone(), open.version);
        let why = "an error inside the program ended the check of this article; please report it with the two texts";
        self.publish(&uri, vec![diagnostics::not_checked(why)], Some(version));
    }

    fn publish(&mut self, uri: &Uri, diagnostics: Vec<lsp_types::Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version };
        self.tell("textDocument/publishDiagnostics", json!(params));
    }

    /// The article that a file is a side of, checked as the file is now.
    fn article(&mut self, document: &TextDocumentIdentifier) -> Result<Option<(&Article, Lang)>, Refused> {
        let path = path(&document.uri).map_err(|why| (ErrorCode::InvalidParams, why))?;
        let file = key(&path);
        let Some(open) = self.workspace.get(&file) else {
            return Err((ErrorCode::InvalidParams, format!("{} is not open", document.uri.as_str())));
        };
        let path = open.path.clone();
        if self.due.remove(&file).is_some() {
            self.refresh(&file);
        }
        // Why it was not checked is shown in the file; an editor need not say it again wherever one points.
        let Ok(Some(files)) = self.workspace.files(&path) else { return Ok(None) };
        let Ok(of) = self.checked(&file, &files) else { return Ok(None) };
        let lang = if key(&files.ko) == file { Lang::Ko } else { Lang::En };
        Ok(self.articles.get(&of).map(|article| (article, lang)))
    }

    /// Answers about a position in a file that is open; nothing where it is no side of an article.
    fn at(&mut self, document: &TextDocumentIdentifier, position: Position, answer: impl Fn(&Article, Lang, usize) -> Value) -> Answer {
        let Some((article, lang)) = self.article(document)? else { return Ok(Value::Null) };
        let side = if lang == Lang::Ko { &article.ko } else { &article.en };
        let offset = side.lines.offset(&side.loaded.text, position, article.units);
        Ok(answer(article, lang, offset))
    }

    fn actions(&mut self, params: &CodeActionParams) -> Answer {
        let edits = self.edits;
        let file = path(&params.text_document.uri).map_err(|why| (ErrorCode::InvalidParams, why))?;
        if self.article(&params.text_document)?.is_none() {
            return Ok(json!([]));
        }
        let waivers = self.waiver_file(&file).map_err(|why| (ErrorCode::RequestFailed, why))?;
        let Some((article, lang)) = self.article(&params.text_document)? else { return Ok(json!([])) };
        let wanted = params.context.only.as_ref().is_none_or(|only| only.iter().any(|kind| "quickfix".starts_with(kind.as_str())));
        Ok(if wanted { json!(actions::of(article, lang, params.range, &waivers, edits)) } else { json!([]) })
    }

    /// The nearest file with waivers above an article, or the one that there would be beside the configuration.
    fn waiver_file(&mut self, article: &Path) -> Result<WaiverFile, String> {
        let settings = self.workspace.settings(article)?;
        let above = || article.ancestors().skip(1).map(|folder| folder.join(waive::FILE_NAME));
        let of_repository = || article.ancestors().find(|folder| folder.join(".git").exists()).map(|folder| folder.join(waive::FILE_NAME));
        let beside = || settings.root().join(waive::FILE_NAME);
        let new = || if settings.path.is_some() { beside() } else { of_repository().unwrap_or_else(beside) };
        let file = above().find(|file| file.is_file()).unwrap_or_else(new);
        let text = self.workspace.text(&file);
        let address = self.workspace.get(&key(&file)).map(|open| open.uri.clone()).or_else(|| uri(&file));
        let uri = address.ok_or_else(|| format!("{} has no address", file.display()))?;
        let options = &self.workspace.options;
        Ok(WaiverFile { uri, text, by: options.by.clone(), today: today(), units: self.workspace.units })
    }
}

/// The value across from a position, or else the passage.
fn definition(article: &Article, lang: Lang, offset: usize) -> Value {
    let documents = article.documents();
    let Some(across) = article.across(&documents, lang, offset) else { return Value::Null };
    let (document, side, there) = match lang {
        Lang::Ko => (&documents.1, &article.en, across.passages[1]),
        Lang::En => (&documents.0, &article.ko, across.passages[0]),
    };
    let value = across.here().find_map(|(ko, en): (Option<&Mention>, Option<&Mention>)| if lang == Lang::Ko { en } else { ko }).map(|m| m.span);
    let Some(span) = value.or_else(|| super::article::cover(there)) else { return Value::Null };
    json!({"uri": side.uri, "range": article.range(document, span)})
}

/// The day in Korea, in which the house decides.
fn today() -> Date {
    const SEOUL: i8 = 9;
    TimeZone::fixed(tz::offset(SEOUL)).to_datetime(Timestamp::now()).date()
}

/// Reads the parameters of a message.
fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refused> {
    serde_json::from_value(params).map_err(|e| (ErrorCode::InvalidParams, format!("the parameters cannot be read: {e}")))
}
