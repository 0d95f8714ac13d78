//! How an invoice is paid (BG-16).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where money goes, by how it gets there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Account {
    /// A Danish account (42; 31 as read).
    Bank {
        /// Registration number of the bank, at most 4 digits.
        registration: String,
        /// Account number, at most 10 digits.
        account: String,
    },
    /// An international account (58; 30, 31 as read).
    Iban {
        /// IBAN (BT-84).
        account: String,
        /// BIC (BT-86).
        bic: Option<String>,
    },
    /// A payment slip of a creditor, *FIK* (93).
    Fik {
        /// 71, 73 or 75.
        kind: String,
        /// Payment id: 15 digits (71), 16 (75) or none (73).
        id: Option<String>,
        /// Number of the creditor, 8 digits.
        creditor: String,
    },
    /// A payment slip of an account, *giro* (50).
    Giro {
        /// 01, 04 or 15.
        kind: String,
        /// Payment id: 16 digits (04, 15) or none (01).
        id: Option<String>,
        /// Account, 7 or 8 digits.
        account: String,
    },
    /// Direct debit (49).
    DirectDebit {
        /// Mandate (BT-89).
        mandate: Option<String>,
        /// Account that is debited (BT-91).
        account: Option<String>,
    },
    /// The account that Danish public offices know of the seller, *NemKonto* (97).
    NemKonto,
    /// Another way, as it is written.
    Other {
        /// Account (BT-84).
        account: Option<String>,
        /// Branch (BT-86).
        branch: Option<String>,
    },
}

/// A way of payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Code of UNTDID 4461 (BT-81) as read. Writers take that of the account, and this one only of another way.
    pub code: Option<String>,
    /// Where money goes.
    pub account: Account,
    /// When it is due, where this stands beside the payment, as in OIOUBL.
    #[serde(default, with = "super::text::optional")]
    pub due: Option<NaiveDate>,
    /// Text that goes with the payment (BT-83).
    pub remittance: Option<String>,
}

impl Payment {
    /// Returns a payment to an account.
    #[must_use]
    pub fn to(account: Account) -> Payment {
        Payment { code: None, account, due: None, remittance: None }
    }

    /// Returns the code of UNTDID 4461 that is written.
    #[must_use]
    pub fn written_code(&self) -> Option<&str> {
        match self.account {
            Account::Bank { .. } => Some("42"),
            Account::Iban { .. } => Some("58"),
            Account::Fik { .. } => Some("93"),
            Account::Giro { .. } => Some("50"),
            Account::DirectDebit { .. } => Some("49"),
            Account::NemKonto => Some("97"),
            Account::Other { .. } => self.code.as_deref(),
        }
    }
}
