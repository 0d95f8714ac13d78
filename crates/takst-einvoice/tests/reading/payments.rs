//! Ways of payment in both dialects.

use crate::base::{day, text};
use crate::changes::Base::{self, Bis3, Oioubl};
use crate::changes::compare;
use takst_einvoice::model::{Account, Payment};

struct Way {
    name: &'static str,
    base: Base,
    means: &'static str,
    payment: fn() -> Payment,
}

fn paid(code: &str, account: Account) -> Payment {
    Payment { code: text(code), ..Payment::to(account) }
}

fn fik(kind: &str, id: Option<&str>) -> Account {
    Account::Fik { kind: kind.into(), id: id.map(str::to_owned), creditor: "81234567".into() }
}

const ACCOUNT: &str = "<cac:PayeeFinancialAccount><cbc:ID>81234567</cbc:ID></cac:PayeeFinancialAccount>";
const CREDIT: &str = "<cac:CreditAccount><cbc:AccountID>81234567</cbc:AccountID></cac:CreditAccount>";

const WAYS: &[Way] = &[
    Way {
        name: "a payment slip",
        base: Bis3,
        means: "<cbc:PaymentMeansCode name=\"FIK\">93</cbc:PaymentMeansCode><cbc:PaymentID>71#000000202600011</cbc:PaymentID>ACCOUNT",
        payment: || paid("93", fik("71", Some("000000202600011"))),
    },
    Way {
        name: "a payment slip without an id",
        base: Bis3,
        means: "<cbc:PaymentMeansCode>93</cbc:PaymentMeansCode><cbc:PaymentID>73#</cbc:PaymentID>ACCOUNT",
        payment: || paid("93", fik("73", None)),
    },
    Way {
        name: "a payment slip in OIOUBL",
        base: Oioubl,
        means: "<cbc:ID>1</cbc:ID><cbc:PaymentMeansCode>93</cbc:PaymentMeansCode><cbc:PaymentDueDate>2024-03-01</cbc:PaymentDueDate>\
                <cbc:PaymentChannelCode>DK:FIK</cbc:PaymentChannelCode><cbc:InstructionID>0000002026000116</cbc:InstructionID><cbc:PaymentID>75</cbc:PaymentID>CREDIT",
        payment: || Payment { due: Some(day("2024-03-01")), ..paid("93", fik("75", Some("0000002026000116"))) },
    },
    Way {
        name: "a payment slip named by its channel only",
        base: Oioubl,
        means: "<cbc:PaymentMeansCode>ZZZ</cbc:PaymentMeansCode><cbc:PaymentChannelCode>DK:FIK</cbc:PaymentChannelCode><cbc:PaymentID>73</cbc:PaymentID>CREDIT",
        payment: || paid("ZZZ", fik("73", None)),
    },
    Way {
        name: "a bank account in OIOUBL, with a text",
        base: Oioubl,
        means: "<cbc:PaymentMeansCode>42</cbc:PaymentMeansCode><cbc:PaymentChannelCode>DK:BANK</cbc:PaymentChannelCode><cac:PayeeFinancialAccount>\
                <cbc:ID>0101901234</cbc:ID><cbc:PaymentNote>K-9</cbc:PaymentNote><cac:FinancialInstitutionBranch><cbc:ID>9999</cbc:ID></cac:FinancialInstitutionBranch>\
                </cac:PayeeFinancialAccount>",
        // An account number is not searched for CPR numbers.
        payment: || {
            let account = Account::Bank { registration: "9999".into(), account: "0101901234".into() };
            Payment { remittance: text("K-9"), ..paid("42", account) }
        },
    },
    Way {
        name: "an IBAN",
        base: Bis3,
        means: "<cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>F-17</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>DK5000400440116243</cbc:ID>\
                <cac:FinancialInstitutionBranch><cbc:ID>DABADKKK</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount>",
        payment: || {
            let account = Account::Iban { account: "DK5000400440116243".into(), bic: text("DABADKKK") };
            Payment { remittance: text("F-17"), ..paid("58", account) }
        },
    },
    Way {
        name: "an IBAN as an international transfer of OIOUBL, with spaces",
        base: Oioubl,
        means: "<cbc:PaymentMeansCode>31</cbc:PaymentMeansCode><cbc:PaymentChannelCode>IBAN</cbc:PaymentChannelCode><cac:PayeeFinancialAccount><cbc:ID>DK50 0040 0440 1162 43</cbc:ID>\
                <cac:FinancialInstitutionBranch><cac:FinancialInstitution><cbc:ID>DABADKKK</cbc:ID></cac:FinancialInstitution></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount>",
        payment: || paid("31", Account::Iban { account: "DK50 0040 0440 1162 43".into(), bic: text("DABADKKK") }),
    },
    Way {
        name: "a Danish account as a credit transfer",
        base: Bis3,
        means: "<cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>1234567</cbc:ID>\
                <cac:FinancialInstitutionBranch><cbc:ID>0040</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount>",
        payment: || paid("30", Account::Bank { registration: "0040".into(), account: "1234567".into() }),
    },
    Way {
        name: "giro",
        base: Bis3,
        means: "<cbc:PaymentMeansCode>50</cbc:PaymentMeansCode><cbc:PaymentID>04#1234567890123456</cbc:PaymentID>ACCOUNT",
        payment: || paid("50", Account::Giro { kind: "04".into(), id: text("1234567890123456"), account: "81234567".into() }),
    },
    Way {
        name: "direct debit",
        base: Bis3,
        means: "<cbc:PaymentMeansCode>49</cbc:PaymentMeansCode><cac:PaymentMandate><cbc:ID>M-1</cbc:ID><cac:PayerFinancialAccount><cbc:ID>123</cbc:ID>\
                </cac:PayerFinancialAccount></cac:PaymentMandate>",
        payment: || paid("49", Account::DirectDebit { mandate: text("M-1"), account: text("123") }),
    },
    Way {
        name: "the account that public offices know",
        base: Oioubl,
        means: "<cbc:PaymentMeansCode>97</cbc:PaymentMeansCode><cbc:PaymentChannelCode>DK:NEMKONTO</cbc:PaymentChannelCode>",
        payment: || paid("97", Account::NemKonto),
    },
    Way {
        name: "an account without a registration number",
        base: Bis3,
        means: "<cbc:PaymentMeansCode>42</cbc:PaymentMeansCode>ACCOUNT",
        payment: || paid("42", Account::Other { account: text("81234567"), branch: None }),
    },
    Way {
        name: "another way, with a CPR number in its text",
        base: Bis3,
        means: "<cbc:PaymentMeansCode>10</cbc:PaymentMeansCode><cbc:PaymentID>0101901234</cbc:PaymentID>",
        payment: || Payment { remittance: text("xxxxxx-xxxx"), ..paid("10", Account::Other { account: None, branch: None }) },
    },
];

#[test]
fn each_way_of_payment() {
    for Way { name, base, means, payment } in WAYS {
        let means = means.replace("ACCOUNT", ACCOUNT).replace("CREDIT", CREDIT);
        let means = format!("<cac:PaymentMeans>{means}</cac:PaymentMeans>");
        let (text, mut expected) = (base.text(), base.says());
        // Behind what is there: several ways can be named.
        let at = text.find("  <cac:TaxTotal>").expect("VAT");
        expected.invoice.payments.push(payment());
        compare(name, [&text[..at], &means, &text[at..]].concat().as_bytes(), &expected);
    }
}
