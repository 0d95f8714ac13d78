//! The builder of rows. It validates every value when the value is set.

use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::contract::unit::Unit;
use crate::model::calendar::read_date;
use crate::model::cpr;
use crate::model::day::Day;
use crate::model::fault::{Expected, Fault, Faults, Place};
use crate::model::identifier::Gln;
use crate::model::limits::{self, MOST_TEXT, PER_HUNDREDTH};
use crate::model::money::{Amount, Quantity, UnitPrice};
use crate::model::municipality::Municipality;
use crate::model::row::{BrokenRow, NO_PAYER, Row, RowBilling, RowFacts};
use chrono::{Datelike, NaiveDate};

impl Row {
    /// Returns a builder of a row with the catalogue id of its service, its payer and its first day. Everything else is set on the builder.
    ///
    /// # Example
    /// ```
    /// use takst::{Municipality, Row, Unit, UnitPrice};
    /// let payer = Municipality::new(101).expect("a municipality");
    /// let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a date");
    /// let row = Row::new("livarehab/individuelt-forloeb", payer, day("2019-03-01"))
    ///     .last_day(day("2019-04-15"))
    ///     .agreed(UnitPrice::from_units(120_000_000), Unit::Month)
    ///     .build()?;
    /// assert_eq!(row.agreed().map(|agreed| agreed.price.to_string()), Some("12000.00".to_owned()));
    ///
    /// // The year 1823 is no year of a case file; the error names the column.
    /// let faults = Row::new("pensionatet/cti", payer, day("1823-03-01")).build().unwrap_err();
    /// assert_eq!(faults.to_string(), "row 1, first_day \"1823-03-01\": A value lies outside its range. (value.range)");
    /// # Ok::<(), takst::Faults>(())
    /// ```
    #[must_use]
    #[expect(clippy::new_ret_no_self, reason = "the builder is what a row begins as")]
    pub fn new(service: &str, payer: Municipality, first_day: NaiveDate) -> RowBuilder {
        let mut builder = RowBuilder::blank(1);
        builder.set_text(Column::Service, service);
        builder.set_payer(payer);
        builder.set_day(Column::FirstDay, first_day);
        builder
    }

    /// Returns a builder with the values of this row.
    #[must_use]
    pub fn change(self) -> RowBuilder {
        let Row { number, service, row_id, commitment, billing, facts } = self;
        RowBuilder {
            service: Some(service),
            row_id,
            commitment,
            billing,
            facts,
            has_first_day: true,
            has_payer: true,
            has_price: facts.unit.is_some(),
            has_window_days: facts.window_start.is_given(),
            ..RowBuilder::blank(number)
        }
    }
}

/// Builds a [`Row`] from typed values. A value is validated when it is set; an invalid one becomes a fault, which keeps its text.
///
/// The setters by name are for programs that know what they set. Those by column ([`set_day`](RowBuilder::set_day) …) are for readers of tables:
/// text, Arrow, C and Python all use them.
#[derive(Debug, Clone)]
pub struct RowBuilder {
    pub(crate) number: u64,
    pub(crate) service: Option<Box<str>>,
    row_id: Option<Box<str>>,
    commitment: Option<Box<str>>,
    billing: Option<Box<RowBilling>>,
    pub(crate) facts: RowFacts,
    has_first_day: bool,
    has_payer: bool,
    pub(crate) has_price: bool,
    pub(crate) has_window_days: bool,
    /// A price as written, where it has more decimals than a price per day may have.
    pub(crate) long_price: Option<Box<str>>,
    pub(crate) faults: Vec<Fault>,
}

impl RowBuilder {
    /// Returns a builder of record `number` without values.
    #[must_use]
    pub const fn blank(number: u64) -> RowBuilder {
        RowBuilder {
            number,
            service: None,
            row_id: None,
            commitment: None,
            billing: None,
            facts: RowFacts::new(NO_PAYER, Day::ABSENT),
            has_first_day: false,
            has_payer: false,
            has_price: false,
            has_window_days: false,
            long_price: None,
            faults: Vec::new(),
        }
    }

    /// Number of the input record, for lines and faults; 1 where it is not set.
    #[must_use]
    pub fn number(mut self, number: u64) -> RowBuilder {
        self.number = number;
        self.faults.iter_mut().for_each(|fault| fault.at.row = Some(number));
        self
    }

    /// Reference of the row, echoed on its lines; never a CPR number.
    #[must_use]
    pub fn row_id(mut self, row_id: &str) -> RowBuilder {
        self.set_text(Column::RowId, row_id);
        self
    }

