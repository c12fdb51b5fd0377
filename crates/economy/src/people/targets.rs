//! Whether a drawn population is what it was to be: every target of the opening beside what was drawn.
//!
//! Survey concept: disposable income with the missing top removed and divided by the coverage factor, so
//! that the mean is the survey's. Income per head is household income over members; statistics of income
//! weight persons, fifths are of households. Wealth is that of households. Attributed national income is
//! wages and earnings on own account before tax and the households' part of all profits, per adult.
//!
//! # Source
//! Long run, §5.2, §5.3, §5.6 (acceptance), §9 facts 4 to 10, 19 and 20.

use inequality::Ranked;
use quantity::maths;

use super::draw::old_online;
use super::{Activity, Age, Census, Drawn, Education, Receipts, Settings, receipts};
use crate::calibration::Calibration;
use crate::geography::Kind;
use crate::tables::Use;

/// A target and what was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Its id, as in `targets.csv`; `<id>.<area>` for what only areas have.
    pub id: String,
    /// The published value.
    pub expected: f64,
    /// Lowest value that meets it.
    pub low: f64,
    /// Highest value that meets it.
    pub high: f64,
    /// What was drawn.
    pub got: f64,
    /// Whether the opening is made to meet it.
    pub role: Use,
}

impl Measured {
    /// Whether what was drawn is within the band.
    #[must_use]
    pub fn is_met(&self) -> bool {
        (self.low..=self.high).contains(&self.got)
    }
}

/// The rows of `targets.csv` that the opening of the people answers to, and the acceptance by area.
#[must_use]
pub fn measure(
    drawn: &Drawn,
    census: &Census,
    calibration: &Calibration,
    settings: &Settings,
) -> Vec<Measured> {
    let view = View::new(drawn, census, calibration, settings);
    let rows = census.regions.targets.iter().filter_map(|row| {
        Some(Measured {
            id: row.id.clone(),
            expected: row.value,
            low: row.low,
            high: row.high,
            got: view.value(&row.id)?,
            role: row.role,
        })
    });
    let mut all: Vec<Measured> = rows.collect();
    view.by_area(&mut all);
    all
}

/// Industries of the primary and of the secondary sector; the others are tertiary.
const SECTORS: [&[&str]; 2] = [&["AGR"], &["MIN", "CMF", "MAT", "EQP", "ICM", "UTL", "CON"]];
/// Households from which on shares of an area are held to the narrow band.
const MANY: usize = 300;
/// The narrow and the wide band of shares of an area.
const BANDS: [f64; 2] = [0.005, 0.02];

/// The population, with what measures have in common.
struct View<'a> {
    drawn: &'a Drawn,
    census: &'a Census,
    calibration: &'a Calibration,
    settings: &'a Settings,
    receipts: Vec<Receipts>,
    /// Survey income of each household, the survey's money per year.
    survey: Vec<f64>,
    /// Persons at work by area and sector.
    workers: Vec<[f64; 3]>,
    /// Highly educated persons over 15, and all over 15, by area.
    educated: Vec<(f64, f64)>,
}

impl<'a> View<'a> {
    fn new(
        drawn: &'a Drawn,
        census: &'a Census,
        calibration: &'a Calibration,
        settings: &'a Settings,
    ) -> Self {
        let receipts = receipts(drawn, calibration);
        let rows = &census.regions.areas;
        // Survey money: of the ratio to the target, with the country's mean.
        let mut survey: Vec<f64> = drawn
            .households
            .iter()
            .zip(&receipts)
            .map(|(h, got)| {
                got.disposable_income() * maths::ratio_or_zero(h.survey_income, h.target_income)
            })
            .collect();
        let aimed = drawn.households.iter().map(|h| {
            let province = &rows[h.area as usize].province;
            let own = |kind| {
                rows.iter()
                    .find(|r| r.province == *province && r.kind == kind)
            };
            let row = own(h.stratum).unwrap_or(&rows[h.area as usize]);
            row.income_mean * f64::from(h.members)
        });
        let factor = maths::ratio_or_zero(maths::sum(aimed), maths::sum(survey.iter().copied()));
        for income in &mut survey {
            *income *= factor;
        }
        let mut firms = Vec::with_capacity(drawn.firm_sizes.len());
        for g in 0..calibration.n_industries() {
            for cell in calibration.cells(g) {
                firms.extend((0..cell.firms).map(|_| (g, cell.area as usize)));
            }
        }
        let mut workers = vec![[0.0; 3]; rows.len()];
        let mut educated = vec![(0.0, 0.0); rows.len()];
        for person in &drawn.persons {
            if let Some(firm) = person.activity.firm() {
                let (g, a) = firms[firm];
                workers[a][sector(calibration, g)] += 1.0;
            }
            if person.age != Age::Child {
                let home = drawn.households[person.household as usize].area as usize;
                educated[home].0 += f64::from(u8::from(person.education == Education::High));
                educated[home].1 += 1.0;
            }
        }
        Self {
            drawn,
            census,
            calibration,
            settings,
            receipts,
            survey,
            workers,
            educated,
        }
    }

