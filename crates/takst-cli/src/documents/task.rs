//! One run: a case file settled with a ledger, and what comes of it issued or told.

use crate::args::TariffArgs;
use crate::clock;
use crate::documents::args::{ActionFormat, IssueArgs};
use crate::documents::inputs::{Inputs, Settings};
use crate::documents::settled::{Against, What, check_date, is_done, settle};
use crate::documents::{date_of, last_month_before, read_parties, table};
use crate::ledger::head_line;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::table::screen_width;
use crate::work::hex;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use takst::document::action::{Given, NewDocument, Settlement, give};
use takst::document::party::Parties;
use takst::{Book, Month};
use takst_explain::{Lang, Texts};
use takst_io::RowFormat;
use takst_io::documents::write_actions;
use takst_ledger::{Head, Ledger, LedgerError, Reader, Receipt, Snapshot, Writing};

/// What a run is given.
#[derive(Clone, Copy)]
pub(crate) struct Task<'a> {
    pub(crate) args: &'a IssueArgs,
    pub(crate) tariffs: &'a TariffArgs,
    pub(crate) what: What<'a>,
    /// The last month; `None`: the last that ended before the date.
    pub(crate) until: Option<Month>,
    /// Text that is printed on the documents.
    pub(crate) note: Option<&'a str>,
    /// Whether documents are issued.
    pub(crate) issues: bool,
    /// The file of the plan, which the report must not be.
    pub(crate) plan: Option<&'a Path>,
    /// The documents of the plan that is carried out.
    pub(crate) planned: Option<&'a [NewDocument]>,
}

/// What a settlement rests on.
pub(crate) struct Basis<'a> {
    pub(crate) book: &'a Book,
    pub(crate) date: NaiveDate,
    pub(crate) until: Month,
    pub(crate) cases_sha256: String,
    pub(crate) parties_sha256: String,
    pub(crate) catalogue_sha256: String,
    pub(crate) policy_sha256: String,
    /// The last record of the ledger.
    pub(crate) head: Head,
}

/// How a run shows its documents.
#[derive(Clone, Copy)]
pub(crate) enum Shown {
    /// A row each.
    Rows,
    /// What is credited and what is issued, line by line.
    Differences,
}

/// The ledger, read or written.
enum Books<'l> {
    Read(Snapshot<'l>),
    Written(Writing<'l>),
}

impl Books<'_> {
    fn reader(&self) -> Reader<'_> {
        match self {
            Books::Read(snapshot) => snapshot.reader(),
            Books::Written(writing) => writing.reader(),
        }
    }
}

