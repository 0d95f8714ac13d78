//! The cases of a file priced, citizen by citizen, and handed on in the order of the file.

use crate::casefile::CaseFile;
use std::collections::HashMap;
use takst::{Book, CaseRow, ReportingPeriod, Statement};

impl CaseFile {
    /// Prices every case. `row` sees every row once, before the statement of its case; `statement` takes the result for each case in the order of
    /// their first rows. A result that is there before its turn waits: a citizen's cases are priced together, wherever they lie.
    ///
    /// # Errors
    /// Those of `statement`, which end the pricing.
    pub fn price<E>(
        &self,
        book: &Book,
        request: &ReportingPeriod,
        mut row: impl FnMut(&CaseRow),
        mut statement: impl FnMut(Statement) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut waiting: HashMap<u32, Statement> = HashMap::new();
        let digests = self.digests();
        for case in 0..self.case_count() as u32 {
            if let Some(done) = waiting.remove(&case) {
                statement(done)?;
                continue;
            }
            let person = self.person(case, &digests, &mut row);
            for (done, place) in book.price(&person.citizen, request).into_iter().zip(person.cases) {
                match place {
                    Some(place) if place == case => statement(done)?,
                    Some(place) => {
                        waiting.insert(place, done);
                    }
                    None => {}
                }
            }
        }
        Ok(())
    }
}
