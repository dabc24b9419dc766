//! The commands that the two READMEs show do what they show.
//!
//! In a block marked `console` a line that begins with `$ ` is a command and the lines below it are
//! its output; a line `…` stands for any number of lines. Output that is not shown is not compared.

use std::fs;
use std::path::Path;

use crate::command::hantei;

/// What the READMEs call the built command.
const BUILT: &str = "target/debug/hantei";

/// Lines that a README may have.
const LONGEST: usize = 80;

#[test]
fn the_english_readme_shows_what_happens() {
    check("README.md");
}

#[test]
fn the_japanese_readme_shows_what_happens() {
    check("README.ja.md");
}

fn check(readme: &str) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).unwrap();
    assert!(text.lines().count() <= LONGEST, "{readme} has more than {LONGEST} lines");
    let shown = shown(&text);
    assert!(!shown.is_empty(), "{readme} shows no command");
    for (command, expected) in shown {
        let words: Vec<_> = command.split_whitespace().collect();
        let (Some(&BUILT), Some(arguments)) = (words.first(), words.get(1..)) else {
            panic!("{readme}: only `{BUILT}` can be run here, not `{command}`");
        };
        let run = hantei(arguments);
        assert_eq!(run.status, Some(0), "{readme}: {command}\n{}", run.err);
        let came: Vec<_> = run.out.lines().map(str::trim_end).collect();
        assert!(
            expected.is_empty() || agree(&expected, &came),
            "{readme}: {command}\n--- shown\n{}\n--- came\n{}",
            expected.join("\n"),
            run.out
        );
    }
}

/// The commands of all `console` blocks, each with the output shown below it.
fn shown(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut shown: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match (inside, line.strip_prefix("$ ")) {
            (false, _) => inside = line == "```console",
            (true, _) if line == "```" => inside = false,
            (true, Some(command)) => shown.push((command, Vec::new())),
            (true, None) => {
                if let Some((_, output)) = shown.last_mut() {
                    output.push(line.trim_end());
                }
            }
        }
    }
    shown
}

/// Whether the output is what is shown.
fn agree(shown: &[&str], came: &[&str]) -> bool {
    match (shown, came) {
        ([], _) => came.is_empty(),
        (["…", rest @ ..], [_, lines @ ..]) => agree(rest, came) || agree(shown, lines),
        (["…", rest @ ..], []) => agree(rest, came),
        ([first, rest @ ..], [line, lines @ ..]) => first == line && agree(rest, lines),
        ([_, ..], []) => false,
    }
}

#[test]
fn an_ellipsis_stands_for_any_lines() {
    assert!(agree(&["a", "…", "c"], &["a", "b", "b", "c"]));
    assert!(agree(&["…"], &[]));
    assert!(!agree(&["a", "…", "c"], &["a", "b"]));
    assert!(!agree(&["a"], &["a", "b"]));
}
