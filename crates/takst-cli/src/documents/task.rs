//! One run: a case file settled with a ledger, and what comes of it issued or shown.

use crate::args::TariffArgs;
use crate::clock;
use crate::documents::args::{ActionFormat, IssueArgs};
use crate::documents::inputs::{Inputs, Settings};
use crate::documents::{date_of, read_parties, table};
use crate::interrupt;
use crate::ledger::head_line;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::summary::ProblemSummary;
use crate::table::screen_width;
use crate::work::hex;
use chrono::NaiveDate;
use std::io::{self, Write};
use std::path::Path;
use takst::document::action::{NewDocument, Settlement};
use takst::document::party::Parties;
use takst::{Book, Month};
use takst_explain::{Lang, Texts};
use takst_io::documents::write_actions;
use takst_io::{RowFormat, printable};
use takst_ledger::{Ledger, Receipt};
use takst_run::{Books, Fingerprints, Issued, Lacks, SettleOf, Step, What, last_month_before, note_without_cpr, settle};

/// Says what the dialects of the buyers need and the documents lack, before a number is given.
fn say_lacking(documents: &[NewDocument], parties: &Parties, basis: &Basis<'_>, task: &Task<'_>, texts: &Texts) {
    let lacks = Lacks { documents, parties, catalogue: basis.book.catalogue(), date: basis.date, note: task.note };
    lacks.lines(texts).iter().for_each(|line| aside(&format!("{line}\n")));
}

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
    pub(crate) made_of: Fingerprints,
}

/// How a run shows its documents.
#[derive(Clone, Copy)]
pub(crate) enum Shown {
    /// A row each.
    Rows,
    /// What is credited and what is issued, line by line.
    Differences,
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
    note_without_cpr(task.note)?;
    let date = date_of(args.date)?;
    let until = task.until.unwrap_or_else(|| last_month_before(date));
    let others: Vec<&Path> = [&*args.ledger, &*args.parties].into_iter().chain(task.plan).collect();
    let settings = Settings {
        source: &args.source,
        tariffs: task.tariffs,
        report: args.report.as_deref(),
        others: &others,
        shown: ProblemSummary::of_invoices(),
    };
    let mut ledger = Ledger::open(&args.ledger)?;
    let (bound, mut inputs) = Inputs::open(settings, texts, lang)?;
    let parties = read_parties(&args.parties, bound.book.catalogue(), lang)?;
    let from = ledger.start();
    // What stands is read within the transaction that issues.
    let books = if task.issues { Books::Written(ledger.begin(clock::author())?) } else { Books::Read(ledger.snapshot()?) };
    let of = SettleOf { book: &bound.book, parties: &parties.parties, what: task.what, from, until, date, planned: task.planned };
    let settled = settle(books, &mut inputs, &of)?;
    let basis = Basis {
        book: &bound.book,
        date,
        until,
        made_of: Fingerprints {
            cases: hex(&inputs.sha256()),
            parties: parties.sha256,
            catalogue: bound.catalogue_sha256,
            policy: bound.policy_sha256,
            ledger: settled.head.hexadecimal(),
        },
    };
    if settled.is_done {
        aside(&format!("{}\n", texts.get("cli-plan-done", &[])));
    } else {
        agree(&settled.settlement, &basis)?;
        for number in &settled.unchanged {
            aside(&format!("{}\n", texts.get("cli-reissue-unchanged", &[("number", printable(number).into())])));
        }
        say_lacking(&settled.settlement.documents, &parties.parties, &basis, task, texts);
    }
    let problems = inputs.finish()?;
    let receipt = Receipt {
        issued: date,
        as_of: task.tariffs.as_of,
        catalogue_sha256: &basis.made_of.catalogue,
        policy_sha256: &basis.made_of.policy,
        note: task.note,
    };
    let issuing = if task.issues { settled.settlement.documents.len() as u64 } else { 0 };
    let mut bar = Bar::of_many(texts, "cli-progress-issuing", issuing);
    let issued = settled.issue(&parties.parties, &receipt, |step| -> Result<(), Failure> {
        match step {
            Step::Document => {
                interrupt::check()?;
                bar.step();
            }
            Step::Commit => bar.say("cli-progress-saving"),
        }
        Ok(())
    })?;
    bar.clear();
    let Issued { settlement, summary, given, head } = issued;
    let mut stdout = io::stdout().lock();
    let screen = table::Screen { texts, width: screen_width(), parties: &parties.parties };
    match (args.format, shown) {
        (ActionFormat::Table, Shown::Rows) => table::write(&mut stdout, screen, &settlement, &given)?,
        (ActionFormat::Table, Shown::Differences) => {
            crate::documents::differences::write(&mut stdout, screen, &settlement)?;
        }
        (ActionFormat::Csv, _) => write_actions(&mut stdout, RowFormat::Csv, &settlement, &given)?,
        (ActionFormat::Json, _) => write_actions(&mut stdout, RowFormat::Json, &settlement, &given)?,
    }
    stdout.flush()?;
    problems.print(&summary);
    let id = if task.issues { "cli-counts-issued" } else { "cli-counts-planned" };
    aside(&format!("{}\n", table::counts(texts, id, &settlement)));
    if let Some(head) = head {
        aside(&format!("{}\n", head_line(texts, &head)));
    }
    Ok(Ended::with_refused(u64::from(settlement.needs_a_look())))
}
