//! Help while rule files are written, for any editor that speaks the Language Server Protocol.
//!
//! ```text
//! texts and edits ──▶ Workspace ── survey (files that changed are read again) ──▶ findings
//!                         │
//!                         ├── index: where each name is declared and used ──▶ hover, definition,
//!                         │                                                  references, rename
//!                         └── cursor and tables of keys ──▶ completion
//! ```
//!
//! A [`Workspace`] holds the files of one folder of rules as they are in the editor and answers
//! questions about places in them; places are lines and UTF-16 code units from 0. Nothing here
//! reads a file or knows of messages: `cli` does. A half-typed file keeps its other lines working:
//! what stands in the way of reading it is left out until it is whole.

mod catalogue;
mod complete;
mod cursor;
mod dates;
mod describe;
mod diagnose;
mod index;
mod lines;
mod navigate;
mod outline;
mod plain;
mod rename;
mod repair;
mod walk;
mod workspace;

pub use diagnose::Note;
pub use rename::Edits;
pub use workspace::{Place, Workspace};
