//! From the forms numbers and dates have in spreadsheets to the one the core reads. Nothing ambiguous passes.

use crate::table_column::TableColumn;
use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;
use takst::contract::heading::danish_truth;
use takst::{Content, Expected};

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

/// What stands first in the dates of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// The day: 31-03-2023, 31/3/2023, 31.03.2023.
    Dmy,
    /// The month: 03/31/2023.
    Mdy,
    /// The year: 2023-03-31, 2023/3/31.
    Ymd,
}

impl DateOrder {
    /// The words of options and maps.
    pub const WORDS: &'static [&'static str] = &["dmy", "mdy", "ymd"];

    /// The word of the order.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
            DateOrder::Ymd => "ymd",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<DateOrder> {
        [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd].into_iter().find(|order| order.as_str() == word)
    }
}

/// How numbers and dates are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Forms {
    /// Numbers.
    pub(crate) style: Style,
    /// Dates; `None`: only YYYY-MM-DD is read.
    pub(crate) dates: Option<DateOrder>,
}

impl Forms {
    /// Cells in canonical form: ISO 8601 dates, a dot before decimals.
    pub(crate) const CANONICAL: Forms = Forms { style: Style::Json, dates: None };

    /// As a small number; 0 is the canonical form.
    pub(crate) const fn bits(self) -> u8 {
        let style = match self.style {
            Style::Json => 0,
            Style::Commas => 1,
            Style::Spreadsheet => 2,
        };
        let dates = match self.dates {
            None => 0,
            Some(DateOrder::Dmy) => 1,
            Some(DateOrder::Mdy) => 2,
            Some(DateOrder::Ymd) => 3,
        };
        style | dates << 2
    }

