//! What a rollover puts into files, and what it refuses.

use chrono::NaiveDate;

use super::{Rollover, State, rollover};
use crate::rulebook::InMemory;
use crate::text::Lang;

const HEAD: &str = "
hantei: 1
scheme: { id: s, title: 試験, authority: 市, source: { title: 要綱 }, in_force: { from: 2025-04-01 }, as_of: 申請日 }
facts:
  申請日: { id: day, type: date }
  金額: { id: cost, type: money }
rules:
  該当: { value: 金額 <= 上限 }
decides: { ok: { from: 該当, primary: true } }
";

fn iso(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn files(head: &str, values: &str) -> InMemory {
    InMemory::new().with("s/scheme.yaml", head).with("s/values.yaml", values)
}

fn taken(values: &str, from: &str) -> Rollover {
    rollover(&files(HEAD, values), "s", iso(from)).unwrap_or_else(|found| panic!("{found}"))
}

/// The file of values afterwards; `None` if it does not change.
fn after(values: &str, from: &str) -> Option<String> {
    let mut changes = taken(values, from).changes;
    assert!(changes.len() <= 1);
    changes.pop().map(|change| change.after)
}

/// The file changes by exactly one stretch that is put in, and a second time not at all.
fn adds(values: &str, from: &str, stretch: &str) {
    let after = after(values, from).unwrap();
    let at = after.find(stretch).unwrap_or_else(|| panic!("no {stretch:?} in\n{after}"));
    let rest = format!("{}{}", &after[..at], &after[at + stretch.len()..]);
    assert_eq!(rest, values);
    let again = taken(&after, from);
    assert!(again.changes.is_empty() && again.is_done_already());
}

#[test]
fn a_line_in_brackets_is_copied_without_its_confirmation() {
    adds(
        "parameters:\n  # 上限\n  上限:\n    id: cap\n    confirm_by: 2026-04-01 # 毎年\n    values:\n      - { from: 2025-04-01, value: 1万円, confirmed_on: 2025-03-01, note: 前年と同じ } # 告示\n\n  # 終わり\n",
        "2026-04-01",
        "      - { from: 2026-04-01, value: 1万円 }\n",
    );
}

#[test]
fn a_block_is_copied_with_the_comments_inside() {
    adds(
        "parameters:\n  上限:\n    id: cap\n    confirm_by: 2026-04-01\n    values:\n    - confirmed_on: 2025-03-01\n      from: 令和7年4月1日\n      note: 写さない # これも\n      value:\n        # 予算書\n        1万円\n      x-memo: 残す\n      x-last: 残す\n  下限: { id: floor, values: [{ from: 2025-04-01, value: 1円 }] }\n",
        "2026-04-01",
        "    - from: 令和8年4月1日\n      value:\n        # 予算書\n        1万円\n      x-memo: 残す\n      x-last: 残す\n",
    );
}

#[test]
fn last_lines_of_a_block_go_together() {
    adds(
        "parameters:\n  上限:\n    id: cap\n    confirm_by: 2026-04-01\n    values:\n      - from: 2025-04-01\n        value: 1万円\n        confirmed_on: 2025-03-01\n        note: 写さない",
        "2026-04-01",
        "\n      - from: 2026-04-01\n        value: 1万円",
    );
}

#[test]
fn a_list_in_brackets_grows_within_them() {
    adds(
        "parameters: { 上限: { id: cap, confirm_by: 2026-04-01, values: [{ from: '2025-04-01', confirmed_on: 2025-03-01, value: 1万円 }] } }\n",
        "2026-04-01",
        ", { from: '2026-04-01', value: 1万円 }",
    );
}

#[test]
fn line_ends_stay_those_of_the_file() {
    adds(
        "\u{feff}parameters:\r\n  上限:\r\n    id: cap\r\n    confirm_by: 2026-04-01\r\n    values:\r\n      - from: 2025-04-01\r\n        confirmed_on: 2025-03-01\r\n        value: 1万円\r\n",
        "2026-04-01",
        "      - from: 2026-04-01\r\n        value: 1万円\r\n",
    );
}

#[test]
fn a_later_edition_of_the_same_year_stays_behind_the_copy() {
    adds(
        "parameters:\n  上限:\n    id: cap\n    confirm_by: 2026-04-01\n    values:\n      - { from: 2025-04-01, value: 1万円 }\n      - { from: 2026-10-01, value: 2万円 }\n",
        "2026-04-01",
        "      - { from: 2026-04-01, value: 1万円 }\n",
    );
}

#[test]
fn the_end_of_the_last_edition_moves_to_the_day_before() {
    let head = HEAD.replace("from: 2025-04-01 }", "from: 2025-04-01, until: 2027-03-31 }");
    let values = "parameters:\n  上限:\n    id: cap\n    confirm_by: 2026-04-01\n    values:\n      - { from: 2025-04-01, until: 2027-03-31, value: 1万円 }\n";
    let done = rollover(&files(&head, values), "s", iso("2026-04-01")).unwrap();
    let wanted = "      - { from: 2025-04-01, until: 2026-03-31, value: 1万円 }\n      - { from: 2026-04-01, until: 2027-03-31, value: 1万円 }\n";
    assert!(done.changes[0].after.ends_with(wanted), "{}", done.changes[0].after);
}

#[test]
fn what_changes_every_year_is_due_without_a_word() {
    let yearly = "parameters:\n  上限:\n    id: cap\n    values:\n      - { from: 2025-04-01, value: 1万円 }\n      - { from: 2026-04-01, value: 2万円 }\n";
    adds(yearly, "2027-04-01", "      - { from: 2027-04-01, value: 2万円 }\n");
    let other = yearly.replace("2026-04-01", "2026-06-01");
    assert_eq!(after(&other, "2027-04-01"), None);
    let settled = format!("{yearly}      - {{ from: 2028-04-01, value: 3万円 }}\n");
    assert_eq!(after(&settled, "2029-04-01"), None, "the second lasted two years");
}

#[test]
fn rules_of_one_year_are_copied_with_their_bodies() {
    let values = "parameters:\n  上限: { id: cap, values: [{ from: 2025-04-01, value: 1円 }] }\nrules:\n  経過:\n    versions:\n      - { from: 2025-04-01, value: false }\n      - from: 2026-04-01\n        all: [該当]\n";
    adds(values, "2027-04-01", "      - from: 2027-04-01\n        all: [該当]\n");
}

const TABLE: &str = "parameters:\n  上限: { id: cap, values: [{ from: 2025-04-01, value: 1円 }] }\ntables:\n  受付:\n    id: rounds\n    key: 申請日\n    columns: { 回: 回 }\n    versions:\n      - from: 2025-04-01\n        rows:\n          2025-05-01..2025-05-31: [1回]\n          # 夏\n          2025-07-01..2025-07-31: [2回]\n        otherwise: not_applicable\n";

#[test]
fn a_table_of_dates_is_due_when_its_year_is_over() {
    adds(
        TABLE,
        "2026-04-01",
        "      - from: 2026-04-01\n        rows:\n          2025-05-01..2025-05-31: [1回]\n          # 夏\n          2025-07-01..2025-07-31: [2回]\n        otherwise: not_applicable\n",
    );
    let item = taken(TABLE, "2026-04-01").items.pop().unwrap();
    assert_eq!((item.state, item.line), (State::Unconfirmed, 15));
    assert!(item.note.is_some_and(|note| note.get(Lang::En).contains("year before")));
    let standing = TABLE.replace("2025-07-01..2025-07-31", "2025-07-01..2027-07-31");
    assert_eq!(after(&standing, "2026-04-01"), None);
}

#[test]
fn a_table_without_editions_is_left_to_a_person() {
    let rows = TABLE.replace("    versions:\n      - from: 2025-04-01\n        rows:", "    rows:");
    let rows = rows.replace("        otherwise", "    otherwise");
    let done = taken(&rows, "2026-04-01");
    assert!(done.changes.is_empty());
    assert_eq!(done.items.last().unwrap().state, State::ByHand);
}

#[test]
fn a_dash_on_a_line_of_its_own_is_left_to_a_person() {
    let values = "parameters:\n  上限:\n    id: cap\n    confirm_by: 2026-04-01\n    values:\n      -\n        from: 2025-04-01\n        value: 1万円\n";
    let done = taken(values, "2026-04-01");
    assert!(done.changes.is_empty());
    assert_eq!(done.items[0].state, State::ByHand);
}

const CAP: &str = "parameters:\n  上限:\n    id: cap\n    confirm_by: 2026-04-01\n    values:\n      - { from: 2025-04-01, value: 1万円 }\n";

#[test]
fn what_waits_and_what_is_confirmed_is_told_apart() {
    let once = after(CAP, "2026-04-01").unwrap();
    assert_eq!(taken(&once, "2026-04-01").items[0].state, State::Unconfirmed);
    let confirmed = once.replace(
        "{ from: 2026-04-01, value: 1万円 }",
        "{ from: 2026-04-01, value: 2万円, confirmed_on: 2026-03-20 }",
    );
    let item = &taken(&confirmed, "2026-04-01").items[0];
    assert_eq!(item.state, State::Confirmed);
    assert_eq!(item.last_confirmed, Some(iso("2026-03-20")));
    assert_eq!(item.value.ja, "2万円");
}

#[test]
fn years_in_between_are_named() {
    assert_eq!(taken(CAP, "2026-04-01").skipped, None);
    assert_eq!(taken(CAP, "2029-04-01").skipped, Some((2026, 2028)));
}

#[test]
fn the_past_and_the_end_of_the_scheme_are_refused() {
    let ended = HEAD.replace("from: 2025-04-01 }", "from: 2025-04-01, until: 2026-03-31 }");
    let values = "parameters:\n  上限: { id: cap, values: [{ from: 2025-04-01, value: 1円 }, { from: 2028-04-01, value: 2円 }] }\n";
    for (head, values, from, says) in [
        (HEAD, CAP, "2025-04-01", "begins on 2025-04-01"),
        (HEAD, CAP, "2024-04-01", "begins on 2025-04-01"),
        (ended.as_str(), CAP, "2026-04-01", "ends on 2026-03-31"),
        (HEAD, values, "2027-04-01", "values from 2028-04-01"),
    ] {
        let found = rollover(&files(head, values), "s", iso(from)).unwrap_err();
        let message = found.findings[0].message(Lang::En);
        assert!(message.contains(says), "{from}: {message}");
    }
}

#[test]
fn a_scheme_with_findings_is_refused_with_them() {
    let found = rollover(&files(HEAD, "parameters: {}\n"), "s", iso("2026-04-01")).unwrap_err();
    assert_eq!(found.findings[0].code.as_str(), "unknown-name");
}

#[test]
fn what_other_schemes_share_is_left_to_a_person() {
    let head = HEAD.replace("as_of: 申請日 }", "as_of: 申請日, use: [common/shared] }");
    let files = InMemory::new().with("s/scheme.yaml", head).with("common/shared.yaml", CAP);
    let done = rollover(&files, "s", iso("2026-04-01")).unwrap();
    assert!(done.changes.is_empty());
    assert_eq!(done.items[0].state, State::ByHand);
    assert!(done.items[0].note.as_ref().is_some_and(|note| note.get(Lang::En).contains("share")));
}