    /// What was drawn of a target; nothing if it is about something else.
    fn value(&self, id: &str) -> Option<f64> {
        let urban = Some(Kind::Urban);
        let rural = Some(Kind::Rural);
        Some(match id {
            "income_mean" => self.mean_income(None),
            "income_mean_urban" => self.mean_income(urban),
            "income_mean_rural" => self.mean_income(rural),
            "income_median" => self.survey_ranked(None)?.median(),
            "income_median_urban" => self.survey_ranked(urban)?.median(),
            "income_median_rural" => self.survey_ranked(rural)?.median(),
            "income_quintile_1" => self.fifths()[0],
            "income_quintile_2" => self.fifths()[1],
            "income_quintile_3" => self.fifths()[2],
            "income_quintile_4" => self.fifths()[3],
            "income_quintile_5" => self.fifths()[4],
            "gini_disposable_income" => self.income_ranked()?.gini().ok()?,
            "gini_consumption" => self.consumption_ranked()?.gini().ok()?,
            "top10_share" => self.attributed_ranked()?.top_share(0.1).ok()?,
            "bottom50_share" => self.attributed_ranked()?.bottom_share(0.5).ok()?,
            "source_wages" => self.source(|r| r.wages),
            "source_business" => self.source(|r| r.mixed_income),
            "source_property" => self.source(|r| r.dividends),
            "source_transfers" => self.source(|r| r.transfers),
            "consumption_mean" => self.consumption(None) / self.persons(None),
            "saving_urban" => 1.0 - self.consumption(urban) / self.income(urban),
            "saving_rural" => 1.0 - self.consumption(rural) / self.income(rural),
            "urbanisation" => self.residents(Kind::Urban) / self.persons(None),
            "urban_rural_ratio" => self.mean_income(urban) / self.mean_income(rural),
            "urban_rural_ratio_by_residence" => self.ratio_by_residence(),
            "migrants_in_towns" => self.migrants(),
            "wealth_top1_share" => self.wealth_ranked(urban)?.top_share(0.01).ok()?,
            "wealth_top10_share" => self.wealth_ranked(urban)?.top_share(0.1).ok()?,
            "wealth_top20_share" => self.wealth_ranked(urban)?.top_share(0.2).ok()?,
            "gini_wealth" | "gini_wealth_survey" => self.wealth_ranked(None)?.gini().ok()?,
            "wealth_tail_exponent" => self.wealth_tail(),
            "employment_primary" => self.sector_share(0, None),
            "employment_secondary" => self.sector_share(1, None),
            "employment_tertiary" => self.sector_share(2, None),
            "employment" => self.thousands(self.workers(|_, _| true)),
            "employment_urban" => {
                let areas = &self.census.regions.areas;
                self.thousands(self.workers(|_, a| areas[a].kind == Kind::Urban))
            }
            "unemployment_urban" => self.unemployment(Kind::Urban),
            "unemployment_rural" => self.unemployment(Kind::Rural),
            "online_all" => self.online(|_| true),
            "online_urban" => self.online(|kind| kind == Kind::Urban),
            "online_rural" => self.online(|kind| kind == Kind::Rural),
            "online_old" => old_online(self.drawn, self.census, self.settings),
            "education_high" => self.highly_educated(None),
            _ => return None,
        })
    }

    /// Means of strata, education, sectors of work and internet, area by area.
    fn by_area(&self, into: &mut Vec<Measured>) {
        let rows = &self.census.regions.areas;
        let n = rows.len();
        let mut strata: Vec<(f64, f64)> = vec![(0.0, 0.0); n];
        let mut households = vec![0; n];
        let mut online = vec![(0.0, 0.0); n];
        for (h, income) in self.drawn.households.iter().zip(&self.survey) {
            let a = h.area as usize;
            let members = f64::from(h.members);
            households[a] += 1;
            online[a].0 += h.online * members;
            online[a].1 += members;
            // The stratum's own area, or else the one where its members live.
            let own = rows
                .iter()
                .position(|r| r.province == rows[a].province && r.kind == h.stratum);
            let stratum = &mut strata[own.unwrap_or(a)];
            stratum.0 += income;
            stratum.1 += members;
        }
        let mut row = |name: &str, a: usize, expected: f64, band: f64, got: f64| {
            into.push(Measured {
                id: format!("{name}.{}", rows[a].code),
                expected,
                low: expected - band,
                high: expected + band,
                got,
                role: Use::Calibration,
            });
        };
        for a in 0..n {
            let (income, persons) = strata[a];
            if persons > 0.0 {
                let mean = rows[a].income_mean;
                row("income_mean", a, mean, 0.005 * mean, income / persons);
            }
            let band = BANDS[usize::from(households[a] < MANY)];
            let got = maths::ratio_or_zero(online[a].0, online[a].1);
            row("online", a, rows[a].internet_share, band, got);
            row(
                "education_high",
                a,
                rows[a].education_h,
                band,
                self.highly_educated(Some(a)),
            );
            let jobs = self.jobs_told(a);
            let all: f64 = jobs.iter().sum();
            for (sector, name) in ["primary", "secondary", "tertiary"].into_iter().enumerate() {
                let expected = maths::ratio_or_zero(jobs[sector], all);
                let got = self.sector_share(sector, Some(a));
                row(&format!("employment_{name}"), a, expected, band, got);
            }
        }
    }

