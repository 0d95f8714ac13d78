//! Batches as they come from elsewhere: every type a column takes gives what its plain form gives, and what cannot be used is refused with its column
//! or its row, while the other cases are priced.

use arrow_array::{
    Array, ArrayRef, Date32Array, Decimal128Array, DictionaryArray, Float32Array, Float64Array, Int64Array, NullArray, RecordBatch, StringArray,
    TimestampMicrosecondArray, TimestampSecondArray, UInt8Array,
};
use arrow_cast::cast;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, DataType, Field, Schema, TimeUnit};
use arrow_select::{concat::concat_batches, interleave::interleave_record_batch};
use std::sync::{Arc, LazyLock};
use takst::{Book, Column, KnownAsOf, Policy, ReportingPeriod};
use takst_batch::{Batch, BatchError, Grouping, LineOptions};

/// Rows in which every column changes a line or a problem. Row 8 and 9 contradict each other; row 11 is still running.
const ROWS: &str = "\
case_id;citizen_id;row_id;service;first_day;last_day;payer;hours;hours_per_week;unit_price;unit;own_payment_per_day;prior_stay_to;first_discharge;decided_before_discharge;discharged_to_107;window_start;window_days_used;commitment;commitment_date;notified_start;notified_end;buyer_reference;order_reference;accounting_cost;buyer_gln;hold_released;invoiced
7001;801;11;mandecentret/efterforsorg-udvidet;2023-03-20;2023-04-10;101;;;;;12.50;2023-03-19;;;;;;;;2023-03-28;2023-05-25;;;;;;
7001;801;12;mandecentret/efterforsorg-basis;2023-04-11;2023-05-14;101;;;;;12.50;;;;;;;;;;;;;;;;
7002;802;13;mandecentret/efterforsorg-basis;2023-12-01;2024-02-29;147;;;;;;2023-11-30;;;;2023-10-01;40;;;;;;;;;;
7003;803;14;pensionatet/cti;2020-11-01;2020-12-31;751;;;;;;;;;;;;Betalingstilsagn 7/20;2020-11-04;;;;;;;;
7004;804;15;livarehab/ressourceforloeb-tvaerfagligt;2018-01-01;2018-04-01;147;;20;3200;week;;;;;;;;;;;;;;;;;
7005;805;16;livarehab/mentor-helhed;2018-05-01;2018-05-31;147;12.75;3;;;;;;;;;;;;;;;;;;;
7006;805;17;livarehab/individuelt-forloeb;2019-03-01;2019-04-10;147;;;31200.50;month;;;;;;;;;;;;;;;;;
7007;807;18;mandecentret/efterforsorg-basis;2024-04-01;2024-04-14;101;;;;;;2024-03-31;2024-03-31;true;;;;;;;;;;;;;
7007;807;19;mandecentret/efterforsorg-basis;2024-04-15;2024-04-30;101;;;;;;;2024-03-30;false;true;;;;;;;;4500012346;;;;
7008;808;20;mandecentret/efterforsorg;2022-01-01;2022-01-31;101;;;;;;;;;;;;;;;;SOC;4500012345;5.38.42;5798009800275;NN 1/2;16900
7009;;;mandecentret/efterforsorg-basis;2024-11-01;;101;;;;;;;;;;;;;;;;;;;;;
";

static BATCH: LazyLock<Batch> = LazyLock::new(|| {
    let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound");
    Batch::new(Arc::new(book)).expect("prices fit")
});

/// Text of each cell of a column; `None` where it is empty.
fn texts(column: Column) -> Vec<Option<&'static str>> {
    let mut lines = ROWS.lines().map(|line| line.split(';'));
    let place = lines.next().and_then(|mut names| names.position(|name| name == column.as_str())).expect("every column is there");
    lines.map(|mut cells| cells.nth(place).filter(|text| !text.is_empty())).collect()
}

fn is_day(column: Column) -> bool {
    texts(column).into_iter().flatten().all(|text| text.len() == 10 && text.as_bytes()[4] == b'-')
}

