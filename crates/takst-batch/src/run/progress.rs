//! How far a run is, and what it came to.

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows priced or refused.
    pub rows: u64,
    /// Cases met.
    pub cases: u64,
    /// Cases refused.
    pub refused: u64,
    /// Lines handed on.
    pub lines: u64,
}

/// What a progress callback answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// End the run with [`BatchError::Stopped`](crate::BatchError::Stopped).
    Stop,
}

/// Asked now and then, during work that takes long, whether the run goes on.
pub(crate) type Meanwhile<'a> = &'a mut dyn FnMut() -> Flow;

/// Counts over a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Rows read.
    pub rows: u64,
    /// Cases met.
    pub cases: u64,
    /// Cases refused.
    pub refused: u64,
    /// Lines.
    pub lines: u64,
    /// Columns of the input that no case file has.
    pub unknown_columns: Vec<String>,
}
