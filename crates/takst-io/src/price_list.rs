//! Price lists: a row for each version of each price, in CSV or a workbook.

use crate::csv_in::CsvReader;
use crate::error::FileError;
use crate::form::{DateOrder, Form, Forms, Style, form};
use crate::header::Headings;
use crate::input::{self, Format, Input};
use crate::map::TariffMap;
use crate::names::UnknownNames;
use crate::places::{Heading, letters};
use crate::record::{Defect, Refusal};
use crate::table_column::{TableColumn, TableRecord};
use crate::workbook_in::read_sheet;
use std::io::Read;
use takst::{Content, Expected, Finding, TariffCell, TariffColumn, cpr};

/// How a price list is read.
#[derive(Debug, Clone, Default)]
pub struct ListReading {
    /// The sheet of a workbook; `None`: the one with a heading that fits.
    pub sheet: Option<String>,
    /// The order of dates; `None`: that of the map, else only YYYY-MM-DD is read.
    pub dates: Option<DateOrder>,
    /// Which heading is which column, and what words mean.
    pub map: Option<TariffMap>,
}

/// A price list that was read.
#[derive(Debug, Clone)]
pub struct PriceList {
    /// The sheet, of a workbook.
    pub sheet: Option<String>,
    /// Its rows, in order.
    pub rows: Vec<ListRow>,
    /// What is to be known of the file: headings that were understood, rows and columns that are not read.
    pub findings: Vec<Finding>,
    /// What was read.
    pub input: Input,
    headings: Vec<Heading<TariffColumn>>,
}

/// A row of a price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// The line of a text, or the row of a sheet, 1 = first.
    pub line: u64,
    /// Its cells with a value.
    pub cells: Vec<ListCell>,
    /// Why it cannot be read as a row: what stands there, and what would be right.
    pub defect: Option<(String, Expected)>,
}

/// A cell of a price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListCell {
    /// Its column.
    pub column: TariffColumn,
    /// As the file has it.
    pub written: String,
    /// In canonical form; or what would be right, where it can mean two things or is no value of its column.
    pub value: Result<String, Expected>,
}

impl PriceList {
    /// Reads a price list.
    ///
    /// # Errors
    /// The file cannot be read, is no table, or lacks a required column; the map does not fit; the workbook does not have the sheet.
    ///
    /// # Example
    /// ```
    /// use takst_io::{Format, ListReading, PriceList};
    /// let list = "Takster 2024\n\nLeverandør;Ydelse;Lovgrundlag;Enhed;Takst;Gælder fra;Moms;Refusion\n\
    ///     Solgården;Botilbud;SEL § 107;Måned;14.200,00;2024-01-01;fritaget;ingen\n";
    /// let list = PriceList::read(list.as_bytes(), Format::Csv, &ListReading::default())?;
    /// let price = list.rows[0].cells.iter().find(|cell| cell.column.as_str() == "price").expect("a price");
    /// assert_eq!((list.rows[0].line, price.value.as_deref()), (4, Ok("14200.00")));
    /// # Ok::<(), takst_io::FileError>(())
    /// ```
    pub fn read(input: impl Read, format: Format, reading: &ListReading) -> Result<PriceList, FileError> {
        let headings: Headings<'_, TariffColumn> = Headings { map: reading.map.as_ref() };
        let dates = reading.dates.or_else(|| reading.map.as_ref()?.dates);
        let mut notes = UnknownNames::default();
        let mut rows = Vec::new();
        let (sheet, found, tally) = match format {
            Format::JsonLines => return Err(FileError::OnlyTables { option: "takst catalogue import" }),
            Format::Workbook => {
                let (bytes, tally) = input::read_all(input)?;
                let forms = Forms { style: Style::Spreadsheet, dates };
                let read = read_sheet(bytes, reading.sheet.as_deref(), headings, &mut notes, |record, row| rows.push(record.row(row, forms)))?;
                (Some(read.name), read.headings, tally)
            }
            Format::Csv => {
                let opened = input::open(input)?;
                if reading.sheet.is_some() {
                    return Err(FileError::OnlyTables { option: "--sheet" });
                }
                let tally = opened.tally.clone();
                let mut reader = CsvReader::open(opened, headings, &mut notes)?;
                let found = reader.take_headings();
                let forms = Forms { style: reader.style(), dates };
                let mut record = ListRecord::default();
                while reader.read(&mut record, &mut notes)? {
                    rows.push(record.row(reader.line(), forms));
                }
                (None, found, tally)
            }
        };
        if rows.is_empty() {
            return Err(FileError::NoRows);
        }
        Ok(PriceList { sheet, rows, findings: notes.take(), input: tally.input(), headings: found })
    }

