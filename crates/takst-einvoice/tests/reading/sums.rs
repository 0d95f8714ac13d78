//! Sums that do not add up.

use crate::base::number;
use crate::changes::Base::{Bis3, Oioubl};
use crate::changes::Otherwise;
use takst_einvoice::model::{Problem, Sum};

fn sum(of: Sum, nth: Option<usize>, stated: &str, computed: &str) -> Problem {
    Problem::Sum { of, nth, stated: number(stated), computed: number(computed) }
}

const OTHERWISE: &[Otherwise] = &[
    Otherwise {
        name: "a line",
        base: Bis3,
        changes: &[("<cbc:PriceAmount currencyID=\"DKK\">435.00", "<cbc:PriceAmount currencyID=\"DKK\">445.00")],
        // 31 × 445 = 13,795.
        expected: |read| {
            read.invoice.lines[0].price.as_mut().expect("a price").amount = number("445");
            read.problems = vec![sum(Sum::LineNet, Some(0), "13485", "13795")];
        },
    },
    Otherwise {
        name: "a line within the tolerance of Peppol",
        base: Bis3,
        changes: &[(">16<", ">16.00004<")],
        // 16.00004 × 500 = 8,000.02.
        expected: |read| read.invoice.lines[1].quantity.as_mut().expect("a quantity").quantity = number("16.00004"),
    },
    Otherwise {
        name: "a line within the tolerance of OIOUBL",
        base: Oioubl,
        changes: &[("<cbc:PriceAmount currencyID=\"DKK\">500.00", "<cbc:PriceAmount currencyID=\"DKK\">500.25")],
        // 4 × 500.25 = 2,001.
        expected: |read| read.invoice.lines[0].price.as_mut().expect("a price").amount = number("500.25"),
    },
    Otherwise {
        name: "lines",
        base: Bis3,
        changes: &[("    <cbc:LineExtensionAmount currencyID=\"DKK\">21485.00", "    <cbc:LineExtensionAmount currencyID=\"DKK\">21485.01")],
        expected: |read| {
            read.invoice.totals.lines = Some(number("21485.01"));
            read.problems = vec![sum(Sum::Lines, None, "21485.01", "21485"), sum(Sum::Net, None, "21485", "21485.01")];
        },
    },
    Otherwise {
        name: "net, taxable and gross",
        base: Bis3,
        changes: &[("<cbc:TaxExclusiveAmount currencyID=\"DKK\">21485.00", "<cbc:TaxExclusiveAmount currencyID=\"DKK\">20000.00")],
        expected: |read| {
            read.invoice.totals.net = Some(number("20000"));
            read.problems =
                vec![sum(Sum::Net, None, "20000", "21485"), sum(Sum::Taxable, None, "20000", "21485"), sum(Sum::Gross, None, "23485", "22000")];
        },
    },
    Otherwise {
        name: "VAT of a rate and of all",
        base: Bis3,
        changes: &[("      <cbc:TaxAmount currencyID=\"DKK\">2000.00", "      <cbc:TaxAmount currencyID=\"DKK\">1998.99")],
        // 8,000 × 25 % = 2,000; a krone is allowed.
        expected: |read| {
            read.invoice.vat[0].amount = Some(number("1998.99"));
            read.problems = vec![sum(Sum::VatOfRate, Some(0), "1998.99", "2000"), sum(Sum::Vat, None, "2000", "1998.99")];
        },
    },
    Otherwise {
        name: "what is to be paid",
        base: Oioubl,
        changes: &[("<cbc:PayableAmount currencyID=\"DKK\">2500.00", "<cbc:PayableAmount currencyID=\"DKK\">2000.00")],
        expected: |read| {
            read.invoice.totals.payable = Some(number("2000"));
            read.problems = vec![sum(Sum::Payable, None, "2000", "2500")];
        },
    },
    Otherwise {
        name: "the exclusive amount of OIOUBL is the net",
        base: Oioubl,
        changes: &[("<cbc:TaxExclusiveAmount currencyID=\"DKK\">500.00", "<cbc:TaxExclusiveAmount currencyID=\"DKK\">2000.00")],
        expected: |read| read.problems = vec![sum(Sum::Vat, None, "2000", "500")],
    },
    Otherwise {
        name: "allowances without their total",
        base: Bis3,
        changes: &[(
            "  <cac:LegalMonetaryTotal>",
            "  <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount>1.00</cbc:Amount></cac:AllowanceCharge><cac:LegalMonetaryTotal>",
        )],
        expected: |read| {
            let charge = takst_einvoice::model::Charge {
                is_charge: false,
                amount: Some(number("1")),
                base: None,
                percent: None,
                vat: None,
                reason: None,
                reason_code: None,
            };
            read.invoice.charges = vec![charge];
            read.problems = vec![sum(Sum::Net, None, "21485", "21484")];
        },
    },
    Otherwise {
        name: "amounts too large for any sum",
        base: Bis3,
        changes: &[(">8000.00<", ">79228162514264337593543950335<"), (">13485.00<", ">79228162514264337593543950335<")],
        expected: |read| {
            let large = Some(number("79228162514264337593543950335"));
            (read.invoice.lines[0].net, read.invoice.lines[1].net) = (large, large);
            (read.invoice.vat[0].taxable, read.invoice.vat[1].taxable) = (large, large);
            read.problems = vec![
                sum(Sum::LineNet, Some(0), "79228162514264337593543950335", "13485"),
                sum(Sum::LineNet, Some(1), "79228162514264337593543950335", "8000"),
            ];
        },
    },
];

#[test]
fn sums_that_do_not_add_up() {
    for otherwise in OTHERWISE {
        otherwise.check();
    }
}
