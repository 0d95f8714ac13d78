//! Charged days cut into lines, with the figures that follow from a line alone (R5, R7, R10.1).

use crate::compile::book::Book;
use crate::compile::table::{Segment, ServiceTable, segment_of};
use crate::contract::code::Assumptions;
use crate::contract::unit::{Covers, Unit};
use crate::model::day::{Day, MonthNumber};
use crate::model::input::InputRow;
use crate::model::money::{TOO_MUCH, share_of};
use crate::passes::charge::{first_week, price_of};
use crate::passes::month::{MonthHead, MonthRun, MonthSums, Rows};
use crate::passes::plan::{Course, Plan};
use crate::passes::refund::Decider;
use crate::passes::support::{Decided, Facts};
use crate::result::facts::{AlikeFacts, LineFacts};
use crate::result::line::VatCategory;

/// Takes the lines of a case in the order of courses, rows and days.
pub(crate) trait Lines {
    /// Whether traces and parts of the refund are kept for explanations.
    const STEPS: bool;

    /// A line without what is rounded on the sums of its document. Its contents afterwards have no meaning.
    fn line(&mut self, line: &mut LineFacts);

    /// Takes the lines of a run of months, where each can be completed at once. `head` is asked where whole lines are wanted.
    /// `BY_MONTH`: the price is one per month, and its parts are rounded on their running sum (R10.3).
    #[inline(always)]
    fn month_run<const BY_MONTH: bool>(&mut self, _run: &MonthRun, _parts: &mut MonthSums, _head: impl Fn() -> MonthHead + Copy) -> bool {
        false
    }

    /// A part of the refund of the line that comes next.
    fn part(&mut self, _part: Decided) {}

    /// Keeps what explanations need of the next line; returns its index.
    fn trace(&mut self, _course: &Course, _plan: &Plan, _month: Option<(i64, i64)>) -> u32 {
        0
    }
}

/// Days, or weeks, of one row with one price and one outcome.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: Day,
    last: Day,
    month: MonthNumber,
    /// The segment it began in.
    segment: u32,
    weeks: i32,
    is_cut: bool,
    decided: Decided,
}

/// Days of a row with one price and one outcome.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Their segment.
    place: usize,
    /// The first of them, and its month.
    day: Day,
    month: MonthNumber,
    decided: Decided,
}

/// Cuts the rows of one course.
pub(crate) struct Cutter<'a, L> {
    pub book: &'a Book,
    pub decider: Decider<'a>,
    pub rows: Rows<'a>,
    /// First day that is shown.
    pub shown_from: Day,
    pub months: &'a mut MonthSums,
    pub lines: &'a mut L,
}

/// A row while it is cut.
#[derive(Clone, Copy)]
struct Row<'a> {
    input: &'a InputRow<'a>,
    plan: &'a Plan,
    place: u32,
    table: &'a ServiceTable,
    segments: &'a [Segment],
    unit: Unit,
}

impl Row<'_> {
    /// Whether some of the days at a version, but perhaps not all, carry codes of their own.
    #[inline]
    fn is_bound(&self, version: u32, first: Day, last: Day) -> bool {
        self.table.within.iter().any(|within| within.version == version && within.first <= last && first <= within.last)
    }
}

