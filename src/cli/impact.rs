//! `hantei impact`: saved applications under two sets of rules.

mod rejects;
mod sheet;
mod sides;

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use crate::change::impact::{self, Application, Options, Run, Undecided};
use crate::diagnostic::Diagnostic;
use crate::intake::records::{Form, Reader, Record, Refusal};
use crate::rulebook::Findings;
use crate::text::{Lang, Text};

use super::allocate::amount;
use super::console::Console;
use super::failure::{Failure, Status};
use super::input;
use super::output::Output;
use super::rules::Rules;
use rejects::Rejects;
use sides::Sides;

/// Applications between two drawings of the progress.
const STRIDE: u64 = 50;

/// Arguments of `impact`.
#[derive(Args, Debug)]
pub(super) struct Impact {
    /// Scheme, as `hantei list` names it 制度のID
    scheme: String,

    /// Saved applications, JSONL or CSV in UTF-8 or `Shift_JIS`; `-` is standard input 保存した申請
    #[arg(long, value_name = "FILE|-")]
    cases: PathBuf,

    /// Rules before: a folder, a date of the rules at hand, or FOLDER@DATE 前のルール
    #[arg(long, value_name = "DIR|DATE")]
    before: String,

    /// Rules after, in the same forms 後のルール
    #[arg(long, value_name = "DIR|DATE")]
    after: String,

    /// Budget, in yen 予算（円）
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    budget: Option<String>,

    /// Form of the report; csv has a line per application 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// File to write in place of standard output 出力先
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// File for what could not be read [default: beside the output, `….rejects.csv`] 読めなかった申請
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,

    /// Changed cases of each sort that are told in full 理由まで示す申請の数（変化の種類ごと）
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,

    /// Form of the applications [default: by the name of the file, else by its first character] 入力の形式
    #[arg(long, value_enum)]
    input: Option<Input>,

    /// Pass over columns and keys that the scheme does not declare 知らない列を読み飛ばす
    #[arg(long)]
    ignore_unknown: bool,
}

/// Values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Html,
}

/// Values of `--input`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Input {
    Jsonl,
    Csv,
}

pub(super) fn run(arguments: &Impact, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let budget = arguments.budget.as_deref().map(amount).transpose()?;
    let sides = Sides::open(arguments, rules)?;
    let source = Source::open(&arguments.cases)?;
    let programs = [sides.before.program(), sides.after.program()];
    let form = arguments.input.map(Form::from).or_else(|| by_name(&arguments.cases));
    let reader = Reader::open(source.input, form, &programs, arguments.ignore_unknown)
        .map_err(|error| input::unreadable(&source.name, &error))?;
    let mut reader = reader.map_err(|refusal| head(&source.name, &refusal))?;
    let options = Options {
        lang: console.lang,
        budget,
        most: arguments.most,
        explain_all: arguments.format == Format::Csv,
    };
    let [before, after] = sides.named();
    let mut work = Work {
        sides: &sides,
        run: Run::new(before, after, options),
        rejects: Rejects::open(arguments, &source.name, console.lang)?,
        output: Output::open(arguments.output.as_deref())?,
        sheet: arguments.format == Format::Csv,
        lang: console.lang,
    };
    work.all(&mut reader, &source.name, source.size)?;
    let Work { run, rejects, mut output, .. } = work;
    let report = run.finish(rejects.cases());
    output.write(&match arguments.format {
        Format::Text => impact::text(&report),
        // Every key of a report is a string, so serialising cannot fail.
        Format::Json => serde_json::to_string_pretty(&report).unwrap_or_default() + "\n",
        Format::Html => impact::html(&report),
        Format::Csv => String::new(),
    })?;
    output.finish()?;
    encodings(&reader, console);
    if report.cases == 0 && report.rejected == 0 {
        let name = &source.name;
        console.note(&Text::new(
            format!("`{name}` に申請がありません"),
            format!("`{name}` holds no application"),
        ));
    }
    rejects.finish(console)
}

