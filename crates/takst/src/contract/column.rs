//! The columns of the case file.

use crate::contract::unit::Unit;
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

/// What a cell may hold: the content with its scale, or with its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellType {
    /// A name given elsewhere.
    Reference,
    /// Free text, or an id.
    Text,
    /// One word of a closed set.
    OneOf(&'static [&'static str]),
    /// The code of a municipality.
    Municipality,
    /// A day.
    Day,
    /// A number with at most so many decimals.
    Number(u32),
    /// `true` or `false`.
    Truth,
    /// 13 digits with a check digit.
    Gln,
}

/// Whether a value must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// Can be absent.
    Optional,
}

/// The registry of the columns of the case file, in the order of the contract: hands it to a macro. A row is a documentation comment, the variant
/// of [`Column`], the name, and in braces its frozen number, the type of a cell, its presence and an example.
#[macro_export]
macro_rules! for_each_column {
    ($callback:ident) => {
        $callback! {
            /// Reference of the case; no CPR number. At most 200 characters.
            CaseId case_id { 1, Reference, Required, "2023-0117" }
            /// Pseudonym of the citizen; default the case. At most 200 characters.
            CitizenId citizen_id { 2, Reference, Optional, "C-4711" }
            /// Reference of the row, echoed. At most 200 characters.
            RowId row_id { 3, Reference, Optional, "bev-88" }
            /// Catalogue id of the service, provider/name.
            Service service { 4, Text, Required, "mandecentret/efterforsorg" }
            /// First day, 1900-01-01 to 2199-12-31.
            FirstDay first_day { 5, Day, Required, "2022-03-01" }
            /// Last day, inclusive; absent while the service runs.
            LastDay last_day { 6, Day, Optional, "2022-03-31" }
            /// Paying municipality: its code, 101 to 860, or its name.
            Payer payer { 7, Municipality, Required, "101" }
            /// Hours given in the row, more than 0, at most 10000.
            Hours hours { 8, Number(2), Optional, "12.5" }
            /// Agreed hours per week, more than 0, at most 168.
            HoursPerWeek hours_per_week { 9, Number(2), Optional, "15" }
            /// Agreed price ex VAT, DKK per unit, more than 0, at most 10000000; four decimals per hour, else two.
            UnitPrice unit_price { 10, Number(4), Optional, "31200.50" }
            /// Unit of the agreed price; given if and only if unit_price is.
            Unit unit { 11, OneOf(Unit::WORDS), Optional, "month" }
            /// The citizen's own payment, DKK per day, 0 to 10000000.
            OwnPaymentPerDay own_payment_per_day { 12, Number(2), Optional, "96.71" }
            /// Last day of the preceding stay at the same provider.
            PriorStayTo prior_stay_to { 13, Day, Optional, "2022-02-28" }
            /// Day of the first discharge.
            FirstDischarge first_discharge { 14, Day, Optional, "2023-11-30" }
            /// Whether the support was decided before discharge.
            DecidedBeforeDischarge decided_before_discharge { 15, Truth, Optional, "true" }
            /// Whether the citizen moved from the stay straight to a temporary place under section 107 and the support was decided there (section 176 a(1), no. 2).
            DischargedTo107 discharged_to_107 { 22, Truth, Optional, "true" }
            /// First day of the refund window in which days were used outside the file, 2023-10-01 or later.
            WindowStart window_start { 16, Day, Optional, "2023-10-01" }
            /// Days used outside the file in that window, 0 to 366.
            WindowDaysUsed window_days_used { 17, Number(0), Optional, "40" }
            /// Text of the commitment to pay. At most 200 characters.
            Commitment commitment { 18, Text, Optional, "Bevilling af 1/3" }
            /// Day of the commitment to pay.
            CommitmentDate commitment_date { 19, Day, Optional, "2022-02-20" }
            /// Day on which the start was notified.
            NotifiedStart notified_start { 20, Day, Optional, "2022-03-02" }
            /// Day on which the end was notified.
            NotifiedEnd notified_end { 21, Day, Optional, "2022-04-01" }
            /// Person reference at the buyer, for invoices; no CPR number. At most 200 characters.
            BuyerReference buyer_reference { 23, Reference, Optional, "SOC-7" }
            /// Order number of the buyer, for invoices; no CPR number. At most 200 characters.
            OrderReference order_reference { 24, Reference, Optional, "4500012345" }
            /// The buyer's account, for invoices; no CPR number. At most 200 characters.
            AccountingCost accounting_cost { 25, Reference, Optional, "5.38.42" }
            /// Electronic address of the buyer, for invoices: 13 digits with a check digit.
            BuyerGln buyer_gln { 26, Gln, Optional, "5798009800275" }
            /// Who released the course and payer from what holds an invoice, and when; no CPR number. At most 200 characters.
            HoldReleased hold_released { 27, Text, Optional, "NN 2024-02-01" }
            /// Amount ex VAT that was billed for the row, DKK, 0 to 100000000.
            Invoiced invoiced { 28, Number(2), Optional, "13485.00" }
        }
    };
}

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:ident { $number:literal, $type:expr, $presence:ident, $example:literal })*) => {
        /// A column of the case file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($(#[doc = $doc])+ $variant),* }

        impl Column {
            /// Every column, in the order of the contract.
            pub const ALL: &'static [Column] = &[$(Column::$variant),*];

            /// The column's name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Column::$variant => stringify!($name)),* }
            }

            /// What the column says and which values it takes, in English.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Column::$variant => concat!($($doc),+).trim_ascii()),* }
            }

            /// The number that stands for the column outside Rust. It never changes; a new column takes the next one, wherever it stands.
            #[must_use]
            pub const fn number(self) -> u32 {
                match self { $(Column::$variant => $number),* }
            }

            /// The column of a number.
            #[must_use]
            pub const fn from_number(number: u32) -> Option<Column> {
                match number { $($number => Some(Column::$variant),)* _ => None }
            }

            /// What a cell may hold.
            #[must_use]
            pub const fn cell_type(self) -> CellType {
                use CellType::*;
                match self { $(Column::$variant => $type),* }
            }

            /// Whether a row must have a value.
            #[must_use]
            pub const fn presence(self) -> Presence {
                match self { $(Column::$variant => Presence::$presence),* }
            }

            /// A value that it takes.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $(Column::$variant => $example),* }
            }
        }
    };
}

