//! Rule files of a folder on disk.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::document;
use crate::rulebook::Files;
use crate::text::Text;

use super::failure::Failure;
use super::input::unreadable;

/// How many rule files a folder may hold.
const MOST_FILES: usize = 1_000;
/// How many entries are looked at to find them.
const MOST_ENTRIES: usize = 20_000;
/// How deep folders may lie in one another: `common/` and scheme folders, and one level of order
/// within them.
const DEEPEST: usize = 3;

/// The rule files below one folder, listed once when it is opened.
///
/// Taken in are files that end in `.yaml` or `.yml`. Names that begin with a point are left out,
/// and so are symbolic links, unless they lead to a file within the folder.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Relative, with `/`, sorted.
    paths: Vec<String>,
}

impl Folder {
    /// Lists the rule files below `path`.
    ///
    /// A path that is no readable folder, or holds too much, is wrong usage.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let root = path.canonicalize().map_err(|error| unreadable(&name, &error))?;
        let mut listing = Listing { root: &root, paths: Vec::new(), entries: 0 };
        listing.folder(&root, "", 0)?;
        let mut paths = listing.paths;
        paths.sort();
        Ok(Self { root, paths })
    }
}

impl Files for Folder {
    fn paths(&self) -> Vec<String> {
        self.paths.clone()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if self.paths.binary_search_by(|known| known.as_str().cmp(path)).is_err() {
            return Err(format!("no file {path}"));
        }
        let mut bytes = Vec::new();
        let most = document::MAX_BYTES as u64 + 1;
        File::open(self.root.join(path))
            .and_then(|file| file.take(most).read_to_end(&mut bytes))
            .map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}

/// A walk through a folder.
struct Listing<'r> {
    root: &'r Path,
    paths: Vec<String>,
    entries: usize,
}

impl Listing<'_> {
    /// Takes in what lies in `folder`, whose path from the root is `prefix`, empty or ending in `/`.
    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) -> Result<(), Failure> {
        let shown = folder.display().to_string();
        let entries = fs::read_dir(folder).map_err(|error| unreadable(&shown, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&shown, &error))?;
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                return Err(too_many(
                    &Text::new("ファイルとフォルダ", "files and folders"),
                    MOST_ENTRIES,
                ));
            }
            let Ok(name) = entry.file_name().into_string() else { continue };
            if name.starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(|error| unreadable(&shown, &error))?;
            let path = entry.path();
            if kind.is_dir() {
                if depth < DEEPEST {
                    self.folder(&path, &format!("{prefix}{name}/"), depth + 1)?;
                }
            } else if is_rules(&name) && (kind.is_file() || self.leads_inside(&path)) {
                self.paths.push(format!("{prefix}{name}"));
                if self.paths.len() > MOST_FILES {
                    return Err(too_many(&Text::new("ルールファイル", "rule files"), MOST_FILES));
                }
            }
        }
        Ok(())
    }

    /// Whether a symbolic link ends at a file below the root.
    fn leads_inside(&self, link: &Path) -> bool {
        link.canonicalize().is_ok_and(|target| target.starts_with(self.root) && target.is_file())
    }
}

fn is_rules(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

fn too_many(what: &Text, limit: usize) -> Failure {
    let finding = Diagnostic::unplaced(Code::TooMany).with_text("what", what.clone());
    Failure::usage(finding.with("limit", limit))
}
