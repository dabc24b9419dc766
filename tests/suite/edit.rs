//! Formatting of whole rule files: it says the same, it is done after once, bad files stay.

use std::sync::Arc;

use hantei::diagnostic::Code;
use hantei::edit::format;
use hantei::rulebook::{load_scheme, scheme_ids};
use hantei::source::Sources;
use hantei::{BuiltIn, Files, InMemory, Scheme};
use proptest::prelude::*;
use proptest::sample::Index;

/// Everything that a scheme says, without where and how it is written.
fn meaning(scheme: &Scheme) -> String {
    let mut program = scheme.program().clone();
    program.sources = Arc::new(Sources::default());
    program.digest = String::new();
    let mut said = format!("{program:?}");
    for (open, close) in [("Span {", "}"), ("written: \"", "\",")] {
        said = without(&said, open, close);
    }
    said
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut pieces = text.split(open);
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once(close).map_or("", |(_, after)| after));
    }
    kept
}

/// The rule files of one scheme and the common ones, each after `change`.
fn files(id: &str, mut change: impl FnMut(&str, String) -> String) -> InMemory {
    let paths = BuiltIn.paths().into_iter();
    let own = paths.filter(|path| path.starts_with("common/") || path.starts_with(id));
    let own = own.filter(|path| !path.ends_with("cases.yaml"));
    own.fold(InMemory::new(), |files, path| {
        let text = String::from_utf8(BuiltIn.read(&path).unwrap()).unwrap();
        let text = change(&path, text);
        files.with(path, text)
    })
}

fn plain(path: &str, text: &str) -> String {
    format(path, text.as_bytes()).unwrap_or_else(|found| panic!("{path}\n{found}"))
}

fn load(files: &InMemory, id: &str) -> Option<Scheme> {
    load_scheme(files, id).ok()
}

#[test]
fn formatted_rules_are_the_same_program() {
    for id in scheme_ids(&BuiltIn) {
        let written = files(&id, |_, text| text);
        let formatted = files(&id, |path, text| plain(path, &text));
        let [before, after] = [written, formatted].map(|files| load(&files, &id).unwrap());
        assert!(meaning(&before) == meaning(&after), "{id}");
    }
}

#[test]
fn what_is_formatted_stays_as_it_is() {
    for path in BuiltIn.paths() {
        let text = String::from_utf8(BuiltIn.read(&path).unwrap()).unwrap();
        let once = plain(&path, &text);
        assert!(plain(&path, &once) == once, "{path}");
        assert_eq!(text.matches('#').count(), once.matches('#').count(), "comments of {path}");
        assert_eq!(text.lines().count(), once.lines().count(), "lines of {path}");
    }
}

#[test]
fn the_built_in_rules_are_formatted() {
    for path in BuiltIn.paths() {
        let text = String::from_utf8(BuiltIn.read(&path).unwrap()).unwrap();
        assert!(plain(&path, &text) == text, "run `hantei fmt --rules rules`: {path}");
    }
}

/// Sloppy writing, decided by a stream of numbers: wide signs, spaces too many or too few.
struct Sloppy {
    seed: u64,
    /// One sign in so many is spoiled.
    rarity: u64,
}

impl Sloppy {
    fn one_in(&mut self, many: u64) -> bool {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        (self.seed >> 33).is_multiple_of(many)
    }

    fn file(&mut self, text: &str) -> String {
        let mut written = if self.one_in(3) { "\u{feff}".to_owned() } else { String::new() };
        let line_end = if self.one_in(3) { "\r\n" } else { "\n" };
        for line in text.lines() {
            // Words are not formatted, so that nothing would be learned from spoiling them.
            let head = ["value: ", "if: ", "when: "]
                .iter()
                .find_map(|key| line.find(key).map(|at| at + key.len()))
                .filter(|_| !line.contains(['#', '|']) && !line.contains("ja:"))
                .filter(|_| !line.contains("clauses: ["));
            let (kept, open) = line.split_at(head.unwrap_or(line.len()));
            written.push_str(kept);
            for sign in open.chars() {
                self.sign(sign, line.contains('{'), &mut written);
            }
            if self.one_in(self.rarity * 3) && !line.contains(['|', '>']) {
                written.push_str("  ");
            }
            written.push_str(line_end);
        }
        if self.one_in(3) {
            written.push_str(line_end);
        }
        written
    }

