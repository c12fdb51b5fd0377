use economy::people::{self, Age, Settings};
use std::path::Path;
#[path = "../tests/common/census.rs"]
#[allow(dead_code)]
mod census;
fn main() {
    let c = census::folder(Path::new("/work/wt/data/data/china-2022"), 100_000.0, 1).unwrap();
    let mut s = Settings::default();
    for a in std::env::args().skip(1) {
        let (p, v) = a.split_once('=').unwrap();
        params::Parameters::set(&mut s, p, v).unwrap();
    }
    let d = people::draw(&c.census, &c.calibration, &s).unwrap();
    let r = people::receipts(&d, &c.census, &c.calibration, &s);
    let n = d.households.len();
    let mut workers = vec![0; n];
    let mut wa = vec![0; n];
    let (mut lo, mut hi) = (0, 0);
    for p in &d.persons {
        if p.activity.firm().is_some() {
            workers[p.household as usize] += 1;
            if p.efficiency < 0.201 {
                lo += 1
            }
            if p.efficiency > 7.9 {
                hi += 1
            }
        }
        if matches!(p.age, Age::Young | Age::Middle) {
            wa[p.household as usize] += 1;
        }
    }
    println!(
        "e low {lo} high {hi} of {}",
        d.firm_sizes.iter().sum::<u32>()
    );
    let g = |v: &dyn Fn(usize) -> f64| {
        let vals: Vec<f64> = (0..n)
            .map(|h| v(h) / d.households[h].members as f64)
            .collect();
        let w: Vec<f64> = d.households.iter().map(|h| h.members as f64).collect();
        inequality::Ranked::weighted(&vals, &w)
            .unwrap()
            .gini()
            .unwrap()
    };
    println!(
        "gini target {:.4} survey target {:.4} got {:.4}",
        g(&|h| d.households[h].target_income),
        g(&|h| d.households[h].survey_income),
        g(&|h| r[h].disposable_income())
    );
    let got = |h: usize| r[h].disposable_income();
    let tot: f64 = (0..n).map(got).sum();
    for (name, f) in [
        (
            "no worker",
            Box::new(|h: usize| workers[h] == 0) as Box<dyn Fn(usize) -> bool>,
        ),
        ("no wa", Box::new(|h| wa[h] == 0)),
        ("1", Box::new(|h| workers[h] == 1)),
        ("2", Box::new(|h| workers[h] == 2)),
        ("3+", Box::new(|h| workers[h] > 2)),
    ] {
        let hs: Vec<usize> = (0..n).filter(|&h| f(h)).collect();
        let t: f64 = hs.iter().map(|&h| d.households[h].target_income).sum();
        let a: f64 = hs.iter().map(|&h| got(h)).sum();
        let off = hs
            .iter()
            .filter(|&&h| (got(h) / d.households[h].target_income - 1.0).abs() > 0.05)
            .count();
        let over = hs
            .iter()
            .filter(|&&h| got(h) / d.households[h].target_income > 1.05)
            .count();
        println!(
            "{name}: {} households, target share {:.4} got {:.4}, off {off} over {over}",
            hs.len(),
            t / tot,
            a / tot
        );
    }
    // by target rank
    let mut o: Vec<usize> = (0..n).collect();
    o.sort_by(|&a, &b| {
        (d.households[a].target_income / d.households[a].members as f64)
            .total_cmp(&(d.households[b].target_income / d.households[b].members as f64))
    });
    for k in 0..20 {
        let part = &o[k * n / 20..(k + 1) * n / 20];
        let t: f64 = part.iter().map(|&h| d.households[h].target_income).sum();
        let a: f64 = part.iter().map(|&h| got(h)).sum();
        let dv: f64 = part.iter().map(|&h| r[h].dividends).sum();
        let tr: f64 = part.iter().map(|&h| r[h].transfers).sum();
        let over: f64 = part
            .iter()
            .map(|&h| (got(h) - d.households[h].target_income).max(0.0))
            .sum();
        let under: f64 = part
            .iter()
            .map(|&h| (d.households[h].target_income - got(h)).max(0.0))
            .sum();
        println!(
            "{k:2} target {:.4} got {:.4} div {:.4} transf {:.4}; over {:.4} under {:.4}",
            t / tot,
            a / tot,
            dv / tot,
            tr / tot,
            over / tot,
            under / tot
        );
    }
    for top in [1000, 300, 100, 10, 1] {
        let part = &o[n - top..];
        let t: f64 = part.iter().map(|&h| d.households[h].target_income).sum();
        let a: f64 = part.iter().map(|&h| got(h)).sum();
        println!("top {top}: {:.4} {:.4}", t / tot, a / tot);
    }
    let w = |st| {
        let mut x = (0.0, 0.0);
        for (h, hh) in d.households.iter().enumerate() {
            let a = &c.census.regions.areas[hh.area as usize];
            if (a.kind, hh.stratum) == st {
                x.0 += got(h);
                x.1 += hh.target_income;
            }
        }
        x
    };
    use economy::geography::Kind::*;
    println!(
        "res/stratum urban-urban {:?} urban-rural {:?} rural-rural {:?}",
        w((Urban, Urban)),
        w((Urban, Rural)),
        w((Rural, Rural))
    );
    let mut om: Vec<f64> = d.productivity.clone();
    om.sort_by(f64::total_cmp);
    println!(
        "omega min {:.3} p10 {:.3} median {:.3} p90 {:.3} max {:.3}",
        om[0],
        om[om.len() / 10],
        om[om.len() / 2],
        om[om.len() * 9 / 10],
        om[om.len() - 1]
    );

    let mut firms = Vec::new();
    for g in 0..21 {
        for cell in c.calibration.cells(g) {
            for _ in 0..cell.firms {
                firms.push((g, cell.area as usize));
            }
        }
    }
    let mut x = vec![(0.0, 0.0, 0); 42];
    for p in &d.persons {
        if let Some(f) = p.activity.firm() {
            let h = p.household as usize;
            if workers[h] == 1 {
                let (g, a) = firms[f];
                let k = 2 * g + usize::from(c.census.regions.areas[a].kind == Rural);
                let other = r[h].dividends + r[h].transfers;
                x[k].0 += (d.households[h].target_income - other).max(0.0);
                x[k].1 += r[h].wages + r[h].mixed_income;
                x[k].2 += 1;
            }
        }
    }
    for g in 0..21 {
        let f = |k: usize| {
            let (a, b, n) = x[k];
            format!(
                "n {n:6} wanted {:.4} paid {:.4} ratio {:.2}",
                1e3 * a / n as f64,
                1e3 * b / n as f64,
                b / a
            )
        };
        println!(
            "{} {} | {}",
            c.calibration.industries[g].code,
            f(2 * g),
            f(2 * g + 1)
        );
    }

    let earn: Vec<f64> = r.iter().map(|x| x.wages + x.mixed_income).collect();
    let nf = d.firm_sizes.len();
    let mut sums = std::collections::BTreeMap::<(u8, usize), (f64, f64)>::new();
    let mut esum = vec![0.0; n];
    for p in &d.persons {
        if let Some(f) = p.activity.firm() {
            let (g, a) = firms[f];
            esum[p.household as usize] +=
                p.efficiency * d.productivity[g * 62 + a] * c.calibration.technology.wage[g];
        }
    }
    for p in &d.persons {
        if let Some(f) = p.activity.firm() {
            let (g, a) = firms[f];
            let h = p.household as usize;
            let share =
                p.efficiency * d.productivity[g * 62 + a] * c.calibration.technology.wage[g]
                    / esum[h];
            let want =
                (d.households[h].target_income - r[h].dividends - r[h].transfers).max(0.0) * share;
            let paid = earn[h] * share;
            for key in [(0, f), (1, g * 62 + a), (2, g), (3, a)] {
                let e = sums.entry(key).or_default();
                e.0 += want;
                e.1 += paid;
            }
        }
    }
    let _ = nf;
    for l in 0..4u8 {
        let v: f64 = sums
            .iter()
            .filter(|(k, _)| k.0 == l)
            .map(|(_, v)| (v.0 - v.1).abs())
            .sum();
        println!("level {l}: mismatch {:.4} of income", v / tot);
    }
    let zero: f64 = (0..n)
        .filter(|&h| workers[h] > 0)
        .map(|h| (d.households[h].target_income - r[h].dividends - r[h].transfers).min(0.0))
        .sum();
    println!("negative need {:.4}", zero / tot);
}
