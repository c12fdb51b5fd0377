//! Typed agent ids: a column of firms cannot be indexed by a household.

/// What every id can do: name a row.
pub trait Id: Copy {
    /// The id of row `index`.
    fn new(index: usize) -> Self;
    /// The row this id names.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl Id for $name {
            #[inline]
            fn new(index: usize) -> Self {
                Self(index as u32)
            }
            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A firm, numbered industry by industry.
    FirmId;
    /// A household: workers first, then inactive persons, firm owners in firm order, the bank owner.
    HouseholdId;
    /// A person; where households are single persons, a worker, with the number of its household.
    PersonId;
    /// An industry, and the one product it makes.
    IndustryId;
}
