//! The cases of a file, priced for a claim.

use crate::documents::cases::{Cases, of_others};
use chrono::NaiveDate;
use std::collections::HashSet;
use takst::document::claim::ClaimFile;
use takst::document::claimed::ClaimCitizen;
use takst::document::pricer::DocumentPricer;
use takst::{Book, Citizen, Municipality};

/// Prices citizens for a claim of one payer.
pub struct ClaimCases<'b> {
    pricer: DocumentPricer<'b>,
    until: NaiveDate,
    payer: Municipality,
    citizens: Vec<ClaimCitizen>,
}

impl<'b> ClaimCases<'b> {
    /// Open rows end on the day `until`.
    #[must_use]
    pub fn new(book: &'b Book, until: NaiveDate, payer: Municipality) -> ClaimCases<'b> {
        ClaimCases { pricer: DocumentPricer::new(book), until, payer, citizens: Vec::new() }
    }

    /// The file of all citizens; windows of those for whom the payer pays.
    #[must_use]
    pub fn file(self) -> ClaimFile {
        ClaimFile::of(self.citizens)
    }
}

impl<E> Cases<E> for ClaimCases<'_> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> Result<(), E> {
        let mut claimed = self.pricer.claim(citizen, self.until, self.payer);
        let others: HashSet<&str> = of_others(citizen, is_own).map(|case| &*case.id).collect();
        claimed.cases.retain(|case| !others.contains(&*case.case_id));
        let is_paid = claimed.cases.iter().any(|case| case.result.as_ref().is_ok_and(|parts| !parts.documents.is_empty()));
        if !is_paid {
            claimed.windows.clear();
        }
        self.citizens.push(claimed);
        Ok(())
    }

    fn case(&mut self, _: &str) -> Result<(), E> {
        Ok(())
    }
}
