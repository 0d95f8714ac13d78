//! References in every place where municipalities find them.

use crate::base::text;
use crate::changes::Base::{Bis3, Oioubl};
use crate::changes::Otherwise;
use takst_einvoice::model::{Attached, Id, Preceding, Scheme};

const BUYER: &str = "<cbc:BuyerReference>SOC</cbc:BuyerReference>";
const ORDER: &str = "<cac:OrderReference><cbc:ID>REKV-1</cbc:ID></cac:OrderReference>";
const ITEM: &str = "<cbc:Name>Døgnophold</cbc:Name>";

const OTHERWISE: &[Otherwise] = &[
    Otherwise {
        name: "no reference at all",
        base: Bis3,
        changes: &[(BUYER, ""), (ORDER, "")],
        expected: |read| {
            read.invoice.references.buyer_reference = None;
            read.invoice.references.order = None;
        },
    },
    Otherwise {
        name: "the order number of the seller",
        base: Bis3,
        changes: &[(
            ORDER,
            "<cac:OrderReference><cbc:ID>NA</cbc:ID><cbc:SalesOrderID>S-77</cbc:SalesOrderID><cbc:CustomerReference>X</cbc:CustomerReference></cac:OrderReference>",
        )],
        expected: |read| {
            read.invoice.references.order = text("NA");
            read.invoice.references.sales_order = text("S-77");
        },
    },
    Otherwise {
        name: "an agreement, a project, notices",
        base: Bis3,
        changes: &[(
            ORDER,
            "<cac:OrderReference><cbc:ID>REKV-1</cbc:ID></cac:OrderReference><cac:DespatchDocumentReference><cbc:ID>D-1</cbc:ID></cac:DespatchDocumentReference>\
             <cac:ReceiptDocumentReference><cbc:ID>R-1</cbc:ID></cac:ReceiptDocumentReference><cac:OriginatorDocumentReference><cbc:ID>T-1</cbc:ID></cac:OriginatorDocumentReference>\
             <cac:ContractDocumentReference><cbc:ID>BEV-2024-3</cbc:ID></cac:ContractDocumentReference><cac:ProjectReference><cbc:ID>P-1</cbc:ID></cac:ProjectReference>",
        )],
        expected: |read| {
            let references = &mut read.invoice.references;
            (references.despatch, references.receipt, references.tender) = (text("D-1"), text("R-1"), text("T-1"));
            (references.contract, references.project) = (text("BEV-2024-3"), text("P-1"));
        },
    },
    Otherwise {
        name: "the account as a code",
        base: Oioubl,
        changes: &[("<cbc:AccountingCost>5412</cbc:AccountingCost>", "<cbc:AccountingCostCode>5412</cbc:AccountingCostCode>")],
        expected: |_| {},
    },
    Otherwise {
        name: "a buyer reference in OIOUBL too",
        base: Oioubl,
        changes: &[(
            "<cbc:AccountingCost>5412</cbc:AccountingCost>",
            "<cbc:AccountingCost>5412</cbc:AccountingCost><cbc:BuyerReference>S-1</cbc:BuyerReference>",
        )],
        expected: |read| read.invoice.references.buyer_reference = text("S-1"),
    },
    Otherwise {
        name: "documents beside it, one attached, one only described, one only named",
        base: Bis3,
        changes: &[(
            ORDER,
            "<cac:OrderReference><cbc:ID>REKV-1</cbc:ID></cac:OrderReference>\
             <cac:AdditionalDocumentReference><cbc:ID schemeID=\"ABT\">S-1</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>\
             <cac:AdditionalDocumentReference><cbc:ID>2</cbc:ID><cbc:DocumentDescription>Timeliste 010190-1234</cbc:DocumentDescription><cac:Attachment>\
             <cbc:EmbeddedDocumentBinaryObject mimeCode=\"application/pdf\" filename=\"timer 0101901234.pdf\">JVBERi0xLjQKMDEwMTkwMTIzNAo=</cbc:EmbeddedDocumentBinaryObject>\
             </cac:Attachment></cac:AdditionalDocumentReference>\
             <cac:AdditionalDocumentReference><cbc:DocumentType>Bilag</cbc:DocumentType><cac:Attachment><cbc:EmbeddedDocumentBinaryObject filename=\"a.pdf\"/></cac:Attachment></cac:AdditionalDocumentReference>",
        )],
        expected: |read| {
            read.invoice.references.documents = vec![
                Attached { id: "S-1".into(), scheme: text("ABT"), kind: text("130"), ..Attached::default() },
                Attached {
                    id: "2".into(),
                    description: text("Timeliste xxxxxx-xxxx"),
                    file_name: text("timer xxxxxx-xxxx.pdf"),
                    ..Attached::default()
                },
                Attached { kind: text("Bilag"), file_name: text("a.pdf"), ..Attached::default() },
            ];
        },
    },
    Otherwise {
        name: "a project of a credit note",
        base: Oioubl,
        changes: &[(
            "</cac:BillingReference>",
            "</cac:BillingReference><cac:AdditionalDocumentReference><cbc:ID>P-1</cbc:ID><cbc:DocumentTypeCode>50</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>",
        )],
        expected: |read| read.invoice.references.project = text("P-1"),
    },
    Otherwise {
        name: "several invoices before it, one without a date",
        base: Oioubl,
        changes: &[(
            "</cac:BillingReference>",
            "</cac:BillingReference><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F-16</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>",
        )],
        expected: |read| read.invoice.references.preceding.push(Preceding { number: "F-16".into(), issued: None }),
    },
    Otherwise {
        name: "several notes, CPR numbers in them",
        base: Bis3,
        changes: &[(
            "<cbc:Note>Ophold i januar</cbc:Note>",
            "<cbc:Note>Borger 010190-1234, sag S-1</cbc:Note><cbc:Note>0101901234</cbc:Note><cbc:Note languageID=\"da\">010190 1234.</cbc:Note>",
        )],
        expected: |read| read.invoice.notes = vec!["Borger xxxxxx-xxxx, sag S-1".into(), "xxxxxx-xxxx".into(), "xxxxxx-xxxx.".into()],
    },
    Otherwise {
        name: "a CPR number that is cut by CDATA, a comment and a reference",
        base: Bis3,
        changes: &[(">Ophold i januar<", ">01<![CDATA[01]]>9<!-- x -->0-&#49;234<")],
        expected: |read| read.invoice.notes = vec!["xxxxxx-xxxx".into()],
    },
    Otherwise {
        name: "CPR numbers as references",
        base: Bis3,
        changes: &[(">SOC<", ">010190-1234<"), (">REKV-1<", ">0101901234<"), (">F-17<", ">0101901234<")],
        expected: |read| {
            read.invoice.references.buyer_reference = text("xxxxxx-xxxx");
            read.invoice.references.order = text("xxxxxx-xxxx");
            read.invoice.number = text("xxxxxx-xxxx");
        },
    },
    Otherwise {
        name: "references at a line",
        base: Bis3,
        changes: &[
            (
                "    <cac:Item>\n      <cbc:Name>Døgnophold",
                "    <cac:OrderLineReference><cbc:LineID>3</cbc:LineID><cac:OrderReference><cbc:ID>REKV-2</cbc:ID></cac:OrderReference></cac:OrderLineReference>\
                 <cac:DocumentReference><cbc:ID schemeID=\"ABT\">S-1</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:DocumentReference>\
                 <cac:Item>\n      <cbc:Name>Døgnophold",
            ),
            ("<cbc:Note>Sag S-1, 1.–31. januar 2024</cbc:Note>", "<cbc:Note>Sag S-1, 1.–31. januar 2024</cbc:Note><cbc:Note>010190-1234</cbc:Note>"),
            (
                "13485.00</cbc:LineExtensionAmount>\n    <cac:InvoicePeriod>",
                "13485.00</cbc:LineExtensionAmount><cbc:AccountingCost>77</cbc:AccountingCost>\n    <cac:InvoicePeriod>",
            ),
        ],
        expected: |read| {
            let line = &mut read.invoice.lines[0];
            (line.order_line, line.order, line.accounting_cost) = (text("3"), text("REKV-2"), text("77"));
            line.documents = vec![Attached { id: "S-1".into(), scheme: text("ABT"), kind: text("130"), ..Attached::default() }];
            line.notes.push("xxxxxx-xxxx".into());
        },
    },
    Otherwise {
        name: "references in the name and the description of an item",
        base: Bis3,
        changes: &[(
            ITEM,
            "<cbc:Description>Sag S-1 (010190-1234)</cbc:Description><cbc:Description>uge 1</cbc:Description><cbc:Name>Døgnophold, 0101901234</cbc:Name>",
        )],
        expected: |read| {
            let item = &mut read.invoice.lines[0].item;
            item.name = text("Døgnophold, xxxxxx-xxxx");
            item.descriptions = vec!["Sag S-1 (xxxxxx-xxxx)".into(), "uge 1".into()];
        },
    },
    Otherwise {
        name: "ids of an item",
        base: Bis3,
        changes: &[(
            "<cac:SellersItemIdentification><cbc:ID>m/ophold</cbc:ID></cac:SellersItemIdentification>",
            "<cac:BuyersItemIdentification><cbc:ID>K-5</cbc:ID></cac:BuyersItemIdentification><cac:SellersItemIdentification><cbc:ID>m/ophold</cbc:ID>\
             </cac:SellersItemIdentification><cac:StandardItemIdentification><cbc:ID schemeID=\"0160\">05712345678901</cbc:ID></cac:StandardItemIdentification>",
        )],
        expected: |read| {
            read.invoice.lines[0].item.buyer_id = text("K-5");
            let scheme = Some(Scheme::Other("0160".into()));
            read.invoice.lines[0].item.standard_id = Some(Id { scheme, value: "05712345678901".into() });
        },
    },
    Otherwise {
        name: "a UUID holds no CPR number",
        base: Bis3,
        changes: &[(">SOC<", ">a1b2c3d4-0101-4901-8234-010190123456<")],
        expected: |read| read.invoice.references.buyer_reference = text("a1b2c3d4-0101-4901-8234-010190123456"),
    },
];

#[test]
fn references_where_others_write_them() {
    OTHERWISE.iter().for_each(Otherwise::check);
}

#[test]
fn the_person_reference_of_either_dialect() {
    assert_eq!(Bis3.says().invoice.person_reference(), Some("SOC"));
    assert_eq!(Oioubl.says().invoice.person_reference(), Some("SOC"));
}
