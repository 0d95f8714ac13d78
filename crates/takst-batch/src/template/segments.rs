//! A template: the lines of one service worked out by the core once, to be copied for every plain row.
//!
//! Time is cut into *cells*: days, or the weeks that begin on one weekday. A *segment* is a longest run of cells that make one line when a stay
//! covers them all. The lines of a stay are then the segments it covers whole, copied, and its first and last line, looked up by their number of
//! cells. Every figure comes from [`Book::price`]; a segment that does not fit the pattern is marked, and rows that begin or end in it are priced by
//! the core one by one.

use crate::error::BatchError;
use crate::template::days::{day_number, day_of};
use crate::template::line_columns::LineColumns;
use crate::template::vocabulary::WordIds;
use chrono::NaiveDate;
use takst::{Assumptions, Book, Case, Citizen, Column, Likeness, Line, LineColumn, Outcome, Period, ReportingPeriod, RowDraft};

/// The amounts of a line, one cache line: net, VAT, own payment, refund, at stake, cost, quantity, gross.
pub(crate) type Amounts = [i64; 8];

/// The columns of the amounts, in their order.
pub(crate) const AMOUNTS: [LineColumn; 8] = [
    LineColumn::Net,
    LineColumn::Vat,
    LineColumn::OwnPayment,
    LineColumn::Refund,
    LineColumn::AtStake,
    LineColumn::Cost,
    LineColumn::Quantity,
    LineColumn::Gross,
];

/// In the order of [`AMOUNTS`].
fn amounts(line: &Line) -> Amounts {
    [
        line.net.ore(),
        line.vat.amount.ore(),
        line.own_payment.ore(),
        line.refund.amount.ore(),
        line.refund.at_stake.ore(),
        line.cost().ore(),
        line.quantity.units(),
        line.gross().ore(),
    ]
}

/// Days on which templates are made; rows that reach beyond are priced by the core.
pub(crate) const HORIZON: (NaiveDate, NaiveDate) =
    (NaiveDate::from_ymd_opt(2010, 1, 1).expect("a date"), NaiveDate::from_ymd_opt(2039, 12, 31).expect("a date"));

/// Lines copied at once; columns are that much longer than their lines.
pub(crate) const CHUNK: usize = 16;

/// Set where a stay may not begin or end in a cell's segment.
pub(crate) const UNFIT: u16 = 1 << 15;
/// No segment: the cell has no price, or not one that can be worked out beforehand.
pub(crate) const NOWHERE: u16 = u16::MAX;

/// Where a segment lies: what every row looks up, and so kept small.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// First and last cell.
    pub first: i32,
    pub last: i32,
    /// Where the amounts of one cell stand; those of n cells follow n − 1 places on.
    pub amounts: u32,
    /// Segments between which a stay can run: those with the same number.
    pub stretch: u16,
}

/// What else is told of a segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment {
    /// Whether its refund is undetermined, which is a finding.
    pub undetermined: bool,
    /// Words of the assumptions of a stay's first line, and of its last, here; the latter where the last cell is cut short.
    pub first_assumptions: i32,
    pub last_assumptions: i32,
    /// Segments after it in the same month: their lines are numbered on from a stay's first line.
    pub month_goes_on: u32,
}

/// The lines of one service, and where prices are weekly of one weekday: where they stand among those of all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template {
    /// Day on which cell 0 begins.
    pub base: i32,
    /// Days of a cell: 1 or 7.
    pub cell_days: i32,
    /// 2^32 / days of a cell, rounded up.
    pub inverse: u64,
    /// Where the segment of cell 0 is told, and how many cells there are.
    pub cells_at: u32,
    pub cells: u32,
    /// The first segment, and how many there are.
    pub first_segment: u32,
    pub segments: u32,
    /// Whether a stay can run from any segment to any other.
    pub one_stretch: bool,
    /// Whether the amounts of n cells are n times those of one, wherever a stay may begin or end.
    pub linear: bool,
}

