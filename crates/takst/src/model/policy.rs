//! The policy: a named setting for each question the sources leave open, with its default (R13, R15).

use crate::model::answers::Answers;
use crate::model::calendar::Saturday;
use crate::model::catalogue::{Catalogue, Question, Vat};
use crate::model::money::Quantity;
use crate::model::setting::Value;
pub use crate::model::setting::{Claim, DayCount, DecidedAbsent, Setting, ShelterCap, StartedWeek, Window2026, WindowReset, WindowResident, YesNo};
use chrono::NaiveDate;

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
        name: String,
        /// The value given.
        value: String,
        /// What would be right.
        allowed: String,
    },
    /// A source is given but says nothing.
    #[error("setting {name}: the source is empty; leave it out, or say which letter, agreement or ruling settles the question")]
    EmptySource {
        /// The setting.
        name: String,
    },
}

/// Two answers that cannot both be true.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("setting {setting}: {day} must {} {other}, {other_day}", if *may_be_same { "not lie after" } else { "lie before" })]
pub struct Contradiction {
    /// The setting of the earlier day.
    pub setting: String,
    /// Its day, given or default.
    pub day: NaiveDate,
    /// The setting of the later day.
    pub other: String,
    /// Its day, given or default.
    pub other_day: NaiveDate,
    /// Whether the two may be the same day.
    pub may_be_same: bool,
}

/// One setting as text, for documentation, receipts and explanations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyEntry<'a> {
    /// Name.
    pub name: &'a str,
    /// Value, as written in a policy file.
    pub value: String,
    /// Source, if settled.
    pub source: Option<&'a str>,
    /// The values it takes.
    pub allowed: String,
    /// What each word it takes means, in English; none where it takes something else.
    pub words: Vec<(&'static str, &'static str)>,
    /// What it decides, in English.
    pub meaning: &'a str,
    /// The question of the catalogue that it answers; `None`: a general setting.
    pub question: Option<&'a Question>,
}

fn read<T: Value>(name: &str, value: &str) -> Result<T, PolicyError> {
    T::read(value).ok_or_else(|| PolicyError::BadValue { name: name.to_owned(), value: value.to_owned(), allowed: T::allowed() })
}

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $field:ident $name:literal $type:ty = $default:expr;)*) => {
        /// The answers to the open questions: the general settings, and the dates a catalogue asks for.
        ///
        /// [`Policy::default`] answers each general question with its default, unsettled, and knows no catalogue; [`Policy::for_catalogue`] also knows the
        /// questions of one. Either can be compiled with any catalogue: a question that a policy does not answer has its own default.
        ///
        /// ```
        /// use takst::Policy;
        /// let mut policy = Policy::default();
        /// policy.set("cti-gap", "14", Some("agreement of 2 May 2020"))?;
        /// assert!(policy.cti_gap.is_settled());
        /// let error = policy.set("day-count", "nights", None).unwrap_err();
        /// assert_eq!(error.to_string(), "setting day-count: \"nights\" is not one of: both | first-only");
        /// # Ok::<(), takst::PolicyError>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Policy {
            $($(#[doc = $doc])+ pub $field: Setting<$type>,)*
            answers: Answers,
        }

        impl Default for Policy {
            fn default() -> Policy {
                Policy { $($field: Setting { value: $default, source: None },)* answers: Answers::default() }
            }
        }

        impl Policy {
            /// The name of every general setting, in the order of the documentation.
            pub const GENERAL: &'static [&'static str] = &[$($name),*];

            /// Answers a general question; `false`: no general setting has the name.
            fn set_general(&mut self, name: &str, value: &str, source: &Option<String>) -> Result<bool, PolicyError> {
                match name {
                    $($name => self.$field = Setting { value: read($name, value)?, source: source.clone() },)*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            /// Every general setting, in the order of [`Policy::GENERAL`].
            fn general(&self) -> Vec<PolicyEntry<'_>> {
                vec![$(PolicyEntry {
                    name: $name,
                    value: self.$field.value.write(),
                    source: self.$field.source.as_deref(),
                    allowed: <$type as Value>::allowed(),
                    words: <$type as Value>::meanings(),
                    meaning: concat!($($doc),+).trim_ascii(),
                    question: None,
                }),*]
            }
        }
    };
}

settings! {
    /// Whether both the first and the last day of a course are charged.
    day_count "day-count" DayCount = DayCount::Both;
    /// Whether a week cut by the course's end is charged.
    started_week "started-week" StartedWeek = StartedWeek::Full;
    /// Hours included in a weekly price published for "about" so many hours.
    included_hours "included-hours" Option<Quantity> = None;
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
    /// Whether the cap of 1 October 2023 on § 110 stays holds for § 109 stays too.
    shelter_cap "shelter-cap" ShelterCap = ShelterCap::None;
    /// Refund of § 85 a support from 1 October 2023 after a first discharge before it.
    discharged_before_2023_10 "discharged-before-2023-10" Claim = Claim::Undetermined;
    /// Whether Saturdays count as working days for notices.
    saturday_works "saturday-works" YesNo = YesNo::No;
}

