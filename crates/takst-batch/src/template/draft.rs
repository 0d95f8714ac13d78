//! A template worked out: the kernel is asked for the lines of plain rows, for whole stretches of days and for the ends of stays.

use crate::error::BatchError;
use crate::template::days::day_number;
use crate::template::segments::{Amounts, Bounds, HORIZON, NOWHERE, SMALL, Segment, Segments, Template, UNFIT, inverse_of};
use crate::template::vocabulary::WordIds;
use takst::kernel::{Day, InputRow, LineFacts, Scratch, Sink, evaluate};
use takst::{Assumptions, Book, Column, Likeness, Municipality, Outcome, Period, ReportingPeriod, RowBuilder};

/// In the order of [`AMOUNTS`](crate::template::segments::AMOUNTS).
fn amounts(line: &LineFacts) -> Amounts {
    [line.net, line.vat, line.own_payment, line.refund, line.at_stake, line.cost(), i64::from(line.quantity), line.gross()]
}

/// Of the amounts the first so many are added up for totals.
const ADDED: usize = 6;

/// The templates of a service, one by the day, seven by the week, before their words are numbered.
pub(crate) fn drafts(book: &Book, service: u32, likeness: &Likeness) -> Vec<Draft> {
    let horizon = Period::new(HORIZON.0, HORIZON.1);
    let stretches: Vec<Period> = likeness.stretches.iter().filter_map(|stretch| stretch.intersect(horizon?)).collect();
    let (phases, cell_days) = if likeness.weekly { (7, 7) } else { (1, 1) };
    let mut prober = Prober::new(book, service);
    let draft = |phase| {
        let mut draft = Draft { service, cell_days, base: day_number(HORIZON.0) + phase, lines: Vec::new(), amounts: Vec::new(), stretches: 0 };
        stretches.iter().for_each(|stretch| draft.stretch(*stretch, &mut prober));
        draft
    };
    (0..phases).map(draft).collect()
}

/// A template on its way.
pub(crate) struct Draft {
    service: u32,
    cell_days: i32,
    /// Day on which cell 0 begins.
    base: i32,
    lines: Vec<Drafted>,
    amounts: Vec<Amounts>,
    stretches: u16,
}

struct Drafted {
    line: LineFacts,
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

impl Draft {
    fn cell_of(&self, day: i32) -> i32 {
        (day - self.base).div_euclid(self.cell_days)
    }

    fn first_day(&self, cell: i32) -> i32 {
        self.base + cell * self.cell_days
    }

    fn last_day(&self, cell: i32) -> i32 {
        self.first_day(cell + 1) - 1
    }

