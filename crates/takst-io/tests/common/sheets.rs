//! Workbooks made for tests, and files read with options.

use crate::common::{Kept, book};
use rust_xlsxwriter::{Format as CellFormat, Formula, Workbook, Worksheet};
use takst::ReportingPeriod;
use takst_io::{CaseReader, FileError, Format, Grouping, Reading, RunError, price_opened};

/// A cell of a sheet.
#[derive(Debug, Clone, Copy)]
pub enum C<'a> {
    /// Nothing.
    No,
    /// Text.
    T(&'a str),
    /// A number, as it is typed.
    N(&'a str),
    /// A date that is one.
    D(&'a str),
    /// Yes or no.
    B(bool),
    /// A formula and its stored value.
    F(&'a str, &'a str),
}

pub const HEADING: [C<'static>; 8] = [
    C::T("Sagsnummer"),
    C::T("Ydelse"),
    C::T("Startdato"),
    C::T("Slutdato"),
    C::T("Betalingskommune"),
    C::T("Timer"),
    C::T("Aftalt pris"),
    C::T("Enhed"),
];

/// Four cases, their net worked out by hand: 31 × 545 = 16,895.00 (S-1); 10 × 545 = 5,450.00 (S-2); an agreed 14,250.00 (S-3); 12.5 × 500 = 6,250.00 (S-4).
pub fn rows() -> Vec<Vec<C<'static>>> {
    use C::{D, N, No, T};
    vec![
        vec![T("S-1"), T("mandecentret/efterforsorg"), D("2022-03-01"), D("2022-03-31"), T("Aarhus"), No, No, No],
        vec![T("S-2"), T("mandecentret/efterforsorg"), D("2022-04-01"), D("2022-04-10"), N("101"), No, No, No],
        vec![T("S-3"), T("livarehab/individuelt-forloeb"), D("2019-03-01"), D("2019-03-31"), T("København"), No, N("14250"), T("måned")],
        vec![T("S-4"), T("livarehab/mentor-samtaler"), D("2019-03-05"), D("2019-03-05"), T("Aarhus Kommune"), N("12.5"), No, No],
    ]
}

/// What each of the four costs.
pub const NET: [(&str, &str); 4] = [("S-1", "16895.00"), ("S-2", "5450.00"), ("S-3", "14250.00"), ("S-4", "6250.00")];

/// The heading and the four cases.
pub fn table() -> Vec<Vec<C<'static>>> {
    [HEADING.to_vec()].into_iter().chain(rows()).collect()
}

pub fn fill(sheet: &mut Worksheet, table: &[Vec<C<'_>>]) {
    let date = CellFormat::new().set_num_format("dd-mm-yyyy");
    for (row, cells) in (0..).zip(table) {
        for (column, cell) in (0..).zip(cells) {
            let written = match cell {
                C::No => continue,
                C::T(text) => sheet.write_string(row, column, *text),
                C::N(number) => sheet.write_number(row, column, number.parse::<f64>().expect("a number")),
                C::D(day) => {
                    sheet.write_datetime_with_format(row, column, rust_xlsxwriter::ExcelDateTime::parse_from_str(day).expect("a day"), &date)
                }
                C::B(truth) => sheet.write_boolean(row, column, *truth),
                C::F(formula, value) => sheet.write_formula(row, column, Formula::new(*formula).set_result(*value)),
            };
            written.expect("a cell");
        }
    }
}

/// A workbook of one sheet.
pub fn xlsx(table: &[Vec<C<'_>>]) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet(), table);
    book.save_to_buffer().expect("a workbook")
}

pub fn read(file: &[u8], format: Format, reading: &Reading) -> Result<Kept, FileError> {
    let reader = CaseReader::open_with(std::io::Cursor::new(file.to_vec()), format, reading)?;
    let mut kept = Kept::default();
    match price_opened(&book(), &ReportingPeriod::ALL, reader, Grouping::None, &mut kept) {
        Ok(_) => Ok(kept),
        Err(RunError::File(error)) => Err(error),
        Err(RunError::Output(error)) => panic!("the sink failed: {error}"),
    }
}

pub fn workbook(file: &[u8]) -> Kept {
    read(file, Format::Workbook, &Reading::default()).expect("a workbook")
}

/// Each case with its net; `refused` where it is.
pub fn nets(kept: &Kept) -> Vec<(String, String)> {
    let net = |statement: &takst::Statement| if statement.is_refused() { "refused".to_owned() } else { statement.totals().net.to_string() };
    kept.statements.iter().map(|statement| (statement.case_id.to_string(), net(statement))).collect()
}

pub fn are(kept: &Kept, expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> = expected.iter().map(|(case, net)| ((*case).to_owned(), (*net).to_owned())).collect();
    assert_eq!(nets(kept), expected, "{:?}", kept.faults());
}

/// `code value` of every finding of the file.
pub fn notes(kept: &Kept) -> Vec<String> {
    kept.file_findings.iter().map(|finding| format!("{} {}", finding.code, finding.value).trim().to_owned()).collect()
}
