//! The shape of a file: which keys a table takes and what each may hold.
//!
//! One description serves three readers: the loader (which reports every value that does not fit), the JSON Schema
//! for editors, and the guide. So none of them can promise a key the others do not know.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::calendar::{FIRST_DATE, LAST_DATE};

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    /// Required to issue documents; a control of what others bill goes without.
    ToIssue,
    Optional,
}

/// One key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) need: Need,
    /// What the key means, for editors.
    pub(crate) about: &'static str,
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    /// Text that says something.
    Text,
    /// One line of text, which may be empty and begin or end with a blank.
    Line,
    /// A short id: lower-case letters a to z, digits, hyphens and dots.
    Id,
    /// `<provider>/<name>`, each a short id.
    ServiceId,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A date in a string.
    Date,
    /// A date in a string, or `open`.
    DateOrOpen,
    /// An amount or another exact number in a string; more than 0, so many decimals at most, up to a limit.
    Number { decimals: u32, max: u32 },
    /// A whole number, both ends inclusive.
    Whole { min: u32, max: u32 },
    /// `true` or `false`.
    YesNo,
    /// Digits in a string, so many at least and at most.
    Digits { min: usize, max: usize },
    /// A list of texts, at least one.
    Texts,
    /// A list of these words.
    Words(&'static [&'static str]),
    /// `[first, last]`, whole numbers.
    Pair { min: u32, max: u32 },
    /// A plain text, or a table with these keys.
    TextOr(&'static [Key]),
    /// A table.
    Table(&'static [Key]),
    /// An array of tables, `[[name]]`.
    Tables(&'static [Key]),
}

impl Form {
    /// The name of the form, which is also the id of the message that says what would be right.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Line => "line",
            Form::Id => "id",
            Form::ServiceId => "service-id",
            Form::Word(_) => "word",
            Form::Date => "date",
            Form::DateOrOpen => "date-or-open",
            Form::Number { .. } => "number",
            Form::Whole { .. } => "whole",
            Form::YesNo => "yes-no",
            Form::Digits { .. } => "digits",
            Form::Texts => "texts",
            Form::Words(_) => "words",
            Form::Pair { .. } => "pair",
            Form::TextOr(_) => "text-or-table",
            Form::Table(_) => "table",
            Form::Tables(_) => "tables",
        }
    }
}

pub(crate) const fn to_issue(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, need: Need::ToIssue, about }
}

pub(crate) const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, need: Need::Required, about }
}

pub(crate) const fn optional(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, need: Need::Optional, about }
}

/// Why a text is no date takst takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotADate {
    /// Not written `YYYY-MM-DD`, or no day of the calendar.
    Unreadable,
    /// Before 1900 or after 2199.
    OutOfRange,
    /// 9999-12-31, with which other systems write "no end".
    StandsForOpen,
}

/// Reads `YYYY-MM-DD`.
pub(crate) fn read_date(text: &str) -> Result<NaiveDate, NotADate> {
    let plain = text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !plain {
        return Err(NotADate::Unreadable);
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| NotADate::Unreadable)?;
    if text.starts_with("9999") {
        Err(NotADate::StandsForOpen)
    } else if (FIRST_DATE..=LAST_DATE).contains(&day) {
        Ok(day)
    } else {
        Err(NotADate::OutOfRange)
    }
}

/// `YYYY-MM-DD` for a day written otherwise with numbers alone: day, month, year, as in Denmark, or year, month, day.
pub(crate) fn rewritten_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let all_digits = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = match parts[..] {
        [year, month, day] if all_digits && year.len() == 4 && month.len() <= 2 && day.len() <= 2 => (year, month, day),
        [day, month, year] if all_digits && year.len() == 4 && month.len() <= 2 && day.len() <= 2 => (year, month, day),
        _ => return None,
    };
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    read_date(&date).is_ok().then_some(date)
}

/// Why a text is no number a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotANumber {
    /// Not digits with at most one dot.
    Unreadable,
    /// A decimal comma, or a thousands separator.
    Comma,
    /// Below zero.
    Negative,
    /// Zero.
    Zero,
    /// Too large.
    TooLarge,
    /// Too many decimals.
    TooPrecise,
}

/// Reads digits with at most one dot: no sign but `-`, no exponent, no separators.
pub(crate) fn read_number(text: &str, decimals: u32, max: u32) -> Result<Decimal, NotANumber> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || fraction.is_some_and(|f| !all_digits(f)) {
        let like_a_number = text.contains(',') && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'-'));
        return Err(if like_a_number { NotANumber::Comma } else { NotANumber::Unreadable });
    }
    let number = Decimal::from_str_exact(text).map_err(|_| NotANumber::TooLarge)?;
    if number.is_zero() {
        Err(NotANumber::Zero)
    } else if sign < 0 {
        Err(NotANumber::Negative)
    } else if number > Decimal::from(max) {
        Err(NotANumber::TooLarge)
    } else if number.normalize().scale() > decimals {
        Err(NotANumber::TooPrecise)
    } else {
        Ok(number)
    }
}

/// Whether `text` is a short id.
pub(crate) fn is_id(text: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    let end = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= 80 && text.bytes().all(inner) && end(text.as_bytes().first()) && end(text.as_bytes().last())
}

/// Whether `text` is `<provider>/<name>`.
pub(crate) fn is_service_id(text: &str) -> bool {
    text.split_once('/').is_some_and(|(provider, name)| is_id(provider) && is_id(name))
}
