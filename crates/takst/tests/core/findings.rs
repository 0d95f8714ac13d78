//! Findings that look at more than one row or at the law: days billed in two cases, own payment, a stay that overlaps its course (R12).

use crate::common::{catalogue, day, law, number, service, tariff};
use takst::catalogue::{Kind, RefundRule};
use takst::{Book, Case, CaseRow, Citizen, Code, Column, Expected, Finding, KnownAsOf, Month, Policy, ReportingPeriod, RowDraft, figure};

/// *Hus* with a service of each unit in one family, another service, and a stay by the day and by the month; the law has the own payment of 2021 and 2023.
fn book() -> Book {
    let of = |name: &str, family: &str, kind, rule| {
        let mut made = service(name, kind, vec![tariff("2020-01-01", None, "1000")]);
        (made.family, made.refund) = (family.into(), rule);
        made
    };
    let none = RefundRule::None;
    let mut catalogue = catalogue(vec![
        of("dag", "hus/dag", Kind::Day, none),
        of("uge", "hus/dag", Kind::Week, none),
        of("forloeb", "hus/dag", Kind::Course, none),
        of("maaned", "hus/dag", Kind::Month, none),
        of("time", "hus/dag", Kind::Hour, none),
        of("andet", "hus/andet", Kind::Day, none),
        of("ophold", "hus/ophold", Kind::Day, RefundRule::Sel110Ophold),
        of("ophold-maaned", "hus/ophold", Kind::Month, RefundRule::Sel110Ophold),
        of("krise", "hus/krise", Kind::Day, RefundRule::Sel109Ophold),
    ]);
    catalogue.law.figures.push(law(figure::OWN_PAYMENT, "2021-01-01", Some("2021-12-31"), "93"));
    catalogue.law.figures.push(law(figure::OWN_PAYMENT, "2023-01-01", Some("2023-12-31"), "96.71"));
    Book::compile(&catalogue, &Policy::default(), KnownAsOf::Latest).expect("a catalogue in order")
}

fn row(number: u64, service: &str, first: &str, last: &str, cells: &[(Column, &str)]) -> CaseRow {
    let mut draft = RowDraft::new(number);
    let service = format!("hus/{service}");
    let always = [(Column::CaseId, "S"), (Column::Payer, "101"), (Column::Service, &*service), (Column::FirstDay, first), (Column::LastDay, last)];
    for (column, text) in always.iter().chain(cells) {
        draft.set(*column, text);
    }
    draft.finish().row
}

fn priced(cases: Vec<Vec<CaseRow>>, period: &ReportingPeriod) -> Vec<Vec<Finding>> {
    let cases = (1..).zip(cases).map(|(number, rows)| Case { id: format!("S-{number}").into(), rows }).collect();
    book().price(&Citizen { id: "B".into(), cases }, period).into_iter().map(|statement| statement.findings).collect()
}

/// The findings of one code: row, column and value.
fn of(findings: &[Finding], code: Code) -> Vec<(u64, Option<Column>, &str)> {
    findings.iter().filter(|f| f.code == code).map(|f| (f.at.row.expect("a row"), f.at.column, &*f.value)).collect()
}

const CASE: Option<Column> = Some(Column::CaseId);

