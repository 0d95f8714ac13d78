//! What a cell of a case file may hold (R2): both sides of every bound.

use takst::calendar::{FIRST_DATE, LAST_DATE};
use takst::{AgreedPrice, CaseRow, Code, Column, Expected, Fault, Municipality, Row, RowDraft};

/// A complete row with some cells changed.
fn draft(changes: &[(Column, &str)]) -> CaseRow {
    let sound = [
        (Column::CaseId, "S-1"),
        (Column::Service, "a/b"),
        (Column::FirstDay, "2024-01-01"),
        (Column::LastDay, "2024-01-31"),
        (Column::Payer, "101"),
    ];
    let mut draft = RowDraft::new(7);
    for (column, text) in sound.into_iter().filter(|(column, _)| changes.iter().all(|(changed, _)| changed != column)) {
        draft.set(column, text);
    }
    for (column, text) in changes {
        draft.set(*column, text);
    }
    draft.finish().row
}

fn row(changes: &[(Column, &str)]) -> Row {
    match draft(changes) {
        CaseRow::Sound(row) => row,
        CaseRow::Broken(broken) => panic!("{changes:?} was refused: {:?}", broken.faults),
    }
}

fn faults(changes: &[(Column, &str)]) -> Vec<Fault> {
    match draft(changes) {
        CaseRow::Sound(row) => panic!("{changes:?} was taken: {row:?}"),
        CaseRow::Broken(broken) => broken.faults,
    }
}

/// The codes of the faults, which must all stand on `column` of row 7.
fn codes(column: Column, text: &str) -> Vec<Code> {
    let faults = faults(&[(column, text)]);
    assert!(faults.iter().all(|fault| fault.at.row == Some(7)));
    faults.iter().filter(|fault| fault.at.column == Some(column)).map(|fault| fault.code).collect()
}

#[test]
fn a_word_in_place_of_the_last_day_is_left_out_while_the_service_runs() {
    for (column, text, expected) in [
        (Column::LastDay, "løbende", Expected::StillRunning),
        (Column::LastDay, "–", Expected::StillRunning),
        (Column::LastDay, "31-03-2023", Expected::Date(FIRST_DATE, LAST_DATE)),
        (Column::FirstDay, "løbende", Expected::Date(FIRST_DATE, LAST_DATE)),
    ] {
        let fault = faults(&[(column, text)]).into_iter().find(|fault| fault.at.column == Some(column)).expect("a fault");
        assert_eq!((fault.code, fault.expected), (Code::ValueInvalid, expected), "{column} {text}");
    }
}

#[test]
fn dates_have_one_form_and_a_range() {
    use Column::{CommitmentDate, FirstDay, FirstDischarge, LastDay, NotifiedEnd, NotifiedStart, PriorStayTo};
    for column in [FirstDay, LastDay, PriorStayTo, FirstDischarge, CommitmentDate, NotifiedStart, NotifiedEnd] {
        for invalid in ["31-03-2023", "2023-02-30", "2023-3-1", "20230301", "2023-03-01T00:00", "i går", "2023-13-01", "+2023-03-01"] {
            assert_eq!(codes(column, invalid), [Code::ValueInvalid], "{column} {invalid}");
        }
        for outside in ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"] {
            assert_eq!(codes(column, outside), [Code::ValueRange], "{column} {outside}");
        }
        assert!(matches!(draft(&[(column, "1900-01-01")]), CaseRow::Sound(_)), "{column}");
        assert!(matches!(draft(&[(column, " 2199-12-31 ")]), CaseRow::Sound(_)), "{column}");
    }
}

