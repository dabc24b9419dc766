//! Many applications against one budget, on the day on which it is reached.
//!
//! ```text
//! text ── read ──▶ applications ── rank ──▶ ties in order ── share ──▶ placings ── report ──▶ Allocation
//! ```
//!
//! The rules say which applications take part, what each asks for and by which keys they are
//! ranked. Where they say nothing (a tie that does not fit, a request larger than what is left)
//! nothing is guessed: the applications are undetermined, and so is whatever hangs on them.

mod ask;
mod rank;
mod read;
mod report;
mod share;
mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::program::{AllocationPlan, Program};
use crate::source::Sources;
use crate::text::{Lang, Text};
use crate::value::Number;

use super::{Findings, Scheme};

use ask::Asker;
pub use report::{Allocation, Application, Placing, Rank, RankingKey};

/// Ranks the applications of `applications` and shares out `budget`.
///
/// `applications` is the text of a JSON or YAML list of objects, one an application: `id`, which
/// must be unique, and the fields that the scheme declares under `allocation`. `name` is what
/// messages call the text. `budget` is what is left at the start of `date`, in whole yen. `date`
/// stands for the scheme's own date and selects dated values.
///
/// An absent field is an error only if the outcome hangs on it.
///
/// # Errors
///
/// Everything that is wrong with the budget and the applications, at once and with places;
/// `wrong-usage` if the scheme ranks nothing, or needs a date and has none.
pub fn allocate(
    scheme: &Scheme,
    applications: &str,
    name: &str,
    budget: &Number,
    date: Option<NaiveDate>,
    lang: Lang,
) -> Result<Allocation, Findings> {
    let program = scheme.program();
    // Findings may point into the rules as well as into the applications.
    let mut sources = (*program.sources).clone();
    let found = run(program, &mut sources, (applications, name), budget, date, lang);
    found.map_err(|mut findings| {
        findings.sort_by_key(|finding| finding.at);
        Findings { sources: Arc::new(sources), findings }
    })
}

fn run(
    program: &Program,
    sources: &mut Sources,
    (text, name): (&str, &str),
    budget: &Number,
    date: Option<NaiveDate>,
    lang: Lang,
) -> Result<Allocation, Vec<Diagnostic>> {
    let plan = program.allocation.as_ref().ok_or_else(|| vec![no_plan(program)])?;
    let mut findings = wrong_budget(budget);
    let entries = read::applications(program, plan, sources, (text, name), &mut findings);
    let asker = Asker::new(program, date);
    let field = rank::field(&asker, plan, &entries, &mut findings);
    if !findings.is_empty() {
        return Err(findings);
    }
    let total =
        share::total(field.iter().map(|one| &one.requested)).map_err(|finding| vec![finding])?;
    let reached = total >= *budget;
    let keys = rank::keys(&asker, plan, &entries, &field);
    let (groups, needed) = rank::groups(plan, &field, &keys, &mut findings);
    if reached && !findings.is_empty() {
        return Err(findings);
    }
    let shares = share::share(&groups, &field, budget, reached).map_err(|finding| vec![finding])?;
    let material = report::Material { asker: &asker, plan, entries: &entries, field: &field, lang };
    Ok(report::report(&material, (budget, reached), &groups, (&keys, &needed), &shares))
}

fn no_plan(program: &Program) -> Diagnostic {
    let detail = Text::new(
        format!("制度「{}」には配分の定め（allocation）がありません", program.id),
        format!("the scheme `{}` has no `allocation`", program.id),
    );
    Diagnostic::unplaced(Code::WrongUsage).with_text("detail", detail)
}

fn wrong_budget(budget: &Number) -> Vec<Diagnostic> {
    let found = format!("{}円", budget.grouped());
    if budget.is_negative() {
        let finding = Diagnostic::unplaced(Code::FactRange).with_text("fact", words::budget());
        return vec![finding.with("range", "[0円..]").with("found", found)];
    }
    if budget.is_integer() {
        return Vec::new();
    }
    let finding = Diagnostic::unplaced(Code::FactType).with_text("fact", words::budget());
    let wanted = Text::new("整数（円）", "a whole number of yen");
    vec![finding.with_text("wanted", wanted).with("found", found)]
}

/// The keys that tie-breaking looked at, by application and key.
type Needed = Vec<Vec<bool>>;

/// How many keys a plan has.
fn key_count(plan: &AllocationPlan) -> usize {
    plan.keys.len()
}
