//! Words for the warnings of `analyze::proof`.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[];
