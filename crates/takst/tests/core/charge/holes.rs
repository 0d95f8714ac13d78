//! Days, weeks and rows of hours for which no single price is found: one fault for each longest run (R3.4, R7.4).

use super::cases::{book, lines, price, rows};
use crate::common::{catalogue, law, service, tariff};
use takst::catalogue::{Kind, RefundRule, Service, StartedWeek, Terms};
use takst::{Book, Code, Column, KnownAsOf, Policy, figure};

/// The faults of one row: code and value.
fn faults(book: &Book, cells: &str) -> Vec<(Code, String)> {
    let result = price(book, rows(&[cells]), None).result;
    result.err().unwrap_or_default().into_iter().map(|fault| (fault.code, fault.value)).collect()
}

/// The cap of days changes within January 2024, and with it the days that are alike.
fn with_a_change_of_law(service: Service) -> Book {
    let mut catalogue = catalogue(vec![Service { refund: RefundRule::Sel110Ophold, ..service }]);
    catalogue.law.figures.retain(|figure| figure.id != figure::CAP_DAYS);
    catalogue.law.figures.push(law(figure::CAP_DAYS, "2023-10-01", Some("2024-01-15"), "120"));
    catalogue.law.figures.push(law(figure::CAP_DAYS, "2024-01-16", None, "90"));
    Book::compile(&catalogue, &Policy::default(), KnownAsOf::Latest).expect("a catalogue in order")
}

#[test]
fn each_run_of_days_without_a_tariff_is_one_fault() {
    let versions =
        vec![tariff("2024-01-01", Some("2024-01-10"), "100"), tariff("2024-01-21", Some("2024-01-31"), "110"), tariff("2024-02-05", None, "120")];
    let none = |value: &str| (Code::TariffNone, value.to_owned());
    for book in [book(vec![service("dag", Kind::Day, versions.clone())]), with_a_change_of_law(service("dag", Kind::Day, versions.clone()))] {
        assert_eq!(faults(&book, "dag 2024-01-05 2024-02-10"), [none("2024-01-11/2024-01-20"), none("2024-02-01/2024-02-04")]);
        assert_eq!(faults(&book, "dag 2024-01-10 2024-01-11"), [none("2024-01-11/2024-01-11")]);
        assert_eq!(faults(&book, "dag 2024-01-21 2024-01-31"), []);
    }
}

#[test]
fn days_before_and_after_the_tariffs_are_two_faults() {
    let book = book(vec![service("dag", Kind::Day, vec![tariff("2024-01-05", Some("2024-01-10"), "100")])]);
    let found = [(Code::TariffNone, "2024-01-01/2024-01-04".to_owned()), (Code::TariffEnded, "2024-01-11/2024-01-20".to_owned())];
    assert_eq!(faults(&book, "dag 2024-01-01 2024-01-20"), found);
}

#[test]
fn each_run_of_weeks_that_start_without_a_tariff_is_one_fault() {
    // Weeks start on 1, 8, 15, 22 and 29 January and on 5 February.
    let week = |versions, started_week| Service { terms: Terms { started_week, ..Terms::default() }, ..service("uge", Kind::Week, versions) };
    let none = |value: &str| (Code::TariffNone, value.to_owned());
    let gap = book(vec![week(vec![tariff("2024-01-01", Some("2024-01-14"), "800"), tariff("2024-01-29", None, "900")], None)]);
    assert_eq!(faults(&gap, "uge 2024-01-01 2024-02-11"), [none("2024-01-15/2024-01-22")]);
    let versions =
        vec![tariff("2024-01-01", Some("2024-01-14"), "800"), tariff("2024-01-22", Some("2024-01-28"), "850"), tariff("2024-02-05", None, "900")];
    let gaps = book(vec![week(versions, None)]);
    assert_eq!(faults(&gaps, "uge 2024-01-01 2024-02-11"), [none("2024-01-15/2024-01-15"), none("2024-01-29/2024-01-29")]);

    // A week that the end of the course cuts is not charged where only whole weeks are, and asks for no price.
    let ended = |started_week| book(vec![week(vec![tariff("2024-01-01", Some("2024-01-14"), "800")], Some(started_week))]);
    let (whole, started) = (ended(StartedWeek::WholeWeeksOnly), ended(StartedWeek::Full));
    let over = [(Code::TariffEnded, "2024-01-15/2024-01-15".to_owned())];
    assert_eq!((faults(&whole, "uge 2024-01-01 2024-01-20"), faults(&started, "uge 2024-01-01 2024-01-20")), (vec![], over.to_vec()));
    assert_eq!(faults(&whole, "uge 2024-01-01 2024-01-21"), over);
}

#[test]
fn a_row_of_hours_lies_within_one_tariff_and_one_month() {
    let versions = vec![tariff("2024-01-01", Some("2024-01-15"), "100"), tariff("2024-01-16", None, "110")];
    let undated = |last: &str| vec![(Code::CaseHoursUndated, last.to_owned())];
    let book = book(vec![service("time", Kind::Hour, versions)]);
    assert_eq!(faults(&book, "time 2024-01-10 2024-01-16 hours=10"), undated("2024-01-16"));
    assert_eq!(faults(&book, "time 2024-01-10 2024-01-20 hours=10"), undated("2024-01-20"));
    assert_eq!((faults(&book, "time 2024-01-10 2024-01-15 hours=10"), faults(&book, "time 2024-01-16 2024-01-31 hours=10")), (vec![], vec![]));
    assert_eq!(faults(&book, "time 2024-01-31 2024-02-01 hours=10"), undated("2024-02-01"));
    let found = price(&book, rows(&["time 2024-01-10 2024-01-20 hours=10"]), None).result.expect_err("a fault");
    assert_eq!((found[0].at.row, found[0].at.column), (Some(1), Some(Column::LastDay)));

    // Days on both sides of a change of law that is none of its price or outcome: 10 hours at 100.
    let changed = with_a_change_of_law(service("time", Kind::Hour, vec![tariff("2024-01-01", None, "100")]));
    let statement = price(&changed, rows(&["time 2024-01-10 2024-01-20 hours=10"]), None);
    assert_eq!(lines(&statement), ["2024-01-10 2024-01-20 10.00 hour 100.00/1.00 1000.00"]);
}
