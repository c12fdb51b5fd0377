//! `data/china-2022` as shipped: every table has its rows, every identity holds in whole tenths, and every
//! number says how well it is known.
#![expect(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use china_builder::industry::{INDUSTRIES, codes};
use china_builder::research::Table;
use china_builder::use_table::{COSTS, FINALS};

const WORDS: [&str; 5] = ["verified", "recalled", "derived", "prototype", "assumed"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../china-2022")
}

fn table(file: &str, key: &str) -> Table {
    Table::read(&folder(), file, key).unwrap()
}

/// A cell in whole tenths; anything finer is a mistake.
fn tenths(table: &Table, row: &str, column: &str) -> i64 {
    let value = table.number(row, column).unwrap();
    let whole = (10.0 * value).round();
    assert_eq!(whole / 10.0, value, "{row}, {column}");
    whole as i64
}

fn text(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap()
}

#[test]
fn the_use_table_balances_in_whole_tenths() {
    let table = table("use_table.csv", "product");
    assert_eq!(table.keys().len(), 21 + 5);
    for product in codes() {
        let bought: i64 = codes().iter().map(|s| tenths(&table, product, s)).sum();
        let finals: i64 = FINALS.iter().map(|f| tenths(&table, product, f)).sum();
        assert_eq!(
            bought + finals,
            tenths(&table, product, "OUTPUT"),
            "{product}"
        );
        for cell in FINALS {
            let amount = tenths(&table, product, cell);
            assert!(if cell == "IMPORTS" {
                amount <= 0
            } else {
                amount >= 0
            });
        }
    }
    for industry in codes() {
        let inputs: i64 = codes().iter().map(|g| tenths(&table, g, industry)).sum();
        let costs: i64 = COSTS.iter().map(|c| tenths(&table, c, industry)).sum();
        assert_eq!(costs, tenths(&table, "VALUE_ADDED", industry), "{industry}");
        assert_eq!(
            inputs + costs,
            tenths(&table, industry, "OUTPUT"),
            "{industry}"
        );
    }
}

/// Authority: the published sector totals of 2022, to half a unit of rounding per industry.
#[test]
fn value_added_has_the_published_sectors() {
    let table = table("use_table.csv", "product");
    let mut sectors = [0; 3];
    for industry in INDUSTRIES {
        sectors[industry.sector as usize] += tenths(&table, "VALUE_ADDED", industry.code);
    }
    for (sector, published) in sectors.iter().zip([88_345_i64, 483_164, 638_698]) {
        assert!(
            (sector - published).abs() <= 7,
            "{sector} is not {published}"
        );
    }
    assert_eq!(sectors.iter().sum::<i64>(), 1_210_207);
}

#[test]
fn jobs_have_every_area_and_add_up_to_the_industries() {
    let (jobs, areas) = (table("jobs.csv", "area"), table("areas.csv", "area"));
    let industries = table("industries.csv", "industry");
    assert_eq!(jobs.keys().len(), 62);
    assert_eq!(jobs.keys(), areas.keys());
    assert_eq!(industries.keys(), codes());
    let mut urban = 0;
    for industry in codes() {
        let sum: i64 = jobs.keys().iter().map(|a| tenths(&jobs, a, industry)).sum();
        assert_eq!(
            sum,
            tenths(&industries, industry, "jobs_thousand"),
            "{industry}"
        );
        let towns = jobs.keys().iter().filter(|area| area.ends_with("/urban"));
        urban += towns.map(|a| tenths(&jobs, a, industry)).sum::<i64>();
    }
    // Urban employment is published: 459.31 million; columns are rounded one by one.
    assert!((urban - 4_593_100).abs() <= 62 * 21, "{urban}");
}

#[test]
fn no_area_has_more_jobs_than_persons_who_can_hold_one() {
    let (jobs, areas) = (table("jobs.csv", "area"), table("areas.csv", "area"));
    let people = text("people.csv");
    let share = |class: &str, kind: &str| -> f64 {
        let start = format!("age,{class},{kind},");
        let line = people
            .lines()
            .find_map(|line| line.strip_prefix(start.as_str()));
        line.unwrap().split(',').next().unwrap().parse().unwrap()
    };
    for area in areas.keys() {
        let kind = areas.text(area, "kind").unwrap();
        let able = share("16-34", kind) + share("35-59", kind) + 0.2 * share("60+", kind);
        let held: f64 = codes().iter().map(|g| jobs.number(area, g).unwrap()).sum();
        let most = 0.98 * able * areas.number(area, "population_thousand").unwrap();
        assert!(held <= 1.001 * most, "{area}: {held} of {most}");
    }
}

