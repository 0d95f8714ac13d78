//! The columns of a priced line: one registry that CSV, JSON and the schema share.

use std::fmt::{self, Write};
use takst::{Line, Statement};

/// How a column is written in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonType {
    /// A string with the text that CSV has; empty when absent.
    String,
    /// A whole number.
    Integer,
}

macro_rules! line_columns {
    ($(#[doc = $doc:literal] $name:ident $text:literal $type:ident |$statement:pat_param, $line:pat_param, $to:pat_param| $write:expr),* $(,)?) => {
        /// A column of the output, in the order of the contract.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LineColumn { $(#[doc = $doc] $name),* }

        impl LineColumn {
            /// Every column, in order.
            pub const ALL: &'static [LineColumn] = &[$(LineColumn::$name),*];

            /// The column's name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(LineColumn::$name => $text),* }
            }

            /// What the column says.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(LineColumn::$name => $doc.trim_ascii()),* }
            }

            /// How it is written in JSON.
            #[must_use]
            pub const fn json_type(self) -> JsonType {
                match self { $(LineColumn::$name => JsonType::$type),* }
            }

            /// Appends the text of the column; nothing when absent.
            ///
            /// # Errors
            /// Only those of `to`.
            pub fn write(self, statement: &Statement, line: &Line, to: &mut impl Write) -> fmt::Result {
                match self { $(LineColumn::$name => { let ($statement, $line, $to) = (statement, line, to); $write })* }
            }
        }
    };
}

line_columns! {
    /// Reference of the case.
    CaseId "case_id" String |s, _, to| text(to, &s.case_id),
    /// Pseudonym of the citizen.
    CitizenId "citizen_id" String |s, _, to| text(to, &s.citizen_id),
    /// Number of the input record, 1 = first.
    Row "row" Integer |_, l, to| write!(to, "{}", l.row),
    /// Reference of the row, echoed.
    RowId "row_id" String |_, l, to| text(to, l.row_id.as_deref().unwrap_or_default()),
    /// 1, 2, … within the document.
    Line "line" Integer |_, l, to| write!(to, "{}", l.number),
    /// Provider.
    Provider "provider" String |_, l, to| text(to, &l.service.provider),
    /// Service.
    Service "service" String |_, l, to| text(to, &l.service.id),
    /// Code of the paying municipality.
    Payer "payer" String |_, l, to| write!(to, "{}", l.payer),
    /// Month of the document, YYYY-MM.
    Month "month" String |_, l, to| write!(to, "{}", l.month),
    /// First day.
    FirstDay "first_day" String |_, l, to| write!(to, "{}", l.period.first()),
    /// Last day, inclusive.
    LastDay "last_day" String |_, l, to| write!(to, "{}", l.period.last()),
    /// Calendar days from the first day to the last.
    Days "days" Integer |_, l, to| write!(to, "{}", l.days()),
    /// How many units.
    Quantity "quantity" String |_, l, to| write!(to, "{}", l.quantity),
    /// Unit: hour, day, week, month or course.
    Unit "unit" String |_, l, to| to.write_str(l.unit.as_str()),
    /// DKK ex VAT for `price_base_quantity` units.
    UnitPrice "unit_price" String |_, l, to| write!(to, "{}", l.unit_price),
    /// 1, or the days of the month where a part of a month is charged.
    PriceBaseQuantity "price_base_quantity" String |_, l, to| write!(to, "{}", l.price_base_quantity),
    /// DKK ex VAT.
    Net "net" String |_, l, to| write!(to, "{}", l.net),
    /// VAT category of EN 16931: E (exempt) or S (standard rate).
    VatCategory "vat_category" String |_, l, to| to.write_str(l.vat.category.as_str()),
    /// VAT rate in percent.
    VatRate "vat_rate" String |_, l, to| write!(to, "{}", l.vat.rate),
    /// VAT, DKK.
    Vat "vat" String |_, l, to| write!(to, "{}", l.vat.amount),
    /// Reason code of the exemption, where the line is exempt.
    VatExemption "vat_exemption" String |_, l, to| to.write_str(l.vat.exemption().unwrap_or_default()),
    /// The citizen's own payment, DKK.
    OwnPayment "own_payment" String |_, l, to| write!(to, "{}", l.own_payment),
    /// Rule of the state refund.
    RefundRule "refund_rule" String |_, l, to| to.write_str(l.service.refund_rule.as_str()),
    /// refunded, not-refunded or undetermined.
    RefundOutcome "refund_outcome" String |_, l, to| to.write_str(l.refund.outcome.as_str()),
    /// Code of the condition that decided.
    RefundReason "refund_reason" String |_, l, to| to.write_str(l.refund.reason.as_str()),
    /// State refund claimed, DKK.
    Refund "refund" String |_, l, to| write!(to, "{}", l.refund.amount),
    /// State refund undetermined, DKK.
    AtStake "at_stake" String |_, l, to| write!(to, "{}", l.refund.at_stake),
    /// Cost to the municipality, DKK: net − own payment − refund.
    Cost "cost" String |_, l, to| write!(to, "{}", l.cost()),
    /// Act and section.
    LegalBasis "legal_basis" String |_, l, to| text(to, &l.service.legal_basis),
    /// Account in the municipal chart of accounts.
    Account "account" String |_, l, to| text(to, l.service.account.as_deref().unwrap_or_default()),
    /// Tariff version, `service@YYYY-MM-DD`, or `agreed`.
    TariffVersion "tariff_version" String |_, l, to| text(to, l.tariff_version()),
    /// Code of why the document is on hold.
    InvoiceHold "invoice_hold" String |_, l, to| to.write_str(l.invoice_hold.map_or("", takst::Code::as_str)),
    /// Codes of what the figures rest on, joined by `;`.
    Assumptions "assumptions" String |_, l, to| write!(to, "{}", l.assumptions),
}

impl fmt::Display for LineColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
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
