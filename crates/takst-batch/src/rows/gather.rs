//! Ungrouped input: all rows are held, those that belong together are brought together, and pieces are taken from them.
//!
//! Beside the input itself this holds some 60 bytes for each row while the rows are sorted, and 8 after that.

use crate::error::BatchError;
use crate::input::CaseSchema;
use crate::rows::cut::Input;
use crate::rows::key::{Key, NO_KEY};
use crate::rows::named::Named;
use crate::rows::piece::{Numbers, Piece};
use crate::rows::together::OfKey;
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use arrow_select::interleave::interleave_record_batch;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

/// All rows of the input in the order in which their groups first appear.
pub(crate) struct Gathered {
    batches: Vec<RecordBatch>,
    /// Number of the first row of each batch, from 0.
    starts: Vec<usize>,
    schema: Option<Arc<CaseSchema>>,
    /// Input rows in their new order, and the group of each.
    order: Arc<[u32]>,
    groups: Arc<[u32]>,
    /// Whether the new order is the old one.
    in_place: bool,
    next: usize,
    pub unknown: Vec<String>,
}

type Groups = HashMap<Key, u32, BuildHasherDefault<OfKey>>;

impl Gathered {
    /// Reads everything.
    pub fn new<I: Iterator<Item = Result<RecordBatch, ArrowError>>>(batches: I) -> Result<Gathered, BatchError> {
        let mut input = Input::new(batches);
        let (mut held, mut starts, mut total, mut schema) = (Vec::new(), Vec::new(), 0usize, None);
        let mut union = Union::default();
        let (mut cases, mut citizens) = (Groups::default(), Groups::default());
        while let Some((batch, found)) = input.next()? {
            let named = Named::read(&found, &batch)?;
            u32::try_from(total + batch.num_rows()).map_err(|_| BatchError::TooMany("rows"))?;
            for (case, citizen) in named.cases.iter().zip(&named.citizens) {
                let row = union.add();
                for (groups, key) in [(&mut cases, case), (&mut citizens, citizen)] {
                    // Rows that name no citizen are their cases': the two columns are the same then.
                    if *key != NO_KEY {
                        let first = *groups.entry(*key).or_insert(row);
                        union.join(first, row);
                    }
                }
            }
            starts.push(total);
            total += batch.num_rows();
            schema = Some(found);
            held.push(batch);
        }
        let groups = union.groups();
        let order = order_of(&groups);
        let in_place = order.windows(2).all(|pair| pair[0] < pair[1]);
        let groups = order.iter().map(|row| groups[*row as usize]).collect();
        let unknown = input.unknown();
        Ok(Gathered { batches: held, starts, schema, order: order.into(), groups, in_place, next: 0, unknown })
    }

    /// The next piece, of about so many rows.
    pub fn next(&mut self, rows: usize) -> Result<Option<Piece>, BatchError> {
        let from = self.next;
        let Some(schema) = self.schema.clone().filter(|_| from < self.order.len()) else { return Ok(None) };
        let mut to = (from + rows).min(self.order.len());
        while to < self.order.len() && self.groups[to] == self.groups[to - 1] {
            to += 1;
        }
        if self.in_place {
            // A piece that lies in one batch needs no copy.
            let (batch, start) = self.place(from);
            let end = (start + self.batches[batch].num_rows()).min(to);
            if end == to || self.groups[end] != self.groups[end - 1] {
                self.next = end;
                let rows = self.batches[batch].slice(from - start, end - from);
                return Ok(Some(Piece { rows, numbers: Numbers::From(from as u64 + 1), groups: Some((self.groups.clone(), from)), schema }));
            }
        }
        self.next = to;
        let mut places: Vec<(usize, usize)> = self.order[from..to]
            .iter()
            .map(|row| {
                let (batch, start) = self.place(*row as usize);
                (batch, *row as usize - start)
            })
            .collect();
        // Only batches that have one of the rows: the dictionaries of all that are named here are copied.
        let mut held: Vec<usize> = places.iter().map(|(batch, _)| *batch).collect();
        held.sort_unstable();
        held.dedup();
        places.iter_mut().for_each(|(batch, _)| *batch = held.partition_point(|other| other < batch));
        let batches: Vec<&RecordBatch> = held.iter().map(|batch| &self.batches[*batch]).collect();
        let rows = interleave_record_batch(&batches, &places)?;
        Ok(Some(Piece { rows, numbers: Numbers::Each(self.order.clone(), from), groups: Some((self.groups.clone(), from)), schema }))
    }

    /// The batch of an input row, and the number of its first row.
    fn place(&self, row: usize) -> (usize, usize) {
        let batch = self.starts.partition_point(|start| *start <= row) - 1;
        (batch, self.starts[batch])
    }
}

/// Rows by group, groups in the order of their numbers, rows of a group in theirs.
fn order_of(groups: &[u32]) -> Vec<u32> {
    let count = groups.iter().max().map_or(0, |most| *most as usize + 1);
    let mut next = vec![0u32; count + 1];
    groups.iter().for_each(|group| next[*group as usize + 1] += 1);
    for group in 1..next.len() {
        next[group] += next[group - 1];
    }
    let mut order = vec![0; groups.len()];
    for (row, group) in (0..).zip(groups) {
        order[next[*group as usize] as usize] = row;
        next[*group as usize] += 1;
    }
    order
}

/// Which rows belong together.
#[derive(Debug, Default)]
struct Union {
    /// A row of the same group with a lower number; a row's own number where there is none.
    towards: Vec<u32>,
}

impl Union {
    fn add(&mut self) -> u32 {
        let row = self.towards.len() as u32; // the number of rows was checked
        self.towards.push(row);
        row
    }

    fn first(&mut self, mut row: u32) -> u32 {
        while self.towards[row as usize] != row {
            let next = self.towards[row as usize];
            self.towards[row as usize] = self.towards[next as usize];
            row = next;
        }
        row
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        self.towards[a.max(b) as usize] = a.min(b);
    }

    /// The group of each row, numbered in the order of first rows.
    fn groups(mut self) -> Vec<u32> {
        let mut numbers: Vec<u32> = Vec::with_capacity(self.towards.len());
        let mut count = 0;
        for row in 0..self.towards.len() as u32 {
            let first = self.first(row);
            // The first row of a group stands before the others, so its number is known.
            numbers.push(if first == row { count } else { numbers[first as usize] });
            count += u32::from(first == row);
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_share_a_key_directly_or_not_are_one_group() {
        let mut union = Union::default();
        (0..6).for_each(|_| {
            union.add();
        });
        union.join(0, 4);
        union.join(4, 2);
        union.join(3, 5);
        let groups = union.groups();
        assert_eq!(groups, [0, 1, 0, 2, 0, 2]);
        assert_eq!(order_of(&groups), [0, 2, 4, 1, 3, 5]);
    }
}
