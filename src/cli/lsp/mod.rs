//! `hantei lsp`: the protocol's face of the workspace.
//!
//! ```text
//! standard input ── lsp-server ──▶ Server ── one Session a folder of rules ──▶ Workspace
//! standard output ◀── answers, findings ──┘
//! ```

mod answers;
mod cancel;
mod places;
mod server;
mod session;

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Duration, NaiveDate};
use clap::Args;
use lsp_server::Connection;

use crate::text::Text;

use super::console::Console;
use super::date;
use super::failure::{Failure, Status};

/// Arguments of `lsp`.
#[derive(Args, Debug)]
pub(super) struct Lsp {
    /// Day whose values are shown as in force [default: today in Japan] 値を見せる日
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Ignored: standard input and output are always used 標準入出力（常にこれを使う）
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(
    arguments: &Lsp,
    folder: Option<PathBuf>,
    console: &Console,
) -> Result<Status, Failure> {
    let today = match &arguments.as_of {
        Some(text) => date::read(text)?,
        None => today(),
    };
    // The names of files that are not open are made from it.
    let folder = folder.map(|folder| folder.canonicalize().unwrap_or(folder));
    let (connection, threads) = Connection::stdio();
    let ended = server::serve(&connection, folder, console.lang, today);
    // The writer ends when the connection is gone.
    drop(connection);
    let written = threads.join();
    match (ended, written) {
        (true, Ok(())) => Ok(Status::Done),
        (_, Err(error)) => Err(Failure::unwritten("stdout", &error)),
        (false, Ok(())) => Err(Failure::wrong_usage(Text::new(
            "エディタが shutdown を送らずに終わりました",
            "the editor left without `shutdown`",
        ))),
    }
}

/// The day in Japan, which has no summer time.
fn today() -> NaiveDate {
    #[expect(
        clippy::disallowed_methods,
        reason = "an editor shows which value is in force today; nothing is decided on it"
    )]
    let now = SystemTime::now();
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let utc = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    utc.map(|utc| (utc + Duration::hours(9)).date_naive()).unwrap_or_default()
}
