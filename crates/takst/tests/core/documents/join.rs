//! Joined lines (D2) and same content (D3).

use super::given::{day, days, exempt, kr, standard};
use takst::document::join::join;
use takst::document::line::{DocumentLine, Sums, by_vat, have_same_content};
use takst::{Quantity, Unit, UnitPrice};

/// `weeks` weeks at 800 kr. and 25 % VAT.
fn weeks(first: &str, last: &str, weeks: u32) -> DocumentLine {
    let net = i64::from(weeks) * 80_000;
    DocumentLine {
        quantity: Quantity::whole(weeks),
        unit: Unit::Week,
        unit_price: UnitPrice::from_units(8_000_000),
        net: takst::Amount::from_ore(net),
        vat: takst::LineVat { amount: takst::Amount::from_ore(net / 4), ..standard("0.00") },
        ..days("liva/kursus", first, last, 0)
    }
}

/// Days of a month of 31 days that costs 31,000 kr.
fn part(first: &str, last: &str) -> DocumentLine {
    let line = days("hus/ophold", first, last, 1_000);
    DocumentLine { unit_price: UnitPrice::from_units(310_000_000), price_base_quantity: Quantity::whole(31), ..line }
}

fn shown(lines: &[DocumentLine]) -> Vec<String> {
    let line = |l: &DocumentLine| {
        format!("{} {}..{} {} {} {} /{} {}", l.service, l.first_day, l.last_day, l.quantity, l.unit, l.unit_price, l.price_base_quantity, l.net)
    };
    lines.iter().map(line).collect()
}

#[test]
fn rows_that_follow_each_other_become_one_line() {
    // 10 + 21 days at 435 kr.: 31 × 435 = 13,485.
    let lines = join(vec![days("m/basis", "2024-01-01", "2024-01-10", 435), days("m/basis", "2024-01-11", "2024-01-31", 435)]);
    assert_eq!(shown(&lines), ["m/basis 2024-01-01..2024-01-31 31.00 day 435.00 /1.00 13485.00"]);
    // A day between them, another price, another service: not joined.
    for other in [
        days("m/basis", "2024-01-12", "2024-01-31", 435),
        days("m/basis", "2024-01-11", "2024-01-31", 436),
        days("m/udvidet", "2024-01-11", "2024-01-31", 435),
        DocumentLine { vat: standard("0.00"), ..days("m/basis", "2024-01-11", "2024-01-31", 435) },
        DocumentLine { price_base_quantity: Quantity::whole(31), ..days("m/basis", "2024-01-11", "2024-01-31", 435) },
    ] {
        assert_eq!(join(vec![days("m/basis", "2024-01-01", "2024-01-10", 435), other]).len(), 2);
    }
}

#[test]
fn another_service_may_lie_between() {
    let given = vec![
        days("m/basis", "2024-01-11", "2024-01-31", 435),
        days("a/andet", "2024-01-05", "2024-01-20", 100),
        days("m/basis", "2024-01-01", "2024-01-10", 435),
    ];
    let wanted = ["m/basis 2024-01-01..2024-01-31 31.00 day 435.00 /1.00 13485.00", "a/andet 2024-01-05..2024-01-20 16.00 day 100.00 /1.00 1600.00"];
    assert_eq!(shown(&join(given)), wanted);
}

#[test]
fn weeks_follow_each_other_by_sevens() {
    // A row from the 1st to the 10th charges the weeks of the 1st and the 8th; the next row's first week begins on the 15th.
    let lines = join(vec![weeks("2024-01-01", "2024-01-10", 2), weeks("2024-01-15", "2024-01-31", 3)]);
    assert_eq!(shown(&lines), ["liva/kursus 2024-01-01..2024-01-31 5.00 week 800.00 /1.00 4000.00"]);
    assert_eq!(lines[0].vat.amount, kr("1000.00"));
    assert_eq!(join(vec![weeks("2024-01-01", "2024-01-10", 2), weeks("2024-01-11", "2024-01-31", 3)]).len(), 2, "another course");
}

