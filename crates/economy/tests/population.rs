//! A drawn population is the one that was asked for: whole, filled, paid, and the same for every order of
//! areas.

use std::collections::BTreeMap;
use std::path::Path;

use economy::geography::Kind;
use economy::people::{
    Activity, Age, Drawn, Education, Receipts, Settings, draw, income_total, measure, receipts,
};

#[path = "common/census.rs"]
#[allow(dead_code, reason = "the example uses the rest")]
mod census;

use census::{Country, four_areas, one_area};

fn drawn(country: &Country) -> Drawn {
    draw(&country.census, &country.calibration, &Settings::default()).expect("can be drawn")
}

#[test]
fn persons_are_those_of_their_households_and_every_household_has_a_grown_up_head() {
    let country = four_areas(4_000, 3);
    let drawn = drawn(&country);
    assert_eq!(drawn.households.len(), 4_000);
    assert_eq!(drawn.persons.len(), 10_400);
    let mut next = 0;
    for (h, household) in drawn.households.iter().enumerate() {
        assert!((1..=6).contains(&household.members));
        let members = &drawn.persons[next..next + household.members as usize];
        assert!(members.iter().all(|person| person.household == h as u32));
        assert!(members[0].age != Age::Child);
        next += household.members as usize;
    }
    assert_eq!(next, drawn.persons.len());
    assert!(drawn.households.is_sorted_by_key(|h| h.area));
}

/// Authority: the shares of the census; areas are whole persons away from them, the country hardly.
#[test]
fn ages_education_and_strata_keep_their_totals() {
    let country = four_areas(4_000, 3);
    let drawn = drawn(&country);
    let rows = &country.census.regions.areas;
    let persons = drawn.persons.len() as f64;
    let count = |such: &dyn Fn(&economy::people::DrawnPerson) -> bool| {
        drawn.persons.iter().filter(|p| such(p)).count() as f64
    };
    assert!((count(&|p| p.age == Age::Child) - 0.18 * persons).abs() <= 2.0);
    assert!((count(&|p| p.age == Age::Old) - 0.20 * persons).abs() <= 2.0);
    let old = |kind| {
        let there = |p: &economy::people::DrawnPerson| {
            rows[drawn.households[p.household as usize].area as usize].kind == kind
        };
        let share = count(&|p| there(p) && p.age == Age::Old) / count(&there);
        share / (1.0 - share)
    };
    let odds = old(Kind::Rural) / old(Kind::Urban);
    assert!((odds - 1.5).abs() < 0.01, "{odds}");
    for (a, row) in rows.iter().enumerate() {
        let home = |p: &economy::people::DrawnPerson| drawn.households[p.household as usize].area;
        let adult = |p: &economy::people::DrawnPerson| home(p) == a as u32 && p.age != Age::Child;
        let adults = count(&adult);
        for (education, share) in [
            (Education::High, row.education_h),
            (Education::Middle, row.education_m),
        ] {
            let got = count(&|p| adult(p) && p.education == education);
            assert!((got - share * adults).abs() <= 2.0, "{}: {got}", row.code);
        }
        let of = |stratum: Option<Kind>| -> u32 {
            let here = drawn.households.iter().filter(|h| h.area == a as u32);
            here.filter(|h| stratum.is_none_or(|kind| h.stratum == kind))
                .map(|h| h.members)
                .sum()
        };
        let expected = row.urban_stratum_share * f64::from(of(None));
        assert!((f64::from(of(Some(Kind::Urban))) - expected).abs() <= 1.0);
    }
}

