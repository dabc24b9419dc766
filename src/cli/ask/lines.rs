//! Line by line: for pipes, scripts, tests and screen readers.

use std::fmt::Write as _;
use std::io::{self, BufRead, Write};

use crate::cli::failure::Failure;
use crate::text::Lang;

use super::face::{Face, Prompt, Reply, command};
use super::words;

/// Questions on standard error, answers from standard input.
pub(super) struct Lines {
    lang: Lang,
}

impl Lines {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang }
    }
}

impl Face for Lines {
    fn tell(&mut self, text: &str) -> Result<(), Failure> {
        // Whoever does not read the questions may answer them all the same.
        let _ = writeln!(io::stderr().lock(), "{text}");
        Ok(())
    }

    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Failure> {
        let mut text = prompt.text.to_owned();
        for (at, choice) in prompt.form.choices.iter().enumerate() {
            let _ = write!(text, "\n  {}. {}", at + 1, words::choice(choice, self.lang));
        }
        text.push_str("\n  ");
        text.push_str(&words::hint(prompt.form, prompt.ends_rows, self.lang));
        self.tell(&text)?;
        let mut line = String::new();
        match io::stdin().lock().read_line(&mut line) {
            Ok(0) => return Ok(Reply::Over),
            Ok(_) => {}
            Err(error) => return Err(crate::cli::input::unreadable("<stdin>", &error)),
        }
        let typed = line.trim();
        self.tell(&format!("> {typed}"))?;
        if typed.is_empty() {
            return Ok(if prompt.ends_rows {
                Reply::RowsEnd
            } else {
                Reply::Refused(words::empty(self.lang).to_owned())
            });
        }
        if let Some(command) = command(typed) {
            return Ok(command);
        }
        Ok(match (prompt.read)(typed) {
            Ok(value) => Reply::Value(value),
            Err(why) => Reply::Refused(why),
        })
    }
}
