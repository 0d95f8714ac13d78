//! Random case files, and the core and the oracle run on the same text.

pub mod random;
pub mod wanted;
pub mod core_side;
pub mod sides;
pub mod histories;
pub mod control;
pub mod wide;
pub mod cells;
pub mod plain;
