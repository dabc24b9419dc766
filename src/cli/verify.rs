//! `hantei verify`: a stored decision, decided again and replayed.

mod report;

use std::path::PathBuf;

use clap::Args;

use crate::decision::Decision;
use crate::facts::Facts;
use crate::record::{self, NotAgain, Replay, again, replay};
use crate::rulebook::Scheme;
use crate::text::Text;

use super::arguments::Plain;
use super::console::Console;
use super::decide::in_rules;
use super::failure::{Failure, Status};
use super::rules::Rules;
use super::{input, record as stored};
use report::Report;

/// Arguments of `verify`.
#[derive(Args, Debug)]
pub(super) struct Verify {
    /// Stored decision (`decide --format json`); `-` is standard input 保存した判定
    #[arg(value_name = "RECORD|-")]
    record: PathBuf,

    /// Facts, if the record has none in clear 事実のファイル
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,

    /// Decide again with these rules though they are not those of the record ルールが違っても比べる
    #[arg(long)]
    anyway: bool,

    /// Only replay the trace; no rules are read 計算過程の検算だけ
    #[arg(long, conflicts_with_all = ["facts", "anyway"])]
    trace_only: bool,

    /// Form of the result 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Plain,
}

pub(super) fn run(arguments: &Verify, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let (name, record) = stored::open(&arguments.record)?;
    let replayed = record.trace.is_some().then(|| replay(&record));
    let mut report = Report::new(name, &record, replayed.as_ref(), console.lang);
    let again = if arguments.trace_only {
        Ok(())
    } else {
        decide_again(arguments, rules, &record, &mut report)
    };
    // What was found out is told even if the record could not be decided again.
    console.print(&match arguments.format {
        Plain::Text => report.text(),
        Plain::Json => report.json(),
    })?;
    again?;
    if arguments.trace_only && replayed.is_none() {
        return Err(Failure::wrong_usage(Text::new(
            "この記録には計算過程がありません（`decide --trace full` で残ります）",
            "this record holds no trace (`decide --trace full` keeps it)",
        )));
    }
    Ok(if report.is_same() { Status::Done } else { Status::Found })
}

fn decide_again(
    arguments: &Verify,
    rules: &Rules,
    record: &Decision,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    let scheme = rules.scheme(&record.scheme)?;
    let digest = &scheme.program().digest;
    report.rules(digest);
    if *digest != record.receipt.rules && !arguments.anyway {
        return Err(Failure::wrong_usage(Text::new(
            "記録のルールと手元のルールが違うため、判定し直していません。記録のときのルールを `--rules` で指定するか、違うルールのまま比べるなら `--anyway` を付けてください",
            "the rules at hand are not those of the record, so nothing was decided again; name the rules of the record with `--rules`, or add `--anyway` to compare all the same",
        )));
    }
    let facts = facts(arguments, &scheme, record)?;
    report.again(again(&scheme, record, &facts).map_err(|why| failure(&scheme, why))?);
    Ok(())
}

fn facts(arguments: &Verify, scheme: &Scheme, record: &Decision) -> Result<Facts, Failure> {
    match &arguments.facts {
        Some(path) => {
            let (name, text) = input::read(path)?;
            Ok(scheme.facts_from_text(&name, &text)?)
        }
        None => record::facts(scheme, record).map_err(|why| failure(scheme, why)),
    }
}

fn failure(scheme: &Scheme, why: NotAgain) -> Failure {
    match why {
        NotAgain::FactsHidden => Failure::wrong_usage(Text::new(
            "監査用の記録には事実が要約値だけで入っています。`--facts` で事実を指定してください",
            "the record of an auditor holds digests of facts; name the facts with `--facts`",
        )),
        NotAgain::Facts(found) => Failure::Found(found),
        NotAgain::Finding(finding) => in_rules(scheme, *finding),
    }
}

/// Whether a replay found nothing wrong.
fn holds(replay: Option<&Replay>) -> bool {
    replay.is_none_or(|replay| replay.mismatches.is_empty())
}
