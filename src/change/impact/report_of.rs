//! From what was counted to the report.

use crate::change::compare::verdict_word;
use crate::explain;
use crate::value::{Number, Rounding};

use super::judged::headline;
use super::report::{
    Amounts, Budget, ClauseCount, Impact, KindCount, OutputCount, SideShown, Total, VerdictCount,
};
use super::run::Run;
use super::spread::Spread;
use super::tally::Sum;
use super::words::{VERDICTS, pick};
use super::{Kind, Side, Where};

/// The report of a run.
pub(super) fn report(run: Run<'_>, rejected: u64) -> Impact {
    let lang = run.options.lang;
    let scheme = run.side(Where::After).scheme;
    let kinds = run.tally.kinds.iter().map(|(sort, cases)| KindCount {
        kind: *sort,
        name: sort.name(lang).to_owned(),
        cases: *cases,
        kept: run.kept.get(sort).map_or(0, Vec::len),
    });
    Impact {
        lang,
        scheme: scheme.id().to_owned(),
        title: scheme.title(lang).to_owned(),
        before: side(run.side(Where::Before), &run),
        after: side(run.side(Where::After), &run),
        cases: run.tally.cases,
        changed: run.tally.cases - run.tally.kinds.get(&Kind::Same).copied().unwrap_or_default(),
        rejected,
        verdicts: verdicts(&run),
        kinds: kinds.collect(),
        amounts: amounts(&run),
        clauses: clauses(&run),
        outputs: outputs(&run),
        explained: run.explained,
        reasons: run.frequent(),
        kept: run.kept.into_values().flatten().collect(),
    }
}

fn side(side: Side<'_>, run: &Run<'_>) -> SideShown {
    let program = side.scheme.program();
    let as_of = side.as_of.map(|date| {
        let ty = crate::value::Type::Date;
        explain::show(program, &crate::value::Value::Date(date), &ty, run.options.lang).text
    });
    SideShown {
        name: side.name.to_owned(),
        as_of: as_of.unwrap_or_default(),
        rules: program.digest.clone(),
    }
}

fn verdicts(run: &Run<'_>) -> Vec<VerdictCount> {
    let matrix = &run.tally.verdicts;
    let after = |at: usize| matrix.iter().filter_map(|row| row.get(at)).sum();
    let rows = VERDICTS.into_iter().zip(matrix).enumerate();
    rows.map(|(at, (verdict, row))| VerdictCount {
        verdict,
        name: verdict_word(verdict, run.options.lang).to_owned(),
        before: row.iter().sum(),
        after: after(at),
        to: row.to_vec(),
    })
    .collect()
}

fn amounts(run: &Run<'_>) -> Option<Amounts> {
    let program = run.side(Where::After).scheme.program();
    headline(run.side(Where::Before).scheme.program())?;
    let (at, unit) = headline(program)?;
    let output = program.outputs.get(at)?;
    let tally = &run.tally;
    let [before, after] = &tally.sums;
    let [old, new] = &tally.spreads;
    Some(Amounts {
        id: output.id.clone(),
        name: output.name.get(run.options.lang).to_owned(),
        unit: unit.to_string(),
        before: total(run, before),
        after: total(run, after),
        difference: run.money(&run.difference()),
        more: (tally.more.cases, run.money(&tally.more.sum)),
        less: (tally.less.cases, run.money(&tally.less.sum)),
        changes: Spread::bins(&[&tally.changes]),
        spread: Spread::bins(&[old, new]),
    })
}

fn total(run: &Run<'_>, sum: &Sum) -> Total {
    let budget = run.options.budget.as_ref().map(|budget| {
        let left = budget.checked_sub(&sum.known).unwrap_or(Number::ZERO);
        Budget {
            budget: run.money(budget),
            left: run.money(&left),
            used: share(&sum.known, budget).unwrap_or_else(|| {
                pick(run.options.lang, "計算できません", "not defined").to_owned()
            }),
            spent_at: sum.spent_at.clone(),
        }
    });
    Total {
        sum: run.money(&sum.known),
        paid: sum.paid,
        open: sum.open,
        open_most: sum.open_most.as_ref().filter(|_| sum.open > 0).map(|most| run.money(most)),
        budget,
    }
}

/// A part in percent, to the tenth; none of nothing.
fn share(part: &Number, whole: &Number) -> Option<String> {
    let percent = part.checked_mul(&Number::from_i64(100)).ok()?.checked_div(whole).ok()?;
    let tenth = Number::ratio(1, 10).ok()?;
    Some(format!("{}%", percent.round(Rounding::HalfUp, &tenth).ok()?.grouped()))
}

fn clauses(run: &Run<'_>) -> Vec<ClauseCount> {
    let lang = run.options.lang;
    let mut left = run.tally.clauses.clone();
    let mut found = Vec::new();
    for which in [Where::After, Where::Before] {
        for clause in &run.side(which).scheme.program().clauses {
            let Some((newly_failed, no_longer_failed)) = left.remove(&clause.id) else { continue };
            found.push(ClauseCount {
                id: clause.id.clone(),
                cite: clause.cite.get(lang).to_owned(),
                says: clause.says.get(lang).to_owned(),
                newly_failed,
                no_longer_failed,
            });
        }
    }
    found
}

fn outputs(run: &Run<'_>) -> Vec<OutputCount> {
    let lang = run.options.lang;
    let mut left = run.tally.outputs.clone();
    let mut found = Vec::new();
    for which in [Where::After, Where::Before] {
        for output in &run.side(which).scheme.program().outputs {
            let Some(cases) = left.remove(&output.id) else { continue };
            let name = output.name.get(lang).to_owned();
            found.push(OutputCount { id: output.id.clone(), name, cases });
        }
    }
    found
}
