//! What rules compute with: exact numbers and lengths of time.
//!
//! Values are pure data. They know no place in a file, no name and no unit.

mod number;
mod period;
mod rounding;

pub use number::{ArithmeticError, Number, NumberError};
pub use period::Period;
pub use rounding::Rounding;
