//! Who does independent tasks: one thread here, a pool at the edges.

/// Runs tasks whose results do not depend on the order in which they are done.
///
/// The economy starts no threads of its own; whoever runs it may lend some. A run gives the same
/// bits whatever stands behind this trait.
pub trait Workers: Sync {
    /// Calls `task(0)` … `task(n - 1)`, each exactly once, in any order, and returns when all are done.
    fn run(&self, n: usize, task: &(dyn Fn(usize) + Sync));
}

/// One task after the other, on the caller's thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Serial;

impl Workers for Serial {
    fn run(&self, n: usize, task: &(dyn Fn(usize) + Sync)) {
        (0..n).for_each(task);
    }
}
