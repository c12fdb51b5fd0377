//! An economy of people: persons in households, portfolios, skill, births and deaths, migration.

#[allow(dead_code, reason = "shared with other tests")]
mod common;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "common/people.rs"]
mod hand;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "common/census.rs"]
mod census;

use common::{Threads, standard_village};
use economy::books::Identities;
use economy::closure::income_tax::Schedule;
use economy::geography::Kind;
use economy::households::{NOBODY, OUTSIDE};
use economy::observe::{self, Observer};
use economy::people::incomes::{by_area, by_source};
use economy::people::measures::{Rankings, disposable_income, survey_incomes, urbanisation};
use economy::people::{
    Activity, Age, Census, Drawn, DrawnHousehold, DrawnPerson, Education, People, Settings,
};
use economy::population::firm_sizes;
use economy::{
    Calibration, Closure, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial, Workers,
};
use hand::{hand_made, inhabited};
use inequality::Ranked;
use inequality::decompose::Groups;
use proptest::prelude::*;
use quantity::{FirmId, HouseholdId, Id, PersonId, maths};

/// The village on eight areas, with people.
fn country(seed: u64) -> Calibration {
    let calibration = standard_village().cut_into(8);
    let drawn = hand_made(&calibration, seed, 0.6);
    let mut calibration = inhabited(calibration, drawn);
    for (g, industry) in calibration.industries.iter_mut().enumerate() {
        industry.government_share = [0.1, 0.3, 0.6, 0.9][g % 4];
    }
    calibration
}

/// The same with a census that says how much money people earn: 70 000 a year on average.
fn counted_in_thousands(mut calibration: Calibration) -> Calibration {
    let jobs: u32 = calibration.industries.iter().map(|g| g.employees).sum();
    let wage = calibration.opening_wages() / f64::from(jobs);
    // Money of the village is counted in millions.
    let census = Census {
        scale: 4e6 * wage / 70_000.0,
        ..Census::default()
    };
    calibration.census = Some(std::sync::Arc::new(census));
    calibration
}

/// Long-run rules with shares of the government and of foreigners.
fn rules() -> Rules {
    let mut rules = Rules::long_run();
    rules.closure.ownership.government = 1.0;
    rules.closure.ownership.abroad = 0.05;
    rules
}

fn people(economy: &Economy) -> &People {
    economy
        .households
        .people
        .as_ref()
        .expect("there are people")
}

fn run(economy: &mut Economy, quarters: u32) {
    for _ in 0..quarters {
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    }
}

fn assert_balanced(economy: &Economy, tolerance: f64) {
    let books = &economy.books;
    for (name, residual) in Identities::NAMES
        .iter()
        .zip(books.identities.relative_to(books.gdp))
    {
        assert!(
            residual <= tolerance,
            "{name}: {residual:e} at {}",
            economy.time()
        );
    }
}

