//! Documents of an earlier system, in the form of an export.

use crate::cells::right;
use crate::failure::Failure;
use crate::unread::not_read;
use crate::words::{count, masked_name};
use std::collections::HashMap;
use std::io::Read;
use takst::contract::words::DocumentKind;
use takst::document::party::Parties;
use takst_explain::{Arg, Texts};
use takst_io::documents::{CellFault, Expected, LineText, ReferencesText, day, kept, month, municipality, no_cpr, present, word};
use takst_io::{RowColumns, RowFormat, RowsError, RowsIn, Style, printable};
use takst_ledger::import::{Imported, ImportedDocument, ImportedRow};
use takst_ledger::{DocumentRow, LedgerError, Refused, Why, Writing};

/// Columns that a file may lack.
const OPTIONAL: &[&str] = &["refers_to", "reasons", "due", "buyer_reference", "order_reference", "accounting_cost", "line", "price_base_quantity"];

const COLUMNS: RowColumns = RowColumns { all: DocumentRow::COLUMNS, optional: OPTIONAL };

/// Reads documents of an earlier system. `name` is that of the file.
///
/// # Errors
/// The file cannot be read, or has cells that are not what their columns say: all of them are named.
pub fn imported_rows(file: impl Read, format: RowFormat, name: &str, texts: &Texts) -> Result<Vec<ImportedRow>, Failure> {
    match read(file, format, texts) {
        Ok(rows) => Ok(rows),
        Err(Unread::File(error)) => {
            let nothing = texts.get("run-import-nothing-written", &[]);
            Err(Failure::Unread(vec![format!("{} {nothing}", not_read(texts, name, &error, COLUMNS.all))]))
        }
        Err(Unread::Faults(lines)) => Err(refused(texts, name, lines)),
    }
}

/// Takes documents of an earlier system over, all or none. `done` is called after each row; `name` is the file's, for messages.
///
/// # Errors
/// Some cannot be taken over (`import.refused`), or the ledger cannot be written.
pub fn import(
    writing: Writing<'_>,
    rows: Vec<ImportedRow>,
    parties: &Parties,
    (name, texts): (&str, &Texts),
    done: impl FnMut(),
) -> Result<Imported, Failure> {
    match writing.import_watched(rows, parties, done) {
        Ok(imported) => Ok(imported),
        Err(LedgerError::Import(documents)) => {
            let lines = documents.iter().map(|document| why(texts, document)).collect();
            Err(refused(texts, name, lines))
        }
        Err(error) => Err(error.into()),
    }
}

/// What is refused, a line each, below one that says so.
fn refused(texts: &Texts, file: &str, lines: Vec<String>) -> Failure {
    let head = texts.get("run-import-refused", &[("file", masked_name(file).into()), ("faults", count(lines.len() as u64))]);
    Failure::Import([head].into_iter().chain(lines.into_iter().map(|line| format!("  {line}"))).collect())
}

enum Unread {
    /// The file as a whole.
    File(RowsError),
    /// Its rows, a line for each fault.
    Faults(Vec<String>),
}

impl From<RowsError> for Unread {
    fn from(error: RowsError) -> Unread {
        Unread::File(error)
    }
}

fn read(file: impl Read, format: RowFormat, texts: &Texts) -> Result<Vec<ImportedRow>, Unread> {
    let mut rows = RowsIn::open(file, format, COLUMNS)?;
    let (mut read, mut lines) = (Vec::new(), Vec::new());
    let mut counted: HashMap<String, u64> = HashMap::new();
    while let Some(cells) = rows.read()? {
        let cell = |column: &str| COLUMNS.all.iter().position(|name| *name == column).map_or("", |place| cells[place].as_str());
        let so_far = counted.entry(cell("number").to_owned()).or_default();
        *so_far += 1;
        match row((rows.row(), rows.style()), cell, *so_far) {
            Ok(row) => read.push(row),
            Err(faults) => {
                let number = printable(&takst::cpr::masked(cell("number")));
                lines.extend(faults.iter().map(|fault| faulty(texts, rows.row(), &number, fault)));
            }
        }
    }
    if lines.is_empty() { Ok(read) } else { Err(Unread::Faults(lines)) }
}