/// A column of `ROWS` in another type.
fn typed(column: Column, to: &DataType) -> ArrayRef {
    let text = StringArray::from(texts(column));
    let array = cast(&text, to).expect("a type text can become");
    assert_eq!(array.logical_null_count(), text.null_count(), "{column} as {to} loses values");
    array
}

/// Every cell in a dictionary of its own, nulls as null keys and as null values by turns.
fn in_dictionary(values: ArrayRef) -> ArrayRef {
    let keys = (0..).zip(0..values.len()).map(|(key, row): (u8, usize)| (row % 2 == 0 || values.is_valid(row)).then_some(key));
    Arc::new(DictionaryArray::new(keys.collect::<UInt8Array>(), values))
}

fn plain(column: Column) -> ArrayRef {
    typed(column, if is_day(column) { &DataType::Date32 } else { &DataType::Utf8 })
}

/// `ROWS` as text and days, with other columns in the place of some.
fn rows_with(others: &[(Column, ArrayRef)]) -> RecordBatch {
    let array = |column| others.iter().find(|(other, _)| *other == column).map_or_else(|| plain(column), |(_, array)| array.clone());
    RecordBatch::try_from_iter_with_nullable(Column::ALL.iter().map(|&column| (column.as_str(), array(column), true))).expect("columns of one length")
}

/// All that came of a run, as text.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    lines: Vec<Vec<String>>,
    refused: Vec<Vec<String>>,
    findings: Vec<Vec<String>>,
    unknown: Vec<String>,
    /// Rows, cases and refused cases.
    counts: [u64; 3],
}

fn cells(batch: &RecordBatch) -> Vec<Vec<String>> {
    let format = FormatOptions::default();
    let columns: Vec<_> = batch.columns().iter().map(|array| ArrayFormatter::try_new(array, &format).expect("a type that prints")).collect();
    (0..batch.num_rows()).map(|row| columns.iter().map(|column| column.value(row).to_string()).collect()).collect()
}

/// Prices with open rows to the end of 2024.
fn priced(batches: Vec<RecordBatch>, grouping: Grouping, findings: bool) -> Result<Outcome, BatchError> {
    let mut options = LineOptions { findings, ..LineOptions::default() };
    options.run.grouping = grouping;
    options.run.threads = std::num::NonZeroUsize::new(1);
    let request = ReportingPeriod { from: None, until: chrono::NaiveDate::from_ymd_opt(2024, 12, 31) };
    let input: Vec<Result<RecordBatch, ArrowError>> = batches.into_iter().map(Ok).collect();
    let all = BATCH.lines(input, &request, &options).collect_all()?;
    Ok(Outcome {
        lines: all.lines.iter().flat_map(cells).collect(),
        refused: cells(&all.refused),
        findings: cells(&all.findings),
        unknown: all.summary.unknown_columns,
        counts: [all.summary.rows, all.summary.cases, all.summary.refused],
    })
}

fn price(batch: RecordBatch) -> Outcome {
    priced(vec![batch], Grouping::ByCitizen, false).expect("a run in order")
}

impl Outcome {
    /// Case and amount of each line.
    fn nets(&self) -> Vec<String> {
        let net = takst_batch::LineColumn::ALL.iter().position(|column| column.as_str() == "net").expect("a column of lines");
        self.lines.iter().map(|line| format!("{} {}", line[0], line[net])).collect()
    }

    /// Code, case, row, column and value of each fault.
    fn faults(&self) -> Vec<String> {
        self.refused.iter().map(|fault| fault[1..6].join(" ")).collect()
    }

    /// The codes of the findings, each with its row.
    fn codes(&self) -> Vec<String> {
        self.findings.iter().map(|finding| format!("{} {}", finding[1], finding[3])).collect()
    }
}

