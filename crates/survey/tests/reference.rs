//! Every value of the reference collection that `measure` exposes, from the file on disk.
//!
//! The authority is `expected.json` (its README has versions and sources). Values must agree to
//! 1e-10, standard errors to 1e-8. Keys of the families below that are not met must be listed with
//! the reason. `testdata` says where the collection is looked for, and what happens without it.

use std::collections::BTreeMap;
use std::path::Path;

use inequality::Convention;
use survey::{Measured, Request, Roles, Sample, indices, measure, poverty_line};

/// Families of keys that `measure` answers for.
const FAMILIES: [&str; 37] = [
    "atkinson.",
    "bottom_share.",
    "conc.post",
    "conc.tax",
    "cv.",
    "decomp.",
    "der.",
    "fgt.",
    "ge.",
    "gini.",
    "glorenz.",
    "hoover.",
    "kakwani.",
    "kolm.",
    "lorenz.",
    "median.",
    "palma.",
    "poverty_line",
    "quantile.weighted.laeken",
    "quantile.weighted.math",
    "quantile.weighted.school",
    "ratio.",
    "redistributive_effect.",
    "reranking_plotnick.",
    "reynolds_smolensky.",
    "s80s20.",
    "se.srs",
    "se.strat_cluster",
    "sen.",
    "sgini.",
    "source.",
    "sst.",
    "top_share.",
    "watts.",
    "wolfson.",
    "arpr.",
    "arpt.",
];

/// Keys of those families that `measure` does not give, and why.
const NOT_HERE: [(&str, &str); 12] = [
    ("ineqpy", "a tool's own form, see the crate inequality"),
    (
        "file_order_ties",
        "ties in file order belong to --as convey only",
    ),
    ("wolfson.unweighted.half", "half of wolfson"),
    ("wolfson.weighted.dineq", "a tool's own form"),
    ("wolfson.unweighted.dineq", "a tool's own form"),
    (
        ".D_",
        "pairs of Dagum's decomposition are in the crate inequality",
    ),
    (
        ".G_",
        "pairs of Dagum's decomposition are in the crate inequality",
    ),
    (
        "se.srs.lorenz_",
        "convey interpolates the quantile in the error",
    ),
    (
        "se.strat_cluster.lorenz_",
        "convey interpolates the quantile in the error",
    ),
    ("se.srs.theil_province_total", "met as ge1"),
    ("se.strat_cluster.theil_province_total", "met as ge1"),
    (
        "gini.unweighted.unbiased",
        "met under the name gini_unbiased_n",
    ),
];

/// What a run is made of.
struct Run<'a> {
    income: &'a str,
    weighted: bool,
    by: &'a [&'a str],
    design: bool,
    indices: &'a [&'a str],
    preset: &'a str,
    line: Option<&'a str>,
    sources: &'a [&'a str],
    taxes: bool,
}

const PLAIN: Run<'static> = Run {
    income: "income",
    weighted: true,
    by: &[],
    design: false,
    indices: &["gini"],
    preset: "recommended",
    line: None,
    sources: &[],
    taxes: false,
};

impl Run<'_> {
    fn go(&self, folder: &Path) -> Measured {
        let convention: Convention = self.preset.parse().expect("a preset");
        let owned = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect::<Vec<_>>();
        let mut more = owned(self.sources);
        if self.taxes {
            more.extend(owned(&["income_post", "tax"]));
        }
        let roles = Roles {
            income: self.income.to_owned(),
            weight: self.weighted.then(|| "weight".to_owned()),
            by: owned(self.by),
            strata: self.design.then(|| "stratum".to_owned()),
            psu: self.design.then(|| "psu".to_owned()),
            more,
        };
        let file = folder.join("micro.csv");
        let file = file.to_str().expect("a path in UTF-8");
        let sample = Sample::read(file, &roles, &convention, &|_| {}).expect("it reads");
        let line = self
            .line
            .map(|l| poverty_line(l, &convention).expect("a line"));
        let request = Request {
            indices: indices(self.indices, &convention, line).expect("known measures"),
            line,
            by_group: !self.by.is_empty(),
            sources: owned(self.sources),
            post: self.taxes.then(|| "income_post".to_owned()),
            tax: self.taxes.then(|| "tax".to_owned()),
            income: "income".to_owned(),
            convention,
            standard_errors: true,
        };
        measure(&sample, &request).expect("it measures")
    }
}

