//! What people read of each scheme: one snapshot a verdict and reader, from worked cases.

use hantei::decision::{Decision, Verdict};
use hantei::explain::{Audience, Format, Options, render};
use hantei::intake::{self, Datum, DatumKind};
use hantei::source::Sources;
use hantei::{Ask, BuiltIn, Facts, Files, Lang, Scheme, TraceLevel, document, rulebook};
use serde_json::Value;

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

/// The digests change with every edit of a rule file and say nothing to a reader.
fn without_digests(decision: &Decision) -> Decision {
    let mut decision = decision.clone();
    "…".clone_into(&mut decision.receipt.rules);
    "…".clone_into(&mut decision.receipt.facts);
    decision
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
            snapshot(&name, &text(&without_digests(&decision), audience));
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

fn is_hiragana(sign: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&sign)
}

/// Every `cite` in a JSON value: where a clause stands, in the words of its document.
fn cites(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::String(cite) if key == "cite" => found.push(cite.clone()),
                    _ => cites(inner, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|one| cites(one, found)),
        _ => {}
    }
}

/// The lines of an explanation that hold hiragana outside the cites of clauses.
fn japanese_lines(decision: &Decision, audience: Audience) -> (usize, Vec<String>) {
    let mut quoted = Vec::new();
    cites(&serde_json::to_value(decision).unwrap(), &mut quoted);
    quoted.retain(|cite| cite.chars().any(is_hiragana));
    // A cite may be the beginning of another.
    quoted.sort_by_key(|cite| std::cmp::Reverse(cite.len()));
    let options = Options { audience, width: 0, ..Options::default() };
    let whole = render(decision, &options);
    let written = whole.lines().filter(|line| line.chars().any(is_hiragana)).count();
    let is_japanese = |line: &&str| {
        let rest = quoted.iter().fold((*line).to_owned(), |rest, cite| rest.replace(cite, ""));
        rest.chars().any(is_hiragana)
    };
    (written, whole.lines().filter(is_japanese).map(str::to_owned).collect())
}

#[test]
fn english_holds_no_japanese_sentence() {
    let mut quoting = 0;
    let mut wrong = Vec::new();
    for (scheme, verdict, decision) in decisions(Lang::En) {
        for audience in [Audience::Applicant, Audience::Officer] {
            let (written, lines) = japanese_lines(&decision, audience);
            quoting += written;
            let place = format!("{scheme}, {verdict:?} for {audience:?}");
            wrong.extend(lines.into_iter().map(|line| format!("{place}: {line}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(quoting > 0, "the measure finds no hiragana in cites either");
}

#[test]
fn a_japanese_explanation_is_found() {
    let (_, _, decision) = decisions(Lang::Ja).next().unwrap();
    assert!(!japanese_lines(&decision, Audience::Applicant).1.is_empty());
}
