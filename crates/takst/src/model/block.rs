//! Rows read column by column, as input of the kernel.

use crate::contract::column::Column;
use crate::contract::unit::Unit;
use crate::model::builder::RowBuilder;
use crate::model::day::Day;
use crate::model::input::InputRow;
use crate::model::limits;
use crate::model::money::UnitPrice;
use crate::model::municipality::Municipality;
use crate::model::row::{NO_PAYER, RowFacts};

/// Rows that are read column by column, for programs that have columns. Every value is validated as [`RowBuilder`] validates it; a row with a value that
/// is wrong is no longer [sound](RowBlock::is_sound), and has to be read with a builder for its faults.
///
/// # Example
/// ```
/// use takst::kernel::{Day, RowBlock};
/// use takst::{Column, Municipality};
///
/// let payer = Municipality::new(101);
/// let mut block = RowBlock::new();
/// for first in [19_000, 19_100] {
///     block.push(0, payer, Day::from_number(first), Day::from_number(first + 10));
/// }
/// block.set_number(0, Column::OwnPaymentPerDay, 9_671, 2);
/// block.set_number(1, Column::OwnPaymentPerDay, -9_671, 2);
/// block.check_pairs();
/// assert!(block.is_sound(0) && !block.is_sound(1));
/// ```
#[derive(Debug)]
pub struct RowBlock {
    rows: Vec<InputRow<'static>>,
    /// Whether a value of the row is wrong.
    faults: Vec<bool>,
    /// Whether a row gives days of a window; empty where none does.
    has_window_days: Vec<bool>,
    /// Whether any row gives a column that goes with another, and whether any price has more decimals than most units take.
    has_pairs: bool,
    has_long_price: bool,
    builder: RowBuilder,
}

impl Default for RowBlock {
    fn default() -> RowBlock {
        RowBlock {
            rows: Vec::new(),
            faults: Vec::new(),
            has_window_days: Vec::new(),
            has_pairs: false,
            has_long_price: false,
            builder: RowBuilder::blank(0),
        }
    }
}

impl RowBlock {
    /// Returns a block without rows.
    #[must_use]
    pub fn new() -> RowBlock {
        RowBlock::default()
    }

