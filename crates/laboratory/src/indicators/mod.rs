//! The indicators by which the ledger's concepts are seen, each a function of the economy and its digital side.
//!
//! One entry per concept, under the name that the ledger gives it. Where the ledger names an outcome or a
//! series of the economy, that one is the indicator and there is no entry here. What sign tests measure too is
//! computed in `theory`.
//!
//! # Source
//! Digital economy, §4 and §5, lines *Ind*.

mod firms;
mod people;

use economy::people::measures::Rankings;
use economy::{Economy, View};
use theory::platforms::indicators as platforms;
use theory::scene::Ground;
use theory::{Digital, diffusion, regional};

/// An indicator.
#[derive(Clone, Copy, Debug)]
pub struct Indicator {
    /// Id of the concept.
    pub id: &'static str,
    /// Its name, as in the ledger.
    pub name: &'static str,
    /// Its unit; `money` stands for the economy's money unit, per quarter.
    pub unit: &'static str,
    /// One sentence.
    pub definition: &'static str,
    of: fn(&Moment<'_>) -> f64,
}

/// Indicators of the ledger that are outcomes: they are in every run as those.
///
/// That of F3 is the mean of its index, that of 0 the whole vector.
pub const AS_OUTCOMES: [(&str, &str); 6] = [
    ("0", "prosperity_vector"),
    ("D3", "free_goods_value"),
    ("F3", "spiritual_index"),
    ("G2", "manipulation_transfer"),
    ("G3", "labour_share"),
    ("G4", "digital_gap_theil"),
];

/// Indicators of the ledger that are series of the economy.
pub const AS_SERIES: [(&str, &str); 1] = [("C6", "capacity_use")];

/// An economy with its digital side at the end of a quarter, and what several indicators need of both.
struct Moment<'a> {
    economy: &'a Economy,
    view: &'a View<'a>,
    ground: Ground<'a>,
    digital: &'a Digital,
    /// Value added of each firm in this quarter, money, not below 0.
    value_added: Vec<f64>,
    /// Share of the digital core in it.
    core_share: f64,
    /// The same four quarters before.
    core_share_before: Option<f64>,
    incomes: people::Incomes<'a>,
}

impl Moment<'_> {
    /// A value that only a quarter that has run can have.
    fn after_opening(&self, value: f64) -> f64 {
        if self.economy.time() == 0 {
            f64::NAN
        } else {
            value
        }
    }
}

macro_rules! indicators {
    ($($id:literal $name:literal [$unit:literal] $definition:literal = |$m:ident| $value:expr;)*) => {
        /// The indicators, in the order of the ledger.
        pub static INDICATORS: &[Indicator] = &[$(Indicator {
            id: $id,
            name: $name,
            unit: $unit,
            definition: $definition,
            of: |$m| $value,
        },)*];
    };
}

