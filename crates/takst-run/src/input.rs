//! The cases of a run.

use crate::failure::Failure;
use chrono::NaiveDate;
use takst::Book;
use takst_io::Summary;
use takst_io::documents::Cases;

/// Cases that were read and are priced in a run: a file, or rows of another program.
pub trait CaseInput {
    /// Why a run with these cases ends.
    type Error: From<Failure>;

    /// Prices the cases up to a day, on which open rows end, and hands them to `cases`.
    ///
    /// # Errors
    /// Those of `cases`, or of the report on the input.
    fn price(&mut self, book: &Book, until: NaiveDate, cases: &mut impl Cases<Self::Error>) -> Result<Summary, Self::Error>;
}
