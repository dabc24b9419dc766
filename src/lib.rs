//! hantei
