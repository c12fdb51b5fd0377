//! Columns that tables have beside their own where a theory runs: the state of the digital economy.
//!
//! # Source
//! Digital economy, §2; design of the result tables.

use economy::Economy;
use quantity::{FirmId, HouseholdId, Id, maths};
use theory::Digital;

use super::frame::{Column, Frame};
use crate::outcomes;

/// Beside the columns of `areas`.
pub const AREAS: &[Column] = &[
    Column::new(
        "adoption_share",
        "share",
        "Digital adoption of the firms there, mean weighted by output; null where there is none.",
    ),
    Column::new(
        "online_share",
        "share",
        "Online share of the persons who live there; null where there is none.",
    ),
    Column::new("network_coverage", "share", "Network coverage."),
    Column::new(
        "logistics_coverage",
        "share",
        "Coverage of parcel logistics.",
    ),
    Column::new("digital_administration", "share", "Digital administration."),
    Column::new(
        "education_quality",
        "best area of the opening = 1",
        "Quality of education.",
    ),
    Column::new(
        "health_quality",
        "best area of the opening = 1",
        "Quality of health services.",
    ),
    Column::new(
        "service_coverage",
        "share",
        "Coverage by digital services of the persons who live there.",
    ),
];

/// Beside the columns of `industries`.
pub const INDUSTRIES: &[Column] = &[
    Column::new(
        "adoption_share",
        "share",
        "Digital adoption of its firms, mean weighted by output.",
    ),
    Column::new(
        "online_share",
        "share",
        "Share of household purchases of the product that is made online, mean over persons.",
    ),
    Column::new(
        "fee_share",
        "share",
        "Fees of platforms over sales; null at the opening.",
    ),
    Column::new(
        "automated_share",
        "share",
        "Tasks automated since the opening, mean over firms by employees.",
    ),
    Column::new(
        "data_herfindahl",
        "index",
        "Concentration of data weighted by sales: normalised Herfindahl index.",
    ),
];

/// Beside the columns of `households`.
pub const HOUSEHOLDS: &[Column] = &[
    Column::new("online_share", "share", "Online share of its persons."),
    Column::new("digital_skill", "share", "Skill in use."),
    Column::new(
        "gig_share",
        "share",
        "Share of time in gig work begun since the opening.",
    ),
    Column::new(
        "personal_premium",
        "share",
        "What its own price online is above the posted one; negative where it pays less.",
    ),
    Column::new(
        "spiritual_index",
        "index",
        "Index of culture, skill, health, free time, security of income and fairness; null where nobody is left.",
    ),
    Column::new(
        "losses",
        "money",
        "Losses to fraud and breaches less what others' losses brought; paid out of deposits and in no income.",
    ),
];

/// Beside the columns of `firms`.
pub const FIRMS: &[Column] = &[
    Column::new("adoption", "share", "Digital adoption."),
    Column::new("data_stock", "quarters of own digitised sales", "Data."),
    Column::new(
        "automated_share",
        "share",
        "Tasks automated since the opening.",
    ),
    Column::new(
        "innovation",
        "log",
        "Productivity from innovation beyond the trend since the opening.",
    ),
    Column::new(
        "platform",
        "",
        "Platforms of which it is a member, numbered from 0 and separated by blanks; null for none.",
    ),
];

/// Mean over firms, by group, with weights.
fn means(
    economy: &Economy,
    n: usize,
    group: impl Fn(FirmId) -> usize,
    weight: impl Fn(FirmId) -> f64,
    of: impl Fn(FirmId) -> f64,
) -> Vec<f64> {
    let mut sums = vec![[0.0; 2]; n];
    for i in economy.firms.ids() {
        let [sum, weights] = &mut sums[group(i)];
        *sum += weight(i) * of(i);
        *weights += weight(i);
    }
    sums.iter().map(|[sum, weights]| sum / weights).collect()
}

