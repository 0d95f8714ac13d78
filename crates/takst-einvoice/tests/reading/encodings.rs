//! The encodings of Danish systems.

use crate::base::{bis3, oioubl};
use crate::changes::Base::{Bis3, Oioubl};
use crate::changes::compare;
use takst_einvoice::read::{ReadFault, read};

/// Letters of Danish are one byte each in ISO-8859-1, and others of the base have a reference.
fn latin_1(text: &str) -> Vec<u8> {
    let text = text.replace('–', "&#8211;");
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of ISO-8859-1")).collect()
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn utf_8_with_a_mark() {
    compare("BOM", format!("\u{feff}{}", Bis3.text()).as_bytes(), &bis3());
    let without = Bis3.text().replace(" encoding=\"UTF-8\"", "");
    compare("BOM, not declared", format!("\u{feff}{without}").as_bytes(), &bis3());
    compare("small letters", Bis3.text().replace("UTF-8", "utf-8").as_bytes(), &bis3());
}

#[test]
fn iso_8859_1() {
    for name in ["ISO-8859-1", "iso-8859-1", "windows-1252"] {
        compare(name, &latin_1(&Bis3.text().replace("UTF-8", name)), &bis3());
    }
    compare("ISO-8859-15", &latin_1(&Oioubl.text().replace("UTF-8", "ISO-8859-15")), &oioubl());
    compare("apostrophes", &latin_1(&Bis3.text().replace("\"UTF-8\"", "'ISO-8859-1'")), &bis3());
}

#[test]
fn utf_16_in_either_order() {
    let marked = format!("\u{feff}{}", Bis3.text().replace("UTF-8", "UTF-16"));
    compare("UTF-16LE", &utf_16(&marked, u16::to_le_bytes), &bis3());
    compare("UTF-16BE", &utf_16(&marked, u16::to_be_bytes), &bis3());
    let plain = marked.trim_start_matches('\u{feff}');
    compare("no mark", &utf_16(plain, u16::to_le_bytes), &bis3());
    compare("no mark, the other order", &utf_16(plain, u16::to_be_bytes), &bis3());
}

fn fault(bytes: &[u8]) -> (u64, ReadFault) {
    let error = read(bytes).expect_err("a file that is not read");
    (error.place.line, error.fault)
}

#[test]
fn a_file_that_is_not_what_it_says() {
    // The first letter that UTF-8 writes in two bytes is that of the street, in line 24.
    let line = 24;
    let (at, found) = fault(&latin_1(Bis3.text()));
    assert!(matches!(found, ReadFault::NotText { encoding: "UTF-8" }) && at == line, "{at}: {found:?}");
    let (_, found) = fault(format!("\u{feff}{}", Bis3.text().replace("UTF-8", "ISO-8859-1")).as_bytes());
    assert!(matches!(&found, ReadFault::MixedEncoding { said, found: "UTF-8" } if said == "ISO-8859-1"), "{found:?}");
    let (_, found) = fault(Bis3.text().replace("UTF-8", "UTF-16").as_bytes());
    assert!(matches!(&found, ReadFault::MixedEncoding { said, .. } if said == "UTF-16"), "{found:?}");
    let (_, found) = fault(&utf_16(&format!("\u{feff}{}", Bis3.text()), u16::to_le_bytes));
    assert!(matches!(&found, ReadFault::MixedEncoding { said, found: "UTF-16LE" } if said == "UTF-8"), "{found:?}");
    let (_, found) = fault(Bis3.text().replace("UTF-8", "EBCDIC-CP-DK").as_bytes());
    assert!(matches!(&found, ReadFault::Encoding(name) if name == "EBCDIC-CP-DK"), "{found:?}");
    // Half of the file in one encoding, half in another.
    let (first, last) = Bis3.text().split_at(Bis3.text().find("  <cac:TaxTotal>").expect("VAT"));
    let (_, found) = fault(&[first.as_bytes(), &latin_1(last)].concat());
    assert!(matches!(found, ReadFault::NotText { encoding: "UTF-8" }), "{found:?}");
    // Half a character at the end of UTF-16.
    let mut half = utf_16(&format!("\u{feff}{}", Bis3.text().replace("UTF-8", "UTF-16")), u16::to_le_bytes);
    half.pop();
    let (_, found) = fault(&half);
    assert!(matches!(found, ReadFault::NotText { encoding: "UTF-16LE" }), "{found:?}");
}
