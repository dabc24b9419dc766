//! The integration tests, one binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

mod allocation;
mod architecture;
mod bad_files;
mod both_ways;
mod cases;
mod cli;
mod command;
mod explain;
mod expressions;
mod hostile;
mod properties;
mod readme;
mod requirements;
mod schemes;
mod usage;
