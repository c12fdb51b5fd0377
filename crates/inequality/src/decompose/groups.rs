//! A ranked distribution divided into groups.

use crate::error::{Error, Result};
use crate::inference::Linearised;
use crate::maths::Sum;
use crate::ranked::{Ranked, check_length};

/// A distribution with the group of each unit.
///
/// Groups are numbers 0, 1, … below [`Groups::n_groups`]; a number nobody has is an empty group,
/// with share 0 and `NaN` for what is undefined.
///
/// ```
/// use inequality::Ranked;
/// use inequality::decompose::Groups;
///
/// let incomes = Ranked::new(&[10.0, 20.0, 30.0, 60.0])?;
/// let groups = Groups::new(&incomes, &[0, 0, 1, 1])?;
/// let theil = groups.entropy(1.0)?;
/// assert!((theil.within + theil.between - incomes.theil()?).abs() < 1e-15);
/// # Ok::<(), inequality::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Groups<'a> {
    pub(crate) ranked: &'a Ranked,
    /// Group of each position in ascending order of value.
    pub(crate) of: Vec<u32>,
    weight: Vec<f64>,
    income: Vec<f64>,
}

/// More groups than this are taken for a wrong column, such as household numbers.
const MOST_GROUPS: u32 = 1 << 24;

impl<'a> Groups<'a> {
    /// Divides a distribution by group numbers in file order.
    ///
    /// # Errors
    /// If the column has the wrong length or a number is too large (above 2²⁴).
    pub fn new(ranked: &'a Ranked, groups: &[u32]) -> Result<Self> {
        check_length("groups", ranked.len(), groups.len())?;
        let largest = groups.iter().copied().max().unwrap_or(0);
        if largest >= MOST_GROUPS {
            return Err(Error::Parameter {
                name: "a group number",
                value: f64::from(largest),
                range: "0..16777216; number the groups 0, 1, …",
            });
        }
        let of: Vec<u32> = ranked
            .rows()
            .iter()
            .map(|&row| groups[row as usize])
            .collect();
        let n = largest as usize + 1;
        let (mut weight, mut income) = (vec![Sum::default(); n], vec![Sum::default(); n]);
        for ((x, w), &g) in ranked.pairs().zip(&of) {
            weight[g as usize].add(w);
            income[g as usize].add(w * x);
        }
        let values = |sums: Vec<Sum>| sums.into_iter().map(Sum::value).collect();
        Ok(Self {
            ranked,
            of,
            weight: values(weight),
            income: values(income),
        })
    }

    /// Number of groups, the empty ones included.
    pub fn n_groups(&self) -> usize {
        self.weight.len()
    }

    /// Population of each group.
    pub fn weights(&self) -> &[f64] {
        &self.weight
    }

    /// Income of each group.
    pub fn incomes(&self) -> &[f64] {
        &self.income
    }

    /// Population share of each group.
    pub fn population_shares(&self) -> Vec<f64> {
        self.weight
            .iter()
            .map(|w| w / self.ranked.total_weight())
            .collect()
    }

    /// Income share of each group.
    pub fn income_shares(&self) -> Vec<f64> {
        self.income
            .iter()
            .map(|y| y / self.ranked.total_value())
            .collect()
    }

    /// Mean of each group; `NaN` for an empty one.
    pub fn means(&self) -> Vec<f64> {
        self.income
            .iter()
            .zip(&self.weight)
            .map(|(y, w)| y / w)
            .collect()
    }

    /// Numbers of the groups that have somebody.
    pub fn occupied(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.n_groups()).filter(|&g| self.weight[g] > 0.0)
    }

    /// The members of each group, ranked; `None` for an empty group. No sorting is done; the rows
    /// of a group are numbered in ascending order of value.
    pub fn members(&self) -> Vec<Option<Ranked>> {
        let mut columns = vec![(Vec::new(), Vec::new()); self.n_groups()];
        for ((x, w), &g) in self.ranked.pairs().zip(&self.of) {
            let (values, weights) = &mut columns[g as usize];
            values.push(x);
            weights.push(w);
        }
        let occupied = columns.into_iter().zip(&self.weight);
        occupied
            .map(|((values, weights), &total)| {
                let rows = (0u32..).take(values.len()).collect();
                (total > 0.0).then(|| Ranked::from_sorted(values, weights, rows))
            })
            .collect()
    }

    /// Population, mean and income share of the whole as `(W, Y, μ)`.
    pub(crate) fn totals(&self) -> (f64, f64, f64) {
        (
            self.ranked.total_weight(),
            self.ranked.total_value(),
            self.ranked.mean(),
        )
    }

    /// A linearised estimate from values in ascending order.
    pub(crate) fn linearised(&self, name: String, value: f64, ranked: &[f64]) -> Linearised {
        Linearised::new(name, value, self.ranked.in_file_order(ranked))
    }

    /// Population share of group `g`, linearised.
    pub(crate) fn population_share(&self, g: usize) -> Linearised {
        let (weight, ..) = self.totals();
        let share = self.weight[g] / weight;
        let u: Vec<f64> = self
            .of
            .iter()
            .map(|&h| (f64::from(h as usize == g) - share) / weight)
            .collect();
        self.linearised(format!("population_share.{g}"), share, &u)
    }

    /// Income share of group `g`, linearised.
    pub(crate) fn income_share(&self, g: usize) -> Linearised {
        let (_, income, _) = self.totals();
        let share = self.income[g] / income;
        let units = self.ranked.values().iter().zip(&self.of);
        let u: Vec<f64> = units
            .map(|(x, &h)| x * (f64::from(h as usize == g) - share) / income)
            .collect();
        self.linearised(format!("income_share.{g}"), share, &u)
    }

    /// A measure within group `g`, zero outside it; `inside` in the ascending order of members.
    pub(crate) fn within_group(
        &self,
        g: usize,
        name: String,
        value: f64,
        inside: &[f64],
    ) -> Linearised {
        let mut next = inside.iter();
        let mut u = vec![0.0; self.of.len()];
        for (u, &h) in u.iter_mut().zip(&self.of) {
            if h as usize == g {
                *u = next.next().copied().unwrap_or(0.0);
            }
        }
        self.linearised(name, value, &u)
    }
}
