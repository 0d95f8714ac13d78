//! A piece: some rows that are priced together, none of whose citizens has rows in another piece.

use crate::input::CaseSchema;
use arrow_array::RecordBatch;
use std::sync::Arc;

/// Rows of the case file, a slice of an input batch.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub rows: RecordBatch,
    pub numbers: Numbers,
    pub groups: Groups,
    pub schema: Arc<CaseSchema>,
}

/// Which rows of a piece belong together.
#[derive(Debug, Clone)]
pub(crate) enum Groups {
    /// Those that name one citizen.
    Named,
    /// Each is by itself.
    Apart,
    /// Those with one number in the list, from a place in it on.
    Numbered(Arc<[u32]>, usize),
}

/// Numbers of the rows in the input, 1 = first.
#[derive(Debug, Clone)]
pub(crate) enum Numbers {
    /// They follow each other from here.
    From(u64),
    /// Rows that were brought together from elsewhere: those of the list from here on.
    Each(Arc<[u32]>, usize),
}

impl Numbers {
    pub fn get(&self, row: usize) -> u64 {
        match self {
            Numbers::From(first) => first + row as u64,
            Numbers::Each(numbers, from) => u64::from(numbers[from + row]) + 1,
        }
    }
}
