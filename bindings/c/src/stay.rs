//! One period of one service in plain values, and the row of the core that it stands for.

use crate::day;
use crate::door::{Failure, refuse};
use crate::status::TakstStatus;
use crate::window::window;
use crate::words::TakstAnswer;
use chrono::NaiveDate;
use takst::catalogue::Unit;
use takst::{AgreedPrice, Amount, CaseRow, Column, Municipality, Quantity, ReportingPeriod, Row, RowDraft, UnitPrice, WindowHistory};

/// One period of one service for one citizen. Set all bytes to 0 first: 0 is *not given*, so only what is known need be filled in. One field is a number
/// also where it is 0: `window_days_used` beside a `window_start`.
///
/// The citizen's refund history is part of it: `prior_stay_to`, `first_discharge`, `decided_before_discharge`, and `window_start` with
/// `window_days_used`. Without the latter two the period counts as all the days the citizen used, and stay lines from 1 October 2023 carry
/// `TAKST_CODE_ASSUMED_HISTORY_COMPLETE`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstStay {
    /// `sizeof (takst_stay)`.
    pub struct_size: usize,
    /// Number of the service, from `takst_book_service`; 1 = first.
    pub service: u32,
    /// Code of the paying municipality, 101 to 860.
    pub payer: u32,
    /// First day, yyyymmdd.
    pub first_day: i32,
    /// Last day, inclusive; 0 while the service runs: then `until` must be given.
    pub last_day: i32,
    /// Hours of the period, in hundredths.
    pub hours: i64,
    /// Agreed hours per week, in hundredths.
    pub hours_per_week: i64,
    /// Agreed price ex VAT, in 1/10,000 kr.; with `unit`.
    pub unit_price: i64,
    /// Unit of that price, one of `takst_unit`.
    pub unit: u32,
    /// 1: `own_payment_per_day` is given, also where it is 0 kr.
    pub has_own_payment: u32,
    /// The citizen's own payment per day, in øre; refused without `has_own_payment`.
    pub own_payment_per_day: i64,
    /// Last day of the preceding stay at the same provider.
    pub prior_stay_to: i32,
    /// Day of the first discharge (SEL § 176 a).
    pub first_discharge: i32,
    /// Whether the support was decided before that discharge, one of `takst_answer`.
    pub decided_before_discharge: u32,
    /// First day of the refund window in which days were used outside this period.
    pub window_start: i32,
    /// Days used outside this period in that window, 0 to 366: with `window_start` 0 is no days, without it nothing else than 0 is taken.
    pub window_days_used: u32,
    /// 1: there is a commitment to pay. Without it `takst_book_check` tells that there is none, whatever its day.
    pub has_commitment: u32,
    /// Its day.
    pub commitment_date: i32,
    /// Day on which the start was notified.
    pub notified_start: i32,
    /// Day on which the end was notified.
    pub notified_end: i32,
    /// First month shown, yyyymm. Earlier days count all the same.
    pub from_month: i32,
    /// Last day charged, yyyymmdd.
    pub until: i32,
    /// Must be 0.
    pub reserved: u32,
}

/// Reference of the case and the citizen: the caller has only this one period.
pub(crate) const STAY: &str = "stay";
/// Stands for the text of a commitment, of which pricing asks only whether it is there.
const GIVEN: &str = "given";
/// Öre have 1/100 kr., prices 1/10,000.
const PARTS_OF_AN_ORE: i64 = 100;

/// What surely passes the core's own reader of cells (`RowDraft`), which says the same of each bound: see the tests below. What lies outside goes
/// through that reader, and so every refusal is in its words.
const MOST_HOURS: i64 = 10_000 * 100;
const MOST_HOURS_PER_WEEK: i64 = 168 * 100;
const MOST_PRICE: i64 = 10_000_000 * 10_000;
const MOST_OWN_PAYMENT: i64 = 10_000_000 * 100;
const MOST_WINDOW_DAYS: u32 = 366;
const FIRST_WINDOW: i32 = 20_231_001;

