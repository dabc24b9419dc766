//! Places for editors: lines and UTF-16 code units, from byte offsets and back.

use lsp_types::{Position, Range};

/// A text and the starts of its lines. `\n`, `\r\n` and `\r` end a line.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Self { text, starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect() }
    }

    /// The place of a byte offset; of one inside a character, that of the character.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = floor(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        Position { line: narrow(line), character: narrow(before.encode_utf16().count()) }
    }

    /// The byte offset of a place. Beyond the end of a line it is the end of the line, beyond the
    /// last line the end of the text.
    pub(super) fn offset(&self, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line as usize).copied() else {
            return self.text.len();
        };
        let (mut offset, mut units) = (start, 0);
        for character in self.line(position.line as usize).chars() {
            units += character.len_utf16();
            if units > position.character as usize {
                break;
            }
            offset += character.len_utf8();
        }
        offset
    }

    pub(super) fn range(&self, start: usize, end: usize) -> Range {
        Range { start: self.position(start), end: self.position(end) }
    }

    /// The text of a line without its end; empty where there is none.
    pub(super) fn line(&self, line: usize) -> &'t str {
        let Some(start) = self.starts.get(line).copied() else { return "" };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\r', '\n'])
    }

    /// The byte offset at which a line starts.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn a_sign_outside_the_basic_plane_counts_two() {
        let lines = Lines::new("𠮷野家: 円\n");
        assert_eq!(lines.position("𠮷野家: ".len()), at(0, 6));
        assert_eq!(lines.offset(at(0, 6)), "𠮷野家: ".len());
        assert_eq!(lines.offset(at(0, 1)), 0, "inside the sign is before it");
    }

    #[test]
    fn every_line_end_counts() {
        let lines = Lines::new("金\r\n銀\r銅\n鉄");
        let places: Vec<_> = ["金", "金\r\n銀", "金\r\n銀\r銅", "金\r\n銀\r銅\n鉄"]
            .map(|before| lines.position(before.len()))
            .to_vec();
        assert_eq!(places, [at(0, 1), at(1, 1), at(2, 1), at(3, 1)]);
        assert_eq!(lines.line(1), "銀");
    }

    #[test]
    fn places_beyond_the_text_are_its_ends() {
        let lines = Lines::new("金額\n円");
        assert_eq!(lines.offset(at(0, 99)), "金額".len());
        assert_eq!(lines.offset(at(9, 0)), "金額\n円".len());
        assert_eq!(lines.position(usize::MAX), at(1, 1));
    }

    proptest::proptest! {
        #[test]
        fn places_and_offsets_are_inverse(text in "[a金𠮷\r\n]{0,30}") {
            let lines = Lines::new(&text);
            for (offset, _) in text.char_indices() {
                let inside_an_end = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                if !inside_an_end {
                    proptest::prop_assert_eq!(lines.offset(lines.position(offset)), offset);
                }
            }
        }
    }
}
