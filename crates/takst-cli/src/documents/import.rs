//! `takst ledger import`: documents of an earlier system, in the form of an export.

use crate::clock;
use crate::documents::read_parties;
use crate::documents::unread::not_read;
use crate::ledger::head_line;
use crate::say::{Ended, Failure, aside};
use crate::words::{count, texts};
use crate::work::directory;
use clap::Args;
use std::collections::HashMap;
use std::fs::File;
use std::path::PathBuf;
use takst::contract::words::DocumentKind;
use takst_explain::{Arg, Lang, Texts};
use takst_io::documents::{CellFault, Expected, LineText, ReferencesText, day, kept, month, municipality, no_cpr, present, word};
use takst_io::{RowColumns, RowFormat, RowsError, RowsIn, printable};
use takst_ledger::import::{ImportedDocument, ImportedRow};
use takst_ledger::{DocumentRow, Ledger, LedgerError, Refused, Why};

/// Columns that a file may lack.
const OPTIONAL: &[&str] = &["refers_to", "reasons", "due", "buyer_reference", "order_reference", "accounting_cost", "line", "price_base_quantity"];

const COLUMNS: RowColumns = RowColumns { all: DocumentRow::COLUMNS, optional: OPTIONAL };

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The ledger
    ledger: PathBuf,

    /// Documents of an earlier system with their own numbers, CSV or JSON Lines in the form of an export
    file: PathBuf,

    /// Sellers and buyers, a TOML file: their numbers are not to be taken
    #[arg(long, value_name = "FILE")]
    parties: PathBuf,

    /// Directory laid over the built-in catalogue; a provider in it replaces the built-in one of the same id
    #[arg(long, value_name = "DIR")]
    catalogue: Option<PathBuf>,
}

pub(crate) fn run(args: &ImportArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let name = args.file.display().to_string();
    let own = directory(args.catalogue.as_deref(), lang).map_err(Failure::Lines)?;
    let catalogue = own.as_ref().map_or_else(|| takst_catalogue::builtin(), |own| &own.catalogue);
    let parties = read_parties(&args.parties, catalogue, lang)?;
    let mut ledger = Ledger::open(&args.ledger)?;
    let rows = match read(args, &texts, &name) {
        Ok(rows) => rows,
        Err(Unread::File(error)) => {
            return Err(Failure::Lines(vec![format!(
                "{} {}",
                not_read(&texts, &name, &error, COLUMNS.all),
                texts.get("cli-import-nothing-written", &[])
            )]));
        }
        Err(Unread::Faults(lines)) => return Err(refused(&texts, &name, lines)),
    };
    let imported = match ledger.begin(clock::author())?.import(rows, &parties.parties) {
        Ok(imported) => imported,
        Err(LedgerError::Import(documents)) => {
            let lines = documents.iter().map(|document| why(&texts, document)).collect();
            return Err(refused(&texts, &name, lines));
        }
        Err(error) => return Err(error.into()),
    };
    let counts = [("added", count(imported.added)), ("known", count(imported.passed_over))];
    aside(&format!("{}\n{}\n", texts.get("cli-import-done", &counts), head_line(&texts, &imported.head)));
    Ok(Ended::AllPriced)
}

/// What is refused, a line each, below one that says so.
fn refused(texts: &Texts, file: &str, lines: Vec<String>) -> Failure {
    let head = texts.get("cli-import-refused", &[("file", file.into()), ("faults", count(lines.len() as u64))]);
    Failure::Lines([head].into_iter().chain(lines.into_iter().map(|line| format!("  {line}"))).collect())
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

fn read(args: &ImportArgs, texts: &Texts, name: &str) -> Result<Vec<ImportedRow>, Unread> {
    let file = File::open(&args.file).map_err(RowsError::from)?;
    let mut rows = RowsIn::open(file, RowFormat::of_name(name), COLUMNS)?;
    let (mut read, mut lines) = (Vec::new(), Vec::new());
    let mut counted: HashMap<String, u64> = HashMap::new();
    while let Some(cells) = rows.read()? {
        let cell = |column: &str| COLUMNS.all.iter().position(|name| *name == column).map_or("", |place| cells[place].as_str());
        let so_far = counted.entry(cell("number").to_owned()).or_default();
        *so_far += 1;
        match row(rows.row(), cell, *so_far) {
            Ok(row) => read.push(row),
            Err(faults) => {
                let number = printable(&takst::cpr::masked(cell("number")));
                lines.extend(faults.iter().map(|fault| faulty(texts, rows.row(), &number, fault)));
            }
        }
    }
    if lines.is_empty() { Ok(read) } else { Err(Unread::Faults(lines)) }
}

/// A row. `line` is the number its line must have.
fn row<'a>(record: u64, cell: impl Fn(&str) -> &'a str, line: u64) -> Result<ImportedRow, Vec<CellFault>> {
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
    let line = line.read().map_err(|of_line| of_line.into_iter().for_each(f)).ok();
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
    let (right, variable) = fault.expected.sentence();
    let right = texts.get(right, &variable.map(|(name, value)| (name, Arg::from(value))).into_iter().collect::<Vec<_>>());
    let args = [
        ("row", row.to_string().into()),
        ("number", number.into()),
        ("column", fault.column.into()),
        ("value", printable(&fault.value).into()),
        ("right", right.into()),
    ];
    texts.get("cli-import-cell", &args)
}

/// Why a document cannot be taken over.
fn why(texts: &Texts, document: &Refused) -> String {
    let id = match document.why {
        Why::OfOurSeries => "cli-import-our-series",
        Why::OtherContent => "cli-import-other-content",
        Why::Contradicts => "cli-import-contradicts",
        Why::SecondInvoice => "cli-import-second-invoice",
        Why::TakesNothingBack => "cli-import-takes-nothing-back",
        Why::RefersToNothing => "cli-import-refers-to-nothing",
    };
    let args = [("row", document.record.to_string().into()), ("number", printable(&document.number).into()), ("why", texts.get(id, &[]).into())];
    texts.get("cli-import-document", &args)
}
