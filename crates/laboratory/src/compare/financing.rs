//! How packages are paid for: all packages of one comparison alike, by debt or by a tax on incomes.
//!
//! # Source
//! Digital economy, §5.4.

use params::Value;
use theory::Financing;

use super::Closure;
use super::cost::strategies;
use crate::error::{Error, Result, did_you_mean};
use crate::experiment::Experiment;
use crate::scenario::Setting;

/// The parameter of the theory that says it.
const PATH: &str = "theory.financing";

/// Its name in every input and output.
#[must_use]
pub fn word(financing: Financing) -> &'static str {
    Financing::NAMES[financing.number() as usize]
}

/// The same in words.
pub fn in_words(financing: Financing) -> &'static str {
    match financing {
        Financing::Debt => "paid for by debt",
        Financing::IncomeTax => "paid for by a tax on incomes",
    }
}

fn parse(name: &str) -> Result<Financing> {
    let known = Financing::NAMES;
    let index = known.iter().position(|known| *known == name);
    let index = index.ok_or_else(|| {
        let hint = did_you_mean(name, known.iter().copied());
        Error::refused(format!(
            "--financing is {name}{hint}; it takes {}",
            known.join(" or ")
        ))
    })?;
    Ok(Financing::from_number(index as f64))
}

/// The ways to pay for packages that are compared: as asked, or as the scenarios say, who must agree.
pub fn asked(names: &[String], arms: &[Experiment]) -> Result<Vec<Financing>> {
    let overrides = &arms[0].configuration.overrides;
    let by_hand = overrides.iter().rfind(|setting| setting.path == PATH);
    let mut all: Vec<Financing> = Vec::new();
    for name in names {
        let financing = parse(name)?;
        if all.contains(&financing) {
            return Err(Error::refused(format!(
                "--financing names {name} twice, and one comparison of it is enough"
            )));
        }
        all.push(financing);
    }
    if let (Some(set), false) = (by_hand, all.is_empty())
        && names.iter().any(|name| *name != set.value)
    {
        return Err(Error::refused(format!(
            "--financing {} and --set {PATH}={} contradict each other",
            names.join(","),
            set.value
        )));
    }
    if !all.is_empty() {
        return Ok(all);
    }
    if let Some(set) = by_hand {
        return Ok(vec![parse(&set.value)?]);
    }
    let said = |arm: &Experiment| -> Option<Setting> {
        let mut settings = arm.configuration.scenario.set.iter();
        settings.rfind(|setting| setting.path == PATH).cloned()
    };
    let packages = arms[1..].iter().filter(|arm| !strategies(arm).is_empty());
    let mut first: Option<(&str, Setting)> = None;
    for (name, set) in packages
        .filter_map(|arm| said(arm).map(|set| (arm.configuration.scenario.name.as_str(), set)))
    {
        match &first {
            Some((other, before)) if before.value != set.value => {
                return Err(Error::refused_at(
                    format!(
                        "{name} is paid for by {} and {other} by {}, but packages of one comparison are paid for alike: \
                         --financing says how",
                        set.value, before.value
                    ),
                    set.place,
                ));
            }
            Some(_) => {}
            None => first = Some((name, set)),
        }
    }
    let said = first.map(|(_, set)| parse(&set.value)).transpose()?;
    Ok(vec![said.unwrap_or(Financing::Debt)])
}

/// The budget that scenarios with strategies name, who must agree; none if none does.
pub fn budget(alternatives: &[Experiment]) -> Result<Option<f64>> {
    let mut first: Option<(&str, f64)> = None;
    for arm in alternatives
        .iter()
        .filter(|arm| !strategies(arm).is_empty())
    {
        let scenario = &arm.configuration.scenario;
        let Some(budget) = scenario.package.and_then(|package| package.budget) else {
            continue;
        };
        match first {
            Some((other, before)) if before.to_bits() != budget.to_bits() => {
                return Err(Error::refused(format!(
                    "{} has a budget of {budget} of GDP and {other} one of {before}, but packages of one comparison cost the \
                     same: --budget says what",
                    scenario.name
                )));
            }
            Some(_) => {}
            None => first = Some((&scenario.name, budget)),
        }
    }
    Ok(first
        .map(|(_, budget)| budget)
        .filter(|budget| *budget > 0.0))
}

/// Every closure once for each way to pay.
pub fn apart(closures: &[Closure], financings: &[Financing]) -> Vec<Closure> {
    let with = |closure: &Closure, financing: Financing| {
        let mut closure = closure.clone();
        closure.financing = financing;
        for arm in &mut closure.arms {
            if let Some(concepts) = &mut arm.theory {
                concepts.setup.financing = financing;
            }
            if let Some(payment) = &mut arm.payment {
                payment.taxed = financing == Financing::IncomeTax;
            }
        }
        closure
    };
    let each = closures.iter().flat_map(|closure| {
        financings
            .iter()
            .map(move |&financing| with(closure, financing))
    });
    each.collect()
}
