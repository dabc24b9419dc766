//! Requests of the protocol, each answered by one call of the workspace.

use lsp_server::ErrorCode;
use lsp_types::{
    CompletionParams, DocumentFormattingParams, DocumentSymbolParams, GotoDefinitionParams,
    HoverParams, InlayHintParams, Position, ReferenceParams, RenameParams,
    TextDocumentPositionParams, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::diagnostic::Severity;
use crate::lsp::{Note, Place, Workspace};

use super::server::Server;
use super::session::Session;

/// Why a request has no answer.
type Refusal = (ErrorCode, String);

/// What this server can do.
pub(super) fn capabilities() -> Value {
    json!({
        "capabilities": {
            "positionEncoding": "utf-16",
            "textDocumentSync": { "openClose": true, "change": 2 },
            "hoverProvider": true,
            "completionProvider": { "triggerCharacters": [".", " ", "[", "=", "．", "＝"] },
            "definitionProvider": true,
            "referencesProvider": true,
            "documentSymbolProvider": true,
            "renameProvider": { "prepareProvider": true },
            "inlayHintProvider": true,
            "documentFormattingProvider": true,
        },
        "serverInfo": { "name": "hantei", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// The answer to a request.
///
/// # Errors
///
/// `MethodNotFound`, `InvalidParams`, and `RequestFailed` with words for the reader.
pub(super) fn answer(
    server: &mut Server<'_>,
    method: &str,
    params: Value,
) -> Result<Value, Refusal> {
    match method {
        "textDocument/hover" => {
            let HoverParams { text_document_position_params: at, .. } = read(params)?;
            Ok(with(server, &at, |workspace, path, position, _| {
                let (words, range) = workspace.hover(path, position)?;
                Some(json!({ "contents": { "kind": "markdown", "value": words }, "range": range }))
            }))
        }
        "textDocument/completion" => {
            let CompletionParams { text_document_position: at, .. } = read(params)?;
            Ok(with(server, &at, |workspace, path, position, _| {
                let items = written(&workspace.completion(path, position));
                Some(json!({ "isIncomplete": false, "items": items }))
            }))
        }
        "textDocument/definition" => {
            let GotoDefinitionParams { text_document_position_params: at, .. } = read(params)?;
            Ok(with(server, &at, |workspace, path, position, uris| {
                Some(locations(uris, &workspace.definition(path, position)))
            }))
        }
        "textDocument/references" => {
            let ReferenceParams { text_document_position: at, context, .. } = read(params)?;
            let declarations = context.include_declaration;
            Ok(with(server, &at, |workspace, path, position, uris| {
                Some(locations(uris, &workspace.references(path, position, declarations)))
            }))
        }
        "textDocument/documentSymbol" => {
            let DocumentSymbolParams { text_document, .. } = read(params)?;
            let found = server.session(&text_document.uri);
            Ok(found
                .map_or(Value::Null, |(session, path)| written(&session.workspace.outline(&path))))
        }
        "textDocument/formatting" => {
            let DocumentFormattingParams { text_document, .. } = read(params)?;
            let found = server.session(&text_document.uri);
            Ok(found
                .map_or(Value::Null, |(session, path)| written(&session.workspace.plain(&path))))
        }
        "textDocument/inlayHint" => {
            let InlayHintParams { text_document, range, .. } = read(params)?;
            let found = server.session(&text_document.uri);
            Ok(found.map_or(Value::Null, |(session, path)| {
                written(&session.workspace.inlay_hints(&path, range))
            }))
        }
        "textDocument/prepareRename" => {
            let at: TextDocumentPositionParams = read(params)?;
            let Some((session, path)) = server.session(&at.text_document.uri) else {
                return Ok(Value::Null);
            };
            let found = session.workspace.prepare_rename(&path, at.position);
            let (range, name) = found.map_err(|words| (ErrorCode::RequestFailed, words))?;
            Ok(json!({ "range": range, "placeholder": name }))
        }
        "textDocument/rename" => {
            let RenameParams { text_document_position: at, new_name, .. } = read(params)?;
            let Some((session, path)) = server.session(&at.text_document.uri) else {
                return Ok(Value::Null);
            };
            let edits = session.workspace.rename(&path, at.position, &new_name);
            let edits = edits.map_err(|words| (ErrorCode::RequestFailed, words))?;
            let changes: Map<String, Value> = edits
                .iter()
                .filter_map(|(path, edits)| {
                    Some((session.uri(path)?.as_str().to_owned(), written(edits)))
                })
                .collect();
            Ok(json!({ "changes": changes }))
        }
        _ => Err((ErrorCode::MethodNotFound, format!("unknown request `{method}`"))),
    }
}

/// What `call` says about a place; null where there is nothing to say.
fn with(
    server: &mut Server<'_>,
    at: &TextDocumentPositionParams,
    call: impl FnOnce(&mut Workspace, &str, Position, &dyn Fn(&str) -> Option<Uri>) -> Option<Value>,
) -> Value {
    let Some((session, path)) = server.session(&at.text_document.uri) else { return Value::Null };
    let (workspace, names) = session.parts();
    call(workspace, &path, at.position, &|path| names.uri(path)).unwrap_or(Value::Null)
}

fn locations(uri: &dyn Fn(&str) -> Option<Uri>, places: &[Place]) -> Value {
    let each = |place: &Place| Some(json!({ "uri": uri(&place.path)?, "range": place.range }));
    places.iter().filter_map(each).collect()
}

/// A finding as the protocol shows it.
pub(super) fn diagnostic(note: &Note, session: &Session) -> Value {
    let related: Vec<_> = note
        .related
        .iter()
        .filter_map(|(place, words)| {
            let uri = session.uri(&place.path)?;
            Some(json!({ "location": { "uri": uri, "range": place.range }, "message": words }))
        })
        .collect();
    json!({
        "range": note.range,
        "severity": match note.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
        },
        "code": note.code,
        "source": "hantei",
        "message": note.message,
        "relatedInformation": related,
    })
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}

/// As JSON; types of the protocol always serialise.
fn written<T: Serialize + ?Sized>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}