indicators! {
    "A1" "adoption_share" ["share"]
        "Digital adoption of firms, mean weighted by value added."
        = |m| firms::mean(m, |_| true, |i| m.digital.state().firms.adoption[i]);
    "A2" "adopter_gap" ["log"]
        "Log of output at equal inputs of the half of an industry's firms whose adoption has grown more since the opening, less that of the other half, mean over industries by value added."
        = |m| diffusion::adopter_gap(m.view, m.digital);
    "A3" "digital_input_share" ["share"]
        "Running digital services that replace an industry's own inputs, over all inputs bought by firms; none at the opening."
        = |m| m.after_opening(diffusion::digital_inputs(&m.economy.firms));
    "A4" "innovation_stock" ["log"]
        "Log productivity from innovation beyond the trend since the opening, mean over firms weighted by value added."
        = |m| firms::mean(m, |_| true, |i| m.digital.state().firms.innovation[i]);
    "A5" "digital_growth_premium" ["log per year"]
        "Growth over four quarters of nominal value added of the digital core less that of all firms; none in the first year."
        = |m| m.core_share_before.map_or(f64::NAN, |before| quantity::maths::ln(m.core_share / before));
    "B1" "core_digital_share" ["share"]
        "Value added of the digital core over that of all firms."
        = |m| m.core_share;
    "B2" "adoption_share_noncore" ["share"]
        "Digital adoption of firms outside the digital core, mean weighted by value added."
        = |m| firms::mean(m, |i| !m.ground.is_digital(i), |i| m.digital.state().firms.adoption[i]);
    "B3" "data_reuse_share" ["share"]
        "Part of the precision of firms that data of others give them, weighted by value added."
        = |m| firms::data_reuse(m);
    "B4" "tax_gap" ["share"]
        "Part of the taxes on products and production of firms that digital administration could collect and does not."
        = |m| diffusion::tax_gap(m.view, m.digital);
    "C1" "same_quarter_share" ["share"]
        "Orders served in the quarter over all orders that firms met, at their prices; none at the opening."
        = |m| m.after_opening(firms::served(m.economy));
    "C2" "waste_share" ["ratio"]
        "Inputs needed per unit of output in farming, consumer manufacturing and hospitality, over those of the opening, weighted by output."
        = |m| firms::perishable_inputs(m);
    "C3" "platform_herfindahl" ["index"]
        "Concentration of users, mean over the kinds of platform; none where there is no platform."
        = |m| platforms::platform_herfindahl(&m.ground);
    "C4" "forecast_error" ["squared log"]
        "Squared log of the demand that a firm met over the demand that it had foreseen, mean weighted by value added; none at the opening."
        = |m| m.after_opening(firms::forecast_error(m));
    "C5" "tail_share" ["share"]
        "Sales made by others than the largest fifth of the sellers of each product; none at the opening."
        = |m| m.after_opening(platforms::tail_share(&m.ground));
    "C7" "distance_elasticity_online" ["elasticity"]
        "Elasticity of online trade with respect to distance at the mean distance between persons; none where there is one area."
        = |m| platforms::distance_elasticity_online(&m.ground);
    "C8" "gig_share" ["share"]
        "Work bought by the task over all work, in workers."
        = |m| theory::effects::gig::GigWork::of(m.view).share;
    "C9" "sharing_rent_share" ["share"]
        "Rents that households pay each other over household consumption; none at the opening."
        = |m| m.after_opening(m.economy.households.rents.total / quantity::maths::sum(m.economy.households.consumption.iter().copied()));
    "C10" "complementor_density" ["opening = 1"]
        "Complementors of a member of an ecosystem over those at the opening, mean over members; 0 where nobody is one."
        = |m| platforms::complementor_density(&m.ground);
    "D1" "rural_price_gap" ["ratio"]
        "What the basket of the opening costs in rural over urban areas at equal quality, margins of shops and carriage included, means over persons; none without both."
        = |m| regional::rural_price_gap(&m.ground);
    "D2" "coverage_bottom_quintile" ["share"]
        "Coverage by digital services of the fifth of households with the lowest income per head, ranked once a year."
        = |m| people::coverage_of_poorest(m);
    "D4" "complementor_share" ["share"]
        "Share of the joint surplus that is left to sellers and users: the split that leads to the mean commission."
        = |m| platforms::complementor_share(&m.ground);
    "D5" "price_dispersion" ["log"]
        "Standard deviation of the log of prices paid for the same product, mean over products by sales; none at the opening."
        = |m| m.after_opening(platforms::price_dispersion(&m.ground));
    "E1" "entrant_skill_gap" ["log"]
        "Mean log of the efficiency of persons of 16 to 34 in urban less that in rural areas; none without both, or without people."
        = |m| regional::entrant_skill_gap(&m.ground);
    "E2" "lost_days_gap" ["share"]
        "Share of work lost to illness in rural less urban areas, means over persons; none without both."
        = |m| regional::lost_days_gap(&m.ground);
    "E3" "small_rural_credit_share" ["share"]
        "Bank loans of firms in rural areas or among the smaller half of their industry, over all loans of firms."
        = |m| firms::small_and_rural_loans(m);
    "E4" "transfer_reach_poor" ["share"]
        "Part of benefits that goes to the two fifths of households with the lowest income per head, ranked once a year; none at the opening."
        = |m| m.after_opening(people::benefits_of_poor(m));
    "E5" "culture_access_gap" ["ratio"]
        "Access to culture, bought and free, of urban over rural persons; none without both."
        = |m| regional::culture_access_gap(&m.ground);
    "E6" "violation_rate" ["opening = 1"]
        "Violations of workers' and buyers' rights over those of a country as at the opening."
        = |m| {
            let areas = m.economy.calibration.geography.len();
            let channel = &m.economy.channels.violation;
            let of = |area| channel.at(economy::channels::AreaId(area as u32));
            quantity::maths::sum((0..areas).map(of)) / areas as f64
        };
    "F1" "service_dispersion" ["ratio"]
        "Coefficient of variation over persons of the quality of education and of health services where they live, mean of both."
        = |m| people::dispersion_of_services(m);
    "F2" "rural_cost_of_living" ["ratio"]
        "What the basket of the opening costs in rural areas, margins of shops and carriage included, over the price index of the country; none without both."
        = |m| regional::rural_cost_of_living(&m.ground);
    "G1" "data_herfindahl" ["index"]
        "Concentration of data weighted by sales, mean over industries by value added: normalised Herfindahl index."
        = |m| platforms::data_herfindahl(&m.ground);
    "H1" "coverage_gap" ["share"]
        "Network coverage of urban less rural areas, means over persons; none without both."
        = |m| people::coverage_gap(m);
    "H2" "import_dependence" ["share"]
        "Import share of core digital inputs."
        = |m| m.digital.state().nation.core_imports;
    "H3" "data_users_per_set" ["users"]
        "Users of a set of data, its collector included, each counted by how much of it is of use to him, mean by data held; none without data."
        = |m| diffusion::data_users_per_set(m.view, m.digital);
    "H4" "adoption_lag" ["quarters"]
        "Quarters that a process which is not digital waits for it at the pace of the quarter, by value added; none where nobody adopts."
        = |m| diffusion::adoption_lag(m.view, m.digital);
    "H5" "take_rate" ["share"]
        "Commission of platforms, mean weighted by users; none where there is no platform."
        = |m| platforms::take_rate(&m.ground);
    "H6" "entry_rate" ["share"]
        "Firms that came in the place of others in the quarter, over all firms."
        = |m| f64::from(m.economy.long_run.distress.exits) / m.economy.firms.len() as f64;
    "I1" "profit_income_bottom_half" ["share"]
        "Part of dividends that goes to the half of persons with the lowest disposable income per head."
        = |m| m.incomes.dividends_of_lower_half();
    "I2" "redistribution_gini_points" ["index"]
        "Gini coefficient of market income per head less that of disposable income per head, over persons."
        = |m| m.incomes.redistribution();
    "I3" "marginal_product_dispersion" ["log"]
        "Standard deviation within industries of the log of value added per employee, weighted by employees."
        = |m| firms::dispersion_of_products(m);
    "I4" "digital_loss_rate" ["share"]
        "Losses by fraud and breaches over household consumption; none at the opening."
        = |m| m.after_opening(people::losses(m.economy));
}

