//! hantei
pub mod decision;
pub mod explain;
pub mod text;
