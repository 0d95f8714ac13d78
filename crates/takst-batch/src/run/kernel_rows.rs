//! Rows that templates do not fit, read as typed values and evaluated by the kernel, citizen by citizen.

use crate::error::BatchError;
use crate::input::CaseColumns;
use crate::rows::key::Key;
use crate::rows::piece::Piece;
use crate::rows::plain_rows::{OPEN, PlainRows};
use crate::schema::DIGITS;
use crate::template::vocabulary::WordIds;
use takst::kernel::{Day, InputRow, LineFacts, NO_SERVICE, Scratch, Sink, evaluate};
use takst::{Book, Column, LineColumn, Municipality, ReportingPeriod, RowBuilder};

/// Lines of the kernel, as numbers.
#[derive(Debug, Default)]
pub(crate) struct FactLines {
    /// Each with the place of its row in the piece.
    pub lines: Vec<LineFacts>,
    /// Of each line a number that tells the cases of the piece apart.
    pub cases: Vec<u32>,
    /// Cases so far.
    counted: u32,
}

impl FactLines {
    pub fn clear(&mut self) {
        self.lines.clear();
        self.cases.clear();
        self.counted = 0;
    }
}

/// A worker's buffers for the kernel.
#[derive(Debug)]
pub(crate) struct KernelRows {
    builder: RowBuilder,
    /// The rows of a citizen, cases in the order of their first rows.
    rows: Vec<InputRow<'static>>,
    /// Keys of the cases of the citizen.
    cases: Vec<Key>,
    has_commitment: bool,
    scratch: Scratch,
    pub priced: FactLines,
}

impl Default for KernelRows {
    fn default() -> KernelRows {
        KernelRows {
            builder: RowBuilder::blank(0),
            rows: Vec::new(),
            cases: Vec::new(),
            has_commitment: false,
            scratch: Scratch::new(),
            priced: FactLines::default(),
        }
    }
}

/// Hands lines on with the place of their row in the piece in the place of that among the citizen's.
struct Placed<'a> {
    rows: &'a [InputRow<'static>],
    priced: &'a mut FactLines,
}

impl Sink for Placed<'_> {
    #[inline]
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        let row = &self.rows[line.row as usize];
        // While a citizen is evaluated rows are numbered by their places in the piece.
        let mut placed = *line;
        placed.row = row.number as u32;
        self.priced.lines.push(placed);
        self.priced.cases.push(self.priced.counted + row.case);
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

impl KernelRows {
    /// Evaluates the rows of one citizen. Gives the number of cases, or `None` where a row has to be read as text, for its messages: nothing of it is
    /// kept then.
    pub fn citizen(
        &mut self,
        book: &Book,
        period: &ReportingPeriod,
        plain: &PlainRows,
        others: &CaseColumns,
        (from, to): (usize, usize),
    ) -> Option<u32> {
        self.rows.clear();
        self.cases.clear();
        self.has_commitment = false;
        let named = &plain.named()[from..to];
        if named.iter().any(|citizen| *citizen != named[0]) {
            return None;
        }
        for row in from..to {
            let input = self.row(plain, others, row)?;
            self.rows.push(input);
        }
        // Commitments of several rows are compared as texts.
        if to - from > 1 && self.has_commitment {
            return None;
        }
        if self.cases.len() > 1 {
            self.rows.sort_by_key(|row| row.case);
        }
        let KernelRows { rows, scratch, priced, .. } = self;
        let begun = priced.lines.len();
        evaluate(book, rows, period, scratch, &mut Placed { rows, priced });
        let cases = self.cases.len() as u32; // no more than rows
        if scratch.any_refused() {
            priced.lines.truncate(begun);
            priced.cases.truncate(begun);
            return None;
        }
        priced.counted += cases;
        Some(cases)
    }

    #[inline]
    fn row(&mut self, plain: &PlainRows, others: &CaseColumns, row: usize) -> Option<InputRow<'static>> {
        if !plain.readable[row] || plain.service[row] == NO_SERVICE {
            return None;
        }
        let key = plain.cases.keys[row];
        // Rows of a case mostly follow each other.
        let case = match self.cases.iter().rposition(|case| *case == key) {
            Some(case) => case,
            None if self.cases.len() < MOST_CASES => {
                self.cases.push(key);
                self.cases.len() - 1
            }
            None => return None,
        };
        let builder = &mut self.builder;
        builder.reset(row as u64);
        builder.set_payer(Municipality::new(plain.payer[row] as u16)?);
        builder.set_day_number(Column::FirstDay, Day::from_number(plain.first[row]));
        if plain.last[row] != OPEN {
            builder.set_day_number(Column::LastDay, Day::from_number(plain.last[row]));
        }
        if !plain.given.is_empty() {
            others.cells.iter().for_each(|(column, cells)| cells.set(row, *column, builder));
        }
        let facts = builder.sound_facts()?;
        self.has_commitment |= facts.has_commitment();
        Some(InputRow { number: row as u64, case: case as u32, service: plain.service[row], facts, commitment: "", record: None })
    }

    /// Refuses amounts that no column holds, from line `from` on.
    pub fn check(&self, from: usize) -> Result<(), BatchError> {
        for line in &self.priced.lines[from..] {
            for (column, value) in [(LineColumn::UnitPrice, line.unit_price), (LineColumn::Net, line.net)] {
                if value.unsigned_abs() >= 10u64.pow(u32::from(DIGITS)) {
                    return Err(BatchError::Overflow { column: column.as_str(), value: value.to_string(), digits: DIGITS });
                }
            }
        }
        Ok(())
    }

    /// Numbers what only these lines say: months far away, rare sets of assumptions.
    pub fn name(&self, words: &mut WordIds) {
        for line in &self.priced.lines {
            words.month_of(line.month);
            words.assumptions(line.assumptions);
        }
    }
}
