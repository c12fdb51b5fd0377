//! Employment substitution: machines take tasks, new tasks arise, and somebody waits in between.
//!
//! # Question
//! How many tasks are taken, how many are created, and who waits?
//! # Equation
//! ```text
//! auto ← auto + v · (ϑ_g a − auto)⁺ · 1{ (1+τ^SIF) w̄ P^HH / ᾱ > (r + δ) μ_K P^CF / κ }      newt ← newt + 0.05 (ρ_n auto − newt)
//! labour_need += s · ( ln(1 − auto) + ln(1 + newt) )      capital_need += s · ln(1 + μ_K auto)
//! ```
//! `ϑ_g` share of tasks that can be automated, in proportion to routine work; `r` real lending rate. Where there are
//! people, lost tasks fall 60 to 40 on staff of middle and of low education, new ones on high and middle, of those
//! whom a firm dismisses or hires anyway.
//! # Source
//! Digital economy, §5.1, G3; tasks and machines: \[acemoglu_restrepo_2020\].
//! # Writes
//! Channels 2 (labour need; beside it who is dismissed first, and whom vacancies are for) and 3 (capital need).
//! # Off
//! Tasks stay with people; the stock is counted unseen.
//! # Indicator
//! `labour_share`; beside it automated less new tasks, weighted by employment.
//! # Contradicted by
//! The contribution of robots to growth is halved on re-estimation, and the effect on wages changes its sign. `reinstatement` decides the sign of employment, and no number for it was found.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Employment substitution: its parameters.
    pub struct EmploymentSubstitution in "employment_substitution" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Share of the tasks that pay to automate which is automated in a quarter.
        speed: f64 [QuarterlyRate] = 0.05, within 0.0..=1.0, plausible 0.02..=0.1,
            from Assumed("no estimate was found") known New;
        /// Share of tasks that can be automated at full adoption.
        max_share: f64 [Share] = 0.15, within 0.0..=0.9, plausible 0.05..=0.3,
            from Assumed("mean over jobs; in proportion to routine work") known New;
        /// Capital that takes the place of automated tasks, over that of a unit of output.
        capital_bill: f64 [Pure] = 0.3, within 0.0..=5.0, plausible 0.1..=0.6,
            from Assumed("no estimate was found") known New;
        /// New tasks in the long run over automated ones.
        reinstatement: f64 [Pure] = 0.5, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("the contested number: always swept") known New;
        /// Change of a firm's labour demand, percent, per percent more robots, China.
        robot_labour_demand_elasticity_cn: f64 [Pure] = -0.18, within -5.0..=5.0, plausible -0.25..=-0.1,
            from Estimated("wang_dong_2020") known Verified as Check;
        /// Change of low-skilled employment in manufacturing, percent, per 10 % more robots.
        robot_low_skill_elasticity_cn: f64 [Pure] = -0.54, within -10.0..=10.0, plausible -0.8..=-0.3,
            from Estimated("provincial_robots") known Verified as Check;
        /// Change of employment over population per robot per thousand workers, United States.
        robot_employment_effect: f64 [Points] = -0.2, within -10.0..=10.0, plausible -0.34..=-0.18,
            from Estimated("acemoglu_restrepo_2020") known Verified as Check;
        /// Change of wages, percent, per robot per thousand workers.
        robot_wage_effect: f64 [Pure] = -0.42, within -10.0..=10.0, plausible -0.5..=-0.25,
            from Estimated("acemoglu_restrepo_2020") known Verified as Check;
        /// Contribution of robots to growth in 17 countries.
        robot_growth_contribution: f64 [PointsPerYear] = 0.37, within -10.0..=10.0, plausible 0.18..=0.37,
            from Estimated("graetz_michaels_2018") known Verified as Check;
    }
}

/// Pace at which new tasks arise (N).
const NEW_TASKS: f64 = 0.05;

