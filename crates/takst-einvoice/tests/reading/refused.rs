//! Files that are refused: what they are, or what is wrong with them and where.

use crate::base::{BIS3, OIOUBL};
use std::time::{Duration, Instant};
use takst_einvoice::read::{Form, ReadError, ReadFault, read};

fn refused(bytes: &[u8]) -> ReadError {
    let begun = Instant::now();
    let error = read(bytes).expect_err("a file that is refused");
    // A second as it is released; without optimisation, and beside other tests, some more.
    let most = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });
    assert!(begun.elapsed() < most, "refused in time: {error}");
    error
}

fn says(bytes: impl AsRef<[u8]>) -> String {
    refused(bytes.as_ref()).to_string()
}

#[test]
fn other_files_are_named() {
    let form = |bytes: &[u8]| match refused(bytes).fault {
        ReadFault::NotXml(form) => form,
        other => panic!("{other}"),
    };
    assert_eq!(form(b""), Form::Empty);
    assert_eq!(form(b" \r\n"), Form::Empty);
    assert_eq!(form(b"\xef\xbb\xbf"), Form::Empty);
    assert_eq!(form(b"%PDF-1.7\n%\xe2\xe3"), Form::Pdf);
    assert_eq!(form(b"PK\x03\x04\x14\x00"), Form::Zip);
    assert_eq!(form(b"<!DOCTYPE html><html><body>404</body></html>"), Form::Html);
    assert_eq!(form(b"<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><html>"), Form::Html);
    assert_eq!(form(b"<html xmlns=\"http://www.w3.org/1999/xhtml\"/>"), Form::Html);
    assert_eq!(form(b"invoice,seller,case_id,net\n"), Form::Other);
    assert_eq!(form(b"{\"invoice\": 1}"), Form::Other);
}

#[test]
fn other_documents_are_named() {
    let ubl = "urn:oasis:names:specification:ubl:schema:xsd:";
    let root = |name: &str, namespace: &str| says(format!("<{name} xmlns=\"{namespace}\"><a/></{name}>"));
    let why = "line 1, /ApplicationResponse: not an invoice or credit note of UBL 2 but ApplicationResponse";
    assert_eq!(root("ApplicationResponse", &format!("{ubl}ApplicationResponse-2")), why);
    assert!(root("Reminder", &format!("{ubl}Reminder-2")).ends_with("but Reminder"));
    assert!(root("Invoice", "http://rep.oio.dk/ubl/xml/schemas/0p71/pie/").ends_with("but Invoice (http://rep.oio.dk/ubl/xml/schemas/0p71/pie/)"));
    assert!(root("Invoice", "").ends_with("but Invoice (no namespace)"));
    let cross = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    assert!(root("CrossIndustryInvoice", cross).ends_with(&format!("but CrossIndustryInvoice ({cross})")));
    let envelope = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";
    assert!(root("StandardBusinessDocument", envelope).contains("but a ("), "what lies in an envelope is named");
    let empty = format!("<StandardBusinessDocument xmlns=\"{envelope}\"><StandardBusinessDocumentHeader/></StandardBusinessDocument>");
    assert!(says(empty).ends_with("an envelope without a document"));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let changed = |from: &str, to: &str| {
        assert!(BIS3.contains(from), "{from}");
        says(BIS3.replace(from, to))
    };
    assert_eq!(changed(">F-17<", ">&number;<"), "line 7, /Invoice/ID: the entity &number; is refused");
    assert_eq!(
        changed(">F-17<", ">F-17 & 18<"),
        "line 7, /Invoice/ID: not well-formed: Error while escaping character at range 5..9: Cannot find ';' after '&'"
    );
    assert_eq!(
        changed(">F-17<", ">F&#0;<"),
        "line 7, /Invoice/ID: not well-formed: invalid character reference: 0x0 character is not permitted in XML"
    );
    assert_eq!(changed(">F-17<", ">F\u{8}<"), "line 7, /Invoice/ID: the character U+0008 is not allowed");
    assert_eq!(changed(">F-17<", ">F&#8;<"), "line 7, /Invoice/ID: the character U+0008 is not allowed");
    assert_eq!(changed("<cbc:ID>F-17", "<x:ID>F-17"), "line 7, /Invoice: the prefix x is not declared");
    assert!(changed(">F-17</cbc:ID>", ">F-17</cbc:Id>").starts_with("line 7, /Invoice/ID: not well-formed: "));
    let place = "line 97, /Invoice/InvoiceLine[2]/Item/ClassifiedTaxCategory: ";
    assert!(
        changed(
            "<cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>",
            "</cbc:Percent>"
        )
        .starts_with(place)
    );
    assert_eq!(changed("</Invoice>", "</Invoice>x"), "line 101: something stands after the end of the document");
    assert_eq!(changed("</Invoice>", "</Invoice><a/>"), "line 101: something stands after the end of the document");
    assert_eq!(
        says([BIS3, OIOUBL].concat()),
        "line 103: something stands after the end of the document",
        "two documents in one file; the second is known by its root"
    );
}

