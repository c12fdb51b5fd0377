//! Expected signs that the embedded village, or a country with a map, does not show, each with the reason.
//!
//! A sign that is found after all is no longer missed: its entry is to be deleted, or to be [`unsteady`] where
//! only the number of seeds decides.

use super::Row;

/// An expected sign that is not found, and why.
#[derive(Clone, Copy, Debug)]
pub struct Miss {
    /// The concept.
    pub id: &'static str,
    /// The measure.
    pub name: &'static str,
    /// Why.
    pub reason: &'static str,
    /// Whether some seeds, or enough of them, show it all the same.
    pub unsteady: bool,
}

const fn miss(id: &'static str, name: &'static str, reason: &'static str) -> Miss {
    Miss {
        id,
        name,
        reason,
        unsteady: false,
    }
}

/// A miss by a hair, for the reason given: other seeds, or more of them, show the sign.
const fn unsteady(id: &'static str, name: &'static str, reason: &'static str) -> Miss {
    Miss {
        unsteady: true,
        ..miss(id, name, reason)
    }
}

impl Miss {
    /// Whether it is about this row.
    fn is_about(&self, row: &Row) -> bool {
        (self.id, self.name) == (row.id, row.name)
    }
}

/// The misses that expired: those of which `rows` show every sign, and that do not say that they are unsteady.
///
/// ```
/// use theory::signs::{self, Row};
/// let miss = &signs::ON_THE_VILLAGE[0];
/// let (id, name) = (miss.id, miss.name);
/// let found = Row { id, name, sign: 1, base: 1.0, difference: 0.1, t: 9.0, agree: 1.0 };
/// let missed = Row { difference: -0.1, ..found.clone() };
/// assert_eq!(signs::expired(signs::ON_THE_VILLAGE, &[found.clone()]).count(), 1);
/// assert_eq!(signs::expired(signs::ON_THE_VILLAGE, &[found, missed]).count(), 0);
/// assert_eq!(signs::expired(signs::ON_THE_VILLAGE, &[]).count(), 0);
/// ```
pub fn expired<'a>(misses: &'a [Miss], rows: &'a [Row]) -> impl Iterator<Item = &'a Miss> {
    misses.iter().filter(|miss| {
        let mut verdicts = rows
            .iter()
            .filter(|row| miss.is_about(row))
            .filter_map(Row::verdict)
            .peekable();
        !miss.unsteady && verdicts.peek().is_some() && verdicts.all(|found| found)
    })
}

