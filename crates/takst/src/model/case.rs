//! What a citizen received, from whom, paid by whom: the rows of a case file (R2).

use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::cpr;
use crate::model::calendar::{FIRST_DATE, LAST_DATE};
use crate::model::catalogue::Unit;
use crate::model::fault::{Expected, Fault};
use crate::model::money::{Amount, Quantity, UnitPrice};
use crate::model::policy::read_date;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::fmt;

/// A paying municipality (*betalingskommune*): its code, 101 to 860.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Municipality(u16);

impl Municipality {
    /// The municipality with this code, or `None` outside 101 to 860.
    #[must_use]
    pub const fn new(code: u16) -> Option<Municipality> {
        if code >= 101 && code <= 860 { Some(Municipality(code)) } else { None }
    }

    /// The code.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Municipality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

/// An agreed price ex VAT and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreedPrice {
    /// DKK per unit.
    pub price: UnitPrice,
    /// The unit.
    pub unit: Unit,
}

/// Refund days a citizen used outside the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WindowHistory {
    /// First day of the window.
    pub start: NaiveDate,
    /// Days used in it outside the file, 0 to 366.
    pub days_used: u32,
}

/// One readable record of a case file: one period of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number of the input record, 1 = first.
    pub number: u64,
    /// Reference, echoed.
    pub row_id: Option<Box<str>>,
    /// Catalogue id of the service.
    pub service: Box<str>,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive; `None` while the service runs.
    pub last_day: Option<NaiveDate>,
    /// Who pays.
    pub payer: Municipality,
    /// Hours given in the row.
    pub hours: Option<Quantity>,
    /// Agreed hours per week.
    pub hours_per_week: Option<Quantity>,
    /// Agreed price.
    pub agreed: Option<AgreedPrice>,
    /// Own payment per day.
    pub own_payment_per_day: Option<Amount>,
    /// Last day of the preceding stay at the same provider.
    pub prior_stay_to: Option<NaiveDate>,
    /// Day of the first discharge.
    pub first_discharge: Option<NaiveDate>,
    /// Whether the support was decided before discharge.
    pub decided_before_discharge: Option<bool>,
    /// Refund days used outside the file.
    pub history: Option<WindowHistory>,
    /// Text of the commitment to pay.
    pub commitment: Option<Box<str>>,
    /// Day of the commitment to pay.
    pub commitment_date: Option<NaiveDate>,
    /// Day on which the start was notified.
    pub notified_start: Option<NaiveDate>,
    /// Day on which the end was notified.
    pub notified_end: Option<NaiveDate>,
}

/// A record that cannot be priced, with what could still be read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenRow {
    /// Number of the input record.
    pub number: u64,
    /// The service, if it could be read.
    pub service: Option<Box<str>>,
    /// The first day, if it could be read.
    pub first_day: Option<NaiveDate>,
    /// The last day, if it could be read.
    pub last_day: Option<NaiveDate>,
    /// Every fault of the record; at least one.
    pub faults: Vec<Fault>,
}

/// One record of a case, readable or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseRow {
    /// A row to price.
    Sound(Row),
    /// A record with faults: its case is refused.
    Broken(BrokenRow),
}

impl CaseRow {
    /// Number of the input record.
    #[must_use]
    pub fn number(&self) -> u64 {
        match self {
            CaseRow::Sound(row) => row.number,
            CaseRow::Broken(row) => row.number,
        }
    }

    /// The same record with one more fault.
    #[must_use]
    pub fn refuse(self, fault: Fault) -> CaseRow {
        CaseRow::Broken(match self {
            CaseRow::Sound(row) => BrokenRow {
                number: row.number,
                service: Some(row.service),
                first_day: Some(row.first_day),
                last_day: row.last_day,
                faults: vec![fault],
            },
            CaseRow::Broken(mut row) => {
                row.faults.push(fault);
                row
            }
        })
    }
}

/// One case (*sag*): the services of one citizen under one reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The case reference, unmasked; empty when it could not be read. Show it with [`shown_id`](Case::shown_id).
    pub id: Box<str>,
    /// Its records.
    pub rows: Vec<CaseRow>,
}

impl Case {
    /// The reference as it may be shown: a CPR number is masked.
    #[must_use]
    pub fn shown_id(&self) -> std::borrow::Cow<'_, str> {
        cpr::masked(&self.id)
    }
}

/// A person with all cases known: refund windows follow the person, so the person is the unit of pricing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citizen {
    /// Pseudonym.
    pub id: Box<str>,
    /// Cases in order of first appearance.
    pub cases: Vec<Case>,
}

