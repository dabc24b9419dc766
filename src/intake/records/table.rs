//! A table with a head: rows to applications.

use std::io;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::intake::{self, Datum, DatumKind, Key, case, position};
use crate::program::{Fact, Program};
use crate::source::{Sources, Span};
use crate::text::Text;
use crate::value::Type;

use super::encoding::lossy;
use super::rows::{self, Broken, Row};
use super::source::Lines;
use super::{Origin, Record, Refusal};

/// Heads of the column of ids.
const IDS: [&str; 3] = ["id", "ID", "整理番号"];
/// Heads of the column of dates of decision.
const DATES: [&str; 2] = ["as_of", "基準日"];

/// The head of a table.
pub(super) struct Table {
    columns: Vec<Column>,
}

struct Column {
    head: Arc<str>,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Id,
    AsOf,
    Truth,
    Date,
    List,
    Other,
    Ignored,
}

impl Table {
    /// Reads the head. An empty input has none, and no rows.
    pub(super) fn head(
        lines: &mut Lines<'_>,
        programs: &[&Program],
        lenient: bool,
    ) -> io::Result<Result<Self, Refusal>> {
        let (line, cells) = match rows::next(lines, 0)? {
            None => return Ok(Ok(Self { columns: Vec::new() })),
            Some(Row::Cells { line, cells }) => (line, cells),
            Some(Row::Broken { line, why }) => {
                return Ok(Err(Refusal::broken(line.number, &lossy(&line.bytes), words(&why, 0))));
            }
        };
        let pieces: Vec<_> = cells.iter().map(Vec::as_slice).collect();
        let heads = match lines.encodings.read(line, &pieces) {
            Ok(heads) => heads,
            Err(at) => {
                let shown = pieces.get(at).map(|piece| lossy(piece)).unwrap_or_default();
                return Ok(Err(Refusal::broken(line, &shown, in_neither())));
            }
        };
        Ok(Self::of(line, &heads, programs, lenient))
    }

    fn of(
        line: u64,
        heads: &[String],
        programs: &[&Program],
        lenient: bool,
    ) -> Result<Self, Refusal> {
        let mut sources = Sources::default();
        let mut columns: Vec<Column> = Vec::new();
        let mut facts: Vec<&str> = Vec::new();
        let mut findings = Vec::new();
        let file = sources.add("", heads.join(","));
        let mut start = 0;
        for head in heads {
            let end = start + u32::try_from(head.len()).unwrap_or(u32::MAX);
            let span = Span { file, start, end };
            start = end.saturating_add(1);
            let head = head.trim();
            let fact = programs
                .iter()
                .find_map(|program| program.facts.get(position(&program.facts, head)?));
            let role = role(head, fact);
            if let Some(fact) = fact {
                if facts.contains(&fact.id.as_str()) {
                    let finding = Diagnostic::new(Code::DuplicateFact, span);
                    findings.push(finding.with("name", head));
                }
                facts.push(&fact.id);
            } else if role == Role::Ignored && !lenient {
                findings.push(unknown(head, span, programs));
            }
            columns.push(Column { head: head.into(), role });
        }
        if findings.is_empty() {
            return Ok(Self { columns });
        }
        let origin = Origin { sources, cells: Vec::new() }.into();
        Err(Refusal { line, id: None, findings, origin })
    }

    /// The application of the next row.
    pub(super) fn next(
        &self,
        lines: &mut Lines<'_>,
    ) -> io::Result<Option<Result<Record, Refusal>>> {
        let wanted = self.columns.len();
        let (line, cells) = match rows::next(lines, wanted)? {
            None => return Ok(None),
            Some(Row::Cells { line, cells }) => (line, cells),
            Some(Row::Broken { line, why }) => {
                let shown = lines.encodings.read(line.number, &[&line.bytes]);
                let shown = shown.map_or_else(|_| lossy(&line.bytes), |texts| texts.concat());
                return Ok(Some(Err(Refusal::broken(line.number, &shown, words(&why, wanted)))));
            }
        };
        let pieces: Vec<_> = cells.iter().map(Vec::as_slice).collect();
        Ok(Some(match lines.encodings.read(line, &pieces) {
            Ok(texts) => self.record(line, &texts),
            Err(at) => {
                let shown = pieces.get(at).map(|piece| lossy(piece)).unwrap_or_default();
                let mut refusal = Refusal::broken(line, &shown, in_neither());
                let head = self.columns.get(at).map(|column| Arc::clone(&column.head));
                refusal.origin.cells = vec![(number(at), head.unwrap_or_default())];
                Err(refusal)
            }
        }))
    }

