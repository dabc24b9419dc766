//! The scheme joetsu-exam-travel as a programmer would write it: no rules, no trace, no unknowns.
//!
//! The measure of the benches. It decides every output of an applicant whose facts are all known:
//! verdict and broken requirements, amount, dates, documents, steps and warnings.

#![expect(dead_code, reason = "one applicant does not meet every kind of body")]
#![expect(clippy::struct_excessive_bools, reason = "the facts of the scheme are what they are")]

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

/// Kinds of bodies that the scheme tells apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entity {
    Company,
    Individual,
    Cooperative,
    Npo,
    Association,
    Welfare,
    School,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Industry {
    Retail,
    Service,
    Wholesale,
    Other,
}

/// A ticket.
#[derive(Clone)]
pub(crate) struct Journey {
    pub(crate) eligible_mode: bool,
    pub(crate) round_trip: bool,
    pub(crate) outbound: bool,
    pub(crate) fare: bool,
    pub(crate) amount: Decimal,
    pub(crate) departure: NaiveDate,
    pub(crate) arrival: NaiveDate,
}

/// An applicant.
#[derive(Clone)]
pub(crate) struct Applicant {
    pub(crate) applied: NaiveDate,
    pub(crate) by_examinee: bool,
    pub(crate) documents: [bool; 5],
    pub(crate) born: NaiveDate,
    pub(crate) outside: bool,
    pub(crate) school_ok: bool,
    pub(crate) final_year: bool,
    pub(crate) grants: u32,
    pub(crate) takes_exam: bool,
    pub(crate) exam: NaiveDate,
    pub(crate) exam_in_city: bool,
    pub(crate) head_office: bool,
    pub(crate) main_office: bool,
    pub(crate) entity: Entity,
    pub(crate) industry: Industry,
    pub(crate) capital: Decimal,
    pub(crate) employees: u32,
    pub(crate) non_finance: bool,
    pub(crate) finance: bool,
    pub(crate) medical: bool,
    pub(crate) nightlife: [bool; 3],
    pub(crate) from_home: bool,
    pub(crate) journeys: Vec<Journey>,
    pub(crate) paid: Decimal,
    pub(crate) budget_exhausted: bool,
}

/// The answer: every output that the rule files decide.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) eligible: bool,
    pub(crate) failed: Vec<&'static str>,
    pub(crate) employer: bool,
    pub(crate) grounds: Vec<&'static str>,
    pub(crate) adult: bool,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: NaiveDate,
    pub(crate) expense: Decimal,
    pub(crate) grant: Decimal,
    pub(crate) deadline: NaiveDate,
    pub(crate) within_budget: bool,
    pub(crate) documents: Vec<&'static str>,
    pub(crate) lacking: Vec<&'static str>,
    pub(crate) steps: Vec<&'static str>,
    pub(crate) warnings: Vec<&'static str>,
}

const DOCUMENTS: [&str; 5] = [
    "application_form",
    "exam_certificate",
    "payment_evidence",
    "travel_date_proof",
    "enrolment_evidence",
];

/// The items of Article 2 that the employer falls under.
fn grounds(a: &Applicant) -> Vec<&'static str> {
    let (capital, employees) = match a.industry {
        Industry::Retail => (50_000_000, 50),
        Industry::Service => (50_000_000, 100),
        Industry::Wholesale => (100_000_000, 100),
        Industry::Other => (300_000_000, 300),
    };
    let by_capital = a.entity == Entity::Company && a.capital <= Decimal::from(capital);
    let by_staff =
        matches!(a.entity, Entity::Company | Entity::Individual) && a.employees <= employees;
    let small = (by_capital || by_staff) && a.non_finance;
    let medical = !small && a.medical && a.entity != Entity::Individual && a.employees <= 300;
    let items = [
        (a.main_office && by_capital && a.non_finance, "J2-2-(1)ア-資"),
        (a.main_office && by_staff && a.non_finance, "J2-2-(1)ア-従"),
        (a.main_office && a.entity == Entity::Cooperative, "J2-2-(1)ウ"),
        (a.main_office && medical, "J2-2-(1)オ"),
        (a.main_office && a.entity == Entity::Npo && a.employees <= employees, "J2-2-(1)カ"),
        (a.entity == Entity::Company && a.head_office && !a.finance, "J2-2-(2)"),
        (a.main_office && a.entity == Entity::Welfare, "J2-2-(3)"),
        (a.main_office && a.entity == Entity::Association && !a.finance, "J2-2-(4)"),
        (a.main_office && a.entity == Entity::School, "J2-2-(6)"),
    ];
    items.into_iter().filter(|(holds, _)| *holds).map(|(_, id)| id).collect()
}