#[test]
fn every_job_is_filled_and_every_firm_has_its_staff() {
    let country = four_areas(4_000, 5);
    let drawn = drawn(&country);
    let mut staff = vec![0; drawn.firm_sizes.len()];
    for person in &drawn.persons {
        if let Some(firm) = person.activity.firm() {
            assert!(person.age != Age::Child);
            staff[firm] += 1;
        }
    }
    assert_eq!(staff, drawn.firm_sizes);
    assert_eq!(drawn.founders.len(), drawn.firm_sizes.len());
    let (mut first, n_areas) = (0, 4);
    for (g, industry) in country.calibration.industries.iter().enumerate() {
        let mut own = 0;
        let start = first;
        for cell in country.calibration.cells(g) {
            let sizes = &drawn.firm_sizes[first..first + cell.firms as usize];
            assert_eq!(sizes.iter().sum::<u32>(), cell.employees);
            let founders = &drawn.founders[first..first + cell.firms as usize];
            assert!(
                founders
                    .iter()
                    .all(|&h| drawn.households[h as usize].area == cell.area)
            );
            first += cell.firms as usize;
        }
        for person in &drawn.persons {
            if let Activity::SelfEmployed { firm } = person.activity {
                own += u32::from((start..first).contains(&(firm as usize)));
            }
        }
        let expected = country.census.self_employed_share[g] * f64::from(industry.employees);
        assert!(
            (f64::from(own) - expected).abs() <= 2.0,
            "{}: {own}",
            industry.code
        );
        // Compensation of the industry is what it was.
        let paid: f64 = country
            .calibration
            .cells(g)
            .map(|cell| {
                let at = g * n_areas + cell.area as usize;
                f64::from(cell.employees) * drawn.productivity[at]
            })
            .sum();
        assert!((paid / f64::from(industry.employees) - 1.0).abs() < 1e-12);
    }
}

#[test]
fn wage_bills_do_not_depend_on_efficiency() {
    let drawn = drawn(&four_areas(4_000, 5));
    let mut mean = vec![0.0; drawn.firm_sizes.len()];
    for person in &drawn.persons {
        if let Some(firm) = person.activity.firm() {
            mean[firm] += person.efficiency / f64::from(drawn.firm_sizes[firm]);
            assert!(person.efficiency > 0.0 && person.efficiency.is_finite());
        }
    }
    assert!(mean.iter().all(|mean| (mean - 1.0).abs() < 1e-12));
    let adults = drawn.persons.iter().filter(|p| p.age != Age::Child);
    let n = adults.clone().count() as f64;
    let capital: f64 = adults.map(|p| p.human_capital).sum();
    assert!((capital / n - 1.0).abs() < 1e-12);
}

#[test]
fn incomes_are_those_of_the_accounts_and_strata_have_their_means() {
    for seed in 1..=3 {
        let country = four_areas(6_000, seed);
        let settings = Settings::default();
        let drawn = drawn(&country);
        let got = receipts(&drawn, &country.calibration);
        let all: f64 = got.iter().map(Receipts::disposable_income).sum();
        let aimed: f64 = drawn.households.iter().map(|h| h.target_income).sum();
        assert!((all / aimed - 1.0).abs() < 1e-9, "{all} {aimed}");
        // But for the unemployed, whose number the areas tell, that is the total of the calibration.
        let total = income_total(&country.calibration);
        assert!((all / total - 1.0).abs() < 0.01, "{all} {total}");
        let rows = measure(&drawn, &country.census, &country.calibration, &settings);
        let means = rows.iter().filter(|row| row.id.starts_with("income_mean."));
        for row in means {
            assert!(row.is_met(), "seed {seed}: {row:?}");
        }
        let n = drawn.households.len() as f64;
        let mean = |of: &dyn Fn(usize) -> f64| (0..drawn.households.len()).map(of).sum::<f64>() / n;
        assert!((mean(&|h| drawn.households[h].deposits) - 1.0).abs() < 1e-9);
        assert!((mean(&|h| drawn.households[h].dwellings) - 1.0).abs() < 1e-9);
        assert!((mean(&|h| drawn.households[h].wealth) - 1.0).abs() < 1e-9);
        let spent = mean(&|h| drawn.households[h].propensity * got[h].disposable_income());
        assert!((spent * n / all - 1.0).abs() < 1e-9);
    }
}

#[test]
fn a_seed_is_one_population_and_another_is_another() {
    let first = drawn(&four_areas(1_500, 8));
    assert_eq!(first, drawn(&four_areas(1_500, 8)));
    let other = drawn(&four_areas(1_500, 9));
    assert_eq!(first.households.len(), other.households.len());
    assert_ne!(first.persons, other.persons);
    assert_ne!(first.firm_sizes, other.firm_sizes);
}

