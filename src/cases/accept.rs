//! Expected words rewritten as the applicant reads them.
//!
//! Words alone: a verdict, an amount, a date or an id is stated by a person who works it out from
//! the document, never taken over from what hantei found. Only the bytes of the texts change;
//! comments, order and layout of the file stay.

use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Findings, Scheme};
use crate::source::Span;

use super::case::{Case, Suite};
use super::words::{self, Wording};

/// What came of accepting words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// The new text of the file of cases; absent if nothing changes.
    pub text: Option<String>,
    /// How many words the cases expect, whether they changed or not.
    pub words: usize,
    /// What changes, in the order of the file.
    pub changed: Vec<Accepted>,
    /// Case and key of words that are not said at all in the decision; these stay.
    pub unsaid: Vec<(String, String)>,
}

/// A text that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Id of the case.
    pub case: String,
    /// Id of the clause or warning.
    pub key: String,
    /// The text until then; absent if it had not been stated.
    pub before: Option<String>,
    /// The text from then on.
    pub after: String,
}

/// The file of cases with its `words` as they are read under `scheme`.
///
/// # Errors
///
/// What is wrong with the file that would result, if a text cannot be written; nothing is to be
/// written then.
pub fn accept(scheme: &Scheme, suite: &Suite) -> Result<Acceptance, Findings> {
    let mut found = Acceptance::default();
    let mut edits = Vec::new();
    for case in suite.cases() {
        of_case(scheme, case, &mut found, &mut edits);
    }
    if edits.is_empty() {
        return Ok(found);
    }
    let whole = suite.sources().text(suite.file);
    let text = spliced(whole, edits);
    is_readable(scheme, suite, &found, &text)?;
    found.text = Some(text);
    Ok(found)
}

fn of_case(scheme: &Scheme, case: &Case, found: &mut Acceptance, edits: &mut Vec<(Span, String)>) {
    found.words += case.words.len();
    if case.words.is_empty() {
        return;
    }
    let decision = words::decide(scheme, case).ok();
    for wording in &case.words {
        let said = decision.as_ref().and_then(|decision| words::read(decision, wording));
        match said {
            None => found.unsaid.push((case.id().to_owned(), wording.key.clone())),
            Some(said) if wording.text.as_deref() == Some(said) => {}
            Some(said) => {
                edits.push((wording.span, said.to_owned()));
                found.changed.push(Accepted {
                    case: case.id().to_owned(),
                    key: wording.key.clone(),
                    before: wording.text.clone(),
                    after: said.to_owned(),
                });
            }
        }
    }
}

/// `whole` with each span replaced by its text as a YAML scalar, from the end.
fn spliced(whole: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = whole.to_owned();
    for (span, said) in edits {
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(written) = whole.get(start..end) else { continue };
        if written.is_empty() {
            let (at, gap) = behind_key(whole, start);
            text.insert_str(at, &format!("{gap}{}", on_line(written, &said)));
        } else {
            let before = whole.get(..start).unwrap_or_default();
            text.replace_range(start..end, &scalar(before, written, &said));
        }
    }
    text
}

/// Where a value goes that is not there yet, `end` being the end of its key, and what comes between.
fn behind_key(whole: &str, end: usize) -> (usize, &'static str) {
    let after = whole.get(end..).unwrap_or_default();
    let spaces = after.len() - after.trim_start_matches(' ').len();
    if after.get(spaces..).is_some_and(|rest| rest.starts_with(':')) {
        (end + spaces + 1, " ")
    } else {
        (end, ": ")
    }
}

/// A text in the way in which the one before it was written: in the lines of a block, or on a line.
fn scalar(before: &str, written: &str, said: &str) -> String {
    let mut lines = before.rsplit('\n');
    let line = lines.next().unwrap_or_default();
    let opens = lines.next().unwrap_or_default().trim_end().trim_end_matches(['-', '+']);
    if line.trim().is_empty() && opens.ends_with(['|', '>']) {
        return said.lines().collect::<Vec<_>>().join(&format!("\n{line}"));
    }
    on_line(written, said)
}

/// Plain if it cannot be misread and was not in quotation marks.
fn on_line(written: &str, said: &str) -> String {
    if !is_quoted(written) && is_plain(said) { said.to_owned() } else { quoted(said) }
}

fn is_quoted(written: &str) -> bool {
    written.starts_with(['"', '\''])
}

/// Whether YAML reads the text back as it stands, in a block and between brackets.
fn is_plain(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(char::is_alphanumeric);
    let signs = [':', '：', '#', ',', '[', ']', '{', '}', '"', '\'', '\n', '\t', '\\'];
    let is_word = !text.is_ascii();
    begins && is_word && !text.contains(signs) && text.trim() == text
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// Reads the text that would be written: a file whose words are not the accepted ones, or in which
/// anything else became another, is not handed out.
fn is_readable(
    scheme: &Scheme,
    suite: &Suite,
    found: &Acceptance,
    text: &str,
) -> Result<(), Findings> {
    let mut sources = (*scheme.program().sources).clone();
    let read = super::of_bytes(scheme, &super::path(scheme.id()), text.as_bytes(), &mut sources);
    let findings = match read {
        Ok((_, cases)) if suite.cases().iter().all(|case| is_kept(case, &cases, found)) => {
            return Ok(());
        }
        Ok(_) => {
            vec![Diagnostic::unplaced(Code::Internal).with("detail", "words that do not read back")]
        }
        Err(findings) => findings,
    };
    Err(Findings { sources: sources.into(), findings })
}

/// Whether a case is the same after the change, but for its accepted words.
fn is_kept(case: &Case, after: &[Case], found: &Acceptance) -> bool {
    let Some(other) = after.iter().find(|other| other.id == case.id) else { return false };
    let accepted = |wording: &Wording| {
        let changed =
            found.changed.iter().find(|one| one.case == case.id && one.key == wording.key);
        changed.map(|one| one.after.clone()).or_else(|| wording.text.clone())
    };
    case.facts == other.facts
        && case.as_of == other.as_of
        && case.runs.len() == other.runs.len()
        && case.words.len() == other.words.len()
        && case.words.iter().zip(&other.words).all(|(old, new)| accepted(old) == new.text)
}