/// What the village, or four areas with people, cannot show, listed and not hidden.
pub const ON_THE_VILLAGE: &[Miss] = &[
    miss(
        "C1",
        "fill rate",
        "nearly everything ordered is served anyway, so there is nothing to gain",
    ),
    miss(
        "C1",
        "stocks over sales",
        "the rule of input stocks refills what the leaner buffer gives up; the sign is the other one",
    ),
    miss(
        "C2",
        "real GDP",
        "output is what is demanded: inputs saved are inputs not sold",
    ),
    miss(
        "C4",
        "error of plans",
        "demand is so steady that plans err by half a percent at most",
    ),
    unsteady(
        "C4",
        "stocks over sales",
        "as the error of plans: the effect is there, and small against luck",
    ),
    miss("C4", "real GDP", "as the error of plans"),
    miss(
        "C5",
        "share of the tail",
        "what firms make is sold anyway, online or in shops, so that four percent of trade moves the ranks by millionths: below luck",
    ),
    miss(
        "C5",
        "share of the tail, superstars",
        "as the share of the tail",
    ),
    miss(
        "D5",
        "dispersion of prices",
        "firms of a product have the same costs and prices here: there is nothing to search for",
    ),
    miss(
        "D5",
        "price over cost",
        "as the dispersion: nobody is cheaper",
    ),
    unsteady(
        "G1",
        "concentration of users",
        "two platforms whose data differ by a few percent pull by less than a hundredth; the sign is right in all seeds, the size is of the order of luck",
    ),
    miss(
        "C8",
        "volatility of incomes",
        "tasks fill the quarters without a job, so incomes vary less; the spread of pay among those who work by the task is not in the equations",
    ),
    miss(
        "C8",
        "covered share",
        "the equations leave the staff that firms want as it is: tasks cut its hours and wages, and nobody's job",
    ),
    miss(
        "I3",
        "dispersion of output per worker",
        "nobody is refused credit, so its order hardly matters",
    ),
    unsteady(
        "I3",
        "real GDP",
        "nobody is refused credit, so its order hardly matters: the sign is right in nineteen seeds of twenty",
    ),
    miss(
        "D1",
        "gain of rich areas over that of poor ones",
        "the margin that lives on place is assumed three times as high in the country as in towns, and online trade of towns grows by less than three times that of the country, which is not unequal enough",
    ),
    miss(
        "E5",
        "gap of access to culture",
        "free culture reaches those who are covered, and in five years from nothing towns are covered by more than they consume more: it adds to the gap",
    ),
    miss(
        "F2",
        "producers' income",
        "a null as the trial has it, a few millionths of income, but luck is the same in both arms, so that even this is many standard errors: the size is tested",
    ),
    miss(
        "A2",
        "gap of adopters",
        "on one area all firms of an industry adopt alike from nothing: there are no halves to compare",
    ),
    unsteady(
        "A5",
        "labour cost of the core",
        "the core of a village grows little beyond its trend: the sign is right in every seed, and passes with ten",
    ),
    miss(
        "A5",
        "concentration of the core",
        "overhead changes what labour a firm needs and not how buyers find it: odds go by size and price",
    ),
    miss(
        "B4",
        "sales of small firms, first two years",
        "what is collected is passed on in prices that differ by a thousandth: too little to move buyers",
    ),
    miss(
        "C2",
        "poverty",
        "a thirtieth of what all get alike is aimed at the two lowest fifths, which is little of all benefits, and few of them live near the line",
    ),
    miss(
        "C4",
        "investment, valuation",
        "credit is not what holds investment back here: more room for it is not used",
    ),
    miss(
        "C4",
        "exits, valuation",
        "no firm fails within five years, so nothing can fail more often",
    ),
    miss(
        "C4",
        "wealth of the top tenth, valuation",
        "as investment: what is issued is a few millionths of wealth",
    ),
    miss(
        "C8",
        "formal employment",
        "as the covered share: it is the same number",
    ),
    miss(
        "E2",
        "real GDP",
        "output is what is demanded: healthier staff make the same with fewer hands",
    ),
    miss(
        "E3",
        "sales of small firms",
        "no firm is refused credit, so that room for more of it sells nothing",
    ),
    miss(
        "E3",
        "exits, bank too sure",
        "no firm fails within five years, so nothing can fail more often",
    ),
    miss(
        "E4",
        "poverty",
        "a thousandth of what all get alike is aimed anew: nobody crosses the line",
    ),
    miss(
        "E6",
        "wages withheld",
        "no firm is refinanced within five years, so no wage is withheld that voice could bring back",
    ),
    miss(
        "F1",
        "public purchases",
        "one area has no gap between schools or hospitals to close",
    ),
    miss(
        "G1",
        "Gini of income",
        "higher commissions go to two platforms whose profit is half a percent of GDP: below luck",
    ),
    unsteady(
        "G2",
        "mark-ups, collusion",
        "few industries are concentrated enough: the sign is right in every seed, and small against luck with four",
    ),
    unsteady("G2", "price over cost, collusion", "as the mark-ups"),
    miss(
        "I3",
        "exits, first year",
        "no firm fails within five years, so nothing can fail more often",
    ),
    miss(
        "I4",
        "concentration of data, first year",
        "the law takes the same part of the flow of data from everybody: shares stay as they are",
    ),
    miss(
        "B1",
        "eastern share of the core",
        "the four areas of the test have no east",
    ),
    miss(
        "C7",
        "prices of remote areas",
        "sellers charge one price wherever they sell, and areas buy nearly the same goods: there is no gap that nearness could close",
    ),
    miss(
        "H1",
        "gap of coverage, by demand",
        "even by demand the country, where most is missing, gets more network for the same money, by the factor 1 − net of the text",
    ),
];

