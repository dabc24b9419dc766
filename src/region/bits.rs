//! Sets of a few positions.

/// How many positions there may be.
const MOST: u16 = 256;

/// Some of the positions below a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Few {
    count: u16,
    words: [u64; 4],
}

impl Few {
    /// None of no positions.
    pub(super) const NOTHING: Self = Self { count: 0, words: [0; 4] };

    /// None of `count` positions; `None` if there are more than 256.
    #[must_use]
    pub fn none(count: u16) -> Option<Self> {
        (count <= MOST).then_some(Self { count, words: [0; 4] })
    }

    /// All of `count` positions; `None` if there are more than 256.
    #[must_use]
    pub fn all(count: u16) -> Option<Self> {
        Self::none(count).map(Self::others)
    }

    /// The same with one more; positions that do not exist are not added.
    #[must_use]
    pub fn with(mut self, position: u16) -> Self {
        if position < self.count
            && let Some(word) = self.words.get_mut(usize::from(position / 64))
        {
            *word |= 1 << (position % 64);
        }
        self
    }

    /// How many positions there are.
    #[must_use]
    pub fn count(self) -> u16 {
        self.count
    }

    /// Whether it holds a position.
    #[must_use]
    pub fn contains(self, position: u16) -> bool {
        let word = self.words.get(usize::from(position / 64));
        word.is_some_and(|word| word & (1 << (position % 64)) != 0)
    }

    /// Its positions in rising order.
    pub fn iter(self) -> impl Iterator<Item = u16> {
        (0..self.count).filter(move |position| self.contains(*position))
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.words == [0; 4]
    }

    /// What is in both.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (word, more) in self.words.iter_mut().zip(other.words) {
            *word &= more;
        }
        self
    }

    /// What is not in it.
    #[must_use]
    pub fn others(mut self) -> Self {
        for (number, word) in (0_u16..).zip(&mut self.words) {
            let here = self.count.saturating_sub(number * 64).min(64);
            let all = if here == 64 { u64::MAX } else { (1 << here) - 1 };
            *word = !*word & all;
        }
        self
    }
}
