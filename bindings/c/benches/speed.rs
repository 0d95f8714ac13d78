//! What the doors cost beside the core: one period by plain values, and a million rows as columns. `cargo bench -p takst-c`.
//!
//! Both sides are called in turns and the quickest turn of each counts, so that a busy machine says as little as possible.

use arrow_array::{ArrayRef, Date32Array, DictionaryArray, Int64Array, types::Int32Type};
use std::hint::black_box;
use std::ptr;
use std::sync::Arc;
use std::time::Instant;
use takst::{Book, Case, Citizen, Column, KnownAsOf, Policy, ReportingPeriod, RowDraft};
use takst_batch::exchange::{FFI_ArrowArray, FFI_ArrowArrayStream, RecordBatch, RecordBatchIterator};
use takst_batch::{Batch, Grouping, LineOptions};
use takst_c::*;

const CALLS: u32 = 20_000;
const TURNS: u32 = 15;
const ROWS: i64 = 1_000_000;

fn main() {
    let mut handle = ptr::null_mut();
    assert_eq!(unsafe { takst_book_new(ptr::null(), ptr::null(), 0, &raw mut handle, ptr::null_mut()) }, TakstStatus::Ok);
    let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("sound");
    let periods: [(&str, &str, &str, Option<&str>); 3] = [
        ("mandecentret/efterforsorg-basis", "2023-03-20", "2023-04-10", None),
        ("mandecentret/efterforsorg-basis", "2023-05-01", "2023-05-31", None),
        ("pensionatet/cti", "2020-03-01", "2020-08-31", Some("2020-02-29")),
    ];
    for period in periods {
        one_period(&book, handle, period);
    }
    columns(&book, handle);
    unsafe { takst_book_free(handle) };
}

fn one_period(book: &Book, handle: *const TakstBook, (service, first, last, prior): (&str, &str, &str, Option<&str>)) {
    let mut row = RowDraft::new(1);
    let cells = [(Column::CaseId, "row"), (Column::Service, service), (Column::FirstDay, first), (Column::LastDay, last), (Column::Payer, "101")];
    cells.into_iter().chain(prior.map(|day| (Column::PriorStayTo, day))).for_each(|(column, text)| row.set(column, text));
    let citizen = Citizen { id: "row".into(), cases: vec![Case { id: "row".into(), rows: vec![row.finish().row] }] };
    let number = |day: &str| day.replace('-', "").parse::<i32>().expect("a day");
    let mut row = TakstRow::init();
    let id = service.as_ptr().cast();
    assert_eq!(unsafe { takst_book_service(handle, id, service.len(), &raw mut row.service, ptr::null_mut()) }, TakstStatus::Ok);
    (row.payer, row.first_day, row.last_day, row.prior_stay_to) = (101, number(first), number(last), prior.map_or(0, number));
    let mut lines = [TakstLine::init(); 32];
    let mut needed = 0;
    let (mut core, mut door) = (u128::MAX, u128::MAX);
    for _ in 0..TURNS {
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(book.price(black_box(&citizen), &ReportingPeriod::ALL));
        }
        core = core.min(start.elapsed().as_nanos());
        let start = Instant::now();
        for _ in 0..CALLS {
            let status =
                unsafe { takst_book_price(handle, black_box(&raw const row), lines.as_mut_ptr(), lines.len(), &raw mut needed, ptr::null_mut()) };
            assert!(status == TakstStatus::Ok);
        }
        door = door.min(start.elapsed().as_nanos());
    }
    let (core, door) = (core / u128::from(CALLS), door / u128::from(CALLS));
    println!("{service} {first} to {last}, {needed} lines: core {core} ns, plain values {door} ns, {} ns more", door.saturating_sub(core));
}

