//! Lists of what others billed: CSV, a row for each line of each invoice and credit note.

use crate::error::FileError;
use crate::form::{Form, Forms, Style, form, plain_number};
use crate::rows::RowFormat;
use crate::rows_in::{RowColumns, RowsError, RowsIn};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::io::Read;
use takst::calendar::read_day;
use takst::contract::words::DocumentKind;
use takst::document::control::received::{Paper, PaperLine};
use takst::{Column, Expected, Municipality, Period, Unit, cpr};

/// The columns of a list of papers.
pub const PAPER_COLUMNS: &[&str] = &[
    "invoice",
    "kind",
    "seller",
    "case_id",
    "service",
    "payer",
    "first_day",
    "last_day",
    "quantity",
    "unit",
    "unit_price",
    "price_base_quantity",
    "net",
    "vat_rate",
    "refers_to",
];
/// Those that a list may lack.
const OPTIONAL: &[&str] =
    &["kind", "service", "payer", "first_day", "last_day", "quantity", "unit", "unit_price", "price_base_quantity", "vat_rate", "refers_to"];

/// Papers of a file, and its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers {
    /// Each paper once, by its first row.
    pub papers: Vec<Paper>,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
}

/// A cell that is not what its column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFault {
    /// The row, from 1.
    pub row: u64,
    /// The column.
    pub column: &'static str,
    /// The cell, masked where it looks like a CPR number.
    pub value: String,
    /// What would be right.
    pub expected: PaperExpected,
}

/// What would be right in a cell of a list of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperExpected {
    /// Some text.
    Present,
    /// A day, `YYYY-MM-DD`.
    Day,
    /// This day, if the cell was meant so.
    ThisDay(NaiveDate),
    /// A day that is not before the first day.
    LaterDay,
    /// A number with so many decimals at most and no separators of thousands.
    Number(u32),
    /// One of these words.
    Word(&'static [&'static str]),
    /// The code or name of a municipality.
    Municipality,
}

impl PaperExpected {
    /// Returns the id of the sentence that says what would be right where values are plain, as in JSON Lines, and its variable. The sentences are those of
    /// takst-explain.
    #[must_use]
    pub fn sentence(self) -> (&'static str, Option<(&'static str, String)>) {
        match self {
            PaperExpected::Present => ("cell-present", None),
            PaperExpected::Day | PaperExpected::ThisDay(_) => ("cell-day", None),
            PaperExpected::LaterDay => ("cell-later-day", None),
            PaperExpected::Number(decimals) => ("cell-number", Some(("decimals", decimals.to_string()))),
            PaperExpected::Word(words) => ("cell-word", Some(("words", words.join(", ")))),
            PaperExpected::Municipality => ("cell-municipality", None),
        }
    }
}

/// Why a list of papers cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PapersError {
    /// The file is no list of papers.
    #[error(transparent)]
    Rows(#[from] RowsError),
    /// Cells are not what their columns say.
    #[error("{} cells cannot be read", .0.len())]
    Faults(Vec<PaperFault>),
}

/// Reads a list of papers. Fields are separated by comma, semicolon or tab; numbers are written as in case files.
///
/// # Errors
/// The file cannot be read; or every cell that is not what its column says.
pub fn read_papers(input: impl Read) -> Result<Papers, PapersError> {
    read_papers_in(input, RowFormat::Csv)
}

/// Reads a list of papers in a format: CSV as [`read_papers`], or JSON Lines with plain decimals and dates `YYYY-MM-DD`.
///
/// # Errors
/// As [`read_papers`].
pub fn read_papers_in(input: impl Read, format: RowFormat) -> Result<Papers, PapersError> {
    let mut rows = RowsIn::open(input, format, RowColumns { all: PAPER_COLUMNS, optional: OPTIONAL })?;
    let mut list = List { style: rows.style(), papers: Vec::new(), places: HashMap::new(), faults: Vec::new() };
    let mut row = 0;
    while let Some(texts) = rows.read()? {
        let cells: [&str; PAPER_COLUMNS.len()] = std::array::from_fn(|place| texts[place].as_str());
        // Spreadsheets leave empty rows behind: they are no lines of a paper.
        if cells.iter().any(|cell| !cell.is_empty()) {
            row += 1;
            list.row(row, &cells);
        }
    }
    match list {
        List { faults, .. } if !faults.is_empty() => Err(PapersError::Faults(faults)),
        List { papers, .. } if papers.is_empty() => Err(RowsError::from(FileError::NoRows).into()),
        List { papers, .. } => Ok(Papers { papers, sha256: rows.input().sha256 }),
    }
}

