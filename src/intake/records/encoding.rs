//! What encoding a line is in. Files that were put together from several often mix them.

use encoding_rs::SHIFT_JIS;

/// Encodings that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Unicode.
    Utf8,
    /// `Shift_JIS` as Windows has it (Windows-31J).
    ShiftJis,
}

/// How many applications were in which encoding; those of ASCII alone are in neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encodings {
    /// Whether the input begins with the byte order mark of UTF-8.
    pub marked: bool,
    /// In UTF-8.
    pub utf8: u64,
    /// In `Shift_JIS`.
    pub shift_jis: u64,
    /// The line at which the encoding changed for the first time.
    pub changed_at: Option<u64>,
    last: Option<Encoding>,
}

impl Encodings {
    pub(super) fn new(marked: bool) -> Self {
        Self { marked, ..Self::default() }
    }

    /// The texts of the pieces of one application, which have one encoding.
    ///
    /// UTF-8 of Japanese is never `Shift_JIS` by chance, so it goes first. The exception are pairs of
    /// half-width katakana, which are two-byte UTF-8 too: there the encoding of the lines before
    /// decides.
    ///
    /// # Errors
    ///
    /// The position of the first piece that is in the way: one in neither encoding, else one that
    /// is not in the encoding of the lines before.
    pub(super) fn read(&mut self, line: u64, pieces: &[&[u8]]) -> Result<Vec<String>, usize> {
        if pieces.iter().all(|piece| piece.is_ascii()) {
            return Ok(pieces.iter().filter_map(|piece| utf8(piece)).collect());
        }
        let unicode = pieces.iter().map(|piece| utf8(piece)).collect::<Option<Vec<_>>>();
        let legacy = || pieces.iter().map(|piece| shift_jis(piece)).collect::<Option<Vec<_>>>();
        let found = match unicode {
            Some(texts) if self.last == Some(Encoding::ShiftJis) && is_ambiguous(&texts) => {
                legacy().map_or((Encoding::Utf8, texts), |legacy| (Encoding::ShiftJis, legacy))
            }
            Some(texts) => (Encoding::Utf8, texts),
            None => match legacy() {
                Some(texts) => (Encoding::ShiftJis, texts),
                None => return Err(self.odd_one(pieces)),
            },
        };
        self.count(line, found.0);
        Ok(found.1)
    }

    fn count(&mut self, line: u64, encoding: Encoding) {
        match encoding {
            Encoding::Utf8 => self.utf8 += 1,
            Encoding::ShiftJis => self.shift_jis += 1,
        }
        if self.last.is_some_and(|last| last != encoding) && self.changed_at.is_none() {
            self.changed_at = Some(line);
        }
        self.last = Some(encoding);
    }

    fn odd_one(&self, pieces: &[&[u8]]) -> usize {
        let neither = |piece: &&[u8]| utf8(piece).is_none() && shift_jis(piece).is_none();
        let odd = |piece: &&[u8]| match self.last {
            Some(Encoding::ShiftJis) => shift_jis(piece).is_none(),
            Some(Encoding::Utf8) | None => utf8(piece).is_none(),
        };
        let found = pieces.iter().position(neither).or_else(|| pieces.iter().position(odd));
        found.unwrap_or_default()
    }
}

fn utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn shift_jis(bytes: &[u8]) -> Option<String> {
    let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Whether what is not ASCII could be half-width katakana as well.
fn is_ambiguous(texts: &[String]) -> bool {
    texts.iter().all(|text| text.chars().all(|one| u32::from(one) < 0x800))
}

/// Bytes in neither encoding, as far as they can be shown.
pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(text: &str) -> Vec<u8> {
        SHIFT_JIS.encode(text).0.into_owned()
    }

    #[test]
    fn each_line_is_read_in_its_own_encoding() {
        let mut found = Encodings::default();
        assert_eq!(found.read(1, &["小売業".as_bytes()]), Ok(vec!["小売業".to_owned()]));
        assert_eq!(found.read(2, &[b"retail"]), Ok(vec!["retail".to_owned()]));
        assert_eq!(found.read(3, &[&coded("①髙﨑表")]), Ok(vec!["①髙﨑表".to_owned()]));
        assert_eq!(found.read(4, &["能登".as_bytes()]), Ok(vec!["能登".to_owned()]));
        assert_eq!((found.utf8, found.shift_jis, found.changed_at), (2, 1, Some(3)));
    }

    /// `ﾂｷ` in `Shift_JIS` is `·` in UTF-8 as well.
    #[test]
    fn half_width_katakana_are_read_as_the_lines_before() {
        let pair = coded("ﾂｷ");
        let mut found = Encodings::default();
        assert_eq!(found.read(1, &[&pair]), Ok(vec!["·".to_owned()]));
        let mut found = Encodings::default();
        assert!(found.read(1, &[&coded("上越市")]).is_ok());
        assert_eq!(found.read(2, &[&pair]), Ok(vec!["ﾂｷ".to_owned()]));
    }

    #[test]
    fn the_piece_in_the_way_is_named() {
        let mut found = Encodings::default();
        assert_eq!(found.read(1, &[b"a", b"\x81\xFF", "上".as_bytes()]), Err(1));
        let mixed = [coded("高田"), "高田".as_bytes().to_vec(), b"\xFD".to_vec()];
        let pieces: Vec<_> = mixed.iter().map(Vec::as_slice).collect();
        assert_eq!(found.read(1, &pieces), Err(2));
        assert_eq!((found.utf8, found.shift_jis), (0, 0));
    }
}