#[test]
fn numbers_have_ranges_and_decimals() {
    fn both(column: Column, text: &str) -> CaseRow {
        match (column, text) {
            (Column::WindowDaysUsed, text) => draft(&[(column, text), (Column::WindowStart, "2023-10-01")]),
            (Column::UnitPrice, text) => draft(&[(column, text), (Column::Unit, "day")]),
            (column, text) => draft(&[(column, text)]),
        }
    }
    for (column, good) in [
        (Column::Hours, &["0.01", "10000", "10000.00", "7.5", "007.50", "0.010"][..]),
        (Column::HoursPerWeek, &["168", "0.25", "15.00"]),
        (Column::UnitPrice, &["0.01", "10000000", "435", "435.000"]),
        (Column::OwnPaymentPerDay, &["0", "0.00", "96.71", "10000000.00"]),
        (Column::WindowDaysUsed, &["0", "366", "120.0"]),
    ] {
        for text in good {
            assert!(matches!(both(column, text), CaseRow::Sound(_)), "{column} {text}");
        }
    }
    fn refused(column: Column, text: &str) -> Vec<Code> {
        match both(column, text) {
            CaseRow::Broken(broken) => broken.faults.iter().map(|fault| fault.code).collect::<Vec<_>>(),
            CaseRow::Sound(_) => Vec::new(),
        }
    }
    for (column, text, code) in [
        (Column::Hours, "0", Code::ValueRange),
        (Column::Hours, "10000.01", Code::ValueRange),
        (Column::Hours, "1.005", Code::ValuePrecision),
        (Column::HoursPerWeek, "168.01", Code::ValueRange),
        (Column::HoursPerWeek, "0.00", Code::ValueRange),
        (Column::UnitPrice, "0.00", Code::ValueRange),
        (Column::UnitPrice, "10000000.01", Code::ValueRange),
        (Column::UnitPrice, "435.005", Code::ValuePrecision),
        (Column::OwnPaymentPerDay, "96.715", Code::ValuePrecision),
        (Column::OwnPaymentPerDay, "-0.01", Code::ValueRange),
        (Column::OwnPaymentPerDay, "-0", Code::ValueRange),
        (Column::OwnPaymentPerDay, "10000001", Code::ValueRange),
        (Column::WindowDaysUsed, "367", Code::ValueRange),
        (Column::WindowDaysUsed, "1.5", Code::ValuePrecision),
    ] {
        assert_eq!(refused(column, text), [code], "{column} {text}");
    }
    for column in [Column::Hours, Column::HoursPerWeek, Column::UnitPrice, Column::OwnPaymentPerDay, Column::WindowDaysUsed] {
        for text in ["abc", "1,5", "1e3", "+1", ".5", "5.", "1 000", "--1", "-", "1.2.3", "NaN", "kr. 5"] {
            assert_eq!(refused(column, text), [Code::ValueInvalid], "{column} {text}");
        }
        let huge = "9".repeat(80);
        assert_eq!(refused(column, &huge), [Code::ValueRange], "{column}");
        assert_eq!(refused(column, &format!("-{huge}.5")), [Code::ValueRange], "{column}");
        assert_eq!(refused(column, &format!("1.{huge}")), [Code::ValuePrecision], "{column}");
    }
}

#[test]
fn an_hourly_price_may_have_four_decimals() {
    let AgreedPrice { price, .. } = row(&[(Column::UnitPrice, "512.3456"), (Column::Unit, "hour")]).agreed().expect("an agreed price");
    assert_eq!(price.to_string(), "512.3456");
    let price = |text| [(Column::UnitPrice, text), (Column::Unit, "hour")];
    assert_eq!(faults(&price("512.34567"))[0].code, Code::ValuePrecision);
    let monthly = faults(&[(Column::UnitPrice, "512.345"), (Column::Unit, "month")]);
    assert_eq!((monthly[0].code, monthly[0].value.as_str()), (Code::ValuePrecision, "512.345"));
}

#[test]
fn what_goes_together_is_given_together() {
    let one = |column, text| faults(&[(column, text)]).iter().map(|f| (f.code, f.at.column.expect("a column"))).collect::<Vec<_>>();
    assert_eq!(one(Column::UnitPrice, "5.00"), [(Code::ValueMissing, Column::Unit)]);
    assert_eq!(one(Column::Unit, "day"), [(Code::ValueMissing, Column::UnitPrice)]);
    assert_eq!(one(Column::WindowStart, "2023-10-01"), [(Code::ValueMissing, Column::WindowDaysUsed)]);
    assert_eq!(one(Column::WindowDaysUsed, "3"), [(Code::ValueMissing, Column::WindowStart)]);
    // A partner that was refused is not said to be missing as well, and one that is missing is said to be, beside the refused one.
    let codes = |changes| faults(changes).iter().map(|f| (f.code, f.at.column.expect("a column"))).collect::<Vec<_>>();
    assert_eq!(codes(&[(Column::UnitPrice, "x"), (Column::Unit, "day")]), [(Code::ValueInvalid, Column::UnitPrice)]);
    let alone = codes(&[(Column::UnitPrice, "x")]);
    assert_eq!(alone, [(Code::ValueInvalid, Column::UnitPrice), (Code::ValueMissing, Column::Unit)]);
}

