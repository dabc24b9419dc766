//! Messages in, messages out, in the order in which they come.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::text::Lang;

use super::answers;
use super::cancel::Waiting;
use super::places::{self, Within};
use super::session::Session;

/// Serves one editor until it leaves. Whether it left in good order: `shutdown`, then `exit`.
pub(super) fn serve(
    connection: &Connection,
    folder: Option<PathBuf>,
    lang: Lang,
    today: NaiveDate,
) -> bool {
    let mut server = Server {
        connection,
        folder,
        lang,
        today,
        sessions: BTreeMap::new(),
        watches: false,
        is_initialized: false,
        is_shut_down: false,
    };
    let mut waiting = Waiting::default();
    loop {
        // Wait only if there is nothing to do: findings are looked for when no message waits.
        if waiting.is_empty() && !server.is_behind() {
            match connection.receiver.recv() {
                Ok(message) => server.take(&mut waiting, message),
                Err(_) => return false,
            }
        }
        while let Ok(message) = connection.receiver.try_recv() {
            server.take(&mut waiting, message);
        }
        match waiting.next() {
            Some(Message::Request(request)) => server.request(request),
            Some(Message::Notification(message)) if message.method == "exit" => {
                return server.is_shut_down;
            }
            Some(Message::Notification(message)) => server.notification(message),
            Some(Message::Response(_)) => {}
            None => server.catch_up(),
        }
    }
}

/// The state of one connection.
pub(super) struct Server<'c> {
    connection: &'c Connection,
    /// The folder of rules, if it was named.
    folder: Option<PathBuf>,
    lang: Lang,
    today: NaiveDate,
    sessions: BTreeMap<PathBuf, Session>,
    /// Whether the editor can tell of changes on the disk if it is asked to.
    watches: bool,
    is_initialized: bool,
    is_shut_down: bool,
}

impl Server<'_> {
    fn take(&self, waiting: &mut Waiting, message: Message) {
        if let Some(answer) = waiting.add(message) {
            self.send(answer.into());
        }
    }

    fn send(&self, message: Message) {
        // An editor that is gone needs no answer; the loop ends with the next message.
        let _ = self.connection.sender.send(message);
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, words: &str) {
        self.send(Response::new_err(id, code as i32, words.to_owned()).into());
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        match method.as_str() {
            "initialize" if !self.is_initialized => {
                self.initialize(&params);
                self.send(Response::new_ok(id, answers::capabilities()).into());
            }
            "initialize" => self.refuse(id, ErrorCode::InvalidRequest, "initialized twice"),
            _ if !self.is_initialized => {
                self.refuse(id, ErrorCode::ServerNotInitialized, "not initialized");
            }
            _ if self.is_shut_down => {
                self.refuse(id, ErrorCode::InvalidRequest, "shut down");
            }
            "shutdown" => {
                self.is_shut_down = true;
                self.send(Response::new_ok(id, Value::Null).into());
            }
            _ => match answers::answer(self, &method, params) {
                Ok(answer) => self.send(Response::new_ok(id, answer).into()),
                Err((code, words)) => self.refuse(id, code, &words),
            },
        }
    }

    /// Takes the language of the editor, if `initializationOptions` names one.
    fn initialize(&mut self, params: &Value) {
        self.is_initialized = true;
        let watches =
            params.pointer("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration");
        self.watches = watches == Some(&Value::Bool(true));
        let options = params.get("initializationOptions");
        match options.and_then(|options| options.get("lang")).and_then(Value::as_str) {
            Some("ja") => self.lang = Lang::Ja,
            Some("en") => self.lang = Lang::En,
            _ => {}
        }
        let rules = options.and_then(|options| options.get("rules")).and_then(Value::as_str);
        if let Some(rules) = rules {
            let rules = PathBuf::from(rules);
            self.folder = Some(rules.canonicalize().unwrap_or(rules));
        }
    }

    fn notification(&mut self, message: Notification) {
        if !self.is_initialized || self.is_shut_down {
            return;
        }
        let Notification { method, params } = message;
        match method.as_str() {
            "initialized" if self.watches => self.send(watch().into()),
            "textDocument/didOpen" => {
                let Some(DidOpenTextDocumentParams { text_document: document }) = read(params)
                else {
                    return;
                };
                if let Some((session, path)) = self.session(&document.uri) {
                    session.opened(&path, document.uri, document.version, &document.text);
                }
            }
            "textDocument/didChange" => {
                let Some(DidChangeTextDocumentParams { text_document: document, content_changes }) =
                    read(params)
                else {
                    return;
                };
                if let Some((session, path)) = self.session(&document.uri) {
                    session.edited(&path, document.version, &content_changes);
                }
            }
            "textDocument/didClose" => {
                let Some(DidCloseTextDocumentParams { text_document: document }) = read(params)
                else {
                    return;
                };
                if let Some((session, path)) = self.session(&document.uri) {
                    session.closed(&path);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let Some(DidChangeWatchedFilesParams { changes }) = read(params) else { return };
                for change in changes {
                    if let Some((session, path)) = self.session(&change.uri) {
                        session.on_disk(&path);
                    }
                }
            }
            // The specification: what is not known is passed over.
            _ => {}
        }
    }

    /// The folder of rules that a file belongs to, and its path from there.
    pub(super) fn session(&mut self, uri: &Uri) -> Option<(&mut Session, String)> {
        let file = places::path(uri)?;
        let open = self.sessions.keys().find(|root| file.starts_with(root)).cloned();
        let root: Option<&Path> = open.as_deref().or(self.folder.as_deref());
        let Within { root, path } = places::within(&file, root)?;
        let ending = Path::new(&path).extension()?;
        if ending != "yaml" && ending != "yml" {
            return None;
        }
        let (lang, today) = (self.lang, self.today);
        let session =
            self.sessions.entry(root.clone()).or_insert_with(|| Session::open(root, lang, today));
        Some((session, path))
    }

    fn is_behind(&self) -> bool {
        !self.is_shut_down && self.sessions.values().any(Session::is_behind)
    }

    /// Tells what was found in one file that changed.
    fn catch_up(&mut self) {
        let Some(session) = self.sessions.values_mut().find(|session| session.is_behind()) else {
            return;
        };
        let news = session.catch_up();
        let messages: Vec<_> = news
            .into_iter()
            .filter_map(|(path, version, notes)| {
                let notes: Vec<_> =
                    notes.iter().map(|note| answers::diagnostic(note, session)).collect();
                let mut params = json!({ "uri": session.uri(&path)?, "diagnostics": notes });
                if let (Some(version), Value::Object(params)) = (version, &mut params) {
                    params.insert("version".to_owned(), json!(version));
                }
                Some(params)
            })
            .collect();
        for params in messages {
            let method = "textDocument/publishDiagnostics".to_owned();
            self.send(Notification { method, params }.into());
        }
    }
}

/// Asks to be told of rule files that change on the disk.
fn watch() -> Request {
    let id = RequestId::from("watch".to_owned());
    let params = json!({ "registrations": [{
        "id": "watch",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": [{ "globPattern": "**/*.{yaml,yml}" }] },
    }] });
    Request { id, method: "client/registerCapability".to_owned(), params }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
