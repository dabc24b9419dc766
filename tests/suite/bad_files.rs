//! What authors and applicants are told: `tests/bad/<code>/` holds files with one kind of mistake.
//!
//! A rule file `name.yaml` is read together with `base.yaml`, unless it says `# without: base`.
//! Facts `name.facts.yaml` are read against the scheme of `name.yaml`, or against `base.yaml`
//! alone; if nothing is wrong with them, they are decided. A folder of a warning takes the warnings
//! of its code about the scheme. Comments say what is expected:
//! `# error: [code]` on the line of the finding, `# error without a place: [code]` anywhere. Every
//! finding must be expected and every expectation found.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hantei::diagnostic::{Code, draw};
use hantei::{Ask, Findings, InMemory, Lang, Scheme, analyze, rulebook};

/// The day on which schemes are reviewed: values must be confirmed for it.
const AS_OF: &str = "2027-04-01";

/// Codes that no file of `tests/bad` leads to, and why.
const ELSEWHERE: &[(Code, &str)] = &[
    (Code::FileTooLarge, "a file over 1 MiB; see `hostile.rs`"),
    (Code::TooManyRows, "a list of more than 10,000 rows; see `hostile.rs`"),
    (Code::FactsSyntax, "a value that does not serialise; see `usage.rs`"),
    (Code::UnknownScheme, "asked for by name; see `usage.rs`"),
    (Code::UnknownReading, "asked for by name; see `usage.rs`"),
    (Code::UnknownAlternative, "asked for by name; see `usage.rs`"),
    (Code::FileUnreadable, "a fault of the file system; see `usage.rs`"),
    (Code::BadRecord, "a stored decision; see `cli/record.rs`"),
    (Code::BadRow, "saved applications; see `cli/impact.rs`"),
    (Code::WrongUsage, "what the caller asks for; see `usage.rs`"),
    (Code::Internal, "a fault of ours, which no input leads to"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// The entries of a folder, by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// One mistake: a rule file, facts, or both.
struct Bad {
    code: String,
    stem: String,
    rules: Option<Vec<u8>>,
    facts: Option<String>,
}

fn all() -> Vec<Bad> {
    let mut all = Vec::new();
    for folder in entries(&folder()).into_iter().filter(|path| path.is_dir()) {
        let files = entries(&folder);
        let cut = |path: &PathBuf| {
            let name = name(path);
            name.trim_end_matches(".yaml").trim_end_matches(".facts").to_owned()
        };
        for stem in files.iter().map(cut).collect::<BTreeSet<_>>() {
            let rules = fs::read(folder.join(format!("{stem}.yaml"))).ok();
            let facts = fs::read_to_string(folder.join(format!("{stem}.facts.yaml"))).ok();
            all.push(Bad { code: name(&folder), stem, rules, facts });
        }
    }
    all
}

impl Bad {
    fn scheme(&self) -> Result<Scheme, Findings> {
        let base = fs::read(folder().join("base.yaml")).unwrap();
        let rules = self.rules.clone().unwrap_or_default();
        let alone = String::from_utf8_lossy(&rules).contains("# without: base");
        let mut files = InMemory::new();
        if !alone {
            files = files.with("bad/base.yaml", base);
        }
        if self.rules.is_some() {
            files = files.with(format!("bad/{}.yaml", self.stem), rules);
        }
        rulebook::load_scheme(&files, "bad")
    }

    /// What is wrong: with the rules, else with the facts, else when they are decided.
    fn found(&self) -> Findings {
        let scheme = match self.scheme() {
            Ok(scheme) => scheme,
            Err(found) => return found,
        };
        let warnings = self.warnings(&scheme);
        if !warnings.findings.is_empty() {
            return warnings;
        }
        let facts = scheme.facts_from_text("facts.yaml", self.facts.as_deref().unwrap_or_default());
        let facts = match facts {
            Ok(facts) => facts,
            Err(found) => return found,
        };
        let finding = scheme.decide(&facts, &Ask::default()).err();
        let sources = scheme.program().sources.clone();
        Findings { sources, findings: finding.map(|finding| *finding).into_iter().collect() }
    }

    /// What the review on [`AS_OF`] says under this folder's code about a scheme that can be decided.
    fn warnings(&self, scheme: &Scheme) -> Findings {
        let program = scheme.program();
        let mut findings = analyze::review(program, AS_OF.parse().ok()).findings;
        findings.retain(|finding| finding.code.as_str() == self.code);
        Findings { sources: program.sources.clone(), findings }
    }

    /// `code line` of everything that its comments expect; line 0 without a place.
    fn expected(&self) -> Vec<String> {
        let rules = self.rules.as_ref().map(|bytes| String::from_utf8_lossy(bytes));
        let texts = [rules.as_deref(), self.facts.as_deref()];
        let mut expected = Vec::new();
        for text in texts.into_iter().flatten() {
            for (number, line) in text.split('\n').enumerate() {
                let placed = line.split_once("# error: ").map(|(_, codes)| (number + 1, codes));
                let unplaced =
                    line.split_once("# error without a place: ").map(|(_, codes)| (0, codes));
                let Some((number, codes)) = placed.or(unplaced) else { continue };
                let codes = codes.split(['[', ']']).map(str::trim).skip(1).step_by(2);
                expected.extend(codes.map(|code| format!("{code} {number}")));
            }
        }
        expected.sort();
        expected
    }
}

fn told(found: &Findings) -> Vec<String> {
    let line = |one: &hantei::diagnostic::Diagnostic| {
        one.at.map_or(0, |at| found.sources.position(at).line)
    };
    let mut told: Vec<_> =
        found.findings.iter().map(|one| format!("{} {}", one.code.as_str(), line(one))).collect();
    told.sort();
    told
}

#[test]
fn every_mistake_is_found_on_its_line_and_nothing_else() {
    let mut wrong = Vec::new();
    for bad in all() {
        let (expected, told) = (bad.expected(), told(&bad.found()));
        let named = expected.iter().any(|one| one.starts_with(&bad.code));
        if expected != told || !named {
            wrong.push(format!("{}/{}: expected {expected:?}, told {told:?}", bad.code, bad.stem));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_folder_and_every_folder_a_code() {
    let folders: BTreeSet<String> =
        entries(&folder()).iter().filter(|path| path.is_dir()).map(|path| name(path)).collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| code.as_str()).collect();
    let wanted: BTreeSet<String> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !elsewhere.contains(code))
        .map(str::to_owned)
        .collect();
    assert_eq!(folders, wanted);
}

/// The snapshot is the drawing itself, so that a reviewer judges what the author will see.
#[test]
fn every_mistake_is_explained() {
    for bad in all() {
        let found = bad.found();
        let drawn = |lang| draw(&found.findings, &found.sources, lang, false);
        let both = format!("{}\n{}", drawn(Lang::Ja), drawn(Lang::En));
        insta::with_settings!({
            omit_expression => true,
            prepend_module_to_snapshot => false,
            snapshot_path => "snapshots/bad",
        }, {
            insta::assert_snapshot!(format!("{}-{}", bad.code, bad.stem), both);
        });
    }
}
