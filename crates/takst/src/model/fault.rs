//! Faults and findings: a code, a place, the value found and the value expected.

use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::cpr;
use crate::model::calendar::Period;
use crate::model::municipality::Municipality;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::fmt;

/// What would have been right in place of a refused value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// Any value.
    Value,
    /// A date `YYYY-MM-DD` between the two.
    Date(NaiveDate, NaiveDate),
    /// A number from the first to the second; `true` when the first itself is too small.
    Number {
        /// Least value.
        least: Decimal,
        /// Whether the value must be more than `least`.
        above: bool,
        /// Greatest value.
        most: Decimal,
        /// Decimals allowed.
        decimals: u32,
    },
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Text without control characters, at most so many characters.
    Text(usize),
    /// The code of a municipality, three digits from 101 to 860, or its name; the one that was perhaps meant.
    Municipality(Option<Municipality>),
    /// A reference that is no CPR number.
    NoCpr,
    /// A citizen named by a pseudonym, not by a CPR number.
    NoCprOfCitizen,
    /// A GLN: 13 digits with a check digit.
    Gln,
    /// An amount billed that is the net of the row.
    Billed {
        /// Net of the lines of the row.
        net: Decimal,
        /// What was billed less the net.
        difference: Decimal,
    },
    /// A service of the catalogue; the nearest id, if one is near.
    Service(Option<String>),
    /// A last day on or after this day.
    NotBefore(NaiveDate),
    /// A last day, or an end of the window of time.
    End,
    /// An agreed price and its unit.
    AgreedPrice,
    /// No agreed price: the price is published, included or free.
    NoAgreedPrice,
    /// At most so many hours per week, or an agreed price.
    HoursOrAgreedPrice(Decimal),
    /// The hours of the row.
    Hours,
    /// One row for each month and each tariff.
    DatedHours,
    /// Own payment only on prices per day and month.
    NoOwnPayment,
    /// Own payment of at most this a day.
    OwnPaymentAtMost(Decimal),
    /// The same value as on another row.
    SameAs {
        /// Number of the other row.
        row: u64,
        /// Its value; empty when absent.
        value: String,
    },
    /// Days that no other row of the case and family has.
    NotSharedWith {
        /// Number of the other row.
        row: u64,
    },
    /// A day outside a refund window that is counted from an earlier start: this one, or with the setting `next-admission` its first 12 months.
    OutsideWindow(Period),
    /// Each day in one case of the citizen.
    BilledOnce,
    /// The own payment of the law a day, and the first day on which it holds.
    OwnPaymentOfLaw(Decimal, NaiveDate),
    /// Days covered by the tariff: these periods; an open end is `None`. With a day of knowledge, by what was known on it.
    Covered(Vec<(NaiveDate, Option<NaiveDate>)>, Option<NaiveDate>),
    /// One version for each day; these two tie.
    OneVersion(String, String),
    /// A record with so many fields.
    Fields(usize),
    /// A stay that ends on this day or later.
    StayUntil(NaiveDate),
    /// On or before this day.
    NotAfter(NaiveDate),
    /// A course of at least so many weeks.
    WeeksAtLeast(u32),
    /// A course of so many weeks.
    Weeks(u32),
    /// So many hours per week.
    HoursPerWeek(Decimal),
    /// At least so many hours per week.
    HoursPerWeekAtLeast(Decimal),
    /// At most so many places.
    Places {
        /// Places of the service.
        places: u32,
        /// Most rows on one day of the run.
        in_use: u32,
        /// The run.
        period: Period,
    },
    /// This day, written `YYYY-MM-DD`: what was found is it in the Danish order of day and month.
    ThisDate(NaiveDate),
    /// A number without thousands separators, spaces and currency, so that it can mean one thing only.
    PlainNumber,
    /// The number as it is to be written, with a dot before its decimals.
    DecimalPoint(Box<str>),
    /// A JSON string: the value in quotation marks.
    JsonString,
    /// A JSON object on one line.
    JsonObject,
    /// Each key of the JSON object once.
    KeyOnce,
    /// Quotation marks that close on the line on which they open.
    ClosedQuote,
    /// Text in UTF-8.
    Utf8,
    /// A record of at most so many bytes.
    Bytes(usize),
    /// The column that was perhaps meant.
    Column(&'static str),
    /// The columns that headings are read as, `heading = column`.
    Headings,
    /// What stands in this line of the file, 1 = first.
    Line(u64),
    /// What stands in this row of the sheet, 1 = first.
    SheetRow(u64),
    /// A date whose order an option must give: this one if the day comes first.
    DayFirst(NaiveDate),
    /// A date with the day first, as an option says.
    DayMonthYear,
    /// A day of this month, which has fewer days than the date says.
    DayOfMonth {
        /// The month, 1 to 12.
        month: u32,
        /// Its days.
        days: u32,
    },
    /// One of two numbers that the text could be: its dot or comma may stand between thousands or before decimals.
    EitherNumber {
        /// With thousands: `1250`.
        thousands: Decimal,
        /// With decimals: `1.250`.
        decimals: Decimal,
    },
    /// No last day: the service still runs.
    StillRunning,
    /// Text without this character, which cannot be seen.
    Visible(char),
    /// A formula that gives a value.
    FormulaValue,
    /// A formula whose value is stored in the file.
    FormulaStored,
    /// A cell of its own: this one is a part of a merged cell.
    OwnCell,
    /// A cell formatted as text: a number of more than 15 digits is stored without its last ones.
    TextCell,
    /// A date without a time of day.
    WholeDay,
    /// A case of at most so many hours and days.
    UnitsOfCase(i64),
    /// Nothing: the finding is for information.
    Nothing,
}

