//! Rows as input of the kernel.

use crate::model::case::CaseRow;
use crate::model::row::RowFacts;

/// A service that the catalogue does not know.
pub const NO_SERVICE: u32 = u32::MAX;

/// A row as input of the kernel: integers, and the texts that only messages need.
#[derive(Debug, Clone, Copy)]
pub struct InputRow<'a> {
    /// Number of the input record, 1 = first.
    pub number: u64,
    /// Number of its case among the cases of the citizen. Rows of one case stand together, and cases in ascending order.
    pub case: u32,
    /// Number of the service in the book, or [`NO_SERVICE`].
    pub service: u32,
    /// Its values.
    pub facts: RowFacts,
    /// Text of the commitment to pay; empty where there is none.
    pub commitment: &'a str,
    /// The record. Needed where it is broken, its service is unknown, or lines repeat its row id.
    pub record: Option<&'a CaseRow>,
}
