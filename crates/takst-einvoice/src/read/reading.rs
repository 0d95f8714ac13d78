//! A document while it is read: values of elements, and what is wrong with them.

use super::error::{ReadError, ReadFault};
use super::limits::{PARTS, PROBLEMS};
use super::pull::{Element, Pull};
use crate::model::{Days, Expected, Id, Mentioned, Problem, Scheme};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::io::Read;
use takst::calendar::read_day;
use takst::cpr;

pub(super) type Outcome<T> = Result<T, ReadError>;

/// What makes a citizen of a CPR number.
pub(super) type Resolver<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

pub(super) struct Reading<'a, R: Read> {
    pub pull: Pull<R>,
    pub problems: Vec<Problem>,
    pub citizens: Vec<Mentioned>,
    /// Currencies in which amounts may be: that of the document, and that of the books.
    pub currencies: [Option<String>; 2],
    /// The line that is read, from 0.
    pub line: Option<usize>,
    resolver: Option<Resolver<'a>>,
    parts: usize,
}

/// An amount with its currency.
pub(super) struct Money {
    pub amount: Option<Decimal>,
    pub currency: Option<String>,
}

impl<'a, R: Read> Reading<'a, R> {
    pub fn new(pull: Pull<R>, resolver: Option<Resolver<'a>>) -> Reading<'a, R> {
        Reading { pull, problems: Vec::new(), citizens: Vec::new(), currencies: [None, None], line: None, resolver, parts: 0 }
    }

    pub fn problem(&mut self, problem: Problem) {
        match self.problems.len() {
            PROBLEMS => self.problems.push(Problem::More),
            kept if kept < PROBLEMS => self.problems.push(problem),
            _ => {}
        }
    }

    /// The next element of UBL within the open one.
    pub fn child(&mut self) -> Outcome<Option<Element>> {
        self.pull.child()
    }

    pub fn skip(&mut self) -> Outcome<()> {
        self.pull.skip()
    }

    /// Counts a part that can be repeated.
    pub fn part(&mut self) -> Outcome<()> {
        self.parts += 1;
        if self.parts > PARTS { self.pull.fail(ReadFault::TooMany(PARTS)) } else { Ok(()) }
    }

    /// Sets what comes once. What comes again and says something else is a problem.
    pub fn once<T: PartialEq>(&mut self, to: &mut Option<T>, value: Option<T>) {
        match (&to, value) {
            (_, None) => {}
            (None, value) => *to = value,
            (Some(first), Some(value)) if *first == value => {}
            (Some(_), Some(_)) => {
                let place = self.pull.place_of_read();
                self.problem(Problem::Repeated { place });
            }
        }
    }

    /// A number by which somebody or an account is known: it is not searched for CPR numbers.
    pub fn number(&mut self) -> Outcome<Option<String>> {
        Ok(Some(self.pull.text()?).filter(|text| !text.is_empty()))
    }

    /// A text; CPR numbers are masked, and those of citizens that the caller knows are noted.
    pub fn text(&mut self) -> Outcome<Option<String>> {
        let text = self.number()?;
        Ok(text.map(|text| self.masked(text)))
    }

    pub fn masked(&mut self, text: String) -> String {
        let masked = match cpr::masked(&text) {
            std::borrow::Cow::Borrowed(_) => return text,
            std::borrow::Cow::Owned(masked) => masked,
        };
        if let Some(resolver) = &mut self.resolver {
            for citizen_id in cpr::numbers(&text).iter().filter_map(|number| resolver(number)) {
                let mentioned = Mentioned { line: self.line, citizen_id };
                if !self.citizens.contains(&mentioned) && self.citizens.len() < PARTS {
                    self.citizens.push(mentioned);
                }
            }
        }
        masked
    }

    /// The text of an element that can be repeated.
    pub fn text_into(&mut self, to: &mut Vec<String>) -> Outcome<()> {
        if let Some(text) = self.text()? {
            self.part()?;
            to.push(text);
        }
        Ok(())
    }

    /// The text of the `ID` within the open element.
    pub fn id_within(&mut self) -> Outcome<Option<String>> {
        let mut id = None;
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => {
                    let value = self.text()?;
                    self.once(&mut id, value);
                }
                _ => self.skip()?,
            }
        }
        Ok(id)
    }

    /// A number by which a party is known, with its scheme.
    pub fn id(&mut self, element: &Element) -> Outcome<Option<Id>> {
        let scheme = element.attribute("schemeID").map(Scheme::of);
        let Some(value) = self.number()? else { return Ok(None) };
        let value = match &scheme {
            Some(Scheme::Cvr | Scheme::Se) => {
                let plain: String = value.chars().filter(|c| !c.is_whitespace()).collect();
                let digits = plain.get(..2).filter(|country| country.eq_ignore_ascii_case("DK")).map_or(&*plain, |_| &plain[2..]);
                digits.to_owned()
            }
            Some(Scheme::Gln | Scheme::PNumber) => value,
            Some(Scheme::Other(_)) | None => self.masked(value),
        };
        let scheme = scheme.map(|scheme| match scheme {
            Scheme::Other(scheme) => Scheme::Other(cpr::masked(&scheme).into_owned()),
            known => known,
        });
        Ok(Some(Id { scheme, value }))
    }

    pub fn date(&mut self) -> Outcome<Option<NaiveDate>> {
        // A date can have a time or a time zone behind it.
        let day = |text: &str| text.get(..10).filter(|_| text[10..].is_empty() || text[10..].starts_with(['T', 'Z', '+', '-'])).and_then(read_day);
        self.value(Expected::Date, day)
    }

    pub fn bool(&mut self) -> Outcome<Option<bool>> {
        self.value(Expected::Bool, |text| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        })
    }

    pub fn decimal(&mut self) -> Outcome<Option<Decimal>> {
        self.value(Expected::Number, decimal)
    }

    fn value<T>(&mut self, expected: Expected, read: impl Fn(&str) -> Option<T>) -> Outcome<Option<T>> {
        let Some(text) = self.number()? else { return Ok(None) };
        let value = read(&text);
        if value.is_none() {
            let place = self.pull.place_of_read();
            let value = self.masked(text).chars().take(100).collect();
            self.problem(Problem::Unreadable { place, value, expected });
        }
        Ok(value)
    }

    /// An amount, in whatever currency.
    pub fn money(&mut self, element: &Element) -> Outcome<Money> {
        Ok(Money { amount: self.decimal()?, currency: element.attribute("currencyID").map(str::to_owned) })
    }

    /// An amount in the currency of the document.
    pub fn amount(&mut self, element: &Element) -> Outcome<Option<Decimal>> {
        let Money { amount, currency } = self.money(element)?;
        let is_other = |currency: &String| self.currencies[0].is_some() && !self.currencies.iter().flatten().any(|known| known == currency);
        if let Some(currency) = currency.filter(is_other)
            && amount.is_some()
        {
            let place = self.pull.place_of_read();
            let currency = cpr::masked(&currency).chars().take(10).collect();
            self.problem(Problem::OtherCurrency { place, currency });
            return Ok(None);
        }
        Ok(amount)
    }

    pub fn days(&mut self) -> Outcome<Option<Days>> {
        let mut days = Days::default();
        while let Some(child) = self.child()? {
            match &*child.name {
                "StartDate" => {
                    let day = self.date()?;
                    self.once(&mut days.first, day);
                }
                "EndDate" => {
                    let day = self.date()?;
                    self.once(&mut days.last, day);
                }
                _ => self.skip()?,
            }
        }
        Ok(Some(days).filter(|days| *days != Days::default()))
    }
}

/// A number of XML Schema: no separators of thousands, no exponent. Zeros at the end of the decimals do not count.
fn decimal(text: &str) -> Option<Decimal> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+')) {
        return None;
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let needed = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    if matches!(needed, "" | "-" | "+") { Some(Decimal::ZERO) } else { Decimal::from_str_exact(needed).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_xml() {
        let read = |text: &str| decimal(text).map(|number| number.to_string());
        for (text, number) in [
            ("12.50", "12.5"),
            ("-3", "-3"),
            ("+3.0", "3"),
            (".5", "0.5"),
            (".00", "0"),
            ("0.00", "0"),
            ("100", "100"),
            ("1.", "1"),
            ("435.00000000000000000000000000000000", "435"),
        ] {
            assert_eq!(read(text).as_deref(), Some(number), "{text}");
        }
        for text in ["", "-", ".", "1,50", "1.234,50", "1e3", "1 000", "NaN", "1_000", "1.2.3", "0x10", "١"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