impl<L: Lines> Cutter<'_, L> {
    /// The lines of one row of the course, by the place of its plan.
    #[inline(never)]
    pub fn row(&mut self, place: u32) {
        let Rows { rows, plans, .. } = self.rows;
        let plan = &plans[place as usize];
        let input = &rows[plan.row as usize];
        if plan.to < plan.from {
            return;
        }
        let Some(unit) = plan.charge.unit() else { return };
        let table = &self.book.tables[plan.service as usize];
        let row = Row { input, plan, place, table, segments: table.segments(plan.charge.is_agreed(), unit), unit };
        match unit.covers() {
            Covers::Days => self.days(&row),
            Covers::Weeks => self.weeks(&row),
            Covers::Row | Covers::Course => self.once(&row),
        }
    }

    #[inline]
    fn days(&mut self, row: &Row<'_>) {
        // A line lies within a month, and a window of time begins with one: earlier lines need not be made.
        let mut day = row.plan.from.max(self.shown_from);
        let to = row.plan.to;
        if day > to {
            return;
        }
        let mut place = if day == row.plan.from { row.plan.segment as usize } else { segment_of(row.segments, day) };
        if !L::STEPS {
            match self.pieces(row, place, day) {
                None => return,
                Some(left) => (place, day) = left,
            }
        }
        let mut month = MonthNumber::of(day);
        let mut month_last = month.last_day();
        let mut run: Option<Run> = None;
        loop {
            let segment = &row.segments[place];
            // An explanation tells of each month what was decided; a price only has to know how long the same is decided.
            let limit = if L::STEPS { segment.last.min(month_last) } else { segment.last };
            let decided = self.decider.decide(segment, day, limit.min(to));
            let last = decided.last.min(month_last);
            match &mut run {
                Some(run) if run.month == month && self.goes_on(row, run, place, &decided) => {
                    run.last = last;
                    run.decided.assumed = run.decided.assumed.union(decided.assumed);
                    self.part(decided);
                }
                _ => {
                    if let Some(run) = &run {
                        self.daily_line(row, run);
                    }
                    self.part(decided);
                    run = Some(Run { first: day, last, month, segment: place as u32, weeks: 0, is_cut: false, decided });
                }
            }
            while month_last < decided.last {
                if let Some(run) = &run {
                    self.daily_line(row, run);
                }
                month = month.next();
                let next = Run { first: month_last.plus(1), last: month_last, month, segment: place as u32, weeks: 0, is_cut: false, decided };
                month = self.whole_months(row, &next);
                (run, month_last) = (None, month.last_day());
                if month.first_day() <= decided.last {
                    run = Some(Run { first: month.first_day(), last: decided.last.min(month_last), month, ..next });
                }
            }
            if decided.last >= to {
                break;
            }
            day = decided.last.plus(1);
            if day > month_last {
                month = month.next();
                month_last = month.last_day();
            }
            if day > segment.last {
                place += 1;
            }
        }
        if let Some(run) = &run {
            self.daily_line(row, run);
        }
    }

    /// Days from `day` to the end of the row, piece by piece of one price and outcome. Returns the segment and the first day that are left: where two
    /// pieces make one line, because they are alike and meet within a month, and where some days of a piece carry codes of their own.
    #[inline]
    fn pieces(&mut self, row: &Row<'_>, mut place: usize, mut day: Day) -> Option<(usize, Day)> {
        let (to, is_one) = (row.plan.to, row.plan.is_one_piece);
        let mut month = MonthNumber::of(day);
        let mut decided = if is_one {
            let Segment { outcome, reason, .. } = row.segments[place];
            Decided { first: day, last: to, outcome, reason, assumed: Assumptions::NONE, facts: Facts::None }
        } else {
            self.decider.decide(&row.segments[place], day, row.segments[place].last.min(to))
        };
        loop {
            if !is_one && row.is_bound(row.segments[place].version, day, decided.last) {
                return Some((place, day));
            }
            let piece = Piece { place, day, month, decided };
            let is_last = is_one || decided.last >= to;
            if !is_last {
                let (place_after, after) = self.after(row, place, &decided);
                let last_month = MonthNumber::of(decided.last);
                let is_cut = decided.last < last_month.last_day();
                if is_cut && self.are_alike(row, (place, &decided), (place_after, &after)) {
                    return Some((place, day));
                }
                month = if is_cut { last_month } else { last_month.next() };
                (place, day, decided) = (place_after, after.first, after);
            }
            self.plain(row, &piece);
            if is_last {
                return None;
            }
        }
    }

    /// The days after those that were decided, with their segment.
    #[inline]
    fn after(&self, row: &Row<'_>, place: usize, decided: &Decided) -> (usize, Decided) {
        let next = decided.last.plus(1);
        let place = if next > row.segments[place].last { place + 1 } else { place };
        (place, self.decider.decide(&row.segments[place], next, row.segments[place].last.min(row.plan.to)))
    }

    /// The lines of a piece.
    #[inline(always)]
    fn plain(&mut self, row: &Row<'_>, piece: &Piece) {
        match row.unit {
            Unit::Month => self.lines_of_months::<true>(row, piece),
            _ => self.lines_of_months::<false>(row, piece),
        }
    }

    /// The lines of a piece, one for each month: all at once where the taker of the lines can complete them.
    #[inline(always)]
    fn lines_of_months<const BY_MONTH: bool>(&mut self, row: &Row<'_>, piece: &Piece) {
        let Piece { place, day, month, decided } = *piece;
        let segment = &row.segments[place];
        // A part of a month has a price of its own where one is published (R6.4).
        let is_made = (!BY_MONTH || segment.day_price == 0) && {
            let facts = &row.input.facts;
            let outcome = decided.outcome;
            let run = MonthRun {
                common: AlikeFacts { row: row.plan.row, service: row.plan.service, payer: facts.payer, outcome, month },
                provider: row.table.provider,
                rule: row.table.rule,
                vat_rate: (segment.vat_category == VatCategory::Standard).then_some(segment.vat_rate),
                unit_price: price_of(row.input, segment),
                own_payment: i64::from(facts.own_payment.max(0)),
                first: day,
                last: decided.last,
                course: (self.decider.course.first, self.decider.course.last),
            };
            let head = || {
                let charged = Charged { unit: row.unit, unit_price: price_of(row.input, segment), ..Charged::default() };
                let of = Run { first: day, last: decided.last, month, segment: place as u32, weeks: 0, is_cut: false, decided };
                let line = line_of(row, &of, &Figures { charged, own_payment: 0, assumed: decided.assumed }, 0);
                let at_an_end = if row.unit.asks_day_count() { line.assumptions.union(row.table.assumed_day_count) } else { line.assumptions };
                MonthHead { line, at_an_end }
            };
            self.lines.month_run::<BY_MONTH>(&run, self.months, head)
        };
        if !is_made {
            self.month_by_month(row, piece);
        }
    }

    /// The lines of a piece, each by itself.
    #[inline(never)]
    fn month_by_month(&mut self, row: &Row<'_>, piece: &Piece) {
        let Piece { place, day: mut first, mut month, decided } = *piece;
        while first <= decided.last {
            let last = decided.last.min(month.last_day());
            self.daily_line(row, &Run { first, last, month, segment: place as u32, weeks: 0, is_cut: false, decided });
            (first, month) = (last.plus(1), month.next());
        }
    }

    /// Takes whole months that begin with a run and are decided alike, before the last day of the row. Returns the month after them.
    #[inline]
    fn whole_months(&mut self, row: &Row<'_>, run: &Run) -> MonthNumber {
        if L::STEPS {
            return run.month;
        }
        let before = run.decided.last.min(row.plan.to.plus(-1));
        let after = MonthNumber::of(before.plus(1));
        let last = after.first_day().plus(-1);
        let version = row.segments[run.segment as usize].version;
        if after.number() <= run.month.number() || row.is_bound(version, run.first, last) {
            return run.month;
        }
        let decided = Decided { last, ..run.decided };
        self.later(row, &Piece { place: run.segment as usize, day: run.first, month: run.month, decided });
        after
    }

    /// As [`plain`](Cutter::plain), for pieces after the first days of a row.
    #[inline(never)]
    fn later(&mut self, row: &Row<'_>, piece: &Piece) {
        self.plain(row, piece);
    }

    #[inline]
    fn part(&mut self, decided: Decided) {
        if L::STEPS {
            self.lines.part(decided);
        }
    }

    /// Whether days belong to the line before them.
    #[inline]
    fn goes_on(&self, row: &Row<'_>, run: &Run, place: usize, decided: &Decided) -> bool {
        self.are_alike(row, (run.segment as usize, &run.decided), (place, decided))
    }

    /// Whether days have one price and one outcome.
    #[inline]
    fn are_alike(&self, row: &Row<'_>, before: (usize, &Decided), after: (usize, &Decided)) -> bool {
        let price = |place: usize| (row.segments[place].version, row.segments[place].vat_rate);
        (before.1.outcome, before.1.reason) == (after.1.outcome, after.1.reason) && (before.0 == after.0 || price(before.0) == price(after.0))
    }

    #[inline(never)]
    fn daily_line(&mut self, row: &Row<'_>, run: &Run) {
        let mut line = self.daily(row, run);
        self.lines.line(&mut line);
    }

    #[inline]
    fn daily(&mut self, row: &Row<'_>, run: &Run) -> LineFacts {
        let days = run.last.since(run.first) + 1;
        let charged = self.charged(row, &row.segments[run.segment as usize], run.month, days);
        let mut assumed = run.decided.assumed;
        if (run.first == self.decider.course.first || run.last == self.decider.course.last) && row.unit.asks_day_count() {
            assumed = assumed.union(row.table.assumed_day_count);
        }
        let own_payment = i64::from(row.input.facts.own_payment.max(0)) * i64::from(days);
        self.line(row, run, &Figures { charged, own_payment, assumed })
    }

    /// What days of one month at one price per day or month are charged at.
    #[inline(always)]
    fn charged(&mut self, row: &Row<'_>, segment: &Segment, month: MonthNumber, days: i32) -> Charged {
        let mut unit_price = price_of(row.input, segment);
        if row.unit == Unit::Month {
            let of = month.days();
            if segment.day_price == 0 || days == of || self.rows.is_whole(row.place, month) {
                let document = (row.table.provider, row.input.facts.payer.code());
                let (before, after) = self.months.add(month, document, unit_price, days);
                let (quantity, unit, base) = if days == of { (1, Unit::Month, 1) } else { (days, Unit::Day, of as u8) };
                return Charged { unit, quantity: quantity * 100, base, unit_price, net: after - before, month_sum: Some((before, after)) };
            }
            unit_price = segment.day_price;
        }
        // A price per day has whole øre, so the product is exact.
        let unit = if row.unit == Unit::Month { Unit::Day } else { row.unit };
        Charged { unit, quantity: days * 100, base: 1, unit_price, net: product(unit_price / 100, i64::from(days)), month_sum: None }
    }

    /// Weeks that begin in the row, counted from the course's first day (R7.3).
    fn weeks(&mut self, row: &Row<'_>) {
        let course = self.decider.course;
        let mut start = first_week(course, row.plan.from.max(self.shown_from));
        let mut run: Option<Run> = None;
        while start <= row.plan.to {
            let end = start.plus(6);
            let is_cut = end > course.last;
            if is_cut && row.table.whole_weeks_only {
                break; // only the last week of a course is cut
            }
            let place = segment_of(row.segments, start);
            let month = MonthNumber::of(start);
            let decided = self.decider.decide(&row.segments[place], start, start);
            match &mut run {
                Some(run) if run.month == month && self.goes_on(row, run, place, &decided) => {
                    (run.last, run.weeks, run.is_cut) = (end, run.weeks + 1, is_cut);
                    run.decided.assumed = run.decided.assumed.union(decided.assumed);
                }
                _ => {
                    if let Some(run) = run.take() {
                        self.weekly_line(row, run);
                    }
                    run = Some(Run { first: start, last: end, month, segment: place as u32, weeks: 1, is_cut, decided });
                }
            }
            start = start.plus(7);
        }
        if let Some(run) = run {
            self.weekly_line(row, run);
        }
    }

    fn weekly_line(&mut self, row: &Row<'_>, mut run: Run) {
        run.last = run.last.min(row.input.facts.last);
        let price = price_of(row.input, &row.segments[run.segment as usize]);
        let assumed = if run.is_cut { row.table.assumed_started_week } else { Assumptions::NONE }.union(run.decided.assumed);
        self.part(Decided { first: run.first, last: run.last, ..run.decided });
        let net = product(price / 100, i64::from(run.weeks));
        let charged = Charged { unit: row.unit, quantity: run.weeks * 100, base: 1, unit_price: price, net, month_sum: None };
        let mut line = self.line(row, &run, &Figures { charged, own_payment: 0, assumed });
        self.lines.line(&mut line);
    }

    /// Rows of hours, and courses: one line.
    fn once(&mut self, row: &Row<'_>) {
        let plan = row.plan;
        let month = MonthNumber::of(plan.from);
        if month.last_day() < self.shown_from {
            return;
        }
        let place = plan.segment as usize;
        let decided = Decided { last: plan.to, ..self.decider.decide(&row.segments[place], plan.from, plan.from) };
        self.part(decided);
        let run = Run { first: plan.from, last: plan.to, month, segment: plan.segment, weeks: 0, is_cut: false, decided };
        let price = price_of(row.input, &row.segments[place]);
        let (quantity, net) = if row.unit.covers() == Covers::Row {
            let hours = row.input.facts.hours;
            // Hours × price is the one product that can have parts of an øre.
            (hours, share_of(i64::from(hours), price))
        } else {
            (100, price / 100)
        };
        let assumed = decided.assumed;
        let charged = Charged { unit: row.unit, quantity, base: 1, unit_price: price, net, month_sum: None };
        let mut line = self.line(row, &run, &Figures { charged, own_payment: 0, assumed });
        self.lines.line(&mut line);
    }

    #[inline(always)]
    fn line(&mut self, row: &Row<'_>, run: &Run, figures: &Figures) -> LineFacts {
        let trace = if L::STEPS { self.lines.trace(self.decider.course, row.plan, figures.charged.month_sum) } else { 0 };
        line_of(row, run, figures, trace)
    }
}

