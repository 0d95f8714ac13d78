//! Grouped input cut into pieces at the borders between citizens, batch by batch.

use crate::error::BatchError;
use crate::input::CaseSchema;
use crate::rows::named::{Named, differs};
use crate::rows::piece::{Groups, Numbers, Piece};
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use arrow_select::concat::concat_batches;
use std::sync::Arc;

/// Input batches, each checked to be like the first.
pub(crate) struct Input<I> {
    batches: I,
    first: Option<(SchemaRef, Arc<CaseSchema>)>,
    read: u64,
}

impl<I: Iterator<Item = Result<RecordBatch, ArrowError>>> Input<I> {
    pub fn new(batches: I) -> Input<I> {
        Input { batches, first: None, read: 0 }
    }

    /// The next batch with rows.
    pub fn next(&mut self) -> Result<Option<(RecordBatch, Arc<CaseSchema>)>, BatchError> {
        for batch in &mut self.batches {
            let batch = batch?;
            self.read += 1;
            let schema = match &self.first {
                None => {
                    let schema = Arc::new(CaseSchema::of(&batch.schema())?);
                    self.first = Some((batch.schema(), schema.clone()));
                    schema
                }
                Some((first, schema)) => {
                    let now = batch.schema();
                    let like =
                        |(a, b): (&Arc<arrow_schema::Field>, &Arc<arrow_schema::Field>)| a.name() == b.name() && a.data_type() == b.data_type();
                    if first.fields().len() != now.fields().len() || !first.fields().iter().zip(now.fields()).all(like) {
                        return Err(BatchError::OtherSchema { batch: self.read });
                    }
                    schema.clone()
                }
            };
            if batch.num_rows() > 0 {
                return Ok(Some((batch, schema)));
            }
        }
        Ok(None)
    }

    /// Columns no case file has; known once a batch was read.
    pub fn unknown(&self) -> Vec<String> {
        self.first.as_ref().map_or_else(Vec::new, |(_, schema)| schema.unknown.clone())
    }
}

/// Cuts grouped input into pieces of about so many rows.
pub(crate) struct Cutter<I> {
    pub input: Input<I>,
    /// The batch being cut, where the rest of it begins, and the number of that row.
    current: Option<(RecordBatch, usize)>,
    /// The last group of the batches before, batch by batch: the next batch may go on with it.
    carry: Vec<RecordBatch>,
    schema: Option<Arc<CaseSchema>>,
    /// Number of the next row to leave in a piece.
    number: u64,
}

/// Rows looked at at once in search of a border.
const LOOK: usize = 64;

impl<I: Iterator<Item = Result<RecordBatch, ArrowError>>> Cutter<I> {
    pub fn new(batches: I) -> Cutter<I> {
        Cutter { input: Input::new(batches), current: None, carry: Vec::new(), schema: None, number: 1 }
    }

    /// The next piece, of about so many rows.
    pub fn next(&mut self, rows: usize) -> Result<Option<Piece>, BatchError> {
        loop {
            if let Some((batch, from)) = self.current.take() {
                let rest = batch.num_rows() - from;
                let wanted = (from + rows).min(batch.num_rows());
                let border = match self.border_before(&batch, from, wanted, wanted < batch.num_rows())? {
                    None if wanted < batch.num_rows() => self.border_after(&batch, wanted)?,
                    found => found,
                };
                let Some(border) = border else {
                    // One group to the end of the batch.
                    self.carry.push(batch.slice(from, rest));
                    continue;
                };
                let piece = batch.slice(from, border - from);
                if wanted == batch.num_rows() {
                    self.carry.push(batch.slice(border, batch.num_rows() - border));
                } else {
                    self.current = Some((batch, border));
                }
                return Ok(Some(self.piece(piece)));
            }
            match self.input.next()? {
                None => return self.carried(),
                Some((batch, schema)) => {
                    self.schema = Some(schema);
                    if let Some(piece) = self.go_on(batch)? {
                        return Ok(Some(piece));
                    }
                }
            }
        }
    }

    /// Puts the rest of the carried group and the new batch together.
    fn go_on(&mut self, batch: RecordBatch) -> Result<Option<Piece>, BatchError> {
        let Some(last) = self.carry.last() else {
            self.current = Some((batch, 0));
            return Ok(None);
        };
        let last = self.named(&last.slice(last.num_rows() - 1, 1))?.citizens[0];
        let next = self.named(&batch.slice(0, 1))?.citizens[0];
        let end = if differs(last, next) { Some(0) } else { self.border_after(&batch, 0)? };
        let Some(end) = end else {
            self.carry.push(batch);
            return Ok(None);
        };
        if end > 0 {
            self.carry.push(batch.slice(0, end));
        }
        self.current = Some((batch, end));
        self.carried()
    }

    /// The carried group as a piece. Its parts are put together once, when its end is known: a group can go through any number of batches.
    fn carried(&mut self) -> Result<Option<Piece>, BatchError> {
        let carry = std::mem::take(&mut self.carry);
        let rows = match &carry[..] {
            [] => return Ok(None),
            [one] => one.clone(),
            [first, ..] => concat_batches(&first.schema(), &carry)?,
        };
        Ok(Some(self.piece(rows)))
    }

    fn piece(&mut self, rows: RecordBatch) -> Piece {
        let numbers = Numbers::From(self.number);
        self.number += rows.num_rows() as u64;
        let schema = self.schema.clone().expect("a batch was read, and with it its schema");
        Piece { rows, numbers, groups: Groups::Named, schema }
    }

    fn named(&self, rows: &RecordBatch) -> Result<Named, BatchError> {
        let schema = self.schema.as_ref().expect("a batch was read, and with it its schema");
        Named::read(schema, rows)
    }

    /// The last border in (`from`, `to`), or at `to` itself where that is asked for.
    fn border_before(&self, batch: &RecordBatch, from: usize, to: usize, at_end: bool) -> Result<Option<usize>, BatchError> {
        let mut end = if at_end { to + 1 } else { to };
        while end > from + 1 {
            let start = end.saturating_sub(LOOK).max(from);
            let named = self.named(&batch.slice(start, end - start))?;
            if let Some(row) = (1..end - start).rev().find(|row| named.begins(*row)) {
                return Ok(Some(start + row));
            }
            end = start + 1;
        }
        Ok(None)
    }

    /// The first border after row `from`.
    fn border_after(&self, batch: &RecordBatch, from: usize) -> Result<Option<usize>, BatchError> {
        let mut start = from;
        while start + 1 < batch.num_rows() {
            let end = (start + LOOK).min(batch.num_rows());
            let named = self.named(&batch.slice(start, end - start))?;
            if let Some(row) = (1..end - start).find(|row| named.begins(*row)) {
                return Ok(Some(start + row));
            }
            start = end - 1;
        }
        Ok(None)
    }
}
