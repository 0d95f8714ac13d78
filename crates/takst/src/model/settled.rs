//! What settles an assumption.

use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::policy::{Policy, PolicyEntry};

/// What answers the question an assumption rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettledBy<'p> {
    /// These settings of a policy, each with a source.
    Settings(Vec<&'p str>),
    /// These columns of the case file.
    Columns(&'static [Column]),
    /// A new price list in the catalogue.
    Catalogue,
}

impl Policy {
    /// What settles `code`; `None` for codes that are no assumptions. A code of the catalogue's questions is settled by those that carry it.
    #[must_use]
    pub fn settled_by(&self, code: Code) -> Option<SettledBy<'_>> {
        if let Some(setting) = general_setting(code) {
            return Some(SettledBy::Settings(vec![setting]));
        }
        let carries = |entry: &PolicyEntry<'_>| entry.question.is_some_and(|question| question.assumption == code);
        let asked: Vec<&str> = self.entries().into_iter().filter(carries).map(|entry| entry.name).collect();
        Some(match code {
            _ if !asked.is_empty() => SettledBy::Settings(asked),
            Code::AssumedRollOutDate | Code::AssumedTariffStart | Code::AssumedTariffValidity | Code::AssumedActReplaced => SettledBy::Catalogue,
            Code::AssumedHistoryComplete => SettledBy::Columns(&[Column::WindowStart, Column::WindowDaysUsed]),
            Code::AssumedOwnPaymentNone => SettledBy::Columns(&[Column::OwnPaymentPerDay]),
            Code::AssumedFirstDischarge => SettledBy::Columns(&[Column::FirstDischarge]),
            _ => return None,
        })
    }

    /// Whether a source settles a general setting that settles `code`.
    pub(crate) fn settles(&self, code: Code) -> bool {
        general_setting(code).is_some_and(|name| self.entries().iter().any(|entry| entry.name == name && entry.source.is_some()))
    }
}

/// The general setting that settles a code.
fn general_setting(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::AssumedDayCount => "day-count",
        Code::AssumedStartedWeek => "started-week",
        Code::AssumedIncludedHours => "included-hours",
        Code::AssumedVatExempt => "vat-sel",
        Code::AssumedVatStandard => "vat-agreed",
        Code::AssumedWindowReset => "window-reset",
        Code::AssumedWindow2026 => "window-2026",
        Code::AssumedWindowResident => "window-resident",
        Code::AssumedAftercareRefund => "aftercare-before-2023-10",
        Code::AssumedAftercareUsesNoDays => "aftercare-uses-days",
        Code::AssumedCtiGap => "cti-gap",
        _ => return None,
    })
}
