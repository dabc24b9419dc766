//! Schemes and their cases: read, run and observed on all cores, told in order.

use rayon::prelude::*;

use crate::cases::{self, Report, Suite};
use crate::coverage::{Coverage, Observed, Plan};
use crate::rulebook::{Findings, Scheme};
use crate::text::Lang;

use super::super::console::Console;
use super::super::failure::Failure;
use super::super::rules::Rules;

/// A scheme and its cases.
pub(super) struct Loaded {
    pub(super) scheme: Scheme,
    pub(super) suite: Suite,
}

/// What came of the cases of a scheme.
pub(super) struct Tested {
    pub(super) suite: Suite,
    pub(super) report: Report,
    pub(super) coverage: Option<Coverage>,
}

/// Reads the schemes of those ids with their cases. `None` if something is wrong with any of them,
/// which was told.
pub(super) fn read(
    ids: &[String],
    rules: &Rules,
    console: &Console,
) -> Result<Option<Vec<Loaded>>, Failure> {
    let read: Vec<_> = ids.par_iter().map(|id| one(id, rules)).collect();
    let (mut loaded, mut is_whole) = (Vec::new(), true);
    for result in read {
        match result {
            Ok(one) => loaded.push(one),
            Err(Failure::Found(found)) => {
                console.tell(&found);
                is_whole = false;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(is_whole.then_some(loaded))
}

/// One scheme with its cases.
pub(super) fn one(id: &str, rules: &Rules) -> Result<Loaded, Failure> {
    let scheme = rules.scheme(id)?;
    let suite: Result<Suite, Findings> = cases::read(rules.files(), &scheme);
    Ok(Loaded { suite: suite?, scheme })
}

/// Runs all cases of all schemes.
pub(super) fn run(loaded: Vec<Loaded>, coverage: bool, lang: Lang) -> Vec<Tested> {
    loaded
        .into_par_iter()
        .map(|Loaded { scheme, suite }| {
            let all = suite.cases().par_iter();
            let outcomes = all.map(|case| cases::failures(&scheme, &suite, case, lang)).collect();
            let report = Report::of(scheme.id(), outcomes);
            let coverage = coverage.then(|| covered(&scheme, &suite, lang));
            Tested { suite, report, coverage }
        })
        .collect()
}

fn covered(scheme: &Scheme, suite: &Suite, lang: Lang) -> Coverage {
    let program = scheme.program();
    let plan = Plan::of(program);
    let observed = observed(scheme, &plan, suite);
    Coverage::of(program, &plan, suite, &observed, lang)
}

/// What the cases look at.
pub(super) fn observed(scheme: &Scheme, plan: &Plan, suite: &Suite) -> Observed {
    let nothing = || Observed::new(plan);
    (0..suite.cases().len())
        .into_par_iter()
        .fold(nothing, |mut observed, number| {
            observed.run(scheme.program(), plan, suite, number);
            observed
        })
        .reduce(nothing, |one, other| one.and(&other))
}