struct List {
    style: Style,
    papers: Vec<Paper>,
    places: HashMap<(String, String, DocumentKind), usize>,
    faults: Vec<PaperFault>,
}

impl List {
    fn row(&mut self, row: u64, cells: &[&str; PAPER_COLUMNS.len()]) {
        let [invoice, kind, seller, case_id, service, payer, first, last, quantity, unit, price, base, net, rate, refers_to] = *cells;
        let before = self.faults.len();
        for (column, text) in [("invoice", invoice), ("seller", seller), ("case_id", case_id), ("net", net)] {
            if text.is_empty() {
                self.fault(row, column, text, PaperExpected::Present);
            }
        }
        let kind =
            if kind.is_empty() { Some(DocumentKind::Invoice) } else { self.word(row, "kind", kind, DocumentKind::WORDS, DocumentKind::from_word) };
        let payer = self.read(row, "payer", payer, PaperExpected::Municipality, |text| Municipality::read(text).ok());
        let unit = if unit.is_empty() { None } else { self.word(row, "unit", unit, Unit::WORDS, Unit::from_word) };
        let (first_day, last_day) = (self.day(row, "first_day", first), self.day(row, "last_day", last));
        let period = match (first_day, last_day) {
            (Some(first), Some(last)) => Period::new(first, last),
            (Some(day), None) | (None, Some(day)) => Some(Period::of(day)),
            (None, None) => None,
        };
        if first_day.is_some() && period.is_none() {
            self.fault(row, "last_day", last, PaperExpected::LaterDay);
        }
        let quantity = self.number(row, "quantity", quantity, 2);
        let unit_price = self.number(row, "unit_price", price, 4);
        let price_base_quantity = self.number(row, "price_base_quantity", base, 2);
        let net = self.number(row, "net", net, 2);
        let vat_rate = self.number(row, "vat_rate", rate, 2);
        let (Some(kind), Some(net)) = (kind, net) else { return };
        if self.faults.len() > before {
            return;
        }
        let key = (seller.to_owned(), invoice.to_owned(), kind);
        let place = *self.places.entry(key).or_insert_with(|| {
            self.papers.push(Paper {
                number: invoice.into(),
                kind,
                seller: seller.into(),
                lines: Vec::new(),
                has_wrong_totals: false,
                is_known: false,
            });
            self.papers.len() - 1
        });
        let paper = &mut self.papers[place];
        let text = |text: &str| Some(text).filter(|text| !text.is_empty()).map(Into::into);
        paper.lines.push(PaperLine {
            number: paper.lines.len() as u32 + 1,
            references: vec![case_id.into()],
            person_references: Vec::new(),
            citizens: Vec::new(),
            service: text(service),
            service_names: Vec::new(),
            payer,
            period,
            has_days_from_text: false,
            quantity,
            unit,
            unit_price,
            price_base_quantity,
            net,
            vat_rate,
            vat: None,
            refers_to: text(refers_to),
        });
    }

    fn fault(&mut self, row: u64, column: &'static str, value: &str, expected: PaperExpected) {
        self.faults.push(PaperFault { row, column, value: cpr::masked(value).into_owned(), expected });
    }

    /// A value, unless the cell is empty.
    fn read<T>(&mut self, row: u64, column: &'static str, text: &str, expected: PaperExpected, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = if text.is_empty() { return None } else { read(text) };
        if value.is_none() {
            self.fault(row, column, text, expected);
        }
        value
    }

