//! Municipalities: codes and names (R2.3).

use crate::contract::code::Code;
use crate::contract::municipality::{ALL, BY_NAME, FROM};
use crate::model::day::Day;
use chrono::NaiveDate;
use std::fmt;

/// First and last code that a payer may have.
pub const CODES: (u16, u16) = (101, 860);
/// First day of the codes: earlier ones are not known here.
pub(crate) const KNOWN_FROM: Day = Day::of(NaiveDate::from_ymd_opt(FROM.0, FROM.1, FROM.2).expect("a date"));
/// What a name may have behind it, folded.
pub const KOMMUNE: &str = " kommune";

/// A paying municipality (*betalingskommune*): its code, 101 to 860.
///
/// # Example
/// ```
/// use takst::Municipality;
/// let aarhus = Municipality::new(751).expect("a code");
/// assert_eq!((aarhus.to_string(), aarhus.name(), aarhus.title()), ("751".to_owned(), Some("Aarhus"), Some("Aarhus Kommune")));
/// // A code that no municipality has can be read; rows with it get a warning.
/// assert_eq!(Municipality::new(102).expect("a code").name(), None);
/// assert_eq!(Municipality::new(861), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Municipality(u16);

impl Municipality {
    /// Returns the municipality with this code, or `None` outside 101 to 860.
    #[must_use]
    pub const fn new(code: u16) -> Option<Municipality> {
        if code >= CODES.0 && code <= CODES.1 { Some(Municipality(code)) } else { None }
    }

    /// Stands for a municipality that is not given.
    pub(crate) const fn none() -> Municipality {
        Municipality(0)
    }

    /// Reads a code of three digits, also with `0` before them, or a name with or without "Kommune", in any case.
    ///
    /// # Errors
    /// [`Code::ValueRange`] for a code outside 101 to 860, else [`Code::ValueInvalid`].
    ///
    /// # Example
    /// ```
    /// use takst::{Code, Municipality};
    /// let read = |text| Municipality::read(text).map(Municipality::code);
    /// assert_eq!([read("751"), read("0751"), read("Aarhus"), read("AARHUS KOMMUNE")], [Ok(751); 4]);
    /// assert_eq!(read("København"), read("københavns kommune"));
    /// assert_eq!((read("0861"), read("Århus")), (Err(Code::ValueRange), Err(Code::ValueInvalid)));
    /// ```
    pub fn read(text: &str) -> Result<Municipality, Code> {
        let digits = if text.len() == 4 { text.strip_prefix('0').unwrap_or(text) } else { text };
        match digits.as_bytes() {
            [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] => {
                let code = [a, b, c].into_iter().fold(0, |code, digit| code * 10 + u16::from(digit - b'0'));
                Municipality::new(code).ok_or(Code::ValueRange)
            }
            _ => Municipality::named(text).ok_or(Code::ValueInvalid),
        }
    }

    fn named(text: &str) -> Option<Municipality> {
        let find = |name: &str| BY_NAME.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|place| Municipality(BY_NAME[place].1));
        let folded = folded(text);
        find(&folded).or_else(|| find(folded.strip_suffix(KOMMUNE)?))
    }

    /// The municipality whose name is written almost so.
    ///
    /// ```
    /// use takst::Municipality;
    /// let nearest = |text| Municipality::nearest(text).and_then(Municipality::name);
    /// assert_eq!([nearest("Århus"), nearest("Aalborgg Kommune"), nearest("Copenhagen")], [Some("Aarhus"), Some("Aalborg"), None]);
    /// ```
    #[must_use]
    pub fn nearest(text: &str) -> Option<Municipality> {
        const LONGEST: usize = 40;
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        // Å was written Aa before 1948, and is again in names such as Aarhus.
        let plain = |name: &str| name.replace('å', "aa").chars().collect::<Vec<char>>();
        let folded = folded(text);
        let name = plain(folded.strip_suffix(KOMMUNE).unwrap_or(&folded));
        let (slips, known) = BY_NAME.iter().map(|known| (slips(&name, &plain(known.0)), known)).min_by_key(|(slips, _)| *slips)?;
        (slips <= (known.0.chars().count() / 4).max(1)).then_some(Municipality(known.1))
    }

    /// The code.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.0
    }

    fn named_as(self) -> Option<&'static (u16, &'static str, &'static str)> {
        ALL.binary_search_by_key(&self.0, |(code, ..)| *code).ok().map(|place| &ALL[place])
    }

    /// The name, such as `Aarhus`; `None` where no municipality has the code.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.named_as().map(|(_, name, _)| *name)
    }

    /// The full name, such as `Aarhus Kommune`; `None` where no municipality has the code.
    #[must_use]
    pub fn title(self) -> Option<&'static str> {
        self.named_as().map(|(.., title)| *title)
    }

    /// Every municipality, and Christiansø, by code.
    pub fn all() -> impl Iterator<Item = Municipality> {
        ALL.iter().map(|(code, ..)| Municipality(*code))
    }
}

