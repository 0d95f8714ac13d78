//! Documents that lack what others have, or say it in a form of their own.

use crate::base::day;
use crate::changes::Base::{Bis3, Oioubl};
use crate::changes::Otherwise;
use takst_einvoice::model::{Days, DocumentKind, Expected, Problem};
use takst_einvoice::place::Place;

fn place(line: u64, path: &str) -> Place {
    Place { line, path: path.into() }
}

const OTHERWISE: &[Otherwise] = &[
    Otherwise {
        name: "no number",
        base: Bis3,
        changes: &[("  <cbc:ID>F-17</cbc:ID>\n", "")],
        expected: |read| {
            read.invoice.number = None;
            read.problems = vec![Problem::Missing { place: place(100, "/Invoice/ID") }];
        },
    },
    Otherwise {
        name: "no date of issue",
        base: Oioubl,
        changes: &[("  <cbc:IssueDate>2024-02-05</cbc:IssueDate>\n", "")],
        expected: |read| {
            read.invoice.issued = None;
            read.problems = vec![Problem::Missing { place: place(85, "/CreditNote/IssueDate") }];
        },
    },
    Otherwise {
        name: "no due date, no terms, no way of payment",
        base: Bis3,
        changes: &[
            ("  <cbc:DueDate>2024-02-22</cbc:DueDate>\n", ""),
            ("<cbc:Note>Netto 21 dage</cbc:Note>", ""),
            ("<cac:PaymentMeans>", "<cac:TaxRepresentativeParty>"),
            ("</cac:PaymentMeans>", "</cac:TaxRepresentativeParty>"),
        ],
        expected: |read| {
            read.invoice.due = None;
            read.invoice.terms.clear();
            read.invoice.payments.clear();
        },
    },
    Otherwise {
        name: "no net of a line",
        base: Bis3,
        changes: &[("    <cbc:LineExtensionAmount currencyID=\"DKK\">8000.00</cbc:LineExtensionAmount>\n", "")],
        expected: |read| {
            read.invoice.lines[1].net = None;
            read.problems = vec![Problem::Missing { place: place(100, "/Invoice/InvoiceLine[2]/LineExtensionAmount") }];
        },
    },
    Otherwise {
        name: "no dialect",
        base: Oioubl,
        changes: &[("<cbc:CustomizationID>OIOUBL-2.1</cbc:CustomizationID>", "")],
        expected: |read| {
            read.dialect = None;
            // Whether `TaxExclusiveAmount` is the net or the VAT is not known.
            read.problems = vec![Problem::UnknownDialect { customization: String::new() }];
        },
    },
    Otherwise {
        name: "EN 16931 of another country",
        base: Bis3,
        changes: &[("#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3")],
        expected: |read| {
            read.dialect = None;
            let customization = "urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3".into();
            read.problems = vec![Problem::UnknownDialect { customization }];
        },
    },
    Otherwise { name: "OIOUBL in other letters", base: Oioubl, changes: &[("OIOUBL-2.1", "oioubl-2.01")], expected: |_| {} },
    Otherwise {
        name: "a credit note written as an invoice of type 381",
        base: Bis3,
        changes: &[(">380<", ">381<")],
        expected: |read| {
            read.invoice.kind = DocumentKind::CreditNote;
            read.invoice.type_code = Some("381".into());
        },
    },
    Otherwise {
        name: "dates with a time zone or a time",
        base: Bis3,
        changes: &[(">2024-02-01<", ">2024-02-01+01:00<"), (">2024-02-22<", ">2024-02-22T00:00:00<"), (">2024-01-31<", ">2024-01-31Z<")],
        expected: |_| {},
    },
    Otherwise {
        name: "a date as people write it",
        base: Bis3,
        changes: &[(">2024-02-22<", ">22-02-2024<")],
        expected: |read| {
            read.invoice.due = None;
            let expected = Expected::Date;
            read.problems = vec![Problem::Unreadable { place: place(9, "/Invoice/DueDate"), value: "22-02-2024".into(), expected }];
        },
    },
    Otherwise {
        name: "an amount as people write it",
        base: Bis3,
        changes: &[(">435.00<", ">435,00<")],
        expected: |read| {
            read.invoice.lines[0].price = None;
            let place = place(89, "/Invoice/InvoiceLine/Price/PriceAmount");
            read.problems = vec![Problem::Unreadable { place, value: "435,00".into(), expected: Expected::Number }];
        },
    },
    Otherwise {
        name: "a CPR number where an amount should be",
        base: Bis3,
        changes: &[(">435.00<", ">010190-1234<")],
        expected: |read| {
            read.invoice.lines[0].price = None;
            let place = place(89, "/Invoice/InvoiceLine/Price/PriceAmount");
            read.problems = vec![Problem::Unreadable { place, value: "xxxxxx-xxxx".into(), expected: Expected::Number }];
        },
    },
    Otherwise {
        name: "no days of the document, one day of a line",
        base: Bis3,
        changes: &[
            (
                "  <cac:InvoicePeriod>\n    <cbc:StartDate>2024-01-01</cbc:StartDate>\n    <cbc:EndDate>2024-01-31</cbc:EndDate>\n  </cac:InvoicePeriod>\n",
                "",
            ),
            ("<cbc:StartDate>2024-01-01</cbc:StartDate><cbc:EndDate>2024-01-31</cbc:EndDate>", "<cbc:StartDate>2024-01-01</cbc:StartDate>"),
        ],
        expected: |read| {
            read.invoice.days = None;
            read.invoice.lines[0].days = Some(Days { first: Some(day("2024-01-01")), last: None });
        },
    },
    Otherwise {
        name: "a period that says only what it depends on",
        base: Bis3,
        changes: &[(
            "<cbc:StartDate>2024-01-01</cbc:StartDate><cbc:EndDate>2024-01-31</cbc:EndDate>",
            "<cbc:DescriptionCode>35</cbc:DescriptionCode>",
        )],
        expected: |read| read.invoice.lines[0].days = None,
    },
    Otherwise {
        name: "two numbers",
        base: Bis3,
        changes: &[("<cbc:ID>F-17</cbc:ID>", "<cbc:ID>F-17</cbc:ID><cbc:ID>F-18</cbc:ID>")],
        expected: |read| read.problems = vec![Problem::Repeated { place: place(7, "/Invoice/ID[2]") }],
    },
    Otherwise {
        name: "the same twice",
        base: Bis3,
        changes: &[("<cbc:ID>F-17</cbc:ID>", "<cbc:ID>F-17</cbc:ID><cbc:ID>F-17</cbc:ID>")],
        expected: |_| {},
    },
    Otherwise {
        name: "a day of delivery",
        base: Bis3,
        changes: &[(
            "  <cac:PaymentMeans>",
            "  <cac:Delivery><cbc:ActualDeliveryDate>2024-01-31</cbc:ActualDeliveryDate></cac:Delivery><cac:PaymentMeans>",
        )],
        expected: |read| read.invoice.delivered = Some(day("2024-01-31")),
    },
    Otherwise {
        name: "an amount in another currency",
        base: Bis3,
        changes: &[("<cbc:PriceAmount currencyID=\"DKK\">435.00", "<cbc:PriceAmount currencyID=\"EUR\">435.00")],
        expected: |read| {
            read.invoice.lines[0].price = None;
            read.problems = vec![Problem::OtherCurrency { place: place(89, "/Invoice/InvoiceLine/Price/PriceAmount"), currency: "EUR".into() }];
        },
    },
    Otherwise {
        name: "all in another currency",
        base: Bis3,
        changes: &[("currencyID=\"DKK\"", "currencyID=\"EUR\""), (">DKK<", ">EUR<")],
        expected: |read| read.invoice.currency = Some("EUR".into()),
    },
    Otherwise { name: "amounts without a currency", base: Bis3, changes: &[(" currencyID=\"DKK\"", "")], expected: |_| {} },
    Otherwise {
        name: "no currency at all",
        base: Bis3,
        changes: &[(" currencyID=\"DKK\"", ""), ("<cbc:DocumentCurrencyCode>DKK</cbc:DocumentCurrencyCode>", "")],
        expected: |read| {
            read.invoice.currency = None;
            read.problems = vec![Problem::Missing { place: place(101, "/Invoice/DocumentCurrencyCode") }];
        },
    },
];

#[test]
fn parts_are_missing_or_put_otherwise() {
    OTHERWISE.iter().for_each(Otherwise::check);
}

#[test]
fn a_document_without_anything() {
    let empty = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>";
    let received = takst_einvoice::read::read(empty.as_bytes()).expect("an invoice");
    let missing: Vec<&str> = received
        .problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::Missing { place } => Some(&*place.path),
            _ => None,
        })
        .collect();
    let expected = ["/Invoice/ID", "/Invoice/IssueDate", "/Invoice/DocumentCurrencyCode", "/Invoice/AccountingSupplierParty", "/Invoice/InvoiceLine"];
    assert_eq!(missing, expected);
    assert_eq!(received.invoice, takst_einvoice::model::Invoice::new(DocumentKind::Invoice));
}
