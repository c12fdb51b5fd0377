//! `china-builder --research DIR --out data/china-2022`
use china_builder::*;
fn main() {
    let r = research::Research::read(std::path::Path::new("/work/shared/data/china")).expect("x");
    let seed = controls::Seed::read(&r).expect("x");
    let c = controls::Controls::new(&r, &seed).expect("x");
    let g = scalars::opening_growth();
    let k = capital_formation::CapitalFormation::split(&seed, &c, g).expect("x");
    let (t, b) = use_table::build(&seed, &c, &k).expect("x");
    println!("{b:?}");
    let o = opening::settle(&r, &t, &k, g).expect("x");
    println!("{:?} {:?}", o.rates, o.balances);
    println!(
        "rec {} disp {} taxed {} bank {} lab {} contr {} sd {} hd {}",
        o.recorded_income / c.gdp,
        o.disposable_income / c.gdp,
        o.taxed_profits,
        o.bank_profit,
        o.labour_share,
        o.contributions,
        o.state_dividends / c.gdp,
        o.household_dividends / c.gdp
    );
    for (i, s) in industry::INDUSTRIES.iter().zip(&o.sheets) {
        println!(
            "{} L/K {:.3} theta {:.3} c {:.3} repair {:.4} lifted {} margin {:.3}",
            i.code,
            s.loans / s.capital,
            s.payout,
            s.transfer_rate,
            s.repair,
            s.lifted,
            s.profit
        );
    }
    println!(
        "transfers {}",
        o.sheets.iter().map(|s| s.transfer).sum::<f64>() / c.gdp
    );
    let a = areas::build(&r, &c).expect("x");
    println!(
        "migr {} ratio {} online {:?} cuts {:?}",
        a.migrants, a.ratio_by_residence, a.online, a.jobs.cuts
    );
    for (i, x) in a.rows.iter().enumerate().take(8) {
        println!("{} {:?} jobs {}", x.code(), x, a.jobs.of_area(i));
    }
    let nat: f64 = a
        .rows
        .iter()
        .filter(|x| x.kind == 0)
        .map(|x| x.population * x.internet_share)
        .sum::<f64>()
        / 920710.0;
    println!("urban net {nat} {:?}", a.ages);

    let out = std::path::Path::new("data/china-2022");
    let mut f = std::collections::BTreeMap::new();
    for t in [
        tables::use_table(&t),
        tables::industries(&t, &a, &o),
        tables::areas(&r, &a).expect("x"),
        tables::jobs(&a),
        tables::value_added(&r, &t).expect("x"),
        tables::neighbours(&r),
        tables::people(&a),
        tables::balance_sheets(&t),
        tables::digital(&r, &a).expect("x"),
    ] {
        f.insert(format!("{}.csv", t.name), t.text());
    }
    folder::write(out, &f).expect("x");
}
