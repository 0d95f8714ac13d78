//! Rows that templates do not fit, read as typed values and evaluated by the kernel, citizen by citizen.

use crate::error::BatchError;
use crate::input::CaseColumns;
use crate::rows::key::{Key, NO_KEY};
use crate::rows::piece::Piece;
use crate::rows::plain_rows::{PlainRows, PlainSlices};
use crate::run::taker::Taker;
use crate::schema::DIGITS;
use crate::template::layout::Stay;
use crate::template::plan::Planner;
use crate::template::vocabulary::WordIds;
use std::ops::Range;
use takst::kernel::{AlikeLines, Day, InputRow, LineFacts, NO_SERVICE, RowBlock, Scratch, Sink, lines, plan};
use takst::{Book, Column, LineColumn, Municipality, ReportingPeriod};

/// Lines of the kernel, as numbers.
#[derive(Debug, Default)]
pub(crate) struct FactLines {
    /// Each with the place of its row in the piece.
    pub lines: Vec<LineFacts>,
    /// Lines so far, kept or not.
    pub made: usize,
    /// Cases so far.
    cases: u32,
    /// The first amount that no column holds.
    overflow: Option<(LineColumn, i64)>,
}

impl FactLines {
    pub fn clear(&mut self) {
        self.lines.clear();
        (self.made, self.cases, self.overflow) = (0, 0, None);
    }

    /// Keeps the first amount of all lines that no column holds.
    #[cold]
    fn check(&mut self, unit_price: i64, net: i64) {
        let amounts = [(LineColumn::UnitPrice, unit_price), (LineColumn::Net, net)];
        let found = amounts.into_iter().find(|(_, value)| value.unsigned_abs() >= 10u64.pow(u32::from(DIGITS)));
        self.overflow = self.overflow.or(found);
    }
}

/// A worker's buffers for the kernel.
#[derive(Debug, Default)]
pub(crate) struct KernelRows {
    block: RowBlock,
    /// The row of the piece with which the block begins.
    begins: usize,
    /// Citizens of the block.
    citizens: Vec<CitizenRows>,
    /// Rows that are copied from templates though their citizen has others.
    stays: Vec<Stay>,
    /// Keys of the cases of a citizen whose cases do not ascend.
    cases: Vec<Key>,
    scratch: Scratch,
    pub priced: FactLines,
}

/// The rows of a citizen in the block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CitizenRows {
    /// Its rows in the piece.
    pub rows: (usize, usize),
    /// Those that the kernel prices, and their cases.
    kernel: (usize, usize),
    cases: u32,
    /// Those that are copied.
    stays: (usize, usize),
    /// Whether all can be read as typed values.
    is_readable: bool,
}

impl CitizenRows {
    /// Cases of its rows.
    pub fn cases(&self) -> u32 {
        self.cases + (self.stays.1 - self.stays.0) as u32 // few
    }
}

/// Passes lines to a taker. Their row is its place in the piece, no longer its place among the citizen's rows.
struct Placed<'a, T> {
    rows: &'a [InputRow<'static>],
    priced: &'a mut FactLines,
    taker: &'a mut T,
}

/// Amounts below this surely fit into their columns. It is a power of two, so that one comparison of the bits of several amounts is enough.
const FITS: u64 = 1 << 59;

impl<T: Taker> Sink for Placed<'_, T> {
    // A line whose address no other function is given need not be in memory.
    #[inline(always)]
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        let Placed { rows, priced, taker } = self;
        priced.made += 1;
        if (line.net | line.unit_price) as u64 >= FITS {
            priced.check(line.unit_price, line.net);
        }
        if T::KEEPS_LINES {
            // While a citizen is evaluated rows are numbered by their places in the piece.
            let mut placed = *line;
            placed.row = rows[line.row as usize].number as u32;
            priced.lines.push(placed);
        } else {
            taker.line(line, || priced.cases + rows[line.row as usize].case);
        }
    }

    #[inline(always)]
    fn alike(&mut self, book: &Book, lines: &mut impl AlikeLines) {
        if lines.most() as u64 >= FITS {
            lines.each(|line| self.line(book, line));
            return;
        }
        let Placed { rows, priced, taker } = self;
        let (row, cases) = (lines.first().row as usize, priced.cases);
        if T::KEEPS_LINES {
            let (mut line, before) = (*lines.first(), priced.lines.len());
            line.row = rows[row].number as u32;
            while lines.next().is_some() {
                lines.write(&mut line);
                priced.lines.push(line);
            }
            priced.made += priced.lines.len() - before;
            return;
        }
        priced.made += taker.alike(lines, || cases + rows[row].case);
    }
}

