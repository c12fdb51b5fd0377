//! Sentences about a comparison: what a package is made of, what a point costs, how many pairs would tell.

use laboratory::compare::{Difference, Efficiency, GOALS, Goal, PAYMENT};

use super::Finished;
use crate::number::{self, Sign, grouped};

/// Outcomes for which the number of pairs is named that would be needed.
const NEEDED: usize = 3;

/// What of a package is the lever itself, and what an equal payment: first of all, since much of the effect of a lever
/// that costs little is the payment's. Nothing where there is no payment beside a lever.
pub fn made_of(finished: &Finished<'_>, closure: usize, arm: usize) -> String {
    let package = finished.comparison.closures[closure].packages[arm].as_ref();
    let Some(package) = package.filter(|package| package.lines.len() > 1) else {
        return String::new();
    };
    let payment = package.payment();
    if payment == 0.0 {
        return String::new();
    }
    let share = |money: f64| percent(money / package.gdp);
    let lever = package.ex_ante() - payment;
    let net = if lever < 0.0 {
        ", which brings in more than it spends"
    } else {
        ""
    };
    format!(
        "Of its cost, {} of GDP is the lever itself{net}, and {} is an equal payment per head: compare it with `{PAYMENT}`.",
        share(lever),
        share(payment)
    )
}

/// A share of GDP.
pub fn percent(value: f64) -> String {
    // A space at which no line breaks.
    number::percent(value, 2, Sign::Negative).replace(' ', "\u{a0}")
}

/// How many pairs would tell outcomes from luck, where none is told apart.
pub fn more_seeds(rows: &[(&'static str, &Difference)]) -> String {
    if rows.iter().any(|(_, row)| row.paired.distinct) {
        return String::new();
    }
    let mut needed: Vec<(f64, &str)> = rows
        .iter()
        .filter_map(|(name, row)| Some((row.paired.pairs_needed()?, *name)))
        .filter(|(pairs, _)| *pairs > 0.0)
        .collect();
    needed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let words: Vec<String> = needed
        .iter()
        .take(NEEDED)
        .map(|(pairs, name)| format!("{name} about {}", grouped(*pairs)))
        .collect();
    if words.is_empty() {
        return String::new();
    }
    format!(
        "Nothing is told apart from luck. If differences are what they seem, this many pairs (--seeds) would tell: {}.",
        words.join("; ")
    )
}

/// What a point of what is wanted costs.
pub fn price(finished: &Finished<'_>, closure: usize, arm: usize) -> String {
    let last = finished.comparison.at.last().copied();
    let row = |goal: Goal| {
        let mut rows = finished.efficiency.iter();
        rows.find(|row| {
            let place = (row.goal, row.arm, row.closure, Some(row.quarter));
            place == (goal, arm, closure, last)
        })
    };
    let words: Vec<String> = GOALS
        .into_iter()
        .filter_map(row)
        .map(price_in_words)
        .collect();
    if words.is_empty() {
        return String::new();
    }
    format!("Ex ante {}.", words.join("; "))
}

/// The price of a point in words.
fn price_in_words(row: &Efficiency) -> String {
    let what = format!("a {}", row.goal.point);
    match row.price() {
        Some((share, [low, high])) => format!(
            "{what} costs {} of GDP, between {} and {}",
            percent(share),
            percent(low),
            percent(high)
        ),
        None if row.distinct && row.points < 0.0 => {
            format!("{what} has no price, for it is lost and not won")
        }
        None if row.distinct => format!("{what} costs nothing"),
        None => format!("{what} has no price, for chance can explain the difference"),
    }
}
