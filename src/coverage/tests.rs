//! Coverage of an invented scheme, counted by hand.
