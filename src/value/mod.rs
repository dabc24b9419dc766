//! What rules compute with: exact numbers and lengths of time.
//!
//! Values are pure data. They know no place in a file, no name and no unit.

mod answer;
mod number;
mod ops;
mod period;
mod rounding;
mod types;
mod unit;

pub use answer::{Answer, FactSet, Record, Unknown, Value};
pub(crate) use number::Small;
pub use number::{ArithmeticError, Number, NumberError};
pub use ops::{ValueError, add, compare, contains, divide, multiply, same, subtract};
pub use period::Period;
pub use rounding::Rounding;
pub use types::{PeriodKind, Type, kind_of};
pub use unit::{BUILT_IN as BUILT_IN_UNITS, Unit};
