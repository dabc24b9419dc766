//! Where rule files come from.

use std::collections::BTreeMap;

/// A tree of rule files, as text or bytes.
pub trait Files {
    /// Paths of all files, relative to the folder of rules, with `/`, in any order:
    /// `joetsu-exam-travel/scheme.yaml`, `common/civil.yaml`.
    fn paths(&self) -> Vec<String>;

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// Why it cannot be read, in the words of the system.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// Rule files held in memory: for tests, editors and services.
#[derive(Clone, Debug, Default)]
pub struct InMemory {
    files: BTreeMap<String, Vec<u8>>,
}

impl InMemory {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }
}

impl Files for InMemory {
    fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.files.get(path).cloned().ok_or_else(|| format!("no file {path}"))
    }
}
