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
    pub setting: &'static str,
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
    /// policy.set("roll-out-date", "2023-03-01", Some("letter from Mandecentret, 2023-02-14"))?;
    /// assert_eq!(texts.answers(&policy)[0].answer, "1 March 2023");
    /// # Ok::<(), takst::PolicyError>(())
    /// ```
    #[must_use]
    pub fn answers(&self, policy: &Policy) -> Vec<Answer> {
        let default = Policy::default();
        let by_default = default.entries();
        let is_given = |entry: &PolicyEntry<'_>| entry.source.is_some() || !by_default.contains(entry);
        let answer = |entry: PolicyEntry<'_>| Answer {
            setting: entry.name,
            question: self.get(&format!("question-{}", entry.name), &[]),
            answer: self.answer(entry.name, &entry.value),
            source: entry.source.map(str::to_owned),
            value: entry.value,
        };
        policy.entries().into_iter().filter(is_given).map(answer).collect()
    }

    /// The value of a setting in words.
    fn answer(&self, setting: &str, value: &str) -> String {
        if let Ok(day) = value.parse::<NaiveDate>() {
            return format::date(self.lang(), day);
        }
        if let Ok(days) = value.parse::<u32>()
            && setting != "included-hours"
        {
            return self.get("answer-days", &[("days", Arg::Count(days))]);
        }
        if let Ok(hours) = value.parse::<Decimal>() {
            return self.get("value-included-hours", &[("hours", format::decimal(self.lang(), hours).into())]);
        }
        // Some words say themselves alike under every setting; the others have a text for theirs.
        let own = self.try_get(&format!("value-{setting}-{value}"), &[]);
        own.unwrap_or_else(|_| self.get(&format!("answer-{value}"), &[]))
    }
}
