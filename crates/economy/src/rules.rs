//! The rules of a run: switches of the base economy, the long-run closure, and who meets whom in the
//! goods markets.

use params::{choices, parameters};

use crate::closure::Closure;

choices! {
    /// How a firm sets its price and its target output.
    pub enum PriceRule {
        /// Costs and expected inflation move the price, expected demand the output.
        CostPush = "cost_push",
        /// The CANVAS rule: besides, last quarter's excess demand moves either price or output.
        DemandPull = "demand_pull",
    }
}

choices! {
    /// What happens to the odds of meeting a seller when another one is sold out.
    pub enum ChoiceWeights {
        /// Both components are computed anew over the sellers that are left.
        Recomputed = "recomputed",
        /// The weights of the start of the phase are kept; the sold-out seller drops out.
        Fixed = "fixed",
    }
}

choices! {
    /// Where government consumption, exports and imports come from.
    pub enum Exogenous {
        /// First-order autoregressions.
        Ar1 = "ar1",
        /// The paths given with the economy: a conditional forecast.
        Given = "given",
    }
}

choices! {
    /// Protocol of the goods markets.
    pub enum Market {
        /// The published one: buyers in random order search for sellers.
        Sampled = "sampled",
        /// Every draw replaced by its mean.
        Expected = "expected",
    }
}

/// The rules of a run; the default is the published model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Switches of the base economy.
    pub base: BaseRules,
    /// The long-run closure.
    pub closure: Closure,
    /// Protocol of the goods markets.
    pub market: Market,
}

impl Rules {
    /// The long-run rules with their defaults, and the expected market.
    #[must_use]
    pub fn long_run() -> Self {
        Self {
            base: BaseRules::default(),
            closure: Closure::default(),
            market: Market::Expected,
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        BaseRules::default().into()
    }
}

impl From<BaseRules> for Rules {
    fn from(base: BaseRules) -> Self {
        Self {
            base,
            closure: Closure::off(),
            market: Market::Sampled,
        }
    }
}

parameters! {
    /// Switches of the base economy; the defaults are the published model.
    pub struct BaseRules in "base" {
        /// Whether the policy rate is cut off at zero.
        zero_lower_bound: bool [Switch] = false, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("the authors' implementation lets it go below zero") known Verified as Alternative;
        /// What happens to the odds of meeting a seller when another one is sold out.
        choice_weights: ChoiceWeights [Switch] = ChoiceWeights::Recomputed, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("the authors' implementation recomputes them") known Verified as Alternative;
        /// How a firm sets its price and its target output.
        price_rule: PriceRule [Switch] = PriceRule::CostPush, within 0.0..=1.0, plausible 0.0..=1.0,
            from Estimated("hommes_2025") known Verified as Alternative;
        /// Where government consumption, exports and imports come from.
        exogenous: Exogenous [Switch] = Exogenous::Ar1, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("conditional forecasts follow given paths instead") known Verified as Alternative;
    }
}
