//! Amounts of more digits than their column: an error that names the column, never a wrap and never a panic.

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use chrono::NaiveDate;
use std::num::NonZeroUsize;
use std::sync::Arc;
use takst::catalogue::{Kind, Service, TariffEnd, TariffStart};
use takst::{Book, Catalogue, KnownAsOf, Policy, ReportingPeriod, UnitPrice};
use takst_batch::{Batch, BatchError, Grouping, LineOptions, TotalOptions};
use takst_compare::wide;

/// The catalogue with one price of one service for all days: none the loader would take.
fn priced(service: &str, price: i64) -> Catalogue {
    let mut catalogue = wide::catalogue();
    let mut services = catalogue.providers.iter_mut().flat_map(|provider| &mut provider.services);
    let found: &mut Service = services.find(|other| other.id == service).expect("a service of the catalogue");
    found.tariffs.truncate(1);
    found.tariffs[0].price = UnitPrice::from_units(price);
    found.tariffs[0].from = TariffStart::On(NaiveDate::from_ymd_opt(2018, 1, 1).expect("a date"));
    found.tariffs[0].to = TariffEnd::Open;
    catalogue
}

fn book(catalogue: &Catalogue) -> Arc<Book> {
    Arc::new(Book::compile(catalogue, &Policy::default(), KnownAsOf::Latest).expect("a catalogue in order"))
}

fn rows(service: &str, days: [&str; 2], more: (&str, &str), count: usize) -> Vec<Result<RecordBatch, ArrowError>> {
    let column = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text; count])) };
    let cases: ArrayRef = Arc::new(StringArray::from_iter_values((0..count).map(|row| format!("S-{row}"))));
    let columns = [
        ("case_id", cases),
        ("service", column(service)),
        ("first_day", column(days[0])),
        ("last_day", column(days[1])),
        ("payer", column("101")),
        (more.0, column(more.1)),
    ];
    vec![Ok(RecordBatch::try_from_iter(columns).expect("columns of one length"))]
}

/// What a run says went out of range.
fn overflow<T>(result: Result<T, BatchError>) -> (&'static str, String) {
    match result.err().expect("an amount out of range") {
        BatchError::Overflow { column, value, digits: 18 } => (column, value),
        other => panic!("{other}"),
    }
}

fn both(batch: &Batch, input: &dyn Fn() -> Vec<Result<RecordBatch, ArrowError>>) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for threads in 1..3 {
        for grouping in [Grouping::ByCitizen, Grouping::None] {
            let (mut lines, mut totals) = (LineOptions::default(), TotalOptions::default());
            lines.run.threads = NonZeroUsize::new(threads);
            lines.run.grouping = grouping;
            totals.run = lines.run.clone();
            found.push(overflow(batch.lines(input(), &ReportingPeriod::ALL, &lines).collect_all()));
            found.push(overflow(batch.totals(input(), &ReportingPeriod::ALL, &totals)));
        }
    }
    found
}

#[test]
fn a_published_price_of_more_digits_is_told_before_anything_is_priced() {
    // 18 digits of a ten-thousandth of a krone are one too many.
    for service in ["skovly/dag", "skovly/uge", "skovly/lige", "boegely/vejledning", "boegely/maaned"] {
        let catalogue = priced(service, 1_000_000_000_000_000_000);
        assert_eq!(overflow(Batch::new(book(&catalogue))), ("unit_price", "1000000000000000000".to_owned()));
        assert!(Batch::new(book(&priced(service, 999_999_999_999_999_900))).is_ok(), "{service}: 18 digits fit");
    }
}

#[test]
fn a_panic_of_the_core_ends_the_run_and_not_the_program() {
    // 9,999.99 hours at 90,000,000,000,000 kroner are more than the core can count in øre, and it says so.
    let service = "boegely/vejledning";
    let batch = Batch::new(book(&priced(service, 900_000_000_000_000_000))).expect("the price fits");
    let input = || rows(service, ["2023-03-01", "2023-03-31"], ("hours", "9999.99"), 5);
    for threads in 1..4 {
        let (mut lines, mut totals) = (LineOptions::default(), TotalOptions::default());
        lines.run.threads = NonZeroUsize::new(threads);
        totals.run = lines.run.clone();
        let mut stream = batch.lines(input(), &ReportingPeriod::ALL, &lines);
        let error = stream.next().expect("an error").expect_err("the core gave up");
        assert!(matches!(&error, BatchError::Worker(said) if said.contains("92 quadrillion")), "{error}");
        assert!(stream.next().is_none(), "after an error the stream has ended");
        let error = batch.totals(input(), &ReportingPeriod::ALL, &totals).expect_err("the core gave up");
        assert!(matches!(&error, BatchError::Worker(said) if said.contains("92 quadrillion")), "{error}");
    }
}

#[test]
fn a_line_of_more_digits_ends_the_run_with_the_name_of_its_column() {
    // 9,999.99 hours at two billion kroner: the price fits, the line does not.
    let service = "boegely/vejledning";
    assert!(wide::catalogue().services().any(|(_, other)| other.id == service && other.kind == Kind::Hour));
    let batch = Batch::new(book(&priced(service, 20_000_000_000_000_000))).expect("the price fits");
    let input = || rows(service, ["2023-03-01", "2023-03-31"], ("hours", "9999.99"), 3);
    for (column, value) in both(&batch, &input) {
        assert_eq!((column, value.as_str()), ("net", "1999998000000000000"));
    }
}

#[test]
fn a_total_of_more_digits_ends_the_run_with_the_name_of_its_column() {
    // The line of a month fits, so many of them do not: of rows that are counted, of rows added line by line, of rows that the core prices.
    let service = "skovly/dag";
    for (units, digits) in [(9_000_000_000_000_000i64, 16), (90_000_000_000_000_000, 17)] {
        let batch = Batch::new(book(&priced(service, units))).expect("the price fits");
        let month = i128::from(units) / 100 * 31;
        let most = usize::try_from((10i128.pow(18) - 1) / month).expect("a number of rows");
        assert_eq!(units.to_string().len(), digits);
        let input = |count| rows(service, ["2023-03-01", "2023-03-31"], ("row_id", "r"), count);
        for grouping in [Grouping::ByCitizen, Grouping::None] {
            let mut options = TotalOptions::default();
            options.run.grouping = grouping;
            let few = batch.totals(input(most), &ReportingPeriod::ALL, &options).expect("so many lines fit");
            assert_eq!(few.summary.lines, most as u64);
            let (column, value) = overflow(batch.totals(input(most + 1), &ReportingPeriod::ALL, &options));
            assert_eq!((column, value), ("net", (month * (most as i128 + 1)).to_string()));
            assert_eq!(overflow(batch.totals(input(20 * most), &ReportingPeriod::ALL, &options)).0, "net");
        }
        // The same lines are written without a word.
        assert!(batch.lines(input(most + 1), &ReportingPeriod::ALL, &LineOptions::default()).collect_all().is_ok());
    }
}