/// What the embedded country does not show, listed and not hidden.
pub const IN_THE_COUNTRY: &[Miss] = &[
    miss(
        "A5",
        "concentration of the core",
        "overhead changes what labour a firm needs and not how buyers find it: odds go by size and price",
    ),
    miss(
        "B4",
        "sales of small firms, first two years",
        "what is collected is passed on in prices that differ by a thousandth: too little to move buyers",
    ),
    miss(
        "C1",
        "fill rate",
        "nearly everything ordered is served without it, so there is nothing to gain",
    ),
    miss(
        "C1",
        "stocks over sales",
        "stocks of inputs fall as the text says; but who makes to order serves buyers who would have gone to a seller with stock, and plans of the base model follow demand and not stocks, so that those goods stay: stocks of goods rise by more",
    ),
    miss(
        "C2",
        "poverty",
        "a thirtieth of what all get alike is aimed at the two lowest fifths, which is .1 % of all benefits here (decision 0025): below luck",
    ),
    miss(
        "C4",
        "error of plans",
        "a firm's own smoothed growth foretells its demand no better than the shared forecast, which has no trend to miss here",
    ),
    miss(
        "C4",
        "real GDP",
        "who trusts its own forecast sells from stock what it would have made: output is lower by that, incomes follow, and orders are served as before",
    ),
    miss(
        "C4",
        "investment, valuation",
        "credit is not what holds investment back here: more room for it is not used",
    ),
    miss(
        "C4",
        "exits, valuation",
        "no firm fails within five years, so nothing can fail more often",
    ),
    miss(
        "C4",
        "wealth of the top tenth, valuation",
        "as investment: what is issued is little against wealth",
    ),
    miss(
        "C8",
        "volatility of incomes",
        "tasks fill the quarters without a job, and the spread of pay among those who work by the task is not in the equations",
    ),
    miss(
        "C8",
        "covered share",
        "the equations leave the staff that firms want as it is: tasks cut its hours and wages, and nobody's job",
    ),
    miss(
        "C8",
        "formal employment",
        "as the covered share: it is the same number",
    ),
    miss(
        "C7",
        "prices of remote areas",
        "sellers charge one price wherever they sell, and areas buy nearly the same goods: there is no gap that nearness could close",
    ),
    miss(
        "D1",
        "sales of goods",
        "right in nine seeds of ten: money freed buys more goods, and the trade it is taken from buys fewer",
    ),
    miss(
        "D1",
        "gain of rich areas over that of poor ones",
        "the margin that lives on place is assumed three times as high in the country as in towns, and online trade of towns grows by less than three times that of the country, which is not unequal enough",
    ),
    miss(
        "D3",
        "price over cost",
        "advertising is passed on to prices, a few millionths of them: below luck",
    ),
    miss(
        "D5",
        "dispersion of prices",
        "all sellers of a product open at one price and face nearly the same costs, so that prices differ by a twentieth of a percent: there is nothing to search for",
    ),
    miss(
        "D5",
        "price over cost",
        "as the dispersion: nobody is cheaper",
    ),
    miss(
        "E1",
        "skill gap of the young",
        "a thousandth of skill is added in five years; the gap moves by who migrates",
    ),
    miss(
        "E2",
        "real GDP",
        "output is what is demanded: healthier staff make the same with fewer hands",
    ),
    miss(
        "E3",
        "sales of small firms",
        "no firm is refused credit, so that room for more of it sells nothing; what smoothing of budgets moves goes to the large",
    ),
    miss(
        "E3",
        "exits, bank too sure",
        "no firm fails within five years, so nothing can fail more often",
    ),
    unsteady(
        "E4",
        "Gini of income",
        "a thousandth of what all get alike is aimed anew, which is .1 % of all benefits here (decision 0025): below luck",
    ),
    miss(
        "E4",
        "poverty",
        "a thousandth of what all get alike is aimed anew, which is .1 % of all benefits here (decision 0025): below luck",
    ),
    miss(
        "E5",
        "gap of access to culture",
        "free culture reaches those who are covered, and in five years from nothing towns are covered by more than they consume more: it adds to the gap",
    ),
    miss(
        "E6",
        "wages withheld",
        "no firm is refinanced within five years, so no wage is withheld that voice could bring back",
    ),
    miss(
        "G1",
        "real GDP",
        "data out of reach cost a few hundred-thousandths of output: of the size of luck",
    ),
    miss(
        "G1",
        "Gini of income",
        "higher commissions go to platforms whose profit is a third of a percent of GDP: below luck",
    ),
    miss(
        "G2",
        "mark-ups, collusion",
        "no industry of the country has data concentrated beyond a quarter",
    ),
    miss(
        "G2",
        "price over cost, collusion",
        "as the mark-ups: what moves is the rest of the concept",
    ),
    miss(
        "H1",
        "gap of coverage, by demand",
        "even by demand the country, where most is missing, gets more network for the same money, by the factor 1 − net of the text",
    ),
    miss(
        "H5",
        "small sellers' margin",
        "lower commissions end with buyers: costs are passed on one for one",
    ),
    miss(
        "I1",
        "Gini of income",
        "what owners give up is paid for at book value, and staff of platforms and buyers online are not poor: below luck either way",
    ),
    miss(
        "I3",
        "dispersion of output per worker",
        "nobody is refused credit, so its order hardly matters",
    ),
    miss(
        "I3",
        "real GDP",
        "nobody is refused credit, so its order hardly matters",
    ),
    miss(
        "I3",
        "exits, first year",
        "no firm fails within five years, so nothing can fail more often",
    ),
    miss(
        "I4",
        "Gini of income",
        "literacy brings a few more people online in five years: below luck",
    ),
    miss(
        "I4",
        "concentration of data, first year",
        "the law takes the same part of the flow of data from everybody: shares stay as they are",
    ),
];

/// Why the village, or four areas cut out of it, does not show this sign; nothing where it must.
#[must_use]
pub fn on_the_village(id: &str, name: &str) -> Option<&'static str> {
    reason(ON_THE_VILLAGE, id, name)
}

/// Why the embedded country does not show this sign; nothing where it is not known.
#[must_use]
pub fn in_the_country(id: &str, name: &str) -> Option<&'static str> {
    reason(IN_THE_COUNTRY, id, name)
}

fn reason(misses: &[Miss], id: &str, name: &str) -> Option<&'static str> {
    let known = misses
        .iter()
        .find(|miss| (miss.id, miss.name) == (id, name));
    known.map(|miss| miss.reason)
}
