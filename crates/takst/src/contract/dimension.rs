//! What sums over lines are grouped by.

use crate::contract::line_column::LineColumn;
use std::fmt;
use std::str::FromStr;

macro_rules! dimensions {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal, $word:literal, $column:ident;)*) => {
        /// What sums over lines are grouped by. A dimension has two names, the one of its column and a shorter word. Both are read everywhere.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Dimension { $($(#[doc = $doc])+ $variant),* }

        impl Dimension {
            /// Every dimension.
            pub const ALL: &'static [Dimension] = &[$(Dimension::$variant),*];

            /// Returns the name of its column in totals.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Dimension::$variant => $name),* }
            }

            /// Returns the shorter word: `outcome` for `refund_outcome`.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Dimension::$variant => $word),* }
            }

            /// Returns the column of lines that decides the group.
            #[must_use]
            pub const fn column(self) -> LineColumn {
                match self { $(Dimension::$variant => LineColumn::$column),* }
            }

            /// Returns its meaning, in one English phrase.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Dimension::$variant => concat!($($doc),+).trim_ascii()),* }
            }
        }
    };
}

dimensions! {
    /// Month of the document, `YYYY-MM`.
    Month "month", "month", Month;
    /// Quarter of the document, `YYYY-Qn`.
    Quarter "quarter", "quarter", Month;
    /// Year of the document, `YYYY`.
    Year "year", "year", Month;
    /// Provider.
    Provider "provider", "provider", Provider;
    /// Service.
    Service "service", "service", Service;
    /// Paying municipality.
    Payer "payer", "payer", Payer;
    /// Account of the service; empty where the catalogue names none.
    Account "account", "account", Account;
    /// Outcome of the refund.
    RefundOutcome "refund_outcome", "outcome", RefundOutcome;
    /// Code of the condition that decided the refund.
    RefundReason "refund_reason", "reason", RefundReason;
    /// Case.
    CaseId "case_id", "case", CaseId;
    /// Citizen.
    CitizenId "citizen_id", "citizen", CitizenId;
}

impl Dimension {
    /// Returns the group of a line, from its text in [`column`](Dimension::column).
    #[must_use]
    pub fn group(self, text: &str) -> String {
        match (self, text.get(..4), text.get(5..7).and_then(|month| month.parse::<u32>().ok())) {
            (Dimension::Quarter, Some(year), Some(month)) => format!("{year}-Q{}", month.div_ceil(3)),
            (Dimension::Year, Some(year), _) => year.to_owned(),
            _ => text.to_owned(),
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDimension(String);

impl fmt::Display for NoDimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Dimension::ALL.iter().map(|dimension| dimension.as_str()).collect::<Vec<_>>().join(", ");
        write!(f, "{:?} is none of {names}", self.0)
    }
}

impl std::error::Error for NoDimension {}

impl FromStr for Dimension {
    type Err = NoDimension;

    fn from_str(text: &str) -> Result<Dimension, NoDimension> {
        let named = |dimension: &Dimension| dimension.as_str() == text || dimension.word() == text;
        Dimension::ALL.iter().copied().find(named).ok_or_else(|| NoDimension(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_names_are_read_and_no_other() {
        for dimension in Dimension::ALL {
            assert_eq!(dimension.as_str().parse(), Ok(*dimension));
            assert_eq!(dimension.word().parse(), Ok(*dimension));
        }
        assert!("Month".parse::<Dimension>().is_err());
        assert!("".parse::<Dimension>().is_err());
    }

    #[test]
    fn quarters_and_years_are_of_months() {
        for (month, quarter) in [("2023-01", "2023-Q1"), ("2023-03", "2023-Q1"), ("2023-04", "2023-Q2"), ("2023-12", "2023-Q4")] {
            assert_eq!(Dimension::Quarter.group(month), quarter);
            assert_eq!(Dimension::Year.group(month), "2023");
            assert_eq!(Dimension::Month.group(month), month);
        }
        assert_eq!(Dimension::Account.group(""), "");
        assert_eq!(Dimension::CaseId.group("æøå-2023-1"), "æøå-2023-1");
    }
}
