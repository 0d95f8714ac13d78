//! The data that is priced for time.

use std::fmt::Write;
use takst::{Book, Citizen, KnownAsOf, Policy};
use takst_io::{CaseFile, CaseReader, Format};

/// The book of the built-in catalogue.
///
/// # Panics
/// The built-in catalogue is not in order.
#[must_use]
pub fn book() -> Book {
    Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound")
}

/// A citizen with one case of one course that fills twelve months: twelve lines.
///
/// # Panics
/// The reader does not read it.
#[must_use]
pub fn year() -> Citizen {
    let text = "case_id,service,first_day,last_day,payer\nY,mandecentret/efterforsorg,2022-01-01,2022-12-31,101\n";
    let file = CaseReader::open(text.as_bytes(), Format::Csv).and_then(|mut reader| CaseFile::read(&mut reader)).expect("a file in order");
    file.citizen_of_case("Y").expect("the case is there")
}

/// A CSV file of as many rows, of the kinds of price there are: each citizen has a row by day over a month's end, one by the hour and an agreed price.
///
/// # Panics
/// Never: memory can be written to.
#[must_use]
pub fn case_file(rows: usize) -> String {
    let mut text =
        String::from("case_id,citizen_id,row_id,service,first_day,last_day,payer,hours,unit_price,unit,own_payment_per_day,prior_stay_to\n");
    for row in 0..rows {
        let (citizen, payer) = (row / 3, 101 + row / 3 % 700);
        let day = 1 + citizen % 28;
        let cells = match row % 3 {
            0 => format!("mandecentret/efterforsorg-basis,2024-01-{day:02},2024-03-{day:02},{payer},,,,0,"),
            1 => format!("livarehab/mentor-samtaler,2024-02-01,2024-02-29,{payer},{day}.25,,,,"),
            _ => format!("livarehab/individuelt-forloeb,2024-01-{day:02},2024-02-{day:02},{payer},,15000.00,month,,"),
        };
        writeln!(text, "C{row},P{citizen},r{row},{cells}").expect("memory can be written to");
    }
    text
}
