//! hantei

pub mod calendar;
pub mod diagnostic;
pub mod source;
pub mod syntax;
pub mod text;
pub mod value;
