//! A row of typed values and the same row read from text are one row, or have the same faults, on both sides of every bound.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_decimal::Decimal;
use takst::{Amount, CaseRow, Code, Column, Fault, Municipality, Quantity, Row, RowBuilder, RowDraft, Unit, UnitPrice};

/// A typed value of a column.
#[derive(Debug, Clone)]
enum Value {
    Day(NaiveDate),
    Number(Decimal),
    Truth(bool),
    Unit(Unit),
    Text(String),
}

impl Value {
    /// As a case file writes it.
    fn text(&self) -> String {
        match self {
            Value::Day(date) => date.format("%Y-%m-%d").to_string(),
            Value::Number(number) => number.to_string(),
            Value::Truth(truth) => truth.to_string(),
            Value::Unit(unit) => unit.to_string(),
            Value::Text(text) => text.clone(),
        }
    }
}

const DAYS: [Column; 7] = [
    Column::LastDay,
    Column::PriorStayTo,
    Column::FirstDischarge,
    Column::WindowStart,
    Column::CommitmentDate,
    Column::NotifiedStart,
    Column::NotifiedEnd,
];
const NUMBERS: [Column; 6] =
    [Column::Hours, Column::HoursPerWeek, Column::UnitPrice, Column::OwnPaymentPerDay, Column::WindowDaysUsed, Column::Invoiced];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Dates around the ends of the calendar and the reform, and any other.
fn date() -> impl Strategy<Value = NaiveDate> {
    let near = |center: &str| {
        let center = day(center);
        (-2i64..=2).prop_map(move |n| center + chrono::TimeDelta::days(n))
    };
    prop_oneof![
        near("1900-01-01"),
        near("2199-12-31"),
        near("2023-10-01"),
        near("2024-02-29"),
        (0u64..150_000).prop_map(|n| day("1850-01-01") + Days::new(n)),
    ]
}

/// Numbers around every bound of every column, with up to six decimals, and any other. Never below 0: see [`negative`].
fn number() -> impl Strategy<Value = Decimal> {
    let bounds = prop::sample::select(vec![0i64, 1, 168, 366, 10_000, 10_000_000]);
    let near = (bounds, 0u32..=6, -2i64..=2).prop_map(|(bound, scale, off)| {
        let number = Decimal::new(bound * 10i64.pow(scale) + off, scale);
        number.abs()
    });
    let some = (0i64..2_000_000, 0u32..=5).prop_map(|(units, scale)| Decimal::new(units, scale));
    let long = (0i128..(1 << 95), 0u32..=28).prop_map(|(units, scale)| Decimal::from_i128_with_scale(units, scale));
    prop_oneof![3 => near, 3 => some, 1 => long]
}

fn negative() -> impl Strategy<Value = Decimal> {
    (1i64..2_000_000_000, 0u32..=6).prop_map(|(units, scale)| -Decimal::new(units, scale))
}

/// Words, empty and blank ones, long ones, control characters, and CPR numbers.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zæøå0-9/-]{1,20}",
        1 => "[ a]{0,3}",
        1 => "å{199,202}",
        1 => "[a-c]{0,3}[\u{7}\u{85}\u{1b}]b",
        1 => "(sag )?010190[- –−\u{a0}\u{2011}]?1234( x)?",
        1 => "a{190,199}311299-1234",
    ]
}

fn unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(Unit::ALL.to_vec())
}

fn optional(column: Column) -> BoxedStrategy<Option<Value>> {
    let value = match column {
        _ if DAYS.contains(&column) => date().prop_map(Value::Day).boxed(),
        _ if NUMBERS.contains(&column) => prop_oneof![5 => number(), 1 => negative()].prop_map(Value::Number).boxed(),
        Column::DecidedBeforeDischarge | Column::DischargedTo107 => any::<bool>().prop_map(Value::Truth).boxed(),
        Column::Unit => unit().prop_map(Value::Unit).boxed(),
        _ => text().prop_map(Value::Text).boxed(),
    };
    prop::option::weighted(0.4, value).boxed()
}

