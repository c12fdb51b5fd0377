//! `commonweal economy`: what an economy contains, whether its parts fit, and a folder to start from.

mod regions;

use std::fmt::Write as _;

use ::economy::books::Identities;
use ::economy::closure::SectorBalances;
use ::economy::{Calibration, Closure, Economy, Luck, Rules};
use charts::{Column, Table, TextStyle};
use laboratory::ECONOMY;
use laboratory::economies::{self, Content, LoadOptions, Loaded};
use laboratory::{populate, quoted, rules};

use crate::args::EconomyArgs;
use crate::complaint::{Complaint, Outcome};
use crate::number::{Kind, Sign, count, counted, decimal, grouped, level};
use crate::output::{self, bold, styled};

/// Gap of an account of the opening, relative to GDP, that rounded tables and whole people may leave.
const ROUNDING: f64 = 1e-4;

/// Shows an economy, or writes it to a folder.
pub fn show(asked: &EconomyArgs) -> Outcome {
    let name = asked.economy.as_deref().unwrap_or(ECONOMY);
    if let Some((path, _)) = asked
        .set
        .iter()
        .find(|(path, _)| !path.starts_with("economy."))
    {
        return Err(Complaint::refused(format!(
            "{path} is not a parameter of an economy; those begin with `economy.`"
        )));
    }
    let mut loaded = economies::load(
        name,
        &LoadOptions {
            scale: asked.scale,
            replicate: asked.replicate,
            overrides: &asked.set,
            people: true,
        },
    )?;
    if let Some(folder) = &asked.out {
        let Content::Tables(tables) = &loaded.content else {
            return Err(Complaint::refused(format!(
                "{name} is in the reference format, so its own folder is the one to copy and change"
            )));
        };
        economies::write(tables, folder)?;
        let words = format!(
            "{} is written to {1}: run it with `commonweal run --economy {1}`\n",
            loaded.calibration.title,
            quoted(&folder.display().to_string()),
        );
        return Ok(output::print(|out| out.write_all(words.as_bytes()))?);
    }
    let rules = rules::of_economy(&loaded)?;
    populate(&mut loaded, &rules)?;
    let text = text(&loaded, &rules);
    Ok(output::print(|out| out.write_all(text.as_bytes()))?)
}

fn text(loaded: &Loaded, rules: &Rules) -> String {
    let calibration = &loaded.calibration;
    let economy = Economy::open(calibration.clone(), *rules, Luck::Seed(1));
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", bold(&calibration.title));
    let _ = writeln!(
        text,
        "content {}\n",
        &loaded.hash[..16.min(loaded.hash.len())]
    );
    text.push_str(&agents(calibration));
    text.push('\n');
    text.push_str(&accounts(&economy));
    text.push('\n');
    text.push_str(&balances(&economy));
    text.push('\n');
    // The base rules leave no room for growth, so there is nothing to show for them.
    if rules.closure != Closure::off() {
        text.push_str(&sector_balances(&economy));
        text.push('\n');
    }
    text.push_str(&industries(calibration));
    text.push('\n');
    if let Content::Tables(tables) = &loaded.content {
        text.push_str(&regions::text(tables, &style()));
        text.push('\n');
    }
    text.push_str(&checks(&economy));
    text
}

/// How many there are of each kind.
fn agents(calibration: &Calibration) -> String {
    let sizes = &calibration.sizes;
    let employees: u64 = calibration
        .industries
        .iter()
        .map(|g| u64::from(g.employees))
        .sum();
    let firms = calibration.n_firms() as u64;
    let households = counted(calibration.n_households() as u64, "household");
    let workers = u64::from(sizes.workers);
    let people = if let Some(drawn) = &calibration.population {
        let persons = drawn.persons.len() as u64;
        let (inside, outside) = (count(workers), count(persons - workers));
        format!(
            "{households} with {}: {inside} in the labour force ({} employed), {outside} outside it",
            counted(persons, "person"),
            count(employees),
        )
    } else {
        format!(
            "{households}: {} workers ({} employed), {} inactive, {} owners of firms and of the bank",
            count(workers),
            count(employees),
            count(u64::from(sizes.inactive)),
            count(firms + 1),
        )
    };
    format!(
        "{people}\n{}, {}, {}, one bank\n",
        counted(firms, "firm"),
        counted(u64::from(sizes.government_entities), "buyer") + " of the government",
        counted(u64::from(sizes.foreign_buyers), "foreign buyer"),
    )
}

fn style() -> TextStyle {
    TextStyle {
        width: output::width(),
        bold: styled(),
        wrap: false,
    }
}