/// Areas in another order, firms with them.
fn rearranged(country: &Country, order: [usize; 4]) -> Country {
    let mut census = country.census.clone();
    let mut calibration = country.calibration.clone();
    let n = calibration.n_industries();
    let (regions, map) = (&mut census.regions, &mut calibration.geography);
    regions.areas = order.map(|a| regions.areas[a].clone()).to_vec();
    map.areas = order.map(|a| map.areas[a].clone()).to_vec();
    let jobs = &country.census.regions.jobs;
    regions.jobs = order
        .iter()
        .flat_map(|a| jobs[a * n..(a + 1) * n].to_vec())
        .collect();
    let hops = &country.calibration.geography.hops;
    let pairs = order
        .iter()
        .flat_map(|a| order.iter().map(move |b| hops[a * 4 + b]));
    map.hops = pairs.collect();
    for industry in &mut calibration.industries {
        for cell in &mut industry.cells {
            let now = order.iter().position(|&a| a == cell.area as usize);
            cell.area = now.expect("an area") as u32;
        }
        industry.cells.sort_by_key(|cell| cell.area);
    }
    Country {
        census,
        calibration,
    }
}

#[test]
fn the_order_of_areas_does_not_matter() {
    let country = four_areas(1_500, 4);
    let order = [2, 0, 3, 1];
    let other = rearranged(&country, order);
    let (a, b) = (drawn(&country), drawn(&other));
    let by_area = |drawn: &Drawn, area: usize| -> Vec<_> {
        let households = drawn.households.iter().filter(|h| h.area == area as u32);
        households
            .map(|h| (h.members, h.stratum, h.target_income, h.wealth, h.online))
            .collect()
    };
    let persons = |drawn: &Drawn, area: usize| -> Vec<_> {
        let home = |k: u32| drawn.households[k as usize].area == area as u32;
        let persons = drawn.persons.iter().filter(|p| home(p.household));
        persons
            .map(|p| {
                (
                    p.age,
                    p.education,
                    p.activity.firm().is_some(),
                    p.human_capital,
                )
            })
            .collect()
    };
    for (now, &was) in order.iter().enumerate() {
        let (x, y) = (by_area(&a, was), by_area(&b, now));
        assert_eq!(x.len(), y.len());
        for (x, y) in x.iter().zip(&y) {
            assert_eq!((x.0, x.1), (y.0, y.1));
            assert!((x.2 / y.2 - 1.0).abs() < 1e-9 && (x.3 / y.3 - 1.0).abs() < 1e-9);
            assert!((x.4 - y.4).abs() < 1e-9);
        }
        for (x, y) in persons(&a, was).iter().zip(&persons(&b, now)) {
            assert_eq!((x.0, x.1, x.2), (y.0, y.1, y.2));
            assert!((x.3 - y.3).abs() < 1e-9);
        }
    }
}

#[test]
fn a_country_can_be_one_area() {
    let country = one_area(2_000, 1);
    let drawn = drawn(&country);
    assert_eq!(drawn.households.len(), 2_000);
    // One area pays what the industry pays.
    assert!(drawn.productivity.iter().all(|p| (p - 1.0).abs() < 1e-12));
    assert!(drawn.households.iter().any(|h| h.stratum == Kind::Rural));
    let staff = drawn.persons.iter().filter(|p| p.activity.firm().is_some());
    assert_eq!(staff.count() as u32, drawn.firm_sizes.iter().sum::<u32>());
}

#[test]
fn one_propensity_for_all_is_the_countrys() {
    let mut country = four_areas(1_500, 1);
    country.census.propensity_elasticity = 0.0;
    let settings = Settings {
        saving_urban: 0.3,
        saving_rural: 0.3,
        ..Settings::default()
    };
    let drawn = draw(&country.census, &country.calibration, &settings).expect("can be drawn");
    assert!(
        drawn
            .households
            .iter()
            .all(|h| (h.propensity - 1.0).abs() < 1e-12)
    );
}

