//! The stream of lines: a few rows as the core prices them, and how a stream ends. What random files come to is compared in `tests/compare/batch`.

use arrow_array::{ArrayRef, Date32Array, RecordBatch, StringArray};
use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::ArrowError;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};
use takst::{Book, Column, KnownAsOf, Policy, ReportingPeriod};
use takst_batch::{Batch, BatchError, Flow, Grouping, LineColumn, LineOptions, OnProgress, TotalOptions, lines_schema};
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
                takst_io::write_column(*column, &statement, line, &mut text).expect("memory can be written to");
                text
            };
            lines.push(LineColumn::ALL.iter().map(text).collect());
        }
        Ok::<(), ()>(())
    };
    file.price(book, &ReportingPeriod::ALL, |_| {}, statement).expect("nothing fails");
    lines
}

fn book() -> Arc<Book> {
    Arc::new(Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("sound"))
}

fn by_batch(batch: &Batch, rows: &[Row], options: &LineOptions) -> Vec<Vec<String>> {
    let collected = batch.lines([Ok(input(rows))], &ReportingPeriod::ALL, options).collect_all().expect("a run in order");
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
    let book = book();
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
            options.run.threads = NonZeroUsize::new(threads);
            let (core, columns) = (plain(by_core(&book, &rows)), plain(by_batch(&batch, &rows, &options)));
            assert_eq!(core.len(), columns.len());
            for (a, b) in core.iter().zip(&columns) {
                assert_eq!(a, b);
            }
        }
    }
}

/// Batches of a thousand rows each, the last row of each of an unknown service.
fn many(batches: usize) -> Vec<Result<RecordBatch, ArrowError>> {
    let of = |number: usize| {
        let cases: ArrayRef = Arc::new(StringArray::from_iter_values((0..1000).map(|row| format!("S{number:03}-{row:03}"))));
        let service = |row| if row == 999 { "ingen/ydelse" } else { "mandecentret/efterforsorg-basis" };
        let text = |text: &'static str| -> ArrayRef { Arc::new(StringArray::from(vec![text; 1000])) };
        let columns = [
            ("case_id", cases),
            ("service", Arc::new(StringArray::from_iter_values((0..1000).map(service))) as ArrayRef),
            ("first_day", days(std::iter::repeat_n("2023-05-01", 1000))),
            ("last_day", days(std::iter::repeat_n("2023-05-31", 1000))),
            ("payer", text("101")),
        ];
        Ok(RecordBatch::try_from_iter(columns).expect("columns of one length"))
    };
    (0..batches).map(of).collect()
}

fn options(threads: usize, grouping: Grouping) -> LineOptions {
    let mut options = LineOptions::default();
    options.run.threads = NonZeroUsize::new(threads);
    options.run.grouping = grouping;
    options
}

/// Every way to run: on the caller's thread and on others, grouped and not.
fn ways() -> impl Iterator<Item = LineOptions> {
    (1..4).flat_map(|threads| [Grouping::ByCitizen, Grouping::None].map(|grouping| options(threads, grouping)))
}

#[test]
fn a_stream_stops_when_it_is_asked_to() {
    let batch = Batch::new(book()).expect("prices fit");
    for options in ways() {
        let mut seen = Vec::new();
        let (said, heard) = std::sync::mpsc::channel();
        let stream = batch.lines(many(20), &ReportingPeriod::ALL, &options).on_progress(move |progress| {
            said.send(progress.rows).expect("somebody listens");
            if progress.rows >= 3000 { Flow::Stop } else { Flow::Continue }
        });
        for item in stream {
            seen.push(item.map(|lines| lines.num_rows()));
        }
        assert!(matches!(seen.pop(), Some(Err(BatchError::Stopped))));
        assert!(seen.iter().all(Result::is_ok), "nothing follows an error");
        let told: Vec<u64> = heard.iter().collect();
        assert!(told.is_sorted() && told.last().is_some_and(|rows| (3000..20_000).contains(rows)), "{told:?}");
    }
}

#[test]
fn a_run_stops_in_the_middle_of_a_piece() {
    let batch = Batch::new(book()).expect("prices fit");
    // Every citizen has two rows, which the core prices: they are one piece, and counted when that is done.
    let batches: Vec<RecordBatch> = many(1).into_iter().collect::<Result<_, _>>().expect("as they were made");
    let twice: Vec<usize> = (0..2000).map(|row| row / 2).collect();
    let twice = arrow_select::interleave::interleave_record_batch(&[&batches[0]], &twice.iter().map(|row| (0, *row)).collect::<Vec<_>>());
    let twice = twice.expect("rows of the batch");
    for grouping in [Grouping::ByCitizen, Grouping::None] {
        let told = Arc::new(Mutex::new(Vec::new()));
        let tell = told.clone();
        let tell: OnProgress = Box::new(move |progress| {
            tell.lock().expect("no panic").push(progress.rows);
            Flow::Stop
        });
        let options = TotalOptions { run: options(1, grouping).run, ..TotalOptions::default() };
        let totals = batch.totals_watched([Ok(twice.clone())], &ReportingPeriod::ALL, &options, None, Some(tell));
        assert!(matches!(totals, Err(BatchError::Stopped)));
        assert_eq!(*told.lock().expect("no panic"), [0]);
    }
}

