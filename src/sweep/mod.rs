//! The outcome as a function of one fact, or of two.
//!
//! ```text
//! applicant ─▶ run at a value ─▶ shape (which way, how each comparison came out)
//!                  ▲                 │  by halves: how far does the shape reach?
//!                  └── next value ◀──┘
//! ```
//!
//! Nothing is sampled where it can be proved. A run is followed step by step: each value stays,
//! moves in a straight line, only grows or only falls along the varied fact. Then every comparison
//! comes out alike on one stretch of values, whose ends are found by halves, to the unit. Where a
//! step is of another kind, every value is decided one by one, or, on long stretches, some are;
//! each [`Piece`] says which ([`Proof`]).

mod axis;
mod cause;
mod direction;
mod map;
mod near;
mod picture;
mod pieces;
mod report;
mod run;
mod shape;
mod text;
mod words;

use crate::decision::Verdict;
use crate::diagnostic::Diagnostic;
use crate::explain;
use crate::facts::Facts;
use crate::program::Program;
use crate::rulebook::{Ask, Scheme, TraceLevel};
use crate::text::{Lang, Text};
use crate::value::{Answer, Number, Type, Value};

pub use axis::{Axis, Vary};
pub use cause::Cause;
pub use map::{Area, Map, map};
pub use near::{Change, Near, near};
pub use picture::{html, map_html, map_svg, near_html, svg};
pub use pieces::Proof;
pub use report::{AxisShown, Break, Course, CourseKind, Decided, Millionths, Piece, Sweep};
pub use text::{Look, map_text, near_text, text};

use direction::Dir;
use pieces::{Line, Stretch};
use run::{Run, Runner};

/// How many pieces a sweep may have.
const MOST: usize = 2000;

/// The position of an output: that of `id`, else the headline amount.
///
/// # Errors
///
/// `wrong-usage` if the scheme has no output of that id.
pub fn followed(program: &Program, id: Option<&str>) -> Result<Option<usize>, Box<Diagnostic>> {
    let Some(id) = id else {
        return Ok(program.outputs.iter().position(|output| output.headline));
    };
    let is = |output: &crate::program::Output| output.id == id || output.name.ja == id;
    let found = program.outputs.iter().position(is);
    found.map(Some).ok_or_else(|| {
        let all: Vec<_> = program.outputs.iter().map(|output| output.id.as_str()).collect();
        axis::wrong(Text::new(
            format!("`--output-id {id}` という結果はありません（{}）", all.join("、")),
            format!("there is no output `{id}` ({})", all.join(", ")),
        ))
    })
}

/// The outcome for an applicant along one fact.
///
/// `output` is a position in [`Program::outputs`], as [`followed`] gives it.
///
/// # Errors
///
/// `wrong-usage` if there are more than 2,000 pieces: a smaller range is needed.
///
/// # Example
///
/// ```
/// # use hantei::{Ask, RuleBook, sweep::{self, Axis, Vary}};
/// let book = RuleBook::built_in()?;
/// let scheme = book.scheme("joetsu-job-portal")?;
/// let facts = scheme.facts_from_text("facts.yaml", "申請日: 令和6年10月15日\n")?;
/// let (program, ask) = (scheme.program(), Ask::default());
/// let vary = Vary { name: "市内に事業所がある", ..Vary::default() };
/// let axis = Axis::open(program, &facts, &ask.question(), &vary)?;
/// let found = sweep::sweep(&scheme, &facts, &ask, &axis, sweep::followed(program, None)?)?;
/// assert_eq!(found.pieces.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sweep(
    scheme: &Scheme,
    facts: &Facts,
    ask: &Ask,
    axis: &Axis,
    output: Option<usize>,
) -> Result<Sweep, Box<Diagnostic>> {
    let (program, question) = (scheme.program(), ask.question());
    let runner = Runner::new(program, facts, &question, vec![axis], output);
    let line = Line { runner: &runner, axis: 0, held: 0 };
    let stretches = line.pieces(axis.last());
    if stretches.len() > MOST {
        return Err(axis::wrong(too_many(stretches.len())));
    }
    let teller = Teller { scheme, ask, runner: &runner, line, axis, output };
    let pieces = stretches.iter().map(|one| teller.piece(one)).collect();
    let pairs = stretches.iter().zip(stretches.iter().skip(1));
    let breaks = if axis.is_line() {
        pairs.map(|(one, two)| teller.turn(one, two)).collect()
    } else {
        Vec::new()
    };
    Ok(Sweep {
        scheme: scheme.id().to_owned(),
        title: scheme.title(ask.lang).to_owned(),
        lang: ask.lang,
        axis: shown(program, facts, axis, ask.lang),
        output: output
            .and_then(|at| program.outputs.get(at))
            .map(|output| (output.id.clone(), output.name.get(ask.lang).to_owned())),
        pieces,
        breaks,
        decided: runner.count(),
    })
}

fn too_many(count: usize) -> Text {
    Text::new(
        format!("結果が{count}通りに分かれます。`--from` と `--to` で範囲を狭めてください"),
        format!("the outcome falls into {count} pieces; narrow the range with `--from` and `--to`"),
    )
}

