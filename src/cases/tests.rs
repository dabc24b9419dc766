//! Worked cases of an invented scheme.
