//! `README.md` of the folder.

use std::fmt::Write;

use crate::Built;
use crate::controls::Structure;
use crate::sources::SOURCES;

/// The text; every number in it is read off what was built.
#[must_use]
pub fn readme(built: &Built) -> String {
    let year = built.structure.year();
    let mut text = match built.structure {
        Structure::Y2020 => String::from(HEAD),
        Structure::Y2018 => HEAD
            .replace(
                "--out data/china-2022",
                &format!("--out DIR --structure {year}"),
            )
            .replace(
                "the structure of 2020",
                "the mean structure of 2018 and 2020",
            ),
    };
    let b = &built.balancing;
    let gdp = built.use_table.gdp();
    let c = &built.capital;
    let percent = |value: f64| format!("{:.1} %", 100.0 * value / gdp);
    let _ = writeln!(
        text,
        "Balancing took {} rounds to a relative gap of {:.0e}; the largest change of a share of inputs is {:.3} ({} in {}). Capital formation is replacement {}, net investment {}, dwellings {}, stocks of inputs {} and public works {} of GDP.\n",
        b.rounds,
        b.gap,
        b.largest_change,
        b.at.0,
        b.at.1,
        percent(c.replacement),
        percent(c.net_investment),
        percent(c.dwellings),
        percent(c.input_stocks),
        percent(c.public)
    );
    text.push_str(CUTS);
    for cut in &built.areas.jobs.cuts {
        let _ = writeln!(
            text,
            "- {}: {:.1} to {:.1} thousand jobs",
            cut.place, cut.before, cut.after
        );
    }
    text.push_str("\n## How well the numbers are known\n\n| status | numbers |\n| --- | ---: |\n");
    for (status, count) in &built.counts {
        let _ = writeln!(text, "| {} | {count} |", status.word());
    }
    text.push_str(STATUS);
    text.push_str(
        "\n## Sources\n\n| id | publication | vintage | terms |\n| --- | --- | --- | --- |\n",
    );
    for source in SOURCES {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            source.id, source.citation, source.vintage, source.licence
        );
    }
    text
}

const HEAD: &str = "\
# china-2022

China in 2022 as an economy folder (`docs/economies.md` describes the format): 21 industries, 31 provinces in
town and countryside. Written by `data/builder`; do not edit by hand.

```text
cargo run --release -p china-builder -- --research DIR --out data/china-2022
```

The research tables behind it are not redistributed. What is here are single published facts and our own
aggregated, rebalanced and rounded tables.

## What was done

- Value added of 2022 by sector, with the structure of 2020 inside each sector; output at the ratio of 2020.
- Capital formation split by buyer before balancing; final uses at recalled shares of GDP.
- Balanced by GRAS, stocks of inputs split off, rounded to 0.1 billion yuan: the gap of a row went into its
  largest final use, that of a column into operating surplus, so every identity holds in whole tenths.
- Loans placed under caps on interest and on capital; tax and fee rates are receipts over the bases of the opening.
- Jobs by province and industry of 2020 at the sector shares of 2022; town and countryside by fitted seeds.
- Residence and survey stratum are two attributes: part of the residents of towns belong to the rural stratum.
- Value added by province and industry is an allocation, not statistics, scaled to the use table.

";

const CUTS: &str = "\
Where jobs exceeded 98 % of those who can hold one (aged 16 to 59, and a fifth of the older), they were moved:
between the two areas of the province, keeping its industries; urban jobs of the nation are kept.

";

const STATUS: &str = "
A number computed from a recalled one counts as derived; the notes to columns and scalars in `economy.toml` say so.
Bounds of targets and coefficients that follow from other tables are among the derived; `commonweal economy`, which
counts what a country has to be told, leaves them out.

## Traps

- Urbanisation (65.2 %) is not the weight of the income survey (57.5 %); weighting the published means with it
  overstates mean income by 6 % and understates inequality.
- GDP is the preliminary figure of the yearbook 2023. Later revisions, after the fifth economic census, go back to
  1992: do not mix vintages.
- Provinces do not add up to the nation in the published figures; here populations and industries are scaled to it.
- Fifths of households are not Gini data: the five means alone give 0.39, the published Gini is about 0.467.
- The digital economy of 41.5 % of GDP is not a set of industries; the digital core of the table is 6 %.
- Internet shares of provinces have not been published since 2016: those here are estimates.
- Survey income is 43 % of GDP, disposable income of the accounts about 60 %; the folder states 56.5 %.
- 2020 was a pandemic year: hospitality, transport and personal services are low in its structure.
- The research tables hold no balance sheets: all opening stocks are recalled or assumed.
- Rates of growth stated per year compounded are given as four times their quarterly rate.
";
