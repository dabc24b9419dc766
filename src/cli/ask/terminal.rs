//! On a terminal: lists to choose from, lines to edit.

use std::fmt;
use std::io::{self, Write};

use inquire::ui::{Color, RenderConfig, StyleSheet};
use inquire::validator::{ErrorMessage, Validation};
use inquire::{InquireError, MultiSelect, Select, Text};
use unicode_normalization::UnicodeNormalization;

use crate::cli::failure::Failure;
use crate::plan::Kind;
use crate::text::Lang;

use super::face::{Face, Prompt, Reply, command};
use super::words;

/// Rows of a list that are shown at a time.
const PAGE: usize = 14;

/// A person at a terminal.
pub(super) struct Terminal {
    lang: Lang,
    look: RenderConfig<'static>,
}

/// An entry of a list.
#[derive(Clone)]
struct Entry {
    words: String,
    meaning: Meaning,
}

#[derive(Clone)]
enum Meaning {
    /// What would be typed.
    Typed(String),
    /// A command.
    Command(Reply),
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl Terminal {
    pub(super) fn new(lang: Lang, colour: bool) -> Self {
        let look = if colour {
            let help = StyleSheet::new().with_fg(Color::DarkGrey);
            RenderConfig::default_colored().with_help_message(help)
        } else {
            RenderConfig::empty()
        };
        Self { lang, look }
    }

    fn entry(&self, ja: &str, en: &str, meaning: Meaning) -> Entry {
        let words = if self.lang == Lang::Ja { ja } else { en };
        Entry { words: words.to_owned(), meaning }
    }

    /// The choices, then the commands.
    fn entries(&self, prompt: &Prompt<'_>) -> Vec<Entry> {
        let mut entries = match prompt.form.kind {
            Kind::Boolean => vec![
                self.entry("はい", "yes", Meaning::Typed("yes".to_owned())),
                self.entry("いいえ", "no", Meaning::Typed("no".to_owned())),
            ],
            _ => prompt
                .form
                .choices
                .iter()
                .map(|one| Entry {
                    words: words::choice(one, self.lang),
                    meaning: Meaning::Typed(one.id.clone()),
                })
                .collect(),
        };
        if prompt.ends_rows {
            let end = Meaning::Command(Reply::RowsEnd);
            entries.push(self.entry("（これで終わり）", "(no more)", end));
        }
        for (ja, en, reply) in [
            ("わからない", "unknown", Reply::Unknown),
            ("？ なぜ聞くのか", "? why this is asked", Reply::Why),
            ("← 戻る", "← back", Reply::Back),
            ("× ここで終わる", "× end here", Reply::Over),
        ] {
            entries.push(self.entry(ja, en, Meaning::Command(reply)));
        }
        entries
    }

    fn one_of(&self, prompt: &Prompt<'_>) -> Result<Reply, Failure> {
        let help = match self.lang {
            Lang::Ja => "↑↓で選び Enter で決定。文字を打つと絞り込み。Esc で戻る",
            Lang::En => "↑↓ to move, Enter to choose, type to filter, Esc to go back",
        };
        let chosen = Select::new(prompt.text, self.entries(prompt))
            .with_help_message(help)
            .with_page_size(PAGE)
            .with_scorer(&|typed, entry, _, _| fits(typed, entry).then_some(0))
            .with_render_config(self.look)
            .prompt();
        Ok(match replied(chosen)? {
            None => Reply::Back,
            Some(Entry { meaning: Meaning::Command(reply), .. }) => reply,
            Some(Entry { meaning: Meaning::Typed(text), .. }) => read(prompt, &text),
        })
    }

    fn any_of(&self, prompt: &Prompt<'_>) -> Result<Reply, Failure> {
        let help = match self.lang {
            Lang::Ja => "スペースで印を付け、Enter で決定。印を付けなければ「なし」。Esc で戻る",
            Lang::En => "Space to mark, Enter when done (no mark: none), Esc to go back",
        };
        let entries = self.entries(prompt);
        let chosen = MultiSelect::new(prompt.text, entries)
            .with_help_message(help)
            .with_page_size(PAGE)
            .with_scorer(&|typed, entry, _, _| fits(typed, entry).then_some(0))
            .with_render_config(self.look)
            .prompt();
        let Some(chosen) = replied(chosen)? else { return Ok(Reply::Back) };
        let mut typed = Vec::new();
        for entry in chosen {
            match entry.meaning {
                Meaning::Command(reply) => return Ok(reply),
                Meaning::Typed(text) => typed.push(text),
            }
        }
        let text = if typed.is_empty() { "none".to_owned() } else { typed.join(",") };
        Ok(read(prompt, &text))
    }

    fn line(&self, prompt: &Prompt<'_>) -> Result<Reply, Failure> {
        let commands = match self.lang {
            Lang::Ja => "？で理由、- でわからない、Esc で戻る",
            Lang::En => "? why, - unknown, Esc to go back",
        };
        let hint = words::hint(prompt.form, prompt.ends_rows, self.lang);
        let help = format!("{hint}　｜　{commands}");
        let mut wrong: Option<String> = None;
        loop {
            let mut text = Text::new(prompt.text).with_help_message(&help);
            text = text.with_render_config(self.look);
            if let Some(wrong) = wrong.take() {
                // Told above the line, in place of a mark behind it.
                let _ = writeln!(io::stderr().lock(), "{wrong}");
            }
            let ends = prompt.ends_rows;
            let empty = words::empty(self.lang);
            text = text.with_validator(move |typed: &str| {
                Ok(if typed.trim().is_empty() && !ends {
                    Validation::Invalid(ErrorMessage::Custom(empty.to_owned()))
                } else {
                    Validation::Valid
                })
            });
            let Some(typed) = replied(text.prompt())? else { return Ok(Reply::Back) };
            let typed = typed.trim();
            if typed.is_empty() {
                return Ok(Reply::RowsEnd);
            }
            if let Some(command) = command(typed) {
                return Ok(command);
            }
            match read(prompt, typed) {
                Reply::Refused(why) => wrong = Some(why),
                reply => return Ok(reply),
            }
        }
    }
}

/// Whether an entry stays in the list while `typed` narrows it: the command that is typed, else
/// what holds the words, in full or half width.
fn fits(typed: &str, entry: &Entry) -> bool {
    let plain = |text: &str| text.nfkc().collect::<String>().to_lowercase();
    match (command(typed), &entry.meaning) {
        (Some(wanted), Meaning::Command(own)) => wanted == *own,
        (Some(_), Meaning::Typed(_)) => false,
        (None, _) => plain(&entry.words).contains(&plain(typed.trim())),
    }
}

/// The answer; `None` for Esc.
fn replied<T>(result: Result<T, InquireError>) -> Result<Option<T>, Failure> {
    match result {
        Ok(reply) => Ok(Some(reply)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Failure::Interrupted),
        Err(InquireError::IO(error)) => Err(Failure::unwritten("terminal", &error)),
        Err(error) => Err(Failure::unwritten("terminal", &io::Error::other(error.to_string()))),
    }
}

fn read(prompt: &Prompt<'_>, text: &str) -> Reply {
    match (prompt.read)(text) {
        Ok(value) => Reply::Value(value),
        Err(why) => Reply::Refused(why),
    }
}

impl Face for Terminal {
    fn tell(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(io::stderr().lock(), "{text}")
            .map_err(|error| Failure::unwritten("stderr", &error))
    }

    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Failure> {
        match prompt.form.kind {
            Kind::Boolean | Kind::Choice => self.one_of(prompt),
            Kind::Set if !prompt.form.choices.is_empty() => self.any_of(prompt),
            _ => self.line(prompt),
        }
    }
}