impl TakstStay {
    /// What is shown of it.
    pub(crate) fn request(&self) -> Result<ReportingPeriod, Failure> {
        window(self.from_month, self.until)
    }

    /// Flags that are neither 0 nor 1 tell of a struct that was not set to 0, and a value without its flag of a flag that was forgotten.
    pub(crate) fn check_flags(&self) -> Result<(), Failure> {
        for (name, value, most) in
            [("has_own_payment", self.has_own_payment, 1), ("has_commitment", self.has_commitment, 1), ("reserved", self.reserved, 0)]
        {
            if value > most {
                return Err(refuse(TakstStatus::BadValue, name, value));
            }
        }
        if self.has_own_payment == 0 && self.own_payment_per_day != 0 {
            let value = self.own_payment_per_day.to_string();
            let args = vec![("name", "own_payment_per_day".into()), ("value", value.clone().into()), ("flag", "has_own_payment".into())];
            return Err(Failure::said(TakstStatus::BadValue, "c-without-flag", value, args));
        }
        Ok(())
    }

    /// Writes the row, where every value surely passes; `None` where the core's reader has to look.
    pub(crate) fn write(&self, service: &str, row: &mut Row) -> Option<()> {
        row.number = 1;
        row.row_id = None;
        row.first_day = day::read(self.first_day)?;
        row.last_day = given(self.last_day)?;
        row.payer = Municipality::new(u16::try_from(self.payer).ok()?)?;
        row.hours = hundredths(self.hours, MOST_HOURS)?;
        row.hours_per_week = hundredths(self.hours_per_week, MOST_HOURS_PER_WEEK)?;
        row.agreed = self.agreed()?;
        row.own_payment_per_day = match (self.has_own_payment, self.own_payment_per_day) {
            (0, 0) => None,
            (1, ore @ 0..=MOST_OWN_PAYMENT) => Some(Amount::from_ore(ore)),
            _ => return None,
        };
        row.prior_stay_to = given(self.prior_stay_to)?;
        row.first_discharge = given(self.first_discharge)?;
        row.decided_before_discharge = match self.decided_before_discharge {
            n if n == TakstAnswer::None as u32 => None,
            n if n == TakstAnswer::Yes as u32 => Some(true),
            n if n == TakstAnswer::No as u32 => Some(false),
            _ => return None,
        };
        row.history = match (self.window_start, self.window_days_used) {
            (0, 0) => None,
            (FIRST_WINDOW.., 0..=MOST_WINDOW_DAYS) => Some(WindowHistory { start: day::read(self.window_start)?, days_used: self.window_days_used }),
            _ => return None,
        };
        row.commitment = (self.has_commitment == 1).then(|| GIVEN.into());
        row.commitment_date = given(self.commitment_date)?;
        row.notified_start = given(self.notified_start)?;
        row.notified_end = given(self.notified_end)?;
        if *row.service != *service {
            row.service = service.into();
        }
        Some(())
    }

    fn agreed(&self) -> Option<Option<AgreedPrice>> {
        if self.unit_price == 0 && self.unit == 0 {
            return Some(None);
        }
        let unit = Unit::from_number(self.unit)?;
        let fits = (1..=MOST_PRICE).contains(&self.unit_price) && (unit == Unit::Hour || self.unit_price % PARTS_OF_AN_ORE == 0);
        fits.then(|| Some(AgreedPrice { price: UnitPrice::from_units(self.unit_price), unit }))
    }

