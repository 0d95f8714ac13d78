//! A provider's bills are our own documents, with one fault put into one of them: it is found with its amount, and nothing else is told.

use super::control::{book, priced_cases};
use super::given::{kr, parties, payer};
use rand_lite::Random;
use std::collections::BTreeSet;
use takst::contract::words::DocumentKind;
use takst::document::control::found::ServiceTexts;
use takst::document::control::judged::RowKind;
use takst::document::control::received::{Paper, PaperLine};
use takst::document::control::verify::{Control, verify};
use takst::document::line::DocumentLine;
use takst::{Amount, Code, Percent, UnitPrice};

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

/// One to four cases, each of one to three rows that follow each other.
fn rows(random: &mut Random) -> Vec<String> {
    let mut rows = Vec::new();
    for case in 1..=1 + random.below(4) {
        let service = ["dag", "maaned", "moms"][random.below(3) as usize];
        let mut day = 1 + random.below(20);
        for _ in 0..=random.below(3) {
            let last = day + random.below(25);
            if last > 80 {
                break;
            }
            let date = |day: u64| {
                ["2024-01", "2024-02", "2024-03"]
                    .into_iter()
                    .zip([0, 31, 60, 91])
                    .filter(|(_, before)| day > *before)
                    .map(|(month, before)| format!("{month}-{:02}", day - before))
                    .next_back()
                    .expect("a day")
            };
            let of = [101, 147][random.below(2) as usize];
            rows.push(format!("case_id=S-{case} service=m/{service} payer={of} first_day={} last_day={}", date(day), date(last)));
            day = last + 1 + random.below(3);
        }
    }
    rows
}

fn line(number: u32, case: &str, of: takst::Municipality, line: &DocumentLine) -> PaperLine {
    PaperLine {
        number,
        references: vec![case.into()],
        service: Some((&*line.service).into()),
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
        let fault = random.below(7);
        let before = papers[at].lines[of].clone();
        let changed = &mut papers[at].lines[of];
        // What is told of the place, and billed less expected; `None`: it is no place.
        let (code, difference): (Code, Option<Amount>) = match fault {
            0 => (Code::VerifyAgrees, Some(Amount::ZERO)),
            // Twice the price.
            1 => {
                changed.unit_price = before.unit_price.map(|price| UnitPrice::from_units(price.units() * 2));
                (changed.net, changed.vat) = (Amount::from_ore(net.ore() * 2), None);
                (Code::VerifyPrice, Some(net))
            }
            // Net 5 kr. more than quantity × price.
            2 => {
                (changed.net, changed.vat) = (net + kr("5.00"), None);
                (Code::VerifySum, Some(kr("5.00")))
            }
            // VAT where there is none, none where there is.
            3 => {
                let rate = if before.vat_rate == Some(Percent::default()) { 2_500 } else { 0 };
                (changed.vat_rate, changed.vat) = (Some(Percent::from_units(rate)), None);
                (Code::VerifyVat, Some(Amount::ZERO))
            }
            // The whole paper to a municipality that never pays.
            4 => {
                papers[at].lines.iter_mut().for_each(|line| line.payer = Some(payer(851)));
                (Code::VerifyPayer, Some(whole))
            }
            // The whole paper again under another number.
            5 => {
                let again = Paper { number: "Z".into(), ..papers[at].clone() };
                papers.push(again);
                (Code::VerifyBilledTwice, Some(whole))
            }
            // A case that nobody knows.
            _ => {
                papers[at].lines.iter_mut().for_each(|line| line.references = vec!["S-99".into()]);
                (Code::VerifyCaseUnknown, None)
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
                // What is billed to an unknown case is not billed to this one.
                RowKind::NotBilled => {
                    assert!(fault == 6 && row.case_id == documents[at].case_id.to_string().into(), "file {file}, fault {fault}: {row:?}")
                }
            }
        }
        let missed: Amount =
            verified.rows.iter().filter(|row| row.kind == RowKind::NotBilled).filter_map(|row| row.expected).map(|sums| sums.net).sum();
        assert_eq!(missed, if fault == 6 { whole } else { Amount::ZERO }, "file {file}, fault {fault}");
        assert_eq!(verified.all_agree(), fault == 0, "file {file}, fault {fault}");
    }
    assert_eq!(seen.len(), 7, "every fault was drawn: {seen:?}");
}
