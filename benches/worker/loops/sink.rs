//! Where lines go: into columns, or into sums.

use arrow_array::{ArrayRef, Date32Array, Int32Array, Int64Array, RecordBatch, StringArray};
use std::sync::Arc;

/// Months that totals are kept for.
const MONTHS: usize = 120;
/// Words of the outcomes, by their number.
const OUTCOMES: [&str; 3] = ["refunded", "not-refunded", "undetermined"];
pub const REFUNDED: usize = 0;
pub const NOT_REFUNDED: usize = 1;
pub const UNDETERMINED: usize = 2;

/// What the loops work out of a line, in øre.
pub struct Line {
    /// Place of the row.
    pub row: usize,
    pub service: usize,
    /// Number of the month, and its first day.
    pub month: usize,
    pub month_first: i32,
    pub days: i32,
    pub price: i64,
    pub net: i64,
    pub vat: i64,
    pub own: i64,
    pub outcome: usize,
    /// Refund, or the sum at stake.
    pub half: i64,
}

impl Line {
    fn refund(&self) -> i64 {
        if self.outcome == REFUNDED { self.half } else { 0 }
    }

    fn cost(&self) -> i64 {
        self.net - self.own - self.refund()
    }
}

pub trait Sink {
    fn line(&mut self, line: &Line);
}

/// Eight columns, emptied and filled again.
pub struct Lines {
    row: Vec<i64>,
    month: Vec<i32>,
    days: Vec<i32>,
    amounts: [Vec<i64>; 5],
}

impl Lines {
    pub fn with_room(lines: usize) -> Lines {
        let narrow = || Vec::with_capacity(lines);
        Lines { row: Vec::with_capacity(lines), month: narrow(), days: narrow(), amounts: std::array::from_fn(|_| Vec::with_capacity(lines)) }
    }

    pub fn clear(&mut self) {
        self.row.clear();
        self.month.clear();
        self.days.clear();
        self.amounts.iter_mut().for_each(Vec::clear);
    }

    /// For comparing.
    pub fn columns(&self) -> Result<RecordBatch, String> {
        let [price, net, vat, refund, cost] = self.amounts.each_ref().map(|amounts| Arc::new(Int64Array::from(amounts.clone())) as ArrayRef);
        RecordBatch::try_from_iter([
            ("row", Arc::new(Int64Array::from(self.row.clone())) as ArrayRef),
            ("month", Arc::new(Date32Array::from(self.month.clone()))),
            ("days", Arc::new(Int32Array::from(self.days.clone()))),
            ("unit_price", price),
            ("net", net),
            ("vat", vat),
            ("refund", refund),
            ("cost", cost),
        ])
        .map_err(|error| error.to_string())
    }
}

impl Sink for Lines {
    fn line(&mut self, line: &Line) {
        self.row.push(line.row as i64 + 1);
        self.month.push(line.month_first);
        self.days.push(line.days);
        let amounts = [line.price, line.net, line.vat, line.refund(), line.cost()];
        self.amounts.iter_mut().zip(amounts).for_each(|(column, amount)| column.push(amount));
    }
}

/// Sums of one month, service and outcome.
#[derive(Clone, Copy, Default)]
struct Group {
    month_first: i32,
    lines: i64,
    days: i64,
    net: i64,
    vat: i64,
    own: i64,
    half: i64,
}

/// A sum for each month, service and outcome.
pub struct Totals {
    services: Vec<String>,
    groups: Vec<Group>,
}

impl Totals {
    pub fn new(services: &[String]) -> Totals {
        Totals { services: services.to_vec(), groups: vec![Group::default(); MONTHS * services.len() * OUTCOMES.len()] }
    }

    /// For comparing.
    pub fn columns(&self) -> Result<RecordBatch, String> {
        let met: Vec<(usize, &Group)> = self.groups.iter().enumerate().filter(|(_, group)| group.lines > 0).collect();
        let amount = |of: fn(&Group, &str) -> i64| -> ArrayRef {
            Arc::new(met.iter().map(|(at, group)| Some(of(group, OUTCOMES[at % OUTCOMES.len()]))).collect::<Int64Array>())
        };
        let service = |at: usize| self.services.get(at / OUTCOMES.len() % self.services.len()).map(String::as_str);
        let refund = |group: &Group, outcome: &str| if outcome == OUTCOMES[REFUNDED] { group.half } else { 0 };
        RecordBatch::try_from_iter([
            ("month", Arc::new(met.iter().map(|(_, group)| Some(group.month_first)).collect::<Date32Array>()) as ArrayRef),
            ("service", Arc::new(met.iter().map(|(at, _)| service(*at)).collect::<StringArray>())),
            ("refund_outcome", Arc::new(met.iter().map(|(at, _)| Some(OUTCOMES[at % OUTCOMES.len()])).collect::<StringArray>())),
            ("lines", amount(|group, _| group.lines)),
            ("days", amount(|group, _| group.days)),
            ("net", amount(|group, _| group.net)),
            ("vat", amount(|group, _| group.vat)),
            ("own_payment", amount(|group, _| group.own)),
            ("refund", amount(|group, outcome| if outcome == OUTCOMES[REFUNDED] { group.half } else { 0 })),
            ("at_stake", amount(|group, outcome| if outcome == OUTCOMES[UNDETERMINED] { group.half } else { 0 })),
            (
                "cost",
                Arc::new(
                    met.iter().map(|(at, group)| Some(group.net - group.own - refund(group, OUTCOMES[at % OUTCOMES.len()]))).collect::<Int64Array>(),
                ),
            ),
        ])
        .map_err(|error| error.to_string())
    }
}

impl Sink for Totals {
    fn line(&mut self, line: &Line) {
        let group = &mut self.groups[(line.month * self.services.len() + line.service) * OUTCOMES.len() + line.outcome];
        group.month_first = line.month_first;
        group.lines += 1;
        group.days += i64::from(line.days);
        group.net += line.net;
        group.vat += line.vat;
        group.own += line.own;
        group.half += line.half;
    }
}