const NETS: [&str; 18] = [
    "7001 6540.00",
    "7001 8700.00",
    "7001 8700.00",
    "7001 6090.00",
    "7002 13485.00",
    "7002 13485.00",
    "7002 12615.00",
    "7003 12180.00",
    "7003 12586.00",
    "7004 16000.00",
    "7004 12800.00",
    "7004 12800.00",
    "7005 6375.00",
    "7006 31200.50",
    "7006 10400.17",
    "7008 16895.00",
    "7009 13050.00",
    "7009 13485.00",
];

/// `NETS` without one case.
fn nets_without(case: &str) -> Vec<&'static str> {
    NETS.into_iter().filter(|net| !net.starts_with(case)).collect()
}

const CONFLICTS: [&str; 3] = [
    "case.conflict 7007 9 first_discharge 2024-03-30",
    "case.conflict 7007 9 decided_before_discharge false",
    "case.conflict 7007 9 discharged_to_107 true",
];

fn conflicts_and(fault: &str) -> Vec<String> {
    let mut faults = [&CONFLICTS[..], &[fault]].concat();
    faults.sort_by_key(|fault| fault.split(' ').nth(2).and_then(|row| row.parse::<u32>().ok()));
    faults.into_iter().map(str::to_owned).collect()
}

#[test]
fn the_plain_form() {
    let outcome = priced(vec![rows_with(&[])], Grouping::ByCitizen, true).expect("a run in order");
    assert_eq!(outcome.nets(), NETS);
    assert_eq!(outcome.faults(), CONFLICTS);
    assert_eq!(outcome.counts, [11, 9, 1]);
    for code in ["notice.late 1", "refund.undetermined 3", "commitment.late 4", "course.too-short 6", "course.not-after-stay 10"] {
        assert!(outcome.codes().contains(&code.to_owned()), "{code} is not in {:?}", outcome.codes());
    }
}

#[test]
fn every_column_counts() {
    let whole = priced(vec![rows_with(&[])], Grouping::ByCitizen, true).expect("a run in order");
    // No line and no finding depends on what stands on invoices.
    let billing = [Column::BuyerReference, Column::OrderReference, Column::AccountingCost, Column::BuyerGln, Column::HoldReleased];
    for &column in Column::ALL.iter().filter(|column| !billing.contains(column)) {
        let without = priced(vec![rows_with(&[(column, Arc::new(NullArray::new(11)))])], Grouping::ByCitizen, true);
        assert_ne!(without.expect("a run in order"), whole, "{column}");
    }
}

/// A way to hand rows over.
type Shape = fn(&RecordBatch) -> (Vec<RecordBatch>, Grouping);

const SHAPES: [Shape; 4] = [
    |rows| (vec![rows.clone()], Grouping::ByCitizen),
    // A slice that begins and ends within other rows.
    |rows| {
        (vec![concat_batches(&rows.schema(), [rows, rows, rows]).expect("one schema").slice(rows.num_rows(), rows.num_rows())], Grouping::ByCitizen)
    },
    // One row a batch, with batches of none between.
    |rows| ((0..rows.num_rows()).flat_map(|row| [rows.slice(row, 1), rows.slice(row, 0)]).collect(), Grouping::ByCitizen),
    // Every second row first, so that rows of a case lie apart.
    |rows| {
        let order: Vec<(usize, usize)> = (0..rows.num_rows()).step_by(2).chain((1..rows.num_rows()).step_by(2)).map(|row| (0, row)).collect();
        let apart = interleave_record_batch(&[rows], &order).expect("rows of one batch");
        (vec![apart.slice(0, 4), apart.slice(4, apart.num_rows() - 4)], Grouping::None)
    },
];

/// In every shape the rows with these columns give what their plain form gives.
#[track_caller]
fn same(others: &[(Column, ArrayRef)]) {
    static PLAIN: LazyLock<Vec<Outcome>> = LazyLock::new(|| SHAPES.iter().flat_map(|shape| in_shape(&rows_with(&[]), *shape)).collect());
    let rows = rows_with(others);
    let outcomes: Vec<Outcome> = SHAPES.iter().flat_map(|shape| in_shape(&rows, *shape)).collect();
    for (i, (outcome, plain)) in outcomes.iter().zip(PLAIN.iter()).enumerate() {
        assert_eq!(outcome, plain, "shape {i}: {:?}", others.iter().map(|(column, array)| (column, array.data_type())).collect::<Vec<_>>());
    }
}

