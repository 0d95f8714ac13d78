//! Rows of one case together: the order of their lines, parts of a month, faults that only some of them have, and cases without rows.

use super::cases::{book, citizen, lines, price, rows};
use crate::common::{service, tariff};
use takst::catalogue::{Kind, Service};
use takst::kernel::{Scratch, evaluate, input};
use takst::{Book, Case, Citizen, Code, ReportingPeriod, Totals};

fn priced(name: &str, kind: Kind, price: &str) -> Service {
    service(name, kind, vec![tariff("2020-01-01", None, price)])
}

fn codes(book: &Book, cells: &[&str]) -> Vec<(Code, String)> {
    price(book, rows(cells), None).result.err().unwrap_or_default().into_iter().map(|fault| (fault.code, fault.value)).collect()
}

#[test]
fn rows_of_hours_that_share_a_day_are_in_order_of_their_services() {
    let family = |name| Service { family: "hus/f".into(), ..priced(name, Kind::Hour, "100") };
    let book = book(vec![family("a"), family("z")]);
    let statement = price(&book, rows(&["z 2024-01-10 2024-01-10 hours=1", "a 2024-01-10 2024-01-20 hours=2"]), None);
    assert_eq!(statement.lines().map(|line| &*line.service.id).collect::<Vec<_>>(), ["hus/a", "hus/z"]);
}

#[test]
fn parts_of_a_month_are_rounded_for_each_payer() {
    let book = book(vec![priced("md", Kind::Month, "100")]);
    let day = |day: &str, payer: &str| format!("md 2024-01-{day} 2024-01-{day} payer={payer}");
    let cells = ["md 2024-01-01 2024-01-10 payer=101".to_owned(), day("11", "147"), day("12", "157"), day("13", "147")];
    let statement = price(&book, rows(&cells.each_ref().map(String::as_str)), None);
    let mut nets: Vec<_> = statement.lines().map(|line| (line.period.first().to_string(), line.net.to_string())).collect();
    nets.sort();
    // 1,000/31 = 32.258; 100/31 = 3.2258; 200/31 = 6.4516, less 3.23.
    assert_eq!(nets.iter().map(|(_, net)| net.as_str()).collect::<Vec<_>>(), ["32.26", "3.23", "3.23", "3.22"]);
}

#[test]
fn a_price_that_ends_within_a_row_is_found_behind_other_prices() {
    let versions = vec![tariff("2024-01-01", Some("2024-01-10"), "100"), tariff("2024-01-11", Some("2024-01-20"), "110")];
    let book = book(vec![service("dag", Kind::Day, versions.clone()), service("time", Kind::Hour, versions)]);
    let ended = |value: &str| [(Code::TariffEnded, value.to_owned())];
    assert_eq!(codes(&book, &["dag 2024-01-05 2024-01-25"]), ended("2024-01-21/2024-01-25"));
    // To the end of the month, and at one price as far as there is one: dated well enough.
    assert_eq!(codes(&book, &["time 2024-01-15 2024-01-31 hours=10"]), ended("2024-01-21/2024-01-31"));
}

#[test]
fn an_own_payment_that_a_longer_month_could_not_bear_is_taken() {
    let book = book(vec![priced("md", Kind::Month, "3000")]);
    // 29 days at 100 kr. are 2,900; 31 would be too much.
    let february = ["md 2024-02-01 2024-02-10 own_payment_per_day=100", "md 2024-02-11 2024-02-29 own_payment_per_day=100"];
    let found = lines(&price(&book, rows(&february), None));
    assert_eq!(found, ["2024-02-01 2024-02-10 10.00 day 3000.00/29.00 1034.48", "2024-02-11 2024-02-29 19.00 day 3000.00/29.00 1965.52"]);
}

#[test]
fn hours_a_week_of_a_service_without_a_price_per_week_ask_for_an_agreed_price() {
    let book = book(vec![service("aftalt", Kind::Agreed, Vec::new())]);
    assert_eq!(codes(&book, &["aftalt 2024-01-01 2024-01-31 hours_per_week=10"]), [(Code::PriceAgreedMissing, String::new())]);
}

#[test]
fn a_case_without_rows_between_refused_ones_is_not_refused() {
    let book = book(vec![priced("dag", Kind::Day, "100")]);
    let refused = |id: &str| Case { id: id.into(), rows: rows(&["dag 2019-01-01 2019-01-02"]) };
    let cases = vec![refused("S-1"), Case { id: "S-2".into(), rows: Vec::new() }, refused("S-3")];
    let totals = book.totals(&Citizen { id: "B".into(), cases }, &ReportingPeriod::ALL);
    assert_eq!(totals.iter().map(Result::is_err).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn the_kernel_says_whether_any_case_was_refused() {
    let book = book(vec![priced("dag", Kind::Day, "100")]);
    let mut scratch = Scratch::default();
    for (cells, is_refused) in [("dag 2024-01-01 2024-01-02", false), ("dag 2019-01-01 2019-01-02", true), ("dag 2024-01-01 2024-01-02", false)] {
        let citizen = citizen(rows(&[cells]));
        let rows: Vec<_> = input(&book, &citizen).collect();
        evaluate(&book, &rows, &ReportingPeriod::ALL, &mut scratch, &mut Totals::default());
        assert_eq!((scratch.any_refused(), scratch.is_refused(0)), (is_refused, is_refused), "{cells}");
    }
}
