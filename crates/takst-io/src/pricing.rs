//! The cases of a file priced, citizen by citizen, and passed on in the order of the file.

use crate::casefile::CaseFile;
use std::collections::{HashMap, HashSet};
use takst::{Book, CaseRow, Citizen, ReportingPeriod, Statement};

/// Takes what comes while a file is priced.
pub(crate) trait Walk {
    /// Ends the pricing.
    type Error;

    /// A citizen, before any statement of the citizen's cases; and which of the cases are passed on with this citizen. A case that names several citizens
    /// is passed on with the first.
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> Result<(), Self::Error>;

    /// Every row once, before the statement of its case.
    fn row(&mut self, row: &CaseRow);

    /// The result for each case, in the order of their first rows.
    fn statement(&mut self, statement: Statement) -> Result<(), Self::Error>;
}

/// A walk that asks for no citizens.
struct Statements<R, S>(R, S);

impl<E, R: FnMut(&CaseRow), S: FnMut(Statement) -> Result<(), E>> Walk for Statements<R, S> {
    type Error = E;
    fn citizen(&mut self, _: &Citizen, _: &[bool]) -> Result<(), E> {
        Ok(())
    }
    fn row(&mut self, row: &CaseRow) {
        self.0(row);
    }
    fn statement(&mut self, statement: Statement) -> Result<(), E> {
        self.1(statement)
    }
}

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
        row: impl FnMut(&CaseRow),
        statement: impl FnMut(Statement) -> Result<(), E>,
    ) -> Result<(), E> {
        self.walk(book, request, &mut Statements(row, statement))
    }

    /// Passes on every citizen with all cases that count, in the order of their first rows; and which of the cases are reported with this citizen: a case
    /// that names several is with the first.
    pub fn citizens(&self, mut each: impl FnMut(&Citizen, &[bool])) {
        let digests = self.digests();
        let mut passed: HashSet<u32> = HashSet::new();
        for case in 0..self.case_count() as u32 {
            if !passed.remove(&case) {
                let person = self.person(case, &digests, |_| {});
                let is_own: Vec<bool> = person.cases.iter().map(Option::is_some).collect();
                each(&person.citizen, &is_own);
                passed.extend(person.cases.into_iter().flatten().filter(|other| *other > case));
            }
        }
    }

    /// Prices every case and passes on each result.
    pub(crate) fn walk<W: Walk>(&self, book: &Book, request: &ReportingPeriod, walk: &mut W) -> Result<(), W::Error> {
        let mut waiting: HashMap<u32, Statement> = HashMap::new();
        let digests = self.digests();
        let mut is_own = Vec::new();
        for case in 0..self.case_count() as u32 {
            if let Some(done) = waiting.remove(&case) {
                walk.statement(done)?;
                continue;
            }
            let person = self.person(case, &digests, |row| walk.row(row));
            is_own.clear();
            is_own.extend(person.cases.iter().map(Option::is_some));
            walk.citizen(&person.citizen, &is_own)?;
            for (done, place) in book.price(&person.citizen, request).into_iter().zip(person.cases) {
                match place {
                    Some(place) if place == case => walk.statement(done)?,
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