/// Results under the keys of the collection.
#[derive(Default)]
struct Found(BTreeMap<String, f64>);

impl Found {
    fn put(&mut self, key: String, value: Option<f64>) {
        if let Some(value) = value {
            self.0.insert(key, value);
        }
    }

    /// Measures of the whole under `micro.<measure>.<which>.<parameter>`.
    fn whole(&mut self, measured: &Measured, which: &str) {
        for r in measured.records.iter().filter(|r| r.group.is_none()) {
            let p = r.parameter.unwrap_or(0.0);
            let name = &*r.measure;
            let percent = (100.0 * p).round();
            let key = match name {
                "ge" => format!("ge.{which}.a{p}"),
                "fgt" => format!("fgt.{which}.a{p}"),
                "atkinson" => format!("atkinson.{which}.e{p}"),
                "sgini" => format!("sgini.{which}.nu{p}"),
                "der" => format!("der.{which}.alpha{p}"),
                "kolm" => format!("kolm.{which}.k1e-4"),
                "lorenz" | "glorenz" => format!("{name}.{which}.p{p}"),
                "quantile" => format!("quantile.{which}.p{p}"),
                "top_share" | "bottom_share" => format!("{name}.{which}.{percent}pct"),
                "gini_unbiased_n" | "gini_unbiased_w2" => {
                    format!("gini.{which}.{}", name.trim_start_matches("gini_"))
                }
                _ if name.starts_with('p') && name.contains("_p") => {
                    format!("ratio.{}.{which}.inverse_cdf", name.replace('_', ""))
                }
                _ => format!("{name}.{which}"),
            };
            self.put(format!("micro.{key}"), r.value);
        }
    }

    /// Standard errors under `micro.se.<design>.<name>`.
    fn errors(&mut self, measured: &Measured, design: &str, line: &str) {
        for r in measured.records.iter().filter(|r| r.group.is_none()) {
            let p = r.parameter.unwrap_or(0.0);
            let name = match &*r.measure {
                "gini" => "gini_convey".to_owned(),
                "gini_unbiased_n" | "lorenz" => continue,
                "ge" | "atkinson" => format!("{}{p}", r.measure),
                "fgt" if line == "rel" && p == 0.0 => "arpr".to_owned(),
                "fgt" if line == "rel" => format!("fgt{p}_relq60"),
                "fgt" => format!("fgt{p}_abs"),
                "watts" => "watts_abs".to_owned(),
                "poverty_line" => "arpt".to_owned(),
                "decomp.ge1.province.within" => "theil_province_within".to_owned(),
                "decomp.ge1.province.between" => "theil_province_between".to_owned(),
                other => other.to_owned(),
            };
            if line == "rel" && name == "watts_abs" {
                continue;
            }
            if line == "rel" && name == "arpr" {
                self.put(format!("micro.se.{design}.fgt0_relq60.estimate"), r.value);
                self.put(format!("micro.se.{design}.fgt0_relq60.se"), r.se);
            }
            self.put(format!("micro.se.{design}.{name}.estimate"), r.value);
            self.put(format!("micro.se.{design}.{name}.se"), r.se);
        }
    }
}

