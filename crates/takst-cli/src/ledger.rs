//! `takst ledger`: makes, checks and lists the register of issued documents.

use crate::clock;
use crate::documents::import::{self, ImportArgs};
use crate::interrupt;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::value::{month, year};
use crate::words::{count, texts};
use clap::{Args, Subcommand, ValueEnum};
use std::io;
use std::path::{Path, PathBuf};
use takst::Month;
use takst_explain::{Lang, Texts};
use takst_io::{RowFormat, Rows, printable};
use takst_ledger::{DocumentRow, JournalRow, Ledger, LedgerError, StoredClaim};

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
        #[arg(long, value_name = "YYYY-MM", value_parser = month)]
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
    /// Every claim with its sums
    Claims(ListArgs),
    /// Take over documents of an earlier system, with their own numbers
    Import(ImportArgs),
    /// Remove the contents of months before a year, at least five full years back; numbers and sums stay
    Expire {
        /// The ledger
        ledger: PathBuf,

        /// The first year whose contents are kept
        #[arg(long, value_name = "YEAR", value_parser = year)]
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
            say(&texts.get(
                "cli-ledger-made",
                &[("file", takst_run::file_name(ledger.path()).into()), ("month", takst_explain::format::month(lang, *from).into())],
            ));
            Ok(Ended::AllPriced)
        }
        LedgerCommand::Check { ledger, head } => check(&texts, ledger, head.as_deref()),
        LedgerCommand::Export(args) => list(args, &texts, DocumentRow::COLUMNS, |ledger, rows, bar| {
            let mut last = String::new();
            ledger.export(|row| {
                if row.number != last {
                    interrupt::check()?;
                    bar.step();
                    last.clone_from(&row.number);
                }
                Ok(rows.row(&row.texts())?)
            })
        }),
        LedgerCommand::Journal(args) => list(args, &texts, JournalRow::COLUMNS, |ledger, rows, bar| {
            ledger.journal(|row| {
                interrupt::check()?;
                bar.step();
                Ok(rows.row(&row.texts())?)
            })
        }),
        LedgerCommand::Claims(args) => list(args, &texts, StoredClaim::COLUMNS, |ledger, rows, bar| {
            for claim in ledger.reader().claims()? {
                interrupt::check()?;
                bar.step();
                rows.row(&claim.texts())?;
            }
            Ok(())
        }),
        LedgerCommand::Import(args) => import::run(args, lang),
        LedgerCommand::Expire { ledger, before } => {
            let mut ledger = Ledger::open(ledger)?;
            let expired = ledger.begin(clock::author())?.expire(*before, clock::year())?;
            let args = [("year", before.to_string().into()), ("documents", count(expired.documents)), ("claims", count(expired.claims))];
            say(&texts.get(if expired.removed == 0 { "cli-ledger-nothing-expired" } else { "cli-ledger-expired" }, &args));
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

fn check(texts: &Texts, ledger: &Path, head: Option<&str>) -> Result<Ended, Failure> {
    if let Some(head) = head.filter(|head| head.len() != 64 || !head.chars().all(|c| c.is_ascii_hexdigit())) {
        return Err(Failure::Lines(vec![texts.get("cli-ledger-no-hash", &[("hash", printable(head).into())])]));
    }
    let checked = Ledger::open(ledger).and_then(|ledger| {
        let bar = Bar::of_many(texts, "cli-progress-checking", ledger.head().map_or(0, |head| head.record));
        ledger.check_watched(head, || bar.step())
    });
    match checked {
        Ok(checked) => {
            if checked.has_head == Some(false) {
                say(&texts.get("run-ledger-cut-off", &[]));
                say(&head_line(texts, &checked.head));
                return Ok(Ended::SomeRefused);
            }
            say(&texts.get("cli-ledger-holds", &[("records", count(checked.head.record)), ("expired", count(checked.expired))]));
            if checked.has_head == Some(true) {
                say(&texts.get("cli-ledger-has-head", &[]));
            }
            say(&head_line(texts, &checked.head));
            Ok(Ended::AllPriced)
        }
        Err(error @ LedgerError::Broken { .. }) => {
            takst_run::Failure::from(error).lines(texts).iter().for_each(|line| say(line));
            Ok(Ended::SomeRefused)
        }
        Err(error) => Err(error.into()),
    }
}

fn list(
    args: &ListArgs,
    texts: &Texts,
    columns: &'static [&'static str],
    write: impl FnOnce(&Ledger, &mut Rows<io::StdoutLock<'static>>, &Bar<'_>) -> Result<(), Failure>,
) -> Result<Ended, Failure> {
    let ledger = Ledger::open(&args.ledger)?;
    let bar = Bar::of_rows(texts, ledger.head()?.record);
    let mut rows = Rows::new(io::stdout().lock(), args.format.rows(), columns).map_err(Failure::Stdout)?;
    interrupt::rows_begun();
    write(&ledger, &mut rows, &bar)?;
    rows.finish().map_err(Failure::Stdout)?;
    interrupt::rows_ended();
    Ok(Ended::AllPriced)
}

fn say(line: &str) {
    aside(&format!("{line}\n"));
}
