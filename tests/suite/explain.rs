//! What people read of a decision: one snapshot a reader, and what must hold in every form.
//!
//! All but one test take decisions made by hand (`tests/fixtures`) and need no rules; `schemes` looks at those
//! that the rules make.

use std::collections::BTreeSet;

use hantei::Lang;
use hantei::decision::{Decision, Step, Verdict};
use hantei::explain::{Audience, Format, Options, render};
use serde_json::Value;

use crate::schemes;

const FIXTURES: [(&str, &str); 4] = [
    ("eligible", include_str!("../fixtures/decision-eligible.json")),
    ("ineligible", include_str!("../fixtures/decision-ineligible.json")),
    ("undetermined", include_str!("../fixtures/decision-undetermined.json")),
    ("not-applicable", include_str!("../fixtures/decision-not-applicable.json")),
];
const AUDIENCES: [Audience; 3] = [Audience::Applicant, Audience::Officer, Audience::Auditor];
const FORMATS: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

fn decisions() -> impl Iterator<Item = (&'static str, Decision)> {
    FIXTURES.into_iter().map(|(name, text)| (name, serde_json::from_str(text).unwrap()))
}

fn decision(name: &str) -> Decision {
    decisions().find(|(known, _)| *known == name).unwrap().1
}

fn rendered(decision: &Decision, format: Format, audience: Audience) -> String {
    render(decision, &Options { format, audience, ..Options::default() })
}

fn schema() -> jsonschema::Validator {
    let text = include_str!("../../docs/decision.schema.json");
    jsonschema::draft202012::new(&serde_json::from_str(text).unwrap()).unwrap()
}

/// Every clause id in a JSON value: the `id` of an object that has a `cite`.
fn clause_ids(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let (Some(Value::String(id)), true) = (map.get("id"), map.contains_key("cite")) {
                ids.insert(id.clone());
            }
            map.values().for_each(|inner| clause_ids(inner, ids));
        }
        Value::Array(values) => values.iter().for_each(|inner| clause_ids(inner, ids)),
        _ => {}
    }
}

/// The text and Markdown of each decision, as the applicant and the officer read them.
#[test]
fn accounts_read_well() {
    for (name, decision) in decisions() {
        for (format, form) in [(Format::Text, "text"), (Format::Markdown, "markdown")] {
            for (audience, reader) in
                [(Audience::Applicant, "applicant"), (Audience::Officer, "officer")]
            {
                insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(
                        format!("explain-{name}-{form}-{reader}"),
                        rendered(&decision, format, audience)
                    );
                });
            }
        }
    }
}

#[test]
fn the_auditor_sees_digests_in_place_of_facts() {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(
            "explain-eligible-text-auditor",
            rendered(&decision("eligible"), Format::Text, Audience::Auditor)
        );
    });
}

#[test]
fn no_fact_that_only_the_applicant_knows_reaches_the_auditor() {
    let decision = decision("eligible");
    // Amounts and dates that stand in no rule, parameter or result.
    let private = ["1,300,000", "1300000", "49,000", "49000", "10,000,000", "2020-04-01", "1.40"];
    for format in FORMATS.into_iter().chain([Format::Json]) {
        let officer = rendered(&decision, format, Audience::Officer);
        let auditor = rendered(&decision, format, Audience::Auditor);
        assert!(private.iter().any(|value| officer.contains(value)), "{format:?}");
        for value in private {
            assert!(!auditor.contains(value), "{format:?} shows {value}");
        }
        assert!(auditor.contains("400,000円"), "{format:?} hides a result");
    }
}

#[test]
fn the_applicant_sees_no_id_and_no_expression() {
    for (name, decision) in decisions() {
        let mut ids = BTreeSet::new();
        clause_ids(&serde_json::to_value(&decision).unwrap(), &mut ids);
        ids.extend(decision.facts.iter().map(|fact| fact.id.clone()));
        ids.extend(decision.questions.iter().map(|question| question.id.clone()));
        ids.extend(decision.requirements.iter().map(|requirement| requirement.expression.clone()));
        for format in FORMATS {
            let text = rendered(&decision, format, Audience::Applicant);
            let body = text.split("<body>").last().unwrap();
            for id in ids.iter().filter(|id| id.contains(['_', '-', '=', '('])) {
                assert!(!body.contains(id.as_str()), "{name} as {format:?} shows {id}");
            }
        }
    }
}

#[test]
fn json_is_the_decision_itself() {
    for (name, text) in FIXTURES {
        let decision: Decision = serde_json::from_str(text).unwrap();
        assert_eq!(rendered(&decision, Format::Json, Audience::Officer), text, "{name}");
    }
}

