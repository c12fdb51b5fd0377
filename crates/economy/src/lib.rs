//! The base economy: a stock-flow-consistent agent-based model of a small open economy.
//!
//! Values in, values out: this crate reads no file, knows no clock and starts no thread.

pub mod calibration;
pub mod reference;

pub use calibration::Calibration;
