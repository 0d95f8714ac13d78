//! Lines written out as Arrow columns: whole segments copied in chunks, first and last lines written over them.

use crate::error::BatchError;
use crate::lines::pool::Pool;
use crate::lines::unchecked::TextColumn;
use crate::lines::words_array::words_array;
use crate::options::{Money, Text};
use crate::rows::piece::Piece;
use crate::schema::{Holds, decimal_type, holds};
use crate::template::facts::{Number, long_of_facts, short_of_facts};
use crate::template::layout::{Layout, Run, Stay};
use crate::template::line_columns::LineColumns;
use crate::template::segments::{AMOUNTS, CHUNK};
use crate::template::templates::Templates;
use crate::template::vocabulary::WordIds;
use arrow_array::types::{Date32Type, Decimal64Type, Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, PrimitiveArray, StringArray};
use std::sync::Arc;
use takst::Column;
use takst::kernel::LineFacts;
use takst_io::LineColumn;

/// References of the lines that the core priced.
#[derive(Debug, Default)]
pub(crate) struct References {
    pub cases: Vec<Box<str>>,
    pub citizens: Vec<Box<str>>,
    pub rows: Vec<Option<Box<str>>>,
}

impl References {
    pub fn clear(&mut self) {
        self.cases.clear();
        self.citizens.clear();
        self.rows.clear();
    }
}

/// Everything a batch of lines is made of.
pub(crate) struct Source<'a> {
    pub templates: &'a Templates,
    pub layout: &'a Layout,
    pub priced: &'a LineColumns,
    pub facts: &'a [LineFacts],
    pub references: &'a References,
    pub piece: Option<&'a Piece>,
    pub words: &'a WordIds,
}