const EVERYTHING: [&str; 23] = [
    "all",
    "ge:-1",
    "ge:0.5",
    "ge:3",
    "sgini:4",
    "der:0.25",
    "der:0.5",
    "der:0.75",
    "der:1",
    "kolm:1e-4",
    "p50_p10",
    "p80_p20",
    "p90_p50",
    "top_share:0.2",
    "gini_unbiased_n",
    "gini_unbiased_w2",
    "lorenz",
    "lorenz:0.05",
    "quantile:0.05",
    "quantile:0.2",
    "quantile:0.8",
    "quantile:0.95",
    "quantile:0.99",
];

fn gather(folder: &Path, expected: &BTreeMap<String, f64>) -> Found {
    let mut found = Found::default();
    let line = expected["micro.poverty_line"].to_string();
    let mut all: Vec<String> = EVERYTHING.iter().map(|&s| s.to_owned()).collect();
    for k in 1..20 {
        let p = f64::from(k) / 20.0;
        all.extend([format!("lorenz:{p}"), format!("glorenz:{p}")]);
    }
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    for (weighted, which) in [(true, "weighted"), (false, "unweighted")] {
        // The median and the ratios of the collection average where a share is met exactly.
        let run = Run {
            weighted,
            indices: &all,
            line: Some(&line),
            ..PLAIN
        };
        found.whole(&run.go(folder), which);
        let school = Run {
            weighted,
            preset: "nbs",
            indices: &["median", "p90_p10", "p50_p10", "p80_p20", "p90_p50"],
            ..PLAIN
        };
        found.whole(&school.go(folder), which);
    }
    found.put(
        "micro.poverty_line".to_owned(),
        found.0.get("micro.poverty_line.weighted").copied(),
    );
    for (preset, rule) in [
        ("recommended", "math"),
        ("laeken", "laeken"),
        ("nbs", "school"),
    ] {
        let quantiles = [
            "0.05", "0.1", "0.2", "0.25", "0.5", "0.75", "0.8", "0.9", "0.95", "0.99",
        ];
        let list: Vec<String> = quantiles.iter().map(|p| format!("quantile:{p}")).collect();
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        for r in (Run {
            preset,
            indices: &list,
            ..PLAIN
        })
        .go(folder)
        .records
        {
            let p = r.parameter.unwrap_or(0.0);
            found.put(format!("micro.quantile.weighted.{rule}.p{p}"), r.value);
        }
    }
    let ratios = ["p90_p10", "p50_p10", "p80_p20", "p90_p50"];
    for r in (Run {
        indices: &ratios,
        ..PLAIN
    })
    .go(folder)
    .records
    {
        let name = r.measure.replace('_', "");
        found.put(format!("micro.ratio.{name}.weighted.math"), r.value);
    }
    let laeken = Run {
        preset: "laeken",
        indices: &["qsr", "arpr", "arpt", "rmpg"],
        line: Some("median:0.6"),
        ..PLAIN
    };
    for (r, name) in laeken
        .go(folder)
        .records
        .iter()
        .zip(["qsr", "arpr", "arpt", "rmpg"])
    {
        found.put(format!("micro.{name}.weighted.laeken"), r.value);
    }
    groups_and_sources(folder, &mut found);
    standard_errors(folder, &line, &mut found);
    found
}

fn groups_and_sources(folder: &Path, found: &mut Found) {
    let sources = ["wage", "business", "property", "transfer"];
    let run = Run {
        sources: &sources,
        taxes: true,
        ..PLAIN
    };
    for r in run.go(folder).records {
        let key = if r.measure.starts_with("source.") {
            format!("micro.{}", r.measure)
        } else {
            format!("micro.{}.weighted", r.measure)
        };
        found.put(key, r.value);
    }
    for by in ["province", "urban"] {
        // The R package ranks ties in file order, as --as convey does.
        for (weighted, end, preset) in [
            (true, "", "recommended"),
            (true, "", "convey"),
            (false, ".unweighted", "recommended"),
        ] {
            let by_list = [by];
            let measured = (Run {
                weighted,
                by: &by_list,
                preset,
                ..PLAIN
            })
            .go(folder);
            for r in &measured.records {
                let Some(g) = r.group else {
                    if r.measure.contains("gini_yl") == (preset == "convey") {
                        found.put(format!("micro.{}{end}", r.measure), r.value);
                    }
                    continue;
                };
                if weighted && preset == "recommended" {
                    let name = &measured.groups[g as usize].names[0];
                    let what = r.measure.replace("population_share", "pop_share");
                    found.put(format!("micro.decomp.group.{by}.{name}.{what}"), r.value);
                }
            }
        }
    }
}

