//! Which lines a plain row has: segments to copy, and where its first and last line stand among a template's amounts.

use crate::lines::fill::Layout;
use crate::rows::hot::{HotRows, OPEN};
use crate::template::days::day_number;
use crate::template::segments::{HORIZON, Segment, Template, UNFIT};
use crate::template::templates::Templates;
use takst::Request;

/// The lines of one plain row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stay {
    pub template: u32,
    /// First segment, and the number of segments: one line each.
    pub segment: u32,
    pub lines: u32,
    /// Where the amounts of the first and of the last line stand; the same where there is one line.
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
struct Window {
    from: i32,
    until: i32,
}

impl Window {
    fn of(request: &Request) -> Window {
        Window { from: request.from.map_or(i32::MIN, |month| day_number(month.first_day())), until: request.until.map_or(i32::MAX, day_number) }
    }
}

/// Plans rows under one request.
pub(crate) struct Planner<'t> {
    templates: &'t Templates,
    window: Window,
    findings: bool,
    /// First day of the horizon.
    horizon: i32,
}

impl<'t> Planner<'t> {
    pub fn new(templates: &'t Templates, request: &Request, findings: bool) -> Planner<'t> {
        Planner { templates, window: Window::of(request), findings, horizon: day_number(HORIZON.0) }
    }

    /// Plans rows from one to another, up to the first that is left to the core, and gives that row. Stays that the window does not show are left
    /// out. Not inlined, so that the loop has the registers for itself.
    #[inline(never)]
    pub fn plan(&self, hot: &HotRows<'_>, from: usize, to: usize, layout: &mut Layout) -> usize {
        let is_plain = self.window.from == i32::MIN && self.window.until == i32::MAX && !self.findings && hot.given.is_empty();
        layout.stays.reserve(to - from);
        if is_plain { self.rows::<true>(hot, from, to, layout) } else { self.rows::<false>(hot, from, to, layout) }
    }

    #[inline(always)]
    fn rows<const PLAIN: bool>(&self, hot: &HotRows<'_>, from: usize, to: usize, layout: &mut Layout) -> usize {
        let mut at = layout.lines as u32; // a piece has far fewer lines
        let left = (from..to).find(|row| {
            let Some(stay) = self.stay::<PLAIN>(hot, *row) else { return true };
            if PLAIN || stay.lines > 0 {
                layout.stays.push(Stay { at, ..stay });
                at += stay.lines;
            }
            false
        });
        layout.lines = at as usize;
        left.unwrap_or(to)
    }

    /// The stay of a row that is sound and alone with its citizen; `None` leaves the row to the core. A stay without lines is one that the window
    /// does not show. `PLAIN`: there is no window, no findings are wanted and no row gives more than every row does.
    #[inline(always)]
    fn stay<const PLAIN: bool>(&self, hot: &HotRows<'_>, row: usize) -> Option<Stay> {
        let templates = self.templates;
        let copied = templates.copied.get(hot.service[row] as usize)?;
        let (first, row_last) = (hot.first[row], hot.last[row]);
        let last = if PLAIN { row_last } else { row_last.min(self.window.until) };
        if !hot.sound[row] | (last == OPEN) {
            return None;
        }
        if !PLAIN && (hot.given.get(row).is_some_and(|given| given.meets(copied.deciding)) || (self.findings && copied.has_terms)) {
            return None;
        }
        // Days before the horizon become large numbers, beyond every template; for those the quotient can be one too many.
        let since = u64::from(first.wrapping_sub(self.horizon) as u32);
        let phase = since.wrapping_sub(((since * copied.inverse) >> 32) * u64::from(copied.phases));
        let number = copied.template + (phase as u32).min(copied.phases - 1);
        let template = &templates.templates[number as usize];
        let nothing = Stay {
            template: number,
            segment: template.first_segment,
            lines: 0,
            head: 0,
            tail: 0,
            start: first,
            end: last,
            begins: true,
            ends: last == row_last,
            cut: false,
            payer: hot.payer[row],
            row: row as u32,
            at: 0,
        };
        if !PLAIN && last < first {
            return Some(nothing); // begins after the window
        }
        let (first_cell, last_cell) = (template.cell(first), template.cell(last));
        let (s0, s1) = (templates.segment(template, first_cell), templates.segment(template, last_cell));
        if (s0 | s1) & UNFIT != 0 {
            return None;
        }
        let (first_cell, last_cell) = (first_cell as i32, last_cell as i32); // cells of the template: few
        let (head, tail) = (&templates.all.segments[s0 as usize], &templates.all.segments[s1 as usize]);
        if !template.one_stretch && head.stretch != tail.stretch {
            return None;
        }
        let cell_end = template.base + (last_cell + 1) * template.cell_days - 1;
        let stay = Stay { end: cell_end.min(row_last), cut: cell_end > row_last, segment: s0, lines: s1 - s0 + 1, ..nothing };
        if !PLAIN && (self.window.from > first || last != row_last || self.findings) {
            return self.shown(template, stay, first_cell, last_cell, tail);
        }
        // Without a branch for stays of one line, which come when they like: both ends are then the whole stay.
        let (head_cells, tail_cells) = (head.last.min(last_cell) - first_cell, last_cell - tail.first.max(first_cell));
        Some(Stay { head: head.amounts + head_cells as u32, tail: tail.amounts + tail_cells as u32, ..stay })
    }

    /// Whether a row is left to the core. Not inlined: few are.
    #[inline(never)]
    pub fn is_left(&self, hot: &HotRows<'_>, row: usize) -> bool {
        self.stay::<false>(hot, row).is_none()
    }

    /// What the window shows of a stay, where it cuts it or findings are asked for.
    fn shown(&self, template: &Template, stay: Stay, first_cell: i32, last_cell: i32, tail: &Segment) -> Option<Stay> {
        let all = &self.templates.all;
        let after = || {
            all.segments.get((stay.segment + stay.lines) as usize).filter(|_| stay.segment + stay.lines < template.first_segment + template.segments)
        };
        // The last line of a stretch is that of a stay that ends there; one that the window cuts goes on.
        if !stay.ends && after().is_none_or(|next| next.stretch != tail.stretch) {
            return None;
        }
        let tail_cells = (last_cell - tail.first) as u32;
        let shown = if self.window.from > stay.start {
            // The first month shown begins a document of its own; what lies before leaves nothing behind.
            let cell = template.cell(self.window.from + template.cell_days - 1).min(template.cells) as i32;
            if cell > last_cell {
                return Some(Stay { lines: 0, ..stay });
            }
            let segment = self.templates.segment(template, cell as u32);
            if segment & UNFIT != 0 {
                return None;
            }
            let (start, lines) = (template.base + cell * template.cell_days, stay.segment + stay.lines - segment);
            let head = &all.segments[segment as usize];
            let head_cells = (if lines == 1 { last_cell } else { head.last }) - head.first;
            Stay { segment, lines, head: head.amounts + head_cells as u32, tail: tail.amounts + tail_cells, start, begins: false, ..stay }
        } else {
            let head = &all.segments[stay.segment as usize];
            let head_cells = if stay.lines == 1 { last_cell - first_cell } else { head.last - first_cell };
            let tail_cells = if stay.lines == 1 { head_cells as u32 } else { tail_cells };
            Stay { head: head.amounts + head_cells as u32, tail: tail.amounts + tail_cells, ..stay }
        };
        let lines = shown.segment as usize..(shown.segment + shown.lines) as usize;
        let undetermined = self.findings && all.segments[lines].iter().any(|segment| segment.undetermined);
        if undetermined { None } else { Some(shown) }
    }
}

impl Template {
    /// The cell of a day; of a day before the first cell a number beyond the last.
    #[inline]
    fn cell(&self, day: i32) -> u32 {
        let days = u64::from(day.wrapping_sub(self.base) as u32);
        ((days * self.inverse) >> 32) as u32
    }
}