#[test]
fn a_window_begins_with_the_reform_at_the_earliest() {
    let used = (Column::WindowDaysUsed, "3");
    assert_eq!(faults(&[(Column::WindowStart, "2023-09-30"), used])[0].code, Code::ValueRange);
    let history = row(&[(Column::WindowStart, "2023-10-01"), used]).history().expect("a history");
    assert_eq!((history.start.to_string(), history.days_used), ("2023-10-01".to_owned(), 3));
}

#[test]
fn payers_are_codes_from_101_to_860_or_names() {
    for (text, code) in [
        ("100", Code::ValueRange),
        ("861", Code::ValueRange),
        ("999", Code::ValueRange),
        ("1010", Code::ValueInvalid),
        ("10", Code::ValueInvalid),
        ("+10", Code::ValueInvalid),
        ("0100", Code::ValueRange),
        ("0861", Code::ValueRange),
        ("00751", Code::ValueInvalid),
        ("Århus", Code::ValueInvalid),
    ] {
        assert_eq!(codes(Column::Payer, text), [code], "{text}");
    }
    assert_eq!(row(&[(Column::Payer, "101")]).payer().code(), 101);
    assert_eq!(row(&[(Column::Payer, "860")]).payer().to_string(), "860");
    for text in ["751", "0751", " 751 ", "Aarhus", "aarhus kommune", "AARHUS KOMMUNE"] {
        assert_eq!(row(&[(Column::Payer, text)]).payer().to_string(), "751", "{text}");
    }
    let near = faults(&[(Column::Payer, "Århus")])[0].expected.clone();
    assert_eq!(near, Expected::Municipality(Municipality::new(751)));
}

#[test]
fn words_are_exact() {
    for (column, text) in [
        (Column::Unit, "Day"),
        (Column::Unit, "døgn"),
        (Column::DecidedBeforeDischarge, "ja"),
        (Column::DecidedBeforeDischarge, "True"),
        (Column::DischargedTo107, "1"),
    ] {
        assert!(codes(column, text).contains(&Code::ValueInvalid), "{column} {text}");
    }
    assert_eq!(row(&[(Column::DecidedBeforeDischarge, "true")]).decided_before_discharge(), Some(true));
    assert_eq!(row(&[(Column::DecidedBeforeDischarge, "false")]).decided_before_discharge(), Some(false));
    assert_eq!(row(&[(Column::DischargedTo107, "true")]).discharged_to_107(), Some(true));
    assert_eq!(row(&[(Column::DischargedTo107, "false")]).discharged_to_107(), Some(false));
    assert_eq!(row(&[(Column::DecidedBeforeDischarge, "true")]).discharged_to_107(), None);
}

#[test]
fn text_is_short_and_plain() {
    for column in [Column::CaseId, Column::CitizenId, Column::RowId, Column::Service, Column::Commitment] {
        assert_eq!(codes(column, "a\u{7}b"), [Code::ValueInvalid], "{column}");
        assert_eq!(codes(column, &"å".repeat(201)), [Code::ValueRange], "{column}");
        assert!(matches!(draft(&[(column, &"å".repeat(200))]), CaseRow::Sound(_)), "{column}");
    }
}

#[test]
fn every_absent_required_cell_is_named() {
    let faults = faults(&[(Column::CaseId, " "), (Column::Service, ""), (Column::FirstDay, ""), (Column::Payer, "")]);
    let columns: Vec<Column> = faults.iter().map(|fault| fault.at.column.expect("a column")).collect();
    assert_eq!(columns, [Column::CaseId, Column::Service, Column::FirstDay, Column::Payer]);
    assert!(faults.iter().all(|fault| fault.code == Code::ValueMissing && fault.value.is_empty()));
}