#[test]
fn days_of_a_family_in_two_cases_are_told_in_both() {
    let elsewhere = |a: (&str, &str, &str), b: (&str, &str, &str)| {
        let found = priced(vec![vec![row(1, a.0, a.1, a.2, &[])], vec![row(2, b.0, b.1, b.2, &[])]], &ReportingPeriod::ALL);
        let both = [of(&found[0], Code::CaseBilledElsewhere).len(), of(&found[1], Code::CaseBilledElsewhere).len()];
        assert_eq!(both[0], both[1]);
        both[0] == 1
    };
    let long = ("dag", "2023-01-01", "2023-01-31");
    assert!(elsewhere(long, ("dag", "2023-01-31", "2023-02-10")));
    assert!(!elsewhere(long, ("dag", "2023-02-01", "2023-02-10")));
    // Another family, and hours, which may share days.
    assert!(!elsewhere(long, ("andet", "2023-01-31", "2023-02-10")));
    // At week and course prices the days of the row: the week that began on 2023-01-29 reaches to 2023-02-04, the row to 2023-01-30.
    assert!(!elsewhere(("uge", "2023-01-01", "2023-01-30"), ("dag", "2023-01-31", "2023-02-10")));
    assert!(elsewhere(("uge", "2023-01-01", "2023-01-31"), ("dag", "2023-01-31", "2023-02-10")));
    assert!(elsewhere(("forloeb", "2023-01-01", "2023-01-31"), ("maaned", "2023-01-31", "2023-02-10")));
    let hours = |service| {
        priced(
            vec![
                vec![row(1, "time", "2023-01-01", "2023-01-31", &[(Column::Hours, "5")])],
                vec![row(2, service, "2023-01-01", "2023-01-31", if service == "time" { &[(Column::Hours, "5")] } else { &[] })],
            ],
            &ReportingPeriod::ALL,
        )
    };
    assert!(hours("time").iter().all(Vec::is_empty) && hours("dag").iter().all(Vec::is_empty));
}

#[test]
fn each_row_names_each_other_case_once() {
    let rows = |number: u64| vec![row(number, "dag", "2023-01-01", "2023-01-10", &[]), row(number + 1, "dag", "2023-01-11", "2023-01-20", &[])];
    // Row 5 shares days with both rows of the other cases; the last case is refused and bills nothing.
    let refused = vec![row(7, "dag", "2023-01-01", "2023-01-20", &[(Column::Hours, "many")])];
    let cases = vec![rows(1), rows(3), vec![row(5, "dag", "2023-01-08", "2023-01-12", &[])], refused];
    let found = priced(cases, &ReportingPeriod::ALL);
    let shown: Vec<_> = found.iter().map(|findings| of(findings, Code::CaseBilledElsewhere)).collect();
    assert_eq!(shown[0], [(1, CASE, "S-2"), (1, CASE, "S-3"), (2, CASE, "S-2"), (2, CASE, "S-3")]);
    assert_eq!(shown[1], [(3, CASE, "S-1"), (3, CASE, "S-3"), (4, CASE, "S-1"), (4, CASE, "S-3")]);
    assert_eq!(shown[2], [(5, CASE, "S-1"), (5, CASE, "S-2")]);
    assert!(found[0].iter().all(|finding| finding.expected == Expected::BilledOnce));
}

#[test]
fn a_window_of_time_leaves_out_days_that_are_not_charged() {
    let cases = || vec![vec![row(1, "dag", "2023-01-01", "2023-03-31", &[])], vec![row(2, "uge", "2023-01-20", "2023-02-10", &[])]];
    let found = |from: Option<&str>, until: &str| {
        let period = ReportingPeriod { from: from.map(|from| from.parse::<Month>().expect("a month")), until: Some(day(until)) };
        priced(cases(), &period).iter().map(|findings| of(findings, Code::CaseBilledElsewhere).len()).collect::<Vec<_>>()
    };
    assert_eq!(found(None, "2023-01-19"), [0, 0]);
    assert_eq!(found(None, "2023-01-20"), [1, 1]);
    // In March only the first row has a day; the days it shares lie before.
    assert_eq!(found(Some("2023-03"), "2023-03-31"), [1, 0]);
}

/// Pairs of rows that are both outside the window of time have no finding. There are 200 million of them here: to look at each takes gigabytes.
#[test]
fn cases_before_the_window_of_time_are_not_paired() {
    let many = 20_000;
    let mut cases: Vec<_> = (1..=many).map(|number| vec![row(number, "dag", "2023-01-01", "2023-01-10", &[])]).collect();
    cases.push(vec![row(many + 1, "dag", "2023-02-01", "2023-02-10", &[])]);
    let period = ReportingPeriod { from: Some("2023-02".parse::<Month>().expect("a month")), until: None };
    assert!(priced(cases, &period).iter().all(Vec::is_empty));
}

