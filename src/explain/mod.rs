//! stub
mod build;
pub use build::{Material, decision, show, show_contract};