/// What a number below 2^32 is multiplied with to be divided by 1 or 7, 2^32 times too large: without a branch that depends on the row.
pub(crate) const fn inverse_of(divisor: i32) -> u64 {
    (1u64 << 32).div_ceil(divisor as u64)
}

/// The segments of all templates. A stay's lines are copied from here without a look at its template.
#[derive(Debug, Default)]
pub(crate) struct Segments {
    /// Segment of each cell, with [`UNFIT`] where it is, or [`NOWHERE`]; behind the cells of each template once more the latter.
    /// Segments are numbered from the first of their template on, so that a number is short: a template has no more than the days of the horizon.
    pub of_cell: Vec<u16>,
    pub bounds: Vec<Bounds>,
    pub segments: Vec<Segment>,
    /// The line of each segment covered whole, longer by [`CHUNK`].
    pub lines: LineColumns,
    pub amounts: Vec<Amounts>,
}

/// The templates of a service, one by the day, seven by the week, before their words are numbered.
pub(crate) fn drafts<'b>(book: &'b Book, service: &'b str, likeness: &Likeness) -> Vec<Draft<'b>> {
    let horizon = Period::new(HORIZON.0, HORIZON.1);
    let stretches: Vec<Period> = likeness.stretches.iter().filter_map(|stretch| stretch.intersect(horizon?)).collect();
    let (phases, cell_days) = if likeness.weekly { (7, 7) } else { (1, 1) };
    let draft = |phase| {
        let mut draft = Draft::new(book, service, cell_days, phase);
        stretches.iter().for_each(|stretch| draft.stretch(*stretch));
        draft
    };
    (0..phases).map(draft).collect()
}

/// A template on its way: lines of the core that are not numbers yet.
pub(crate) struct Draft<'b> {
    prober: Prober<'b>,
    cell_days: i32,
    base: NaiveDate,
    lines: Vec<Drafted>,
    amounts: Vec<Amounts>,
    stretches: u16,
}

struct Drafted {
    line: Line,
    bounds: Bounds,
    /// Whether a stay may begin or end in it.
    fits: bool,
    month_goes_on: u32,
    exact: bool,
    first_assumptions: Assumptions,
    last_assumptions: Assumptions,
}

/// What the first and last lines of stays are like in segments of one kind.
#[derive(Clone, Copy)]
struct Ends {
    amounts: u32,
    cells: i32,
    exact: bool,
    fits: bool,
    first: Assumptions,
    last: Assumptions,
}