    fn record(&self, line: u64, texts: &[String]) -> Result<Record, Refusal> {
        let mut origin: Box<Origin> = Box::default();
        let (mut id, mut as_of) = (None, None);
        let mut entries = Vec::new();
        let mut findings = Vec::new();
        for (at, (column, text)) in self.columns.iter().zip(texts).enumerate() {
            let text = text.trim();
            if text.is_empty() || column.role == Role::Ignored {
                continue;
            }
            let file = origin.sources.add(Arc::clone(&column.head), text);
            origin.cells.push((number(at), Arc::clone(&column.head)));
            let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
            let span = Span { file, start: 0, end };
            let word = |text: String| Datum { kind: DatumKind::Word(text), span };
            let datum = match column.role {
                Role::Id => {
                    id = Some(Json::from(text));
                    continue;
                }
                Role::AsOf => {
                    match case::date(&word(dashed(text))) {
                        Ok(date) => as_of = date,
                        Err(finding) => findings.push(finding),
                    }
                    continue;
                }
                Role::List => match intake::parse(&origin.sources, file) {
                    Ok(datum) => datum,
                    Err(found) => {
                        findings.extend(found);
                        continue;
                    }
                },
                Role::Truth => word(truth(text)),
                Role::Date => word(dashed(text)),
                Role::Other | Role::Ignored => word(text.to_owned()),
            };
            entries.push((Key { text: column.head.to_string(), span }, datum));
        }
        if !findings.is_empty() {
            return Err(Refusal { line, id, findings, origin });
        }
        let facts = Datum { kind: DatumKind::Map(entries), span: Span::default() };
        Ok(Record { line, id, as_of, facts, origin })
    }
}

fn role(head: &str, fact: Option<&Fact>) -> Role {
    match fact.map(|fact| &fact.ty) {
        Some(Type::Set(_) | Type::List(_)) => Role::List,
        Some(Type::Truth) => Role::Truth,
        Some(Type::Date) => Role::Date,
        Some(_) => Role::Other,
        None if IDS.contains(&head) => Role::Id,
        None if DATES.contains(&head) => Role::AsOf,
        None => Role::Ignored,
    }
}

fn unknown(head: &str, span: Span, programs: &[&Program]) -> Diagnostic {
    let facts = programs.iter().flat_map(|program| &program.facts);
    let names = facts.flat_map(|fact| [fact.id.as_str(), fact.name.ja.as_str()]);
    let scheme = programs.first().map(|program| program.id.as_str()).unwrap_or_default();
    let finding = Diagnostic::new(Code::UnknownFact, span).with("name", head);
    finding.with("scheme", scheme).with_some("nearest", nearest(head, names))
}

/// Truths as spreadsheets and people write them.
fn truth(text: &str) -> String {
    match text.to_ascii_lowercase().as_str() {
        "true" | "はい" => "true".to_owned(),
        "false" | "いいえ" => "false".to_owned(),
        _ => text.to_owned(),
    }
}

/// `2026/4/1`, as spreadsheets write dates, with dashes; anything else as it is.
fn dashed(text: &str) -> String {
    let parts: Vec<_> = text.split('/').collect();
    match parts.as_slice() {
        [year, month, day]
            if parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
                && !year.is_empty() =>
        {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => text.to_owned(),
    }
}

/// The number of a column, from 1.
fn number(at: usize) -> u64 {
    at as u64 + 1
}

fn words(why: &Broken, wanted: usize) -> Text {
    match why {
        Broken::Unclosed => {
            Text::new("引用符（\"）が閉じられていません", "a quotation mark (\") is not closed")
        }
        Broken::Count(found) => Text::new(
            format!("列の数が見出しと違います（見出し{wanted}列、この行{found}列）"),
            format!("{found} cells, but the head has {wanted}"),
        ),
        Broken::TooLong => too_long(),
    }
}

/// A line over the limit.
pub(super) fn too_long() -> Text {
    Text::new("1行が1 MiB を超えています", "the line is longer than 1 MiB")
}

/// Bytes that are no text.
pub(super) fn in_neither() -> Text {
    Text::new(
        "文字コードが UTF-8 でも Shift_JIS でもありません",
        "the text is neither UTF-8 nor Shift_JIS",
    )
}
