//! Findings for people at a terminal.
//!
//! ```text
//! エラー[unknown-name]: `資本` は定義されていません
//!  --> rules.yaml:4:12
//!   |
//! 4 |     value: 資本 <= 3億円
//!   |            ^^^^
//!   |
//!   = ヒント: `資本金` ではありませんか
//! ```
//!
//! Columns in the header count characters, underlines count cells. A place of several lines is
//! underlined on its first line only.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::{FileId, Sources, Span};
use crate::text::{Lang, Text};

use super::finding::one_line;
use super::order::in_order;
use super::{Diagnostic, Severity};

/// A second place is quoted in one piece with the first if they are at most this many bytes apart.
const TOGETHER: usize = 8 * 1024;

/// Draws findings, sorted by place, each once, with an empty line between them.
///
/// Empty if there are none, otherwise it ends with a line end. `colour` adds escape sequences
/// of ANSI terminals. Control characters of the files and arguments are made visible.
#[must_use]
pub fn draw(findings: &[Diagnostic], sources: &Sources, lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let blocks: Vec<String> = in_order(findings)
        .into_iter()
        .map(|finding| renderer.render(&[group(finding, sources, lang)]) + "\n")
        .collect();
    blocks.join("\n")
}

fn group<'s>(finding: &Diagnostic, sources: &'s Sources, lang: Lang) -> Group<'s> {
    let title = level(finding.severity, lang)
        .primary_title(finding.message(lang))
        .id(finding.code.as_str());
    let mut group = Group::with_title(title);
    if let Some(at) = finding.at {
        let (near, far): (Vec<_>, Vec<_>) =
            finding.related.iter().partition(|(other, _)| is_near(at, *other));
        group = group.element(snippet(at, &near, sources, lang));
        for (other, words) in far {
            group = group.element(second_snippet(*other, words, sources, lang));
        }
    }
    match finding.help(lang) {
        Some(help) => group.element(help_level(lang).message(help)),
        None => group,
    }
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    match (severity, lang) {
        (Severity::Error, Lang::Ja) => Level::ERROR.with_name("エラー"),
        (Severity::Error, Lang::En) => Level::ERROR,
        (Severity::Warning, Lang::Ja) => Level::WARNING.with_name("注意"),
        (Severity::Warning, Lang::En) => Level::WARNING,
    }
}

fn help_level(lang: Lang) -> Level<'static> {
    match lang {
        Lang::Ja => Level::HELP.with_name("ヒント"),
        Lang::En => Level::HELP,
    }
}

fn is_near(at: Span, other: Span) -> bool {
    at.file == other.file && at.start.abs_diff(other.start) as usize <= TOGETHER
}

/// The lines from the first to the last place, with all of them underlined.
fn snippet<'s>(
    at: Span,
    related: &[&(Span, Text)],
    sources: &'s Sources,
    lang: Lang,
) -> Snippet<'s, Annotation<'s>> {
    let text = sources.text(at.file);
    let primary = on_first_line(text, at);
    let seconds: Vec<(Range<usize>, &Text)> =
        related.iter().map(|(other, words)| (on_first_line(text, *other), words)).collect();
    let first = seconds.iter().map(|(range, _)| range.start).fold(primary.start, usize::min);
    let last = seconds.iter().map(|(range, _)| range.end).fold(primary.end, usize::max);
    let lines = whole_lines(text, first..last);

    let shift = |range: &Range<usize>| {
        range.start.saturating_sub(lines.start)..range.end.saturating_sub(lines.start)
    };
    let seconds = seconds.iter().map(|(range, words)| {
        AnnotationKind::Context.span(shift(range)).label(one_line(words.get(lang)))
    });
    quote(at.file, lines.clone(), sources)
        .annotation(AnnotationKind::Primary.span(shift(&primary)))
        .annotations(seconds)
}

/// The line of a second place that is far away or in another file.
fn second_snippet<'s>(
    at: Span,
    words: &Text,
    sources: &'s Sources,
    lang: Lang,
) -> Snippet<'s, Annotation<'s>> {
    let text = sources.text(at.file);
    let range = on_first_line(text, at);
    let lines = whole_lines(text, range.clone());
    let shifted = range.start.saturating_sub(lines.start)..range.end.saturating_sub(lines.start);
    let label = one_line(words.get(lang));
    quote(at.file, lines, sources).annotation(AnnotationKind::Context.span(shifted).label(label))
}

/// The given lines of a file, under its name and with their numbers.
fn quote(file: FileId, lines: Range<usize>, sources: &Sources) -> Snippet<'_, Annotation<'_>> {
    let offset = u32::try_from(lines.start).unwrap_or(u32::MAX);
    let number = sources.position(Span { file, start: offset, end: offset }).line;
    Snippet::source(sources.text(file).get(lines).unwrap_or(""))
        .path(one_line(sources.name(file)))
        .line_start(number as usize)
}

/// The part of a span that is on its first line, without the line end, cut at characters.
fn on_first_line(text: &str, at: Span) -> Range<usize> {
    let start = floor(text, at.start as usize);
    let end = floor(text, at.end as usize).max(start);
    let part = text.get(start..end).unwrap_or("");
    let line = part.split(['\n', '\r']).next().unwrap_or("");
    start..start + line.len()
}

/// The nearest place between characters at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

/// A range widened to whole lines, without the last line end and without a byte order mark.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let start =
        if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start };
    let after = text.get(range.end..).unwrap_or("");
    let rest = after.split('\n').next().unwrap_or("");
    let end = range.end + rest.strip_suffix('\r').unwrap_or(rest).len();
    start..end.max(start)
}
