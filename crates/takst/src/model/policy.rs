//! The policy: a named setting for each question the sources leave open, with its default (R13).

use crate::contract::words::words;
use crate::model::calendar::{FIRST_DATE, LAST_DATE, Saturday};
use crate::model::catalogue::{DateSetting, Vat};
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
    /// Which of the first and last day of a course are charged.
    DayCount {
        /// Both.
        Both "both",
        /// The first only.
        FirstOnly "first-only",
    }
}

words! {
    /// How a week that the course's end cuts is charged.
    StartedWeek {
        /// In full.
        Full "full",
        /// Not at all.
        WholeWeeksOnly "whole-weeks-only",
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
trait Value: Sized {
    fn read(text: &str) -> Option<Self>;
    fn write(&self) -> String;
    fn allowed() -> String;
}

macro_rules! word_values {
    ($($name:ident),*) => { $(impl Value for $name {
        fn read(text: &str) -> Option<Self> { $name::from_word(text) }
        fn write(&self) -> String { self.as_str().to_owned() }
        fn allowed() -> String { $name::WORDS.join(" | ") }
    })* };
}
word_values!(DayCount, StartedWeek, WindowReset, Window2026, WindowResident, Claim, DecidedAbsent, YesNo, Vat);

/// A date `YYYY-MM-DD` within the calendar takst works in.
pub(crate) fn read_date(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    plain.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

impl Value for NaiveDate {
    fn read(text: &str) -> Option<Self> {
        read_date(text).filter(|day| (FIRST_DATE..=LAST_DATE).contains(day))
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

/// Why a policy entry was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// No setting has this name.
    #[error("there is no setting {name:?}; the settings are {all}")]
    UnknownSetting {
        /// The name given.
        name: String,
        /// Every name.
        all: String,
    },
    /// The setting does not take this value.
    #[error("setting {name}: {value:?} is not one of: {allowed}")]
    BadValue {
        /// The setting.
        name: &'static str,
        /// The value given.
        value: String,
        /// What would be right.
        allowed: String,
    },
    /// A source is given but says nothing.
    #[error("setting {name}: the source is empty; leave it out, or say which letter, agreement or ruling settles the question")]
    EmptySource {
        /// The setting.
        name: &'static str,
    },
}

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $field:ident $name:literal $type:ty = $default:expr;)*) => {
        /// The answers to the open questions. [`Policy::default`] answers each with its default, unsettled.
        ///
        /// ```
        /// use takst::Policy;
        /// let mut policy = Policy::default();
        /// policy.set("roll-out-date", "2023-03-01", Some("letter from Mandecentret, 2023-02-14"))?;
        /// assert!(policy.roll_out_date.is_settled());
        /// let error = policy.set("day-count", "nights", None).unwrap_err();
        /// assert_eq!(error.to_string(), "setting day-count: \"nights\" is not one of: both | first-only");
        /// # Ok::<(), takst::PolicyError>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Policy { $($(#[doc = $doc])+ pub $field: Setting<$type>),* }

        impl Default for Policy {
            fn default() -> Policy {
                Policy { $($field: Setting { value: $default, source: None }),* }
            }
        }

        impl Policy {
            /// The name of every setting, in the order of the documentation.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// Answers one question, as a policy file would.
            ///
            /// # Errors
            /// The setting does not exist, or does not take the value; the error says what would be right.
            pub fn set(&mut self, name: &str, value: &str, source: Option<&str>) -> Result<(), PolicyError> {
                match name {
                    $($name => {
                        let source = match source.map(str::trim) {
                            Some("") => return Err(PolicyError::EmptySource { name: $name }),
                            other => other.map(str::to_owned),
                        };
                        let value = <$type as Value>::read(value).ok_or_else(|| PolicyError::BadValue {
                            name: $name, value: value.to_owned(), allowed: <$type as Value>::allowed(),
                        })?;
                        self.$field = Setting { value, source };
                        Ok(())
                    })*
                    _ => Err(PolicyError::UnknownSetting { name: name.to_owned(), all: Policy::NAMES.join(", ") }),
                }
            }

            /// Every setting as (name, value as written in a policy file, source, allowed values, meaning).
            pub fn entries(&self) -> Vec<PolicyEntry<'_>> {
                vec![$(PolicyEntry {
                    name: $name,
                    value: self.$field.value.write(),
                    source: self.$field.source.as_deref(),
                    allowed: <$type as Value>::allowed(),
                    meaning: concat!($($doc),+).trim_ascii(),
                }),*]
            }
        }
    };
}