for_each_column!(columns);

/// Lists the required columns of a registry, in its order: a constant beside its `ALL` and `is_required`.
macro_rules! required_columns {
    ($column:ident: $(#[doc = $doc:literal])+) => {
        /// How many columns are required.
        const REQUIRED: usize = {
            let (mut count, mut i) = (0, 0);
            while i < $column::ALL.len() {
                count += $column::ALL[i].is_required() as usize;
                i += 1;
            }
            count
        };

        impl $column {
            $(#[doc = $doc])+
            pub const REQUIRED: [$column; REQUIRED] = {
                let (mut required, mut found, mut i) = ([$column::ALL[0]; REQUIRED], 0, 0);
                while i < $column::ALL.len() {
                    if $column::ALL[i].is_required() {
                        required[found] = $column::ALL[i];
                        found += 1;
                    }
                    i += 1;
                }
                required
            };
        }
    };
}
pub(crate) use required_columns;

required_columns! { Column:
    /// The columns without which nothing can be priced.
}

impl Column {
    /// Whether a row without a value cannot be priced.
    ///
    /// ```
    /// use takst::Column;
    /// assert!(Column::Payer.is_required() && !Column::Hours.is_required());
    /// assert_eq!(Column::REQUIRED.map(Column::as_str), ["case_id", "service", "first_day", "payer"]);
    /// ```
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self.presence(), Presence::Required)
    }

    /// What its cells say.
    #[must_use]
    pub const fn content(self) -> Content {
        match self.cell_type() {
            CellType::Reference | CellType::Gln => Content::Reference,
            CellType::Text | CellType::OneOf(_) => Content::Text,
            CellType::Municipality => Content::Municipality,
            CellType::Day => Content::Day,
            CellType::Number(_) => Content::Number,
            CellType::Truth => Content::Truth,
        }
    }

    /// Whether it holds whole numbers only.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self.cell_type(), CellType::Number(0))
    }

    /// The column of a name, exactly as the contract writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Column> {
        Column::ALL.iter().copied().find(|column| column.as_str() == name)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
