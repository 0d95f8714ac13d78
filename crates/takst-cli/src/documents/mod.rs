//! Priced lines as documents: what the commands share that issue, claim and compare them.

pub(crate) mod args;
pub(crate) mod claim;
pub(crate) mod correct;
mod differences;
pub(crate) mod import;
mod inputs;
pub(crate) mod invoice;
pub(crate) mod plan;
mod settled;
pub(crate) mod issued;
mod should;
mod table;
mod task;
mod unread;
pub(crate) mod verify;
mod whole;

use crate::clock;
use crate::say::Failure;
use chrono::NaiveDate;
use std::path::Path;
use takst::{Catalogue, Month};
use takst_catalogue::{LoadedParties, parties_from_toml};
use takst_explain::Lang;

/// The date of a command: the one that was given, or today.
///
/// # Errors
/// The date lies after today: `ledger.date-ahead`.
pub(crate) fn date_of(given: Option<NaiveDate>) -> Result<NaiveDate, Failure> {
    let today = clock::today();
    match given {
        Some(date) if date > today => Err(Failure::DateAhead { date, today }),
        Some(date) => Ok(date),
        None => Ok(today),
    }
}

/// The last month that ended before a day.
pub(crate) fn last_month_before(day: NaiveDate) -> Month {
    Month::of(day).plus(-1)
}

/// Reads a parties file.
///
/// # Errors
/// It cannot be read, or has faults.
pub(crate) fn read_parties(path: &Path, catalogue: &Catalogue, lang: Lang) -> Result<LoadedParties, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Lines(vec![format!("{name}: {error}")]))?;
    let lines = |problems: Vec<takst_catalogue::Problem>| problems.iter().map(|problem| problem.line(lang)).collect();
    parties_from_toml(&name, &text, catalogue).map_err(|problems| Failure::Lines(lines(problems)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_before_the_first_of_the_next() {
        let last = |day: &str| last_month_before(day.parse().expect("a day")).to_string();
        assert_eq!((last("2024-02-01"), last("2024-01-31")), ("2024-01".to_owned(), "2023-12".to_owned()));
    }
}
