//! The interface of text: case files in memory in; lines, report and explanation out, byte for byte what the command writes.

use crate::book::TakstBook;
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::{Failure, refuse, some_priced};
use crate::file::{ended, message, unread};
use crate::messages::texts;
use crate::pointer::{Handle, elements, optional_out, out, shared, text};
use crate::reading::{ReadingFields, format, in_memory};
use crate::sized::{SizedStruct, optional_sized, reserved, sized_out};
use crate::status::TakstStatus;
use crate::text::{TakstBuffer, TakstText};
use crate::window::window;
use crate::words::language;
use std::ffi::c_char;
use std::io;
use std::mem::offset_of;
use takst::{Finding, KnownAsOf, ReportingPeriod, Statement};
use takst_explain::{Lang, Receipt, explain};
use takst_io::{CaseFile, CsvLines, Format, Grouping, JsonLines, Reading, RecordSource, Report, Sink, Summary, price_opened};

/// The order of the rows of a citizen.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstGrouping {
    /// In any order.
    None = 0,
    /// The rows of each citizen follow each other.
    ByCitizen = 1,
}

/// Forms of an explanation.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstPage {
    /// JSON.
    Json = 0,
    /// Plain text.
    Text = 1,
    /// A page for a browser or for print.
    Html = 2,
}

/// Options for a case file. Begin with all bytes 0: 0 is the default of every field.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstCaseOptions {
    /// `sizeof (takst_case_options)`.
    pub struct_size: u32,
    /// How a case file in memory is written, one of `takst_format`. Of files on the disk their names say it, and this is not read.
    pub format: u32,
    /// How lines are written, one of `takst_format`.
    pub lines_format: u32,
    /// The order of the rows of a citizen, one of `takst_grouping`.
    pub grouping: u32,
    /// Language of messages and explanations, one of `takst_language`.
    pub language: u32,
    /// First month shown, yyyymm.
    pub from_month: i32,
    /// Last day charged, yyyymmdd; open rows end with it.
    pub until: i32,
    /// Must be 0: reserved.
    pub reserved: u32,
    /// What stands first in dates that are text, one of `takst_date_order`.
    pub dates: u32,
    /// Must be 0: reserved.
    pub reserved_for_reading: u32,
    /// The sheet of a workbook; no text: the one with the heading of a case file.
    pub sheet: TakstText,
    /// Path of a map of columns, a TOML file: which heading is which column and what its words mean. `takst map` drafts one.
    pub map: TakstText,
    /// Path of a key by which CPR numbers in `citizen_id` become pseudonyms. `takst pseudonyms new` makes one.
    pub pseudonyms: TakstText,
}

unsafe impl SizedStruct for TakstCaseOptions {
    const EARLIER: &'static [usize] = &[offset_of!(TakstCaseOptions, dates)];
}

/// Counts and sums over a case file. Amounts are in øre.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstSummary {
    /// `sizeof (takst_summary)`, set by the caller.
    pub struct_size: u32,
    /// 0: reserved.
    pub reserved: u32,
    /// Rows read.
    pub rows: u64,
    /// Cases: those priced and those refused.
    pub cases: u64,
    /// Cases refused.
    pub refused: u64,
    /// Lines.
    pub lines: u64,
    /// Warnings and notes.
    pub findings: u64,
    /// Ex VAT.
    pub net: i64,
    /// VAT.
    pub vat: i64,
    /// Own payment.
    pub own_payment: i64,
    /// State refund claimed.
    pub refund: i64,
    /// State refund undetermined.
    pub at_stake: i64,
    /// Net − own payment − refund.
    pub cost: i64,
    /// SHA-256 of the case file.
    pub input_sha256: [u8; 32],
    /// Cases priced.
    pub priced: u64,
}

unsafe impl SizedStruct for TakstSummary {
    const EARLIER: &'static [usize] = &[offset_of!(TakstSummary, priced)];
}

/// The options, read and checked.
pub(crate) struct Asked {
    pub format: Format,
    pub lines: Format,
    pub grouping: Grouping,
    pub lang: Lang,
    pub request: ReportingPeriod,
    pub reading: Reading,
}

