//! Rules about the repository: layers, heads, lengths, words.

use std::fs;
use std::path::{Path, PathBuf};

/// Lower layers first. A module imports modules of lower layers and itself.
const LAYERS: &[&[&str]] = &[
    &["ids", "source", "text"],
    &["value"],
    &["calendar", "diagnostic", "shape"],
    &["document", "functions", "syntax"],
    &["program"],
    &["decision", "facts", "model"],
    &["check", "eval"],
    &["explain", "region"],
    &["intake"],
    &["analyze"],
    &["plan"],
    &["rulebook"],
    &["cases", "edit"],
    &["coverage", "mutation"],
    &["sweep"],
    &["cases"],
    &["coverage"],
    &["site"],
    &["change"],
    &["record"],
    &["lsp", "schema"],
    &["cli"],
];

/// Lines that a source file may have.
const LONGEST: usize = 500;

/// Folders that hold no file of the repository.
const OUTSIDE: [&str; 2] = [".git", "target"];

#[test]
fn imports_point_downwards() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let Some(module) = module(&path) else { continue };
        let Some(own) = layer(&module) else {
            wrong.push(format!("{}: `{module}` has no layer; give it one", path.display()));
            continue;
        };
        for used in imports(&text) {
            match layer(&used) {
                _ if used == module => {}
                Some(lower) if lower < own => {}
                Some(_) => wrong.push(format!("{}: {module} uses {used}", path.display())),
                None => wrong.push(format!("{}: `{used}` has no layer", path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_layer_is_a_module() {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_suffix(';')?.split_once("mod "))
        .map(|(_, name)| name)
        .collect();
    let listed: Vec<_> = LAYERS.concat();
    let missing: Vec<_> = declared.iter().filter(|name| !listed.contains(name)).collect();
    let gone: Vec<_> = listed.iter().filter(|name| !declared.contains(name)).collect();
    assert!(missing.is_empty() && gone.is_empty(), "no layer: {missing:?}; no module: {gone:?}");
}

#[test]
fn every_file_says_what_it_is() {
    let bare =
        paths_where(&["src", "tests", "examples", "benches"], |text| !text.starts_with("//!"));
    assert!(bare.is_empty(), "these do not open with `//!`:\n{}", bare.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let long = paths_where(&["src", "tests"], |text| text.lines().count() > LONGEST);
    assert!(long.is_empty(), "more than {LONGEST} lines:\n{}", long.join("\n"));
}

#[test]
fn nothing_is_left_open() {
    // Put together here, so that this file does not hold them.
    let words = [["to", "do!("], ["unimple", "mented!("], ["FIX", "ME"], ["db", "g!("]]
        .map(|two| two.concat());
    let open = paths_where(&["src", "tests", "examples", "benches"], |text| {
        words.iter().any(|word| text.contains(word.as_str()))
    });
    assert!(open.is_empty(), "unfinished:\n{}", open.join("\n"));
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let folders = ["work", "home", "root", "Users"].map(|name| format!("/{name}/"));
    let mut wrong = Vec::new();
    for path in files(root()) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let hit = text
            .lines()
            .position(|line| folders.iter().any(|folder| line.contains(folder.as_str())));
        wrong.extend(hit.map(|line| format!("{}:{}", path.display(), line + 1)));
    }
    assert!(wrong.is_empty(), "paths of a machine:\n{}", wrong.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files of the repository below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default();
        if OUTSIDE.iter().any(|outside| name == *outside) {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The Rust files below a folder of the repository, and their text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let rust = files(&root().join(folder))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "rs"));
    rust.map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        (path.strip_prefix(root()).unwrap().to_owned(), text)
    })
    .collect()
}

fn paths_where(folders: &[&str], holds: impl Fn(&str) -> bool) -> Vec<String> {
    let all = folders.iter().flat_map(|folder| sources(folder));
    all.filter(|(_, text)| holds(text)).map(|(path, _)| path.display().to_string()).collect()
}

/// The top-level module that a file of `src` belongs to; none for the crate roots.
fn module(path: &Path) -> Option<String> {
    let below = path.strip_prefix("src").ok()?;
    let first = below.components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!["lib", "main"].contains(&name)).then(|| name.to_owned())
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The names after `crate::` in code, comments left out.
fn imports(text: &str) -> Vec<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or(line)).collect();
    code.match_indices("crate::")
        .filter(|(at, _)| !code.get(..*at).unwrap_or_default().ends_with('$'))
        .filter_map(|(at, found)| code.get(at + found.len()..))
        .map(|rest| {
            rest.chars().take_while(|next| next.is_alphanumeric() || *next == '_').collect()
        })
        .collect()
}
