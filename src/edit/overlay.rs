//! Files of which some have another text.

use std::collections::BTreeMap;

use crate::rulebook::Files;

/// The files below, as they would be after an edit.
pub(super) struct Overlay<'f> {
    pub(super) below: &'f dyn Files,
    /// Texts by path.
    pub(super) changed: BTreeMap<String, String>,
}

impl Files for Overlay<'_> {
    fn paths(&self) -> Vec<String> {
        self.below.paths()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        match self.changed.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.below.read(path),
        }
    }
}