#[test]
fn areas_are_the_nation() {
    let areas = table("areas.csv", "area");
    let mut persons = BTreeMap::from([("urban", 0), ("rural", 0)]);
    let (mut money, mut members, mut taxes) = ([0.0; 2], [0.0; 2], 0.0);
    for area in areas.keys() {
        let number = |column: &str| areas.number(area, column).unwrap();
        let kind = areas.text(area, "kind").unwrap();
        *persons.get_mut(kind).unwrap() += tenths(&areas, area, "population_thousand");
        taxes += number("tax_revenue_share");
        // Members of the stratum of this kind: residents of towns count where the survey counts them.
        let town = area.replace("/rural", "/urban");
        let in_town = areas.number(&town, "population_thousand").unwrap();
        let share = areas.number(&town, "urban_stratum_share").unwrap();
        let (at, here) = if kind == "urban" {
            (0, in_town * share)
        } else {
            (1, number("population_thousand") + in_town * (1.0 - share))
        };
        members[at] += here;
        money[at] += here * number("income_mean");
        for share in [
            "urban_stratum_share",
            "education_h",
            "education_m",
            "internet_share",
        ] {
            assert!((0.0..=1.0).contains(&number(share)), "{area}, {share}");
        }
    }
    assert_eq!((persons["urban"], persons["rural"]), (9_207_100, 4_910_400));
    assert!((taxes - 1.0).abs() < 1e-9);
    // Authority: the published means of the strata, to the rounding of the columns.
    for (at, published) in [49_283.0, 20_133.0].into_iter().enumerate() {
        let mean = money[at] / members[at];
        assert!(
            (mean / published - 1.0).abs() < 1e-3,
            "{mean} is not {published}"
        );
    }
    // Authority: the weight at which the three published means agree, 57.5 %.
    let weight = members[0] / (members[0] + members[1]);
    assert!((weight - 0.575).abs() < 0.005, "{weight}");
}

#[test]
fn value_added_by_province_adds_up_to_the_use_table() {
    let (regional, table) = (
        table("value_added.csv", "province"),
        table("use_table.csv", "product"),
    );
    assert_eq!(regional.keys().len(), 31);
    for industry in codes() {
        let sum: i64 = regional
            .keys()
            .iter()
            .map(|p| tenths(&regional, p, industry))
            .sum();
        assert_eq!(sum, tenths(&table, "VALUE_ADDED", industry), "{industry}");
    }
}

#[test]
fn neighbours_reach_every_province() {
    let areas = table("areas.csv", "area");
    let provinces: BTreeSet<&str> = areas
        .keys()
        .iter()
        .map(|area| areas.text(area, "province").unwrap())
        .collect();
    let text = text("neighbours.csv");
    let pairs: Vec<(&str, &str)> = text
        .lines()
        .skip(1)
        .map(|l| l.split_once(',').unwrap())
        .collect();
    assert_eq!(pairs.len(), 69);
    let mut reached = BTreeSet::from(["CN-BJ"]);
    while let Some(next) =
        pairs
            .iter()
            .find_map(|(a, b)| match (reached.contains(a), reached.contains(b)) {
                (true, false) => Some(*b),
                (false, true) => Some(*a),
                _ => None,
            })
    {
        reached.insert(next);
    }
    assert_eq!(reached, provinces);
}

#[test]
fn digital_openings_leave_room_and_have_the_stated_mean() {
    let (digital, industries) = (
        table("digital.csv", "industry"),
        table("industries.csv", "industry"),
    );
    assert_eq!(digital.keys(), codes());
    let (mut routine, mut jobs) = (0.0, 0.0);
    for industry in codes() {
        let number = |column: &str| digital.number(industry, column).unwrap();
        assert!(number("online_share") <= number("online_max"), "{industry}");
        let here = industries.number(industry, "jobs_thousand").unwrap();
        routine += here * number("routine_share");
        jobs += here;
    }
    assert!((routine / jobs - 0.4).abs() < 1e-3);
}

#[test]
fn targets_lie_inside_their_own_bands() {
    let targets = table("targets.csv", "id");
    for id in targets.keys() {
        let number = |column: &str| targets.number(id, column).unwrap();
        assert!(
            (number("low")..=number("high")).contains(&number("value")),
            "{id}"
        );
        assert!(
            ["C", "V"].contains(&targets.text(id, "role").unwrap()),
            "{id}"
        );
        assert!(WORDS.contains(&targets.text(id, "status").unwrap()), "{id}");
    }
}

/// Every scalar and every column has a status and a source that is listed, and no address is given.
#[test]
fn every_number_says_where_it_comes_from() {
    let document = text("economy.toml");
    assert!(!document.contains("http"));
    let sources: BTreeSet<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("[sources.")?.strip_suffix(']'))
        .collect();
    let part = |line: &str, key: &str| -> Option<String> {
        let rest = line.split_once(&format!("{key} = \""))?.1;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let mut said = 0;
    for line in document.lines().filter(|line| line.contains(" = { ")) {
        let status = part(line, "status").unwrap_or_default();
        let source = part(line, "source").unwrap_or_default();
        assert!(WORDS.contains(&status.as_str()), "{line}");
        assert!(sources.contains(source.as_str()), "{line}");
        said += 1;
    }
    assert!(said > 200, "{said}");
    for (file, key) in [
        ("people.csv", 5),
        ("targets.csv", 9),
        ("balance_sheets.csv", 5),
    ] {
        let mut reader = csv::Reader::from_path(folder().join(file)).unwrap();
        for row in reader.records().map(Result::unwrap) {
            assert!(sources.contains(&row[key]), "{file}: {row:?}");
        }
    }
    for table in [
        "use_table",
        "industries",
        "areas",
        "jobs",
        "value_added",
        "targets",
        "people",
        "balance_sheets",
        "digital",
    ] {
        let section = format!("[tables.{table}]");
        assert!(document.lines().any(|line| line == section), "{section}");
    }
}
