//! Codes as short labels, and assumptions as sentences: which question is open, which value was assumed, what would settle it.

use crate::finding::id_of;
use crate::format;
use crate::texts::{Arg, Texts};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::{Code, Policy, PolicyEntry, SettledBy};

/// One assumption a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// Its code.
    pub code: Code,
    /// Short label.
    pub label: String,
    /// Which question is open, and which value was assumed.
    pub text: String,
    /// What would settle it.
    pub settle: String,
    /// Names of the policy settings that settle it, with their values now; none where the case file or catalogue does.
    pub settings: Vec<(String, String)>,
}

impl Texts {
    /// The short label of a code: `Taksten er udløbet`, `The tariff has ended`.
    #[must_use]
    pub fn code(&self, code: Code) -> String {
        self.get(&id_of("code", code), &[])
    }

    /// An assumption in full, with the values that `policy` assumes; `None` for codes that are no assumptions. The policy knows the questions of the
    /// catalogue, as that of a [`Book`](takst::Book) does.
    #[must_use]
    pub fn assumption(&self, code: Code, policy: &Policy) -> Option<Assumption> {
        let settled_by = policy.settled_by(code)?;
        let entries = policy.entries();
        let entry = |name: &str| entries.iter().find(|entry| entry.name == name);
        let list = |names: Vec<&str>| self.list("list-and", &names.into_iter().map(str::to_owned).collect::<Vec<_>>());
        let (settle, settings) = match settled_by {
            SettledBy::Settings(names) if names.len() == 1 => {
                let allowed = entry(names[0]).map(|e| e.allowed.clone()).unwrap_or_default();
                (self.get("settle-setting", &[("setting", names[0].into()), ("allowed", self.allowed(&allowed).into())]), names)
            }
            SettledBy::Settings(names) => (self.get("settle-settings", &[("setting", list(names.clone()).into())]), names),
            SettledBy::Columns(columns) => {
                let names: Vec<String> = columns.iter().map(|column| self.column_name(*column)).collect();
                (self.get("settle-column", &[("column", self.list("list-and", &names).into())]), Vec::new())
            }
            SettledBy::Catalogue => (self.get("settle-catalogue", &[]), Vec::new()),
        };
        let settings: Vec<&PolicyEntry<'_>> = settings.into_iter().filter_map(entry).collect();
        let values: Vec<(&str, Arg)> = settings.iter().map(|entry| (entry.name, self.assumed_value(entry).into())).collect();
        Some(Assumption {
            code,
            label: self.code(code),
            text: self.try_get(&code.as_str().replace('.', "-"), &values).unwrap_or_else(|_| self.assumed_otherwise(&settings)),
            settle,
            settings: settings.iter().map(|entry| (entry.name.to_owned(), entry.value.clone())).collect(),
        })
    }

    /// The values a setting takes, from [`PolicyEntry::allowed`](takst::PolicyEntry::allowed). Words are the same in both
    /// languages; the core's descriptions are English.
    #[must_use]
    pub fn allowed(&self, allowed: &str) -> String {
        let id = match allowed {
            "a date YYYY-MM-DD" => "allowed-date",
            "a date YYYY-MM-DD | open" => "allowed-date-or-open",
            "a whole number of days, 0 to 3660" => "allowed-days",
            text if text.ends_with("| as-published") => "allowed-hours",
            words => return words.split(" | ").collect::<Vec<_>>().join(", "),
        };
        self.get(id, &[])
    }

    /// What is assumed under a code whose own sentence speaks of other questions than these: each question with the value that was assumed.
    fn assumed_otherwise(&self, settings: &[&PolicyEntry<'_>]) -> String {
        let said = |entry: &&PolicyEntry<'_>| {
            self.get("assumed-answer", &[("question", self.question(entry).into()), ("answer", self.answer(entry.name, &entry.value).into())])
        };
        match settings {
            [] => self.get("assumed-undated", &[]),
            asked => asked.iter().map(said).collect::<Vec<_>>().join(" "),
        }
    }

    /// The value that was assumed, as a sentence says it.
    fn assumed_value(&self, entry: &PolicyEntry<'_>) -> String {
        let (name, value) = (entry.name, entry.value.as_str());
        if let Ok(day) = value.parse::<NaiveDate>() {
            return format::date(self.lang(), day);
        }
        if let Ok(number) = value.parse::<Decimal>() {
            let said = self.try_get(&format!("value-{name}"), &[("number", format::decimal(self.lang(), number).into())]);
            return said.unwrap_or_else(|_| value.to_owned());
        }
        // Some words say themselves alike under every setting; the others have a text for theirs.
        let own = self.try_get(&format!("value-{name}-{value}"), &[]);
        own.unwrap_or_else(|_| self.get(&format!("value-{value}"), &[]))
    }
}
