//! Three distributions: the market, the state, and giving.
//!
//! # Question
//! What does each of them do to the distribution of income?
//! # Equation
//! ```text
//! (a) wage floor at 45 % of the area's median; 5 % of commissions, advertising and licences paid per online user
//! (b) 3 % of platform revenue and 2 points of the top tenth's income to rural pensions
//! (c) giving: 0.1 % of profit and 0.2 % of the top tenth's income to the lowest fifth
//! ```
//! Rates are those at intensity 1, times `wage_floor`, `digital_tax` and `giving`. Bases are last quarter's; what a levy
//! brought in is paid out a quarter later. The floor holds for the pay scale of a firm, its wage per employee.
//! # Source
//! Digital economy, §5.2, I2; taxes and transfers in China: \[lustig_wang_2020\].
//! # Writes
//! Channel 31 (levies and benefits).
//! # Off
//! Taxes, benefits and gifts are those of the economy.
//! # Indicator
//! `redistribution_gini_points`: Gini of market less disposable income.
//! # Contradicted by
//! Taxes and transfers widen the gap between town and country, through pensions; and a high floor costs the unskilled jobs.

use params::parameters;

use economy::flows::Transaction;
use economy::geography::Kind;
use economy::people::vital::works;
use quantity::{HouseholdId, Id, maths};

use crate::concepts::Mechanism;
use crate::pen::Pen;
use crate::public_money::revenue;
use crate::scene::Scene;
use crate::strategies::ramp;

parameters! {
    /// Three distributions: its parameters.
    pub struct ThreeDistributions in "strategy_three_distributions" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// How much of the first instrument: wage floor, and levy on data for users.
        wage_floor: f64 [Pure] = 1.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// How much of the second: digital tax and tax on top incomes, for rural pensions.
        digital_tax: f64 [Pure] = 1.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// How much of the third: gifts of firms and of the top tenth to the lowest fifth.
        giving: f64 [Pure] = 1.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Compensation of employees over GDP; read by A2 as the share of labour.
        labour_share_primary: f64 [Share] = 0.52, within 0.1..=1.0, plausible 0.48..=0.55,
            from Measured("nbs_flow_of_funds") known Recalled;
        /// Gini of market less disposable income, China.
        redistribution_gini_points: f64 [Pure] = 0.04, within -1.0..=1.0, plausible 0.02..=0.06,
            from Estimated("chip_2017") known Recalled as Check;
        /// The same, average of rich countries: a ceiling.
        redistribution_gini_points_oecd: f64 [Pure] = 0.16, within -1.0..=1.0, plausible 0.12..=0.2,
            from Measured("oecd_idd") known Recalled as Check;
        /// Giving over GDP, 2020.
        charity_gdp_share: f64 [Share] = 0.002, within 0.0..=1.0, plausible 0.0008..=0.021,
            from Measured("charity_2020") known Verified as Check;
        /// Funds raised on one platform in 2020 over 2013.
        online_giving_growth: f64 [Pure] = 38.5, within 0.0..=1000.0, plausible 38.0..=39.0,
            from Measured("online_giving_2021") known Verified as Check;
        /// Sign of taxes and transfers on the gap between town and country.
        fiscal_effect_urban_rural_sign: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("lustig_wang_2020") known Verified as Check;
    }
}

/// Floor of wages over the median of the area, at intensity 1.
const FLOOR: f64 = 0.45;
/// Rates of the levies at intensity 1: on flows of data, on platform revenue, on top incomes.
pub const LEVIES: [f64; 3] = [0.05, 0.03, 0.02];
/// Rates of giving at intensity 1: of profits, of top incomes.
pub const GIVING: [f64; 2] = [0.001, 0.002];

impl ThreeDistributions {
    /// The least wage that may be paid where the median is this.
    ///
    /// ```
    /// let law = theory::strategies::three_distributions::ThreeDistributions::default();
    /// assert_eq!(law.floor(100.0, 1.0), 45.0);
    /// ```
    #[must_use]
    pub fn floor(&self, median_wage: f64, intensity: f64) -> f64 {
        FLOOR * intensity * median_wage
    }
}

/// Rank from which an income is among the top tenth, and below which it is in the lowest fifth.
const TOP: f64 = 0.9;
/// What the levy on data is raised for.
pub const USERS: &str = "users of data";
/// What the digital tax and that on top incomes are raised for.
pub const PENSIONS: &str = "rural pensions";
const LOWEST: f64 = 0.2;

