//! A place for what evaluation makes of a program.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// What a higher layer has worked out of a program once and keeps with it: empty until it is asked
/// for. Copies of a program share it.
#[derive(Clone, Default)]
pub struct Prepared(OnceLock<Arc<dyn Any + Send + Sync>>);

impl Prepared {
    /// What is kept, which `make` makes the first time; `None` if something of another type is kept.
    #[inline]
    pub fn get_or_make<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Option<&T> {
        self.0.get_or_init(|| Arc::new(make())).downcast_ref()
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.get().is_some() { "Prepared" } else { "Unprepared" })
    }
}
