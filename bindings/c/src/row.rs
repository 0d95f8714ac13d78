//! One period of one service in plain values, as a row of the core.

use crate::day;
use crate::failure::{Failure, refuse};
use crate::sized::{SizedStruct, reserved};
use crate::status::TakstStatus;
use crate::window::window;
use crate::words::TakstAnswer;
use std::mem::offset_of;
use takst::kernel::Day;
use takst::{Column, Municipality, ReportingPeriod, RowBuilder, Unit};

/// One period of one service for one citizen. Begin with all bytes 0: 0 is *not given*, so only known values need be set. The one exception is
/// `window_days_used`, which is a number also where it is 0, if `window_start` is given.
///
/// The citizen's refund history is part of it: `prior_stay_to`, `first_discharge`, `decided_before_discharge`, `discharged_to_107`, and `window_start`
/// with `window_days_used`. Without the last two the days of this period count as the only refund days of the citizen, and stay lines from 1 October 2023 carry
/// `TAKST_CODE_ASSUMED_HISTORY_COMPLETE`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstRow {
    /// `sizeof (takst_row)`.
    pub struct_size: u32,
    /// Number of the service, from `takst_book_service`; 1 = first.
    pub service: u32,
    /// Code of the paying municipality, 101 to 860.
    pub payer: u32,
    /// First day, yyyymmdd.
    pub first_day: i32,
    /// Last day, inclusive; 0: the service still runs, and `until` must be given.
    pub last_day: i32,
    /// Unit of `unit_price`, one of `takst_unit`.
    pub unit: u32,
    /// Hours of the period, in hundredths.
    pub hours: i64,
    /// Agreed hours per week, in hundredths.
    pub hours_per_week: i64,
    /// Agreed price ex VAT, in 1/10,000 kr.; with `unit`.
    pub unit_price: i64,
    /// The citizen's own payment per day, in øre; refused without `has_own_payment`.
    pub own_payment_per_day: i64,
    /// 1: `own_payment_per_day` is given, also where it is 0 kr.
    pub has_own_payment: u32,
    /// Last day of the preceding stay at the same provider.
    pub prior_stay_to: i32,
    /// Day of the first discharge (SEL § 176 a).
    pub first_discharge: i32,
    /// Whether the support was decided before that discharge, one of `takst_answer`.
    pub decided_before_discharge: u32,
    /// First day of the refund window in which days were used outside this period.
    pub window_start: i32,
    /// Days used outside this period in that window, 0 to 366. Only with `window_start`, beside which 0 is a number.
    pub window_days_used: u32,
    /// 1: there is a commitment to pay. 0: there is none, even where `commitment_date` is given; `takst_book_check` reports it.
    pub has_commitment: u32,
    /// Day of the commitment.
    pub commitment_date: i32,
    /// Day on which the start was notified.
    pub notified_start: i32,
    /// Day on which the end was notified.
    pub notified_end: i32,
    /// First month shown, yyyymm. Earlier days count all the same.
    pub from_month: i32,
    /// Last day charged, yyyymmdd.
    pub until: i32,
    /// Whether the citizen moved from the stay straight to a place under SEL § 107 and the support was decided there (SEL § 176 a, stk. 1, nr. 2), one
    /// of `takst_answer`.
    pub discharged_to_107: u32,
    /// 0.
    pub reserved: u32,
}

unsafe impl SizedStruct for TakstRow {
    const EARLIER: &'static [usize] = &[offset_of!(TakstRow, discharged_to_107)];
}

/// Reference of the case and the citizen, of which the caller gives one period.
pub(crate) const ROW: &str = "row";
impl TakstRow {
    /// The window of time.
    pub(crate) fn request(&self) -> Result<ReportingPeriod, Failure> {
        window(self.from_month, self.until)
    }

    /// Refuses flags other than 0 and 1 (the struct was not set to 0) and a value whose flag is 0 (the flag was forgotten).
    fn check_flags(&self) -> Result<(), Failure> {
        if self.has_own_payment > 1 {
            return Err(refuse(TakstStatus::BadValue, "has_own_payment", self.has_own_payment));
        }
        if self.has_commitment > 1 {
            return Err(refuse(TakstStatus::BadValue, "has_commitment", self.has_commitment));
        }
        reserved(self.reserved)?;
        if self.has_own_payment == 0 && self.own_payment_per_day != 0 {
            let value = self.own_payment_per_day.to_string();
            let args = vec![("name", "own_payment_per_day".into()), ("value", value.clone().into()), ("flag", "has_own_payment".into())];
            return Err(Failure::said(TakstStatus::BadValue, "c-without-flag", value, args));
        }
        Ok(())
    }

