//! VAT of lines and documents (BG-23, BG-30).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use takst::VatExemption;

/// VAT category of UNTDID 5305 (BT-118, BT-151).
///
/// OIOUBL has three words: `ZeroRated` is read as zero rated, though exempt is written so too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum VatCategory {
    /// Standard rate, S.
    Standard,
    /// Exempt, E.
    Exempt,
    /// Zero rated, Z.
    ZeroRated,
    /// Reverse charge, AE.
    ReverseCharge,
    /// Another category, as it is written.
    Other(String),
}

impl VatCategory {
    /// Returns the code of UNTDID 5305.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            VatCategory::Standard => takst::VatCategory::Standard.as_str(),
            VatCategory::Exempt => takst::VatCategory::Exempt.as_str(),
            VatCategory::ZeroRated => "Z",
            VatCategory::ReverseCharge => "AE",
            VatCategory::Other(code) => code,
        }
    }

    /// Returns the category of a code.
    #[must_use]
    pub fn of(code: &str) -> VatCategory {
        let known = [VatCategory::Standard, VatCategory::Exempt, VatCategory::ZeroRated, VatCategory::ReverseCharge];
        known.into_iter().find(|category| category.code() == code).unwrap_or_else(|| VatCategory::Other(code.to_owned()))
    }

    /// Returns the word of OIOUBL, which has one for all that carries no VAT.
    #[must_use]
    pub fn oioubl(&self) -> &str {
        match self {
            VatCategory::Standard => "StandardRated",
            VatCategory::Exempt | VatCategory::ZeroRated => "ZeroRated",
            VatCategory::ReverseCharge => "ReverseCharge",
            VatCategory::Other(code) => code,
        }
    }

    /// Returns the category of a word of OIOUBL.
    #[must_use]
    pub fn of_oioubl(word: &str) -> VatCategory {
        let known = [VatCategory::Standard, VatCategory::ZeroRated, VatCategory::ReverseCharge];
        known.into_iter().find(|category| category.oioubl() == word).unwrap_or_else(|| VatCategory::Other(word.to_owned()))
    }
}

impl From<String> for VatCategory {
    fn from(code: String) -> VatCategory {
        VatCategory::of(&code)
    }
}

impl From<VatCategory> for String {
    fn from(category: VatCategory) -> String {
        category.code().to_owned()
    }
}

impl From<takst::VatCategory> for VatCategory {
    fn from(category: takst::VatCategory) -> VatCategory {
        match category {
            takst::VatCategory::Standard => VatCategory::Standard,
            takst::VatCategory::Exempt => VatCategory::Exempt,
        }
    }
}

/// VAT of a line or of a charge (BG-30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vat {
    /// Category (BT-151).
    pub category: VatCategory,
    /// Rate in percent (BT-152).
    #[serde(default, with = "super::text::optional")]
    pub rate: Option<Decimal>,
}

/// VAT of a category and rate (BG-23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VatBreakdown {
    /// Category and rate (BT-118, BT-119).
    pub vat: Vat,
    /// What it is a share of (BT-116).
    #[serde(default, with = "super::text::optional")]
    pub taxable: Option<Decimal>,
    /// VAT (BT-117).
    #[serde(default, with = "super::text::optional")]
    pub amount: Option<Decimal>,
    /// Why it is exempt, as a code (BT-121): [`VatExemption`] has those of our services.
    pub exemption_code: Option<String>,
    /// Why it is exempt (BT-120).
    pub exemption_reason: Option<String>,
}

impl VatBreakdown {
    /// Returns why it is exempt, where the code is one of ours.
    #[must_use]
    pub fn exemption(&self) -> Option<VatExemption> {
        self.exemption_code.as_deref().and_then(VatExemption::from_word)
    }
}
