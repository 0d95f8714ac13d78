//! A history: cases, bills, and what control must find.

use super::bill::{Bill, set_net};
use super::fault::{Fault, Finding, spoil};
use super::setting::{PAYERS, Setting};
use fastrand::Rng;
use std::fmt::Write;
use takst::document::DocumentKind;
use takst::document::content::Content;
use takst::document::control::judged::RowKind;
use takst::document::control::ours::OurCases;
use takst::document::control::verify::Verified;
use takst::{Amount, Code, UnitPrice};

/// Cases and bills drawn from a seed.
pub struct History {
    /// Our cases.
    pub cases: OurCases,
    /// The bills, in the order in which they came.
    pub bills: Vec<Bill>,
    rows: Vec<String>,
    fault: Fault,
    found: Finding,
    /// Number and case of the bill with the fault.
    number: String,
    case: String,
}

/// The last days of January, February and March 2024, as days of the year.
const MONTH_ENDS: [u64; 3] = [31, 60, 91];

/// A day of the first three months of 2024.
fn date(day: u64) -> String {
    let month = MONTH_ENDS.iter().position(|end| day <= *end).expect("a day of a month");
    let before = if month == 0 { 0 } else { MONTH_ENDS[month - 1] };
    format!("2024-{:02}-{:02}", month + 1, day - before)
}

/// One to four cases, each of one to four rows that follow each other.
fn rows(rng: &mut Rng) -> Vec<String> {
    let mut rows = Vec::new();
    for case in 1..=rng.u64(1..5) {
        let service = ["dag", "maaned", "moms", "uge", "timer"][rng.usize(0..5)];
        let mut day = rng.u64(1..21);
        for _ in 0..rng.u64(1..5) {
            let mut last = day + rng.u64(0..25);
            let mut hours = String::new();
            if service == "timer" {
                // A row of hours lies in one month.
                last = last.min(MONTH_ENDS.into_iter().find(|end| *end >= day).expect("a month"));
                hours = format!(" hours={}.5", rng.u64(1..21));
            }
            if last > 80 {
                break;
            }
            let payer = PAYERS[rng.usize(0..PAYERS.len())];
            rows.push(format!("case_id=S-{case} service=m/{service} payer={payer} first_day={} last_day={}{hours}", date(day), date(last)));
            // A week that was begun goes on after its row; in another course no week begins before it has ended.
            let gap = rng.u64(0..3);
            day = last + 1 + if service == "uge" && gap > 0 { gap + 7 } else { gap };
        }
    }
    rows
}

/// A bill of a document; one in four was billed at twice the price first and taken back.
fn billed(rng: &mut Rng, place: usize, content: &Content) -> Vec<Bill> {
    let bill = |letter: char, kind, content: &Content| Bill { number: format!("{letter}{place}"), kind, refers_to: None, content: content.clone() };
    let right = bill('F', DocumentKind::Invoice, content);
    if rng.u32(0..4) > 0 {
        return vec![right];
    }
    let mut wrong = bill('W', DocumentKind::Invoice, content);
    for line in &mut wrong.content.lines {
        line.unit_price = UnitPrice::from_units(line.unit_price.units() * 2);
        set_net(line, line.net + line.net);
    }
    let credit = Bill { refers_to: Some(wrong.number.clone()), ..bill('K', DocumentKind::CreditNote, &wrong.content) };
    vec![wrong, credit, right]
}

impl History {
    /// Draws a history.
    ///
    /// # Panics
    /// The cases can all be priced.
    #[must_use]
    pub fn draw(setting: &Setting, seed: u64) -> History {
        let mut rng = Rng::with_seed(seed);
        let rows = rows(&mut rng);
        let (cases, documents) = setting.priced(&rows, "2024-03-31".parse().expect("a date"));
        let at = rng.usize(0..documents.len());
        let of = rng.usize(0..documents[at].lines.len());
        let last_of_case = documents.iter().filter(|content| content.case_id == documents[at].case_id).flat_map(|content| &content.lines);
        let last_of_case = last_of_case.map(|line| line.last_day).max();
        let mut bills: Vec<Bill> = documents.iter().enumerate().flat_map(|(place, content)| billed(&mut rng, place, content)).collect();
        let number = format!("F{at}");
        // The bill with the fault is that which stands.
        let place = bills.iter().position(|bill| bill.number == number).expect("a bill of each document");
        let is_last_of_case = Some(documents[at].lines[of].last_day) == last_of_case;
        let drawn = Fault::ALL[rng.usize(0..Fault::ALL.len())];
        let fault = if drawn.fits(&bills[place], of, is_last_of_case) { drawn } else { Fault::Nothing };
        let found = spoil(&mut bills, place, of, fault);
        History { cases, bills, rows, fault, found, number, case: documents[at].case_id.to_string() }
    }

    /// The verdict that the fault must have.
    #[must_use]
    pub fn verdict(&self) -> Code {
        self.found.code
    }

    /// Compares what control found with what it must find; empty: it is the same.
    #[must_use]
    pub fn check(&self, verified: &Verified) -> String {
        let mut wrong = String::new();
        let mut missed = Amount::ZERO;
        for row in &verified.rows {
            let is_faulty = self.fault != Fault::Nothing && row.invoices.iter().any(|invoice| **invoice == *self.number);
            let is_right = match row.kind {
                RowKind::Judged if is_faulty => row.verdicts == [self.found.code] && row.difference() == self.found.difference,
                RowKind::Judged => row.verdicts == [Code::VerifyAgrees],
                RowKind::Unknown => is_faulty && row.verdicts == [self.found.code] && self.found.difference.is_none(),
                RowKind::NotBilled => {
                    missed += row.expected.map(|sums| sums.net).unwrap_or_default();
                    self.found.missing != Amount::ZERO && *row.case_id == *self.case
                }
            };
            if !is_right {
                let _ = writeln!(wrong, "  {row:?}");
            }
        }
        let is_found = self.fault == Fault::Nothing || verified.rows.iter().any(|row| row.verdicts.contains(&self.found.code));
        if missed != self.found.missing || !is_found || verified.all_agree() != (self.fault == Fault::Nothing) {
            let _ = writeln!(wrong, "  not billed {missed}, all agree: {}", verified.all_agree());
        }
        if wrong.is_empty() {
            return wrong;
        }
        let Finding { code, difference, missing } = self.found;
        let mut text = format!("{:?} in {}: {code:?}, difference {difference:?}, not billed {missing:?}\n{wrong}", self.fault, self.number);
        for row in &self.rows {
            let _ = writeln!(text, "  {row}");
        }
        text
    }
}
