//! Fits a calibration to the population that is to live in it: totals of money stay, heads are those drawn.
//!
//! # Source
//! Long run, §5.6, order of reconciliation: the totals of the national accounts come first, then those of
//! industries, then what areas are known to have.

use std::sync::Arc;

use quantity::maths;

use super::{Activity, Drawn, Problem, Settings, draw};
use crate::calibration::{Calibration, Cell};
use crate::closure::Closure;

impl Calibration {
    /// Draws the population that the census describes, for the opening that these rules make of the economy,
    /// and takes it on; does nothing without a census.
    ///
    /// # Errors
    /// As [`draw`].
    pub fn populate(&mut self, rules: &Closure, settings: &Settings) -> Result<(), Problem> {
        if let Some(census) = self.census.clone() {
            let mut prepared = self.clone();
            rules.prepare(&mut prepared);
            let drawn = draw(&census, &prepared, settings)?;
            self.inhabit(Arc::new(drawn));
        }
        Ok(())
    }

    /// Takes on a drawn population: its workers, the sizes of its firms and what a worker makes in each area
    /// over the industry's mean, which stays what it was.
    pub fn inhabit(&mut self, drawn: Arc<Drawn>) {
        let working = |activity| !matches!(activity, Activity::Inactive);
        let workers = drawn.persons.iter().filter(|p| working(p.activity)).count();
        self.sizes.workers = workers as u32;
        // As much to all households together, however many there are.
        let heads = self.n_households() as f64 / drawn.households.len() as f64;
        self.opening.benefit_other *= heads;
        let n_areas = self.geography.len();
        let mut first = 0;
        for g in 0..self.n_industries() {
            let mut cells: Vec<Cell> = self.cells(g).collect();
            for cell in &mut cells {
                let firms = &drawn.firm_sizes[first..first + cell.firms as usize];
                first += cell.firms as usize;
                cell.employees = firms.iter().sum();
                let at = g * n_areas + cell.area as usize;
                cell.productivity = drawn.productivity.get(at).copied().unwrap_or(1.0);
            }
            let employees: u32 = cells.iter().map(|cell| cell.employees).sum();
            let weighted = |cell: &Cell| cell.productivity * f64::from(cell.employees);
            let mean = maths::sum(cells.iter().map(weighted)) / f64::from(employees);
            if employees > 0 && mean > 0.0 {
                for cell in &mut cells {
                    cell.productivity /= mean;
                }
                let fewer = f64::from(self.industries[g].employees) / f64::from(employees);
                self.technology.output_per_worker[g] *= fewer;
                self.technology.wage[g] *= fewer;
                self.industries[g].employees = employees;
            }
            self.industries[g].cells = cells;
        }
        self.population = Some(drawn);
    }
}
