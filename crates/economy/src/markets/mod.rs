//! The markets, all by random search and matching out of equilibrium: nobody computes a price
//! that clears them, and buyers and sellers may be rationed.

pub mod credit;
pub mod gig;
pub mod goods;
pub mod labour;
pub(crate) mod tasks;