    pub(crate) const fn of_bits(bits: u8) -> Forms {
        let style = match bits & 3 {
            1 => Style::Commas,
            2 => Style::Spreadsheet,
            _ => Style::Json,
        };
        let dates = match bits >> 2 & 3 {
            1 => Some(DateOrder::Dmy),
            2 => Some(DateOrder::Mdy),
            3 => Some(DateOrder::Ymd),
            _ => None,
        };
        Forms { style, dates }
    }
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

pub(crate) fn form<C: TableColumn>(column: C, text: &str, forms: Forms) -> Form {
    let is_table = forms.style != Style::Json;
    let canonical = |word: Option<&str>| word.filter(|word| *word != text).map_or(Form::AsWritten, |word| Form::Canonical(word.to_owned()));
    match column.content() {
        Content::Number => number(text, forms.style),
        Content::Day => date(column, text, forms),
        Content::Truth if is_table => canonical(danish_truth(text).map(|truth| if truth { "true" } else { "false" })),
        Content::Text if is_table => canonical(column.word(text)),
        Content::Reference | Content::Text | Content::Municipality | Content::Truth => Form::AsWritten,
    }
}

/// Returns a number as it is written in a file of a style, with a dot before decimals and nothing else; `None`: it could mean two numbers, or is none.
pub(crate) fn plain_number(text: &str, style: Style) -> Option<String> {
    match number(text, style) {
        Form::AsWritten => Some(text.to_owned()),
        Form::Canonical(text) => Some(text),
        Form::Refused(_) => None,
    }
}

fn number(text: &str, style: Style) -> Form {
    if style == Style::Json || text.is_empty() {
        // A number as Danish programs write it gets the form that would be right.
        return match text.contains(',').then(|| number(text, Style::Spreadsheet)) {
            Some(Form::Canonical(right)) => Form::Refused(Expected::DecimalPoint(right.into())),
            _ => Form::AsWritten,
        };
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let Some(at) = digits.find([',', '.']) else {
        return if is_digits(digits) { Form::AsWritten } else { Form::Refused(Expected::PlainNumber) };
    };
    let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
    if !is_digits(whole) || !is_digits(fraction) {
        let sign = if digits.len() < text.len() { "-" } else { "" };
        return with_thousands(digits).map_or(Form::Refused(Expected::PlainNumber), |plain| Form::Canonical(format!("{sign}{plain}")));
    }
    let comma = digits.as_bytes()[at] == b',';
    // 1.185 is a thousand in Danish and little more than one in English; 1,185 the other way round.
    let thousands = fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
    match (comma, thousands) {
        (false, true) if style == Style::Commas => Form::AsWritten,
        (_, true) => either(whole, fraction, digits.len() < text.len()),
        (false, false) => Form::AsWritten,
        (true, false) => Form::Canonical(text.replacen(',', ".", 1)),
    }
}

/// A number whose dot or comma may stand between thousands or before decimals.
fn either(whole: &str, fraction: &str, is_negative: bool) -> Form {
    let number = |text: String| Decimal::from_str_exact(&if is_negative { format!("-{text}") } else { text });
    match (number(format!("{whole}{fraction}")), number(format!("{whole}.{fraction}"))) {
        (Ok(thousands), Ok(decimals)) => Form::Refused(Expected::EitherNumber { thousands, decimals }),
        _ => Form::Refused(Expected::PlainNumber),
    }
}

/// A number in which dot and comma both stand, 14.250,00 or 14,250.00: the last of them stands before the decimals, the others between groups of three
/// digits. It can mean one thing only.
fn with_thousands(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_at(digits.rfind([',', '.'])?);
    let group = if fraction.starts_with(',') { '.' } else { ',' };
    let groups: Vec<&str> = whole.split(group).collect();
    let (first, others) = groups.split_first()?;
    let is_grouped = !others.is_empty() && is_digits(first) && first.len() <= 3 && others.iter().all(|group| is_digits(group) && group.len() == 3);
    (is_grouped && !first.starts_with('0') && is_digits(&fraction[1..])).then(|| format!("{}.{}", groups.concat(), &fraction[1..]))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Dates are written YYYY-MM-DD, or in the order that was said. Of one in Danish order, day before month, the refusal says how it would be written;
/// whether it is meant so is for the writer to know.
fn date<C: TableColumn>(column: C, text: &str, forms: Forms) -> Form {
    if text.is_empty() {
        return Form::AsWritten;
    }
    let order = forms.dates.unwrap_or(DateOrder::Dmy);
    // The core says it of dates in its own form.
    let is_iso = text.len() == 10 && text.as_bytes()[4] == b'-';
    if let Some(days) = day_of_month(text, order).filter(|_| forms.style != Style::Json && !is_iso) {
        return Form::Refused(days);
    }
    if forms.dates.is_some() {
        return match ordered(text, order).map(|date| date.to_string()) {
            Some(iso) if iso == text => Form::AsWritten,
            Some(iso) => Form::Canonical(iso),
            None if order == DateOrder::Dmy => Form::Refused(Expected::DayMonthYear),
            None => Form::AsWritten,
        };
    }
    match (ordered(text, DateOrder::Dmy), text.bytes().position(|b| !b.is_ascii_digit())) {
        // The end of all time is written where nothing should stand.
        (Some(date), Some(1 | 2)) if column.is_last_day() && date.year() == 9999 => Form::Refused(Expected::StillRunning),
        // A year first is no other order.
        (Some(date), Some(1 | 2)) if forms.style == Style::Json => Form::Refused(Expected::ThisDate(date)),
        (Some(date), Some(1 | 2)) => Form::Refused(Expected::DayFirst(date)),
        _ => Form::AsWritten,
    }
}

/// What is right where a date names a day that its month does not have.
fn day_of_month(text: &str, order: DateOrder) -> Option<Expected> {
    let [year, month, day] = numbers(text, order)?;
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
    let days = first.checked_add_months(Months::new(1))?.signed_duration_since(first).num_days();
    let days = u32::try_from(days).ok()?;
    (day > days).then_some(Expected::DayOfMonth { month, days })
}

/// The date of a text, in an order; the year has four digits, and where it stands first it is the year in every order. A time of day must be midnight.
fn ordered(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let [year, month, day] = numbers(text, order)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Year, month and day of a text.
fn numbers(text: &str, order: DateOrder) -> Option<[u32; 3]> {
    let (text, time) = text.split_once([' ', 'T']).unwrap_or((text, "0"));
    if !time.bytes().all(|b| matches!(b, b'0' | b':' | b'.')) {
        return None;
    }
    let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    // `1/5-2023` has two separators.
    let last = if separator == '/' && text.contains('-') { '-' } else { separator };
    let (a, rest) = text.split_once(separator)?;
    let (b, c) = rest.split_once(last)?;
    if ![a, b, c].into_iter().all(is_digits) {
        return None;
    }
    let (year, month, day) = match order {
        _ if a.len() == 4 => (a, b, c),
        DateOrder::Dmy => (c, b, a),
        DateOrder::Mdy => (c, a, b),
        DateOrder::Ymd => return None,
    };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Some([year.parse().ok()?, month.parse().ok()?, day.parse().ok()?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use takst::Column;

    fn price(text: &str, style: Style) -> Form {
        form(Column::UnitPrice, text, Forms { style, dates: None })
    }

    #[test]
    fn decimal_commas_of_spreadsheets() {
        use Style::{Commas, Json, Spreadsheet};
        for (text, canonical) in [("1185,00", "1185.00"), ("-12,5", "-12.5"), ("512,3456", "512.3456"), ("0,125", "0.125"), ("1185,125", "1185.125")]
        {
            for style in [Spreadsheet, Commas] {
                assert_eq!(price(text, style), Form::Canonical(canonical.to_owned()), "{text}");
            }
            assert_eq!(price(text, Json), Form::Refused(Expected::DecimalPoint(canonical.into())), "{text}");
        }
        for text in ["1185", "1185.00", "1185.5", "512.3456", "0.125", "12.34567", "-3"] {
            assert_eq!(price(text, Spreadsheet), Form::AsWritten, "{text}");
        }
        for (text, thousands, decimals) in [("1.185", "1185", "1.185"), ("1,185", "1185", "1.185"), ("-12.345", "-12345", "-12.345")] {
            let number = |text| Decimal::from_str_exact(text).expect("a number");
            let either = Expected::EitherNumber { thousands: number(thousands), decimals: number(decimals) };
            assert_eq!(price(text, Spreadsheet), Form::Refused(either), "{text}");
        }
        for text in
            ["1 185,00", "1185,00 kr.", "kr. 5", "1185,", ",5", "+5", "1e3", "NaN", "1.185.000", "1.18,00", "1.185.00,0", "0.185,00", "1.185,"]
        {
            assert_eq!(price(text, Spreadsheet), Form::Refused(Expected::PlainNumber), "{text}");
        }
        for (text, canonical) in [("14.250,00", "14250.00"), ("1,185.00", "1185.00"), ("-1.234.567,8", "-1234567.8"), ("1.185,125", "1185.125")] {
            assert_eq!(price(text, Spreadsheet), Form::Canonical(canonical.to_owned()), "{text}");
            assert_eq!(price(text, Json), Form::Refused(Expected::DecimalPoint(canonical.into())), "{text}");
        }
        assert_eq!(price("1,185", Json), Form::AsWritten, "one or a thousand: nobody says what would be right");
        assert_eq!(price("1.185", Commas), Form::AsWritten);
        assert!(matches!(price("1,185", Commas), Form::Refused(Expected::EitherNumber { .. })));
    }

    #[test]
    fn of_danish_dates_the_refusal_says_how_they_are_written() {
        let day = |text: &str| form(Column::FirstDay, text, Forms { style: Style::Spreadsheet, dates: None });
        let of = |year, month, day| Form::Refused(Expected::DayFirst(NaiveDate::from_ymd_opt(year, month, day).expect("a date")));
        for text in ["31-03-2023", "31/03/2023", "31.03.2023", "31.3.2023", "31/3-2023"] {
            assert_eq!(day(text), of(2023, 3, 31), "{text}");
        }
        for text in ["01-12-2023", "01/12/2023", "01.12.2023", "1.12.2023"] {
            assert_eq!(day(text), of(2023, 12, 1), "{text}");
        }
        for (text, month, days) in [("30-02-2023", 2, 28), ("30.02.2024", 2, 29), ("31.04.2023", 4, 30)] {
            assert_eq!(day(text), Form::Refused(Expected::DayOfMonth { month, days }), "{text}");
        }
        assert_eq!(day("2023-02-30"), Form::AsWritten);
        let last = |text: &str| form(Column::LastDay, text, Forms { style: Style::Spreadsheet, dates: None });
        for text in ["31-12-9999", "31.12.9999", "31/12-9999"] {
            assert_eq!(last(text), Form::Refused(Expected::StillRunning), "{text}");
        }
        for text in ["03/31/2023", "2023-03-31", "", "--", "1-1-23"] {
            assert_eq!(day(text), Form::AsWritten, "{text}");
        }
    }

    #[test]
    fn an_order_that_was_said_is_read() {
        let day = |text: &str, order| form(Column::FirstDay, text, Forms { style: Style::Spreadsheet, dates: Some(order) });
        let march = || Form::Canonical("2023-03-04".to_owned());
        for text in ["04-03-2023", "4/3/2023", "04.03.2023", "4.3.2023 00:00", "04-03-2023 00:00:00", "2023/03/04"] {
            assert_eq!(day(text, DateOrder::Dmy), march(), "{text}");
        }
        assert_eq!(day("03/04/2023", DateOrder::Mdy), march());
        assert_eq!(day("2023.3.4", DateOrder::Ymd), march());
        assert_eq!(day("2023-03-04", DateOrder::Dmy), Form::AsWritten);
        assert_eq!(day("4/3-2023", DateOrder::Dmy), march());
        for text in ["04-03-23", "04-03/2023", "04-03-2023 12:00", "4. marts 2023", "45000"] {
            assert_eq!(day(text, DateOrder::Dmy), Form::Refused(Expected::DayMonthYear), "{text}");
        }
        assert_eq!(day("31-02-2023", DateOrder::Dmy), Form::Refused(Expected::DayOfMonth { month: 2, days: 28 }));
        assert_eq!(day("", DateOrder::Dmy), Form::AsWritten);
        assert_eq!(day("04-03-2023", DateOrder::Ymd), Form::AsWritten);
    }

    #[test]
    fn danish_words_are_read_in_tables() {
        let table = |column, text| form(column, text, Forms { style: Style::Spreadsheet, dates: None });
        let is = |text: &str| Form::Canonical(text.to_owned());
        assert_eq!(table(Column::Unit, "Måned"), is("month"));
        assert_eq!(table(Column::Unit, "month"), Form::AsWritten);
        assert_eq!([table(Column::DischargedTo107, "ja"), table(Column::DischargedTo107, "FALSE")], [is("true"), is("false")]);
        assert_eq!(form(Column::Unit, "måned", Forms::CANONICAL), Form::AsWritten);
        assert_eq!(form(Column::DischargedTo107, "ja", Forms::CANONICAL), Form::AsWritten);
    }

    #[test]
    fn forms_are_a_small_number() {
        for style in [Style::Json, Style::Commas, Style::Spreadsheet] {
            for dates in [None, Some(DateOrder::Dmy), Some(DateOrder::Mdy), Some(DateOrder::Ymd)] {
                let forms = Forms { style, dates };
                assert!(forms.bits() < 1 << 6);
                assert_eq!(Forms::of_bits(forms.bits()), forms);
            }
        }
        assert_eq!(Forms::CANONICAL.bits(), 0);
    }
}
