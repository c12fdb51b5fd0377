//! The rules of a run: from the words of a person and of a scenario to what the economy runs by, or one
//! sentence about what does not go together.

use economy::closure::income_tax::{IncomeTax, Schedule};
use economy::closure::{Successor, TradeClosure};
use economy::rules::Exogenous;
use economy::tables::{self, RuleSet, Tables};
use economy::{Calibration, Closure, Market, Rules};
use params::{Declaration, Parameters, Value};
use theory::{Concepts, unread};

use crate::economies::{self, Content, Loaded};
use crate::error::{Error, Place, Result, did_you_mean};
use crate::scenario::Setting;

/// Path of the choice that `--trade` and `[closures]` make.
pub const TRADE: &str = "closure.trade.closure";

/// Path of the choice that `--rebalancing` and `[closures]` make.
pub const REBALANCING: &str = "closure.rebalancing.rule";

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

/// The choice of this name, or a refusal that lists the names there are.
fn known<V: Value>(there: &str, name: &str) -> Result<V> {
    choice(name).ok_or_else(|| {
        let names = match V::NAMES {
            [others @ .., last] if !others.is_empty() => {
                format!("{} and {last}", others.join(", "))
            }
            names => names.concat(),
        };
        Error::refused(format!("there {there} `{name}`; known are {names}"))
    })
}

/// The rule set of this name.
///
/// # Errors
/// If there is none.
pub fn rule_set(name: &str) -> Result<RuleSet> {
    known("are no rules", name)
}

/// The market protocol of this name.
///
/// # Errors
/// If there is none.
pub fn market(name: &str) -> Result<Market> {
    known("is no market", name)
}

/// The closure of trade of this name.
///
/// # Errors
/// If there is none.
pub fn trade(name: &str) -> Result<TradeClosure> {
    known("is no closure of trade", name)
}

/// Who takes the place of investment, by name.
///
/// # Errors
/// If there is nobody of that name.
pub fn rebalancing(name: &str) -> Result<Successor> {
    known("is no rebalancing", name)
}

/// The market under which a rule set runs unless somebody says otherwise.
#[must_use]
pub fn default_market(rules: RuleSet) -> Market {
    match rules {
        RuleSet::B0 => Market::Sampled,
        RuleSet::B1 | RuleSet::B2 => Market::Expected,
    }
}

/// The rules of `set` under `market`, with what the economy itself says about them (`own`: path and value)
/// and then every setting that is not a parameter of the economy.
///
/// # Errors
/// The first setting that no rule of the set has, or that is out of range.
pub fn assemble<'a, 'b>(
    set: RuleSet,
    market: Market,
    own: impl IntoIterator<Item = (&'a String, &'a String)>,
    settings: impl Iterator<Item = &'b Setting>,
) -> Result<Rules> {
    let mut rules = match set {
        RuleSet::B0 => Rules::default(),
        RuleSet::B1 | RuleSet::B2 => Rules::long_run(),
    };
    rules.market = market;
    for (path, value) in own {
        // Under the base rules there is nothing to say it to.
        if set != RuleSet::B0 {
            let refused = |error| Error::Parameter {
                error,
                place: Place::option("economy.toml"),
            };
            rules.closure.set(path, value).map_err(refused)?;
        }
    }
    // What is of the economy, its map and the drawing of its people acts on the opening.
    let of_rules = |setting: &&Setting| {
        !setting.path.starts_with("economy.") && !tables::of_map_or_drawing(&setting.path)
    };
    for setting in settings.filter(of_rules) {
        apply(&mut rules, set, setting)?;
    }
    Ok(rules)
}

/// The rules that an economy names as its own, with what it says about them.
///
/// # Errors
/// A setting that no rule has, or that is out of range.
pub fn of_economy(loaded: &Loaded) -> Result<Rules> {
    let Content::Tables(tables) = &loaded.content else {
        return Ok(Rules::default());
    };
    let set = tables.header.rules;
    assemble(
        set,
        default_market(set),
        &tables.of_long_run(),
        std::iter::empty(),
    )
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
    let of_theory: Vec<(&Setting, &Declaration)> = settings
        .filter_map(|setting| Some((setting, of_the_theory(&setting.path)?)))
        .collect();
    for (Setting { path, value, place }, declared) in &of_theory {
        if let Some(reason) = unread::reason(declared) {
            return Err(Error::refused_at(format!("{path} {reason}"), place.clone()));
        }
        concepts
            .set(path, value)
            .map_err(|error| Error::Parameter {
                error,
                place: place.clone(),
            })?;
    }
    if let Some((path, reason)) = concepts.contradiction() {
        let last = of_theory.iter().rfind(|(setting, _)| setting.path == path);
        let place = last.map(|(setting, _)| setting.place.clone());
        return Err(Error::refused_at(reason, place.unwrap_or_default()));
    }
    Ok(Some(concepts))
}

