//! What is known of digital economies, and what a run with the theory shows of it.
//!
//! # Source
//! Digital economy, §10.1.

use economy::Economy;
use economy::geography::Kind;
use economy::observe;
use economy::people::incomes::{HouseholdIncome, by_source};
use inequality::Ranked;
use quantity::{Column, HouseholdId, maths};
use theory::Digital;
use theory::platforms::indicators::platform_herfindahl;

use super::catalogue::facts;
use super::panel::Panel;
use super::statistics::slope;
use super::{Evidence, Fact};
use crate::mean;

/// Every fact of the digital economy, in order.
pub const DIGITAL_FACTS: &[Fact] = facts! {
    "fact.d1a" "the country goes online": "share of persons online after two years", 0.771 to 0.801, Calibrated, Verified, "CNNIC, 55th report: 78.6 % at the end of 2024";
    "fact.d1b" "the countryside goes online": "share of rural persons online after two years", 0.65 to 0.68, Calibrated, Verified, "CNNIC, 55th report: 66.5 % at the end of 2024";
    "fact.d2" "large firms adopt first": "mean adoption of the largest tenth of firms after a year", 0.40 to 0.55, Calibrated, Verified, "survey of large firms, 2023: 47 %";
    "fact.d3" "goods are bought online": "share of spending on goods that is online at the opening", 0.25 to 0.29, Calibrated, Verified, "National Bureau of Statistics, 2022: 27.2 %";
    "fact.d4a" "size of the digital core": "value added of the digital core over GDP, opening", 0.0554 to 0.0654, Calibrated, Verified, "input-output table 2020: 6.04 %";
    "fact.d4b" "the digital core grows": "change of that share over the first eight years", 0.0129 to 0.0229, Calibrated, Verified, "input-output tables 2012 and 2020: 4.25 to 6.04 %";
    "fact.d5" "few platforms of a kind": "Herfindahl index of users of platforms, mean over kinds, end of run", 0.35 to 0.75, HeldOut, Assumed, "digital economy specification, §10.1";
    "fact.d6a" "the urban–rural ratio falls": "slope of the ratio of incomes by stratum a year, first two years", -0.07 to -0.03, HeldOut, Verified, "National Bureau of Statistics";
    "fact.d6b" "the ratio goes on falling": "the same over the whole run of ten years or more", -0.07 to -0.03, HeldOut, Verified, "National Bureau of Statistics";
    "fact.d7a" "inequality of incomes": "Gini of disposable income per head over persons after two years", 0.46 to 0.48, HeldOut, Recalled, "National Bureau of Statistics";
    "fact.d7b" "it has no trend": "change of that Gini over the first two years", -0.01 to 0.01, HeldOut, Recalled, "National Bureau of Statistics";
    "fact.d7c" "inequality of consumption": "Gini of consumption per head over persons after two years", 0.36 to 0.41, HeldOut, Verified, "World Bank, 2016: 0.385";
    "fact.d8" "labour gets a smaller share": "compensation over value added, last year of twenty less the opening", -0.06 to -0.01, HeldOut, Assumed, "first-round arithmetic of the digital economy specification";
    "fact.d9" "adoption hurts before it helps": "quarters in which what adoption adds to productivity (A2) is less than its burden (B2), as recorded; 80 where it never ends", 1.0 to 12.0, HeldOut, Assumed, "J-curve: only its sign is known";
    "fact.d10a" "digital areas prosper": "coefficient of a digital index on log real disposable income per head, 62 areas, fixed effects of area and year", 0.0 to 10.0, HeldOut, Verified, "panels of prefectures: sign only";
    "fact.d10b" "more so in the east": "that coefficient for areas of the east less the one of the centre", 0.0 to 10.0, HeldOut, Verified, "panels of prefectures: order only";
    "fact.d10c" "and in the centre no less than in the west": "that coefficient for areas of the centre less the one of the west", 0.0 to 10.0, HeldOut, Verified, "panels of prefectures: order only";
    "fact.d10d" "neighbours gain": "coefficient of the neighbours' index beside the own", 0.0 to 10.0, HeldOut, Verified, "spatial panels of cities: sign only";
    "fact.d11a" "more of affluence than of sharing": "part of the change of incomes of the poorer half that is due to the mean, less the part due to its share", 0.0 to 10.0, HeldOut, Verified, "decompositions of the literature: order only";
    "fact.d11b" "prosperity falls before it rises": "shape of prosperity in digitisation, with the digital divide and without", 0.0 to 1.0, HeldOut, Verified, "panels of provinces: shape only";
    "fact.d12" "wealth goes apart while incomes come together": "change of the ratio of net worth per head, urban over rural stratum, over ten years, where that of incomes falls", 0.0 to 10.0, HeldOut, Verified, "household surveys 2013 to 2017: 3.8 to 4.5";
};

