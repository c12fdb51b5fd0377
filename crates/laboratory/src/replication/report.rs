//! The report on replications: the grid, the checks, and a page.

use std::fmt::Write as _;

use economy::Rules;
use params::Parameters as _;
use sha2::{Digest, Sha256};
use theory::Concepts;

use super::site::QUARTERS;
use super::study::{Expected, Finding, Study};
use super::{Estimate, Verdict};
use crate::validate::Check;

/// What is promised with every run.
pub const PROMISE: &str = "No tuning after the first run.";
/// Seeds of a published run.
pub const PUBLISHED_SEEDS: u32 = 30;

/// SHA-256 of all declared defaults, `path=value` line by line: those of the base, of the closure and of
/// the concepts.
#[must_use]
pub fn parameters_hash() -> String {
    let rules = Rules::default();
    let closure = rules.closure.groups();
    let concepts = Concepts::default();
    let declared = rules
        .base
        .declarations()
        .iter()
        .chain(closure.iter().flat_map(|group| group.declarations()))
        .chain(concepts.declarations());
    let mut digest = Sha256::new();
    for declaration in declared {
        digest.update(format!("{}={}\n", declaration.path, declaration.default));
    }
    let mut text = String::new();
    for byte in digest.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The word of a verdict.
#[must_use]
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "FAIL",
        Verdict::NotPowered => "not powered",
    }
}

/// Replications as checks: which parameters, each replication as a whole, then each of its claims.
#[must_use]
pub fn checks(studies: &[Study], seeds: usize) -> Vec<Check> {
    let mut checks = vec![Check {
        id: "replication.parameters".to_owned(),
        authority: "declared defaults".to_owned(),
        expected: f64::NAN,
        got: f64::NAN,
        tolerance: f64::NAN,
        pass: None,
        note: format!(
            "{PROMISE} SHA-256 of all defaults {}; {seeds} paired seeds, {PUBLISHED_SEEDS} are meant for publication",
            parameters_hash()
        ),
    }];
    for study in studies {
        let design = &study.design;
        let grade = study.grade();
        let pass = passes(grade);
        let whole = Check {
            id: format!("replication.{}", design.id),
            authority: design.published.to_owned(),
            expected: 1.0,
            got: pass.map_or(f64::NAN, |pass| f64::from(u8::from(pass))),
            tolerance: 0.0,
            pass,
            note: format!(
                "{}: {}, true effects: {}; {}",
                design.title,
                word(grade),
                of_truth(study).unwrap_or("not asked"),
                design.done
            ),
        };
        checks.push(whole);
        checks.extend(
            study
                .findings
                .iter()
                .map(|finding| of_claim(study, finding)),
        );
    }
    checks
}

fn passes(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Pass => Some(true),
        Verdict::Fail => Some(false),
        Verdict::NotPowered => None,
    }
}

/// A claim as a check: `expected` and `tolerance` are middle and half width of the band where it has
/// both ends.
fn of_claim(study: &Study, finding: &Finding) -> Check {
    let (expected, tolerance) = match finding.claim.expected {
        Expected::In(band) => (
            f64::midpoint(band.low, band.high),
            (band.high - band.low) / 2.0,
        ),
        Expected::Null => (0.0, finding.published.se * 2.0),
        Expected::Reported => (f64::NAN, f64::NAN),
    };
    Check {
        id: format!("replication.{}.{}", study.design.id, finding.claim.key),
        authority: study.design.published.to_owned(),
        expected,
        got: finding.published.effect,
        tolerance,
        pass: finding.verdict.and_then(passes),
        note: format!(
            "{}; {}; standard error {}, {} clusters, least effect found in four of five cases {} (one study {}); true effect {} (standard error {}), bias {}; {}, in truth {}",
            finding.claim.what,
            band(finding.claim.expected),
            number(finding.published.se),
            finding.published.clusters,
            number(finding.published.detectable()),
            number(finding.detectable_by_one),
            number(finding.truth.effect),
            number(finding.truth.se),
            number(finding.bias()),
            finding.verdict.map_or("reported", word),
            finding.of_truth.map_or("not asked", word),
        ),
    }
}

/// A number with five decimals; a dash where there is none.
fn number(x: f64) -> String {
    if x.is_finite() {
        format!("{x:+.5}")
    } else {
        "–".to_owned()
    }
}

fn band(expected: Expected) -> String {
    match expected {
        Expected::Null => "|t| < 2".to_owned(),
        Expected::Reported => "reported".to_owned(),
        Expected::In(band) => {
            // The least positive number stands for an open end at zero.
            let end = |x: f64| if x.abs() < 1e-300 { 0.0 } else { x };
            let (low, high) = (end(band.low), end(band.high));
            match (low.is_finite(), high.is_finite()) {
                (true, true) => format!("{low:+} … {high:+}"),
                (true, false) if band.low == 0.0 => "0 or above".to_owned(),
                (false, true) if band.high == 0.0 => "0 or below".to_owned(),
                (true, false) => format!("above {low}"),
                _ => format!("below {high}"),
            }
        }
    }
}

