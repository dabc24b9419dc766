//! A year's rollover of the five schemes.

use hantei::edit::{format, rollover};
use hantei::rulebook::load_scheme;
use hantei::{BuiltIn, Files, InMemory, Lang, cases};

/// Each scheme with a year that follows its values, and how many of them are the year's.
const YEARS: [(&str, i32, usize); 5] = [
    ("jetro-event-calendar", 2021, 0),
    ("joetsu-exam-travel", 2026, 0),
    ("joetsu-job-portal", 2025, 0),
    ("miyazaki-midcareer", 2022, 5),
    ("nagareyama-recruiting", 2027, 10),
];

fn built_in() -> InMemory {
    BuiltIn.paths().into_iter().fold(InMemory::new(), |files, path| {
        let bytes = BuiltIn.read(&path).unwrap();
        files.with(path, bytes)
    })
}

fn taken(files: &InMemory, id: &str, year: i32) -> rollover::Rollover {
    let from = hantei::calendar::fiscal_year_start(year).unwrap();
    rollover::rollover(files, id, from).unwrap_or_else(|found| panic!("{found}"))
}

/// The files after the rollover. Each of them has every line of the one before, in order.
fn after(files: &InMemory, done: &rollover::Rollover) -> InMemory {
    done.changes.iter().fold(files.clone(), |files, change| {
        let mut lines = change.after.lines();
        for line in change.before.lines() {
            assert!(lines.any(|other| other == line), "{}: {line}", change.path);
        }
        files.with(change.path.as_str(), change.after.as_str())
    })
}

#[test]
fn values_of_a_year_are_carried_over_and_nothing_is_decided_otherwise() {
    for (id, year, added) in YEARS {
        let mut files = built_in();
        // Twice, since the first rollover leaves editions of exactly one year behind.
        for year in [year, year + 1] {
            let done = taken(&files, id, year);
            assert_eq!(done.added, added, "{id} {year}");
            assert_eq!(done.changes.len(), usize::from(added > 0), "{id} {year}");
            assert_eq!(done.skipped, None, "{id} {year}");
            files = after(&files, &done);
            for change in &done.changes {
                let plain = format(&change.path, change.after.as_bytes()).unwrap();
                assert!(plain == change.after, "{id} {year} is not in plain form");
            }
            let again = taken(&files, id, year);
            assert!(again.changes.is_empty(), "{id} {year}");
            assert_eq!(again.is_done_already(), added > 0, "{id} {year}");
        }
        let scheme = load_scheme(&files, id).unwrap_or_else(|found| panic!("{found}"));
        let report =
            cases::run(&files, &scheme, Lang::Ja).unwrap_or_else(|found| panic!("{found}"));
        assert!(report.is_passed(), "{}", cases::text(&report, Lang::Ja));
    }
}

#[test]
fn what_is_to_be_confirmed_reads_well() {
    let done = taken(&built_in(), "miyazaki-midcareer", 2023);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("rollover-text-ja", rollover::text(&done, Lang::Ja));
        insta::assert_snapshot!("rollover-text-en", rollover::text(&done, Lang::En));
        insta::assert_snapshot!("rollover-markdown-ja", rollover::markdown(&done, Lang::Ja));
    });
    let json = rollover::json(&done, Lang::Ja);
    assert_eq!(json["added"], 5);
    assert_eq!(json["skipped_years"], serde_json::json!({ "from": 2022, "until": 2022 }));
    assert_eq!(json["items"][0]["state"], "unconfirmed");
    assert_eq!(json["items"][0]["path"], "miyazaki-midcareer/parameters.yaml");
}

#[test]
fn nothing_due_is_said() {
    let done = taken(&built_in(), "joetsu-exam-travel", 2026);
    assert!(!done.is_done_already());
    let text = rollover::text(&done, Lang::Ja);
    assert!(text.contains("年度ごとに決め直す値はありません"), "{text}");
    assert!(text.contains("補助限度額（金額） 1万円"), "{text}");
}
