//! A column of a sector's table: one value per agent, indexed by that sector's own id.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut};

use crate::Id;

/// One value of type `T` for each agent named by `I`, in id order.
///
/// Kernels use it as the slice it is; code at the seams indexes it by id.
///
/// ```
/// use quantity::{Column, FirmId};
/// let mut price: Column<FirmId, f64> = Column::filled(3, 1.0);
/// price[FirmId(1)] = 1.5;
/// assert_eq!(price.iter().sum::<f64>(), 3.5);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Column<I, T> {
    values: Vec<T>,
    owner: PhantomData<fn(I)>,
}

impl<I, T> Default for Column<I, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<I, T: Clone> Column<I, T> {
    /// A column of `n` copies of `value`.
    #[must_use]
    pub fn filled(n: usize, value: T) -> Self {
        Self::from(vec![value; n])
    }
}

impl<I, T> Column<I, T> {
    /// Adds a value for the next agent.
    pub fn push(&mut self, value: T) {
        self.values.push(value);
    }

    /// Forgets all values; their room is kept.
    pub fn clear(&mut self) {
        self.values.clear();
    }
}

impl<I, T> Extend<T> for Column<I, T> {
    fn extend<S: IntoIterator<Item = T>>(&mut self, values: S) {
        self.values.extend(values);
    }
}

impl<I, T> From<Vec<T>> for Column<I, T> {
    fn from(values: Vec<T>) -> Self {
        Self {
            values,
            owner: PhantomData,
        }
    }
}

impl<I, T> FromIterator<T> for Column<I, T> {
    fn from_iter<S: IntoIterator<Item = T>>(values: S) -> Self {
        Self::from(values.into_iter().collect::<Vec<_>>())
    }
}

impl<I, T> Deref for Column<I, T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        &self.values
    }
}

impl<I, T> DerefMut for Column<I, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.values
    }
}

impl<I: Id, T> Index<I> for Column<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        &self.values[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Column<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.values[id.index()]
    }
}
