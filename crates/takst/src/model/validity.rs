//! The days of a tariff version under a policy, and the questions that decide them.

use crate::model::catalogue::{Provider, Question, Tariff, TariffEnd, TariffStart};
use crate::model::policy::Policy;
use chrono::NaiveDate;

/// A tariff version is bounded by a question that its provider does not ask, or one whose answer may be open where a day is needed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the provider {provider:?} asks no question {setting:?} that bounds a price so")]
pub struct UnknownQuestion {
    /// Id of the provider.
    pub provider: String,
    /// Name of the setting.
    pub setting: String,
}

/// How an answer bounds a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// It is the first or the last day.
    OnTheDay,
    /// It is the day after the last one.
    DayBefore,
}

/// First or last day of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound<'c> {
    /// The day; `None`: open.
    pub day: Option<NaiveDate>,
    /// The question whose answer it is, and how that bounds; `None`: the day is published.
    pub question: Option<(&'c Question, Bounds)>,
    /// The answer itself, as the policy gives it.
    pub answer: Option<NaiveDate>,
}

/// First and last day of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity<'c> {
    /// First day; never open.
    pub first: Bound<'c>,
    /// Last day, inclusive.
    pub last: Bound<'c>,
}

impl<'c> Validity<'c> {
    /// Returns the days of `tariff`, a version of a service of `provider`, under `policy`.
    ///
    /// # Errors
    /// The provider does not ask the question that bounds the version.
    pub fn of(provider: &'c Provider, tariff: &Tariff, policy: &Policy) -> Result<Validity<'c>, UnknownQuestion> {
        let asked = |setting: &str, may_be_open: bool| {
            let question = provider.question(setting).filter(|question| may_be_open || !question.may_be_open);
            question.ok_or_else(|| UnknownQuestion { provider: provider.id.clone(), setting: setting.to_owned() })
        };
        let published = |day| Bound { day, question: None, answer: None };
        let answered = |question: &'c Question, bounds| {
            let answer = policy.date(question);
            let day = match bounds {
                Bounds::OnTheDay => answer,
                Bounds::DayBefore => answer.and_then(|day| day.pred_opt()),
            };
            Bound { day, question: Some((question, bounds)), answer }
        };
        let first = match &tariff.from {
            TariffStart::On(day) => published(Some(*day)),
            TariffStart::Setting(setting) => answered(asked(setting, false)?, Bounds::OnTheDay),
        };
        let last = match &tariff.to {
            TariffEnd::Open => published(None),
            TariffEnd::On(day) => published(Some(*day)),
            TariffEnd::Setting(setting) => answered(asked(setting, true)?, Bounds::OnTheDay),
            TariffEnd::DayBefore(setting) => answered(asked(setting, false)?, Bounds::DayBefore),
        };
        Ok(Validity { first, last })
    }

    /// Returns the questions whose answers bound the version: first that of the first day, then that of the last.
    pub fn questions(&self) -> impl Iterator<Item = &'c Question> {
        [self.first, self.last].into_iter().filter_map(|bound| bound.question.map(|(question, _)| question))
    }
}
