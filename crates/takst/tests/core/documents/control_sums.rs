//! What a control says beside its verdicts: what is contested, the lines behind a row, and what was not controlled. `m/dag` costs 100 kr. a day.

use super::control::verified;
use super::given::kr;
use takst::Amount;
use takst::document::control::judged::{SellerSum, Tally, by_seller};
use takst::document::control::verify::Verified;

const JANUARY: &str = "first_day=2024-01-01 last_day=2024-01-31";

fn only_seller(verified: &Verified) -> SellerSum {
    match by_seller(&verified.rows).as_slice() {
        [sum] => sum.clone(),
        sums => panic!("one seller is due: {sums:?}"),
    }
}

fn tally(of: Tally) -> (u64, Amount, Amount) {
    (of.rows, of.net, of.vat)
}

/// The values of these fields of JSON Lines, of the first row.
fn more(verified: &Verified, names: &[&str]) -> Vec<String> {
    use takst::document::control::judged::Row;
    let texts = verified.rows[0].more_texts();
    assert_eq!(texts.len(), Row::MORE_COLUMNS.len());
    let of = |name: &&str| texts[Row::MORE_COLUMNS.iter().position(|column| column == name).expect("a field")].clone();
    names.iter().map(of).collect()
}

#[test]
fn contested_is_what_is_billed_beyond_what_should_be() {
    let cases = &[
        JANUARY,
        "case_id=S-2 service=m/moms first_day=2024-01-01 last_day=2024-01-10",
        "case_id=S-3 first_day=2024-01-01 last_day=2024-01-10",
        "case_id=S-4 first_day=2024-01-01 last_day=2024-01-10",
    ];
    let billed = &[
        // 31 × 110 kr. instead of 100: 310 too much.
        "invoice=F1 service=m/dag days=01-01..01-31 quantity=31 unit=day price=110.00 net=3410.00",
        // 10 × 120 kr. with 25 % VAT instead of 100: 200 and 50 too much.
        "invoice=F2 case_id=S-2 service=m/moms days=01-01..01-10 quantity=10 unit=day price=120.00 net=1200.00 vat=25",
        // 10 × 100 kr. with VAT where there is none: 0 and 250 too much.
        "invoice=F3 case_id=S-3 service=m/dag days=01-01..01-10 quantity=10 unit=day price=100.00 net=1000.00 vat=25",
        // 10 × 90 kr.: 100 too little, which takes nothing off.
        "invoice=F4 case_id=S-4 service=m/dag days=01-01..01-10 quantity=10 unit=day price=90.00 net=900.00",
    ];
    let sum = only_seller(&verified(cases, billed));
    assert_eq!(tally(sum.contested), (3, kr("510.00"), kr("300.00")));
    assert_eq!(sum.contested.total(), kr("810.00"));
    assert_eq!(tally(sum.short), (1, kr("100.00"), kr("0.00")));
    // 3,410 + 1,200 + 1,000 + 900; VAT 300 + 250.
    assert_eq!(tally(sum.disputed), (4, kr("6510.00"), kr("550.00")));
    assert_eq!(tally(sum.refused), (0, kr("0.00"), kr("0.00")));
}

#[test]
fn what_agrees_to_the_ore_is_not_contested_and_a_refused_case_has_no_amount() {
    let agrees = verified(&[JANUARY], &["service=m/dag days=01-01..01-31 net=3100.01"]);
    assert_eq!(tally(only_seller(&agrees).contested), (0, kr("0.00"), kr("0.00")));
    let refused = verified(&["first_day=2024-01-31 last_day=2024-01-01"], &["service=m/dag days=01-01..01-31 net=3100.00"]);
    let sum = only_seller(&refused);
    assert_eq!((tally(sum.contested), tally(sum.refused)), ((0, kr("0.00"), kr("0.00")), (1, kr("3100.00"), kr("0.00"))));
}

#[test]
fn one_line_against_one_has_quantity_and_price() {
    let verified = verified(&[JANUARY], &["service=m/dag days=01-01..01-31 quantity=31 unit=day price=110.00 net=3410.00 vat=25"]);
    let names = [
        "billed_vat",
        "expected_vat",
        "difference_vat",
        "billed_quantity",
        "billed_unit_price",
        "expected_quantity",
        "expected_unit",
        "expected_unit_price",
    ];
    // 25 % of 3,410.
    assert_eq!(more(&verified, &names), ["852.50", "0.00", "852.50", "31.00", "110.00", "31.00", "day", "100.00"]);
    assert_eq!(more(&verified, &["days_outside", "expected_service"]), ["", "m/dag"]);
}

