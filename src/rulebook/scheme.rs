//! One scheme: facts in, decision out.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::decision::Decision;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::eval::{self, Evaluation, Question, Silent, Traced};
use crate::explain::{self, Material};
use crate::facts::Facts;
use crate::ids::ReadingId;
use crate::intake;
use crate::model::Model;
use crate::plan::{self, NextQuestion};
use crate::program::Program;
use crate::source::Sources;
use crate::text::Lang;

use super::Findings;

/// A checked scheme, ready to decide. Cheap to share; `Send` and `Sync`.
#[derive(Clone, Debug)]
pub struct Scheme {
    program: Arc<Program>,
    /// The declarations as written, for expressions that are tried out against them.
    model: Arc<Model>,
}

/// What is asked beside the facts.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The date of the decision; the scheme's own date among the facts if absent.
    pub as_of: Option<NaiveDate>,
    /// Alternatives of readings in place of the adopted ones.
    pub readings: Vec<(ReadingId, u16)>,
    /// How much of the way to the answer is kept.
    pub trace: TraceLevel,
    /// Language of the decision's words.
    pub lang: Lang,
}

impl Ask {
    /// What evaluation is asked.
    #[must_use]
    pub fn question(&self) -> Question {
        Question { as_of: self.as_of, readings: self.readings.clone() }
    }
}

/// How much of the way to the answer is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TraceLevel {
    /// Nothing.
    None,
    /// The reasons of requirements, with distances, and the steps of the headline amount.
    Reasons,
    /// Every step.
    #[default]
    Full,
}

/// Answers that are not yet in words.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The answers.
    pub evaluation: Evaluation,
    /// The recorded steps, unless none were asked for.
    pub trace: Option<Traced>,
}

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Scheme>();
    shared::<Decision>();
};

impl Scheme {
    pub(super) fn new(program: Arc<Program>, model: Arc<Model>) -> Self {
        Self { program, model }
    }

