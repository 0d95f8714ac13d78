//! What the policy answers: settings with a source, and settings that differ from their default without one.

use crate::format;
use crate::texts::{Arg, Texts};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::{Policy, PolicyEntry};

/// One question a policy answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Name of the setting.
    pub setting: String,
    /// The question.
    pub question: String,
    /// The answer in words.
    pub answer: String,
    /// The answer as a policy file writes it.
    pub value: String,
    /// The letter, agreement or ruling; `None`: the question is still open.
    pub source: Option<String>,
}

impl Texts {
    /// The questions `policy` answers: with a source, or otherwise than by default. None for the default policy.
    ///
    /// ```
    /// use takst::Policy;
    /// use takst_explain::{Lang, Texts};
    /// let (texts, mut policy) = (Texts::new(Lang::En), Policy::default());
    /// assert_eq!(texts.answers(&policy), []);
    /// policy.set("cti-gap", "14", Some("agreement of 2 May 2020"))?;
    /// assert_eq!(texts.answers(&policy)[0].answer, "14 days");
    /// # Ok::<(), takst::PolicyError>(())
    /// ```
    #[must_use]
    pub fn answers(&self, policy: &Policy) -> Vec<Answer> {
        let by_default = policy.defaults();
        let by_default = by_default.entries();
        let is_given = |entry: &PolicyEntry<'_>| entry.source.is_some() || !by_default.contains(entry);
        let answer = |entry: PolicyEntry<'_>| Answer {
            setting: entry.name.to_owned(),
            question: self.question(&entry),
            answer: self.answer(entry.name, &entry.value),
            source: entry.source.map(str::to_owned),
            value: entry.value,
        };
        policy.entries().into_iter().filter(is_given).map(answer).collect()
    }

    /// The question a setting answers, as it is asked of a reader.
    #[must_use]
    pub fn question(&self, entry: &PolicyEntry<'_>) -> String {
        match entry.question {
            Some(asked) => self.lang().pick(&asked.question).to_owned(),
            None => self.get(&format!("question-{}", entry.name), &[]),
        }
    }

    /// The value of a setting in words.
    pub(crate) fn answer(&self, setting: &str, value: &str) -> String {
        if let Ok(day) = value.parse::<NaiveDate>() {
            return format::date(self.lang(), day);
        }
        if let Ok(days) = value.parse::<u32>()
            && setting != "included-hours"
        {
            return self.get("answer-days", &[("days", Arg::Count(days))]);
        }
        if let Ok(hours) = value.parse::<Decimal>() {
            return self.get("value-included-hours", &[("number", format::decimal(self.lang(), hours).into())]);
        }
        // Some words answer alike under every setting; the others have a text for theirs.
        let alike = self.try_get(&format!("answer-{value}"), &[]);
        alike.unwrap_or_else(|_| self.get(&format!("value-{setting}-{value}"), &[]))
    }
}
