//! A template: the lines of one service worked out by the core once, to be copied for every plain row.
//!
//! Time is cut into *cells*: days, or the weeks that begin on one weekday. A *segment* is a longest run of cells that make one line when a stay
//! covers them all. The lines of a stay are then the segments it covers whole, copied, and its first and last line, looked up by their number of
//! cells. Every figure comes from the kernel; a segment that does not fit the pattern is marked, and rows that begin or end in it are priced by
//! the core one by one.

use crate::template::line_columns::LineColumns;
use chrono::NaiveDate;
use takst::LineColumn;

/// The amounts of a line, one cache line: net, VAT, own payment, refund, at stake, cost, quantity, gross.
pub(crate) type Amounts = [i64; 8];

/// The columns of the amounts, in their order.
pub(crate) const AMOUNTS: [LineColumn; 8] = [
    LineColumn::Net,
    LineColumn::Vat,
    LineColumn::OwnPayment,
    LineColumn::Refund,
    LineColumn::AtStake,
    LineColumn::Cost,
    LineColumn::Quantity,
    LineColumn::Gross,
];

/// Days on which templates are made; rows that reach beyond are left to the kernel.
pub(crate) const HORIZON: (NaiveDate, NaiveDate) =
    (NaiveDate::from_ymd_opt(2010, 1, 1).expect("a date"), NaiveDate::from_ymd_opt(2039, 12, 31).expect("a date"));

/// Lines copied at once; columns are that much longer than their lines.
pub(crate) const CHUNK: usize = 16;

/// Set where a stay may not begin or end in a cell's segment.
pub(crate) const UNFIT: u16 = 1 << 15;
/// No segment: the cell has no price, or not one that can be worked out beforehand.
pub(crate) const NOWHERE: u16 = u16::MAX;

/// Where a segment lies: what every row looks up, and so kept small.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// First and last cell.
    pub first: i32,
    pub last: i32,
    /// Where the amounts of one cell stand; those of n cells follow n − 1 places on.
    pub amounts: u32,
    /// Segments between which a stay can run: those with the same number.
    pub stretch: u16,
}

/// What else is known of a segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment {
    /// Whether its refund is undetermined, which is a finding.
    pub undetermined: bool,
    /// Words of the assumptions of a stay's first line, and of its last, here; the latter where the last cell is cut short.
    pub first_assumptions: i32,
    pub last_assumptions: i32,
    /// Segments after it in the same month: their lines are numbered on from a stay's first line.
    pub month_goes_on: u32,
}

/// The lines of one service, and where prices are weekly of one weekday: where they stand among those of all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template {
    /// The number of its service in the book.
    pub service: u32,
    /// Day on which cell 0 begins.
    pub base: i32,
    /// Days of a cell: 1 or 7.
    pub cell_days: i32,
    /// 2^32 / days of a cell, rounded up.
    pub inverse: u64,
    /// Where the segment of cell 0 stands, and how many cells there are.
    pub cells_at: u32,
    pub cells: u32,
    /// The first segment, and how many there are.
    pub first_segment: u32,
    pub segments: u32,
    /// Whether a stay can run from any segment to any other.
    pub one_stretch: bool,
    /// Whether the amounts of n cells are n times those of one, wherever a stay may begin or end.
    pub linear: bool,
    /// Whether that holds for every segment, and for the line that covers it whole.
    pub even: bool,
    /// Whether every amount is below [`SMALL`].
    pub small: bool,
}

/// Amounts below this can be added four billion times.
pub(crate) const SMALL: i64 = 1 << 31;

/// What a number below 2^32 is multiplied with to be divided by 1 or 7, 2^32 times too large: without a branch that depends on the row.
pub(crate) const fn inverse_of(divisor: i32) -> u64 {
    (1u64 << 32).div_ceil(divisor as u64)
}

/// The segments of all templates. A stay's lines are copied from here without a look at its template.
#[derive(Debug, Default)]
pub(crate) struct Segments {
    /// Segment of each cell, with [`UNFIT`] where it is, or [`NOWHERE`]; behind the cells of each template once more the latter.
    /// Segments are numbered from the first of their template on, so that a number is short: a template has no more than the days of the horizon.
    pub of_cell: Vec<u16>,
    pub bounds: Vec<Bounds>,
    pub segments: Vec<Segment>,
    /// The line of each segment covered whole, longer by [`CHUNK`].
    pub lines: LineColumns,
    pub amounts: Vec<Amounts>,
}
