//! Conditions as regions: which facts make them hold.
mod bits;
mod compare;
mod flow;
mod interval;
mod parts;
mod reader;
mod space;
mod subset;
mod terms;
mod truth;
mod witness;
mod zone;

pub use bits::Few;
pub use interval::{Cut, Interval, Intervals};
pub use reader::{Reader, Switches};
pub use space::{Dim, Space};
pub use subset::{Subset, Values, ordinal};
pub use truth::Truth;
pub use witness::{Witness, witness};
pub use zone::{DimId, Opaque, Region, Zone};
