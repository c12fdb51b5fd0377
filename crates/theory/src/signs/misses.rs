//! Expected signs that the embedded village, or a country with a map, does not show, each with the reason.

/// An expected sign that is not found, and why.
#[derive(Clone, Copy, Debug)]
pub struct Miss {
    /// The concept.
    pub id: &'static str,
    /// The measure.
    pub name: &'static str,
    /// Why.
    pub reason: &'static str,
}

const fn miss(id: &'static str, name: &'static str, reason: &'static str) -> Miss {
    Miss { id, name, reason }
}

/// What the village cannot show, listed and not hidden.
const MISSES: &[Miss] = &[
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
    miss(
        "C4",
        "stocks over sales",
        "as the error of plans: the effect is there, and small against luck",
    ),
    miss("C4", "real GDP", "as the error of plans"),
    miss(
        "C5",
        "share of the tail",
        "what firms make is sold anyway, online or in shops, so that four percent of trade moves the ranks by millionths; the sign is right in three seeds of four",
    ),
    miss(
        "C5",
        "share of the tail, superstars",
        "as the share of the tail, the other way round",
    ),
    miss(
        "D4",
        "sellers' margin, split 0.8",
        "what commissions leave is passed on to buyers, one for one; against luck the rest is small",
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
    miss(
        "G1",
        "concentration of users",
        "two platforms whose data differ by a few percent pull by less than a hundredth; the sign is right in all seeds, the size is of the order of luck",
    ),
    miss(
        "H5",
        "small sellers' margin",
        "as the margin of D4: lower commissions end with buyers",
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
    miss(
        "I3",
        "real GDP",
        "nobody is refused credit, so its order hardly matters",
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
];

/// What the embedded country does not show, listed and not hidden.
const IN_THE_COUNTRY: &[Miss] = &[];

/// Why the village, or four areas cut out of it, does not show this sign; nothing where it must.
#[must_use]
pub fn on_the_village(id: &str, name: &str) -> Option<&'static str> {
    reason(MISSES, id, name)
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
