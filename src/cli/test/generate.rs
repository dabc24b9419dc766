//! `--generate`: the missing boundary cases, their outcome left open.

use std::path::Path;

use crate::coverage::{self, Plan};
use crate::text::Text;

use super::super::console::Console;
use super::super::failure::{Failure, Status};
use super::super::output::Output;
use super::super::rules::Rules;
use super::suites::{self, Loaded};

/// Prints the cases as they can be put behind those of `cases.yaml`; how many, on standard error.
pub(super) fn run(
    id: &str,
    rules: &Rules,
    output: Option<&Path>,
    console: &Console,
) -> Result<Status, Failure> {
    let Loaded { scheme, suite } = suites::one(id, rules)?;
    let program = scheme.program();
    let plan = Plan::of(program);
    let observed = suites::observed(&scheme, &plan, &suite);
    let found = coverage::propose(program, &plan, &suite, &observed);
    let mut output = Output::open(output)?;
    output.write(&coverage::yaml(program, &plan, &suite, &found, console.lang))?;
    output.finish()?;
    let (made, open) = (found.proposals.len(), found.out_of_reach.len());
    console.say(&Text::new(
        format!(
            "{id}: 境目の事例の案 {made}件、届かない境目 {open}件。結果（expect）は要綱から導いて書きます"
        ),
        format!(
            "{id}: {made} boundary cases proposed, {open} boundaries out of reach; work out what to expect from the document"
        ),
    ));
    Ok(Status::Done)
}
