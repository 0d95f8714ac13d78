//! How the columns of lines are written as text: the same in every format.

use crate::contract::code::Code;
use crate::contract::line_column::LineColumn;
use crate::contract::words::VatExemption;
use crate::result::line::Line;
use crate::result::statement::Statement;
use std::fmt::{self, Write};

impl Line {
    /// Appends the text of a column; nothing where the value is absent, and nothing of case and citizen, which the statement has.
    ///
    /// # Errors
    /// Only those of `to`.
    pub fn write_column(&self, column: LineColumn, to: &mut impl Write) -> fmt::Result {
        match column {
            LineColumn::CaseId | LineColumn::CitizenId => Ok(()),
            LineColumn::Row => write!(to, "{}", self.row),
            LineColumn::RowId => write_text(to, self.row_id.as_deref().unwrap_or_default()),
            LineColumn::Line => write!(to, "{}", self.number),
            LineColumn::Provider => write_text(to, &self.service.provider),
            LineColumn::Service => write_text(to, &self.service.id),
            LineColumn::Payer => write!(to, "{}", self.payer),
            LineColumn::Month => write!(to, "{}", self.month),
            LineColumn::FirstDay => write!(to, "{}", self.period.first()),
            LineColumn::LastDay => write!(to, "{}", self.period.last()),
            LineColumn::Days => write!(to, "{}", self.days()),
            LineColumn::Quantity => write!(to, "{}", self.quantity),
            LineColumn::Unit => to.write_str(self.unit.as_str()),
            LineColumn::UnitPrice => write!(to, "{}", self.unit_price),
            LineColumn::PriceBaseQuantity => write!(to, "{}", self.price_base_quantity),
            LineColumn::Net => write!(to, "{}", self.net),
            LineColumn::VatCategory => to.write_str(self.vat.category.as_str()),
            LineColumn::VatRate => write!(to, "{}", self.vat.rate),
            LineColumn::Vat => write!(to, "{}", self.vat.amount),
            LineColumn::VatExemption => to.write_str(self.vat.exemption.map_or("", VatExemption::as_str)),
            LineColumn::OwnPayment => write!(to, "{}", self.own_payment),
            LineColumn::RefundRule => to.write_str(self.service.refund_rule.as_str()),
            LineColumn::RefundOutcome => to.write_str(self.refund.outcome.as_str()),
            LineColumn::RefundReason => to.write_str(self.refund.reason.as_str()),
            LineColumn::Refund => write!(to, "{}", self.refund.amount),
            LineColumn::AtStake => write!(to, "{}", self.refund.at_stake),
            LineColumn::Cost => write!(to, "{}", self.cost()),
            LineColumn::LegalBasis => write_text(to, &self.service.legal_basis),
            LineColumn::Account => write_text(to, self.service.account.as_deref().unwrap_or_default()),
            LineColumn::TariffVersion => write_text(to, self.tariff_version()),
            LineColumn::InvoiceHold => to.write_str(self.invoice_hold.map_or("", Code::as_str)),
            LineColumn::Assumptions => write!(to, "{}", self.assumptions),
            LineColumn::Gross => write!(to, "{}", self.gross()),
        }
    }
}

/// Appends the text of a column; nothing where the value is absent.
///
/// # Errors
/// Only those of `to`.
pub fn write_column(column: LineColumn, statement: &Statement, line: &Line, to: &mut impl Write) -> fmt::Result {
    match column {
        LineColumn::CaseId => write_text(to, &statement.case_id),
        LineColumn::CitizenId => write_text(to, &statement.citizen_id),
        column => line.write_column(column, to),
    }
}

/// Appends a text from outside, without the control characters that would run a terminal or break a line.
///
/// # Errors
/// Only those of `to`.
pub fn write_text(to: &mut impl Write, text: &str) -> fmt::Result {
    if !text.chars().any(char::is_control) {
        return to.write_str(text);
    }
    text.chars().try_for_each(|c| to.write_char(if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }))
}

/// Text from outside as it may be written.
#[must_use]
pub fn printable(of: &str) -> String {
    let mut to = String::with_capacity(of.len());
    // Writing into a string cannot fail.
    let _ = write_text(&mut to, of);
    to
}
