//! `hantei list`.

use std::fmt::Write;

use clap::Args;
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::rulebook::Scheme;

use super::arguments::Plain;
use super::console::Console;
use super::failure::{Failure, Status};
use super::rules::Rules;

/// Arguments of `list`.
#[derive(Args, Debug)]
pub(super) struct List {
    /// Form of the list 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Plain,
}

pub(super) fn run(arguments: &List, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let mut schemes = Vec::new();
    let mut status = Status::Done;
    for id in rules.ids(&[])? {
        match rules.scheme(&id) {
            Ok(scheme) => schemes.push(scheme),
            // The others can be used and are listed all the same.
            Err(failure) => {
                failure.tell(console);
                status = Status::Found;
            }
        }
    }
    console.print(&match arguments.format {
        Plain::Text => text(&schemes, console),
        Plain::Json => as_json(&schemes, console),
    })?;
    Ok(status)
}

/// Id, authority and title of each scheme in columns.
fn text(schemes: &[Scheme], console: &Console) -> String {
    let authority = |scheme: &Scheme| scheme.program().authority.get(console.lang).to_owned();
    let ids = schemes.iter().map(|scheme| scheme.id().width()).max().unwrap_or(0);
    let authorities = schemes.iter().map(|scheme| authority(scheme).width()).max().unwrap_or(0);
    let mut lines = String::new();
    for scheme in schemes {
        let authority = authority(scheme);
        let (id, title) = (scheme.id(), scheme.title(console.lang));
        let (after_id, after_authority) =
            (ids.saturating_sub(id.width()) + 2, authorities.saturating_sub(authority.width()) + 2);
        let _ = writeln!(lines, "{id}{:after_id$}{authority}{:after_authority$}{title}", "", "");
    }
    lines
}

fn as_json(schemes: &[Scheme], console: &Console) -> String {
    let list: Vec<_> = schemes
        .iter()
        .map(|scheme| {
            let program = scheme.program();
            json!({
                "scheme": program.id,
                "title": program.title.get(console.lang),
                "authority": program.authority.get(console.lang),
                "source": program.source.get(console.lang),
                "from": program.from,
                "until": program.until,
            })
        })
        .collect();
    format!("{:#}\n", json!(list))
}
