//! What pages of several commands have in common.

pub mod evidence;
pub mod map;
pub mod statuses;

use charts::{NumberFormat, Page};
use laboratory::{Experiment, Manifest};
use theory::common_prosperity::outcome;

/// The name of an outcome or series for reading: the title that an outcome declares, the words of a series'
/// identifier.
pub fn name_of(id: &str) -> String {
    if let Some(outcome) = outcome(id) {
        return outcome.title.to_owned();
    }
    let words = id.split('_').map(|word| match word {
        "gdp" | "gva" => word.to_uppercase(),
        "gov" => "government".to_owned(),
        "capitalformation" => "capital formation".to_owned(),
        "euribor" => "policy rate".to_owned(),
        "p90" => "ninth over".to_owned(),
        "p10" => "first decile of".to_owned(),
        "top10" => "top-tenth".to_owned(),
        "bottom50" => "lower-half".to_owned(),
        _ => word.to_owned(),
    });
    capitalised(&words.collect::<Vec<_>>().join(" "))
}

/// A text with a capital letter at its beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// How differences of an outcome in `unit` are written in figures.
pub fn difference_format(unit: &str) -> NumberFormat {
    if unit.starts_with("share") {
        NumberFormat::points().signed()
    } else {
        NumberFormat::plain().signed()
    }
}

/// The same page with the command that makes it again and the facts of its manifest.
pub fn with_record(page: Page, manifest: &Manifest, experiment: &Experiment, rules: &str) -> Page {
    let configuration = &experiment.configuration;
    let hash = manifest.economy["hash"].as_str().unwrap_or_default();
    let seeds = configuration.seeds;
    let facts = [
        (
            "Version",
            format!("{} ({})", manifest.version, manifest.commit),
        ),
        (
            "Economy",
            format!("{}, content {hash}", configuration.economy),
        ),
        ("Scenario", configuration.scenario_source.clone()),
        ("Rules and market", rules.to_owned()),
        ("Seeds", format!("{} from {}", seeds.count, seeds.first)),
        ("Quarters", configuration.quarters.to_string()),
        ("Started", manifest.started.clone()),
        ("Threads", manifest.threads.to_string()),
    ];
    let page = page.command(&manifest.command);
    facts
        .iter()
        .fold(page, |page, (key, value)| page.manifest(key, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_names() {
        for (id, name) in [
            ("real_gdp", "Real GDP"),
            (
                "nominal_fixed_capitalformation",
                "Nominal fixed capital formation",
            ),
            ("p90_p10_wealth", "Ninth over first decile of wealth"),
            ("gini_disposable_income", "Gini of disposable income"),
            ("coverage_q1", "Digital services, lowest fifth"),
        ] {
            assert_eq!(name_of(id), name);
        }
    }
}
