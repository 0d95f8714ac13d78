//! The window of time that is shown (R11).

use crate::model::calendar::Month;
use chrono::NaiveDate;

/// The months that are shown, and the last day that is charged, on which open rows end.
///
/// It limits which lines are shown. Earlier days still count for courses, running sums and refund windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReportingPeriod {
    /// First month shown.
    pub from: Option<Month>,
    /// Last day charged.
    pub until: Option<NaiveDate>,
}

impl ReportingPeriod {
    /// Everything; open rows are refused.
    pub const ALL: ReportingPeriod = ReportingPeriod { from: None, until: None };

    /// Returns the period of one month.
    #[must_use]
    pub fn month(month: Month) -> ReportingPeriod {
        ReportingPeriod { from: Some(month), until: Some(month.last_day()) }
    }

    /// Returns whether lines of `month` are shown.
    #[must_use]
    pub fn shows(&self, month: Month) -> bool {
        self.from.is_none_or(|from| month >= from)
    }

    /// Returns whether a period that begins on `first` and ends on `last` (open: `None`) has a day in the window.
    #[must_use]
    pub fn touches(&self, first: NaiveDate, last: Option<NaiveDate>) -> bool {
        let from = self.from.map_or(NaiveDate::MIN, Month::first_day);
        let until = self.until.unwrap_or(NaiveDate::MAX);
        first <= until && last.is_none_or(|last| last >= from)
    }
}