/// Everything that must hold between persons, households and firms at any time.
fn assert_consistent(economy: &Economy) {
    let (households, people) = (&economy.households, people(economy));
    let mut seen = vec![false; people.places()];
    for h in households.ids() {
        let chain: Vec<PersonId> = people.of(h).collect();
        assert_eq!(chain.len(), usize::from(people.members[h]));
        for k in chain {
            assert_eq!(people.household[k], h.0);
            assert!(!std::mem::replace(&mut seen[k.index()], true));
        }
    }
    let alive = (0..people.places()).filter(|&k| people.alive(PersonId::new(k)));
    assert_eq!(alive.count(), people.population());
    let employers = households.employer.iter();
    let active = employers.clone().filter(|&&e| e != OUTSIDE).count();
    assert_eq!(active, households.n_workers);
    for (k, &employer) in employers.enumerate() {
        assert!(employer == OUTSIDE || seen[k]);
    }
    let held = maths::sum(people.owners.portfolio.iter().copied());
    assert!((held - 1.0).abs() < 1e-12, "{held}");
    for &founder in people.owners.founder.iter() {
        assert!(people.members[founder] > 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Authority: identities A1 to A7 of the base model, §10, with the owners of long run, §5.5.
    #[test]
    fn every_account_balances(
        population in 0_u64..1000,
        seed in 0_u64..1000,
        founder_share in 0.0..1.0_f64,
        government in 0.0..1.0_f64,
        losses in any::<bool>(),
        sampled in any::<bool>(),
        switches in any::<u32>(),
        (brackets, vat_split, local_prices) in any::<(bool, bool, bool)>(),
    ) {
        let mut rules = rules();
        if brackets {
            rules.closure.income_tax.schedule = Schedule::Progressive;
        }
        rules.closure.product_taxes.vat_split = vat_split;
        for (k, rule) in Closure::RULES.iter().enumerate() {
            // Each rule off in one case of four.
            let off = switches >> k & 1 == 1 && switches >> ((k + 7) % 32) & 1 == 1;
            rules.closure.switch(rule, !off);
        }
        rules.closure.portfolios.founder_share = founder_share;
        rules.closure.ownership.government = government;
        rules.closure.arrears.arrears_share = 0.1;
        rules.closure.demography.birth_rate = 0.1;
        rules.closure.demography.death_rate = 0.1;
        rules.closure.migration.openness = 10.0;
        rules.market = if sampled { Market::Sampled } else { Market::Expected };
        let mut calibration = counted_in_thousands(country(population));
        calibration.geography.settings.local_prices = local_prices;
        let mut economy = Economy::open(calibration, rules, Luck::Seed(seed));
        prop_assert_eq!(economy.government.brackets.is_some(), brackets);
        if losses {
            // One firm in thirty has neither cash nor equity.
            for k in (0..economy.firms.len()).step_by(30) {
                let i = FirmId::new(k);
                economy.firms.deposits[i] = -2.0 * economy.firms.output[i];
                economy.firms.equity[i] = -1.0;
            }
            economy.bank.settle(&economy.firms, &economy.households);
        }
        // The balance sheets need an opening that closes them.
        let (bank, world, central_bank) = (economy.bank, &economy.world, &mut economy.central_bank);
        central_bank.equity = economy.government.debt - world.position - bank.reserves;
        for _ in 0..8 {
            run(&mut economy, 1);
            assert_balanced(&economy, 1e-9);
            assert_consistent(&economy);
        }
    }
}

/// Authority: long run, §5.5: all of a dividend goes to somebody, in the stated shares.
#[test]
fn dividends_go_to_their_owners() {
    let mut economy = Economy::open(country(1), rules(), Luck::Seed(1));
    run(&mut economy, 3);
    let Economy {
        firms,
        bank,
        calibration,
        households,
        government,
        ..
    } = &economy;
    let rates = &calibration.rates;
    let of_bank = bank.dividend(rates) * maths::positive(bank.profit);
    let paid = maths::sum(firms.ids().map(|i| firms.dividends(i, rates))) + of_bank;
    let incomes = by_source(&economy);
    let received = maths::sum(incomes.iter().map(|income| income.dividends));
    let elsewhere = government.dividends;
    let all = received + elsewhere.government + elsewhere.abroad;
    assert!((all / paid - 1.0).abs() < 1e-12);
    assert!((elsewhere.abroad / paid - 0.05).abs() < 1e-12);
    assert!(elsewhere.government / paid > 0.1);
    // A firm's founder gets 60 per cent of the households' part and its part of the portfolio.
    let owners = &people(&economy).owners;
    let mut by_hand = vec![0.0; households.len()];
    for i in firms.ids() {
        let part = firms.household_share[i] * firms.dividends(i, rates);
        by_hand[owners.founder[i].index()] += 0.6 * part;
        for (own, share) in by_hand.iter_mut().zip(owners.portfolio.iter()) {
            *own += 0.4 * part * share;
        }
    }
    let bank_part = (1.0 - rates.bank_government_dividends - 0.05) * of_bank;
    // Nobody founded the bank.
    for (h, own) in by_hand.iter().enumerate() {
        let h = HouseholdId::new(h);
        let own = own + bank_part * owners.portfolio[h];
        assert!((own - incomes[h].dividends).abs() <= 1e-9 * paid);
    }
}

/// Incomes by source add up to what was booked, at one rate of tax and by brackets.
#[test]
fn sources_add_up_to_disposable_income() {
    for schedule in [Schedule::Flat, Schedule::Progressive] {
        let mut rules = rules();
        rules.closure.arrears.arrears_share = 0.1;
        rules.closure.income_tax.schedule = schedule;
        let calibration = counted_in_thousands(country(2));
        let mut economy = Economy::open(calibration, rules, Luck::Seed(3));
        run(&mut economy, 6);
        sources_add_up(&economy);
    }
}

fn sources_add_up(economy: &Economy) {
    let incomes = by_source(economy);
    for (income, &booked) in incomes
        .iter()
        .zip(economy.households.disposable_income.iter())
    {
        let scale = income.gross_income().abs().max(1e-6);
        assert!((income.disposable_income() - booked).abs() <= 1e-12 * scale);
    }
    let wages = maths::sum(incomes.iter().map(|x| x.wages + x.mixed_income));
    assert!((wages / economy.books.wages - 1.0).abs() < 1e-12);
    let areas = by_area(economy);
    let people = people(economy);
    let sum =
        |of: fn(&economy::people::incomes::AreaPeople) -> u64| areas.iter().map(of).sum::<u64>();
    assert_eq!(sum(|a| a.population), people.population() as u64);
    assert_eq!(sum(|a| a.labour_force), economy.households.n_workers as u64);
    let employed: u32 = economy.firms.employees.iter().sum();
    assert_eq!(sum(|a| a.employed), u64::from(employed));
}

/// Authority: long run, §6.3, row τ^INC: brackets take in as much at the opening, and, as they follow prices and what the
/// economy can make, about as much later. Whoever earns less than the allowance keeps all of it.
#[test]
fn brackets_take_as_much_as_one_rate() {
    let open = |schedule| {
        let mut rules = rules();
        rules.closure.income_tax.schedule = schedule;
        Economy::open(counted_in_thousands(country(4)), rules, Luck::Seed(4))
    };
    let taxes = |economy: &Economy| {
        let incomes = by_source(economy);
        maths::sum(incomes.iter().map(|income| income.direct_taxes))
    };
    let [mut flat, mut taxed] = [Schedule::Flat, Schedule::Progressive].map(open);
    assert!((taxes(&taxed) / taxes(&flat) - 1.0).abs() < 1e-9);
    let brackets = taxed.government.brackets.expect("they are in force");
    assert_eq!(brackets.due(0.0), 0.0);
    for k in (0..people(&taxed).places()).map(PersonId::new) {
        let wage = taxed.households.wage[k];
        let more = brackets.beyond_flat(wage);
        assert!(more >= -taxed.calibration.rates.tax_income * wage, "{more}");
    }
    let gini = |economy: &Economy| {
        let ranked = disposable_income(economy).expect("incomes");
        ranked.gini().expect("positive incomes")
    };
    assert!(gini(&taxed) < gini(&flat));
    for economy in [&mut flat, &mut taxed] {
        run(economy, 20);
    }
    let wages = |economy: &Economy| economy.books.wages;
    let rates = [&flat, &taxed].map(|economy| taxes(economy) / wages(economy));
    assert!((rates[1] / rates[0] - 1.0).abs() < 0.05, "{rates:?}");
}

/// Authority: long run, §5.4: the wage bill of every firm is unchanged by skill, to 1e-12.
#[test]
fn skill_leaves_every_wage_bill_as_it_was() {
    let mut economy = Economy::open(country(3), rules(), Luck::Seed(1));
    run(&mut economy, 5);
    let Economy {
        firms, households, ..
    } = &economy;
    let mut bills = vec![0.0; firms.len()];
    for (&employer, &wage) in households.employer.iter().zip(households.wage.iter()) {
        if employer != NOBODY && employer != OUTSIDE {
            bills[employer as usize] += wage;
        }
    }
    for i in firms.ids() {
        let bill = firms.wage[i] * f64::from(firms.employees[i]);
        assert!((bills[i.index()] - bill).abs() <= 1e-12 * bill);
    }
    let wages = |e| {
        let of = people(&economy)
            .education
            .iter()
            .zip(households.wage.iter());
        let found: Vec<f64> = of
            .filter(|(own, wage)| **own == e && **wage > 0.0)
            .map(|x| *x.1)
            .collect();
        found.iter().sum::<f64>() / found.len() as f64
    };
    assert!(wages(Education::High) > 1.2 * wages(Education::Low));
}

/// Without demography and migration nobody is born, dies, ages or moves.
#[test]
fn people_stay_as_they_are_when_the_rules_are_off() {
    let mut rules = rules();
    rules.closure.demography.on = false;
    rules.closure.migration.openness = 0.0;
    let mut economy = Economy::open(country(1), rules, Luck::Seed(1));
    let before = economy.clone();
    run(&mut economy, 8);
    let (now, then) = (people(&economy), people(&before));
    assert_eq!(now.household, then.household);
    assert_eq!((&now.age, &now.education), (&then.age, &then.education));
    assert_eq!(economy.households.area, before.households.area);
    assert_eq!(economy.households.n_workers, before.households.n_workers);
    assert_eq!(now.owners.portfolio, then.owners.portfolio);
}

/// Hazards of 0 are the rule off.
#[test]
fn demography_without_hazards_moves_no_bit() {
    let prints = |on: bool| {
        let mut rules = rules();
        rules.closure.demography.on = on;
        let mut economy = Economy::open(country(1), rules, Luck::None);
        run(&mut economy, 8);
        economy.fingerprint()
    };
    assert_eq!(prints(true), prints(false));
}

/// Authority: births and deaths are binomial with the hazards that meet the rates; five standard errors.
#[test]
fn population_is_births_less_deaths() {
    let mut rules = rules();
    rules.closure.demography.birth_rate = 0.04;
    rules.closure.demography.death_rate = 0.03;
    let mut economy = Economy::open(country(4), rules, Luck::Seed(2));
    let start = people(&economy).population();
    let (mut born, mut died) = (0, 0);
    for quarter in 1..=40 {
        run(&mut economy, 1);
        let people = people(&economy);
        born += people.vital.births as usize;
        died += people.vital.deaths as usize;
        assert_eq!(people.population(), start + born - died);
        assert_consistent(&economy);
        if quarter == 4 {
            for (count, rate) in [(born, 0.04), (died, 0.03)] {
                let expected = rate * start as f64;
                assert!(
                    (count as f64 - expected).abs() < 5.0 * expected.sqrt(),
                    "{count} {expected}"
                );
            }
        }
    }
    assert!(died > 100 && born > 100);
    // Households that die out are taken over by the young.
    let empty = economy.households.len() - people(&economy).inhabited();
    assert!(100 * empty <= economy.households.len(), "{empty}");
    // Participation by age stays about what it was.
    let rates = people(&economy).vital.participation;
    let mut counts = [[0.0; 2]; 4];
    for (k, &employer) in economy.households.employer.iter().enumerate() {
        let k = PersonId::new(k);
        if people(&economy).alive(k) {
            let [persons, active] = &mut counts[people(&economy).age[k] as usize];
            *persons += 1.0;
            *active += f64::from(u8::from(employer != OUTSIDE));
        }
    }
    for class in [Age::Young, Age::Middle] {
        let [persons, active] = counts[class as usize];
        let mean = 0.5 * (rates[0][class as usize - 1] + rates[1][class as usize - 1]);
        assert!(
            (active / persons - mean).abs() < 0.08,
            "{class:?} {} {mean}",
            active / persons
        );
    }
}

/// Authority: long run, §3.1: benefits keep in step with what the economy can make; here pensions do, however
/// many people grow old, to rounding.
#[test]
fn pensions_keep_their_share_when_people_age() {
    let mut economy = Economy::open(country(4), rules(), Luck::Seed(2));
    let pensions = |economy: &Economy| {
        let people = people(economy);
        let old = |h: HouseholdId| people.of(h).filter(|&k| people.age[k] == Age::Old).count();
        let due = economy
            .households
            .ids()
            .map(|h| people.pension[people.stratum[h] as usize] * old(h) as f64);
        due.sum::<f64>() * economy.government.benefit_inactive
    };
    let old = |economy: &Economy| {
        people(economy)
            .age
            .iter()
            .filter(|&&a| a == Age::Old)
            .count()
    };
    let (before, old_before) = (pensions(&economy), old(&economy));
    run(&mut economy, 40);
    assert!(10 * old(&economy) > 11 * old_before);
    let trend = economy.long_run.growth().output_index * economy.long_run.productivity;
    // Productivity is that of the end of the quarter, benefits knew the beginning.
    let gap = pensions(&economy) / (before * trend) - 1.0;
    assert!(gap.abs() < 1e-3, "{gap}");
}

/// Authority: long run, §4.6: the first two years raise the urban share by 0.6 to 0.9 points a year; here
/// within two standard errors of the moves, since the village is small.
#[test]
fn migration_starts_at_the_stated_pace() {
    let share = |economy: &Economy| {
        let people = people(economy);
        let map = &economy.calibration.geography;
        let towns = people.residents(Kind::Urban, &economy.households.area, map);
        towns as f64 / people.population() as f64
    };
    let mut rise = 0.0;
    let seeds = 6;
    let mut households = 0;
    for seed in 0..seeds {
        let mut economy = Economy::open(country(5), rules(), Luck::Seed(seed));
        let before = share(&economy);
        for _ in 0..8 {
            run(&mut economy, 1);
            let moved = &people(&economy).movers;
            assert_eq!(moved.net_migration.iter().sum::<i32>(), 0);
            households += moved.moves;
        }
        rise += (share(&economy) - before) / 2.0 / seeds as f64;
    }
    println!("rise {rise} a year, {households} moves");
    assert!((0.004..0.011).contains(&rise), "{rise}");
}

/// Demography, migration and hiring do not depend on threads.
#[test]
fn threads_change_no_bit() {
    for market in [Market::Sampled, Market::Expected] {
        let after = |workers: &dyn Workers| {
            let rules = Rules { market, ..rules() };
            let mut economy = Economy::open(country(1), rules, Luck::Seed(7));
            for _ in 0..6 {
                economy.quarter(&mut NoPolicy, &mut NoTheory, workers);
            }
            economy.fingerprint()
        };
        let alone = after(&Serial);
        for threads in [2, 4] {
            assert_eq!(alone, after(&Threads(threads)), "{market:?}");
        }
    }
}

/// The people of the base economy: everybody lives alone, works at the same wage as everybody else in the
/// firm, and each firm has one owner.
fn alone(calibration: &Calibration, base: &Economy) -> Drawn {
    let Economy {
        firms, households, ..
    } = base;
    let person = |h: usize| DrawnPerson {
        household: h as u32,
        age: Age::Middle,
        education: Education::Low,
        activity: match households.employer.get(h) {
            Some(&NOBODY) => Activity::Unemployed,
            Some(&firm) => Activity::Employee { firm },
            None => Activity::Inactive,
        },
        human_capital: 1.0,
        efficiency: 1.0,
    };
    let n = households.len();
    let benefits = households.n_workers..households.n_workers + households.n_inactive;
    let owners = firms.ids().map(|i| households.owner_of(i));
    Drawn {
        households: households
            .ids()
            .map(|h| DrawnHousehold {
                area: households.area[h],
                members: 1,
                target_income: 1.0,
                survey_income: 1.0,
                wealth: 1.0,
                deposits: households.disposable_income[h],
                dwellings: households.disposable_income[h],
                transfers: if benefits.contains(&h.index()) {
                    base.government.benefit_other + base.government.benefit_inactive
                } else {
                    base.government.benefit_other
                },
                propensity: 1.0,
                ..DrawnHousehold::default()
            })
            .collect(),
        persons: (0..n).map(person).collect(),
        firm_sizes: firms.employees.to_vec(),
        productivity: Vec::new(),
        return_to_skill: 0.9,
        propensity_elasticity: 0.0,
        founders: owners
            .chain([households.bank_owner()])
            .map(|h| h.0)
            .collect(),
        coverage: 1.0,
        log: vec![calibration.name.clone()],
    }
}

/// Authority: long run, §3.4, I8: one-person households with one owner per firm are the base economy, bit
/// for bit.
#[test]
fn people_who_live_alone_are_the_base_economy() {
    let calibration = standard_village();
    for mut rules in [Rules::default(), Rules::long_run()] {
        for market in [Market::Sampled, Market::Expected] {
            for luck in [Luck::None, Luck::Seed(1), Luck::Seed(2)] {
                rules.market = market;
                rules.closure.portfolios.founder_share = 1.0;
                rules.closure.demography.on = false;
                // Without luck all firms are of one size, which does not add up to the jobs there are.
                let sizes = firm_sizes(&calibration, Luck::Seed(1));
                let mut base = Economy::open_with(calibration.clone(), rules, luck, sizes);
                let drawn = alone(&calibration, &base);
                let with_people = inhabited(calibration.clone(), drawn);
                let mut economy = Economy::open(with_people, rules, luck);
                assert_eq!(base.fingerprint(), economy.fingerprint(), "the opening");
                for quarter in 1..=12 {
                    run(&mut base, 1);
                    run(&mut economy, 1);
                    let both = (base.fingerprint(), economy.fingerprint());
                    assert_eq!(both.0, both.1, "quarter {quarter}, {market:?}, {luck:?}");
                }
            }
        }
    }
}

/// A drawn population meets its incomes at the opening, and its accounts balance for two years.
#[test]
fn a_drawn_population_lives_on_what_it_was_drawn_for() {
    let census::Country {
        census,
        mut calibration,
    } = census::four_areas(3_000, 1);
    calibration.census = Some(std::sync::Arc::new(census));
    calibration
        .populate(&rules().closure, &Settings::default())
        .expect("a population");
    let drawn = calibration.population.clone().expect("was drawn");
    for market in [Market::Sampled, Market::Expected] {
        let rules = Rules { market, ..rules() };
        let mut economy = Economy::open(calibration.clone(), rules, Luck::Seed(1));
        let booked = &economy.households.disposable_income;
        let target = maths::sum(drawn.households.iter().map(|h| h.target_income));
        println!("{}", maths::sum(booked.iter().copied()) / target);
        for kind in [Kind::Urban, Kind::Rural] {
            let of = drawn.households.iter().zip(booked.iter());
            let of = of.filter(|(h, _)| h.stratum == kind);
            let (mut met, mut wanted) = (0.0, 0.0);
            for (h, booked) in of {
                met += booked;
                wanted += h.target_income;
            }
            println!("{kind:?} {}", met / wanted);
            assert!(
                (met / wanted - 1.0).abs() < 0.03,
                "{kind:?} {}",
                met / wanted
            );
        }
        let survey = maths::sum(survey_incomes(&economy).iter().copied());
        let wanted = maths::sum(drawn.households.iter().map(|h| h.survey_income));
        assert!((survey / wanted - 1.0).abs() < 0.03, "{}", survey / wanted);
        let books = &economy.books.identities;
        economy.central_bank.equity -= books.central_bank;
        let before = urbanisation(people(&economy), &economy);
        for _ in 0..8 {
            run(&mut economy, 1);
            assert_balanced(&economy, 1e-9);
            assert_consistent(&economy);
        }
        println!(
            "urban share {before} -> {}",
            urbanisation(people(&economy), &economy)
        );
        attributed_incomes_are_those_by_source(&economy);
    }
}

/// Authority: incomes by source, which come to the same by another road.
fn attributed_incomes_are_those_by_source(economy: &Economy) {
    let incomes = by_source(economy);
    let members = &people(economy).members;
    let inhabited = economy.households.ids().filter(|&h| members[h] > 0);
    let (heads, persons): (Vec<f64>, Vec<f64>) = inhabited
        .map(|h| {
            (
                incomes[h].attributed_national_income(),
                f64::from(members[h]),
            )
        })
        .map(|(income, n)| (income / n, n))
        .unzip();
    let expected = Ranked::weighted(&heads, &persons).expect("incomes");
    let gini = |ranked: &Ranked| ranked.gini().expect("positive incomes");
    let mut rankings = Rankings::default();
    let found = rankings.of_attributed_income(economy, |ranked| [ranked.mean(), gini(ranked)]);
    for (found, expected) in found
        .expect("people")
        .iter()
        .zip([expected.mean(), gini(&expected)])
    {
        assert!((found / expected - 1.0).abs() < 1e-10, "{found} {expected}");
    }
}

/// Authority: the definitions, by the measures and the decomposition of `inequality` over columns gathered here.
#[test]
fn published_distributions_are_those_of_the_columns() {
    let mut economy = Economy::open(country(2), rules(), Luck::Seed(2));
    let mut observer = Observer::long_run();
    observer.observe(&economy);
    run(&mut economy, 3);
    let published = observer.observe(&economy);
    let series = |name: &str| published[observe::position(name).expect("a series")];
    let (people, households) = (people(&economy), &economy.households);
    let map = &economy.calibration.geography;
    let homes: Vec<HouseholdId> = households
        .ids()
        .filter(|&h| people.members[h] > 0)
        .collect();
    let persons: Vec<f64> = homes
        .iter()
        .map(|&h| f64::from(people.members[h]))
        .collect();
    let heads: Vec<f64> = homes
        .iter()
        .map(|&h| households.disposable_income[h] / f64::from(people.members[h]))
        .collect();
    let income = Ranked::weighted(&heads, &persons).expect("incomes");
    let worth = observe::net_worth(&economy);
    let worth: Vec<f64> = homes.iter().map(|&h| worth[h]).collect();
    let wealth = Ranked::new(&worth).expect("wealth");
    let between = |group: &dyn Fn(HouseholdId) -> u32| {
        let groups: Vec<u32> = homes.iter().map(|&h| group(h)).collect();
        let groups = Groups::new(&income, &groups).expect("a group for each");
        groups.entropy(1.0).expect("positive incomes").between
    };
    let area = |h: HouseholdId| &map.areas[households.area[h] as usize];
    let head = |h: HouseholdId| people.head(h).expect("somebody lives there");
    let palma = income.top_share(0.1).expect("it is defined")
        / income.bottom_share(0.4).expect("it is defined");
    let consumed = economy.books.household_consumption.real;
    for (name, expected) in [
        ("mean_disposable_income", income.mean()),
        ("median_disposable_income", income.median()),
        (
            "mean_real_consumption",
            consumed / people.population() as f64,
        ),
        ("palma_disposable_income", palma),
        (
            "top1_share_disposable_income",
            income.top_share(0.01).expect("it is defined"),
        ),
        (
            "fifth1_share_disposable_income",
            income.bottom_share(0.2).expect("it is defined"),
        ),
        (
            "fifth5_share_disposable_income",
            income.top_share(0.2).expect("it is defined"),
        ),
        ("mean_wealth", wealth.mean()),
        ("median_wealth", wealth.median()),
        (
            "top1_share_wealth",
            wealth.top_share(0.01).expect("it is defined"),
        ),
        (
            "theil_between_residence",
            between(&|h| u32::from(area(h).kind == Kind::Rural)),
        ),
        (
            "theil_between_provinces",
            between(&|h| area(h).province as u32),
        ),
        (
            "theil_between_educations",
            between(&|h| people.education[head(h)] as u32),
        ),
    ] {
        let found = series(name);
        let tolerance = 1e-10 * expected.abs().max(1e-3);
        assert!(
            (found - expected).abs() < tolerance,
            "{name}: {found} {expected}"
        );
    }
    let fifths = (1..=5).map(|n| series(&format!("fifth{n}_share_disposable_income")));
    assert!((fifths.sum::<f64>() - 1.0).abs() < 1e-12);
}
