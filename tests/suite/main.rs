//! The integration tests, one binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

mod allocation;
mod analysis;
mod architecture;
mod bad_files;
mod cases;
mod cli;
mod command;
mod compare;
mod diff;
mod explain;
mod expressions;
mod hostile;
mod plan;
mod properties;
mod readme;
mod record;
mod regions;
mod requirements;
mod schemes;
mod site;
mod usage;
