//! Findings as SARIF 2.1.0, the exchange format of checkers.
//!
//! One run per report. Columns and offsets count UTF-16 units, as the format has it unless a run
//! says otherwise, and a byte order mark counts nothing. Fingerprints hang on the code, the file
//! and the words at the place, not on its line, so that a finding is known again after lines were
//! added above it.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::source::{Sources, Span};
use crate::text::Lang;

use super::{Code, Manner, Reported, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// Base of relative paths: the top of the repository.
const BASE: &str = "%SRCROOT%";
/// Name of the fingerprint; another way to reckon it gets another name.
const FINGERPRINT: &str = "hanteiFinding/v1";

/// A SARIF log with one run. Equal findings, as several schemes have in a common file, appear once.
///
/// Allowed findings are results with an accepted suppression whose justification is the reason.
#[must_use]
pub fn to_sarif(reported: &[Reported<'_>], manner: Manner<'_>) -> Value {
    let mut codes: Vec<Code> = reported.iter().map(|one| one.finding.code).collect();
    codes.sort();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code, manner.lang)).collect();
    let mut results: Vec<Value> = Vec::new();
    let mut seen = BTreeMap::new();
    for one in reported {
        let mut found = result(*one, &codes, manner);
        let known = Value::Object(found.clone());
        if results.iter().any(|other| without_fingerprint(other) == known) {
            continue;
        }
        let print = fingerprint(*one, manner, &mut seen);
        found.insert("partialFingerprints".to_owned(), json!({ FINGERPRINT: print }));
        results.push(Value::Object(found));
    }
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "hantei",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language(manner.lang),
                "rules": rules,
            } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    })
}

fn without_fingerprint(result: &Value) -> Value {
    let mut fields = result.as_object().cloned().unwrap_or_default();
    fields.remove("partialFingerprints");
    Value::Object(fields)
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    }
}

fn rule(code: Code, lang: Lang) -> Value {
    let message = code.message(lang);
    let help = code.remedy(lang).unwrap_or_else(|| message.clone());
    let level = if Code::warnings().any(|warning| warning == code) { "warning" } else { "error" };
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": message },
        "fullDescription": { "text": message },
        "help": { "text": help },
        "defaultConfiguration": { "level": level },
    })
}

fn result(one: Reported<'_>, codes: &[Code], manner: Manner<'_>) -> Map<String, Value> {
    let Reported { finding, sources, allowed } = one;
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("ruleId", json!(finding.code.as_str()));
    put("ruleIndex", json!(codes.binary_search(&finding.code).unwrap_or(0)));
    put("level", json!(level));
    put("message", json!({ "text": one.words(manner.lang) }));
    if let Some(at) = finding.at {
        put("locations", json!([{ "physicalLocation": place(at, sources, manner) }]));
    }
    let related: Vec<Value> = finding.related.iter().enumerate().map(|(id, (at, words))| {
        json!({ "id": id, "physicalLocation": place(*at, sources, manner), "message": { "text": words.get(manner.lang) } })
    }).collect();
    if !related.is_empty() {
        put("relatedLocations", Value::Array(related));
    }
    if let Some(reason) = allowed {
        let justification = reason.get(manner.lang);
        put(
            "suppressions",
            json!([{ "kind": "inSource", "status": "accepted", "justification": justification }]),
        );
    }
    fields
}

fn place(at: Span, sources: &Sources, manner: Manner<'_>) -> Value {
    let path = (manner.path)(sources.name(at.file));
    let uri = encoded(&path);
    let artifact = if path.starts_with('/') {
        json!({ "uri": format!("file://{uri}") })
    } else {
        json!({ "uri": uri, "uriBaseId": BASE })
    };
    json!({ "artifactLocation": artifact, "region": region(at, sources) })
}

