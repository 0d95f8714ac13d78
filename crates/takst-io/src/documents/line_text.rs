//! Lines and references of documents as texts, in the columns of an export: plans and imports.

use crate::form::{Style, plain_number};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use takst::calendar::read_day;
use takst::contract::words::{VatCategory, VatExemption};
use takst::document::line::DocumentLine;
use takst::document::party::{Gln, References};
use takst::line::LineVat;
use takst::{Amount, Month, Municipality, Percent, Quantity, Unit, UnitPrice, cpr};

/// A text that is not what its column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// The column.
    pub column: &'static str,
    /// Masked where it looks like a CPR number.
    pub value: String,
    /// What would be right.
    pub expected: Expected,
}

/// What would be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Some text.
    Present,
    /// `YYYY-MM-DD`.
    Day,
    /// A day that is not before the first day.
    LaterDay,
    /// `YYYY-MM`.
    Month,
    /// A number with so many decimals at most.
    Number(u32),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A municipality.
    Municipality,
    /// 13 digits with a check digit.
    Gln,
    /// 8 digits with a check digit.
    Cvr,
    /// The same in all rows of a document.
    SameInDocument,
    /// The number of an invoice of the documents.
    Invoice,
    /// A text without a CPR number.
    NoCpr,
    /// The number of the line in its document.
    LineNumber(u64),
    /// The same as in the invoice that the credit note takes back.
    SameAsInvoice,
    /// An amount with which all of them can be added up.
    Addable,
}

impl Expected {
    /// Returns the id of the sentence that says what would be right, and its variable. The sentences are those of takst-explain.
    #[must_use]
    pub fn sentence(self) -> (&'static str, Option<(&'static str, String)>) {
        match self {
            Expected::Present => ("cell-present", None),
            Expected::Day => ("cell-day", None),
            Expected::LaterDay => ("cell-later-day", None),
            Expected::Month => ("cell-month", None),
            Expected::Number(decimals) => ("cell-number", Some(("decimals", decimals.to_string()))),
            Expected::Word(words) => ("cell-word", Some(("words", words.join(", ")))),
            Expected::Municipality => ("cell-municipality", None),
            Expected::Gln => ("cell-gln", None),
            Expected::Cvr => ("cell-cvr", None),
            Expected::SameInDocument => ("cell-same", None),
            Expected::Invoice => ("cell-invoice", None),
            Expected::NoCpr => ("cell-no-cpr", None),
            Expected::LineNumber(line) => ("cell-line", Some(("line", line.to_string()))),
            Expected::SameAsInvoice => ("cell-same-as-invoice", None),
            Expected::Addable => ("cell-addable", None),
        }
    }
}

impl CellFault {
    /// Returns the fault of a text.
    #[must_use]
    pub fn new(column: &'static str, value: &str, expected: Expected) -> CellFault {
        CellFault { column, value: cpr::masked(value).into_owned(), expected }
    }
}

/// The texts of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineText {
    /// The column of this name.
    pub service: String,
    /// The column of this name.
    pub first_day: String,
    /// The column of this name.
    pub last_day: String,
    /// The column of this name.
    pub quantity: String,
    /// The column of this name.
    pub unit: String,
    /// The column of this name.
    pub unit_price: String,
    /// The column of this name.
    pub price_base_quantity: String,
    /// The column of this name.
    pub net: String,
    /// The column of this name.
    pub vat_category: String,
    /// The column of this name.
    pub vat_rate: String,
    /// The column of this name.
    pub vat: String,
    /// The column of this name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vat_exemption: String,
}

impl From<&DocumentLine> for LineText {
    fn from(line: &DocumentLine) -> LineText {
        LineText {
            service: line.service.to_string(),
            first_day: line.first_day.to_string(),
            last_day: line.last_day.to_string(),
            quantity: line.quantity.to_string(),
            unit: line.unit.to_string(),
            unit_price: line.unit_price.to_string(),
            price_base_quantity: line.price_base_quantity.to_string(),
            net: line.net.to_string(),
            vat_category: line.vat.category.to_string(),
            vat_rate: line.vat.rate.to_string(),
            vat: line.vat.amount.to_string(),
            vat_exemption: line.vat.exemption.map(|exemption| exemption.to_string()).unwrap_or_default(),
        }
    }
}