/// Options keep the mean and move the distribution.
#[test]
fn options_of_laws_and_coverage_are_drawn_too() {
    let country = four_areas(2_000, 1);
    let gini = |choices: &[(&str, &str)]| {
        let mut settings = Settings::default();
        for (path, value) in choices {
            params::Parameters::set(&mut settings, path, value).expect("a setting");
        }
        let drawn = draw(&country.census, &country.calibration, &settings).expect("drawn");
        let incomes: Vec<f64> = drawn.households.iter().map(|h| h.target_income).collect();
        let sum: f64 = incomes.iter().sum();
        (sum, inequality::gini(&incomes).expect("incomes"))
    };
    let (sum, plain) = gini(&[]);
    for choices in [
        [("people.within_cell", "dagum")],
        [("people.coverage", "progressive")],
    ] {
        let (other_sum, other) = gini(&choices);
        assert!((other_sum / sum - 1.0).abs() < 1e-3);
        assert!((other - plain).abs() > 1e-3, "{choices:?}: {other} {plain}");
    }
}

#[test]
fn what_cannot_be_drawn_is_said_in_a_sentence() {
    let refusal = |change: &dyn Fn(&mut Country)| {
        let mut country = four_areas(500, 1);
        change(&mut country);
        let refused = draw(&country.census, &country.calibration, &Settings::default());
        refused.expect_err("refused").to_string()
    };
    assert_eq!(
        refusal(&|c| c.census.regions.areas.truncate(3)),
        "areas.csv has 3 areas, but the map has 4"
    );
    assert_eq!(
        refusal(&|c| c.census.regions.areas[1].education_h = 1.5),
        "education_h of AA/rural is 1.5, but it must be in 0..1 (areas.csv)"
    );
    assert_eq!(
        refusal(&|c| c.census.regions.people.retain(|row| row.class != "60+")),
        "people.csv has no row `age`, `60+` for urban areas"
    );
    assert_eq!(
        refusal(&|c| c.census.regions.people[2].value = 0.5),
        "age shares of urban areas sum to 1.3, but they must sum to 1 (people.csv)"
    );
    assert_eq!(
        refusal(&|c| c.census.scale = 0.0),
        "the scale is 0, but it must be above 0"
    );
    let households = refusal(&|c| c.census.households_thousand *= 2.5);
    assert!(households.contains("cannot make"), "{households}");
    let jobs = refusal(&|c| {
        for area in &mut c.census.regions.areas {
            area.population_thousand *= 0.5;
        }
        c.census.households_thousand *= 0.5;
    });
    assert!(jobs.contains("jobs, but at most"), "{jobs}");
}

/// Rows of the acceptance that are known to be missed: in how many of five populations, and why.
const MISSED: [(&str, usize, &str); 7] = [
    (
        "income_quintile_1",
        3,
        "the old without a job have pensions that they cannot be without",
    ),
    (
        "income_quintile_2",
        5,
        "the lognormal law itself is 4.6 % below; pensions take the rest",
    ),
    (
        "gini_consumption",
        5,
        "follows from the elasticity of propensities; held out, of 2016",
    ),
    (
        "source_business",
        5,
        "self-employed shares are assumed; held out",
    ),
    (
        "urban_rural_ratio_by_residence",
        5,
        "migrants are better educated than those who stayed; held out",
    ),
    (
        "gini_wealth",
        5,
        "no lognormal body has the published shares of the top and this",
    ),
    (
        "gini_wealth_survey",
        5,
        "no lognormal body has the published shares of the top and this",
    ),
];

