//! `hantei doc`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cases::{Worked, worked};
use crate::rulebook::Scheme;
use crate::site::{MARK, Page, Request, Volume, pages};
use crate::text::{Lang, Text};

use super::console::Console;
use super::date;
use super::failure::{Failure, Status};
use super::rules::Rules;

/// Arguments of `doc`.
#[derive(Args, Debug)]
pub(super) struct Doc {
    /// Schemes to write about [default: all] 制度のID（省略するとすべて）
    schemes: Vec<String>,

    /// Folder for the pages; made if it is not there 出力先のフォルダ
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Date whose values are marked as in force [default: each scheme's latest change] 基準日
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Write into a folder that holds other things too ほかのものがあるフォルダにも書く
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(arguments: &Doc, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let as_of = arguments.as_of.as_deref().map(date::read).transpose()?;
    let mut ids = Vec::new();
    for id in rules.ids(&arguments.schemes)? {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut volumes: Vec<(Scheme, Vec<Worked>)> = Vec::new();
    for id in ids {
        let scheme = rules.scheme(&id)?;
        let cases = worked(rules.files(), &scheme, console.lang)?;
        volumes.push((scheme, cases));
    }
    let books: Vec<_> = volumes.iter().map(|(scheme, cases)| Volume { scheme, cases }).collect();
    let written = pages(&books, Request { as_of, lang: console.lang });
    let folder = &arguments.out;
    if !arguments.overwrite {
        refuse_other_things(folder)?;
    }
    write(folder, &written)?;
    console.print(&summary(folder, &written, console.lang))?;
    Ok(Status::Done)
}

fn summary(folder: &Path, pages: &[Page], lang: Lang) -> String {
    let (count, first) = (pages.len(), folder.join("index.html"));
    match lang {
        Lang::Ja => format!("{count}ページを書きました：{}\n", first.display()),
        Lang::En => format!("{count} pages written: {}\n", first.display()),
    }
}

/// Refuses a folder that holds anything but pages of an earlier run.
fn refuse_other_things(folder: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::unwritten(&folder.display().to_string(), &error)),
    };
    let other = entries.flatten().map(|entry| entry.path()).find(|path| !is_page(path));
    match other {
        None => Ok(()),
        Some(path) => Err(Failure::wrong_usage(Text::new(
            format!(
                "`{}` は hantei doc のページではありません（別のフォルダを指定するか、`--overwrite` を付けます）",
                path.display()
            ),
            format!(
                "`{}` is no page of hantei doc (name another folder, or add `--overwrite`)",
                path.display()
            ),
        ))),
    }
}

/// Whether a file is a page that this command has written.
fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "html")
        && fs::read_to_string(path).is_ok_and(|text| text.contains(MARK))
}

/// Writes every page beside its place first and then moves all of them there.
fn write(folder: &Path, pages: &[Page]) -> Result<(), Failure> {
    let unwritten = |path: &Path, error: &std::io::Error| {
        Failure::unwritten(&path.display().to_string(), error)
    };
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    let places: Vec<_> = pages
        .iter()
        .map(|page| (folder.join(format!(".{}.part", page.path)), folder.join(&page.path), page))
        .collect();
    let written = places.iter().try_for_each(|(part, place, page)| {
        fs::write(part, &page.text).map_err(|error| unwritten(place, &error))
    });
    let moved = written.and_then(|()| {
        places.iter().try_for_each(|(part, place, _)| {
            fs::rename(part, place).map_err(|error| unwritten(place, &error))
        })
    });
    if moved.is_err() {
        for (part, ..) in &places {
            let _ = fs::remove_file(part);
        }
    }
    moved
}
