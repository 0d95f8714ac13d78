//! The interface of plain values: one period in, its lines into the caller's array.

use crate::book::TakstBook;
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::Failure;
use crate::line::TakstLine;
use crate::pointer::{out, shared};
use crate::problem::Problem;
use crate::row::{ROW, TakstRow};
use crate::scratch::Buffers;
use crate::sized::{sized, sized_array};
use crate::status::TakstStatus;
use takst::kernel::{InputRow, RowFacts, evaluate};
use takst::{Case, CaseRow, Column, RowBuilder, Statement};

/// Prices one period of one service into the caller's array of `capacity` lines. The `struct_size` of the first element must be set and holds for all.
///
/// `needed` receives how many lines there are. Where they are more than `capacity`, the status is `TAKST_STATUS_NEEDS_MORE` and no line is written;
/// with a capacity of 0 `lines` may be NULL. Services that are included or free give no line. A period that cannot be priced is
/// `TAKST_STATUS_REFUSED`, with every fault in `error`. `takst_book_check` gives the findings, which change no price.
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
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let row = unsafe { sized(row, "row") }?;
        let needed = unsafe { out(needed, "needed") }?;
        let mut lines = unsafe { sized_array(lines, capacity, "lines") }?;
        let mut taken = book.scratch.take();
        let Buffers { row: builder, kernel, lines: priced } = taken.buffers();
        let (facts, period) = (facts(book, &row, builder)?, row.request()?);
        let input = [InputRow { number: 1, case: 0, service: row.service - 1, facts, commitment: "", record: None }];
        evaluate(&book.book, &input, &period, kernel, &mut priced.of(&book.services));
        if kernel.is_refused(0) {
            return Err(refused(kernel.take_faults(0)));
        }
        let priced = priced.written();
        let count = priced.len();
        if count <= lines.capacity() {
            lines.set_all(priced);
        }
        needed.set(count);
        if count <= capacity { Ok(()) } else { Err(Failure::bare(TakstStatus::NeedsMore)) }
    })
}

/// Findings about a period that can be priced: warnings and notes, which change no price. `findings` receives an error object with one
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
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let row = unsafe { sized(row, "row") }?;
        let findings = unsafe { out(findings, "findings") }?;
        let statement = priced(book, &row)?;
        statement.result.map_err(refused)?;
        findings.set(TakstError::of_findings(statement.findings.into_iter().map(|finding| Problem::finding("", finding)).collect()));
        Ok(())
    })
}

fn refused(faults: Vec<takst::Fault>) -> Failure {
    Failure { status: TakstStatus::Refused, problems: faults.into_iter().map(|fault| Problem::finding("", fault)).collect() }
}

/// The row as integers, where the book has its service.
#[inline]
fn facts(book: &TakstBook, row: &TakstRow, builder: &mut RowBuilder) -> Result<RowFacts, Failure> {
    book.services.id(row.service)?;
    builder.reset(1);
    row.fill(builder)?;
    builder.sound_facts().map_or_else(|| facts_or_faults(row), Ok)
}

/// The same, with every fault where there is one.
#[cold]
fn facts_or_faults(row: &TakstRow) -> Result<RowFacts, Failure> {
    row.builder()?.facts().map_err(|faults| refused(faults.into_vec()))
}

/// The statement of a citizen whose only case is the row.
fn priced(book: &TakstBook, row: &TakstRow) -> Result<Statement, Failure> {
    let service = book.services.id(row.service)?;
    let mut builder = row.builder()?;
    let period = row.request()?;
    builder.set_text(Column::Service, service);
    let built = builder.build().map_err(|faults| refused(faults.into_vec()))?;
    let case = Case { id: ROW.into(), rows: vec![CaseRow::Sound(built)] };
    Ok(book.book.price_case(&case, &period))
}
