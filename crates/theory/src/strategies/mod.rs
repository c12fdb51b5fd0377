//! Strategies: policies with a bill, for the creation (H) and the distribution (I) of value.

pub mod application_scenarios;
pub mod core_technology;
pub mod cost;
pub mod data_authorisation;
pub mod ecosystem;
pub mod government_market;
pub mod infrastructure;
pub mod platform_regulation;
pub mod shared_ownership;
pub mod three_distributions;
pub mod trust_security;

pub mod package;
mod ramp;

pub use ramp::ramp;
