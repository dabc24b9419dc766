//! The built command, run as a user would run it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    /// Exit status; none if it was ended by a signal.
    pub(crate) status: Option<i32>,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Run {
    /// Standard output as one JSON value.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }

    /// Standard output as one JSON value a line.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Runs `hantei` at the top of the repository, without the variables that it reads.
pub(crate) fn hantei(arguments: &[&str]) -> Run {
    hantei_with(arguments, &[], b"")
}

/// Runs `hantei` with these variables and this standard input.
pub(crate) fn hantei_with(arguments: &[&str], variables: &[(&str, &str)], input: &[u8]) -> Run {
    let mut child = command(arguments).envs(variables.iter().copied()).spawn().unwrap();
    // A run that does not read its input closes it early, which is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    Run {
        status: status.code(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// `hantei`, not yet started.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hantei"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["HANTEI_LANG", "HANTEI_RULES", "LC_ALL", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// An empty folder of that name, for one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// A file of that name with those bytes, in a folder of its own.
pub(crate) fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder(&format!("of-{name}")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}
