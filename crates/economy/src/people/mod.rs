//! People: persons in households, with ages, skills, jobs and property.
//!
//! An economy without them is one of one-person households of which some work, some do not and some
//! own a firm each; then nothing here changes a number of it.
//!
//! # Source
//! Long run, §5.

mod census;
mod draw;
mod drawn;
pub(crate) mod hazards;
pub mod incomes;
pub mod measures;
pub mod migration;
mod opening;
pub mod ownership;
pub mod persons;
mod problem;
pub mod settings;
pub mod skill;
pub mod spending;
pub mod targets;
pub mod vital;

pub use census::{Census, Stratum};
pub(crate) use draw::money_size;
pub use draw::receipts::{Receipts, receipts};
pub use draw::{draw, income_total};
pub use drawn::{Activity, Age, Drawn, DrawnHousehold, DrawnPerson, Education};
pub use migration::{Migration, Movers};
pub use ownership::{Owners, Ownership};
pub use persons::People;
pub use problem::Problem;
pub use settings::Settings;
pub use skill::Skill;
pub use targets::{Measured, measure};
pub use vital::Vital;