/// A value, or none, for every column that a row may leave out.
fn values() -> impl Strategy<Value = Vec<(Column, Value)>> {
    let columns: Vec<Column> = Column::ALL
        .iter()
        .copied()
        .filter(|column| !matches!(column, Column::CaseId | Column::CitizenId | Column::Service | Column::FirstDay | Column::Payer))
        .collect();
    let each: Vec<_> = columns.iter().map(|column| optional(*column)).collect();
    each.prop_map(move |values| columns.iter().copied().zip(values).filter_map(|(column, value)| Some((column, value?))).collect())
}

/// What two readings of one row have in common: the row, or code, column and value of each fault.
type Outcome = Result<Row, Vec<(Code, Option<Column>, String)>>;

fn said(faults: &[Fault]) -> Vec<(Code, Option<Column>, String)> {
    faults.iter().map(|fault| (fault.code, fault.at.column, fault.value.clone())).collect()
}

fn typed(service: &str, payer: Municipality, first: NaiveDate, values: &[(Column, Value)]) -> Outcome {
    let mut builder = Row::new(service, payer, first).number(7);
    for (column, value) in values {
        match value {
            Value::Day(date) => builder.set_day(*column, *date),
            Value::Number(number) => builder.set_number(*column, number.mantissa(), i32::try_from(number.scale()).expect("few decimals")),
            Value::Truth(truth) => builder.set_truth(*column, *truth),
            Value::Unit(unit) => builder.set_unit(*unit),
            Value::Text(text) => builder.set_text(*column, text),
        }
    }
    builder.build().map_err(|faults| said(&faults))
}

fn read(service: &str, payer: &str, first: NaiveDate, values: &[(Column, String)]) -> Outcome {
    let mut draft = RowDraft::new(7);
    draft.set(Column::CaseId, "S-1");
    draft.set(Column::Service, service);
    draft.set(Column::Payer, payer);
    draft.set(Column::FirstDay, &first.to_string());
    for (column, text) in values {
        draft.set(*column, text);
    }
    match draft.finish().row {
        CaseRow::Sound(row) => Ok(row),
        CaseRow::Broken(broken) => Err(said(&broken.faults)),
    }
}

fn texts(values: &[(Column, Value)]) -> Vec<(Column, String)> {
    values.iter().map(|(column, value)| (*column, value.text())).collect()
}

