//! `hantei impact`: forms, and saved applications that cannot be read.

use std::fs;
use std::path::Path;

use crate::command::{Run, file, folder, hantei, hantei_with};
use crate::impact::{applications, jsonl};

const SCHEME: &str = "joetsu-exam-travel";

/// A copy of the rules in which the cap is 2万円.
fn raised(name: &str) -> String {
    let rules = folder(name);
    for part in ["common", SCHEME] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(part);
        fs::create_dir_all(rules.join(part)).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let text = text.replace("2017-04-01, value: 1万円", "2017-04-01, value: 2万円");
            fs::write(rules.join(part).join(path.file_name().unwrap()), text).unwrap();
        }
    }
    rules.display().to_string()
}

fn impact(cases: &str, after: &str, more: &[&str]) -> Run {
    let usual = ["impact", SCHEME, "--cases", cases, "--before", "rules", "--after", after];
    hantei(&[&usual, more].concat())
}

fn refused(run: &Run, words: &str) {
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{}", run.err);
    assert!(run.err.contains(words), "{}", run.err);
}

#[test]
fn every_form_says_the_same() {
    let after = raised("impact-forms");
    let cases = file("impact-forms.jsonl", jsonl(&applications(SCHEME)));
    let run = impact(&cases, &after, &["--format", "json", "--most", "1"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let report = run.json();
    assert_eq!((&report["cases"], &report["changed"]), (&181.into(), &21.into()));
    assert_eq!(report["kept"].as_array().unwrap().len(), 2, "one of each sort");
    let run = impact(&cases, &after, &["--format", "csv"]);
    assert!(run.out.starts_with("\u{feff}行,整理番号,変化,"), "{}", run.out);
    assert_eq!(run.out.matches("\r\n").count(), 182);
    let row = "31,C002-C06,増額,該当,該当,10000,12500,2500,,,,\"補助限度額：";
    assert!(run.out.lines().any(|line| line.starts_with(row)), "{}", run.out);
    let run = impact(&cases, &after, &["--budget", "67万円"]);
    for words in ["181件を判定し、21件で結果が変わります", "残り -4,930円", "C002-C06（31行目）"]
    {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    let bytes = fs::read(&cases).unwrap();
    let usual = ["impact", SCHEME, "--cases", "-", "--before", "rules", "--after", &after];
    assert_eq!(hantei_with(&usual, &[], &bytes).status, Some(0));
}

/// The scheme is not in force before 2017-04-01: on that date nothing is decided.
#[test]
fn one_set_of_rules_is_compared_at_two_dates() {
    let cases = file("impact-dates.jsonl", jsonl(&applications(SCHEME)));
    let dates = ["--before", "2017-04-01", "--after", "平成29年3月31日", "--format", "json"];
    let run = hantei(&[&["impact", SCHEME, "--cases", &cases], &dates[..]].concat());
    assert_eq!(run.status, Some(0), "{}", run.err);
    let report = run.json();
    assert_eq!(report["verdicts"][2]["after"], 181, "{report}");
    assert_eq!(report["after"]["as_of"], "平成29年3月31日");
}

#[test]
fn wrong_usage_is_told() {
    let cases = file("impact-usage.jsonl", "{}\n");
    refused(&impact(&cases, "rules", &[]), "同じルール");
    refused(&impact(&cases, "no-such-folder", &[]), "フォルダでも日付でもありません");
    refused(&impact("no-such.jsonl", "2020-04-01", &[]), "file-unreadable");
    refused(&impact(&cases, "benches/harness/rules", &[]), "unknown-scheme");
    refused(&impact(&cases, "2020-04-01", &["--budget", "much"]), "bad-number");
}

/// The head is wrong: nothing is decided, nothing is written, and what stood there stays.
#[test]
fn unknown_columns_stop_the_run_with_the_nearest_name() {
    let home = folder("impact-columns");
    let cases = home.join("cases.csv");
    let output = home.join("report.html");
    fs::write(&cases, "\u{feff}整理番号,氏名,従業員,資本金,capital\n1,上越 太郎,3,5,5\n").unwrap();
    fs::write(&output, "earlier").unwrap();
    let (cases, path) = (cases.to_str().unwrap(), output.to_str().unwrap());
    let run = impact(cases, "2020-04-01", &["--output", path, "--format", "html"]);
    assert_eq!(run.status, Some(1));
    for words in ["`氏名` という事実はありません", "従業員数", "duplicate-fact", "cases.csv:1:6"]
    {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    assert_eq!(fs::read_to_string(&output).unwrap(), "earlier");
    assert_eq!(fs::read_dir(&home).unwrap().count(), 2, "no part is left");
}

#[test]
fn columns_may_be_passed_over() {
    let cases = file("impact-more.csv", "整理番号,氏名,資本金\r\n1,上越 太郎,5\r\n");
    let run = impact(&cases, "2020-04-01", &["--ignore-unknown", "--format", "json"]);
    assert_eq!((run.status, &run.json()["cases"]), (Some(0), &1.into()), "{}", run.err);
}

/// Line 2 is sound; 3 has a cell too few; 4 opens a quotation mark that is never closed; 5 has bytes
/// in neither encoding; 6 is in `Shift_JIS` and sound; 7 has two wrong values; 8 has a list that is no JSON;
/// 9 is sound, with a cell over two lines and truths and dates as spreadsheets write them.
#[test]
fn what_cannot_be_read_is_written_down_with_its_place() {
    let home = folder("impact-rejects");
    let mut bytes = "整理番号,申請日,最終学年に在籍,資本金,提出書類\n1,2020-04-01,true,3億円,\n2,3\n3,\"2020-04-01,true,1,\n4,2020-04-01,true,"
        .as_bytes()
        .to_vec();
    bytes.extend(b"\x81\xFF,\n");
    bytes.extend_from_slice(&encoding_rs::SHIFT_JIS.encode("5,令和2年4月1日,はい,5千万円,\n").0);
    bytes.extend("6,2020-13-01,true,-1円,\n7,2020-04-01,true,1,\"[a\"\n8,2020/4/1,TRUE,\"1,000\",\"[\"\"application_form\"\",\n\"\"receipt\"\"]\"\n".bytes());
    let (cases, output) = (home.join("cases.csv"), home.join("report.json"));
    fs::write(&cases, bytes).unwrap();
    let paths = ["--output", output.to_str().unwrap(), "--format", "json"];
    let run = impact(cases.to_str().unwrap(), "2020-04-01", &paths);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.err.contains("読めなかった申請が5件あります"), "{}", run.err);
    assert!(run.err.contains("文字コードが混ざっています"), "{}", run.err);
    let report: serde_json::Value = serde_json::from_slice(&fs::read(&output).unwrap()).unwrap();
    assert_eq!((&report["cases"], &report["rejected"]), (&3.into(), &5.into()));
    let rejects = fs::read_to_string(home.join("report.json.rejects.csv")).unwrap();
    insta::with_settings!({ snapshot_path => "../snapshots", omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("impact-rejects", rejects.replace("\r\n", "\n"));
    });
}

/// Line 40,000 is broken. Every hundredth line is an application, 402 of them beside the broken one.
#[test]
fn a_broken_line_far_down_costs_only_itself() {
    let rules = "benches/harness/rules";
    let mut text = String::new();
    for line in 1..=40_300 {
        text += match line {
            40_000 => "{\"id\":40000,\"facts\":{\"capital\":\n",
            _ if line % 100 == 0 => "{\"capital\":5}\n",
            _ => "\n",
        };
    }
    let cases = file("impact-far.jsonl", text);
    let rejects = Path::new(&cases).with_file_name("rejected.csv");
    let (before, after) = (format!("{rules}@2026-04-01"), format!("{rules}@2027-04-01"));
    let usual = ["impact", "nagareyama-short", "--cases", &cases, "--before", &before];
    let paths = ["--after", &after, "--rejects", rejects.to_str().unwrap(), "--format", "json"];
    let run = hantei(&[&usual[..], &paths].concat());
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert_eq!((&run.json()["cases"], &run.json()["rejected"]), (&402.into(), &1.into()));
    let written = fs::read_to_string(rejects).unwrap();
    assert!(written.lines().nth(1).unwrap().starts_with("40000,"), "{written}");
    assert_eq!(written.lines().count(), 2, "{written}");
}
