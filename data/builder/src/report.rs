//! What the builder says about its work.

use std::fmt::Write;

use crate::Built;
use crate::industry::{CON, INDUSTRIES, N};
use crate::scalars;
use crate::use_table::{
    COMPENSATION, DEPRECIATION, EXPORTS, FINALS, FIRM_INV, IMPORTS, SURPLUS, TAXES,
};

/// The report, in lines of text.
#[must_use]
pub fn report(built: &Built) -> String {
    let mut text = String::new();
    balancing(&mut text, built);
    accounts(&mut text, built);
    opening(&mut text, built);
    places(&mut text, built);
    text
}

/// Writing to a string cannot fail.
macro_rules! say {
    ($text:expr, $($rest:tt)*) => { let _ = writeln!($text, $($rest)*); };
}

fn balancing(text: &mut String, built: &Built) {
    let b = &built.balancing;
    say!(text, "Balancing");
    say!(
        text,
        "  rounds {}, largest gap {:.1e}, cells below 0 {}",
        b.rounds,
        b.gap,
        b.negative_cells
    );
    say!(
        text,
        "  largest change of an input share {:.4}: {} in {}",
        b.largest_change,
        b.at.0,
        b.at.1
    );
}

fn accounts(text: &mut String, built: &Built) {
    let table = &built.use_table;
    let gdp = table.gdp();
    let percent = |value: f64| 100.0 * value / gdp;
    say!(text, "Accounts of 2022, billion yuan and % of GDP");
    say!(text, "  GDP {gdp:.1}");
    for (column, name) in FINALS.iter().enumerate() {
        let total = table.total(column);
        say!(text, "  {name:<13} {total:>10.1} {:>6.2}", percent(total));
    }
    let costs = [
        ("compensation", COMPENSATION),
        ("taxes", TAXES),
        ("depreciation", DEPRECIATION),
        ("surplus", SURPLUS),
    ];
    for (name, cost) in costs {
        let total = table.total_cost(cost);
        say!(text, "  {name:<13} {total:>10.1} {:>6.2}", percent(total));
    }
    let balance = -table.total(IMPORTS) - table.total(EXPORTS);
    say!(
        text,
        "  imports less exports {:.2} % of GDP",
        percent(balance)
    );
    let c = &built.capital;
    say!(
        text,
        "  capital formation (a) replacement {:.2} (b) net investment {:.2} (c) dwellings {:.2} (d) input stocks {:.2} (e) public {:.2} % of GDP",
        percent(c.replacement),
        percent(c.net_investment),
        percent(c.dwellings),
        percent(c.input_stocks),
        percent(c.public)
    );
    let capital: f64 = built.opening.sheets.iter().map(|sheet| sheet.capital).sum();
    let construction = table.finals[FIRM_INV][CON] as f64 / 10.0 / table.total(FIRM_INV);
    say!(
        text,
        "  capital {:.3} of GDP; construction {construction:.3} of (a)+(b)",
        capital / gdp
    );
}

fn opening(text: &mut String, built: &Built) {
    let o = &built.opening;
    let gdp = built.use_table.gdp();
    let percent = |value: f64| 100.0 * value / gdp;
    let r = o.rates;
    say!(text, "Opening");
    say!(
        text,
        "  taxed profits {:.0}, of the bank {:.0}; tax {:.4}, fee {:.4}, income tax {:.4}, land fees {:.4} of dwellings, {:.4} of construction",
        o.taxed_profits,
        o.bank_profit,
        r.corporate,
        r.profit_fee,
        r.income,
        r.household_land_fee,
        r.firm_land_fee
    );
    say!(
        text,
        "  contributions {:.0}; compensation after floor and repair {:.2} % of GDP; dividends to households {:.2}, to the state {:.2} % of GDP",
        o.contributions,
        100.0 * o.labour_share,
        percent(o.household_dividends),
        percent(o.state_dividends)
    );
    let other = o.disposable_income - o.recorded_income;
    say!(
        text,
        "  disposable income {:.2} % of GDP, of which other benefits {:.3}",
        percent(o.disposable_income),
        percent(other)
    );
    let transfers: f64 = o.sheets.iter().map(|sheet| sheet.transfer).sum();
    say!(
        text,
        "  capital transfers {:.2} % of GDP",
        percent(transfers)
    );
    let b = o.balances;
    say!(
        text,
        "  net lending, % of GDP: households {:+.2} firms {:+.2} bank {:+.2} central bank {:+.2} (+{:.2} paid over) abroad {:+.2} government {:+.2}",
        100.0 * b.households,
        100.0 * b.firms,
        100.0 * b.bank,
        100.0 * b.central_bank,
        100.0 * b.central_bank_profit,
        100.0 * b.abroad,
        100.0 * b.government
    );
    let central_bank = scalars::PUBLIC_DEBT + scalars::FIRM_LOANS
        - scalars::FIRM_DEPOSITS
        - scalars::HOUSEHOLD_DEPOSITS
        - scalars::BANK_EQUITY
        - scalars::FOREIGN_POSITION;
    say!(
        text,
        "  equity of the central bank {central_bank:.3} of GDP"
    );
    say!(
        text,
        "  industry  loans/capital  payout  transfer rate  repair of wages, pp of output"
    );
    for (g, industry) in INDUSTRIES.iter().enumerate().take(N) {
        let s = &o.sheets[g];
        let floor = if s.lifted { " lifted to the floor" } else { "" };
        say!(
            text,
            "  {}  {:>12.3} {:>9.3} {:>9.3} {:>9.2}{floor}",
            industry.code,
            s.loans / s.capital,
            s.payout,
            s.transfer_rate,
            100.0 * s.repair
        );
    }
}

fn places(text: &mut String, built: &Built) {
    let a = &built.areas;
    say!(text, "Areas");
    say!(
        text,
        "  {} areas; {:.2} % of the population in towns but in the rural stratum; ratio of incomes by residence {:.3}",
        a.rows.len(),
        100.0 * a.migrants,
        a.ratio_by_residence
    );
    say!(
        text,
        "  log-odds of being online: towns {:.4}, 60 and more {:.4}",
        a.online.0,
        a.online.1
    );
    for cut in &a.jobs.cuts {
        say!(
            text,
            "  98 % rule: {} from {:.1} to {:.1} thousand jobs",
            cut.place,
            cut.before,
            cut.after
        );
    }
    say!(text, "Numbers by status");
    for (status, count) in &built.counts {
        say!(text, "  {:<10} {count}", status.word());
    }
}
