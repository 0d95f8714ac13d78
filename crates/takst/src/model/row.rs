//! A row of a case file: one period of one service, in checked values.

use crate::contract::column::Column;
use crate::contract::unit::Unit;
use crate::model::day::Day;
use crate::model::fault::Fault;
use crate::model::identifier::Gln;
use crate::model::limits::PER_HUNDREDTH;
use crate::model::money::{Amount, Quantity, UnitPrice};
use crate::model::municipality::Municipality;
use chrono::NaiveDate;

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

/// The values of a row that its price depends on, as integers. Its texts are in [`Row`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowFacts {
    pub(crate) first: Day,
    /// [`Day::OPEN`] while the service runs.
    pub(crate) last: Day,
    /// Agreed price in 1/10,000 kr.; has a meaning only where `unit` is given.
    pub(crate) price: i64,
    pub(crate) unit: Option<Unit>,
    pub(crate) decided_before_discharge: Option<bool>,
    pub(crate) discharged_to_107: Option<bool>,
    pub(crate) has_commitment: bool,
    /// Whether the payer was written with `0` before its three digits.
    pub(crate) is_payer_long: bool,
    pub(crate) payer: Municipality,
    pub(crate) window_days_used: u16,
    /// Øre a day; negative: not given.
    pub(crate) own_payment: i32,
    /// Hundredths; 0: not given.
    pub(crate) hours: i32,
    /// Hundredths; 0: not given.
    pub(crate) hours_per_week: i32,
    // Days that may be `Day::ABSENT`.
    pub(crate) prior_stay_to: Day,
    pub(crate) first_discharge: Day,
    pub(crate) window_start: Day,
    pub(crate) commitment_date: Day,
    pub(crate) notified_start: Day,
    pub(crate) notified_end: Day,
}

/// Stands for a payer that is not given yet.
pub(crate) const NO_PAYER: Municipality = Municipality::none();
const NO_OWN_PAYMENT: i32 = -1;

impl RowFacts {
    /// Returns the values of a row without a last day, of which only payer and first day are known.
    #[must_use]
    pub const fn new(payer: Municipality, first: Day) -> RowFacts {
        RowFacts {
            first,
            last: Day::OPEN,
            price: 0,
            unit: None,
            decided_before_discharge: None,
            discharged_to_107: None,
            has_commitment: false,
            is_payer_long: false,
            payer,
            window_days_used: 0,
            own_payment: NO_OWN_PAYMENT,
            hours: 0,
            hours_per_week: 0,
            prior_stay_to: Day::ABSENT,
            first_discharge: Day::ABSENT,
            window_start: Day::ABSENT,
            commitment_date: Day::ABSENT,
            notified_start: Day::ABSENT,
            notified_end: Day::ABSENT,
        }
    }

    /// Sets a column of days to a day within its limits.
    #[inline]
    pub(crate) fn put_day(&mut self, column: Column, day: Day) {
        match column {
            Column::FirstDay => self.first = day,
            Column::LastDay => self.last = day,
            Column::PriorStayTo => self.prior_stay_to = day,
            Column::FirstDischarge => self.first_discharge = day,
            Column::WindowStart => self.window_start = day,
            Column::CommitmentDate => self.commitment_date = day,
            Column::NotifiedStart => self.notified_start = day,
            Column::NotifiedEnd => self.notified_end = day,
            _ => {}
        }
    }

    /// Sets a column of numbers to `units` of 1/10,000 within its limits, which bound them far inside 32 bits.
    #[inline]
    pub(crate) fn put_number(&mut self, column: Column, units: i64) {
        let hundredths = (units / PER_HUNDREDTH) as i32;
        match column {
            Column::Hours => self.hours = hundredths,
            Column::HoursPerWeek => self.hours_per_week = hundredths,
            Column::UnitPrice => self.price = units,
            Column::OwnPaymentPerDay => self.own_payment = hundredths,
            Column::WindowDaysUsed => self.window_days_used = (hundredths / 100) as u16,
            _ => {}
        }
    }