/// A place in the case file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Number of the input record, 1 = first; `None` for the whole file.
    pub row: Option<u64>,
    /// The column, where one is meant.
    pub column: Option<Column>,
}

/// Where a record and a column stand in the file they were read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilePlace {
    /// The file, where several are read.
    pub file: Option<String>,
    /// Line of the text file, or row of the sheet, 1 = first.
    pub line: Option<u64>,
    /// Whether the file is a workbook.
    pub is_sheet: bool,
    /// The heading of the column as the file has it, where it is not the column's name.
    pub heading: Option<String>,
    /// The cell of a workbook, such as `C7`.
    pub cell: Option<String>,
    /// Line or row of the other record that a finding names.
    pub other: Option<u64>,
}

/// Something wrong with a case, or worth knowing of it. A finding whose code is an error is a [`Fault`]: it refuses its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code.
    pub code: Code,
    /// The record and column.
    pub at: Place,
    /// The value found; empty when absent. CPR numbers are masked.
    pub value: String,
    /// What would be right.
    pub expected: Expected,
}

/// A finding whose code is an error: it refuses its case.
pub type Fault = Finding;

impl Finding {
    pub(crate) fn new(code: Code, row: u64, column: Column, value: impl AsRef<str>, expected: Expected) -> Finding {
        let value = match value.as_ref() {
            "" => String::new(),
            value => cpr::masked(value).into_owned(),
        };
        Finding { code, at: Place { row: Some(row), column: Some(column) }, value, expected }
    }
}

/// Writes a short line in English; `takst-explain` has full sentences in Danish and English.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(row) = self.at.row {
            write!(f, "row {row}, ")?;
        }
        if let Some(column) = self.at.column {
            write!(f, "{column} ")?;
        }
        write!(f, "{:?}: {} ({})", self.value, self.code.meaning(), self.code)
    }
}

impl std::error::Error for Finding {}

/// Every fault of a row or a case, as one error for `?`. Its message has them all, separated by `; `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Returns the faults in order of rows and columns.
    #[must_use]
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}

impl From<Vec<Fault>> for Faults {
    fn from(faults: Vec<Fault>) -> Faults {
        Faults(faults)
    }
}

impl std::ops::Deref for Faults {
    type Target = [Fault];
    fn deref(&self) -> &[Fault] {
        &self.0
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.0.iter().enumerate() {
            write!(f, "{}{fault}", if i == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