/// Fills the columns of [`AREAS`].
pub fn areas(frame: &mut Frame, economy: &Economy, digital: &Digital) {
    let (state, firms) = (digital.state(), &economy.firms);
    let n = state.areas.network.len();
    let area = |i: FirmId| firms.area[i] as usize;
    let output = |i: FirmId| firms.output[i];
    let adoption = means(economy, n, area, output, |i| state.firms.adoption[i]);
    let mut online = vec![[0.0; 2]; n];
    for h in economy.households.ids() {
        let persons = digital.endowment().people[h].persons;
        let [sum, weights] = &mut online[economy.households.area[h] as usize];
        *sum += persons * state.households.online[h];
        *weights += persons;
    }
    let columns = [
        &state.areas.network,
        &state.areas.logistics,
        &state.areas.administration,
        &state.areas.education,
        &state.areas.health,
        &digital.derived().area_coverage,
    ];
    frame.numbers(n, |k| adoption[k]);
    frame.numbers(n, |k| online[k][0] / online[k][1]);
    for column in columns {
        frame.numbers(n, |k| column[k]);
    }
}

/// Fills the columns of [`INDUSTRIES`].
pub fn industries(frame: &mut Frame, economy: &Economy, digital: &Digital) {
    let (state, firms) = (digital.state(), &economy.firms);
    let n = economy.calibration.n_industries();
    let industry = |i: FirmId| firms.industry[i] as usize;
    let output = |i: FirmId| firms.output[i];
    let staff = |i: FirmId| f64::from(firms.employees[i]);
    let adoption = means(economy, n, industry, output, |i| state.firms.adoption[i]);
    let automated = means(economy, n, industry, staff, |i| state.firms.automated[i]);
    let over_sales = |g: usize| {
        let (mut fees, mut sales) = (0.0, 0.0);
        for i in firms.of_industry(g) {
            fees += firms.trade.fees[i];
            sales += firms.price[i] * firms.sales[i];
        }
        maths::ratio_or_zero(fees, sales)
    };
    frame.numbers(n, |g| adoption[g]);
    frame.numbers(n, |g| digital.online().of_product[g]);
    frame.numbers(n, |g| {
        super::industries::after_opening(economy.time(), over_sales(g))
    });
    frame.numbers(n, |g| automated[g]);
    frame.numbers(n, |g| digital.means().concentration[g]);
}

/// Fills the columns of [`HOUSEHOLDS`]; `seen` has looked at the quarter.
pub fn households(
    frame: &mut Frame,
    economy: &Economy,
    digital: &Digital,
    seen: &outcomes::Observer,
) {
    let state = &digital.state().households;
    let n = economy.households.len();
    let view = economy.view();
    let ground = digital.ground(&view);
    let mut spirit = vec![f64::NAN; n];
    for (h, &index) in seen.heads().household.iter().zip(seen.spirit()) {
        spirit[h.index()] = index;
    }
    for column in [&state.online, &state.skill, &state.gig] {
        frame.numbers(n, |k| column[HouseholdId::new(k)]);
    }
    frame.numbers(n, |k| {
        outcomes::personal_premium(&ground, HouseholdId::new(k))
    });
    frame.numbers(n, |k| spirit[k]);
    frame.numbers(n, |k| {
        economy.households.booked.of(HouseholdId::new(k)).losses
    });
}

/// Fills the columns of [`FIRMS`].
pub fn firms(frame: &mut Frame, digital: &Digital) {
    let state = &digital.state().firms;
    let bits = &digital.state().platforms.memberships.bits;
    let n = state.adoption.len();
    for column in [
        &state.adoption,
        &state.data,
        &state.automated,
        &state.innovation,
    ] {
        frame.numbers(n, |k| column[FirmId::new(k)]);
    }
    let platforms = digital.state().platforms.len();
    let names: Vec<String> = (0..n)
        .map(|k| {
            let mine = (0..platforms).filter(|p| bits[FirmId::new(k)] & (1 << p) != 0);
            let words: Vec<String> = mine.map(|p| p.to_string()).collect();
            words.join(" ")
        })
        .collect();
    frame.words(n, |k| &names[k]);
}