    /// Sets a column that is true or false.
    #[inline]
    pub(crate) fn put_truth(&mut self, column: Column, truth: bool) {
        match column {
            Column::DecidedBeforeDischarge => self.decided_before_discharge = Some(truth),
            Column::DischargedTo107 => self.discharged_to_107 = Some(truth),
            _ => {}
        }
    }

    /// Whether it says something that is said once for its course (R4.3).
    #[inline]
    pub(crate) fn says_of_course(&self) -> bool {
        let days = [self.prior_stay_to, self.first_discharge, self.commitment_date, self.notified_start, self.notified_end];
        // Absent days are less than all others, so none is given where the latest is not.
        let latest = days.into_iter().fold(Day::ABSENT, Day::max);
        latest.is_given() | self.decided_before_discharge.is_some() | self.discharged_to_107.is_some() | self.has_commitment
    }

    /// Whether there is a commitment to pay.
    #[must_use]
    pub const fn has_commitment(&self) -> bool {
        self.has_commitment
    }

    pub(crate) fn agreed(&self) -> Option<AgreedPrice> {
        self.unit.map(|unit| AgreedPrice { price: UnitPrice::from_units(self.price), unit })
    }

    pub(crate) fn own_payment(&self) -> Option<Amount> {
        (self.own_payment >= 0).then(|| Amount::from_ore(i64::from(self.own_payment)))
    }

    pub(crate) fn hours(&self) -> Option<Quantity> {
        (self.hours > 0).then(|| Quantity::from_units(i64::from(self.hours)))
    }

    pub(crate) fn hours_per_week(&self) -> Option<Quantity> {
        (self.hours_per_week > 0).then(|| Quantity::from_units(i64::from(self.hours_per_week)))
    }
}

/// What a row says for invoices. No price depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowBilling {
    /// Person reference at the buyer.
    pub buyer_reference: Option<Box<str>>,
    /// Order number of the buyer.
    pub order_reference: Option<Box<str>>,
    /// The buyer's account.
    pub accounting_cost: Option<Box<str>>,
    /// Electronic address of the buyer.
    pub buyer_gln: Option<Gln>,
    /// Who released the course and payer from what holds an invoice, and when.
    pub hold_released: Option<Box<str>>,
    /// Amount ex VAT that was billed for the row.
    pub invoiced: Option<Amount>,
}

/// One readable record of a case file: one period of one service. [`Row::new`] returns a builder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub(crate) number: u64,
    pub(crate) service: Box<str>,
    pub(crate) row_id: Option<Box<str>>,
    pub(crate) commitment: Option<Box<str>>,
    pub(crate) billing: Option<Box<RowBilling>>,
    pub(crate) facts: RowFacts,
}

impl Row {
    /// Number of the input record, 1 = first.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Catalogue id of the service.
    #[must_use]
    pub fn service(&self) -> &str {
        &self.service
    }

    /// Reference of the row, echoed on its lines.
    #[must_use]
    pub fn row_id(&self) -> Option<&str> {
        self.row_id.as_deref()
    }

    /// The values that its price depends on, as integers.
    #[must_use]
    pub fn facts(&self) -> &RowFacts {
        &self.facts
    }

    /// First day.
    #[must_use]
    pub fn first_day(&self) -> NaiveDate {
        self.facts.first.date()
    }