impl ThreeDistributions {
    /// Wage floor, and what receivers of commissions, advertising and licences owe to users.
    fn first(&self, scene: &Scene<'_>, pen: &mut Pen<'_>, intensity: f64) {
        let floor: Vec<f64> = median_wages(scene)
            .into_iter()
            .map(|median| self.floor(median, intensity))
            .collect();
        pen.wage_floor(scene, &floor);
        let (view, state) = (scene.view, scene.state);
        let platforms = &state.platforms.firm;
        let turnover = maths::sum(platforms.iter().map(|&i| revenue(view, i)));
        let fees =
            view.flows.total(Transaction::Commission) + view.flows.total(Transaction::Advertising);
        let rate = LEVIES[0] * intensity;
        pen.levies(scene, USERS, |i| {
            let licences = state.public_money.licences_received.get(i.index());
            let of_fees = if platforms.contains(&i) {
                fees * maths::ratio_or_zero(revenue(view, i), turnover)
            } else {
                0.0
            };
            rate * (licences.copied().unwrap_or(0.0) + of_fees)
        });
        let users = |h: HouseholdId| scene.person(h).persons * state.households.online[h];
        pen.benefits(scene, state.public_money.data_levy, users);
    }

    /// Digital tax and tax on top incomes, and what they pay to the old of the countryside.
    fn second(scene: &Scene<'_>, pen: &mut Pen<'_>, intensity: f64) {
        let (view, state) = (scene.view, scene.state);
        let platforms = &state.platforms.firm;
        pen.levies(scene, PENSIONS, |i| {
            if platforms.contains(&i) {
                LEVIES[1] * intensity * maths::positive(revenue(view, i))
            } else {
                0.0
            }
        });
        let rank = &state.households.rank;
        pen.surtax(scene, PENSIONS, |h| {
            if rank[h] >= TOP {
                LEVIES[2] * intensity
            } else {
                0.0
            }
        });
        // In a country whose areas are all towns every pension is supplemented.
        let rural = |h: HouseholdId| {
            let area = view.households.area[h] as usize;
            scene.endowment.places[area].kind == Kind::Rural
        };
        let any_rural = view.households.ids().any(rural);
        pen.benefits(scene, state.public_money.digital_tax, |h| {
            let person = scene.person(h);
            if rural(h) || !any_rural {
                person.old * person.persons
            } else {
                0.0
            }
        });
    }

    /// Gifts.
    fn third(scene: &Scene<'_>, pen: &mut Pen<'_>, intensity: f64) {
        let rank = &scene.state.households.rank;
        let profit = &scene.view.firms.profit;
        pen.giving(
            scene,
            |i| GIVING[0] * intensity * maths::positive(profit[i]),
            |h| {
                if rank[h] >= TOP {
                    GIVING[1] * intensity
                } else {
                    0.0
                }
            },
            |h| {
                if rank[h] < LOWEST {
                    scene.person(h).persons
                } else {
                    0.0
                }
            },
        );
    }
}

/// Median wage of those who work, real, by the area where they live; 0 where nobody does.
fn median_wages(scene: &Scene<'_>) -> Vec<f64> {
    let households = scene.view.households;
    let mut wages: Vec<Vec<f64>> = vec![Vec::new(); scene.endowment.n_areas()];
    let careers = households.employer.iter().zip(households.wage.iter());
    for (k, (&employer, &wage)) in careers.enumerate() {
        if works(employer) {
            wages[households.area_of_worker(k)].push(wage);
        }
    }
    wages
        .into_iter()
        .map(|mut wages| {
            wages.sort_by(f64::total_cmp);
            wages.get(wages.len() >> 1).copied().unwrap_or(0.0)
        })
        .collect()
}

impl Mechanism for ThreeDistributions {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn writes(&self) -> &'static [u8] {
        &[31]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let intensity = self.strength(scene.view.quarter);
        if self.wage_floor > 0.0 {
            self.first(scene, pen, intensity * self.wage_floor);
        }
        if self.digital_tax > 0.0 {
            Self::second(scene, pen, intensity * self.digital_tax);
        }
        if self.giving > 0.0 {
            Self::third(scene, pen, intensity * self.giving);
        }
    }
}