    /// The declarations as written.
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// The checked rules.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The id of the scheme.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.program.id
    }

    /// The title of the scheme.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        self.program.title.get(lang)
    }

    /// Facts from the text of a JSON or YAML object keyed by fact id or name.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, with line and column.
    pub fn facts_from_text(&self, name: &str, text: &str) -> Result<Facts, Findings> {
        let mut sources = Sources::default();
        let file = crate::document::read_bytes(name, text.as_bytes(), &mut sources);
        let found = file.map_err(|finding| vec![finding]);
        let facts = found.and_then(|file| intake::read(&self.program, &sources, file));
        facts.map_err(|findings| Findings { sources: Arc::new(sources), findings })
    }

    /// Facts from any value that serialises to an object keyed by fact id or name.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them; `facts-syntax` if the value does not serialise.
    ///
    /// # Example
    ///
    /// ```
    /// # use hantei::{Ask, RuleBook};
    /// #[derive(serde::Serialize)]
    /// struct Applicant { employees: u32, capital: u64 }
    ///
    /// let book = RuleBook::built_in()?;
    /// let scheme = book.scheme("joetsu-exam-travel")?;
    /// let facts = scheme.facts(&Applicant { employees: 30, capital: 10_000_000 })?;
    /// let decision = scheme.decide(&facts, &Ask::default())?;
    /// assert!(decision.missing.contains(&"exam_date".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn facts(&self, value: &impl Serialize) -> Result<Facts, Findings> {
        let found = serde_json::to_value(value)
            .map_err(|error| vec![Diagnostic::unplaced(Code::FactsSyntax).with("detail", error)])
            .and_then(|json| intake::from_json(&self.program, &json));
        found.map_err(|findings| Findings { sources: Arc::new(Sources::default()), findings })
    }

    /// The reading and the alternative of those ids.
    ///
    /// # Errors
    ///
    /// `unknown-reading`, `unknown-alternative`.
    pub fn reading(
        &self,
        reading: &str,
        alternative: &str,
    ) -> Result<(ReadingId, u16), Box<Diagnostic>> {
        let readings = &self.program.readings;
        let found = readings.iter().position(|one| one.id == reading || one.name.ja == reading);
        let Some((at, found)) = found.and_then(|at| Some((at, readings.get(at)?))) else {
            let near = nearest(reading, readings.iter().map(|one| one.id.as_str()));
            let finding = Diagnostic::unplaced(Code::UnknownReading).with("name", reading);
            return Err(Box::new(match near {
                Some(near) => finding.with("nearest", near),
                None => finding,
            }));
        };
        let list = self.program.choices.get(found.choices.index());
        let all = list.map(|list| list.choices.as_slice()).unwrap_or_default();
        let choice = all.iter().position(|one| one.id == alternative || one.name.ja == alternative);
        match choice.and_then(|choice| u16::try_from(choice).ok()) {
            Some(choice) => Ok((ReadingId::new(at), choice)),
            None => {
                let ids: Vec<_> = all.iter().map(|one| one.id.as_str()).collect();
                let finding = Diagnostic::unplaced(Code::UnknownAlternative)
                    .with("reading", reading)
                    .with("name", alternative)
                    .with("choices", ids.join(", "));
                Err(Box::new(finding))
            }
        }
    }

    /// Works out the answers, without words: the fast way for many applicants.
    ///
    /// Deterministic: the answers depend on the rules, `facts` and `ask` alone.
    ///
    /// # Errors
    ///
    /// The first operation without a result, with its place in the rule files.
    pub fn evaluate(&self, facts: &Facts, ask: &Ask) -> Result<Decided, Box<Diagnostic>> {
        let question = ask.question();
        if ask.trace == TraceLevel::None {
            let evaluation = eval::evaluate(&self.program, facts, &question, &mut Silent)?;
            return Ok(Decided { evaluation, trace: None });
        }
        let mut trace = Traced::new();
        let evaluation = eval::evaluate(&self.program, facts, &question, &mut trace)?;
        Ok(Decided { evaluation, trace: Some(trace) })
    }

    /// The facts that still matter, the most decisive first; see [`plan`] for the measure.
    ///
    /// # Errors
    ///
    /// As [`Scheme::evaluate`].
    ///
    /// # Example
    ///
    /// ```
    /// # use hantei::{Ask, Facts, RuleBook};
    /// let book = RuleBook::built_in()?;
    /// let scheme = book.scheme("joetsu-job-portal")?;
    /// let nothing = scheme.facts_from_text("facts.json", "{}")?;
    /// let questions = scheme.next_questions(&nothing, &Ask::default())?;
    /// assert_eq!(questions[0].id, "application_date");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_questions(
        &self,
        facts: &Facts,
        ask: &Ask,
    ) -> Result<Vec<NextQuestion>, Box<Diagnostic>> {
        plan::next_questions(&self.program, facts, &ask.question(), ask.lang)
    }

    /// Decides, and puts the decision into words.
    ///
    /// # Errors
    ///
    /// As [`Scheme::evaluate`].
    pub fn decide(&self, facts: &Facts, ask: &Ask) -> Result<Decision, Box<Diagnostic>> {
        let decided = self.evaluate(facts, ask)?;
        let digest = intake::digest(&self.program, facts);
        let mut decision = explain::decision(Material {
            program: &self.program,
            facts,
            evaluation: &decided.evaluation,
            trace: decided.trace.as_ref(),
            readings: &ask.readings,
            facts_digest: &digest,
            lang: ask.lang,
        });
        if ask.trace == TraceLevel::Reasons {
            let headline = |id: &str| {
                decision.outcomes.iter().any(|outcome| outcome.id == id && outcome.headline)
            };
            if let Some(steps) = &mut decision.trace {
                steps.retain(|step| headline(&step.id));
            }
        }
        Ok(decision)
    }
}
