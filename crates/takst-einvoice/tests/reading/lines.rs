//! Lines, units, VAT and charges as others write them.

use crate::base::{measured, number, text, vat};
use crate::changes::Base::{Bis3, Oioubl};
use crate::changes::Otherwise;
use takst_einvoice::model::{Charge, Price, Vat, VatBreakdown, VatCategory};

const PRICE: &str = "<cbc:PriceAmount currencyID=\"DKK\">435.00</cbc:PriceAmount>";

fn charge(is_charge: bool, amount: &str) -> Charge {
    Charge { is_charge, amount: Some(number(amount)), base: None, percent: None, vat: None, reason: None, reason_code: None }
}

const OTHERWISE: &[Otherwise] = &[
    Otherwise {
        name: "a price for seven days",
        base: Bis3,
        changes: &[(PRICE, "<cbc:PriceAmount currencyID=\"DKK\">3045.00</cbc:PriceAmount><cbc:BaseQuantity unitCode=\"DAY\">7</cbc:BaseQuantity>")],
        expected: |read| read.invoice.lines[0].price = Some(Price { amount: number("3045"), base: measured("7", "DAY") }),
    },
    Otherwise {
        name: "a price with a discount beside it",
        base: Bis3,
        changes: &[(
            PRICE,
            "<cbc:PriceAmount currencyID=\"DKK\">435.00</cbc:PriceAmount><cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>\
             <cbc:Amount currencyID=\"DKK\">15.00</cbc:Amount><cbc:BaseAmount currencyID=\"DKK\">450.00</cbc:BaseAmount></cac:AllowanceCharge>",
        )],
        expected: |_| {},
    },
    Otherwise {
        name: "no price, only a net",
        base: Bis3,
        changes: &[("<cac:Price><cbc:PriceAmount currencyID=\"DKK\">435.00</cbc:PriceAmount></cac:Price>", "")],
        expected: |read| read.invoice.lines[0].price = None,
    },
    Otherwise {
        name: "units spelt otherwise",
        base: Bis3,
        changes: &[("unitCode=\"DAY\"", "unitCode=\"dag\" unitCodeListID=\"X\""), (" unitCode=\"HUR\"", "")],
        expected: |read| {
            read.invoice.lines[0].quantity = measured("31", "dag");
            read.invoice.lines[1].quantity = Some(takst_einvoice::model::Measured { quantity: number("16"), unit: None });
        },
    },
    Otherwise {
        name: "more decimals than are needed",
        base: Bis3,
        changes: &[(">31<", ">31.000000<"), (">435.00<", ">435.0000<"), (">16<", ">+16.0<")],
        expected: |_| {},
    },
    Otherwise {
        name: "a negative line",
        base: Bis3,
        changes: &[
            (">16<", ">-16<"),
            (">8000.00<", ">-8000.00<"),
            (">2000.00<", ">-2000.00<"),
            (">21485.00<", ">5485.00<"),
            (">23485.00<", ">3485.00<"),
        ],
        expected: |read| {
            let invoice = &mut read.invoice;
            invoice.lines[1].quantity = measured("-16", "HUR");
            invoice.lines[1].net = Some(number("-8000"));
            (invoice.vat[0].taxable, invoice.vat[0].amount) = (Some(number("-8000")), Some(number("-2000")));
            let totals = &mut invoice.totals;
            (totals.lines, totals.net, totals.vat) = (Some(number("5485")), Some(number("5485")), Some(number("-2000")));
            (totals.gross, totals.payable) = (Some(number("3485")), Some(number("3485")));
        },
    },
    Otherwise {
        name: "an allowance and a charge of the document",
        base: Bis3,
        changes: &[
            (
                "  <cac:TaxTotal>",
                "  <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReasonCode>95</cbc:AllowanceChargeReasonCode>\
                 <cbc:AllowanceChargeReason>Rabat</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric><cbc:Amount currencyID=\"DKK\">800.00</cbc:Amount>\
                 <cbc:BaseAmount currencyID=\"DKK\">8000.00</cbc:BaseAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>\
                 </cac:TaxCategory></cac:AllowanceCharge><cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:Amount currencyID=\"DKK\">800.00</cbc:Amount></cac:AllowanceCharge>\n  <cac:TaxTotal>",
            ),
            (
                "<cbc:PayableAmount",
                "<cbc:AllowanceTotalAmount currencyID=\"DKK\">800.00</cbc:AllowanceTotalAmount><cbc:ChargeTotalAmount currencyID=\"DKK\">800.00</cbc:ChargeTotalAmount><cbc:PayableAmount",
            ),
        ],
        expected: |read| {
            let allowance = Charge {
                base: Some(number("8000")),
                percent: Some(number("10")),
                vat: vat(VatCategory::Standard, "25"),
                reason: text("Rabat"),
                reason_code: text("95"),
                ..charge(false, "800")
            };
            read.invoice.charges = vec![allowance, charge(true, "800")];
            (read.invoice.totals.allowances, read.invoice.totals.charges) = (Some(number("800")), Some(number("800")));
        },
    },
    Otherwise {
        name: "an allowance of a line, in OIOUBL as a factor",
        base: Oioubl,
        changes: &[
            (">500.00</cbc:PriceAmount>", ">1000.00</cbc:PriceAmount>"),
            (
                "    <cac:Item>",
                "    <cac:AllowanceCharge><cbc:ChargeIndicator>0</cbc:ChargeIndicator><cbc:MultiplierFactorNumeric>0.5</cbc:MultiplierFactorNumeric>\
                 <cbc:Amount currencyID=\"DKK\">2000.00</cbc:Amount></cac:AllowanceCharge><cac:Item>",
            ),
        ],
        expected: |read| {
            let line = &mut read.invoice.lines[0];
            line.price = Some(Price { amount: number("1000"), base: measured("1", "HUR") });
            line.charges = vec![Charge { percent: Some(number("50")), ..charge(false, "2000") }];
        },
    },
    Otherwise {
        name: "VAT in the currency of the books beside it",
        base: Bis3,
        changes: &[
            (
                "<cbc:DocumentCurrencyCode>DKK</cbc:DocumentCurrencyCode>",
                "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>DKK</cbc:TaxCurrencyCode>",
            ),
            ("currencyID=\"DKK\"", "currencyID=\"EUR\""),
            (
                "  <cac:LegalMonetaryTotal>",
                "  <cac:TaxTotal><cbc:TaxAmount currencyID=\"DKK\">14920.00</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal>",
            ),
        ],
        expected: |read| {
            (read.invoice.currency, read.invoice.books_currency) = (text("EUR"), text("DKK"));
            read.invoice.totals.vat_of_books = Some(number("14920"));
        },
    },
    Otherwise {
        name: "a tax total for each rate",
        base: Bis3,
        changes: &[(
            "    </cac:TaxSubtotal>\n    <cac:TaxSubtotal>",
            "    </cac:TaxSubtotal></cac:TaxTotal><cac:TaxTotal><cbc:TaxAmount currencyID=\"DKK\">0.00</cbc:TaxAmount><cac:TaxSubtotal>",
        )],
        expected: |_| {},
    },
    Otherwise {
        name: "reverse charge, zero rated and a duty in OIOUBL",
        base: Oioubl,
        changes: &[(
            "    </cac:TaxSubtotal>\n  </cac:TaxTotal>",
            "    </cac:TaxSubtotal><cac:TaxSubtotal><cbc:TaxableAmount>0</cbc:TaxableAmount><cbc:TaxAmount>0</cbc:TaxAmount><cac:TaxCategory><cbc:ID>ReverseCharge</cbc:ID></cac:TaxCategory></cac:TaxSubtotal>\
             <cac:TaxSubtotal><cbc:TaxableAmount>0</cbc:TaxableAmount><cbc:TaxAmount>0</cbc:TaxAmount><cac:TaxCategory><cbc:ID>ZeroRated</cbc:ID><cbc:Percent>0</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal>\
             <cac:TaxSubtotal><cbc:TaxableAmount>0</cbc:TaxableAmount><cbc:TaxAmount>0</cbc:TaxAmount><cac:TaxCategory><cbc:ID>StandardRated</cbc:ID><cac:TaxScheme><cbc:ID>9</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>\n  </cac:TaxTotal>",
        )],
        expected: |read| {
            let none = |category: VatCategory, rate: Option<&str>| VatBreakdown {
                vat: Vat { category, rate: rate.map(number) },
                taxable: Some(number("0")),
                amount: Some(number("0")),
                exemption_code: None,
                exemption_reason: None,
            };
            read.invoice.vat.extend([
                none(VatCategory::ReverseCharge, None),
                none(VatCategory::ZeroRated, Some("0")),
                none(VatCategory::Other("9".into()), None),
            ]);
        },
    },
    Otherwise {
        name: "no VAT at a line of OIOUBL, only at its item",
        base: Oioubl,
        changes: &[
            ("    <cac:TaxTotal>\n      <cbc:TaxAmount currencyID=\"DKK\">500.00</cbc:TaxAmount>", "    <cac:TaxTotal>"),
            (
                "<cbc:Name>Rådgivning</cbc:Name></cac:Item>",
                "<cbc:Name>Rådgivning</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>",
            ),
        ],
        expected: |read| read.invoice.lines[0].vat_amount = None,
    },
    Otherwise {
        name: "VAT without a rate, and with a rate beside the category",
        base: Bis3,
        changes: &[
            ("<cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent>", "<cac:ClassifiedTaxCategory><cbc:ID>O</cbc:ID>"),
            ("<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent>", "<cbc:Percent>25</cbc:Percent><cac:TaxCategory><cbc:ID>S</cbc:ID>"),
        ],
        expected: |read| read.invoice.lines[0].vat = Some(Vat { category: VatCategory::Other("O".into()), rate: None }),
    },
    Otherwise {
        name: "paid before, and rounded",
        base: Bis3,
        changes: &[(
            "<cbc:PayableAmount currencyID=\"DKK\">23485.00",
            "<cbc:PrepaidAmount currencyID=\"DKK\">3484.60</cbc:PrepaidAmount><cbc:PayableRoundingAmount currencyID=\"DKK\">-0.40</cbc:PayableRoundingAmount><cbc:PayableAmount currencyID=\"DKK\">20000.00",
        )],
        expected: |read| {
            let totals = &mut read.invoice.totals;
            (totals.prepaid, totals.rounding, totals.payable) = (Some(number("3484.6")), Some(number("-0.4")), Some(number("20000")));
        },
    },
    Otherwise {
        name: "no totals but what is to be paid",
        base: Bis3,
        changes: &[
            ("    <cbc:LineExtensionAmount currencyID=\"DKK\">21485.00</cbc:LineExtensionAmount>\n", ""),
            ("    <cbc:TaxExclusiveAmount currencyID=\"DKK\">21485.00</cbc:TaxExclusiveAmount>\n", ""),
            ("    <cbc:TaxInclusiveAmount currencyID=\"DKK\">23485.00</cbc:TaxInclusiveAmount>\n", ""),
        ],
        expected: |read| {
            let totals = &mut read.invoice.totals;
            (totals.lines, totals.net, totals.gross) = (None, None, None);
        },
    },
    Otherwise {
        name: "VAT only as the exclusive amount of OIOUBL",
        base: Oioubl,
        changes: &[("  <cac:TaxTotal>\n    <cbc:TaxAmount currencyID=\"DKK\">500.00</cbc:TaxAmount>", "  <cac:TaxTotal>")],
        expected: |_| {},
    },
];

#[test]
fn lines_and_vat_as_others_write_them() {
    OTHERWISE.iter().for_each(Otherwise::check);
}
