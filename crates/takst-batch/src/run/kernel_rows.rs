//! Rows that templates do not fit, read as typed values and evaluated by the kernel, citizen by citizen.

use crate::error::BatchError;
use crate::input::CaseColumns;
use crate::rows::key::{Key, NO_KEY};
use crate::rows::piece::Piece;
use crate::rows::plain_rows::PlainRows;
use crate::run::taker::Taker;
use crate::schema::DIGITS;
use crate::template::vocabulary::WordIds;
use std::ops::Range;
use takst::kernel::{Day, InputRow, LineFacts, NO_SERVICE, RowBlock, Scratch, Sink, lines, plan};
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
    /// Keys of the cases of the citizen.
    cases: Vec<Key>,
    scratch: Scratch,
    pub priced: FactLines,
}

/// Hands lines on with the place of their row in the piece in the place of that among the citizen's.
struct Placed<'a, T> {
    rows: &'a [InputRow<'static>],
    priced: &'a mut FactLines,
    taker: &'a mut T,
}

/// Amounts below this surely fit into their columns: a power of two, so that a look at both of a line is enough.
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
}

/// Cases of a citizen that are told apart one by one; with more the rows are grouped by their texts.
const MOST_CASES: usize = 256;

/// What is beside the columns that every row has: those that are there, in the order of the contract.
const READ: [Column; 7] = [Column::CaseId, Column::CitizenId, Column::RowId, Column::Service, Column::FirstDay, Column::LastDay, Column::Payer];

/// The other columns of a piece.
pub(crate) fn others(piece: &Piece) -> Result<CaseColumns, BatchError> {
    let mut columns = piece.schema.columns(&piece.rows)?;
    columns.cells.retain(|(column, _)| !READ.contains(column));
    Ok(columns)
}

/// What rows are evaluated with.
#[derive(Clone, Copy)]
pub(crate) struct Evaluation<'a> {
    pub book: &'a Book,
    pub period: &'a ReportingPeriod,
}

impl KernelRows {
    /// Reads rows as typed values, column by column.
    pub fn read(&mut self, plain: &PlainRows, others: &CaseColumns, rows: Range<usize>) {
        self.begins = rows.start;
        self.block.clear();
        for (at, row) in rows.clone().enumerate() {
            let payer = Municipality::new(plain.payer[row] as u16);
            // An open end and a day that is absent are the same numbers there.
            let (first, last) = (Day::from_number(plain.first[row]), Day::from_number(plain.last[row]));
            self.block.push(plain.service[row], payer, first, last);
            if !plain.readable[row] || plain.service[row] == NO_SERVICE {
                self.block.refuse(at);
            }
        }
        if !plain.given.is_empty() {
            others.cells.iter().for_each(|(column, cells)| cells.set(*column, rows.clone(), &mut self.block));
        }
        self.block.check_pairs();
    }

    /// Evaluates the rows of one citizen, which were [read](KernelRows::read). Gives the number of cases, or `None` where a row has to be read as text, for
    /// its messages: then no line was made.
    #[inline]
    pub fn citizen(&mut self, with: Evaluation<'_>, plain: &PlainRows, (from, to): (usize, usize), taker: &mut impl Taker) -> Option<u32> {
        let (first, end) = (from - self.begins, to - self.begins);
        let named = &plain.named()[from..to];
        if named.iter().any(|citizen| *citizen != named[0]) || (first..end).any(|row| !self.block.is_sound(row)) {
            return None;
        }
        let KernelRows { block, cases, scratch, priced, .. } = self;
        let rows = &mut block.rows_mut()[first..end];
        number(rows, &plain.cases.keys[from..to], from, cases)?;
        // Commitments of several rows are compared as texts.
        if rows.len() > 1 && rows.iter().any(|row| row.facts.has_commitment()) {
            return None;
        }
        plan(with.book, rows, with.period, scratch);
        if scratch.any_refused() {
            return None;
        }
        lines(with.book, rows, with.period, scratch, &mut Placed { rows, priced, taker });
        let cases = cases.len() as u32; // no more than rows
        priced.cases += cases;
        Some(cases)
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
#[inline]
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