/// The line of a run, without what is rounded on the sums of its document.
#[inline(always)]
fn line_of(row: &Row<'_>, run: &Run, figures: &Figures, trace: u32) -> LineFacts {
    let segment = &row.segments[run.segment as usize];
    let by_own_payment = if row.input.facts.own_payment < 0 { row.table.assumed_own_payment } else { Assumptions::NONE };
    let mut assumptions = figures.assumed.union(segment.assumed).union(by_own_payment);
    for within in &row.table.within {
        if within.version == segment.version && within.first <= run.last && run.first <= within.last {
            assumptions = assumptions.union(within.assumed);
        }
    }
    LineFacts {
        row: row.plan.row,
        service: row.plan.service,
        version: segment.version,
        provider: row.table.provider,
        document: 0,
        number: 0,
        first: run.first,
        last: run.last,
        month: run.month,
        payer: row.input.facts.payer,
        quantity: figures.charged.quantity,
        base: figures.charged.base,
        unit: figures.charged.unit,
        rule: row.table.rule,
        vat_category: segment.vat_category,
        outcome: run.decided.outcome,
        reason: run.decided.reason,
        hold: None,
        vat_rate: segment.vat_rate,
        assumptions,
        unit_price: figures.charged.unit_price,
        net: figures.charged.net,
        vat: 0,
        own_payment: figures.own_payment,
        refund: 0,
        at_stake: 0,
        trace,
    }
}

/// What a line is charged at.
#[derive(Clone, Copy)]
struct Charged {
    unit: Unit,
    /// Hundredths.
    quantity: i32,
    base: u8,
    unit_price: i64,
    net: i64,
    /// The running sum of the month's parts before and after the line, where it is one.
    month_sum: Option<(i64, i64)>,
}

impl Default for Charged {
    fn default() -> Charged {
        Charged { unit: Unit::Day, quantity: 0, base: 1, unit_price: 0, net: 0, month_sum: None }
    }
}

/// The figures of a line, beside its days.
struct Figures {
    charged: Charged,
    own_payment: i64,
    assumed: Assumptions,
}

/// A product of øre.
#[inline]
fn product(price: i64, count: i64) -> i64 {
    price.checked_mul(count).expect(TOO_MUCH)
}
