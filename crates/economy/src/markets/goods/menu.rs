//! What buyers with two purposes get of all products together: a shortage cuts the second purpose first.

use quantity::{FirmId, maths};

use super::allocation::NEGLIGIBLE;
use super::purchases::Purchases;
use crate::firms::Firms;

/// Households served together: their wants mostly have one composition, and then one piece of the
/// [`Menu`] serves them all.
pub(super) const BLOCK: usize = 128;

/// One product as buyers with two purposes see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Share of the product in what a buyer wants for its first purpose, and for the second.
    pub first: f64,
    pub second: f64,
    /// Share of the sum that is not served, at the second purpose's expense first.
    pub unserved: f64,
    /// Worth of a unit: its price where wants are quantities, the quantity where they are money.
    pub worth: f64,
}

/// What a buyer gets for its two purposes, and what that is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Meal {
    first: f64,
    second: f64,
    first_worth: f64,
    second_worth: f64,
}

/// A [`Meal`] as a linear function of the two wants, valid from some ratio of the second to the first.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    /// Smallest `y / x` for which it holds.
    from: f64,
    of_first: Meal,
    of_second: Meal,
}

impl Purchases {
    fn add_meal(&mut self, of_households: &Meal) {
        self.consumption += of_households.first;
        self.housing += of_households.second;
        self.real_consumption += of_households.first_worth;
        self.real_housing += of_households.second_worth;
    }
}

impl Meal {
    fn add(&mut self, first: f64, second: f64, worth: f64) {
        self.first += first;
        self.second += second;
        self.first_worth += first * worth;
        self.second_worth += second * worth;
    }
}

impl Piece {
    /// Both purposes get all they want of the product.
    fn serve_all(&mut self, line: Line) {
        self.of_first.first += line.first;
        self.of_first.first_worth += line.first * line.worth;
        self.of_second.second += line.second;
        self.of_second.second_worth += line.second * line.worth;
    }

    /// The second purpose gets something of the product: it bears the whole shortage.
    fn spare_first(&mut self, line: Line, sign: f64) {
        let (a, b, u) = (sign * line.first, sign * line.second, line.unserved);
        self.of_first.add(a, -u * a, line.worth);
        self.of_second.add(0.0, (1.0 - u) * b, line.worth);
    }

    /// The second purpose gets nothing of the product: the first bears the rest.
    fn starve_second(&mut self, line: Line, sign: f64) {
        let served = sign * (1.0 - line.unserved);
        self.of_first.add(served * line.first, 0.0, line.worth);
        self.of_second.add(served * line.second, 0.0, line.worth);
    }

    /// What is had for the two purposes.
    #[inline]
    fn parts(&self, x: f64, y: f64) -> (f64, f64) {
        let (f, s) = (&self.of_first, &self.of_second);
        let second = f.second * x + s.second * y;
        // A difference that is all rounding is nothing, and has no price.
        let spared = second > NEGLIGIBLE * s.second * y;
        (f.first * x + s.first * y, if spared { second } else { 0.0 })
    }

    #[inline]
    fn serve(&self, x: f64, y: f64) -> Meal {
        let (f, s) = (&self.of_first, &self.of_second);
        let (first, second) = self.parts(x, y);
        let spared = second > 0.0;
        Meal {
            first,
            second,
            first_worth: f.first_worth * x + s.first_worth * y,
            second_worth: if spared {
                f.second_worth * x + s.second_worth * y
            } else {
                0.0
            },
        }
    }
}

/// All products together, for buyers whose wants `x` and `y` have the same composition.
///
/// # Equation
/// ```text
/// first = Σ_g a_g x − (u_g (a_g x + b_g y) − b_g y)⁺      second = Σ_g (b_g y − u_g (a_g x + b_g y))⁺
/// ```
/// Both are linear between the ratios `y / x = u_g a_g / ((1 − u_g) b_g)` at which a product's second
/// purpose begins to get something, so a buyer is served in a few multiplications, not in one per
/// product.
/// # Source
/// Base model, §7.3 and §7.4, with the same `u` for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Menu {
    /// Products in short supply, each with the ratio at which its second purpose begins to get some.
    short: Vec<(f64, Line)>,
    /// In order of ratios, the first from 0.
    pieces: Vec<Piece>,
    plenty: Piece,
}

impl Menu {
    pub(super) fn clear(&mut self) {
        self.short.clear();
        self.pieces.clear();
        self.plenty = Piece::default();
    }

    pub(super) fn add(&mut self, line: Line) {
        if line.unserved > 0.0 {
            let kept = (1.0 - line.unserved) * line.second;
            let ratio = if kept > 0.0 {
                line.unserved * line.first / kept
            } else {
                f64::INFINITY
            };
            self.short.push((ratio, line));
        } else {
            self.plenty.serve_all(line);
        }
    }

    pub(super) fn close(&mut self) {
        self.short.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut piece = self.plenty;
        for &(_, line) in &self.short {
            piece.starve_second(line, 1.0);
        }
        self.pieces.push(piece);
        for &(ratio, line) in &self.short {
            if ratio == f64::INFINITY {
                break;
            }
            piece.starve_second(line, -1.0);
            piece.spare_first(line, 1.0);
            piece.from = ratio;
            self.pieces.push(piece);
        }
    }

