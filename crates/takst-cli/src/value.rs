//! Values of options: read strictly, and what would be right in words.

use crate::words::texts;
use chrono::NaiveDate;
use std::fmt;
use takst::calendar::read_day;
use takst::document::claim::Quarter;
use takst::{Month, Municipality};
use takst_explain::Lang;
use takst_io::DateOrder;

/// What would be right in place of a value that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Right {
    /// A day, and how the one that was probably meant is written.
    Day(Option<NaiveDate>),
    /// The first day of a month.
    FirstOfMonth(Month),
    /// A month, and how the one that was probably meant is written.
    Month(Option<Month>),
    Quarter,
    Year,
    Percent,
    DateOrder,
    /// A municipality, and the one that was probably meant.
    Municipality(Option<Municipality>),
    Lang,
}

impl Right {
    /// The sentence.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let texts = texts(lang);
        let say = |id: &str| texts.get(id, &[]);
        let with = |id: &str, name: &'static str, value: String| texts.get(id, &[(name, value.into())]);
        match self {
            Right::Day(None) => say("cli-right-day"),
            Right::Day(Some(day)) => with("cli-right-this-day", "day", day.to_string()),
            Right::FirstOfMonth(month) => with("cli-right-first-of-month", "day", month.first_day().to_string()),
            Right::Month(None) => say("cli-right-month"),
            Right::Month(Some(month)) => with("cli-right-this-month", "month", month.to_string()),
            Right::Quarter => say("cli-right-quarter"),
            Right::Year => say("cli-right-year"),
            Right::Percent => say("cli-right-percent"),
            Right::DateOrder => with("cli-usage-one-of", "words", DateOrder::WORDS.join(", ")),
            Right::Municipality(None) => say("cli-right-municipality"),
            Right::Municipality(Some(near)) => with("cli-right-this-municipality", "near", texts.municipality(*near)),
            Right::Lang => say("cli-right-lang"),
        }
    }
}

/// In English, where an error is shown by another program.
impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for Right {}

/// Reads a day, `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Right> {
    read_day(text).ok_or_else(|| Right::Day(other_day(text)))
}

/// The day that a text in another order of day, month and year means; of two numbers that could both be the day, as in Denmark the first.
fn other_day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<u32> = text.trim().split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).map(str::parse).collect::<Result<_, _>>().ok()?;
    let (year, month, day) = match parts[..] {
        [day, month, year] if year > 31 => (year, month, day),
        [year, month, day] if year > 31 => (year, month, day),
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    read_day(&day.to_string())
}

/// Reads the first day of a month, `YYYY-MM-01`.
pub(crate) fn first_of_month(text: &str) -> Result<Month, Right> {
    let first = day(text)?;
    let month = Month::of(first);
    if month.first_day() == first { Ok(month) } else { Err(Right::FirstOfMonth(month)) }
}

/// Reads a month, `YYYY-MM`.
pub(crate) fn month(text: &str) -> Result<Month, Right> {
    text.parse().map_err(|_| {
        let meant = || {
            let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
            let (year, month) = match parts[..] {
                [month, year] if year.len() == 4 => (year, month),
                [year, month] if year.len() == 4 => (year, month),
                _ => return other_day(text).or_else(|| read_day(text)).map(Month::of),
            };
            format!("{year}-{month:0>2}").parse().ok()
        };
        Right::Month(meant())
    })
}

/// Reads a quarter, `YYYY-Qn`.
pub(crate) fn quarter(text: &str) -> Result<Quarter, Right> {
    text.parse().map_err(|_| Right::Quarter)
}

/// Reads a year.
pub(crate) fn year(text: &str) -> Result<i32, Right> {
    first_month_of_year(text).map(Month::year)
}

/// Reads a year into its first month.
pub(crate) fn first_month_of_year(text: &str) -> Result<Month, Right> {
    let first = if text.len() == 4 { read_day(&format!("{text}-01-01")) } else { None };
    first.map(Month::of).ok_or(Right::Year)
}

/// Reads a municipality: its code or its name.
pub(crate) fn municipality(text: &str) -> Result<Municipality, Right> {
    Municipality::read(text).map_err(|_| Right::Municipality(Municipality::nearest(text)))
}

/// Reads a language.
pub(crate) fn lang(text: &str) -> Result<Lang, Right> {
    text.parse().map_err(|_| Right::Lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_strictly() {
        assert_eq!(day("2024-02-29").map(|d| d.to_string()), Ok("2024-02-29".to_owned()));
        for text in ["2023-02-29", "2023-2-01", "2023-02-1", "2023-02-00", "0001-01-01", "9999-12-31", "31-03-2023", "2023-02-+1", "", "2023-02-01 "]
        {
            assert!(day(text).is_err(), "{text}");
        }
        assert_eq!(
            first_of_month("2023-04-02").map_err(|right| right.sentence(Lang::En)),
            Err("Lines are shown by whole months. Write 2023-04-01.".to_owned())
        );
    }

    #[test]
    fn a_day_in_another_form_gets_the_right_one() {
        for text in ["31-12-2025", "31/12/2025", "31.12.2025", "31. 12. 2025", "2025/12/31", "2025-12-31 "] {
            assert_eq!(day(text), Err(Right::Day(NaiveDate::from_ymd_opt(2025, 12, 31))), "{text}");
        }
        for text in ["31-02-2025", "31-12-25", "in May", "1-2-3-2025", "31-12-0025"] {
            assert_eq!(day(text), Err(Right::Day(None)), "{text}");
        }
    }

    #[test]
    fn a_month_in_another_form_gets_the_right_one() {
        let march = "2024-03".parse().ok();
        for text in ["03-2024", "3/2024", "2024-3", "2024-03-15", "15.03.2024"] {
            assert_eq!(month(text), Err(Right::Month(march)), "{text}");
        }
        assert_eq!(month("March"), Err(Right::Month(None)));
        assert_eq!(first_month_of_year("2024").map(|january| january.to_string()), Ok("2024-01".to_owned()));
        for text in ["24", "1899", "2200", "2024-01", "+024", ""] {
            assert_eq!(first_month_of_year(text), Err(Right::Year), "{text}");
        }
        assert_eq!((year("24"), year("2200"), year("2024")), (Err(Right::Year), Err(Right::Year), Ok(2024)));
    }
}
