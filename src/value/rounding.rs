//! Ways of rounding.

use std::cmp::Ordering;

/// Which multiple of the unit a number becomes that lies between two of them.
///
/// Every mode works on the magnitude and keeps the sign: -1.5 becomes what 1.5 becomes, negated.
/// A debt of one side is the claim of the other, and the statutes below treat both alike, so the
/// amount may not depend on the side that it is looked at from.
///
/// Sources: 国等の債権債務等の金額の端数計算に関する法律 (昭和25年法律第61号) Article 2, where
/// claims and debts both lose the fraction below one yen; 通貨の単位及び貨幣の発行等に関する法律
/// (昭和62年法律第42号) Article 3, where payments below 50 sen are dropped and from 50 sen count
/// as a yen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// 切捨て: towards zero. 1.9 becomes 1, -1.9 becomes -1.
    Down,
    /// 切上げ: away from zero. 1.1 becomes 2, -1.1 becomes -2.
    Up,
    /// 四捨五入: to the nearest, halves away from zero. 1.5 becomes 2, -1.5 becomes -2.
    HalfUp,
    /// To the nearest, halves to the even multiple. 0.5 becomes 0, 1.5 becomes 2. Rule A of
    /// JIS Z 8401.
    HalfEven,
}

impl Rounding {
    /// Whether the next multiple away from zero is taken.
    ///
    /// `rest` compares the part beyond the multiple towards zero, which is not 0, with half a
    /// unit; `odd` says whether that multiple is odd.
    pub(super) fn away(self, rest: Ordering, odd: bool) -> bool {
        match self {
            Self::Down => false,
            Self::Up => true,
            Self::HalfUp => rest != Ordering::Less,
            Self::HalfEven => rest == Ordering::Greater || (rest == Ordering::Equal && odd),
        }
    }
}
