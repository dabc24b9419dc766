//! The sentences of a comparison.

use crate::decision::{Step, StepKind, StepState, Verdict, Working};
use crate::text::Lang;

/// The name of a verdict.
pub(in crate::change) fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    let (ja, en) = match verdict {
        Verdict::Eligible => ("該当", "eligible"),
        Verdict::Ineligible => ("非該当", "not eligible"),
        Verdict::Undetermined => ("判定不能", "undetermined"),
        Verdict::NotApplicable => ("適用なし", "not applicable"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// How a requirement came out.
pub(super) fn requirement(state: StepState, lang: Lang) -> &'static str {
    let (ja, en) = match state {
        StepState::Held | StepState::Known => ("満たす", "met"),
        StepState::Failed => ("満たさない", "not met"),
        StepState::Unknown => ("未確定", "open"),
        StepState::NotApplicable => ("適用なし", "not applicable"),
        StepState::Skipped => ("見ていない", "not looked at"),
    };
    if lang == Lang::Ja { ja } else { en }
}

pub(super) fn with_range(text: &str, range: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{text}（{range}）"),
        Lang::En => format!("{text} ({range})"),
    }
}

/// Why two steps differ, told of both.
pub(super) fn sentence(left: &Step, right: &Step, lang: Lang) -> String {
    if left.state == StepState::Skipped || right.state == StepState::Skipped {
        return skipped(left, right, lang);
    }
    if let (Some(one), Some(other)) = (Compared::of(left), Compared::of(right)) {
        return one.beside(&other, left, right, lang);
    }
    let name = name(left);
    let (one, other) = (told(left, lang), told(right, lang));
    let (one, other) = (noted(one, left, lang), noted(other, right, lang));
    let rewritten = !left.expression.is_empty()
        && !right.expression.is_empty()
        && left.expression != right.expression
        && left.kind != StepKind::Fact;
    match (lang, rewritten) {
        (Lang::Ja, false) => format!("{name}：前は{one}、後は{other}。"),
        (Lang::En, false) => format!("{name}: {one} before, {other} after."),
        (Lang::Ja, true) => format!(
            "{name}：式が違います。前は「{}」で{one}、後は「{}」で{other}。",
            left.expression, right.expression
        ),
        (Lang::En, true) => format!(
            "{name}: another expression. Before `{}`: {one}; after `{}`: {other}.",
            left.expression, right.expression
        ),
    }
}

/// A step that only one of the traces has.
pub(super) fn alone(step: &Step, is_before: bool, lang: Lang) -> String {
    let (name, what) = (name(step), told(step, lang));
    match (lang, is_before) {
        (Lang::Ja, true) => format!("{name}：前にだけあります（{what}）。"),
        (Lang::Ja, false) => format!("{name}：後にだけあります（{what}）。"),
        (Lang::En, true) => format!("{name}: only before ({what})."),
        (Lang::En, false) => format!("{name}: only after ({what})."),
    }
}

fn skipped(left: &Step, right: &Step, lang: Lang) -> String {
    let is_before = left.state == StepState::Skipped;
    let (name, what) = (name(left), told(if is_before { right } else { left }, lang));
    match (lang, is_before) {
        (Lang::Ja, true) => format!("{name}：前では見る必要がなく、後では{what}。"),
        (Lang::Ja, false) => format!("{name}：前では{what}、後では見る必要がありません。"),
        (Lang::En, true) => format!("{name}: not needed before; after, {what}."),
        (Lang::En, false) => format!("{name}: {what} before; not needed after."),
    }
}

/// What a step is called.
fn name(step: &Step) -> String {
    match (step.label.is_empty(), step.kind) {
        (true, _) => format!("「{}」", step.expression),
        (false, StepKind::Stage | StepKind::Element) if !step.expression.is_empty() => {
            format!("{}「{}」", step.label, step.expression)
        }
        (false, _) => step.label.clone(),
    }
}

/// What a step came to.
fn told(step: &Step, lang: Lang) -> String {
    let (ja, en) = match (&step.value, step.state) {
        (Some(value), StepState::Known) => return value.text.clone(),
        (Some(value), StepState::Held | StepState::Failed) if is_given(step) => {
            return value.text.clone();
        }
        (_, StepState::Held) => ("成り立つ", "it holds"),
        (_, StepState::Failed) => ("成り立たない", "it does not hold"),
        (None, StepState::Known) => ("値がある", "it has a value"),
        (_, StepState::Unknown) => ("不明", "unknown"),
        (_, StepState::NotApplicable) => ("適用なし", "not applicable"),
        (_, StepState::Skipped) => ("見ていない", "not looked at"),
    };
    (if lang == Lang::Ja { ja } else { en }).to_owned()
}

