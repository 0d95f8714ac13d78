//! The cases of a file, priced for control: what should be, and what the rows say.

use crate::documents::cases::Cases;
use crate::documents::should::ShouldBe;
use chrono::NaiveDate;
use takst::document::content::PricedCase;
use takst::document::control::ours::FileRows;
use takst::{Book, Citizen};

/// Prices citizens for documents, passes each case to `take` in the order of the file, and keeps what the rows say.
pub struct ControlCases<'b, F> {
    book: &'b Book,
    until: NaiveDate,
    should: ShouldBe<'b, F>,
    /// What the rows say.
    pub rows: FileRows,
}

impl<'b, F> ControlCases<'b, F> {
    /// Open rows end on the day `until`.
    #[must_use]
    pub fn new(book: &'b Book, until: NaiveDate, take: F) -> ControlCases<'b, F> {
        ControlCases { book, until, should: ShouldBe::new(book, until, take), rows: FileRows::default() }
    }
}

impl<E, F: FnMut(PricedCase) -> Result<(), E>> Cases<E> for ControlCases<'_, F> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> Result<(), E> {
        self.rows.take(self.book, citizen, self.until);
        self.should.citizen(citizen, is_own)
    }

    fn case(&mut self, case_id: &str) -> Result<(), E> {
        self.should.case(case_id)
    }
}
