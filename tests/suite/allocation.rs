//! The day on which the budget is reached, under the rules of 別紙1 of the scheme in Nagareyama.

use hantei::rulebook::{Allocation, Rank, allocate, load_scheme};
use hantei::value::Number;
use hantei::{BuiltIn, Lang};

/// An application of that day: id, yen, the two ratios, head office in the city, workplaces and
/// those of them in the city.
type Given<'a> = (&'a str, i64, &'a str, &'a str, bool, u32, u32);

fn written((id, yen, latest, previous, local, all, inside): &Given<'_>) -> String {
    format!(
        "- {{ id: {id}, requested: {yen}, ratio_latest: {latest}, ratio_previous: {previous}, \
         head_office_in_city: {local}, workplaces: {all}, workplaces_in_city: {inside}, \
         documents_complete: true, received_date: 2026-10-01 }}\n"
    )
}

fn share(text: &str, budget: i64) -> Allocation {
    let scheme = load_scheme(&BuiltIn, "nagareyama-recruiting").unwrap();
    let date = "2026-10-01".parse().unwrap();
    let budget = Number::from_i64(budget);
    let found = allocate(&scheme, text, "applications", &budget, Some(date), Lang::En);
    found.unwrap_or_else(|found| panic!("{found}"))
}

fn shared(given: &[Given<'_>], budget: i64) -> Allocation {
    share(&given.iter().map(written).collect::<String>(), budget)
}

fn order(allocation: &Allocation) -> Vec<String> {
    let words = |rank: &Rank| match rank {
        Rank::One(id) => id.clone(),
        Rank::Tied(ids) => ids.join("="),
    };
    allocation.order.iter().map(words).collect()
}

const A: Given<'_> = ("A", 100_000, "2.0", "2.0", false, 1, 1);
const B: Given<'_> = ("B", 100_000, "3.0", "3.0", false, 1, 1);
const C: Given<'_> = ("C", 100_000, "5.0", "5.0", false, 1, 1);
const D: Given<'_> = ("D", 100_000, "2.0", "2.0", true, 1, 1);

#[test]
fn the_example_of_the_document_comes_out() {
    let allocation = shared(&[A, B, C, D], 300_000);
    assert!(allocation.budget_reached);
    assert_eq!(order(&allocation), ["C", "B", "D", "A"]);
    assert_eq!(allocation.accepted, ["C", "B", "D"]);
    assert_eq!(allocation.rejected, ["A"]);
    assert_eq!(allocation.remaining, 0);
}

#[test]
fn the_share_of_workplaces_in_the_city_decides_last() {
    let third = ("T", 100_000, "2.0", "2.0", true, 3, 1);
    let allocation = shared(&[third, ("R", 100_000, "2.0", "2.0", true, 1, 1)], 100_000);
    assert_eq!(order(&allocation), ["R", "T"]);
    assert_eq!((allocation.accepted, allocation.rejected), (vec!["R".into()], vec!["T".into()]));
}

#[test]
fn a_day_that_stays_below_the_budget_accepts_all() {
    let allocation = shared(&[A, B], 300_000);
    assert!(!allocation.budget_reached);
    assert_eq!(allocation.accepted.len(), 2);
    assert_eq!(allocation.remaining, 100_000);
}

#[test]
fn means_and_shares_are_compared_as_fractions() {
    let first = ("P", 100_000, "1.1", "1.3", false, 3, 1);
    let allocation = shared(&[first, ("Q", 100_000, "1.2", "1.2", false, 6, 2)], 100_000);
    assert_eq!(order(&allocation), ["P=Q"]);
    assert_eq!(allocation.undetermined, ["P", "Q"]);
    assert_eq!(allocation.remaining, 100_000);
}

#[test]
fn a_tie_is_harmless_where_both_fit() {
    let twin = ("E", 100_000, "2.0", "2.0", false, 1, 1);
    let allocation = shared(&[A, twin, C], 300_000);
    assert_eq!(order(&allocation), ["C", "A=E"]);
    assert_eq!(allocation.accepted, ["C", "A", "E"]);
}

#[test]
fn a_request_that_does_not_fit_is_neither_cut_nor_skipped() {
    let large = ("L", 300_000, "4.0", "4.0", false, 1, 1);
    let allocation = shared(&[A, large, C], 250_000);
    assert_eq!(order(&allocation), ["C", "L", "A"]);
    assert_eq!(allocation.accepted, ["C"]);
    assert_eq!(allocation.undetermined, ["L", "A"]);
    assert_eq!(allocation.remaining, 150_000);
}

#[test]
fn incomplete_ones_and_those_of_another_day_take_no_part() {
    let text = [
        written(&A),
        written(&B).replace("documents_complete: true", "documents_complete: false"),
        written(&C).replace("received_date: 2026-10-01", "received_date: 2026-09-30"),
    ];
    let allocation = share(&text.concat(), 100_000);
    assert_eq!(allocation.not_ranked, ["B", "C"]);
    assert_eq!(allocation.accepted, ["A"]);
}
