//! Which lines a plain row has: segments to copy, and where its first and last line stand among a template's amounts.

use crate::input::ColumnSet;
use crate::rows::plain_rows::{OPEN, PlainSlices};
use crate::template::days::day_number;
use crate::template::layout::{Layout, Stay};
use crate::template::segments::{Bounds, HORIZON, Template, UNFIT};
use crate::template::templates::Templates;
use takst::{Municipality, ReportingPeriod};

/// The template of a row, and where in its cells the row begins and ends.
#[derive(Debug, Clone, Copy, Default)]
struct Reach {
    template: u32,
    first: u32,
    last: u32,
}

/// Rows planned at once: few, so that what is found out about them is near when it is taken.
pub(crate) const BLOCK: usize = 256;

/// What rows are planned for: the window of time in days, and whether findings are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    from: i32,
    until: i32,
    findings: bool,
    /// First day of the horizon.
    horizon: i32,
}

impl Scope {
    pub fn of(request: &ReportingPeriod, findings: bool) -> Scope {
        Scope {
            from: request.from.map_or(i32::MIN, |month| day_number(month.first_day())),
            until: request.until.map_or(i32::MAX, day_number),
            findings,
            horizon: day_number(HORIZON.0),
        }
    }

    /// Whether all days are shown and no findings are wanted.
    pub fn is_all(&self) -> bool {
        self.from == i32::MIN && self.until == i32::MAX && !self.findings
    }
}

/// Plans rows under one request.
pub(crate) struct Planner<'t> {
    pub templates: &'t Templates,
    pub scope: Scope,
}

