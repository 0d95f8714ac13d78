//! What a column of lines must hold for a line of the core, written here apart from takst-batch and takst-io.

use chrono::NaiveDate;
use std::borrow::Cow;
use takst::{Line, LineColumn, LineType, Statement};

/// A value of a column.
#[derive(Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Null.
    Absent,
    /// Text.
    Text(Cow<'a, str>),
    /// A count, days since 1970, or units of the last decimal.
    Number(i128),
}

impl Value<'_> {
    /// The value as the columns of CSV and JSON write it (R14).
    ///
    /// # Panics
    /// A day that no calendar has.
    #[must_use]
    pub fn written(&self, column: LineColumn) -> String {
        match (self, column.line_type()) {
            (Value::Absent, _) => String::new(),
            (Value::Text(text), _) => text.to_string(),
            (Value::Number(day), LineType::Day) => {
                let days = chrono::TimeDelta::days(i64::try_from(*day).expect("a day"));
                (NaiveDate::default() + days).to_string()
            }
            (Value::Number(units), LineType::Figure(decimals)) => with_decimals(*units, usize::from(decimals)),
            (Value::Number(units), LineType::Measure(decimals)) => {
                let text = with_decimals(*units, usize::from(decimals));
                // Two decimals always, the others where they are needed.
                let always = text.len() + 2 - usize::from(decimals);
                format!("{}{}", &text[..always], text[always..].trim_end_matches('0'))
            }
            (Value::Number(number), _) => number.to_string(),
        }
    }
}

fn with_decimals(units: i128, decimals: usize) -> String {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    format!("{}{whole}.{fraction}", if units < 0 { "-" } else { "" })
}

fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

fn given<'a>(of: Option<&'a str>) -> Value<'a> {
    of.map_or(Value::Absent, text)
}

fn day(day: NaiveDate) -> Value<'static> {
    Value::Number(i128::from(day.signed_duration_since(NaiveDate::default()).num_days()))
}

fn number(number: impl Into<i128>) -> Value<'static> {
    Value::Number(number.into())
}

/// The value of a column for a line.
#[must_use]
pub fn value<'a>(column: LineColumn, statement: &'a Statement, line: &'a Line) -> Value<'a> {
    match column {
        LineColumn::CaseId => text(&statement.case_id),
        LineColumn::CitizenId => text(&statement.citizen_id),
        LineColumn::Row => number(line.row),
        LineColumn::RowId => given(line.row_id.as_deref()),
        LineColumn::Line => number(line.number),
        LineColumn::Provider => text(&line.service.provider),
        LineColumn::Service => text(&line.service.id),
        LineColumn::Payer => Value::Text(line.payer.to_string().into()),
        LineColumn::Month => Value::Text(line.month.to_string().into()),
        LineColumn::FirstDay => day(line.period.first()),
        LineColumn::LastDay => day(line.period.last()),
        LineColumn::Days => number(line.days()),
        LineColumn::Quantity => number(line.quantity.units()),
        LineColumn::Unit => text(line.unit.as_str()),
        LineColumn::UnitPrice => number(line.unit_price.units()),
        LineColumn::PriceBaseQuantity => number(line.price_base_quantity.units()),
        LineColumn::Net => number(line.net.ore()),
        LineColumn::VatCategory => text(line.vat.category.as_str()),
        LineColumn::VatRate => number(line.vat.rate.units()),
        LineColumn::Vat => number(line.vat.amount.ore()),
        LineColumn::VatExemption => given(line.vat.exemption.map(takst::VatExemption::as_str)),
        LineColumn::OwnPayment => number(line.own_payment.ore()),
        LineColumn::RefundRule => text(line.service.refund_rule.as_str()),
        LineColumn::RefundOutcome => text(line.refund.outcome.as_str()),
        LineColumn::RefundReason => text(line.refund.reason.as_str()),
        LineColumn::Refund => number(line.refund.amount.ore()),
        LineColumn::AtStake => number(line.refund.at_stake.ore()),
        LineColumn::Cost => number(line.cost().ore()),
        LineColumn::LegalBasis => text(&line.service.legal_basis),
        LineColumn::Account => given(line.service.account.as_deref()),
        LineColumn::TariffVersion => text(line.tariff_version()),
        LineColumn::InvoiceHold => given(line.invoice_hold.map(|code| code.as_str())),
        LineColumn::Assumptions if line.assumptions.is_empty() => Value::Absent,
        LineColumn::Assumptions => Value::Text(line.assumptions.to_string().into()),
        LineColumn::Gross => number(line.net.ore() + line.vat.amount.ore()),
    }
}