fn payer() -> impl Strategy<Value = Municipality> {
    (101u16..=860).prop_map(|code| Municipality::new(code).expect("a municipality"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn columns_set_by_value_are_those_read_from_text(service in text(), payer in payer(), first in date(), values in values()) {
        prop_assert_eq!(typed(&service, payer, first, &values), read(&service, &payer.to_string(), first, &texts(&values)));
    }

    #[test]
    fn one_column_alone(column in prop::sample::select(NUMBERS.to_vec()), number in number(), unit in unit()) {
        // What goes with the column is there, so that its own bound is all that can be wrong.
        let values: Vec<(Column, Value)> = match column {
            Column::UnitPrice => vec![(column, Value::Number(number)), (Column::Unit, Value::Unit(unit))],
            Column::WindowDaysUsed => vec![(Column::WindowStart, Value::Day(day("2024-01-01"))), (column, Value::Number(number))],
            _ => vec![(column, Value::Number(number))],
        };
        let payer = Municipality::new(101).expect("a municipality");
        let first = day("2024-01-01");
        let outcome = typed("a/b", payer, first, &values);
        prop_assert_eq!(&outcome, &read("a/b", "101", first, &texts(&values)));
        prop_assert_eq!(outcome.is_ok(), is_within(column, unit, number), "{} {}", column, number);
    }

    #[test]
    fn one_date_alone(column in prop::sample::select(DAYS.to_vec()), date in date()) {
        let mut values = vec![(column, Value::Day(date))];
        if column == Column::WindowStart {
            values.push((Column::WindowDaysUsed, Value::Number(Decimal::ONE)));
        }
        let payer = Municipality::new(101).expect("a municipality");
        let outcome = typed("a/b", payer, day("2024-01-01"), &values);
        prop_assert_eq!(&outcome, &read("a/b", "101", day("2024-01-01"), &texts(&values)));
        let first = if column == Column::WindowStart { day("2023-10-01") } else { day("1900-01-01") };
        prop_assert_eq!(outcome.is_ok(), first <= date && date <= day("2199-12-31"), "{} {}", column, date);
        let begun = typed("a/b", payer, date, &[]);
        prop_assert_eq!(begun.is_ok(), day("1900-01-01") <= date && date <= day("2199-12-31"), "first_day {}", date);
    }

    #[test]
    fn setters_by_name_set_their_columns(
        days in prop::array::uniform7(date()), used in 0u32..400, units in prop::array::uniform4(0i64..2_000_000_000), unit in unit(),
        decided in any::<bool>(), texts in prop::array::uniform2(text()),
    ) {
        let [last, prior, discharge, window, committed, start, end] = days;
        let (hours, per_week) = (Quantity::from_units(units[0] / 1000), Quantity::from_units(units[1] / 100_000));
        let (price, own) = (UnitPrice::from_units(units[2]), Amount::from_ore(units[3]));
        let payer = Municipality::new(101).expect("a municipality");
        let first = day("2024-01-01");
        let row: RowBuilder = Row::new("a/b", payer, first).number(7).row_id(&texts[0]).last_day(last).hours(hours).hours_per_week(per_week)
            .agreed(price, unit).own_payment_per_day(own).prior_stay_to(prior).first_discharge(discharge).decided_before_discharge(decided).discharged_to_107(!decided)
            .window(window, used).commitment(&texts[1], committed).notified_start(start).notified_end(end);
        let cells = [
            (Column::RowId, texts[0].clone()), (Column::LastDay, last.to_string()), (Column::Hours, hours.to_string()),
            (Column::HoursPerWeek, per_week.to_string()), (Column::UnitPrice, price.to_decimal().to_string()), (Column::Unit, unit.to_string()),
            (Column::OwnPaymentPerDay, own.to_string()), (Column::PriorStayTo, prior.to_string()), (Column::FirstDischarge, discharge.to_string()),
            (Column::DecidedBeforeDischarge, decided.to_string()), (Column::DischargedTo107, (!decided).to_string()), (Column::WindowStart, window.to_string()),
            (Column::WindowDaysUsed, used.to_string()), (Column::Commitment, texts[1].clone()), (Column::CommitmentDate, committed.to_string()),
            (Column::NotifiedStart, start.to_string()), (Column::NotifiedEnd, end.to_string()),
        ];
        prop_assert_eq!(row.build().map_err(|faults| said(&faults)), read("a/b", "101", first, &cells));
    }

    #[test]
    fn municipalities_of_text_are_those_of_numbers(code in 0u16..1000) {
        let (first, text) = (day("2024-01-01"), format!("{code:03}"));
        match Municipality::new(code) {
            Some(payer) => prop_assert_eq!(typed("a/b", payer, first, &[]), read("a/b", &text, first, &[])),
            None => prop_assert_eq!(read("a/b", &text, first, &[]), Err(vec![(Code::ValueRange, Some(Column::Payer), text)])),
        }
    }
}

/// The bounds of R2, written a second time.
fn is_within(column: Column, unit: Unit, number: Decimal) -> bool {
    let (most, decimals, has_zero) = match column {
        Column::Hours => (10_000, 2, false),
        Column::HoursPerWeek => (168, 2, false),
        Column::UnitPrice => (10_000_000, if unit == Unit::Hour { 4 } else { 2 }, false),
        Column::OwnPaymentPerDay => (10_000_000, 2, true),
        Column::WindowDaysUsed => (366, 0, true),
        Column::Invoiced => (100_000_000, 2, true),
        _ => unreachable!("a column of numbers"),
    };
    let is_small = number < Decimal::ZERO || (number.is_zero() && !has_zero);
    !is_small && number <= Decimal::from(most) && number.normalize().scale() <= decimals
}
