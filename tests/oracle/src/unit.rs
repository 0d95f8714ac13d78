//! Kinds and units of prices (R6).

use serde::Deserialize;

/// How a price is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Course,
}

const WORDS: [(Unit, &str); 5] = [(Unit::Hour, "hour"), (Unit::Day, "day"), (Unit::Week, "week"), (Unit::Month, "month"), (Unit::Course, "course")];

impl Unit {
    pub fn read(text: &str) -> Option<Unit> {
        WORDS.iter().find(|(_, word)| *word == text).map(|(unit, _)| *unit)
    }

    pub fn text(self) -> &'static str {
        WORDS.iter().find(|(unit, _)| *unit == self).expect("every unit has a word").1
    }

    /// R7.6: the prices that own payments are for.
    pub fn is_daily(self) -> bool {
        matches!(self, Unit::Day | Unit::Month)
    }

    /// R7.1: the prices of which it is a question whether the last day of a course is charged.
    pub fn asks_day_count(self) -> bool {
        self.is_daily()
    }
}

/// R6: how a service is priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Kind {
    /// A published price per unit.
    Per(Unit),
    Agreed,
    Included,
    Free,
}

impl TryFrom<String> for Kind {
    type Error = String;
    fn try_from(word: String) -> Result<Kind, String> {
        match word.as_str() {
            "agreed" => Ok(Kind::Agreed),
            "included" => Ok(Kind::Included),
            "free" => Ok(Kind::Free),
            unit => Unit::read(unit).map(Kind::Per).ok_or(word),
        }
    }
}
