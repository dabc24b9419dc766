//! Pictures and pages of sweeps: SVG and HTML, without script and network.

mod chart;
mod field;
mod pages;
mod scale;

pub use chart::svg;
pub use field::map_svg;
pub use pages::{html, map_html, near_html};
