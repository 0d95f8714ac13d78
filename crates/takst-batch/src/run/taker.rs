//! Who takes what a worker prices.

use crate::template::layout::Stay;
use crate::template::templates::Templates;
use takst::kernel::{AlikeLines, LineFacts};

/// Takes what has been priced so far, citizen by citizen, and may clear it: for those who do not need the lines of a piece together.
pub(crate) trait Taker {
    /// Whether lines of the kernel are kept until the piece is priced; else [`line`](Taker::line) receives each.
    const KEEPS_LINES: bool = true;

    /// Whether rows that surely fit templates are handed on as they are, in any order.
    fn takes_rows(&self) -> bool {
        false
    }

    /// A row that surely fits a template.
    fn row(&mut self, _row: SureRow, _templates: &Templates) {}

    /// Rows that are copied from templates.
    fn stays(&mut self, _stays: &mut Vec<Stay>, _templates: &Templates) {}

    /// A line of the kernel. `case` gives the number of its case, unique in the piece.
    fn line(&mut self, _line: &LineFacts, _case: impl FnOnce() -> u32) {}

    /// Lines of the kernel that differ in months and amounts only; gives their number. Called only where [`line`](Taker::line) is.
    #[inline(always)]
    fn alike(&mut self, lines: &mut impl AlikeLines, case: impl Fn() -> u32) -> usize {
        let mut count = 0;
        lines.each(|line| {
            self.line(line, &case);
            count += 1;
        });
        count
    }
}

/// A row that surely has the lines of a template.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SureRow {
    pub service: u32,
    pub first: i32,
    pub last: i32,
    pub payer: i32,
}

/// All lines of a piece are kept.
pub(crate) struct KeepsLines;

impl Taker for KeepsLines {}