impl fmt::Display for Municipality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

/// A name in small letters, with one space where there are several. An å of two characters is one of one.
#[must_use]
pub fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace("a\u{30a}", "å");
    lower.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Letters to change, put in or leave out to make one of the other (Levenshtein).
pub(crate) fn slips(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (i, letter) in b.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for j in 0..a.len() {
            let change = diagonal + usize::from(a[j] != *letter);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[a.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_name_is_read_in_each_of_its_forms() {
        assert_eq!(Municipality::all().count(), 99, "98 municipalities and Christiansø");
        for municipality in Municipality::all() {
            let (name, title) = (municipality.name().expect("a name"), municipality.title().expect("a full name"));
            let forms = [format!("{municipality}"), format!("0{municipality}"), name.to_owned(), title.to_owned(), format!("{name} Kommune")];
            for form in forms {
                for form in [form.to_uppercase(), form.to_lowercase(), form] {
                    assert_eq!(Municipality::read(&form), Ok(municipality), "{form}");
                }
            }
        }
    }

    #[test]
    fn full_names_that_are_no_name_with_kommune_behind_it() {
        for (form, code) in
            [("Københavns Kommune", 101), ("Bornholms Regionskommune", 400), ("Christiansø", 411), ("Nordfyns", 480), ("Ta\u{30a}rnby", 185)]
        {
            assert_eq!(Municipality::read(form).map(Municipality::code), Ok(code), "{form}");
        }
        assert_eq!(Municipality::new(101).and_then(Municipality::title), Some("Københavns Kommune"));
        assert_eq!(Municipality::new(400).and_then(Municipality::title), Some("Bornholms Regionskommune"));
        assert_eq!(Municipality::new(411).and_then(Municipality::title), Some("Christiansø"));
    }

    #[test]
    fn what_could_be_another_is_refused() {
        let invalid = [
            "",
            "Kommune",
            "75",
            "7510",
            "00751",
            "1751",
            "+751",
            "７５１",
            "Århus",
            "Aarhus (751)",
            "Region Midtjylland",
            "Aar hus",
            "Københavns",
            "Bornholms",
            "Aarhus Regionskommune",
            "Aarhus Kommune Kommune",
            "Vesthimmerland",
        ];
        for text in invalid {
            assert_eq!(Municipality::read(text), Err(Code::ValueInvalid), "{text}");
        }
        for text in ["000", "100", "861", "0100", "0861", "0999"] {
            assert_eq!(Municipality::read(text), Err(Code::ValueRange), "{text}");
        }
        // No municipality has the code, which may have been one before 2007.
        assert_eq!(Municipality::read("0102").map(|payer| (payer.code(), payer.name())), Ok((102, None)));
    }

    #[test]
    fn slips_are_found_and_other_names_are_not() {
        let nearest = |text| Municipality::nearest(text).map(Municipality::code);
        for (text, code) in
            [("Vesthimmerland", 820), ("Nordfyn", 480), ("Kbenhavn", 101), ("aabenra", 580), ("Åbenrå Kommune", 580), ("Hoeje-Taastrup", 169)]
        {
            assert_eq!(nearest(text), Some(code), "{text}");
        }
        for text in ["", "Region Midtjylland", "Oslo", "Malmø", "1010", &"København".repeat(9)] {
            assert_eq!(nearest(text), None, "{text}");
        }
    }
}