/// A record with the references that say where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The case; empty when it could not be read.
    pub case_id: Box<str>,
    /// The citizen; the case when none is given.
    pub citizen_id: Box<str>,
    /// The row.
    pub row: CaseRow,
}

impl Record {
    /// The fault of a record whose case also names another citizen (R3.3).
    #[must_use]
    pub fn other_citizen(&self, other: &Record) -> Fault {
        Fault::new(
            Code::CaseConflict,
            self.row.number(),
            Column::CitizenId,
            cpr::masked(&self.citizen_id),
            Expected::SameAs { row: other.row.number(), value: cpr::masked(&other.citizen_id).into_owned() },
        )
    }
}

/// Builds a record cell by cell from text: the one place where the values of a case file are read and checked (R2).
///
/// Numbers and dates are in their canonical form here (dot before decimals, ISO 8601); readers of other forms bring them into it first.
///
/// ```
/// use takst::{Column, RowDraft, Code};
/// let mut draft = RowDraft::new(1);
/// draft.set(Column::CaseId, "S-1");
/// draft.set(Column::Service, "pensionatet/cti");
/// draft.set(Column::FirstDay, "2020-02-30");
/// draft.set(Column::Payer, "101");
/// let record = draft.finish();
/// let takst::CaseRow::Broken(broken) = record.row else { panic!("30 February was taken for a day") };
/// assert_eq!(broken.faults[0].code, Code::ValueInvalid);
/// assert_eq!(broken.faults[0].value, "2020-02-30");
/// ```
#[derive(Debug, Clone, Default)]
pub struct RowDraft {
    number: u64,
    cells: Cells,
    faults: Vec<Fault>,
}

#[derive(Debug, Clone, Default)]
struct Cells {
    case_id: Option<Box<str>>,
    citizen_id: Option<Box<str>>,
    row_id: Option<Box<str>>,
    service: Option<Box<str>>,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    payer: Option<Municipality>,
    hours: Option<Quantity>,
    hours_per_week: Option<Quantity>,
    unit_price: Option<(Decimal, String)>,
    unit: Option<Unit>,
    own_payment_per_day: Option<Amount>,
    prior_stay_to: Option<NaiveDate>,
    first_discharge: Option<NaiveDate>,
    decided_before_discharge: Option<bool>,
    window_start: Option<NaiveDate>,
    window_days_used: Option<u32>,
    commitment: Option<Box<str>>,
    commitment_date: Option<NaiveDate>,
    notified_start: Option<NaiveDate>,
    notified_end: Option<NaiveDate>,
}

const MOST_TEXT: usize = 200;
const MOST_PRICE: u32 = 10_000_000;
const MOST_HOURS: u32 = 10_000;
const MOST_HOURS_PER_WEEK: u32 = 168;
const MOST_WINDOW_DAYS: u32 = 366;
/// First day on which a refund window can begin: the reform of 1 October 2023.
const FIRST_WINDOW: NaiveDate = NaiveDate::from_ymd_opt(2023, 10, 1).expect("a date");

impl RowDraft {
    /// A draft of record `number`, without values.
    #[must_use]
    pub fn new(number: u64) -> RowDraft {
        RowDraft { number, ..RowDraft::default() }
    }

    /// Reads one cell. Surrounding white space is dropped; an empty cell is absent.
    pub fn set(&mut self, column: Column, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match column {
            Column::CaseId => self.cells.case_id = self.reference(column, text),
            Column::CitizenId => self.cells.citizen_id = self.reference(column, text),
            Column::RowId => self.cells.row_id = self.reference(column, text),
            Column::Service => self.cells.service = self.text(column, text),
            Column::Commitment => self.cells.commitment = self.text(column, text),
            Column::FirstDay => self.cells.first_day = self.date(column, text, FIRST_DATE),
            Column::LastDay => self.cells.last_day = self.date(column, text, FIRST_DATE),
            Column::PriorStayTo => self.cells.prior_stay_to = self.date(column, text, FIRST_DATE),
            Column::FirstDischarge => self.cells.first_discharge = self.date(column, text, FIRST_DATE),
            Column::WindowStart => self.cells.window_start = self.date(column, text, FIRST_WINDOW),
            Column::CommitmentDate => self.cells.commitment_date = self.date(column, text, FIRST_DATE),
            Column::NotifiedStart => self.cells.notified_start = self.date(column, text, FIRST_DATE),
            Column::NotifiedEnd => self.cells.notified_end = self.date(column, text, FIRST_DATE),
            Column::Payer => self.cells.payer = self.payer(text),
            Column::Hours => self.cells.hours = self.hours(column, text, MOST_HOURS),
            Column::HoursPerWeek => self.cells.hours_per_week = self.hours(column, text, MOST_HOURS_PER_WEEK),
            // The decimals a price may have depend on its unit: `finish` looks at them.
            Column::UnitPrice => {
                self.cells.unit_price = self.number(column, text, price_bounds(Unit::Hour)).map(|price| (price, text.to_owned()));
            }
            Column::Unit => self.cells.unit = self.word(column, text, Unit::from_word, Unit::WORDS),
            Column::OwnPaymentPerDay => {
                let bounds = Bounds { above: false, ..price_bounds(Unit::Day) };
                self.cells.own_payment_per_day = self.number(column, text, bounds).and_then(|n| Amount::try_from(n).ok());
            }
            Column::DecidedBeforeDischarge => {
                let read = |word: &str| match word {
                    "true" => Some(true),
                    "false" => Some(false),
                    _ => None,
                };
                self.cells.decided_before_discharge = self.word(column, text, read, &["true", "false"]);
            }
            Column::WindowDaysUsed => {
                let bounds = Bounds { above: false, most: MOST_WINDOW_DAYS, decimals: 0 };
                self.cells.window_days_used = self.number(column, text, bounds).and_then(|n| u32::try_from(n).ok());
            }
        }
    }

