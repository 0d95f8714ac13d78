//! Door (a): one period in plain values, its lines into the caller's array.

use crate::book::TakstBook;
use crate::door::door;
use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::line::TakstLine;
use crate::pointer::{out, shared};
use crate::problem::Problem;
use crate::row::{ROW, TakstRow, blank};
use crate::sized::{sized, sized_array};
use crate::status::TakstStatus;
use takst::{Assumptions, Case, CaseRow, Citizen, ReportingPeriod};

/// Prices one period of one service into the caller's array of `capacity` lines. The first element's `struct_size` must be set: it speaks for all.
///
/// `needed` receives how many lines there are. Where they are more than `capacity`, the status is `TAKST_STATUS_NEEDS_MORE` and no line is written;
/// with a capacity of 0 `lines` may be NULL. Services that are included or free give no line. A period that cannot be priced is
/// `TAKST_STATUS_REFUSED`, with every fault in `error`. Findings, which change no price, are told by `takst_book_check`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_price(
    book: *const TakstBook,
    row: *const TakstRow,
    lines: *mut TakstLine,
    capacity: usize,
    needed: *mut usize,
    error: *mut *mut TakstError,
) -> TakstStatus {
    door(error, || {
        let book = unsafe { shared(book, "book") }?;
        let row = unsafe { sized(row, "row") }?;
        let needed = unsafe { out(needed, "needed") }?;
        let mut lines = unsafe { sized_array(lines, capacity, "lines") }?;
        reckoned(book, &row, |cases| {
            let reckoning = cases.map_err(refused)?;
            let count = reckoning.line_count();
            if count <= lines.capacity() {
                let (mut last, mut place) = ((Assumptions::NONE, 0), 0);
                reckoning.each_line(|document, line| {
                    lines.set(place, &TakstLine::of(line, document, row.service, &book.services, &book.bits, &mut last));
                    place += 1;
                });
            }
            needed.set(count);
            if count <= capacity { Ok(()) } else { Err(Failure::bare(TakstStatus::NeedsMore)) }
        })
    })
}

/// What else there is to say of a period that can be priced: warnings and notes, which change no price. `findings` receives an error object with one
/// problem for each, or NULL where there is none; free it with `takst_error_free`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_check(
    book: *const TakstBook,
    row: *const TakstRow,
    findings: *mut *mut TakstError,
    error: *mut *mut TakstError,
) -> TakstStatus {
    door(error, || {
        let book = unsafe { shared(book, "book") }?;
        let row = unsafe { sized(row, "row") }?;
        let findings = unsafe { out(findings, "findings") }?;
        priced(book, &row, |statement| {
            statement.result.map_err(refused)?;
            findings.set(TakstError::of_findings(statement.findings.into_iter().map(|finding| Problem::finding("", finding)).collect()));
            Ok(())
        })
    })
}

fn refused(faults: Vec<takst::Fault>) -> Failure {
    Failure { status: TakstStatus::Refused, problems: faults.into_iter().map(|fault| Problem::finding("", fault)).collect() }
}

fn reckoned<T>(
    book: &TakstBook,
    row: &TakstRow,
    then: impl FnOnce(Result<takst::Reckoning<'_>, Vec<takst::Fault>>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    of_row(book, row, |citizen, request| then(alone(book.book.reckon(citizen, request))?))
}

fn priced<T>(book: &TakstBook, row: &TakstRow, then: impl FnOnce(takst::Statement) -> Result<T, Failure>) -> Result<T, Failure> {
    of_row(book, row, |citizen, request| then(alone(book.book.price(citizen, request))?))
}

/// What came of the one case.
fn alone<T>(mut cases: Vec<T>) -> Result<T, Failure> {
    cases.pop().ok_or_else(|| refuse(TakstStatus::Panic, "takst", "a case has a statement"))
}

/// A citizen with the row as their one case.
fn of_row<T>(book: &TakstBook, row: &TakstRow, then: impl FnOnce(&Citizen, &ReportingPeriod) -> Result<T, Failure>) -> Result<T, Failure> {
    let service = book.services.id(row.service)?;
    row.check_flags()?;
    let request = row.request()?;
    let mut taken = book.scratch.take(citizen);
    let citizen = taken.citizen();
    let [case] = citizen.cases.as_mut_slice() else { return Err(refuse(TakstStatus::Panic, "takst", "a citizen has one case")) };
    let [slot] = case.rows.as_mut_slice() else { return Err(refuse(TakstStatus::Panic, "takst", "a case has one row")) };
    if let CaseRow::Broken(_) = slot {
        *slot = CaseRow::Sound(blank());
    }
    let is_written = match slot {
        CaseRow::Sound(sound) => row.write(service, sound).is_some(),
        CaseRow::Broken(_) => false,
    };
    if !is_written {
        *slot = row.read(service);
    }
    then(citizen, &request)
}

fn citizen() -> Citizen {
    Citizen { id: ROW.into(), cases: vec![Case { id: ROW.into(), rows: vec![CaseRow::Sound(blank())] }] }
}
