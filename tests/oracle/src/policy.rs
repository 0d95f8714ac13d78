//! The policy: a value and perhaps a source for each open question, with the defaults the rules name (R6 to R13).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::dates::read_date;

#[derive(Clone, Debug, Default)]
struct Entry {
    value: Option<String>,
    has_source: bool,
}

/// What a policy file says. Settings it does not name have their defaults.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    entries: BTreeMap<String, Entry>,
}

impl Policy {
    /// Reads one table per setting, each with `value` and perhaps `source`.
    ///
    /// # Panics
    ///
    /// When the text is no TOML or a setting is no table. Whether values are allowed is for others to test.
    pub fn from_toml(text: &str) -> Policy {
        let table: toml::Table = text.parse().expect("the policy is TOML");
        let text_of = |value: &toml::Value| match value {
            toml::Value::String(text) => text.trim().to_string(),
            other => other.to_string(),
        };
        let entries = table
            .iter()
            .map(|(setting, value)| {
                let value = value.as_table().expect("a setting is a table");
                let entry = Entry {
                    value: value.get("value").map(text_of),
                    has_source: value.get("source").is_some_and(|source| !text_of(source).is_empty()),
                };
                (setting.clone(), entry)
            })
            .collect();
        Policy { entries }
    }

    /// R15: settings whose dates contradict each other, so that the policy is refused; those not given have their defaults.
    pub fn contradictions(&self) -> Vec<(&'static str, &'static str)> {
        let mut contradictions = Vec::new();
        if self.date("livarehab-to").is_some_and(|to| self.date("livarehab-from") > Some(to)) {
            contradictions.push(("livarehab-from", "livarehab-to"));
        }
        if self.date("mandecentret-545-from") >= self.date("roll-out-date") {
            contradictions.push(("mandecentret-545-from", "roll-out-date"));
        }
        contradictions
    }

    fn value(&self, setting: &str) -> Option<&str> {
        self.entries.get(setting)?.value.as_deref()
    }

    /// The value of a setting whose values are words, or its default.
    pub(crate) fn word<'a>(&'a self, setting: &str, default: &'a str) -> &'a str {
        self.value(setting).unwrap_or(default)
    }

    /// R13: a source settles a question, a value alone does not.
    pub(crate) fn settled(&self, setting: &str) -> bool {
        self.entries.get(setting).is_some_and(|entry| entry.has_source)
    }

    /// A dated setting that bounds a tariff version; `None` is `open`.
    pub(crate) fn date(&self, setting: &str) -> Option<NaiveDate> {
        let default = match setting {
            "roll-out-date" => "2023-04-01",
            "mandecentret-545-from" => "2022-01-01",
            "livarehab-from" => "2016-11-21",
            "livarehab-to" => "open",
            _ => panic!("no dated setting is called {setting}"),
        };
        match self.word(setting, default) {
            "open" => None,
            text => Some(read_date(text).unwrap_or_else(|| panic!("{setting} is a date, not {text}"))),
        }
    }

    /// R6.1: the value for approximate included hours, if the policy gives one.
    pub(crate) fn included_hours(&self) -> Option<&str> {
        self.value("included-hours")
    }

    /// R9.5: the longest gap in days that still is a moving-out.
    pub(crate) fn cti_gap(&self) -> i64 {
        self.word("cti-gap", "31").parse().expect("cti-gap is a whole number")
    }

    pub(crate) fn day_count_first_only(&self) -> bool {
        self.word("day-count", "both") == "first-only"
    }

    pub(crate) fn whole_weeks_only(&self) -> bool {
        self.word("started-week", "full") == "whole-weeks-only"
    }

    pub(crate) fn saturday_works(&self) -> bool {
        self.word("saturday-works", "no") == "yes"
    }

    pub(crate) fn aftercare_uses_days(&self) -> bool {
        self.word("aftercare-uses-days", "no") == "yes"
    }

    pub(crate) fn next_admission_resets(&self) -> bool {
        self.word("window-reset", "anniversary") == "next-admission"
    }

    pub(crate) fn residents_wait_for_admission(&self) -> bool {
        self.word("window-resident", "from-2023-10-01") == "next-admission"
    }

    pub(crate) fn cap_of_window_start(&self) -> bool {
        self.word("window-2026", "cap-of-the-day") == "cap-of-window-start"
    }
}
