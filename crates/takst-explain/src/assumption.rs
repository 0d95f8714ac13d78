//! Codes as short labels, and assumptions as sentences: which question is open, what was reckoned with, what would settle it.

use crate::finding::id_of;
use crate::format;
use crate::texts::{Arg, Texts};
use takst::policy::{Claim, DayCount, StartedWeek, Window2026, WindowReset, WindowResident, YesNo};
use takst::{Code, Policy, SettledBy};

/// One assumption a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// Its code.
    pub code: Code,
    /// Short label.
    pub label: String,
    /// Which question is open, and what was reckoned with.
    pub text: String,
    /// What would settle it.
    pub settle: String,
    /// Names of the policy settings that settle it, with their values now; none where the case file or catalogue does.
    pub settings: Vec<(&'static str, String)>,
}

impl Texts {
    /// The short label of a code: `Taksten er udløbet`, `The tariff has ended`.
    #[must_use]
    pub fn code(&self, code: Code) -> String {
        self.get(&id_of("code", code), &[])
    }

    /// An assumption in full, with the values `policy` reckons with; `None` for codes that are no assumptions.
    #[must_use]
    pub fn assumption(&self, code: Code, policy: &Policy) -> Option<Assumption> {
        let settled_by = code.settled_by()?;
        let entries = policy.entries();
        let entry = |name: &str| entries.iter().find(|entry| entry.name == name);
        let (settle, settings) = match settled_by {
            SettledBy::Settings([name]) => {
                let allowed = entry(name).map(|e| e.allowed.clone()).unwrap_or_default();
                (self.get("settle-setting", &[("setting", (*name).into()), ("allowed", self.allowed(&allowed).into())]), vec![*name])
            }
            SettledBy::Settings(names) => {
                let list: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
                (self.get("settle-settings", &[("setting", self.list("list-and", &list).into())]), names.to_vec())
            }
            SettledBy::Columns(columns) => {
                let list: Vec<String> = columns.iter().map(|column| column.as_str().to_owned()).collect();
                (self.get("settle-column", &[("column", self.list("list-and", &list).into())]), Vec::new())
            }
            SettledBy::Catalogue => (self.get("settle-catalogue", &[]), Vec::new()),
        };
        Some(Assumption {
            code,
            label: self.code(code),
            text: self.get(&code.as_str().replace('.', "-"), &self.assumed_value(code, policy)),
            settle,
            settings: settings.into_iter().filter_map(|name| entry(name).map(|e| (name, e.value.clone()))).collect(),
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

    /// The value that was reckoned with, under the name its message knows it by.
    fn assumed_value(&self, code: Code, policy: &Policy) -> Vec<(&'static str, Arg)> {
        let lang = self.lang();
        let say = |id: &str| Arg::Text(self.get(id, &[]));
        let named = |group: &str, word: &str| say(&format!("value-{group}-{word}"));
        let day = |day| Arg::Text(format::date(lang, day));
        match code {
            Code::AssumedRollOutDate => vec![("roll-out-date", day(policy.roll_out_date.value))],
            Code::AssumedTariffStart => vec![("mandecentret-545-from", day(policy.mandecentret_545_from.value))],
            Code::AssumedDayCount => vec![("day-count", named("day-count", DayCount::as_str(policy.day_count.value)))],
            Code::AssumedStartedWeek => vec![("started-week", named("started-week", StartedWeek::as_str(policy.started_week.value)))],
            Code::AssumedIncludedHours => {
                let hours = match policy.included_hours.value {
                    Some(hours) => Arg::Text(self.get("value-included-hours", &[("hours", format::quantity(lang, hours).into())])),
                    None => say("value-included-hours-as-published"),
                };
                vec![("included-hours", hours)]
            }
            Code::AssumedTariffValidity => vec![
                ("livarehab-from", day(policy.livarehab_from.value)),
                ("livarehab-to", policy.livarehab_to.value.map_or_else(|| say("value-open"), day)),
            ],
            Code::AssumedVatExempt => vec![("vat-sel", named("vat", policy.vat_sel.value.as_str()))],
            Code::AssumedVatStandard => vec![("vat-agreed", named("vat", policy.vat_agreed.value.as_str()))],
            Code::AssumedWindowReset => vec![("window-reset", named("window-reset", WindowReset::as_str(policy.window_reset.value)))],
            Code::AssumedWindow2026 => vec![("window-2026", named("window-2026", Window2026::as_str(policy.window_2026.value)))],
            Code::AssumedWindowResident => {
                vec![("window-resident", named("window-resident", WindowResident::as_str(policy.window_resident.value)))]
            }
            Code::AssumedAftercareRefund => {
                vec![("aftercare-before-2023-10", named("claim", Claim::as_str(policy.aftercare_before_2023_10.value)))]
            }
            Code::AssumedAftercareUsesNoDays => {
                vec![("aftercare-uses-days", named("uses-days", YesNo::as_str(policy.aftercare_uses_days.value)))]
            }
            Code::AssumedCtiGap => vec![("cti-gap", Arg::Text(policy.cti_gap.value.to_string()))],
            _ => Vec::new(),
        }
    }
}