    /// Last day, inclusive; a row without one still runs.
    #[must_use]
    pub fn last_day(self, day: NaiveDate) -> RowBuilder {
        self.with_day(Column::LastDay, day)
    }

    /// Hours given in the period.
    #[must_use]
    pub fn hours(mut self, hours: Quantity) -> RowBuilder {
        self.set_number(Column::Hours, i128::from(hours.units()), Quantity::SCALE as i32);
        self
    }

    /// Agreed hours per week.
    #[must_use]
    pub fn hours_per_week(mut self, hours: Quantity) -> RowBuilder {
        self.set_number(Column::HoursPerWeek, i128::from(hours.units()), Quantity::SCALE as i32);
        self
    }

    /// Agreed price ex VAT and its unit.
    #[must_use]
    pub fn agreed(mut self, price: UnitPrice, unit: Unit) -> RowBuilder {
        self.set_number(Column::UnitPrice, i128::from(price.units()), UnitPrice::SCALE as i32);
        self.set_unit(unit);
        self
    }

    /// The citizen's own payment per day.
    #[must_use]
    pub fn own_payment_per_day(mut self, amount: Amount) -> RowBuilder {
        self.set_number(Column::OwnPaymentPerDay, i128::from(amount.ore()), Amount::SCALE as i32);
        self
    }

    /// Last day of the preceding stay at the same provider.
    #[must_use]
    pub fn prior_stay_to(self, day: NaiveDate) -> RowBuilder {
        self.with_day(Column::PriorStayTo, day)
    }

    /// Day of the first discharge (SEL § 176 a).
    #[must_use]
    pub fn first_discharge(self, day: NaiveDate) -> RowBuilder {
        self.with_day(Column::FirstDischarge, day)
    }

    /// Whether the support was decided before that discharge.
    #[must_use]
    pub fn decided_before_discharge(mut self, decided: bool) -> RowBuilder {
        self.set_truth(Column::DecidedBeforeDischarge, decided);
        self
    }

    /// Whether the citizen moved from the stay straight to a § 107 place and the support was decided there.
    #[must_use]
    pub fn discharged_to_107(mut self, discharged: bool) -> RowBuilder {
        self.set_truth(Column::DischargedTo107, discharged);
        self
    }

    /// Refund days used outside the file, in the window that begins on `start`.
    #[must_use]
    pub fn window(self, start: NaiveDate, days_used: u32) -> RowBuilder {
        let mut builder = self.with_day(Column::WindowStart, start);
        builder.set_number(Column::WindowDaysUsed, i128::from(days_used), 0);
        builder
    }

    /// The commitment to pay and its day.
    #[must_use]
    pub fn commitment(mut self, text: &str, day: NaiveDate) -> RowBuilder {
        self.set_text(Column::Commitment, text);
        self.with_day(Column::CommitmentDate, day)
    }

    /// What it says for invoices.
    #[must_use]
    pub fn billing(mut self, billing: RowBilling) -> RowBuilder {
        let texts = [
            (Column::BuyerReference, billing.buyer_reference),
            (Column::OrderReference, billing.order_reference),
            (Column::AccountingCost, billing.accounting_cost),
            (Column::HoldReleased, billing.hold_released),
        ];
        for (column, text) in texts {
            self.set_text(column, text.as_deref().unwrap_or_default());
        }
        if let Some(gln) = billing.buyer_gln {
            self.billed().buyer_gln = Some(gln);
        }
        if let Some(invoiced) = billing.invoiced {
            self.set_number(Column::Invoiced, i128::from(invoiced.ore()), Amount::SCALE as i32);
        }
        self
    }

    fn billed(&mut self) -> &mut RowBilling {
        self.billing.get_or_insert_default()
    }

    /// Day on which the start was notified.
    #[must_use]
    pub fn notified_start(self, day: NaiveDate) -> RowBuilder {
        self.with_day(Column::NotifiedStart, day)
    }

    /// Day on which the end was notified.
    #[must_use]
    pub fn notified_end(self, day: NaiveDate) -> RowBuilder {
        self.with_day(Column::NotifiedEnd, day)
    }

    fn with_day(mut self, column: Column, day: NaiveDate) -> RowBuilder {
        self.set_day(column, day);
        self
    }

    /// Returns the row.
    ///
    /// # Errors
    /// Every value that is invalid or missing, at once.
    pub fn build(mut self) -> Result<Row, Faults> {
        self.check_pairs();
        self.check_required();
        self.into_row().map_err(|mut broken| {
            broken.faults.sort_by_key(|fault| fault.at);
            Faults::from(broken.faults)
        })
    }

