//! The base economy.
