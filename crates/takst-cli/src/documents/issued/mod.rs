//! `takst documents`: issued documents explained as text, as pages, as JSON and as electronic invoices.

pub(crate) mod args;
mod einvoices;
mod files;

use crate::interrupt;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::words::{count, texts};
use crate::work::own_catalogue;
use args::{DocumentFormat, DocumentsArgs};
use files::Folder;
use std::io::{self, Write};
use takst::document::issued::Issued;
use takst::{Book, KnownAsOf};
use takst_catalogue::{builtin_loaded, default_policy};
use takst_explain::{Lang, Texts, paper};
use takst_io::documents::issued_object;
use takst_io::printable;
use takst_ledger::{Found, Ledger, Reader};

pub(crate) fn run(args: &DocumentsArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let mut ledger = Ledger::open(&args.ledger)?;
    let own = own_catalogue(args.catalogue.as_deref(), lang)?;
    let catalogue = &own.as_ref().unwrap_or_else(|| builtin_loaded()).catalogue;
    if args.dialect.is_some() && args.format != DocumentFormat::Einvoice {
        return Err(Failure::Lines(vec![texts.get("cli-documents-dialect", &[])]));
    }
    let numbers = numbers(args, &ledger.reader(), &texts)?;
    if args.format == DocumentFormat::Einvoice {
        return einvoices::write(args, &mut ledger, (&numbers, catalogue), &texts);
    }
    let mut reader = ledger.reader();
    let mut left = Left::default();
    let book = Book::compile(catalogue, &default_policy(catalogue), KnownAsOf::Latest).map_err(|error| Failure::Lines(vec![error.to_string()]))?;
    let form = Form { format: args.format, book: &book, texts: &texts };
    let written = if args.to.as_os_str() == "-" {
        form.to_stdout(&numbers, &mut reader, &mut left, &Bar::of_rows(&texts, numbers.len() as u64))?
    } else {
        let mut folder = Folder::open(&args.to)?;
        let bar = Bar::of_many(&texts, "cli-progress-writing", numbers.len() as u64);
        let mut written = 0;
        for number in &numbers {
            interrupt::check()?;
            bar.step();
            if let Some(document) = left.found(number, &mut reader)? {
                folder.write(number, args.format.ending(), &form.bytes(&document, &mut reader)?)?;
                written += 1;
            }
        }
        written
    };
    // Text on a terminal is read at once: a count below it would be taken for a part of it.
    if args.format != DocumentFormat::Text || args.to.as_os_str() != "-" {
        aside(&format!("{}\n", texts.get("cli-documents-written", &[("documents", count(written))])));
    }
    left.print(&texts);
    Ok(Ended::with_refused(u64::from(left.is_missed(args))))
}

/// The numbers that are asked for, each once.
fn numbers(args: &DocumentsArgs, reader: &Reader<'_>, texts: &Texts) -> Result<Vec<String>, Failure> {
    let none = |number: &str| texts.get("cli-documents-none", &[("number", printable(number).into())]);
    if let Some(month) = args.month {
        return Ok(reader.numbers_of_month(month)?);
    }
    if let Some(first) = &args.from_number {
        let numbers = reader.numbers_from(first)?;
        return if numbers.is_empty() { Err(Failure::Lines(vec![none(first)])) } else { Ok(numbers) };
    }
    let mut numbers: Vec<String> = Vec::new();
    let mut unknown = Vec::new();
    for number in &args.numbers {
        if !reader.has(number)? {
            unknown.push(none(number));
        } else if !numbers.contains(number) {
            numbers.push(number.clone());
        }
    }
    if unknown.is_empty() { Ok(numbers) } else { Err(Failure::Lines(unknown)) }
}

/// How documents are written.
struct Form<'a> {
    format: DocumentFormat,
    book: &'a Book,
    texts: &'a Texts,
}

impl Form<'_> {
    /// A document as a file has it.
    fn bytes(&self, document: &Issued, reader: &mut Reader<'_>) -> Result<Vec<u8>, Failure> {
        let catalogue = self.book.catalogue();
        Ok(match self.format {
            DocumentFormat::Text => {
                let chain = reader.chain(&document.number)?;
                paper::explained(document, &chain, self.book, catalogue, self.texts).into_bytes()
            }
            DocumentFormat::Html => paper::documents(std::slice::from_ref(document), catalogue, self.texts).into_bytes(),
            DocumentFormat::Json => {
                let mut bytes = serde_json::to_vec(&issued_object(document, catalogue)).map_err(io::Error::from)?;
                bytes.push(b'\n');
                bytes
            }
            // `einvoices` writes the bytes that the ledger keeps.
            DocumentFormat::Einvoice => Vec::new(),
        })
    }

    /// Writes all documents to stdout: text with a blank line between, JSON a line each, HTML as one page with a sheet for each.
    fn to_stdout(&self, numbers: &[String], reader: &mut Reader<'_>, left: &mut Left, bar: &Bar<'_>) -> Result<u64, Failure> {
        let mut stdout = io::stdout().lock();
        let mut sheets = Vec::new();
        let mut written = 0;
        interrupt::rows_begun();
        for number in numbers {
            interrupt::check()?;
            bar.step();
            let Some(document) = left.found(number, reader)? else { continue };
            if self.format == DocumentFormat::Text && written > 0 {
                stdout.write_all(b"\n\n")?;
            }
            written += 1;
            match self.format {
                DocumentFormat::Html => sheets.push(*document),
                DocumentFormat::Text | DocumentFormat::Json | DocumentFormat::Einvoice => stdout.write_all(&self.bytes(&document, reader)?)?,
            }
        }
        if !sheets.is_empty() {
            stdout.write_all(paper::documents(&sheets, self.book.catalogue(), self.texts).as_bytes())?;
        }
        stdout.flush()?;
        interrupt::rows_ended();
        Ok(written)
    }
}

/// Documents that cannot be written.
#[derive(Default)]
struct Left {
    imported: Vec<String>,
    expired: Vec<String>,
}

impl Left {
    /// The document of a number, if it can be written.
    fn found(&mut self, number: &str, reader: &mut Reader<'_>) -> Result<Option<Box<Issued>>, Failure> {
        match reader.document(number)? {
            Some(Found::Issued(document)) => return Ok(Some(document)),
            Some(Found::Imported) => self.imported.push(number.to_owned()),
            Some(Found::Expired) => self.expired.push(number.to_owned()),
            None => {}
        }
        Ok(None)
    }

    /// Documents of an earlier system are passed over, unless they were asked for by number.
    fn is_missed(&self, args: &DocumentsArgs) -> bool {
        !self.expired.is_empty() || (!self.imported.is_empty() && !args.numbers.is_empty())
    }

    fn print(&self, texts: &Texts) {
        for (id, numbers) in [("cli-documents-imported", &self.imported), ("cli-documents-expired", &self.expired)] {
            if let Some(first) = numbers.first() {
                let args = [("documents", count(numbers.len() as u64)), ("first", printable(first).into())];
                aside(&format!("{}\n", texts.get(id, &args)));
            }
        }
    }
}
