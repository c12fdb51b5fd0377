//! The scenario hook: a policy may change a few levers once a quarter, after the policy rate is set
//! and before anybody plans.
//!
//! # Source
//! Base model, §14.2.

use crate::calibration::Calibration;
use crate::central_bank::CentralBank;
use crate::firms::Firms;

/// What a policy may touch.
#[derive(Debug)]
pub struct Levers<'a> {
    /// The quarter that has begun; the first is 1.
    pub quarter: u32,
    /// Rates, baskets and processes, which stay as they are left.
    pub calibration: &'a mut Calibration,
    /// The policy rate just set.
    pub central_bank: &'a mut CentralBank,
    /// Firms. Changes of technology and base wages belong into [`Firms::reference`], where they stay as
    /// they are left.
    pub firms: &'a mut Firms,
}

/// A policy: a function applied once a quarter.
pub trait Policy {
    /// Changes what it wants to change in this quarter.
    fn apply(&mut self, levers: Levers<'_>);
}

/// No policy beyond the calibrated one.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPolicy;

impl Policy for NoPolicy {
    fn apply(&mut self, _: Levers<'_>) {}
}

impl<F: FnMut(Levers<'_>)> Policy for F {
    fn apply(&mut self, levers: Levers<'_>) {
        self(levers);
    }
}
