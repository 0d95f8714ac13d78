//! Documents (R10.2): the order of lines, the running sums of VAT and refund (R10.3), and lines as text (R14).

use std::collections::BTreeMap;

use crate::dates::{Month, month_text};
use crate::lines::Line;
use crate::number::{amount_text, quantity_text, round_quotient};
use crate::refund::percent;
use crate::rows::{Placed, Price};

/// A line as text, and what the findings of R12.7 need of it.
pub struct Written {
    pub month: Month,
    pub row: usize,
    pub reason: &'static str,
    pub is_undetermined: bool,
    /// In øre.
    pub net: i128,
    /// In øre.
    pub at_stake: i128,
    pub cells: BTreeMap<&'static str, String>,
}

/// Case, provider, payer and month of a document.
pub type DocumentKey = (String, String, String, Month);

pub fn document_of(line: &Line, placed: &[Placed]) -> DocumentKey {
    let row = &placed[line.row];
    (row.case_id().to_string(), row.service.provider.clone(), row.payer().to_string(), line.month)
}

/// Rounded running sums: each line gets the difference to the line before (R10.3).
#[derive(Default)]
struct Running {
    exact: i128,
    shared_out: i128,
}

impl Running {
    fn share(&mut self, amount: i128, divisor: i128) -> i128 {
        self.exact += amount;
        let so_far = round_quotient(self.exact, divisor);
        let share = so_far - self.shared_out;
        self.shared_out = so_far;
        share
    }
}

/// R10.2: the lines of one case as documents, in the order of the output.
pub fn write_case(lines: Vec<Line>, placed: &[Placed], holds: &BTreeMap<DocumentKey, &'static str>) -> Vec<Written> {
    let mut documents: BTreeMap<DocumentKey, Vec<Line>> = BTreeMap::new();
    for line in lines {
        documents.entry(document_of(&line, placed)).or_default().push(line);
    }
    let mut written = Vec::new();
    for (key, mut lines) in documents {
        let hold = holds.get(&key).copied().unwrap_or("");
        lines.sort_by(|a, b| {
            let key = |line: &Line| (line.first, placed[line.row].service.id.clone(), placed[line.row].number());
            key(a).cmp(&key(b))
        });
        written.extend(write_document(&lines, placed, hold));
    }
    written
}

/// R8, R9.1, R10.3: the amounts of one document.
fn write_document(lines: &[Line], placed: &[Placed], hold: &'static str) -> Vec<Written> {
    let mut vat_sums: BTreeMap<bool, Running> = BTreeMap::new();
    let mut refund_sums: BTreeMap<&str, Running> = BTreeMap::new();
    let mut stake_sums: BTreeMap<&str, Running> = BTreeMap::new();
    let mut written = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let rule = placed[line.row].service.refund.as_str();
        // 25 % where the standard rate applies: one of four.
        let vat = if line.vat_standard { vat_sums.entry(true).or_default().share(line.net, 4) } else { 0 };
        let expense = line.net - line.own_payment;
        let refund = match line.outcome.as_str() {
            "refunded" => refund_sums.entry(rule).or_default().share(expense * percent(rule), 100),
            _ => 0,
        };
        let is_undetermined = line.outcome == "undetermined";
        let at_stake = if is_undetermined { stake_sums.entry(rule).or_default().share(expense * percent(rule), 100) } else { 0 };
        written.push(Written {
            month: line.month,
            row: line.row,
            reason: line.reason,
            is_undetermined,
            net: line.net,
            at_stake,
            cells: cells(line, &placed[line.row], place + 1, hold, [vat, refund, at_stake, expense - refund]),
        });
    }
    written
}

/// R14: every column of a line.
fn cells(line: &Line, row: &Placed, number: usize, hold: &str, [vat, refund, at_stake, cost]: [i128; 4]) -> BTreeMap<&'static str, String> {
    let service = row.service;
    let (category, rate, exemption) = if line.vat_standard { ("S", "25.00", "") } else { ("E", "0.00", service.vat_exemption()) };
    let version = match (row.price, line.version) {
        (Price::Published(_), Some(version)) => {
            let version = &row.versions[version];
            let known = version.known_from.map_or(String::new(), |day| format!("~{day}"));
            format!("{}@{}{known}", service.id, version.first)
        }
        _ => "agreed".to_string(),
    };
    let assumptions: Vec<&str> = line.assumed.iter().copied().collect();
    BTreeMap::from([
        ("case_id", row.case_id().to_string()),
        ("citizen_id", row.citizen().to_string()),
        ("row", row.number().to_string()),
        ("row_id", row.reading.cell("row_id").to_string()),
        ("line", number.to_string()),
        ("provider", service.provider.clone()),
        ("service", service.id.clone()),
        ("payer", row.payer().to_string()),
        ("month", month_text(line.month)),
        ("first_day", line.first.to_string()),
        ("last_day", line.last.to_string()),
        ("days", line.days().to_string()),
        ("quantity", quantity_text(line.quantity)),
        ("unit", line.unit.text().to_string()),
        ("unit_price", quantity_text(line.unit_price)),
        ("price_base_quantity", quantity_text(line.base)),
        ("net", amount_text(line.net)),
        ("vat_category", category.to_string()),
        ("vat_rate", rate.to_string()),
        ("vat", amount_text(vat)),
        ("vat_exemption", exemption.to_string()),
        ("own_payment", amount_text(line.own_payment)),
        ("refund_rule", service.refund.clone()),
        ("refund_outcome", line.outcome.clone()),
        ("refund_reason", line.reason.to_string()),
        ("refund", amount_text(refund)),
        ("at_stake", amount_text(at_stake)),
        ("cost", amount_text(cost)),
        ("legal_basis", service.legal_basis.clone()),
        ("account", service.account.clone()),
        ("tariff_version", version),
        ("invoice_hold", hold.to_string()),
        ("assumptions", assumptions.join(";")),
        ("gross", amount_text(line.net + vat)),
    ])
}