impl<'b> Draft<'b> {
    fn new(book: &'b Book, service: &'b str, cell_days: i32, phase: i32) -> Draft<'b> {
        let base = day_of(day_number(HORIZON.0) + phase);
        Draft { prober: Prober { book, service }, cell_days, base, lines: Vec::new(), amounts: Vec::new(), stretches: 0 }
    }

    fn cell_of(&self, day: NaiveDate) -> i32 {
        (day_number(day) - day_number(self.base)).div_euclid(self.cell_days)
    }

    fn first_day(&self, cell: i32) -> NaiveDate {
        day_of(day_number(self.base) + cell * self.cell_days)
    }

    fn last_day(&self, cell: i32) -> NaiveDate {
        day_of(day_number(self.base) + cell * self.cell_days + self.cell_days - 1)
    }

    /// Adds the segments of a stretch of days, as far as whole cells go.
    fn stretch(&mut self, stretch: Period) {
        let first = self.cell_of(stretch.first()) + i32::from(self.first_day(self.cell_of(stretch.first())) < stretch.first());
        let last = self.cell_of(stretch.last()) - i32::from(self.last_day(self.cell_of(stretch.last())) > stretch.last());
        if first > last {
            return;
        }
        let lines = self.prober.lines(self.first_day(first), self.last_day(last));
        let cells: Vec<(i32, i32)> = lines.iter().map(|line| (self.cell_of(line.period.first()), self.cell_of(line.period.last()))).collect();
        // The core's lines follow each other without a gap where the likeness holds; anything else is left to the core.
        let covers = cells.first().is_some_and(|c| c.0 == first) && cells.last().is_some_and(|c| c.1 == last);
        if !covers || cells.windows(2).any(|pair| pair[0].1 + 1 != pair[1].0) {
            return;
        }
        let number = self.stretches;
        self.stretches += 1;
        let mut ends: Option<Ends> = None;
        let begun = self.lines.len();
        for (i, line) in lines.iter().enumerate() {
            let like_before = i > 0 && same_kind(line, &lines[i - 1]);
            let known = ends.filter(|ends| like_before && ends.fits && cells[i].1 - cells[i].0 < ends.cells);
            let found = match known {
                Some(ends) => ends,
                None => self.ends(line, cells[i]),
            };
            ends = Some(found);
            self.lines.push(Drafted {
                line: line.clone(),
                bounds: Bounds { first: cells[i].0, last: cells[i].1, amounts: found.amounts, stretch: number },
                fits: found.fits,
                month_goes_on: lines[i + 1..].iter().take_while(|next| next.month == line.month).count() as u32,
                exact: found.exact,
                first_assumptions: found.first,
                last_assumptions: found.last,
            });
        }
        // What one line leaves behind in øre moves the next line of its month: a stay may begin or end there only where nothing is left behind.
        for month in self.lines[begun..].chunk_by_mut(|a, b| a.line.month == b.line.month) {
            if month.len() > 1 && month.iter().any(|drafted| !drafted.exact) {
                month.iter_mut().for_each(|drafted| drafted.fits = false);
            }
        }
    }

    /// Asks the core for stays that begin and end within the segment.
    fn ends(&mut self, line: &Line, (first, last): (i32, i32)) -> Ends {
        let amounts_at = u32::try_from(self.amounts.len()).unwrap_or(u32::MAX);
        let cells = last - first + 1;
        let alone = |from: i32, to: NaiveDate| self.prober.line(self.first_day(from), to);
        let (one, all) = (alone(first, self.last_day(first)), alone(first, self.last_day(last)));
        let (Some(one), Some(all)) = (one, all) else {
            return Ends { amounts: amounts_at, cells: 0, exact: false, fits: false, first: Assumptions::NONE, last: Assumptions::NONE };
        };
        let linear = amounts(&one).iter().zip(amounts(&all)).all(|(one, all)| one * i64::from(cells) == all);
        let mut table = Vec::new();
        for n in 1..=cells {
            if linear {
                // Rounding moves an amount by less than an øre, so what is linear at the end is linear before it.
                table.push(amounts(&one).map(|amount| amount * i64::from(n)));
            } else if let Some(line) = alone(first, self.last_day(first + n - 1)) {
                table.push(amounts(&line));
            }
        }
        // The last cell of a stay can be cut short, and its assumptions must be those of any other last cell here.
        let cut = alone(first, self.first_day(first));
        let late = alone(last, self.first_day(last));
        let whole_late = alone(last, self.last_day(last));
        let alike = |a: &Option<Line>, b: &Option<Line>| a.as_ref().map(|line| line.assumptions) == b.as_ref().map(|line| line.assumptions);
        let fits = table.len() == cells as usize
            && alike(&cut, &late)
            && whole_late.is_some_and(|line| line.assumptions == one.assumptions)
            && all.assumptions == one.assumptions
            && same_kind(&one, &all)
            && (one.refund.reason, &one.tariff_version) == (line.refund.reason, &line.tariff_version);
        self.amounts.extend(table);
        let last = cut.map_or(Assumptions::NONE, |line| line.assumptions);
        Ends { amounts: amounts_at, cells, exact: self.prober.book.is_exact(&one), fits, first: one.assumptions, last }
    }

    fn is_linear(&self) -> bool {
        let mut looked_at = None;
        self.lines.iter().filter(|drafted| drafted.fits).all(|drafted| {
            let Bounds { first, last, amounts, .. } = drafted.bounds;
            // Segments of one kind share their amounts.
            if looked_at.is_some_and(|(same, until)| same == amounts && last - first <= until) {
                return true;
            }
            looked_at = Some((amounts, last - first));
            let table = &self.amounts[amounts as usize..=amounts as usize + (last - first) as usize];
            (1..).zip(table).all(|(cells, amounts)| *amounts == table[0].map(|amount| amount * cells))
        })
    }

    /// The sets of assumptions on its lines.
    pub fn assumptions(&self) -> impl Iterator<Item = Assumptions> {
        self.lines.iter().flat_map(|drafted| [drafted.line.assumptions, drafted.first_assumptions, drafted.last_assumptions])
    }

    /// Enters the template, its words numbered.
    pub fn finish(self, words: &mut WordIds, all: &mut Segments) -> Result<Template, BatchError> {
        let place = |len: usize| u32::try_from(len).map_err(|_| BatchError::TooMany("tariff versions"));
        let (first_segment, cells_at, amounts_at) = (place(all.segments.len())?, place(all.of_cell.len())?, place(all.amounts.len())?);
        let cells = self.lines.last().map_or(0, |drafted| drafted.bounds.last + 1).unsigned_abs();
        // One more than there are: a cell beyond the last is looked up there.
        all.of_cell.resize(all.of_cell.len() + cells as usize + 1, NOWHERE);
        for (number, drafted) in self.lines.iter().enumerate() {
            all.lines.push(&drafted.line, words)?;
            let bounds = drafted.bounds;
            let number = u16::try_from(number).ok().filter(|number| *number < UNFIT).ok_or(BatchError::TooMany("tariff versions"))?;
            let first = cells_at as usize + bounds.first as usize;
            let unfit = if drafted.fits { 0 } else { UNFIT };
            all.of_cell[first..=first + (bounds.last - bounds.first) as usize].fill(number | unfit);
            all.bounds.push(Bounds { amounts: bounds.amounts + amounts_at, ..bounds });
            all.segments.push(Segment {
                undetermined: drafted.line.refund.outcome == Outcome::Undetermined,
                first_assumptions: words.assumptions(drafted.first_assumptions),
                last_assumptions: words.assumptions(drafted.last_assumptions),
                month_goes_on: drafted.month_goes_on,
            });
        }
        let linear = self.is_linear();
        all.amounts.extend(self.amounts);
        place(all.amounts.len())?;
        let (segments, one_stretch) = (self.lines.len() as u32, self.stretches < 2); // no more than all, which were counted
        let inverse = inverse_of(self.cell_days);
        Ok(Template {
            base: day_number(self.base),
            cell_days: self.cell_days,
            inverse,
            cells_at,
            cells,
            first_segment,
            segments,
            one_stretch,
            linear,
        })
    }
}