    /// The heading of a column as the file has it, and for a workbook the letters of the column; `None`: the file does not have it.
    #[must_use]
    pub fn heading(&self, column: TariffColumn) -> Option<(&str, Option<String>)> {
        let heading = self.headings.iter().find(|heading| heading.column == column)?;
        Some((&heading.text, self.sheet.as_ref().map(|_| letters(heading.at))))
    }
}

/// The cells of a row on their way.
#[derive(Debug, Clone, Default)]
pub struct ListRecord {
    cells: Vec<(TariffColumn, String, Given)>,
    defect: Option<(String, Expected)>,
}

/// How a cell is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    Written,
    Exact,
    Refused(Refusal),
}

impl ListRecord {
    fn row(&self, line: u64, forms: Forms) -> ListRow {
        let cells = self.cells.iter().map(|(column, written, given)| {
            let value = match given {
                Given::Refused(why) => Err(why.right()),
                Given::Exact => in_form(*column, written, Forms { style: Style::Spreadsheet, ..Forms::CANONICAL }, false),
                Given::Written => in_form(*column, written, forms, true),
            };
            ListCell { column: *column, written: cpr::masked(written).into_owned(), value }
        });
        ListRow { line, cells: cells.collect(), defect: self.defect.clone() }
    }

    fn push(&mut self, column: TariffColumn, text: &str, given: Given) {
        // A line break in a cell of a workbook is there for the eye.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() || given != Given::Written {
            self.cells.push((column, text, given));
        }
    }
}

/// A cell in canonical form.
fn in_form(column: TariffColumn, written: &str, forms: Forms, is_text: bool) -> Result<String, Expected> {
    if cpr::masked(written) != written {
        return Err(Expected::NoCpr);
    }
    if let TariffCell::OneOf(words) = column.cell() {
        return column.word(written).map(str::to_owned).ok_or(Expected::OneOf(words));
    }
    if column.content() == Content::Number && !is_text {
        return Ok(written.to_owned());
    }
    match form(column, written, forms) {
        Form::AsWritten => Ok(written.to_owned()),
        Form::Canonical(canonical) => Ok(canonical),
        Form::Refused(expected) => Err(expected),
    }
}

impl TableRecord for ListRecord {
    type Column = TariffColumn;

    fn clear(&mut self) {
        self.cells.clear();
        self.defect = None;
    }

    fn cell(&mut self, column: TariffColumn, text: &str) {
        self.push(column, text, Given::Written);
    }

    fn exact(&mut self, column: TariffColumn, text: &str) {
        if !text.trim().is_empty() {
            self.push(column, text, Given::Exact);
        }
    }

    fn refused(&mut self, column: TariffColumn, text: &str, why: Refusal) {
        self.push(column, text, Given::Refused(why));
    }

    fn malformed(&mut self, defect: Defect, value: &str) {
        self.defect.get_or_insert_with(|| (cpr::shown(value, LONGEST_EXCERPT), defect.expected()));
    }

    fn is_malformed(&self) -> bool {
        self.defect.is_some()
    }

    fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.defect.is_none()
    }

    /// Numbers and at most a word of a total: neither a unit nor a first day, without which no price can be.
    fn is_total(&self) -> bool {
        let has = |column: TariffColumn| self.cells.iter().any(|(of, ..)| *of == column);
        let is_number = |(column, ..): &(TariffColumn, String, Given)| column.content() == Content::Number;
        self.cells.iter().any(is_number) && self.cells.len() <= 2 && !has(TariffColumn::Unit) && !has(TariffColumn::From)
    }
}

/// Characters of a row that are shown when it is none.
const LONGEST_EXCERPT: usize = 80;

impl TableColumn for TariffColumn {
    type Record = ListRecord;

    const ALL: &'static [TariffColumn] = TariffColumn::ALL;
    const REQUIRED: &'static [TariffColumn] = &TariffColumn::REQUIRED;

    fn name(self) -> &'static str {
        self.as_str()
    }

    fn danish(self) -> &'static [&'static str] {
        TariffColumn::danish(self)
    }

    fn headings(self) -> impl Iterator<Item = String> {
        TariffColumn::headings(self)
    }

    fn of_heading(heading: &str) -> Option<TariffColumn> {
        TariffColumn::from_heading(heading)
    }

    fn content(self) -> Content {
        TariffColumn::content(self)
    }

    fn word(self, text: &str) -> Option<&'static str> {
        TariffColumn::word(self, text)
    }

    fn fault(self, value: &str) -> Option<(String, Expected)> {
        let exact = Forms { style: Style::Spreadsheet, ..Forms::CANONICAL };
        in_form(self, value.trim(), exact, true).err().map(|expected| (cpr::masked(value).into_owned(), expected))
    }

    fn is_reference(self) -> bool {
        false
    }

    fn is_last_day(self) -> bool {
        self == TariffColumn::To
    }

    fn refuse_other(_: &[&str]) -> Result<(), FileError> {
        Ok(())
    }
}
