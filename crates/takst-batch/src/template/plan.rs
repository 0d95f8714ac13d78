//! Which lines a plain row has: segments to copy, and where its first and last line stand among a template's amounts.

use crate::rows::hot::{Hot, NO_DAY, NO_PAYER, OPEN};
use crate::template::days::day_number;
use crate::template::segments::{HORIZON, NOWHERE, Template};
use crate::template::templates::{ColumnSet, Templates};
use takst::Request;

/// The line of a segment that is covered whole.
pub(crate) const WHOLE: u32 = u32::MAX;

/// The lines of one plain row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stay {
    pub template: u32,
    /// First segment, and the number of segments: one line each.
    pub segment: u32,
    pub lines: u32,
    /// Where the amounts of the first and of the last line stand, or [`WHOLE`].
    pub head: u32,
    pub tail: u32,
    /// First day of the first line, last day of the last.
    pub start: i32,
    pub end: i32,
    /// Whether the first line is the first of the stay, the last its last, and the last cell cut short.
    pub begins: bool,
    pub ends: bool,
    pub cut: bool,
    pub payer: i32,
    /// The row in its piece.
    pub row: u32,
    /// Where its first line stands in the output.
    pub at: u32,
}

/// The window of time in days.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    from: i32,
    until: i32,
}

impl Window {
    pub fn of(request: &Request) -> Window {
        Window { from: request.from.map_or(i32::MIN, |month| day_number(month.first_day())), until: request.until.map_or(i32::MAX, day_number) }
    }
}

/// The stay of a row that is alone with its citizen; `None` leaves the row to the core. A stay without lines is one that the window does not show.
#[inline]
pub(crate) fn stay(hot: &Hot, row: usize, templates: &Templates, window: Window, findings: bool) -> Option<Stay> {
    let copied = templates.copied.get(hot.service[row] as usize)?;
    let (first, row_last, payer) = (hot.first[row], hot.last[row], hot.payer[row]);
    let last = row_last.min(window.until);
    let given = hot.given.get(row).copied().unwrap_or(ColumnSet::NONE);
    let unfit = first == NO_DAY || row_last == NO_DAY || row_last < first || last == OPEN || payer == NO_PAYER || !hot.sound[row];
    if unfit || given.meets(copied.deciding) || (findings && copied.has_terms) {
        return None;
    }
    let phase = if copied.phases == 7 { (first - day_number(HORIZON.0)).rem_euclid(7) as u32 } else { 0 };
    let number = copied.template + phase;
    let template = &templates.templates[number as usize];
    let nothing = Stay {
        template: number,
        segment: template.first_segment,
        lines: 0,
        head: WHOLE,
        tail: WHOLE,
        start: first,
        end: last,
        begins: true,
        ends: last == row_last,
        cut: false,
        payer,
        row: row as u32,
        at: 0,
    };
    if last < first {
        return Some(nothing); // begins after the window
    }
    let (first_cell, last_cell) = (template.cell(first), template.cell(last));
    let (s0, s1) = (templates.segment(template, first_cell), templates.segment(template, last_cell));
    if s0 == NOWHERE || s1 == NOWHERE {
        return None;
    }
    let (head, tail) = (&templates.all.segments[s0 as usize], &templates.all.segments[s1 as usize]);
    // The last line of a stretch is that of a stay that ends there; one that the window cuts goes on.
    let after = || templates.all.segments.get(s1 as usize + 1).filter(|_| s1 + 1 < template.first_segment + template.segments);
    let is_last = || after().is_none_or(|next| next.stretch != tail.stretch);
    if head.stretch != tail.stretch || !head.fits || !tail.fits || (last != row_last && is_last()) {
        return None;
    }
    let cell_end = template.base + (last_cell + 1) * template.cell_days - 1;
    let stay = Stay { end: cell_end.min(row_last), cut: cell_end > row_last, ..nothing };
    let shown = if window.from > first {
        // The first month shown begins a document of its own; what lies before leaves nothing behind.
        let cell = template.cell(window.from + template.cell_days - 1);
        if cell > last_cell {
            return Some(nothing);
        }
        let segment = templates.segment(template, cell);
        let (start, tail_cells) = (template.base + cell * template.cell_days, last_cell - tail.first);
        Stay { segment, lines: s1 - segment + 1, tail: tail.amounts + tail_cells as u32, start, begins: false, ..stay }
    } else if s0 == s1 {
        let amounts = head.amounts + (last_cell - first_cell) as u32;
        Stay { segment: s0, lines: 1, head: amounts, tail: amounts, ..stay }
    } else {
        let (head_cells, tail_cells) = (head.last - first_cell, last_cell - tail.first);
        Stay { segment: s0, lines: s1 - s0 + 1, head: head.amounts + head_cells as u32, tail: tail.amounts + tail_cells as u32, ..stay }
    };
    let undetermined =
        || templates.all.segments[shown.segment as usize..(shown.segment + shown.lines) as usize].iter().any(|segment| segment.undetermined);
    if findings && undetermined() { None } else { Some(shown) }
}

impl Template {
    #[inline]
    pub fn cell(&self, day: i32) -> i32 {
        let days = day - self.base;
        if self.cell_days == 1 { days } else { days.div_euclid(7) }
    }
}