    /// Refuses one cell, for a reader that cannot bring it into its canonical form. Of the value only what can be shown is kept: CPR numbers
    /// are masked, control characters left out, and no more than 200 characters repeated.
    pub fn refuse(&mut self, code: Code, column: Option<Column>, value: &str, expected: Expected) {
        // Masked first: a number across the cut must not show half of itself.
        let value = cpr::masked(value.trim()).chars().filter(|c| !c.is_control()).take(MOST_TEXT).collect();
        self.faults.push(Fault { code, at: crate::model::fault::Place { row: Some(self.number), column }, value, expected });
    }

    /// The record: a row, or all that is wrong with it.
    #[must_use]
    pub fn finish(mut self) -> Record {
        let agreed = self.agreed();
        let history = self.history();
        let cells = &self.cells;
        let required = [
            (Column::CaseId, cells.case_id.is_some()),
            (Column::Service, cells.service.is_some()),
            (Column::FirstDay, cells.first_day.is_some()),
            (Column::Payer, cells.payer.is_some()),
        ];
        for (column, readable) in required {
            if !self.is_given(column, readable) {
                self.missing(column);
            }
        }
        self.faults.sort_by_key(|fault| fault.at);
        let cells = self.cells;
        let case_id = cells.case_id.unwrap_or_default();
        let citizen_id = cells.citizen_id.unwrap_or_else(|| case_id.clone());
        let row = match (cells.service, cells.first_day, cells.payer) {
            (Some(service), Some(first_day), Some(payer)) if self.faults.is_empty() => CaseRow::Sound(Row {
                number: self.number,
                row_id: cells.row_id,
                service,
                first_day,
                last_day: cells.last_day,
                payer,
                hours: cells.hours,
                hours_per_week: cells.hours_per_week,
                agreed,
                own_payment_per_day: cells.own_payment_per_day,
                prior_stay_to: cells.prior_stay_to,
                first_discharge: cells.first_discharge,
                decided_before_discharge: cells.decided_before_discharge,
                history,
                commitment: cells.commitment,
                commitment_date: cells.commitment_date,
                notified_start: cells.notified_start,
                notified_end: cells.notified_end,
            }),
            (service, first_day, _) => {
                CaseRow::Broken(BrokenRow { number: self.number, service, first_day, last_day: cells.last_day, faults: self.faults })
            }
        };
        Record { case_id, citizen_id, row }
    }

    fn missing(&mut self, column: Column) {
        self.faults.push(Fault::new(Code::ValueMissing, self.number, column, "", Expected::Value));
    }

    /// A cell that held something, readable or not.
    fn is_given(&self, column: Column, readable: bool) -> bool {
        readable || self.faults.iter().any(|fault| fault.at.column == Some(column))
    }

    /// Two columns that go together: one without the other is a fault.
    fn pair(&mut self, (a, has_a): (Column, bool), (b, has_b): (Column, bool)) {
        match (self.is_given(a, has_a), self.is_given(b, has_b)) {
            (true, false) => self.missing(b),
            (false, true) => self.missing(a),
            (true, true) | (false, false) => {}
        }
    }