/// Quarters of two, eight, ten and twenty years.
const TWO_YEARS: usize = 8;
const EIGHT_YEARS: usize = 32;
const TEN_YEARS: usize = 40;
const TWENTY_YEARS: usize = 80;
/// Quarters from which on a burden of adoption can be told from a gain.
const FIVE_YEARS: usize = 20;
/// Share of firms that count as large.
const LARGE: f64 = 0.1;

/// Whether a run says anything of the digital economy.
#[must_use]
pub(super) fn speaks(evidence: &Evidence) -> bool {
    evidence.keys().any(|id| id.starts_with("fact.d"))
}

/// Why a fact of the digital economy is not judged; nothing for another fact.
#[must_use]
pub(super) fn reason(id: &str) -> Option<&'static str> {
    Some(
        match id
            .strip_prefix("fact.d")?
            .trim_end_matches(char::is_alphabetic)
        {
            "11" => "it needs pairs of runs with the theory and without, which `attribute` makes",
            "10" => "it needs at least three areas of each part of the country, and five years",
            "8" => "it needs 80 quarters",
            "9" => "it needs adoption with its gain and its burden (A1, A2, B2)",
            "4" => "it needs 32 quarters",
            "6" | "7" | "12" => "it needs people, strata and a longer run",
            _ => "the run is too short, or there is nobody to look at",
        },
    )
}

/// Follows the digital economy of a run.
#[derive(Clone, Debug, Default)]
pub struct DigitalTracker {
    core_share: Vec<f64>,
    labour_share: Vec<f64>,
    gini: Vec<f64>,
    urban_over_rural: Vec<f64>,
    /// Urban over rural wealth per head at the opening and after ten years.
    wealth_ratio: [f64; 2],
    /// Gain less burden of adoption as recorded, quarter by quarter; none where one of the two is off.
    net_of_adoption: Vec<f64>,
    panel: Panel,
    evidence: Evidence,
}

impl DigitalTracker {
    /// Takes note of a quarter, from the opening on; `values` are those of its published series, `worth` is what
    /// each household has, read at the opening and after ten years.
    pub fn observe(
        &mut self,
        economy: &Economy,
        digital: &Digital,
        values: &[f64],
        worth: &Column<HouseholdId, f64>,
    ) {
        let quarter = economy.time() as usize;
        let published = |name| {
            let place = observe::position(name);
            place
                .and_then(|k| values.get(k))
                .copied()
                .unwrap_or(f64::NAN)
        };
        self.core_share.push(core_share(economy, digital));
        self.labour_share.push(published("labour_share"));
        self.gini.push(published("gini_disposable_income"));
        self.urban_over_rural
            .push(published("urban_rural_income_ratio"));
        let record = digital.record();
        let (gain, burden) = (record.total("A2", 1), record.total("B2", 1));
        if quarter > 0 && gain != 0.0 && burden != 0.0 {
            self.net_of_adoption.push(gain + burden);
        }
        if quarter.is_multiple_of(4) {
            self.panel.observe(economy, digital);
        }
        match quarter {
            0 => {
                self.wealth_ratio[0] = wealth_ratio(economy, worth);
                self.note("fact.d3", online_goods(economy, digital));
                self.note("fact.d4a", self.core_share[0]);
            }
            4 => self.note("fact.d2", adoption_of_large(economy, digital)),
            TWO_YEARS => {
                self.note("fact.d1a", online(economy, digital, |_| true));
                let rural = |kind| kind == Kind::Rural;
                self.note("fact.d1b", online(economy, digital, rural));
                self.note("fact.d7c", gini_of_consumption(economy));
            }
            TEN_YEARS => self.wealth_ratio[1] = wealth_ratio(economy, worth),
            _ => {}
        }
    }

    /// What the run says of each fact, at its end.
    #[must_use]
    pub fn evidence(mut self, economy: &Economy, digital: &Digital) -> Evidence {
        let last = self.core_share.len() - 1;
        if last >= EIGHT_YEARS {
            self.note(
                "fact.d4b",
                self.core_share[EIGHT_YEARS] - self.core_share[0],
            );
        }
        let view = economy.view();
        self.note("fact.d5", platform_herfindahl(&digital.ground(&view)));
        if last >= TWO_YEARS {
            self.note(
                "fact.d6a",
                yearly_slope(&self.urban_over_rural[..=TWO_YEARS]),
            );
            self.note("fact.d7a", self.gini[TWO_YEARS]);
            self.note("fact.d7b", self.gini[TWO_YEARS] - self.gini[0]);
        }
        if last >= TEN_YEARS {
            self.note("fact.d6b", yearly_slope(&self.urban_over_rural));
            let incomes = self.urban_over_rural[TEN_YEARS] - self.urban_over_rural[0];
            let wealth = self.wealth_ratio[1] - self.wealth_ratio[0];
            // Where incomes do not come together there is nothing to compare with.
            if incomes < 0.0 {
                self.note("fact.d12", wealth);
            }
        }
        if last >= TWENTY_YEARS {
            let year = &self.labour_share[TWENTY_YEARS - 3..=TWENTY_YEARS];
            self.note("fact.d8", mean(year) - self.labour_share[0]);
        }
        if let Some(quarters) = quarters_of_burden(&self.net_of_adoption) {
            self.note("fact.d9", quarters);
        }
        for (fact, value) in self.panel.coefficients() {
            self.note(fact, value);
        }
        self.evidence
    }

