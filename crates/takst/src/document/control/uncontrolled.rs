//! Sellers and months of our cases of which no paper was read: what is not billed there is not seen (D12.11).

use crate::document::content::Content;
use crate::document::control::group::Bills;
use crate::document::control::ours::{OurCase, OurCases};
use crate::model::calendar::{Month, Period};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Months without a gap of which no paper of the seller was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncontrolled {
    /// Id of the provider.
    pub seller: Box<str>,
    /// First month.
    pub first: Month,
    /// Last month.
    pub last: Month,
}

/// What a run has read: sellers and months.
pub(crate) struct ReadOf<'a> {
    pub sellers: &'a BTreeSet<Arc<str>>,
    pub months: &'a BTreeSet<Month>,
    /// The last month for which cases are priced.
    pub last: Option<Month>,
    /// Sellers and months of papers that earlier runs received.
    pub known: &'a BTreeSet<(Arc<str>, Month)>,
    /// What papers bill of each case, by its place.
    pub billed: &'a BTreeMap<usize, Bills>,
}

/// Sellers and months of our cases that are not among those read, by seller.
pub(crate) fn uncontrolled(cases: &OurCases, read: &ReadOf<'_>) -> Vec<Uncontrolled> {
    let mut of_seller: BTreeMap<Arc<str>, BTreeSet<Month>> = BTreeMap::new();
    for (place, case) in cases.cases.iter().enumerate() {
        for (seller, month) in expected(case, read.last, read.billed.get(&place)) {
            let is_read = read.sellers.contains(&seller) && read.months.contains(&month);
            if !is_read && !read.known.contains(&(seller.clone(), month)) {
                of_seller.entry(seller).or_default().insert(month);
            }
        }
    }
    let mut runs: Vec<Uncontrolled> = Vec::new();
    for (seller, months) in of_seller {
        for month in months {
            match runs.last_mut().filter(|run| *run.seller == *seller && run.last.plus(1) == month) {
                Some(run) => run.last = month,
                None => runs.push(Uncontrolled { seller: (&*seller).into(), first: month, last: month }),
            }
        }
    }
    runs
}

/// Sellers and months in which something should be billed that no paper bills: by documents that are not held; where a case is refused, and behind the last
/// priced month, by the days of its rows.
fn expected(case: &OurCase, last: Option<Month>, billed: Option<&Bills>) -> BTreeSet<(Arc<str>, Month)> {
    let is_billed = |document: usize, content: &Content| {
        let mut lines = content.lines.iter().enumerate();
        billed.is_some_and(|billed| lines.all(|(number, line)| billed.covers((document, number), line)))
    };
    let documents = case.should().iter().enumerate().filter(|(document, should)| should.hold.is_none() && !is_billed(*document, &should.content));
    let mut all: BTreeSet<(Arc<str>, Month)> = documents.map(|(_, should)| (should.content.provider.clone(), should.content.month)).collect();
    for row in &case.rows.services {
        let is_asked = |month: &Month| case.result.is_err() || last.is_some_and(|last| *month > last);
        all.extend(months(row.period).filter(is_asked).map(|month| (row.provider.clone(), month)));
    }
    all
}

fn months(period: Period) -> impl Iterator<Item = Month> {
    let last = Month::of(period.last());
    std::iter::successors(Some(Month::of(period.first())), |month| Some(month.plus(1))).take_while(move |month| *month <= last)
}
