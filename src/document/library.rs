//! The YAML library behind [`Events`].

use std::collections::VecDeque;
use std::ops::Range;

use granit_parser::{Event as LibraryEvent, Options, Parser, ScalarStyle, Span, StrInput};

use super::events::{Event, Events, Failure};
use super::library_words::failure_kind;
use super::{MAX_DEPTH, Style};

/// The events of a text, read as they are asked for.
pub(super) struct LibraryEvents<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    /// Events of one step of the library that are still to be told.
    waiting: VecDeque<Event>,
}

impl<'t> LibraryEvents<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut options = Options::default();
        options.emit_comments = false;
        options.emit_anchor_events = true;
        options.emit_unresolved_aliases = true;
        options.disallow_directives = true;
        // One level more than the tree takes, so that the tree reports it at the right place.
        options.flow_nesting_limit = MAX_DEPTH + 1;
        options.block_nesting_limit = MAX_DEPTH + 1;
        let parser = Parser::new_from_str_with_options(text, options);
        Self { text, parser, waiting: VecDeque::new() }
    }

    /// Puts the events of one step into `waiting`; a step may have none.
    fn take_in(&mut self, event: LibraryEvent<'t>, span: Span) {
        let at = span.byte_range().unwrap_or_default();
        if let Some(tag) = tag_range(self.text, span) {
            self.waiting.push_back(Event::Tag { at: tag });
        }
        let told = match event {
            LibraryEvent::DocumentStart(..) => Event::DocumentStart { at },
            LibraryEvent::Scalar(text, style, ..) => scalar(text.into_owned(), style, at),
            LibraryEvent::SequenceStart(..) => Event::SequenceStart { at },
            LibraryEvent::SequenceEnd => Event::SequenceEnd { at },
            LibraryEvent::MappingStart(..) => Event::MappingStart { at },
            LibraryEvent::MappingEnd => Event::MappingEnd { at },
            LibraryEvent::Alias(..) | LibraryEvent::UnresolvedAlias(..) => Event::Alias { at },
            LibraryEvent::Anchor(..) => Event::Anchor { at },
            _ => return,
        };
        self.waiting.push_back(told);
    }
}

impl Events for LibraryEvents<'_> {
    fn next(&mut self) -> Option<Result<Event, Failure>> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(Ok(event));
            }
            match self.parser.next_event()? {
                Ok((event, span)) => self.take_in(event, span),
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(self.text.len());
                    return Some(Err(Failure { at, kind: failure_kind(error.kind()) }));
                }
            }
        }
    }
}

/// A scalar; the library tells `~` with an empty place where nothing is written.
fn scalar(text: String, style: ScalarStyle, at: Range<usize>) -> Event {
    let style = match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    };
    let text = if at.is_empty() && style == Style::Plain { String::new() } else { text };
    Event::Scalar { text, style, at }
}

/// Where the tag of a node stands.
fn tag_range(text: &str, span: Span) -> Option<Range<usize>> {
    let start = span.tag_start()?.byte_offset()?;
    let rest = text.get(start..)?;
    let length = rest.find(|sign: char| sign.is_whitespace() || ",[]{}".contains(sign));
    Some(start..start + length.unwrap_or(rest.len()))
}
