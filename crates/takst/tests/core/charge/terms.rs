//! Terms of the provider: which days and weeks are charged, and courses of which nothing is (R7.7, R12.9).

use super::cases::{book, citizen, lines, price, rows, with_policy};
use crate::common::{service, tariff};
use takst::catalogue::{DayCount, Kind, Service, StartedWeek, Terms};
use takst::{Book, Code, Column, ReportingPeriod, Statement};

fn day_priced(name: &str, day_count: Option<DayCount>) -> Service {
    let terms = Terms { day_count, ..Terms::default() };
    Service { family: "hus/dag".into(), terms, ..service(name, Kind::Day, vec![tariff("2020-01-01", None, "100")]) }
}

/// Three levels per day: as the policy says, only the first day, both days.
fn days() -> Vec<Service> {
    vec![day_priced("dag", None), day_priced("foerste", Some(DayCount::FirstOnly)), day_priced("begge", Some(DayCount::Both))]
}

fn week_priced(name: &str, started_week: Option<StartedWeek>) -> Service {
    let terms = Terms { started_week, ..Terms::default() };
    Service { family: "hus/uge".into(), terms, ..service(name, Kind::Week, vec![tariff("2020-01-01", None, "800")]) }
}

/// Three levels per week: as the policy says, whole weeks only, started weeks in full.
fn weeks() -> Vec<Service> {
    vec![
        week_priced("uge", None),
        week_priced("hele", Some(StartedWeek::WholeWeeksOnly)),
        week_priced("fulde", Some(StartedWeek::Full)),
        Service { family: "hus/uge".into(), ..service("indeholdt", Kind::Included, vec![]) },
    ]
}

/// Lines with the assumptions of counting days and weeks: `d` and `w`.
fn counted(statement: &Statement) -> Vec<String> {
    let mut texts = lines(statement);
    let mut lines: Vec<_> = statement.lines().collect();
    lines.sort_by_key(|line| (line.period.first(), line.row));
    for (text, line) in texts.iter_mut().zip(lines) {
        for (code, mark) in [(Code::AssumedDayCount, " d"), (Code::AssumedStartedWeek, " w")] {
            if line.assumptions.contains(code) {
                text.push_str(mark);
            }
        }
    }
    texts
}

fn priced(book: &Book, cells: &[&str]) -> Vec<String> {
    counted(&price(book, rows(cells), None))
}

fn findings(book: &Book, cells: &[&str]) -> Vec<(Code, Option<u64>, Option<Column>, String)> {
    let found = price(book, rows(cells), None).findings;
    found.into_iter().map(|finding| (finding.code, finding.at.row, finding.at.column, finding.value)).collect()
}

#[test]
fn the_term_goes_before_the_policy_and_settles_the_question() {
    let (by_default, first_only) = (book(days()), with_policy(days(), &[("day-count", "first-only")]));
    for (service, both_book, first_only_book) in [
        ("dag", "2024-01-01 2024-01-10 10.00 day 100.00/1.00 1000.00 d", "2024-01-01 2024-01-09 9.00 day 100.00/1.00 900.00 d"),
        ("foerste", "2024-01-01 2024-01-09 9.00 day 100.00/1.00 900.00", "2024-01-01 2024-01-09 9.00 day 100.00/1.00 900.00"),
        ("begge", "2024-01-01 2024-01-10 10.00 day 100.00/1.00 1000.00", "2024-01-01 2024-01-10 10.00 day 100.00/1.00 1000.00"),
    ] {
        let cells = format!("{service} 2024-01-01 2024-01-10");
        assert_eq!(priced(&by_default, &[&cells]), [both_book], "{service}");
        assert_eq!(priced(&first_only, &[&cells]), [first_only_book], "{service}");
        // One day is first and last: it is charged.
        let one = format!("{service} 2024-01-01 2024-01-01");
        let mark = if service == "dag" { " d" } else { "" };
        assert_eq!(priced(&first_only, &[&one]), [format!("2024-01-01 2024-01-01 1.00 day 100.00/1.00 100.00{mark}")], "{service}");
    }
}

#[test]
fn the_service_whose_row_holds_the_last_day_decides() {
    let book = book(days());
    // The first day is the policy's question, the last one the term's: 5 days, then 4 of 5.
    let found = priced(&book, &["dag 2024-01-01 2024-01-05", "foerste 2024-01-06 2024-01-10"]);
    let expected = ["2024-01-01 2024-01-05 5.00 day 100.00/1.00 500.00 d", "2024-01-06 2024-01-09 4.00 day 100.00/1.00 400.00"];
    assert_eq!(found, expected);
    // The other way about nothing is left out.
    let found = priced(&book, &["foerste 2024-01-01 2024-01-05", "dag 2024-01-06 2024-01-10"]);
    let expected = ["2024-01-01 2024-01-05 5.00 day 100.00/1.00 500.00", "2024-01-06 2024-01-10 5.00 day 100.00/1.00 500.00 d"];
    assert_eq!(found, expected);
    // A row of the last day alone is not charged at all.
    let found = priced(&book, &["dag 2024-01-01 2024-01-09", "foerste 2024-01-10 2024-01-10"]);
    assert_eq!(found, ["2024-01-01 2024-01-09 9.00 day 100.00/1.00 900.00 d"]);
}

