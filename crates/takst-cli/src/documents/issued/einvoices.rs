//! Electronic invoices: bytes that the ledger keeps.

use super::Left;
use super::args::{DocumentFormat, DocumentsArgs};
use super::files::Folder;
use crate::clock;
use crate::ledger::head_line;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::words::count;
use std::io::{self, Write};
use takst::Catalogue;
use takst::contract::words::Dialect;
use takst_einvoice::dialect_name;
use takst_explain::Texts;
use takst_io::printable;
use takst_ledger::Ledger;
use takst_run::{EInvoiceOf, keep};

/// Keeps what is not kept yet, then writes the kept bytes. Nothing is written before all of them are in the ledger.
pub(super) fn write(
    args: &DocumentsArgs,
    ledger: &mut Ledger,
    (numbers, catalogue): (&[String], &Catalogue),
    texts: &Texts,
) -> Result<Ended, Failure> {
    let dialect: Option<Dialect> = args.dialect.map(Into::into);
    let bar = Bar::of_many(texts, "cli-progress-writing", numbers.len() as u64);
    let kept = keep(ledger, &EInvoiceOf { numbers, dialect, catalogue }, clock::author(), || bar.step())?;
    let mut folder = if args.to.as_os_str() == "-" { None } else { Some(Folder::open(&args.to)?) };
    let mut stdout = io::stdout().lock();
    let (mut left, mut written) = (Left::default(), 0);
    let mut reader = ledger.reader();
    for number in numbers {
        let Some(document) = left.found(number, &mut reader)? else { continue };
        let dialect = dialect.unwrap_or(document.buyer.format);
        let Some(bytes) = reader.rendering(number, dialect.as_str())? else { continue };
        match &mut folder {
            Some(folder) => folder.write(number, DocumentFormat::Einvoice.ending(), &bytes)?,
            None => stdout.write_all(&bytes)?,
        }
        written += 1;
    }
    stdout.flush()?;
    drop(bar);
    aside(&format!("{}\n", texts.get("cli-documents-written", &[("documents", count(written))])));
    for (number, lacking) in &kept.lacking {
        let dialect = dialect_name(texts, lacking.dialect);
        for lack in &lacking.lacks {
            let lack = printable(&lack.sentence(texts, None));
            let args = [("number", printable(number).into()), ("dialect", dialect.clone().into()), ("lack", lack.into())];
            aside(&format!("{}\n", texts.get("cli-documents-lacking", &args)));
        }
    }
    left.print(texts);
    if let Some(head) = &kept.head {
        aside(&format!("{}\n", head_line(texts, head)));
    }
    Ok(Ended::with_refused(u64::from(left.is_missed(args) || !kept.lacking.is_empty())))
}
