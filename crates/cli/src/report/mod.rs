//! What pages of several commands have in common.

pub mod evidence;
pub mod map;

use charts::{NumberFormat, Page};
use laboratory::{Experiment, Manifest};

/// The name of an outcome or series for reading, made of its identifier.
pub fn name_of(id: &str) -> String {
    let words = id.split('_').map(|word| match word {
        "gdp" | "gva" => word.to_uppercase(),
        "cv" => "(coefficient of variation)".to_owned(),
        "p10" => "of the first decile".to_owned(),
        "top10" => "top-tenth".to_owned(),
        "bottom50" => "lower-half".to_owned(),
        "q1" | "q2" | "q3" | "q4" | "q5" => format!("of fifth {}", &word[1..]),
        "urban" => "urban–".to_owned(),
        _ => word.to_owned(),
    });
    let mut name = words.collect::<Vec<_>>().join(" ").replace("– ", "–");
    if let Some(dangling) = name.strip_suffix('–') {
        name.truncate(dangling.len());
    }
    let mut letters = name.chars();
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
            ("gini_disposable_income", "Gini disposable income"),
            ("urban_rural_income_ratio", "Urban–rural income ratio"),
            ("spiritual_index_urban_rural", "Spiritual index urban–rural"),
            (
                "health_quality_cv",
                "Health quality (coefficient of variation)",
            ),
            ("coverage_q1", "Coverage of fifth 1"),
        ] {
            assert_eq!(name_of(id), name);
        }
    }
}
