//! The columns of a priced line.

use crate::contract::column::Presence;
use crate::contract::refund::RefundRule;
use crate::contract::unit::Unit;
use crate::contract::words::{Outcome, VatCategory, VatExemption};
use std::fmt;

/// What a column of lines holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineType {
    /// Text that differs from case to case.
    Reference,
    /// Text of which there are few.
    Word,
    /// One word of a closed set.
    OneOf(&'static [&'static str]),
    /// The code of a municipality, three digits.
    Municipality,
    /// A month, YYYY-MM.
    Month,
    /// Number of an input record.
    RowNumber,
    /// A count.
    Count,
    /// A day.
    Day,
    /// A figure with so many decimals, all of them written.
    Figure(u8),
    /// A quantity or price, never negative, with at most so many decimals, of which two are always written.
    Measure(u8),
}

/// What decides the value of a column of lines, and with it how often the value changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The case.
    Case,
    /// The input row.
    Row,
    /// The service.
    Service,
    /// The days of one row with one price and one outcome.
    Segment,
    /// The amounts of the line, which depend on its days one by one.
    Amount,
    /// The document: its other lines decide too.
    Document,
}

/// The registry of the columns of lines, in the order of the contract: hands it to a macro. A row is a documentation comment, the variant of
/// [`LineColumn`], the name, and in braces the type, the presence and the origin.
#[macro_export]
macro_rules! for_each_line_column {
    ($callback:ident) => {
        $callback! {
            /// Reference of the case.
            CaseId case_id { Reference, Required, Case }
            /// Pseudonym of the citizen.
            CitizenId citizen_id { Reference, Required, Case }
            /// Number of the input record, 1 = first.
            Row row { RowNumber, Required, Row }
            /// Reference of the row, echoed.
            RowId row_id { Reference, Optional, Row }
            /// 1, 2, … within the document.
            Line line { Count, Required, Document }
            /// Provider.
            Provider provider { Word, Required, Service }
            /// Service.
            Service service { Word, Required, Service }
            /// Code of the paying municipality.
            Payer payer { Municipality, Required, Row }
            /// Month of the document, YYYY-MM.
            Month month { Month, Required, Segment }
            /// First day.
            FirstDay first_day { Day, Required, Segment }
            /// Last day, inclusive.
            LastDay last_day { Day, Required, Segment }
            /// Calendar days from the first day to the last.
            Days days { Count, Required, Segment }
            /// How many units.
            Quantity quantity { Measure(2), Required, Amount }
            /// Unit of the quantity.
            Unit unit { OneOf(Unit::WORDS), Required, Segment }
            /// DKK ex VAT for `price_base_quantity` units.
            UnitPrice unit_price { Measure(4), Required, Segment }
            /// 1, or the days of the month where a part of a month is charged.
            PriceBaseQuantity price_base_quantity { Measure(2), Required, Segment }
            /// DKK ex VAT.
            Net net { Figure(2), Required, Amount }
            /// VAT category of EN 16931: E (exempt) or S (standard rate).
            VatCategory vat_category { OneOf(VatCategory::WORDS), Required, Segment }
            /// VAT rate in percent.
            VatRate vat_rate { Figure(2), Required, Segment }
            /// VAT, DKK.
            Vat vat { Figure(2), Required, Amount }
            /// Reason code of the exemption, where the line is exempt.
            VatExemption vat_exemption { OneOf(VatExemption::WORDS), Optional, Segment }
            /// The citizen's own payment, DKK.
            OwnPayment own_payment { Figure(2), Required, Amount }
            /// Rule of the state refund.
            RefundRule refund_rule { OneOf(RefundRule::WORDS), Required, Service }
            /// refunded, not-refunded or undetermined.
            RefundOutcome refund_outcome { OneOf(Outcome::WORDS), Required, Segment }
            /// Code of the condition that decided.
            RefundReason refund_reason { Word, Required, Segment }
            /// State refund claimed, DKK.
            Refund refund { Figure(2), Required, Amount }
            /// State refund undetermined, DKK.
            AtStake at_stake { Figure(2), Required, Amount }
            /// Cost to the municipality, DKK: net − own payment − refund.
            Cost cost { Figure(2), Required, Amount }
            /// Act and section.
            LegalBasis legal_basis { Word, Required, Service }
            /// Account in the municipal chart of accounts.
            Account account { Word, Optional, Service }
            /// Tariff version: `service@YYYY-MM-DD`, with `~known_from` and `!what-if` behind it where it has them; or `agreed`.
            TariffVersion tariff_version { Word, Required, Segment }
            /// Code of why the document is on hold.
            InvoiceHold invoice_hold { Word, Optional, Document }
            /// Codes of what the figures rest on, joined by `;`.
            Assumptions assumptions { Word, Optional, Segment }
            /// Net and VAT together, DKK.
            Gross gross { Figure(2), Required, Amount }
        }
    };
}

macro_rules! line_columns {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:ident { $type:expr, $presence:ident, $origin:ident })*) => {
        /// A column of priced lines, in the order of the contract.
        ///
        /// ```
        /// use takst::{LineColumn, LineType};
        /// assert_eq!(LineColumn::UnitPrice.as_str(), "unit_price");
        /// assert_eq!(LineColumn::UnitPrice.line_type(), LineType::Measure(4));
        /// assert!(!LineColumn::Account.is_required());
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LineColumn { $($(#[doc = $doc])+ $variant),* }

        impl LineColumn {
            /// Every column, in order.
            pub const ALL: &'static [LineColumn] = &[$(LineColumn::$variant),*];

            /// The column's name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(LineColumn::$variant => stringify!($name)),* }
            }

            /// What the column says.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(LineColumn::$variant => concat!($($doc),+).trim_ascii()),* }
            }

            /// What it holds.
            #[must_use]
            pub const fn line_type(self) -> LineType {
                use LineType::*;
                match self { $(LineColumn::$variant => $type),* }
            }

            /// Whether every line has a value.
            #[must_use]
            pub const fn presence(self) -> Presence {
                match self { $(LineColumn::$variant => Presence::$presence),* }
            }

            /// What decides its value.
            #[must_use]
            pub const fn origin(self) -> Origin {
                match self { $(LineColumn::$variant => Origin::$origin),* }
            }
        }
    };
}

for_each_line_column!(line_columns);

impl LineColumn {
    /// Whether every line has a value.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self.presence(), Presence::Required)
    }

    /// The column of a name, exactly as the contract writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<LineColumn> {
        LineColumn::ALL.iter().copied().find(|column| column.as_str() == name)
    }
}

impl LineColumn {
    /// The column of this name by which a file is known as lines that takst wrote: no case file has it (R2.7).
    ///
    /// ```
    /// use takst::LineColumn;
    /// assert_eq!(LineColumn::of_lines_only("net"), Some(LineColumn::Net));
    /// assert_eq!(LineColumn::of_lines_only("payer"), None);
    /// ```
    #[must_use]
    pub fn of_lines_only(name: &str) -> Option<LineColumn> {
        [LineColumn::Net, LineColumn::PriceBaseQuantity].into_iter().find(|column| column.as_str() == name)
    }
}

impl fmt::Display for LineColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