/// Rows of employment by area that are missed in every one of them. The reason is one for all and is tested: where an
/// industry has fewer jobs than half a firm its cell is another's, so that the shares of sectors among the jobs of firms
/// are not those of the tables. The former are drawn, and [`jobs_of_cells`] has them.
const MISSED_BY_CELLS: [&str; 15] = [
    "employment_primary.CN-BJ/rural",
    "employment_primary.CN-BJ/urban",
    "employment_primary.CN-SH/rural",
    "employment_primary.CN-SH/urban",
    "employment_primary.CN-XZ/rural",
    "employment_primary.CN-XZ/urban",
    "employment_secondary.CN-BJ/rural",
    "employment_secondary.CN-GS/urban",
    "employment_secondary.CN-QH/rural",
    "employment_secondary.CN-SH/rural",
    "employment_secondary.CN-TJ/rural",
    "employment_secondary.CN-XZ/rural",
    "employment_tertiary.CN-GS/urban",
    "employment_tertiary.CN-SH/rural",
    "employment_tertiary.CN-XZ/urban",
];

/// Share of each sector in the jobs that firms of an area have.
fn jobs_of_cells(country: &Country) -> BTreeMap<String, f64> {
    let areas = &country.census.regions.areas;
    let mut jobs = vec![[0.0; 3]; areas.len()];
    for (g, industry) in country.calibration.industries.iter().enumerate() {
        let sector = match industry.code.as_str() {
            "AGR" => 0,
            "MIN" | "CMF" | "MAT" | "EQP" | "ICM" | "UTL" | "CON" => 1,
            _ => 2,
        };
        for cell in country.calibration.cells(g) {
            jobs[cell.area as usize][sector] += f64::from(cell.employees);
        }
    }
    let names = ["primary", "secondary", "tertiary"];
    let rows = areas.iter().zip(&jobs).flat_map(|(area, jobs)| {
        let all: f64 = jobs.iter().sum();
        let shares = names.iter().zip(jobs);
        shares.map(move |(name, jobs)| (format!("employment_{name}.{}", area.code), jobs / all))
    });
    rows.collect()
}

/// The acceptance of the specification on the tables of China: every row is met in each of five populations, or is
/// recorded with its reason. A new miss fails, and so does one that has been mended.
///
/// Authority: long run, §5.6.
#[test]
fn china_is_drawn_as_accepted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/china-2022");
    let mut missed: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 1..=5 {
        let Some(country) = census::folder(&folder, 100_000.0, seed) else {
            eprintln!("skipped: there are no tables in {}", folder.display());
            return;
        };
        let settings = Settings::default();
        let drawn = drawn(&country);
        let of_cells = jobs_of_cells(&country);
        let rows = measure(&drawn, &country.census, &country.calibration, &settings);
        for row in rows.iter().filter(|row| !row.is_met()) {
            *missed.entry(row.id.clone()).or_default() += 1;
            // What is missed by area is missed by the cells, and the drawing fills them.
            if let Some(share) = of_cells.get(&row.id) {
                assert!((row.got - share).abs() < 1e-12, "seed {seed}: {row:?}");
            }
        }
    }
    let by_cells = MISSED_BY_CELLS.map(|id| (id.to_owned(), 5)).into_iter();
    let others = MISSED.iter().map(|&(id, times, _)| (id.to_owned(), times));
    let known: BTreeMap<String, usize> = by_cells.chain(others).collect();
    let news = missed.iter().filter(|row| known.get(row.0) != Some(row.1));
    let news: Vec<_> = news.collect();
    let mended = known.iter().filter(|row| missed.get(row.0) != Some(row.1));
    let mended: Vec<_> = mended.collect();
    assert!(
        news.is_empty() && mended.is_empty(),
        "missed, of five populations: {news:?}; recorded as missed: {mended:?}"
    );
}

#[test]
fn households_that_found_firms_are_rich() {
    let drawn = drawn(&four_areas(4_000, 2));
    let mut firms: BTreeMap<u32, u32> = BTreeMap::new();
    for &founder in &drawn.founders {
        *firms.entry(founder).or_default() += 1;
    }
    let wealth: f64 = drawn
        .founders
        .iter()
        .map(|&h| drawn.households[h as usize].wealth)
        .sum();
    // Odds in proportion to wealth: the mean over founders is the second moment, above 2.
    assert!(wealth / drawn.founders.len() as f64 > 2.0);
    assert!(firms.values().any(|&n| n > 1));
}
