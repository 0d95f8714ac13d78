//! Lines of the batch are the core's, column by column.

use arrow_array::{ArrayRef, Date32Array, RecordBatch, StringArray};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use std::sync::Arc;
use takst::{Book, Column, Knowledge, Policy, Request};
use takst_batch::{Batch, Grouping, LineColumn, LineOptions};
use takst_io::{CaseFile, RawRecord};

type Row = [&'static str; 5];

fn days(texts: impl Iterator<Item = &'static str>) -> ArrayRef {
    let day =
        |text: &str| text.parse::<chrono::NaiveDate>().ok().map(|day| day.signed_duration_since(chrono::NaiveDate::default()).num_days() as i32);
    Arc::new(texts.map(day).collect::<Date32Array>())
}

fn input(rows: &[Row]) -> RecordBatch {
    let texts = |i: usize| -> ArrayRef { Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row[i]))) };
    let columns = [
        ("case_id", texts(0)),
        ("service", texts(1)),
        ("first_day", days(rows.iter().map(|r| r[2]))),
        ("last_day", days(rows.iter().map(|r| r[3]))),
        ("payer", texts(4)),
    ];
    RecordBatch::try_from_iter(columns).expect("columns of one length")
}

/// Every line as text, by the core alone.
fn by_core(book: &Book, rows: &[Row]) -> Vec<Vec<String>> {
    let mut file = CaseFile::collected();
    let columns = [Column::CaseId, Column::Service, Column::FirstDay, Column::LastDay, Column::Payer];
    for (number, row) in (1..).zip(rows) {
        let mut raw = RawRecord::default();
        columns.iter().zip(row).for_each(|(column, text)| raw.cell(*column, text));
        file.push(&raw, number).expect("few rows");
    }
    let mut lines = Vec::new();
    let statement = |statement: takst::Statement| {
        for line in statement.lines() {
            let text = |column: &LineColumn| {
                let mut text = String::new();
                column.write(&statement, line, &mut text).expect("memory can be written to");
                text
            };
            lines.push(LineColumn::ALL.iter().map(text).collect());
        }
        Ok::<(), ()>(())
    };
    file.price(book, &Request::ALL, |_| {}, statement).expect("nothing fails");
    lines
}

fn by_batch(batch: &Batch, rows: &[Row], options: &LineOptions) -> Vec<Vec<String>> {
    let collected = batch.lines([Ok(input(rows))], &Request::ALL, options).collect_all().expect("a run in order");
    let mut lines = Vec::new();
    for batch in &collected.lines {
        let format = FormatOptions::default();
        let columns: Vec<_> = batch.columns().iter().map(|c| ArrayFormatter::try_new(c, &format).expect("a printable type")).collect();
        lines.extend((0..batch.num_rows()).map(|row| columns.iter().map(|c| c.value(row).to_string()).collect::<Vec<_>>()));
    }
    lines
}

/// Decimals as numbers: the text of a line drops zeros that a column keeps.
fn plain(lines: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let trim = |text: String| {
        if text.contains('.') && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text
        }
    };
    lines.into_iter().map(|line| line.into_iter().map(trim).collect()).collect()
}

#[test]
fn a_few_rows() {
    let book = Arc::new(Book::compile(takst_catalogue::builtin(), &Policy::default(), Knowledge::Latest).expect("sound"));
    let batch = Batch::new(book.clone()).expect("prices fit");
    let rows: Vec<Row> = vec![
        ["A", "mandecentret/efterforsorg", "2022-01-01", "2022-12-31", "101"],
        ["B", "mandecentret/efterforsorg-basis", "2023-04-10", "2024-04-10", "147"],
        ["C", "pensionatet/cti", "2020-03-01", "2020-07-15", "101"],
        ["D", "livarehab/virksomhedspraktik-arbejdsmarked", "2023-01-05", "2023-03-08", "751"],
        ["E", "livarehab/virksomhedspraktik-arbejdsmarked", "2023-01-07", "2023-01-20", "751"],
        ["F", "livarehab/mentor-samtaler", "2023-01-07", "2023-01-20", "751"],
        ["G", "mandecentret/efterforsorg-basis", "2023-02-10", "2024-04-10", "147"],
        ["H", "mandecentret/efterforsorg-basis", "2023-05-05", "2023-05-05", "147"],
        ["H", "mandecentret/efterforsorg-udvidet", "2023-05-06", "2023-06-05", "147"],
        ["I", "livarehab/virksomhedspraktik-arbejdsmarked", "2023-01-07", "2023-01-07", "751"],
    ];
    for grouping in [Grouping::ByCitizen, Grouping::None] {
        for threads in [1, 2] {
            let mut options = LineOptions::default();
            options.run.grouping = grouping;
            options.run.threads = std::num::NonZeroUsize::new(threads);
            let (core, columns) = (plain(by_core(&book, &rows)), plain(by_batch(&batch, &rows, &options)));
            assert_eq!(core.len(), columns.len());
            for (a, b) in core.iter().zip(&columns) {
                assert_eq!(a, b);
            }
        }
    }
}
