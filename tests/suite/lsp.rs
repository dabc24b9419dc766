//! The language server as an editor meets it: a process, and frames on its standard streams.
#![expect(clippy::indexing_slicing, reason = "a test that cannot go on has failed")]
#![expect(clippy::needless_pass_by_value, reason = "messages are written where they are sent")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A folder of rules that is gone with the test.
struct Rules(PathBuf);

impl Rules {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = std::env::temp_dir().join(format!("hantei-lsp-{}-{name}", std::process::id()));
        let root = root.join("規則 集");
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(root)
    }

    fn uri(&self, path: &str) -> String {
        use std::fmt::Write;
        let mut uri = String::from("file://");
        for byte in self.0.join(path).to_string_lossy().bytes() {
            if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
                uri.push(char::from(byte));
            } else {
                // Editors write small and capital digits.
                write!(uri, "%{byte:02x}").unwrap();
            }
        }
        uri
    }
}

impl Drop for Rules {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.0.parent().unwrap());
    }
}

/// An editor.
struct Editor {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next: i64,
    /// Notifications that came while something else was waited for.
    heard: Vec<Value>,
}

impl Editor {
    fn bare(arguments: &[&str]) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_hantei"))
            .arg("lsp")
            .args(arguments)
            .env_remove("HANTEI_RULES")
            .env("HANTEI_LANG", "ja")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (server.stdin.take(), BufReader::new(server.stdout.take().unwrap()));
        Self { server, input, output, next: 0, heard: Vec::new() }
    }

    fn new() -> Self {
        let mut editor = Self::bare(&["--as-of", "2026-11-24"]);
        let answer = editor.ask("initialize", json!({ "capabilities": {}, "processId": null }));
        assert_eq!(answer["capabilities"]["renameProvider"]["prepareProvider"], true);
        editor.tell("initialized", json!({}));
        editor
    }

    fn write(&mut self, message: &Value) {
        let body = message.to_string();
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        input.flush().unwrap();
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server has ended");
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("no frame: {line}"));
            if name.eq_ignore_ascii_case("Content-Length") {
                length = value.parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        self.write(
            &json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params }),
        );
        self.next
    }

    /// The answer to a request, error or not.
    fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
            self.heard.push(message);
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    fn error(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        self.answer(id)["error"].clone()
    }

    fn open(&mut self, rules: &Rules, path: &str) {
        let text = fs::read_to_string(rules.0.join(path)).unwrap();
        let document =
            json!({ "uri": rules.uri(path), "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, rules: &Rules, path: &str, version: i32, changes: Value) {
        let document = json!({ "uri": rules.uri(path), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    /// The findings about a version of a file.
    fn findings(&mut self, rules: &Rules, path: &str, version: i32) -> Vec<Value> {
        let uri = rules.uri(path);
        let is_wanted = |one: &Value| {
            one["method"] == "textDocument/publishDiagnostics"
                && one["params"]["uri"] == uri
                && one["params"]["version"] == version
        };
        loop {
            if let Some(at) = self.heard.iter().position(is_wanted) {
                return self.heard.remove(at)["params"]["diagnostics"].as_array().unwrap().clone();
            }
            let message = self.read();
            self.heard.push(message);
        }
    }

    /// Leaves in good order; the exit status.
    fn leave(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.ended()
    }

    fn ended(mut self) -> Option<i32> {
        drop(self.input.take());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "", "nothing but frames on standard output");
        self.server.wait().unwrap().code()
    }
}

const COMMON: &str = "parameters:
  成年年齢: { id: age_of_majority, en: Age of majority, values: [{ from: 1876-04-01, value: 18歳 }] }
";
const SCHEME: &str = "scheme: { id: town, title: 𠮷町の制度, authority: 町, source: 要綱, in_force: { from: 2020-04-01 }, use: [common/civil] }
facts:
  年齢: { id: age, en: Age, type: number, unit: 歳, ask: 何歳ですか }
rules:
  該当: { value: '年齢 >= 成年年齢', says: 𠮷 }
decides: { eligible: { from: 該当, primary: true } }
";

fn rules(name: &str) -> Rules {
    Rules::new(name, &[("common/civil.yaml", COMMON), ("town/scheme.yaml", SCHEME)])
}

fn at(rules: &Rules, path: &str, line: u32, character: u32) -> Value {
    json!({
        "textDocument": { "uri": rules.uri(path) },
        "position": { "line": line, "character": character },
    })
}

fn change(line: u32, from: u32, to: u32, text: &str) -> Value {
    json!({
        "range": {
            "start": { "line": line, "character": from },
            "end": { "line": line, "character": to },
        },
        "text": text,
    })
}

#[test]
fn a_session_from_the_first_word_to_the_last() {
    let rules = rules("session");
    let mut editor = Editor::new();
    let path = "town/scheme.yaml";
    editor.open(&rules, path);
    assert_eq!(editor.findings(&rules, path, 1), Vec::<Value>::new());

    // Line 4 is `  該当: { value: '年齢 >= 成年年齢', says: 𠮷 }`; 年 of 成年年齢 is unit 23.
    let hover = editor.ask("textDocument/hover", at(&rules, path, 4, 23));
    let page = hover["contents"]["value"].as_str().unwrap();
    assert!(page.contains("成年年齢") && page.contains("値：18歳"), "{page}");
    assert_eq!(hover["range"]["start"]["character"], 22);
    let places = editor.ask("textDocument/definition", at(&rules, path, 4, 23));
    assert_eq!(places[0]["range"]["start"], json!({ "line": 1, "character": 2 }));
    assert!(places[0]["uri"].as_str().unwrap().ends_with("/common/civil.yaml"));
    let mut params = at(&rules, path, 4, 23);
    params["context"] = json!({ "includeDeclaration": true });
    assert_eq!(editor.ask("textDocument/references", params).as_array().unwrap().len(), 3);
    let document = json!({ "textDocument": { "uri": rules.uri(path) } });
    let outline = editor.ask("textDocument/documentSymbol", document.clone());
    assert_eq!(outline[1]["children"][0]["name"], "年齢");
    let mut params = document;
    params["range"] =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let hints = editor.ask("textDocument/inlayHint", params);
    assert_eq!(hints[0]["label"], "令和2年4月1日");

    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn edits_among_japanese_and_wide_signs_are_exact() {
    let rules = rules("edits");
    let mut editor = Editor::new();
    let path = "town/scheme.yaml";
    editor.open(&rules, path);
    assert_eq!(editor.findings(&rules, path, 1), Vec::<Value>::new());
    // Behind 𠮷, which counts two, in the title; then the name of the parameter is cut short.
    let edits = json!([change(0, 29, 30, "村"), change(4, 23, 26, "")]);
    editor.change(&rules, path, 2, edits);
    let found = editor.findings(&rules, path, 2);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (&found[0]["code"], &found[0]["source"]),
        (&json!("unknown-name"), &json!("hantei"))
    );
    assert_eq!(found[0]["range"]["start"], json!({ "line": 4, "character": 22 }));
    assert_eq!(found[0]["range"]["end"], json!({ "line": 4, "character": 23 }));
    assert!(found[0]["message"].as_str().unwrap().contains("は定義されていません"), "{found:?}");
    editor.change(&rules, path, 3, json!([change(4, 23, 23, "年年"), change(4, 25, 25, "齢")]));
    assert_eq!(editor.findings(&rules, path, 3), Vec::<Value>::new());
    // The sign itself goes as a whole.
    editor.change(&rules, path, 4, json!([change(4, 35, 37, "")]));
    let found = editor.findings(&rules, path, 4);
    assert_eq!(found, Vec::<Value>::new(), "{found:?}");
    let hints = json!({
        "textDocument": { "uri": rules.uri(path) },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 0 } },
    });
    let hints = editor.ask("textDocument/inlayHint", hints);
    let line = SCHEME.lines().next().unwrap();
    let end = line.find("2020-04-01").unwrap() + 10;
    let units = line[..end].encode_utf16().count();
    assert_eq!(hints[0]["position"]["character"], units);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_half_typed_file_is_served() {
    let rules = rules("half");
    let mut editor = Editor::new();
    let path = "town/scheme.yaml";
    editor.open(&rules, path);
    editor.change(&rules, path, 2, json!([change(4, 0, 0, "  予算: { value: \"年\n")]));
    let found = editor.findings(&rules, path, 2);
    assert_eq!(found[0]["code"], "yaml-syntax", "{found:?}");
    let items = editor.ask("textDocument/completion", at(&rules, path, 4, 17));
    let labels: Vec<_> =
        items["items"].as_array().unwrap().iter().map(|one| &one["label"]).collect();
    assert!(labels.contains(&&json!("年齢")) && labels.contains(&&json!("成年年齢")), "{labels:?}");
    // The line below still knows its names.
    let hover = editor.ask("textDocument/hover", at(&rules, path, 5, 23));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Age of majority"));
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_renaming_goes_through_two_files() {
    let rules = rules("rename");
    let mut editor = Editor::new();
    let path = "town/scheme.yaml";
    editor.open(&rules, path);
    let prepared = editor.ask("textDocument/prepareRename", at(&rules, path, 4, 23));
    assert_eq!(prepared["placeholder"], "成年年齢");
    let mut params = at(&rules, path, 4, 23);
    params["newName"] = json!("成人の年齢");
    let changes = editor.ask("textDocument/rename", params.clone())["changes"].clone();
    // The open file by the name that the editor gave it.
    let edit = &changes[rules.uri(path)][0];
    assert_eq!(edit["newText"], "成人の年齢");
    assert_eq!(edit["range"], change(4, 22, 26, "")["range"]);
    assert_eq!(changes.as_object().unwrap().len(), 2);
    params["newName"] = json!("年齢");
    let error = editor.error("textDocument/rename", params);
    assert_eq!(error["code"], -32803);
    assert!(error["message"].as_str().unwrap().contains("使われています"), "{error}");
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_common_file_that_changes_on_the_disk_is_read_again() {
    let rules = rules("disk");
    let mut editor = Editor::new();
    let path = "town/scheme.yaml";
    editor.open(&rules, path);
    assert_eq!(editor.findings(&rules, path, 1), Vec::<Value>::new());
    fs::write(rules.0.join("common/civil.yaml"), COMMON.replace("成年年齢", "成人年齢")).unwrap();
    let changed = json!({ "changes": [{ "uri": rules.uri("common/civil.yaml"), "type": 2 }] });
    editor.tell("workspace/didChangeWatchedFiles", changed);
    let found = editor.findings(&rules, path, 1);
    assert_eq!(found[0]["code"], "unknown-name");
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn the_protocol_is_kept() {
    let mut editor = Editor::bare(&["--stdio"]);
    let error = editor.error("textDocument/hover", json!({}));
    assert_eq!(error["code"], -32002, "before initialize");
    editor.ask(
        "initialize",
        json!({ "capabilities": {}, "initializationOptions": { "lang": "en" } }),
    );
    assert_eq!(editor.error("initialize", json!({}))["code"], -32600, "twice");
    editor.tell("initialized", json!({}));
    editor.tell("no/such/notification", json!({}));
    editor.tell("$/setTrace", json!({ "value": "off" }));
    assert_eq!(editor.error("no/such/request", json!({}))["code"], -32601);
    assert_eq!(editor.error("textDocument/hover", json!({ "x": 1 }))["code"], -32602);
    let nowhere = json!({
        "textDocument": { "uri": "untitled:Untitled-1" },
        "position": { "line": 0, "character": 0 },
    });
    assert_eq!(editor.ask("textDocument/hover", nowhere), Value::Null);
    // A request that is taken back has an answer all the same, and one that is unknown has none.
    editor.tell("$/cancelRequest", json!({ "id": 4711 }));
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(editor.error("textDocument/hover", json!({}))["code"], -32600, "after shutdown");
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), Some(0));
}

#[test]
fn changes_on_the_disk_are_asked_for() {
    let mut editor = Editor::bare(&[]);
    let watches =
        json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    editor.ask("initialize", json!({ "capabilities": watches }));
    editor.tell("initialized", json!({}));
    let asked = editor.read();
    assert_eq!(asked["method"], "client/registerCapability");
    editor.write(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn an_editor_that_leaves_without_a_word_is_told_so() {
    let mut editor = Editor::bare(&[]);
    editor.ask("initialize", json!({ "capabilities": {} }));
    editor.tell("exit", Value::Null);
    assert_ne!(editor.ended(), Some(0));
}

#[test]
fn a_half_typed_name_in_a_large_scheme_is_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let rules = Rules(folder.join("."));
    // The folder is the repository's own and stays.
    let rules = std::mem::ManuallyDrop::new(rules);
    let mut editor = Editor::new();
    let path = "joetsu-exam-travel/rules.yaml";
    let uri = rules.uri(path).replace("/./", "/");
    let text = fs::read_to_string(folder.join(path)).unwrap();
    let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let wanted = |one: &Value, version: i32| {
        one["params"]["version"] == version && one["params"]["uri"] == uri
    };
    while !wanted(&editor.read(), 1) {}
    let lines: Vec<_> = text.lines().collect();
    let line = lines.iter().position(|line| line.contains("value: not 予算額に達した")).unwrap();
    let line = u32::try_from(line).unwrap();
    let end = u32::try_from(lines[line as usize].encode_utf16().count()).unwrap();
    let changes = json!([change(line, end, end, "額")]);
    let document = json!({ "uri": uri, "version": 2 });
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": changes }),
    );
    let message = loop {
        let message = editor.read();
        if wanted(&message, 2) {
            break message;
        }
    };
    let found = &message["params"]["diagnostics"][0];
    assert_eq!(found["code"], "unknown-name");
    assert!(found["message"].as_str().unwrap().contains("定義されていません"));
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_file_is_put_into_plain_form() {
    let written = "hantei: 1\nrules:\n  対象: { value: 従業員数＜＝３００人 }\n";
    let path = "fund/rules.yaml";
    let rules = Rules::new("plain", &[(path, written)]);
    let mut editor = Editor::new();
    editor.open(&rules, path);
    let asked = json!({
        "textDocument": { "uri": rules.uri(path) },
        "options": { "tabSize": 2, "insertSpaces": true },
    });
    let edits = editor.ask("textDocument/formatting", asked.clone());
    let text = "hantei: 1\nrules:\n  対象: { value: 従業員数 <= 300人 }\n";
    assert_eq!(edits[0]["newText"], text);
    assert_eq!(edits[0]["range"]["end"], json!({ "line": 3, "character": 0 }));
    editor.change(&rules, path, 2, json!([{ "text": text }]));
    assert_eq!(editor.ask("textDocument/formatting", asked), json!([]));
    assert_eq!(editor.leave(), Some(0));
}