    /// Removes all rows, and keeps their room.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.faults.clear();
        self.has_window_days.clear();
        (self.has_pairs, self.has_long_price) = (false, false);
    }

    /// Appends rows as [`push`](RowBlock::push) does, each of service, payer, first and last day.
    #[inline]
    pub fn extend(&mut self, rows: impl Iterator<Item = (u32, Option<Municipality>, Day, Day)> + Clone) {
        let payer_of = |payer: Option<Municipality>| payer.unwrap_or(NO_PAYER);
        self.faults.extend(rows.clone().map(|(_, payer, first, last)| Self::is_wrong(payer, first, last)));
        self.rows.extend(rows.map(|(service, payer, first, last)| Self::row(service, payer_of(payer), first, last)));
    }

    #[inline(always)]
    fn is_wrong(payer: Option<Municipality>, first: Day, last: Day) -> bool {
        payer.is_none() | !limits::has_day(Column::FirstDay, first) | !(last == Day::OPEN || limits::has_day(Column::LastDay, last))
    }

    #[inline(always)]
    fn row(service: u32, payer: Municipality, first: Day, last: Day) -> InputRow<'static> {
        InputRow { number: 0, case: 0, service, facts: RowFacts { last, ..RowFacts::new(payer, first) }, commitment: "", record: None }
    }

    /// Appends a row of a service by its number in the book. `last` is [`Day::OPEN`] while the service runs.
    #[inline]
    pub fn push(&mut self, service: u32, payer: Option<Municipality>, first: Day, last: Day) {
        self.faults.push(Self::is_wrong(payer, first, last));
        self.rows.push(Self::row(service, payer.unwrap_or(NO_PAYER), first, last));
    }

    /// Marks a row as one that has to be read with a builder.
    #[inline]
    pub fn refuse(&mut self, row: usize) {
        self.faults[row] = true;
    }

    /// Sets a column of days.
    #[inline]
    pub fn set_day(&mut self, row: usize, column: Column, day: Day) {
        match limits::has_day(column, day) {
            true => self.rows[row].facts.put_day(column, day),
            false => self.refuse(row),
        }
        self.has_pairs |= column == Column::WindowStart;
    }

    /// Sets a column of numbers to `mantissa` × 10^-`scale`.
    #[inline]
    pub fn set_number(&mut self, row: usize, column: Column, mantissa: i128, scale: i32) {
        match limits::number(column).check_scaled(mantissa, scale) {
            Ok(units) => {
                self.rows[row].facts.put_number(column, units);
                self.has_pairs |= column == Column::UnitPrice;
                self.has_long_price |= limits::is_long_price(column, units);
                if column == Column::WindowDaysUsed {
                    self.give_window_days(row);
                }
            }
            Err(_) => self.refuse(row),
        }
    }

    /// Sets a column of numbers of one scale, each with its row.
    #[inline]
    pub fn set_numbers(&mut self, column: Column, scale: i32, numbers: impl Iterator<Item = (usize, i128)>) {
        // In most columns nearly every number is surely right.
        let plain = limits::number(column).plain(scale).filter(|_| column != Column::UnitPrice || scale <= 2);
        let Some(plain) = plain.filter(|_| column != Column::WindowDaysUsed) else {
            return numbers.for_each(|(row, mantissa)| self.set_number(row, column, mantissa, scale));
        };
        self.has_pairs |= column == Column::UnitPrice;
        for (row, mantissa) in numbers {
            match plain.units(mantissa) {
                Some(units) if column == Column::UnitPrice => self.rows[row].facts.price = units,
                Some(units) => self.rows[row].facts.put_number(column, units),
                None => self.set_number(row, column, mantissa, scale),
            }
        }
    }

    #[cold]
    fn give_window_days(&mut self, row: usize) {
        self.has_pairs = true;
        self.has_window_days.resize(self.rows.len(), false);
        self.has_window_days[row] = true;
    }

    fn gives_window_days(&self, row: usize) -> bool {
        self.has_window_days.get(row).is_some_and(|gives| *gives)
    }

    /// Sets a column that is true or false.
    #[inline]
    pub fn set_truth(&mut self, row: usize, column: Column, truth: bool) {
        self.rows[row].facts.put_truth(column, truth);
    }

    /// Sets the unit of the agreed price.
    #[inline]
    pub fn set_unit(&mut self, row: usize, unit: Unit) {
        self.rows[row].facts.unit = Some(unit);
        self.has_pairs = true;
    }

    /// Sets columns of a row with a builder, which reads every type of cell.
    pub fn edit(&mut self, row: usize, set: impl FnOnce(&mut RowBuilder)) {
        let gives_window_days = self.gives_window_days(row);
        let RowBlock { rows, faults, builder, .. } = self;
        builder.reset(0);
        let facts = &mut rows[row].facts;
        (builder.facts, builder.has_price, builder.has_window_days) = (*facts, gives_price(facts), gives_window_days);
        set(builder);
        *facts = builder.facts;
        faults[row] |= !builder.faults.is_empty();
        self.has_long_price |= builder.long_price.is_some();
        self.has_pairs = true;
        if builder.has_window_days {
            self.give_window_days(row);
        }
    }

    /// Checks the columns that go together, once all are set: one without the other is a fault, and the decimals of a price are those of its unit.
    pub fn check_pairs(&mut self) {
        if !self.has_pairs {
            return;
        }
        let has_window_days = !self.has_window_days.is_empty();
        for place in 0..self.rows.len() {
            let facts = &self.rows[place].facts;
            let too_long = |unit| limits::price(unit).check_scaled(i128::from(facts.price), UnitPrice::SCALE as i32).is_err();
            self.faults[place] |= (gives_price(facts) != facts.unit.is_some())
                | ((has_window_days && self.gives_window_days(place)) != facts.window_start.is_given())
                | (self.has_long_price && facts.unit.is_some_and(too_long));
        }
    }

    /// Whether no value of the row is wrong.
    #[must_use]
    #[inline]
    pub fn is_sound(&self, row: usize) -> bool {
        !self.faults[row]
    }

    /// Returns the rows, and for each whether a value is wrong.
    #[inline]
    pub fn rows_and_faults(&mut self) -> (&mut [InputRow<'static>], &[bool]) {
        (&mut self.rows, &self.faults)
    }

    /// Returns the rows, to be numbered and put into cases.
    #[inline]
    pub fn rows_mut(&mut self) -> &mut [InputRow<'static>] {
        &mut self.rows
    }
}

/// Whether a price is given: it is above 0 then, and where it was refused the row is faulty anyway.
fn gives_price(facts: &RowFacts) -> bool {
    facts.price != 0
}
