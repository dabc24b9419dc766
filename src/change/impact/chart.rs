//! Geometry of the charts.