#[test]
fn parts_of_a_month_become_the_month() {
    let lines = join(vec![part("2024-01-16", "2024-01-31"), part("2024-01-01", "2024-01-15")]);
    assert_eq!(shown(&lines), ["hus/ophold 2024-01-01..2024-01-31 1.00 month 31000.00 /1.00 31000.00"]);
    let lines = join(vec![part("2024-01-02", "2024-01-15"), part("2024-01-16", "2024-01-31")]);
    assert_eq!(shown(&lines), ["hus/ophold 2024-01-02..2024-01-31 30.00 day 31000.00 /31.00 30000.00"]);
    // 31 days at the price for 31 that are no month.
    assert_eq!(shown(&join(vec![part("2024-02-01", "2024-03-02")])), ["hus/ophold 2024-02-01..2024-03-02 31.00 day 31000.00 /31.00 31000.00"]);
    // Two parts with a day between them that has another price: both stay parts.
    assert_eq!(join(vec![part("2024-01-01", "2024-01-14"), part("2024-01-16", "2024-01-31")]).len(), 2);
}

#[test]
fn hours_and_courses_are_not_joined() {
    for unit in [Unit::Hour, Unit::Course] {
        let line = |first, last| DocumentLine { unit, vat: exempt(), ..days("liva/mentor", first, last, 500) };
        assert_eq!(join(vec![line("2024-01-01", "2024-01-10"), line("2024-01-11", "2024-01-20")]).len(), 2);
    }
}

#[test]
fn lines_are_ordered_by_first_day_service_last_day_price_quantity() {
    let hours = |service: &str, last: &str, hours: i64, price: i64| DocumentLine {
        unit: Unit::Hour,
        quantity: Quantity::from_units(hours * 100),
        ..days(service, "2024-01-01", last, price)
    };
    let wanted = [
        days("z/z", "2023-12-31", "2023-12-31", 9),
        hours("a/a", "2024-01-02", 9, 9),
        hours("b/b", "2024-01-01", 9, 9),
        hours("b/b", "2024-01-02", 9, 8),
        hours("b/b", "2024-01-02", 1, 9),
        hours("b/b", "2024-01-02", 2, 9),
    ];
    let mut mixed = wanted.to_vec();
    mixed.reverse();
    assert_eq!(join(mixed), wanted);
}

#[test]
fn joined_lines_add_up() {
    let given = vec![weeks("2024-01-01", "2024-01-10", 2), days("m/basis", "2024-01-11", "2024-01-31", 435), weeks("2024-01-15", "2024-01-31", 3)];
    // 5 × 800 + 21 × 435 = 13,135; VAT 1,000.
    assert_eq!((Sums::of(&given), Sums::of(&join(given.clone()))), (Sums { net: kr("13135.00"), vat: kr("1000.00") }, Sums::of(&given)));
    assert_eq!(Sums::of(&given).total(), kr("14135.00"));
    let sums = by_vat(&join(given));
    assert_eq!(sums.iter().map(|sum| (sum.category.as_str(), sum.sums.net)).collect::<Vec<_>>(), [("E", kr("9135.00")), ("S", kr("4000.00"))]);
}

#[test]
fn content_is_compared_in_every_field() {
    let line = || DocumentLine { vat: standard("108.75"), ..days("m/basis", "2024-01-01", "2024-01-01", 435) };
    let same = |other: DocumentLine| have_same_content(&[line()], &[other]);
    assert!(same(line()));
    for other in [
        DocumentLine { service: "m/andet".into(), ..line() },
        DocumentLine { first_day: day("2023-12-31"), ..line() },
        DocumentLine { last_day: day("2024-01-02"), ..line() },
        DocumentLine { quantity: Quantity::whole(2), ..line() },
        DocumentLine { unit: Unit::Week, ..line() },
        DocumentLine { unit_price: UnitPrice::from_units(1), ..line() },
        DocumentLine { price_base_quantity: Quantity::whole(31), ..line() },
        DocumentLine { net: kr("435.01"), ..line() },
        DocumentLine { vat: exempt(), ..line() },
        DocumentLine { vat: takst::LineVat { rate: takst::Percent::from_units(2_600), ..standard("108.75") }, ..line() },
        DocumentLine { vat: standard("108.76"), ..line() },
    ] {
        assert!(!same(other.clone()), "{other:?}");
    }
    assert!(!have_same_content(&[line()], &[line(), line()]) && !have_same_content(&[line()], &[]));
    // VAT is compared for the document: an øre may lie on the other line.
    let with = |vat: &str| DocumentLine { vat: standard(vat), ..line() };
    assert!(have_same_content(&[with("108.75"), with("108.76")], &[with("108.76"), with("108.75")]));
    assert!(!have_same_content(&[with("108.75"), with("108.76")], &[with("108.76"), with("108.76")]));
}