#[test]
fn a_document_that_is_cut_off_anywhere() {
    for text in [BIS3.trim_end(), OIOUBL.trim_end()] {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let error = refused(&text.as_bytes()[..end]);
            assert!(matches!(error.fault, ReadFault::Truncated | ReadFault::NotXml(Form::Empty)), "{end}: {error}");
        }
        // In the middle of a letter.
        let letter = text.find('ø').expect("a letter of two bytes");
        assert!(matches!(refused(&text.as_bytes()[..=letter]).fault, ReadFault::NotText { .. }));
    }
}

#[test]
fn dtds_and_entities_are_refused() {
    let with = |dtd: &str| says(BIS3.replace("<Invoice ", &format!("{dtd}<Invoice ")).replace(">F-17<", ">&a;<"));
    let laughs: String = ('b'..='j').map(|name| format!("<!ENTITY {name} \"{}\">", format!("&{};", char::from(name as u8 - 1)).repeat(10))).collect();
    for dtd in [
        "<!DOCTYPE Invoice>".to_owned(),
        "<!DOCTYPE Invoice SYSTEM \"http://127.0.0.1:9/invoice.dtd\">".into(),
        "<!DOCTYPE Invoice [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>".into(),
        "<!DOCTYPE Invoice [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>".into(),
        format!("<!DOCTYPE Invoice [<!ENTITY a \"ha\">{laughs}]>"),
        format!("<!DOCTYPE Invoice [<!ENTITY a \"{}\">]>", "x".repeat(1_000_000)),
    ] {
        assert_eq!(with(&dtd), "line 2: a DTD (DOCTYPE) is refused");
    }
    assert!(says(BIS3.replace("</Invoice>", "</Invoice><!DOCTYPE x>")).ends_with("a DTD (DOCTYPE) is refused"));
}

fn root(within: &str) -> String {
    BIS3.replace("  <cbc:CustomizationID>", &format!("{within}<cbc:CustomizationID>"))
}

#[test]
fn hostile_files_are_refused_at_once() {
    let levels = root(&"<x>".repeat(1_000_000));
    assert!(says(&levels).ends_with("elements lie within each other more than 64 deep"));
    let levels = root(&"<cac:Party>".repeat(1_000_000));
    assert!(says(&levels).ends_with("elements lie within each other more than 64 deep"));
    let attributes: String = (0..1_000_000).map(|n| format!(" a{n}=\"\"")).collect();
    let long = "a tag or a text is longer than 262144 bytes";
    assert!(says(root(&format!("<x{attributes}/>"))).ends_with(long));
    let few: String = (0..200).map(|n| format!(" a{n}=\"\"")).collect();
    assert!(says(root(&format!("<cbc:X{few}/>"))).ends_with("an element has more than 128 attributes"));
    let declared: String = (0..10_000).map(|n| format!(" xmlns:a{n}=\"u\"")).collect();
    assert!(says(root(&format!("<x{declared}/>"))).contains("attributes"));
    assert!(says(root(&format!("<{}/>", "x".repeat(10_000_000)))).ends_with(long));
    assert!(says(root(&format!("<cbc:X a=\"{}\"/>", "x".repeat(10_000_000)))).ends_with(long));
    assert!(says(root(&format!("<cbc:Note>{}</cbc:Note>", "x".repeat(10_000_000)))).ends_with(long));
    assert!(says(root(&format!("<cbc:Note><![CDATA[{}]]></cbc:Note>", "x".repeat(10_000_000)))).ends_with(long));
    assert!(says(root(&"<cbc:Note>x</cbc:Note>".repeat(200_000))).ends_with("there are more than 100000 lines, notes and other parts"));
    assert!(says(root(&"<cac:InvoiceLine/>".repeat(200_000))).ends_with("there are more than 100000 lines, notes and other parts"));
    assert!(says(root("<!-- never ended")).ends_with("the file ends in the middle"));
    assert!(says(root("<![CDATA[ never ended")).ends_with("the file ends in the middle"));
    assert!(says(root("<x a=\"never ended")).ends_with("the file ends in the middle"));
}

#[test]
fn an_input_that_fails() {
    struct Failing(usize);
    impl std::io::Read for Failing {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            let rest = &BIS3.as_bytes()[self.0..];
            if self.0 > 4_000 {
                return Err(std::io::Error::other("the disk is gone"));
            }
            let bytes = rest.len().min(to.len()).min(7);
            to[..bytes].copy_from_slice(&rest[..bytes]);
            self.0 += bytes;
            Ok(bytes)
        }
    }
    let error = read(Failing(0)).expect_err("an input that fails");
    assert!(matches!(error.fault, ReadFault::Io(_)) && error.to_string().ends_with("the disk is gone"), "{error}");
}
