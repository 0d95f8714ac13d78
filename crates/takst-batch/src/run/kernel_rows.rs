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
use takst::kernel::{AlikeLines, Day, InputRow, LineFacts, NO_SERVICE, RowBlock, Scratch, Sink, evaluate_in_order, evaluate_unrefused};
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
        let (row, cases) = (lines.common().row as usize, priced.cases);
        if T::KEEPS_LINES {
            let (place, to) = (rows[row].number as u32, &mut priced.lines);
            let before = to.len();
            lines.each(|line| {
                to.push(*line);
                if let Some(kept) = to.last_mut() {
                    kept.row = place;
                }
            });
            priced.made += to.len() - before;
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
    /// Whether rows of a service are copied.
    fn are_of(&self, service: u32) -> bool {
        self.planner.templates.copied.get(service as usize).is_some_and(|copied| copied.is_apart)
    }

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

/// Rows of a piece that are read at once: all of some citizens.
pub(crate) struct RowsToRead<'a> {
    pub plain: &'a PlainRows,
    pub others: &'a CaseColumns,
    pub rows: Range<usize>,
    pub copies: Copies<'a>,
}

impl RowsToRead<'_> {
    fn gives(&self, column: Column) -> bool {
        self.others.cells.iter().any(|(of, _)| *of == column)
    }
}

impl KernelRows {
    /// Reads rows as typed values, column by column.
    pub fn read(&mut self, to_read: &RowsToRead<'_>) {
        let RowsToRead { plain, others, rows, .. } = to_read;
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
    }

    /// Evaluates all rows that were read at once, as if they were of one citizen, where rows are in order and cases cannot change each other: no service has
    /// refund windows. Gives the number of cases; `None` where citizens have to be evaluated one by one: then no line was made.
    pub fn evaluate_together<T: Taker>(&mut self, with: Evaluation<'_>, to_read: &RowsToRead<'_>, taker: &mut T) -> Option<u32> {
        let cases = self.number_together::<T>(with.book, to_read)?;
        let KernelRows { block, scratch, priced, .. } = self;
        let rows = &*block.rows_mut();
        if !evaluate_in_order(with.book, rows, with.period, scratch, &mut Placed { rows, priced, taker }) {
            return None;
        }
        priced.cases += cases;
        Some(cases)
    }

    /// Numbers rows by their places in the piece, and their cases one after another; gives the number of cases. `None`: some row is not right, or
    /// depends on others of its citizen, or is copied from a template, or rows of a case do not lie together.
    fn number_together<T: Taker>(&mut self, book: &Book, to_read: &RowsToRead<'_>) -> Option<u32> {
        let RowsToRead { plain, rows, copies, .. } = to_read;
        let (block_rows, faults) = self.block.rows_and_faults();
        let (keys, begins) = (&plain.cases.keys[rows.clone()], &plain.begins[rows.clone()]);
        let are_right = plain.readable[rows.clone()].iter().zip(faults).fold(true, |all, (readable, is_faulty)| all & readable & !is_faulty);
        // Most rows have the service of the row before.
        let mut services = plain.service[rows.clone()].chunk_by(|before, after| before == after).map(|same| same[0]);
        let is_apart = |service: u32| service != NO_SERVICE && !book.has_windows(service) && (T::KEEPS_LINES || !copies.are_of(service));
        let gives_more = to_read.gives(Column::Commitment) || to_read.gives(Column::WindowStart);
        if !are_right || !plain.begins_by_name || gives_more || !services.all(is_apart) {
            return None;
        }
        let (mut cases, mut before) = (0, NO_KEY);
        for (((row, place), key), begins) in block_rows.iter_mut().zip(rows.start..).zip(keys).zip(begins) {
            if (!begins & (*key < before)) | (*key == NO_KEY) {
                return None;
            }
            // With the first row a case begins: its key is no absent one.
            cases += u32::from(*begins | (*key != before));
            (row.number, row.case, before) = (place as u64, cases - 1, *key);
        }
        Some(cases)
    }

    /// The citizens that were [gathered](KernelRows::gather).
    pub fn citizens(&self) -> usize {
        self.citizens.len()
    }

    pub fn citizen_rows(&self, number: usize) -> CitizenRows {
        self.citizens[number]
    }

    /// Finds the citizens and cases among the rows that were read. Numbers rows by their places in the piece, and the cases of each citizen in the order
    /// of their first rows; rows that are copied are left out.
    #[inline(never)]
    pub fn gather<T: Taker>(&mut self, to_read: &RowsToRead<'_>) {
        let RowsToRead { plain, rows, copies, .. } = to_read;
        // Whether rows give commitments.
        let commits = to_read.gives(Column::Commitment);
        let KernelRows { block, citizens, stays, cases, .. } = self;
        citizens.clear();
        stays.clear();
        let (block_rows, faults) = block.rows_and_faults();
        let (from, count) = (rows.start, rows.len());
        let (named, keys) = (&plain.named()[rows.clone()], &plain.cases.keys[rows.clone()]);
        let (readable, begins) = (&plain.readable[rows.clone()], &plain.begins[rows.clone()]);
        let services = &plain.service[rows.clone()];
        let lengths = [block_rows.len(), faults.len(), named.len(), keys.len(), readable.len(), begins.len(), services.len()];
        assert!(lengths == [count; 7], "one of each for a row");
        // Mostly all rows are right, and then none is asked by itself.
        let is_right = |place: usize| readable[place] & !faults[place] & (services[place] != NO_SERVICE);
        let are_right = plain.begins_by_name
            && readable.iter().zip(faults).fold(true, |all, (readable, is_faulty)| all & readable & !is_faulty)
            && services.iter().fold(true, |all, service| all & (*service != NO_SERVICE));
        let mut first = 0;
        while first < count {
            // Rows of a case lie together where references ascend.
            let (mut end, mut ascends) = (first + 1, true);
            while end < count && !begins[end] {
                ascends &= keys[end - 1] <= keys[end];
                end += 1;
            }
            let before = stays.len();
            let is_alone = end - first == 1;
            // Commitments of several rows are compared as texts.
            let as_text = commits && !is_alone && block_rows[first..end].iter().any(|row| row.facts.has_commitment());
            let (mut kept, mut case, mut is_new) = (first, 0, true);
            for place in first..end {
                let goes_on = place + 1 < end && keys[place + 1] == keys[place];
                if !T::KEEPS_LINES
                    && (is_new & !goes_on & ascends & !is_alone)
                    && let Some(stay) = copies.stay(from + place)
                {
                    stays.push(stay);
                    continue;
                }
                if !T::KEEPS_LINES && kept != place {
                    block_rows[kept] = block_rows[place];
                }
                case += u32::from(is_new);
                let row = &mut block_rows[kept];
                (row.number, row.case) = ((from + place) as u64, case - 1);
                kept += 1;
                is_new = !goes_on;
            }
            let mut is_readable = !as_text && (are_right || (first..end).all(|place| is_right(place) && named[place] == named[first]));
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
        if evaluate_unrefused(with.book, rows, with.period, scratch, &mut Placed { rows, priced, taker }) {
            return None;
        }
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
