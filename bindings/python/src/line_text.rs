//! The columns of a line as Python values, and as text for pickles.

use crate::convert;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use rust_decimal::Decimal;
use std::sync::Arc;
use takst::catalogue::{RefundRule, Unit};
use takst::{
    Amount, Assumptions, LineColumn, LineRefund, LineType, LineVat, Month, Municipality, Outcome, Percent, Period, Quantity, ServiceFacts, UnitPrice,
    VatCategory, VatExemption,
};
use takst_io::write_column;

fn text(statement: &takst::Statement, line: &takst::Line, column: LineColumn) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write_column(column, statement, line, &mut text);
    text
}

/// What Python gets for a column of a line.
pub fn value<'py>(py: Python<'py>, statement: &takst::Statement, line: &takst::Line, column: LineColumn) -> PyResult<Bound<'py, PyAny>> {
    let text = text(statement, line, column);
    if text.is_empty() && !column.is_required() {
        return Ok(py.None().into_bound(py));
    }
    Ok(match column.line_type() {
        LineType::Reference | LineType::Word | LineType::OneOf(_) | LineType::Municipality | LineType::Month => PyString::new(py, &text).into_any(),
        LineType::RowNumber | LineType::Count => text.parse::<u64>()?.into_pyobject(py)?.into_any(),
        LineType::Day => return convert::date(py, read("day", &text)?),
        LineType::Figure(_) | LineType::Measure(_) => return convert::decimal(py, &text),
    })
}

/// Every column of the contract, in its order.
pub fn dict<'py>(py: Python<'py>, statement: &takst::Statement, line: &takst::Line) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for column in LineColumn::ALL {
        dict.set_item(column.as_str(), value(py, statement, line, *column)?)?;
    }
    Ok(dict)
}

/// A line as the texts of its columns, for pickles.
pub type LineText = Vec<String>;

/// The texts of a line.
pub fn to_text(statement: &takst::Statement, line: &takst::Line) -> LineText {
    LineColumn::ALL.iter().map(|column| text(statement, line, *column)).collect()
}

/// A pickle that cannot be read.
pub fn bad(what: &str) -> PyErr {
    PyValueError::new_err(format!("the pickle holds no readable {what}"))
}

fn read<T: std::str::FromStr>(what: &str, text: &str) -> PyResult<T> {
    text.parse().map_err(|_| bad(what))
}

fn number<T: TryFrom<Decimal>>(what: &str, text: &str) -> PyResult<T> {
    Decimal::from_str_exact(text).ok().and_then(|number| T::try_from(number).ok()).ok_or_else(|| bad(what))
}

pub fn payer(text: &str) -> PyResult<Municipality> {
    Municipality::new(read("payer", text)?).ok_or_else(|| bad("payer"))
}

pub fn month(text: &str) -> PyResult<Month> {
    read("month", text)
}

/// The line whose columns have these texts.
pub fn from_text(texts: LineText) -> PyResult<takst::Line> {
    if texts.len() != LineColumn::ALL.len() {
        return Err(bad("line"));
    }
    let of = |column: LineColumn| texts[column as usize].as_str();
    let given = |column: LineColumn| Some(of(column)).filter(|text| !text.is_empty());
    let amount = |column: LineColumn| number::<Amount>(column.as_str(), of(column));
    let mut assumptions = Assumptions::NONE;
    for code in given(LineColumn::Assumptions).into_iter().flat_map(|codes| codes.split(';')) {
        assumptions = assumptions.with(convert::code(code)?);
    }
    let period = Period::new(read("first_day", of(LineColumn::FirstDay))?, read("last_day", of(LineColumn::LastDay))?);
    let version = Some(of(LineColumn::TariffVersion)).filter(|version| *version != "agreed");
    Ok(takst::Line {
        row: read("row", of(LineColumn::Row))?,
        row_id: given(LineColumn::RowId).map(Into::into),
        number: read("line", of(LineColumn::Line))?,
        service: Arc::new(ServiceFacts {
            id: of(LineColumn::Service).into(),
            provider: of(LineColumn::Provider).into(),
            legal_basis: of(LineColumn::LegalBasis).into(),
            account: given(LineColumn::Account).map(Into::into),
            refund_rule: RefundRule::from_word(of(LineColumn::RefundRule)).ok_or_else(|| bad("refund_rule"))?,
        }),
        payer: payer(of(LineColumn::Payer))?,
        month: month(of(LineColumn::Month))?,
        period: period.ok_or_else(|| bad("period"))?,
        quantity: number::<Quantity>("quantity", of(LineColumn::Quantity))?,
        unit: Unit::from_word(of(LineColumn::Unit)).ok_or_else(|| bad("unit"))?,
        unit_price: number::<UnitPrice>("unit_price", of(LineColumn::UnitPrice))?,
        price_base_quantity: number::<Quantity>("price_base_quantity", of(LineColumn::PriceBaseQuantity))?,
        net: amount(LineColumn::Net)?,
        vat: LineVat {
            category: VatCategory::from_word(of(LineColumn::VatCategory)).ok_or_else(|| bad("vat_category"))?,
            rate: number::<Percent>("vat_rate", of(LineColumn::VatRate))?,
            amount: amount(LineColumn::Vat)?,
            exemption: given(LineColumn::VatExemption).map(|word| VatExemption::from_word(word).ok_or_else(|| bad("vat_exemption"))).transpose()?,
        },
        own_payment: amount(LineColumn::OwnPayment)?,
        refund: LineRefund {
            outcome: Outcome::from_word(of(LineColumn::RefundOutcome)).ok_or_else(|| bad("refund_outcome"))?,
            reason: convert::code(of(LineColumn::RefundReason))?,
            amount: amount(LineColumn::Refund)?,
            at_stake: amount(LineColumn::AtStake)?,
        },
        tariff_version: version.map(Into::into),
        invoice_hold: given(LineColumn::InvoiceHold).map(convert::code).transpose()?,
        assumptions,
    })
}
