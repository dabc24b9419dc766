//! Edits of rule files that keep what they do not mean to change.
//!
//! An edit is a list of byte ranges of a file and what takes their place, found in the tree of the
//! file and made at once: every comment, blank line, order and line end outside of them stays as
//! the author left it. What comes out is read again before it is given to anybody.
//!
//! - [`format()`]: plain signs, even spacing, aligned lists; the rules stay the same.
//! - [`rollover`]: editions for a further fiscal year, and what has to be confirmed.
//! - [`skeleton`]: the files of a scheme to begin with.
//!
//! Nothing here reads or writes a file.

mod entries;
mod format;
mod overlay;
pub mod rollover;
mod same;
mod scalars;
mod shape;
pub mod skeleton;
mod splice;

#[cfg(test)]
mod shape_tests;

pub use format::format;
pub use splice::{Splice, splice};
