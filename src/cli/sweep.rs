//! `hantei sweep`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
use crate::rulebook::{Ask, Scheme};
use crate::sweep::{self, Axis, Vary};
use crate::text::Text;

use super::console::{Console, WIDTH};
use super::failure::{Failure, Status};
use super::output::Output;
use super::rules::Rules;
use super::{date, decide, input};

/// Arguments of `sweep`.
#[derive(Args, Debug)]
pub(super) struct Sweep {
    /// Scheme, as `hantei list` names it 制度のID
    scheme: String,

    /// Facts of one case, JSON or YAML; `-` is standard input 事実のファイル
    #[arg(long, value_name = "FILE|-")]
    facts: PathBuf,

    /// Fact to vary, by id or name; `LIST[1].FIELD` in a list; twice for a map 動かす事実
    #[arg(long, value_name = "FACT", required_unless_present = "near")]
    vary: Vec<String>,

    /// First value, once per `--vary` [default: the least] どこから
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    from: Vec<String>,

    /// Last value, once per `--vary` [default: beyond the last threshold] どこまで
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    to: Vec<String>,

    /// Distance of two values of a number that need not be whole [default: 0.01] 刻み
    #[arg(long, value_name = "NUMBER")]
    step: Option<String>,

    /// Output to follow beside the verdict [default: the headline amount] 見る結果
    #[arg(long, value_name = "ID")]
    output_id: Option<String>,

    /// The least change of each single fact that turns a refusal あと少しで該当するもの
    #[arg(long, conflicts_with_all = ["vary", "from", "to", "step", "output_id"])]
    near: bool,

    /// Date that selects dated values [default: the scheme's own among the facts] 基準日
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Form of the result 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// File to write in place of standard output 出力先
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Svg,
    Html,
}

pub(super) fn run(arguments: &Sweep, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let scheme = rules.scheme(&arguments.scheme)?;
    let ask = Ask {
        as_of: arguments.as_of.as_deref().map(date::read).transpose()?,
        lang: console.lang,
        ..Ask::default()
    };
    let (name, text) = input::read(&arguments.facts)?;
    let facts = scheme.facts_from_text(&name, &text)?;
    let to_terminal = arguments.output.is_none();
    let look = sweep::Look {
        width: if to_terminal { console.width } else { WIDTH },
        colour: to_terminal && console.colour,
    };
    let text = if arguments.near {
        near(arguments, &scheme, &facts, &ask, look)?
    } else {
        along(arguments, &scheme, &facts, &ask, look)?
    };
    let mut output = Output::open(arguments.output.as_deref())?;
    output.write(&text)?;
    output.finish()?;
    Ok(Status::Done)
}

fn near(
    arguments: &Sweep,
    scheme: &Scheme,
    facts: &Facts,
    ask: &Ask,
    look: sweep::Look,
) -> Result<String, Failure> {
    let found =
        sweep::near(scheme, facts, ask).map_err(|finding| decide::in_rules(scheme, *finding))?;
    match arguments.format {
        Format::Text => Ok(sweep::near_text(&found, look)),
        Format::Json => Ok(json(&found)),
        Format::Html => Ok(sweep::near_html(&found)),
        Format::Svg => Err(Failure::wrong_usage(Text::new(
            "`--near` に図はありません（text・json・html が選べます）",
            "`--near` has no picture (text, json or html)",
        ))),
    }
}

fn along(
    arguments: &Sweep,
    scheme: &Scheme,
    facts: &Facts,
    ask: &Ask,
    look: sweep::Look,
) -> Result<String, Failure> {
    let output =
        sweep::followed(scheme.program(), arguments.output_id.as_deref()).map_err(usage)?;
    let axes = axes(arguments, scheme, facts, ask)?;
    match axes.as_slice() {
        [one] => {
            let found = sweep::sweep(scheme, facts, ask, one, output).map_err(usage)?;
            Ok(match arguments.format {
                Format::Text => sweep::text(&found, look),
                Format::Json => json(&found),
                Format::Svg => sweep::svg(&found),
                Format::Html => sweep::html(&found),
            })
        }
        [one, two] => {
            let found = sweep::map(scheme, facts, ask, [one, two], output).map_err(usage)?;
            Ok(match arguments.format {
                Format::Text => sweep::map_text(&found, look),
                Format::Json => json(&found),
                Format::Svg => sweep::map_svg(&found),
                Format::Html => sweep::map_html(&found),
            })
        }
        _ => Err(Failure::wrong_usage(Text::new(
            "`--vary` は1つ（グラフ）か2つ（地図）です",
            "`--vary` comes once (a chart) or twice (a map)",
        ))),
    }
}

/// The varied facts, each with its own ends in the order in which they were written.
fn axes(
    arguments: &Sweep,
    scheme: &Scheme,
    facts: &Facts,
    ask: &Ask,
) -> Result<Vec<Axis>, Failure> {
    let count = arguments.vary.len();
    if arguments.from.len() > count || arguments.to.len() > count {
        return Err(Failure::wrong_usage(Text::new(
            "`--from` と `--to` は `--vary` ごとに1つです",
            "`--from` and `--to` come once for each `--vary`",
        )));
    }
    let named = arguments.vary.iter().enumerate().map(|(at, name)| Vary {
        name,
        from: arguments.from.get(at).map(String::as_str),
        to: arguments.to.get(at).map(String::as_str),
        step: arguments.step.as_deref(),
    });
    named
        .map(|vary| Axis::open(scheme.program(), facts, &ask.question(), &vary).map_err(usage))
        .collect()
}

/// What is wrong with the arguments themselves.
#[expect(clippy::boxed_local, reason = "as the library gives it")]
fn usage(finding: Box<Diagnostic>) -> Failure {
    Failure::usage(*finding)
}

fn json(found: &impl serde::Serialize) -> String {
    // Every key is a string, so serialising cannot fail.
    serde_json::to_string_pretty(found).unwrap_or_default() + "\n"
}
