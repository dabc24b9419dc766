//! What an edit changes, as a patch.

use similar::TextDiff;

const REMOVED: &str = "\u{1b}[31m";
const ADDED: &str = "\u{1b}[32m";
const RESET: &str = "\u{1b}[0m";

/// The unified diff between two texts of the file `name`, in the form that `patch` and `git apply` read;
/// empty if they are equal. `colour` marks removed and added lines for a terminal.
pub(super) fn unified(name: &str, before: &str, after: &str, colour: bool) -> String {
    let diff = TextDiff::from_lines(before, after);
    let patch = diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string();
    if colour { patch.split_inclusive('\n').map(coloured).collect() } else { patch }
}

fn coloured(line: &str) -> String {
    let colour = match line.chars().next() {
        Some('-') => REMOVED,
        Some('+') => ADDED,
        _ => return line.to_owned(),
    };
    let content = line.trim_end_matches('\n');
    format!("{colour}{content}{RESET}{}", line.get(content.len()..).unwrap_or(""))
}
