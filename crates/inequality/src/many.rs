//! Many groups of a large survey in one go: the fast road for millions of rows.
//!
//! [`summarise`] reads three columns (values, weights, group numbers) and returns, for the whole and
//! for each group, mean, Gini coefficient, Theil's T, mean log deviation, quantiles and Lorenz ordinates,
//! with standard errors if asked, and the decompositions of the Theil index, the mean log
//! deviation and the Gini coefficient by those groups.
//!
//! # How
//! 1. One pass checks the rows, sums weights and incomes by group and counts the leading bits of
//!    the values.
//! 2. One pass scatters the rows into some hundreds of buckets of ascending value that each fit
//!    in cache. This is the only copy: 20 bytes per row.
//! 3. Bucket by bucket, rows are sorted in cache and streamed through the sums of their group and
//!    of the whole. A quantile is met when a running weight crosses its target.
//!
//! Linear in the rows for any usual distribution; `O(n log n)` at worst, when values differ only
//! in their last bits. Sums are taken bucket by bucket, so that rounding errors grow with the
//! size of a bucket and not of the survey. The result depends on the rows and their order alone.
//!
//! Standard errors are for independent draws with weights; for strata and PSUs use
//! [`Groups`](crate::decompose::Groups) and [`Design`](crate::Design).

mod buckets;

use crate::error::{Error, Result};
use crate::maths::ln;
use crate::quantile::SAME_SHARE;
use crate::ranked::{check_length, check_values, check_weights};

use buckets::{Fields, Row, Rows, Scattered};

/// What [`summarise`] computes besides the indices.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Population shares, ascending within 0..=1, at which quantiles (rule `math`) and Lorenz
    /// ordinates are read.
    pub shares: Vec<f64>,
    /// Whether to compute standard errors.
    pub standard_errors: bool,
}

impl Default for Request {
    /// Tenths, and no standard errors.
    fn default() -> Self {
        let tenths = (1..10).map(|k| f64::from(k) / 10.0).collect();
        Self {
            shares: tenths,
            standard_errors: false,
        }
    }
}

/// Indices of the whole or of one group. What is undefined, as for an empty group or a negative
/// mean, is `NaN`.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Rows of positive weight.
    pub rows: u64,
    /// Sum of weights.
    pub weight: f64,
    /// Weighted mean.
    pub mean: f64,
    /// Plug-in Gini coefficient.
    pub gini: f64,
    /// Theil's T; `NaN` if a value is negative.
    pub theil: f64,
    /// Mean log deviation; `NaN` if a value is not positive.
    pub mld: f64,
    /// Quantile at each share requested.
    pub quantiles: Vec<f64>,
    /// Lorenz ordinate at each share requested.
    pub lorenz: Vec<f64>,
    /// Standard errors, if requested.
    pub errors: Option<Errors>,
}

/// Standard errors under independent draws with weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Errors {
    /// Of the mean.
    pub mean: f64,
    /// Of the Gini coefficient.
    pub gini: f64,
    /// Of Theil's T.
    pub theil: f64,
    /// Of the mean log deviation.
    pub mld: f64,
}

/// Within and between groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// The part within groups.
    pub within: f64,
    /// The part between groups.
    pub between: f64,
    /// The rest: the overlap of the Gini coefficient, zero for the others.
    pub overlap: f64,
    /// Standard error of the part between, if requested.
    pub between_error: Option<f64>,
    /// Standard error of the part within, if requested; only for Theil's T.
    pub within_error: Option<f64>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Summaries {
    /// The population shares of the quantiles and Lorenz ordinates.
    pub shares: Vec<f64>,
    /// The whole.
    pub total: Summary,
    /// Each group, by number.
    pub groups: Vec<Summary>,
    /// Theil's T within and between groups.
    pub theil: Parts,
    /// Mean log deviation within and between groups.
    pub mld: Parts,
    /// Gini coefficient within and between groups, and overlap.
    pub gini: Parts,
}

