//! Special roles: public services, the countryside, the spirit (F).

pub mod public_services_supply;
pub mod rural_prosperity;
pub mod spiritual_prosperity;
