//! A received document, as it was read.

use super::invoice::Invoice;
use crate::place::Place;
use rust_decimal::Decimal;
use takst::contract::words::Dialect;

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// A number with a point before its decimals: `1234.50`.
    Number,
    /// A date: `2024-01-31`.
    Date,
    /// `true` or `false`.
    Bool,
}

/// Sums of a document that are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sum {
    /// Net of a line: price times quantity, less allowances, with charges.
    LineNet,
    /// Net of all lines.
    Lines,
    /// Allowances of the document.
    Allowances,
    /// Charges of the document.
    Charges,
    /// Net: lines less allowances, with charges.
    Net,
    /// What VAT is a share of, over all rates.
    Taxable,
    /// VAT of a rate.
    VatOfRate,
    /// VAT.
    Vat,
    /// Gross: net and VAT.
    Gross,
    /// What is to be paid: gross less what was paid before.
    Payable,
}

/// What is wrong with a document that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Its `CustomizationID` is that of no dialect; empty: it has none.
    UnknownDialect {
        /// What it says.
        customization: String,
    },
    /// It lacks a part that every invoice has.
    Missing {
        /// Where it would be.
        place: Place,
    },
    /// A value is not what it should be, and is taken as absent.
    Unreadable {
        /// Where it stands.
        place: Place,
        /// What it says; a CPR number is masked.
        value: String,
        /// What it should have been.
        expected: Expected,
    },
    /// An amount is in another currency than the document, and is taken as absent.
    OtherCurrency {
        /// Where it stands.
        place: Place,
        /// Its currency.
        currency: String,
    },
    /// A part comes twice and says different things; the first counts.
    Repeated {
        /// Where it comes again.
        place: Place,
    },
    /// A sum does not add up.
    Sum {
        /// Which sum.
        of: Sum,
        /// Of a line or a rate: which one, from 0.
        nth: Option<usize>,
        /// What the document says.
        stated: Decimal,
        /// What it should be by its own figures.
        computed: Decimal,
    },
    /// There are more problems than are kept.
    More,
}

/// A citizen whose CPR number stands in a text of a document: what the caller made of the number. The number itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// The line in which it stands, from 0; `None`: in the document beside its lines.
    pub line: Option<usize>,
    /// What the caller made of it.
    pub citizen_id: String,
}

/// A document that was read. CPR numbers in its texts are masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedInvoice {
    /// Its dialect; `None`: unknown.
    pub dialect: Option<Dialect>,
    /// What it says.
    pub invoice: Invoice,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Citizens that a caller with a resolver knows by the CPR numbers in it.
    pub citizens: Vec<Mentioned>,
}

impl ReceivedInvoice {
    /// Returns whether its own sums add up.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        !self.problems.iter().any(|problem| matches!(problem, Problem::Sum { .. }))
    }
}
