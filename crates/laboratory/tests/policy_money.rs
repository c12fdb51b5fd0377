//! Money of strategies in the tables of households and areas, and in what is read off them.

mod tabulated;

use economy::Serial;
use laboratory::{Attention, Experiment, Request, Run};

use tabulated::{numbers, words};

/// A scenario on the default country with few households, of which every quarter is tabulated.
fn run(scenario: &str, set: &[(&str, &str)]) -> (Experiment, Run) {
    const QUARTERS: u32 = 8;
    let set = set.iter().map(|&(path, value)| (path.into(), value.into()));
    let request = Request {
        scenario: Some(scenario.to_owned()),
        scale: Some(200_000.0),
        quarters: Some(QUARTERS),
        seeds: Some(1),
        keep: (1..QUARTERS).collect(),
        set: set.collect(),
        ..Request::default()
    };
    let experiment = Experiment::plan(request).expect("the default economy runs");
    let run = Run::new(&experiment, 1, Attention::FULL, &Serial, &|| {}).expect("it runs");
    (experiment, run)
}

/// Authority: the definitions of the columns; flows T15 to T17 of digital economy, §6.4. Where strategies move money,
/// what a household earns, gets and pays is its disposable income in every quarter, and areas get what their
/// households get.
#[test]
fn tables_hold_the_money_that_strategies_move() {
    for scenario in ["comprehensive", "three-distributions"] {
        let (_, run) = run(scenario, &[]);
        let of = |name: &str| numbers(&run, "households", name);
        let (market, transfers) = (of("market_income"), of("transfers"));
        let (taxes, disposable) = (of("direct_taxes"), of("disposable_income"));
        for k in 0..disposable.len() {
            let gross = market[k] + transfers[k];
            let gap = gross - taxes[k] - disposable[k];
            let what = format!("{scenario}, row {k}: {gap:e} of {gross}");
            assert!(gap.abs() <= 1e-9 * gross.abs().max(1e-6), "{what}");
        }
        let places = words(&run, "households", "area").iter();
        let moments = of("quarter").into_iter();
        let rows: Vec<_> = moments.zip(places).zip(transfers).collect();
        let areas = words(&run, "areas", "area");
        let quarters = numbers(&run, "areas", "quarter");
        let by_area = numbers(&run, "areas", "transfers");
        for (k, booked) in by_area.into_iter().enumerate() {
            if quarters[k] == 0.0 {
                continue;
            }
            let here = rows
                .iter()
                .filter(|((quarter, area), _)| *quarter == quarters[k] && **area == areas[k]);
            let sum: f64 = here.map(|(_, transfers)| transfers).sum();
            let gap = (sum - booked).abs();
            assert!(gap <= 1e-9 * booked, "{scenario}: {sum} but {booked}");
        }
    }
}

/// Authority: the definition of the indicator of E4: a payment of the same amount to everybody gives the poor a larger
/// share of benefits than they had, which is below their share in persons.
#[test]
fn a_payment_per_head_reaches_the_poor() {
    let reach = |payment: &str| {
        let (experiment, run) = run("baseline", &[("theory.payment_per_head", payment)]);
        let catalogue = experiment.catalogue();
        let at = catalogue.position("transfer_reach_poor").expect("a series");
        run.series[1][at]
    };
    let (without, with) = (reach("0"), reach("0.01"));
    assert!(with > without, "{with} but {without} without");
}
