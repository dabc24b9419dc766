//! Stepping through a written date.

use unicode_normalization::UnicodeNormalization;

use super::era::{ERAS, Era};

/// The part of a text that has not been read, after NFKC: full-width digits and letters are
/// plain, `㋿` is `令和`. Spaces before what is read are skipped.
pub(super) struct Reader<'a> {
    rest: &'a str,
}

/// The form that a [`Reader`] reads.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().collect()
}

impl<'a> Reader<'a> {
    /// `text` must come from [`plain`].
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.trim_start().is_empty()
    }

    /// Steps over `word` if it comes next.
    pub(super) fn take(&mut self, word: &str) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix(word)?;
        Some(())
    }

    /// A number of at most `most` ASCII digits.
    pub(super) fn number(&mut self, most: usize) -> Option<u32> {
        let rest = self.rest.trim_start();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if length > most {
            return None;
        }
        let (digits, rest) = rest.split_at_checked(length)?;
        let number = digits.parse().ok()?;
        self.rest = rest;
        Some(number)
    }

    /// The name of an era or its letter, capital or small.
    pub(super) fn era(&mut self) -> Option<&'static Era> {
        let named = ERAS.iter().find(|era| self.take(era.name).is_some());
        named.or_else(|| {
            let mut letters = self.rest.trim_start().chars();
            let letter = letters.next()?.to_ascii_uppercase();
            let era = ERAS.iter().find(|era| era.initial == letter)?;
            self.rest = letters.as_str();
            Some(era)
        })
    }

    /// The year of an era: `元` or up to four digits.
    pub(super) fn era_year(&mut self) -> Option<u32> {
        self.take("元").map_or_else(|| self.number(4), |()| Some(1))
    }

    /// `年4月1日`, `.4.1`, `/4/1` or `-4-1`: what follows the number of the year.
    pub(super) fn month_and_day(&mut self) -> Option<(u32, u32)> {
        if self.take("年").is_some() {
            let month = self.number(2)?;
            self.take("月")?;
            let day = self.number(2)?;
            self.take("日")?;
            return Some((month, day));
        }
        let separator = [".", "/", "-"].into_iter().find(|sign| self.take(sign).is_some())?;
        let month = self.number(2)?;
        self.take(separator)?;
        Some((month, self.number(2)?))
    }
}
