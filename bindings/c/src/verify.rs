//! Control: what others billed against our own cases.

use crate::book::TakstBook;
use crate::cases::unwritten;
use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::{Failure, refuse, some_priced};
use crate::file::ended;
use crate::messages::texts;
use crate::papers::{Reported, control_parties, unusable_list};
use crate::pointer::{Handle, elements, optional_out, out, shared, text};
use crate::problem::Problem;
use crate::reading::{format, in_memory};
use crate::sized::{SizedStruct, sized};
use crate::status::TakstStatus;
use crate::text::{TakstBuffer, TakstText};
use crate::window::month;
use crate::words::language;
use std::collections::HashSet;
use std::ffi::c_char;
use takst::Month;
use takst::document::control::found::ServiceTexts;
use takst::document::control::received::Paper;
use takst::document::control::verify::{Control, verify};
use takst::document::party::Parties;
use takst_catalogue::services_from_toml;
use takst_einvoice::paper::{NoPaper, no_payer, paper};
use takst_einvoice::received_words::{self, no_paper, not_readable, problems};
use takst_explain::Lang;
use takst_io::documents::{ControlObject, Priced, price_control};
use takst_io::{Format, Pseudonyms, Reading, RecordSource, RowFormat, Summary, read_papers_in};

/// Options of control. Begin with all bytes 0: 0 and no text are the default of every field.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstVerifyOptions {
    /// `sizeof (takst_verify_options)`.
    pub struct_size: u32,
    /// How the case file is written, one of `takst_format`.
    pub format: u32,
    /// Language of messages and of the report, one of `takst_language`.
    pub language: u32,
    /// Last month of open rows, yyyymm; 0: the last billed month.
    pub until_month: i32,
    /// So many bills at the beginning were received by an earlier run: they count, and nothing is reported of them alone.
    pub known: u64,
    /// What sellers call their services, a TOML file: a table for each seller, text = id of the service.
    pub services: TakstText,
    /// The key of pseudonyms (`takst pseudonyms new`) with which the citizens of the case file were made: by it cases are found whose electronic invoices have CPR numbers.
    pub pseudonyms: TakstText,
}

unsafe impl SizedStruct for TakstVerifyOptions {}

/// What a call is given.
struct Given<'a> {
    cases: &'a [u8],
    parties: &'a str,
    bills: Vec<&'a str>,
    services: &'a str,
    key: Option<Pseudonyms>,
}

/// The options, read and checked.
struct Asked {
    format: Format,
    lang: Lang,
    until: Option<Month>,
    known: usize,
}

/// Compares what others billed with what should be by the municipality's own cases. Whoever keeps the books stores what was received.
///
/// `parties` is a parties file (TOML). `bills` are `bill_count` texts, each an electronic invoice (XML in UTF-8; others go through `takst_invoice_read` and a list) or a list of
/// invoices and credit notes (JSON Lines in the columns of `takst verify`). `result` receives one JSON object: `rows`, as `takst verify --format json` writes them;
/// `unread`, an object with `bill` (its place, from 0) and `message` for each bill that cannot be read, which stops no other; `notes`, the same for what is wrong with
/// electronic invoices that were read; `all_agree`. `report` may be NULL: every fault and finding of the case file, as CSV. Where no bill can be read the status is
/// `TAKST_STATUS_DOCUMENTS`; where no case was priced it is `TAKST_STATUS_NONE_PRICED`, and both are written all the same.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_verify(
    book: *const TakstBook,
    cases: *const u8,
    cases_length: usize,
    parties: *const c_char,
    parties_length: usize,
    bills: *const TakstText,
    bill_count: usize,
    options: *const TakstVerifyOptions,
    result: *mut *mut TakstBuffer,
    report: *mut *mut TakstBuffer,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let options = unsafe { sized(options, "options") }?;
        let bills = unsafe { elements(bills, bill_count, "bills") }?;
        let key = unsafe { options.pseudonyms.read("pseudonyms") }?;
        let given = Given {
            cases: unsafe { elements(cases, cases_length, "cases") }?,
            parties: unsafe { text(parties, parties_length, "parties") }?,
            bills: bills.iter().map(|bill| unsafe { bill.read("bills") }).collect::<Result<_, _>>()?,
            services: unsafe { options.services.read("services") }?,
            // The key itself is never shown.
            key: (!key.is_empty()).then(|| Pseudonyms::parse(key)).transpose().map_err(|_| refuse(TakstStatus::BadValue, "pseudonyms", ""))?,
        };
        let asked = Asked {
            format: format("format", options.format)?,
            lang: language(options.language)?,
            until: month("until_month", options.until_month)?,
            known: usize::try_from(options.known).unwrap_or(usize::MAX),
        };
        let result = unsafe { out(result, "result") }?;
        let report = unsafe { optional_out(report, "report") }?;
        let (written, told, counted) = verified(book, &given, &asked)?;
        result.set(TakstBuffer(written).give());
        if let Some(report) = report {
            report.set(TakstBuffer(told).give());
        }
        some_priced(counted.cases, counted.refused)
    })
}

