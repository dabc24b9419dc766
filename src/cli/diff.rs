//! `hantei diff`.

mod revision;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cases;
use crate::change::diff::{Diff as Difference, Side, diff, html, markdown, text};
use crate::rulebook::{self, BuiltIn, Files, Scheme, scheme_ids};
use crate::text::{Lang, Text};

use super::console::Console;
use super::date;
use super::failure::{Failure, Status};
use super::folder::Folder;
use super::output::Output;
use super::rules::Rules;

/// Arguments of `diff`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// Old and new rules, each a folder or REV:FOLDER of git, then the scheme; or the scheme alone
    /// with --from and --to; or old and new revision with --git 旧・新のルール（フォルダか 版:フォルダ）と制度
    #[arg(required = true, num_args = 1..=3, value_name = "OLD NEW [SCHEME] | SCHEME")]
    operands: Vec<String>,

    /// Date whose rules are the old ones 旧の日付
    #[arg(long, value_name = "DATE", requires = "to")]
    from: Option<String>,

    /// Date whose rules are the new ones 新の日付
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<String>,

    /// OLD and NEW are revisions of git of this folder of rules 旧・新は git の版
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = "rules")]
    #[arg(conflicts_with_all = ["from", "to"])]
    git: Option<String>,

    /// Form of the report; html is the 新旧対照表 形式（html は新旧対照表）
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// File for the report 出力先
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples 例:
  hantei diff rules-r7 rules-r8 joetsu-exam-travel
  hantei diff joetsu-exam-travel --from 2026-03-31 --to 2026-04-01
  hantei diff v1.0:rules rules joetsu-exam-travel --format html -o table.html
  hantei diff v1.0 v1.1 joetsu-exam-travel --git=rules";

/// Values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// 新旧対照表 to be printed on A4.
    Html,
}

pub(super) fn run(arguments: &Diff, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let found = match (&arguments.from, &arguments.to) {
        (Some(from), Some(to)) => vec![by_dates(arguments, from, to, rules, console.lang)?],
        _ => by_rules(arguments, console.lang)?,
    };
    let shown = match arguments.format {
        Format::Json => match found.as_slice() {
            [one] => json(one)?,
            all => json(&all)?,
        },
        Format::Text => {
            let colour = console.colour && arguments.output.is_none();
            joined(&found, |one| text(one, colour))
        }
        Format::Markdown => joined(&found, markdown),
        Format::Html => match found.as_slice() {
            [one] => html(one),
            _ => return Err(one_scheme()),
        },
    };
    let mut output = Output::open(arguments.output.as_deref())?;
    output.write(&shown)?;
    output.finish()?;
    Ok(Status::Done)
}

fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::unwritten("JSON", &std::io::Error::other(error)))?;
    Ok(text + "\n")
}

fn joined(found: &[Difference], shown: impl Fn(&Difference) -> String) -> String {
    found.iter().map(shown).collect::<Vec<_>>().join("\n")
}

fn one_scheme() -> Failure {
    Failure::wrong_usage(Text::new(
        "新旧対照表は制度ごとに作ります。旧・新のあとに制度のIDを書きます",
        "a 新旧対照表 is made for one scheme: name it after OLD and NEW",
    ))
}

/// One scheme on two days.
fn by_dates(
    arguments: &Diff,
    from: &str,
    to: &str,
    rules: &Rules,
    lang: Lang,
) -> Result<Difference, Failure> {
    let [scheme] = arguments.operands.as_slice() else {
        return Err(Failure::wrong_usage(Text::new(
            "`--from` と `--to` には制度を1つだけ書きます（例：`hantei diff joetsu-exam-travel --from 2026-03-31 --to 2026-04-01`）",
            "`--from` and `--to` take one scheme alone (as in `hantei diff joetsu-exam-travel --from 2026-03-31 --to 2026-04-01`)",
        )));
    };
    let (from, to) = (date::read(from)?, date::read(to)?);
    if from >= to {
        return Err(Failure::wrong_usage(Text::new(
            "`--from` は `--to` より前の日付にします",
            "`--from` must be a date before `--to`",
        )));
    }
    let scheme = rules.scheme(scheme)?;
    let suite = cases::read(rules.files(), &scheme)?;
    let (old, new) = (Side::on(&scheme, &suite, from)?, Side::on(&scheme, &suite, to)?);
    diff(&old, &new, lang).map_err(Failure::wrong_usage)
}

/// Two sets of rules: of one scheme, or of all that both have.
fn by_rules(arguments: &Diff, lang: Lang) -> Result<Vec<Difference>, Failure> {
    let (old, new, asked) = match arguments.operands.as_slice() {
        [old, new] => (old, new, None),
        [old, new, scheme] => (old, new, Some(scheme)),
        _ => {
            return Err(Failure::wrong_usage(Text::new(
                "旧と新のルールを書きます（例：`hantei diff 旧フォルダ 新フォルダ 制度`）。1つの制度の2つの日付を比べるときは `--from` と `--to` を付けます",
                "name the old and the new rules (as in `hantei diff OLD NEW SCHEME`); to compare two dates of one scheme add `--from` and `--to`",
            )));
        }
    };
    let places = [old, new].map(|name| match &arguments.git {
        Some(folder) => format!("{name}:{folder}"),
        None => name.clone(),
    });
    let [old_files, new_files] = [open(&places[0])?, open(&places[1])?];
    let (before, after) = (scheme_ids(old_files.as_ref()), scheme_ids(new_files.as_ref()));
    let ids: Vec<String> = match asked {
        Some(scheme) => vec![scheme.clone()],
        None => after.iter().filter(|id| before.contains(id)).cloned().collect(),
    };
    if ids.is_empty() {
        return Err(unrelated(&before, &after));
    }
    let mut found = Vec::new();
    for id in ids {
        let (before, after) = (load(old_files.as_ref(), &id)?, load(new_files.as_ref(), &id)?);
        let suites =
            (cases::read(old_files.as_ref(), &before)?, cases::read(new_files.as_ref(), &after)?);
        let old = Side::whole(Text::same(places[0].as_str()), &before, &suites.0);
        let new = Side::whole(Text::same(places[1].as_str()), &after, &suites.1);
        found.push(diff(&old, &new, lang).map_err(Failure::wrong_usage)?);
    }
    Ok(found)
}

fn load(files: &dyn Files, id: &str) -> Result<Scheme, Failure> {
    Ok(rulebook::load_scheme(files, id)?)
}

fn unrelated(before: &[String], after: &[String]) -> Failure {
    let list = |ids: &[String], none: &str| {
        if ids.is_empty() { none.to_owned() } else { ids.join(", ") }
    };
    Failure::wrong_usage(Text::new(
        format!(
            "旧と新に共通の制度がありません（旧：{}、新：{}）",
            list(before, "なし"),
            list(after, "なし")
        ),
        format!(
            "old and new have no scheme in common (old: {}; new: {})",
            list(before, "none"),
            list(after, "none")
        ),
    ))
}

/// A folder; `REV:FOLDER`; `built-in` for the rules that come with the command.
fn open(name: &str) -> Result<Box<dyn Files>, Failure> {
    let path = Path::new(name);
    if path.is_dir() {
        return Ok(Box::new(Folder::open(path)?));
    }
    match name.split_once(':') {
        Some((revision, folder)) if revision.chars().count() > 1 => {
            Ok(Box::new(revision::files(revision, folder)?))
        }
        _ if name == "built-in" => Ok(Box::new(BuiltIn)),
        _ => Ok(Box::new(Folder::open(path)?)),
    }
}
