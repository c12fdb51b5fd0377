use economy::closure::{Closure, TrendRates};
use economy::{BaseRules, Calibration, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial};
use laboratory::economies::{self, LoadOptions};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let folder = &args[1];
    let mut growth = 0.015;
    let mut market = Market::Expected;
    let mut seeds = 1;
    let mut quarters = 80;
    let mut noise = true;
    let mut stationary = false;
    let mut closure = Closure::default();
    let mut overrides = Vec::new();
    let mut inflation = 0.02;
    for arg in &args[2..] {
        if let Some(g) = arg.strip_prefix("g=") {
            growth = g.parse().unwrap();
        } else if let Some(g) = arg.strip_prefix("pi=") {
            inflation = g.parse().unwrap();
        } else if arg == "sampled" {
            market = Market::Sampled;
        } else if let Some(n) = arg.strip_prefix("seeds=") {
            seeds = n.parse().unwrap();
        } else if let Some(n) = arg.strip_prefix("quarters=") {
            quarters = n.parse().unwrap();
        } else if arg == "quiet" {
            noise = false;
        } else if arg == "stationary" {
            stationary = true;
        } else if arg == "off" {
            closure = Closure::off();
        } else if let Some((path, value)) = arg.split_once('=') {
            if path.starts_with("economy.") {
                overrides.push((path.to_owned(), value.to_owned()));
            } else {
                closure.set(path, value).unwrap();
            }
        }
    }
    let options = LoadOptions {
        overrides: &overrides,
        ..LoadOptions::default()
    };
    let mut calibration: Calibration = economies::load(folder, &options).unwrap().calibration;
    calibration.trend = TrendRates {
        productivity_growth: growth,
        final_productivity_growth: growth,
        inflation,
        ..calibration.trend
    };
    if stationary {
        calibration = economy::closure::stationary::stationary(calibration, 0.04);
    }
    if !noise {
        let p = &mut calibration.processes;
        p.covariance = [[0.0; 3]; 3];
        p.world_inflation_sd = 0.0;
        p.government_sd = 0.0;
        closure.expectations.growth_sd = 0.0;
        closure.expectations.inflation_sd = 0.0;
    }
    let rules = Rules {
        base: BaseRules::default(),
        closure,
        market,
    };
    let names = [
        "gdp", "u%", "use", "lshare", "K/Y", "M/Y", "C/Y", "X/Y", "Im/Y", "debt", "depo", "frnpos",
        "eq/L", "infl%", "prof", "exits", "loan/K", "dep/Y", "fill", "r%",
    ];
    let n = names.len();
    let steps: Vec<u32> = if quarters > 20 {
        vec![0, 1, 4, 8, 20, 40, 60, 80, 120, 160, 200]
    } else {
        (0..=quarters).collect()
    };
    let mut table = vec![vec![0.0; n]; steps.len()];
    let start = std::time::Instant::now();
    for seed in 1..=seeds {
        let mut e = Economy::open(calibration.clone(), rules, Luck::Seed(seed));
        let mut last_p = 1.0;
        let mut last_gdp = 0.0;
        for q in 0..=quarters {
            if q > 0 {
                e.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            }
            let Some(row) = steps.iter().position(|s| *s == q) else {
                continue;
            };
            let b = &e.books;
            let sum = |c: &[f64]| c.iter().sum::<f64>();
            let y: f64 = e.firms.total_output();
            let cap: f64 = e
                .firms
                .ids()
                .map(|i| e.firms.output_per_capital[i] * e.firms.capital[i])
                .sum();
            let gva = b.gross_value_added;
            let years = if row > 0 {
                f64::from(q - steps[row - 1]) / 4.0
            } else {
                1.0
            };
            let infl = ((e.prices.producer / last_p).powf(1.0 / years) - 1.0) * 100.0;
            last_p = e.prices.producer;
            let growth = if row > 0 {
                ((gva.real / last_gdp as f64).powf(1.0 / years) - 1.0) * 100.0
            } else {
                0.0
            };
            last_gdp = gva.real;
            let supply: f64 = e.firms.ids().map(|i| e.firms.target_output[i]).sum();
            let values = [
                growth,
                100.0 * e.households.unemployed() as f64 / e.households.n_workers as f64,
                if q == 0 { y / cap } else { y / (cap) },
                b.compensation / gva.nominal,
                sum(&e.firms.capital) / gva.real / 4.0,
                sum(&e.firms.inputs) / gva.real,
                b.household_consumption.real / gva.real,
                b.exports.real / gva.real,
                b.imports.real / gva.real,
                e.government.debt / (4.0 * gva.nominal),
                sum(&e.households.deposits) / sum(&e.households.disposable_income),
                e.world.position / (4.0 * gva.nominal),
                e.bank.equity / sum(&e.firms.loans),
                infl,
                e.firms.ids().filter(|&i| e.firms.profit[i] > 0.0).count() as f64
                    / e.firms.len() as f64,
                f64::from(e.long_run.distress.exits),
                sum(&e.firms.loans) / (sum(&e.firms.capital) * e.prices.capital),
                sum(&e.firms.deposits)
                    / e.firms
                        .ids()
                        .map(|i| e.firms.price[i] * e.firms.output[i])
                        .sum::<f64>(),
                y / supply,
                e.central_bank.policy_rate * 400.0,
            ];
            if q == quarters && seed == 1 && args.iter().any(|a| a == "dbg") {
                for g in 0..calibration.n_industries() {
                    let (mut d, mut y, mut l, mut k, mut pr) = (0.0, 0.0, 0.0, 0.0, 0.0);
                    for i in e.firms.of_industry(g) {
                        d += e.firms.deposits[i];
                        y += e.firms.price[i] * e.firms.output[i];
                        l += e.firms.loans[i];
                        k += e.firms.capital[i] * e.prices.capital;
                        pr += e.firms.profit[i];
                    }
                    println!(
                        "{g} {} D/Y {:.3} d* {:.3}  L/K {:.3} l* {:.3} theta {:.3} pi {:.3} y {:.0}",
                        calibration.industries[g].code,
                        d / y,
                        e.long_run.treasurers.deposits[g],
                        l / k,
                        e.long_run.treasurers.loans[g],
                        e.firms.dividend_payout[e.firms.of_industry(g).next().unwrap()],
                        pr / y,
                        y
                    );
                }
            }
            for (t, v) in table[row].iter_mut().zip(values) {
                *t += v / seeds as f64;
            }
        }
    }
    print!("{:>4}", "q");
    for name in names {
        print!(" {name:>7}");
    }
    println!();
    for (s, row) in steps.iter().zip(&table) {
        if *s > quarters {
            break;
        }
        print!("{s:>4}");
        for v in row {
            print!(" {v:>7.3}");
        }
        println!();
    }
    eprintln!("{:.2} s", start.elapsed().as_secs_f64());
}
