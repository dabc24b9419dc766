//! Stored decisions: read back, replayed, decided again.
//!
//! ```text
//! text ── read ──▶ Decision ──┬── replay ──▶ each step worked out again from its parts (no rules)
//!                             └── again  ──▶ what rules and facts lead to, compared with it
//! ```

mod again;
mod operations;
mod read;
mod replay;
mod seen;

pub use again::{Again, NotAgain, again, facts, is_for_auditor};
pub use read::{MAX_BYTES, MAX_DEPTH, ReadError, read};
pub use replay::{Mismatch, Replay, replay};