/// One setting as text, for documentation, receipts and explanations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyEntry<'a> {
    /// Name.
    pub name: &'static str,
    /// Value, as written in a policy file.
    pub value: String,
    /// Source, if settled.
    pub source: Option<&'a str>,
    /// The values it takes.
    pub allowed: String,
    /// What it decides.
    pub meaning: &'static str,
}

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

settings! {
    /// First day of Mandecentret's two-level tariff, published as "spring 2023".
    roll_out_date "roll-out-date" NaiveDate = date(2023, 4, 1);
    /// First day of Mandecentret's 545 kr; the source says only until when.
    mandecentret_545_from "mandecentret-545-from" NaiveDate = date(2022, 1, 1);
    /// Whether both the first and the last day of a course are charged.
    day_count "day-count" DayCount = DayCount::Both;
    /// Whether a week cut by the course's end is charged.
    started_week "started-week" StartedWeek = StartedWeek::Full;
    /// Hours included in a weekly price published for "about" so many hours.
    included_hours "included-hours" Option<Quantity> = None;
    /// First day of LivaRehab's undated price list.
    livarehab_from "livarehab-from" NaiveDate = date(2016, 11, 21);
    /// Last day of LivaRehab's undated price list.
    livarehab_to "livarehab-to" Option<NaiveDate> = None;
    /// VAT on care under the Social Services Act, on which the price lists are silent.
    vat_sel "vat-sel" Vat = Vat::Exempt;
    /// VAT on prices agreed with a provider whose published prices are ex VAT.
    vat_agreed "vat-agreed" Vat = Vat::Standard;
    /// When a citizen's refund window begins anew.
    window_reset "window-reset" WindowReset = WindowReset::Anniversary;
    /// Which cap holds from 1 April 2026 in a window begun before.
    window_2026 "window-2026" Window2026 = Window2026::CapOfTheDay;
    /// When the window of a citizen admitted before 1 October 2023 begins.
    window_resident "window-resident" WindowResident = WindowResident::From20231001;
    /// Whether § 110 aftercare was refunded until 30 September 2023.
    aftercare_before_2023_10 "aftercare-before-2023-10" Claim = Claim::Refunded;
    /// Whether § 110 aftercare is refunded from 1 October 2023.
    aftercare_after_2023_10 "aftercare-after-2023-10" Claim = Claim::Undetermined;
    /// Whether aftercare uses days of the refund window.
    aftercare_uses_days "aftercare-uses-days" YesNo = YesNo::No;
    /// Most days between stay and course that still count as moving out.
    cti_gap "cti-gap" u32 = 31;
    /// Refund of § 85 a support where the decision before discharge is not known.
    decided_absent "decided-absent" DecidedAbsent = DecidedAbsent::Undetermined;
    /// Refund of § 85 a support from 1 October 2023 after a first discharge before it.
    discharged_before_2023_10 "discharged-before-2023-10" Claim = Claim::Undetermined;
    /// Whether Saturdays count as working days for notices.
    saturday_works "saturday-works" YesNo = YesNo::No;
}

impl Policy {
    /// The date a setting gives; `None` is open.
    #[must_use]
    pub fn date(&self, setting: DateSetting) -> Option<NaiveDate> {
        match setting {
            DateSetting::RollOutDate => Some(self.roll_out_date.value),
            DateSetting::Mandecentret545From => Some(self.mandecentret_545_from.value),
            DateSetting::LivarehabFrom => Some(self.livarehab_from.value),
            DateSetting::LivarehabTo => self.livarehab_to.value,
        }
    }

    /// Whether a date setting is settled by a source.
    #[must_use]
    pub fn is_date_settled(&self, setting: DateSetting) -> bool {
        match setting {
            DateSetting::RollOutDate => self.roll_out_date.is_settled(),
            DateSetting::Mandecentret545From => self.mandecentret_545_from.is_settled(),
            DateSetting::LivarehabFrom => self.livarehab_from.is_settled(),
            DateSetting::LivarehabTo => self.livarehab_to.is_settled(),
        }
    }

    pub(crate) fn saturday(&self) -> Saturday {
        match self.saturday_works.value {
            YesNo::Yes => Saturday::Works,
            YesNo::No => Saturday::Free,
        }
    }
}
