//! The cells of a sheet as text: what a spreadsheet shows, without its formats.

use calamine::{Data, DataRef, ExcelDateTime};
use chrono::NaiveDate;

/// A cell with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SheetCell {
    /// Text.
    Text(String),
    /// A number or a truth, in canonical form.
    Exact(String),
    /// A number of more digits than a spreadsheet stores.
    Cut(String),
    /// A date, ISO 8601.
    Day(String),
    /// A date with a time of day.
    Moment(String),
    /// A time, or a span of time.
    Time(String),
    /// The error that a formula gives.
    Error(String),
    /// A formula without a stored value.
    Unsaved,
    /// A part of a merged cell that has several columns.
    Covered,
    /// A part of a merged cell of one column: the value of its first row, and the merged cell's name.
    Filled(Box<SheetCell>, String),
}

impl SheetCell {
    /// The text of the cell; empty where it has no value.
    pub(crate) fn text(&self) -> &str {
        match self {
            SheetCell::Text(text) | SheetCell::Exact(text) | SheetCell::Cut(text) | SheetCell::Day(text) => text,
            SheetCell::Moment(text) | SheetCell::Time(text) | SheetCell::Error(text) => text,
            SheetCell::Unsaved | SheetCell::Covered => "",
            SheetCell::Filled(cell, _) => cell.text(),
        }
    }

    /// The cell of a value; `None`: an empty one.
    pub(crate) fn of(value: &DataRef<'_>, has_formula: bool) -> Option<SheetCell> {
        match value {
            DataRef::Empty => has_formula.then_some(SheetCell::Unsaved),
            DataRef::String(text) => of_text(text),
            DataRef::SharedString(text) => of_text(text),
            DataRef::Int(number) => Some(SheetCell::Exact(number.to_string())),
            DataRef::Float(number) => Some(of_number(*number)),
            DataRef::Bool(truth) => Some(SheetCell::Exact(truth.to_string())),
            DataRef::DateTime(moment) => Some(of_moment(moment)),
            DataRef::DateTimeIso(text) => Some(of_iso(text)),
            DataRef::DurationIso(text) => Some(SheetCell::Time(text.clone())),
            DataRef::Error(error) => Some(SheetCell::Error(error.to_string())),
        }
    }

    /// As [`of`](SheetCell::of), for formats that are read as a whole.
    pub(crate) fn of_data(value: &Data, has_formula: bool) -> Option<SheetCell> {
        match value {
            Data::Empty => has_formula.then_some(SheetCell::Unsaved),
            Data::String(text) => of_text(text),
            Data::Int(number) => Some(SheetCell::Exact(number.to_string())),
            Data::Float(number) => Some(of_number(*number)),
            Data::Bool(truth) => Some(SheetCell::Exact(truth.to_string())),
            Data::DateTime(moment) => Some(of_moment(moment)),
            Data::DateTimeIso(text) => Some(of_iso(text)),
            Data::DurationIso(text) => Some(SheetCell::Time(text.clone())),
            Data::Error(error) => Some(SheetCell::Error(error.to_string())),
        }
    }
}

/// Errors of formulas that a format stores as text.
const ERRORS: [&str; 9] = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#DATA!", "#GETTING_DATA"];

fn of_text(text: &str) -> Option<SheetCell> {
    let shown = text.trim();
    if shown.is_empty() {
        return None;
    }
    let is_error = ERRORS.contains(&shown) || (shown.starts_with("Err:") && shown.len() == 7 && shown[4..].bytes().all(|byte| byte.is_ascii_digit()));
    Some(if is_error { SheetCell::Error(shown.to_owned()) } else { SheetCell::Text(shown.to_owned()) })
}

/// A number as its 15 significant digits, which is how a spreadsheet shows it: what is stored of 1185.10 is a little more or less. No arithmetic is done
/// with it.
fn of_number(number: f64) -> SheetCell {
    let written = format!("{number:.14e}");
    let Some((mantissa, exponent)) = written.split_once('e') else { return SheetCell::Error(written) };
    let Ok(exponent) = exponent.parse::<i32>() else { return SheetCell::Error(written) };
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return SheetCell::Exact("0".to_owned());
    }
    let point = exponent + 1;
    let plain = match usize::try_from(point) {
        Ok(point) if point >= digits.len() => format!("{sign}{digits}{}", "0".repeat(point - digits.len())),
        Ok(point) if point > 0 => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
        _ => format!("{sign}0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
    };
    if exponent >= 15 { SheetCell::Cut(plain) } else { SheetCell::Exact(plain) }
}

fn of_moment(moment: &ExcelDateTime) -> SheetCell {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    if moment.is_duration() || year < 1900 {
        // A span of time: as the hours, minutes and seconds that the sheet shows it with in most formats.
        return SheetCell::Time(format!("{hour:02}:{minute:02}:{second:02}"));
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, milli) {
        (0, 0, 0, 0) => SheetCell::Day(date),
        _ => SheetCell::Moment(format!("{date} {hour:02}:{minute:02}:{second:02}")),
    }
}

fn of_iso(text: &str) -> SheetCell {
    let (date, time) = text.split_once('T').unwrap_or((text, "0"));
    let is_midnight = time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'));
    match (date.parse::<NaiveDate>(), is_midnight) {
        (Ok(date), true) => SheetCell::Day(date.to_string()),
        _ => SheetCell::Moment(text.replace('T', " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_15_significant_digits() {
        // What is stored of 0.1 + 0.2 is 0.30000000000000004; a spreadsheet shows 0.3.
        for (stored, shown) in [
            ("0.30000000000000004", "0.3"),
            ("1185.1", "1185.1"),
            ("1185.1000000000001", "1185.1"),
            ("14250", "14250"),
            ("-12.5", "-12.5"),
            ("0", "0"),
            ("-0.0", "0"),
            ("0.01", "0.01"),
            ("512.3456", "512.3456"),
            ("1.185", "1.185"),
            ("5798009800275", "5798009800275"),
            ("123456789012345", "123456789012345"),
            ("0.000001", "0.000001"),
        ] {
            assert_eq!(of_number(stored.parse().expect("a number")), SheetCell::Exact(shown.to_owned()), "{stored}");
        }
        assert_eq!(of_number("1234567890123456789".parse().expect("a number")), SheetCell::Cut("1234567890123460000".to_owned()));
        assert_eq!(of_number(f64::NAN), SheetCell::Error("NaN".to_owned()));
    }

    #[test]
    fn moments_are_days_at_midnight() {
        assert_eq!(of_iso("2023-03-31"), SheetCell::Day("2023-03-31".to_owned()));
        assert_eq!(of_iso("2023-03-31T00:00:00"), SheetCell::Day("2023-03-31".to_owned()));
        assert_eq!(of_iso("2023-03-31T12:30:00"), SheetCell::Moment("2023-03-31 12:30:00".to_owned()));
        assert_eq!(of_text(" #REF! "), Some(SheetCell::Error("#REF!".to_owned())));
        assert_eq!(of_text("Err:502"), Some(SheetCell::Error("Err:502".to_owned())));
        assert_eq!(of_text("Err:or"), Some(SheetCell::Text("Err:or".to_owned())));
        assert_eq!(of_text("  "), None);
    }
}