/// Summarises values with weights (all 1 if `None`) by group number.
///
/// ```
/// use inequality::many::{Request, summarise};
///
/// let (incomes, groups) = ([10.0, 20.0, 30.0, 60.0], [0, 0, 1, 1]);
/// let all = summarise(&incomes, None, &groups, &Request::default())?;
/// assert!((all.groups[1].gini - inequality::gini(&[30.0, 60.0])?).abs() < 1e-15);
/// # Ok::<(), inequality::Error>(())
/// ```
///
/// # Errors
/// If the columns are empty or differ in length, a number is not finite, a weight is negative, all
/// are zero, a share is outside 0..=1 or out of order, or a group number is 2²⁴ or more.
pub fn summarise(
    values: &[f64],
    weights: Option<&[f64]>,
    groups: &[u32],
    request: &Request,
) -> Result<Summaries> {
    let rows = Rows {
        values,
        weights,
        groups,
    };
    let heads = rows.checked_heads(request)?;
    let mut stream = Stream::new(&heads, request);
    rows.scatter().in_order(|bucket| stream.take(bucket));
    Ok(stream.finish(&heads, request))
}

/// As [`summarise`], with the same result, for columns that are not needed afterwards: their memory
/// is given back while the rows are copied, so that the peak is about that of the columns.
///
/// # Errors
/// As [`summarise`].
pub fn summarise_and_release(
    values: Vec<f64>,
    weights: Option<Vec<f64>>,
    groups: Vec<u32>,
    request: &Request,
) -> Result<Summaries> {
    let rows = Rows {
        values: &values,
        weights: weights.as_deref(),
        groups: &groups,
    };
    let heads = rows.checked_heads(request)?;
    let mut stream = Stream::new(&heads, request);
    Scattered::and_release(values, weights, groups).in_order(|bucket| stream.take(bucket));
    Ok(stream.finish(&heads, request))
}

fn check_shares(shares: &[f64]) -> Result<()> {
    let outside = shares.iter().find(|p| !(0.0..=1.0).contains(*p));
    let falling = shares
        .windows(2)
        .find(|pair| pair[1] < pair[0])
        .map(|pair| &pair[1]);
    match outside.or(falling) {
        None => Ok(()),
        Some(&value) => Err(Error::Parameter {
            name: "a share",
            value,
            range: "0..=1, ascending",
        }),
    }
}

/// What one pass knows of a group, or of the whole.
#[derive(Clone, Copy)]
struct Head {
    rows: u64,
    weight: f64,
    income: f64,
    min: f64,
}

impl Head {
    const EMPTY: Self = Self {
        rows: 0,
        weight: 0.0,
        income: 0.0,
        min: f64::INFINITY,
    };

    fn mean(&self) -> f64 {
        self.income / self.weight
    }

    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.weight += other.weight;
        self.income += other.income;
        self.min = self.min.min(other.min);
    }
}

/// Rows whose sums are taken apart before they are added to the whole.
const BLOCK: usize = 1 << 13;

impl Rows<'_> {
    /// Totals by group of columns that are valid.
    fn checked_heads(&self, request: &Request) -> Result<Vec<Head>> {
        check_values("values", self.values)?;
        check_length("groups", self.values.len(), self.groups.len())?;
        if let Some(weights) = self.weights {
            check_weights(self.values.len(), weights)?;
        }
        check_shares(&request.shares)?;
        let n_groups = self.groups.iter().copied().max().unwrap_or(0) as usize + 1;
        if n_groups > 1 << 24 {
            return Err(Error::Parameter {
                name: "a group number",
                value: n_groups as f64 - 1.0,
                range: "0..16777216; number the groups 0, 1, …",
            });
        }
        Ok(self.heads(n_groups))
    }

    /// Totals by group, with the whole at the end.
    fn heads(&self, n_groups: usize) -> Vec<Head> {
        let mut heads = vec![Head::EMPTY; n_groups + 1];
        let blockwise = n_groups <= BLOCK;
        let mut block = vec![Head::EMPTY; n_groups];
        for start in (0..self.values.len()).step_by(BLOCK) {
            let end = (start + BLOCK).min(self.values.len());
            for row in start..end {
                let (x, w) = (self.values[row], self.weights.map_or(1.0, |w| w[row]));
                let head = &mut block[self.groups[row] as usize];
                head.weight += w;
                head.income += w * x;
                if w > 0.0 {
                    head.rows += 1;
                    head.min = head.min.min(x);
                }
            }
            if blockwise || end == self.values.len() {
                for (head, part) in heads.iter_mut().zip(&mut block) {
                    head.add(part);
                    *part = Head::EMPTY;
                }
            }
        }
        let mut whole = Head::EMPTY;
        for head in &heads[..n_groups] {
            whole.add(head);
        }
        heads[n_groups] = whole;
        heads
    }
}