#[test]
fn an_own_payment_that_is_not_the_laws_is_told_once_a_row() {
    let differs = |service: &str, first: &str, last: &str, own: &str| {
        let found = priced(vec![vec![row(1, service, first, last, &[(Column::OwnPaymentPerDay, own)])]], &ReportingPeriod::ALL).remove(0);
        let shown = found.into_iter().filter(|f| f.code == Code::OwnPaymentDiffers).map(|f| (f.at.column, f.value, f.expected)).collect::<Vec<_>>();
        assert!(shown.len() <= 1);
        shown.into_iter().next()
    };
    let shown = |own: &str, figure: &str, from: &str| {
        Some((Some(Column::OwnPaymentPerDay), own.to_owned(), Expected::OwnPaymentOfLaw(number(figure), day(from))))
    };
    assert_eq!(differs("ophold", "2023-01-01", "2023-12-31", "96.71"), None);
    assert_eq!(differs("ophold", "2023-06-01", "2023-06-30", "105.50"), shown("105.50", "96.71", "2023-01-01"));
    assert_eq!(differs("ophold", "2023-06-01", "2023-06-30", "0"), shown("0.00", "96.71", "2023-01-01"));
    assert_eq!(differs("ophold-maaned", "2023-06-01", "2023-06-30", "20"), shown("20.00", "96.71", "2023-01-01"));
    // The law has no figure of 2022 and 2024: nothing is known to differ. On the last day of 2021 one is.
    assert_eq!(differs("ophold", "2022-01-01", "2022-12-31", "90"), None);
    assert_eq!(differs("ophold", "2021-12-31", "2022-12-31", "90"), shown("90.00", "93.00", "2021-01-01"));
    // That of 2021 fits and that of 2023 does not.
    assert_eq!(differs("ophold", "2021-12-31", "2023-01-01", "93"), shown("93.00", "96.71", "2023-01-01"));
    assert_eq!(differs("ophold", "2021-12-31", "2022-12-31", "93"), None);
    // Other services have an own payment of their own.
    assert_eq!(differs("krise", "2023-06-01", "2023-06-30", "20"), None);
    // Absent is no amount that differs: the assumption says so.
    let absent = priced(vec![vec![row(1, "ophold", "2023-06-01", "2023-06-30", &[])]], &ReportingPeriod::ALL);
    assert_eq!(absent, [vec![]]);
}

#[test]
fn own_payments_of_the_law_that_are_no_amounts_are_refused() {
    let mut wrong = catalogue(Vec::new());
    wrong.law.figures.push(law(figure::OWN_PAYMENT, "2021-01-01", None, "-1"));
    let errors = Book::compile(&wrong, &Policy::default(), KnownAsOf::Latest).expect_err("an error");
    assert_eq!(errors.to_string(), "the law's figure \"own-payment.sel-110.per-day\" is -1, which is out of its range");
}

#[test]
fn a_stay_that_ends_after_the_course_has_begun_is_told() {
    let shown = |service: &str, stay: &str| {
        let rows =
            vec![row(1, service, "2023-06-10", "2023-06-20", &[(Column::PriorStayTo, stay)]), row(2, service, "2023-06-21", "2023-06-30", &[])];
        let found = priced(vec![rows], &ReportingPeriod::ALL).remove(0);
        found.into_iter().filter(|f| f.code == Code::StayOverlaps).map(|f| (f.at.row, f.at.column, f.value, f.expected)).collect::<Vec<_>>()
    };
    assert_eq!(shown("dag", "2023-06-09"), []);
    assert_eq!(shown("dag", "2023-06-10"), []);
    let found = (Some(1), Some(Column::PriorStayTo), "2023-06-11".to_owned(), Expected::NotAfter(day("2023-06-10")));
    assert_eq!(shown("dag", "2023-06-11"), std::slice::from_ref(&found));
    assert_eq!(shown("uge", "2023-06-11"), [found]);
}