    /// The row as the core's reader of cells makes it of the same values in text: a row, or all that is wrong with it.
    pub(crate) fn read(&self, service: &str) -> CaseRow {
        let mut draft = RowDraft::new(1);
        let mut set = |column, is_given: bool, text: String| {
            if is_given {
                draft.set(column, &text);
            }
        };
        let of_day = |number: i32| (number != 0, day::text(number));
        let number = |units: i64, scale: i64| (units != 0, decimal(units, scale));
        let answer = match self.decided_before_discharge {
            n if n == TakstAnswer::Yes as u32 => "true".to_owned(),
            n if n == TakstAnswer::No as u32 => "false".to_owned(),
            n => n.to_string(),
        };
        let unit = Unit::from_number(self.unit).map_or_else(|| self.unit.to_string(), |unit| unit.as_str().to_owned());
        let cells = [
            (Column::CaseId, (true, STAY.to_owned())),
            (Column::Service, (true, service.to_owned())),
            (Column::FirstDay, of_day(self.first_day)),
            (Column::LastDay, of_day(self.last_day)),
            (Column::Payer, (self.payer != 0, format!("{:03}", self.payer))),
            (Column::Hours, number(self.hours, 100)),
            (Column::HoursPerWeek, number(self.hours_per_week, 100)),
            (Column::UnitPrice, number(self.unit_price, 10_000)),
            (Column::Unit, (self.unit != 0, unit)),
            (Column::OwnPaymentPerDay, (self.has_own_payment != 0, decimal(self.own_payment_per_day, 100))),
            (Column::PriorStayTo, of_day(self.prior_stay_to)),
            (Column::FirstDischarge, of_day(self.first_discharge)),
            (Column::DecidedBeforeDischarge, (self.decided_before_discharge != 0, answer)),
            (Column::WindowStart, of_day(self.window_start)),
            (Column::WindowDaysUsed, (self.window_start != 0 || self.window_days_used != 0, self.window_days_used.to_string())),
            (Column::Commitment, (self.has_commitment != 0, GIVEN.to_owned())),
            (Column::CommitmentDate, of_day(self.commitment_date)),
            (Column::NotifiedStart, of_day(self.notified_start)),
            (Column::NotifiedEnd, of_day(self.notified_end)),
        ];
        for (column, (is_given, text)) in cells {
            set(column, is_given, text);
        }
        draft.finish().row
    }
}

/// An empty row, to be written over.
pub(crate) fn blank() -> Row {
    Row {
        number: 1,
        row_id: None,
        service: "".into(),
        first_day: NaiveDate::default(),
        last_day: None,
        payer: FIRST_MUNICIPALITY,
        hours: None,
        hours_per_week: None,
        agreed: None,
        own_payment_per_day: None,
        prior_stay_to: None,
        first_discharge: None,
        decided_before_discharge: None,
        history: None,
        commitment: None,
        commitment_date: None,
        notified_start: None,
        notified_end: None,
    }
}

const FIRST_MUNICIPALITY: Municipality = Municipality::new(101).expect("a municipality");

/// A day that may be left out.
fn given(number: i32) -> Option<Option<NaiveDate>> {
    if number == 0 { Some(None) } else { day::read(number).map(Some) }
}

/// Hours that may be left out.
fn hundredths(units: i64, most: i64) -> Option<Option<Quantity>> {
    match units {
        0 => Some(None),
        n if (1..=most).contains(&n) => Some(Some(Quantity::from_units(n))),
        _ => None,
    }
}