#[test]
fn a_term_holds_for_months_and_agreed_prices_too() {
    let terms = || Terms { day_count: Some(DayCount::FirstOnly), started_week: Some(StartedWeek::WholeWeeksOnly), ..Terms::default() };
    let month = Service {
        terms: Terms { day_count: Some(DayCount::FirstOnly), ..Terms::default() },
        ..service("maaned", Kind::Month, vec![tariff("2020-01-01", None, "3100")])
    };
    let agreed = Service { terms: terms(), ..service("aftalt", Kind::Agreed, vec![]) };
    let book = book(vec![month, agreed]);
    assert_eq!(priced(&book, &["maaned 2024-01-01 2024-01-31"]), ["2024-01-01 2024-01-30 30.00 day 3100.00/31.00 3000.00"]);
    assert_eq!(priced(&book, &["aftalt 2024-01-01 2024-01-10 unit_price=50 unit=day"]), ["2024-01-01 2024-01-09 9.00 day 50.00/1.00 450.00"]);
    assert_eq!(priced(&book, &["aftalt 2024-01-01 2024-01-10 unit_price=50 unit=week"]), ["2024-01-01 2024-01-07 1.00 week 50.00/1.00 50.00"]);
}

#[test]
fn a_started_week_is_the_question_of_the_row_with_its_first_day() {
    let (by_default, whole_only) = (book(weeks()), with_policy(weeks(), &[("started-week", "whole-weeks-only")]));
    for (service, both) in [
        ("uge", ["2024-01-01 2024-01-10 2.00 week 800.00/1.00 1600.00 w", "2024-01-01 2024-01-07 1.00 week 800.00/1.00 800.00"]),
        ("hele", ["2024-01-01 2024-01-07 1.00 week 800.00/1.00 800.00", "2024-01-01 2024-01-07 1.00 week 800.00/1.00 800.00"]),
        ("fulde", ["2024-01-01 2024-01-10 2.00 week 800.00/1.00 1600.00", "2024-01-01 2024-01-10 2.00 week 800.00/1.00 1600.00"]),
    ] {
        let cells = format!("{service} 2024-01-01 2024-01-10");
        assert_eq!([&by_default, &whole_only].map(|book| priced(book, &[&cells])), both.map(|line| vec![line.to_owned()]), "{service}");
    }
    // The week of 8 January begins in the second row: it is cut and charged in full by default.
    let found = priced(&by_default, &["hele 2024-01-01 2024-01-03", "uge 2024-01-04 2024-01-10"]);
    let expected = ["2024-01-01 2024-01-03 1.00 week 800.00/1.00 800.00", "2024-01-08 2024-01-10 1.00 week 800.00/1.00 800.00 w"];
    assert_eq!(found, expected);
    // Begun in the first row, it is cut by the course's end and left out.
    let found = priced(&by_default, &["hele 2024-01-01 2024-01-09", "uge 2024-01-10 2024-01-12"]);
    assert_eq!(found, ["2024-01-01 2024-01-07 1.00 week 800.00/1.00 800.00"]);
}

#[test]
fn a_book_knows_which_services_leave_a_question_open() {
    let (of_days, of_weeks) = (book(days()), book(weeks()));
    let open = |book: &Book, service: &str, code| book.assumptions_of(&format!("hus/{service}")).contains(code);
    assert_eq!(["dag", "foerste", "begge"].map(|service| open(&of_days, service, Code::AssumedDayCount)), [true, false, false]);
    assert_eq!(["uge", "hele", "fulde"].map(|service| open(&of_weeks, service, Code::AssumedStartedWeek)), [true, false, false]);
    // What is left out depends on where the course ends, so such rows are not alike.
    assert_eq!(["dag", "foerste", "begge"].map(|service| of_days.likeness(&format!("hus/{service}")).is_some()), [true, false, true]);
    assert_eq!(["uge", "hele", "fulde"].map(|service| of_weeks.likeness(&format!("hus/{service}")).is_some()), [true, false, true]);
}

