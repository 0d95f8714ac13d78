//! Sets of columns of the case file.

use takst::Column;

/// A set of columns of the case file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ColumnSet(u32);

impl ColumnSet {
    pub const NONE: ColumnSet = ColumnSet(0);

    pub const fn with(self, column: Column) -> ColumnSet {
        ColumnSet(self.0 | 1 << column as u32)
    }

    /// With a value of which only the core can say whether it is right.
    pub const fn unseen(self) -> ColumnSet {
        ColumnSet(self.0 | 1 << 31)
    }

    pub const fn add(&mut self, other: ColumnSet) {
        self.0 |= other.0;
    }

    pub const fn meets(self, other: ColumnSet) -> bool {
        self.0 & other.0 != 0
    }
}
