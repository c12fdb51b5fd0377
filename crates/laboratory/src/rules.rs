//! The rules of a run: from the words of a person and of a scenario to what the economy runs by, or one
//! sentence about what does not go together.

use economy::closure::TradeClosure;
use economy::rules::Exogenous;
use economy::tables::RuleSet;
use economy::{Calibration, Closure, Market, Rules};
use params::{Parameters, Value};
use theory::Concepts;

use crate::economies;
use crate::error::{Error, Place, Result, did_you_mean};
use crate::scenario::Setting;

/// Path of the choice that `--trade` and `[closures]` make.
pub const TRADE: &str = "closure.trade.closure";

/// The name of a choice, as people type it.
#[must_use]
pub fn word<V: Value>(choice: V) -> &'static str {
    let names = V::NAMES;
    names.get(choice.number() as usize).copied().unwrap_or("?")
}

/// The choice of this name.
fn choice<V: Value>(name: &str) -> Option<V> {
    let index = V::NAMES.iter().position(|known| *known == name)?;
    Some(V::from_number(index as f64))
}

/// The rule set of this name.
///
/// # Errors
/// If there is none.
pub fn rule_set(name: &str) -> Result<RuleSet> {
    match choice(name) {
        Some(rules) => Ok(rules),
        None => Err(Error::refused(format!(
            "there are no rules `{name}`; known are b0, b1 and b2"
        ))),
    }
}

/// The market protocol of this name.
///
/// # Errors
/// If there is none.
pub fn market(name: &str) -> Result<Market> {
    choice(name).ok_or_else(|| {
        Error::refused(format!(
            "there is no market `{name}`; known are sampled and expected"
        ))
    })
}

/// The closure of trade of this name.
///
/// # Errors
/// If there is none.
pub fn trade(name: &str) -> Result<TradeClosure> {
    choice(name).ok_or_else(|| {
        Error::refused(format!(
            "there is no closure of trade `{name}`; known are open and norm"
        ))
    })
}

/// The market under which a rule set runs unless somebody says otherwise.
#[must_use]
pub fn default_market(rules: RuleSet) -> Market {
    match rules {
        RuleSet::B0 => Market::Sampled,
        RuleSet::B1 | RuleSet::B2 => Market::Expected,
    }
}

/// The rules of `set` under `market`, with every setting that is not one of the economy's own.
///
/// # Errors
/// The first setting that no rule of the set has, or that is out of range.
pub fn assemble<'a>(
    set: RuleSet,
    market: Market,
    settings: impl Iterator<Item = &'a Setting>,
) -> Result<Rules> {
    let mut rules = match set {
        RuleSet::B0 => Rules::default(),
        RuleSet::B1 | RuleSet::B2 => Rules::long_run(),
    };
    rules.market = market;
    for setting in settings.filter(|setting| !setting.path.starts_with("economy.")) {
        apply(&mut rules, set, setting)?;
    }
    Ok(rules)
}

/// The parameters of the theory, with every setting that is one of its own; none under rules without it.
///
/// # Errors
/// The first setting that is out of range.
pub fn assemble_theory<'a>(
    set: RuleSet,
    settings: impl Iterator<Item = &'a Setting>,
) -> Result<Option<Concepts>> {
    if set != RuleSet::B2 {
        return Ok(None);
    }
    let mut concepts = Concepts::default();
    for Setting { path, value, place } in settings.filter(|setting| is_of_the_theory(setting)) {
        concepts
            .set(path, value)
            .map_err(|error| Error::Parameter {
                error,
                place: place.clone(),
            })?;
    }
    Ok(Some(concepts))
}

fn is_of_the_theory(setting: &Setting) -> bool {
    Concepts::default().has(&setting.path)
}

/// Sections of parameters that are not built yet, and what they wait for.
const LATER: &[(&str, &str)] = &[("geography.", "areas"), ("people.", "persons")];

/// Sets a parameter of the rules, or says why the path is not one.
fn apply(rules: &mut Rules, set: RuleSet, setting: &Setting) -> Result<()> {
    let Setting { path, value, place } = setting;
    let place = place.clone();
    let refused = |error| Error::Parameter {
        error,
        place: place.clone(),
    };
    if path.starts_with("base.") {
        return rules.base.set(path, value).map_err(refused);
    }
    if path.starts_with("closure.") || is_of_the_closure(&rules.closure, path) {
        if set == RuleSet::B0 {
            return Err(Error::refused_at(
                format!("{path} belongs to the long-run closure, so it needs --rules b1"),
                place,
            ));
        }
        return rules.closure.set(path, value).map_err(refused);
    }
    if is_of_the_theory(setting) {
        if set != RuleSet::B2 {
            return Err(Error::refused_at(
                format!("{path} belongs to the theory, so it needs --rules b2"),
                place,
            ));
        }
        return Ok(());
    }
    if let Some((section, what)) = LATER.iter().find(|(section, _)| path.starts_with(section)) {
        return Err(Error::refused_at(
            format!(
                "{path} cannot be set: parameters under {section} need an economy with {what}, and none is built yet"
            ),
            place,
        ));
    }
    Err(unknown(rules, path, place))
}

