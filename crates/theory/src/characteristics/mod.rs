//! Characteristics of the digital economy: of value creation (A) and of value distribution (D).

pub mod dual_high;
pub mod empowerment;
pub mod equality;
pub mod free_of_charge;
pub mod inclusiveness;
pub mod innovation;
pub mod permeability;
pub mod substitutability;
pub mod symbiosis;
pub mod transparency;