#[test]
fn a_stream_that_is_dropped_ends_its_threads() {
    let batch = Batch::new(book()).expect("prices fit");
    for options in ways() {
        let mut stream = batch.lines(many(20), &ReportingPeriod::ALL, &options);
        assert!(stream.next().is_some_and(|lines| lines.is_ok()));
        drop(stream);
        drop(batch.lines(many(2), &ReportingPeriod::ALL, &options));
    }
}

#[test]
fn a_stream_that_is_stopped_holds_nothing_of_its_input() {
    let batch = Batch::new(book()).expect("prices fit");
    // Last days in memory whose holders can be counted.
    let days: Arc<Vec<i32>> = Arc::new(vec![19_500; 1000]);
    let held = |rows: RecordBatch| {
        let bytes = days.len() * size_of::<i32>();
        let start = std::ptr::NonNull::new(days.as_ptr().cast_mut().cast()).expect("a vector");
        // The buffer holds the vector, which nobody changes.
        let buffer = unsafe { Buffer::from_custom_allocation(start, bytes, days.clone()) };
        let last_day = Date32Array::new(ScalarBuffer::new(buffer, 0, days.len()), None);
        let mut columns = rows.columns().to_vec();
        columns[rows.schema().index_of("last_day").expect("a column")] = Arc::new(last_day);
        RecordBatch::try_new(rows.schema(), columns)
    };
    for mut options in ways() {
        for threads in [1, 3, 100_000] {
            options.run.threads = NonZeroUsize::new(threads);
            let input: Vec<_> = many(20).into_iter().map(|rows| held(rows.expect("as it was made"))).collect();
            assert_eq!(Arc::strong_count(&days), 21);
            let mut stream = batch.lines(input, &ReportingPeriod::ALL, &options);
            assert!(stream.next().is_some_and(|lines| lines.is_ok()));
            stream.stop();
            assert_eq!(Arc::strong_count(&days), 1, "{threads} threads");
            assert!(stream.next().is_none());
        }
    }
}

#[test]
fn input_that_fails_ends_the_stream_after_what_was_read_before() {
    let batch = Batch::new(book()).expect("prices fit");
    for threads in 1..4 {
        let mut input = many(6);
        input.insert(4, Err(ArrowError::IpcError("the network is gone".to_owned())));
        let mut stream = batch.lines(input, &ReportingPeriod::ALL, &options(threads, Grouping::ByCitizen));
        let mut lines = 0;
        let error = loop {
            match stream.next().expect("the error comes before the end") {
                Ok(batch) => lines += batch.num_rows(),
                Err(error) => break error,
            }
        };
        assert!(matches!(&error, BatchError::Input(ArrowError::IpcError(text)) if text == "the network is gone"), "{error}");
        // The citizen of the last row could have had more rows.
        assert!((3900..4000).contains(&lines), "{lines}");
        assert!(stream.next().is_none());
        assert_eq!(stream.summary().lines, lines as u64);
    }
}

#[test]
fn refused_cases_are_taken_at_any_time_each_once_and_said_in_any_words() {
    let batch = Batch::new(book()).expect("prices fit");
    for options in ways() {
        let mut stream = batch.lines(many(5), &ReportingPeriod::ALL, &options).say_with(|finding| format!("{} her", finding.code));
        assert_eq!(*stream.schema(), lines_schema(&options));
        let mut told = Vec::new();
        let mut take = |problems: RecordBatch| {
            let text = |name: &str| problems.column_by_name(name).expect("a column").clone();
            let format = FormatOptions::default();
            let columns = ["case_id", "code", "message"].map(text);
            let texts = columns.each_ref().map(|column| ArrayFormatter::try_new(column, &format).expect("text"));
            told.extend((0..problems.num_rows()).map(|row| texts.each_ref().map(|text| text.value(row).to_string()).join(" ")));
        };
        while let Some(lines) = stream.next() {
            lines.expect("sound input");
            take(stream.take_refused().expect("little text"));
        }
        take(stream.take_refused().expect("little text"));
        take(stream.take_refused().expect("nothing is left"));
        let wanted: Vec<String> = (0..5).map(|number| format!("S{number:03}-999 service.unknown service.unknown her")).collect();
        assert_eq!(told, wanted);
        assert_eq!((stream.summary().rows, stream.summary().cases, stream.summary().refused), (5000, 5000, 5));
    }
}

#[test]
fn no_rows_have_no_lines() {
    let batch = Batch::new(book()).expect("prices fit");
    for options in ways() {
        for input in [Vec::new(), vec![many(1).remove(0).map(|rows| rows.slice(0, 0))]] {
            let collected = batch.lines(input, &ReportingPeriod::ALL, &options).collect_all().expect("no rows are no error");
            assert!(collected.lines.is_empty() && collected.refused.num_rows() == 0 && collected.summary.rows == 0);
        }
    }
}
