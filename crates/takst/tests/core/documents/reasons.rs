//! Reasons of a place (D7), and differences line by line (D3.3).

use super::given::{case, content, days, exempt, file, kr, settled, should, standard, stands};
use crate::common::{catalogue, number, service, tariff};
use takst::catalogue::{Kind, Tariff};
use takst::document::content::Content;
use takst::document::differ::{Field, differ};
use takst::document::line::DocumentLine;
use takst::document::services::Services;
use takst::document::settle::Mode;
use takst::{Book, KnownAsOf, Percent, Policy, Quantity, Unit, UnitPrice};

/// The reasons between what stood and what should be, each with a payer.
fn between(stood: &[(u16, Vec<DocumentLine>)], should_be: &[(u16, Vec<DocumentLine>)]) -> String {
    let of = |payer: u16, lines: &[DocumentLine]| content("S-1", payer, "2024-01", lines);
    let standing = stood.iter().zip(1..).map(|((payer, lines), n)| stands(&format!("M-{n}"), of(*payer, lines))).collect();
    let given = file(vec![case("S-1", should_be.iter().map(|(payer, lines)| should(of(*payer, lines))).collect())]);
    let written = settled(Mode::Invoice, standing, given);
    let [one] = &*written else { panic!("{written:?}") };
    one.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(reasons, _)| reasons.to_owned()).expect("reasons")
}

fn of_101(stood: DocumentLine, should_be: DocumentLine) -> String {
    between(&[(101, vec![stood])], &[(101, vec![should_be])])
}

fn stay(price: i64) -> DocumentLine {
    days("m/basis", "2024-01-01", "2024-01-31", price)
}

fn hours(first: &str, last: &str, hours: u32, price: i64) -> DocumentLine {
    let line = days("m/mentor", first, last, price);
    let net = takst::Amount::from_ore(i64::from(hours) * price * 100);
    DocumentLine { quantity: Quantity::whole(hours), unit: Unit::Hour, net, ..line }
}

#[test]
fn withdrawn_stands_alone() {
    assert_eq!(between(&[(101, vec![stay(1)])], &[]), "correction.withdrawn");
    assert_eq!(between(&[(101, vec![stay(1)]), (147, vec![stay(2)])], &[]), "correction.withdrawn");
}

#[test]
fn other_payers() {
    assert_eq!(between(&[(101, vec![stay(1)])], &[(147, vec![stay(1)])]), "correction.payer");
    // The days of the month are the same, of both payers together.
    let half = |first, last| days("m/basis", first, last, 1);
    let two = [(101, vec![half("2024-01-01", "2024-01-15")]), (147, vec![half("2024-01-16", "2024-01-31")])];
    assert_eq!(between(&[(101, vec![stay(1)])], &two), "correction.payer");
    // The same two payers change their days: no other payer, no other day, no other price.
    let moved = [(101, vec![half("2024-01-01", "2024-01-20")]), (147, vec![half("2024-01-21", "2024-01-31")])];
    assert_eq!(between(&two, &moved), "correction.amount");
}

#[test]
fn other_services() {
    assert_eq!(of_101(stay(1), days("m/udvidet", "2024-01-01", "2024-01-31", 1)), "correction.service");
    let both = vec![days("m/basis", "2024-01-01", "2024-01-15", 1), days("m/udvidet", "2024-01-16", "2024-01-31", 2)];
    assert_eq!(between(&[(101, vec![stay(1)])], &[(101, both)]), "correction.service;correction.period");
}

#[test]
fn other_days() {
    assert_eq!(of_101(stay(1), days("m/basis", "2024-01-01", "2024-01-30", 1)), "correction.period");
    assert_eq!(of_101(days("m/basis", "2024-01-01", "2024-01-30", 1), stay(1)), "correction.period");
    // Days that lie in two lines at two prices are the days of one line.
    let two = vec![days("m/basis", "2024-01-01", "2024-01-15", 1), days("m/basis", "2024-01-16", "2024-01-31", 2)];
    assert_eq!(between(&[(101, vec![stay(1)])], &[(101, two)]), "correction.price");
    // Days that do not meet have no price in common.
    assert_eq!(of_101(days("m/basis", "2024-01-01", "2024-01-05", 1), days("m/basis", "2024-01-06", "2024-01-10", 2)), "correction.period");
}

#[test]
fn other_rows_of_hours() {
    let one = || hours("2024-01-01", "2024-01-31", 5, 500);
    assert_eq!(of_101(one(), hours("2024-01-01", "2024-01-31", 6, 500)), "correction.period");
    assert_eq!(of_101(one(), hours("2024-01-02", "2024-01-31", 5, 500)), "correction.period");
    assert_eq!(of_101(one(), hours("2024-01-01", "2024-01-31", 5, 600)), "correction.price");
    assert_eq!(between(&[(101, vec![one()])], &[(101, vec![one(), one()])]), "correction.period");
    // Two prices on one day are two prices on both sides, in whatever order.
    let both = |a, b| vec![hours("2024-01-01", "2024-01-31", 1, a), hours("2024-01-01", "2024-01-31", 1, b)];
    let with = |lines: Vec<DocumentLine>| [(101, lines)];
    let mut more = both(500, 600);
    more[0].net = kr("500.01");
    assert_eq!(between(&with(both(500, 600)), &with(more)), "correction.amount");
    assert_eq!(between(&with(both(500, 600)), &with(both(500, 700))), "correction.price");
}

