//! Allocation of invented schemes.