/// Cases of a citizen that are compared one by one; with more the rows are grouped by their texts.
const MOST_CASES: usize = 256;

/// What is beside the columns that every row has: those that are there, in the order of the contract.
const READ: [Column; 7] = [Column::CaseId, Column::CitizenId, Column::RowId, Column::Service, Column::FirstDay, Column::LastDay, Column::Payer];

/// The other columns of a piece.
pub(crate) fn others(piece: &Piece) -> Result<CaseColumns, BatchError> {
    let mut columns = piece.schema.columns(&piece.rows)?;
    columns.cells.retain(|(column, _)| !READ.contains(column));
    Ok(columns)
}

/// Copies rows from templates, each the only row of its case, where the cases of a citizen do not change each other's amounts. For totals only: lines that
/// are kept come in the order of their rows, and lines that alternate between two origins take longer to write than to make.
pub(crate) struct Copies<'a> {
    pub planner: Planner<'a>,
    pub rows: PlainSlices<'a>,
}

impl Copies<'_> {
    /// The lines of a row that is the only one of its case; `None` leaves it to the kernel.
    #[inline(always)]
    fn stay(&self, row: usize) -> Option<Stay> {
        let copied = self.planner.templates.copied.get(self.rows.service[row] as usize)?;
        if copied.is_apart { self.planned(row) } else { None }
    }

    // Not inlined, so that rows that are not copied pay nothing for it.
    #[inline(never)]
    fn planned(&self, row: usize) -> Option<Stay> {
        self.planner.stay(&self.rows, row)
    }
}

/// What rows are evaluated with.
#[derive(Clone, Copy)]
pub(crate) struct Evaluation<'a> {
    pub book: &'a Book,
    pub period: &'a ReportingPeriod,
}

impl KernelRows {
    /// Reads rows as typed values, column by column, and finds the citizens and cases among them.
    pub fn read<T: Taker>(&mut self, plain: &PlainRows, others: &CaseColumns, rows: Range<usize>, copies: &Copies<'_>) {
        self.begins = rows.start;
        self.block.clear();
        let columns = [&plain.payer, &plain.first, &plain.last].map(|column| &column[rows.clone()]);
        let days = columns[1].iter().zip(columns[2]);
        // An open end and a day that is absent are the same numbers there.
        self.block.extend(plain.service[rows.clone()].iter().zip(columns[0]).zip(days).map(|((service, payer), (first, last))| {
            (*service, Municipality::new(*payer as u16), Day::from_number(*first), Day::from_number(*last))
        }));
        if !plain.given.is_empty() {
            others.cells.iter().for_each(|(column, cells)| cells.set(*column, rows.clone(), &mut self.block));
        }
        self.block.check_pairs();
        self.citizens.clear();
        self.stays.clear();
        self.gather::<T>(plain, rows, others.cells.iter().any(|(column, _)| *column == Column::Commitment), copies);
    }

    /// The citizens whose rows were [read](KernelRows::read).
    pub fn citizens(&self) -> usize {
        self.citizens.len()
    }

    pub fn citizen_rows(&self, number: usize) -> CitizenRows {
        self.citizens[number]
    }