/// Position of an indicator in the table.
#[must_use]
pub fn position(name: &str) -> Option<usize> {
    INDICATORS
        .iter()
        .position(|indicator| indicator.name == name)
}

/// Quarters of a year.
const YEAR: usize = 4;

/// Observes the indicators of one run, from its opening on.
#[derive(Clone, Debug, Default)]
pub struct Observer {
    /// Share of the digital core, quarter by quarter.
    core_shares: Vec<f64>,
    room: people::Room,
}

impl Observer {
    /// The indicators at the end of the quarter that `economy` is in, in the order of [`INDICATORS`];
    /// what is undefined is not a number.
    ///
    /// `rankings` are those of the same quarter. Call it or [`Self::pass`] once a quarter, from the opening on: growth
    /// is measured over four calls.
    pub fn observe(
        &mut self,
        economy: &Economy,
        digital: &Digital,
        rankings: &Rankings,
    ) -> Vec<f64> {
        let view = economy.view();
        let ground = digital.ground(&view);
        let value_added = firms::value_added(economy);
        let core_share = firms::core_share(&ground, &value_added);
        let before = self.core_shares.len().checked_sub(YEAR);
        let moment = Moment {
            economy,
            view: &view,
            ground,
            digital,
            value_added,
            core_share,
            core_share_before: before.map(|k| self.core_shares[k]),
            incomes: self.room.incomes(economy, rankings),
        };
        self.core_shares.push(core_share);
        INDICATORS
            .iter()
            .map(|indicator| (indicator.of)(&moment))
            .collect()
    }

    /// Takes note of a quarter of which nobody reads the indicators: growth is measured from it.
    pub fn pass(&mut self, economy: &Economy, digital: &Digital) {
        let view = economy.view();
        let ground = digital.ground(&view);
        let core_share = firms::core_share(&ground, &firms::value_added(economy));
        self.core_shares.push(core_share);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use theory::LEDGER;

    /// Every indicator of the ledger is here, or elsewhere by name; and nothing else is.
    #[test]
    fn the_table_and_the_ledger_agree() {
        let elsewhere = || AS_OUTCOMES.iter().chain(&AS_SERIES);
        for concept in LEDGER {
            let pair = (concept.id, concept.indicator);
            let here = INDICATORS.iter().filter(|i| (i.id, i.name) == pair).count();
            let there = elsewhere().filter(|&&other| other == pair).count();
            assert_eq!(here + there, 1, "{pair:?}");
        }
        assert_eq!(INDICATORS.len() + elsewhere().count(), LEDGER.len());
        for indicator in INDICATORS {
            assert!(indicator.definition.ends_with('.'), "{}", indicator.name);
        }
        for (id, name) in AS_SERIES {
            assert!(economy::observe::position(name).is_some(), "{id} {name}");
        }
        for (id, name) in &AS_OUTCOMES[1..] {
            let found = crate::outcomes::OUTCOMES
                .iter()
                .any(|outcome| outcome.id.starts_with(name));
            assert!(found, "{id} {name}");
        }
    }
}
