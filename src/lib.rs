//! hantei

pub mod calendar;
pub mod text;
pub mod value;
