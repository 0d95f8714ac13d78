//! The groups of sums.

/// What sums are grouped by, and whether cases are counted.
pub struct Groups {
    pub by: Vec<String>,
    pub cases: bool,
}
