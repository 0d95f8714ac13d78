//! Numbers, amounts and dates as each language writes them. All of it works on digits; no float is ever made.

use crate::lang::Lang;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use takst::{Amount, Month, Percent, Period, Quantity, UnitPrice};

const MONTHS_DA: [&str; 12] =
    ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A number in plain decimal notation (`-1185.00`) with the language's marks: `−1.185,00`, `−1,185.00`.
pub(crate) fn marked(lang: Lang, plain: &str) -> String {
    let (group, point) = match lang {
        Lang::Da => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("\u{2212}", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A decimal with no more decimals than needed: `12,5`, `0,33`, `10.000`.
#[must_use]
pub fn decimal(lang: Lang, number: Decimal) -> String {
    marked(lang, &number.normalize().to_string())
}

/// An amount without its currency, for tables: `1.185,00`.
#[must_use]
pub fn number(lang: Lang, amount: Amount) -> String {
    marked(lang, &amount.to_string())
}

/// An amount in Danish kroner: `1.185,00 kr.`, `DKK 1,185.00`.
///
/// ```
/// use takst::Amount;
/// use takst_explain::{Lang, format};
/// assert_eq!(format::amount(Lang::Da, Amount::from_ore(118_500)), "1.185,00 kr.");
/// assert_eq!(format::amount(Lang::En, Amount::from_ore(-118_500)), "DKK −1,185.00");
/// ```
#[must_use]
pub fn amount(lang: Lang, amount: Amount) -> String {
    in_kroner(lang, &number(lang, amount))
}

/// A price per unit in Danish kroner, two to four decimals.
#[must_use]
pub fn price(lang: Lang, price: UnitPrice) -> String {
    in_kroner(lang, &price_number(lang, price))
}

/// A price per unit without its currency.
#[must_use]
pub fn price_number(lang: Lang, price: UnitPrice) -> String {
    marked(lang, &price.to_string())
}

/// A decimal number of kroner, with at least two decimals.
#[must_use]
pub fn kroner(lang: Lang, number: Decimal) -> String {
    let mut number = number.normalize();
    if number.scale() < 2 {
        number.rescale(2);
    }
    in_kroner(lang, &marked(lang, &number.to_string()))
}

fn in_kroner(lang: Lang, number: &str) -> String {
    match lang {
        Lang::Da => format!("{number} kr."),
        Lang::En => format!("DKK {number}"),
    }
}

/// A quantity with no more decimals than needed: `22`, `12,5`.
#[must_use]
pub fn quantity(lang: Lang, quantity: Quantity) -> String {
    decimal(lang, quantity.to_decimal())
}

/// A percentage: `25 %`, `25%`.
#[must_use]
pub fn percent(lang: Lang, percent: Percent) -> String {
    let number = decimal(lang, percent.to_decimal());
    match lang {
        Lang::Da => format!("{number} %"),
        Lang::En => format!("{number}%"),
    }
}

fn month_name(lang: Lang, day: NaiveDate) -> &'static str {
    name_of_month(lang, day.month())
}

/// The name of a month, 1 to 12.
pub(crate) fn name_of_month(lang: Lang, month: u32) -> &'static str {
    let names = match lang {
        Lang::Da => &MONTHS_DA,
        Lang::En => &MONTHS_EN,
    };
    usize::try_from(month).ok().and_then(|month| names.get(month.checked_sub(1)?)).copied().unwrap_or("")
}

/// `20.` in Danish, `20` in English.
fn day_of_month(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Da => format!("{}.", day.day()),
        Lang::En => day.day().to_string(),
    }
}

fn day_and_month(lang: Lang, day: NaiveDate) -> String {
    format!("{} {}", day_of_month(lang, day), month_name(lang, day))
}

/// A day in a sentence: `20. marts 2023`, `20 March 2023`.
#[must_use]
pub fn date(lang: Lang, day: NaiveDate) -> String {
    format!("{} {}", day_and_month(lang, day), day.year())
}

/// A day in a table: `20.03.2023`, `20 Mar 2023`.
#[must_use]
pub fn short_date(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Da => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
        Lang::En => format!("{} {} {}", day.day(), month_name(lang, day).get(..3).unwrap_or(""), day.year()),
    }
}

/// A month in a table: `03.2023`, `Mar 2023`.
#[must_use]
pub fn short_month(lang: Lang, month: Month) -> String {
    let first = month.first_day();
    match lang {
        Lang::Da => format!("{:02}.{}", first.month(), first.year()),
        Lang::En => format!("{} {}", month_name(lang, first).get(..3).unwrap_or(""), first.year()),
    }
}

/// A month: `marts 2023`, `March 2023`.
#[must_use]
pub fn month(lang: Lang, month: Month) -> String {
    format!("{} {}", month_name(lang, month.first_day()), month.first_day().year())
}