    /// The builder of the core's row with every value that is given. A fault is kept with the text of its value.
    ///
    /// # Errors
    /// Those of [`fill`](TakstRow::fill).
    pub(crate) fn builder(&self) -> Result<RowBuilder, Failure> {
        let mut row = RowBuilder::blank(1);
        self.fill(&mut row)?;
        Ok(row)
    }

    /// Whether a field beside service, payer and days is given. A row of a service at its published price mostly gives none.
    #[inline]
    fn has_more(&self) -> bool {
        // All fields by name: a new one does not compile until it is asked for here.
        let TakstRow {
            struct_size: _,
            service: _,
            payer: _,
            first_day: _,
            last_day: _,
            unit,
            hours,
            hours_per_week,
            unit_price,
            own_payment_per_day,
            has_own_payment,
            prior_stay_to,
            first_discharge,
            decided_before_discharge,
            window_start,
            window_days_used,
            has_commitment,
            commitment_date,
            notified_start,
            notified_end,
            from_month: _,
            until: _,
            discharged_to_107,
            reserved,
        } = *self;
        let numbers = hours | hours_per_week | unit_price | own_payment_per_day;
        let days = prior_stay_to | first_discharge | window_start | commitment_date | notified_start | notified_end;
        let words = unit | has_own_payment | decided_before_discharge | window_days_used | has_commitment | discharged_to_107 | reserved;
        numbers != 0 || days != 0 || words != 0
    }

    /// Sets every value that is given on a blank builder.
    ///
    /// # Errors
    /// Flags that say what the row does not, and reserved fields that are not 0.
    #[inline]
    pub(crate) fn fill(&self, row: &mut RowBuilder) -> Result<(), Failure> {
        set_day(row, Column::FirstDay, self.first_day);
        set_day(row, Column::LastDay, self.last_day);
        match u16::try_from(self.payer).ok().and_then(Municipality::new) {
            Some(payer) => row.set_payer(payer),
            None => self.refuse_payer(row),
        }
        if self.has_more() { self.fill_more(row) } else { Ok(()) }
    }

    #[cold]
    fn refuse_payer(&self, row: &mut RowBuilder) {
        if self.payer != 0 {
            row.set_text(Column::Payer, &format!("{:03}", self.payer));
        }
    }

    /// The fields that [`has_more`](TakstRow::has_more) asks for.
    #[inline(never)]
    fn fill_more(&self, row: &mut RowBuilder) -> Result<(), Failure> {
        self.check_flags()?;
        for (column, day) in [
            (Column::PriorStayTo, self.prior_stay_to),
            (Column::FirstDischarge, self.first_discharge),
            (Column::WindowStart, self.window_start),
            (Column::CommitmentDate, self.commitment_date),
            (Column::NotifiedStart, self.notified_start),
            (Column::NotifiedEnd, self.notified_end),
        ] {
            set_day(row, column, day);
        }
        let mut number = |column, units: i64, scale| {
            if units != 0 {
                row.set_number(column, i128::from(units), scale);
            }
        };
        number(Column::Hours, self.hours, 2);
        number(Column::HoursPerWeek, self.hours_per_week, 2);
        number(Column::UnitPrice, self.unit_price, 4);
        if self.unit != 0 {
            match Unit::from_number(self.unit) {
                Some(unit) => row.set_unit(unit),
                None => row.set_text(Column::Unit, &self.unit.to_string()),
            }
        }
        if self.has_own_payment != 0 {
            row.set_number(Column::OwnPaymentPerDay, i128::from(self.own_payment_per_day), 2);
        }
        let mut truth = |column, answer: u32| match answer {
            0 => {}
            answer if answer == TakstAnswer::Yes as u32 => row.set_truth(column, true),
            answer if answer == TakstAnswer::No as u32 => row.set_truth(column, false),
            answer => row.set_text(column, &answer.to_string()),
        };
        truth(Column::DecidedBeforeDischarge, self.decided_before_discharge);
        truth(Column::DischargedTo107, self.discharged_to_107);
        if self.window_start != 0 || self.window_days_used != 0 {
            row.set_number(Column::WindowDaysUsed, i128::from(self.window_days_used), 0);
        }
        if self.has_commitment != 0 {
            row.set_commitment_given();
        }
        Ok(())
    }
}