    /// Last day, inclusive; `None` while the service runs.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.facts.last.known()
    }

    /// The paying municipality.
    #[must_use]
    pub fn payer(&self) -> Municipality {
        self.facts.payer
    }

    /// Hours given in the period.
    #[must_use]
    pub fn hours(&self) -> Option<Quantity> {
        self.facts.hours()
    }

    /// Agreed hours per week.
    #[must_use]
    pub fn hours_per_week(&self) -> Option<Quantity> {
        self.facts.hours_per_week()
    }

    /// Last day of the preceding stay at the same provider.
    #[must_use]
    pub fn prior_stay_to(&self) -> Option<NaiveDate> {
        self.facts.prior_stay_to.known()
    }

    /// Day of the first discharge.
    #[must_use]
    pub fn first_discharge(&self) -> Option<NaiveDate> {
        self.facts.first_discharge.known()
    }

    /// Whether the support was decided before discharge.
    #[must_use]
    pub fn decided_before_discharge(&self) -> Option<bool> {
        self.facts.decided_before_discharge
    }

    /// Whether the citizen moved from the stay straight to a § 107 place and the support was decided there.
    #[must_use]
    pub fn discharged_to_107(&self) -> Option<bool> {
        self.facts.discharged_to_107
    }

    /// Refund days used outside the file.
    #[must_use]
    pub fn history(&self) -> Option<WindowHistory> {
        let start = self.facts.window_start.known()?;
        Some(WindowHistory { start, days_used: u32::from(self.facts.window_days_used) })
    }

    /// Text of the commitment to pay.
    #[must_use]
    pub fn commitment(&self) -> Option<&str> {
        self.commitment.as_deref()
    }

    /// What it says for invoices; `None`: nothing.
    #[must_use]
    pub fn billing(&self) -> Option<&RowBilling> {
        self.billing.as_deref()
    }

    /// Day of the commitment to pay.
    #[must_use]
    pub fn commitment_date(&self) -> Option<NaiveDate> {
        self.facts.commitment_date.known()
    }

    /// Day on which the start was notified.
    #[must_use]
    pub fn notified_start(&self) -> Option<NaiveDate> {
        self.facts.notified_start.known()
    }

    /// Day on which the end was notified.
    #[must_use]
    pub fn notified_end(&self) -> Option<NaiveDate> {
        self.facts.notified_end.known()
    }

    /// Agreed price.
    #[must_use]
    pub fn agreed(&self) -> Option<AgreedPrice> {
        self.facts.agreed()
    }

    /// Own payment per day.
    #[must_use]
    pub fn own_payment_per_day(&self) -> Option<Amount> {
        self.facts.own_payment()
    }

    /// Returns the optional columns that have a value. References, service, first and last day and payer are not among them.
    pub fn given(&self) -> impl Iterator<Item = Column> {
        const NONE: &RowBilling =
            &RowBilling { buyer_reference: None, order_reference: None, accounting_cost: None, buyer_gln: None, hold_released: None, invoiced: None };
        let (facts, billing) = (&self.facts, self.billing().unwrap_or(NONE));
        [
            (Column::Hours, facts.hours > 0),
            (Column::HoursPerWeek, facts.hours_per_week > 0),
            (Column::UnitPrice, facts.unit.is_some()),
            (Column::Unit, facts.unit.is_some()),
            (Column::OwnPaymentPerDay, facts.own_payment >= 0),
            (Column::PriorStayTo, facts.prior_stay_to.is_given()),
            (Column::FirstDischarge, facts.first_discharge.is_given()),
            (Column::DecidedBeforeDischarge, facts.decided_before_discharge.is_some()),
            (Column::DischargedTo107, facts.discharged_to_107.is_some()),
            (Column::WindowStart, facts.window_start.is_given()),
            (Column::WindowDaysUsed, facts.window_start.is_given()),
            (Column::Commitment, facts.has_commitment),
            (Column::CommitmentDate, facts.commitment_date.is_given()),
            (Column::NotifiedStart, facts.notified_start.is_given()),
            (Column::NotifiedEnd, facts.notified_end.is_given()),
            (Column::BuyerReference, billing.buyer_reference.is_some()),
            (Column::OrderReference, billing.order_reference.is_some()),
            (Column::AccountingCost, billing.accounting_cost.is_some()),
            (Column::BuyerGln, billing.buyer_gln.is_some()),
            (Column::HoldReleased, billing.hold_released.is_some()),
            (Column::Invoiced, billing.invoiced.is_some()),
        ]
        .into_iter()
        .filter_map(|(column, is_given)| is_given.then_some(column))
    }
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
    /// The payer, if it could be read.
    pub payer: Option<Municipality>,
    /// Every fault of the record; at least one.
    pub faults: Vec<Fault>,
}

impl BrokenRow {
    /// Values without a meaning: nothing of a broken row is charged.
    pub(crate) const fn facts(&self) -> RowFacts {
        RowFacts::new(NO_PAYER, Day::ABSENT)
    }
}