#[test]
fn json_fits_the_schema() {
    let schema = schema();
    for (name, decision) in decisions() {
        for audience in AUDIENCES {
            let json = serde_json::from_str(&rendered(&decision, Format::Json, audience)).unwrap();
            let wrong: Vec<_> = schema
                .iter_errors(&json)
                .map(|error| format!("{}: {error}", error.instance_path))
                .collect();
            assert!(wrong.is_empty(), "{name} for {audience:?}\n{}", wrong.join("\n"));
        }
    }
}

/// What the schemes decide has parts that no decision made by hand has.
#[test]
fn json_of_the_schemes_fits_the_schema() {
    let schema = schema();
    for lang in [Lang::Ja, Lang::En] {
        for (scheme, verdict, decision) in schemes::decisions(lang) {
            for audience in AUDIENCES {
                let text = rendered(&decision, Format::Json, audience);
                let json = serde_json::from_str(&text).unwrap();
                let wrong: Vec<_> = schema
                    .iter_errors(&json)
                    .map(|error| format!("{}: {error}", error.instance_path))
                    .collect();
                assert!(
                    wrong.is_empty(),
                    "{scheme}, {verdict:?} for {audience:?}\n{}",
                    wrong.join("\n")
                );
            }
        }
    }
}

/// A key that the schema does not know is refused at every level, so the schema cannot fall behind.
#[test]
fn the_schema_refuses_what_it_does_not_describe() {
    let schema = schema();
    let whole = serde_json::to_value(decision("eligible")).unwrap();
    assert!(schema.is_valid(&whole));
    for place in [
        "",
        "/outcomes/grant",
        "/outcomes/required_documents/items/0",
        "/requirements/0/clauses/0",
        "/readings/0",
        "/not_modelled/0",
        "/facts/0/value",
        "/trace/1/children/0",
        "/trace/1/place",
        "/receipt",
    ] {
        let mut changed = whole.clone();
        let object = changed.pointer_mut(place).unwrap().as_object_mut().unwrap();
        object.insert("unheard_of".to_owned(), Value::Bool(true));
        assert!(!schema.is_valid(&changed), "`{place}` takes any key");
    }
    let mut changed = whole.clone();
    changed.pointer_mut("/outcomes/grant").unwrap()["state"] = "unknown".into();
    assert!(!schema.is_valid(&changed), "an unknown outcome may have a value");
}

/// Whoever reads the schema finds a description of every property.
#[test]
fn the_schema_describes_every_property() {
    fn look(value: &Value, path: &str, bare: &mut Vec<String>) {
        let Value::Object(map) = value else { return };
        if let Some(Value::Object(properties)) =
            map.get("properties").filter(|_| !path.ends_with("/if"))
        {
            for (name, property) in properties {
                let named = property.get("description").is_some() || property.get("$ref").is_some();
                if !named {
                    bare.push(format!("{path}/{name}"));
                }
            }
        }
        for (name, inner) in map {
            look(inner, &format!("{path}/{name}"), bare);
        }
    }
    let mut bare = Vec::new();
    look(
        &serde_json::from_str(include_str!("../../docs/decision.schema.json")).unwrap(),
        "",
        &mut bare,
    );
    assert!(bare.is_empty(), "{}", bare.join("\n"));
}

#[test]
fn html_names_every_clause_and_needs_no_network() {
    for (name, decision) in decisions() {
        let page = rendered(&decision, Format::Html, Audience::Officer);
        let mut ids = BTreeSet::new();
        clause_ids(&serde_json::to_value(&decision).unwrap(), &mut ids);
        for id in ids {
            assert!(page.contains(&id), "{name} does not name {id}");
        }
        for word in ["http", "<script", "<link", "@import", "url(", "src="] {
            assert!(!page.contains(word), "{name} holds `{word}`");
        }
        let lang = serde_json::to_value(decision.lang).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>"), "{name}");
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.as_str().unwrap())), "{name}");
    }
}

#[test]
fn html_is_well_nested() {
    for (name, decision) in decisions() {
        for audience in AUDIENCES {
            let page = rendered(&decision, Format::Html, audience);
            let body = page.split("<body>").last().unwrap().split("</body>").next().unwrap();
            let mut open: Vec<&str> = Vec::new();
            for tag in body.split('<').skip(1) {
                let word = tag.split(['>', ' ']).next().unwrap();
                match word.strip_prefix('/') {
                    Some(closed) => assert_eq!(open.pop(), Some(closed), "{name} {audience:?}"),
                    None => open.push(word),
                }
            }
            assert!(open.is_empty(), "{name} for {audience:?} leaves {open:?} open");
        }
    }
}