/// Sets a day that is given.
#[inline]
fn set_day(row: &mut RowBuilder, column: Column, number: i32) {
    if number == 0 {
        return;
    }
    match Day::of_yyyymmdd(number) {
        Some(day) => row.set_day_number(column, day),
        None => row.set_text(column, &day::text(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use takst::{CaseRow, Code, RowDraft};

    const MOST_HOURS: i64 = 10_000 * 100;
    const MOST_HOURS_PER_WEEK: i64 = 168 * 100;
    const MOST_PRICE: i64 = 10_000_000 * 10_000;
    const MOST_OWN_PAYMENT: i64 = 10_000_000 * 100;
    const MOST_WINDOW_DAYS: u32 = 366;
    const FIRST_WINDOW: i32 = 20_231_001;

    fn values(change: impl FnOnce(&mut TakstRow)) -> TakstRow {
        let mut row = TakstRow::init();
        (row.payer, row.first_day, row.last_day) = (101, 20_230_320, 20_230_410);
        change(&mut row);
        row
    }

    fn facts(row: &TakstRow) -> Result<takst::kernel::RowFacts, takst::Faults> {
        row.builder().expect("flags that fit").facts()
    }

    /// Whether the core accepts the row.
    fn taken(change: impl FnOnce(&mut TakstRow)) -> bool {
        facts(&values(change)).is_ok()
    }

    #[test]
    fn the_bounds_are_those_of_the_core() {
        assert!(taken(|_| {}));
        for (most, set) in [
            (MOST_HOURS, (|row, n| row.hours = n) as fn(&mut TakstRow, i64)),
            (MOST_HOURS_PER_WEEK, |row, n| row.hours_per_week = n),
            (MOST_PRICE, |row, n| (row.unit_price, row.unit) = (n, 1)),
        ] {
            assert!(taken(|row| set(row, most)) && taken(|row| set(row, 1)));
            assert!(!taken(|row| set(row, most + 1)) && !taken(|row| set(row, -1)));
        }
        let own = |ore| move |row: &mut TakstRow| (row.has_own_payment, row.own_payment_per_day) = (1, ore);
        assert!(taken(own(0)) && taken(own(MOST_OWN_PAYMENT)) && !taken(own(MOST_OWN_PAYMENT + 1)) && !taken(own(-1)));
        let used = |start, days| move |row: &mut TakstRow| (row.window_start, row.window_days_used) = (start, days);
        assert!(taken(used(FIRST_WINDOW, 0)) && taken(used(FIRST_WINDOW, MOST_WINDOW_DAYS)));
        assert!(!taken(used(FIRST_WINDOW, MOST_WINDOW_DAYS + 1)) && !taken(used(20_230_930, 5)) && !taken(used(0, 5)));
        for payer in [101, 860] {
            assert!(taken(|row| row.payer = payer));
        }
        for payer in [0, 100, 861, 65_536 + 101] {
            assert!(!taken(|row| row.payer = payer), "{payer}");
        }
    }

    #[test]
    fn prices_have_the_decimals_of_their_unit() {
        // 512.3456 kr. an hour, and no day has parts of an øre.
        assert!(taken(|row| (row.unit_price, row.unit) = (5_123_456, 1)));
        assert!(!taken(|row| (row.unit_price, row.unit) = (5_123_456, 2)));
        assert!(taken(|row| (row.unit_price, row.unit) = (5_123_400, 5)));
        assert!(!taken(|row| (row.unit_price, row.unit) = (5_123_400, 6)));
        assert!(!taken(|row| row.unit_price = 5_123_400) && !taken(|row| row.unit = 1));
    }

    #[test]
    fn an_own_payment_without_its_flag_is_not_dropped() {
        let flags = |given, ore| values(|row| (row.has_own_payment, row.own_payment_per_day) = (given, ore)).builder();
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
        let row = values(|row| {
            row.last_day = 0;
            (row.hours, row.hours_per_week, row.unit_price, row.unit) = (1_050, 375, 5_123_456, 1);
            (row.has_own_payment, row.own_payment_per_day) = (1, 9_671);
            (row.prior_stay_to, row.first_discharge, row.decided_before_discharge, row.discharged_to_107) = (20_230_319, 20_230_318, 2, 1);
            (row.window_start, row.window_days_used) = (20_231_005, 17);
            (row.has_commitment, row.commitment_date) = (1, 20_230_317);
            (row.notified_start, row.notified_end) = (20_230_321, 20_230_411);
        });
        let mut draft = RowDraft::new(1);
        for (column, text) in [
            (Column::CaseId, ROW),
            (Column::Service, "a/b"),
            (Column::Payer, "101"),
            (Column::FirstDay, "2023-03-20"),
            (Column::Hours, "10.5"),
            (Column::HoursPerWeek, "3.75"),
            (Column::UnitPrice, "512.3456"),
            (Column::Unit, "hour"),
            (Column::OwnPaymentPerDay, "96.71"),
            (Column::PriorStayTo, "2023-03-19"),
            (Column::FirstDischarge, "2023-03-18"),
            (Column::DecidedBeforeDischarge, "false"),
            (Column::DischargedTo107, "true"),
            (Column::WindowStart, "2023-10-05"),
            (Column::WindowDaysUsed, "17"),
            (Column::Commitment, "letter"),
            (Column::CommitmentDate, "2023-03-17"),
            (Column::NotifiedStart, "2023-03-21"),
            (Column::NotifiedEnd, "2023-04-11"),
        ] {
            draft.set(column, text);
        }
        let CaseRow::Sound(read) = draft.finish().row else { panic!("a row") };
        assert_eq!(facts(&row).expect("a row"), *read.facts());
        assert!(
            !taken(|row| row.decided_before_discharge = 3)
                && !taken(|row| row.discharged_to_107 = 3)
                && !taken(|row| row.first_day = 0)
                && !taken(|row| row.notified_end = 20_230_431)
        );
    }

    #[test]
    fn no_field_is_passed_over_where_it_is_the_only_one() {
        let plain = facts(&values(|_| {})).expect("a row");
        let alone: [fn(&mut TakstRow); 17] = [
            |row| row.unit = 1,
            |row| row.hours = 100,
            |row| row.hours_per_week = 100,
            |row| row.unit_price = 5_000_000,
            |row| row.own_payment_per_day = 100,
            |row| row.has_own_payment = 1,
            |row| row.prior_stay_to = 20_230_319,
            |row| row.first_discharge = 20_230_318,
            |row| row.decided_before_discharge = 2,
            |row| row.window_start = FIRST_WINDOW,
            |row| row.window_days_used = 5,
            |row| row.has_commitment = 1,
            |row| row.commitment_date = 20_230_317,
            |row| row.notified_start = 20_230_321,
            |row| row.notified_end = 20_230_411,
            |row| row.discharged_to_107 = 1,
            |row| row.reserved = 1,
        ];
        for (place, set) in alone.into_iter().enumerate() {
            // A fault, or another row.
            let read = values(set).builder().ok().and_then(|builder| builder.facts().ok());
            assert_ne!(read, Some(plain), "{place}");
        }
    }

    #[test]
    fn a_value_is_refused_in_the_words_of_a_case_file() {
        let refused = |change: fn(&mut TakstRow)| {
            let faults = facts(&values(change)).expect_err("a fault");
            faults.iter().map(|fault| (fault.at.column, fault.code, fault.value.clone())).collect::<Vec<_>>()
        };
        assert_eq!(refused(|row| row.last_day = 20_230_230), [(Some(Column::LastDay), Code::ValueInvalid, "2023-02-30".to_owned())]);
        assert_eq!(refused(|row| row.payer = 861), [(Some(Column::Payer), Code::ValueRange, "861".to_owned())]);
        assert_eq!(refused(|row| row.hours = -5), [(Some(Column::Hours), Code::ValueRange, "-0.05".to_owned())]);
        let price = |row: &mut TakstRow| (row.unit_price, row.unit) = (5_123_456, 2);
        assert_eq!(refused(price), [(Some(Column::UnitPrice), Code::ValuePrecision, "512.3456".to_owned())]);
        assert_eq!(refused(|row| row.unit = 2), [(Some(Column::UnitPrice), Code::ValueMissing, String::new())]);
    }
}