fn region(at: Span, sources: &Sources) -> Value {
    let text = sources.text(at.file);
    let (first, last) = (sources.position(at), sources.end_position(at));
    let (start, end) = (units_before(text, at.start), units_before(text, at.end));
    json!({
        "startLine": first.line,
        "startColumn": start - units_before(text, line_start(text, at.start)) + 1,
        "endLine": last.line,
        "endColumn": end - units_before(text, line_start(text, at.end)) + 1,
        "charOffset": start,
        "charLength": end.saturating_sub(start),
    })
}

/// The offset of the first byte of the line in which `offset` lies.
fn line_start(text: &str, offset: u32) -> u32 {
    let before = text.get(..offset as usize).unwrap_or("");
    before.rfind('\n').map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX))
}

/// UTF-16 units before a byte offset.
fn units_before(text: &str, offset: u32) -> usize {
    let before = text.get(..offset as usize).unwrap_or(text);
    before.trim_start_matches('\u{feff}').encode_utf16().count()
}

/// A path as a URI reference: everything but plain letters, digits and `-._~/` as bytes of UTF-8.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// Code, file and the words at the place, hashed; `:2` for the second finding that has them all.
fn fingerprint(
    one: Reported<'_>,
    manner: Manner<'_>,
    seen: &mut BTreeMap<String, usize>,
) -> String {
    let Reported { finding, sources, .. } = one;
    let path = finding.at.map_or_else(String::new, |at| (manner.path)(sources.name(at.file)));
    let words = finding.at.map_or("", |at| sources.slice(at)).lines().next().unwrap_or("");
    let mut hash = Sha256::new();
    for part in [finding.code.as_str(), &path, words.trim()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let print = hash.finalize().iter().take(16).fold(String::new(), |mut print, byte| {
        let _ = write!(print, "{byte:02x}");
        print
    });
    let count = seen.entry(print.clone()).or_insert(0);
    *count += 1;
    format!("{print}:{count}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::source::FileId;

    fn region_of(text: &str, word: &str) -> Value {
        let mut sources = Sources::default();
        let file: FileId = sources.add("x.yaml", text);
        let start = u32::try_from(text.find(word).unwrap()).unwrap();
        let end = start + u32::try_from(word.len()).unwrap();
        region(Span { file, start, end }, &sources)
    }

    #[test]
    fn columns_count_utf16_units() {
        // 𠮷 is one character and two units.
        let region = region_of("a: 1\n𠮷野家: 従業員数", "従業員数");
        let wanted = json!({
            "startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 11,
            "charOffset": 11, "charLength": 4,
        });
        assert_eq!(region, wanted);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let region = region_of("\u{feff}名前: 1", "名前");
        assert_eq!((&region["startColumn"], &region["charOffset"]), (&json!(1), &json!(0)));
    }

    #[test]
    fn paths_are_uris() {
        assert_eq!(
            encoded("rules/上越 市/a+b.yaml"),
            "rules/%E4%B8%8A%E8%B6%8A%20%E5%B8%82/a%2Bb.yaml"
        );
    }

    #[test]
    fn a_fingerprint_survives_lines_above_and_tells_twins_apart() {
        let prints = |text: &str| {
            let mut sources = Sources::default();
            let file = sources.add("x.yaml", text);
            let places = text.match_indices("資本").map(|(at, word)| Span {
                file,
                start: u32::try_from(at).unwrap(),
                end: u32::try_from(at + word.len()).unwrap(),
            });
            let found: Vec<_> = places.map(|at| Diagnostic::new(Code::UnknownName, at)).collect();
            let reported: Vec<_> = found
                .iter()
                .map(|finding| Reported { finding, sources: &sources, allowed: None })
                .collect();
            let manner = Manner { lang: Lang::Ja, path: &|name| name.to_owned() };
            let log = to_sarif(&reported, manner);
            let results = log["runs"][0]["results"].as_array().unwrap().clone();
            results
                .iter()
                .map(|one| one["partialFingerprints"][FINGERPRINT].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let before = prints("a: 資本\nb: 資本\n");
        assert_eq!(before.len(), 2);
        assert_ne!(before[0], before[1]);
        assert_eq!(prints("# 加えた行\n\na: 資本\nb: 資本\n"), before);
    }
}