    fn of(&self, stratum: Option<Kind>) -> impl Iterator<Item = usize> + '_ {
        let households = self.drawn.households.iter().enumerate();
        households
            .filter(move |(_, h)| stratum.is_none_or(|kind| h.stratum == kind))
            .map(|(h, _)| h)
    }

    fn members(&self, h: usize) -> f64 {
        f64::from(self.drawn.households[h].members)
    }

    fn persons(&self, stratum: Option<Kind>) -> f64 {
        self.of(stratum).map(|h| self.members(h)).sum()
    }

    fn income(&self, stratum: Option<Kind>) -> f64 {
        maths::sum(self.of(stratum).map(|h| self.survey[h]))
    }

    fn mean_income(&self, stratum: Option<Kind>) -> f64 {
        maths::ratio_or_zero(self.income(stratum), self.persons(stratum))
    }

    /// Survey consumption: propensities over the country's, times that of the survey.
    fn consumption(&self, stratum: Option<Kind>) -> f64 {
        let (urban, rural) = (
            self.income(Some(Kind::Urban)),
            self.income(Some(Kind::Rural)),
        );
        let spent =
            (1.0 - self.settings.saving_urban) * urban + (1.0 - self.settings.saving_rural) * rural;
        let households = &self.drawn.households;
        let by_propensity = |stratum| {
            maths::sum(
                self.of(stratum)
                    .map(|h| households[h].propensity * self.survey[h]),
            )
        };
        spent * by_propensity(stratum) / by_propensity(None)
    }

    fn per_head(&self, stratum: Option<Kind>, of: impl Fn(usize) -> f64) -> Option<Ranked> {
        let values: Vec<f64> = self.of(stratum).map(|h| of(h) / self.members(h)).collect();
        let weights: Vec<f64> = self.of(stratum).map(|h| self.members(h)).collect();
        Ranked::weighted(&values, &weights).ok()
    }

    fn survey_ranked(&self, stratum: Option<Kind>) -> Option<Ranked> {
        self.per_head(stratum, |h| self.survey[h])
    }

    fn income_ranked(&self) -> Option<Ranked> {
        self.per_head(None, |h| self.receipts[h].disposable_income())
    }

    fn consumption_ranked(&self) -> Option<Ranked> {
        self.per_head(None, |h| {
            self.drawn.households[h].propensity * self.receipts[h].disposable_income()
        })
    }

    fn attributed_ranked(&self) -> Option<Ranked> {
        let mut adults = vec![0.0; self.receipts.len()];
        for person in &self.drawn.persons {
            adults[person.household as usize] += f64::from(u8::from(person.age != Age::Child));
        }
        let values: Vec<f64> = self
            .receipts
            .iter()
            .zip(&adults)
            .map(|(got, adults)| maths::ratio_or_zero(got.attributed, *adults))
            .collect();
        Ranked::weighted(&values, &adults).ok()
    }

    fn wealth_ranked(&self, stratum: Option<Kind>) -> Option<Ranked> {
        let households = &self.drawn.households;
        let values: Vec<f64> = self.of(stratum).map(|h| households[h].wealth).collect();
        Ranked::new(&values).ok()
    }

    /// Hill's estimate over the richest half of the tail.
    fn wealth_tail(&self) -> f64 {
        let mut wealth: Vec<f64> = self.drawn.households.iter().map(|h| h.wealth).collect();
        wealth.sort_unstable_by(|a, b| b.total_cmp(a));
        let n = (0.5 * (1.0 - self.settings.wealth_tail_from) * wealth.len() as f64) as usize;
        if n == 0 || n >= wealth.len() {
            return 0.0;
        }
        let logs = wealth[..n].iter().map(|w| maths::ln(w / wealth[n]));
        n as f64 / maths::sum(logs)
    }

    /// Means of fifths of households by survey income per head, weighted with persons.
    fn fifths(&self) -> [f64; 5] {
        let mut order: Vec<usize> = (0..self.survey.len()).collect();
        let per_head = |h: usize| self.survey[h] / self.members(h);
        order.sort_by(|&a, &b| per_head(a).total_cmp(&per_head(b)));
        std::array::from_fn(|k| {
            let n = order.len();
            let part = &order[(k * n).div_euclid(5)..((k + 1) * n).div_euclid(5)];
            let income: f64 = part.iter().map(|&h| self.survey[h]).sum();
            let persons: f64 = part.iter().map(|&h| self.members(h)).sum();
            maths::ratio_or_zero(income, persons)
        })
    }

    fn source(&self, of: impl Fn(&Receipts) -> f64) -> f64 {
        let all = maths::sum(self.receipts.iter().map(Receipts::disposable_income));
        maths::sum(self.receipts.iter().map(of)) / all
    }

    fn kind_of(&self, h: usize) -> Kind {
        self.census.regions.areas[self.drawn.households[h].area as usize].kind
    }

    fn residents(&self, kind: Kind) -> f64 {
        let there = self.of(None).filter(|&h| self.kind_of(h) == kind);
        there.map(|h| self.members(h)).sum()
    }

    fn ratio_by_residence(&self) -> f64 {
        let mean = |kind| {
            let there = self.of(None).filter(|&h| self.kind_of(h) == kind);
            maths::sum(there.map(|h| self.survey[h])) / self.residents(kind)
        };
        mean(Kind::Urban) / mean(Kind::Rural)
    }

    fn migrants(&self) -> f64 {
        let rural = self.of(Some(Kind::Rural));
        let in_town = rural.filter(|&h| self.kind_of(h) == Kind::Urban);
        in_town.map(|h| self.members(h)).sum::<f64>() / self.persons(None)
    }

    /// Persons in thousands.
    fn thousands(&self, persons: f64) -> f64 {
        persons * self.census.scale / 1_000.0
    }

    /// Persons whose job is such, by sector and area.
    fn workers(&self, such: impl Fn(usize, usize) -> bool) -> f64 {
        let cells = self.workers.iter().enumerate();
        cells
            .map(|(a, sectors)| {
                let here = (0..3).filter(|&sector| such(sector, a));
                here.map(|sector| sectors[sector]).sum::<f64>()
            })
            .sum()
    }

    /// Share of those who work in an area, or anywhere, who work in a sector.
    fn sector_share(&self, sector: usize, area: Option<usize>) -> f64 {
        let here = |a: usize| area.is_none_or(|area| area == a);
        maths::ratio_or_zero(
            self.workers(|s, a| s == sector && here(a)),
            self.workers(|_, a| here(a)),
        )
    }

    /// Jobs of an area by sector as the tables have them.
    fn jobs_told(&self, area: usize) -> [f64; 3] {
        let n = self.calibration.n_industries();
        let mut jobs = [0.0; 3];
        for (g, told) in self
            .census
            .regions
            .jobs
            .iter()
            .skip(area * n)
            .take(n)
            .enumerate()
        {
            jobs[sector(self.calibration, g)] += told;
        }
        jobs
    }

    fn unemployment(&self, kind: Kind) -> f64 {
        let (mut without, mut all) = (0.0, 0.0);
        for person in &self.drawn.persons {
            if self.kind_of(person.household as usize) == kind {
                let unemployed = person.activity == Activity::Unemployed;
                without += f64::from(u8::from(unemployed));
                all += f64::from(u8::from(unemployed || person.activity.firm().is_some()));
            }
        }
        maths::ratio_or_zero(without, all)
    }

    fn online(&self, such: impl Fn(Kind) -> bool) -> f64 {
        let there = || self.of(None).filter(|&h| such(self.kind_of(h)));
        let online = there().map(|h| self.drawn.households[h].online * self.members(h));
        maths::sum(online) / there().map(|h| self.members(h)).sum::<f64>()
    }

    fn highly_educated(&self, area: Option<usize>) -> f64 {
        let areas = self.educated.iter().enumerate();
        let here = areas.filter(|&(a, _)| area.is_none_or(|area| area == a));
        let (high, all) = here.fold((0.0, 0.0), |sum, (_, n)| (sum.0 + n.0, sum.1 + n.1));
        maths::ratio_or_zero(high, all)
    }
}

/// The sector of an industry: primary, secondary, tertiary.
fn sector(calibration: &Calibration, industry: usize) -> usize {
    let code = calibration.industries[industry].code.as_str();
    let listed = SECTORS.iter().position(|codes| codes.contains(&code));
    listed.unwrap_or(SECTORS.len())
}
