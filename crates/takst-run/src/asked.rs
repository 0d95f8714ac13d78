//! What is asked for.

use takst::document::settle::Mode;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// Everything that stands and should be.
    All(Mode),
    /// Invoices of these numbers, which came back.
    Reissue(&'a [String]),
}

impl<'a> What<'a> {
    /// Returns what a correction does: numbers to issue again, or everything.
    #[must_use]
    pub const fn correction(reissue: &'a [String], complete: bool) -> What<'a> {
        match (reissue, complete) {
            ([], false) => What::All(Mode::Correct),
            ([], true) => What::All(Mode::Complete),
            (numbers, _) => What::Reissue(numbers),
        }
    }
}
