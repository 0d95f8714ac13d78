//! A provider's bills are our own documents, with one fault put into one of them: it is found with its amount, and nothing else is reported.

use super::control::{book, priced_cases};
use super::given::{kr, parties, payer};
use chrono::{Datelike, NaiveDate};
use rand_lite::Random;
use std::collections::BTreeSet;
use takst::contract::words::DocumentKind;
use takst::document::control::found::ServiceTexts;
use takst::document::control::judged::RowKind;
use takst::document::control::received::{Paper, PaperLine};
use takst::document::control::verify::{Control, verify};
use takst::document::line::DocumentLine;
use takst::{Amount, Code, Percent, Period, Quantity, Unit, UnitPrice};

/// Files that are drawn.
const FILES: u64 = 2_000;

mod rand_lite {
    /// Numbers that look random and are the same in each run (SplitMix64).
    pub struct Random(pub u64);

    impl Random {
        pub fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            (mixed ^ (mixed >> 31)) % n
        }
    }
}

/// The last days of January, February and March 2024, as days of the year.
const MONTH_ENDS: [u64; 3] = [31, 60, 91];

/// A day of the first three months of 2024.
fn date(day: u64) -> String {
    let month = MONTH_ENDS.iter().position(|end| day <= *end).expect("a day of a month");
    let before = if month == 0 { 0 } else { MONTH_ENDS[month - 1] };
    format!("2024-{:02}-{:02}", month + 1, day - before)
}

/// One to four cases, each of one to three rows that follow each other.
fn rows(random: &mut Random) -> Vec<String> {
    let mut rows = Vec::new();
    for case in 1..=1 + random.below(4) {
        let service = ["dag", "maaned", "moms", "uge", "timer"][random.below(5) as usize];
        let mut day = 1 + random.below(20);
        for _ in 0..=random.below(3) {
            let mut last = day + random.below(25);
            let mut hours = String::new();
            if service == "timer" {
                // A row of hours lies in one month.
                last = last.min(MONTH_ENDS.into_iter().find(|end| *end >= day).expect("a month"));
                hours = format!(" hours={}.5", 1 + random.below(20));
            }
            if last > 80 {
                break;
            }
            let of = [101, 147][random.below(2) as usize];
            rows.push(format!("case_id=S-{case} service=m/{service} payer={of} first_day={} last_day={}{hours}", date(day), date(last)));
            day = last + 1 + random.below(3);
        }
    }
    rows
}

/// The day after.
fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().expect("a day")
}