/// Cases of one to sixty days, in batches of 64 Ki rows.
fn cases() -> Vec<RecordBatch> {
    const BATCH: i64 = 1 << 16;
    let some = |first: i64| {
        let rows = first..(first + BATCH).min(ROWS);
        let begin = |row: i64| 19_450 + i32::try_from(row * 7919 % 600).unwrap_or(0);
        let end = |row: i64| begin(row) + i32::try_from(row * 104_729 % 60).unwrap_or(0);
        let services = ["mandecentret/efterforsorg-basis", "mandecentret/efterforsorg-udvidet"];
        let service: DictionaryArray<Int32Type> = rows.clone().map(|row| services[usize::from(row % 2 == 0)]).collect();
        let columns: [(&str, ArrayRef); 5] = [
            ("case_id", Arc::new(Int64Array::from_iter_values(rows.clone()))),
            ("service", Arc::new(service)),
            ("first_day", Arc::new(Date32Array::from_iter_values(rows.clone().map(begin)))),
            ("last_day", Arc::new(Date32Array::from_iter_values(rows.clone().map(end)))),
            ("payer", Arc::new(Int64Array::from_iter_values(rows.map(|_| 101)))),
        ];
        RecordBatch::try_from_iter(columns).expect("columns of one length")
    };
    (0..ROWS).step_by(1 << 16).map(some).collect()
}

fn columns(book: &Book, handle: *const TakstBook) {
    let batch = Batch::new(Arc::new(book.clone())).expect("prices that fit");
    let mut own = ptr::null_mut();
    assert_eq!(unsafe { takst_batch_new(handle, &raw mut own, ptr::null_mut()) }, TakstStatus::Ok);
    let cases = cases();
    let mut options = LineOptions::default();
    options.run.grouping = Grouping::ByCitizen;
    let (mut rust, mut door) = (u128::MAX, u128::MAX);
    let mut counts = (0, 0);
    for _ in 0..7 {
        let start = Instant::now();
        counts.0 =
            batch.lines(cases.clone().into_iter().map(Ok), &ReportingPeriod::ALL, &options).map(|lines| lines.expect("lines").num_rows()).sum();
        rust = rust.min(start.elapsed().as_micros());
        let start = Instant::now();
        counts.1 = through_c(own, cases.clone());
        door = door.min(start.elapsed().as_micros());
    }
    assert_eq!(counts.0, counts.1, "the same lines");
    let hundredths = door * 100 / rust.max(1);
    println!("{ROWS} rows, {} lines, all columns: Rust {rust} µs, columns {door} µs, {}.{:02} times", counts.0, hundredths / 100, hundredths % 100);
    unsafe { takst_batch_free(own) };
}

fn through_c(batch: *const TakstBatch, cases: Vec<RecordBatch>) -> usize {
    let mut options = TakstBatchOptions::init();
    options.grouping = TakstGrouping::ByCitizen as u32;
    let schema = cases[0].schema();
    let mut stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(cases.into_iter().map(Ok), schema)));
    let (mut lines, mut out) = (ptr::null_mut(), FFI_ArrowArrayStream::empty());
    unsafe {
        assert_eq!(takst_batch_lines(batch, &raw mut stream, &raw const options, &raw mut lines, ptr::null_mut()), TakstStatus::Ok);
        assert_eq!(takst_lines_stream(lines, &raw mut out, ptr::null_mut()), TakstStatus::Ok);
        let count = pulled(&mut out);
        assert_eq!(takst_lines_status(lines, ptr::null_mut()), TakstStatus::Ok);
        takst_lines_free(lines);
        count
    }
}

/// Rows of a stream, pulled and released as C does it; a reader of another library's adds what it makes of them.
fn pulled(stream: &mut FFI_ArrowArrayStream) -> usize {
    let get_next = stream.get_next().expect("a stream");
    let next = || {
        let mut some = FFI_ArrowArray::empty();
        assert_eq!(unsafe { get_next(stream, &raw mut some) }, 0, "a batch or the end");
        (!some.is_released()).then(|| some.len())
    };
    std::iter::from_fn(next).sum()
}