/// Adds markup and an escape sequence to every string that is not a date or a closed choice.
fn poison(value: &mut Value) {
    const CLOSED: [&str; 5] = ["lang", "verdict", "state", "kind", "as_of"];
    match value {
        Value::String(text) => text.push_str("<script>alert(1)</script>\u{1b}[31m"),
        Value::Array(values) => values.iter_mut().for_each(poison),
        Value::Object(map) => map
            .iter_mut()
            .filter(|(key, _)| !CLOSED.contains(&key.as_str()))
            .for_each(|(_, inner)| poison(inner)),
        _ => {}
    }
}

#[test]
fn markup_in_data_stays_text() {
    for (name, decision) in decisions() {
        let mut value = serde_json::to_value(&decision).unwrap();
        poison(&mut value);
        let decision: Decision = serde_json::from_value(value).unwrap();
        for audience in AUDIENCES {
            let page = rendered(&decision, Format::Html, audience);
            assert!(!page.contains("<script"), "{name} as HTML for {audience:?}");
            assert!(page.contains("&lt;script&gt;"), "{name} as HTML loses the text");
            let text = rendered(&decision, Format::Markdown, audience);
            // Inside a code span markup is text already; the data holds no tick.
            let outside: String = text.split('`').step_by(2).collect();
            assert!(!outside.contains("<script"), "{name} as Markdown for {audience:?}");
            assert!(outside.contains("&lt;script&gt;"), "{name} as Markdown loses the text");
            let text = rendered(&decision, Format::Text, audience);
            assert!(!text.contains('\u{1b}'), "{name} steers the terminal");
        }
    }
}

#[test]
fn colour_is_only_used_when_asked_for() {
    let decision = decision("ineligible");
    let options = Options { audience: Audience::Officer, ..Options::default() };
    let plain = render(&decision, &options);
    let painted = render(&decision, &Options { colour: true, ..options });
    assert!(!plain.contains('\u{1b}'));
    assert!(painted.contains("\u{1b}[1;31m結論：非該当\u{1b}[0m"));
    let mut bare = String::new();
    for (index, piece) in painted.split('\u{1b}').enumerate() {
        bare.push_str(if index == 0 { piece } else { piece.split_once('m').unwrap().1 });
    }
    let trimmed: Vec<_> = bare.lines().map(str::trim_end).collect();
    assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
}

#[test]
fn text_fits_the_width() {
    for (name, decision) in decisions() {
        for width in [60, 80, 120] {
            let options = Options { audience: Audience::Officer, width, ..Options::default() };
            for line in render(&decision, &options).lines() {
                let cells = unicode_width::UnicodeWidthStr::width(line);
                assert!(cells <= width, "{name} at {width}: {cells} cells in\n{line}");
            }
        }
    }
}

#[test]
fn width_zero_leaves_lines_whole() {
    let options = Options { width: 0, ..Options::default() };
    let text = render(&decision("not-applicable"), &options);
    assert!(text.contains("この定めが扱う場合に当たらないため、要件の判定をしていません。\n"));
}

#[test]
fn a_date_without_an_edition_is_named() {
    let mut decision = decision("undetermined");
    decision.edition = Some("the first edition starts on 1 April 2017".to_owned());
    decision.questions.clear();
    let text = rendered(&decision, Format::Text, Audience::Applicant);
    assert!(text.contains("No rules are at hand for this date"), "{text}");
    assert!(text.contains("the first edition starts on 1 April 2017."), "{text}");
}

#[test]
fn nobody_is_promised_an_amount_that_does_not_qualify() {
    let decision = decision("ineligible");
    for format in FORMATS {
        let text = rendered(&decision, format, Audience::Applicant);
        assert!(!text.contains("8,200"), "{format:?}");
    }
    assert_eq!(decision.verdict, Verdict::Ineligible);
}

/// Deeper than any rule file at hand makes it.
#[test]
fn a_deep_trace_is_rendered() {
    fn chain(step: &Step, depth: usize) -> Step {
        (0..depth).fold(step.clone(), |inner, index| Step {
            id: format!("deep/{index}"),
            children: vec![inner],
            ..step.clone()
        })
    }
    let mut decision = decision("not-applicable");
    let leaf = Step { children: Vec::new(), ..decision.trace.as_ref().unwrap()[0].clone() };
    decision.trace = Some(vec![chain(&leaf, 150)]);
    for format in FORMATS {
        for audience in AUDIENCES {
            let _ = rendered(&decision, format, audience);
        }
    }
    let page = rendered(&decision, Format::Html, Audience::Officer);
    assert_eq!(page.matches("<details open>").count(), 150);
    assert_eq!(page.matches("</details>").count(), 150);
}