    /// Begins anew with record `number`, and keeps the room of what was there.
    pub fn reset(&mut self, number: u64) {
        let has_texts = self.service.is_some() || self.row_id.is_some() || self.commitment.is_some() || self.billing.is_some();
        if has_texts || self.long_price.is_some() || !self.faults.is_empty() {
            *self = RowBuilder::blank(number);
            return;
        }
        self.number = number;
        self.facts = RowFacts::new(NO_PAYER, Day::ABSENT);
        (self.has_first_day, self.has_payer, self.has_price, self.has_window_days) = (false, false, false, false);
    }

    /// The numbers of the row, for a caller that knows its service by number; `None` where anything is wrong. As [`facts`](RowBuilder::facts), but the
    /// builder can be used again and no message is made of it.
    #[inline]
    pub fn sound_facts(&mut self) -> Option<RowFacts> {
        self.check_pairs();
        (self.faults.is_empty() && self.has_first_day && self.has_payer).then_some(self.facts)
    }

    /// Returns the values of the row as integers, for a caller that has the number of its service.
    ///
    /// # Errors
    /// Those of [`build`](RowBuilder::build); a missing service is none.
    #[inline]
    pub fn facts(mut self) -> Result<RowFacts, Faults> {
        self.check_pairs();
        if self.has_first_day && self.has_payer && self.faults.is_empty() { Ok(self.facts) } else { self.no_facts() }
    }

    #[cold]
    fn no_facts(mut self) -> Result<RowFacts, Faults> {
        self.check_given(Column::FirstDay, self.has_first_day);
        self.check_given(Column::Payer, self.has_payer);
        self.faults.sort_by_key(|fault| fault.at);
        Err(Faults::from(self.faults))
    }

    /// Records that there is a commitment to pay, for a caller that does not have its text.
    pub fn set_commitment_given(&mut self) {
        self.facts.has_commitment = true;
    }

    /// Sets a column of dates. A date outside the range of the column is a fault.
    pub fn set_day(&mut self, column: Column, date: NaiveDate) {
        let day = Day::of(date);
        if !self.take_day(column, day) {
            let expected = match (column, date.year()) {
                (Column::LastDay, 9999) => Expected::StillRunning,
                _ => limits::expected(column),
            };
            self.refuse(Code::ValueRange, Some(column), &date.to_string(), expected);
        }
    }

    /// Sets a column of days to a day that is a number already.
    #[inline]
    pub fn set_day_number(&mut self, column: Column, day: Day) {
        if !self.take_day(column, day) {
            self.set_day(column, day.date());
        }
    }

    /// Whether a day lies within the limits of its column; then it is set.
    #[inline]
    fn take_day(&mut self, column: Column, day: Day) -> bool {
        let is_within = limits::has_day(column, day);
        if is_within {
            self.facts.put_day(column, day);
            self.has_first_day |= column == Column::FirstDay;
        }
        is_within
    }

    /// Sets a column of numbers to `mantissa` × 10^-`scale`. A number outside the range of the column, or with too many decimals, is a fault.
    pub fn set_number(&mut self, column: Column, mantissa: i128, scale: i32) {
        match limits::number(column).check_scaled(mantissa, scale) {
            Ok(units) => {
                self.put_number(column, units);
                if limits::is_long_price(column, units) {
                    self.long_price = Some(decimal_text(mantissa, scale).into());
                }
            }
            Err(code) => self.refuse_number(column, code, &decimal_text(mantissa, scale)),
        }
    }

    fn refuse_number(&mut self, column: Column, code: Code, text: &str) {
        match column == Column::Invoiced && cpr::looks_like_one(text) {
            true => self.refuse(Code::CaseCprNumber, Some(column), text, Expected::NoCpr),
            false => self.refuse(code, Some(column), text, limits::expected(column)),
        }
    }

    /// `units` of 1/10,000 within the limits of the column.
    fn put_number(&mut self, column: Column, units: i64) {
        match column {
            Column::UnitPrice => self.has_price = true,
            Column::WindowDaysUsed => self.has_window_days = true,
            Column::Invoiced => self.billed().invoiced = Some(Amount::from_ore(units / PER_HUNDREDTH)),
            _ => {}
        }
        self.facts.put_number(column, units);
    }

