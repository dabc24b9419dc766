//! Words for the warnings of `analyze::hygiene`.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[];