/// One month by Civil Code 140 and 143.
fn month_within(day: NaiveDate) -> Option<NaiveDate> {
    let start = day.checked_add_days(Days::new(1))?;
    if start.day() == 1 {
        return start.checked_add_months(Months::new(1))?.pred_opt();
    }
    let same = start.checked_add_months(Months::new(1))?;
    if same.day() == start.day() { same.pred_opt() } else { Some(same) }
}

/// Decides.
pub(crate) fn decide(a: &Applicant) -> Option<Answer> {
    let mut failed = Vec::new();
    let mut require = |met: bool, clause: &'static str| {
        if !met {
            failed.push(clause);
        }
    };
    let grounds = grounds(a);
    let employer = !grounds.is_empty() && !a.nightlife.contains(&true);
    require(!grounds.is_empty(), "J2-2-柱a");
    for (runs, clause) in a.nightlife.iter().zip(["J2-2-柱c1", "J2-2-柱c2", "J2-2-柱c3"]) {
        require(!runs, clause);
    }
    require(a.takes_exam, "J2-3b");
    require(a.outside, "J2-3c");
    require(a.school_ok && a.final_year, "J2-3d");
    let age = if a.applied >= NaiveDate::from_ymd_opt(2022, 4, 1)? { 18 } else { 20 };
    let adult = a.applied >= a.born.with_year(a.born.year() + age)?;
    require(a.by_examinee == adult, "J2-3f");
    require(a.exam_in_city, "J2-4a");
    require(a.grants < 1, "J2-5-3");
    let march = a.exam.month() == 3;
    let deadline =
        if march { NaiveDate::from_ymd_opt(a.exam.year(), 3, 31)? } else { month_within(a.exam)? };
    require(a.applied <= deadline, if march { "J2-6-1c" } else { "J2-6-1b" });
    let clauses = ["J2-6-1a", "J2-7-(1)", "J2-7-(2)", "J2-7-(3)", "J2-7-(4)"];
    for (there, clause) in a.documents.iter().zip(clauses) {
        require(*there, clause);
    }
    let first = a.exam.checked_sub_days(Days::new(3))?;
    let (mut one_way, mut round) = (Decimal::ZERO, Decimal::ZERO);
    for j in &a.journeys {
        let inside = j.departure >= first && j.arrival <= a.exam;
        if j.eligible_mode && j.fare && inside && a.from_home {
            if j.round_trip {
                round = round.checked_add(j.amount)?;
            } else if j.outbound {
                one_way = one_way.checked_add(j.amount)?;
            }
        }
    }
    let half = Decimal::new(5, 1);
    let expense = one_way.checked_add(round.checked_mul(half)?.floor())?;
    let left = expense.checked_sub(a.paid.checked_mul(half)?)?;
    let grant = left.max(Decimal::ZERO).min(Decimal::from(10_000)).floor();
    let lacking: Vec<_> =
        DOCUMENTS.iter().zip(a.documents).filter(|(_, there)| !there).map(|(id, _)| *id).collect();
    let mut steps = vec!["submit_application"];
    if a.by_examinee != adult {
        steps.push("reapply_as_expected_applicant");
    }
    if !lacking.is_empty() {
        steps.push("correct_documents");
    }
    steps.extend(["authority_review", "decision_notice", "employment_inquiry"]);
    let mut warnings = Vec::new();
    if matches!(deadline.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun) {
        warnings.push("holiday_deadline");
    }
    if failed.is_empty() && grant.is_zero() {
        warnings.push("zero_grant");
    }
    warnings.extend(["budget", "later_amendment_unchecked"]);
    if a.journeys.iter().any(|j| !j.eligible_mode || !j.fare) {
        warnings.push("excluded_modes");
    }
    Some(Answer {
        eligible: failed.is_empty(),
        failed,
        employer,
        grounds,
        adult,
        first_day: first,
        last_day: a.exam,
        expense,
        grant,
        deadline,
        within_budget: !a.budget_exhausted,
        documents: DOCUMENTS.to_vec(),
        lacking,
        steps,
        warnings,
    })
}
