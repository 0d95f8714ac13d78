//! A service, compiled.

use crate::compile::timeline::Timeline;
use crate::contract::code::Assumptions;
use crate::contract::refund::RefundRule;
use crate::contract::unit::Kind;
use crate::contract::words::{VatCategory, VatExemption};
use crate::model::catalogue::Terms;
use crate::model::money::Quantity;
use std::sync::Arc;

/// What the lines of a service have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceFacts {
    /// `<provider>/<name>`.
    pub id: Box<str>,
    /// Id of the provider.
    pub provider: Arc<str>,
    /// Act and section.
    pub legal_basis: Box<str>,
    /// Account in the municipal chart of accounts.
    pub account: Option<Box<str>>,
    /// Which rule decides the refund.
    pub refund_rule: RefundRule,
}

/// A service, compiled.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub facts: Arc<ServiceFacts>,
    pub kind: Kind,
    pub terms: Terms,
    /// Number of the family; rows of one number follow each other in courses.
    pub family: u32,
    /// Place of the provider and the service in alphabetical order, for sorting lines.
    pub rank: (u32, u32),
    /// Hours the weekly price includes.
    pub included_hours: Option<Quantity>,
    pub vat_published: VatChoice,
    pub vat_agreed: VatChoice,
    /// Why lines of category E are exempt.
    pub exemption: Option<VatExemption>,
    /// Assumptions of every line at a published price.
    pub published: Assumptions,
    pub timeline: Timeline,
    /// Where the service stands in the catalogue.
    pub place: (usize, usize),
}

/// VAT category of a price and what it rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VatChoice {
    pub category: VatCategory,
    pub assumed: Assumptions,
}
