//! How the columns of lines are written: the same text in CSV and in JSON.

use std::fmt::{self, Write};
use takst::{Line, LineColumn, LineType, Statement};

/// How a column is written in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonType {
    /// A string with the text that CSV has; empty when absent.
    String,
    /// A whole number.
    Integer,
}

impl JsonType {
    /// The type of a column.
    #[must_use]
    pub const fn of(column: LineColumn) -> JsonType {
        match column.line_type() {
            LineType::RowNumber | LineType::Count => JsonType::Integer,
            LineType::Reference
            | LineType::Word
            | LineType::OneOf(_)
            | LineType::Municipality
            | LineType::Month
            | LineType::Day
            | LineType::Figure(_)
            | LineType::Measure(_) => JsonType::String,
        }
    }
}

/// Appends the text of a column; nothing where the value is absent.
///
/// # Errors
/// Only those of `to`.
pub fn write_column(column: LineColumn, statement: &Statement, line: &Line, to: &mut impl Write) -> fmt::Result {
    match column {
        LineColumn::CaseId => text(to, &statement.case_id),
        LineColumn::CitizenId => text(to, &statement.citizen_id),
        LineColumn::Row => write!(to, "{}", line.row),
        LineColumn::RowId => text(to, line.row_id.as_deref().unwrap_or_default()),
        LineColumn::Line => write!(to, "{}", line.number),
        LineColumn::Provider => text(to, &line.service.provider),
        LineColumn::Service => text(to, &line.service.id),
        LineColumn::Payer => write!(to, "{}", line.payer),
        LineColumn::Month => write!(to, "{}", line.month),
        LineColumn::FirstDay => write!(to, "{}", line.period.first()),
        LineColumn::LastDay => write!(to, "{}", line.period.last()),
        LineColumn::Days => write!(to, "{}", line.days()),
        LineColumn::Quantity => write!(to, "{}", line.quantity),
        LineColumn::Unit => to.write_str(line.unit.as_str()),
        LineColumn::UnitPrice => write!(to, "{}", line.unit_price),
        LineColumn::PriceBaseQuantity => write!(to, "{}", line.price_base_quantity),
        LineColumn::Net => write!(to, "{}", line.net),
        LineColumn::VatCategory => to.write_str(line.vat.category.as_str()),
        LineColumn::VatRate => write!(to, "{}", line.vat.rate),
        LineColumn::Vat => write!(to, "{}", line.vat.amount),
        LineColumn::VatExemption => to.write_str(line.vat.exemption.map_or("", takst::VatExemption::as_str)),
        LineColumn::OwnPayment => write!(to, "{}", line.own_payment),
        LineColumn::RefundRule => to.write_str(line.service.refund_rule.as_str()),
        LineColumn::RefundOutcome => to.write_str(line.refund.outcome.as_str()),
        LineColumn::RefundReason => to.write_str(line.refund.reason.as_str()),
        LineColumn::Refund => write!(to, "{}", line.refund.amount),
        LineColumn::AtStake => write!(to, "{}", line.refund.at_stake),
        LineColumn::Cost => write!(to, "{}", line.cost()),
        LineColumn::LegalBasis => text(to, &line.service.legal_basis),
        LineColumn::Account => text(to, line.service.account.as_deref().unwrap_or_default()),
        LineColumn::TariffVersion => text(to, line.tariff_version()),
        LineColumn::InvoiceHold => to.write_str(line.invoice_hold.map_or("", takst::Code::as_str)),
        LineColumn::Assumptions => write!(to, "{}", line.assumptions),
        LineColumn::Gross => write!(to, "{}", line.gross()),
    }
}

/// Text from outside, without the control characters that would run a terminal or break a line.
fn text(to: &mut impl Write, text: &str) -> fmt::Result {
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
    let _ = text(&mut to, of);
    to
}
