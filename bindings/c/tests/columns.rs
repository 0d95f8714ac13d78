//! Columns that come out of the C library are those of the Rust batch call, value for value, in every type they can have.

use arrow_array::{ArrayRef, Date32Array, Int64Array, StringArray};
use std::ptr;
use std::sync::Arc;
use takst::{Book, KnownAsOf, Policy, ReportingPeriod};
use takst_batch::exchange::{FFI_ArrowArrayStream, RecordBatch, RecordBatchIterator, RecordBatchStreamReader, same_rows};
use takst_batch::{Batch, Grouping, LineOptions, Money, Text};
use takst_c::*;

const ROWS: i64 = 3_000;

/// Stays of one to sixty days, every third with a reference of its own.
fn cases() -> RecordBatch {
    let begin = |row: i64| 19_450 + i32::try_from(row * 7919 % 600).expect("a day");
    let columns: [(&str, ArrayRef); 6] = [
        ("case_id", Arc::new((0..ROWS).map(|row| Some(format!("S-{row}"))).collect::<StringArray>())),
        ("row_id", Arc::new((0..ROWS).map(|row| (row % 3 == 0).then(|| format!("R-{row}"))).collect::<StringArray>())),
        (
            "service",
            Arc::new(
                (0..ROWS)
                    .map(|row| Some(["mandecentret/efterforsorg-udvidet", "mandecentret/efterforsorg-basis"][usize::from(row % 2 == 0)]))
                    .collect::<StringArray>(),
            ),
        ),
        ("first_day", Arc::new((0..ROWS).map(|row| Some(begin(row))).collect::<Date32Array>())),
        ("last_day", Arc::new((0..ROWS).map(|row| Some(begin(row) + i32::try_from(row % 60).expect("days"))).collect::<Date32Array>())),
        ("payer", Arc::new((0..ROWS).map(|_| Some(101)).collect::<Int64Array>())),
    ];
    RecordBatch::try_from_iter(columns).expect("columns of one length")
}

/// All lines as C gets them.
fn through_c(money: TakstMoney, words: TakstWords) -> Vec<RecordBatch> {
    let mut options = TakstBatchOptions::init();
    options.grouping = TakstGrouping::ByCitizen as u32;
    (options.money, options.words) = (money as u32, words as u32);
    let cases = cases();
    let schema = cases.schema();
    let mut input = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(cases)], schema)));
    let (mut book, mut batch, mut lines, mut stream) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut(), FFI_ArrowArrayStream::empty());
    unsafe {
        assert_eq!(takst_book_new(ptr::null(), ptr::null(), 0, &raw mut book, ptr::null_mut()), TakstStatus::Ok);
        assert_eq!(takst_batch_new(book, &raw mut batch, ptr::null_mut()), TakstStatus::Ok);
        assert_eq!(takst_batch_lines(batch, &raw mut input, &raw const options, &raw mut lines, ptr::null_mut()), TakstStatus::Ok);
        assert_eq!(takst_lines_stream(lines, &raw mut stream, ptr::null_mut()), TakstStatus::Ok);
        takst_lines_free(lines);
        takst_batch_free(batch);
        takst_book_free(book);
    }
    RecordBatchStreamReader::try_new(stream).expect("a stream").map(|lines| lines.expect("lines")).collect()
}

#[test]
fn they_are_the_lines_of_the_batch_call() {
    let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("sound");
    let batch = Batch::new(Arc::new(book)).expect("prices that fit");
    for (money, text, own_money, own_words) in [
        (Money::Decimal64, Text::Dictionary, TakstMoney::Decimal64, TakstWords::Dictionary),
        (Money::Decimal128, Text::Plain, TakstMoney::Decimal128, TakstWords::Plain),
    ] {
        let mut options = LineOptions { money, text, ..LineOptions::default() };
        options.run.grouping = Grouping::ByCitizen;
        let lines = batch.lines([Ok(cases())], &ReportingPeriod::ALL, &options).map(|lines| lines.expect("lines")).collect::<Vec<_>>();
        let given = through_c(own_money, own_words);
        assert!(lines.iter().map(RecordBatch::num_rows).sum::<usize>() >= usize::try_from(ROWS).expect("rows"));
        assert_eq!(given[0].schema(), lines[0].schema());
        assert!(same_rows(&given, &lines), "{money:?} {text:?}");
    }
}