#[test]
fn a_week_that_is_left_out_needs_no_price() {
    let ended = |started_week| {
        let terms = Terms { started_week, ..Terms::default() };
        Service { terms, ..service("uge", Kind::Week, vec![tariff("2020-01-01", Some("2024-01-07"), "800")]) }
    };
    let cells = ["uge 2024-01-01 2024-01-10"];
    assert_eq!(priced(&book(vec![ended(Some(StartedWeek::WholeWeeksOnly))]), &cells), ["2024-01-01 2024-01-07 1.00 week 800.00/1.00 800.00"]);
    let faults = price(&book(vec![ended(None)]), rows(&cells), None).result.expect_err("the second week has no price");
    assert_eq!((faults[0].code, &*faults[0].value), (Code::TariffEnded, "2024-01-08/2024-01-08"));
}

#[test]
fn a_course_of_which_nothing_is_charged_is_told() {
    let book = book(weeks());
    let not_charged = |row, value: &str| vec![(Code::CourseNotCharged, Some(row), Some(Column::LastDay), value.to_owned())];
    // Six days are no whole week, seven are one.
    assert_eq!(findings(&book, &["hele 2024-01-01 2024-01-06"]), not_charged(1, "2024-01-06"));
    assert_eq!(price(&book, rows(&["hele 2024-01-01 2024-01-06"]), None).lines().count(), 0);
    assert_eq!(findings(&book, &["hele 2024-01-01 2024-01-07"]), []);
    assert_eq!(findings(&book, &["uge 2024-01-01 2024-01-06"]), []);
    // On the first row of the course, whichever comes first.
    assert_eq!(findings(&book, &["hele 2024-01-03 2024-01-04", "hele 2024-01-01 2024-01-02"]), not_charged(2, "2024-01-04"));
    // The week is whole as soon as the course is.
    assert_eq!(findings(&book, &["hele 2024-01-01 2024-01-02", "hele 2024-01-03 2024-01-07"]), []);
    // An open course has no end; one of included services has no price.
    let open = price(&book, rows(&["hele 2024-01-01"]), Some("2024-01-02"));
    assert_eq!((open.findings.len(), open.lines().count()), (0, 1));
    assert_eq!(findings(&book, &["indeholdt 2024-01-01 2024-01-02"]).iter().map(|found| found.0).collect::<Vec<_>>(), [Code::ServiceIncluded]);
    // A window of time changes nothing: the week is charged, only not shown.
    let until = |day| price(&book, rows(&["hele 2024-01-05 2024-01-12"]), Some(day)).findings;
    assert!(until("2024-01-04").is_empty() && until("2024-01-05").is_empty());
}

#[test]
fn findings_rest_on_terms_of_the_catalogue() {
    let terms = Terms {
        max_months: Some(1),
        weeks: Some(3),
        min_weeks: Some(2),
        weekly_hours: Some(takst::Quantity::whole(5)),
        started_week: Some(StartedWeek::WholeWeeksOnly),
        ..Terms::default()
    };
    let level = Service { family: "hus/uge".into(), ..service("uge", Kind::Week, vec![tariff("2020-01-01", None, "800")]) };
    let limited = Service { terms: Terms { min_weekly_hours: Some(takst::Quantity::whole(4)), ..Terms::default() }, ..level.clone() };
    let book = book(vec![
        Service { terms, id: "hus/alle".into(), ..level.clone() },
        Service { id: "hus/mindst".into(), terms: Terms { min_weeks: Some(2), ..limited.terms.clone() }, ..level },
    ]);
    let shown = |cells: &[&str]| {
        let explanation = book.explain(&citizen(rows(cells)), &ReportingPeriod::ALL, "S-1").expect("the case");
        let codes = explanation.statement.findings.iter().map(|finding| finding.code.as_str());
        let term = |term: &Option<takst::Term>| term.as_ref().map_or_else(String::new, |term| format!("{} {}", term.service, term.key));
        codes.zip(&explanation.terms).map(|(code, of)| format!("{code}: {}", term(of))).collect::<Vec<_>>()
    };
    // 22 days are longer than three weeks; the second row's own terms do not count, but its hours do.
    let long = ["alle 2024-01-01 2024-01-07 hours_per_week=6", "mindst 2024-01-08 2024-01-22 hours_per_week=3"];
    assert_eq!(shown(&long), ["hours.differ: hus/alle weekly_hours", "course.too-long: hus/alle weeks", "hours.differ: hus/mindst min_weekly_hours"]);
    // 14 days are two weeks, shorter than three; 6 days are not charged at all.
    assert_eq!(shown(&["alle 2024-01-01 2024-01-14"]), ["course.too-short: hus/alle weeks"]);
    assert_eq!(shown(&["alle 2024-01-01 2024-01-06"]), ["course.too-short: hus/alle weeks", "course.not-charged: hus/alle started_week"]);
    assert_eq!(shown(&["mindst 2024-01-01 2024-01-06"]), ["course.too-short: hus/mindst min_weeks"]);
}
