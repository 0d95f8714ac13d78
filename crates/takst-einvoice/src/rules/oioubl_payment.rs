//! Rules of OIOUBL about payment.

use super::danish::fik;
use super::view::{View, decimal, is_digits};
use crate::need::{Need, Who};
use crate::xml::Element;
use rust_decimal::Decimal;

pub(super) fn check(view: &mut View<'_>) {
    for means in view.root.all("cac:PaymentMeans") {
        let code = means.text_at("cbc:PaymentMeansCode");
        match code {
            Some("42") => bank(view, means),
            Some("58") => iban(view, means),
            Some("93") => slip(view, means),
            Some("97") => nemkonto(view, means),
            Some("1" | "10" | "20" | "31" | "48" | "49" | "50" | "59") => {}
            _ => view.lack("F-LIB100", Who::Seller, Need::PaymentCode, code),
        }
    }
    let terms = view.root.all("cac:PaymentTerms");
    if !terms.is_empty() && view.is_invoice {
        let payable = decimal(view.root, "cac:LegalMonetaryTotal/cbc:PayableAmount").unwrap_or_default();
        let amounts: Decimal = super::view::sum(terms.iter().copied(), "cbc:Amount");
        view.holds(amounts == payable, "F-INV134", Who::Document, Need::TermsAmount, Some(&amounts.to_string()));
    }
}

fn channel(view: &mut View<'_>, means: &Element, word: &str, rule: &'static str) {
    let found = means.text_at("cbc:PaymentChannelCode");
    view.holds(found.is_none_or(|found| found == word), rule, Who::Seller, Need::PaymentChannel, found);
}

fn bank(view: &mut View<'_>, means: &Element) {
    let account = means.text_at("cac:PayeeFinancialAccount/cbc:ID");
    let branch = means.text_at("cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID");
    let note = means.text_at("cac:PayeeFinancialAccount/cbc:PaymentNote");
    let list = means.first("cbc:PaymentChannelCode").and_then(|code| code.value("listID"));
    let is_listed = list == Some("urn:oioubl:codelist:paymentchannelcode-1.1");
    let fits = |text: Option<&str>, most: usize| text.is_none_or(|text| is_digits(text, 0..=most));
    channel(view, means, "DK:BANK", "F-LIB128");
    let checks = [
        (means.first("cbc:InstructionNote").is_none(), "F-LIB119", Need::PaymentNote, None),
        (means.first("cac:CreditAccount").is_none(), "F-LIB122", Need::BankAccount, None),
        (is_listed, "F-LIB123", Need::PaymentChannel, list),
        (means.first("cac:PayeeFinancialAccount").is_some(), "F-LIB125", Need::BankAccount, None),
        (account.is_some(), "F-LIB126", Need::BankAccount, None),
        (branch.is_some(), "F-LIB127", Need::BankAccount, None),
        (fits(account, 10), "F-LIB131", Need::BankAccount, account),
        (fits(branch, 4), "F-LIB132", Need::BankAccount, branch),
        (note.is_none_or(|note| note.chars().count() <= 20), "F-LIB133", Need::PaymentNote, note),
    ];
    for (holds, rule, need, found) in checks {
        view.holds(holds, rule, Who::Seller, need, found);
    }
}

fn iban(view: &mut View<'_>, means: &Element) {
    channel(view, means, "IBAN", "F-LIB379");
    view.holds(means.text_at("cac:PayeeFinancialAccount/cbc:ID").is_some(), "F-LIB377", Who::Seller, Need::Iban, None);
}

fn slip(view: &mut View<'_>, means: &Element) {
    let kind = means.text_at("cbc:PaymentID");
    let instruction = means.text_at("cbc:InstructionID");
    let creditor = means.text_at("cac:CreditAccount/cbc:AccountID");
    channel(view, means, "DK:FIK", "F-LIB153");
    let digits = |length| instruction.is_some_and(|id| id.len() == length);
    let is_number = instruction.is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    let checks = [
        (kind.is_some(), "F-LIB152", Need::Fik, None),
        (!matches!(kind, Some("71" | "75")) || instruction.is_some(), "F-LIB153", Need::FikId, None),
        (means.first("cbc:InstructionNote").is_none() || matches!(kind, Some("73" | "75")), "F-LIB154", Need::PaymentNote, kind),
        (kind.is_none_or(|kind| ["71", "73", "75"].contains(&kind)), "F-LIB155", Need::Fik, kind),
        (kind != Some("71") || instruction.is_none() || digits(15), "F-LIB156", Need::FikId, instruction),
        (kind != Some("75") || instruction.is_none() || digits(16), "F-LIB157", Need::FikId, instruction),
        (!matches!(kind, Some("71" | "75")) || instruction.is_none() || is_number, "F-LIB336", Need::FikId, instruction),
        (kind != Some("73") || instruction.is_none(), "F-LIB275", Need::FikId, instruction),
        (creditor.is_some_and(|number| is_digits(number, 8..=8)), "F-LIB305", Need::Fik, creditor),
    ];
    let is_sound = checks.iter().all(|(holds, ..)| *holds);
    for (holds, rule, need, found) in checks {
        let who = if need == Need::FikId { Who::Document } else { Who::Seller };
        view.holds(holds, rule, who, need, found);
    }
    if is_sound {
        fik(view, kind.unwrap_or_default(), instruction.unwrap_or_default());
    }
}

fn nemkonto(view: &mut View<'_>, means: &Element) {
    channel(view, means, "DK:NEMKONTO", "F-LIB158");
    let excluded = [
        ("cbc:InstructionID", "F-LIB159"),
        ("cbc:InstructionNote", "F-LIB160"),
        ("cbc:PaymentID", "F-LIB161"),
        ("cac:PayerFinancialAccount", "F-LIB163"),
        ("cac:PayeeFinancialAccount", "F-LIB164"),
        ("cac:CreditAccount", "F-LIB165"),
    ];
    for (name, rule) in excluded {
        view.holds(means.first(name).is_none(), rule, Who::Seller, Need::NemKonto, Some(name));
    }
}
