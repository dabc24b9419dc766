//! A keystroke in the largest scheme, beside a full check of it.
//!
//! `cargo bench --bench editor` prints the times of one run; the ratio of `keystroke` to
//! `full_check` is what to trust. A keystroke must show its finding within 100 ms.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;

use divan::Bencher;
use hantei::lsp::Workspace;
use hantei::{BuiltIn, Files, Lang, rulebook};
use lsp_types::{Position, Range};

const SCHEME: &str = "joetsu-exam-travel";
const RULES: &str = "joetsu-exam-travel/rules.yaml";
const TYPED: &str = "value: not 予算額に達した";

fn workspace() -> Workspace {
    let mut workspace = Workspace::new(Lang::Ja, "2026-11-24".parse().unwrap());
    for path in BuiltIn.paths() {
        workspace.set(&path, &BuiltIn.read(&path).unwrap());
    }
    workspace
}

/// The end of the line in which is typed.
fn place(workspace: &Workspace) -> Position {
    let text = workspace.text(RULES).unwrap();
    let (line, content) =
        text.lines().enumerate().find(|(_, content)| content.contains(TYPED)).unwrap();
    Position {
        line: u32::try_from(line).unwrap(),
        character: u32::try_from(content.encode_utf16().count()).unwrap(),
    }
}

/// Types a letter behind a name, or takes it away; the findings.
fn keystroke(workspace: &mut Workspace, at: Position, typed: bool) -> usize {
    let end = Position { character: at.character + 1, ..at };
    let range = if typed { Range { start: at, end: at } } else { Range { start: at, end } };
    workspace.edit(RULES, Some(range), if typed { "額" } else { "" });
    workspace.diagnostics(RULES).values().map(Vec::len).sum()
}

fn main() {
    let mut workspace = workspace();
    let at = place(&workspace);
    assert_eq!(keystroke(&mut workspace, at, true), 1);
    assert_eq!(keystroke(&mut workspace, at, false), 0);
    divan::main();
}

#[divan::bench]
fn full_check(bencher: Bencher) {
    bencher.bench(|| rulebook::load_scheme(black_box(&BuiltIn), SCHEME).unwrap());
}

#[divan::bench]
fn keystroke_to_finding(bencher: Bencher) {
    let mut workspace = workspace();
    let at = place(&workspace);
    let mut typed = false;
    bencher.bench_local(|| {
        typed = !typed;
        keystroke(&mut workspace, at, typed)
    });
}

#[divan::bench]
fn completion_after_a_keystroke(bencher: Bencher) {
    let mut workspace = workspace();
    let at = place(&workspace);
    let mut typed = false;
    bencher.bench_local(|| {
        typed = !typed;
        keystroke(&mut workspace, at, typed);
        workspace.completion(RULES, at).len()
    });
}

#[divan::bench]
fn rename(bencher: Bencher) {
    let mut workspace = workspace();
    let at = place(&workspace);
    let inside = Position { character: at.character - 1, ..at };
    bencher.bench_local(|| workspace.rename(RULES, inside, "予算に達した").unwrap().len());
}