fn standard_errors(folder: &Path, line: &str, found: &mut Found) {
    let list = [
        "mean",
        "gini",
        "ge",
        "atkinson:0.5",
        "atkinson:1",
        "atkinson:2",
        "qsr",
        "zenga",
        "poverty_line",
        "fgt",
        "watts",
    ];
    for (design, name) in [(false, "srs"), (true, "strat_cluster")] {
        let province = ["province"];
        for (line, kind) in [("median:0.6", "rel"), (line, "abs")] {
            let run = Run {
                design,
                by: &province,
                indices: &list,
                preset: "convey",
                line: Some(line),
                ..PLAIN
            };
            let mut own = Found::default();
            own.errors(&run.go(folder), name, kind);
            own.0
                .retain(|key, _| kind == "rel" || !key.contains("arpt"));
            found.0.extend(own.0);
        }
        let gini = Run { design, ..PLAIN };
        for r in gini.go(folder).records {
            found.put(format!("micro.se.{name}.gini.se"), r.se);
        }
    }
}

#[test]
fn every_value_that_measure_exposes_is_met() {
    let Some(folder) = testdata::reference("measure") else {
        return;
    };
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("it reads");
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let expected: BTreeMap<String, f64> = json
        .as_object()
        .expect("an object")
        .iter()
        .filter_map(|(key, r)| Some((key.clone(), r["value"].as_f64()?)))
        .collect();
    let found = gather(&folder, &expected);
    let (mut met, mut wrong) = (0, Vec::new());
    for (key, &value) in &expected {
        let Some(own) = key.strip_prefix("micro.") else {
            continue;
        };
        if !FAMILIES.iter().any(|family| own.starts_with(family))
            || NOT_HERE.iter().any(|(part, _)| own.contains(part))
        {
            continue;
        }
        let tolerance = if key.rsplit('.').next() == Some("se") {
            1e-8
        } else {
            1e-10
        };
        match found.0.get(key) {
            Some(&got) if (got - value).abs() <= tolerance * value.abs().max(1e-6) => met += 1,
            got => wrong.push(format!("{key}: got {got:?}, expected {value}")),
        }
    }
    println!("{met} values of the collection are met");
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        met + wrong.len(),
        wrong.join("\n")
    );
    assert!(met > 380, "{met}");
}

#[test]
fn rows_left_out_are_counted_as_in_the_collection() {
    let Some(folder) = testdata::reference("measure") else {
        return;
    };
    let file = folder.join("micro.csv");
    let roles = Roles {
        income: "income_raw".to_owned(),
        ..Roles::default()
    };
    let convention = Convention::STATA;
    let sample = Sample::read(file.to_str().expect("UTF-8"), &roles, &convention, &|_| {})
        .expect("it reads");
    let count = |reason: &str| sample.dropped.iter().find(|d| d.0 == reason).map(|d| d.1);
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("it reads");
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    for (reason, key) in [
        ("missing_income", "micro_raw.n_missing"),
        ("negative_income", "micro_raw.n_negative"),
        ("zero_income", "micro_raw.n_zero"),
    ] {
        let expected = json[key]["value"].as_f64();
        assert_eq!(count(reason).map(|n| n as f64), expected, "{reason}");
    }
    let left: u64 = sample.dropped.iter().map(|d| d.1).sum();
    assert_eq!(left + sample.rows() as u64, sample.rows_read);
}
