//! The result of a control: a row for each place and payer, each line that nothing can be compared with, and each line that was not billed (D12.10).

use crate::contract::code::Code;
use crate::document::control::judged_line::JudgedLine;
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
    /// The lines of papers behind it, in order of papers and lines; of a row that nothing can be compared with, and of one that is not billed, none.
    pub lines: Vec<JudgedLine>,
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

    /// The names of what JSON Lines have beside the columns: VAT, and quantity and price where one line of a paper stands against one of ours.
    pub const MORE_COLUMNS: &'static [&'static str] = &[
        "billed_vat",
        "expected_vat",
        "difference_vat",
        "billed_quantity",
        "billed_unit",
        "billed_unit_price",
        "billed_price_base_quantity",
        "expected_quantity",
        "expected_unit",
        "expected_unit_price",
        "expected_price_base_quantity",
        "days_outside",
        "expected_service",
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

    /// Returns billed less expected, net and VAT, where there are both.
    #[must_use]
    pub fn differences(&self) -> Option<Sums> {
        self.billed.zip(self.expected).map(|(billed, expected)| billed - expected)
    }

    /// Returns what is contested: billed less expected, where the row differs and more is billed than should be, VAT included.
    #[must_use]
    pub fn contested(&self) -> Option<Sums> {
        self.differences().filter(|sums| self.differs() && (sums.total() > Amount::ZERO || (sums.total() == Amount::ZERO && sums.net > Amount::ZERO)))
    }

    /// Returns what is billed too little, as a positive amount, where the row differs.
    #[must_use]
    pub fn short(&self) -> Option<Sums> {
        self.differences().filter(|sums| self.differs() && *sums != Sums::ZERO && self.contested().is_none()).map(|sums| Sums::ZERO - sums)
    }

    fn differs(&self) -> bool {
        self.kind == RowKind::Judged && !self.agrees()
    }

    /// Returns the text of each of [`MORE_COLUMNS`](Row::MORE_COLUMNS).
    #[must_use]
    pub fn more_texts(&self) -> Vec<String> {
        let only = match &*self.lines {
            [only] => Some(only),
            _ => None,
        };
        let (stated, expected) = (only.map(|line| line.stated), only.and_then(JudgedLine::expected));
        let outside: u32 = self.lines.iter().filter(|line| !line.is_gone).map(JudgedLine::days_outside).sum();
        let mut services: Vec<&str> = Vec::new();
        for service in self.lines.iter().flat_map(|line| &line.should).map(|line| &*line.service) {
            if !services.contains(&service) {
                services.push(service);
            }
        }
        vec![
            text(self.billed.map(|sums| sums.vat)),
            text(self.expected.map(|sums| sums.vat)),
            text(self.differences().map(|sums| sums.vat)),
            text(stated.and_then(|stated| stated.quantity)),
            text(stated.and_then(|stated| stated.unit)),
            text(stated.and_then(|stated| stated.unit_price)),
            text(stated.and_then(|stated| stated.price_base_quantity)),
            text(expected.map(|line| line.quantity)),
            text(expected.map(|line| line.unit)),
            text(expected.map(|line| line.unit_price)),
            text(expected.map(|line| line.price_base_quantity)),
            if outside == 0 { String::new() } else { outside.to_string() },
            services.join(";"),
        ]
    }

    /// Returns the text of each column.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
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

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The sums of a seller.
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
    /// Of these what is contested: what is billed beyond what should be, row by row; rows that bill too little take nothing off.
    pub contested: Tally,
    /// Of these what is billed too little.
    pub short: Tally,
    /// On paper, in rows that differ and have nothing to compare with, because our own case is refused.
    pub refused: Tally,
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
    /// VAT.
    pub vat: Amount,
}

impl Tally {
    fn add(&mut self, sums: Option<Sums>) {
        let sums = sums.unwrap_or_default();
        self.rows += 1;
        self.net += sums.net;
        self.vat += sums.vat;
    }

    /// Returns net and VAT.
    #[must_use]
    pub fn total(self) -> Amount {
        self.net + self.vat
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
            RowKind::Judged => {
                sum.disputed.add(row.billed);
                row.contested().into_iter().for_each(|sums| sum.contested.add(Some(sums)));
                row.short().into_iter().for_each(|sums| sum.short.add(Some(sums)));
                if row.expected.is_none() {
                    sum.refused.add(row.billed);
                }
            }
            RowKind::Unknown => sum.unknown.add(row.billed),
        }
        if row.kind != RowKind::NotBilled {
            sum.billed.add(row.billed);
        }
    }
    sellers
}