/// Running sums of a group or of the whole while rows arrive in ascending order.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Weight and income so far.
    weight: f64,
    income: f64,
    /// `Σ w x (C₋ + C)`, with `C₋`, `C` the running weight before and after the row.
    ranks: f64,
    /// `Σ w x ln x` and `Σ w ln x`.
    x_log: f64,
    log: f64,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.weight += other.weight;
        self.income += other.income;
        self.ranks += other.ranks;
        self.x_log += other.x_log;
        self.log += other.log;
    }
}

/// Sums of squares for standard errors: `s` is the total distance to all others over `W μ`, `r` the
/// value over the mean, `a = r ln r − r + 1`, `b = r − 1 − ln r`; all with the squared weight.
#[derive(Clone, Copy, Default)]
struct Squares {
    one: f64,
    r: f64,
    rr: f64,
    s: f64,
    ss: f64,
    sr: f64,
    aa: f64,
    ar: f64,
    b: f64,
    bb: f64,
    /// `a` of the whole for the rows of a group, alone and with `r` of the whole: for the
    /// covariance of within and between.
    whole_a: f64,
    whole_ar: f64,
}

/// Group totals and constants the stream reads for every row.
#[derive(Clone, Copy)]
struct Constants {
    weight: f64,
    income: f64,
    mean: f64,
    log_mean: f64,
}

/// The sums of all groups, with the whole at the end of each column.
struct Stream {
    constants: Vec<Constants>,
    done: Vec<Sums>,
    block: Vec<Sums>,
    squares: Vec<Squares>,
    /// Running weight at which the next share is met, and which it is.
    target: Vec<f64>,
    next: Vec<usize>,
    shares: Vec<f64>,
    quantiles: Vec<f64>,
    incomes: Vec<f64>,
    with_errors: bool,
    logs: bool,
    blockwise: bool,
}

impl Stream {
    fn new(heads: &[Head], request: &Request) -> Self {
        let constants = heads
            .iter()
            .map(|head| Constants {
                weight: head.weight,
                income: head.income,
                mean: head.mean(),
                log_mean: if head.mean() > 0.0 {
                    ln(head.mean())
                } else {
                    f64::NAN
                },
            })
            .collect();
        let (n, k) = (heads.len(), request.shares.len());
        let mut stream = Self {
            constants,
            done: vec![Sums::default(); n],
            block: vec![Sums::default(); n],
            squares: vec![Squares::default(); if request.standard_errors { n } else { 0 }],
            target: vec![f64::INFINITY; n],
            next: vec![0; n],
            shares: request.shares.clone(),
            quantiles: vec![f64::NAN; n * k],
            incomes: vec![f64::NAN; n * k],
            with_errors: request.standard_errors,
            logs: heads[n - 1].min >= 0.0,
            blockwise: n <= BLOCK,
        };
        for scope in 0..n {
            stream.target[scope] = stream.target_of(scope);
        }
        stream
    }

    /// Running weight at which the next share of a scope is met.
    fn target_of(&self, scope: usize) -> f64 {
        match self.shares.get(self.next[scope]) {
            Some(p) => {
                let weight = self.constants[scope].weight;
                // At share 0 the first person counts, not a row of weight zero.
                (p * weight - SAME_SHARE * weight).max(f64::MIN_POSITIVE)
            }
            None => f64::INFINITY,
        }
    }

    fn take(&mut self, bucket: &[Row]) {
        for rows in bucket.chunks(BLOCK) {
            if self.with_errors {
                self.sums::<true>(rows);
            } else {
                self.sums::<false>(rows);
            }
            let whole = self.done.len() - 1;
            if self.blockwise {
                for (done, block) in self.done.iter_mut().zip(&mut self.block) {
                    done.add(block);
                    *block = Sums::default();
                }
            } else {
                self.done[whole].add(&self.block[whole]);
                self.block[whole] = Sums::default();
            }
        }
    }

