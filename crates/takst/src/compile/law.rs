//! The dated figures of the law that pricing needs, read from the catalogue's figures by their ids.

use crate::contract::refund::RefundRule;
use crate::contract::words::VatExemption;
use crate::model::calendar::plus_days;
use crate::model::catalogue::{Catalogue, Figure, Law};
use crate::model::money::{Amount, Percent};
use crate::model::source::Source;
use chrono::NaiveDate;

/// Ids of the figures that pricing reads.
pub mod figure {
    /// Standard rate of VAT, percent.
    pub const VAT_STANDARD: &str = "vat.standard-rate";
    /// Share of the expense the state refunds, percent. A rule can have a figure of its own.
    pub const REFUND_SHARE: &str = crate::contract::refund::HALF;
    /// Refunded days of a § 110 window; its first day is the day of the reform.
    pub const CAP_DAYS: &str = "refund.sel-110.cap-days";
    /// Months after which a § 110 window begins anew.
    pub const WINDOW_MONTHS: &str = "refund.sel-110.window-months";
    /// What the figures begin with that give the number of momsloven § 13, stk. 1, for each reason of an exemption: `vat.exemption.132-1g`.
    pub const VAT_EXEMPTION: &str = "vat.exemption.";
    /// Own payment of a § 110 stay, DKK a day; years may be absent.
    pub const OWN_PAYMENT: &str = "own-payment.sel-110.per-day";
    /// Months of § 85 a support refunded after the first discharge; its first day is the day from which it is.
    pub const SUPPORT_MONTHS: &str = "refund.sel-85a.months";
}

/// A figure that holds from a day to another, inclusive.
#[derive(Debug, Clone)]
pub(crate) struct Dated<T> {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub value: T,
    pub source: Source,
}

