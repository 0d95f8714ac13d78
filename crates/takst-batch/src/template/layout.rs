//! The lines of a piece in the order of the output, before they are written out.

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

impl Stay {
    /// No lines at all.
    pub fn nothing() -> Stay {
        let (template, segment, lines, head, tail, start, end, payer, row, at) = Default::default();
        Stay { template, segment, lines, head, tail, start, end, begins: true, ends: true, cut: false, payer, row, at }
    }
}

/// Lines in the order of the output: stays that are copied, and lines that the core priced.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub runs: Vec<Run>,
    pub stays: Vec<Stay>,
    /// Stays that are in a run.
    closed: usize,
    /// Lines in all.
    pub lines: usize,
}

/// Consecutive lines of one origin.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Run {
    /// Stays from one place in the list to another.
    Stays(usize, usize),
    /// Lines of the core, from one place in their columns to another, and where they begin in the output.
    Priced { from: usize, to: usize, at: usize },
    /// Lines of the kernel, likewise.
    Facts { from: usize, to: usize, at: usize },
}

impl Layout {
    pub fn clear(&mut self) {
        self.runs.clear();
        self.stays.clear();
        self.closed = 0;
        self.lines = 0;
    }

    /// Ends a run of stays; to be called when all are there.
    pub fn close(&mut self) {
        if self.closed < self.stays.len() {
            self.runs.push(Run::Stays(self.closed, self.stays.len()));
            self.closed = self.stays.len();
        }
    }

    /// Appends the lines of a stay, if it has any.
    #[inline]
    pub fn stay(&mut self, stay: &Stay) {
        if stay.lines > 0 {
            self.stays.push(Stay { at: self.lines as u32, ..*stay }); // a piece has far fewer lines
            self.lines += stay.lines as usize;
        }
    }

    /// Appends `count` lines of the kernel, the first of which is at `from`.
    #[inline]
    pub fn facts(&mut self, from: usize, count: usize) {
        if count > 0 {
            self.close();
            let to = from + count;
            match self.runs.last_mut() {
                Some(Run::Facts { to: end, .. }) if *end == from => *end = to,
                _ => self.runs.push(Run::Facts { from, to, at: self.lines }),
            }
            self.lines += count;
        }
    }

    /// Appends lines of the core.
    pub fn priced(&mut self, from: usize, to: usize) {
        if from < to {
            self.close();
            self.runs.push(Run::Priced { from, to, at: self.lines });
            self.lines += to - from;
        }
    }
}