    fn agreed(&mut self) -> Option<AgreedPrice> {
        let price = self.cells.unit_price.take();
        self.pair((Column::UnitPrice, price.is_some()), (Column::Unit, self.cells.unit.is_some()));
        let ((price, text), unit) = price.zip(self.cells.unit)?;
        if price.normalize().scale() > unit.price_decimals() {
            self.refuse(Code::ValuePrecision, Some(Column::UnitPrice), &text, price_bounds(unit).expected());
            return None;
        }
        UnitPrice::try_from(price).ok().map(|price| AgreedPrice { price, unit })
    }

    fn history(&mut self) -> Option<WindowHistory> {
        let (start, days_used) = (self.cells.window_start, self.cells.window_days_used);
        self.pair((Column::WindowStart, start.is_some()), (Column::WindowDaysUsed, days_used.is_some()));
        start.zip(days_used).map(|(start, days_used)| WindowHistory { start, days_used })
    }

    fn text(&mut self, column: Column, text: &str) -> Option<Box<str>> {
        let code = if text.chars().any(char::is_control) {
            Code::ValueInvalid
        } else if text.chars().nth(MOST_TEXT).is_some() {
            Code::ValueRange
        } else {
            return Some(text.into());
        };
        self.refuse(code, Some(column), text, Expected::Text(MOST_TEXT));
        None
    }

    /// A reference keeps its value even when it is refused, so that the records of one case stay together; it is masked wherever it is shown.
    fn reference(&mut self, column: Column, text: &str) -> Option<Box<str>> {
        if cpr::looks_like_one(text) {
            self.refuse(Code::CaseCprNumber, Some(column), text, Expected::NoCpr);
            return Some(text.into());
        }
        self.text(column, text)
    }

    fn date(&mut self, column: Column, text: &str, first: NaiveDate) -> Option<NaiveDate> {
        let code = match read_date(text) {
            Some(day) if (first..=LAST_DATE).contains(&day) => return Some(day),
            Some(_) => Code::ValueRange,
            None => Code::ValueInvalid,
        };
        self.refuse(code, Some(column), text, Expected::Date(first, LAST_DATE));
        None
    }

    fn payer(&mut self, text: &str) -> Option<Municipality> {
        let three_digits = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
        let payer = text.parse().ok().filter(|_| three_digits).and_then(Municipality::new);
        if payer.is_none() {
            let code = if three_digits { Code::ValueRange } else { Code::ValueInvalid };
            self.refuse(code, Some(Column::Payer), text, Expected::Municipality);
        }
        payer
    }

    fn word<T>(&mut self, column: Column, text: &str, read: impl Fn(&str) -> Option<T>, words: &'static [&'static str]) -> Option<T> {
        let value = read(text);
        if value.is_none() {
            self.refuse(Code::ValueInvalid, Some(column), text, Expected::OneOf(words));
        }
        value
    }

    fn hours(&mut self, column: Column, text: &str, most: u32) -> Option<Quantity> {
        self.number(column, text, Bounds { above: true, most, decimals: 2 }).and_then(|n| Quantity::try_from(n).ok())
    }

    fn number(&mut self, column: Column, text: &str, bounds: Bounds) -> Option<Decimal> {
        let code = match bounds.read(text) {
            Ok(number) => return Some(number),
            Err(code) => code,
        };
        self.refuse(code, Some(column), text, bounds.expected());
        None
    }
}

/// Range and decimals of a number in a case file.
#[derive(Clone, Copy)]
struct Bounds {
    /// Whether 0 itself is too small.
    above: bool,
    most: u32,
    decimals: u32,
}

fn price_bounds(unit: Unit) -> Bounds {
    Bounds { above: true, most: MOST_PRICE, decimals: unit.price_decimals() }
}

impl Bounds {
    fn read(self, text: &str) -> Result<Decimal, Code> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return Err(Code::ValueInvalid);
        }
        if digits.len() < text.len() {
            return Err(Code::ValueRange); // negative, or a zero that somebody took for less
        }
        // Zeros at both ends say nothing; what is left may still be too long for any number we take.
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let too_big =
            || whole.parse::<u64>().map_or(!whole.is_empty(), |n| n > u64::from(self.most) || (n == u64::from(self.most) && !fraction.is_empty()));
        if too_big() || (self.above && whole.is_empty() && fraction.is_empty()) {
            return Err(Code::ValueRange);
        }
        if fraction.len() > self.decimals as usize {
            return Err(Code::ValuePrecision);
        }
        Decimal::from_str_exact(&format!("0{whole}.{fraction}0")).map_err(|_| Code::ValueInvalid)
    }

    fn expected(self) -> Expected {
        Expected::Number { least: Decimal::ZERO, above: self.above, most: Decimal::from(self.most), decimals: self.decimals }
    }
}