#[test]
fn other_prices() {
    assert_eq!(of_101(stay(1), stay(2)), "correction.price");
    // One price on the first day, another from then on: only the last day has another.
    let two = vec![days("m/basis", "2024-01-01", "2024-01-30", 1), days("m/basis", "2024-01-31", "2024-01-31", 9)];
    assert_eq!(between(&[(101, vec![stay(1)])], &[(101, two)]), "correction.price");
    // The same number per another unit is another price.
    let course = DocumentLine { unit: Unit::Course, quantity: Quantity::whole(1), ..stay(1) };
    assert_eq!(of_101(stay(1), course), "correction.price");
}

/// A month at 31,000 kr., or days of it.
fn whole(price: i64) -> DocumentLine {
    DocumentLine { unit: Unit::Month, quantity: Quantity::whole(1), unit_price: UnitPrice::from_units(price * 10_000), ..stay(1_000) }
}

fn part(last: &str, price: i64) -> DocumentLine {
    let line = days("m/basis", "2024-01-01", last, 1_000);
    DocumentLine { price_base_quantity: Quantity::whole(31), unit_price: UnitPrice::from_units(price * 10_000), ..line }
}

#[test]
fn a_whole_month_and_a_part_of_it_have_one_price() {
    assert_eq!(of_101(whole(31_000), part("2024-01-20", 31_000)), "correction.period");
    assert_eq!(of_101(part("2024-01-20", 31_000), whole(31_000)), "correction.period");
    assert_eq!(of_101(whole(31_000), part("2024-01-20", 31_001)), "correction.period;correction.price");
    // A price per day is another one, unless a version has both.
    assert_eq!(of_101(whole(31_000), days("m/basis", "2024-01-01", "2024-01-20", 1_200)), "correction.period;correction.price");
    struct Both;
    impl Services for Both {
        fn family<'a>(&'a self, service: &'a str) -> &'a str {
            service
        }
        fn is_one_version(&self, service: &str, month: UnitPrice, day: UnitPrice) -> bool {
            (service, month.units(), day.units()) == ("m/basis", 310_000_000, 12_000_000)
        }
    }
    let day_price = |price| [days("m/basis", "2024-01-01", "2024-01-20", price)];
    for (day, month) in [(1_200, 31_000), (1_201, 31_000), (1_200, 31_001)] {
        let is_another = (day, month) != (1_200, 31_000);
        let there = differ(&[whole(month)], &day_price(day), &Both);
        let back = differ(&day_price(day), &[part("2024-01-20", month)], &Both);
        assert_eq!((there.price, back.price), (is_another, is_another), "{day} {month}");
    }
}

#[test]
fn a_book_knows_which_prices_are_of_one_version() {
    let version = |from, to, price, day_price: &str| {
        let day_price = UnitPrice::try_from(number(day_price)).ok();
        Tariff { day_price, ..tariff(from, to, price) }
    };
    let tariffs = vec![version("2024-01-01", Some("2024-06-30"), "31000.00", "1200.00"), version("2024-07-01", None, "32000.00", "1300.00")];
    let book = Book::compile(&catalogue(vec![service("ophold", Kind::Month, tariffs)]), &Policy::default(), KnownAsOf::Latest).expect("a book");
    let is_one = |service: &str, month: i64, day: i64| {
        book.is_one_version(service, UnitPrice::from_units(month * 10_000), UnitPrice::from_units(day * 10_000))
    };
    assert!(is_one("hus/ophold", 31_000, 1_200) && is_one("hus/ophold", 32_000, 1_300));
    for (service, month, day) in
        [("hus/ophold", 31_000, 1_300), ("hus/ophold", 31_001, 1_200), ("hus/ophold", 31_000, 1_201), ("hus/andet", 31_000, 1_200)]
    {
        assert!(!is_one(service, month, day), "{service} {month} {day}");
    }
}

#[test]
fn other_vat() {
    // 31 days at 1 kr.: 25 % is 7.75.
    let with = |vat| DocumentLine { vat, ..stay(1) };
    assert_eq!(of_101(with(exempt()), with(standard("7.75"))), "correction.vat");
    let rate = takst::LineVat { rate: Percent::from_units(2_600), ..standard("8.06") };
    assert_eq!(of_101(with(standard("7.75")), with(rate)), "correction.vat");
    // Another amount at the same rate is none of these.
    assert_eq!(of_101(with(standard("7.75")), with(standard("7.76"))), "correction.amount");
}

