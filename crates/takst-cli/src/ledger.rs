//! `takst ledger`: makes, checks and lists the register of issued documents.

use crate::clock;
use crate::documents::import::{self, ImportArgs};
use crate::say::{Ended, Failure, aside};
use crate::words::{count, texts};
use clap::{Args, Subcommand, ValueEnum};
use std::io;
use std::path::PathBuf;
use takst::Month;
use takst_explain::{Lang, Texts};
use takst_io::{RowFormat, Rows};
use takst_ledger::{DocumentRow, Fault, JournalRow, Ledger, LedgerError};

#[derive(Debug, Args)]
pub(crate) struct LedgerArgs {
    #[command(subcommand)]
    command: LedgerCommand,
}

#[derive(Debug, Subcommand)]
enum LedgerCommand {
    /// Make a ledger; months before the first are never issued, corrected or claimed
    Init {
        /// The file to make
        ledger: PathBuf,

        /// First month of the books
        #[arg(long, value_name = "YYYY-MM")]
        from: Month,
    },
    /// Work out every hash again, and name the first record that does not hold
    Check {
        /// The ledger
        ledger: PathBuf,

        /// The hash that an earlier run printed: nothing was cut off the end since
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
    /// Every line of every document
    Export(ListArgs),
    /// Every document with net, VAT and total
    Journal(ListArgs),
    /// Take over documents of an earlier system, with their own numbers
    Import(ImportArgs),
    /// Remove the contents of months before a year, at least five full years back; numbers and sums stay
    Expire {
        /// The ledger
        ledger: PathBuf,

        /// The first year whose contents are kept
        #[arg(long, value_name = "YEAR")]
        before: i32,
    },
}

#[derive(Debug, Args)]
struct ListArgs {
    /// The ledger
    ledger: PathBuf,

    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = ListFormat::Csv)]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// CSV, plain decimals
    Csv,
    /// JSON Lines, all values as strings
    Json,
}

impl ListFormat {
    const fn rows(self) -> RowFormat {
        match self {
            ListFormat::Csv => RowFormat::Csv,
            ListFormat::Json => RowFormat::Json,
        }
    }
}

pub(crate) fn run(args: &LedgerArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    match &args.command {
        LedgerCommand::Init { ledger, from } => {
            let ledger = Ledger::init(ledger, *from)?;
            say(&texts.get("cli-ledger-made", &[("file", ledger.path().display().to_string().into()), ("month", from.to_string().into())]));
            Ok(Ended::AllPriced)
        }
        LedgerCommand::Check { ledger, head } => check(&texts, &Ledger::open(ledger)?, head.as_deref()),
        LedgerCommand::Export(args) => list(args, DocumentRow::COLUMNS, |ledger, rows| ledger.export(|row| Ok(rows.row(&row.texts())?))),
        LedgerCommand::Journal(args) => list(args, JournalRow::COLUMNS, |ledger, rows| ledger.journal(|row| Ok(rows.row(&row.texts())?))),
        LedgerCommand::Import(args) => import::run(args, lang),
        LedgerCommand::Expire { ledger, before } => {
            let mut ledger = Ledger::open(ledger)?;
            let expired = ledger.begin(clock::author())?.expire(*before, clock::year())?;
            let args = [("year", before.to_string().into()), ("documents", count(expired.documents)), ("claims", count(expired.claims))];
            say(&texts.get("cli-ledger-expired", &args));
            say(&head_line(&texts, &expired.head));
            if !expired.is_rewritten {
                say(&texts.get("cli-ledger-not-rewritten", &[]));
            }
            Ok(Ended::with_refused(u64::from(!expired.is_rewritten)))
        }
    }
}

/// The line with the last record and its hash, which proves later that nothing was cut off.
pub(crate) fn head_line(texts: &Texts, head: &takst_ledger::Head) -> String {
    texts.get("cli-ledger-head", &[("record", head.record.to_string().into()), ("hash", head.hexadecimal().into())])
}

fn check(texts: &Texts, ledger: &Ledger, head: Option<&str>) -> Result<Ended, Failure> {
    match ledger.check(head) {
        Ok(checked) => {
            say(&texts.get("cli-ledger-holds", &[("records", count(checked.head.record)), ("expired", count(checked.expired))]));
            say(&head_line(texts, &checked.head));
            if checked.has_head == Some(false) {
                say(&texts.get("cli-ledger-cut-off", &[]));
                return Ok(Ended::SomeRefused);
            }
            Ok(Ended::AllPriced)
        }
        Err(error @ LedgerError::Broken { .. }) => {
            say(&reason(texts, &error));
            Ok(Ended::SomeRefused)
        }
        Err(error) => Err(error.into()),
    }
}