impl Policy {
    /// The defaults of every setting: the general ones and the questions of `catalogue`.
    #[must_use]
    pub fn for_catalogue(catalogue: &Catalogue) -> Policy {
        Policy::default().asked_by(catalogue)
    }

    /// The same answers, with the questions of `catalogue` known too. Of two questions with one name that of `catalogue` counts.
    #[must_use]
    pub fn asked_by(mut self, catalogue: &Catalogue) -> Policy {
        self.answers.ask(catalogue.providers.iter().flat_map(|provider| &provider.questions));
        self
    }

    /// The default of every setting this policy knows.
    #[must_use]
    pub fn defaults(&self) -> Policy {
        Policy { answers: self.answers.unanswered(), ..Policy::default() }
    }

    /// Answers one question, as a policy file would.
    ///
    /// # Errors
    /// The setting does not exist, or does not take the value; the error says what would be right.
    pub fn set(&mut self, name: &str, value: &str, source: Option<&str>) -> Result<(), PolicyError> {
        if self.answers.question(name).is_none() && !Policy::GENERAL.contains(&name) {
            return Err(PolicyError::UnknownSetting { name: name.to_owned(), all: self.names().join(", ") });
        }
        let source = match source.map(str::trim) {
            Some("") => return Err(PolicyError::EmptySource { name: name.to_owned() }),
            other => other.map(str::to_owned),
        };
        if self.set_general(name, value, &source)? {
            return Ok(());
        }
        let Some(question) = self.answers.question(name) else { return Ok(()) };
        let day = if question.may_be_open { read(name, value)? } else { Some(read::<NaiveDate>(name, value)?) };
        self.answers.give(name, Setting { value: day, source });
        Ok(())
    }

    /// The name of every setting, in the order of [`Policy::entries`].
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.entries().into_iter().map(|entry| entry.name).collect()
    }

    /// Every setting as text: the general ones in the order of the documentation, each question of a catalogue before the setting it is listed before.
    #[must_use]
    pub fn entries(&self) -> Vec<PolicyEntry<'_>> {
        let before = |next: Option<&str>| {
            let listed = move |question: &&Question| question.listed_before.as_deref() == next;
            self.answers.questions().filter(listed).map(|question| self.entry(question)).collect::<Vec<_>>()
        };
        let general = self.general().into_iter().flat_map(|entry| before(Some(entry.name)).into_iter().chain([entry]).collect::<Vec<_>>());
        let mut entries: Vec<PolicyEntry<'_>> = general.collect();
        entries.extend(before(None));
        entries
    }

    fn entry<'a>(&'a self, question: &'a Question) -> PolicyEntry<'a> {
        PolicyEntry {
            name: &question.setting,
            value: self.date(question).write(),
            source: self.answers.given(&question.setting).and_then(|given| given.source.as_deref()),
            allowed: if question.may_be_open { <Option<NaiveDate>>::allowed() } else { NaiveDate::allowed() },
            words: Vec::new(),
            meaning: &question.meaning.en,
            question: Some(question),
        }
    }

    /// The day that answers a question of the catalogue; `None` is open.
    #[must_use]
    pub fn date(&self, question: &Question) -> Option<NaiveDate> {
        match self.answers.given(&question.setting) {
            // Another catalogue may have asked under the same name for a day that may be open.
            Some(given) if given.value.is_some() || question.may_be_open => given.value,
            Some(_) | None => question.default,
        }
    }

    /// Whether a question of the catalogue is settled by a source.
    #[must_use]
    pub fn is_date_settled(&self, question: &Question) -> bool {
        self.answers.given(&question.setting).is_some_and(Setting::is_settled)
    }

    /// The answers, given or default, that contradict each other: a question of `catalogue` says which of its provider's it must lie before.
    #[must_use]
    pub fn contradictions(&self, catalogue: &Catalogue) -> Vec<Contradiction> {
        let mut found = Vec::new();
        for provider in &catalogue.providers {
            for question in &provider.questions {
                for (other, may_be_same) in [(&question.before, false), (&question.not_after, true)] {
                    let Some(other) = other.as_deref().and_then(|setting| provider.question(setting)) else { continue };
                    let (Some(day), Some(other_day)) = (self.date(question), self.date(other)) else { continue };
                    if day > other_day || (day == other_day && !may_be_same) {
                        found.push(Contradiction { setting: question.setting.clone(), day, other: other.setting.clone(), other_day, may_be_same });
                    }
                }
            }
        }
        found
    }

    pub(crate) fn saturday(&self) -> Saturday {
        match self.saturday_works.value {
            YesNo::Yes => Saturday::Works,
            YesNo::No => Saturday::Free,
        }
    }
}
