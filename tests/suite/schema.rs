//! The JSON Schema against the reader: they accept and refuse the same shapes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hantei::diagnostic::Code;
use hantei::{BuiltIn, Files, InMemory, Lang, rulebook, schema};
use jsonschema::Validator;
use serde_json::{Value, json};

/// Findings about keys and the outline of values: what a schema can say.
const SHAPES: [Code; 6] = [
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongShape,
    Code::BodyCount,
    Code::UnknownType,
    Code::UnsupportedFormat,
];

/// Places where what is needed hangs on the type of a fact, which the checker knows.
const BY_TYPE: [&str; 3] = ["/facts/業種/choices", "/facts/種別/of", "/facts/明細/of"];

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema::json(Lang::Ja)).unwrap()
}

fn as_json(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

#[test]
fn the_schema_is_a_schema() {
    assert!(jsonschema::meta::is_valid(&schema::json(Lang::Ja)));
    assert!(jsonschema::meta::is_valid(&schema::json(Lang::En)));
}

#[test]
fn every_rule_file_and_every_cases_file_fits() {
    let validator = validator();
    let mut seen = 0;
    for path in BuiltIn.paths() {
        let text = String::from_utf8(BuiltIn.read(&path).unwrap()).unwrap();
        let wrong: Vec<_> = validator
            .iter_errors(&as_json(&text))
            .map(|error| format!("{}: {error}", error.instance_path))
            .collect();
        assert!(wrong.is_empty(), "{path}: {}", wrong.join("\n"));
        seen += 1;
    }
    assert!(seen > 30, "{seen} files");
}

#[test]
fn every_key_and_word_has_words_in_both_languages() {
    let mut bare = Vec::new();
    describe(&schema::json(Lang::Ja), "", &mut bare);
    assert!(bare.is_empty(), "no description: {bare:?}");
}

/// Collects the properties and words without Japanese and English.
fn describe(schema: &Value, path: &str, bare: &mut Vec<String>) {
    let told = |one: &Value| {
        let words = one["description"].as_str().and_then(|words| words.split_once("\n\n"));
        words.is_some_and(|(ja, en)| !ja.is_ascii() && en.contains(|sign: char| sign.is_ascii()))
    };
    match schema {
        Value::Object(members) => {
            for (name, member) in members {
                let path = format!("{path}/{name}");
                if name == "properties" && path.matches("properties").count() == 1 {
                    let keys = member.as_object().unwrap();
                    bare.extend(
                        keys.iter()
                            .filter(|(_, key)| key.get("not").is_none() && !told(key))
                            .map(|(key, _)| format!("{path}/{key}")),
                    );
                }
                describe(member, &path, bare);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| describe(item, path, bare)),
        _ => {}
    }
}

#[test]
fn a_bad_file_whose_mistake_is_one_of_shape_does_not_fit() {
    let validator = validator();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut seen = 0;
    for code in SHAPES {
        for entry in fs::read_dir(folder.join(code.as_str())).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            if name.ends_with(".facts.yaml") {
                continue;
            }
            assert!(!validator.is_valid(&as_json(&text)), "{name} fits");
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen} files");
}

/// A file in which every key of every shape stands once, somewhere.
const WHOLE: &str = include_str!("schema/whole.yaml");

/// Values of every outline.
fn samples() -> [Value; 6] {
    let word = json!("word");
    [
        Value::Null,
        json!(true),
        word.clone(),
        json!([word]),
        json!({}),
        json!({ "ja": "文", "strange": 1 }),
    ]
}

/// The places of all values of a document, as JSON pointers.
fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
    if !at.is_empty() {
        out.push(at.to_owned());
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(member, &format!("{at}/{name}"), out);
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{number}"), out);
            }
        }
        _ => {}
    }
}

/// The codes of shape that the reader finds.
fn refused(document: &Value) -> BTreeSet<&'static str> {
    // JSON is YAML.
    let files = InMemory::new().with("x/all.yaml", document.to_string());
    let Err(found) = rulebook::load_scheme(&files, "x") else { return BTreeSet::new() };
    let codes = found.findings.iter().filter(|one| one.at.is_some()).map(|one| one.code);
    codes.filter(|code| SHAPES.contains(code)).map(Code::as_str).collect()
}

#[test]
fn schema_and_reader_agree_about_every_key_and_every_outline() {
    let validator = validator();
    let whole = as_json(WHOLE);
    assert!(refused(&whole).is_empty(), "{:?}", refused(&whole));
    assert!(validator.is_valid(&whole));
    let mut places = Vec::new();
    pointers(&whole, "", &mut places);
    places.retain(|place| !BY_TYPE.contains(&place.as_str()));
    // What stands below the same two names, as `says/ja`, is read by the same table.
    let mut seen = BTreeSet::new();
    places.retain(|place| {
        let names = place.rsplit('/').filter(|part| part.parse::<u8>().is_err());
        let names: Vec<_> = names.take(2).map(str::to_owned).collect();
        seen.insert((names, place.ends_with(char::is_numeric)))
    });
    let differ = |place: &String, sample: Value| {
        let mut changed = whole.clone();
        *changed.pointer_mut(place).unwrap() = sample.clone();
        let (fits, refused) = (validator.is_valid(&changed), refused(&changed));
        let words = || format!("{place} = {sample}: schema {fits}, reader {refused:?}");
        (fits != refused.is_empty()).then(words)
    };
    let differ = &differ;
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts = places.chunks(places.len().div_ceil(4));
        let threads: Vec<_> = parts
            .map(|part| {
                let each =
                    move |place| samples().into_iter().filter_map(move |one| differ(place, one));
                scope.spawn(move || part.iter().flat_map(each).collect::<Vec<_>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(places.len() > 150, "{} places", places.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_file_of_that_test_holds_every_key() {
    let schema = schema::json(Lang::Ja);
    let mut missing = Vec::new();
    for (name, shape) in schema["$defs"].as_object().unwrap() {
        for key in shape["properties"].as_object().unwrap().keys() {
            let written = WHOLE.contains(&format!("{key}:"));
            let of_cases = ["case", "cases-file", "alternative"].contains(&name.as_str());
            if !written && !of_cases {
                missing.push(format!("{name}.{key}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}