/// Whether two lines differ in their days and amounts only.
fn same_kind(a: &Line, b: &Line) -> bool {
    let kind =
        |line: &Line| (line.unit_price, line.unit, line.vat.category, line.vat.rate, line.refund.outcome, line.refund.reason, line.invoice_hold);
    kind(a) == kind(b) && a.tariff_version == b.tariff_version && a.assumptions == b.assumptions
}

/// Asks the core what plain rows cost.
struct Prober<'b> {
    book: &'b Book,
    service: &'b str,
}

impl Prober<'_> {
    /// The lines of a plain row; none where the core refuses it.
    fn lines(&self, first: NaiveDate, last: NaiveDate) -> Vec<Line> {
        let mut row = RowDraft::new(1);
        row.set(Column::CaseId, "T");
        row.set(Column::Service, self.service);
        row.set(Column::FirstDay, &first.to_string());
        row.set(Column::LastDay, &last.to_string());
        row.set(Column::Payer, "101");
        let citizen = Citizen { id: "T".into(), cases: vec![Case { id: "T".into(), rows: vec![row.finish().row] }] };
        self.book
            .price(&citizen, &ReportingPeriod::ALL)
            .into_iter()
            .flat_map(|statement| statement.result.unwrap_or_default())
            .flat_map(|document| document.lines)
            .collect()
    }

    /// The line of a plain row that makes one line only.
    fn line(&self, first: NaiveDate, last: NaiveDate) -> Option<Line> {
        let mut lines = self.lines(first, last);
        if lines.len() == 1 { lines.pop() } else { None }
    }
}
