//! Paths by which the digital economy grows (B).

pub mod data_value;
pub mod digital_governance;
pub mod digital_industrialisation;
pub mod industrial_digitisation;