    fn word<T>(
        &mut self,
        row: u64,
        column: &'static str,
        text: &str,
        words: &'static [&'static str],
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.read(row, column, text, PaperExpected::Word(words), read)
    }

    fn day(&mut self, row: u64, column: &'static str, text: &str) -> Option<NaiveDate> {
        let expected = match form(Column::FirstDay, text, Forms::CANONICAL) {
            Form::Refused(Expected::ThisDate(day)) => PaperExpected::ThisDay(day),
            _ => PaperExpected::Day,
        };
        self.read(row, column, text, expected, read_day)
    }

    /// A number in the form of case files.
    fn number<T: TryFrom<Decimal>>(&mut self, row: u64, column: &'static str, text: &str, decimals: u32) -> Option<T> {
        let style = self.style;
        self.read(row, column, text, PaperExpected::Number(decimals), |text| {
            let plain = plain_number(text, style)?;
            T::try_from(Decimal::from_str_exact(&plain).ok()?).ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_a_danish_spreadsheet() {
        let list = "invoice;kind;seller;case_id;service;payer;first_day;last_day;quantity;unit;unit_price;net;vat_rate\r\n\
                    7;;m;S-1;m/dag;København;2024-01-01;2024-01-31;31;day;100,50;3115,50;0\r\n\
                    8;credit-note;m;S-1;;;;;;;;100,00;\r\n\
                    7;;m;S-2;;;2024-01-05;;;;;12;\r\n";
        let papers = read_papers(list.as_bytes()).expect("a list").papers;
        let shown: Vec<_> = papers.iter().map(|paper| (&*paper.number, paper.kind, paper.lines.len())).collect();
        assert_eq!(shown, [("7", DocumentKind::Invoice, 2), ("8", DocumentKind::CreditNote, 1)]);
        let line = &papers[0].lines[0];
        assert_eq!((line.net.ore(), line.unit_price.map(|price| price.units()), line.payer), (311_550, Some(1_005_000), Municipality::new(101)));
        assert_eq!(papers[0].lines[1].period.map(|period| period.days()), Some(1), "one day");
        assert_eq!(papers[1].lines[0].period, None);
    }

    #[test]
    fn every_faulty_cell_is_named() {
        let list = "invoice,seller,case_id,net,unit,first_day,last_day,payer\n,m,S-1,\"1.185.000\",days,31-01-2024,,999\n7,m,S-1,1,,2024-02-01,2024-01-01,\n";
        let Err(PapersError::Faults(faults)) = read_papers(list.as_bytes()) else { panic!("the list was read") };
        let named: Vec<_> = faults.iter().map(|fault| (fault.row, fault.column, fault.expected)).collect();
        let day = NaiveDate::from_ymd_opt(2024, 1, 31).expect("a day");
        assert_eq!(
            named,
            [
                (1, "invoice", PaperExpected::Present),
                (1, "payer", PaperExpected::Municipality),
                (1, "unit", PaperExpected::Word(Unit::WORDS)),
                (1, "first_day", PaperExpected::ThisDay(day)),
                (1, "net", PaperExpected::Number(2)),
                (2, "last_day", PaperExpected::LaterDay),
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_list() {
        let error = |text: &str| read_papers(text.as_bytes()).expect_err("an error").to_string();
        assert_eq!(error("invoice,seller\n"), "required columns are missing: case_id, net");
        assert_eq!(error("invoice,seller,case_id,net,amount\n"), "there is no column \"amount\"");
        assert_eq!(error("invoice,seller,case_id,net,net\n"), "the column net is there twice");
        assert_eq!(error("invoice,seller,case_id,net\n7,m\n"), "row 1 has 2 cells, the header has 4");
        assert_eq!(error("invoice,seller,case_id,net\n"), "the file holds no rows");
        assert_eq!(error("invoice;seller;case_id;net\n;;;\n;;\n"), "the file holds no rows", "rows without any text are none, however wide");
    }
}
