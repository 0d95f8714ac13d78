//! Days that a document or a line is about (BG-14, BG-26).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// First and last day, as far as they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Days {
    /// First day (BT-73, BT-134).
    #[serde(with = "super::text::optional")]
    pub first: Option<NaiveDate>,
    /// Last day (BT-74, BT-135).
    #[serde(with = "super::text::optional")]
    pub last: Option<NaiveDate>,
}

impl Days {
    /// Returns the days of a period.
    #[must_use]
    pub const fn of(first: NaiveDate, last: NaiveDate) -> Days {
        Days { first: Some(first), last: Some(last) }
    }
}
