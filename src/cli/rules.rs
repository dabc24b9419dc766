//! The rules that a command works with.

use std::path::{Path, PathBuf};

use crate::rulebook::{self, BuiltIn, Files, Scheme};
use crate::text::Text;

use super::failure::Failure;
use super::folder::Folder;

/// The built-in rules or those of a folder.
pub(super) struct Rules {
    files: Box<dyn Files + Sync>,
    /// The folder; none for the built-in ones.
    folder: Option<PathBuf>,
}

impl Rules {
    /// The rules of `folder`; without one, or with an empty path, the built-in ones.
    pub(super) fn open(folder: Option<&Path>) -> Result<Self, Failure> {
        match folder.filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => {
                Ok(Self { files: Box::new(Folder::open(path)?), folder: Some(path.to_owned()) })
            }
            None => Ok(Self { files: Box::new(BuiltIn), folder: None }),
        }
    }

    /// The rule files.
    pub(super) fn files(&self) -> &dyn Files {
        self.files.as_ref()
    }

    /// Writes a file of the folder anew. The built-in rules cannot be written, which is wrong usage.
    pub(super) fn write(&self, path: &str, text: &str) -> Result<(), Failure> {
        let Some(folder) = &self.folder else {
            return Err(Failure::wrong_usage(Text::new(
                "組み込みのルールは書き換えられません。`--rules` でフォルダを指定します",
                "the built-in rules cannot be rewritten; name a folder with `--rules`",
            )));
        };
        let path = folder.join(path);
        let name = path.display().to_string();
        std::fs::write(&path, text).map_err(|error| Failure::unwritten(&name, &error))
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
