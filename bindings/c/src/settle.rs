//! Settling: what stands and what should be give documents to issue.

use crate::book::TakstBook;
use crate::cases::{format, unwritten};
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::{Failure, refuse, some_priced};
use crate::file::ended;
use crate::papers::{Reported, parties, unusable};
use crate::pointer::{Handle, elements, optional_out, out, shared, text};
use crate::sized::{SizedStruct, sized};
use crate::status::TakstStatus;
use crate::text::TakstBuffer;
use crate::window::{month, month_given};
use crate::words::language;
use std::ffi::c_char;
use takst::document::Books;
use takst::document::settle::{Mode, OpenMonths};
use takst_explain::Lang;
use takst_io::documents::{Priced, price_documents, read_standing, write_settlement};
use takst_io::{Format, Summary};

/// What is done where something stands already.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstSettleMode {
    /// Only what is missing is issued; what differs is told.
    Invoice = 0,
    /// What differs is credited and issued anew.
    Correct = 1,
}

/// Options of settling. Begin with all bytes 0; both months must be given.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstSettleOptions {
    /// `sizeof (takst_settle_options)`.
    pub struct_size: u32,
    /// What is done where something stands, one of `takst_settle_mode`.
    pub mode: u32,
    /// First month of the books, yyyymm: earlier ones are closed.
    pub from_month: i32,
    /// Last month that is settled, yyyymm; open rows end with it.
    pub until_month: i32,
    /// First month whose documents still have their lines, yyyymm: nothing is done in earlier ones; 0: all have.
    pub kept_from: i32,
    /// 1: cases that the file lacks are credited too, where their provider occurs in it. Only to correct.
    pub complete: u32,
    /// How the case file is written, one of `takst_format`.
    pub format: u32,
    /// Language of the report, one of `takst_language`.
    pub language: u32,
}

unsafe impl SizedStruct for TakstSettleOptions {}

/// The options, read and checked.
struct Asked {
    mode: Mode,
    months: OpenMonths,
    format: Format,
    lang: Lang,
}

impl Asked {
    fn of(options: &TakstSettleOptions) -> Result<Asked, Failure> {
        let months = OpenMonths {
            from: month_given("from_month", options.from_month)?,
            until: month_given("until_month", options.until_month)?,
            kept_from: month("kept_from", options.kept_from)?,
        };
        if months.until < months.from {
            return Err(refuse(TakstStatus::BadValue, "until_month", options.until_month));
        }
        let mode = match (options.mode, options.complete) {
            (mode, 0) if mode == TakstSettleMode::Invoice as u32 => Mode::Invoice,
            (mode, 0) if mode == TakstSettleMode::Correct as u32 => Mode::Correct,
            (mode, 1) if mode == TakstSettleMode::Correct as u32 => Mode::Complete,
            (mode, _) if mode > TakstSettleMode::Correct as u32 => return Err(refuse(TakstStatus::BadValue, "mode", mode)),
            (_, complete) => return Err(refuse(TakstStatus::BadValue, "complete", complete)),
        };
        Ok(Asked { mode, months, format: format("format", options.format)?, lang: language(options.language)? })
    }
}

/// What is settled.
struct Given<'a> {
    cases: &'a [u8],
    parties: &'a str,
    standing: &'a [u8],
}

/// Settles a case file with the documents that were issued: tells which invoices and credit notes to issue, without numbers. Whoever keeps the books gives
/// the numbers, in the order of the actions, stores the documents, and knows the date.
///
/// `parties` is a parties file (TOML). `standing` are all documents issued so far, invoices and credit notes, in the form of `takst ledger export --format
/// json`: an object for each line of each document; no bytes: none. `actions` receives JSON Lines, an object for each document to issue (its lines in
/// `lines`) and for everything else that is held, differs, is refused, absent or closed. `report` may be NULL: every fault and finding of the case file, as
/// CSV. Where no case was priced the status is `TAKST_STATUS_NONE_PRICED`, and both are written all the same.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_settle(
    book: *const TakstBook,
    cases: *const u8,
    cases_length: usize,
    parties: *const c_char,
    parties_length: usize,
    standing: *const u8,
    standing_length: usize,
    options: *const TakstSettleOptions,
    actions: *mut *mut TakstBuffer,
    report: *mut *mut TakstBuffer,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let given = Given {
            cases: unsafe { elements(cases, cases_length, "cases") }?,
            parties: unsafe { text(parties, parties_length, "parties") }?,
            standing: unsafe { elements(standing, standing_length, "standing") }?,
        };
        let asked = Asked::of(&unsafe { sized(options, "options") }?)?;
        let actions = unsafe { out(actions, "actions") }?;
        let report = unsafe { optional_out(report, "report") }?;
        let (settled, told, counted) = settled(book, &given, &asked)?;
        actions.set(TakstBuffer(settled).give());
        if let Some(report) = report {
            report.set(TakstBuffer(told).give());
        }
        some_priced(counted.cases, counted.refused)
    })
}

fn settled(book: &TakstBook, given: &Given<'_>, asked: &Asked) -> Result<(Vec<u8>, Vec<u8>, Summary), Failure> {
    let book = &*book.book;
    let parties = parties(given.parties, book.catalogue())?;
    let documents = read_standing(given.standing, Some(&parties), asked.months.kept_from).map_err(|fault| unusable("standing", &fault))?;
    let (mut actions, mut report) = (Vec::new(), Vec::new());
    let mut sink = Reported::new(&mut report, asked.lang)?;
    let priced = Priced { book, cases: given.cases, format: asked.format, until: asked.months.until.last_day(), sink: &mut sink };
    let (file, summary) = price_documents(priced).map_err(|error| ended(&error))?;
    sink.finish()?;
    let books = Books { parties: &parties, taken: &documents.taken, services: book };
    let settlement = takst::settle(documents.standing, file, asked.mode, asked.months, &books);
    write_settlement(&mut actions, &settlement, &parties, book).map_err(|error| unwritten(&error))?;
    Ok((actions, report, summary))
}