    /// Adds the segments of a stretch of days, as far as whole cells go.
    fn stretch(&mut self, stretch: Period, prober: &mut Prober<'_>) {
        let (from, to) = (day_number(stretch.first()), day_number(stretch.last()));
        let first = self.cell_of(from) + i32::from(self.first_day(self.cell_of(from)) < from);
        let last = self.cell_of(to) - i32::from(self.last_day(self.cell_of(to)) > to);
        if first > last {
            return;
        }
        let lines: Vec<LineFacts> = prober.lines(self.first_day(first), self.last_day(last)).to_vec();
        let cells: Vec<(i32, i32)> = lines.iter().map(|line| (self.cell_of(line.first.number()), self.cell_of(line.last.number()))).collect();
        // The lines follow each other without a gap where the likeness holds; anything else is left to the kernel.
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
                None => self.ends(line, cells[i], prober),
            };
            ends = Some(found);
            self.lines.push(Drafted {
                line: *line,
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

    /// Asks for stays that begin and end within the segment.
    fn ends(&mut self, line: &LineFacts, (first, last): (i32, i32), prober: &mut Prober<'_>) -> Ends {
        let amounts_at = u32::try_from(self.amounts.len()).unwrap_or(u32::MAX);
        let cells = last - first + 1;
        let mut alone = |from: i32, to: i32| prober.line(self.first_day(from), to);
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
        let alike = |a: &Option<LineFacts>, b: &Option<LineFacts>| a.map(|line| line.assumptions) == b.map(|line| line.assumptions);
        let fits = table.len() == cells as usize
            && alike(&cut, &late)
            && whole_late.is_some_and(|line| line.assumptions == one.assumptions)
            && all.assumptions == one.assumptions
            && same_kind(&one, &all)
            && (one.reason, one.version()) == (line.reason, line.version());
        self.amounts.extend(table);
        let last = cut.map_or(Assumptions::NONE, |line| line.assumptions);
        Ends { amounts: amounts_at, cells, exact: prober.book.is_exact_line(&one), fits, first: one.assumptions, last }
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

    /// Whether the line that covers a segment whole has the days of its cells, and so many times the amounts of one.
    fn is_even(&self, drafted: &Drafted) -> bool {
        let Bounds { first, last, amounts: one, .. } = drafted.bounds;
        let cells = last - first + 1;
        drafted.line.days() == cells * self.cell_days && amounts(&drafted.line) == self.amounts[one as usize].map(|amount| amount * i64::from(cells))
    }

    /// Whether the words of its lines have numbers that do not change from batch to batch.
    pub fn has_words(&self, words: &WordIds) -> bool {
        let sets = self.lines.iter().flat_map(|drafted| [drafted.line.assumptions, drafted.first_assumptions, drafted.last_assumptions]);
        // Neighbours mostly have the same.
        let mut met = Assumptions::NONE;
        sets.into_iter().all(|set| {
            set == met || set.is_empty() || {
                met = set;
                words.knows(set)
            }
        })
    }

    /// The longest run of days in which stays begin and end in segments that fit, of one stretch.
    pub fn sure(&self) -> (i32, i32) {
        let runs = self.lines.chunk_by(|a, b| a.fits && b.fits && a.bounds.stretch == b.bounds.stretch && a.bounds.last + 1 == b.bounds.first);
        let days = runs.filter_map(|run| Some((run.first().filter(|drafted| drafted.fits)?.bounds.first, run.last()?.bounds.last)));
        let longest = days.max_by_key(|(first, last)| last - first);
        longest.map_or((i32::MAX, i32::MIN), |(first, last)| (self.first_day(first), self.last_day(last)))
    }

    /// Enters the template, its words numbered.
    pub fn finish(self, words: &WordIds, all: &mut Segments) -> Result<Template, BatchError> {
        let place = |len: usize| u32::try_from(len).map_err(|_| BatchError::TooMany("tariff versions"));
        let (first_segment, cells_at, amounts_at) = (place(all.segments.len())?, place(all.of_cell.len())?, place(all.amounts.len())?);
        // Cells count from the first that has a line.
        let skipped = self.lines.first().map_or(0, |drafted| drafted.bounds.first);
        let cells = self.lines.last().map_or(0, |drafted| drafted.bounds.last + 1 - skipped).unsigned_abs();
        if self.lines.len() >= usize::from(UNFIT) {
            return Err(BatchError::TooMany("tariff versions"));
        }
        let lines: Vec<LineFacts> = self.lines.iter().map(|drafted| drafted.line).collect();
        let small = lines.iter().all(|line| amounts(line)[..ADDED].iter().all(|amount| amount.abs() < SMALL));
        all.lines.push_facts(&lines, words)?;
        // One more than there are: a cell beyond the last is looked up there.
        all.of_cell.resize(all.of_cell.len() + cells as usize + 1, NOWHERE);
        for (number, drafted) in (0u16..).zip(&self.lines) {
            let Bounds { first, last, amounts, stretch } = drafted.bounds;
            let (first, last) = (first - skipped, last - skipped);
            let unfit = if drafted.fits { 0 } else { UNFIT };
            all.of_cell[cells_at as usize + first as usize..=cells_at as usize + last as usize].fill(number | unfit);
            all.bounds.push(Bounds { first, last, amounts: amounts + amounts_at, stretch });
            all.segments.push(Segment {
                undetermined: drafted.line.outcome == Outcome::Undetermined,
                first_assumptions: words.known_assumptions(drafted.first_assumptions),
                last_assumptions: words.known_assumptions(drafted.last_assumptions),
                month_goes_on: drafted.month_goes_on,
            });
        }
        let linear = self.is_linear();
        let even = linear && self.lines.iter().all(|drafted| drafted.fits && self.is_even(drafted));
        let (segments, one_stretch) = (self.lines.len() as u32, self.stretches < 2); // no more than all, which were counted
        let (base, cell_days) = (self.first_day(skipped), self.cell_days);
        all.amounts.extend(self.amounts);
        place(all.amounts.len())?;
        let (service, inverse) = (self.service, inverse_of(cell_days));
        Ok(Template { service, base, cell_days, inverse, cells_at, cells, first_segment, segments, one_stretch, linear, even, small })
    }
}

/// Whether two lines differ in their days and amounts only.
fn same_kind(a: &LineFacts, b: &LineFacts) -> bool {
    let kind = |line: &LineFacts| (line.unit_price, line.unit, line.vat_category, line.vat_rate, line.outcome, line.reason, line.hold);
    kind(a) == kind(b) && a.version() == b.version() && a.assumptions == b.assumptions
}

/// Asks the kernel what plain rows cost.
struct Prober<'b> {
    book: &'b Book,
    service: u32,
    builder: RowBuilder,
    scratch: Scratch,
    lines: Kept,
}

/// Lines of a row.
#[derive(Default)]
struct Kept(Vec<LineFacts>);

impl Sink for Kept {
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        self.0.push(*line);
    }
}

/// Any payer: plain rows cost each the same.
const PAYER: Municipality = Municipality::new(101).expect("a municipality");

impl Prober<'_> {
    fn new(book: &Book, service: u32) -> Prober<'_> {
        Prober { book, service, builder: RowBuilder::blank(1), scratch: Scratch::new(), lines: Kept::default() }
    }

    /// The lines of a plain row; none where it is refused.
    fn lines(&mut self, first: i32, last: i32) -> &[LineFacts] {
        self.lines.0.clear();
        self.builder.reset(1);
        self.builder.set_payer(PAYER);
        self.builder.set_day_number(Column::FirstDay, Day::from_number(first));
        self.builder.set_day_number(Column::LastDay, Day::from_number(last));
        if let Some(facts) = self.builder.sound_facts() {
            let row = InputRow { number: 1, case: 0, service: self.service, facts, commitment: "", record: None };
            evaluate(self.book, &[row], &ReportingPeriod::ALL, &mut self.scratch, &mut self.lines);
        }
        &self.lines.0
    }

    /// The line of a plain row that makes one line only.
    fn line(&mut self, first: i32, last: i32) -> Option<LineFacts> {
        match self.lines(first, last) {
            [line] => Some(*line),
            _ => None,
        }
    }
}