    /// Serves a block of households, beginning with piece `at`; returns the last piece used.
    pub(super) fn serve_block(
        &self,
        mut at: usize,
        (consumption_budget, housing_budget): (&[f64], &[f64]),
        (consumption, housing): (&mut [f64], &mut [f64]),
        purchases: &mut Purchases,
    ) -> usize {
        let wants = || consumption_budget.iter().zip(housing_budget);
        let gets = consumption.iter_mut().zip(housing);
        let Some((&x, &y)) = wants().next() else {
            return at;
        };
        at = self.find(at, x, y);
        let piece = &self.pieces[at];
        let until = self.pieces.get(at + 1).map_or(f64::INFINITY, |p| p.from);
        let below = |x: &f64, y: &f64| *y < until * x || until == f64::INFINITY;
        let alike = wants().all(|(x, y)| *y >= piece.from * x && below(x, y));
        if alike {
            // Linear, so the block together gets what its members get.
            let (mut x_sum, mut y_sum) = (0.0, 0.0);
            for ((x, y), (consumption, housing)) in wants().zip(gets) {
                (*consumption, *housing) = piece.parts(*x, *y);
                x_sum += x;
                y_sum += y;
            }
            purchases.add_meal(&piece.serve(x_sum, y_sum));
        } else {
            for ((&x, &y), (consumption, housing)) in wants().zip(gets) {
                at = self.find(at, x, y);
                let meal = self.pieces[at].serve(x, y);
                (*consumption, *housing) = (meal.first, meal.second);
                purchases.add_meal(&meal);
            }
        }
        at
    }

    /// Gives firms what they bought of all products, and the average prices they paid.
    pub(super) fn serve_firms(&self, firms: &mut Firms, some: impl Iterator<Item = FirmId>) {
        let mut at = 0;
        for i in some {
            let x = maths::positive(firms.desired_inputs[i]);
            let y = maths::positive(firms.desired_investment[i]);
            at = self.find(at, x, y);
            let meal = self.pieces[at].serve(x, y);
            firms.purchased_inputs[i] = meal.first;
            firms.investment[i] = meal.second;
            firms.input_price[i] = maths::ratio_or_zero(meal.first_worth, meal.first);
            firms.investment_price[i] = maths::ratio_or_zero(meal.second_worth, meal.second);
        }
    }

    /// The last piece there is.
    pub(super) fn last_piece(&self) -> usize {
        self.pieces.len() - 1
    }

    /// The piece for wants `x` and `y`, looked for from piece `at` on: neighbours are alike.
    #[inline]
    fn find(&self, mut at: usize, x: f64, y: f64) -> usize {
        while at + 1 < self.pieces.len() && y >= self.pieces[at + 1].from * x {
            at += 1;
        }
        while at > 0 && y < self.pieces[at].from * x {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::super::allocation::tests::close;
    use super::super::purchases::ration;
    use super::*;

    /// Authority: base model, §7.3, product by product.
    #[test]
    fn a_menu_serves_as_product_by_product() {
        for case in 0..60_u32 {
            let wave = |g: u32, k: f64| maths::sin(k * f64::from(g + 17 * case));
            let lines: Vec<Line> = (0..12)
                .map(|g| Line {
                    first: if g == 3 { 0.0 } else { 1.0 + wave(g, 1.1) },
                    second: if g == 4 { 0.0 } else { 1.0 + wave(g, 0.3) },
                    unserved: match g {
                        5 => 1.0,
                        6 => 1e-15,
                        _ => maths::positive(wave(g, 2.3)),
                    },
                    worth: 1.5 + wave(g, 0.9),
                })
                .collect();
            let mut menu = Menu::default();
            menu.clear();
            for &line in &lines {
                menu.add(line);
            }
            menu.close();
            let mut at = 0;
            for (x, y) in [
                (1.0, 1.0),
                (1.0, 0.0),
                (0.0, 1.0),
                (0.0, 0.0),
                (1.0, 0.1),
                (3.0, 9.0),
            ] {
                at = menu.find(at, x, y);
                let found = menu.pieces[at].serve(x, y);
                let mut expected = Meal::default();
                for line in &lines {
                    let (first, second) = (line.first * x, line.second * y);
                    let (cut, cut_second) = ration(first, second, line.unserved * (first + second));
                    expected.add(first - cut, second - cut_second, line.worth);
                }
                close(found.first, expected.first);
                close(found.second, expected.second);
                close(found.first_worth, expected.first_worth);
                close(found.second_worth, expected.second_worth);
            }
        }
    }

    /// A rest that is all rounding has no price: profits are computed with it.
    #[test]
    fn where_the_second_purpose_gets_nothing_its_worth_is_nothing() {
        let line = Line {
            first: 0.3,
            second: 0.1,
            unserved: 0.1 / 0.4,
            worth: 1.1,
        };
        let mut menu = Menu::default();
        menu.add(line);
        menu.close();
        for piece in &menu.pieces {
            let meal = piece.serve(0.7, 0.7);
            assert_eq!((meal.second, meal.second_worth), (0.0, 0.0));
            close(meal.first, 0.21);
        }
    }
}
