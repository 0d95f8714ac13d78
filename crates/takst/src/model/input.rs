//! Rows as the kernel takes them.

use crate::model::case::CaseRow;
use crate::model::row::RowFacts;

/// A service that the catalogue does not know.
pub const NO_SERVICE: u32 = u32::MAX;

/// A row as the kernel takes it: numbers, and the texts that only messages need.
#[derive(Debug, Clone, Copy)]
pub struct InputRow<'a> {
    /// Number of the input record, 1 = first.
    pub number: u64,
    /// Place of its case among the cases of the citizen. Rows of one case lie together, cases in ascending order.
    pub case: u32,
    /// Number of the service in the book, or [`NO_SERVICE`].
    pub service: u32,
    /// Its numbers.
    pub facts: RowFacts,
    /// Text of the commitment to pay; empty where there is none.
    pub commitment: &'a str,
    /// The record itself; needed where it is broken or its service unknown.
    pub record: Option<&'a CaseRow>,
}