fn line(number: u32, case: &str, of: takst::Municipality, line: &DocumentLine) -> PaperLine {
    PaperLine {
        number,
        references: vec![case.into()],
        citizens: Vec::new(),
        service: Some((&*line.service).into()),
        service_names: Vec::new(),
        payer: Some(of),
        period: Some(line.period()),
        has_days_from_text: false,
        quantity: Some(line.quantity),
        unit: Some(line.unit),
        unit_price: Some(line.unit_price),
        price_base_quantity: Some(line.price_base_quantity),
        net: line.net,
        vat_rate: Some(line.vat.rate),
        vat: Some(line.vat.amount),
        refers_to: None,
    }
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    let (book, parties, texts) = (book(), parties(), ServiceTexts::default());
    let mut seen = BTreeSet::new();
    for file in 0..FILES {
        let mut random = Random(file);
        let rows = rows(&mut random);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (cases, documents) = priced_cases(&book, &rows);
        let mut papers: Vec<Paper> = Vec::new();
        for (place, content) in documents.iter().enumerate() {
            let lines = (1..).zip(&content.lines).map(|(number, of)| line(number, &content.case_id, content.payer, of)).collect();
            let number = format!("F{place}").into();
            papers.push(Paper { number, kind: DocumentKind::Invoice, seller: "m".into(), lines, has_wrong_totals: false, is_known: false });
        }
        let at = random.below(papers.len() as u64) as usize;
        let of = random.below(papers[at].lines.len() as u64) as usize;
        let net = papers[at].lines[of].net;
        let whole: Amount = papers[at].lines.iter().map(|line| line.net).sum();
        let mut fault = random.below(11);
        let before = papers[at].lines[of].clone();
        let days = before.period.expect("days");
        let is_last_of_case = documents
            .iter()
            .filter(|content| content.case_id == documents[at].case_id)
            .flat_map(|content| &content.lines)
            .all(|line| line.last_day <= days.last());
        // A part of a month has the month's price for all its days.
        let has_own_price = before.price_base_quantity == Some(Quantity::from_units(100)) && before.unit != Some(Unit::Month);
        let is_by_the_day = before.unit == Some(Unit::Day) && has_own_price;
        let can_end_later = is_by_the_day && is_last_of_case && days.last().day() < 29;
        let can_be_drawn = match fault {
            7 => has_own_price,
            8 => can_end_later,
            9 => can_end_later && days.first() < days.last(),
            10 => matches!(before.unit, Some(Unit::Day | Unit::Month)),
            _ => true,
        };
        if !can_be_drawn {
            fault = 0;
        }
        // Prices have four decimals, amounts two.
        let price = Amount::from_ore(before.unit_price.expect("a price").units() / 100);
        let changed = &mut papers[at].lines[of];
        let one_more = |line: &mut PaperLine| {
            line.quantity = before.quantity.map(|quantity| Quantity::from_units(quantity.units() + 100));
            (line.net, line.vat) = (net + price, None);
        };
        // The verdict of the place, and billed less expected (`None`: the paper is at no place); then what is not billed.
        let (code, difference, missing): (Code, Option<Amount>, Amount) = match fault {
            0 => (Code::VerifyAgrees, Some(Amount::ZERO), Amount::ZERO),
            // Twice the price.
            1 => {
                changed.unit_price = before.unit_price.map(|price| UnitPrice::from_units(price.units() * 2));
                (changed.net, changed.vat) = (Amount::from_ore(net.ore() * 2), None);
                (Code::VerifyPrice, Some(net), Amount::ZERO)
            }
            // Net 5 kr. more than quantity × price.
            2 => {
                (changed.net, changed.vat) = (net + kr("5.00"), None);
                (Code::VerifySum, Some(kr("5.00")), Amount::ZERO)
            }
            // VAT where there is none, none where there is.
            3 => {
                let rate = if before.vat_rate == Some(Percent::default()) { 2_500 } else { 0 };
                (changed.vat_rate, changed.vat) = (Some(Percent::from_units(rate)), None);
                (Code::VerifyVat, Some(Amount::ZERO), Amount::ZERO)
            }
            // The whole paper to a municipality that never pays.
            4 => {
                papers[at].lines.iter_mut().for_each(|line| line.payer = Some(payer(851)));
                (Code::VerifyPayer, Some(whole), Amount::ZERO)
            }
            // The whole paper again under another number.
            5 => {
                let again = Paper { number: "Z".into(), ..papers[at].clone() };
                papers.push(again);
                (Code::VerifyBilledTwice, Some(whole), Amount::ZERO)
            }
            // A case that nobody knows: what it should be is not billed.
            6 => {
                papers[at].lines.iter_mut().for_each(|line| line.references = vec!["S-99".into()]);
                (Code::VerifyCaseUnknown, None, whole)
            }
            // One unit more than the days have.
            7 => {
                one_more(changed);
                (Code::VerifyQuantity, Some(price), Amount::ZERO)
            }
            // The day after the last of the case.
            8 => {
                one_more(changed);
                changed.period = Period::new(days.first(), next(days.last()));
                (Code::VerifyPeriod, Some(price), Amount::ZERO)
            }
            // A day later: the last day is outside the case, and the first is billed by no paper, so its line is not billed.
            9 => {
                changed.period = Period::new(next(days.first()), next(days.last()));
                (Code::VerifyPeriod, Some(price), net)
            }
            // Another service of the seller, at twice the amount.
            _ => {
                changed.service = Some("m/nat".into());
                changed.unit_price = before.unit_price.map(|price| UnitPrice::from_units(price.units() * 2));
                (changed.net, changed.vat) = (Amount::from_ore(net.ore() * 2), None);
                (Code::VerifyService, Some(net), Amount::ZERO)
            }
        };
        seen.insert(code.as_str());
        let verified = verify(&papers, &Control { book: &book, parties: &parties, cases: &cases, texts: &texts });
        let number = format!("F{at}");
        for row in &verified.rows {
            let is_of_paper = row.invoices.iter().any(|invoice| **invoice == *number);
            let is_faulty = is_of_paper && fault != 0;
            match row.kind {
                RowKind::Judged if is_faulty => {
                    assert_eq!((&*row.verdicts, row.difference()), (&[code][..], difference), "file {file}, fault {fault}: {row:?}\n{rows:?}");
                }
                RowKind::Judged => assert_eq!(row.verdicts, [Code::VerifyAgrees], "file {file}, fault {fault}: {row:?}\n{rows:?}"),
                RowKind::Unknown => assert!(is_faulty && row.verdicts == [code], "file {file}, fault {fault}: {row:?}"),
                RowKind::NotBilled => {
                    assert!(missing != Amount::ZERO && row.case_id == documents[at].case_id.to_string().into(), "file {file}, fault {fault}: {row:?}")
                }
            }
        }
        let missed: Amount =
            verified.rows.iter().filter(|row| row.kind == RowKind::NotBilled).filter_map(|row| row.expected).map(|sums| sums.net).sum();
        assert_eq!(missed, missing, "file {file}, fault {fault}");
        assert_eq!(verified.all_agree(), fault == 0, "file {file}, fault {fault}");
    }
    assert_eq!(seen.len(), 10, "every fault was drawn: {seen:?}");
}