impl Source<'_> {
    /// One column of the output.
    pub fn column(&self, column: LineColumn, money: Money, text: Text, pool: &Pool) -> Result<ArrayRef, BatchError> {
        Ok(match holds(column) {
            Holds::Reference => self.references(column, pool)?,
            Holds::Word => words_array(self.short(column, pool), self.words, column, text, pool)?,
            Holds::Count => Arc::new(PrimitiveArray::<Int32Type>::new(pool.lend_short(self.short(column, pool)), None)),
            Holds::Day => Arc::new(PrimitiveArray::<Date32Type>::new(pool.lend_short(self.short(column, pool)), None)),
            Holds::Number => Arc::new(PrimitiveArray::<Int64Type>::new(pool.lend_long(self.long(column, pool.long())), None)),
            Holds::Decimal(decimals) => match money {
                Money::Decimal64 => {
                    let values = pool.lend_long(self.long(column, pool.long()));
                    Arc::new(PrimitiveArray::<Decimal64Type>::new(values, None).with_data_type(decimal_type(money, decimals)))
                }
                Money::Decimal128 => {
                    let values = pool.lend_wide(self.long(column, pool.wide()));
                    Arc::new(PrimitiveArray::<Decimal128Type>::new(values, None).with_data_type(decimal_type(money, decimals)))
                }
            },
        })
    }

    /// A column of days, counts or words.
    #[inline(always)]
    fn short(&self, column: LineColumn, pool: &Pool) -> Vec<i32> {
        let mut to = pool.short();
        to.resize(self.layout.lines + CHUNK, 0);
        for run in &self.layout.runs {
            match *run {
                Run::Priced { from, to: end, at } => to[at..at + end - from].copy_from_slice(&self.priced.short(column)[from..end]),
                Run::Facts { from, to: end, at } => short_of_facts(column, &self.facts[from..end], self.words, &mut to[at..at + end - from]),
                Run::Stays(from, end) => self.layout.stays[from..end].iter().for_each(|stay| self.short_of(column, stay, &mut to)),
            }
        }
        to.truncate(self.layout.lines);
        to
    }

    #[inline(always)]
    fn short_of(&self, column: LineColumn, stay: &Stay, to: &mut [i32]) {
        let (at, lines, segment) = (stay.at as usize, stay.lines as usize, stay.segment as usize);
        if column == LineColumn::Payer {
            return repeat(stay.payer, to, at, lines);
        }
        let all = &self.templates.all;
        copy_short(all.lines.short(column), segment, to, at, lines);
        let last = at + lines - 1;
        match column {
            LineColumn::FirstDay => to[at] = stay.start,
            LineColumn::LastDay => to[last] = stay.end,
            LineColumn::Days => {
                let first_ends = all.lines.short(LineColumn::LastDay)[segment];
                let last_begins = all.lines.short(LineColumn::FirstDay)[segment + lines - 1];
                to[at] = first_ends.min(stay.end) - stay.start + 1;
                to[last] = stay.end - last_begins.max(stay.start) + 1;
            }
            LineColumn::Line => {
                // The numbers of the template count from the first of the month; a stay that begins later counts from there.
                let month = (all.segments[segment].month_goes_on as usize + 1).min(lines);
                (1..).zip(&mut to[at..at + month]).for_each(|(number, line)| *line = number);
            }
            LineColumn::Assumptions => {
                if stay.begins {
                    to[at] = all.segments[segment].first_assumptions;
                }
                let tail = &all.segments[segment + lines - 1];
                if stay.cut {
                    to[last] = tail.last_assumptions;
                } else if stay.ends {
                    to[last] = tail.first_assumptions;
                }
            }
            _ => {}
        }
    }

    /// A column of row numbers or decimals.
    #[inline(always)]
    fn long<T: Number>(&self, column: LineColumn, mut to: Vec<T>) -> Vec<T> {
        to.resize(self.layout.lines + CHUNK, T::default());
        let amount = amount_of(column);
        for run in &self.layout.runs {
            match *run {
                Run::Priced { from, to: end, at } => {
                    to[at..].iter_mut().zip(&self.priced.long(column)[from..end]).for_each(|(to, from)| *to = T::from(*from));
                }
                Run::Facts { from, to: end, at } => {
                    let (facts, to) = (&self.facts[from..end], &mut to[at..]);
                    if column == LineColumn::Row {
                        to.iter_mut().zip(facts).for_each(|(to, line)| *to = T::from(self.number_of(line.row)));
                    } else {
                        long_of_facts(column, facts, to);
                    }
                }
                Run::Stays(from, end) => {
                    let stays = &self.layout.stays[from..end];
                    if column == LineColumn::Row {
                        stays.iter().for_each(|stay| repeat(T::from(self.number(stay)), &mut to, stay.at as usize, stay.lines as usize));
                        continue;
                    }
                    let all = &self.templates.all;
                    let whole = all.lines.long(column);
                    let Some(amount) = amount else {
                        stays.iter().for_each(|stay| copy(whole, stay.segment as usize, &mut to, stay.at as usize, stay.lines as usize));
                        continue;
                    };
                    for stay in stays {
                        let (at, lines) = (stay.at as usize, stay.lines as usize);
                        copy(whole, stay.segment as usize, &mut to, at, lines);
                        let (head, tail) = (all.amounts[stay.head as usize][amount], all.amounts[stay.tail as usize][amount]);
                        ends(&mut to, at, lines, T::from(head), T::from(tail));
                    }
                }
            }
        }
        to.truncate(self.layout.lines);
        to
    }

    fn number(&self, stay: &Stay) -> i64 {
        self.number_of(stay.row)
    }

    fn number_of(&self, row: u32) -> i64 {
        self.piece.map_or(0, |piece| piece.numbers.get(row as usize) as i64) // far below 2^63 rows
    }

    fn references(&self, column: LineColumn, pool: &Pool) -> Result<ArrayRef, BatchError> {
        let wanted = match column {
            LineColumn::CaseId => Column::CaseId,
            LineColumn::CitizenId => Column::CitizenId,
            _ => Column::RowId,
        };
        let lines = self.layout.lines;
        let texts = |column: Column| -> Result<Option<StringArray>, BatchError> {
            let Some(piece) = self.piece else { return Ok(None) };
            let array = piece.schema.place(column).map(|place| piece.rows.column(place)).filter(|array| array.logical_null_count() < array.len());
            array.map(crate::text::texts).transpose()
        };
        let given = texts(wanted)?;
        // A row that names no citizen is its case's.
        let from_rows = !self.layout.stays.is_empty() || !self.facts.is_empty();
        let instead = if wanted == Column::CitizenId && from_rows { texts(Column::CaseId)? } else { None };
        if wanted == Column::RowId && given.is_none() && self.references.rows.iter().all(Option::is_none) {
            return Ok(Arc::new(StringArray::new_null(lines)));
        }
        let mut column = TextColumn::with_capacity(lines, pool);
        let mut absent: Vec<bool> = Vec::new();
        for run in &self.layout.runs {
            match *run {
                Run::Priced { from, to, .. } => {
                    for line in from..to {
                        let text = match wanted {
                            Column::CaseId => Some(&*self.references.cases[line]),
                            Column::CitizenId => Some(&*self.references.citizens[line]),
                            _ => self.references.rows[line].as_deref(),
                        };
                        column.push_text(text.unwrap_or_default(), 1);
                        if wanted == Column::RowId {
                            absent.push(text.is_none());
                        }
                    }
                }
                Run::Facts { from, to, .. } => {
                    for lines in self.facts[from..to].chunk_by(|a, b| a.row == b.row) {
                        let row = lines[0].row as usize;
                        let here = given.as_ref().filter(|texts| is_given(texts, row)).or(instead.as_ref()).map(|texts| (texts, row));
                        column.push(here, lines.len());
                        if wanted == Column::RowId {
                            absent.extend(std::iter::repeat_n(here.is_none(), lines.len()));
                        }
                    }
                }
                Run::Stays(from, to) => {
                    for stay in &self.layout.stays[from..to] {
                        let row = stay.row as usize;
                        let here = given.as_ref().filter(|texts| is_given(texts, row)).or(instead.as_ref()).map(|texts| (texts, row));
                        column.push(here, stay.lines as usize);
                        if wanted == Column::RowId {
                            absent.extend(std::iter::repeat_n(here.is_none(), stay.lines as usize));
                        }
                    }
                }
            }
        }
        let nulls = absent.iter().any(|absent| *absent).then(|| absent.iter().map(|absent| !absent).collect::<Vec<bool>>().into());
        column.finish(nulls, pool).map_or(Err(BatchError::TooMany("references")), |texts| Ok(Arc::new(texts)))
    }

    /// Whether every line's citizen is its case: no row names one, and none went through the core.
    pub fn citizens_are_cases(&self) -> bool {
        let names_none = |piece: &Piece| {
            piece.schema.place(Column::CitizenId).is_none_or(|place| piece.rows.column(place).logical_null_count() == piece.rows.num_rows())
        };
        self.references.cases.is_empty() && self.piece.is_some_and(names_none)
    }
}