#[test]
fn days_outside_and_where_the_case_ends() {
    let verified =
        verified(&["first_day=2024-01-01 last_day=2024-01-12"], &["service=m/dag days=01-01..01-31 quantity=31 unit=day price=100.00 net=3100.00"]);
    let line = &verified.rows[0].lines[0];
    // 13 to 31 January.
    assert_eq!(line.days_outside(), 19);
    assert_eq!(line.case_days.map(|days| days.last().to_string()).as_deref(), Some("2024-01-12"));
    assert_eq!(more(&verified, &["days_outside", "expected_quantity"]), ["19", "12.00"]);
}

#[test]
fn the_later_paper_repeats_the_earlier() {
    let whole =
        verified(&[JANUARY], &["invoice=F1 service=m/dag days=01-01..01-31 net=3100.00", "invoice=F2 service=m/dag days=01-01..01-31 net=3100.00"]);
    let repeats: Vec<Option<(&str, bool)>> =
        whole.rows[0].lines.iter().map(|line| line.repeats.as_ref().map(|repeat| (&*repeat.invoice, repeat.is_whole))).collect();
    assert_eq!(repeats, [None, Some(("F1", true))]);
    let part =
        verified(&[JANUARY], &["invoice=F1 service=m/dag days=01-01..01-20 net=2000.00", "invoice=F2 service=m/dag days=01-18..01-31 net=1400.00"]);
    let repeat = part.rows[0].lines[1].repeats.as_ref().expect("days of F1");
    assert_eq!((repeat.is_whole, repeat.days.iter().map(|run| run.days()).collect::<Vec<_>>()), (false, vec![3]));
    // Hours of one month on two papers: no day is billed twice.
    let hours = &["service=m/timer first_day=2024-01-01 last_day=2024-01-31 hours=10"];
    let two =
        verified(hours, &["invoice=F1 service=m/timer days=01-01..01-31 net=5000.00", "invoice=F2 service=m/timer days=01-01..01-31 net=1000.00"]);
    assert!(!two.rows[0].lines[1].repeats.as_ref().expect("hours of F1").is_by_days);
}

#[test]
fn sellers_and_months_without_a_paper_are_named() {
    let months = |cases: &[&str], lines: &[&str]| {
        let of = |run: &takst::document::control::uncontrolled::Uncontrolled| format!("{} {}..{}", run.seller, run.first, run.last);
        verified(cases, lines).uncontrolled.iter().map(of).collect::<Vec<_>>()
    };
    let long = &["first_day=2023-11-01 last_day=2024-05-31", "case_id=S-2 first_day=2024-01-01 last_day=2024-01-31"];
    // The catalogue has prices from 2024: the case is refused, and its rows say which months it has.
    let january = "service=m/dag days=01-01..01-31 net=3100.00";
    assert_eq!(months(long, &[january]), ["m 2023-11..2023-12", "m 2024-02..2024-05"]);
    // March is behind the last billed month, and February between.
    let spring = &["first_day=2024-01-01 last_day=2024-03-31"];
    assert_eq!(months(spring, &[january]), ["m 2024-02..2024-03"]);
    assert_eq!(months(spring, &[january, "invoice=F3 service=m/dag days=03-01..03-31 net=3410.00"]), ["m 2024-02..2024-02"]);
    // What an earlier run received was controlled by it.
    let known = "invoice=F0 known=yes service=m/dag days=02-01..02-29 net=2900.00";
    assert_eq!(months(spring, &[known, january, "invoice=F3 service=m/dag days=03-01..03-31 net=3410.00"]), Vec::<String>::new());
}

#[test]
fn one_seller_alone() {
    let mut verified =
        verified(&[JANUARY], &["service=m/dag days=01-01..01-31 net=3100.00", "invoice=F9 seller=q service=m/dag days=01-01..01-31 net=1.00"]);
    assert!(!verified.all_agree(), "an unknown seller");
    verified.keep_sellers(&["m".into()]);
    assert_eq!((verified.rows.len(), verified.all_agree()), (1, true));
}
