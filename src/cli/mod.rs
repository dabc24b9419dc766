//! The command: arguments in, text out.
//!
//! ```text
//! arguments ──▶ one file per subcommand ──▶ library ──▶ console
//! ```
//!
//! A subcommand reads its files, calls the library once and prints what comes back. Data goes to
//! standard output, messages go to standard error. The exit status is 0 when the work was done,
//! whatever the verdict; 1 when something was found in rules or facts; 2 when the command was used
//! wrongly. A reader that goes away ends the command quietly.
//!
//! This is the only module that knows of arguments, files, the environment and the terminal.

mod allocate;
mod arguments;
mod ask;
mod check;
mod completions;
mod console;
mod date;
mod decide;
mod diff;
mod doc;
mod explain;
mod expr;
mod failure;
mod fmt;
mod folder;
mod impact;
mod input;
mod language;
mod list;
mod lsp;
mod mutate;
mod new;
mod output;
mod part;
mod patch;
mod record;
mod rollover;
mod rules;
mod schema;
mod sweep;
mod test;
mod verify;
mod write;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use console::Console;
use failure::{Failure, Status};
use rules::Rules;

/// Runs the command with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => ExitCode::from(dispatch(arguments)),
        Err(message) => {
            // Help and version come as a "message" too; a reader that is gone needs neither.
            let _ = message.print();
            ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(2))
        }
    }
}

/// Runs one subcommand and tells what went wrong; the exit status.
fn dispatch(arguments: Arguments) -> u8 {
    let shared = arguments.shared;
    let lang = match arguments.command {
        Command::Lsp(_) | Command::Schema => language::of_editor(shared.lang),
        _ => language::choose(shared.lang),
    };
    let console = Console::new(lang, shared.color);
    match command(arguments.command, shared.rules.as_deref().map(Path::new), &console) {
        Ok(status) => status.code(),
        Err(failure) => failure.tell(&console),
    }
}

fn command(command: Command, folder: Option<&Path>, console: &Console) -> Result<Status, Failure> {
    if let Command::Completions(arguments) = command {
        return completions::run(&arguments, console);
    }
    if let Command::Explain(arguments) = command {
        return explain::run(&arguments, console);
    }
    // Its folder need not be there yet.
    if let Command::New(arguments) = command {
        return new::run(&arguments, folder, console);
    }
    if let Command::Schema = command {
        return schema::run(console);
    }
    if let Command::Lsp(arguments) = command {
        let folder = folder.filter(|path| !path.as_os_str().is_empty());
        return lsp::run(&arguments, folder.map(Path::to_owned), console);
    }
    let rules = Rules::open(folder)?;
    match command {
        Command::Decide(arguments) => decide::run(&arguments, &rules, console),
        Command::Ask(arguments) => ask::run(&arguments, &rules, console),
        Command::Check(arguments) => check::run(&arguments, &rules, console),
        Command::Expr(arguments) => expr::run(&arguments, &rules, console),
        Command::Test(arguments) => test::run(&arguments, &rules, console),
        Command::Allocate(arguments) => allocate::run(&arguments, &rules, console),
        Command::Impact(arguments) => impact::run(&arguments, &rules, console),
        Command::Diff(arguments) => diff::run(&arguments, &rules, console),
        Command::Doc(arguments) => doc::run(&arguments, &rules, console),
        Command::Fmt(arguments) => fmt::run(&arguments, &rules, console),
        Command::New(arguments) => new::run(&arguments, folder, console),
        Command::Rollover(arguments) => rollover::run(&arguments, &rules, console),
        Command::List(arguments) => list::run(&arguments, &rules, console),
        Command::Sweep(arguments) => sweep::run(&arguments, &rules, console),
        Command::Verify(arguments) => verify::run(&arguments, &rules, console),
        Command::Explain(arguments) => explain::run(&arguments, console),
        Command::Completions(arguments) => completions::run(&arguments, console),
        Command::Schema => schema::run(console),
        Command::Lsp(arguments) => lsp::run(&arguments, folder.map(Path::to_owned), console),
    }
}
