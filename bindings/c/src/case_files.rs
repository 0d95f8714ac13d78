//! Case files on the disk, by their paths: what the command does with the same files.

use crate::book::TakstBook;
use crate::cases::{Asked, TakstCaseOptions, TakstSummary, explained, page_of, priced, summary_of};
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::{Failure, refuse, some_priced};
use crate::file::unread_at;
use crate::pointer::{Handle, elements, optional_out, out, shared, text};
use crate::sized::{optional_sized, sized_out};
use crate::status::TakstStatus;
use crate::text::{TakstBuffer, TakstText};
use std::ffi::c_char;
use std::path::{Path, PathBuf};
use takst_batch::case_files::{FileFormat, Source, open, together};

/// Opens files by their paths, as one.
///
/// # Safety
/// The texts of the paths can be read.
unsafe fn opened(paths: *const TakstText, count: usize, asked: &Asked) -> Result<Source, Failure> {
    let paths = unsafe { elements(paths, count, "paths") }?;
    let path = |path: &TakstText| match unsafe { path.read("paths") }? {
        "" => Err(Failure::said(TakstStatus::BadLength, "c-empty", "", vec![("name", "paths".into())])),
        path => Ok(PathBuf::from(path)),
    };
    let paths = paths.iter().map(path).collect::<Result<Vec<PathBuf>, Failure>>()?;
    if paths.is_empty() {
        return Err(refuse(TakstStatus::BadValue, "count", 0));
    }
    let open_one = |path: &Path| open(path, FileFormat::of_name(path), &asked.reading);
    Ok(together(&paths, open_one).map_err(|error| unread_at(&paths[0], &error))?.0)
}

/// Prices case files on the disk: CSV (`.csv`, `.csv.gz`), workbooks (`.xlsx`, `.xlsm`, `.xls`, `.ods`), JSON Lines (`.jsonl`) and Parquet, each as its name says. Several
/// are read as one. `options` has how they are read (`dates`, `sheet`, `map`, `pseudonyms`). All else is as with `takst_book_price_cases`; messages of the report name
/// the line of the file or the row of the sheet, and the heading as the file has it.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_price_files(
    book: *const TakstBook,
    paths: *const TakstText,
    count: usize,
    options: *const TakstCaseOptions,
    lines: *mut *mut TakstBuffer,
    report: *mut *mut TakstBuffer,
    summary: *mut TakstSummary,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let asked = unsafe { Asked::of(optional_sized(options, "options")?) }?;
        let lines_out = unsafe { optional_out(lines, "lines") }?;
        let report_out = unsafe { optional_out(report, "report") }?;
        let summary_out = unsafe { sized_out(summary, "summary") }?;
        let (lines, report, counted) = priced(book, unsafe { opened(paths, count, &asked) }?, &asked)?;
        if let Some(out) = lines_out {
            out.set(TakstBuffer(lines).give());
        }
        if let Some(out) = report_out {
            out.set(TakstBuffer(report).give());
        }
        summary_out.set(summary_of(&counted));
        some_priced(counted.cases, counted.refused)
    })
}

/// Explains every amount of one case of case files on the disk, with the citizen's other cases: as `takst_book_explain_case`, of files as in
/// `takst_book_price_files`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_explain_case_of_files(
    book: *const TakstBook,
    paths: *const TakstText,
    count: usize,
    options: *const TakstCaseOptions,
    case_id: *const c_char,
    case_id_length: usize,
    page: u32,
    explanation: *mut *mut TakstBuffer,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let asked = unsafe { Asked::of(optional_sized(options, "options")?) }?;
        let case_id = unsafe { text(case_id, case_id_length, "case_id") }?;
        let explanation = unsafe { out(explanation, "explanation") }?;
        let page = page_of(page)?;
        let source = unsafe { opened(paths, count, &asked) }?;
        explanation.set(TakstBuffer(explained(book, source, &asked, case_id.trim(), page)?).give());
        Ok(())
    })
}
