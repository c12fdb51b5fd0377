//! The state of the digital economy: columns for firms, households, areas, platforms and the nation.
//!
//! Shares are in 0..1. Adoption and online use are continuous shares of the processes or persons that an
//! agent stands for: no draw is needed. Amounts "since the opening" begin at 0.
//!
//! # Source
//! Digital economy, §2.

use quantity::{Column, FirmId, HouseholdId};

use crate::platforms::Platforms;
use crate::public_money::PublicMoney;

/// A column of firms.
pub type Firm<T = f64> = Column<FirmId, T>;
/// A column of households.
pub type Household<T = f64> = Column<HouseholdId, T>;

/// Columns of firms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirmState {
    /// Digital adoption (`a`), share.
    pub adoption: Firm,
    /// Data stock (`z`), quarters of own digitised sales.
    pub data: Firm,
    /// Share of tasks automated since the opening (`auto`).
    pub automated: Firm,
    /// Share of tasks that are new since the opening (`newt`).
    pub new_tasks: Firm,
    /// Share of the staff whose tasks were automated in the last quarter.
    pub tasks_lost: Firm,
    /// Share of the staff for whom new tasks arose in the last quarter.
    pub tasks_new: Firm,
    /// Log productivity from innovation beyond the trend (`inno`).
    pub innovation: Firm,
    /// Adjustment burden of recent adoption (`dip`).
    pub dip: Firm,
    /// Slow scale of output (`scale`), real.
    pub scale: Firm,
    /// Own smoothed growth of demand (`ghat`), log per quarter.
    pub own_growth: Firm,
    /// Demand of the quarter before, real: what `own_growth` is measured from.
    pub last_demand: Firm,
    /// Share of an industry's firms that are smaller, refreshed yearly.
    pub size_rank: Firm,
}

/// Columns of households.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseholdState {
    /// Online share of its persons (`x`).
    pub online: Household,
    /// Skill in use (`lit`), share.
    pub skill: Household,
    /// Share of time in gig work begun since the opening.
    pub gig: Household,
    /// Percentile of income, refreshed yearly (`rank`).
    pub rank: Household,
    /// Real disposable income of the last quarter.
    pub last_income: Household,
    /// Mean square of the log change of real disposable income, over about two years.
    pub income_variance: Household,
}

/// Columns of areas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaState {
    /// Network coverage (`net`).
    pub network: Vec<f64>,
    /// Coverage of parcel logistics (`lgs`).
    pub logistics: Vec<f64>,
    /// Digital administration (`egov`).
    pub administration: Vec<f64>,
    /// Quality of education, the best area 1 (`q_edu`).
    pub education: Vec<f64>,
    /// Quality of health services, the best area 1 (`q_hea`).
    pub health: Vec<f64>,
    /// Schooling exposed to online teaching (`expo`).
    pub exposure: Vec<f64>,
    /// Use of online voice (`voice`).
    pub voice: Vec<f64>,
    /// Mean skill that online education has added to the workforce (`learned` of E1).
    pub learned_online: Vec<f64>,
    /// Mean skill that better schools have added to the workforce (`learned` of F1).
    pub learned_at_school: Vec<f64>,
}

/// State of the country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NationState {
    /// Log relative price of digital services (`lnp`).
    pub digital_price: f64,
    /// Import share of core inputs (`imp_core`).
    pub core_imports: f64,
    /// Trust (`trust`).
    pub trust: f64,
    /// Infrastructure that a policy has added, real, at cost: its upkeep is paid for good.
    pub added_infrastructure: f64,
}

/// The whole state.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Firms.
    pub firms: FirmState,
    /// Households.
    pub households: HouseholdState,
    /// Areas.
    pub areas: AreaState,
    /// The country.
    pub nation: NationState,
    /// Platforms, and who sells on which.
    pub platforms: Platforms,
    /// Money of owners and of the state.
    pub public_money: PublicMoney,
}
