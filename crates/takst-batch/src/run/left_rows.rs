//! The rows of a piece that templates do not fit: priced by the kernel as typed values, or read as text where words are needed.

use crate::error::BatchError;
use crate::rows::piece::Piece;
use crate::run::kernel_rows::{Copies, Evaluation, RowsToRead};
use crate::run::progress::{Flow, Meanwhile};
use crate::run::taker::Taker;
use crate::run::worker::{Left, Outcome, Worker, push_statement};
use crate::template::plan::{Planner, Scope};
use takst::Statement;
use takst_io::{CaseFile, FileError};

/// Cases that the core prices between two looks whether the run goes on: some milliseconds.
const BETWEEN: u32 = 64;

/// Rows that are read for the kernel at once, if citizens end there.
const READ_AT_ONCE: usize = 256;

/// Rows that are worth an attempt to evaluate them together.
const MANY: usize = 16;

impl Worker {
    /// Rows that templates do not fit, citizen by citizen: as typed values where all of a citizen's can be read as such, else as text.
    pub fn left<T: Taker>(&mut self, left: &Left<'_>, outcome: &mut Outcome, taker: &mut T, meanwhile: Meanwhile<'_>) -> Result<(), BatchError> {
        let Left { piece, others, rows: (from, to) } = *left;
        // Findings are words: the text route makes them.
        if self.shared.findings {
            return self.core(piece, from, to, outcome, meanwhile);
        }
        let shared = self.shared.clone();
        let with = Evaluation { book: &shared.book, period: &shared.request };
        let scope = Scope::of(&shared.request, false);
        let (mut row, mut evaluated) = (from, 0u32);
        // Rows that are read as text wait for those that follow: keys may not show what belongs together.
        let mut as_text: Option<usize> = None;
        while row < to {
            let read_to = self.hot.end_of_citizen(to.min(row + READ_AT_ONCE) - 1, to);
            let planner = Planner { templates: &self.templates, scope };
            let copies = Copies { planner, rows: self.hot.readable() };
            let to_read = RowsToRead { plain: &self.hot, others, rows: row..read_to, copies };
            self.kernel.read(&to_read);
            let (kept, made) = (self.kernel.priced.lines.len(), self.kernel.priced.made);
            let are_many = as_text.is_none() && read_to - row >= MANY;
            let together = if are_many { self.kernel.evaluate_together(with, &to_read, taker) } else { None };
            if together.is_none() {
                self.kernel.gather::<T>(&to_read);
            }
            row = read_to;
            if let Some(cases) = together {
                outcome.cases += u64::from(cases);
                self.made::<T>(kept, made);
                evaluated += cases;
                if evaluated >= BETWEEN {
                    evaluated = 0;
                    if meanwhile() == Flow::Stop {
                        return Err(BatchError::Stopped);
                    }
                }
                self.kernel.check()?;
                continue;
            }
            for number in 0..self.kernel.citizens() {
                let citizen = self.kernel.citizen_rows(number);
                let (kept, made) = (self.kernel.priced.lines.len(), self.kernel.priced.made);
                if self.kernel.evaluate(with, &citizen, taker).is_none() {
                    as_text = as_text.or(Some(citizen.rows.0));
                } else {
                    if let Some(first) = as_text.take() {
                        self.core(piece, first, citizen.rows.0, outcome, meanwhile)?;
                    }
                    outcome.cases += u64::from(citizen.cases());
                    self.made::<T>(kept, made);
                    self.kernel.stays(&citizen).iter().for_each(|stay| self.layout.stay(stay));
                }
                evaluated += 1;
                if evaluated >= BETWEEN {
                    evaluated = 0;
                    if meanwhile() == Flow::Stop {
                        return Err(BatchError::Stopped);
                    }
                }
            }
            self.kernel.check()?;
            taker.stays(&mut self.layout.stays, &self.templates);
        }
        match as_text {
            Some(first) => self.core(piece, first, to, outcome, meanwhile),
            None => Ok(()),
        }
    }

    /// Takes lines of the kernel into the layout: those after `kept` that are kept, and `made` that are not.
    fn made<T: Taker>(&mut self, kept: usize, made: usize) {
        let made = self.kernel.priced.made - made;
        match T::KEEPS_LINES {
            true => self.layout.facts(kept, made),
            false => self.layout.lines += made,
        }
    }

    /// Rows that the core prices, one citizen after another.
    fn core(&mut self, piece: &Piece, from: usize, to: usize, outcome: &mut Outcome, meanwhile: Meanwhile<'_>) -> Result<(), BatchError> {
        let columns = piece.schema.columns(&piece.rows.slice(from, to - from))?;
        self.file.clear();
        for row in 0..to - from {
            self.raw.clear();
            for (column, cells) in &columns.cells {
                if cells.is_given(row) {
                    self.text.clear();
                    cells.write(row, &mut self.text);
                    self.raw.cell(*column, &self.text);
                }
            }
            self.file.push(&self.raw, piece.numbers.get(from + row)).map_err(too_many)?;
        }
        let file = std::mem::replace(&mut self.file, CaseFile::collected());
        let shared = self.shared.clone();
        let mut priced = 0u32;
        let result = file.price(
            &shared.book,
            &shared.request,
            |_| {},
            |statement| {
                priced += 1;
                if priced.is_multiple_of(BETWEEN) && meanwhile() == Flow::Stop {
                    return Err(BatchError::Stopped);
                }
                self.statement(statement, outcome)
            },
        );
        self.file = file;
        result
    }

    fn statement(&mut self, mut statement: Statement, outcome: &mut Outcome) -> Result<(), BatchError> {
        outcome.cases += 1;
        outcome.refused_cases += u64::from(statement.is_refused());
        let from = self.priced.len();
        push_statement(&statement, &mut self.priced, &mut self.references, &mut self.words)?;
        self.layout.priced(from, self.priced.len());
        if !self.shared.findings {
            statement.findings = Vec::new();
        }
        if statement.is_refused() || !statement.findings.is_empty() {
            statement.result = statement.result.map(|_| Vec::new());
            outcome.cases_with_problems.push(statement);
        }
        Ok(())
    }
}

/// The one thing that can be wrong with collecting records: there are too many.
fn too_many(_: FileError) -> BatchError {
    BatchError::TooMany("rows")
}