#[test]
fn several_reasons_come_in_their_order() {
    let before = DocumentLine { vat: standard("7.75"), ..stay(1) };
    let after = vec![days("m/basis", "2024-01-01", "2024-01-30", 2), days("m/udvidet", "2024-01-31", "2024-01-31", 2)];
    let all = "correction.payer;correction.service;correction.period;correction.price;correction.vat";
    assert_eq!(between(&[(101, vec![before])], &[(147, after)]), all);
}

#[test]
fn lines_that_belong_together_are_compared_in_each_field() {
    let stood = [stay(435), days("m/andet", "2024-01-05", "2024-01-05", 100)];
    let should_be = [days("m/basis", "2024-01-03", "2024-01-31", 436), days("m/nyt", "2024-01-01", "2024-01-01", 7)];
    let differences = differ(&stood, &should_be, &());
    let written: Vec<_> = differences.lines.iter().map(|line| (line.before, line.after, line.fields.len(), line.sums.net)).collect();
    // 29 × 436 − 31 × 435 = 12,644 − 13,485 = −841.
    assert_eq!(written, [(Some(0), Some(0), 4, kr("-841.00")), (Some(1), None, 6, kr("-100.00")), (None, Some(1), 6, kr("7.00"))]);
    assert_eq!(differences.lines[0].fields, [Field::Days, Field::Quantity, Field::Price, Field::Net]);
    let words: Vec<_> = differences.lines[1].fields.iter().map(|field| field.as_str()).collect();
    assert_eq!(words, ["service", "days", "quantity", "price", "net", "vat"]);
    assert_eq!(differences.sums.net, kr("-934.00"));
    assert!(!differences.is_empty() && differ(&stood, &stood, &()).is_empty());
    // The line that is still there finds itself, not the one that begins on its day.
    let kept = days("m/basis", "2024-01-01", "2024-01-02", 435);
    let differences = differ(&[stay(435), kept.clone()], &[kept], &());
    assert_eq!(differences.lines.iter().map(|line| (line.before, line.after)).collect::<Vec<_>>(), [(Some(0), None)]);
    // The same service says more than the same first day.
    let moved = [days("m/nyt", "2024-01-01", "2024-01-01", 7), days("m/basis", "2024-01-03", "2024-01-31", 435)];
    let differences = differ(&[stay(435)], &moved, &());
    assert_eq!(differences.lines.iter().map(|line| (line.before, line.after)).collect::<Vec<_>>(), [(Some(0), Some(1)), (None, Some(0))]);
    // Two lines of a service are each compared with the one of its first day; days that overlap say nothing of another service.
    let (early, late) = (|price| days("m/basis", "2024-01-01", "2024-01-20", price), |price| days("m/basis", "2024-01-11", "2024-01-31", price));
    let differences = differ(&[early(435), late(435)], &[early(436), late(436)], &());
    assert_eq!(differences.lines.iter().map(|line| (line.before, line.after)).collect::<Vec<_>>(), [(Some(0), Some(0)), (Some(1), Some(1))]);
    let elsewhere = [days("m/nyt", "2024-01-05", "2024-01-08", 7), days("m/basis", "2024-02-01", "2024-02-05", 435)];
    let differences = differ(&[early(435)], &elsewhere, &());
    assert_eq!(differences.lines.iter().map(|line| (line.before, line.after)).collect::<Vec<_>>(), [(Some(0), Some(1)), (None, Some(0))]);
    // An øre of VAT that lies on another line is reported, though the rest is the same.
    let with = |vat| DocumentLine { vat: standard(vat), ..stay(1) };
    let differences = differ(&[with("7.75")], &[with("7.76")], &());
    assert_eq!((differences.lines[0].fields.clone(), differences.sums.vat), (vec![Field::Vat], kr("0.01")));
    // Of lines that are the same but for it, those with the same VAT belong together.
    let differences = differ(&[with("7.75"), with("7.76")], &[with("7.76"), with("7.80")], &());
    assert_eq!(differences.lines.iter().map(|line| (line.before, line.after)).collect::<Vec<_>>(), [(Some(0), Some(1))]);
}

#[test]
fn what_counts_as_the_same_is_no_reason() {
    // Content of two services, of which one is the same.
    let of = |payer, lines: Vec<DocumentLine>| content("S-1", payer, "2024-01", &lines);
    let standing = vec![stands("M-1", of(101, vec![stay(1)])), stands("M-2", of(147, vec![days("m/andet", "2024-01-01", "2024-01-01", 1)]))];
    let should_be = [of(101, vec![stay(1)]), of(147, vec![days("m/andet", "2024-01-01", "2024-01-01", 2)])];
    let given = file(vec![case("S-1", should_be.map(|content: Content| should(content)).to_vec())]);
    let reasons = "[correction.price]";
    let wanted = [format!("credit S-1 m 2024-01 147 M-2 1.00 0.00 {reasons}"), format!("issue S-1 m 2024-01 147 M-2 2.00 0.00 {reasons}")];
    assert_eq!(settled(Mode::Correct, standing, given), wanted);
}
