//! Integrals over an interval by the double-exponential rule, which tolerates singular ends.

use crate::maths::{Sum, exp};

/// Integral over `low..high` of `f`, which is given a point and its distances from both ends,
/// so that nothing is lost to rounding next to an end.
///
/// The abscissae `tanh(π/2 sinh t)` crowd at the ends; the step in `t` is halved until two
/// results agree to 1e-13.
pub(super) fn integrate(low: f64, high: f64, f: impl Fn(f64, f64, f64) -> f64) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return 0.0;
    }
    let half_pi = std::f64::consts::FRAC_PI_2;
    let term = |t: f64| {
        let (grow, shrink) = (exp(t), exp(-t));
        let (sinh, cosh) = ((grow - shrink) / 2.0, f64::midpoint(grow, shrink));
        // 1 − tanh(x) = 2/(1 + e^{2x}): the distance from the nearer end, exactly.
        let near = width / (1.0 + exp(2.0 * half_pi * sinh.abs()));
        let far = width - near;
        let slope = 4.0 * half_pi * cosh * near * far / width / 2.0;
        if near <= 0.0 || slope == 0.0 {
            return 0.0;
        }
        let (from_low, from_high) = if t < 0.0 { (near, far) } else { (far, near) };
        let at = if t < 0.0 { low + near } else { high - near };
        let value = f(at, from_low, from_high) * slope;
        if value.is_finite() { value } else { 0.0 }
    };
    let reach = 6.0;
    let mut step = 0.5;
    let sum_at = |step: f64, odd_only: bool| {
        let mut total = Sum::default();
        let n = (reach / step) as i32;
        for k in -n..=n {
            if !odd_only || k % 2 != 0 {
                total.add(term(f64::from(k) * step));
            }
        }
        total.value()
    };
    let mut total = sum_at(step, false);
    let mut result = total * step;
    for _ in 0..9 {
        step /= 2.0;
        total += sum_at(step, true);
        let finer = total * step;
        let settled = (finer - result).abs() <= 1e-14 * finer.abs();
        result = finer;
        if settled {
            break;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::{ln, pow};

    #[test]
    fn known_integrals_are_reached() {
        let cube = integrate(0.0, 2.0, |x, _, _| x * x * x);
        assert!((cube - 4.0).abs() < 1e-13, "{cube}");
        let log = integrate(0.0, 1.0, |_, x, _| ln(x));
        assert!((log + 1.0).abs() < 1e-13, "{log}");
        let root = integrate(0.0, 1.0, |_, _, y| pow(y, -0.5));
        assert!((root - 2.0).abs() < 1e-7, "{root}");
    }
}
