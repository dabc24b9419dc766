//! Why a command ends early, and what it tells.

use std::io;

use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::Findings;
use crate::source::Sources;
use crate::text::Text;

use super::console::Console;

/// How a command that ran to its end came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Everything that was asked for was done.
    Done,
    /// Something is wrong with rules or facts; it was told.
    Found,
}

impl Status {
    /// The exit status.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Found => 1,
        }
    }
}

/// Why a command ends early.
#[derive(Debug)]
pub(super) enum Failure {
    /// Something is wrong with rules or facts.
    Found(Findings),
    /// The command was used wrongly: a name or a path that does not exist.
    Usage(Box<Diagnostic>),
    /// Whoever read the output is gone.
    Closed,
    /// The person at the terminal broke off.
    Interrupted,
}

impl Failure {
    /// A finding about what was written on the command line.
    pub(super) fn usage(finding: Diagnostic) -> Self {
        Self::Usage(Box::new(finding))
    }

    /// Wrong usage for which no other code fits, in words.
    pub(super) fn wrong_usage(detail: Text) -> Self {
        Self::usage(Diagnostic::unplaced(Code::WrongUsage).with_text("detail", detail))
    }

    /// Output that could not be written to the place that messages call `name`.
    pub(super) fn unwritten(name: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::wrong_usage(Text::new(
            format!("`{name}` に書き込めません：{error}"),
            format!("cannot write to `{name}`: {error}"),
        ))
    }

    /// Tells what is wrong on standard error; the exit status.
    pub(super) fn tell(&self, console: &Console) -> u8 {
        match self {
            Self::Found(found) => {
                console.tell(found);
                1
            }
            Self::Usage(finding) => {
                let findings = vec![(**finding).clone()];
                console.tell(&Findings { sources: Sources::default().into(), findings });
                2
            }
            Self::Closed => 0,
            // As a shell reports the end by this signal.
            Self::Interrupted => 130,
        }
    }
}

impl From<Findings> for Failure {
    /// Names that the command line got wrong are wrong usage, everything else is a finding.
    fn from(found: Findings) -> Self {
        match found.findings.as_slice() {
            [one] if is_usage(one) => Self::usage(one.clone()),
            _ => Self::Found(found),
        }
    }
}

fn is_usage(finding: &Diagnostic) -> bool {
    finding.at.is_none()
        && matches!(
            finding.code,
            Code::BadId
                | Code::UnknownScheme
                | Code::UnknownReading
                | Code::UnknownAlternative
                | Code::WrongUsage
        )
}
