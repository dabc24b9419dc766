//! What a trace says that a step came to.

use serde_json::Value as Json;

use crate::decision::{Step, StepState};

/// An answer as it stands in a record.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Seen {
    /// A value in the form of the contract.
    Value(Json),
    /// Not known.
    Unknown,
    /// Does not apply.
    NotApplicable,
    /// Not looked at.
    Skipped,
}

impl Seen {
    pub(super) fn of(step: &Step) -> Self {
        match step.state {
            StepState::Unknown => Self::Unknown,
            StepState::NotApplicable => Self::NotApplicable,
            StepState::Skipped => Self::Skipped,
            StepState::Held => Self::Value(Json::Bool(true)),
            StepState::Failed => Self::Value(Json::Bool(false)),
            StepState::Known => {
                Self::Value(step.value.as_ref().map_or(Json::Null, |value| value.value.clone()))
            }
        }
    }

    pub(super) fn state(state: StepState) -> Self {
        match state {
            StepState::NotApplicable => Self::NotApplicable,
            StepState::Skipped => Self::Skipped,
            StepState::Held => Self::truth(true),
            StepState::Failed => Self::truth(false),
            StepState::Known | StepState::Unknown => Self::Unknown,
        }
    }

    pub(super) fn truth(value: bool) -> Self {
        Self::Value(Json::Bool(value))
    }

    pub(super) fn as_truth(&self) -> Option<bool> {
        match self {
            Self::Value(value) => value.as_bool(),
            Self::Unknown | Self::NotApplicable | Self::Skipped => None,
        }
    }

    /// Whether it is the digest of a fact that the reader was not to see.
    pub(super) fn is_hidden(&self) -> bool {
        match self {
            Self::Value(value) => is_hidden(value),
            Self::Unknown | Self::NotApplicable | Self::Skipped => false,
        }
    }

    /// For people.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Value(Json::String(text)) => text.clone(),
            Self::Value(value) => value.to_string(),
            Self::Unknown => "unknown".to_owned(),
            Self::NotApplicable => "not_applicable".to_owned(),
            Self::Skipped => "skipped".to_owned(),
        }
    }
}

/// `sha256:` and twelve digits: what an auditor sees of a fact.
pub(super) fn is_hidden(value: &Json) -> bool {
    let digest = value.as_str().and_then(|text| text.strip_prefix("sha256:"));
    digest.is_some_and(|digest| {
        digest.len() == 12 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
