//! Gig economy: tasks instead of jobs, sold through platforms by the piece.
//!
//! # Question
//! Do tasks mean fewer zero incomes, or more precarious ones?
//! # Equation
//! ```text
//! demand_i = s · new_ℓ · [ (N^d − N)⁺ + γ · a · N^d · 1{ p_g < (1+τ^SIF) w } ]      in trade, transport, hotels, culture, business services
//! new_ℓ    = clip( Δ₀(O x̄ lit̄)_ℓ,HOS / (o_max − (O x̄ lit̄)_ℓ,HOS(0)), 0, 1 )
//! p_g,ℓ    = 0.9 · median L wage of ℓ · (1 − pressure)
//! offer_h  = c_h · x_h · L( [(1 − t_p) p_g (1 + flex) − w_res,h] / (0.1 w̄_ℓ) )      c = 1 unemployed, 0.25 employed L, 0.15 rural inactive
//! match_ℓ  = n (1 − e^(−demand/n)), n = Σ offer
//! ```
//! The act is [`economy::markets::gig`]; here stand `new`, `γ a`, `x` and `flex`.
//! # Source
//! Digital economy, §6.2; worth of flexible hours: \[chen_2019\]. Delivery trade is read as `O x̄ lit̄`, not
//! as `O` alone, which new users do not move (decision 0014).
//! # Writes
//! Channel 24 (gig work wanted and offered).
//! # Off
//! No gig work beyond the opening's, which is inside jobs.
//! # Indicator
//! `gig_share`: share of labour bought by the task.
//! # Contradicted by
//! Incomes that platforms report are upper bounds; half of the riders who earn work fewer than 30 days a year.

use economy::View;
use economy::households::NOBODY;
use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::Pen;
use crate::scene::{Ground, Scene};

parameters! {
    /// Gig economy: its parameters.
    pub struct Gig in "gig_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Surplus of drivers under flexible over inflexible hours: what flexibility_value is set to.
        flexibility_surplus_multiple: f64 [Pure] = 2.0, within 0.0..=10.0, plausible 1.5..=2.5,
            from Estimated("chen_2019") known Verified as Check;
        /// Worth of choosing one's hours, over pay.
        flexibility_value: f64 [Share] = 0.3, within 0.0..=2.0, plausible 0.1..=0.6,
            from Calibrated("set to flexibility_surplus_multiple") known New;
        /// Largest share of labour need that can be bought by the task.
        max_share: f64 [Share] = 0.15, within 0.0..=1.0, plausible 0.05..=0.3,
            from Assumed("services that can be delivered, only") known New;
        /// Workers in new forms of employment over employees.
        platform_worker_share: f64 [Share] = 0.21, within 0.0..=1.0, plausible 0.18..=0.24,
            from Measured("workforce_survey_2023") known Verified as Check;
        /// Riders with earnings who are active fewer than 30 days a year.
        gig_attachment_part_time: f64 [Share] = 0.48, within 0.0..=1.0, plausible 0.4..=0.5,
            from Measured("meituan_2023") known Verified as Check;
        /// Monthly income of riders of high frequency, as reported by the platform.
        rider_monthly_income: f64 [YuanPerMonth] = 7600.0, within 0.0..=100_000.0, plausible 5720.0..=10865.0,
            from Measured("meituan_2024") known Verified as Check;
        /// Professional streamers who earn less than 3 000 yuan a month.
        streamer_low_income_share: f64 [Share] = 0.679, within 0.0..=1.0, plausible 0.65..=0.7,
            from Measured("streamers_2024") known Verified as Check;
    }
}

/// Industries whose services can be delivered by the task.
const DELIVERABLE: [&str; 5] = ["TRD", "TRN", "HOS", "CUL", "BUS"];
/// The industry whose online trade stands for delivery.
const DELIVERY: &str = "HOS";

impl Gig {
    /// Shares of vacancies left open, and of the staff that is wanted, that a firm of this adoption would
    /// have done by the task, where delivery trade has grown by this part of what it could.
    ///
    /// ```
    /// let law = theory::effects::gig::Gig::default();
    /// assert_eq!(law.wanted(0.0, 0.5), [0.0, 0.0]);
    /// let [vacancies, staff] = law.wanted(0.4, 0.5);
    /// assert!((vacancies - 0.4).abs() < 1e-15 && (staff - 0.4 * 0.15 * 0.5).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn wanted(&self, growth: f64, adoption: f64) -> [f64; 2] {
        let growth = self.strength * growth;
        [growth, growth * self.max_share * adoption]
    }

    /// Growth of delivery trade in an area since the opening, over what there was room for.
    fn growth(ground: &Ground<'_>, area: usize) -> f64 {
        let industries = ground.endowment.industries.iter().enumerate();
        let mut delivery = industries.filter(|(_, industry)| industry.class.code == DELIVERY);
        let Some((product, industry)) = delivery.next() else {
            return 0.0;
        };
        let cell = product * ground.endowment.n_areas() + area;
        let now = ground.online.share[cell] * ground.means.use_in_area[area];
        let opening = ground.opening;
        let then = opening.online.share[cell] * opening.means.use_in_area[area];
        let room = industry.opening.online_max - then;
        if room > 0.0 {
            ((now - then) / room).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// What gig work is like in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GigWork {
    /// Share of all work, in workers, that is bought by the task (`gig_share`).
    pub share: f64,
    /// Pay of a quarter's work after commission and tax over the net wage of the mean employee.
    pub relative_pay: f64,
    /// Share of the labour force in contributory insurance: with a job.
    pub covered: f64,
    /// Share of the labour force that earns nothing by work.
    pub without_earnings: f64,
}

impl GigWork {
    /// Gig work as the books of the last quarter have it.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let (firms, households) = (view.firms, view.households);
        let rates = &view.calibration.rates;
        let tasks = &households.tasks;
        let staff = maths::sum(firms.employees.iter().map(|&n| f64::from(n)));
        let hours = maths::sum(firms.gig_hours.iter().copied());
        let kept = 1.0
            - rates.employee_contributions
            - rates.tax_income * (1.0 - rates.employee_contributions);
        let earned = tasks.total();
        let pay = maths::ratio_or_zero(earned.mixed_income() - earned.tax, hours);
        let wage = kept * maths::ratio_or_zero(view.books.wages, staff);
        let force = households.n_workers as f64;
        let idle = households
            .employer
            .iter()
            .enumerate()
            .filter(|&(k, &employer)| {
                employer == NOBODY && tasks.time.get(k).is_none_or(|&time| time == 0.0)
            });
        Self {
            share: maths::ratio_or_zero(hours, staff + hours),
            relative_pay: maths::ratio_or_zero(pay, wage),
            covered: staff / force,
            without_earnings: idle.count() as f64 / force,
        }
    }
}

impl Mechanism for Gig {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[24]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let online = &scene.state.households.online;
        pen.gig_work(
            scene,
            self.flexibility_value,
            |i| {
                let industry = &scene.endowment.industries[scene.industry(i)];
                if DELIVERABLE.contains(&industry.class.code) {
                    let growth = Self::growth(scene, scene.area(i));
                    self.wanted(growth, scene.state.firms.adoption[i])
                } else {
                    [0.0; 2]
                }
            },
            |h| online[h],
        );
    }
}