/// What a run works with.
struct Work<'w> {
    sides: &'w Sides<'w>,
    run: Run<'w>,
    rejects: Rejects,
    output: Output,
    /// Whether there is a row per application.
    sheet: bool,
    lang: Lang,
}

impl Work<'_> {
    fn all(
        &mut self,
        reader: &mut Reader<'_>,
        name: &str,
        size: Option<u64>,
    ) -> Result<(), Failure> {
        if self.sheet {
            self.output.write(&sheet::head(self.lang))?;
        }
        let progress = progress(size, self.lang);
        for number in 1_u64.. {
            let next = reader.next().map_err(|error| input::unreadable(name, &error))?;
            if number.is_multiple_of(STRIDE) {
                progress.set_position(reader.bytes());
            }
            match next {
                None => break,
                Some(Ok(record)) => self.one(record)?,
                Some(Err(refusal)) => self.rejects.take(&refusal)?,
            }
        }
        progress.finish_and_clear();
        Ok(())
    }

    fn one(&mut self, record: Record) -> Result<(), Failure> {
        let name = record.name();
        let Record { line, as_of, ref facts, .. } = record;
        match self.run.add(&Application { line, name: &name, as_of, facts }) {
            Ok(line) if self.sheet => self.output.write(&sheet::line(&line, self.lang)),
            Ok(_) => Ok(()),
            Err(Undecided::Facts(findings)) => self.rejects.take(&record.refused(findings)),
            Err(Undecided::Rules(finding, which)) => {
                let finding = self.sides.in_rules(&finding, which);
                self.rejects.take(&record.refused(vec![finding]))
            }
        }
    }
}

impl From<Input> for Form {
    fn from(input: Input) -> Self {
        match input {
            Input::Jsonl => Self::Jsonl,
            Input::Csv => Self::Csv,
        }
    }
}

fn by_name(path: &Path) -> Option<Form> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    match ending.as_str() {
        "csv" => Some(Form::Csv),
        "jsonl" | "ndjson" => Some(Form::Jsonl),
        _ => None,
    }
}

/// The applications.
struct Source {
    name: String,
    input: Box<dyn BufRead>,
    /// Bytes, if they are known.
    size: Option<u64>,
}

impl Source {
    fn open(path: &Path) -> Result<Self, Failure> {
        let (name, input) = input::open(path)?;
        let found = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file);
        Ok(Self { name, input, size: found.map(|found| found.len()) })
    }
}

/// What is wrong with the head of a table, drawn under the name of the file.
fn head(name: &str, refusal: &Refusal) -> Failure {
    let mut sources = crate::source::Sources::default();
    for file in refusal.sources().ids() {
        sources.add(name, refusal.sources().text(file));
    }
    let findings: Vec<Diagnostic> = refusal.findings.clone();
    Failure::Found(Findings { sources: sources.into(), findings })
}

/// A bar on standard error, if that is a terminal.
fn progress(size: Option<u64>, lang: Lang) -> ProgressBar {
    let bar = match size {
        Some(size) => ProgressBar::new(size),
        None => ProgressBar::new_spinner(),
    };
    let left = if lang == Lang::Ja { "残り" } else { "left" };
    let template = match size {
        Some(_) => format!("{{wide_bar}} {{percent}}% {left} {{eta}}"),
        None => "{spinner} {bytes}".to_owned(),
    };
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Says that encodings are mixed, which is read but not meant.
fn encodings(reader: &Reader<'_>, console: &Console) {
    let found = reader.encodings();
    if let Some(line) = found.changed_at {
        let (one, other) = (found.utf8, found.shift_jis);
        console.note(&Text::new(
            format!("文字コードが混ざっています（UTF-8 {one}行、Shift_JIS {other}行。{line}行目で変わります）。行ごとに読み分けました"),
            format!("the encodings are mixed (UTF-8 {one} lines, Shift_JIS {other} lines, from line {line}); each line was read in its own"),
        ));
    }
}