    fn sums<const ERRORS: bool>(&mut self, rows: &[Row]) {
        let whole = self.done.len() - 1;
        for row in rows {
            let (x, w, g) = (row.value(), row.weight(), row.group() as usize);
            let log = if self.logs && x > 0.0 { ln(x) } else { 0.0 };
            let (wx, w_log) = (w * x, w * log);
            for scope in [g, whole] {
                let (done, block) = (&self.done[scope], &mut self.block[scope]);
                let before = done.weight + block.weight;
                let income_before = done.income + block.income;
                let after = before + w;
                block.weight += w;
                block.income += wx;
                block.ranks += wx * (before + after);
                block.x_log += x * w_log;
                block.log += w_log;
                if after >= self.target[scope] {
                    self.reach(scope, x, before, after, income_before);
                }
                if ERRORS {
                    let c = &self.constants[scope];
                    let s = x * (2.0 * after - c.weight) + c.income - 2.0 * (income_before + wx);
                    let scale = 1.0 / c.mean;
                    let (r, s) = (x * scale, s * scale / c.weight);
                    let log_r = log - c.log_mean;
                    let (a, b) = (
                        if x > 0.0 { r * log_r } else { 0.0 } - r + 1.0,
                        r - 1.0 - log_r,
                    );
                    let squared = w * w;
                    let q = &mut self.squares[scope];
                    q.one += squared;
                    q.r += squared * r;
                    q.rr += squared * r * r;
                    q.s += squared * s;
                    q.ss += squared * s * s;
                    q.sr += squared * s * r;
                    q.aa += squared * a * a;
                    q.ar += squared * a * r;
                    q.b += squared * b;
                    q.bb += squared * b * b;
                    if scope == whole {
                        let own = &mut self.squares[g];
                        own.whole_a += squared * a;
                        own.whole_ar += squared * a * r;
                    }
                }
            }
        }
    }

    /// Notes quantile and income below for every share that the row at `x` reaches.
    #[cold]
    fn reach(&mut self, scope: usize, x: f64, before: f64, after: f64, income_before: f64) {
        let k = self.shares.len();
        while after >= self.target[scope] {
            let share = self.next[scope];
            let exact = self.shares[share] * self.constants[scope].weight;
            self.quantiles[scope * k + share] = x;
            self.incomes[scope * k + share] = income_before + (exact - before) * x;
            self.next[scope] += 1;
            self.target[scope] = self.target_of(scope);
        }
    }

    fn finish(self, heads: &[Head], request: &Request) -> Summaries {
        let whole = heads.len() - 1;
        let summaries: Vec<Summary> = (0..heads.len())
            .map(|scope| self.summary(scope, &heads[scope]))
            .collect();
        let (theil, mld, gini) = self.parts(&summaries, heads);
        let mut groups = summaries;
        let total = groups.remove(whole);
        Summaries {
            shares: request.shares.clone(),
            total,
            groups,
            theil,
            mld,
            gini,
        }
    }

    fn summary(&self, scope: usize, head: &Head) -> Summary {
        let k = self.shares.len();
        let mut sums = self.done[scope];
        sums.add(&self.block[scope]);
        let (weight, income, mean) = (head.weight, head.income, head.mean());
        let positive = mean > 0.0;
        let only = |valid: bool, value: f64| if valid { value } else { f64::NAN };
        let c = &self.constants[scope];
        let gini = only(positive, sums.ranks / (weight * income) - 1.0);
        let theil = only(
            positive && head.min >= 0.0,
            sums.x_log / income - c.log_mean,
        );
        let mld = only(
            head.min > 0.0 && weight > 0.0,
            c.log_mean - sums.log / weight,
        );
        let range = scope * k..(scope + 1) * k;
        let errors = self.with_errors.then(|| {
            let q = &self.squares[scope];
            let n = head.rows as f64;
            let error = |sum: f64| (n / (n - 1.0) * sum.max(0.0)).sqrt() / weight;
            Errors {
                mean: mean.abs() * error(q.rr - 2.0 * q.r + q.one),
                gini: only(positive, error(square_of_gini(q, gini))),
                theil: only(
                    theil.is_finite(),
                    error(q.aa - 2.0 * theil * q.ar + theil * theil * q.rr),
                ),
                mld: only(
                    mld.is_finite(),
                    error(q.bb - 2.0 * mld * q.b + mld * mld * q.one),
                ),
            }
        });
        Summary {
            rows: head.rows,
            weight,
            mean,
            gini,
            theil,
            mld,
            quantiles: self.quantiles[range.clone()].to_vec(),
            lorenz: self.incomes[range]
                .iter()
                .map(|y| only(positive, y / income))
                .collect(),
            errors,
        }
    }

