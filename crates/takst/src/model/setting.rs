//! Settings: the values they take, and how a policy file writes them (R15).

use crate::contract::words::words;
pub use crate::contract::words::{DayCount, StartedWeek};
use crate::model::calendar::read_day;
use crate::model::catalogue::Vat;
use crate::model::money::Quantity;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// One answer and where it comes from. With a source the question is settled and its assumption code is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The answer.
    pub value: T,
    /// A letter, an agreement, a ruling; `None`: unsettled.
    pub source: Option<String>,
}

impl<T> Setting<T> {
    /// Whether the question is settled by a source.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.source.is_some()
    }
}

words! {
    /// When a citizen's refund window begins anew.
    WindowReset {
        /// 12 months after the last began.
        Anniversary "anniversary",
        /// With the first admission after those 12 months.
        NextAdmission "next-admission",
    }
}

words! {
    /// Which cap holds from 1 April 2026 in a window begun before.
    Window2026 {
        /// That of the day.
        CapOfTheDay "cap-of-the-day",
        /// That of the day the window began.
        CapOfWindowStart "cap-of-window-start",
    }
}

words! {
    /// When the first window of a citizen admitted before 1 October 2023 begins.
    WindowResident {
        /// On that day.
        From20231001 "from-2023-10-01",
        /// With the next admission.
        NextAdmission "next-admission",
    }
}

words! {
    /// Whether the cap of § 110 stays holds for § 109 stays too.
    ShelterCap {
        /// It does not; the cost is refunded.
        None "none",
        /// That is not settled; the sum at stake is shown.
        Undetermined "undetermined",
    }
}

words! {
    /// What is claimed where the law is silent.
    Claim {
        /// The refund is claimed.
        Refunded "refunded",
        /// It is not.
        NotRefunded "not-refunded",
        /// Nothing is claimed; the sum at stake is shown.
        Undetermined "undetermined",
    }
}

words! {
    /// What is claimed where it is not known whether support was decided before discharge.
    DecidedAbsent {
        /// Nothing is claimed; the sum at stake is shown.
        Undetermined "undetermined",
        /// No refund.
        NotRefunded "not-refunded",
    }
}

words! {
    /// Yes or no.
    YesNo {
        /// Yes.
        Yes "yes",
        /// No.
        No "no",
    }
}

/// How the value of a setting is written in a policy file.
pub(crate) trait Value: Sized {
    fn read(text: &str) -> Option<Self>;
    fn write(&self) -> String;
    fn allowed() -> String;
    /// Words with what they mean; none where the value is no word.
    fn meanings() -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }
}

macro_rules! word_values {
    ($($name:ident),*) => { $(impl Value for $name {
        fn read(text: &str) -> Option<Self> { $name::from_word(text) }
        fn write(&self) -> String { self.as_str().to_owned() }
        fn allowed() -> String { $name::WORDS.join(" | ") }
        fn meanings() -> Vec<(&'static str, &'static str)> { $name::ALL.iter().map(|value| (value.as_str(), value.meaning())).collect() }
    })* };
}
word_values!(DayCount, StartedWeek, WindowReset, Window2026, WindowResident, ShelterCap, Claim, DecidedAbsent, YesNo, Vat);

impl Value for NaiveDate {
    fn read(text: &str) -> Option<Self> {
        read_day(text)
    }
    fn write(&self) -> String {
        self.to_string()
    }
    fn allowed() -> String {
        "a date YYYY-MM-DD".to_owned()
    }
}

impl Value for Option<NaiveDate> {
    fn read(text: &str) -> Option<Self> {
        if text == "open" { Some(None) } else { NaiveDate::read(text).map(Some) }
    }
    fn write(&self) -> String {
        self.map_or_else(|| "open".to_owned(), |day| day.to_string())
    }
    fn allowed() -> String {
        "a date YYYY-MM-DD | open".to_owned()
    }
}

/// `None` stands for the hours the catalogue states.
impl Value for Option<Quantity> {
    fn read(text: &str) -> Option<Self> {
        if text == "as-published" {
            return Some(None);
        }
        let hours = Decimal::from_str_exact(text).ok()?;
        (hours > Decimal::ZERO && hours <= Decimal::from(168)).then(|| Quantity::try_from(hours).ok().map(Some)).flatten()
    }
    fn write(&self) -> String {
        self.map_or_else(|| "as-published".to_owned(), |hours| hours.to_decimal().normalize().to_string())
    }
    fn allowed() -> String {
        "hours, more than 0, at most 168, at most 2 decimals | as-published".to_owned()
    }
}

impl Value for u32 {
    fn read(text: &str) -> Option<Self> {
        text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten().filter(|n| *n <= 3660)
    }
    fn write(&self) -> String {
        self.to_string()
    }
    fn allowed() -> String {
        "a whole number of days, 0 to 3660".to_owned()
    }
}