fn in_shape(rows: &RecordBatch, shape: Shape) -> Vec<Outcome> {
    let (batches, grouping) = shape(rows);
    [false, true].map(|findings| priced(batches.clone(), grouping, findings).expect("a run in order")).into()
}

#[track_caller]
fn same_as(column: Column, types: &[DataType]) {
    for to in types {
        let array = typed(column, to);
        same(&[(column, array.clone())]);
        same(&[(column, in_dictionary(array))]);
    }
}

const TEXT: [DataType; 3] = [DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View];

#[test]
fn text_of_every_kind() {
    for &column in Column::ALL {
        same_as(column, &TEXT);
    }
    for kind in TEXT {
        let all: Vec<_> = Column::ALL.iter().map(|&column| (column, typed(column, &kind))).collect();
        same(&all);
        same(&all.into_iter().map(|(column, array)| (column, in_dictionary(array))).collect::<Vec<_>>());
    }
}

#[test]
fn days_of_every_kind() {
    let days: Vec<Column> = Column::ALL.iter().copied().filter(|column| is_day(*column)).collect();
    assert_eq!(days.len(), 8);
    for column in days {
        let date = typed(column, &DataType::Date32);
        same(&[(column, in_dictionary(date.clone()))]);
        let units = [TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Microsecond, TimeUnit::Nanosecond];
        for to in units.map(|unit| DataType::Timestamp(unit, None)).into_iter().chain([DataType::Date64]) {
            let array = cast(&date, &to).expect("a day is a moment");
            same(&[(column, array.clone())]);
            same(&[(column, in_dictionary(array))]);
        }
    }
}

#[test]
fn numbers_of_every_kind() {
    use DataType::{Decimal32, Decimal64, Decimal128, Decimal256};
    let decimals = [Decimal32(9, 2), Decimal64(18, 4), Decimal64(9, 3), Decimal128(38, 2), Decimal128(38, 20), Decimal256(76, 2), Decimal256(76, 40)];
    for column in [Column::Hours, Column::HoursPerWeek, Column::UnitPrice, Column::OwnPaymentPerDay, Column::WindowDaysUsed] {
        same_as(column, &decimals);
    }
    use DataType::{Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64};
    for column in [Column::HoursPerWeek, Column::WindowDaysUsed] {
        same_as(column, &[Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64]);
        same_as(column, &[Decimal128(5, 0)]);
    }
    let tens: Decimal128Array = texts(Column::WindowDaysUsed).iter().map(|text| text.map(|_| 4)).collect();
    same(&[(Column::WindowDaysUsed, Arc::new(tens.with_precision_and_scale(3, -1).expect("a scale")))]);
}

#[test]
fn references_and_payers_as_whole_numbers() {
    use DataType::{Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64};
    for column in [Column::CaseId, Column::CitizenId, Column::RowId, Column::Payer] {
        same_as(column, &[Int16, Int32, Int64, UInt16, UInt32, UInt64]);
    }
    same_as(Column::RowId, &[Int8, UInt8]);
}

#[test]
fn payers_by_name_and_with_a_zero() {
    for [of_101, of_147] in [["København", "frederiksberg kommune"], ["0101", "0147"], ["KØBENHAVNS KOMMUNE", " Frederiksberg "]] {
        let named = |code| match code {
            "101" => of_101,
            "147" => of_147,
            other => other,
        };
        let text: StringArray = texts(Column::Payer).iter().map(|code| code.map(named)).collect();
        for to in &TEXT {
            let array = cast(&text, to).expect("a type text can become");
            same(&[(Column::Payer, array.clone())]);
            same(&[(Column::Payer, in_dictionary(array))]);
        }
    }
}

