//! Cases against a program: whether they come out as stated, and where not, why.

use crate::eval::{self, Silent};
use crate::program::Program;
use crate::rulebook::Scheme;
use crate::text::Lang;

use super::case::{Case, Run, Suite};
use super::report::Failure;
use super::{compare, why, words};

/// Whether each case comes out as stated under every reading of which it speaks, one by one as the
/// iterator is asked; an operation without a result counts as a difference.
///
/// This is the cheap way for many programs of one shape, as a mutated rule gives them: nothing is
/// recorded, nothing is put into words, and expected words are not looked at. `program` must
/// declare the facts, outputs and readings of the scheme for which the suite was read, in the same
/// order. A case that is not stated yet does not come out.
///
/// # Example
///
/// ```
/// use hantei::{BuiltIn, RuleBook, cases};
///
/// let book = RuleBook::built_in()?;
/// let scheme = book.scheme("joetsu-job-portal")?;
/// let suite = cases::read(&BuiltIn, scheme)?;
/// let first_that_differs = cases::run_all(scheme.program(), &suite).position(|same| !same);
/// assert_eq!(first_that_differs, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn run_all<'a>(program: &'a Program, suite: &'a Suite) -> impl Iterator<Item = bool> + 'a {
    suite
        .cases()
        .iter()
        .map(|case| case.is_stated() && case.runs().iter().all(|run| comes_out(program, case, run)))
}

fn comes_out(program: &Program, case: &Case, run: &Run) -> bool {
    eval::evaluate(program, case.facts(), &case.question(run), &mut Silent)
        .is_ok_and(|evaluation| compare::is_same(program, &evaluation, &run.expect))
}

/// What did not come out as stated: one entry per reading that differs. Empty for a case that
/// passes. `lang` is the language of the words about values and steps.
#[must_use]
pub fn failures(scheme: &Scheme, suite: &Suite, case: &Case, lang: Lang) -> Vec<Failure> {
    case.runs()
        .iter()
        .enumerate()
        .filter_map(|(number, run)| {
            let failure = of_run(scheme, suite, case, run, number == 0, lang);
            (!failure.differences.is_empty() || !failure.unstated.is_empty()).then_some(failure)
        })
        .collect()
}

/// One run of a case, `own` under its own readings; without differences if it comes out.
fn of_run(
    scheme: &Scheme,
    suite: &Suite,
    case: &Case,
    run: &Run,
    own: bool,
    lang: Lang,
) -> Failure {
    let program = scheme.program();
    let mut failure = Failure {
        case: case.id.clone(),
        about: case.about.clone(),
        line: suite.sources().position(case.span).line,
        reading: (!run.words.is_empty()).then(|| run.words.clone()),
        unstated: run.unstated().map(str::to_owned).collect(),
        differences: Vec::new(),
        why: Vec::new(),
    };
    if run.expect.is_empty() {
        failure.unstated.push("expect".to_owned());
    }
    match eval::evaluate(program, case.facts(), &case.question(run), &mut Silent) {
        Ok(evaluation) => {
            failure.differences = compare::compare(program, &evaluation, &run.expect, lang);
            if own {
                words::compare(scheme, case, &mut failure);
            }
            if !failure.differences.is_empty() {
                failure.why = why::why(scheme, case, run, &failure.differences, lang);
            }
        }
        Err(finding) => {
            failure.differences.push(compare::error(&finding, suite.sources(), lang));
        }
    }
    failure
}