impl LineText {
    /// Returns a line with the text of each column.
    #[must_use]
    pub fn of(text: impl Fn(&'static str) -> String) -> LineText {
        LineText {
            service: text("service"),
            first_day: text("first_day"),
            last_day: text("last_day"),
            quantity: text("quantity"),
            unit: text("unit"),
            unit_price: text("unit_price"),
            price_base_quantity: text("price_base_quantity"),
            net: text("net"),
            vat_category: text("vat_category"),
            vat_rate: text("vat_rate"),
            vat: text("vat"),
            vat_exemption: text("vat_exemption"),
        }
    }

    /// Returns each column with its text.
    #[must_use]
    pub fn columns(&self) -> [(&'static str, &str); 12] {
        [
            ("service", &self.service),
            ("first_day", &self.first_day),
            ("last_day", &self.last_day),
            ("quantity", &self.quantity),
            ("unit", &self.unit),
            ("unit_price", &self.unit_price),
            ("price_base_quantity", &self.price_base_quantity),
            ("net", &self.net),
            ("vat_category", &self.vat_category),
            ("vat_rate", &self.vat_rate),
            ("vat", &self.vat),
            ("vat_exemption", &self.vat_exemption),
        ]
    }

    /// Reads the line; its numbers are plain decimals. An empty base quantity is 1.
    ///
    /// # Errors
    /// Every text that is not what its column says.
    pub fn read(&self) -> Result<DocumentLine, Vec<CellFault>> {
        self.read_in(Style::Json)
    }

    /// Reads the line; its numbers are written as in files of a style. An empty base quantity is 1.
    ///
    /// # Errors
    /// Every text that is not what its column says.
    pub fn read_in(&self, style: Style) -> Result<DocumentLine, Vec<CellFault>> {
        let mut faults = Vec::new();
        let mut f = |fault: CellFault| faults.push(fault);
        let base = if self.price_base_quantity.is_empty() { "1" } else { &self.price_base_quantity };
        let exemption = Some(self.vat_exemption.as_str()).filter(|word| !word.is_empty());
        let service = kept(present("service", &self.service), &mut f);
        let first_day = kept(day("first_day", &self.first_day), &mut f);
        let last_day = kept(day("last_day", &self.last_day), &mut f);
        let quantity = kept(number_in(style, "quantity", &self.quantity, Quantity::SCALE), &mut f);
        let unit = kept(word("unit", &self.unit, Unit::WORDS, Unit::from_word), &mut f);
        let unit_price = kept(number_in(style, "unit_price", &self.unit_price, UnitPrice::SCALE), &mut f);
        let price_base_quantity = kept(number_in(style, "price_base_quantity", base, Quantity::SCALE), &mut f);
        let net = kept(number_in(style, "net", &self.net, Amount::SCALE), &mut f);
        let category = kept(word("vat_category", &self.vat_category, VatCategory::WORDS, VatCategory::from_word), &mut f);
        let rate = kept(number_in(style, "vat_rate", &self.vat_rate, Percent::SCALE), &mut f);
        let amount = kept(number_in(style, "vat", &self.vat, Amount::SCALE), &mut f);
        let exemption = exemption.map(|text| kept(word("vat_exemption", text, VatExemption::WORDS, VatExemption::from_word), &mut f));
        if let (Some(first), Some(last)) = (first_day, last_day)
            && last < first
        {
            f(CellFault::new("last_day", &self.last_day, Expected::LaterDay));
        }
        let line = || {
            Some(DocumentLine {
                service: service?.into(),
                first_day: first_day?,
                last_day: last_day?,
                quantity: quantity?,
                unit: unit?,
                unit_price: unit_price?,
                price_base_quantity: price_base_quantity?,
                net: net?,
                vat: LineVat { category: category?, rate: rate?, amount: amount?, exemption: exemption.flatten() },
            })
        };
        if faults.is_empty() { line().ok_or(faults) } else { Err(faults) }
    }
}

/// The texts of references.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferencesText {
    /// The column of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_reference: Option<Box<str>>,
    /// The column of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_reference: Option<Box<str>>,
    /// The column of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accounting_cost: Option<Box<str>>,
    /// The column of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_gln: Option<Box<str>>,
    /// The column of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Box<str>>,
}

impl From<&References> for ReferencesText {
    fn from(references: &References) -> ReferencesText {
        ReferencesText {
            buyer_reference: references.buyer_reference.clone(),
            order_reference: references.order_reference.clone(),
            accounting_cost: references.accounting_cost.clone(),
            buyer_gln: references.buyer_gln.map(|gln| gln.to_string().into()),
            commitment: references.commitment.clone(),
        }
    }
}

impl ReferencesText {
    /// Reads the references.
    ///
    /// # Errors
    /// The GLN is none.
    pub fn read(self) -> Result<References, CellFault> {
        let gln = self.buyer_gln.map(|text| Gln::parse(&text).ok_or_else(|| CellFault::new("buyer_gln", &text, Expected::Gln)));
        Ok(References {
            buyer_reference: self.buyer_reference,
            order_reference: self.order_reference,
            accounting_cost: self.accounting_cost,
            buyer_gln: gln.transpose()?,
            commitment: self.commitment,
        })
    }
}

/// The value, if there is one; a fault is passed on.
pub fn kept<T>(read: Result<T, CellFault>, fault: &mut impl FnMut(CellFault)) -> Option<T> {
    read.map_err(fault).ok()
}

/// A text that must be there.
///
/// # Errors
/// It is empty, or holds a CPR number.
pub fn present<'a>(column: &'static str, text: &'a str) -> Result<&'a str, CellFault> {
    if text.is_empty() { Err(CellFault::new(column, text, Expected::Present)) } else { no_cpr(column, text) }
}

/// A text that may be empty and holds no CPR number.
///
/// # Errors
/// It holds one.
pub fn no_cpr<'a>(column: &'static str, text: &'a str) -> Result<&'a str, CellFault> {
    if cpr::masked(text) == text { Ok(text) } else { Err(CellFault::new(column, text, Expected::NoCpr)) }
}

/// A day `YYYY-MM-DD`.
///
/// # Errors
/// It is none.
pub fn day(column: &'static str, text: &str) -> Result<NaiveDate, CellFault> {
    read_day(text).ok_or_else(|| CellFault::new(column, text, Expected::Day))
}

/// A month `YYYY-MM`.
///
/// # Errors
/// It is none.
pub fn month(column: &'static str, text: &str) -> Result<Month, CellFault> {
    text.parse().map_err(|_| CellFault::new(column, text, Expected::Month))
}

/// A municipality by its code or name.
///
/// # Errors
/// It is none.
pub fn municipality(column: &'static str, text: &str) -> Result<Municipality, CellFault> {
    Municipality::read(text).map_err(|_| CellFault::new(column, text, Expected::Municipality))
}

/// One of these words.
///
/// # Errors
/// It is another.
pub fn word<T>(column: &'static str, text: &str, words: &'static [&'static str], read: impl FnOnce(&str) -> Option<T>) -> Result<T, CellFault> {
    read(text).ok_or_else(|| CellFault::new(column, text, Expected::Word(words)))
}

/// A plain decimal: digits, a dot before decimals, a minus before all.
///
/// # Errors
/// It is none, or has too many decimals.
pub fn number<T: TryFrom<Decimal, Error: Display>>(column: &'static str, text: &str, decimals: u32) -> Result<T, CellFault> {
    number_in(Style::Json, column, text, decimals)
}

/// A number as files of a style write it.
fn number_in<T: TryFrom<Decimal, Error: Display>>(style: Style, column: &'static str, text: &str, decimals: u32) -> Result<T, CellFault> {
    let is_plain = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let number = plain_number(text, style).filter(is_plain).and_then(|text| Decimal::from_str_exact(&text).ok());
    number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| CellFault::new(column, text, Expected::Number(decimals)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> LineText {
        LineText {
            service: "mandecentret/efterforsorg-basis".to_owned(),
            first_day: "2024-01-01".to_owned(),
            last_day: "2024-01-31".to_owned(),
            quantity: "31".to_owned(),
            unit: "day".to_owned(),
            unit_price: "435.00".to_owned(),
            price_base_quantity: "1".to_owned(),
            net: "13485.00".to_owned(),
            vat_category: "E".to_owned(),
            vat_rate: "0".to_owned(),
            vat: "0.00".to_owned(),
            vat_exemption: String::new(),
        }
    }

    #[test]
    fn a_line_reads_as_it_was_written() {
        let read = line().read().expect("a line");
        assert_eq!(read.net.ore(), 1_348_500);
        assert_eq!(LineText::from(&read).read().expect("a line"), read);
    }

    #[test]
    fn every_faulty_text_is_named() {
        let faulty = LineText { last_day: "2023-12-31".to_owned(), net: "13.485,00".to_owned(), unit: "days".to_owned(), ..line() };
        let faults = faulty.read().expect_err("faults");
        let named: Vec<(&str, Expected)> = faults.iter().map(|fault| (fault.column, fault.expected)).collect();
        assert_eq!(named, [("unit", Expected::Word(Unit::WORDS)), ("net", Expected::Number(2)), ("last_day", Expected::LaterDay)]);
    }
}
