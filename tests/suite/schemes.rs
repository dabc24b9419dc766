//! What people read of each scheme: one snapshot a verdict and reader, from worked cases.

use hantei::decision::{Decision, Verdict};
use hantei::explain::{Audience, Format, Options, render};
use hantei::intake::{self, Datum, DatumKind};
use hantei::source::Sources;
use hantei::{BuiltIn, Files, Lang, Scheme, TraceLevel, document, rulebook};
use hantei::{Ask, Facts};

use Verdict::{Eligible, Ineligible, NotApplicable, Undetermined};

/// A scheme and, for each verdict that its worked cases reach, one of them.
const SCHEMES: [(&str, &[(Verdict, &str)]); 5] = [
    (
        "jetro-event-calendar",
        &[(Eligible, "C001-01"), (Ineligible, "OWN-41"), (Undetermined, "C001-34")],
    ),
    (
        "joetsu-exam-travel",
        &[(Eligible, "C002-C20"), (Ineligible, "C002-A09"), (Undetermined, "C002-A17")],
    ),
    (
        "joetsu-job-portal",
        &[
            (Eligible, "C000-31"),
            (Ineligible, "OWN-61"),
            (Undetermined, "C000-14"),
            (NotApplicable, "OWN-21"),
        ],
    ),
    (
        "miyazaki-midcareer",
        &[(Eligible, "C004-18"), (Ineligible, "C004-47"), (Undetermined, "C004-33")],
    ),
    (
        "nagareyama-recruiting",
        &[(Eligible, "C003-44"), (Ineligible, "C003-12"), (Undetermined, "C003-34")],
    ),
];

/// The cases of a scheme and the scheme that decides them.
pub(super) struct Cases {
    scheme: Scheme,
    sources: Sources,
    list: Vec<Datum>,
}

impl Cases {
    pub(super) fn of(id: &str) -> Self {
        let scheme = rulebook::load_scheme(&BuiltIn, id).unwrap_or_else(|found| panic!("{found}"));
        let path = format!("{id}/cases.yaml");
        let mut sources = Sources::default();
        let bytes = BuiltIn.read(&path).unwrap();
        let file = document::read_bytes(path.as_str(), &bytes, &mut sources).unwrap();
        let (node, findings) = document::read(&sources, file);
        assert!(findings.is_empty(), "{path}");
        let whole = Datum::from_node(&node.unwrap());
        let DatumKind::List(list) = whole.get("cases").unwrap().kind.clone() else {
            panic!("`cases` of {path} is no list")
        };
        Self { scheme, sources, list }
    }

    /// The case under the adopted readings, with the trace that the command keeps for text.
    pub(super) fn decide(&self, case: &str, lang: Lang) -> Decision {
        let named = |one: &&Datum| one.get("id").and_then(Datum::as_str) == Some(case);
        let case = self.list.iter().find(named).unwrap_or_else(|| panic!("no case {case}"));
        let facts = self.facts(case);
        let as_of = case.get("as_of").and_then(Datum::as_str).map(|date| date.parse().unwrap());
        let ask = Ask { as_of, trace: TraceLevel::Reasons, lang, ..Ask::default() };
        self.scheme.decide(&facts, &ask).unwrap_or_else(|finding| panic!("{finding:?}"))
    }

    fn facts(&self, case: &Datum) -> Facts {
        let found = intake::from_datum(self.scheme.program(), case.get("facts").unwrap());
        found.unwrap_or_else(|findings| panic!("{findings:?} in {:?}", self.sources))
    }
}

/// Every case of the table, decided in `lang`: scheme, verdict as stated, decision.
pub(super) fn decisions(lang: Lang) -> impl Iterator<Item = (&'static str, Verdict, Decision)> {
    SCHEMES.into_iter().flat_map(move |(scheme, chosen)| {
        let cases = Cases::of(scheme);
        chosen.iter().map(move |(verdict, case)| (scheme, *verdict, cases.decide(case, lang)))
    })
}

fn text(decision: &Decision, audience: Audience) -> String {
    render(decision, &Options { format: Format::Text, audience, ..Options::default() })
}

fn word(verdict: Verdict) -> String {
    serde_json::to_value(verdict).unwrap().as_str().unwrap().replace('_', "-")
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn each_verdict_reads_well() {
    for (scheme, verdict, decision) in decisions(Lang::Ja) {
        assert_eq!(decision.verdict, verdict, "{scheme}");
        for (audience, reader) in
            [(Audience::Applicant, "applicant"), (Audience::Officer, "officer")]
        {
            let name = format!("scheme-{scheme}-{}-{reader}", word(verdict));
            snapshot(&name, &text(&decision, audience));
        }
    }
}

#[test]
fn a_refusal_reads_well_in_english() {
    for (scheme, verdict, decision) in decisions(Lang::En) {
        if verdict == Ineligible {
            let name = format!("scheme-{scheme}-ineligible-applicant-en");
            snapshot(&name, &text(&decision, Audience::Applicant));
        }
    }
}

/// `text` without what stands in brackets of any kind, nested ones included.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for sign in text.chars() {
        match sign {
            '(' | '（' | '[' | '「' | '『' | '“' => depth += 1,
            ')' | '）' | ']' | '」' | '』' | '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(sign),
            _ => {}
        }
    }
    kept
}

fn is_hiragana(sign: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&sign)
}

/// Every string of `value` under a key that quotes the document: cites, names of files and sources,
/// expressions.
fn quoted(value: &serde_json::Value, found: &mut Vec<String>) {
    const KEYS: [&str; 6] = ["cite", "expression", "path", "file", "source", "name"];
    match value {
        serde_json::Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    serde_json::Value::String(text) if KEYS.contains(&key.as_str()) => {
                        found.push(text.clone());
                    }
                    _ => quoted(inner, found),
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|one| quoted(one, found)),
        _ => {}
    }
}

#[test]
fn probe_english() {
    let mut bad = std::collections::BTreeSet::new();
    for (scheme, verdict, decision) in decisions(Lang::En) {
        let mut cites = Vec::new();
        quoted(&serde_json::to_value(&decision).unwrap(), &mut cites);
        cites.sort_by_key(|one| std::cmp::Reverse(one.len()));
        for audience in [Audience::Applicant, Audience::Officer] {
            let options = Options { format: Format::Text, audience, width: 0, ..Options::default() };
            for line in render(&decision, &options).lines() {
                let mut rest = line.to_owned();
                for cite in &cites { if cite.chars().any(is_hiragana) { rest = rest.replace(cite.as_str(), ""); } }
                if outside_brackets(&rest).chars().any(is_hiragana) {
                    bad.insert(format!("{scheme} {verdict:?} {audience:?}: {}", line.trim()));
                }
            }
        }
    }
    std::fs::write("/tmp/h/g-bad.txt", bad.into_iter().collect::<Vec<_>>().join("\n")).unwrap();
}
