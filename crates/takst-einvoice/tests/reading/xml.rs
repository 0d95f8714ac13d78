//! The same document in other XML.

use crate::changes::Base::{Bis3, Oioubl};
use crate::changes::{Otherwise, compare};

const CBC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
const CAC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

const ALIKE: &[Otherwise] = &[
    Otherwise { name: "as it is", base: Bis3, changes: &[], expected: |_| {} },
    Otherwise { name: "a credit note as it is", base: Oioubl, changes: &[], expected: |_| {} },
    Otherwise {
        name: "short prefixes",
        base: Bis3,
        changes: &[("cbc:", "b:"), ("cac:", "a:"), ("xmlns:cbc", "xmlns:b"), ("xmlns:cac", "xmlns:a")],
        expected: |_| {},
    },
    Otherwise {
        name: "prefixes the other way round",
        base: Bis3,
        changes: &[
            ("cbc:", "swap:"),
            ("cac:", "cbc:"),
            ("swap:", "cac:"),
            ("xmlns:cbc", "xmlns:x"),
            ("xmlns:cac", "xmlns:cbc"),
            ("xmlns:x=", "xmlns:cac="),
        ],
        expected: |_| {},
    },
    Otherwise {
        name: "the root has a prefix, basic elements the default namespace",
        base: Bis3,
        changes: &[
            (
                "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"",
                "<i:Invoice xmlns:i=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"",
            ),
            ("</Invoice>", "</i:Invoice>"),
            ("xmlns:cbc=", "xmlns="),
            ("cbc:", ""),
        ],
        expected: |_| {},
    },
    Otherwise {
        name: "a namespace declared where it is used",
        base: Oioubl,
        changes: &[("<cbc:ID>K-9</cbc:ID>", "<x:ID xmlns:x=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">K-9</x:ID>")],
        expected: |_| {},
    },
    Otherwise { name: "no declaration", base: Bis3, changes: &[("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")], expected: |_| {} },
    Otherwise { name: "an empty line before the declaration", base: Bis3, changes: &[("<?xml", "\n<?xml")], expected: |_| {} },
    Otherwise { name: "apostrophes around attributes", base: Oioubl, changes: &[("\"", "'")], expected: |_| {} },
    Otherwise { name: "lines end as in Windows", base: Bis3, changes: &[("\n", "\r\n")], expected: |_| {} },
    Otherwise { name: "all in one line", base: Bis3, changes: &[("\n", "")], expected: |_| {} },
    Otherwise {
        name: "space around values",
        base: Bis3,
        changes: &[("<cbc:ID>F-17</cbc:ID>", "<cbc:ID>\n    F-17\t</cbc:ID>"), (">435.00<", "> 435.00 <")],
        expected: |_| {},
    },
    Otherwise {
        name: "CDATA",
        base: Bis3,
        changes: &[(">Ophold i januar<", "><![CDATA[Ophold i januar]]><"), (">F-17<", ">F-<![CDATA[17]]><")],
        expected: |_| {},
    },
    Otherwise {
        name: "comments and processing instructions, also in a text",
        base: Bis3,
        changes: &[
            (">F-17<", ">F-<!-- > --><?x <y> ?>17<"),
            ("<cac:InvoiceLine>", "<!-- <cac:InvoiceLine> --><cac:InvoiceLine>"),
            ("</Invoice>", "</Invoice><!-- the end --><?end?>\n\n"),
        ],
        expected: |_| {},
    },
    Otherwise { name: "character references", base: Bis3, changes: &[(">Døgnophold<", ">D&#248;gn&#x6f;phold<")], expected: |_| {} },
    Otherwise {
        name: "the five entities of XML",
        base: Bis3,
        changes: &[(">Bostedet<", ">&lt;A &amp; B&gt; &quot;C&apos;<")],
        expected: |read| read.invoice.seller.name = Some("<A & B> \"C'".into()),
    },
    Otherwise {
        name: "CDATA is not unescaped",
        base: Bis3,
        changes: &[(">Bostedet<", "><![CDATA[A &amp; <B>]] ]]><")],
        expected: |read| read.invoice.seller.name = Some("A &amp; <B>]]".into()),
    },
    Otherwise {
        name: "extensions of others are passed over",
        base: Bis3,
        changes: &[(
            "  <cbc:CustomizationID>",
            "<ext:UBLExtensions xmlns:ext=\"urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2\"><ext:UBLExtension><ext:ExtensionContent>\
             <cbc:ID>other</cbc:ID><sig xmlns=\"urn:x\"><cbc:ID>other</cbc:ID></sig></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions><cbc:CustomizationID>",
        )],
        expected: |_| {},
    },
    Otherwise {
        name: "elements of a foreign namespace are passed over",
        base: Bis3,
        changes: &[("<cbc:ID>F-17</cbc:ID>", "<x:ID xmlns:x=\"urn:other\">other</x:ID><cbc:ID>F-17</cbc:ID>")],
        expected: |_| {},
    },
    Otherwise {
        name: "elements that the model does not have are passed over",
        base: Oioubl,
        changes: &[(
            "<cbc:ID>K-9</cbc:ID>",
            "<cbc:ID>K-9</cbc:ID><cac:Signature><cbc:ID>other</cbc:ID></cac:Signature><cbc:LineCountNumeric>1</cbc:LineCountNumeric>",
        )],
        expected: |_| {},
    },
    Otherwise {
        name: "empty elements say nothing",
        base: Bis3,
        changes: &[("<cbc:DueDate>", "<cbc:TaxPointDate/><cbc:Note/><cbc:Note> </cbc:Note><cbc:DueDate>")],
        expected: |_| {},
    },
    Otherwise {
        name: "a text with elements within it",
        base: Bis3,
        changes: &[(">Ophold i januar<", ">Ophold <x:b xmlns:x=\"urn:x\">meget</x:b>i januar<")],
        expected: |_| {},
    },
    Otherwise {
        name: "a note of several lines",
        base: Bis3,
        changes: &[(">Ophold i januar<", ">Ophold\r\ni januar\r<")],
        expected: |read| read.invoice.notes = vec!["Ophold\ni januar".into()],
    },
    Otherwise {
        name: "namespaces are of version 2 of UBL",
        base: Oioubl,
        changes: &[("<cbc:UBLVersionID>2.1</cbc:UBLVersionID>", "<cbc:UBLVersionID>2.0</cbc:UBLVersionID>"), ("OIOUBL-2.1", "OIOUBL-2.02")],
        expected: |_| {},
    },
];

#[test]
fn the_same_in_other_xml() {
    ALIKE.iter().for_each(Otherwise::check);
}

/// Every order of what stands in the root: the readers of others do not depend on it.
#[test]
fn the_order_of_parts_says_nothing() {
    let whole = Bis3.text();
    let total = whole.find("  <cac:LegalMonetaryTotal>").expect("sums");
    let lines = whole.find("  <cac:InvoiceLine>").expect("lines");
    let end = whole.find("</Invoice>").expect("the end");
    let first = whole.find("  <cbc:CustomizationID>").expect("the beginning");
    let turned = [&whole[..first], &whole[lines..end], &whole[total..lines], &whole[first..total], &whole[end..]].concat();
    compare("the other way round", turned.as_bytes(), &Bis3.says());
}

#[test]
fn an_envelope_is_opened() {
    let header = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";
    let document = Bis3.text().split_once("?>").expect("a declaration").1;
    let around = |prefix: &str, declared: &str| {
        format!(
            "<?xml version=\"1.0\"?><{prefix}StandardBusinessDocument {declared}=\"{header}\"><{prefix}StandardBusinessDocumentHeader>\
             <{prefix}HeaderVersion>1.0</{prefix}HeaderVersion></{prefix}StandardBusinessDocumentHeader>{document}</{prefix}StandardBusinessDocument>"
        )
    };
    compare("SBDH", around("s:", "xmlns:s").as_bytes(), &Bis3.says());
    // In the default namespace too, which the document within declares anew.
    compare("SBDH without prefix", around("", "xmlns").as_bytes(), &Bis3.says());
}

#[test]
fn the_namespaces_of_the_base_are_those_of_ubl() {
    assert!(Bis3.text().contains(CBC) && Bis3.text().contains(CAC));
}
