//! Rollover.
