//! The lines of papers behind a row, each beside what should be on its days: they say why the row differs.

use crate::contract::unit::Unit;
use crate::contract::words::DocumentKind;
use crate::document::control::compared::{product, vat};
use crate::document::line::{DocumentLine, Sums};
use crate::model::calendar::Period;
use crate::model::money::{Amount, Percent, Quantity, UnitPrice};
use crate::model::municipality::Municipality;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A line of a paper, and what should be on its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedLine {
    /// Number of its paper.
    pub invoice: Box<str>,
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// Its number on the paper.
    pub line: u32,
    /// Id of its service, where it was found.
    pub service: Option<Arc<str>>,
    /// First and last day, as the paper says.
    pub period: Option<Period>,
    /// What it bills; negative where it is of a credit note.
    pub billed: Sums,
    /// How the paper describes it.
    pub stated: Stated,
    /// Whether credit notes took all of it back.
    pub is_gone: bool,
    /// Lines of ours, or their parts, on its days.
    pub should: Vec<DocumentLine>,
    /// Days on which the case has no row of the provider.
    pub outside: Vec<Period>,
    /// First and last day of the case's rows of the provider.
    pub case_days: Option<Period>,
    /// Who pays on its days, by the rows of the case.
    pub payers: BTreeSet<Municipality>,
    /// The earlier paper that bills days of it too.
    pub repeats: Option<Repeat>,
}

/// How a paper describes a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    /// Quantity.
    pub quantity: Option<Quantity>,
    /// Unit of the quantity.
    pub unit: Option<Unit>,
    /// Price of `price_base_quantity` units, DKK ex VAT.
    pub unit_price: Option<UnitPrice>,
    /// Base quantity of the price; absent: 1.
    pub price_base_quantity: Option<Quantity>,
    /// VAT rate.
    pub vat_rate: Option<Percent>,
}

/// An earlier paper on days of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Its number.
    pub invoice: Box<str>,
    /// The days that both have.
    pub days: Vec<Period>,
    /// Whether days and net are the same.
    pub is_whole: bool,
    /// Whether the service is priced by days; hours and courses can be several on one day.
    pub is_by_days: bool,
}

impl JudgedLine {
    /// Returns the days outside the rows of the case.
    #[must_use]
    pub fn days_outside(&self) -> u32 {
        self.outside.iter().map(|run| run.days()).sum()
    }

    /// Returns the one line of ours that stands against this one; `None`: there are none or several, or it is of a credit note.
    #[must_use]
    pub fn expected(&self) -> Option<&DocumentLine> {
        match &*self.should {
            [only] if self.kind == DocumentKind::Invoice && !self.is_gone => Some(only),
            _ => None,
        }
    }

    /// Returns quantity × price as the paper states them.
    #[must_use]
    pub fn product(&self) -> Option<Amount> {
        let Stated { quantity, unit_price, price_base_quantity, .. } = self.stated;
        quantity.zip(unit_price).map(|(quantity, price)| product(quantity, price, price_base_quantity))
    }

    /// Returns the VAT that follows from net and rate as the paper states them.
    #[must_use]
    pub fn vat_of_rate(&self) -> Option<Amount> {
        self.stated.vat_rate.map(|rate| vat(self.billed.net, None, Some(rate), &[]))
    }
}
