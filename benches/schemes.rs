//! Load, decide, explain, render: what hantei costs beside a function written by hand.
//!
//! `cargo bench --bench schemes` prints the times of one run; the ratios are what to trust. The
//! hand-written function decides the same applicant to the same answer, which is checked first.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

#[path = "hand/exam_travel.rs"]
mod exam_travel;

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use exam_travel::{Applicant, Entity, Industry, Journey};
use hantei::explain::{self, Audience, Format, Options};
use hantei::facts::Facts;
use hantei::{Ask, RuleBook, Scheme, TraceLevel};
use rust_decimal::Decimal;

static BOOK: LazyLock<RuleBook> = LazyLock::new(|| RuleBook::built_in().unwrap());

const FACTS: &str = r#"{
  "application_date": "2025-06-20", "applicant": "examinee",
  "submitted_documents": ["application_form", "exam_certificate", "receipt", "travel_date_proof", "student_card"],
  "birth_date": "2003-08-01", "adult_by_marriage": false, "domicile_outside_prefecture": true,
  "residence_outside_prefecture": true, "school_kind": "university", "final_year_enrolled": true,
  "previous_grants": 0, "takes_exam": true, "exam_date": "2025-06-15", "exam_in_city": true,
  "head_office_in_city": false, "main_office_in_city": true, "entity_kind": "company",
  "industry": "service", "special_industry": "not_special", "capital": 60000000, "employees": 100,
  "has_nonfinance_business": true, "main_business_is_finance": false,
  "main_business_is_medical": false, "adult_entertainment_business": false,
  "sex_related_business": false, "hosting_contract_business": false, "origin": "domicile",
  "employer_payment": 4001, "budget_exhausted": false,
  "journeys": [
    {"mode": "rail", "ticket": "one_way", "direction": "outbound", "item": "fare", "amount": 6340, "departure_date": "2025-06-14", "arrival_date": "2025-06-14"},
    {"mode": "highway_bus", "ticket": "round_trip", "item": "fare", "amount": 5001, "departure_date": "2025-06-14", "arrival_date": "2025-06-14"}
  ]
}"#;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn by_hand() -> Applicant {
    let journey = |round_trip, amount: i64| Journey {
        eligible_mode: true,
        round_trip,
        outbound: true,
        fare: true,
        amount: Decimal::from(amount),
        departure: day("2025-06-14"),
        arrival: day("2025-06-14"),
    };
    Applicant {
        applied: day("2025-06-20"),
        by_examinee: true,
        documents: [true; 5],
        born: day("2003-08-01"),
        outside: true,
        school_ok: true,
        final_year: true,
        grants: 0,
        takes_exam: true,
        exam: day("2025-06-15"),
        exam_in_city: true,
        head_office: false,
        main_office: true,
        entity: Entity::Company,
        industry: Industry::Service,
        capital: Decimal::from(60_000_000),
        employees: 100,
        non_finance: true,
        finance: false,
        medical: false,
        nightlife: [false; 3],
        from_home: true,
        journeys: vec![journey(false, 6340), journey(true, 5001)],
        paid: Decimal::from(4001),
        budget_exhausted: false,
    }
}

fn scheme() -> &'static Scheme {
    BOOK.scheme("joetsu-exam-travel").unwrap()
}

fn facts() -> Facts {
    scheme().facts_from_text("facts.json", FACTS).unwrap()
}

fn ask(trace: TraceLevel) -> Ask {
    Ask { trace, ..Ask::default() }
}

fn main() {
    let answer = exam_travel::decide(&by_hand()).unwrap();
    let decision = scheme().decide(&facts(), &ask(TraceLevel::None)).unwrap();
    let grant = decision.outcomes.iter().find(|outcome| outcome.id == "grant").unwrap();
    assert!(answer.eligible && answer.employer && answer.adult && answer.within_budget);
    assert!(decision.failed.is_empty() && answer.lacking.is_empty());
    assert_eq!(decision.warnings.len(), answer.warnings.len());
    assert_eq!(answer.documents.len() + answer.steps.len() + answer.grounds.len(), 10);
    assert!(answer.first_day < answer.last_day && answer.last_day < answer.deadline);
    assert!(answer.expense > answer.grant);
    assert_eq!(grant.value.as_ref().unwrap().to_string(), answer.grant.to_string());
    divan::main();
}

#[divan::bench]
fn load_built_in() -> RuleBook {
    RuleBook::built_in().unwrap()
}

#[divan::bench]
fn by_hand_decide(bencher: Bencher) {
    let applicant = by_hand();
    bencher.bench(|| exam_travel::decide(black_box(&applicant)));
}

#[divan::bench]
fn decide(bencher: Bencher) {
    let (facts, ask) = (facts(), ask(TraceLevel::None));
    bencher.bench(|| scheme().evaluate(black_box(&facts), &ask).unwrap());
}

#[divan::bench]
fn decide_with_trace(bencher: Bencher) {
    let (facts, ask) = (facts(), ask(TraceLevel::Full));
    bencher.bench(|| scheme().evaluate(black_box(&facts), &ask).unwrap());
}

#[divan::bench]
fn intake(bencher: Bencher) {
    bencher.bench(|| scheme().facts_from_text("facts.json", black_box(FACTS)).unwrap());
}

#[divan::bench]
fn decision_in_words(bencher: Bencher) {
    let (facts, ask) = (facts(), ask(TraceLevel::Full));
    bencher.bench(|| scheme().decide(black_box(&facts), &ask).unwrap());
}

#[divan::bench]
fn render_html(bencher: Bencher) {
    let decision = scheme().decide(&facts(), &ask(TraceLevel::Full)).unwrap();
    let options =
        Options { format: Format::Html, audience: Audience::Officer, ..Options::default() };
    bencher.bench(|| explain::render(black_box(&decision), &options));
}

#[divan::bench]
fn render_text(bencher: Bencher) {
    let decision = scheme().decide(&facts(), &ask(TraceLevel::Full)).unwrap();
    let options = Options { audience: Audience::Officer, ..Options::default() };
    bencher.bench(|| explain::render(black_box(&decision), &options));
}
