//! From the forms numbers and dates have in spreadsheets to the one the core reads. Nothing ambiguous passes.

use chrono::NaiveDate;
use takst::{Column, Content, Expected};

/// How numbers are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// JSON and columns with types: a dot before decimals.
    Json,
    /// Comma-separated: a dot before decimals; a comma can only stand in quotes.
    Commas,
    /// Semicolons or tabs, as Danish spreadsheets write: a comma or a dot before decimals.
    Spreadsheet,
}

/// What becomes of the text of a cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// It goes to the core as it is.
    AsWritten,
    /// This stands for it.
    Canonical(String),
    /// It could mean two things, or is no form of its column: an invalid value.
    Refused(Expected),
}

pub(crate) fn form(column: Column, text: &str, style: Style) -> Form {
    match column.content() {
        Content::Number => number(text, style),
        Content::Day => date(text),
        Content::Reference | Content::Text | Content::Municipality | Content::Truth => Form::AsWritten,
    }
}

fn number(text: &str, style: Style) -> Form {
    if style == Style::Json || text.is_empty() {
        return Form::AsWritten;
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let Some(at) = digits.find([',', '.']) else {
        return if is_digits(digits) { Form::AsWritten } else { Form::Refused(Expected::PlainNumber) };
    };
    let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
    if !is_digits(whole) || !is_digits(fraction) {
        return Form::Refused(Expected::PlainNumber);
    }
    let comma = digits.as_bytes()[at] == b',';
    // 1.185 is a thousand in Danish and little more than one in English; 1,185 the other way round.
    let thousands = fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
    match (comma, thousands) {
        (false, true) if style == Style::Commas => Form::AsWritten,
        (_, true) => Form::Refused(Expected::PlainNumber),
        (false, false) => Form::AsWritten,
        (true, false) => Form::Canonical(text.replacen(',', ".", 1)),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Dates are written YYYY-MM-DD. Of one in Danish order, day before month, the refusal says how it would be written; whether it is meant so is for the
/// writer to know.
fn date(text: &str) -> Form {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [day, month, year] = parts[..] else { return Form::AsWritten };
    if year.len() != 4 || day.len() > 2 || month.len() > 2 || ![day, month, year].into_iter().all(is_digits) {
        return Form::AsWritten;
    }
    let read = || NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    read().map_or(Form::AsWritten, |date| Form::Refused(Expected::ThisDate(date)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str, style: Style) -> Form {
        form(Column::UnitPrice, text, style)
    }

    #[test]
    fn decimal_commas_of_spreadsheets() {
        use Style::{Commas, Json, Spreadsheet};
        for (text, canonical) in [("1185,00", "1185.00"), ("-12,5", "-12.5"), ("512,3456", "512.3456"), ("0,125", "0.125"), ("1185,125", "1185.125")]
        {
            for style in [Spreadsheet, Commas] {
                assert_eq!(price(text, style), Form::Canonical(canonical.to_owned()), "{text}");
            }
            assert_eq!(price(text, Json), Form::AsWritten, "{text}");
        }
        for text in ["1185", "1185.00", "1185.5", "512.3456", "0.125", "12.34567", "-3"] {
            assert_eq!(price(text, Spreadsheet), Form::AsWritten, "{text}");
        }
        for text in
            ["1.185", "1,185", "12.345", "1.185,00", "1,185.00", "1 185,00", "1185,00 kr.", "kr. 5", "1185,", ",5", "+5", "1e3", "NaN", "1.185.000"]
        {
            assert_eq!(price(text, Spreadsheet), Form::Refused(Expected::PlainNumber), "{text}");
        }
        assert_eq!(price("1.185", Commas), Form::AsWritten);
        assert_eq!(price("1,185", Commas), Form::Refused(Expected::PlainNumber));
    }

    #[test]
    fn of_danish_dates_the_refusal_says_how_they_are_written() {
        let day = |text: &str| form(Column::FirstDay, text, Style::Spreadsheet);
        let of = |year, month, day| Form::Refused(Expected::ThisDate(NaiveDate::from_ymd_opt(year, month, day).expect("a date")));
        for text in ["31-03-2023", "31/03/2023", "31.03.2023", "31.3.2023"] {
            assert_eq!(day(text), of(2023, 3, 31), "{text}");
        }
        for text in ["01-12-2023", "01/12/2023", "01.12.2023", "1.12.2023"] {
            assert_eq!(day(text), of(2023, 12, 1), "{text}");
        }
        for text in ["03/31/2023", "30-02-2023", "2023-03-31", "2023-02-30", "", "--", "1-1-23"] {
            assert_eq!(day(text), Form::AsWritten, "{text}");
        }
    }
}
