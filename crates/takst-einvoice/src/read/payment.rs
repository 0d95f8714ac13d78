//! Ways of payment, as both dialects write them.

use super::reading::{Outcome, Reading};
use crate::model::{Account, Payment};
use chrono::NaiveDate;
use std::io::Read;

/// A `PaymentMeans`. Numbers of accounts and payment ids are not searched for CPR numbers; texts are.
#[derive(Default)]
struct Means {
    code: Option<String>,
    channel: Option<String>,
    due: Option<NaiveDate>,
    id: Option<String>,
    instruction_id: Option<String>,
    notes: Vec<String>,
    account: Option<String>,
    branch: Option<String>,
    bic: Option<String>,
    creditor: Option<String>,
    mandate: Option<String>,
    debited: Option<String>,
}

impl Means {
    fn is(&self, codes: &[&str], channel: &str) -> bool {
        let by_code = self.code.as_deref().is_some_and(|code| codes.contains(&code));
        by_code || self.channel.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(channel))
    }

    /// Kind and payment id of a slip: `71#000…`, or apart.
    fn slip(&self) -> Option<(String, Option<String>)> {
        let id = self.id.as_deref()?;
        let (kind, id) = id.split_once('#').map_or((id, self.instruction_id.as_deref()), |(kind, id)| (kind, Some(id).filter(|id| !id.is_empty())));
        Some((kind.trim_start_matches('+').to_owned(), id.map(str::to_owned)))
    }

    fn account(&self) -> Option<Account> {
        let account = || self.account.clone();
        if self.is(&["97"], "DK:NEMKONTO") {
            return Some(Account::NemKonto);
        }
        if self.is(&["49"], "DK:DIRECTDEBIT") {
            // OIOUBL has no element of its own for the mandate.
            let mandate = self.mandate.clone().or_else(|| self.instruction_id.clone());
            return Some(Account::DirectDebit { mandate, account: self.debited.clone() });
        }
        if self.is(&["93"], "DK:FIK") {
            let (kind, id) = self.slip()?;
            return Some(Account::Fik { kind, id, creditor: self.creditor.clone().or_else(account)? });
        }
        if self.is(&["50"], "DK:GIRO") {
            let (kind, id) = self.slip()?;
            return Some(Account::Giro { kind, id, account: account().or_else(|| self.creditor.clone())? });
        }
        let account = account()?;
        if is_iban(&account) {
            return Some(Account::Iban { account, bic: self.bic.clone().or_else(|| self.branch.clone()) });
        }
        let is_bank = self.is(&["42", "31", "30"], "DK:BANK");
        let registration = self.branch.clone().filter(|branch| is_bank && branch.bytes().all(|byte| byte.is_ascii_digit()))?;
        Some(Account::Bank { registration, account })
    }
}

/// Two letters and two digits, and no more signs than an IBAN has.
fn is_iban(account: &str) -> bool {
    let plain: Vec<u8> = account.bytes().filter(|byte| *byte != b' ').collect();
    let begins = plain.len() >= 5 && plain[..2].iter().all(u8::is_ascii_alphabetic) && plain[2..4].iter().all(u8::is_ascii_digit);
    begins && plain.len() <= 34 && plain.iter().all(u8::is_ascii_alphanumeric)
}

impl<R: Read> Reading<'_, R> {
    pub(super) fn payment(&mut self) -> Outcome<Payment> {
        self.part()?;
        let means = self.means()?;
        let account = means.account();
        // What is no number of a slip and no mandate is a text that goes with the payment.
        let text = match account {
            Some(Account::Fik { .. } | Account::Giro { .. }) => None,
            Some(Account::DirectDebit { .. }) => means.id.clone(),
            _ => means.id.clone().or_else(|| means.instruction_id.clone()),
        };
        let remittance = means.notes.first().cloned().or_else(|| text.map(|text| self.masked(text)));
        let account = account.unwrap_or(Account::Other { account: means.account.clone().or(means.creditor), branch: means.branch.clone() });
        Ok(Payment { code: means.code, account, due: means.due, remittance })
    }

    fn means(&mut self) -> Outcome<Means> {
        let mut means = Means::default();
        while let Some(child) = self.child()? {
            match &*child.name {
                "PaymentMeansCode" => means.code = self.text()?,
                "PaymentChannelCode" => means.channel = self.text()?,
                "PaymentDueDate" => means.due = self.date()?,
                "PaymentID" => {
                    let id = self.number()?;
                    self.once(&mut means.id, id);
                }
                "InstructionID" => means.instruction_id = self.number()?,
                "InstructionNote" => self.text_into(&mut means.notes)?,
                "PayeeFinancialAccount" => self.payee_account(&mut means)?,
                "CreditAccount" => means.creditor = self.account_id()?,
                "PayerFinancialAccount" => means.debited = self.account_id()?,
                "PaymentMandate" => self.mandate(&mut means)?,
                _ => self.skip()?,
            }
        }
        Ok(means)
    }

    fn payee_account(&mut self, means: &mut Means) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => means.account = self.number()?,
                "PaymentNote" => self.text_into(&mut means.notes)?,
                "FinancialInstitutionBranch" => self.branch(means)?,
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    fn branch(&mut self, means: &mut Means) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => means.branch = self.number()?,
                "FinancialInstitution" => means.bic = self.account_id()?,
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    /// The number of an account or a bank within the open element.
    fn account_id(&mut self) -> Outcome<Option<String>> {
        let mut id = None;
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" | "AccountID" => id = self.number()?,
                _ => self.skip()?,
            }
        }
        Ok(id)
    }

    fn mandate(&mut self, means: &mut Means) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => means.mandate = self.number()?,
                "PayerFinancialAccount" => means.debited = self.account_id()?,
                _ => self.skip()?,
            }
        }
        Ok(())
    }
}
