//! hantei

pub mod diagnostic;
pub mod document;
pub mod source;
pub mod text;
