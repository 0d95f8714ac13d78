//! Parties as others write them.

use crate::base::text;
use crate::changes::Base::{Bis3, Oioubl};
use crate::changes::Otherwise;
use takst_einvoice::model::{Id, Scheme};

const SELLER: &str = "<cbc:EndpointID schemeID=\"0184\">12345674</cbc:EndpointID>";

const OTHERWISE: &[Otherwise] = &[
    Otherwise {
        name: "a seller known by its GLN",
        base: Bis3,
        changes: &[(SELLER, "<cbc:EndpointID schemeID=\"0088\">5798009800275</cbc:EndpointID>")],
        expected: |read| read.invoice.seller.endpoint = Some(Id::gln("5798009800275")),
    },
    Otherwise {
        name: "a GLN in the words of OIOUBL, a CVR number in those of Peppol",
        base: Oioubl,
        changes: &[
            ("schemeAgencyID=\"9\" schemeID=\"GLN\"", "schemeID=\"0088\""),
            ("<cbc:EndpointID schemeID=\"DK:CVR\">DK12345674", "<cbc:EndpointID schemeID=\"0184\">DK 12 34 56 74"),
        ],
        expected: |_| {},
    },
    Otherwise {
        name: "a number without a scheme is kept as it is written",
        base: Bis3,
        changes: &[("<cbc:CompanyID schemeID=\"0184\">12345674", "<cbc:CompanyID>DK12345674")],
        expected: |read| read.invoice.seller.legal_id = Some(Id { scheme: None, value: "DK12345674".into() }),
    },
    Otherwise {
        name: "a scheme of another country",
        base: Bis3,
        changes: &[("<cbc:CompanyID schemeID=\"0184\">12345674", "<cbc:CompanyID schemeID=\"0007\">5560001111")],
        expected: |read| read.invoice.seller.legal_id = Some(Id { scheme: Some(Scheme::Other("0007".into())), value: "5560001111".into() }),
    },
    Otherwise {
        name: "several numbers, a P number of ten digits among them",
        base: Bis3,
        changes: &[(
            SELLER,
            "<cbc:EndpointID schemeID=\"0184\">12345674</cbc:EndpointID><cac:PartyIdentification><cbc:ID schemeID=\"0096\">1012345678</cbc:ID></cac:PartyIdentification>\
             <cac:PartyIdentification><cbc:ID schemeID=\"0088\">5798009800275</cbc:ID></cac:PartyIdentification>",
        )],
        expected: |read| read.invoice.seller.ids = vec![Id { scheme: Some(Scheme::PNumber), value: "1012345678".into() }, Id::gln("5798009800275")],
    },
    Otherwise {
        name: "a person known by a CPR number",
        base: Oioubl,
        changes: &[(
            "<cac:PartyIdentification><cbc:ID schemeID=\"DK:CVR\">DK12345674<",
            "<cac:PartyIdentification><cbc:ID schemeID=\"DK:CPR\">0101901234<",
        )],
        expected: |read| read.invoice.seller.ids = vec![Id { scheme: Some(Scheme::Other("DK:CPR".into())), value: "xxxxxx-xxxx".into() }],
    },
    Otherwise {
        name: "not registered for VAT",
        base: Bis3,
        changes: &[(
            "<cbc:CompanyID>DK12345674</cbc:CompanyID>\n        <cac:TaxScheme><cbc:ID>VAT</cbc:ID>",
            "<cbc:CompanyID>12345674</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID>",
        )],
        expected: |read| {
            read.invoice.seller.vat_id = None;
            read.invoice.seller.tax_id = text("12345674");
        },
    },
    Otherwise {
        name: "a contact with a phone number that looks like more",
        base: Oioubl,
        changes: &[(
            "<cbc:Name>Sagsbehandler</cbc:Name>",
            "<cbc:Name>Sagsbehandler</cbc:Name><cbc:Telephone>0101901234</cbc:Telephone><cbc:ElectronicMail>a@b.dk</cbc:ElectronicMail>",
        )],
        expected: |read| {
            read.invoice.buyer.contact.phone = text("0101901234");
            read.invoice.buyer.contact.email = text("a@b.dk");
        },
    },
    Otherwise {
        name: "a payee",
        base: Bis3,
        changes: &[(
            "  <cac:PaymentMeans>",
            "  <cac:PayeeParty><cac:PartyName><cbc:Name>Factoring</cbc:Name></cac:PartyName></cac:PayeeParty><cac:PaymentMeans>",
        )],
        expected: |read| read.invoice.payee = Some(takst_einvoice::model::Party { name: text("Factoring"), ..Default::default() }),
    },
    Otherwise {
        name: "two names",
        base: Bis3,
        changes: &[(
            "<cac:PartyName><cbc:Name>Bostedet</cbc:Name></cac:PartyName>",
            "<cac:PartyName><cbc:Name>Bostedet</cbc:Name></cac:PartyName><cac:PartyName><cbc:Name>Bostedet</cbc:Name></cac:PartyName>",
        )],
        expected: |_| {},
    },
];

#[test]
fn parties_as_others_write_them() {
    OTHERWISE.iter().for_each(Otherwise::check);
}