/// Bills that were read, and the remarks on the others.
#[derive(Default)]
struct Bills {
    papers: Vec<Paper>,
    /// The number of the bill, 0 = first, and why it is left out.
    unread: Vec<(usize, Failure)>,
    notes: Vec<(usize, String)>,
}

impl Bills {
    fn read(given: &Given<'_>, asked: &Asked, parties: &Parties) -> Bills {
        let mut bills = Bills::default();
        let mut met = HashSet::new();
        // A bill that is given twice is read once.
        for (place, bill) in given.bills.iter().enumerate().filter(|(_, bill)| met.insert(**bill)) {
            let read = if bill.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
                bills.invoice(place, bill, given.key.as_ref(), (asked, parties))
            } else {
                read_papers_in(bill.as_bytes(), RowFormat::Json).map(|list| list.papers).map_err(|error| unusable_list(&error))
            };
            match read {
                Ok(papers) => bills.papers.extend(papers.into_iter().map(|paper| Paper { is_known: place < asked.known, ..paper })),
                Err(failure) => bills.unread.push((place, failure)),
            }
        }
        bills
    }

    fn invoice(&mut self, place: usize, bill: &str, key: Option<&Pseudonyms>, (asked, parties): (&Asked, &Parties)) -> Result<Vec<Paper>, Failure> {
        let name = format!("bills[{place}]");
        let read = takst_einvoice::read_with_citizens(bill.as_bytes(), &mut |cpr| key.and_then(|key| key.of(cpr)));
        let ready = |problem| Failure { status: TakstStatus::Documents, problems: vec![problem] };
        let received = read.map_err(|error| ready(Problem::ready(|texts| not_readable(texts, &name, &error))))?;
        let paper = paper(&received, parties).map_err(|why: NoPaper| ready(Problem::ready(|texts| no_paper(texts, &name, &why))))?;
        let without_payer = no_payer(&received, parties).map(|why| received_words::no_payer(texts(asked.lang), &name, &why));
        let notes = problems(texts(asked.lang), &name, &received.problems).into_iter().chain(without_payer);
        self.notes.extend(notes.map(|note| (place, note)));
        Ok(vec![paper])
    }

    /// The last billed month.
    fn last_month(&self) -> Option<Month> {
        self.papers.iter().flat_map(|paper| &paper.lines).filter_map(|line| line.period).map(|period| Month::of(period.last())).max()
    }
}

fn verified(book: &TakstBook, given: &Given<'_>, asked: &Asked) -> Result<(Vec<u8>, Vec<u8>, Summary), Failure> {
    let book = &*book.book;
    let parties = control_parties(given.parties, book.catalogue())?;
    let services = match given.services {
        "" => ServiceTexts::default(),
        text => services_from_toml("services", text, &parties, book.catalogue())
            .map_err(|problems| Failure { status: TakstStatus::Parties, problems: problems.into_iter().map(Problem::catalogue).collect() })?,
    };
    let bills = Bills::read(given, asked, &parties);
    // Bills without a day leave the end of open rows open: then nothing after them can be asked for.
    let Some(until) = asked.until.or(bills.last_month()).filter(|_| !bills.papers.is_empty()) else {
        let problems: Vec<Problem> = bills.unread.into_iter().flat_map(|(_, failure)| failure.problems).collect();
        if problems.is_empty() {
            return Err(refuse(TakstStatus::BadValue, "until_month", 0));
        }
        return Err(Failure { status: TakstStatus::Documents, problems });
    };
    let mut report = Vec::new();
    let cases = in_memory(given.cases, asked.format, &Reading::default())?;
    let mut sink = Reported::new(&mut report, asked.lang, cases.places())?;
    let priced = Priced { book, cases, until: until.last_day(), sink: &mut sink };
    let (cases, summary) = price_control(priced).map_err(|error| ended(&error))?;
    sink.finish()?;
    let verified = verify(&bills.papers, &Control { book, parties: &parties, cases: &cases, texts: &services });
    let unread: Vec<(usize, String)> = bills
        .unread
        .iter()
        .flat_map(|(place, failure)| failure.problems.iter().map(|problem| (*place, problem.message(asked.lang).to_owned())))
        .collect();
    let mut written = Vec::new();
    let object = ControlObject { verified: &verified, unread: &unread, notes: &bills.notes };
    object.write(&mut written).map_err(|error| unwritten(&error))?;
    Ok((written, report, summary))
}
