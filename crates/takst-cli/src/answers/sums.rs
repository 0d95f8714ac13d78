//! Sums as rows: what tables are made from, and what CSV and JSON hold.

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use std::io::{self, Write};
use takst_batch::exchange::{ArrowError, DataType, Schema, shown};
use takst_io::{CsvStyle, RowFormat, Rows};

/// One sum of a group, in whole units: øre, lines, days, cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sum {
    Lines,
    Days,
    Net,
    Vat,
    OwnPayment,
    Refund,
    AtStake,
    Cost,
    Cases,
}

impl Sum {
    /// In the order of the columns of totals.
    const ALL: [Sum; 9] = [Sum::Lines, Sum::Days, Sum::Net, Sum::Vat, Sum::OwnPayment, Sum::Refund, Sum::AtStake, Sum::Cost, Sum::Cases];

    pub const fn is_count(self) -> bool {
        matches!(self, Sum::Lines | Sum::Days | Sum::Cases)
    }
}

/// The sums of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sums([i64; 9]);

impl Sums {
    pub const fn get(&self, sum: Sum) -> i64 {
        self.0[sum as usize]
    }

    /// The sums that differ. The number of lines is not compared: lines can be divided in other places.
    pub fn differing<'a>(&'a self, other: &'a Sums) -> impl Iterator<Item = Sum> + 'a {
        Sum::ALL.into_iter().filter(|sum| *sum != Sum::Lines && self.get(*sum) != other.get(*sum))
    }

    /// Both together; `None` where a sum is larger than an amount can be.
    pub fn plus(&self, other: &Sums) -> Option<Sums> {
        let mut sums = *self;
        for (sum, more) in sums.0.iter_mut().zip(other.0) {
            *sum = sum.checked_add(more)?;
        }
        Some(sums)
    }

    /// All groups together.
    pub fn all<'a>(sums: impl IntoIterator<Item = &'a Sums>) -> Option<Sums> {
        sums.into_iter().try_fold(Sums::default(), |all, sums| all.plus(sums))
    }
}

/// A group: its texts, and its sums, or those of two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group<const SIDES: usize> {
    pub texts: Vec<String>,
    pub sides: [Sums; SIDES],
}

impl Group<2> {
    /// Whether a sum differs.
    pub fn differs(&self) -> bool {
        self.sides[0].differing(&self.sides[1]).next().is_some()
    }
}

/// The groups of totals.
pub(super) fn groups(totals: &RecordBatch) -> Result<Vec<Group<1>>, ArrowError> {
    read(totals, |sum| [sum])
}

/// The groups of a difference: before and after.
pub(super) fn pairs(difference: &RecordBatch) -> Result<Vec<Group<2>>, ArrowError> {
    read(difference, |sum| [3 * sum, 3 * sum + 1])
}

/// `places` gives, for the number of a sum, its columns behind those of the dimensions.
fn read<const SIDES: usize>(batch: &RecordBatch, places: impl Fn(usize) -> [usize; SIDES]) -> Result<Vec<Group<SIDES>>, ArrowError> {
    let schema = batch.schema();
    let dimensions = schema.fields().iter().take_while(|field| !field.name().starts_with("lines")).count();
    let keys = shown(&batch.project(&(0..dimensions).collect::<Vec<_>>())?, usize::MAX)?;
    let mut groups: Vec<Group<SIDES>> = (0..batch.num_rows())
        .map(|row| {
            let texts = keys.get(row).into_iter().flatten().map(|text| text.clone().unwrap_or_default()).collect();
            Group { texts, sides: [Sums::default(); SIDES] }
        })
        .collect();
    for sum in Sum::ALL {
        for (side, place) in places(sum as usize).into_iter().enumerate() {
            let values = whole(batch.column(dimensions + place))?;
            groups.iter_mut().zip(values).for_each(|(group, value)| group.sides[side].0[sum as usize] = value);
        }
    }
    Ok(groups)
}

/// A summed column in its last decimal.
fn whole(column: &dyn Array) -> Result<Vec<i64>, ArrowError> {
    match column.data_type() {
        DataType::Int64 => Ok(column.as_primitive::<Int64Type>().values().to_vec()),
        DataType::Decimal64(..) => Ok(column.as_primitive::<Decimal64Type>().values().to_vec()),
        other => Err(ArrowError::SchemaError(format!("{other} is no type of a sum"))),
    }
}

/// Writes those rows of a batch that are wanted, as CSV in a style.
pub(super) fn write_csv(to: impl Write, style: CsvStyle, batch: &RecordBatch, wanted: impl Fn(usize) -> bool) -> io::Result<()> {
    let is_number: Vec<bool> =
        batch.schema().fields().iter().map(|field| matches!(field.data_type(), DataType::Int64 | DataType::Decimal64(..))).collect();
    let rows = Rows::csv(to, style, &names(&batch.schema()))?;
    let text = |place: usize, text: String| if is_number[place] { style.number(&text).into_owned() } else { style.text(&text).into_owned() };
    write(rows, batch, wanted, text)
}

/// Writes those rows of a batch that are wanted, as JSON Lines.
pub(super) fn write_json(to: impl Write, batch: &RecordBatch, wanted: impl Fn(usize) -> bool) -> io::Result<()> {
    write(Rows::new(to, RowFormat::Json, &names(&batch.schema()))?, batch, wanted, |_, text| text)
}

fn names(schema: &Schema) -> Vec<&str> {
    schema.fields().iter().map(|field| field.name().as_str()).collect()
}

/// Writes rows; `text` is given the place of each cell and its text.
fn write<W: Write>(mut rows: Rows<W>, batch: &RecordBatch, wanted: impl Fn(usize) -> bool, text: impl Fn(usize, String) -> String) -> io::Result<()> {
    let cells = shown(batch, usize::MAX).map_err(io::Error::other)?;
    for (_, row) in cells.into_iter().enumerate().filter(|(row, _)| wanted(*row)) {
        rows.row(&row.into_iter().enumerate().map(|(place, cell)| text(place, cell.unwrap_or_default())).collect::<Vec<_>>())?;
    }
    rows.finish()
}
