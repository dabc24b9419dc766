//! Rule files of a revision of git, read through the command `git`.

use std::path::Path;
use std::process::Command;

use crate::document;
use crate::rulebook::InMemory;
use crate::text::Text;

use super::super::failure::Failure;

/// How many rule files a revision may hold.
const MOST_FILES: usize = 1_000;

/// The rule files below `folder` of a revision. The repository is that of the working directory.
pub(super) fn files(revision: &str, folder: &str) -> Result<InMemory, Failure> {
    // A revision that begins with `-` would be an option.
    if revision.starts_with('-') {
        return Err(unknown(revision, folder, ""));
    }
    let folder = folder.trim_end_matches('/');
    let tree = format!("{revision}:{}", relative(folder));
    let listed = git(&["ls-tree", "-r", "-z", "--name-only", &tree])
        .map_err(|why| why.told(revision, folder))?;
    let names: Vec<&str> = std::str::from_utf8(&listed)
        .unwrap_or_default()
        .split('\0')
        .filter(|name| {
            Path::new(name).extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
        })
        .collect();
    if names.len() > MOST_FILES {
        return Err(Failure::wrong_usage(Text::new(
            format!("`{tree}` のルールファイルが多すぎます（{MOST_FILES}個まで）"),
            format!("`{tree}` holds too many rule files (at most {MOST_FILES})"),
        )));
    }
    let mut files = InMemory::new();
    for name in names {
        let blob = format!("{revision}:{}", relative(&joined(folder, name)));
        let mut bytes =
            git(&["cat-file", "blob", &blob]).map_err(|why| why.told(revision, folder))?;
        bytes.truncate(document::MAX_BYTES + 1);
        files = files.with(name, bytes);
    }
    Ok(files)
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() || folder == "." { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A path of the working directory, as git writes it; the top of the repository for an empty one.
fn relative(path: &str) -> String {
    match path {
        "" => String::new(),
        "." => "./".to_owned(),
        _ if path.starts_with("./") || path.starts_with("../") => path.to_owned(),
        _ => format!("./{path}"),
    }
}

/// Why git gave nothing.
enum Why {
    /// There is no command of that name.
    Absent,
    /// What it said.
    Refused(String),
}

impl Why {
    fn told(self, revision: &str, folder: &str) -> Failure {
        match self {
            Self::Absent => Failure::wrong_usage(Text::new(
                "git コマンドが見つかりません。git を入れるか、2つのフォルダを指定します",
                "the command git was not found; install it, or name two folders",
            )),
            Self::Refused(said) => unknown(revision, folder, &said),
        }
    }
}

fn unknown(revision: &str, folder: &str, said: &str) -> Failure {
    let said = said.lines().next().unwrap_or_default();
    let ending = if said.is_empty() { String::new() } else { format!("：{said}") };
    Failure::wrong_usage(Text::new(
        format!("git の版 `{revision}` のフォルダ `{folder}` を読めません{ending}"),
        format!(
            "cannot read folder `{folder}` of git revision `{revision}`{}",
            ending.replace('：', ": ")
        ),
    ))
}

fn git(arguments: &[&str]) -> Result<Vec<u8>, Why> {
    let output = Command::new("git").arg("--no-pager").args(arguments).output();
    let output = output.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Why::Absent,
        _ => Why::Refused(error.to_string()),
    })?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Why::Refused(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}