impl EmploymentSubstitution {
    /// Share of automated tasks after a quarter.
    ///
    /// `routine` is the industry's routine share over the mean, and automation `pays` or not.
    #[must_use]
    pub fn next_automated(&self, automated: f64, adoption: f64, routine: f64, pays: bool) -> f64 {
        if !pays {
            return automated;
        }
        let feasible = (self.max_share * routine).min(0.9) * adoption;
        automated + self.speed * maths::positive(feasible - automated)
    }

    /// Share of new tasks after a quarter.
    #[must_use]
    pub fn next_new_tasks(&self, new_tasks: f64, automated: f64) -> f64 {
        new_tasks + NEW_TASKS * (self.reinstatement * automated - new_tasks)
    }

    /// Log of workers needed per unit of output.
    ///
    /// ```
    /// let law = theory::problems::employment_substitution::EmploymentSubstitution::default();
    /// assert_eq!(law.labour_need(0.0, 0.0), 0.0);
    /// assert!(law.labour_need(0.1, 0.05) < 0.0);
    /// assert!(law.capital_need(0.1) > 0.0);
    /// ```
    #[must_use]
    pub fn labour_need(&self, automated: f64, new_tasks: f64) -> f64 {
        self.strength * (maths::ln(1.0 - automated) + maths::ln(1.0 + new_tasks))
    }

    /// Shares of the staff whose tasks went and came in a quarter, from the shares of automated and of new
    /// tasks before and after it.
    ///
    /// ```
    /// use theory::problems::employment_substitution::EmploymentSubstitution;
    /// assert_eq!(EmploymentSubstitution::moved([0.25, 0.625], [0.0, 0.5]), [0.5, 0.5]);
    /// assert_eq!(EmploymentSubstitution::moved([0.2, 0.2], [0.1, 0.0]), [0.0, 0.0]);
    /// ```
    #[must_use]
    pub fn moved(automated: [f64; 2], new_tasks: [f64; 2]) -> [f64; 2] {
        let lost = (automated[1] - automated[0]) / (1.0 - automated[0]);
        let new = (new_tasks[1] - new_tasks[0]) / (1.0 + new_tasks[0]);
        [maths::positive(lost), maths::positive(new)]
    }

    /// Log of capital needed per unit of output.
    #[must_use]
    pub fn capital_need(&self, automated: f64) -> f64 {
        self.strength * maths::ln(1.0 + self.capital_bill * automated)
    }
}

impl Mechanism for EmploymentSubstitution {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[2, 3]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let firms = &scene.state.firms;
        pen.firms(OfFirm::LabourNeed, scene, |i| {
            self.labour_need(firms.automated[i], firms.new_tasks[i])
        });
        pen.firms(OfFirm::CapitalNeed, scene, |i| {
            self.capital_need(firms.automated[i])
        });
        // Faces of the need of labour: they move nobody but those whom firms dismiss or hire anyway.
        for i in scene.view.firms.ids() {
            let (lost, new) = (firms.tasks_lost[i], firms.tasks_new[i]);
            pen.channels.tasks_lost.write(i, self.strength * lost);
            pen.channels.tasks_new.write(i, self.strength * new);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: digital economy, §10.1, fact 8: about −8 log points at the defaults in twenty years.
    #[test]
    fn twenty_years_of_automation_save_several_percent_of_work() {
        let law = EmploymentSubstitution::default();
        let (mut automated, mut new_tasks) = (0.0, 0.0);
        for _ in 0..80 {
            automated = law.next_automated(automated, 1.0, 1.0, true);
            new_tasks = law.next_new_tasks(new_tasks, automated);
        }
        let saved = law.labour_need(automated, new_tasks);
        assert!((-0.10..-0.06).contains(&saved), "{saved}");
        assert_eq!(law.next_automated(0.1, 1.0, 1.0, false), 0.1);
    }

    #[test]
    fn with_full_reinstatement_work_is_not_lost_in_the_end() {
        let law = EmploymentSubstitution {
            reinstatement: 1.0,
            ..EmploymentSubstitution::default()
        };
        assert!(law.labour_need(0.1, 0.1).abs() < 0.011);
    }
}
