//! `fmt`, `new` and `rollover`: what they write, and what they leave.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Run, folder, hantei};

const YEARLY: &str = "nagareyama-recruiting";

/// A folder of rules with one scheme, made by `new --from`.
fn copied(name: &str, scheme: &str) -> PathBuf {
    let rules = folder(name).join("rules");
    let run = run(&rules, &["new", scheme, "--from", scheme]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    rules
}

fn run(rules: &Path, arguments: &[&str]) -> Run {
    hantei(&[arguments, &["--rules", rules.to_str().unwrap(), "--lang", "en"]].concat())
}

/// All files below a folder with their bytes.
fn content(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(content(&entry));
        } else {
            found.push((entry.clone(), fs::read(entry).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_skeleton_has_no_findings_and_its_cases_come_out() {
    let rules = folder("skeleton").join("rules");
    let made = run(&rules, &["new", "my-grant", "--year", "令和19年度"]);
    assert_eq!(made.status, Some(0), "{}", made.err);
    assert_eq!(made.out.lines().count(), 7, "{}", made.out);
    assert!(made.err.contains("hantei check my-grant --rules"), "{}", made.err);
    let check = run(&rules, &["check", "my-grant"]);
    assert_eq!(check.status, Some(0), "{}{}", check.out, check.err);
    let cases = run(&rules, &["test", "my-grant"]);
    assert_eq!(cases.status, Some(0), "{}{}", cases.out, cases.err);
    assert_eq!(run(&rules, &["fmt", "--check"]).status, Some(0), "it is in plain form");
    let next = run(&rules, &["rollover", "my-grant", "--to", "令和20年度", "--format", "json"]);
    assert_eq!(next.json()["added"], 2, "{}", next.err);
    let text = fs::read_to_string(rules.join("my-grant/parameters.yaml")).unwrap();
    assert!(text.contains("- { from: 2037-04-01, value: 10万円 }     # 確かめたら"), "{text}");
    assert!(text.contains("\n      - { from: 2038-04-01, value: 10万円 }\n"), "{text}");
}

#[test]
fn what_is_there_is_not_written_over() {
    let rules = copied("written-over", YEARLY);
    let before = content(&rules);
    for (id, status) in [(YEARLY, 2), ("Bad_Id", 2), ("common", 2), ("a/b", 2), ("", 2)] {
        let made = run(&rules, &["new", id]);
        assert_eq!(made.status, Some(status), "{id}: {}", made.err);
        assert!(content(&rules) == before, "{id}");
    }
    fs::write(rules.join("common/holidays.yaml"), "hantei: 1\n").unwrap();
    assert_eq!(run(&rules, &["new", "other"]).status, Some(0));
    let kept = fs::read_to_string(rules.join("common/holidays.yaml")).unwrap();
    assert_eq!(kept, "hantei: 1\n", "a common file that is there stays");
    let unknown = run(&rules, &["new", "another", "--from", "no-such-scheme"]);
    assert_eq!(unknown.status, Some(2), "{}", unknown.err);
    assert!(!rules.join("another").exists());
}

#[test]
fn a_copy_decides_as_its_original_under_its_own_id() {
    let rules = folder("copy").join("rules");
    let made = run(&rules, &["new", "travel-2", "--from", "joetsu-exam-travel"]);
    assert_eq!(made.status, Some(0), "{}", made.err);
    assert!(rules.join("common/civil.yaml").is_file());
    let test = run(&rules, &["test"]);
    assert_eq!(test.status, Some(0), "{}{}", test.out, test.err);
    assert!(test.out.starts_with("travel-2"), "{}", test.out);
}

#[test]
fn formatting_writes_what_the_check_shows() {
    let rules = copied("fmt", YEARLY);
    let path = rules.join(YEARLY).join("parameters.yaml");
    let plain = fs::read_to_string(&path).unwrap();
    let sloppy = plain.replace("value: 40万円 }", "value: ４０万円  }");
    assert_ne!(plain, sloppy);
    fs::write(&path, &sloppy).unwrap();
    let check = run(&rules, &["fmt", "--check"]);
    assert_eq!(check.status, Some(1));
    assert!(
        check.out.contains("\n+      - { from: 2026-04-01, value: 40万円 }\n"),
        "{}",
        check.out
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), sloppy, "the check writes nothing");
    let done = run(&rules, &["fmt", YEARLY]);
    assert_eq!(
        (done.status, done.out.as_str()),
        (Some(0), "nagareyama-recruiting/parameters.yaml\n")
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), plain);
    let again = run(&rules, &["fmt", path.to_str().unwrap()]);
    assert_eq!((again.status, again.out.as_str()), (Some(0), ""));
}

#[test]
fn a_file_with_findings_is_left_and_the_others_are_formatted() {
    let rules = copied("fmt-findings", YEARLY);
    let [bad, good] = ["rules.yaml", "parameters.yaml"].map(|name| rules.join(YEARLY).join(name));
    fs::write(&bad, "rules:\n  額: { value: １円 + }\n").unwrap();
    let text = fs::read_to_string(&good).unwrap().replace("1/3 }", "１/３ }");
    fs::write(&good, text).unwrap();
    let done = run(&rules, &["fmt"]);
    assert_eq!(done.status, Some(1), "{}", done.err);
    assert!(done.err.contains("rules.yaml  left as it is"), "{}", done.err);
    assert!(fs::read_to_string(&bad).unwrap().contains("１円 +"));
    assert!(fs::read_to_string(&good).unwrap().contains("value: 1/3 }"));
    fs::write(&bad, b"rules: \x83\x8b").unwrap();
    let done = run(&rules, &["fmt"]);
    assert_eq!(done.status, Some(1));
    assert!(done.err.contains("not-utf8"), "{}", done.err);
}

#[test]
fn a_rollover_is_shown_then_written_then_done() {
    let rules = copied("rollover", YEARLY);
    let before = content(&rules);
    let rollover = ["rollover", YEARLY, "--to", "令和9年度"];
    let shown = run(&rules, &[&rollover[..], &["--dry-run"]].concat());
    assert_eq!(shown.status, Some(0), "{}", shown.err);
    assert!(
        shown.out.contains("\n+      - { from: 2027-04-01, value: 40万円 }\n"),
        "{}",
        shown.out
    );
    assert!(content(&rules) == before, "a dry run writes nothing");
    let json = run(&rules, &[&rollover[..], &["--dry-run", "--format", "json"]].concat()).json();
    let patch = json["patch"].as_str().unwrap();
    assert!(shown.out.starts_with(patch));
    let done = run(&rules, &[&rollover[..], &["--format", "json"]].concat());
    assert_eq!(done.json()["added"], 10, "{}", done.err);
    let lines = |text: &str| text.lines().filter(|line| line.starts_with('+')).count();
    assert_eq!(lines(patch), 11, "ten values and the name of the file");
    let once = content(&rules);
    assert_eq!(once.len(), before.len(), "no file is left over");
    let twice = run(&rules, &["rollover", YEARLY, "--to", "2027-04-01"]);
    assert_eq!(twice.status, Some(0));
    assert!(twice.out.contains("was done before"), "{}", twice.out);
    assert!(content(&rules) == once);
    assert_eq!(run(&rules, &["test", YEARLY]).status, Some(0));
}

#[test]
fn what_cannot_be_carried_over_is_refused() {
    let rules = copied("refused", YEARLY);
    let path = rules.join(YEARLY).join("parameters.yaml");
    let refused = |arguments: &[&str], status: i32, says: &str| {
        let before = content(&rules);
        let run = run(&rules, arguments);
        assert_eq!(run.status, Some(status), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(says), "{arguments:?}: {}", run.err);
        assert!(content(&rules) == before, "{arguments:?}");
    };
    refused(&["rollover", YEARLY, "--to", "令和7年度"], 2, "begins on 2026-04-01");
    refused(&["rollover", YEARLY, "--to", "来年度"], 2, "bad-date");
    refused(&["rollover", "no-such", "--to", "令和9年度"], 2, "unknown-scheme");
    let built_in = hantei(&["--lang", "en", "rollover", YEARLY, "--to", "令和9年度"]);
    assert_eq!(built_in.status, Some(2));
    assert!(built_in.err.contains("hantei new"), "{}", built_in.err);
    let text = fs::read_to_string(&path).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    refused(&["rollover", YEARLY, "--to", "令和9年度"], 2, "cannot write");
    fs::remove_file(&path).unwrap();
    fs::write(&path, text.replace("value: 1/3 }", "value: 1/ }")).unwrap();
    refused(&["rollover", YEARLY, "--to", "令和9年度"], 1, "syntax");
}
