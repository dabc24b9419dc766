//! `hantei fmt`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::edit;
use crate::rulebook;
use crate::text::Text;

use super::console::Console;
use super::failure::{Failure, Status};
use super::input;
use super::patch;
use super::rules::Rules;
use super::write;

/// Arguments of `fmt`.
#[derive(Args, Debug)]
pub(super) struct Fmt {
    /// Schemes of the folder of rules, or files [default: the whole folder] 制度のIDかファイル
    #[arg(value_name = "SCHEME|FILE")]
    what: Vec<String>,

    /// Show what would change as a patch and write nothing; exit status 1 if anything 確かめるだけ
    #[arg(long)]
    check: bool,
}

/// A file to be formatted.
struct Sheet {
    /// What messages call it.
    name: String,
    path: PathBuf,
}

pub(super) fn run(arguments: &Fmt, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let mut status = Status::Done;
    let mut changed = Vec::new();
    for sheet in sheets(&arguments.what, rules)? {
        match formatted(&sheet) {
            Ok((before, after)) if after == before => {}
            Ok((before, after)) => changed.push((sheet, before, after)),
            // The others are formatted all the same.
            Err(Failure::Found(found)) => {
                console.tell(&found);
                console.note(&untouched(&sheet.name));
                status = Status::Found;
            }
            Err(failure) => return Err(failure),
        }
    }
    if arguments.check {
        let patches = changed.iter().map(|(sheet, before, after)| {
            patch::unified(&sheet.name, before, after, console.colour)
        });
        console.print(&patches.collect::<String>())?;
        return Ok(if changed.is_empty() { status } else { Status::Found });
    }
    let names = changed.iter().flat_map(|(sheet, ..)| [sheet.name.as_str(), "\n"]);
    let names: String = names.collect();
    let files: Vec<_> = changed.into_iter().map(|(sheet, _, after)| (sheet.path, after)).collect();
    write::replace(&files)?;
    console.print(&names)?;
    console.note(&summary(files.len()));
    Ok(status)
}

/// The text of a file, and in plain form.
fn formatted(sheet: &Sheet) -> Result<(String, String), Failure> {
    let (_, before) = input::read(&sheet.path)?;
    let after = edit::format(&sheet.name, before.as_bytes()).map_err(Failure::Found)?;
    Ok((before, after))
}

fn sheets(what: &[String], rules: &Rules) -> Result<Vec<Sheet>, Failure> {
    if what.is_empty() {
        return below("", rules);
    }
    let mut sheets = Vec::new();
    for one in what {
        if is_file(one) {
            sheets.push(Sheet { name: one.clone(), path: PathBuf::from(one) });
            continue;
        }
        let own = below(&format!("{one}/"), rules)?;
        if own.is_empty() {
            // Says which schemes there are.
            rulebook::load_scheme(rules.files(), one)?;
        }
        sheets.extend(own);
    }
    Ok(sheets)
}

/// The files of the folder of rules whose path begins so.
fn below(prefix: &str, rules: &Rules) -> Result<Vec<Sheet>, Failure> {
    let root = rules.on_disk()?;
    let paths = rules.files().paths().into_iter().filter(|path| path.starts_with(prefix));
    Ok(paths.map(|name| Sheet { path: root.join(&name), name }).collect())
}

fn is_file(what: &str) -> bool {
    let path = Path::new(what);
    let has_ending = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    has_ending || path.is_file()
}

fn untouched(name: &str) -> Text {
    Text::new(
        format!("{name}  指摘があるので、整えずにおきました"),
        format!("{name}  left as it is, because of the findings"),
    )
}

fn summary(count: usize) -> Text {
    match count {
        0 => Text::new("どのファイルも整っています", "every file is in plain form"),
        _ => Text::new(
            format!("{count}件のファイルを整えました"),
            format!("{count} file{} formatted", if count == 1 { "" } else { "s" }),
        ),
    }
}
