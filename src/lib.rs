//! hantei

pub mod text;
pub mod value;
