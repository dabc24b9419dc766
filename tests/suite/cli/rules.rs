//! Rules in a folder, and the commands that read all of them.

use std::fs;
use std::path::{Path, PathBuf};

use super::{ELIGIBLE, SCHEME};
use crate::command::{folder, hantei, hantei_with};

/// A copy of the rules of one scheme and of the common files.
pub(super) fn copy(name: &str) -> PathBuf {
    let to = folder(name);
    for part in ["common", SCHEME] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(part);
        fs::create_dir(to.join(part)).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(part).join(entry.file_name())).unwrap();
        }
    }
    to
}

#[test]
fn the_built_in_rules_have_no_findings() {
    let run = hantei(&["--lang", "en", "check"]);
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
    let (notes, schemes): (Vec<_>, Vec<_>) =
        run.out.lines().partition(|line| line.starts_with("  allowed: "));
    assert_eq!(schemes.len(), 5, "{notes:?}");
    assert!(schemes.iter().all(|line| line.contains("no findings")), "{}", run.out);
    let run = hantei(&["check", SCHEME, "--format", "json"]);
    assert_eq!(run.json()[0]["findings"], serde_json::json!([]));
}

#[test]
fn schemes_are_listed_with_their_titles() {
    let run = hantei(&["list"]);
    assert_eq!(run.status, Some(0));
    assert_eq!(run.out.lines().count(), 5);
    assert!(run.out.contains("上越市新規学校卒業者就職試験支援補助金"));
    assert_eq!(hantei(&["list", "--format", "json"]).json()[1]["scheme"], SCHEME);
}

#[test]
fn a_folder_takes_the_place_of_the_built_in_rules() {
    let rules = copy("folder");
    let path = rules.join(SCHEME).join("parameters.yaml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("value: 1万円"));
    fs::write(&path, text.replace("value: 1万円", "value: 5千円")).unwrap();
    let decide = ["decide", SCHEME, "--facts", ELIGIBLE, "--format", "json"];
    let grant = |variables: &[(&str, &str)], more: &[&str]| {
        hantei_with(&[&decide, more].concat(), variables, b"").json()["outcomes"]["grant"]["value"]
            .clone()
    };
    let rules = rules.to_str().unwrap();
    assert_eq!(grant(&[], &[]), 7739);
    assert_eq!(grant(&[], &["--rules", rules]), 5000);
    assert_eq!(grant(&[("HANTEI_RULES", rules)], &[]), 5000);
    assert_eq!(grant(&[("HANTEI_RULES", "")], &[]), 7739);
}

#[test]
fn a_finding_is_told_with_its_place_and_nothing_is_decided() {
    let rules = copy("finding");
    let path = rules.join(SCHEME).join("parameters.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let line = text.lines().position(|line| line.contains("id: grant_cap")).unwrap() + 1;
    fs::write(&path, text.replace("id: grant_cap", "idd: grant_cap")).unwrap();
    let rules = rules.to_str().unwrap();
    let place = format!("{SCHEME}/parameters.yaml:{line}:5");

    let run = hantei(&["--lang", "en", "--rules", rules, "check"]);
    assert_eq!(run.status, Some(1));
    assert!(run.out.contains("unknown-key") && run.out.contains(&place), "{}", run.out);

    let run = hantei(&["--rules", rules, "check", "--format", "json"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(run.json()[0]["findings"][0]["line"], line);

    let run = hantei(&["--rules", rules, "decide", SCHEME, "--facts", ELIGIBLE]);
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains(&place), "{}", run.err);
}

#[test]
fn only_rule_files_are_read() {
    let rules = copy("others");
    fs::write(rules.join(SCHEME).join("notes.txt"), "not: [yaml").unwrap();
    fs::write(rules.join(SCHEME).join(".draft.yaml"), "not: [yaml").unwrap();
    fs::create_dir_all(rules.join(".git/x")).unwrap();
    fs::write(rules.join(".git/x/y.yaml"), "not: [yaml").unwrap();
    let run = hantei(&["--rules", rules.to_str().unwrap(), "check"]);
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_nowhere_outside() {
    let rules = copy("links");
    let outside = folder("outside-of-links").join("rules.yaml");
    fs::write(&outside, "not: [yaml").unwrap();
    std::os::unix::fs::symlink(&outside, rules.join(SCHEME).join("linked.yaml")).unwrap();
    std::os::unix::fs::symlink(&rules, rules.join(SCHEME).join("round")).unwrap();
    let run = hantei(&["--rules", rules.to_str().unwrap(), "check"]);
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

#[test]
fn a_folder_of_rules_has_limits() {
    let rules = copy("many");
    for number in 0..1_000 {
        fs::write(rules.join(SCHEME).join(format!("x{number}.yaml")), "").unwrap();
    }
    let run = hantei(&["--rules", rules.to_str().unwrap(), "check"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("too-many"), "{}", run.err);
}

#[test]
fn a_folder_without_schemes_is_wrong_usage() {
    let empty = folder("empty");
    for command in ["check", "test", "list"] {
        let run = hantei(&["--rules", empty.to_str().unwrap(), command]);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{command}");
    }
    let missing = empty.join("missing");
    let run = hantei(&["--rules", missing.to_str().unwrap(), "check"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("file-unreadable"), "{}", run.err);
}

#[test]
fn the_worked_cases_of_a_scheme_pass() {
    let run = hantei(&["--lang", "en", "test", "joetsu-job-portal"]);
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}