impl Planner<'_> {
    /// Whether a row surely has the lines of a template, from its first day to its last; asked where all is shown and no findings are wanted.
    #[inline(always)]
    pub fn is_sure(&self, hot: &PlainSlices<'_>, row: usize) -> bool {
        let Some(copied) = self.templates.copied.get(hot.service[row] as usize) else { return false };
        let decides = hot.given.get(row).is_some_and(|given| given.meets(copied.deciding));
        hot.sound[row] & (hot.first[row] >= copied.sure.0) & (hot.last[row] <= copied.sure.1) & !decides
    }

    /// Plans rows from one to another, no more than [`BLOCK`], up to the first that is left to the core, and gives that row. Stays that the window does not show are left
    /// out. Not inlined, so that the loop has the registers for itself.
    #[inline(never)]
    pub fn plan(&self, hot: &PlainSlices<'_>, from: usize, to: usize, layout: &mut Layout) -> usize {
        let is_plain = self.scope.is_all() && hot.given.is_empty();
        layout.stays.reserve(to - from);
        if is_plain { self.plain(hot, from, to, layout) } else { self.each(hot, from, to, layout) }
    }

    /// Row by row.
    fn each(&self, hot: &PlainSlices<'_>, from: usize, to: usize, layout: &mut Layout) -> usize {
        for row in from..to {
            let Some(stay) = self.stay(hot, row) else { return row };
            layout.stay(&stay);
        }
        to
    }

    /// Step by step, each for all rows: what a step looks up for one row does not wait for what another step looks up for the row before.
    fn plain(&self, hot: &PlainSlices<'_>, from: usize, to: usize, layout: &mut Layout) -> usize {
        let mut reaches = [Reach::default(); BLOCK];
        let mut segments = [(0, 0); BLOCK];
        let mut to = to.min(from + BLOCK);
        for (row, reach) in (from..to).zip(&mut reaches) {
            let Some(found) = self.reach::<true>(hot, row, hot.last[row]) else {
                to = row;
                break;
            };
            *reach = found;
        }
        for ((row, reach), found) in (from..to).zip(&reaches).zip(&mut segments) {
            *found = self.ends(reach);
            if (found.0 | found.1) & UNFIT != 0 {
                to = row;
                break;
            }
        }
        let mut at = layout.lines as u32; // a piece has far fewer lines
        for (row, (reach, segments)) in (from..to).zip(reaches.iter().zip(&segments)) {
            let template = &self.templates.templates[reach.template as usize];
            let Some((stay, _)) = self.whole(hot, row, hot.last[row], template, reach, *segments) else {
                to = row;
                break;
            };
            layout.stays.push(Stay { at, ..stay });
            at += stay.lines;
        }
        layout.lines = at as usize;
        to
    }

    /// The template of a row that is sound and alone with its citizen, and the cells it reaches from and to; `None` leaves the row to the core.
    /// `PLAIN`: there is no window, no findings are wanted and no row gives more than every row does.
    #[inline(always)]
    fn reach<const PLAIN: bool>(&self, hot: &PlainSlices<'_>, row: usize, last: i32) -> Option<Reach> {
        let copied = self.templates.copied.get(hot.service[row] as usize)?;
        if !hot.sound[row] | (last == OPEN) | (copied.phases == 0) {
            return None;
        }
        if !PLAIN {
            let given = hot.given.get(row).copied().unwrap_or(ColumnSet::NONE);
            if given.meets(copied.deciding)
                || (self.scope.findings && (copied.has_terms || given.meets(copied.telling) || !is_municipality(hot.payer[row])))
            {
                return None;
            }
        }
        // Days before the horizon become large numbers, beyond every template; for those the quotient can be one too many.
        let first = hot.first[row];
        let since = u64::from(first.wrapping_sub(self.scope.horizon) as u32);
        let phase = since.wrapping_sub(((since * copied.inverse) >> 32) * u64::from(copied.phases));
        let number = copied.template + (phase as u32).min(copied.phases - 1);
        let template = &self.templates.templates[number as usize];
        let place = |day: i32| template.cells_at + template.cell(day).min(template.cells);
        Some(Reach { template: number, first: place(first), last: place(last) })
    }

    /// The segments in which a row begins and ends.
    #[inline(always)]
    fn ends(&self, reach: &Reach) -> (u16, u16) {
        let of_cell = &self.templates.all.of_cell;
        (of_cell[reach.first as usize], of_cell[reach.last as usize])
    }

    /// The stay of a row to its last day, or to the end of its last cell; with the bounds of its last segment.
    #[inline(always)]
    fn whole(
        &self,
        hot: &PlainSlices<'_>,
        row: usize,
        last: i32,
        template: &Template,
        reach: &Reach,
        segments: (u16, u16),
    ) -> Option<(Stay, &Bounds)> {
        let (s0, s1) = (template.first_segment + u32::from(segments.0), template.first_segment + u32::from(segments.1));
        let (head, tail) = (&self.templates.all.bounds[s0 as usize], &self.templates.all.bounds[s1 as usize]);
        if !template.one_stretch && head.stretch != tail.stretch {
            return None;
        }
        let (first_cell, last_cell) = ((reach.first - template.cells_at) as i32, (reach.last - template.cells_at) as i32); // few
        let row_last = hot.last[row];
        let cell_end = template.base + (last_cell + 1) * template.cell_days - 1;
        // Without a branch for stays of one line, which come when they like: both ends are then the whole stay.
        let (head_cells, tail_cells) = (head.last.min(last_cell) - first_cell, last_cell - tail.first.max(first_cell));
        let stay = Stay {
            template: reach.template,
            segment: s0,
            lines: s1 - s0 + 1,
            head: head.amounts + head_cells as u32,
            tail: tail.amounts + tail_cells as u32,
            start: hot.first[row],
            end: cell_end.min(row_last),
            begins: true,
            ends: last == row_last,
            cut: cell_end > row_last,
            payer: hot.payer[row],
            row: row as u32,
            at: 0,
        };
        Some((stay, tail))
    }

    /// The stay of a row that is sound and alone with its citizen; `None` leaves the row to the core. A stay without lines is one that the window
    /// does not show.
    #[inline(always)]
    pub fn stay(&self, hot: &PlainSlices<'_>, row: usize) -> Option<Stay> {
        let (first, row_last) = (hot.first[row], hot.last[row]);
        let last = row_last.min(self.scope.until);
        let reach = self.reach::<false>(hot, row, last)?;
        let template = &self.templates.templates[reach.template as usize];
        if last < first {
            return Some(Stay::nothing()); // begins after the window
        }
        let segments = self.ends(&reach);
        if (segments.0 | segments.1) & UNFIT != 0 {
            return None;
        }
        let (stay, tail) = self.whole(hot, row, last, template, &reach, segments)?;
        if self.scope.from > first || last != row_last || self.scope.findings {
            return self.shown(template, stay, (reach.first - template.cells_at) as i32, (reach.last - template.cells_at) as i32, tail);
        }
        Some(stay)
    }

    /// Whether a row is left to the core. Not inlined: few are.
    #[inline(never)]
    pub fn is_left(&self, hot: &PlainSlices<'_>, row: usize) -> bool {
        self.stay(hot, row).is_none()
    }

    /// What the window shows of a stay, where it cuts it or findings are asked for.
    fn shown(&self, template: &Template, stay: Stay, first_cell: i32, last_cell: i32, tail: &Bounds) -> Option<Stay> {
        let all = &self.templates.all;
        let after = || {
            all.bounds.get((stay.segment + stay.lines) as usize).filter(|_| stay.segment + stay.lines < template.first_segment + template.segments)
        };
        // The last line of a stretch is that of a stay that ends there; one that the window cuts goes on.
        if !stay.ends && after().is_none_or(|next| next.stretch != tail.stretch) {
            return None;
        }
        let tail_cells = (last_cell - tail.first) as u32;
        let shown = if self.scope.from > stay.start {
            // The first month shown begins a document of its own; what lies before leaves nothing behind.
            let cell = template.cell(self.scope.from + template.cell_days - 1).min(template.cells) as i32;
            if cell > last_cell {
                return Some(Stay { lines: 0, ..stay });
            }
            let segment = self.templates.segment(template, cell as u32);
            if segment & UNFIT != 0 {
                return None;
            }
            let segment = template.first_segment + u32::from(segment);
            let (start, lines) = (template.base + cell * template.cell_days, stay.segment + stay.lines - segment);
            let head = &all.bounds[segment as usize];
            let head_cells = (if lines == 1 { last_cell } else { head.last }) - head.first;
            Stay { segment, lines, head: head.amounts + head_cells as u32, tail: tail.amounts + tail_cells, start, begins: false, ..stay }
        } else {
            let head = &all.bounds[stay.segment as usize];
            let head_cells = if stay.lines == 1 { last_cell - first_cell } else { head.last - first_cell };
            let tail_cells = if stay.lines == 1 { head_cells as u32 } else { tail_cells };
            Stay { head: head.amounts + head_cells as u32, tail: tail.amounts + tail_cells, ..stay }
        };
        let lines = shown.segment as usize..(shown.segment + shown.lines) as usize;
        let undetermined = self.scope.findings && all.segments[lines].iter().any(|segment| segment.undetermined);
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

/// Whether a municipality has the code of a payer.
fn is_municipality(code: i32) -> bool {
    u16::try_from(code).ok().and_then(Municipality::new).is_some_and(|payer| payer.name().is_some())
}
