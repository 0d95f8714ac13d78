//! The receipt: what an amount was calculated with, so that anyone can calculate it again.

use crate::format;
use crate::model::{Fact, Section};
use crate::texts::Texts;
use chrono::NaiveDate;
use takst::ReportingPeriod;

/// Version and checksums of everything an amount rests on. The core has no clock, and a receipt has no time of day:
/// the same inputs give the same receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Version of takst.
    pub takst_version: String,
    /// SHA-256 of the catalogue, in hexadecimal.
    pub catalogue_sha256: String,
    /// SHA-256 of the policy, in hexadecimal.
    pub policy_sha256: String,
    /// SHA-256 of the case file as it was read, in hexadecimal.
    pub input_sha256: String,
    /// Day whose knowledge of tariffs was used; `None`: the latest.
    pub as_of: Option<NaiveDate>,
    /// The window of time.
    pub request: ReportingPeriod,
    /// Whether the case was priced by itself although its refund depends on the citizen's other cases
    /// ([`Book::depends_on_other_cases`](takst::Book::depends_on_other_cases)). The explanation then says so.
    pub is_alone: bool,
}

impl Receipt {
    /// A receipt of this version of takst, over the latest knowledge and all days; set the other fields where they differ.
    #[must_use]
    pub fn new(catalogue_sha256: impl Into<String>, policy_sha256: impl Into<String>, input_sha256: impl Into<String>) -> Receipt {
        Receipt {
            takst_version: env!("CARGO_PKG_VERSION").to_owned(),
            catalogue_sha256: catalogue_sha256.into(),
            policy_sha256: policy_sha256.into(),
            input_sha256: input_sha256.into(),
            as_of: None,
            request: ReportingPeriod::ALL,
            is_alone: false,
        }
    }

    /// Returns the receipt to be read: a heading, a remark, and each thing with its value.
    #[must_use]
    pub fn section(&self, texts: &Texts) -> Section<Fact> {
        let lang = texts.lang();
        let say = |id: &str| texts.get(id, &[]);
        let from = self.request.from.map(|month| format::date(lang, month.first_day()));
        let until = self.request.until.map(|day| format::date(lang, day));
        let window = match (from, until) {
            (None, None) => say("page-window-all"),
            (Some(first), None) => texts.get("page-window-from", &[("first", first.into())]),
            (None, Some(last)) => texts.get("page-window-until", &[("last", last.into())]),
            (Some(first), Some(last)) => texts.get("page-window-between", &[("first", first.into()), ("last", last.into())]),
        };
        let as_of = self.as_of.map_or_else(|| say("receipt-as-of-latest"), |day| format::date(lang, day));
        let fact = |id: &str, value: &str| Fact { label: say(id), value: value.to_owned() };
        let items = vec![
            fact("receipt-version", &self.takst_version),
            fact("receipt-catalogue", &self.catalogue_sha256),
            fact("receipt-policy", &self.policy_sha256),
            fact("receipt-input", &self.input_sha256),
            fact("receipt-as-of", &as_of),
            fact("receipt-window", &window),
        ];
        Section { heading: say("page-receipt"), note: Some(say("page-receipt-note")), items }
    }
}
