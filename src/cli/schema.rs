//! `hantei schema`.

use crate::schema;

use super::console::Console;
use super::failure::{Failure, Status};

pub(super) fn run(console: &Console) -> Result<Status, Failure> {
    console.print(&format!("{:#}\n", schema::json(console.lang)))?;
    Ok(Status::Done)
}
