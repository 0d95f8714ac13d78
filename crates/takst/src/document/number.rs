//! Numbers and due dates (D8).

use crate::model::calendar::plus_days;
use chrono::NaiveDate;
use std::fmt;

/// What the numbers of a seller begin with. It may be empty and does not end in a digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Series(Box<str>);

impl Series {
    /// Returns the series, or `None` for a text that ends in a digit.
    ///
    /// # Example
    /// ```
    /// use takst::document::number::Series;
    /// let series = Series::new("M-").expect("no digit at the end");
    /// assert_eq!(series.number(12), "M-12");
    /// assert_eq!(series.read("M-12"), Some(12));
    /// assert_eq!(series.read("M-12b"), None);
    /// assert!(Series::new("2024").is_none());
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Option<Series> {
        (!text.ends_with(|c: char| c.is_ascii_digit())).then(|| Series(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the number `n` of the series.
    #[must_use]
    pub fn number(&self, n: u64) -> String {
        format!("{}{n}", self.0)
    }

    /// Returns n where a number reads as one of the series: only digits follow it (D8.2).
    ///
    /// Zeros before the digits do not count: who reads M-007 takes it for M-7.
    #[must_use]
    pub fn read(&self, number: &str) -> Option<u64> {
        let digits = number.strip_prefix(&*self.0)?;
        (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().unwrap_or(u64::MAX))
    }

    /// Returns whether any of the numbers of an earlier system reads as one of the series from the first number on: `series.taken` (D6.5).
    #[must_use]
    pub fn is_taken<'a>(&self, first_number: u64, imported: impl IntoIterator<Item = &'a str>) -> bool {
        imported.into_iter().any(|number| self.read(number).is_some_and(|n| n >= first_number))
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the n that comes next in a series: the first number, or one more than the last that was given (D8.2).
#[must_use]
pub fn next_number(first_number: u64, last_given: Option<u64>) -> u64 {
    last_given.map_or(first_number, |last| first_number.max(last.saturating_add(1)))
}

/// Returns the day on which an invoice is due (D8.3).
#[must_use]
pub fn due(issued: NaiveDate, payment_days: u32) -> NaiveDate {
    plus_days(issued, i64::from(payment_days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_those_of_a_series() {
        let (empty, series) = (Series::default(), Series::new("A-2024/").expect("a series"));
        assert_eq!((empty.number(7).as_str(), empty.read("007"), empty.read("A7")), ("7", Some(7), None));
        assert_eq!((series.number(1).as_str(), series.read("A-2024/"), series.read("A-2024/-1")), ("A-2024/1", None, None));
        assert_eq!(series.read("A-2024/99999999999999999999999"), Some(u64::MAX), "too large is taken all the same");
        assert!(series.is_taken(10, ["B-3", "A-2024/10"]));
        assert!(!series.is_taken(11, ["B-30", "A-2024/10"]), "before the first number");
    }

    #[test]
    fn numbers_go_on_after_the_last() {
        assert_eq!((next_number(1, None), next_number(500, None), next_number(1, Some(7)), next_number(500, Some(7))), (1, 500, 8, 500));
    }

    #[test]
    fn a_weekend_moves_no_due_date() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        // 2024-02-10 is a Saturday; 21 days later is one too.
        assert_eq!(due(day("2024-02-10"), 21), day("2024-03-02"));
        assert_eq!(due(day("2024-02-10"), 0), day("2024-02-10"));
    }
}