/// A row, of a file whose numbers are written so. `line` is the number its line must have.
fn row<'a>((record, style): (u64, Style), cell: impl Fn(&str) -> &'a str, line: u64) -> Result<ImportedRow, Vec<CellFault>> {
    let mut faults = Vec::new();
    let mut f = |fault: CellFault| faults.push(fault);
    let number = kept(present("number", cell("number")), &mut f);
    let kind = kept(word("kind", cell("kind"), DocumentKind::WORDS, DocumentKind::from_word), &mut f);
    let refers_to = kept(no_cpr("refers_to", cell("refers_to")), &mut f);
    let reasons = kept(no_cpr("reasons", cell("reasons")), &mut f);
    let issued = kept(day("issued", cell("issued")), &mut f);
    let due = Some(cell("due")).filter(|due| !due.is_empty()).map(|due| kept(day("due", due), &mut f));
    let case_id = kept(present("case_id", cell("case_id")), &mut f);
    let provider = kept(present("provider", cell("provider")), &mut f);
    let payer = kept(municipality("payer", cell("payer")), &mut f);
    let month = kept(month("month", cell("month")), &mut f);
    let mut reference =
        |column: &'static str| -> Option<Box<str>> { kept(no_cpr(column, cell(column)), &mut f).filter(|text| !text.is_empty()).map(Into::into) };
    let references = ReferencesText {
        buyer_reference: reference("buyer_reference"),
        order_reference: reference("order_reference"),
        accounting_cost: reference("accounting_cost"),
        ..ReferencesText::default()
    };
    let references = kept(references.read(), &mut f);
    if !cell("line").is_empty() && cell("line").parse() != Ok(line) {
        f(CellFault::new("line", cell("line"), Expected::LineNumber(line)));
    }
    let text = |column: &str| cell(column).to_owned();
    let line = LineText {
        service: text("service"),
        first_day: text("first_day"),
        last_day: text("last_day"),
        quantity: text("quantity"),
        unit: text("unit"),
        unit_price: text("unit_price"),
        price_base_quantity: text("price_base_quantity"),
        net: text("net"),
        vat_category: text("vat_category"),
        vat_rate: text("vat_rate"),
        vat: text("vat"),
        vat_exemption: String::new(),
    };
    let line = line.read_in(style).map_err(|of_line| of_line.into_iter().for_each(f)).ok();
    let row = || {
        Some(ImportedRow {
            record,
            document: ImportedDocument {
                number: number?.to_owned(),
                kind: kind?,
                refers_to: Some(refers_to?).filter(|number| !number.is_empty()).map(str::to_owned),
                reasons: reasons?.to_owned(),
                issued: issued?,
                due: due.flatten(),
                case_id: case_id?.to_owned(),
                provider: provider?.to_owned(),
                payer: payer?,
                month: month?,
                references: references?,
            },
            line: line?,
        })
    };
    if faults.is_empty() { row().ok_or(faults) } else { Err(faults) }
}

/// A cell that is not what its column says, and what would be right.
fn faulty(texts: &Texts, row: u64, number: &str, fault: &CellFault) -> String {
    let say = |id: &str, args: &[(&str, Arg)]| texts.get(id, args);
    let right = right(texts, fault);
    let args = [
        ("row", row.to_string().into()),
        ("number", number.into()),
        ("column", fault.column.into()),
        ("value", printable(&fault.value).into()),
        ("right", right.into()),
    ];
    say("run-import-cell", &args)
}

/// Why a document cannot be taken over.
fn why(texts: &Texts, document: &Refused) -> String {
    let id = match document.why {
        Why::OfOurSeries => "run-import-our-series",
        Why::OtherContent => "run-import-other-content",
        Why::Contradicts => "run-import-contradicts",
        Why::SecondInvoice => "run-import-second-invoice",
        Why::TakesNothingBack => "run-import-takes-nothing-back",
        Why::RefersToNothing => "run-import-refers-to-nothing",
    };
    let args = [("row", document.record.to_string().into()), ("number", printable(&document.number).into()), ("why", texts.get(id, &[]).into())];
    texts.get("run-import-document", &args)
}
