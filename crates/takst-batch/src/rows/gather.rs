//! Ungrouped input: all rows are held, those that belong together are brought together, and pieces are taken from them.
//!
//! Beside the input itself this holds some 20 bytes for each row while rows are looked for that belong together, twice that where they name citizens,
//! and 8 after that; none where each is by itself.

use crate::error::BatchError;
use crate::input::CaseSchema;
use crate::rows::cut::Input;
use crate::rows::key::Keys;
use crate::rows::piece::{Groups, Numbers, Piece};
use crate::rows::repeated::References;
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use arrow_select::interleave::interleave_record_batch;
use std::sync::Arc;
use takst::Column;

/// All rows of the input in the order in which their groups first appear.
pub(crate) struct Gathered {
    batches: Vec<RecordBatch>,
    /// Number of the first row of each batch, from 0.
    starts: Vec<usize>,
    schema: Option<Arc<CaseSchema>>,
    order: Order,
    total: usize,
    next: usize,
    pub unknown: Vec<String>,
}

/// In which order rows are priced.
enum Order {
    /// As they came: each is by itself.
    Apart,
    /// As they came: those of a group lie together. With the group of each.
    InPlace(Arc<[u32]>),
    /// Input rows in their new order, and the group of each.
    New(Arc<[u32]>, Arc<[u32]>),
}

impl Order {
    /// The group of the row at each place; none where each row is one.
    fn groups(&self) -> Option<&Arc<[u32]>> {
        match self {
            Order::Apart => None,
            Order::InPlace(groups) | Order::New(_, groups) => Some(groups),
        }
    }
}

impl Gathered {
    /// Reads everything.
    pub fn new<I: Iterator<Item = Result<RecordBatch, ArrowError>>>(batches: I) -> Result<Gathered, BatchError> {
        let mut input = Input::new(batches);
        let (mut held, mut starts, mut total, mut schema) = (Vec::new(), Vec::new(), 0usize, None);
        let (mut cases, mut citizens) = (References::default(), References::default());
        let (mut of_cases, mut of_citizens) = (Keys::default(), Keys::default());
        while let Some((batch, found)) = input.next()? {
            let first = u32::try_from(total).ok().filter(|_| u32::try_from(total + batch.num_rows()).is_ok());
            let first = first.ok_or(BatchError::TooMany("rows"))?;
            of_cases.read_column(Column::CaseId, &found, &batch)?;
            cases.add(&of_cases.keys, first);
            // Where there is no such column at all, cases are citizens.
            if found.place(Column::CitizenId).is_some() {
                if of_citizens.read_column(Column::CitizenId, &found, &batch)? {
                    of_citizens.instead_of(&mut of_cases.keys);
                }
                citizens.add(&of_cases.keys, first);
            }
            starts.push(total);
            total += batch.num_rows();
            schema = Some(found);
            held.push(batch);
        }
        let mut union = Union { towards: Vec::new() };
        for references in [cases, citizens] {
            references.repeated(|first, row| union.join(first, row, total));
        }
        let unknown = input.unknown();
        Ok(Gathered { batches: held, starts, schema, order: union.order(), total, next: 0, unknown })
    }

    /// The next piece, of about so many rows.
    pub fn next(&mut self, rows: usize) -> Result<Option<Piece>, BatchError> {
        let from = self.next;
        let Some(schema) = self.schema.clone().filter(|_| from < self.total) else { return Ok(None) };
        let mut to = (from + rows).min(self.total);
        let groups = self.order.groups();
        let begins = |row: usize| groups.is_none_or(|groups| groups[row] != groups[row - 1]);
        while to < self.total && !begins(to) {
            to += 1;
        }
        let groups = groups.map_or(Groups::Apart, |groups| Groups::Numbered(groups.clone(), from));
        let numbers = match &self.order {
            Order::New(order, _) => Numbers::Each(order.clone(), from),
            Order::Apart | Order::InPlace(_) => {
                // A piece that lies in one batch needs no copy.
                let (batch, start) = self.place(from);
                let end = (start + self.batches[batch].num_rows()).min(to);
                if end == to || begins(end) {
                    self.next = end;
                    let rows = self.batches[batch].slice(from - start, end - from);
                    return Ok(Some(Piece { rows, numbers: Numbers::From(from as u64 + 1), groups, schema }));
                }
                Numbers::From(from as u64 + 1)
            }
        };
        self.next = to;
        let mut places: Vec<(usize, usize)> = (from..to)
            .map(|place| {
                let row = if let Order::New(order, _) = &self.order { order[place] as usize } else { place };
                let (batch, start) = self.place(row);
                (batch, row - start)
            })
            .collect();
        // Only batches that have one of the rows: the dictionaries of all that are named here are copied.
        let mut held: Vec<usize> = places.iter().map(|(batch, _)| *batch).collect();
        held.sort_unstable();
        held.dedup();
        places.iter_mut().for_each(|(batch, _)| *batch = held.partition_point(|other| other < batch));
        let batches: Vec<&RecordBatch> = held.iter().map(|batch| &self.batches[*batch]).collect();
        let rows = interleave_record_batch(&batches, &places)?;
        Ok(Some(Piece { rows, numbers, groups, schema }))
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
#[derive(Debug)]
struct Union {
    /// A row of the same group with a lower number; a row's own number where there is none. Empty while no two rows belong together.
    towards: Vec<u32>,
}

impl Union {
    fn first(&mut self, mut row: u32) -> u32 {
        while self.towards[row as usize] != row {
            let next = self.towards[row as usize];
            self.towards[row as usize] = self.towards[next as usize];
            row = next;
        }
        row
    }

    /// Joins two of so many rows.
    fn join(&mut self, a: u32, b: u32, rows: usize) {
        if self.towards.is_empty() {
            self.towards.extend(0..rows as u32); // the number of rows was checked
        }
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

    fn order(self) -> Order {
        if self.towards.is_empty() {
            return Order::Apart;
        }
        let groups = self.groups();
        if groups.is_sorted() {
            return Order::InPlace(groups.into());
        }
        let order = order_of(&groups);
        let groups = order.iter().map(|row| groups[*row as usize]).collect();
        Order::New(order.into(), groups)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(pairs: &[(u32, u32)]) -> Union {
        let mut union = Union { towards: Vec::new() };
        pairs.iter().for_each(|(a, b)| union.join(*a, *b, 6));
        union
    }

    #[test]
    fn rows_that_share_a_key_directly_or_not_are_one_group() {
        let groups = joined(&[(0, 4), (4, 2), (3, 5)]).groups();
        assert_eq!(groups, [0, 1, 0, 2, 0, 2]);
        assert_eq!(order_of(&groups), [0, 2, 4, 1, 3, 5]);
    }

    #[test]
    fn rows_stay_where_they_are_if_they_lie_together() {
        assert!(matches!(joined(&[]).order(), Order::Apart));
        assert!(matches!(joined(&[(1, 2), (3, 4)]).order(), Order::InPlace(groups) if *groups == [0, 1, 1, 2, 2, 3]));
        let Order::New(order, groups) = joined(&[(1, 3)]).order() else { panic!("row 3 comes after row 1") };
        assert_eq!((&*order, &*groups), (&[0, 1, 3, 2, 4, 5][..], &[0, 1, 1, 2, 3, 4][..]));
    }
}
