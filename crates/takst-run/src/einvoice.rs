//! Electronic invoices of a ledger: written once, kept as a record, and the same bytes ever after.

use crate::failure::Failure;
use takst::Catalogue;
use takst::contract::words::Dialect;
use takst::document::issued::Issued;
use takst_einvoice::{FromIssued, Lacking, write};
use takst_ledger::{Author, Found, Head, Ledger, Reader};

/// Which electronic invoices are written.
#[derive(Debug, Clone, Copy)]
pub struct EInvoiceOf<'a> {
    /// Numbers of documents of the ledger.
    pub numbers: &'a [String],
    /// Their dialect; `None`: that of each buyer.
    pub dialect: Option<Dialect>,
    /// Where services have their names.
    pub catalogue: &'a Catalogue,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Kept {
    /// The last record; `None`: all bytes were kept before, and nothing was written.
    pub head: Option<Head>,
    /// Numbers of documents that cannot be written, and what each lacks.
    pub lacking: Vec<(String, Lacking)>,
}

/// Writes those electronic invoices that are not kept yet, and keeps their bytes, in one transaction. Bytes that are kept stay as they are.
/// Documents of an earlier system and expired ones are passed over. `step` is called for each number.
///
/// # Errors
/// The ledger cannot be read or written.
pub fn keep(ledger: &mut Ledger, of: &EInvoiceOf<'_>, author: Author, mut step: impl FnMut()) -> Result<Kept, Failure> {
    let mut wanted = Vec::new();
    let mut reader = ledger.reader();
    for number in of.numbers {
        if to_write(&mut reader, number, of.dialect)?.is_some() {
            wanted.push(number);
        } else {
            step();
        }
    }
    drop(reader);
    let mut kept = Kept::default();
    if wanted.is_empty() {
        return Ok(kept);
    }
    let from_issued = FromIssued::new(of.catalogue);
    let mut writing = ledger.begin(author)?;
    let mut is_written = false;
    for number in wanted {
        step();
        // Another command may have kept it meanwhile.
        let Some((document, dialect)) = to_write(&mut writing.reader(), number, of.dialect)? else { continue };
        match write(&from_issued.invoice(&document), dialect) {
            Ok(bytes) => {
                writing.keep_rendering(number, dialect.as_str(), &bytes)?;
                is_written = true;
            }
            Err(lacking) => kept.lacking.push((number.clone(), lacking)),
        }
    }
    if is_written {
        kept.head = Some(writing.commit()?);
    }
    Ok(kept)
}

/// A document whose bytes are not kept, and its dialect.
fn to_write(reader: &mut Reader<'_>, number: &str, dialect: Option<Dialect>) -> Result<Option<(Box<Issued>, Dialect)>, Failure> {
    let Some(Found::Issued(document)) = reader.document(number)? else { return Ok(None) };
    let dialect = dialect.unwrap_or(document.buyer.format);
    let is_kept = reader.rendering(number, dialect.as_str())?.is_some();
    Ok((!is_kept).then_some((document, dialect)))
}