#[test]
fn truths() {
    for column in [Column::DecidedBeforeDischarge, Column::DischargedTo107] {
        same_as(column, &[DataType::Boolean]);
    }
}

#[test]
fn rows_without_a_required_value_refuse_their_case() {
    let nulls_at = |column, null: usize| -> ArrayRef {
        let text = texts(column).into_iter().enumerate().map(|(row, text)| text.filter(|_| row != null)).collect::<StringArray>();
        if is_day(column) { cast(&text, &DataType::Date32).expect("days") } else { Arc::new(text) }
    };
    for column in [Column::Service, Column::FirstDay, Column::Payer] {
        let array = nulls_at(column, 9);
        for array in [array.clone(), in_dictionary(array)] {
            let rows = rows_with(&[(column, array)]);
            for grouping in [Grouping::ByCitizen, Grouping::None] {
                let outcome = priced(vec![rows.clone()], grouping, false).expect("a run in order");
                assert_eq!(outcome.faults(), conflicts_and(&format!("value.missing 7008 10 {column} ")));
                assert_eq!(outcome.nets(), nets_without("7008"), "{column}");
                assert_eq!(outcome.counts, [11, 9, 2]);
            }
        }
    }
    let outcome = price(rows_with(&[(Column::CaseId, nulls_at(Column::CaseId, 9))]));
    assert_eq!(outcome.faults(), conflicts_and("value.missing  10 case_id "));
    assert_eq!(outcome.nets(), nets_without("7008"));
}

