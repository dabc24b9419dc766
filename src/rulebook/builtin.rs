//! The rules that come with hantei.

use include_dir::{Dir, include_dir};

use super::Files;

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The rule files that were built into the program, so that it works anywhere, offline.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

impl Files for BuiltIn {
    fn paths(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![&RULES];
        while let Some(folder) = open.pop() {
            found.extend(
                folder.files().map(|file| file.path().to_string_lossy().replace('\\', "/")),
            );
            open.extend(folder.dirs());
        }
        found.sort();
        found
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let file = RULES.get_file(path).ok_or_else(|| format!("no file {path}"))?;
        Ok(file.contents().to_vec())
    }
}
