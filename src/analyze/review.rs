//! Warnings against what the scheme allows.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Allowance, Program};
use crate::source::Span;
use crate::text::Text;

use super::{analyze, confirm};

/// What there is to say about a checked scheme.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// What stands against the scheme, sorted by place: warnings that nothing allows, and as errors
    /// what is not confirmed.
    pub findings: Vec<Diagnostic>,
    /// Warnings that the scheme allows, sorted by place.
    pub allowed: Vec<Allowed>,
}

/// A warning that the scheme allows.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The warning.
    pub finding: Diagnostic,
    /// Why it is allowed.
    pub reason: Text,
    /// The last day on which it is.
    pub until: NaiveDate,
}

/// Looks a scheme over and sets aside what it allows.
///
/// No clock is read. With `as_of`, allowances that have run out by then allow nothing, and what
/// applies on that day must have been confirmed; without it every allowance counts and nothing is
/// asked for confirmation.
///
/// # Example
///
/// ```
/// let book = hantei::RuleBook::built_in()?;
/// let scheme = book.scheme("joetsu-exam-travel")?;
/// let review = hantei::analyze::review(scheme.program(), None);
/// assert!(review.findings.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn review(program: &Program, as_of: Option<NaiveDate>) -> Review {
    let mut review = Review::default();
    let mut used = vec![false; program.allowances.len()];
    for mut finding in analyze(program) {
        let mut allowed = None;
        for (one, used) in program.allowances.iter().zip(&mut used) {
            if !covers(one, &finding) {
                continue;
            }
            *used = true;
            if as_of.is_some_and(|date| one.until < date) {
                finding = finding.related(one.span, ran_out(one.until));
            } else {
                allowed = allowed.or(Some(one));
            }
        }
        match allowed {
            Some(Allowance { reason, until, .. }) => {
                review.allowed.push(Allowed { finding, reason: reason.clone(), until: *until });
            }
            None => review.findings.push(finding),
        }
    }
    let idle = program.allowances.iter().zip(used).filter(|(_, used)| !used);
    review.findings.extend(idle.map(|(one, _)| unused(one)));
    if let Some(date) = as_of {
        review.findings.extend(confirm::unconfirmed(program, date));
    }
    review.findings.sort_by_key(|finding| finding.at);
    review
}

fn covers(one: &Allowance, finding: &Diagnostic) -> bool {
    let within = |at: Span, whole: &Span| {
        at.file == whole.file && whole.start <= at.start && at.start < whole.end
    };
    one.code == finding.code
        && (one.of.is_none()
            || finding.at.is_some_and(|at| one.extent.iter().any(|whole| within(at, whole))))
}

fn ran_out(until: NaiveDate) -> Text {
    Text::new(
        format!("この許容は {until} で切れています"),
        format!("this allowance ran out on {until}"),
    )
}

fn unused(one: &Allowance) -> Diagnostic {
    let warning = match &one.of {
        Some(of) => format!("{}（{of}）", one.code.as_str()),
        None => one.code.as_str().to_owned(),
    };
    Diagnostic::new(Code::UnusedAllowance, one.span).warning().with("warning", warning)
}
