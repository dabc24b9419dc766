//!
//! ```text
//! text ── read ──▶ Decision ──┬── replay ──▶ each step worked out again from its parts (no rules)
//!                             └── again  ──▶ what rules and facts lead to, compared with it
//! ```

mod operations;
mod read;
mod replay;
mod seen;

pub use read::{MAX_BYTES, MAX_DEPTH, ReadError, read};
pub use replay::{Mismatch, Replay, replay};
