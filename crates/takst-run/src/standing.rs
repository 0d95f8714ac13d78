//! What stands in a ledger against what should be by a case file.

use crate::asked::What;
use crate::failure::Failure;
use crate::input::CaseInput;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use takst::contract::words::DocumentKind;
use takst::document::action::Settlement;
use takst::document::content::{CaseFile, PricedCase, Standing};
use takst::document::line::have_same_content;
use takst::document::party::Parties;
use takst::document::reissue::reissue;
use takst::document::settle::{OpenMonths, Settler};
use takst::document::{Books, action};
use takst::{Book, Month};
use takst_io::Summary;
use takst_io::documents::ShouldBe;
use takst_ledger::{LedgerError, Reader};

/// What a case file is settled with.
#[derive(Clone, Copy)]
pub(crate) struct Against<'a> {
    pub(crate) book: &'a Book,
    pub(crate) parties: &'a Parties,
    /// First month of the ledger.
    pub(crate) start: Month,
    /// Last month that is looked at.
    pub(crate) until: Month,
}

/// What came of settling; or the numbers to issue again that are not those of invoices that stand.
pub(crate) type Settled = Result<Settlement, Vec<Box<str>>>;

/// Settles a case file with a ledger.
///
/// # Errors
/// The ledger cannot be read, or the report cannot be written.
pub(crate) fn settle<I: CaseInput>(
    input: &mut I,
    against: Against<'_>,
    what: What<'_>,
    reader: &mut Reader<'_>,
) -> Result<(Settled, Summary), I::Error> {
    let Against { book, parties, start, until } = against;
    let sellers = parties.sellers.values().map(|seller| (&*seller.provider, &seller.series, seller.first_number));
    let taken = reader.taken(sellers).map_err(Failure::from)?;
    let books = Books { parties, taken: &taken, services: book };
    let months = OpenMonths { from: start, until, kept_from: reader.kept_from().map_err(Failure::from)? };
    match what {
        What::All(mode) => all(input, Settler::new(mode, months, &books), months, book, reader),
        What::Reissue(numbers) => again(input, numbers, months, &books, reader),
    }
}

fn all<I: CaseInput>(
    input: &mut I,
    mut settler: Settler<'_, Book>,
    months: OpenMonths,
    book: &Book,
    reader: &mut Reader<'_>,
) -> Result<(Settled, Summary), I::Error> {
    let mut seen: HashSet<Arc<str>> = HashSet::new();
    let until = months.until.last_day();
    let mut should = ShouldBe::new(book, until, |case: PricedCase| -> Result<(), I::Error> {
        let standing = reader.standing_of(&case.case_id).map_err(Failure::from)?;
        if !standing.is_empty() {
            seen.insert(case.case_id.clone());
        }
        settler.case(case, standing);
        Ok(())
    });
    let summary = input.price(book, until, &mut should)?;
    let (unreadable, providers) = (should.unreadable(), should.providers);
    for case in reader.cases().map_err(Failure::from)?.iter().filter(|case| !seen.contains(case.as_str())) {
        let standing = reader.standing_of(case).map_err(Failure::from)?;
        if !standing.is_empty() {
            settler.absent(standing);
        }
    }
    Ok((Ok(settler.finish(&providers, &unreadable)), summary))
}

fn again<I: CaseInput>(
    input: &mut I,
    numbers: &[String],
    months: OpenMonths,
    books: &Books<'_, Book>,
    reader: &mut Reader<'_>,
) -> Result<(Settled, Summary), I::Error> {
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let found: Vec<Option<Standing>> =
        numbers.iter().map(|number| reader.standing(number)).collect::<Result<_, LedgerError>>().map_err(Failure::from)?;
    let standing: Vec<Standing> = found.into_iter().flatten().collect();
    let of_interest: HashSet<Arc<str>> = standing.iter().map(|standing| standing.content.case_id.clone()).collect();
    // The references of a month are known only where it is priced.
    let until = standing.iter().map(|standing| standing.content.month).fold(months.until, Month::max).last_day();
    let mut cases = Vec::new();
    let mut should = ShouldBe::new(books.services, until, |case: PricedCase| -> Result<(), I::Error> {
        if of_interest.contains(&case.case_id) {
            cases.push(case);
        }
        Ok(())
    });
    let summary = input.price(books.services, until, &mut should)?;
    let file = CaseFile { cases, ..CaseFile::default() };
    Ok((reissue(&numbers, &standing, &file, months, books), summary))
}

/// Whether a date follows those of the documents that stand, for every seller that would get a number.
///
/// # Errors
/// `ledger.date-backwards`, or the ledger cannot be read.
pub(crate) fn check_date(documents: &[action::NewDocument], date: NaiveDate, reader: &Reader<'_>) -> Result<(), LedgerError> {
    let providers: BTreeSet<&str> = documents.iter().map(|document| &*document.content.provider).collect();
    reader.check_date(providers, date)
}

/// Whether the documents of a plan were issued before: what it credits stands no more, and what it issues stands.
///
/// # Errors
/// The ledger cannot be read.
pub(crate) fn is_done(planned: &[action::NewDocument], reader: &mut Reader<'_>) -> Result<bool, LedgerError> {
    for document in planned {
        let content = &document.content;
        let is_issued = |standing: &Standing| {
            let other = &standing.content;
            (&other.provider, other.payer, other.month) == (&content.provider, content.payer, content.month)
                && have_same_content(&other.lines, &content.lines)
        };
        let is_done = match (document.kind, &document.refers_to) {
            // In a ledger that never had the invoice, nothing took it back.
            (DocumentKind::CreditNote, Some(number)) => reader.has(number)? && reader.standing(number)?.is_none(),
            _ => reader.standing_of(&content.case_id)?.iter().any(is_issued),
        };
        if !is_done {
            return Ok(false);
        }
    }
    Ok(!planned.is_empty())
}
