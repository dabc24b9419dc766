//! Pages of an invented scheme.
