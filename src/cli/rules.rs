//! The rules that a command works with.

use std::path::{Path, PathBuf};

use crate::rulebook::{self, BuiltIn, Files, Scheme};
use crate::text::Text;

use super::failure::Failure;
use super::folder::Folder;

/// The built-in rules or those of a folder.
pub(super) struct Rules {
    files: Box<dyn Files + Sync>,
    /// Where the files lie on disk; the built-in ones do not.
    on_disk: Option<PathBuf>,
    /// Where they lie, as users name files: `rules` for the built-in ones, which lie there in the
    /// repository that they come from.
    root: String,
}

impl Rules {
    /// The rules of `folder`; without one, or with an empty path, the built-in ones.
    pub(super) fn open(folder: Option<&Path>) -> Result<Self, Failure> {
        match folder.filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => Ok(Self {
                files: Box::new(Folder::open(path)?),
                on_disk: Some(path.to_owned()),
                root: shown(path),
            }),
            None => Ok(Self { files: Box::new(BuiltIn), on_disk: None, root: "rules".to_owned() }),
        }
    }

    /// The path of a rule file, with `/`: from the working folder if it lies below that.
    pub(super) fn path(&self, name: &str) -> String {
        if self.root.is_empty() { name.to_owned() } else { format!("{}/{name}", self.root) }
    }

    /// The rule files.
    pub(super) fn files(&self) -> &dyn Files {
        self.files.as_ref()
    }

    /// The folder that the rules are read from.
    ///
    /// Wrong usage for the built-in rules, which are no files.
    pub(super) fn on_disk(&self) -> Result<&Path, Failure> {
        self.on_disk.as_deref().ok_or_else(|| {
            Failure::wrong_usage(Text::new(
                "組み込みのルールは書き換えられません。`--rules フォルダー` で手元のルールを指定してください（組み込みの制度の写しは `hantei new 制度のID --from 制度のID` で作れます）",
                "the built-in rules cannot be changed; name your own with `--rules DIR` (`hantei new ID --from ID` makes a copy of a built-in scheme)",
            ))
        })
    }

    /// Loads one scheme.
    pub(super) fn scheme(&self, id: &str) -> Result<Scheme, Failure> {
        Ok(rulebook::load_scheme(self.files(), id)?)
    }

    /// The ids that were asked for, or all of them.
    ///
    /// A folder without any scheme is wrong usage: nothing would be looked at.
    pub(super) fn ids(&self, asked: &[String]) -> Result<Vec<String>, Failure> {
        if !asked.is_empty() {
            return Ok(asked.to_vec());
        }
        let all = rulebook::scheme_ids(self.files());
        if all.is_empty() {
            return Err(Failure::wrong_usage(Text::new(
                "指定されたフォルダに制度がありません（制度ごとのフォルダに *.yaml を置きます）",
                "the folder of rules holds no scheme (each scheme is a folder of *.yaml files)",
            )));
        }
        Ok(all)
    }
}

/// A folder as users name files below it: from the working folder if it lies below that, with `/`,
/// without `.`, empty for the working folder itself.
fn shown(folder: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let below = here.ok().zip(folder.canonicalize().ok());
    let below = below.and_then(|(here, folder)| Some(folder.strip_prefix(here).ok()?.to_owned()));
    let path = below.unwrap_or_else(|| folder.to_owned());
    path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned()
}