/// Days with what both ends share said once: `20.–31. marts 2023`, `20. marts – 10. april 2023`.
#[must_use]
pub fn period(lang: Lang, period: Period) -> String {
    let (first, last) = (period.first(), period.last());
    if first == last {
        date(lang, first)
    } else if first.year() != last.year() {
        format!("{} – {}", date(lang, first), date(lang, last))
    } else if first.month() != last.month() {
        format!("{} – {}", day_and_month(lang, first), date(lang, last))
    } else {
        format!("{}–{}", day_of_month(lang, first), date(lang, last))
    }
}

/// A period in a table: `20.03.2023 – 31.03.2023`.
#[must_use]
pub fn short_period(lang: Lang, period: Period) -> String {
    if period.first() == period.last() {
        return short_date(lang, period.first());
    }
    format!("{} – {}", short_date(lang, period.first()), short_date(lang, period.last()))
}

/// A period in a table with little room: days of one month say it once, `20.–31.03.2023`.
#[must_use]
pub fn compact_period(lang: Lang, period: Period) -> String {
    let (first, last) = (period.first(), period.last());
    if first == last || Month::of(first) != Month::of(last) {
        return short_period(lang, period);
    }
    match lang {
        Lang::Da => format!("{:02}.–{}", first.day(), short_date(lang, last)),
        Lang::En => format!("{}–{}", first.day(), short_date(lang, last)),
    }
}

/// Months without a gap: `marts 2023`, `januar–marts 2023`, `december 2022 – januar 2023`.
#[must_use]
pub fn months(lang: Lang, first: Month, last: Month) -> String {
    if first == last {
        month(lang, first)
    } else if first.year() == last.year() {
        format!("{}–{}", month_name(lang, first.first_day()), month(lang, last))
    } else {
        format!("{} – {}", month(lang, first), month(lang, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn groups_of_three_digits_and_the_marks_of_the_language() {
        for (ore, da, en) in [
            (0, "0,00", "0.00"),
            (-5, "\u{2212}0,05", "\u{2212}0.05"),
            (99_999, "999,99", "999.99"),
            (100_000, "1.000,00", "1,000.00"),
            (123_456_789, "1.234.567,89", "1,234,567.89"),
            (i64::MIN, "\u{2212}92.233.720.368.547.758,08", "\u{2212}92,233,720,368,547,758.08"),
        ] {
            assert_eq!(number(Lang::Da, Amount::from_ore(ore)), da);
            assert_eq!(number(Lang::En, Amount::from_ore(ore)), en);
        }
    }

    #[test]
    fn no_more_decimals_than_needed() {
        assert_eq!(quantity(Lang::Da, Quantity::whole(22)), "22");
        assert_eq!(quantity(Lang::Da, Quantity::from_units(1250)), "12,5");
        assert_eq!(price(Lang::Da, UnitPrice::from_units(5_123_456)), "512,3456 kr.");
        assert_eq!(price(Lang::En, UnitPrice::from_units(5_000_000)), "DKK 500.00");
        assert_eq!(percent(Lang::Da, Percent::from_units(2500)), "25 %");
        assert_eq!(kroner(Lang::En, Decimal::new(1185, 0)), "DKK 1,185.00");
    }

    #[test]
    fn periods_say_shared_month_and_year_once() {
        for (first, last, da, en) in [
            ("2023-03-20", "2023-03-20", "20. marts 2023", "20 March 2023"),
            ("2023-03-20", "2023-03-31", "20.–31. marts 2023", "20–31 March 2023"),
            ("2023-03-20", "2023-04-10", "20. marts – 10. april 2023", "20 March – 10 April 2023"),
            ("2022-12-31", "2023-01-01", "31. december 2022 – 1. januar 2023", "31 December 2022 – 1 January 2023"),
        ] {
            let days = Period::new(day(first), day(last)).expect("a period");
            assert_eq!(period(Lang::Da, days), da);
            assert_eq!(period(Lang::En, days), en);
        }
        let compact = |first: &str, last: &str| compact_period(Lang::Da, Period::new(day(first), day(last)).expect("a period"));
        assert_eq!(compact("2023-03-05", "2023-03-31"), "05.–31.03.2023");
        assert_eq!(compact("2023-03-05", "2023-04-01"), "05.03.2023 – 01.04.2023");
        assert_eq!(compact("2023-03-05", "2023-03-05"), "05.03.2023");
        assert_eq!(short_date(Lang::Da, day("2023-03-05")), "05.03.2023");
        assert_eq!(short_date(Lang::En, day("2023-03-05")), "5 Mar 2023");
        assert_eq!(month(Lang::Da, Month::of(day("2023-03-05"))), "marts 2023");
        let run = |first: &str, last: &str| months(Lang::Da, Month::of(day(first)), Month::of(day(last)));
        assert_eq!(run("2023-03-01", "2023-03-01"), "marts 2023");
        assert_eq!(run("2023-01-01", "2023-03-01"), "januar–marts 2023");
        assert_eq!(run("2022-12-01", "2023-01-01"), "december 2022 – januar 2023");
    }
}
