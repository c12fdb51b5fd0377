//! Effects, the new economic forms (C).

pub mod ecological;
pub mod expected;
pub mod full_time;
pub mod gig;
pub mod network;
pub mod precision;
pub mod sharing;
pub mod space;
pub mod speed;
pub mod tail;
