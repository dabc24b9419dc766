//! `hantei completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::arguments::Arguments;
use super::console::Console;
use super::failure::{Failure, Status};

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub(super) struct Completions {
    /// The shell シェル
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Completions, console: &Console) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "hantei", &mut script);
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Done)
}
