//! VAT of documents, lines and charges.

use super::reading::{Outcome, Reading};
use crate::model::{Charge, Vat, VatBreakdown, VatCategory};
use rust_decimal::Decimal;
use std::io::Read;

/// A `TaxTotal`.
#[derive(Default)]
pub(super) struct TaxTotal {
    pub amount: Option<Decimal>,
    pub currency: Option<String>,
    pub rates: Vec<VatBreakdown>,
}

/// A `TaxCategory` or `ClassifiedTaxCategory`.
#[derive(Default)]
struct Category {
    id: Option<String>,
    percent: Option<Decimal>,
    reason_code: Option<String>,
    reason: Option<String>,
    scheme: Option<String>,
}

/// Whether the scheme of a tax is VAT, in either dialect.
pub(super) fn is_vat(scheme: &str) -> bool {
    ["VAT", "63", "Moms"].iter().any(|vat| vat.eq_ignore_ascii_case(scheme))
}

impl Category {
    /// VAT; a duty has the number of its scheme as its category.
    fn vat(&self) -> Option<Vat> {
        let duty = self.scheme.as_deref().filter(|scheme| !is_vat(scheme));
        let category = match (duty, self.id.as_deref()) {
            (Some(duty), _) => VatCategory::Other(duty.to_owned()),
            // A word of OIOUBL, else a code.
            (None, Some(id)) => match VatCategory::of_oioubl(id) {
                VatCategory::Other(code) => VatCategory::of(&code),
                known => known,
            },
            (None, None) => return None,
        };
        Some(Vat { category, rate: self.percent })
    }
}

impl<R: Read> Reading<'_, R> {
    fn category(&mut self) -> Outcome<Category> {
        let mut category = Category::default();
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => category.id = self.text()?,
                "Percent" => category.percent = self.decimal()?,
                "TaxExemptionReasonCode" => category.reason_code = self.text()?,
                "TaxExemptionReason" => category.reason = self.text()?,
                "TaxScheme" => category.scheme = self.id_within()?,
                _ => self.skip()?,
            }
        }
        Ok(category)
    }

    /// The VAT of a `TaxCategory`.
    pub(super) fn vat(&mut self) -> Outcome<Option<Vat>> {
        Ok(self.category()?.vat())
    }

    pub(super) fn tax_total(&mut self) -> Outcome<TaxTotal> {
        let mut total = TaxTotal::default();
        while let Some(child) = self.child()? {
            match &*child.name {
                "TaxAmount" => {
                    let money = self.money(&child)?;
                    (total.amount, total.currency) = (money.amount, money.currency);
                }
                "TaxSubtotal" => {
                    if let Some(rate) = self.rate()? {
                        self.part()?;
                        total.rates.push(rate);
                    }
                }
                _ => self.skip()?,
            }
        }
        Ok(total)
    }

    fn rate(&mut self) -> Outcome<Option<VatBreakdown>> {
        let (mut taxable, mut amount, mut percent, mut category) = (None, None, None, Category::default());
        while let Some(child) = self.child()? {
            match &*child.name {
                "TaxableAmount" => taxable = self.amount(&child)?,
                "TaxAmount" => amount = self.amount(&child)?,
                // Of older documents the rate stands here.
                "Percent" => percent = self.decimal()?,
                "TaxCategory" => category = self.category()?,
                _ => self.skip()?,
            }
        }
        category.percent = category.percent.or(percent);
        let vat = category.vat();
        let is_empty = vat.is_none() && taxable.is_none() && amount.is_none();
        let vat = vat.unwrap_or(Vat { category: VatCategory::Other(String::new()), rate: category.percent });
        let rate = VatBreakdown { vat, taxable, amount, exemption_code: category.reason_code, exemption_reason: category.reason };
        Ok(Some(rate).filter(|_| !is_empty))
    }

    /// What is taken off or added.
    pub(super) fn charge(&mut self) -> Outcome<Charge> {
        self.part()?;
        let mut charge = Charge { is_charge: false, amount: None, base: None, percent: None, vat: None, reason: None, reason_code: None };
        while let Some(child) = self.child()? {
            match &*child.name {
                "ChargeIndicator" => charge.is_charge = self.bool()?.unwrap_or_default(),
                "Amount" => charge.amount = self.amount(&child)?,
                "BaseAmount" => charge.base = self.amount(&child)?,
                "MultiplierFactorNumeric" => charge.percent = self.decimal()?,
                "TaxCategory" => charge.vat = self.vat()?,
                "AllowanceChargeReason" => charge.reason = self.text()?,
                "AllowanceChargeReasonCode" => charge.reason_code = self.text()?,
                _ => self.skip()?,
            }
        }
        Ok(charge)
    }
}