/// Gross domestic product and its uses at the opening.
fn accounts(economy: &Economy) -> String {
    let books = &economy.books;
    let gdp = books.gdp.nominal;
    let unit = &economy.calibration.money_unit;
    let mut table = Table::new([
        Column::words("Opening quarter"),
        Column::numbers(unit),
        Column::numbers("of GDP"),
    ]);
    for (name, value) in [
        ("Gross domestic product", gdp),
        (
            "  household consumption",
            books.household_consumption.nominal,
        ),
        (
            "  government consumption",
            books.government_consumption.nominal,
        ),
        ("  fixed investment", books.fixed_capital_formation.nominal),
        ("  exports", books.exports.nominal),
        ("  imports", -books.imports.nominal),
        ("Compensation of employees", books.compensation),
        ("Operating surplus, gross", books.operating_surplus),
    ] {
        table = table.row([
            name.into(),
            grouped(value).into(),
            level(Kind::Share, value / gdp).into(),
        ]);
    }
    table.text(&style())
}

/// What there is to own and to owe at the opening.
fn balances(economy: &Economy) -> String {
    let opening = &economy.calibration.opening;
    let unit = &economy.calibration.money_unit;
    let yearly_gdp = 4.0 * economy.books.gdp.nominal;
    let mut table = Table::new([
        Column::words("Stocks at the opening"),
        Column::numbers(unit),
        Column::numbers("of yearly GDP"),
    ]);
    for (name, value) in [
        ("Capital of firms", economy.firms.capital.iter().sum()),
        ("Inputs in stock", economy.firms.inputs.iter().sum()),
        ("Dwellings of households", opening.dwellings),
        ("Deposits of households", opening.household_deposits),
        ("Deposits of firms", opening.firm_deposits),
        ("Loans of firms", opening.firm_loans),
        ("Equity of the bank", economy.bank.equity),
        ("Reserves of the bank", economy.bank.reserves),
        ("Public debt", opening.public_debt),
        ("Claims of foreigners", opening.foreign_position),
    ] {
        table = table.row([
            name.into(),
            grouped(value).into(),
            level(Kind::Share, value / yearly_gdp).into(),
        ]);
    }
    table.text(&style())
}

/// Who lends to whom at the opening.
fn sector_balances(economy: &Economy) -> String {
    let balances = SectorBalances::of(&economy.calibration, &economy.rules.closure);
    let mut table = Table::new([
        Column::words("Net lending at the opening"),
        Column::numbers("% of GDP"),
    ]);
    for (name, share) in SectorBalances::NAMES.iter().zip(balances.over_gdp()) {
        let percent = decimal(100.0 * share, 1, Sign::Always);
        table = table.row([(*name).into(), percent.into()]);
    }
    table.text(&style())
}

/// The largest industries, and how many more there are.
fn industries(calibration: &Calibration) -> String {
    const SHOWN: usize = 25;
    let n = calibration.n_industries();
    let mut table = Table::new([
        Column::words("Industry"),
        Column::words(""),
        Column::numbers("firms"),
        Column::numbers("employees"),
        Column::numbers("output"),
        Column::numbers("margin"),
    ]);
    let technology = &calibration.technology;
    let output =
        |g: usize| technology.output_per_worker[g] * f64::from(calibration.industries[g].employees);
    let mut order: Vec<usize> = (0..n).collect();
    if n > SHOWN {
        order.sort_by(|&a, &b| output(b).total_cmp(&output(a)));
    }
    for &g in order.iter().take(SHOWN) {
        let row = &calibration.industries[g];
        table = table.row([
            row.code.as_str().into(),
            row.title.as_str().into(),
            count(u64::from(row.firms)).into(),
            count(u64::from(row.employees)).into(),
            grouped(output(g)).into(),
            level(Kind::Share, technology.operating_margin(g)).into(),
        ]);
    }
    let rest = match n.saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("… and {more} smaller ones\n"),
    };
    format!("{}{rest}", table.text(&style()))
}

/// Whether the opening's accounts balance.
fn checks(economy: &Economy) -> String {
    let books = &economy.books;
    let words = [
        "GDP is what is spent on it",
        "real GDP is what is spent on it",
        "value added is what is earned from it",
        "the bank's balance sheet balances",
        "the central bank's balance sheet balances",
        "every job has one holder",
        "nothing is sold that is not there",
        "work by the task has one who does it",
    ];
    let residuals = books.identities.relative_to(books.gdp);
    let mut text = String::from("Checks at the opening (firm sizes drawn with seed 1)\n");
    for ((name, words), gap) in Identities::NAMES.iter().zip(words).zip(residuals) {
        let verdict = if gap < ROUNDING { "holds " } else { "BROKEN" };
        let size = match gap {
            0.0 => "exactly".to_owned(),
            _ if *name == "A6" => format!("but for {gap} persons"),
            gap if (1e-9..ROUNDING).contains(&gap) => {
                format!("to {gap:.0e} of GDP: tables are rounded, people are whole")
            }
            _ => format!("to {gap:.0e} of GDP"),
        };
        let _ = writeln!(text, "  {verdict}  {name}  {words}, {size}");
    }
    text
}