/// `units` of 1/`scale` as a decimal.
fn decimal(units: i64, scale: i64) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (units, scale) = (units.unsigned_abs(), scale.unsigned_abs());
    let places = scale.ilog10() as usize;
    format!("{sign}{}.{:0places$}", units / scale, units % scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: &str = "mandecentret/efterforsorg-basis";

    fn stay(change: impl FnOnce(&mut TakstStay)) -> TakstStay {
        // All fields are numbers, and 0 is one of each.
        let mut stay: TakstStay = unsafe { std::mem::zeroed() };
        (stay.payer, stay.first_day, stay.last_day) = (101, 20_230_320, 20_230_410);
        change(&mut stay);
        stay
    }

    /// The short way and the core's reader give the same row, or both refuse.
    fn both(change: impl FnOnce(&mut TakstStay)) -> bool {
        let stay = stay(change);
        let mut row = blank();
        let written = stay.write(SERVICE, &mut row);
        match stay.read(SERVICE) {
            CaseRow::Sound(read) => {
                assert!(written.is_some(), "the reader takes {stay:?}");
                assert_eq!(row, read);
                true
            }
            CaseRow::Broken(broken) => {
                assert!(written.is_none(), "the reader refuses {stay:?}: {:?}", broken.faults);
                false
            }
        }
    }

    #[test]
    fn the_bounds_are_those_of_the_core() {
        assert!(both(|_| {}));
        for (most, set) in [
            (MOST_HOURS, (|stay, n| stay.hours = n) as fn(&mut TakstStay, i64)),
            (MOST_HOURS_PER_WEEK, |stay, n| stay.hours_per_week = n),
            (MOST_PRICE, |stay, n| (stay.unit_price, stay.unit) = (n, 1)),
        ] {
            assert!(both(|stay| set(stay, most)) && both(|stay| set(stay, 1)));
            assert!(!both(|stay| set(stay, most + 1)) && !both(|stay| set(stay, -1)));
        }
        let own = |ore| move |stay: &mut TakstStay| (stay.has_own_payment, stay.own_payment_per_day) = (1, ore);
        assert!(both(own(0)) && both(own(MOST_OWN_PAYMENT)) && !both(own(MOST_OWN_PAYMENT + 1)) && !both(own(-1)));
        let used = |start, days| move |stay: &mut TakstStay| (stay.window_start, stay.window_days_used) = (start, days);
        assert!(both(used(FIRST_WINDOW, 0)) && both(used(FIRST_WINDOW, MOST_WINDOW_DAYS)));
        assert!(!both(used(FIRST_WINDOW, MOST_WINDOW_DAYS + 1)) && !both(used(20_230_930, 5)) && !both(used(0, 5)));
        for payer in [101, 860] {
            assert!(both(|stay| stay.payer = payer));
        }
        for payer in [0, 100, 861, 65_536 + 101] {
            assert!(!both(|stay| stay.payer = payer), "{payer}");
        }
    }

    #[test]
    fn prices_have_the_decimals_of_their_unit() {
        // 512.3456 kr. an hour, and no day has parts of an øre.
        assert!(both(|stay| (stay.unit_price, stay.unit) = (5_123_456, 1)));
        assert!(!both(|stay| (stay.unit_price, stay.unit) = (5_123_456, 2)));
        assert!(both(|stay| (stay.unit_price, stay.unit) = (5_123_400, 5)));
        assert!(!both(|stay| (stay.unit_price, stay.unit) = (5_123_400, 6)));
        assert!(!both(|stay| stay.unit_price = 5_123_400) && !both(|stay| stay.unit = 1));
    }

    #[test]
    fn an_own_payment_without_its_flag_is_not_dropped() {
        let flags = |given, ore| stay(|stay| (stay.has_own_payment, stay.own_payment_per_day) = (given, ore)).check_flags();
        assert!(flags(0, 0).is_ok() && flags(1, 0).is_ok() && flags(1, 2500).is_ok());
        for ore in [2500, 1, -1, i64::MIN] {
            let failure = flags(0, ore).expect_err("half given");
            assert_eq!(failure.status, TakstStatus::BadValue);
            let said = failure.problems[0].message(takst_explain::Lang::Da);
            assert!(said.contains("own_payment_per_day") && said.contains(&ore.to_string()), "{said}");
        }
    }

    #[test]
    fn every_field_arrives_where_it_belongs() {
        assert!(both(|stay| {
            stay.last_day = 0;
            (stay.prior_stay_to, stay.first_discharge, stay.decided_before_discharge) = (20_230_319, 20_230_318, 2);
            (stay.has_commitment, stay.commitment_date) = (1, 20_230_317);
            (stay.notified_start, stay.notified_end) = (20_230_321, 20_230_411);
        }));
        assert!(!both(|stay| stay.decided_before_discharge = 3) && !both(|stay| stay.first_day = 0) && !both(|stay| stay.notified_end = 20_230_431));
    }
}
