//! What a document of others states of a line, as plain texts: its days (D12.4).

use crate::model::calendar::{Period, read_day};
use chrono::NaiveDate;

/// Days as a document states them; any of the two may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatedDays {
    /// First day.
    pub first: Option<NaiveDate>,
    /// Last day.
    pub last: Option<NaiveDate>,
}

/// Days of a line, and whether they were read from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDays {
    /// First and last day.
    pub period: Period,
    /// Whether they were read from a text.
    pub is_from_text: bool,
}

/// Returns the days of a line: as it states them, one day alone too; else those of its document, if both are stated; else two dates in a text, of which
/// the first that has two decides.
#[must_use]
pub fn days<'t>(line: StatedDays, document: StatedDays, texts: impl IntoIterator<Item = &'t str>) -> Option<FoundDays> {
    let of_line = match (line.first, line.last) {
        (Some(first), Some(last)) => Period::new(first, last),
        (Some(day), None) | (None, Some(day)) => Some(Period::of(day)),
        (None, None) => None,
    };
    let of_document = || document.first.zip(document.last).and_then(|(first, last)| Period::new(first, last));
    let stated = of_line.or_else(of_document).map(|period| FoundDays { period, is_from_text: false });
    stated.or_else(|| texts.into_iter().find_map(days_in).map(|period| FoundDays { period, is_from_text: true }))
}

/// Returns the days between the two dates of a text; `None`: it has no two, or more.
///
/// Dates are written `2024-01-31`, `31-01-2024`, `31.1.2024`, `31/1-2024`, `31/1 2024` or `31. januar 2024`. The first of two may leave out what it has in
/// common with the second: `1.–31. januar 2024`.
///
/// # Example
/// ```
/// use takst::document::control::stated::days_in;
/// let period = days_in("Sag 7, 20.–31. marts 2023").expect("two dates");
/// assert_eq!(period.days(), 12);
/// assert!(days_in("Leveret 31-01-2024").is_none(), "one date");
/// ```
#[must_use]
pub fn days_in(text: &str) -> Option<Period> {
    let mut dates = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric()) {
        rest = &rest[start..];
        rest = match dates_at(rest) {
            Some((found, after)) => {
                dates.extend(found);
                after
            }
            None => &rest[rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '/'))).unwrap_or(rest.len())..],
        };
        if dates.len() > 2 {
            return None;
        }
    }
    match *dates {
        [first, last] => Period::new(first, last),
        _ => None,
    }
}

/// A date that is not complete: what it leaves out stands in the next one.
#[derive(Clone, Copy)]
struct Partial {
    day: u32,
    month: Option<u32>,
    year: Option<i32>,
}

impl Partial {
    fn date(self) -> Option<NaiveDate> {
        read_day(&format!("{:04}-{:02}-{:02}", self.year?, self.month?, self.day))
    }

    /// The date with what it leaves out taken from the next one. A month after that of the next one is of the year before.
    fn before(self, next: Partial) -> Option<NaiveDate> {
        let month = self.month.or(next.month);
        let year = self.year.or_else(|| next.year.map(|year| if month > next.month { year - 1 } else { year }));
        Partial { day: self.day, month, year }.date()
    }
}

/// The date with which a text begins, or two with a dash or a word for "to" between them; and what follows.
fn dates_at(text: &str) -> Option<(Vec<NaiveDate>, &str)> {
    let (first, after) = partial(text)?;
    if let Some(date) = first.date() {
        return Some((vec![date], after));
    }
    let (second, after) = partial(to(after)?)?;
    let last = second.date()?;
    Some((vec![first.before(second)?, last], after))
}

/// What stands behind a dash or a word for "to".
fn to(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let words = ["–", "—", "-", "til og med", "t.o.m.", "til", "to"];
    let after = words.into_iter().find_map(|word| text.strip_prefix(word))?;
    let is_word = !text.starts_with(['–', '—', '-']);
    Some(after.trim_start()).filter(|rest| !is_word || rest.len() < after.len())
}

/// A date with which a text begins, as far as it is complete; and what follows.
fn partial(text: &str) -> Option<(Partial, &str)> {
    let (first, digits, after) = number(text)?;
    if digits == 4 {
        let separator = after.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
        let (month, 1..=2, after) = number(&after[1..])? else { return None };
        let (day, 1..=2, after) = number(after.strip_prefix(separator)?)? else { return None };
        return Some((Partial { day, month: Some(month), year: i32::try_from(first).ok() }, after));
    }
    if digits > 2 {
        return None;
    }
    Some(in_numbers(first, after).unwrap_or_else(|| in_words(first, after)))
}

/// The rest of a date in numbers: month, and year where it is there.
fn in_numbers(day: u32, after: &str) -> Option<(Partial, &str)> {
    let separator = after.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
    let after_separator = if separator == '.' { after[1..].trim_start() } else { &after[1..] };
    let (month, 1..=2, after) = number(after_separator)? else { return None };
    let month = Some(month).filter(|month| (1..=12).contains(month))?;
    let year = || {
        let behind = after.strip_prefix(['-', '.', '/']).map_or_else(|| after.strip_prefix(' '), |behind| Some(behind.trim_start()))?;
        match number(behind)? {
            (year, 4, after) => Some((year, after)),
            // Two digits only where the separator is the same: `31-01-24`.
            (year, 2, rest) if after.starts_with(separator) => Some((2000 + year, rest)),
            _ => None,
        }
    };
    match year() {
        Some((year, after)) => Some((Partial { day, month: Some(month), year: i32::try_from(year).ok() }, after)),
        // `1-12` can be anything; `1/12` and `1.12.` are a day and a month.
        None if separator == '-' => None,
        None => Some((Partial { day, month: Some(month), year: None }, after.strip_prefix('.').unwrap_or(after))),
    }
}

