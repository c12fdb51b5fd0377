//! Services online (E).

pub mod culture;
pub mod education;
pub mod finance;
pub mod governance;
pub mod government;
pub mod healthcare;
