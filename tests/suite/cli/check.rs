//! `check`: warnings, what denies and allows them, confirmation as of a day, forms for other tools.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::SCHEME;
use super::rules::copy;
use crate::command::{Run, command, hantei};

/// A copy of the rules in which a fact was left over; the line of the fact.
fn with_a_warning(name: &str) -> (PathBuf, usize) {
    let rules = copy(name);
    let path = rules.join(SCHEME).join("scheme.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace(
        "\nfacts:\n",
        "\nfacts:\n  𠮷野家の数: { id: left_over, type: count, unit: 件 }\n",
    );
    let line = text.lines().position(|line| line.contains("left_over")).unwrap() + 1;
    fs::write(&path, text).unwrap();
    (rules, line)
}

fn check(rules: &Path, more: &[&str]) -> Run {
    let usual = ["--lang", "en", "--rules", rules.to_str().unwrap(), "check", SCHEME];
    hantei(&[&usual, more].concat())
}

#[test]
fn warnings_are_shown_and_stop_nothing_unless_they_are_denied() {
    let (rules, line) = with_a_warning("warned");
    let run = check(&rules, &[]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(run.out.starts_with("warning[unused-fact]: "), "{}", run.out);
    assert!(run.out.contains(&format!("{SCHEME}/scheme.yaml:{line}:3")), "{}", run.out);
    assert!(run.out.contains(&format!("{SCHEME}  1 warning (")), "{}", run.out);

    for (denied, status, word) in [
        ("warnings", 1, "error[unused-fact]"),
        ("unused-fact", 1, "error[unused-fact]"),
        ("unused-rule", 0, "warning[unused-fact]"),
    ] {
        let run = check(&rules, &["--deny", denied]);
        assert_eq!(run.status, Some(status), "{denied}: {}", run.out);
        assert!(run.out.starts_with(word), "{denied}: {}", run.out);
    }
    let both = check(&rules, &["--deny", "unused-rule", "--deny", "unused-fact"]);
    assert_eq!(both.status, Some(1));
}

#[test]
fn only_warnings_can_be_denied() {
    for (name, near) in [("unused-facts", Some("`unused-fact`")), ("unknown-name", None)] {
        let run = hantei(&["--lang", "en", "check", "--deny", name]);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{name}");
        assert!(run.err.contains(name), "{}", run.err);
        assert!(near.is_none_or(|near| run.err.contains(near)), "{}", run.err);
    }
}

#[test]
fn an_allowed_warning_is_noted_until_its_day_and_not_denied() {
    let (rules, _) = with_a_warning("allowed");
    let path = rules.join(SCHEME).join("scheme.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let allowed = "  allow:\n    - { warning: unused-fact, of: 𠮷野家の数, reason: 記録のため, until: 2030-03-31 }\n";
    fs::write(&path, text.replace("  allow:\n", allowed)).unwrap();

    for day in [&[][..], &["--as-of", "2026-12-01"], &["--as-of", "令和4年4月1日"]] {
        let run = check(&rules, &[&["--deny", "warnings"], day].concat());
        assert_eq!(run.status, Some(0), "{day:?}: {}", run.out);
        let note = "  allowed: unused-fact × 1 (until 2030-03-31): 記録のため";
        assert!(run.out.lines().any(|line| line == note), "{}", run.out);
    }
    let run = check(&rules, &["--as-of", "2030-04-01"]);
    assert_eq!(run.status, Some(0));
    assert!(run.out.contains("this allowance ran out on 2030-03-31"), "{}", run.out);
    assert_eq!(check(&rules, &["--as-of", "2030-04-01", "--deny", "unused-fact"]).status, Some(1));

    let json = check(&rules, &["--format", "json"]).json();
    assert_eq!(json[0]["findings"], json!([]));
    let allowed = json[0]["allowed"].as_array().unwrap();
    assert_eq!(allowed.len(), 2, "{allowed:?}");
    assert!(
        allowed.iter().any(|one| one["until"] == "2030-03-31" && one["reason"] == "記録のため")
    );
}

#[test]
fn a_year_cannot_begin_unconfirmed() {
    let rules = copy("unconfirmed");
    let path = rules.join(SCHEME).join("parameters.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let before = "    values:\n      - { from: 2017-04-01, value: 1万円 }\n";
    assert!(text.contains(before), "{text}");
    let write = |values: &[&str]| {
        let lines = values.join(" }\n      - { ");
        let after = format!("    confirm_by: 2027-04-01\n    values:\n      - {{ {lines} }}\n");
        fs::write(&path, text.replace(before, &after)).unwrap();
    };
    let status = |day: &str| check(&rules, &["--as-of", day]).status;

    let old = "from: 2017-04-01, value: 1万円, confirmed_on: 2026-03-10";
    write(&[old]);
    assert_eq!(check(&rules, &[]).status, Some(0), "no day, no clock");
    assert_eq!(status("2027-03-31"), Some(0));
    let run = check(&rules, &["--as-of", "令和9年4月1日"]);
    assert_eq!(run.status, Some(1));
    assert!(run.out.contains("error[unconfirmed]: `補助限度額`"), "{}", run.out);

    write(&[old, "from: 2027-04-01, value: 1万円"]);
    assert_eq!(status("2027-03-31"), Some(0));
    assert_eq!(status("2027-04-01"), Some(1), "carried over and not looked at");
    write(&[old, "from: 2027-04-01, value: 1万円, confirmed_on: 2027-03-20"]);
    assert_eq!(status("2027-04-01"), Some(0));
    assert_eq!(status("2028-04-01"), Some(1), "the next year");
}

#[test]
fn a_day_out_of_force_is_said() {
    let run = hantei(&["--lang", "en", "check", SCHEME, "--as-of", "2016-04-01"]);
    assert_eq!(run.status, Some(0), "{}", run.out);
    assert!(run.out.contains("  not in force on 2016-04-01"), "{}", run.out);
}

#[test]
fn a_wrong_day_is_wrong_usage() {
    let run = hantei(&["check", "--as-of", "2027-02-30"]);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("bad-date"), "{}", run.err);
}

#[test]
fn github_shows_findings_at_their_lines() {
    let (rules, line) = with_a_warning("github");
    let run = check(&rules, &["--format", "github"]);
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
    let rules = rules.canonicalize().unwrap();
    let below = rules.strip_prefix(here).unwrap_or(&rules).display().to_string();
    let file = format!("{below}/{SCHEME}/scheme.yaml");
    let start = format!(
        "::warning file={file},line={line},endLine={line},col=3,endColumn=8,title=unused-fact::nothing uses the fact `𠮷野家の数`%0A"
    );
    assert!(run.out.starts_with(&start), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    assert_eq!(
        hantei(&["check", "--format", "github"]).out,
        "",
        "allowed warnings are no findings"
    );
}

#[test]
fn errors_have_the_same_forms() {
    let rules = copy("forms");
    let path = rules.join(SCHEME).join("parameters.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("id: grant_cap", "idd: grant_cap")).unwrap();
    let run = check(&rules, &["--format", "github"]);
    assert_eq!(run.status, Some(1));
    assert!(run.out.starts_with("::error file="), "{}", run.out);
    let run = check(&rules, &["--format", "sarif"]);
    assert_eq!(run.status, Some(1));
    let result = &run.json()["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("unknown-key"), &json!("error")));
}

#[test]
fn a_sarif_log_says_what_its_readers_need() {
    let (rules, line) = with_a_warning("sarif");
    let run = check(&rules, &["--format", "sarif"]);
    assert_eq!(run.status, Some(0));
    let log = run.json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "hantei");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "one that stands and one that is allowed");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &driver["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(!rule["help"]["text"].as_str().unwrap().is_empty());
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        assert!(result["partialFingerprints"]["hanteiFinding/v1"].is_string());
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    let region = &place["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&json!(line), &json!(3)));
    assert_eq!(region["endColumn"], 9, "𠮷 has two units");
    assert_eq!(region["charLength"], 6);
    assert!(results[0].get("suppressions").is_none());
    let suppression = &results[1]["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert!(suppression["justification"].as_str().unwrap().len() > 10);
}

#[test]
fn files_are_named_from_where_the_command_runs() {
    let uri = |log: &Value| {
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        place["artifactLocation"].clone()
    };
    let wanted = json!({ "uri": "rules/joetsu-exam-travel/scheme.yaml", "uriBaseId": "%SRCROOT%" });
    for more in
        [&[][..], &["--rules", "rules"], &["--rules", "./rules/"], &["--rules", "src/../rules"]]
    {
        let run = hantei(&[&["check", SCHEME, "--format", "sarif"], more].concat());
        assert_eq!(uri(&run.json()), wanted, "{more:?}");
    }
    let rules = copy("elsewhere");
    let within = command(&["--rules", ".", "check", SCHEME, "--format", "sarif"])
        .current_dir(&rules)
        .output()
        .unwrap();
    let log: Value = serde_json::from_slice(&within.stdout).unwrap();
    assert_eq!(uri(&log)["uri"], "joetsu-exam-travel/scheme.yaml");
    let outside = command(&["--rules", "..", "check", SCHEME, "--format", "sarif"])
        .current_dir(rules.join("common"))
        .output()
        .unwrap();
    let log: Value = serde_json::from_slice(&outside.stdout).unwrap();
    let uri = uri(&log);
    assert!(uri["uri"].as_str().unwrap().ends_with("/joetsu-exam-travel/scheme.yaml"), "{uri}");
}
