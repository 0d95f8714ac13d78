//! Answers to the questions of a catalogue, by the name of their setting.

use crate::model::catalogue::Question;
use crate::model::setting::Setting;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The questions that are known, and the answers that were given.
#[derive(Debug, Clone, Default, Eq)]
pub(crate) struct Answers {
    questions: Vec<Question>,
    given: BTreeMap<String, Setting<Option<NaiveDate>>>,
}

/// The same questions with the same answers; a default that was written out is no difference.
impl PartialEq for Answers {
    fn eq(&self, other: &Answers) -> bool {
        let of = |answers: &Answers, question: &Question| match answers.given(&question.setting) {
            Some(given) => (given.value, given.source.clone()),
            None => (question.default, None),
        };
        self.questions == other.questions && self.questions.iter().all(|question| of(self, question) == of(other, question))
    }
}

impl Answers {
    /// Adds questions; one of a known name takes the place of the other.
    pub fn ask<'q>(&mut self, questions: impl Iterator<Item = &'q Question>) {
        for question in questions {
            match self.questions.iter_mut().find(|known| known.setting == question.setting) {
                Some(known) => known.clone_from(question),
                None => self.questions.push(question.clone()),
            }
        }
    }

    /// The same questions without an answer.
    pub fn unanswered(&self) -> Answers {
        Answers { questions: self.questions.clone(), given: BTreeMap::new() }
    }

    /// Answers a question.
    pub fn give(&mut self, setting: &str, answer: Setting<Option<NaiveDate>>) {
        self.given.insert(setting.to_owned(), answer);
    }

    /// The questions that are known, in the order in which they were asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter()
    }

    pub fn question(&self, setting: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.setting == setting)
    }

    pub fn given(&self, setting: &str) -> Option<&Setting<Option<NaiveDate>>> {
        self.given.get(setting)
    }
}