/// The grid and, claim by claim, what was found: for the terminal.
#[must_use]
pub fn table(studies: &[Study], seeds: usize) -> String {
    let mut text = String::new();
    for study in studies {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:4} {:11} {}{}",
            study.design.id,
            word(study.grade()),
            study.design.title,
            of_truth(study).map_or_else(String::new, |word| format!(" (true effects: {word})"))
        );
        for finding in &study.findings {
            let _ = writeln!(
                text,
                "       {:11} {:29} {} ± {}  asked {}  least {}  true {}  bias {}",
                finding.verdict.map_or("reported", word),
                finding.claim.key,
                number(finding.published.effect),
                half_width(&finding.published),
                band(finding.claim.expected),
                number(finding.published.detectable()).trim_start_matches('+'),
                number(finding.truth.effect),
                number(finding.bias()),
            );
        }
    }
    let _ = write!(text, "\n{}\n{}\n", counts(studies), provenance(seeds));
    text
}

/// The word for a study's true effects.
fn of_truth(study: &Study) -> Option<&'static str> {
    study.grade_of_truth().map(|verdict| match verdict {
        Verdict::Fail => "fail",
        verdict => word(verdict),
    })
}

fn half_width(estimate: &Estimate) -> String {
    let (low, high) = estimate.interval();
    number((high - low) / 2.0)
        .trim_start_matches('+')
        .to_owned()
}

/// How many there are of each grade.
#[must_use]
pub fn counts(studies: &[Study]) -> String {
    let count = |word: &str| {
        let alike = |study: &&Study| self::word(study.grade()) == word;
        studies.iter().filter(alike).count()
    };
    format!(
        "{} pass, {} fail, {} not powered, of {}.",
        count("pass"),
        count("FAIL"),
        count("not powered"),
        studies.len()
    )
}

fn provenance(seeds: usize) -> String {
    format!(
        "{PROMISE} Parameters (SHA-256 of all defaults): {}.\nPaired seeds: {seeds}; {PUBLISHED_SEEDS} are meant for publication. Quarters: {QUARTERS}, and 56 for R9. `least` is the smallest effect\nfound in four of five cases; `true` the treated run less its twin; `bias` published estimator less true effect.",
        parameters_hash()
    )
}

/// The page `docs/validation.md`.
#[must_use]
pub fn page(studies: &[Study], seeds: usize) -> String {
    let mut text = String::from(
        "<!-- Generated: cargo run --release -p laboratory --example replications -- docs/validation.md -->\n\n# Replications\n\n",
    );
    let _ = writeln!(
        text,
        "Published experiments, repeated on the model (China 2022, rules b2, expected market). Each is judged by the\npublished estimator on what the treated runs show; beside it stands the true effect, the treated run less its\ntwin with the same seed, so that the bias of the estimator is in view, with the verdict it would get by the same band. *Not powered* counts as neither pass nor\nfail: the interval of 95 % reaches both into the band and out of it, or covers zero where an effect is asked for.\n"
    );
    let _ = writeln!(
        text,
        "{PROMISE} SHA-256 of all declared defaults: `{}`. Paired seeds: {seeds}, where {PUBLISHED_SEEDS} are meant\nfor publication; {QUARTERS} quarters, and 56 for R9.\n\n**{}**\n",
        parameters_hash(),
        counts(studies)
    );
    text.push_str("| | replication | verdict | of the true effects |\n|---|---|---|---|\n");
    for study in studies {
        let word = match study.grade() {
            Verdict::Fail => "**fail**",
            other => word(other),
        };
        let _ = writeln!(
            text,
            "| {} | {} | {word} | {} |",
            study.design.id,
            study.design.title,
            of_truth(study).unwrap_or("")
        );
    }
    for study in studies {
        section(&mut text, study);
    }
    text
}

fn section(text: &mut String, study: &Study) {
    let design = &study.design;
    let _ = write!(
        text,
        "\n## {} {}\n\n*Published:* {}.\n*Done:* {}.\n",
        design.id, design.title, design.published, design.done
    );
    text.push_str("\n| claim | asked | published estimator | standard error | clusters | least effect found (one study) | true effect (its error) | bias | verdict | of the true effect |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for finding in &study.findings {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} ({}) | {} ({}) | {} | {} | {} |",
            finding.claim.what,
            band(finding.claim.expected),
            number(finding.published.effect),
            number(finding.published.se),
            finding.published.clusters,
            number(finding.published.detectable()).trim_start_matches('+'),
            number(finding.detectable_by_one).trim_start_matches('+'),
            number(finding.truth.effect),
            number(finding.truth.se).trim_start_matches('+'),
            number(finding.bias()),
            match finding.verdict {
                Some(Verdict::Fail) => "**fail**",
                Some(verdict) => word(verdict),
                None => "reported",
            },
            finding.of_truth.map_or("", |verdict| match verdict {
                Verdict::Fail => "fail",
                verdict => word(verdict),
            }),
        );
    }
}
