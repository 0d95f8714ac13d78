//! Verdicts where the amounts differ, and sums by seller (D12.8, D12.9). Figures are worked out by hand beside each test.

use super::control::{JANUARY, rows, verified};
use super::given::kr;
use takst::document::control::judged::by_seller;

/// The verdicts on one line.
fn verdicts(case: &str, line: &str) -> String {
    rows(&[case], &[line])[0].split('|').nth(7).expect("verdicts").to_owned()
}

const MONTH: &str = "service=m/maaned first_day=2024-01-01 last_day=2024-01-31";

#[test]
fn vat_that_is_not_net_times_its_rate_is_a_wrong_sum() {
    let case = "service=m/moms first_day=2024-01-01 last_day=2024-01-31";
    let of = |line: &str| verdicts(case, &format!("service=m/moms days=01-01..01-31 quantity=31 unit=day vat=25 {line}"));
    // 25 % of 3,100 kr. are 775 kr.
    assert_eq!(of("price=100.00 net=3100.00 vat_amount=775.00"), "agrees");
    assert_eq!(of("price=100.00 net=3100.00 vat_amount=700.00"), "sum");
    // 25 % of 3,410 kr. are 852.50 kr.; an øre may be rounded.
    assert_eq!(of("price=110.00 net=3410.00 vat_amount=852.50"), "price");
    assert_eq!(of("price=110.00 net=3410.00 vat_amount=852.51"), "price");
    assert_eq!(of("price=110.00 net=3410.00 vat_amount=852.52"), "price;sum");
}

#[test]
fn an_ore_between_quantity_times_price_and_net_is_rounded() {
    let of = |net: &str| verdicts(JANUARY, &format!("service=m/dag days=01-01..01-31 quantity=31 unit=day price=110.00 net={net}"));
    // 31 × 110 = 3,410.
    assert_eq!([of("3410.01"), of("3409.99"), of("3410.02"), of("3409.98")], ["price", "price", "price;sum", "price;sum"]);
}

#[test]
fn a_price_is_one_however_it_is_put() {
    // 1,000 kr. for each of 31 days are 31,000 a month: only the quantity is wrong.
    let of = |line: &str| verdicts(MONTH, &format!("service=m/maaned {line}"));
    assert_eq!(of("days=01-01..01-31 quantity=33 unit=day price=1000.00 net=33000.00"), "quantity");
    assert_eq!(of("days=01-01..01-31 quantity=33 unit=day price=1001.00 net=33033.00"), "price;quantity");
    // 1,000 kr. for 2 hours are 500 an hour.
    let hours = "service=m/timer first_day=2024-01-01 last_day=2024-01-31 hours=10";
    assert_eq!(verdicts(hours, "service=m/timer days=01-01..01-31 quantity=11 unit=hour price=1000.00 base=2 net=5500.00"), "quantity");
    // 100 kr. an hour are not 100 a day.
    assert_eq!(verdicts(JANUARY, "service=m/dag days=01-01..01-31 quantity=33 unit=hour price=100.00 net=3300.00"), "price");
}

#[test]
fn a_price_without_a_unit_is_compared_as_it_stands() {
    assert_eq!(verdicts(JANUARY, "service=m/dag days=01-01..01-31 quantity=31 price=110.00 net=3410.00"), "price");
    // The price of the month on a part of it: 15/31 of 31,000 are 15,000.
    assert_eq!(verdicts(MONTH, "service=m/maaned days=01-01..01-15 price=31000.00 net=16000.00"), "amount");
    assert_eq!(verdicts(MONTH, "service=m/maaned days=01-01..01-15 price=32000.00 net=16000.00"), "price");
}

#[test]
fn a_month_beyond_the_rows_has_no_wrong_quantity() {
    // 25/31 of 31,000 kr.
    let case = "service=m/maaned first_day=2024-01-01 last_day=2024-01-25";
    assert_eq!(
        rows(&[case], &["service=m/maaned days=01-01..01-31 quantity=1 unit=month price=31000.00 net=31000.00"]),
        ["F1|1|S-1|maaned|101|2024-01|01-01..01-31|period|31000.00|25000.00|6000.00|"]
    );
    assert_eq!(verdicts(case, "service=m/maaned days=01-01..01-31 quantity=2 unit=month price=31000.00 net=62000.00"), "quantity;period");
}

#[test]
fn sums_are_by_seller_and_what_was_found() {
    let cases = ["S-1", "S-2", "S-3"].map(|case| format!("case_id={case} {JANUARY}"));
    let line = |number: &str, case: &str, net: &str| format!("invoice={number} case_id={case} service=m/dag days=01-01..01-31 net={net}");
    let lines = [line("F1", "S-1", "3100.00"), line("F2", "S-2", "3410.00"), line("F3", "S-3", "3300.00"), line("F4", "S-9", "100.00")];
    let verified = verified(&cases.each_ref().map(String::as_str), &lines.each_ref().map(String::as_str));
    let sums = by_seller(&verified.rows);
    let shown: Vec<_> = sums
        .iter()
        .flat_map(|sum| [sum.billed, sum.agreed, sum.disputed, sum.unknown, sum.not_billed])
        .map(|tally| (tally.rows, tally.net))
        .collect();
    // 3,100 + 3,410 + 3,300 + 100 = 9,910.
    assert_eq!(shown, [(4, kr("9910.00")), (1, kr("3100.00")), (2, kr("6710.00")), (1, kr("100.00")), (0, kr("0.00"))]);
    assert!(!verified.all_agree());
}
