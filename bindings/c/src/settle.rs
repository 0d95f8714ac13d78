//! Settling: what stands and what should be give documents to issue.

use crate::book::TakstBook;
use crate::cases::unwritten;
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::{Failure, refuse, some_priced};
use crate::file::ended;
use crate::papers::{Reported, parties, unusable};
use crate::pointer::{Handle, elements, optional_out, out, shared, text};
use crate::problem::Problem;
use crate::reading::{ReadingFields, format, in_memory};
use crate::sized::{SizedStruct, sized};
use crate::status::TakstStatus;
use crate::text::{TakstBuffer, TakstText};
use crate::window::{month, month_given};
use crate::words::language;
use chrono::NaiveDate;
use std::ffi::c_char;
use std::mem::offset_of;
use takst::document::Books;
use takst::document::content::Standing;
use takst::document::reissue::reissue;
use takst::document::settle::{Mode, OpenMonths};
use takst::{Code, Expected, Finding, Place, cpr};
use takst_explain::Lang;
use takst_io::documents::{Priced, price_documents, read_standing, write_settlement};
use takst_io::{Format, Reading, RecordSource, Summary};

/// What is done where something stands already.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstSettleMode {
    /// Only what is missing is issued; what differs is reported.
    Invoice = 0,
    /// What differs is credited and issued anew.
    Correct = 1,
    /// Invoices with the given numbers are credited and issued anew with the same content, today's references and parties; nothing else is done.
    Reissue = 2,
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
    /// Last month that is settled, yyyymm; open rows end with it. To issue anew, later months of the given invoices are priced too.
    pub until_month: i32,
    /// First month whose documents still have their lines, yyyymm: nothing is done in earlier ones; 0: all have.
    pub kept_from: i32,
    /// 1: cases that the file lacks are credited too, where their provider occurs in it. Only to correct.
    pub complete: u32,
    /// How the case file is written, one of `takst_format`.
    pub format: u32,
    /// Language of the report, one of `takst_language`.
    pub language: u32,
    /// To issue anew: the numbers of invoices that stand, a number a line. Else no text.
    pub numbers: TakstText,
    /// What stands first in dates that are text, one of `takst_date_order`.
    pub dates: u32,
    /// Must be 0: reserved.
    pub reserved_for_reading: u32,
    /// The sheet of a workbook; no text: the one with the heading of a case file.
    pub sheet: TakstText,
    /// Path of a map of columns, a TOML file, as in `takst_case_options`.
    pub map: TakstText,
    /// Path of a key by which CPR numbers in `citizen_id` become pseudonyms. Documents and claims name the citizen so: use the same key in every call.
    pub pseudonyms: TakstText,
}

unsafe impl SizedStruct for TakstSettleOptions {
    const EARLIER: &'static [usize] = &[offset_of!(TakstSettleOptions, dates)];
}

/// What is settled.
enum What<'a> {
    /// All that stands and all that should be.
    All(Mode),
    /// These invoices are issued anew.
    Reissue(Vec<&'a str>),
}

/// The options, read and checked.
struct Asked<'a> {
    what: What<'a>,
    months: OpenMonths,
    format: Format,
    reading: Reading,
    lang: Lang,
}

impl<'a> Asked<'a> {
    /// # Safety
    /// The texts of the options can be read.
    unsafe fn of(options: &TakstSettleOptions) -> Result<Asked<'a>, Failure> {
        let numbers = unsafe { options.numbers.read("numbers") }?;
        let months = OpenMonths {
            from: month_given("from_month", options.from_month)?,
            until: month_given("until_month", options.until_month)?,
            kept_from: month("kept_from", options.kept_from)?,
        };
        if months.until < months.from {
            return Err(refuse(TakstStatus::BadValue, "until_month", options.until_month));
        }
        let numbers: Vec<&str> = numbers.lines().map(str::trim).filter(|number| !number.is_empty()).collect();
        let is = |mode: TakstSettleMode| options.mode == mode as u32;
        let what = match options.complete {
            0 if is(TakstSettleMode::Invoice) => What::All(Mode::Invoice),
            0 if is(TakstSettleMode::Correct) => What::All(Mode::Correct),
            1 if is(TakstSettleMode::Correct) => What::All(Mode::Complete),
            0 if is(TakstSettleMode::Reissue) => What::Reissue(numbers.clone()),
            _ if options.mode > TakstSettleMode::Reissue as u32 => return Err(refuse(TakstStatus::BadValue, "mode", options.mode)),
            complete => return Err(refuse(TakstStatus::BadValue, "complete", complete)),
        };
        if numbers.is_empty() == matches!(what, What::Reissue(_)) {
            return Err(refuse(TakstStatus::BadValue, "numbers", cpr::masked(&numbers.join(", "))));
        }
        let TakstSettleOptions { dates, reserved_for_reading, sheet, map, pseudonyms, .. } = *options;
        let fields = ReadingFields { dates, reserved: reserved_for_reading, sheet, map, pseudonyms };
        Ok(Asked { what, months, format: format("format", options.format)?, reading: unsafe { fields.read() }?, lang: language(options.language)? })
    }

    /// The last day on which open rows end.
    fn until(&self, standing: &[Standing]) -> NaiveDate {
        let last = match &self.what {
            What::All(_) => None,
            // The references of a month are known only where it is priced.
            What::Reissue(numbers) => {
                standing.iter().filter(|standing| numbers.contains(&&*standing.number)).map(|standing| standing.content.month).max()
            }
        };
        last.unwrap_or(self.months.until).max(self.months.until).last_day()
    }
}

/// What a call is given.
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
        let asked = unsafe { Asked::of(&sized(options, "options")?) }?;
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

fn settled(book: &TakstBook, given: &Given<'_>, asked: &Asked<'_>) -> Result<(Vec<u8>, Vec<u8>, Summary), Failure> {
    let book = &*book.book;
    let parties = parties(given.parties, book.catalogue())?;
    let documents = read_standing(given.standing, Some(&parties), asked.months.kept_from).map_err(|fault| unusable("standing", &fault))?;
    let (mut actions, mut report) = (Vec::new(), Vec::new());
    let cases = in_memory(given.cases, asked.format, &asked.reading)?;
    let mut sink = Reported::new(&mut report, asked.lang, cases.places())?;
    let until = asked.until(&documents.standing);
    let priced = Priced { book, cases, until, sink: &mut sink };
    let (file, summary) = price_documents(priced).map_err(|error| ended(&error))?;
    sink.finish()?;
    let books = Books { parties: &parties, taken: &documents.taken, services: book };
    let settlement = match &asked.what {
        What::All(mode) => takst::settle(documents.standing, file, *mode, asked.months, &books),
        What::Reissue(numbers) => reissue(numbers, &documents.standing, &file, asked.months, &books).map_err(|unknown| not_standing(&unknown))?,
    };
    write_settlement(&mut actions, &settlement, &parties, book).map_err(|error| unwritten(&error))?;
    Ok((actions, report, summary))
}

/// Numbers that cannot be issued anew.
fn not_standing(numbers: &[Box<str>]) -> Failure {
    let problem = |number: &str| {
        let value = cpr::masked(number).into_owned();
        Problem::finding("", Finding { code: Code::ReissueNotStanding, at: Place::default(), value, expected: Expected::Nothing })
    };
    Failure { status: TakstStatus::Documents, problems: numbers.iter().map(|number| problem(number)).collect() }
}
