//! The integration tests, one binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

mod allocation;
mod analysis;
mod architecture;
mod bad_files;
mod both_ways;
mod cases;
mod cli;
mod command;
mod compare;
mod diff;
mod edit;
mod editor;
mod explain;
mod expressions;
mod hostile;
mod hygiene;
mod impact;
mod lsp;
mod mutation;
mod plan;
mod properties;
mod readme;
mod record;
mod regions;
mod requirements;
mod rollover;
mod schema;
mod schemes;
mod site;
mod sweep;
mod usage;