fn shown(program: &Program, facts: &Facts, axis: &Axis, lang: Lang) -> AxisShown {
    let show = |value: &Value| explain::show(program, value, &axis.declared.ty, lang);
    let at = |at: i64| show(&axis.value(at).unwrap_or(Value::Truth(false)));
    let given = axis.given(facts);
    let unit = match &axis.declared.ty {
        Type::Number(unit) if !unit.is_plain() => unit.to_string(),
        _ => String::new(),
    };
    let step = match &axis.values {
        axis::Values::Line { step, .. } => step.to_string(),
        axis::Values::Few(_) => String::new(),
    };
    AxisShown {
        id: program.fact(axis.fact).map(|fact| fact.id.clone()).unwrap_or_default(),
        name: axis.name.get(lang).to_owned(),
        ordered: axis.is_line(),
        dates: axis.declared.ty == Type::Date,
        unit,
        step,
        from: at(0),
        to: at(axis.last()),
        given_at: given.as_ref().and_then(|value| axis.position(value)),
        given: given.as_ref().map(show),
        last: axis.last(),
    }
}

/// Puts stretches into words.
struct Teller<'r, 'a> {
    scheme: &'a Scheme,
    ask: &'a Ask,
    runner: &'r Runner<'a>,
    line: Line<'r, 'a>,
    axis: &'a Axis,
    output: Option<usize>,
}

impl Teller<'_, '_> {
    fn show(&self, at: i64) -> crate::decision::Shown {
        let value = self.axis.value(at).unwrap_or(Value::Truth(false));
        explain::show(self.runner.program, &value, &self.axis.declared.ty, self.ask.lang)
    }

    fn piece(&self, stretch: &Stretch) -> Piece {
        let (outcome, first) = self.decided([stretch.from, 0]);
        let (_, last) = self.decided([stretch.to, 0]);
        let amount = self.output.map(|_| {
            let dir = self.line.moves(&stretch.first);
            course(&dir, (&stretch.first, first), (&stretch.last, last), self.output)
        });
        Piece {
            from: self.show(stretch.from),
            to: self.show(stretch.to),
            at: (stretch.from, stretch.to),
            outcome,
            amount,
            proof: stretch.proof,
        }
    }

    /// The decision at a place, and the followed output in words.
    fn decided(&self, at: [i64; 2]) -> (Decided, String) {
        decide(self.scheme, self.ask, self.runner, self.output, at)
    }

    fn turn(&self, one: &Stretch, two: &Stretch) -> Break {
        let runs: (&Run, &Run) = (&one.last, &two.first);
        Break {
            before: self.show(one.to),
            after: self.show(two.from),
            at: two.from,
            causes: cause::causes(self.runner.program, self.output, runs, self.ask.lang),
        }
    }
}

fn decide(
    scheme: &Scheme,
    ask: &Ask,
    runner: &Runner<'_>,
    output: Option<usize>,
    at: [i64; 2],
) -> (Decided, String) {
    let plain = Ask { trace: TraceLevel::None, ..ask.clone() };
    match scheme.decide(&runner.facts_at(at), &plain) {
        Ok(decision) => {
            let id = output.and_then(|at| scheme.program().outputs.get(at)).map(|one| &one.id);
            let words = id.map(|id| report::outcome(&decision, id).0).unwrap_or_default();
            (Decided::of(&decision), words)
        }
        Err(error) => (Decided::failed_with(error.message(ask.lang)), String::new()),
    }
}

/// How the followed output goes from one run to another one of the same piece.
fn course(
    dir: &Dir,
    (one, first): (&Run, String),
    (two, last): (&Run, String),
    output: Option<usize>,
) -> Course {
    let number = |run: &Run| match run.answer(output) {
        Some(Answer::Known(value)) => crate::region::ordinal(value),
        _ => None,
    };
    let known = |run: &Run| matches!(run.answer(output), Some(Answer::Known(_)));
    let kind = match dir {
        _ if !known(one) || !known(two) => CourseKind::None,
        Dir::Same => CourseKind::Constant,
        Dir::Line(_) => CourseKind::Straight,
        Dir::Up | Dir::Down if first == last => CourseKind::Constant,
        Dir::Up => CourseKind::Rises,
        Dir::Down => CourseKind::Falls,
        Dir::Free => CourseKind::Varies,
    };
    let slope = match dir {
        Dir::Line(slope) if kind == CourseKind::Straight => Some(slope.to_string()),
        _ => None,
    };
    let values = number(one).and_then(|one| Some((millionths(&one)?, millionths(&number(two)?)?)));
    Course { kind, first, last, values, slope }
}

fn millionths(number: &Number) -> Option<i64> {
    let moved = number.checked_mul(&Number::from_i64(1_000_000)).ok()?;
    moved.round(crate::value::Rounding::HalfUp, &Number::ONE).ok()?.to_i64()
}

/// Whether an applicant is found eligible.
fn is_eligible(run: &Run) -> bool {
    run.seen.verdict == Verdict::Eligible
}
