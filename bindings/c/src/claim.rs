//! Claims of state refund: what is priced now, less what was claimed before.

use crate::book::TakstBook;
use crate::cases::unwritten;
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::{Failure, refuse, some_priced};
use crate::file::ended;
use crate::papers::{Reported, unusable};
use crate::pointer::{Handle, elements, optional_out, out, shared};
use crate::reading::{ReadingFields, format, in_memory};
use crate::sized::{SizedStruct, reserved, sized};
use crate::status::TakstStatus;
use crate::text::{TakstBuffer, TakstText};
use crate::window::{month, month_given};
use crate::words::language;
use std::mem::offset_of;
use takst::document::claim::{Absent, ClaimTerms, Quarter};
use takst::{Month, Municipality, claim};
use takst_explain::Lang;
use takst_io::documents::{ClaimObject, Priced, PricedClaim, price_claims, read_billed, read_claimed};
use takst_io::{Format, Reading, RecordSource, Summary};

/// Options of a claim. Begin with all bytes 0; payer, year, quarter and first month must be given.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstClaimOptions {
    /// `sizeof (takst_claim_options)`.
    pub struct_size: u32,
    /// Code of the municipality that claims.
    pub payer: u32,
    /// Year of the quarter.
    pub year: i32,
    /// The quarter, 1 to 4.
    pub quarter: u32,
    /// First month of the books, yyyymm: earlier ones are never claimed.
    pub from_month: i32,
    /// First month whose documents and claims are kept, yyyymm: earlier ones are outside claims; 0: all are.
    pub kept_from: i32,
    /// 1: what was claimed for cases that the file lacks is taken back.
    pub complete: u32,
    /// How the case file is written, one of `takst_format`.
    pub format: u32,
    /// Language of the report, one of `takst_language`.
    pub language: u32,
    /// Must be 0: reserved.
    pub reserved: u32,
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

unsafe impl SizedStruct for TakstClaimOptions {
    const EARLIER: &'static [usize] = &[offset_of!(TakstClaimOptions, dates)];
}

/// The options, read and checked.
struct Asked {
    payer: Municipality,
    quarter: Quarter,
    from: Month,
    kept_from: Option<Month>,
    absent: Absent,
    format: Format,
    reading: Reading,
    lang: Lang,
}

impl Asked {
    /// # Safety
    /// The texts of the options can be read.
    unsafe fn of(options: &TakstClaimOptions) -> Result<Asked, Failure> {
        let refused = |name, value: u32| refuse(TakstStatus::BadValue, name, value);
        reserved(options.reserved)?;
        let payer = u16::try_from(options.payer).ok().and_then(Municipality::new).ok_or_else(|| refused("payer", options.payer))?;
        if !(1..=4).contains(&options.quarter) {
            return Err(refused("quarter", options.quarter));
        }
        let last = options.year.checked_mul(100).and_then(|year| year.checked_add((options.quarter * 3).cast_signed()));
        let last = last.ok_or_else(|| refuse(TakstStatus::BadValue, "year", options.year))?;
        let quarter = Quarter::of(month_given("year", last).map_err(|_| refuse(TakstStatus::BadValue, "year", options.year))?);
        let from = month_given("from_month", options.from_month)?;
        let absent = match options.complete {
            0 => Absent::LeftAlone,
            1 => Absent::TakenBack,
            other => return Err(refused("complete", other)),
        };
        let TakstClaimOptions { dates, reserved_for_reading, sheet, map, pseudonyms, .. } = *options;
        let fields = ReadingFields { dates, reserved: reserved_for_reading, sheet, map, pseudonyms };
        Ok(Asked {
            payer,
            quarter,
            from,
            kept_from: month("kept_from", options.kept_from)?,
            absent,
            format: format("format", options.format)?,
            reading: unsafe { fields.read() }?,
            lang: language(options.language)?,
        })
    }
}

/// What is claimed from.
struct Given<'a> {
    cases: &'a [u8],
    billed: &'a [u8],
    claimed: &'a [u8],
}

/// Claims state refund for a quarter, with corrections of earlier ones. Whoever keeps the books numbers the claim, stores its rows, and knows the date: that
/// the quarter is over, and that no later one was claimed.
///
/// `claimed` are the rows of all earlier claims of the payer, JSON Lines in the form of `rows` below; no bytes: none. `billed` are the invoices and credit
/// notes that were received, else those that were issued, in the form in which `takst_settle` takes them; a credit note may take a part of an invoice back.
/// No bytes: nothing counts as invoiced. `claim` receives one JSON object: `rows`, `sums`, `at_stake`, `assumed`, `windows` and `left_alone`, as `takst claim
/// --format json` writes them; claim and date are null.
/// `report` may be NULL: every fault and finding of the case file, as CSV. Where no case was priced the status is `TAKST_STATUS_NONE_PRICED`, and both are
/// written all the same.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_claim(
    book: *const TakstBook,
    cases: *const u8,
    cases_length: usize,
    billed: *const u8,
    billed_length: usize,
    claimed: *const u8,
    claimed_length: usize,
    options: *const TakstClaimOptions,
    claim: *mut *mut TakstBuffer,
    report: *mut *mut TakstBuffer,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let given = Given {
            cases: unsafe { elements(cases, cases_length, "cases") }?,
            billed: unsafe { elements(billed, billed_length, "billed") }?,
            claimed: unsafe { elements(claimed, claimed_length, "claimed") }?,
        };
        let asked = unsafe { Asked::of(&sized(options, "options")?) }?;
        let claim = unsafe { out(claim, "claim") }?;
        let report = unsafe { optional_out(report, "report") }?;
        let (written, told, counted) = written(book, &given, &asked)?;
        claim.set(TakstBuffer(written).give());
        if let Some(report) = report {
            report.set(TakstBuffer(told).give());
        }
        some_priced(counted.cases, counted.refused)
    })
}

fn written(book: &TakstBook, given: &Given<'_>, asked: &Asked) -> Result<(Vec<u8>, Vec<u8>, Summary), Failure> {
    let book = &*book.book;
    let billed = read_billed(given.billed, asked.kept_from, asked.payer).map_err(|fault| unusable("billed", &fault))?;
    let before = read_claimed(given.claimed).map_err(|fault| unusable("claimed", &fault))?;
    let (mut object, mut report) = (Vec::new(), Vec::new());
    let cases = in_memory(given.cases, asked.format, &asked.reading)?;
    let mut sink = Reported::new(&mut report, asked.lang, cases.places())?;
    let until = asked.quarter.last_month().last_day();
    let priced = Priced { book, cases, until, sink: &mut sink };
    let (file, summary) = price_claims(priced, asked.payer).map_err(|error| ended(&error))?;
    sink.finish()?;
    let terms = ClaimTerms {
        quarter: asked.quarter,
        from: asked.from,
        kept_from: asked.kept_from,
        absent: asked.absent,
        billed: &|case, provider, month| billed.net(case, provider, month),
    };
    let claim = claim(&before, &file, &terms);
    let written = ClaimObject {
        claim: None,
        payer: asked.payer,
        quarter: Some(asked.quarter),
        final_year: None,
        date: None,
        rows: &claim.rows,
        claims: &[],
        priced: Some(PricedClaim { claim: &claim, windows: &file.windows }),
    };
    written.write(&mut object).map_err(|error| unwritten(&error))?;
    Ok((object, report, summary))
}
