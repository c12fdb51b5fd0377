//! What the tests of this crate share.

use economy::village::{VillageSpec, village};
use economy::{Calibration, Workers};

/// The embedded economy in its standard form.
pub fn standard_village() -> Calibration {
    let tables = village(&VillageSpec::default());
    tables
        .calibration(tables.scalars.size.default_scale)
        .expect("the village is in order")
}

#[allow(dead_code, reason = "not every test runs on threads")]
/// Tasks shared by `n` threads, each taking the next one: the order is different every time.
pub struct Threads(pub usize);

impl Workers for Threads {
    fn run(&self, n: usize, task: &(dyn Fn(usize) + Sync)) {
        let next = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.0 {
                scope.spawn(|| {
                    loop {
                        let k = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        if k >= n {
                            break;
                        }
                        task(k);
                    }
                });
            }
        });
    }
}