/// The figures of the law, compiled.
#[derive(Debug, Clone)]
pub(crate) struct LawFigures {
    pub vat: Vec<Dated<Percent>>,
    /// Shares by the ids of their figures: the general one first, then those of the rules in use.
    shares: Vec<(&'static str, Dated<Percent>)>,
    pub caps: Vec<Dated<u32>>,
    pub window_months: Dated<u32>,
    pub support_months: Dated<u32>,
    /// Own payment of a § 110 stay a day, where a year has one.
    pub own_payments: Vec<Dated<Amount>>,
    /// Numbers of momsloven § 13, stk. 1; only explanations need them.
    pub exemptions: Vec<(VatExemption, u32, Source)>,
}

/// A figure of the law that pricing needs is absent, doubtful or out of range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// No figure has the id.
    #[error("the law has no figure {0:?}")]
    Missing(&'static str),
    /// Two versions hold on one day, or there are several where one is read.
    #[error("the law's figure {0:?} has versions that overlap, leave a hole, or are more than one")]
    Doubtful(&'static str),
    /// The value is not a number this figure can have.
    #[error("the law's figure {id:?} is {value}, which is out of its range")]
    Range {
        /// Id of the figure.
        id: &'static str,
        /// Its value.
        value: String,
    },
}

impl LawFigures {
    /// Reads the figures of a catalogue's law. Those of a rule that no service has may be absent.
    pub fn read(catalogue: &Catalogue) -> Result<LawFigures, Vec<LawError>> {
        let law = &catalogue.law;
        let mut errors = Vec::new();
        let vat = dated(law, figure::VAT_STANDARD, percent, &mut errors);
        let mut share_ids = vec![figure::REFUND_SHARE];
        let in_use = RefundRule::ALL.iter().filter(|rule| catalogue.services().any(|(_, service)| service.refund == **rule));
        share_ids.extend(in_use.map(|rule| rule.facts().share).filter(|id| *id != figure::REFUND_SHARE));
        let of_rules: Vec<_> = share_ids.into_iter().map(|id| (id, dated(law, id, percent, &mut errors))).collect();
        let caps = dated(law, figure::CAP_DAYS, count, &mut errors);
        let window_months = dated(law, figure::WINDOW_MONTHS, at_least_one, &mut errors);
        let support_months = dated(law, figure::SUPPORT_MONTHS, count, &mut errors);
        let own_payments = versions(law, figure::OWN_PAYMENT, amount, &mut errors);
        let mut single = |id, mut versions: Vec<Dated<_>>| match (versions.pop(), versions.is_empty()) {
            (Some(version), true) => Some(version),
            (Some(_), false) => {
                errors.push(LawError::Doubtful(id));
                None
            }
            (None, _) => None, // already reported
        };
        let window_months = single(figure::WINDOW_MONTHS, window_months);
        let support_months = single(figure::SUPPORT_MONTHS, support_months);
        let mut shares = Vec::new();
        for (id, versions) in of_rules {
            match <[_; 1]>::try_from(versions) {
                Ok([share]) => shares.push((id, share)),
                Err(versions) if versions.is_empty() => {} // already reported
                Err(_) => errors.push(LawError::Doubtful(id)),
            }
        }
        match (window_months, support_months) {
            (Some(window_months), Some(support_months)) if errors.is_empty() => {
                Ok(LawFigures { vat, shares, caps, window_months, support_months, own_payments, exemptions: exemptions(law) })
            }
            _ => Err(errors),
        }
    }

    /// The share that a rule refunds. Of a rule that no service has it may be the general one.
    pub fn share(&self, rule: RefundRule) -> &Dated<Percent> {
        let of_rule = self.shares.iter().find(|(id, _)| *id == rule.facts().share);
        &of_rule.unwrap_or(&self.shares[0]).1
    }

    /// First day on which § 110 days are counted in windows.
    pub fn reform(&self) -> NaiveDate {
        self.caps[0].from
    }

    /// The cap that holds on `day`.
    pub fn cap_on(&self, day: NaiveDate) -> Option<&Dated<u32>> {
        self.caps.iter().find(|cap| cap.from <= day && day <= cap.to)
    }

    /// The standard rate on `day` and the last day on which it holds.
    pub fn vat_on(&self, day: NaiveDate) -> Option<&Dated<Percent>> {
        self.vat.iter().find(|rate| rate.from <= day && day <= rate.to)
    }
}

/// The number of momsloven § 13, stk. 1, of each reason that the law lists.
fn exemptions(law: &Law) -> Vec<(VatExemption, u32, Source)> {
    let code = |figure: &Figure| {
        let letter = figure.id.strip_prefix(figure::VAT_EXEMPTION)?;
        VatExemption::ALL.iter().copied().find(|code| code.as_str().strip_prefix("VATEX-EU-").is_some_and(|code| code.eq_ignore_ascii_case(letter)))
    };
    law.figures.iter().filter_map(|figure| Some((code(figure)?, count(figure)?, figure.source.clone()))).collect()
}

fn percent(figure: &Figure) -> Option<Percent> {
    Percent::try_from(figure.value).ok().filter(|p| (0..=10_000).contains(&p.units()))
}

fn amount(figure: &Figure) -> Option<Amount> {
    Amount::try_from(figure.value).ok().filter(|amount| *amount >= Amount::ZERO)
}

fn count(figure: &Figure) -> Option<u32> {
    u32::try_from(figure.value).ok().filter(|n| figure.value.fract().is_zero() && *n <= 10_000)
}

/// A window of no months would begin anew every day.
fn at_least_one(figure: &Figure) -> Option<u32> {
    count(figure).filter(|n| *n > 0)
}

/// Every version of a figure in order of days, without overlaps or holes; at least one.
fn dated<T>(law: &Law, id: &'static str, read: fn(&Figure) -> Option<T>, errors: &mut Vec<LawError>) -> Vec<Dated<T>> {
    let versions = versions(law, id, read, errors);
    if versions.is_empty() {
        errors.push(LawError::Missing(id));
    }
    if versions.windows(2).any(|pair| plus_days(pair[0].to, 1) != pair[1].from) {
        errors.push(LawError::Doubtful(id));
    }
    versions
}

/// Every version of a figure in order of days.
fn versions<T>(law: &Law, id: &'static str, read: fn(&Figure) -> Option<T>, errors: &mut Vec<LawError>) -> Vec<Dated<T>> {
    let mut versions = Vec::new();
    for figure in law.figures.iter().filter(|f| f.id == id) {
        match read(figure) {
            Some(value) => versions.push(Dated {
                from: figure.from.unwrap_or(NaiveDate::MIN),
                to: figure.to.unwrap_or(NaiveDate::MAX),
                value,
                source: figure.source.clone(),
            }),
            None => errors.push(LawError::Range { id, value: figure.value.to_string() }),
        }
    }
    versions.sort_by_key(|version| version.from);
    versions
}
