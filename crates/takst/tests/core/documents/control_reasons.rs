//! Why a row of the control differs: what is contested, and what stands beside each line. Figures are worked out by hand beside each test.

use super::control::{JANUARY, verified};
use super::given::{day, kr, payer};
use std::collections::BTreeSet;
use takst::document::control::judged::Row;
use takst::document::control::judged_line::JudgedLine;
use takst::document::line::Sums;
use takst::{Month, Period};

/// The one row of a control.
fn row(cases: &[&str], lines: &[&str]) -> Row {
    let rows = verified(cases, lines).rows;
    rows.into_iter().next().expect("a row")
}

/// What is contested, and what is billed too little: net and VAT.
fn sums(row: &Row) -> [Option<(String, String)>; 2] {
    let of = |sums: Option<Sums>| sums.map(|sums| (sums.net.to_string(), sums.vat.to_string()));
    [of(row.contested()), of(row.short())]
}

fn some(net: &str, vat: &str) -> Option<(String, String)> {
    Some((net.to_owned(), vat.to_owned()))
}

fn days(first: &str, last: &str) -> Option<Period> {
    Period::new(day(first), day(last))
}

#[test]
fn what_is_billed_too_much_is_contested_with_its_vat() {
    let of = |line: &str| sums(&row(&[JANUARY], &[line]));
    // 31 days at 110 where 100 is right; 30 days; an øre, which agrees.
    assert_eq!(of("service=m/dag days=01-01..01-31 net=3410.00"), [some("310.00", "0.00"), None]);
    assert_eq!(of("service=m/dag days=01-01..01-31 quantity=30 unit=day net=3000.00"), [None, some("100.00", "0.00")]);
    assert_eq!(of("service=m/dag days=01-01..01-31 net=3100.01"), [None, None]);
    // 3,100 and a quarter of it, 775: 3,875.
    let taxed = |line: &str| sums(&row(&["service=m/moms first_day=2024-01-01 last_day=2024-01-31"], &[line]));
    assert_eq!(taxed("service=m/moms days=01-01..01-31 net=3100.00 vat=0"), [None, some("0.00", "775.00")]);
    // The same total: net that is VAT by right is contested, the other way round it is missing.
    assert_eq!(taxed("service=m/moms days=01-01..01-31 net=3875.00 vat=0"), [some("775.00", "-775.00"), None]);
    assert_eq!(taxed("service=m/moms days=01-01..01-31 net=3000.00 vat_amount=875.00"), [None, some("100.00", "-100.00")]);
    // 100 more net, 775 less VAT: 675 less in all.
    assert_eq!(taxed("service=m/moms days=01-01..01-31 net=3200.00 vat=0"), [None, some("-100.00", "775.00")]);
    // On hold, with the right amount.
    let held = row(&["service=m/tilsagn first_day=2024-01-01 last_day=2024-01-31"], &["service=m/tilsagn days=01-01..01-31 net=3100.00"]);
    assert_eq!((held.agrees(), sums(&held)), (false, [None, None]));
}

#[test]
fn a_line_stands_beside_the_one_of_ours() {
    let invoice = "service=m/dag days=01-01..01-31 quantity=31 unit=day price=110.00 net=3410.00 vat=25";
    let credit = "invoice=K1 kind=credit-note service=m/dag days=01-01..01-31 net=3410.00";
    let again = "invoice=F2 service=m/dag days=01-01..01-31 quantity=31 unit=day price=105.00 net=3255.00";
    let row = row(&[JANUARY], &[invoice, credit, again]);
    let [first, taken_back, second] = &*row.lines else { panic!("three lines: {row:?}") };
    for line in &row.lines {
        assert_eq!((line.service.as_deref(), line.period), (Some("m/dag"), days("2024-01-01", "2024-01-31")), "{}", line.invoice);
    }
    assert_eq!([first, taken_back, second].map(|line| line.billed.net), [kr("3410.00"), kr("-3410.00"), kr("3255.00")]);
    // What was taken back stands beside nothing.
    assert_eq!([first, taken_back, second].map(|line| line.expected().map(|ours| ours.net)), [None, None, Some(kr("3100.00"))]);
    assert_eq!([first, taken_back, second].map(|line| line.is_gone), [true, false, false]);
    assert_eq!([first, taken_back, second].map(|line| line.payers.len()), [0, 0, 1]);
    // 31 × 110, and 25 % of 3,410; 31 × 105, and no rate.
    assert_eq!([first, second].map(JudgedLine::product), [Some(kr("3410.00")), Some(kr("3255.00"))]);
    assert_eq!([first, second].map(JudgedLine::vat_of_rate), [Some(kr("852.50")), None]);
    assert_eq!(taken_back.product(), None);
}

#[test]
fn who_pays_is_said_of_the_days_and_the_provider() {
    let cases = &[
        "first_day=2024-01-01 last_day=2024-01-25",
        "first_day=2024-03-01 last_day=2024-03-31 payer=147",
        "service=n/dag first_day=2024-01-01 last_day=2024-01-25 payer=147",
    ];
    let differs = row(cases, &["service=m/dag days=01-01..01-31 quantity=31 unit=day price=100.00 net=3100.00"]);
    let line = &differs.lines[0];
    assert_eq!(line.payers, BTreeSet::from([payer(101)]));
    assert_eq!((line.days_outside(), line.case_days), (6, days("2024-01-01", "2024-03-31")));
    // What agrees needs no reasons, and a refused case gives none.
    let agrees = row(cases, &["service=m/dag days=01-01..01-25 net=2500.00"]);
    assert_eq!((agrees.agrees(), agrees.lines[0].payers.len(), agrees.lines[0].case_days), (true, 0, None));
    let refused = row(&["first_day=2023-12-31 last_day=2024-01-31"], &["service=m/dag days=01-01..01-31 net=3100.00"]);
    assert_eq!((refused.lines[0].payers.len(), refused.lines[0].case_days), (0, None));
}

#[test]
fn an_earlier_paper_is_whole_where_days_and_net_are_the_same() {
    let of = |line: &str| {
        let second = format!("invoice=F2 service=m/dag {line}");
        let row = row(&[JANUARY], &["service=m/dag days=01-01..01-31 net=3100.00", &second]);
        row.lines[1].repeats.as_ref().map(|repeat| (repeat.invoice.to_string(), repeat.is_whole, repeat.days.len()))
    };
    let is_whole = |whole: bool| Some(("F1".to_owned(), whole, 1));
    assert_eq!(of("days=01-01..01-31 net=3100.00"), is_whole(true));
    assert_eq!(of("days=01-01..01-31 net=3000.00"), is_whole(false));
    assert_eq!(of("days=01-30..01-31 net=3100.00"), is_whole(false));
}

/// What is on hold is not missed up to the last month of a paper of this run; behind it, the days of the rows are asked for.
#[test]
fn months_that_no_paper_bills() {
    let cases = &["service=m/tilsagn first_day=2024-01-01 last_day=2024-03-31", "case_id=S-2 service=n/dag first_day=2024-01-01 last_day=2024-02-29"];
    let known = "case_id=S-2 seller=n service=n/dag days=01-01..01-31 net=3100.00 known=yes";
    let new = "invoice=F2 case_id=S-2 seller=n service=n/dag days=02-01..02-29 net=2900.00";
    let months: Vec<(String, Month, Month)> =
        verified(cases, &[known, new]).uncontrolled.into_iter().map(|run| (run.seller.to_string(), run.first, run.last)).collect();
    let march = Month::of(day("2024-03-01"));
    assert_eq!(months, [("m".to_owned(), march, march)]);
}