impl Asked {
    /// # Safety
    /// The texts of the options can be read.
    pub unsafe fn of(options: Option<TakstCaseOptions>) -> Result<Asked, Failure> {
        let Some(options) = options else {
            let json = Format::JsonLines;
            let reading = Reading::default();
            return Ok(Asked { format: json, lines: json, grouping: Grouping::None, lang: Lang::Da, request: ReportingPeriod::ALL, reading });
        };
        reserved(options.reserved)?;
        let TakstCaseOptions { dates, reserved_for_reading, sheet, map, pseudonyms, .. } = options;
        let fields = ReadingFields { dates, reserved: reserved_for_reading, sheet, map, pseudonyms };
        Ok(Asked {
            format: format("format", options.format)?,
            lines: lines_format(options.lines_format)?,
            grouping: grouping(options.grouping)?,
            lang: language(options.language)?,
            request: window(options.from_month, options.until)?,
            reading: unsafe { fields.read() }?,
        })
    }
}

pub(crate) fn grouping(number: u32) -> Result<Grouping, Failure> {
    match number {
        n if n == TakstGrouping::None as u32 => Ok(Grouping::None),
        n if n == TakstGrouping::ByCitizen as u32 => Ok(Grouping::ByCitizen),
        n => Err(refuse(TakstStatus::BadValue, "grouping", n)),
    }
}

/// Writers of lines into memory.
enum Lines<'b> {
    Json(JsonLines<&'b mut Vec<u8>>),
    Csv(Box<CsvLines<&'b mut Vec<u8>>>),
}

/// Collects the results.
struct Kept<'b, M> {
    lines: Lines<'b>,
    report: Report<&'b mut Vec<u8>>,
    message: M,
}

impl<M: Fn(&Finding) -> String> Sink for Kept<'_, M> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        match &mut self.lines {
            Lines::Json(lines) => lines.statement(statement)?,
            Lines::Csv(lines) => lines.statement(statement)?,
        }
        self.report.statement(statement, &self.message)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.report.finding("", finding, &(self.message)(finding))
    }
}

/// Prices a case file that is in memory. `options` may be NULL: JSON Lines in and out, rows in any order, Danish, all days.
/// `takst_book_price_files` prices files on the disk.
///
/// `lines` and `report` may each be NULL where they are not wanted; `summary` must be given. Lines are what `takst price --format json` (or `csv`) writes,
/// the report is what `--report` writes: every fault and finding as CSV. A case with a fault is refused whole and the others are priced: that is
/// `TAKST_STATUS_OK`, and `summary` has the numbers of priced and refused cases. Where no case was priced the status is `TAKST_STATUS_NONE_PRICED`, and
/// lines, report and summary are written all the same.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_price_cases(
    book: *const TakstBook,
    cases: *const u8,
    length: usize,
    options: *const TakstCaseOptions,
    lines: *mut *mut TakstBuffer,
    report: *mut *mut TakstBuffer,
    summary: *mut TakstSummary,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let cases = unsafe { elements(cases, length, "cases") }?;
        let asked = unsafe { Asked::of(optional_sized(options, "options")?) }?;
        let lines_out = unsafe { optional_out(lines, "lines") }?;
        let report_out = unsafe { optional_out(report, "report") }?;
        let summary_out = unsafe { sized_out(summary, "summary") }?;
        let (lines, report, counted) = priced(book, in_memory(cases, asked.format, &asked.reading)?, &asked)?;
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

fn lines_format(number: u32) -> Result<Format, Failure> {
    match format("lines_format", number)? {
        Format::Workbook => Err(refuse(TakstStatus::BadValue, "lines_format", number)),
        written @ (Format::JsonLines | Format::Csv) => Ok(written),
    }
}

/// What cannot be written.
pub(crate) fn unwritten(error: &io::Error) -> Failure {
    Failure::said(TakstStatus::Io, "c-file-other", "", vec![("error", error.to_string().into())])
}

