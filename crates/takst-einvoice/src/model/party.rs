//! Who bills and who is billed (BG-4, BG-7).

use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of number an identifier is. Both dialects name the same schemes with words of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Scheme {
    /// A GLN.
    Gln,
    /// A CVR number.
    Cvr,
    /// An SE number: a registration for VAT below a CVR number.
    Se,
    /// A P number: a place of production below a CVR number.
    PNumber,
    /// Another scheme, as it is written.
    Other(String),
}

impl Scheme {
    const KNOWN: [Scheme; 4] = [Scheme::Gln, Scheme::Cvr, Scheme::Se, Scheme::PNumber];

    /// Returns the code of the scheme in ISO 6523, which Peppol BIS uses.
    #[must_use]
    pub fn icd(&self) -> &str {
        match self {
            Scheme::Gln => "0088",
            Scheme::Cvr => "0184",
            Scheme::Se => "0198",
            Scheme::PNumber => "0096",
            Scheme::Other(scheme) => scheme,
        }
    }

    /// Returns the name of the scheme in OIOUBL.
    #[must_use]
    pub fn oioubl(&self) -> &str {
        match self {
            Scheme::Gln => "GLN",
            Scheme::Cvr => "DK:CVR",
            Scheme::Se => "DK:SE",
            Scheme::PNumber => "DK:P",
            Scheme::Other(scheme) => scheme,
        }
    }

    /// Returns the scheme of a code of either dialect.
    ///
    /// # Example
    /// ```
    /// use takst_einvoice::model::Scheme;
    /// assert_eq!(Scheme::of("0088"), Scheme::of("GLN"));
    /// assert_eq!(Scheme::of("FR:SIRET"), Scheme::Other("FR:SIRET".into()));
    /// ```
    #[must_use]
    pub fn of(code: &str) -> Scheme {
        let known = Scheme::KNOWN.into_iter().find(|scheme| scheme.icd() == code || scheme.oioubl().eq_ignore_ascii_case(code));
        known.unwrap_or_else(|| Scheme::Other(code.to_owned()))
    }
}

impl From<String> for Scheme {
    fn from(code: String) -> Scheme {
        Scheme::of(&code)
    }
}

/// The name of the scheme in OIOUBL, which is easier to read than a code.
impl From<Scheme> for String {
    fn from(scheme: Scheme) -> String {
        scheme.oioubl().to_owned()
    }
}

/// A number that identifies a party or an item, with its scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Id {
    /// What kind of number it is; `None`: nothing is said.
    pub scheme: Option<Scheme>,
    /// The number. CVR and SE numbers are 8 digits, without the country that OIOUBL writes before them.
    pub value: String,
}

impl Id {
    /// Returns a CVR number.
    #[must_use]
    pub fn cvr(value: impl fmt::Display) -> Id {
        Id { scheme: Some(Scheme::Cvr), value: value.to_string() }
    }

    /// Returns a GLN.
    #[must_use]
    pub fn gln(value: impl fmt::Display) -> Id {
        Id { scheme: Some(Scheme::Gln), value: value.to_string() }
    }
}

/// Where a party has its office (BG-5, BG-8).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Street (BT-35, BT-50), in Peppol BIS with the number of the building.
    pub street: Option<String>,
    /// Number of the building, where it stands apart, as in OIOUBL.
    pub building_number: Option<String>,
    /// More of the street (BT-36, BT-51).
    pub additional_street: Option<String>,
    /// City (BT-37, BT-52).
    pub city: Option<String>,
    /// Postal code (BT-38, BT-53).
    pub postal_code: Option<String>,
    /// Country, two letters (BT-40, BT-55).
    pub country: Option<String>,
}

/// Who answers questions (BG-6, BG-9).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// Number of the person: the person reference of OIOUBL.
    pub id: Option<String>,
    /// Name (BT-41, BT-56).
    pub name: Option<String>,
    /// Phone number (BT-42, BT-57).
    pub phone: Option<String>,
    /// E-mail address (BT-43, BT-58).
    pub email: Option<String>,
}

/// A seller or a buyer (BG-4, BG-7).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Party {
    /// Electronic address (BT-34, BT-49).
    pub endpoint: Option<Id>,
    /// Other numbers by which it is known (BT-29, BT-46).
    pub ids: Vec<Id>,
    /// Name by which it is known (BT-28, BT-45).
    pub name: Option<String>,
    /// Registered name (BT-27, BT-44).
    pub legal_name: Option<String>,
    /// Legal registration, in Denmark the CVR number (BT-30, BT-47).
    pub legal_id: Option<Id>,
    /// Registration for VAT, with the country (BT-31, BT-48): `DK12345678`.
    pub vat_id: Option<String>,
    /// Registration for other taxes (BT-32), of a seller that is not registered for VAT.
    pub tax_id: Option<String>,
    /// Address.
    pub address: Address,
    /// Who answers questions.
    pub contact: Contact,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scheme_has_a_code_in_both_dialects() {
        let names = [(Scheme::Gln, "0088", "GLN"), (Scheme::Cvr, "0184", "DK:CVR"), (Scheme::Se, "0198", "DK:SE"), (Scheme::PNumber, "0096", "DK:P")];
        assert_eq!(names.clone().map(|(scheme, ..)| scheme), Scheme::KNOWN);
        for (scheme, icd, name) in names {
            assert_eq!((scheme.icd(), scheme.oioubl()), (icd, name));
            assert_eq!((&Scheme::of(icd), &Scheme::of(name)), (&scheme, &scheme));
        }
        assert_eq!((Scheme::of("9999").icd(), Scheme::of("9999").oioubl()), ("9999", "9999"));
    }
}