    /// Sets a column that is true or false.
    pub fn set_truth(&mut self, column: Column, truth: bool) {
        self.facts.put_truth(column, truth);
    }

    /// Sets the unit of the agreed price.
    pub fn set_unit(&mut self, unit: Unit) {
        self.facts.unit = Some(unit);
    }

    /// Sets the payer.
    pub fn set_payer(&mut self, payer: Municipality) {
        (self.facts.payer, self.has_payer) = (payer, true);
    }

    /// Reads a column from text in canonical form: a dot before decimals, ISO 8601 dates. White space around the text is dropped; an empty text is
    /// absent. A text that is no value of the column is a fault.
    pub fn set_text(&mut self, column: Column, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match column {
            Column::CaseId | Column::CitizenId => {}
            Column::RowId => self.row_id = self.reference(column, text),
            Column::Service => self.service = self.text(column, text),
            Column::Commitment => {
                self.commitment = self.no_cpr(column, text);
                self.facts.has_commitment = self.commitment.is_some();
            }
            Column::Payer => match Municipality::read(text) {
                Ok(payer) => {
                    self.set_payer(payer);
                    self.facts.is_payer_long = text.len() == 4 && text.starts_with('0');
                }
                Err(code) => self.refuse(code, Some(column), text, Expected::Municipality(Municipality::nearest(text))),
            },
            Column::Unit => match Unit::from_word(text) {
                Some(unit) => self.set_unit(unit),
                None => self.refuse(Code::ValueInvalid, Some(column), text, limits::expected(column)),
            },
            Column::DecidedBeforeDischarge | Column::DischargedTo107 => match text {
                "true" => self.set_truth(column, true),
                "false" => self.set_truth(column, false),
                _ => self.refuse(Code::ValueInvalid, Some(column), text, limits::expected(column)),
            },
            Column::BuyerReference | Column::OrderReference | Column::AccountingCost | Column::HoldReleased => {
                let text = self.no_cpr(column, text);
                let billing = self.billed();
                match column {
                    Column::BuyerReference => billing.buyer_reference = text,
                    Column::OrderReference => billing.order_reference = text,
                    Column::AccountingCost => billing.accounting_cost = text,
                    _ => billing.hold_released = text,
                }
            }
            Column::BuyerGln => match (cpr::looks_like_one(text), Gln::parse(text)) {
                (true, _) => self.refuse(Code::CaseCprNumber, Some(column), text, Expected::NoCpr),
                (false, Some(gln)) => self.billed().buyer_gln = Some(gln),
                (false, None) => self.refuse(Code::ValueInvalid, Some(column), text, limits::expected(column)),
            },
            Column::Hours | Column::HoursPerWeek | Column::UnitPrice | Column::OwnPaymentPerDay | Column::WindowDaysUsed | Column::Invoiced => {
                match limits::number(column).read(text) {
                    Ok(units) => {
                        self.put_number(column, units);
                        if limits::is_long_price(column, units) {
                            self.long_price = Some(text.into());
                        }
                    }
                    Err(code) => self.refuse_number(column, code, text),
                }
            }
            Column::FirstDay
            | Column::LastDay
            | Column::PriorStayTo
            | Column::FirstDischarge
            | Column::WindowStart
            | Column::CommitmentDate
            | Column::NotifiedStart
            | Column::NotifiedEnd => match Day::parse(text).ok_or_else(|| read_date(text)) {
                Ok(day) => self.set_day_number(column, day),
                // Days outside the calendar are days all the same.
                Err(Some(date)) => self.set_day(column, date),
                // "løbende" and other words for a service that still runs.
                Err(None) if column == Column::LastDay && !text.bytes().any(|byte| byte.is_ascii_digit()) => {
                    self.refuse(Code::ValueInvalid, Some(column), text, Expected::StillRunning);
                }
                Err(None) => self.refuse(Code::ValueInvalid, Some(column), text, limits::expected_date(column, text)),
            },
        }
    }

    /// Adds a fault of one cell. It keeps at most 200 characters of the value, with CPR numbers masked and control characters removed.
    pub fn refuse(&mut self, code: Code, column: Option<Column>, value: &str, expected: Expected) {
        let value = cpr::shown(value.trim(), MOST_TEXT);
        self.faults.push(Fault { code, at: Place { row: Some(self.number), column }, value, expected });
    }

