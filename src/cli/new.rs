//! `hantei new`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::calendar::parse_fiscal_year;
use crate::diagnostic::{Code, Diagnostic};
use crate::edit::skeleton::{self, Texts};
use crate::rulebook::BuiltIn;
use crate::text::Text;

use super::console::Console;
use super::failure::{Failure, Status};
use super::rules::Rules;

/// Where rules lie if no folder is named.
const USUAL_FOLDER: &str = "rules";

/// Arguments of `new`.
#[derive(Args, Debug)]
pub(super) struct New {
    /// Id of the scheme: small letters, digits and `-` 制度のID
    scheme: String,

    /// First fiscal year of the skeleton 施行の年度
    #[arg(long, value_name = "年度", default_value = "令和8年度", conflicts_with = "from")]
    year: String,

    /// Copy a scheme in place of the skeleton: of the folder of rules or built-in 写す制度
    #[arg(long, value_name = "SCHEME")]
    from: Option<String>,
}

pub(super) fn run(
    arguments: &New,
    folder: Option<&Path>,
    console: &Console,
) -> Result<Status, Failure> {
    let named = folder.filter(|path| !path.as_os_str().is_empty());
    let root = named.unwrap_or(Path::new(USUAL_FOLDER));
    let id = &arguments.scheme;
    let target = root.join(id);
    let files = texts(arguments, named)?;
    if target.symlink_metadata().is_ok() {
        return Err(exists(&target));
    }
    let written = write(&files, id, root)?;
    let written: Vec<_> = written.iter().map(|path| path.display().to_string()).collect();
    console.print(&(written.join("\n") + "\n"))?;
    console.note(&next_step(arguments, &target, root));
    Ok(Status::Done)
}

/// The files of the scheme.
fn texts(arguments: &New, named: Option<&Path>) -> Result<Texts, Failure> {
    let id = &arguments.scheme;
    let Some(of) = &arguments.from else {
        let year = parse_fiscal_year(&arguments.year).map_err(|error| {
            let finding = Diagnostic::unplaced(Code::BadDate).with("text", &arguments.year);
            Failure::usage(finding.with_text("reason", error.text()))
        })?;
        return Ok(skeleton::skeleton(id, year.year, &BuiltIn)?);
    };
    let own = named.filter(|root| root.join(of).is_dir());
    let rules = Rules::open(own)?;
    Ok(skeleton::copy(id, of, rules.files())?)
}

/// Writes the files of the scheme, and the common ones that are not there.
///
/// All are written to a folder beside their place first and moved there when they are whole, the
/// folder of the scheme in one step.
fn write(texts: &Texts, id: &str, root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unwritten = |path: &Path| {
        let name = path.display().to_string();
        move |error: io::Error| Failure::unwritten(&name, &error)
    };
    fs::create_dir_all(root).map_err(unwritten(root))?;
    let beside = tempfile::Builder::new().prefix(".new-").tempdir_in(root);
    let beside = beside.map_err(unwritten(root))?;
    let is_own = |path: &str| path.strip_prefix(id).is_some_and(|rest| rest.starts_with('/'));
    let missing = |path: &str| is_own(path) || !root.join(path).exists();
    let (mut written, mut moves) = (Vec::new(), Vec::new());
    for (path, text) in texts.iter().filter(|(path, _)| missing(path)) {
        let (place, target) = (beside.path().join(path), root.join(path));
        make_folder_of(&place)
            .and_then(|()| fs::write(&place, text))
            .map_err(unwritten(&target))?;
        written.push(target.clone());
        moves.extend((!is_own(path)).then_some((place, target)));
    }
    moves.push((beside.path().join(id), root.join(id)));
    for (place, target) in moves {
        make_folder_of(&target)
            .and_then(|()| fs::rename(&place, &target))
            .map_err(unwritten(&target))?;
    }
    Ok(written)
}

fn make_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn exists(target: &Path) -> Failure {
    let name = target.display();
    Failure::wrong_usage(Text::new(
        format!("`{name}` はもうあります。何も書いていません。別のIDにするか、先に移してください"),
        format!("`{name}` exists; nothing was written. Take another id or move it away"),
    ))
}

fn next_step(arguments: &New, target: &Path, root: &Path) -> Text {
    let (id, target, root) = (&arguments.scheme, target.display(), root.display());
    let (ja, en) = match &arguments.from {
        None => ("を開いて ○○ を自分の制度の言葉に直します", "put in your scheme's own words"),
        Some(_) => (
            "を開いて題名や値を直します。id のほかは写したままです",
            "change title and values; only the id differs",
        ),
    };
    Text::new(
        format!(
            "\n次は、{target}/scheme.yaml {ja}。直すたびに\n  hantei check {id} --rules {root}\n  hantei test {id} --rules {root}\nで確かめてください。"
        ),
        format!(
            "\nNext, open {target}/scheme.yaml and {en}. After every change run\n  hantei check {id} --rules {root}\n  hantei test {id} --rules {root}"
        ),
    )
}
