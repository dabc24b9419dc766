//! Where text comes from: files, places in them, and pieces that were joined.
//!
//! Offsets are bytes of UTF-8. Lines and columns are derived when somebody is told.

mod segments;
mod sources;
mod span;

pub use segments::Segments;
pub use sources::{Position, Sources};
pub use span::{FileId, Span};
