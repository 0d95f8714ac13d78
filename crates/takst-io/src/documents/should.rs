//! What should be: the documents of all cases of a file, in its order.

use crate::documents::cases::{Cases, of_others};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use takst::document::content::{PricedCase, PricedCitizen};
use takst::document::pricer::DocumentPricer;
use takst::{Book, CaseRow, Citizen, Code};

/// Prices citizens for documents, and passes each case to `take` in the order of the file.
pub struct ShouldBe<'b, F> {
    pricer: DocumentPricer<'b>,
    until: NaiveDate,
    /// Cases priced before their turn, as all cases of a citizen are.
    waiting: HashMap<Arc<str>, PricedCase>,
    /// Providers of the services that occur in the file, also in cases that are refused.
    pub providers: BTreeSet<Arc<str>>,
    unreadable: Vec<(u64, Vec<Code>)>,
    take: F,
}

impl<'b, F> ShouldBe<'b, F> {
    /// Open rows end on the day `until`.
    #[must_use]
    pub fn new(book: &'b Book, until: NaiveDate, take: F) -> ShouldBe<'b, F> {
        ShouldBe { pricer: DocumentPricer::new(book), until, waiting: HashMap::new(), providers: BTreeSet::new(), unreadable: Vec::new(), take }
    }

    /// Takes the codes of each record that belongs to no case, in the order of the file.
    pub fn unreadable(&mut self) -> Vec<Vec<Code>> {
        self.unreadable.sort_by_key(|(row, _)| *row);
        self.unreadable.drain(..).map(|(_, codes)| codes).collect()
    }
}

impl<E, F: FnMut(PricedCase) -> Result<(), E>> Cases<E> for ShouldBe<'_, F> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> Result<(), E> {
        let PricedCitizen { cases, providers, unreadable } = self.pricer.price(citizen, self.until);
        self.providers.extend(providers);
        let others: HashSet<&str> = of_others(citizen, is_own).map(|case| &*case.id).collect();
        let own = cases.into_iter().filter(|case| !others.contains(&*case.case_id));
        self.waiting.extend(own.map(|case| (case.case_id.clone(), case)));
        let rows: HashSet<u64> = of_others(citizen, is_own).flat_map(|case| &case.rows).map(CaseRow::number).collect();
        self.unreadable.extend(unreadable.into_iter().filter(|(row, _)| !rows.contains(row)));
        Ok(())
    }

    fn case(&mut self, case_id: &str) -> Result<(), E> {
        // Records that belong to no case have a statement and no document.
        self.waiting.remove(case_id).map_or(Ok(()), &mut self.take)
    }
}
