//! `hantei explain`: a stored decision for a reader, or two of them side by side.

use std::path::PathBuf;

use clap::Args;

use crate::change::compare;
use crate::explain;
use crate::text::Text;

use super::console::{Console, WIDTH};
use super::decide::{Audience, Format};
use super::failure::{Failure, Status};
use super::output::Output;
use super::record;

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// Stored decision (`decide --format json`); `-` is standard input 保存した判定
    #[arg(value_name = "RECORD|-", required_unless_present = "compare")]
    record: Option<PathBuf>,

    /// Two stored decisions: what differs, and why 2つの判定の違いと理由
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "record")]
    compare: Option<Vec<PathBuf>>,

    /// Form 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Who reads it 読み手（申請者・担当者・監査）
    #[arg(long, value_enum, default_value = "officer")]
    audience: Audience,

    /// File to write in place of standard output 出力先
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Explain, console: &Console) -> Result<Status, Failure> {
    let text = match (&arguments.record, arguments.compare.as_deref()) {
        (_, Some([before, after])) => {
            let (before, after) = (record::open(before)?.1, record::open(after)?.1);
            if before.lang != after.lang {
                return Err(Failure::wrong_usage(Text::new(
                    "2つの記録の言語が違います。同じ `--lang` で判定した記録を比べてください",
                    "the two records are in different languages; compare records of one `--lang`",
                )));
            }
            compared(arguments.format, &compare::compare(&before, &after))?
        }
        (Some(path), _) => {
            let decision = record::open(path)?.1;
            let to_terminal = arguments.output.is_none();
            explain::render(
                &decision,
                &explain::Options {
                    format: arguments.format.into(),
                    audience: arguments.audience.into(),
                    colour: to_terminal && console.colour,
                    width: if to_terminal { console.width } else { WIDTH },
                },
            )
        }
        (None, _) => return Ok(Status::Done),
    };
    let mut output = Output::open(arguments.output.as_deref())?;
    output.write(&text)?;
    output.finish()?;
    Ok(Status::Done)
}

fn compared(format: Format, comparison: &compare::Comparison) -> Result<String, Failure> {
    match format {
        Format::Text => Ok(compare::text(comparison)),
        Format::Markdown => Ok(compare::markdown(comparison)),
        // Every key of a comparison is a string, so serialising cannot fail.
        Format::Json => Ok(serde_json::to_string_pretty(comparison).unwrap_or_default() + "\n"),
        Format::Html => Err(Failure::wrong_usage(Text::new(
            "比較の形式は text、markdown、json です",
            "a comparison is text, markdown or json",
        ))),
    }
}
