//! The result of a control: a row for each place and payer, each line that nothing can be compared with, and each line that was not billed (D12.10).

use crate::contract::code::Code;
use crate::document::line::Sums;
use crate::model::calendar::{Month, Period};
use crate::model::money::Amount;
use crate::model::municipality::Municipality;
use std::collections::BTreeSet;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// Papers on a place and payer.
    Judged,
    /// A line of a paper with nothing to compare it with.
    Unknown,
    /// A line of a document that no paper bills.
    NotBilled,
}

/// A row of the control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub kind: RowKind,
    /// Numbers of its papers, in order.
    pub invoices: Vec<Box<str>>,
    /// Id of the provider; of an unknown seller what the paper says.
    pub seller: Box<str>,
    /// Number of the line on its paper, where it is one line.
    pub line: Option<u32>,
    /// The case; of an unknown case what the paper says.
    pub case_id: Box<str>,
    /// Ids of the services; of an unknown service what the paper says.
    pub services: Vec<Box<str>>,
    /// Who pays; several where papers do not say which of them.
    pub payers: BTreeSet<Municipality>,
    /// The month.
    pub month: Option<Month>,
    /// First to last day.
    pub period: Option<Period>,
    /// Verdicts and notes, in the order of the registry.
    pub verdicts: Vec<Code>,
    /// On paper, invoices less credit notes; `None`: nothing.
    pub billed: Option<Sums>,
    /// What should be; `None`: nothing to compare with.
    pub expected: Option<Sums>,
    /// Numbers of the papers on days that are billed twice.
    pub others: Vec<Box<str>>,
    /// Faults of a case that is refused.
    pub faults: Vec<Code>,
}

impl Row {
    /// The names of the columns, in order.
    pub const COLUMNS: &'static [&'static str] = &[
        "invoice",
        "seller",
        "line",
        "case_id",
        "service",
        "payer",
        "month",
        "first_day",
        "last_day",
        "verdicts",
        "billed",
        "expected",
        "difference",
        "other",
    ];

    /// Returns whether what is billed is what should be.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.verdicts.contains(&Code::VerifyAgrees)
    }

    /// Returns billed less expected, ex VAT, where there are both.
    #[must_use]
    pub fn difference(&self) -> Option<Amount> {
        self.billed.zip(self.expected).map(|(billed, expected)| billed.net - expected.net)
    }

    /// Returns the text of each column.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        fn text<T: ToString>(value: Option<T>) -> String {
            value.map(|value| value.to_string()).unwrap_or_default()
        }
        let payers: Vec<String> = self.payers.iter().map(ToString::to_string).collect();
        let verdicts: Vec<&str> = self.verdicts.iter().map(|code| code.as_str()).collect();
        vec![
            self.invoices.join(";"),
            self.seller.to_string(),
            text(self.line),
            self.case_id.to_string(),
            self.services.join(";"),
            payers.join(";"),
            text(self.month),
            text(self.period.map(Period::first)),
            text(self.period.map(Period::last)),
            verdicts.join(";"),
            text(self.billed.map(|sums| sums.net)),
            text(self.expected.map(|sums| sums.net)),
            text(self.difference()),
            self.others.join(";"),
        ]
    }
}

/// The sums of a seller, ex VAT.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SellerSum {
    /// Id of the provider; of an unknown seller what the paper says.
    pub seller: Box<str>,
    /// On paper, over all rows.
    pub billed: Tally,
    /// On paper, in rows that agree.
    pub agreed: Tally,
    /// On paper, in rows that differ.
    pub disputed: Tally,
    /// On paper, in lines with nothing to compare with.
    pub unknown: Tally,
    /// What should be and was not billed.
    pub not_billed: Tally,
}

/// Rows and their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Rows.
    pub rows: u64,
    /// DKK ex VAT.
    pub net: Amount,
}

impl Tally {
    fn add(&mut self, sums: Option<Sums>) {
        self.rows += 1;
        self.net += sums.unwrap_or_default().net;
    }
}

/// Returns the sums by seller, in the order in which they come.
#[must_use]
pub fn by_seller(rows: &[Row]) -> Vec<SellerSum> {
    let mut sellers: Vec<SellerSum> = Vec::new();
    for row in rows {
        let place = sellers.iter().position(|sum| sum.seller == row.seller).unwrap_or_else(|| {
            sellers.push(SellerSum { seller: row.seller.clone(), ..SellerSum::default() });
            sellers.len() - 1
        });
        let sum = &mut sellers[place];
        match row.kind {
            RowKind::NotBilled => sum.not_billed.add(row.expected),
            RowKind::Judged if row.agrees() => sum.agreed.add(row.billed),
            RowKind::Judged => sum.disputed.add(row.billed),
            RowKind::Unknown => sum.unknown.add(row.billed),
        }
        if row.kind != RowKind::NotBilled {
            sum.billed.add(row.billed);
        }
    }
    sellers
}
