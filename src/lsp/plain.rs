//! A file in plain form.

use lsp_types::{Position, Range, TextEdit};

use super::workspace::Workspace;
use crate::edit;

impl Workspace {
    /// The edits that put a file into plain form, as `hantei fmt` does: none where it is so already,
    /// and none for a file that cannot be read, which stays as it is.
    #[must_use]
    pub fn plain(&self, path: &str) -> Vec<TextEdit> {
        let Some(before) = self.text(path) else { return Vec::new() };
        match edit::format(path, before.as_bytes()) {
            Ok(after) if after != before => {
                vec![TextEdit {
                    range: Range { start: Position::default(), end: end(&before) },
                    new_text: after,
                }]
            }
            Ok(_) | Err(_) => Vec::new(),
        }
    }
}

/// The place behind the last character.
fn end(text: &str) -> Position {
    let line = text.matches('\n').count();
    let last = text.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Position { line: number(line), character: number(last) }
}