/// Prices the records of a case file: the lines, the report, the counts.
pub(crate) fn priced(book: &TakstBook, source: impl RecordSource, asked: &Asked) -> Result<(Vec<u8>, Vec<u8>, Summary), Failure> {
    let unwritten = |error: io::Error| unwritten(&error);
    let (mut written, mut report) = (Vec::new(), Vec::new());
    let summary = {
        let lines = match asked.lines {
            Format::JsonLines => Lines::Json(JsonLines::new(&mut written)),
            Format::Csv | Format::Workbook => Lines::Csv(Box::new(CsvLines::new(&mut written).map_err(unwritten)?)),
        };
        let mut kept = Kept { lines, report: Report::new(&mut report).map_err(unwritten)?, message: message(asked.lang, source.places()) };
        let counted = price_opened(&book.book, &asked.request, source, asked.grouping, &mut kept).map_err(|error| ended(&error))?;
        let Kept { lines, report: to, message: _ } = kept;
        match lines {
            Lines::Json(lines) => lines.finish(),
            Lines::Csv(lines) => lines.finish(),
        }
        .map_err(unwritten)?;
        to.finish().map_err(unwritten)?;
        counted
    };
    Ok((written, report, summary))
}

pub(crate) fn summary_of(summary: &Summary) -> TakstSummary {
    let totals = summary.totals;
    TakstSummary {
        struct_size: TakstSummary::SIZE,
        reserved: 0,
        rows: summary.rows,
        cases: summary.cases,
        refused: summary.refused,
        lines: summary.lines,
        findings: summary.findings,
        net: totals.net.ore(),
        vat: totals.vat.ore(),
        own_payment: totals.own_payment.ore(),
        refund: totals.refund.ore(),
        at_stake: totals.at_stake.ore(),
        cost: totals.cost.ore(),
        input_sha256: summary.input.sha256,
        priced: summary.cases.saturating_sub(summary.refused),
    }
}

/// Explains every amount of one case of a case file that is in memory: what `takst explain` writes. `page` is one of `takst_page`. A case that is
/// refused is explained too; a case that is not there is `TAKST_STATUS_NOT_FOUND`.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_explain_case(
    book: *const TakstBook,
    cases: *const u8,
    length: usize,
    options: *const TakstCaseOptions,
    case_id: *const c_char,
    case_id_length: usize,
    page: u32,
    explanation: *mut *mut TakstBuffer,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let cases = unsafe { elements(cases, length, "cases") }?;
        let asked = unsafe { Asked::of(optional_sized(options, "options")?) }?;
        let case_id = unsafe { text(case_id, case_id_length, "case_id") }?;
        let explanation = unsafe { out(explanation, "explanation") }?;
        let page = page_of(page)?;
        explanation.set(TakstBuffer(explained(book, in_memory(cases, asked.format, &asked.reading)?, &asked, case_id.trim(), page)?).give());
        Ok(())
    })
}

pub(crate) fn page_of(page: u32) -> Result<TakstPage, Failure> {
    let pages = [TakstPage::Json, TakstPage::Text, TakstPage::Html];
    pages.into_iter().find(|known| *known as u32 == page).ok_or_else(|| refuse(TakstStatus::BadValue, "page", page))
}

/// Explains a case among the records of a case file.
pub(crate) fn explained(book: &TakstBook, mut reader: impl RecordSource, asked: &Asked, case_id: &str, page: TakstPage) -> Result<Vec<u8>, Failure> {
    let file = CaseFile::read(&mut reader).map_err(|error| unread(&error))?;
    // Refund windows follow the citizen, so all of the citizen's cases are priced.
    let found = file.citizen_of_case(case_id).and_then(|citizen| book.book.explain(&citizen, &asked.request, case_id));
    let found = found.ok_or_else(|| refuse(TakstStatus::NotFound, "case_id", takst::cpr::masked(case_id)))?;
    let input: String = reader.input().sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut receipt = Receipt::new(book.catalogue_sha256.as_str(), book.policy_sha256.as_str(), input);
    receipt.as_of = match book.book.knowledge() {
        KnownAsOf::Latest => None,
        KnownAsOf::Day(day) => Some(day),
    };
    receipt.request = asked.request;
    let report = explain(&found, book.book.catalogue(), book.book.policy(), &receipt, texts(asked.lang));
    let mut text = match page {
        TakstPage::Json => {
            report.json().map_err(|error| Failure::said(TakstStatus::Io, "c-file-other", "", vec![("error", error.to_string().into())]))?
        }
        TakstPage::Text => report.text(),
        TakstPage::Html => report.html(),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text.into_bytes())
}
