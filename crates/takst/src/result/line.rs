//! A line (*fakturalinje*): days of one row with one price and one outcome (R10).

use crate::contract::code::{Assumptions, Code};
use crate::contract::unit::Unit;
use crate::model::calendar::{Month, Period};
use crate::model::money::{Amount, Percent, Quantity, UnitPrice};
use crate::model::municipality::Municipality;
use std::sync::Arc;

pub use crate::contract::words::{Outcome, VatCategory, VatExemption};

pub use crate::compile::service::ServiceFacts;

/// VAT of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineVat {
    /// Category.
    pub category: VatCategory,
    /// Rate in percent.
    pub rate: Percent,
    /// VAT in DKK.
    pub amount: Amount,
    /// Why it is exempt (EN 16931 BT-121), where it is.
    pub exemption: Option<VatExemption>,
}

/// State refund of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineRefund {
    /// Whether it is refunded.
    pub outcome: Outcome,
    /// The condition that decided.
    pub reason: Code,
    /// DKK claimed; 0 unless refunded.
    pub amount: Amount,
    /// DKK that would be claimed if an undetermined refund were decided in the municipality's favour.
    pub at_stake: Amount,
}

/// The cost to the municipality (R10.5).
pub(crate) fn cost(net: Amount, own_payment: Amount, refund: Amount) -> Amount {
    net - own_payment - refund
}

/// One priced line, with every column of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Number of the input record.
    pub row: u64,
    /// Reference of the row, echoed.
    pub row_id: Option<Box<str>>,
    /// 1, 2, … within the document.
    pub number: u32,
    /// The service.
    pub service: Arc<ServiceFacts>,
    /// The paying municipality.
    pub payer: Municipality,
    /// Month of the document.
    pub month: Month,
    /// First and last day.
    pub period: Period,
    /// Quantity.
    pub quantity: Quantity,
    /// Unit of the quantity.
    pub unit: Unit,
    /// Price of `price_base_quantity` units, DKK ex VAT.
    pub unit_price: UnitPrice,
    /// 1, or the days of the month where a part of a month is charged (EN 16931 BT-149).
    pub price_base_quantity: Quantity,
    /// DKK ex VAT.
    pub net: Amount,
    /// VAT.
    pub vat: LineVat,
    /// The citizen's own payment, DKK.
    pub own_payment: Amount,
    /// State refund.
    pub refund: LineRefund,
    /// Name of the tariff version; `None`: an agreed price.
    pub tariff_version: Option<Arc<str>>,
    /// Why the document is on hold.
    pub invoice_hold: Option<Code>,
    /// The assumptions that its figures depend on.
    pub assumptions: Assumptions,
}

impl Line {
    /// Returns the cost to the municipality: net − own payment − refund. VAT is recovered and no part of it.
    #[must_use]
    pub fn cost(&self) -> Amount {
        cost(self.net, self.own_payment, self.refund.amount)
    }

    /// Returns net and VAT together.
    #[must_use]
    pub fn gross(&self) -> Amount {
        self.net + self.vat.amount
    }

    /// Returns the number of calendar days.
    #[must_use]
    pub fn days(&self) -> u32 {
        self.period.days()
    }

    /// Returns the tariff version as columns write it: `service@YYYY-MM-DD`, with `~known_from` and `!what-if` behind it where it has them, or `agreed`.
    #[must_use]
    pub fn tariff_version(&self) -> &str {
        self.tariff_version.as_deref().unwrap_or("agreed")
    }
}
