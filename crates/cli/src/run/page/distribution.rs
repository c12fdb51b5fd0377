//! Who has how much of all income, whose income grew, and where.

use charts::{
    FigureBlock, Frame, GrowthIncidence, GrowthPoint, LorenzCurve, LorenzLine, NumberFormat,
    Section, Shades, TileMap,
};
use laboratory::portrait::{GROUPS, Portrait};
use laboratory::{Results, mean};
use quantity::maths;

use super::super::Finished;
use crate::report::map::tiles;

/// How income is shared at the opening and at the end, and how fast it grew at each place in between.
pub fn section(finished: &Finished<'_>) -> Section {
    let results = finished.results;
    let section = Section::new("Distribution");
    let [opening, closing] = results.portraits();
    if opening.lorenz.is_empty() || closing.lorenz.is_empty() {
        return section.paragraph(
            "No Lorenz curve: in some run mean income is not positive, so shares of it mean nothing.",
        );
    }
    let whose = match results.len() {
        1 => "The only run.".to_owned(),
        n => format!("Mean of the curves of {n} runs."),
    };
    let persons = if finished.experiment.economy.calibration.census.is_some() {
        "persons"
    } else {
        "households"
    };
    let section = section.figure(lorenz(results, &opening, &closing, &whose, persons));
    match growth(results, &opening, &closing, &whose, persons) {
        Some(figure) => section.figure(figure),
        None => section,
    }
}

fn lorenz(
    results: &Results,
    opening: &Portrait,
    closing: &Portrait,
    whose: &str,
    persons: &str,
) -> FigureBlock {
    let last = results.n_quarters() - 1;
    let gini = |quarter| {
        let series = results.index("gini_disposable_income");
        series.map(|k| mean(&results.over_seeds(k, quarter)))
    };
    let line = |name: &str, shares: &[f64], gini| LorenzLine {
        name: name.to_owned(),
        points: shares
            .iter()
            .enumerate()
            .map(|(k, &share)| (k as f64 / (shares.len() - 1) as f64, share))
            .collect(),
        gini,
    };
    let curve = LorenzCurve {
        frame: Frame::new("How disposable income is shared").subtitle(whose),
        lines: vec![
            line(&format!("Quarter {last}"), &closing.lorenz, gini(last)),
            line("Opening", &opening.lorenz, gini(0)),
        ],
        people: format!("share of {persons}, poorest first"),
        total: "share of disposable income".to_owned(),
    };
    FigureBlock::new(&curve).definition(
        "Disposable income before interest, per head of the household where people live together; \
         the Gini coefficients are means of gini_disposable_income.",
    )
}

/// Growth a year of the real income of each twentieth; nothing where some income is not positive.
fn growth(
    results: &Results,
    opening: &Portrait,
    closing: &Portrait,
    whose: &str,
    persons: &str,
) -> Option<FigureBlock> {
    let last = results.n_quarters() - 1;
    if last < 4 {
        return None;
    }
    let years = last as f64 / 4.0;
    let rate = |from: f64, to: f64| maths::powf(to / from, 1.0 / years) - 1.0;
    let points: Vec<GrowthPoint> = opening
        .groups
        .iter()
        .zip(&closing.groups)
        .enumerate()
        .map(|(k, (&from, &to))| GrowthPoint {
            percentile: (k as f64 + 0.5) / GROUPS as f64,
            growth: rate(from, to),
            band: None,
        })
        .collect();
    if points.is_empty() || points.iter().any(|point| !point.growth.is_finite()) {
        return None;
    }
    let figure = GrowthIncidence {
        frame: Frame::new("Whose income grew").subtitle(whose),
        format: NumberFormat::share(),
        points,
        mean: Some(rate(opening.mean, closing.mean)),
        ..GrowthIncidence::default()
    };
    Some(FigureBlock::new(&figure).definition(&format!(
        "Growth a year of mean real disposable income of each twentieth of {persons}, ranked anew at \
         the opening and in quarter {last}: places in the distribution are compared, not people.",
    )))
}

/// Income by place, at the opening and its growth since; nothing for a country of one area.
pub fn places(finished: &Finished<'_>) -> Option<Section> {
    let results = finished.results;
    let map = &finished.experiment.economy.calibration.geography;
    let [opening, closing] = results.portraits();
    if map.is_single() || opening.areas.len() != map.len() {
        return None;
    }
    let last = results.n_quarters() - 1;
    let years = last as f64 / 4.0;
    let relative = |portrait: &Portrait, a: usize| portrait.areas[a].income / portrait.mean;
    let level = tiles(map, |a| relative(&opening, a).into());
    let growth = tiles(map, |a| {
        let faster = maths::powf(
            closing.areas[a].income / opening.areas[a].income,
            1.0 / years,
        ) - maths::powf(closing.mean / opening.mean, 1.0 / years);
        faster.into()
    });
    let halves = ["urban".to_owned(), "rural".to_owned()];
    let now = TileMap {
        frame: Frame::new("Income by province, opening")
            .subtitle("Real disposable income per head over the country's; upper half urban, lower half rural."),
        format: NumberFormat::plain(),
        tiles: level,
        halves: halves.clone(),
        shades: Shades::Sequential,
    };
    let later = TileMap {
        frame: Frame::new("Who catches up")
            .subtitle("Growth of real income per head a year, less the country's."),
        format: NumberFormat::share(),
        tiles: growth,
        halves,
        shades: Shades::Diverging,
    };
    let definition = "Disposable income of households that live there, by residence, over residents, at the prices of the \
         opening; here over that of all residents of the country.";
    let growth = "Growth a year, from the opening to the end, of disposable income per resident at the prices of the \
         opening, less the growth of that of all residents of the country; people who moved count where they live.";
    Some(
        Section::new("Places")
            .figure(FigureBlock::new(&now).definition(definition))
            .figure(FigureBlock::new(&later).definition(growth)),
    )
}