/// The declaration of a parameter of the theory.
fn of_the_theory(path: &str) -> Option<&'static Declaration> {
    let concepts = Concepts::default();
    concepts.declarations().find(|known| known.path == path)
}

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
    if of_the_theory(path).is_some() {
        if set != RuleSet::B2 {
            return Err(Error::refused_at(
                format!("{path} belongs to the theory, so it needs --rules b2"),
                place,
            ));
        }
        return Ok(());
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

/// Refuses a choice of closure that was asked for and cannot be had.
///
/// # Errors
/// Under the base rules, and with the rule it belongs to switched off by one of `settings`.
pub fn check_choice(set: RuleSet, asked: &Setting, settings: &[Setting]) -> Result<()> {
    let chosen = &asked.value;
    let (name, purpose) = if asked.path == TRADE {
        ("trade", "what holds the foreign position")
    } else {
        ("rebalancing", "what takes the place of investment")
    };
    let rule = format!("closure.{name}");
    let switch_path = format!("{rule}.on");
    let switch = settings.iter().rfind(|setting| setting.path == switch_path);
    let reason = if set == RuleSet::B0 {
        format!("{name} = {chosen} says {purpose} in the long run, so it needs --rules b1")
    } else if let Some(off) = switch.filter(|switch| ["off", "false"].contains(&&*switch.value)) {
        format!(
            "{name} = {chosen} says how the rule {rule} works, but {rule}.on={} switches it off",
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
    check_brackets(&closure.income_tax, calibration)
}

/// Upper limits of the brackets of income tax.
const LIMITS: [&str; 6] = [
    "closure.income_tax.limit_1",
    "closure.income_tax.limit_2",
    "closure.income_tax.limit_3",
    "closure.income_tax.limit_4",
    "closure.income_tax.limit_5",
    "closure.income_tax.limit_6",
];

/// Refuses brackets of income tax where there are no people, or that do not rise.
fn check_brackets(
    tax: &IncomeTax,
    calibration: &Calibration,
) -> std::result::Result<(), Contradiction> {
    if tax.schedule == Schedule::Flat {
        return Ok(());
    }
    if calibration.census.is_none() {
        return Err(Contradiction {
            path: "closure.income_tax.schedule",
            reason: format!(
                "closure.income_tax.schedule is progressive, but {} has no people whose earnings could be told apart",
                calibration.name
            ),
        });
    }
    let [_, limits @ ..] = tax.limits();
    let falls = limits.windows(2).position(|pair| pair[1] < pair[0]);
    falls.map_or(Ok(()), |k| {
        Err(Contradiction {
            path: LIMITS[k + 1],
            reason: format!(
                "{} is {}, below {}, which is {}",
                LIMITS[k + 1],
                limits[k + 1],
                LIMITS[k],
                limits[k]
            ),
        })
    })
}

/// Refuses the base rules for an economy whose opening they cannot repeat.
///
/// # Errors
/// One sentence that names the table.
pub fn check_base(tables: &Tables) -> Result<()> {
    tables.check_base_rules().map_err(|problem| {
        Error::refused(format!(
            "the rules b0 cannot run {}: {problem} ({}); --rules b1 can",
            tables.header.name,
            problem.file()
        ))
    })
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

    /// What an economy says about the rules holds unless somebody says otherwise, and not under b0.
    #[test]
    fn settings_of_the_economy_stand_under_those_of_the_run() {
        let own = [(REBALANCING.to_owned(), "consumption".to_owned())];
        let own = || own.iter().map(|(path, value)| (path, value));
        let by_hand = Setting {
            path: REBALANCING.to_owned(),
            value: "none".to_owned(),
            place: Place::option("--set"),
        };
        let rule = |set, settings: &[Setting]| {
            let rules = assemble(set, Market::Expected, own(), settings.iter());
            rules.map(|rules| rules.closure.rebalancing.rule).ok()
        };
        assert_eq!(rule(RuleSet::B1, &[]), Some(Successor::Consumption));
        assert_eq!(rule(RuleSet::B1, &[by_hand]), Some(Successor::None));
        assert_eq!(rule(RuleSet::B0, &[]), Some(Successor::None));
    }

    #[test]
    fn long_run_rules_meet_in_the_expected_market_unless_told_otherwise() {
        let none = std::iter::empty;
        let rules = assemble(RuleSet::B1, default_market(RuleSet::B1), [], none());
        assert_eq!(rules.ok(), Some(Rules::long_run()));
        let rules = assemble(RuleSet::B0, default_market(RuleSet::B0), [], none());
        assert_eq!(rules.ok(), Some(Rules::default()));
    }
}