    pub(crate) fn text(&mut self, column: Column, text: &str) -> Option<Box<str>> {
        let hidden = text.chars().find(|letter| is_hidden(*letter)).filter(|_| column != Column::Commitment && column != Column::HoldReleased);
        if let Some(hidden) = hidden {
            self.refuse(Code::ValueInvalid, Some(column), text, Expected::Visible(hidden));
            return None;
        }
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

    /// A text that stands on documents, or beside them.
    fn no_cpr(&mut self, column: Column, text: &str) -> Option<Box<str>> {
        if cpr::looks_like_one(text) {
            self.refuse(Code::CaseCprNumber, Some(column), text, Expected::NoCpr);
            return None;
        }
        self.text(column, text)
    }

    /// A reference keeps its value even when it is refused, so that the records of one case stay together; it is masked wherever it is shown.
    pub(crate) fn reference(&mut self, column: Column, text: &str) -> Option<Box<str>> {
        if cpr::looks_like_one(text) {
            let expected = if column == Column::CitizenId { Expected::NoCprOfCitizen } else { Expected::NoCpr };
            self.refuse(Code::CaseCprNumber, Some(column), text, expected);
            return Some(text.into());
        }
        self.text(column, text)
    }

    pub(crate) fn missing(&mut self, column: Column) {
        self.faults.push(Fault::new(Code::ValueMissing, self.number, column, "", Expected::Value));
    }

    /// A cell that held something, readable or not.
    pub(crate) fn is_given(&self, column: Column, readable: bool) -> bool {
        readable || self.faults.iter().any(|fault| fault.at.column == Some(column))
    }

    pub(crate) fn check_required(&mut self) {
        self.check_given(Column::Service, self.service.is_some());
        self.check_given(Column::FirstDay, self.has_first_day);
        self.check_given(Column::Payer, self.has_payer);
    }

    pub(crate) fn check_given(&mut self, column: Column, readable: bool) {
        if !self.is_given(column, readable) {
            self.missing(column);
        }
    }

    /// Columns that go together: one without the other is a fault. The decimals of a price are those of its unit.
    #[inline]
    pub(crate) fn check_pairs(&mut self) {
        self.pair((Column::UnitPrice, self.has_price), (Column::Unit, self.facts.unit.is_some()));
        if let (Some(unit), Some(_)) = (self.facts.unit, &self.long_price) {
            let limit = limits::price(unit);
            let long = self.long_price.take();
            if let (Some(text), Err(code)) = (long, limit.check_scaled(i128::from(self.facts.price), UnitPrice::SCALE as i32)) {
                self.refuse(code, Some(Column::UnitPrice), &text, limit.expected());
            }
        }
        if !self.has_price {
            self.facts.unit = None;
        }
        self.pair((Column::WindowStart, self.facts.window_start.is_given()), (Column::WindowDaysUsed, self.has_window_days));
    }

    #[inline]
    fn pair(&mut self, (a, has_a): (Column, bool), (b, has_b): (Column, bool)) {
        if has_a == has_b && self.faults.is_empty() {
            return;
        }
        match (self.is_given(a, has_a), self.is_given(b, has_b)) {
            (true, false) => self.missing(b),
            (false, true) => self.missing(a),
            (true, true) | (false, false) => {}
        }
    }

    /// The row, or what can still be read of it beside its faults.
    pub(crate) fn into_row(self) -> Result<Row, BrokenRow> {
        let RowBuilder { number, service, row_id, commitment, billing, facts, has_first_day, faults, .. } = self;
        match service {
            Some(service) if faults.is_empty() => Ok(Row { number, service, row_id, commitment, billing, facts }),
            service => Err(BrokenRow {
                number,
                service,
                first_day: has_first_day.then(|| facts.first.date()),
                last_day: facts.last.known(),
                payer: Some(facts.payer).filter(|payer| *payer != NO_PAYER),
                faults,
            }),
        }
    }
}

/// Whether a character is invisible: soft hyphens, spaces of no width, marks of direction, byte order marks. Two references that look the same could differ
/// by it.
const fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// `mantissa` × 10^-`scale` as it is written.
fn decimal_text(mantissa: i128, scale: i32) -> String {
    let sign = if mantissa < 0 { "-" } else { "" };
    let digits = mantissa.unsigned_abs().to_string();
    match usize::try_from(scale) {
        Ok(0) => format!("{sign}{digits}"),
        Ok(scale) => {
            let digits = format!("{digits:0>width$}", width = scale + 1);
            let (whole, fraction) = digits.split_at(digits.len() - scale);
            format!("{sign}{whole}.{fraction}")
        }
        Err(_) => format!("{sign}{digits}{}", "0".repeat(scale.unsigned_abs() as usize)),
    }
}