/// Settles, lets `agree` look at what came out, issues it where that is asked for, and writes the rows.
///
/// # Errors
/// An input cannot be used, or `agree` refuses. Then nothing is written.
pub(crate) fn run(
    task: &Task<'_>,
    shown: Shown,
    (texts, lang): (&Texts, Lang),
    agree: impl FnOnce(&Settlement, &Basis<'_>) -> Result<(), Failure>,
) -> Result<Ended, Failure> {
    let args = task.args;
    if let Some(note) = task.note.filter(|note| takst::cpr::masked(note) != **note) {
        return Err(Failure::NoteHasCpr { note: takst::cpr::masked(note).into_owned() });
    }
    let date = date_of(args.date)?;
    let until = task.until.unwrap_or_else(|| last_month_before(date));
    let others: Vec<&Path> = [&*args.ledger, &*args.parties].into_iter().chain(task.plan).collect();
    let settings = Settings { source: &args.source, tariffs: task.tariffs, report: args.report.as_deref(), others: &others };
    let mut ledger = Ledger::open(&args.ledger)?;
    let (bound, mut inputs) = Inputs::open(&settings, texts, lang)?;
    let parties = read_parties(&args.parties, bound.book.catalogue(), lang)?;
    let start = ledger.start();
    // What stands is read within the transaction that issues.
    let books = if task.issues { Books::Written(ledger.begin(clock::author())?) } else { Books::Read(ledger.snapshot()?) };
    let mut reader = books.reader();
    let against = Against { book: &bound.book, parties: &parties.parties, start, until };
    let (settled, summary) = settle(&mut inputs, against, task.what, &mut reader)?;
    // A run that was cut off after it had written is run again without harm.
    let is_done = match (task.planned, &settled) {
        (Some(planned), Ok(settlement)) if settlement.documents.is_empty() => is_done(planned, &mut reader)?,
        (Some(planned), Err(_)) => is_done(planned, &mut reader)?,
        _ => false,
    };
    let settlement = match settled {
        Ok(settlement) => settlement,
        Err(_) if is_done => Settlement::default(),
        Err(numbers) => return Err(Failure::NotStanding { numbers }),
    };
    check_date(&settlement.documents, date, &reader)?;
    let basis = Basis {
        book: &bound.book,
        date,
        until,
        cases_sha256: hex(&inputs.sha256()),
        parties_sha256: parties.sha256,
        catalogue_sha256: bound.catalogue_sha256,
        policy_sha256: bound.policy_sha256,
        head: reader.head()?,
    };
    drop(reader);
    if is_done {
        aside(&format!("{}\n", texts.get("cli-plan-done", &[])));
    } else {
        agree(&settlement, &basis)?;
    }
    let told = inputs.finish()?;
    let receipt = Receipt {
        issued: date,
        as_of: task.tariffs.as_of,
        catalogue_sha256: &basis.catalogue_sha256,
        policy_sha256: &basis.policy_sha256,
        note: task.note,
    };
    let mut given = Vec::new();
    let mut head = None;
    if let (Books::Written(writing), false) = (books, settlement.documents.is_empty()) {
        given = numbers(&settlement, &parties.parties, date, &writing)?;
        head = Some(issue(writing, &settlement, &given, &parties.parties, &receipt, &mut Bar::of_documents(texts, settlement.documents.len()))?);
    }
    let mut stdout = io::stdout().lock();
    match (args.format, shown) {
        (ActionFormat::Table, Shown::Rows) => table::write(&mut stdout, texts, screen_width(), &settlement, &given)?,
        (ActionFormat::Table, Shown::Differences) => {
            crate::documents::differences::write(&mut stdout, texts, screen_width(), &settlement)?;
        }
        (ActionFormat::Csv, _) => write_actions(&mut stdout, RowFormat::Csv, &settlement, &given)?,
        (ActionFormat::Json, _) => write_actions(&mut stdout, RowFormat::Json, &settlement, &given)?,
    }
    stdout.flush()?;
    told.tell(&summary);
    let id = if task.issues { "cli-counts-issued" } else { "cli-counts-planned" };
    aside(&format!("{}\n", table::counts(texts, id, &settlement)));
    if let Some(head) = head {
        aside(&format!("{}\n", head_line(texts, &head)));
    }
    Ok(Ended::with_refused(u64::from(settlement.needs_a_look())))
}

/// The number and due date of each document.
fn numbers(settlement: &Settlement, parties: &Parties, date: NaiveDate, writing: &Writing<'_>) -> Result<Vec<Option<Given>>, Failure> {
    let series = parties.sellers.values().map(|seller| Ok((&seller.series, writing.last_given(&seller.series)?)));
    let last: BTreeMap<_, _> = series.collect::<Result<_, LedgerError>>()?;
    Ok(give(&settlement.documents, parties, date, |series| last.get(series).copied().flatten()))
}

/// Writes all documents to the ledger, and returns its last record.
fn issue(
    mut writing: Writing<'_>,
    settlement: &Settlement,
    given: &[Option<Given>],
    parties: &Parties,
    receipt: &Receipt<'_>,
    bar: &mut Bar<'_>,
) -> Result<Head, Failure> {
    let mut issuing = writing.issuing(parties, receipt)?;
    for (document, given) in settlement.documents.iter().zip(given) {
        let Some(given) = given else { continue };
        issuing.issue(document, given)?;
        bar.step();
    }
    drop(issuing);
    let head = writing.commit()?;
    bar.clear();
    Ok(head)
}
