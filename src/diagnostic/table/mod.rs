//! What every finding says, in Japanese and in English.
//!
//! One entry per [`Code`], in files by phase. A message is one line: what is wrong, without a full
//! stop, names of the author in backticks. A help says what to write; of several helps the first
//! one counts whose gaps all have an argument.

mod checking;
mod facts;
mod hygiene;
mod proof;
mod reading;
mod writing;

use super::Code;
use super::words::Words;

/// The words for one code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) code: Code,
    pub(super) message: Words,
    pub(super) help: &'static [Words],
}

/// All entries, by phase.
pub(super) const TABLE: &[&[Entry]] = &[
    reading::ENTRIES,
    writing::ENTRIES,
    checking::ENTRIES,
    proof::ENTRIES,
    hygiene::ENTRIES,
    facts::ENTRIES,
];

/// The entries of findings that stop nothing.
pub(super) const WARNINGS: &[&[Entry]] = &[proof::ENTRIES, hygiene::ENTRIES];

/// Stands in for an entry that is missing; a test keeps this from happening.
const NO_WORDS: Entry = Entry {
    code: Code::Internal,
    message: say("説明のない誤りです", "a finding without words"),
    help: &[],
};

/// The words for a code.
pub(super) fn entry(code: Code) -> &'static Entry {
    TABLE.iter().copied().flatten().find(|entry| entry.code == code).unwrap_or(&NO_WORDS)
}

const fn say(ja: &'static str, en: &'static str) -> Words {
    Words { ja, en }
}

const fn found(code: Code, message: Words, help: &'static [Words]) -> Entry {
    Entry { code, message, help }
}