    fn note(&mut self, fact: &'static str, value: f64) {
        if value.is_finite() {
            self.evidence.insert(fact.to_owned(), value);
        }
    }
}

/// Quarters until the net gain of adoption is positive and stays so; the whole length if it never does.
fn quarters_of_burden(net: &[f64]) -> Option<f64> {
    if net.len() < FIVE_YEARS {
        return None;
    }
    let last_burden = net.iter().rposition(|&gain| gain < 0.0);
    Some(match last_burden {
        None => 0.0,
        Some(k) if k + 1 == net.len() => TWENTY_YEARS as f64,
        Some(k) => (k + 1) as f64,
    })
}

fn yearly_slope(series: &[f64]) -> f64 {
    let years: Vec<f64> = (0..series.len()).map(|q| q as f64 / 4.0).collect();
    slope(&years, series)
}

/// Share of persons online in areas of these kinds.
fn online(economy: &Economy, digital: &Digital, of: impl Fn(Kind) -> bool) -> f64 {
    let map = &economy.calibration.geography;
    let kind = |h: HouseholdId| map.areas[economy.households.area[h] as usize].kind;
    let there = || economy.households.ids().filter(|&h| of(kind(h)));
    let persons = |h: HouseholdId| {
        let people = economy.households.people.as_ref();
        people.map_or(1.0, |people| f64::from(people.members[h]))
    };
    let state = &digital.state().households.online;
    maths::sum(there().map(|h| persons(h) * state[h])) / maths::sum(there().map(persons))
}

fn adoption_of_large(economy: &Economy, digital: &Digital) -> f64 {
    let firms = &economy.firms;
    let mut order: Vec<_> = firms.ids().collect();
    order.sort_by(|&a, &b| firms.output[b].total_cmp(&firms.output[a]).then(a.cmp(&b)));
    order.truncate(((LARGE * firms.len() as f64) as usize).max(1));
    let adoption = &digital.state().firms.adoption;
    maths::sum(order.iter().map(|&i| adoption[i])) / order.len() as f64
}

/// Share of the goods in the basket that is bought online.
fn online_goods(economy: &Economy, digital: &Digital) -> f64 {
    let basket = &economy.calibration.baskets.consumption;
    let goods = &digital.endowment().bundles.goods;
    let bought = |&g: &usize| basket[g] * digital.online().of_product[g];
    maths::sum(goods.iter().map(bought)) / maths::sum(goods.iter().map(|&g| basket[g]))
}

fn core_share(economy: &Economy, digital: &Digital) -> f64 {
    let industries = digital.endowment().industries.iter();
    let values = industries.zip(&economy.books.industry_value_added);
    let core = values.filter(|(industry, _)| industry.digital);
    maths::sum(core.map(|(_, value)| value.nominal)) / economy.books.gdp.nominal
}

fn gini_of_consumption(economy: &Economy) -> f64 {
    let Some(people) = &economy.households.people else {
        return f64::NAN;
    };
    let households = &economy.households;
    let lived_in = || households.ids().filter(|&h| people.members[h] > 0);
    let members: Vec<f64> = lived_in().map(|h| f64::from(people.members[h])).collect();
    let heads: Vec<f64> = lived_in()
        .zip(&members)
        .map(|(h, n)| households.consumption[h] / n)
        .collect();
    Ranked::weighted(&heads, &members)
        .and_then(|ranked| ranked.gini())
        .unwrap_or(f64::NAN)
}

/// Net worth per head of the urban over that of the rural stratum.
fn wealth_ratio(economy: &Economy, worth: &Column<HouseholdId, f64>) -> f64 {
    let Some(people) = &economy.households.people else {
        return f64::NAN;
    };
    let mut sums = [[0.0; 2]; 2];
    for h in economy.households.ids() {
        let [sum, persons] = &mut sums[people.stratum[h] as usize];
        *sum += worth[h];
        *persons += f64::from(people.members[h]);
    }
    let [urban, rural] = sums.map(|[sum, persons]| sum / persons);
    urban / rural
}

/// Real disposable income per head of each area; empty without people.
pub(super) fn income_by_area(economy: &Economy) -> Vec<f64> {
    let Some(people) = &economy.households.people else {
        return Vec::new();
    };
    let areas = economy.calibration.geography.len();
    let (mut sum, mut persons) = (vec![0.0; areas], vec![0.0; areas]);
    let incomes = by_source(economy);
    for h in economy.households.ids() {
        let area = economy.households.area[h] as usize;
        sum[area] += HouseholdIncome::disposable_income(&incomes[h]);
        persons[area] += f64::from(people.members[h]);
    }
    let per_head = |(sum, persons): (f64, f64)| sum / persons / economy.prices.consumer;
    sum.into_iter().zip(persons).map(per_head).collect()
}