fn is_of_the_closure(closure: &Closure, path: &str) -> bool {
    closure
        .groups()
        .iter()
        .any(|group| group.find(path).is_some())
}

/// The refusal of a path that nothing has, with the most similar one that something has.
fn unknown(rules: &Rules, path: &str, place: Place) -> Error {
    let economy = economies::reference_settings();
    let theory = Concepts::default();
    let closure = rules.closure.groups();
    let known = rules
        .base
        .declarations()
        .iter()
        .chain(closure.iter().flat_map(|group| group.declarations()))
        .chain(theory.declarations())
        .map(|declared| declared.path)
        .chain(economy.iter().map(|setting| setting.path));
    let hint = match did_you_mean(path, known) {
        hint if hint.is_empty() => "; `commonweal params` lists them all".to_owned(),
        hint => hint,
    };
    Error::refused_at(format!("there is no parameter `{path}`{hint}"), place)
}

/// Refuses a closure of trade that was asked for and cannot be had.
///
/// # Errors
/// Under the base rules, and with the rule of trade switched off by one of `settings`.
pub fn check_trade_choice(set: RuleSet, asked: &Setting, settings: &[Setting]) -> Result<()> {
    let chosen = &asked.value;
    let switch = settings
        .iter()
        .rfind(|setting| setting.path == "closure.trade.on");
    let reason = if set == RuleSet::B0 {
        format!(
            "trade = {chosen} says what holds the foreign position in the long run, so it needs --rules b1"
        )
    } else if let Some(off) = switch.filter(|switch| ["off", "false"].contains(&&*switch.value)) {
        format!(
            "trade = {chosen} says how the rule closure.trade works, but closure.trade.on={} switches it off",
            off.value
        )
    } else {
        return Ok(());
    };
    Err(Error::refused_at(reason, asked.place.clone()))
}

/// Refuses rules that contradict each other, or the economy they are to run on.
///
/// # Errors
/// One sentence that names the parameters and their values.
pub fn check(rules: &Rules, calibration: &Calibration) -> std::result::Result<(), Contradiction> {
    let closure = &rules.closure;
    let trade = &closure.trade;
    if trade.on && trade.closure == TradeClosure::Norm && trade.position_reaction == 0.0 {
        return Err(Contradiction {
            path: "closure.trade.position_reaction",
            reason: "closure.trade.position_reaction is 0, so nothing would pull the foreign position to its norm, but closure.trade.closure is norm; --trade open leaves it free"
                .to_owned(),
        });
    }
    if rules.base.exogenous == Exogenous::Given {
        let planning = [
            ("closure.fiscal_rule", closure.fiscal_rule.on),
            ("closure.trade", trade.on),
        ];
        let on: Vec<&str> = planning.iter().filter(|r| r.1).map(|r| r.0).collect();
        if !on.is_empty() {
            let off: Vec<String> = on.iter().map(|r| format!("--set {r}.on=off")).collect();
            return Err(Contradiction {
                path: "base.exogenous",
                reason: format!(
                    "base.exogenous is given, but {} would plan the same spending by rule; {} lets the given paths stand",
                    on.join(" and "),
                    off.join(" ")
                ),
            });
        }
    }
    if closure.supply_trend.on
        && let Err(params::Error::OutOfRange {
            value, min, max, ..
        }) = calibration.trend.check()
    {
        return Err(Contradiction {
            path: "economy.trend.productivity_growth",
            reason: format!(
                "a growth rate of the economy's trend is {value} a year, but the rules b1 take {min}..{max}"
            ),
        });
    }
    let growth = calibration.trend.labour_force_growth;
    if closure.supply_trend.on && growth != 0.0 {
        return Err(Contradiction {
            path: "economy.trend.labour_force_growth",
            reason: format!(
                "economy.trend.labour_force_growth is {growth}, but the rules b1 keep the number of workers as it is, since demography is not built yet; set it to 0"
            ),
        });
    }
    Ok(())
}

/// Two settings that do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The parameter to change, at whose place the complaint is made.
    pub path: &'static str,
    /// One sentence.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_known_by_the_names_that_people_type() {
        assert_eq!(word(RuleSet::B1), "b1");
        assert_eq!(word(Market::Expected), "expected");
        assert_eq!(choice::<TradeClosure>("norm"), Some(TradeClosure::Norm));
        assert_eq!(choice::<TradeClosure>("closed"), None);
    }

    #[test]
    fn long_run_rules_meet_in_the_expected_market_unless_told_otherwise() {
        let rules = assemble(RuleSet::B1, default_market(RuleSet::B1), std::iter::empty());
        assert_eq!(rules.ok(), Some(Rules::long_run()));
        let rules = assemble(RuleSet::B0, default_market(RuleSet::B0), std::iter::empty());
        assert_eq!(rules.ok(), Some(Rules::default()));
    }
}
