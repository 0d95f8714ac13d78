//! Each rule that only Danish documents have, and each of OIOUBL that documents of ours can fail, with a sound document and a broken twin.
//!
//! `TAKST_TWINS=DIR` writes the twins there, to be checked with the official rule files.

mod common;

use common::{ROWS, Row, document, lines_of, payment, seller};
use std::collections::BTreeSet;
use takst::contract::words::Dialect;
use takst::document::party::{Gln, References};
use takst_einvoice::model::{Account, Attached, Charge, Id, Invoice, Payment, Scheme, Vat, VatCategory};
use takst_einvoice::xml::Element;
use takst_einvoice::{FromIssued, check, tree};

/// An invoice, or another kind, of hours without and with VAT, with all references.
fn sound(kind: &'static str, paid: &'static str) -> Invoice {
    let row = Row {
        dialect: "bis3",
        kind: if kind == "credit-note" { kind } else { "replacing" },
        unit: "hour",
        vat: "mixed",
        payment: paid,
        references: "all",
    };
    row.invoice()
}

fn paid_by(account: Account) -> Invoice {
    Invoice { payments: vec![Payment::to(account)], ..sound("invoice", "bank") }
}

fn giro(kind: &str, id: Option<&str>) -> Invoice {
    paid_by(Account::Giro { kind: kind.into(), id: id.map(Into::into), account: "1234567".into() })
}

fn debit() -> Invoice {
    paid_by(Account::DirectDebit { mandate: Some("AFTALE-1".into()), account: Some("1234567890".into()) })
}

fn nemkonto() -> Invoice {
    paid_by(Account::NemKonto)
}

/// An invoice with an amount taken off and the same added, each with a reason of its own kind.
fn charged() -> Invoice {
    let vat = Vat { category: VatCategory::Standard, rate: Some(25.into()) };
    let charge = |is_charge, reason: &str| Charge {
        is_charge,
        amount: Some(100.into()),
        base: None,
        percent: None,
        vat: Some(vat.clone()),
        reason: Some(reason.into()),
        reason_code: Some("ZZZ".into()),
    };
    let mut invoice = sound("invoice", "bank");
    invoice.charges = vec![charge(true, "1234"), charge(false, "afgift#0001")];
    (invoice.totals.charges, invoice.totals.allowances) = (Some(100.into()), Some(100.into()));
    invoice
}

/// An invoice beside which a document is named.
fn named() -> Invoice {
    let mut invoice = sound("invoice", "bank");
    invoice.references.documents = vec![Attached { id: "BILAG-1".into(), description: Some("Handleplan".into()), ..Attached::default() }];
    invoice
}

/// How a tree is broken.
type Break = fn(&mut Element);

fn at<'a>(tree: &'a mut Element, path: &str) -> &'a mut Element {
    tree.first_mut(path).unwrap_or_else(|| panic!("{path} is there"))
}

fn set(tree: &mut Element, path: &str, text: &str) {
    at(tree, path).text = text.to_owned();
}

fn remove(tree: &mut Element, path: &str) {
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    let parent = if parent.is_empty() { tree } else { at(tree, parent) };
    let before = parent.children.len();
    parent.children.retain(|child| child.name != name);
    assert_ne!(parent.children.len(), before, "{path} was there");
}

fn add(tree: &mut Element, path: &str, before: &str, child: Element) {
    let parent = if path.is_empty() { tree } else { at(tree, path) };
    let place = parent.children.iter().position(|other| other.name == before).unwrap_or(parent.children.len());
    parent.children.insert(place, child);
}

fn mark(tree: &mut Element, path: &str, attribute: &str, value: Option<&str>) {
    let element = at(tree, path);
    element.attributes.retain(|(name, _)| name != attribute);
    element.attributes.extend(value.map(|value| (attribute.to_owned(), value.to_owned())));
}