/// The rest of a date in words: `. januar 2024`, or nothing of it.
fn in_words(day: u32, after: &str) -> (Partial, &str) {
    let after_day = after.strip_prefix('.').unwrap_or(after);
    let behind = after_day.trim_start();
    let end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
    let Some(month) = month(&behind[..end]) else { return (Partial { day, month: None, year: None }, after_day) };
    let after_month = behind[end..].strip_prefix('.').unwrap_or(&behind[end..]);
    match number(after_month.trim_start()) {
        Some((year, 4, after)) => (Partial { day, month: Some(month), year: i32::try_from(year).ok() }, after),
        _ => (Partial { day, month: Some(month), year: None }, after_month),
    }
}

/// A number of at most four digits with which a text begins, how many digits it has, and what follows. No letter follows it.
fn number(text: &str) -> Option<(u32, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = &text[digits..];
    let is_alone = !after.starts_with(char::is_alphanumeric);
    let value = text[..digits].parse().ok().filter(|_| (1..=4).contains(&digits) && is_alone)?;
    Some((value, digits, after))
}

/// A month by its name or the beginning of it, Danish or English.
fn month(name: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["januar", "january"],
        &["februar", "february"],
        &["marts", "march"],
        &["april"],
        &["maj", "may"],
        &["juni", "june"],
        &["juli", "july"],
        &["august"],
        &["september"],
        &["oktober", "october"],
        &["november"],
        &["december"],
    ];
    let name = name.to_lowercase();
    let is_of = |full: &&str| **full == name || ((3..=4).contains(&name.len()) && full.starts_with(&name));
    (1..).zip(NAMES).find(|(_, names)| names.iter().any(is_of)).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        days_in(text).map(|period| format!("{} {}", period.first(), period.last()))
    }

    #[test]
    fn two_dates_of_a_text() {
        for text in [
            "2024-01-01 - 2024-01-31",
            "2024-01-01/2024-01-31",
            "01-01-2024 til 31-01-2024",
            "Periode: 1.1.2024-31.1.2024.",
            "1. 1. 2024 – 31. 1. 2024",
            "1/1-2024 – 31/1-2024",
            "fra 1/1 2024 til 31/1 2024",
            "01-01-24 - 31-01-24",
            "1. januar 2024 til og med 31. januar 2024",
            "1.–31. januar 2024",
            "1-31. jan. 2024",
            "Ophold 1. januar–31. januar 2024, sag M-2023-014",
            "1/1 – 31/1 2024",
            "1.1.–31.1.2024",
            "1/1 til 31/1 2024",
            "1–31 January 2024",
            "den 1. januar 2024 og den 31. januar 2024",
        ] {
            assert_eq!(read(text).as_deref(), Some("2024-01-01 2024-01-31"), "{text}");
        }
        assert_eq!(read("28. december – 3. januar 2024").as_deref(), Some("2023-12-28 2024-01-03"));
        assert_eq!(read("Sag M-2023-014, 20.–31. marts 2023").as_deref(), Some("2023-03-20 2023-03-31"));
    }

    #[test]
    fn texts_without_two_dates() {
        for text in [
            "",
            "Ophold i januar 2024",
            "31. januar 2024",
            "12-14 timer den 3. marts 2024",
            "Sag M-2023-014, uge 1-4",
            "1. januar 2024, 31. januar 2024 og 29. februar 2024",
            "31. januar 2024 – 1. januar 2024",
            "30. februar 2024 – 1. marts 2024",
            "S-2024-01-01 2024-01-31x",
            "1.1.20245 - 31.1.20245",
            "xxxxxx-xxxx",
            "1.–31. nonember 2024",
            // A word stands by itself, two digits are a year behind the same sign only, and days with a hyphen are no day and month.
            "1/1 til31/1 2024",
            "01-01/24 - 31-01/24",
            "1-2 – 3-2 2024",
            "2024-01-01 2024-01-31x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn days_of_the_line_go_first() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let stated = |first: &str, last: &str| StatedDays { first: day(first), last: day(last) };
        let (line, document) = (stated("2024-01-05", "2024-01-06"), stated("2024-01-01", "2024-01-31"));
        let found = |line, document, text| {
            days(line, document, [text]).map(|found| (found.period.first().to_string(), found.period.days(), found.is_from_text))
        };
        let text = "2.–3. januar 2024";
        assert_eq!(found(line, document, text), Some(("2024-01-05".into(), 2, false)));
        assert_eq!(found(stated("", "2024-01-06"), document, text), Some(("2024-01-06".into(), 1, false)));
        assert_eq!(found(stated("", ""), document, text), Some(("2024-01-01".into(), 31, false)));
        assert_eq!(found(stated("", ""), stated("2024-01-01", ""), text), Some(("2024-01-02".into(), 2, true)));
        assert_eq!(found(stated("", ""), stated("", ""), "januar"), None);
        // Days in the wrong order are none.
        assert_eq!(found(stated("2024-01-06", "2024-01-05"), stated("", ""), text), Some(("2024-01-02".into(), 2, true)));
    }
}