    /// Numbers rows by their places in the piece, and the cases of each citizen in the order of their first rows; rows that are copied are left out.
    /// `commits`: whether rows give commitments.
    #[inline(never)]
    fn gather<T: Taker>(&mut self, plain: &PlainRows, rows: Range<usize>, commits: bool, copies: &Copies<'_>) {
        let KernelRows { block, citizens, stays, cases, .. } = self;
        let (block_rows, faults) = block.rows_and_faults();
        let (from, count) = (rows.start, rows.len());
        let (named, keys) = (&plain.named()[rows.clone()], &plain.cases.keys[rows.clone()]);
        let (readable, begins) = (&plain.readable[rows.clone()], &plain.begins[rows]);
        assert!([block_rows.len(), faults.len(), named.len(), keys.len(), readable.len(), begins.len()] == [count; 6], "one of each for a row");
        let mut first = 0;
        while first < count {
            // Rows of a case lie together where references ascend.
            let (mut end, mut ascends) = (first + 1, true);
            while end < count && !begins[end] {
                ascends &= keys[end - 1] <= keys[end];
                end += 1;
            }
            let before = stays.len();
            let (mut kept, mut case, mut is_new) = (first, 0, true);
            let (mut is_readable, mut has_commitment) = (true, false);
            for place in first..end {
                let goes_on = place + 1 < end && keys[place + 1] == keys[place];
                let row = &mut block_rows[place];
                is_readable &= readable[place] & !faults[place] & (row.service != NO_SERVICE) & (named[place] == named[first]);
                has_commitment |= commits && row.facts.has_commitment();
                if !T::KEEPS_LINES
                    && (is_new & !goes_on & ascends & (end - first > 1))
                    && let Some(stay) = copies.stay(from + place)
                {
                    stays.push(stay);
                    continue;
                }
                case += u32::from(is_new);
                (row.number, row.case) = ((from + place) as u64, case - 1);
                if !T::KEEPS_LINES && kept != place {
                    block_rows[kept] = block_rows[place];
                }
                kept += 1;
                is_new = !goes_on;
            }
            // Commitments of several rows are compared as texts.
            is_readable &= !(has_commitment && end - first > 1);
            if !ascends && is_readable {
                is_readable = number(&mut block_rows[first..end], &keys[first..end], from + first, cases).is_some();
                case = cases.len() as u32; // no more than rows
            }
            let rows = (from + first, from + end);
            citizens.push(CitizenRows { rows, kernel: (first, kept), cases: case, stays: (before, stays.len()), is_readable });
            first = end;
        }
    }

    /// Evaluates the rows of one citizen. Gives `None` where a row has to be read as text, for its messages: then no line was made.
    #[inline]
    pub fn evaluate(&mut self, with: Evaluation<'_>, citizen: &CitizenRows, taker: &mut impl Taker) -> Option<()> {
        if !citizen.is_readable {
            return None;
        }
        let KernelRows { block, scratch, priced, .. } = self;
        let rows = &block.rows_mut()[citizen.kernel.0..citizen.kernel.1];
        if rows.is_empty() {
            return Some(());
        }
        plan(with.book, rows, with.period, scratch);
        if scratch.any_refused() {
            return None;
        }
        lines(with.book, rows, with.period, scratch, &mut Placed { rows, priced, taker });
        priced.cases += citizen.cases;
        Some(())
    }

    /// The rows of a citizen that are copied.
    pub fn stays(&self, citizen: &CitizenRows) -> &[Stay] {
        &self.stays[citizen.stays.0..citizen.stays.1]
    }

    /// Refuses amounts that no column holds.
    pub fn check(&mut self) -> Result<(), BatchError> {
        match self.priced.overflow.take() {
            Some((column, value)) => Err(BatchError::Overflow { column: column.as_str(), value: value.to_string(), digits: DIGITS }),
            None => Ok(()),
        }
    }

    /// Numbers what only these lines say, as far as columns say it: months far away, rare sets of assumptions.
    pub fn name(&self, words: &mut WordIds, columns: &[LineColumn]) {
        if columns.contains(&LineColumn::Month) {
            self.priced.lines.iter().for_each(|line| _ = words.month_of(line.month));
        }
        if columns.contains(&LineColumn::Assumptions) {
            self.priced.lines.iter().for_each(|line| _ = words.assumptions(line.assumptions));
        }
    }
}

/// Numbers the rows of a citizen by their places in the piece, from `from` on, and their cases in the order of their first rows, and puts rows of a case
/// together. `None`: there are too many cases.
fn number(rows: &mut [InputRow<'static>], keys: &[Key], from: usize, cases: &mut Vec<Key>) -> Option<()> {
    cases.clear();
    let (mut before, mut is_ordered) = ((NO_KEY, 0), true);
    for ((row, key), place) in rows.iter_mut().zip(keys).zip(from..) {
        // Rows of a case mostly follow each other.
        let case = if cases.is_empty() || *key != before.0 { case_of(cases, *key)? } else { before.1 };
        is_ordered &= case >= before.1;
        before = (*key, case);
        (row.number, row.case) = (place as u64, case);
    }
    if !is_ordered {
        rows.sort_by_key(|row| row.case);
    }
    Some(())
}

#[inline]
fn case_of(cases: &mut Vec<Key>, key: Key) -> Option<u32> {
    let place = match cases.iter().rposition(|case| *case == key) {
        Some(place) => place,
        None if cases.len() < MOST_CASES => {
            cases.push(key);
            cases.len() - 1
        }
        None => return None,
    };
    Some(place as u32) // few
}
