//! The `hantei` command.
fn main() {}