/// Whether a step is a fact, be it a condition at the same time.
fn is_given(step: &Step) -> bool {
    let operation = step.working.as_ref().and_then(Working::operation);
    step.kind == StepKind::Fact
        || operation.is_some_and(|one| one.op == "fact" || one.op == "field")
}

/// With the version that was in force, or the row that was taken.
fn noted(what: String, step: &Step, lang: Lang) -> String {
    let dated = matches!(step.kind, StepKind::Parameter | StepKind::Table | StepKind::Edition);
    let is_parameter = step
        .working
        .as_ref()
        .and_then(Working::operation)
        .is_some_and(|operation| operation.op == "parameter");
    if step.notes.is_empty() || !(dated || is_parameter) {
        return what;
    }
    match lang {
        Lang::Ja => format!("{what}（{}）", step.notes.join("、")),
        Lang::En => format!("{what} ({})", step.notes.join(", ")),
    }
}

/// A comparison: what is compared with what.
struct Compared<'s> {
    op: &'s str,
    subject: String,
    value: Option<String>,
    limit: Option<String>,
}

impl<'s> Compared<'s> {
    fn of(step: &'s Step) -> Option<Self> {
        let operation = step.working.as_ref()?.operation()?;
        let op = operation.op.as_str();
        let [left, right] = operation.of.as_slice() else { return None };
        if !matches!(op, "=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in") {
            return None;
        }
        let (before, behind) = step.expression.split_once(&format!(" {op} "))?;
        let text = |part: &Working, written: &str| match part {
            Working::Step(at) => {
                let part = step.children.get(*at)?;
                match part.state {
                    StepState::Known => part.value.as_ref().map(|value| value.text.clone()),
                    _ => None,
                }
            }
            Working::Value(_) => Some(written.to_owned()),
            _ => None,
        };
        Some(Self {
            op,
            subject: before.to_owned(),
            value: text(left, before),
            limit: text(right, behind),
        })
    }

    fn beside(&self, other: &Self, left: &Step, right: &Step, lang: Lang) -> String {
        let side = |one: &Self, step: &Step, last: bool| {
            let state = state(step.state, last, lang);
            let unknown = told(step, lang);
            let value = one.value.clone().unwrap_or(unknown);
            match (&one.limit, lang) {
                (Some(limit), Lang::Ja) => {
                    format!("{value}（{}{limit}）で{state}", limit_word(one.op, lang))
                }
                (None, Lang::Ja) => format!("{value}で{state}"),
                (Some(limit), Lang::En) => {
                    format!("{value} ({}{limit}), {state}", limit_word(one.op, lang))
                }
                (None, Lang::En) => format!("{value}, {state}"),
            }
        };
        let (one, two) = (side(self, left, false), side(other, right, true));
        let subject = &self.subject;
        let rewritten = left.expression != right.expression;
        let changed = match (lang, rewritten) {
            (_, false) => String::new(),
            (Lang::Ja, true) => {
                format!("条件が「{}」から「{}」に変わりました。", left.expression, right.expression)
            }
            (Lang::En, true) => {
                format!("The condition was `{}` and is `{}`. ", left.expression, right.expression)
            }
        };
        match lang {
            Lang::Ja => format!("{changed}{subject}は、前は{one}、後は{two}。"),
            Lang::En => format!("{changed}{subject}: before {one}; after {two}."),
        }
    }
}

/// What the right side of a comparison is to the left one.
fn limit_word(op: &str, lang: Lang) -> &'static str {
    let (ja, en) = match op {
        "<=" => ("上限", "at most "),
        "<" => ("未満であるべき値", "below "),
        ">=" => ("下限", "at least "),
        ">" => ("超えるべき値", "above "),
        "!=" => ("除くもの", "other than "),
        "in" => ("対象", "among "),
        "not in" => ("対象外", "not among "),
        _ => ("求めるもの", "wanted "),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// How a comparison came out, within a sentence or at its end.
fn state(state: StepState, last: bool, lang: Lang) -> &'static str {
    let (within, at_end, en) = match state {
        StepState::Held => ("条件を満たし", "条件を満たします", "which holds"),
        StepState::Failed => ("条件を満たさず", "条件を満たしません", "which does not hold"),
        StepState::Known | StepState::Unknown => ("決まらず", "決まりません", "which is open"),
        StepState::NotApplicable => ("適用されず", "適用されません", "which does not apply"),
        StepState::Skipped => ("見る必要がなく", "見る必要がありません", "not looked at"),
    };
    match (lang, last) {
        (Lang::Ja, false) => within,
        (Lang::Ja, true) => at_end,
        (Lang::En, _) => en,
    }
}
