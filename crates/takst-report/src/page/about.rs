//! What a page is about, beside the results of cases.

use crate::basis::Counts;
use takst_explain::Receipt;
use takst_explain::model::Fact;

/// What a page is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Name of the case file.
    pub file: &'a str,
    /// What the figures were calculated with.
    pub receipt: &'a Receipt,
    /// Counts over the cases that are shown.
    pub counts: Counts,
    /// What is shown of the case file, where that is a part.
    pub shown: &'a [Fact],
}