#[test]
fn cpr_numbers_are_refused_and_never_repeated() {
    let texts = [Column::BuyerReference, Column::OrderReference, Column::AccountingCost, Column::HoldReleased, Column::BuyerGln, Column::Commitment];
    for column in [Column::CaseId, Column::CitizenId, Column::RowId].into_iter().chain(texts) {
        let faults = faults(&[(column, "sag 010190-1234")]);
        assert_eq!((faults[0].code, faults[0].value.as_str()), (Code::CaseCprNumber, "sag xxxxxx-xxxx"), "{column}");
    }
    // Also when it stands across the place where a long text is cut.
    let long = format!("{}010190-1234", "å".repeat(195));
    let faults_of_long = faults(&[(Column::Service, &long)]);
    assert_eq!((faults_of_long[0].code, faults_of_long[0].value.contains("0101")), (Code::ValueRange, false));
    assert_eq!(faults_of_long[0].value.chars().count(), 200);
    assert_eq!(codes(Column::Invoiced, "0101901234"), [Code::CaseCprNumber]);
    // Where such a number is no reference, it is refused for what it is, and masked all the same.
    let faults = faults(&[(Column::Payer, "0101901234")]);
    assert_eq!((faults[0].code, faults[0].value.as_str()), (Code::ValueInvalid, "xxxxxx-xxxx"));
}

#[test]
fn the_citizen_defaults_to_the_case() {
    let mut draft = RowDraft::new(1);
    draft.set(Column::CaseId, " S-1 ");
    let record = draft.finish();
    assert_eq!((&*record.case_id, &*record.citizen_id), ("S-1", "S-1"));
}

#[test]
fn what_a_row_says_for_invoices() {
    let row = row(&[
        (Column::BuyerReference, " SOC "),
        (Column::OrderReference, "4500012345"),
        (Column::AccountingCost, "5.38.42"),
        (Column::BuyerGln, "5798009800275"),
        (Column::HoldReleased, "NN 2024-02-01"),
        (Column::Invoiced, "13485"),
    ]);
    let billing = row.billing().expect("something");
    let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
    assert_eq!(
        (text(&billing.buyer_reference), text(&billing.order_reference), text(&billing.accounting_cost)),
        ("SOC".into(), "4500012345".into(), "5.38.42".into())
    );
    assert_eq!((billing.buyer_gln.map(|gln| gln.to_string()), text(&billing.hold_released)), (Some("5798009800275".into()), "NN 2024-02-01".into()));
    assert_eq!(billing.invoiced.map(|amount| amount.to_string()), Some("13485.00".into()));
    assert_eq!(row.given().count(), 6);
    // The same from typed values, and back.
    let typed = Row::new("a/b", row.payer(), row.first_day()).last_day(row.last_day().expect("an end")).number(7).billing(billing.clone()).build();
    assert_eq!(typed, Ok(row.clone()));
    assert_eq!(row.clone().change().build(), Ok(row));
    assert!(self::row(&[]).billing().is_none());
    // The last digit of the GLN is a check digit.
    for wrong in ["5798009800276", "579800980027", "57980098002755", "EAN 5798009800275"] {
        assert_eq!(
            (codes(Column::BuyerGln, wrong), &faults(&[(Column::BuyerGln, wrong)])[0].expected),
            (vec![Code::ValueInvalid], &Expected::Gln),
            "{wrong}"
        );
    }
    for (text, code) in [("-1", Code::ValueRange), ("100000000.01", Code::ValueRange), ("1.005", Code::ValuePrecision), ("1e3", Code::ValueInvalid)] {
        assert_eq!(codes(Column::Invoiced, text), [code], "{text}");
    }
    for text in ["0", "0.01", "100000000"] {
        assert!(matches!(draft(&[(Column::Invoiced, text)]), CaseRow::Sound(_)), "{text}");
    }
}