/// Whether a row gives a text.
fn is_given(texts: &StringArray, row: usize) -> bool {
    texts.is_valid(row) && !texts.value(row).trim_start().is_empty()
}

/// Lines in whole chunks: what is written too much is written over by the next stay, or cut off. Few stays have more lines than a chunk.
#[inline(always)]
fn chunks(lines: usize, mut each: impl FnMut(usize)) {
    each(0);
    let mut done = CHUNK;
    while done < lines {
        each(done);
        done += CHUNK;
    }
}

/// Writes one value for every line.
#[inline(always)]
fn repeat<T: Copy>(value: T, to: &mut [T], at: usize, lines: usize) {
    chunks(lines, |done| to[at + done..at + done + CHUNK].copy_from_slice(&[value; CHUNK]));
}

/// Copies lines of a template.
#[inline(always)]
fn copy_short(from: &[i32], start: usize, to: &mut [i32], at: usize, lines: usize) {
    chunks(lines, |done| to[at + done..at + done + CHUNK].copy_from_slice(&from[start + done..start + done + CHUNK]));
}

#[inline(always)]
fn copy<T: Number>(from: &[i64], start: usize, to: &mut [T], at: usize, lines: usize) {
    chunks(lines, |done| T::copy(&from[start + done..start + done + CHUNK], &mut to[at + done..at + done + CHUNK]));
}

/// Writes the first and the last line of a stay over what was copied.
#[inline(always)]
fn ends<T>(to: &mut [T], at: usize, lines: usize, head: T, tail: T) {
    let stay = &mut to[at..at + lines];
    // The last first, so that the one line of a short stay is written twice alike.
    if let [.., last] = stay {
        *last = tail;
    }
    if let [first, ..] = stay {
        *first = head;
    }
}

/// Where a column stands among the amounts of a line.
fn amount_of(column: LineColumn) -> Option<usize> {
    AMOUNTS.iter().position(|amount| *amount == column)
}