/// Breaks each document. The rule is among those that are then broken; others can be.
fn twins(dialect: Dialect, cases: &[(&'static str, Invoice, Break)]) {
    for (rule, invoice, broken) in cases {
        let mut twin = tree(invoice, dialect);
        assert_eq!(check(&twin, dialect), [], "{rule}: the document is sound");
        broken(&mut twin);
        let found: BTreeSet<&str> = check(&twin, dialect).iter().map(|lack| lack.rule).collect();
        assert!(found.contains(rule), "{rule} is broken, found: {found:?}");
        if let Some(folder) = std::env::var_os("TAKST_TWINS") {
            let file = std::path::Path::new(&folder).join(format!("{dialect}_{rule}.xml"));
            std::fs::write(file, twin.to_bytes().expect("memory")).expect("a twin is written");
        }
    }
}

const SELLER: &str = "cac:AccountingSupplierParty/cac:Party";

#[test]
fn danish_rules_of_peppol() {
    let invoice = || sound("invoice", "bank");
    let credit = || sound("credit-note", "bank");
    let cases: &[(&'static str, Invoice, Break)] = &[
        ("DK-R-002", invoice(), |tree| remove(tree, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID")),
        ("DK-R-003", invoice(), |tree| {
            let code = Element::of("cbc:ItemClassificationCode", "93141500").attribute("listID", "TST").attribute("listVersionID", "18.0");
            let class = Element::new("cac:CommodityClassification").with(code);
            add(tree, "cac:InvoiceLine/cac:Item", "cac:ClassifiedTaxCategory", class);
        }),
        ("DK-R-004", charged(), |tree| set(tree, "cac:AllowanceCharge/cbc:AllowanceChargeReason", "#123")),
        ("DK-R-005", invoice(), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentMeansCode", "30")),
        ("DK-R-006", invoice(), |tree| remove(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch")),
        ("DK-R-007", debit(), |tree| remove(tree, "cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount")),
        ("DK-R-008", giro("01", None), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentID", "02#")),
        ("DK-R-009", giro("04", Some("1234567890123456")), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentID", "04#123456789012345")),
        ("DK-R-010", sound("invoice", "fik-71"), |tree| set(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "1234567")),
        ("DK-R-011", sound("invoice", "fik-75"), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentID", "75#12345678901234")),
        ("DK-R-013", invoice(), |tree| mark(tree, "cac:AccountingCustomerParty/cac:Party/cac:PartyIdentification/cbc:ID", "schemeID", None)),
        ("DK-R-014", invoice(), |tree| {
            mark(tree, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID", "schemeID", Some("0088"))
        }),
        ("DK-R-016", credit(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:PayableAmount", "-1.00")),
        ("DK-R-017", invoice(), |tree| {
            mark(tree, "cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID", "schemeID", Some("0088"))
        }),
    ];
    twins(Dialect::Bis3, cases);
    let named: BTreeSet<&str> = cases.iter().map(|(rule, ..)| *rule).collect();
    assert_eq!(named.len(), 14, "each has a twin");
    // Means of payment that are in use in Denmark.
    for code in ["1", "10", "48", "59", "97"] {
        let invoice = Invoice {
            payments: vec![Payment { code: Some(code.into()), ..Payment::to(Account::Other { account: None, branch: None }) }],
            ..invoice()
        };
        assert_eq!(check(&tree(&invoice, Dialect::Bis3), Dialect::Bis3), [], "{code}");
    }
}

#[test]
fn rules_of_peppol_and_en_16931_that_municipalities_meet() {
    let invoice = || sound("invoice", "bank");
    let credit = || sound("credit-note", "bank");
    twins(
        Dialect::Bis3,
        &[
            ("PEPPOL-EN16931-R003", invoice(), |tree| {
                remove(tree, "cbc:BuyerReference");
                remove(tree, "cac:OrderReference");
            }),
            ("PEPPOL-EN16931-R008", invoice(), |tree| set(tree, "cbc:Note", "")),
            ("PEPPOL-EN16931-R010", invoice(), |tree| remove(tree, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID")),
            ("PEPPOL-EN16931-R020", invoice(), |tree| remove(tree, "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID")),
            ("PEPPOL-COMMON-R040", invoice(), |tree| set(tree, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID", "5798009811579")),
            ("PEPPOL-COMMON-R042", invoice(), |tree| {
                set(tree, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID", "1234567")
            }),
            // The official rules do not look at the check digit.
            ("MODULO-11", invoice(), |tree| set(tree, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID", "12345675")),
            ("MODULO-10", sound("invoice", "fik-71"), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentID", "71#000000000000175")),
            ("PEPPOL-EN16931-R110", invoice(), |tree| set(tree, "cac:InvoiceLine/cac:InvoicePeriod/cbc:StartDate", "2023-02-28")),
            ("PEPPOL-EN16931-R111", invoice(), |tree| set(tree, "cac:InvoiceLine/cac:InvoicePeriod/cbc:EndDate", "2023-04-01")),
            ("PEPPOL-EN16931-R120", invoice(), |tree| set(tree, "cac:InvoiceLine/cac:Price/cbc:PriceAmount", "520.00")),
            (
                "PEPPOL-EN16931-R130",
                Row { dialect: "bis3", kind: "invoice", unit: "month", vat: "exempt", payment: "bank", references: "all" }.invoice(),
                |tree| {
                    let line = tree.children.iter_mut().filter(|child| child.name == "cac:InvoiceLine").nth(1).expect("a second line");
                    mark(line, "cac:Price/cbc:BaseQuantity", "unitCode", Some("MON"));
                },
            ),
            ("BR-02", invoice(), |tree| remove(tree, "cbc:ID")),
            ("BR-03", invoice(), |tree| remove(tree, "cbc:IssueDate")),
            ("BR-05", invoice(), |tree| remove(tree, "cbc:DocumentCurrencyCode")),
            ("BR-06", invoice(), |tree| remove(tree, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName")),
            ("BR-09", invoice(), |tree| remove(tree, "cac:AccountingSupplierParty/cac:Party/cac:PostalAddress/cac:Country")),
            ("BR-16", invoice(), |tree| remove(tree, "cac:InvoiceLine")),
            ("BR-21", invoice(), |tree| remove(tree, "cac:InvoiceLine/cbc:ID")),
            ("BR-25", invoice(), |tree| remove(tree, "cac:InvoiceLine/cac:Item/cbc:Name")),
            ("BR-26", invoice(), |tree| remove(tree, "cac:InvoiceLine/cac:Price")),
            ("BR-55", credit(), |tree| remove(tree, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")),
            ("BR-CL-08", invoice(), |tree| set(tree, "cbc:Note", "Sag #A12#")),
            ("BR-CO-04", invoice(), |tree| remove(tree, "cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory")),
            ("BR-CO-10", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:LineExtensionAmount", "1.00")),
            ("BR-CO-13", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", "1.00")),
            ("BR-CO-14", invoice(), |tree| set(tree, "cac:TaxTotal/cbc:TaxAmount", "390.01")),
            ("BR-CO-15", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", "1.00")),
            ("BR-CO-16", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:PayableAmount", "1.00")),
            ("BR-CO-18", invoice(), |tree| remove(tree, "cac:TaxTotal/cac:TaxSubtotal")),
            ("BR-CO-25", credit(), |tree| remove(tree, "cac:PaymentTerms")),
            ("BR-DEC", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:PayableAmount", "1.001")),
            ("BR-E-08", invoice(), |tree| set(tree, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount", "1.00")),
            ("BR-E-09", invoice(), |tree| set(tree, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", "1.00")),
            ("BR-E-10", invoice(), |tree| {
                remove(tree, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode");
                remove(tree, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason");
            }),
            ("BR-E-02", Row { vat: "exempt", ..ROWS[0] }.invoice(), |tree| remove(tree, &format!("{SELLER}/cac:PartyTaxScheme"))),
            ("BR-S-02", invoice(), |tree| remove(tree, &format!("{SELLER}/cac:PartyTaxScheme"))),
        ],
    );
}

#[test]
fn rules_of_oioubl() {
    let invoice = || sound("invoice", "bank");
    let slip = || sound("invoice", "fik-71");
    let long_slip = || sound("invoice", "fik-75");
    let cases: &[(&'static str, Invoice, Break)] = &[
        ("F-INV002", invoice(), |tree| {
            set(tree, "cbc:ProfileID", "Procurement-OrdSimR-BilSim-1.0");
            remove(tree, "cac:OrderReference");
        }),
        ("F-LIB180", Row { vat: "exempt", dialect: "oioubl", ..ROWS[17] }.invoice(), |tree| {
            set(tree, "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID", "12345674")
        }),
        ("F-LIB181", invoice(), |tree| set(tree, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID", "579800981157")),
        ("F-LIB179", invoice(), |tree| mark(tree, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID", "schemeID", Some("0088"))),
        ("F-INV046", invoice(), |tree| remove(tree, "cac:AccountingCustomerParty/cac:Party/cac:Contact")),
        ("F-INV051", invoice(), |tree| {
            add(tree, "cac:AccountingCustomerParty/cac:Party/cac:Contact", "", Element::of("cbc:Name", "Anna"));
            remove(tree, "cac:AccountingCustomerParty/cac:Party/cac:Contact/cbc:ID");
        }),
        ("F-INV031", invoice(), |tree| remove(tree, "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID")),
        ("F-INV044", invoice(), |tree| remove(tree, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID")),
        ("F-INV034", invoice(), |tree| remove(tree, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity")),
        ("F-LIB033", invoice(), |tree| remove(tree, "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress/cbc:PostalZone")),
        ("F-LIB034", invoice(), |tree| remove(tree, "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress/cbc:StreetName")),
        ("F-LIB035", invoice(), |tree| remove(tree, "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress/cbc:BuildingNumber")),
        ("F-LIB196", invoice(), |tree| set(tree, "cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID", "12345674")),
        ("F-LIB190", invoice(), |tree| set(tree, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID", "12345674")),
        ("F-LIB382", invoice(), |tree| {
            let line = tree.children.iter_mut().filter(|child| child.name == "cac:InvoiceLine").nth(1).expect("a second line");
            set(line, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent", "0");
        }),
        ("F-LIB309", invoice(), |tree| set(tree, "cac:InvoiceLine/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID", "Exempt")),
        ("F-LIB199", invoice(), |tree| set(tree, "cac:InvoiceLine/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cac:TaxScheme/cbc:ID", "VAT")),
        ("F-LIB400", invoice(), |tree| set(tree, "cac:InvoiceLine/cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", "1.00")),
        ("F-LIB401", invoice(), |tree| {
            let line = tree.children.iter_mut().filter(|child| child.name == "cac:InvoiceLine").nth(1).expect("a second line");
            set(line, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", "391.01");
        }),
        ("F-LIB402", invoice(), |tree| set(tree, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount", "5254.16")),
        ("F-LIB403", invoice(), |tree| mark(tree, "cac:InvoiceLine/cac:TaxTotal/cbc:TaxAmount", "currencyID", None)),
        ("F-LIB404", invoice(), |tree| {
            tree.children.retain(|child| child.name != "cac:InvoiceLine" || child.text_at("cbc:ID") == Some("1"));
        }),
        ("F-INV126", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:LineExtensionAmount", "6813.16")),
        ("F-INV127", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", "6813.15")),
        ("F-INV128", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", "1.00")),
        ("F-INV133", invoice(), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:PayableAmount", "1.00")),
        ("F-INV134", invoice(), |tree| set(tree, "cac:PaymentTerms/cbc:Amount", "1.00")),
        ("F-INV138", invoice(), |tree| remove(tree, "cac:InvoiceLine/cac:TaxTotal")),
        ("F-INV340", invoice(), |tree| set(tree, "cac:InvoiceLine/cac:Price/cbc:PriceAmount", "520.00")),
        ("UNIT", invoice(), |tree| mark(tree, "cac:InvoiceLine/cac:Price/cbc:BaseQuantity", "unitCode", Some("DAY"))),
        ("F-INV163", invoice(), |tree| remove(tree, "cac:InvoiceLine/cac:Item/cbc:Name")),
        ("F-LIB100", invoice(), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentMeansCode", "30")),
        ("F-LIB119", invoice(), |tree| add(tree, "cac:PaymentMeans", "cac:PayeeFinancialAccount", Element::of("cbc:InstructionNote", "tekst"))),
        ("F-LIB122", invoice(), |tree| {
            add(tree, "cac:PaymentMeans", "", Element::new("cac:CreditAccount").with(Element::of("cbc:AccountID", "81234567")));
        }),
        ("F-LIB123", invoice(), |tree| mark(tree, "cac:PaymentMeans/cbc:PaymentChannelCode", "listID", None)),
        ("F-LIB125", invoice(), |tree| remove(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount")),
        ("F-LIB126", invoice(), |tree| remove(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID")),
        ("F-LIB127", invoice(), |tree| remove(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch")),
        ("F-LIB128", invoice(), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentChannelCode", "IBAN")),
        ("F-LIB131", invoice(), |tree| set(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "12345678901")),
        ("F-LIB132", invoice(), |tree| set(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID", "12345")),
        ("F-LIB133", invoice(), |tree| set(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:PaymentNote", "faktura 123456789 fra M")),
        ("F-LIB152", slip(), |tree| remove(tree, "cac:PaymentMeans/cbc:PaymentID")),
        ("F-LIB153", slip(), |tree| remove(tree, "cac:PaymentMeans/cbc:InstructionID")),
        ("F-LIB154", slip(), |tree| add(tree, "cac:PaymentMeans", "cbc:PaymentID", Element::of("cbc:InstructionNote", "tekst"))),
        ("F-LIB155", slip(), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentID", "72")),
        ("F-LIB156", slip(), |tree| set(tree, "cac:PaymentMeans/cbc:InstructionID", "0000000000001230")),
        ("F-LIB157", long_slip(), |tree| set(tree, "cac:PaymentMeans/cbc:InstructionID", "000000000001230")),
        ("F-LIB336", slip(), |tree| set(tree, "cac:PaymentMeans/cbc:InstructionID", "00000000000123A")),
        ("F-LIB275", sound("invoice", "fik-73"), |tree| {
            add(tree, "cac:PaymentMeans", "cbc:InstructionNote", Element::of("cbc:InstructionID", "000000000001230"));
        }),
        ("F-LIB305", slip(), |tree| set(tree, "cac:PaymentMeans/cac:CreditAccount/cbc:AccountID", "8123456")),
        ("F-LIB377", sound("invoice", "iban"), |tree| remove(tree, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID")),
        ("F-LIB379", sound("invoice", "iban"), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentChannelCode", "DK:BANK")),
        ("F-LIB158", nemkonto(), |tree| set(tree, "cac:PaymentMeans/cbc:PaymentChannelCode", "DK:BANK")),
        ("F-LIB159", nemkonto(), |tree| add(tree, "cac:PaymentMeans", "", Element::of("cbc:InstructionID", "1"))),
        ("F-LIB161", nemkonto(), |tree| add(tree, "cac:PaymentMeans", "", Element::of("cbc:PaymentID", "71"))),
        ("F-LIB164", nemkonto(), |tree| {
            add(tree, "cac:PaymentMeans", "", Element::new("cac:PayeeFinancialAccount").with(Element::of("cbc:ID", "1234567890")));
        }),
        ("F-LIB019", charged(), |tree| {
            set(tree, "cac:AllowanceCharge/cbc:Amount", "0.00");
        }),
        ("F-LIB092", named(), |tree| remove(tree, "cac:AdditionalDocumentReference/cbc:DocumentType")),
        ("F-LIB080", invoice(), |tree| set(tree, "cac:InvoicePeriod/cbc:EndDate", "2023-02-28")),
        ("F-CRN047", sound("credit-note", "bank"), |tree| {
            add(tree, "cac:AccountingCustomerParty/cac:Party/cac:Contact", "", Element::of("cbc:Name", "Anna"));
            remove(tree, "cac:AccountingCustomerParty/cac:Party/cac:Contact/cbc:ID");
        }),
        ("F-CRN073", sound("credit-note", "bank"), |tree| set(tree, "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", "6813.15")),
        ("F-CRN210", sound("credit-note", "bank"), |tree| set(tree, "cac:CreditNoteLine/cac:Price/cbc:PriceAmount", "520.00")),
    ];
    twins(Dialect::Oioubl, cases);
    // Those of the page, by name.
    let page = [
        "F-INV002", "F-LIB180", "F-LIB181", "F-INV046", "F-INV051", "F-LIB400", "F-LIB401", "F-LIB402", "F-LIB403", "F-LIB404", "F-INV127",
        "F-INV134", "F-INV340",
    ];
    let payments = ["F-LIB119", "F-LIB133", "F-LIB152", "F-LIB153", "F-LIB154", "F-LIB155", "F-LIB156", "F-LIB157", "F-LIB305", "F-LIB336"];
    let named: Vec<&str> = cases.iter().map(|(rule, ..)| *rule).collect();
    assert!(page.iter().chain(&payments).all(|rule| named.contains(rule)));
}

#[test]
fn a_text_that_xml_lacks_is_refused() {
    let mut invoice = sound("invoice", "bank");
    invoice.notes = vec!["nul\u{0}".into()];
    for dialect in Dialect::ALL {
        let found = check(&tree(&invoice, *dialect), *dialect);
        assert_eq!(found.iter().map(|lack| lack.rule).collect::<Vec<_>>(), ["XML"], "{dialect}");
    }
}

#[test]
fn a_long_number_is_no_text_with_a_payment_in_oioubl() {
    let mut invoice = sound("invoice", "bank");
    invoice.payments[0].remittance = Some("FAKTURA-2023-0000000000017".into());
    let written = tree(&invoice, Dialect::Oioubl);
    assert_eq!(check(&written, Dialect::Oioubl), []);
    assert_eq!(written.text_at("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:PaymentNote"), None);
    assert_eq!(tree(&invoice, Dialect::Bis3).text_at("cac:PaymentMeans/cbc:PaymentID"), Some("FAKTURA-2023-0000000000017"));
}

#[test]
fn an_id_keeps_its_scheme_and_its_country() {
    let references = References { buyer_reference: Some("SOC".into()), buyer_gln: Gln::parse("5798009811578"), ..References::default() };
    let issued = document("invoice", lines_of("day"), references, seller("bank", true));
    assert_eq!(issued.seller.payment, payment("bank"));
    let mut invoice = FromIssued::new(&takst_catalogue::builtin_loaded().catalogue).invoice(&issued);
    invoice.seller.ids = vec![Id { scheme: Some(Scheme::PNumber), value: "1003388394".into() }];
    let [bis, oioubl] = [Dialect::Bis3, Dialect::Oioubl].map(|dialect| tree(&invoice, dialect));
    let path = format!("{SELLER}/cac:PartyIdentification/cbc:ID");
    let id = |tree: &Element, path: &str| tree.first(path).map(|id| (id.value("schemeID").unwrap_or_default().to_owned(), id.text.clone()));
    assert_eq!(id(&bis, &path), Some(("0096".into(), "1003388394".into())));
    assert_eq!(id(&oioubl, &path), Some(("DK:P".into(), "1003388394".into())));
    let legal = format!("{SELLER}/cac:PartyLegalEntity/cbc:CompanyID");
    assert_eq!(id(&bis, &legal), Some(("0184".into(), "12345674".into())));
    assert_eq!(id(&oioubl, &legal), Some(("DK:CVR".into(), "DK12345674".into())));
    let buyer = "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID";
    assert_eq!(id(&bis, buyer), Some(("0088".into(), "5798009811578".into())), "the document's GLN, not the buyer's usual one");
}
