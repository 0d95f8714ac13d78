//! The columns of the case file.

use std::fmt;

/// What the cells of a column of the case file say, whatever the form they come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A name given elsewhere, often by a counter.
    Reference,
    /// Words.
    Text,
    /// The code of a municipality.
    Municipality,
    /// A day.
    Day,
    /// A number.
    Number,
    /// Yes or no.
    Truth,
}

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $name:ident $text:literal $content:ident),* $(,)?) => {
        /// A column of the case file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($(#[doc = $doc])+ $name),* }

        impl Column {
            /// Every column, in the order of the contract.
            pub const ALL: &'static [Column] = &[$(Column::$name),*];

            /// The column's name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Column::$name => $text),* }
            }

            /// What its cells say.
            #[must_use]
            pub const fn content(self) -> Content {
                match self { $(Column::$name => Content::$content),* }
            }
        }
    };
}

columns! {
    /// Reference of the case; never a CPR number. Required.
    CaseId "case_id" Reference,
    /// Pseudonym of the citizen; default the case.
    CitizenId "citizen_id" Reference,
    /// Reference of the row, echoed.
    RowId "row_id" Reference,
    /// Catalogue id of the service. Required.
    Service "service" Text,
    /// First day, inclusive. Required.
    FirstDay "first_day" Day,
    /// Last day, inclusive; absent while the service runs.
    LastDay "last_day" Day,
    /// Municipality code, 101 to 860. Required.
    Payer "payer" Municipality,
    /// Hours given in the row.
    Hours "hours" Number,
    /// Agreed hours per week.
    HoursPerWeek "hours_per_week" Number,
    /// Agreed price ex VAT, DKK per `unit`.
    UnitPrice "unit_price" Number,
    /// Unit of the agreed price: hour, day, week, month or course.
    Unit "unit" Text,
    /// The citizen's own payment, DKK per day.
    OwnPaymentPerDay "own_payment_per_day" Number,
    /// Last day of the preceding stay at the same provider.
    PriorStayTo "prior_stay_to" Day,
    /// Day of the first discharge (SEL § 176 a).
    FirstDischarge "first_discharge" Day,
    /// Whether the support was decided before discharge (SEL § 176 a).
    DecidedBeforeDischarge "decided_before_discharge" Truth,
    /// First day of the refund window in which days were used outside the file.
    WindowStart "window_start" Day,
    /// Days used outside the file in that window.
    WindowDaysUsed "window_days_used" Number,
    /// Text of the commitment to pay.
    Commitment "commitment" Text,
    /// Day of the commitment to pay.
    CommitmentDate "commitment_date" Day,
    /// Day on which the start was notified.
    NotifiedStart "notified_start" Day,
    /// Day on which the end was notified.
    NotifiedEnd "notified_end" Day,
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
