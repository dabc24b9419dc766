//! `hantei ask`: an interview that asks only what still matters.
//!
//! ```text
//! Interview (library) ── question ──▶ Face (terminal or lines) ── reply ──▶ Interview
//! ```
//!
//! Questions and remarks go to standard error, the decision at the end to standard output. Facts are
//! saved at the end, into a temporary file that then takes the name: an interview that is broken off
//! leaves nothing behind.

mod face;
mod lines;
mod rows;
mod save;
mod terminal;
mod words;

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::Args;

use crate::explain;
use crate::facts::Facts;
use crate::plan::{Interview, Kind, NextQuestion, Wanted, answer};
use crate::rulebook::{Ask as Asked, Scheme, TraceLevel};
use crate::text::Lang;
use crate::value::Value;

use super::console::Console;
use super::decide::{Audience, Format, in_rules};
use super::failure::{Failure, Status};
use super::rules::Rules;
use super::{date, input};
use face::{Face, Prompt, Reply};

/// Arguments of `ask`.
#[derive(Args, Debug)]
pub(super) struct Ask {
    /// Scheme, as `hantei list` names it 制度のID
    scheme: String,

    /// Facts to go on from, JSON or YAML 途中まで答えた事実
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,

    /// Where the facts are kept: YAML, or JSON by the ending .json 答えを残すファイル
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,

    /// Date that selects dated values [default: the scheme's own among the facts] 基準日
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Form of the decision at the end 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Who reads the decision 読み手（申請者・担当者・監査）
    #[arg(long, value_enum, default_value = "applicant")]
    audience: Audience,
}

pub(super) fn run(arguments: &Ask, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let scheme = rules.scheme(&arguments.scheme)?;
    let save = save::Place::open(arguments.save.as_deref(), arguments.facts.as_deref())?;
    let facts = match &arguments.facts {
        Some(path) => {
            let (name, text) = input::read(path)?;
            scheme.facts_from_text(&name, &text)?
        }
        None => Facts::empty(scheme.program().facts.len()),
    };
    let asked = Asked {
        as_of: arguments.as_of.as_deref().map(date::read).transpose()?,
        trace: if matches!(arguments.format, Format::Json | Format::Html) {
            TraceLevel::Full
        } else {
            TraceLevel::Reasons
        },
        lang: console.lang,
        ..Asked::default()
    };
    let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut face: Box<dyn Face> = if is_terminal {
        Box::new(terminal::Terminal::new(console.lang, console.colour))
    } else {
        Box::new(lines::Lines::new(console.lang))
    };
    face.tell(&words::greeting(&scheme, console.lang))?;
    let interview = Interview::new(scheme.program(), facts, asked.question(), console.lang);
    let mut talk = Talk { scheme: &scheme, interview, face: face.as_mut(), lang: console.lang };
    let complete = talk.hold().inspect_err(|failure| {
        if matches!(failure, Failure::Interrupted) {
            // Nothing can be done about a terminal that is gone.
            let _ = talk.face.tell(words::broken_off(console.lang));
        }
    })?;
    let facts = talk.interview.facts().clone();
    let decision = scheme.decide(&facts, &asked).map_err(|finding| in_rules(&scheme, *finding))?;
    if let Some(defaults) = words::by_default(&decision, console.lang) {
        face.tell(&defaults)?;
    }
    if let Some(place) = save {
        place.write(scheme.program(), &facts, console.lang)?;
        face.tell(&words::saved(&place.name(), console.lang))?;
    }
    console.print(&explain::render(
        &decision,
        &explain::Options {
            format: arguments.format.into(),
            audience: arguments.audience.into(),
            colour: console.colour,
            width: console.width,
        },
    ))?;
    Ok(if complete { Status::Done } else { Status::Found })
}

/// An interview and who holds it.
struct Talk<'a> {
    scheme: &'a Scheme,
    interview: Interview<'a>,
    face: &'a mut dyn Face,
    lang: Lang,
}

impl Talk<'_> {
    /// Asks until nothing matters any more; whether every answer was understood.
    ///
    /// Input that ends early ends the interview: what was not asked stays unknown.
    fn hold(&mut self) -> Result<bool, Failure> {
        let (mut told_rest, mut understood) = (false, true);
        loop {
            let questions = self.interview.questions().map_err(|finding| self.failure(*finding))?;
            let standing = self.interview.standing().map_err(|finding| self.failure(*finding))?;
            let Some(question) = questions.first() else {
                self.face.tell(&words::end(&standing, self.lang))?;
                return Ok(understood);
            };
            if question.wanted == Wanted::Rest && !told_rest && self.interview.count() > 0 {
                told_rest = true;
                self.face.tell(&words::only_the_rest(&standing, self.lang))?;
            }
            let number = self.interview.count() + 1;
            self.face.tell(&words::standing(number, &questions, &standing, self.lang))?;
            match self.one(question)? {
                Turn::Next => understood = true,
                Turn::Again => understood = false,
                Turn::Over => return Ok(understood),
            }
        }
    }

    fn one(&mut self, question: &NextQuestion) -> Result<Turn, Failure> {
        let Some(id) = self.interview.fact(&question.id) else { return Ok(Turn::Over) };
        let reply = if question.form.kind == Kind::List {
            rows::ask(self.scheme, question, id, self.face, self.lang)?
        } else {
            self.scalar(question, id)?
        };
        match reply {
            Reply::Value(value) => match self.interview.answer(id, value) {
                Ok(()) => Ok(Turn::Next),
                Err(finding) => {
                    self.face.tell(&words::complaint(&[*finding], self.lang))?;
                    Ok(Turn::Again)
                }
            },
            Reply::Refused(why) => {
                self.face.tell(&why)?;
                Ok(Turn::Again)
            }
            Reply::Unknown => {
                self.interview.unknown(id);
                Ok(Turn::Next)
            }
            Reply::Back => {
                if self.interview.back().is_none() {
                    self.face.tell(words::first(self.lang))?;
                }
                Ok(Turn::Next)
            }
            Reply::Why => {
                self.face.tell(&words::why(question, self.lang))?;
                Ok(Turn::Next)
            }
            Reply::Over | Reply::RowsEnd => Ok(Turn::Over),
        }
    }

    fn scalar(
        &mut self,
        question: &NextQuestion,
        id: crate::ids::FactId,
    ) -> Result<Reply, Failure> {
        let program = self.scheme.program();
        let Some(fact) = program.fact(id) else { return Ok(Reply::Over) };
        let lang = self.lang;
        let read = |text: &str| -> Result<Value, String> {
            answer::read(program, fact, text).map_err(|found| words::complaint(&found, lang))
        };
        self.face.ask(&Prompt {
            text: &words::asked(question, lang),
            form: &question.form,
            ends_rows: false,
            read: &read,
        })
    }

    fn failure(&self, finding: crate::diagnostic::Diagnostic) -> Failure {
        in_rules(self.scheme, finding)
    }
}

/// What comes after a question.
enum Turn {
    /// The next question.
    Next,
    /// The answer was not understood: the same question.
    Again,
    /// The end.
    Over,
}
