//! `hantei diff`: folders, revisions of git, dates; and what cannot be compared.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::{folder, hantei, hantei_with};

const SCHEME: &str = "joetsu-job-portal";
const OLD: &str = "[郵送, FAX, 持参]";
const NEW: &str = "[郵送, 持参]";

/// A folder of rules that holds one scheme and the common files, with one text changed.
fn rules(name: &str, change: Option<(&str, &str)>) -> String {
    let top = folder(name);
    write(&top, change);
    top.to_str().unwrap().to_owned()
}

fn write(top: &Path, change: Option<(&str, &str)>) {
    for part in ["common", SCHEME] {
        fs::create_dir_all(top.join(part)).unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(part);
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let mut text = fs::read_to_string(&path).unwrap();
            if let Some((old, new)) = change {
                text = text.replace(old, new);
            }
            fs::write(top.join(part).join(path.file_name().unwrap()), text).unwrap();
        }
    }
}

#[test]
fn differences_are_no_findings() {
    let (old, new) = (rules("diff-old", None), rules("diff-new", Some((OLD, NEW))));
    let run = hantei(&["diff", &old, &new, "--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let found = run.json();
    assert_eq!(found["same"], false);
    assert_eq!(found["articles"][0]["id"], "accepted_methods");
    assert_eq!(found["articles"][0]["effect"]["kind"], "witness");
    let same = hantei(&["diff", &old, &old, SCHEME]);
    assert_eq!(same.status, Some(0));
    assert!(same.out.contains("意味の変わる違いはありません"), "{}", same.out);
}

#[test]
fn a_page_goes_into_a_file() {
    let (old, new) = (rules("diff-page-old", None), rules("diff-page-new", Some((OLD, NEW))));
    let page = folder("diff-page").join("table.html");
    let path = page.to_str().unwrap();
    let run = hantei(&["diff", &old, &new, SCHEME, "--format", "html", "--output", path]);
    assert_eq!((run.status, run.out.as_str()), (Some(0), ""), "{}", run.err);
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("新旧対照表") && page.contains("<u>FAX</u>"), "{page}");
}

#[test]
fn rules_with_findings_are_told_with_status_1() {
    let (old, new) =
        (rules("diff-bad-old", None), rules("diff-bad-new", Some((OLD, "[郵送, 伝書鳩]"))));
    let run = hantei(&["diff", &old, &new, SCHEME]);
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("伝書鳩") && run.err.contains("parameters.yaml"), "{}", run.err);
}

#[test]
fn dates_of_one_scheme() {
    let scheme = "jetro-event-calendar";
    let run = hantei(&["diff", scheme, "--from", "令和元年5月13日", "--to", "2019-05-14"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    assert!(run.out.contains("更新の間隔") && run.out.contains("令和元年5月14日"), "{}", run.out);
}

#[test]
fn revisions_of_git() {
    let top = folder("diff-git");
    let git = |arguments: &[&str]| {
        let known =
            ["-c", "user.name=t", "-c", "user.email=t@example.jp", "-c", "init.defaultBranch=main"];
        let run =
            Command::new("git").args(known).args(arguments).current_dir(&top).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    git(&["init", "-q"]);
    write(&top.join("rules"), None);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "old"]);
    git(&["tag", "r7"]);
    write(&top.join("rules"), Some((OLD, NEW)));
    git(&["commit", "-q", "-a", "-m", "new"]);
    let run = |arguments: &[&str]| {
        let command = Command::new(env!("CARGO_BIN_EXE_hantei"))
            .args(["--lang", "ja", "diff"])
            .args(arguments)
            .current_dir(&top)
            .env_remove("HANTEI_RULES")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (command.status.code(), text(command.stdout), text(command.stderr))
    };
    for arguments in [
        &["r7:rules", "HEAD:rules", SCHEME][..],
        &["r7:rules", "rules"],
        &["r7", "HEAD", SCHEME, "--git=rules"],
        &["r7", "HEAD", SCHEME, "--git"],
    ] {
        let (status, out, err) = run(arguments);
        assert_eq!((status, err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(out.contains("郵送、［FAX］、持参 → 郵送、持参"), "{arguments:?}: {out}");
    }
    let (status, _, err) = run(&["r6:rules", "rules"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("r6"), "{err}");
}

#[test]
fn without_git_it_is_said_so() {
    let arguments = ["diff", "HEAD:rules", "HEAD:rules", SCHEME];
    let run = hantei_with(&arguments, &[("PATH", "")], b"");
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("git コマンドが見つかりません"), "{}", run.err);
}

#[test]
fn wrong_usage_says_what_to_write() {
    let rules = rules("diff-usage", None);
    let empty = folder("diff-empty");
    let empty = empty.to_str().unwrap();
    for (arguments, says) in [
        (&["diff", SCHEME][..], "--from"),
        (&["diff", SCHEME, "--from", "2026-04-01", "--to", "2026-03-31"], "より前の日付"),
        (&["diff", &rules, &rules, "joetsu-exam-travel"], "joetsu-exam-travel"),
        (&["diff", &rules, empty], "共通の制度がありません"),
        (&["diff", "rules", "rules", "--format", "html"], "制度ごと"),
        (&["diff", "no-such-folder", &rules], "no-such-folder"),
        (&["diff", SCHEME, "--from", "someday", "--to", "2026-03-31"], "someday"),
        (&["diff", &rules, &rules, "--from", "2026-03-31", "--to", "2026-04-01"], "1つだけ"),
    ] {
        let run = hantei(arguments);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains(says), "{arguments:?}: {}", run.err);
    }
}