#[test]
fn a_required_column_of_nulls_only_refuses_every_case() {
    for column in [Column::CaseId, Column::Service, Column::FirstDay, Column::Payer] {
        for array in [Arc::new(NullArray::new(11)) as ArrayRef, Arc::new(StringArray::from(vec![None::<&str>; 11]))] {
            let outcome = price(rows_with(&[(column, array)]));
            assert_eq!(outcome.lines.len(), 0, "{column}");
            let missing = outcome.refused.iter().filter(|fault| fault[1] == "value.missing" && fault[4] == column.as_str());
            let rows: Vec<&str> = missing.map(|fault| fault[3].as_str()).collect();
            assert_eq!(rows, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"], "{column}");
        }
    }
}

/// The days of a column in seconds, the last but one (row 10) `later`.
fn seconds(column: Column, later: i64) -> impl Iterator<Item = Option<i64>> {
    let days = cast(&typed(column, &DataType::Date32), &DataType::Timestamp(TimeUnit::Second, None)).expect("a day is a moment");
    let days: TimestampSecondArray = days.as_any().downcast_ref::<TimestampSecondArray>().expect("seconds").clone();
    (0..days.len()).map(move |row| days.is_valid(row).then(|| days.value(row) + if row == 9 { later } else { 0 }))
}

#[test]
fn a_moment_off_midnight_is_refused_and_never_cut_to_its_day() {
    let noon: ArrayRef = Arc::new(seconds(Column::FirstDay, 43_200).collect::<TimestampSecondArray>());
    for array in [noon.clone(), in_dictionary(noon)] {
        let outcome = price(rows_with(&[(Column::FirstDay, array)]));
        assert_eq!(outcome.faults(), conflicts_and("value.invalid 7008 10 first_day 2022-01-01T12:00:00"));
        assert_eq!(outcome.nets(), nets_without("7008"));
    }
    let nearly = seconds(Column::LastDay, 0).map(|second| second.map(|second| second * 1_000_000 + i64::from(second == 1_643_587_200)));
    let outcome = price(rows_with(&[(Column::LastDay, Arc::new(nearly.collect::<TimestampMicrosecondArray>()))]));
    assert_eq!(outcome.faults(), conflicts_and("value.invalid 7008 10 last_day 2022-01-31T00:00:00.000001"));
    assert_eq!(outcome.nets(), nets_without("7008"));
}

#[test]
fn days_outside_the_calendar_are_refused() {
    // The case of row 10 ends within its tariff, that of row 11 is still running: nothing far away is taken for that.
    for (column, (row, case)) in
        [Column::FirstDay, Column::LastDay, Column::NotifiedEnd].iter().flat_map(|column| [(column, (10, "7008")), (column, (11, "7009"))])
    {
        for (day, code, value) in [
            (i32::MAX, "invalid", "1970-01-01 +2147483647 days"),
            (i32::MIN, "invalid", "1970-01-01 -2147483648 days"),
            (i32::MAX - 1, "invalid", "1970-01-01 +2147483646 days"),
            (2_932_897, "invalid", "+10000-01-01"),
            (84_006, "range", "2200-01-01"),
            (-25_568, "range", "1899-12-31"),
        ] {
            let days = typed(*column, &DataType::Date32);
            let days = days.as_any().downcast_ref::<Date32Array>().expect("days");
            let other = |at| if at + 1 == row { Some(day) } else { days.is_valid(at).then(|| days.value(at)) };
            let days: ArrayRef = Arc::new((0..11).map(other).collect::<Date32Array>());
            for array in [days.clone(), in_dictionary(days)] {
                let outcome = price(rows_with(&[(*column, array)]));
                assert_eq!(outcome.faults(), conflicts_and(&format!("value.{code} {case} {row} {column} {value}")));
                assert_eq!(outcome.nets(), nets_without(case), "{column} {day}");
            }
        }
    }
    for moment in [i64::MIN, i64::MAX] {
        let moments = seconds(Column::FirstDay, 0).enumerate().map(|(row, second)| if row == 9 { Some(moment) } else { second });
        let outcome = price(rows_with(&[(Column::FirstDay, Arc::new(moments.collect::<TimestampSecondArray>()))]));
        assert_eq!(outcome.nets(), nets_without("7008"), "{moment}");
    }
}

#[test]
fn numbers_no_case_file_has_are_refused() {
    let hours = |hours: i128, scale| {
        Arc::new(
            (0..11).map(|row| Some(hours).filter(|_| row == 9)).collect::<Decimal128Array>().with_precision_and_scale(38, scale).expect("a scale"),
        )
    };
    for (array, fault) in [
        (hours(-1, 0), "value.range 7008 10 hours -1"),
        (hours(0, 2), "value.range 7008 10 hours 0.00"),
        (hours(1, -38), "value.range 7008 10 hours 100000000000000000000000000000000000000"),
        (hours(1_005, 3), "value.precision 7008 10 hours 1.005"),
    ] {
        let outcome = price(rows_with(&[(Column::Hours, array)]));
        assert!(outcome.faults().contains(&fault.to_owned()), "{:?}", outcome.faults());
        assert!(!outcome.nets().iter().any(|net| net.starts_with("7008")));
    }
}

/// Why these batches cannot be priced; in both groupings the same.
#[track_caller]
fn refused(batches: &[RecordBatch]) -> String {
    let [a, b] = [Grouping::ByCitizen, Grouping::None]
        .map(|grouping| priced(batches.to_vec(), grouping, false).expect_err("these cannot be priced").to_string());
    assert_eq!(a, b);
    a
}

fn without(column: Column) -> RecordBatch {
    let mut rows = rows_with(&[]);
    rows.remove_column(rows.schema().index_of(column.as_str()).expect("every column is there"));
    rows
}

#[test]
fn a_missing_column() {
    for column in [Column::CaseId, Column::Service, Column::FirstDay, Column::Payer] {
        let expected = format!("the column {column} is missing; every case file has case_id, service, first_day and payer");
        assert_eq!(refused(&[without(column)]), expected);
        assert_eq!(refused(&[without(column).slice(0, 0)]), expected, "of a batch without rows too");
    }
}

#[test]
fn a_column_twice_and_columns_no_case_file_has() {
    let with = |names: &[&str]| {
        let rows = rows_with(&[]);
        let more = names.iter().map(|name| Arc::new(Field::new(*name, DataType::Float64, true)));
        let fields: Vec<Arc<Field>> = rows.schema().fields().iter().cloned().chain(more).collect();
        let floats = names.iter().map(|_| Arc::new(Float64Array::from(vec![0.5; 11])) as ArrayRef);
        RecordBatch::try_new(Arc::new(Schema::new(fields)), rows.columns().iter().cloned().chain(floats).collect()).expect("columns of one length")
    };
    assert_eq!(refused(&[with(&["unit"])]), "the column unit is there twice");
    let outcome = price(with(&["note", "Unit", "note", "age 010190-1234"]));
    assert_eq!(outcome.unknown, ["note", "Unit", "age xxxxxx-xxxx"]);
    assert_eq!(outcome.nets(), NETS);
}

#[test]
fn floats_and_other_types_that_cannot_hold_a_column() {
    let float: ArrayRef = Arc::new(Float64Array::from(vec![None; 11]));
    for &column in Column::ALL {
        for (array, found) in [
            (float.clone(), "Float64"),
            (Arc::new(Float32Array::from(vec![1.5; 11])), "Float32"),
            (in_dictionary(float.clone()), "Dictionary(UInt8, Float64)"),
        ] {
            assert_eq!(
                refused(&[rows_with(&[(column, array)])]),
                format!("the column {column} has floating-point numbers ({found}); pass decimals, whole numbers or text, which are exact")
            );
        }
    }
    let message = refused(&[rows_with(&[(Column::FirstDay, Arc::new(Int64Array::from(vec![19_000; 11])))])]);
    assert!(message.starts_with("the column first_day has the type Int64; it takes Date32, Date64, "), "{message}");
    let zoned = Arc::new(TimestampSecondArray::from(vec![0; 11]).with_timezone("UTC"));
    let message = refused(&[rows_with(&[(Column::FirstDay, zoned)])]);
    assert!(message.contains("without a time zone, because one moment is two days in two zones"), "{message}");
}

#[test]
fn batches_without_rows() {
    let none = rows_with(&[]).slice(0, 0);
    for batches in [vec![], vec![none.clone()], vec![none.clone(), none]] {
        for grouping in [Grouping::ByCitizen, Grouping::None] {
            let outcome = priced(batches.clone(), grouping, true).expect("a run in order");
            assert_eq!(outcome, Outcome { lines: vec![], refused: vec![], findings: vec![], unknown: vec![], counts: [0; 3] });
        }
    }
}

#[test]
fn a_later_batch_has_the_columns_of_the_first() {
    let rows = rows_with(&[]);
    let message = |number| format!("batch {number} has other columns than the first batch");
    for other in [
        without(Column::Hours),
        rows_with(&[(Column::Hours, Arc::new(NullArray::new(11)))]),
        rows.project(&[0, 1, 2, 3, 5, 4, 6]).expect("places of columns"),
    ] {
        assert_eq!(refused(&[rows.clone(), other.clone()]), message(2));
        assert_eq!(refused(&[rows.slice(0, 0), rows.clone(), other.slice(0, 0)]), message(3), "of a batch without rows too");
    }
}

#[test]
fn a_row_that_names_no_citizen_is_told_however_the_batches_are_cut() {
    // The case of the first row is that citizen's, the case of the second row is a citizen by itself.
    let cases = StringArray::from([&["7001"; 2][..], &["7002"; 9]].concat());
    let citizens = StringArray::from([&[Some("801")][..], &[None; 10]].concat());
    let rows = rows_with(&[(Column::CaseId, Arc::new(cases)), (Column::CitizenId, Arc::new(citizens))]);
    for at in 0..rows.num_rows() {
        let batches = vec![rows.slice(0, at), rows.slice(at, rows.num_rows() - at)];
        let error = priced(batches, Grouping::ByCitizen, false).expect_err("the case came back");
        assert!(error.to_string().starts_with("row 2: the case \"7001\" was there before"), "cut at {at}: {error}");
    }
}