    /// A full-width space between brackets would be read as part of words.
    fn sign(&mut self, sign: char, in_brackets: bool, written: &mut String) {
        let wide = match sign {
            '0'..='9' | '<' | '>' | '=' | '+' | '*' | '(' | ')' => {
                char::from_u32(u32::from(sign) + 0xfee0)
            }
            _ => None,
        };
        match (sign, wide) {
            (_, Some(wide)) if self.one_in(self.rarity) => written.push(wide),
            (' ', _) if self.one_in(self.rarity) => written.push_str("  "),
            (' ', _) if self.one_in(self.rarity * 2) && !in_brackets => written.push('\u{3000}'),
            _ => written.push(sign),
        }
    }
}

#[test]
fn sloppy_rules_are_the_same_program_when_formatted() {
    let mut loaded = 0;
    for (seed, id) in (1_u64..).zip(scheme_ids(&BuiltIn)) {
        for rarity in [4, 400] {
            let mut sloppy = Sloppy { seed: seed * rarity, rarity };
            let spoiled = files(&id, |_, text| sloppy.file(&text));
            let mut formatted = InMemory::new();
            for path in spoiled.paths() {
                let bytes = spoiled.read(&path).unwrap();
                // What cannot be read is left as it is.
                let text = format(&path, &bytes).ok();
                if let Some(text) = &text {
                    assert!(plain(&path, text) == *text, "{path} {seed} {rarity}");
                }
                formatted = formatted.with(path, text.map_or(bytes, String::into_bytes));
            }
            let [before, after] = [spoiled, formatted].map(|files| load(&files, &id));
            loaded += usize::from(before.is_some());
            let [before, after] = [before, after].map(|scheme| scheme.as_ref().map(meaning));
            assert!(before == after, "{id} {seed} {rarity}");
        }
    }
    assert!(loaded >= 6, "only {loaded} of 10 could be compared");
}

/// Signs that mean something in YAML or in expressions, wide and plain.
const SIGNS: [&str; 26] = [
    " ", "\n", "\r\n", "\t", "\u{3000}", "#", " # ", ":", ": ", "- ", ",", "[", "]", "{", "}", "'",
    "\"", "|", ">", "（", "）", "，", "１", "＜", "\\", "\u{feff}",
];

proptest! {
    #[test]
    fn spoiled_files_are_formatted_once_or_refused(
        file in 0..6_usize,
        spoils in prop::collection::vec((any::<Index>(), prop::sample::select(&SIGNS[..]), 0..4_usize), 1..12),
    ) {
        let texts = hantei::edit::skeleton::skeleton("x", 2026, &InMemory::new()).unwrap();
        let (path, text) = texts.iter().nth(file).unwrap();
        let mut signs: Vec<char> = text.chars().collect();
        for (at, sign, gone) in spoils {
            let at = at.index(signs.len());
            let end = (at + gone).min(signs.len());
            signs.splice(at..end, sign.chars());
        }
        let spoiled: String = signs.into_iter().collect();
        match format(path, spoiled.as_bytes()) {
            Ok(once) => prop_assert_eq!(format(path, once.as_bytes()).unwrap(), once),
            Err(found) => {
                let is_ours = found.findings.iter().any(|one| one.code == Code::Internal);
                prop_assert!(!is_ours, "{}\n{}", found, spoiled);
            }
        }
    }
}

/// The files of `tests/bad` that can be read hold only mistakes that formatting does not see.
#[test]
fn bad_files_are_left_alone_and_say_why() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let (mut refused, mut formatted) = (0, 0);
    for code in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let files = std::fs::read_dir(&code).into_iter().flatten();
        for path in files.map(|entry| entry.unwrap().path()) {
            let name = path.display().to_string();
            if name.ends_with(".facts.yaml") {
                continue;
            }
            match format(&name, &std::fs::read(&path).unwrap()) {
                Ok(text) => {
                    formatted += 1;
                    assert_eq!(format(&name, text.as_bytes()).unwrap(), text, "{name}");
                }
                Err(found) => {
                    refused += 1;
                    let codes: Vec<_> =
                        found.findings.iter().map(|one| one.code.as_str()).collect();
                    assert!(!codes.is_empty() && !codes.contains(&"internal"), "{name}: {codes:?}");
                }
            }
        }
    }
    assert!(refused > 30 && formatted > 30, "{refused} refused, {formatted} formatted");
}