fn list(
    args: &ListArgs,
    columns: &'static [&'static str],
    write: impl FnOnce(&Ledger, &mut Rows<io::StdoutLock<'static>>) -> Result<(), Failure>,
) -> Result<Ended, Failure> {
    let ledger = Ledger::open(&args.ledger)?;
    let mut rows = Rows::new(io::stdout().lock(), args.format.rows(), columns).map_err(Failure::Stdout)?;
    write(&ledger, &mut rows)?;
    rows.finish().map_err(Failure::Stdout)?;
    Ok(Ended::AllPriced)
}

fn say(line: &str) {
    aside(&format!("{line}\n"));
}

/// Why a ledger cannot be used, in words.
pub(crate) fn reason(texts: &Texts, error: &LedgerError) -> String {
    let file = |path: &PathBuf| ("file", path.display().to_string().into());
    let text = |name: &'static str, value: &dyn ToString| (name, value.to_string().into());
    match error {
        LedgerError::Exists(path) => texts.get("cli-ledger-exists", &[file(path)]),
        LedgerError::Unusable { path, reason } => texts.get("cli-ledger-unusable", &[file(path), text("reason", reason)]),
        LedgerError::Empty(path) => texts.get("cli-ledger-empty", &[file(path)]),
        LedgerError::NotALedger(path) => texts.get("cli-ledger-none", &[file(path)]),
        LedgerError::Newer { path, found, known } => texts.get("cli-ledger-newer", &[file(path), text("found", found), text("known", known)]),
        LedgerError::Busy => texts.get("cli-ledger-busy", &[]),
        LedgerError::DateBackwards { date, latest, provider } => {
            texts.get("cli-ledger-date-backwards", &[text("date", date), text("latest", latest), text("provider", provider)])
        }
        LedgerError::QuarterBackwards { quarter, latest } => {
            texts.get("cli-claim-quarter-backwards", &[text("quarter", quarter), text("latest", latest)])
        }
        LedgerError::QuarterAhead { quarter, date } => texts.get("cli-claim-quarter-ahead", &[text("quarter", quarter), text("date", date)]),
        LedgerError::TooRecent { year, latest } => texts.get("cli-ledger-too-recent", &[text("year", year), text("latest", latest)]),
        LedgerError::Broken { record: 0, what } => texts.get("cli-ledger-broken", &[("what", fault(texts, what).into())]),
        LedgerError::Broken { record, what } => texts.get("cli-ledger-broken-record", &[text("record", record), ("what", fault(texts, what).into())]),
        LedgerError::Full => texts.get("cli-ledger-full", &[]),
        LedgerError::ReadOnly => texts.get("cli-ledger-read-only", &[]),
        LedgerError::Sqlite(error) => texts.get("cli-ledger-failed", &[text("error", error)]),
        // Errors may grow; a new one is said in English until there is a text.
        other => other.to_string(),
    }
}

/// What does not hold, in words.
fn fault(texts: &Texts, fault: &Fault) -> String {
    let of = |id: &str, what: &str| texts.get(id, &[("what", what.into())]);
    match fault {
        Fault::Damaged(what) => of("cli-ledger-fault-damaged", what),
        Fault::Schema(name) => of("cli-ledger-fault-schema", name),
        Fault::Start => texts.get("cli-ledger-fault-start", &[]),
        Fault::Party => texts.get("cli-ledger-fault-party", &[]),
        Fault::Missing => texts.get("cli-ledger-fault-missing", &[]),
        Fault::Changed => texts.get("cli-ledger-fault-changed", &[]),
        Fault::ContentMissing => texts.get("cli-ledger-fault-content-missing", &[]),
        Fault::ContentChanged => texts.get("cli-ledger-fault-content-changed", &[]),
        Fault::RowWithoutRecord(table) => of("cli-ledger-fault-no-record", table),
        Fault::NumberGap => texts.get("cli-ledger-fault-number-gap", &[]),
        Fault::TakenBackTwice => texts.get("cli-ledger-fault-taken-back-twice", &[]),
        Fault::Unreadable(what) => of("cli-ledger-fault-unreadable", what),
        // Faults may grow; a new one is said in English until there is a text.
        other => other.to_string(),
    }
}