    /// The decompositions of Theil's T, the mean log deviation and the Gini coefficient.
    fn parts(&self, summaries: &[Summary], heads: &[Head]) -> (Parts, Parts, Parts) {
        let whole = heads.len() - 1;
        let (total, all) = (&summaries[whole], &heads[whole]);
        let occupied: Vec<usize> = (0..whole).filter(|&g| heads[g].weight > 0.0).collect();
        let (mut theil_between, mut mld_between, mut gini_within) = (0.0, 0.0, 0.0);
        for &g in &occupied {
            let relative = heads[g].mean() / all.mean();
            let (p, s) = (heads[g].weight / all.weight, heads[g].income / all.income);
            theil_between += if relative > 0.0 {
                s * ln(relative)
            } else {
                0.0
            };
            mld_between -= p * if relative > 0.0 {
                ln(relative)
            } else {
                f64::NEG_INFINITY
            };
            gini_within += p * s * summaries[g].gini;
        }
        let mut order = occupied.clone();
        order.sort_by(|&a, &b| heads[a].mean().total_cmp(&heads[b].mean()).then(a.cmp(&b)));
        let (mut below, mut ranks) = (0.0, 0.0);
        for &g in &order {
            ranks += heads[g].income * (2.0 * below + heads[g].weight);
            below += heads[g].weight;
        }
        let gini_between = ranks / (all.weight * all.income) - 1.0;
        let split = |index: f64, between: f64| Parts {
            within: index - between,
            between,
            overlap: 0.0,
            between_error: None,
            within_error: None,
        };
        let mut theil = split(total.theil, theil_between);
        let mld = split(total.mld, mld_between);
        let gini = Parts {
            within: gini_within,
            between: gini_between,
            overlap: total.gini - gini_within - gini_between,
            between_error: None,
            within_error: None,
        };
        if self.with_errors && total.theil.is_finite() {
            let (between, within) = self.theil_errors(&occupied, heads, theil_between, total.theil);
            theil.between_error = Some(between);
            theil.within_error = Some(within);
        }
        (theil, mld, gini)
    }

    /// Linearised Theil between is `(α_g r + β_g)/W` in group g, with r the value over the overall
    /// mean, and Theil itself `(a − T r)/W`: within is their difference.
    fn theil_errors(&self, groups: &[usize], heads: &[Head], between: f64, t: f64) -> (f64, f64) {
        let all = &heads[heads.len() - 1];
        let (mut of_between, mut of_within) = (0.0, 0.0);
        let whole = &self.squares[heads.len() - 1];
        for &g in groups {
            let q = &self.squares[g];
            let relative = heads[g].mean() / all.mean();
            if relative <= 0.0 {
                return (f64::NAN, f64::NAN);
            }
            // The group's own r is over the group's mean.
            let (r, rr) = (q.r * relative, q.rr * relative * relative);
            let (slope, level) = (ln(relative) - between, 1.0 - relative);
            let square = |slope: f64, level: f64| {
                slope * slope * rr + 2.0 * slope * level * r + level * level * q.one
            };
            of_between += square(slope, level);
            // (a − T r) − (α r + β) = a − [(α + T) r + β].
            let (slope, level) = (slope + t, level);
            of_within += square(slope, level) - 2.0 * (slope * q.whole_ar + level * q.whole_a);
        }
        of_within += whole.aa;
        let n = all.rows as f64;
        let error = |sum: f64| (n / (n - 1.0) * sum.max(0.0)).sqrt() / all.weight;
        (error(of_between), error(of_within))
    }
}

/// `Σ w² (s − G (1 + r))²`, from the linearised Gini coefficient `[s − G (1 + r)]/W`.
fn square_of_gini(q: &Squares, gini: f64) -> f64 {
    q.ss - 2.0 * gini * (q.s + q.sr) + gini * gini * (q.one + 2.0 * q.r + q.rr)
}
