//! `docs/economies.md` names every key, and its examples are true.

use std::collections::BTreeMap;
use std::path::Path;

use economy::tables::{OPTIONAL, Stock};
use economy::village::{VillageSpec, village};
use laboratory::economies::{LoadOptions, Memory, load_files, own_settings, render};

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/economies.md");
    std::fs::read_to_string(path).expect("the page is there")
}

/// The first block of the page that begins with `start`.
fn block(start: &str) -> String {
    let page = page();
    let at = page
        .find(&format!("```text\n{start}"))
        .expect("the block is there");
    let block = &page[at + "```text\n".len()..];
    block[..block.find("```").expect("the block ends")].to_owned()
}

#[test]
fn every_key_is_described_with_its_default() {
    let page = page();
    for setting in own_settings() {
        let key = setting.path.rsplit('.').next().unwrap();
        assert!(
            page.contains(&format!("`{key}`")),
            "{} is not described",
            setting.path
        );
        if OPTIONAL.contains(&setting.path) {
            let default = setting.declaration.default.to_string().replace('-', "−");
            let stated = format!("`{key}` ({default}");
            assert!(page.contains(&stated), "the page does not say {stated})");
        }
    }
}

/// The table of the page, three lines of industries and small balance sheets are an economy.
#[test]
fn the_example_is_an_economy() {
    let mut tables = village(&VillageSpec::default());
    tables.regions = None;
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (file, text) in render(&tables) {
        files.insert(file.to_owned(), text.into_bytes());
    }
    let document = String::from_utf8(files["economy.toml"].clone()).unwrap();
    let document = document.split("\n[tables").next().unwrap();
    let lines: Vec<String> = document
        .lines()
        .map(|line| match line.split(" = ").next().unwrap_or_default() {
            "households_thousand" => "households_thousand = 7".to_owned(),
            "default_scale" => "default_scale = 10".to_owned(),
            "disposable_income" => format!("disposable_income = {}", 110.0 * 1.08 / 0.925),
            "housing_propensity" => format!(
                "housing_propensity = {}",
                10.0 * 1.05 / (110.0 * 1.08 / 0.925)
            ),
            "social_benefits" => "social_benefits = 30".to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    files.insert("economy.toml".to_owned(), lines.join("\n").into_bytes());
    files.insert(
        "use_table.csv".to_owned(),
        block("product,AGR").into_bytes(),
    );
    let industries = "industry,name,jobs_thousand,depreciation_rate,mean_firm_size\nAGR,Farms,1,0.06,5\nCMF,Mills,2,0.08,10\n";
    files.insert("industries.csv".to_owned(), industries.into());
    let mut balances = "stock,holder,amount\n".to_owned();
    for stock in Stock::ALL {
        let (name, holder) = stock.key();
        balances += &[name, holder, "10\n"].join(",");
    }
    files.insert("balance_sheets.csv".to_owned(), balances.into_bytes());
    let name = "my-country".to_owned();
    let loaded = load_files(&Memory { name, files }, "", &LoadOptions::default());
    let calibration = loaded.unwrap_or_else(|error| panic!("{error}")).calibration;
    assert_eq!(calibration.n_households(), 700);
    assert_eq!(calibration.n_firms(), 40);
    assert_eq!(calibration.technology.output_per_input, [2.0, 2.0]);
}

/// The balance sheets of the page are the village's.
#[test]
fn the_balance_sheets_are_the_villages() {
    let tables = village(&VillageSpec::default());
    for (row, stock) in block("stock,holder").lines().skip(1).zip(Stock::ALL) {
        let (name, holder) = stock.key();
        assert_eq!(row, format!("{name},{holder},{}", tables.stock(stock)));
    }
}
