//! The command: exit status, streams, and what it says when it is used wrongly.

mod ask;
mod check;
mod diff;
mod doc;
mod edit;
mod impact;
mod jsonl;
mod record;
mod rules;
mod sweep;
mod tested;
mod usage;

use serde_json::json;

use crate::command::{file, folder, hantei, hantei_with};

const SCHEME: &str = "joetsu-exam-travel";
const ELIGIBLE: &str = "examples/joetsu-exam-travel.json";
const REFUSED: &str = "examples/joetsu-exam-travel-refused.json";

#[test]
fn the_verdict_does_not_change_the_exit_status() {
    for (facts, verdict) in [(ELIGIBLE, "eligible"), (REFUSED, "ineligible")] {
        let run = hantei(&["decide", SCHEME, "--facts", facts, "--format", "json"]);
        assert_eq!(run.status, Some(0), "{}", run.err);
        assert_eq!(run.err, "");
        assert_eq!(run.json()["verdict"], verdict);
    }
}

/// 18,481円 / 2 = 9,240.5円 → 9,240円; less 3,001円 / 2 = 1,500.5円 → 7,739.5円 → 7,739円. Under the
/// other reading the deduction is rounded first: 9,240円 - 1,500円 = 7,740円.
#[test]
fn the_example_comes_to_the_amount_worked_out_by_hand() {
    let grant = |more: &[&str]| {
        let usual = ["decide", SCHEME, "--facts", ELIGIBLE, "--format", "json", "--trace", "none"];
        hantei(&[&usual, more].concat()).json()["outcomes"]["grant"]["value"].clone()
    };
    assert_eq!(grant(&[]), 7739);
    assert_eq!(grant(&["--reading", "half_rounding=round_half_first"]), 7740);
}

#[test]
fn facts_come_from_standard_input_too() {
    let facts =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/joetsu-exam-travel.json"));
    let arguments = ["decide", SCHEME, "--facts", "-", "--format", "json"];
    let run = hantei_with(&arguments, &[], &facts.unwrap());
    assert_eq!(run.json()["verdict"], "eligible");
}

#[test]
fn no_facts_are_an_undetermined_case() {
    for nothing in ["{}", "", "# nothing\n", "null"] {
        let arguments = ["decide", SCHEME, "--facts", "-", "--format", "json"];
        let run = hantei_with(&arguments, &[], nothing.as_bytes());
        assert_eq!(run.status, Some(0), "{nothing:?}: {}", run.err);
        assert_eq!(run.json()["verdict"], "undetermined", "{nothing:?}");
    }
}

#[test]
fn the_trace_is_as_deep_as_asked() {
    let trace = |level: &str| {
        let run =
            hantei(&["decide", SCHEME, "--facts", ELIGIBLE, "--format", "json", "--trace", level]);
        run.json().get("trace").and_then(|trace| trace.as_array().map(Vec::len))
    };
    assert_eq!(trace("none"), None);
    assert_eq!(trace("reasons"), Some(1), "the headline amount alone");
    assert!(trace("full") > Some(5));
}

#[test]
fn equal_runs_give_equal_bytes_in_every_form() {
    for format in ["text", "json", "markdown", "html"] {
        let run = || hantei(&["decide", SCHEME, "--facts", ELIGIBLE, "--format", format]).out;
        assert!(!run().is_empty());
        assert_eq!(run(), run(), "{format}");
    }
}

#[test]
fn the_output_goes_to_a_file_and_nothing_else_is_said() {
    let path = folder("output").join("decision.html");
    let run = hantei(&[
        "decide",
        SCHEME,
        "--facts",
        ELIGIBLE,
        "--format",
        "html",
        "--output",
        path.to_str().unwrap(),
    ]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    assert!(std::fs::read_to_string(path).unwrap().contains("</html>"));
}

#[test]
fn the_language_is_asked_for_or_that_of_the_environment() {
    let first = |arguments: &[&str], variables: &[(&str, &str)]| {
        let usual = ["decide", SCHEME, "--facts", ELIGIBLE, "--trace", "none"];
        hantei_with(&[&usual, arguments].concat(), variables, b"")
            .out
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    let japanese = "上越市新規学校卒業者就職試験支援補助金";
    assert_eq!(first(&[], &[]), japanese);
    assert_eq!(first(&[], &[("LANG", "ja_JP.UTF-8")]), japanese);
    assert_eq!(first(&[], &[("HANTEI_LANG", "ja"), ("LANG", "en_GB.UTF-8")]), japanese);
    assert_eq!(first(&["--lang", "ja"], &[("LANG", "en_GB.UTF-8")]), japanese);
    assert_ne!(first(&[], &[("LANG", "en_GB.UTF-8")]), japanese);
    assert_ne!(first(&[], &[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")]), japanese);
}

#[test]
fn colour_is_only_where_it_is_wanted() {
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let usual = ["decide", SCHEME, "--facts", ELIGIBLE, "--trace", "none"];
        hantei_with(&[&usual, arguments].concat(), variables, b"").out.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(!coloured(&[], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[]));
    assert!(coloured(&["--color", "always"], &[]));
}

#[test]
fn expressions_are_evaluated_exactly() {
    let run = hantei(&["expr", "1200000円 * 1/3", "--format", "json"]);
    assert_eq!(
        run.json(),
        json!({ "state": "known", "value": 400_000, "type": "number", "unit": "円" })
    );
    assert_eq!(hantei(&["expr", "1/3 + 1/6"]).out.trim_end(), "0.5");
    assert_eq!(hantei(&["expr", "-1円 + 2円", "--format", "json"]).json()["value"], 1);
}

#[test]
fn expressions_read_facts_with_and_without_a_scheme() {
    let facts = file("plain.yaml", "資本金: 30000000円\n申請日: 2026-04-01\n");
    let run = hantei(&["expr", "資本金 <= 3億円 and 申請日 >= 2026-04-01", "--facts", &facts]);
    assert_eq!(run.out.trim_end(), "はい");
    let run = hantei(&[
        "expr",
        "補助金の額",
        "--scheme",
        SCHEME,
        "--facts",
        ELIGIBLE,
        "--format",
        "json",
    ]);
    assert_eq!(run.json()["value"], 7739, "{}", run.err);
}

#[test]
fn a_wrong_expression_is_a_finding_with_its_place() {
    let run = hantei(&["--lang", "en", "expr", "1000円 + 3人"]);
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("unit-mismatch"), "{}", run.err);
    assert!(run.err.contains('^'), "{}", run.err);
}

#[test]
fn the_day_on_which_the_budget_is_reached_is_shared_out() {
    let run = hantei(&[
        "allocate",
        "nagareyama-recruiting",
        "--applications",
        "examples/nagareyama-allocation.json",
        "--budget",
        "170,000円",
        "--date",
        "2026-12-07",
        "--format",
        "json",
    ]);
    let result = run.json();
    assert_eq!(result["accepted"], json!(["2026-033", "2026-031"]), "{}", run.err);
    assert_eq!(result["rejected"], json!(["2026-032"]));
    assert_eq!(result["not_ranked"], json!(["2026-034"]));
    assert_eq!(result["remaining"], 0);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_ends_the_command_quietly() {
    let mut child =
        crate::command::command(&["decide", SCHEME, "--facts", ELIGIBLE]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn completions_name_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = hantei(&["completions", shell]);
        assert_eq!(run.status, Some(0));
        assert!(run.out.contains("allocate"), "{shell}");
    }
}
