//! Whole documents as they were read and found right. `TAKST_BLESS=1 cargo test -p takst-einvoice` writes them anew: read them again then.

mod common;

use common::{ROWS, Row, document, line, payment, seller};
use en16931_formats::{Policy, Recommendation, receive};
use std::collections::BTreeSet;
use std::path::Path;
use takst::contract::words::Dialect;
use takst::document::party::References;
use takst::{Unit, VatExemption};
use takst_einvoice::{FromIssued, check, tree, write};

fn matches(name: &str, bytes: &[u8]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("TAKST_BLESS").is_some() {
        std::fs::write(&file, bytes).expect("a golden file is written");
    }
    let golden = std::fs::read_to_string(&file).unwrap_or_default();
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    if let Some((number, (was, is))) = (1..).zip(golden.lines().zip(text.lines())).find(|(_, (was, is))| was != is) {
        panic!("{name}, line {number}\n  golden: {was}\n  now:    {is}");
    }
    assert_eq!(golden.len(), text.len(), "{name} is longer or shorter than its golden file");
}

/// What another implementation of EN 16931 and Peppol BIS 3.0.21 says against a document.
fn objections(bytes: &[u8]) -> Vec<String> {
    let policy = Policy { require: Some(&en16931::profiles::PEPPOL_BIS_3), ..Policy::default() };
    let received = receive(bytes, &policy);
    if received.recommendation == Recommendation::Accept { Vec::new() } else { received.reasons }
}

#[test]
fn golden_documents() {
    for row in ROWS {
        let bytes = write(&row.invoice(), row.dialect()).unwrap_or_else(|lacking| panic!("{}: {lacking}", row.name()));
        matches(&row.name(), &bytes);
        if row.dialect() == Dialect::Bis3 {
            assert_eq!(objections(&bytes), [""; 0], "{}", row.name());
        }
    }
}

#[test]
fn no_golden_file_is_left_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let found: BTreeSet<String> =
        std::fs::read_dir(folder).expect("golden files").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(found, ROWS.iter().map(Row::name).collect::<BTreeSet<_>>());
}

#[test]
fn golden_documents_have_every_pair_of_factors() {
    let values: Vec<BTreeSet<&str>> = (0..6).map(|factor| ROWS.iter().map(|row| row.values()[factor]).collect()).collect();
    assert_eq!(values.iter().map(BTreeSet::len).collect::<Vec<_>>(), [2, 3, 5, 4, 5, 3]);
    for (a, first) in values.iter().enumerate() {
        for (b, second) in values.iter().enumerate().skip(a + 1) {
            for (x, y) in first.iter().flat_map(|x| second.iter().map(move |y| (*x, *y))) {
                let is_there = ROWS.iter().any(|row| row.values()[a] == x && row.values()[b] == y);
                assert!(is_there || (x, y) == ("oioubl", "order"), "{x} with {y}");
            }
        }
    }
}

#[test]
fn every_service_is_written_in_both_dialects_with_every_payment() {
    let catalogue = &takst_catalogue::builtin_loaded().catalogue;
    let of_issued = FromIssued::new(catalogue);
    let references = || References { buyer_reference: Some("SOC".into()), ..References::default() };
    let mut written = 0;
    for (_, service) in catalogue.services() {
        let unit = service.kind.unit().unwrap_or(Unit::Day);
        for paid in ["bank", "fik-71", "fik-73", "fik-75", "iban"] {
            let mut of_service = line("2023-03-01", "2023-03-01", 100, unit, 10_000_000, 1, 100_000);
            of_service.service = service.id.as_str().into();
            let invoice = of_issued.invoice(&document("invoice", vec![of_service], references(), seller(paid, false)));
            let name = takst_explain::Lang::Da.pick(&service.name);
            assert_eq!((invoice.lines[0].item.name.as_deref(), invoice.lines[0].item.seller_id.as_deref()), (Some(name), Some(&*service.id)));
            for dialect in Dialect::ALL {
                let bytes = write(&invoice, *dialect).unwrap_or_else(|lacking| panic!("{} {paid}: {lacking}", service.id));
                if *dialect == Dialect::Bis3 {
                    assert_eq!(objections(&bytes), [""; 0], "{} {paid}", service.id);
                }
                written += 1;
            }
        }
    }
    assert!(written > 100, "{written}");
}

#[test]
fn texts_are_those_of_an_office() {
    let invoice = ROWS.iter().find(|row| row.unit == "day" && row.kind == "replacing").expect("a row").invoice();
    assert_eq!(invoice.lines[0].notes, ["Sag M-2023-014, 20.–31. marts 2023"]);
    assert_eq!(invoice.terms, ["Netto 21 dage"]);
    let note = &invoice.notes[0];
    assert!(note.starts_with("Sag M-2023-014, marts 2023. Fakturaen erstatter faktura M-16 af 1. april 2023. Årsag: "), "{note}");
    assert!(note.ends_with(" Prisen er rettet efter aftale."), "{note}");
}

#[test]
fn exemptions_are_named_as_far_as_one_code_goes() {
    let one = ROWS.iter().find(|row| row.vat == "exempt").expect("a row").invoice();
    assert_eq!(one.vat[0].exemption(), Some(VatExemption::SocialCare));
    let two = ROWS.iter().find(|row| row.vat == "two-reasons").expect("a row").invoice();
    assert_eq!((two.vat.len(), two.vat[0].exemption_code.as_deref()), (1, None));
    let reason = two.vat[0].exemption_reason.as_deref();
    assert_eq!(reason, Some("Fritaget for moms efter momslovens § 13, stk. 1 (sundhedspleje; social forsorg og bistand)"));
}

#[test]
fn all_that_is_lacking_is_said_at_once() {
    let mut issued = ROWS[0].issued();
    issued.references = References::default().into();
    issued.buyer.address.building_number.clear();
    issued.seller.payment = payment("fik-71");
    issued.number = "M-999999999999999".into();
    issued.kind = takst::contract::words::DocumentKind::Invoice;
    issued.seller.address.building_number.clear();
    let invoice = FromIssued::new(&takst_catalogue::builtin_loaded().catalogue).invoice(&issued);
    let said = |dialect| write(&invoice, dialect).expect_err("it lacks much").lacks.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        said(Dialect::Oioubl),
        [
            "document: A payment id of 15 (71) or 16 (75) digits, the last a check digit modulo 10 (F-LIB153)",
            "seller: A number of the building (F-LIB035)",
            "buyer: A number of the building (F-LIB035)",
            "buyer: A person reference (F-INV046)",
        ]
    );
    assert_eq!(
        said(Dialect::Bis3),
        [
            "document: A payment id of 15 (71) or 16 (75) digits, the last a check digit modulo 10 (DK-R-011)",
            "buyer: A person reference or an order number (PEPPOL-EN16931-R003)",
        ]
    );
}

#[test]
fn a_golden_tree_lacks_nothing_and_every_need_has_a_sentence() {
    for row in ROWS {
        assert_eq!(check(&tree(&row.invoice(), row.dialect()), row.dialect()), [], "{}", row.name());
    }
    for lang in [takst_explain::Lang::Da, takst_explain::Lang::En] {
        let texts = takst_explain::Texts::new(lang);
        for need in takst_einvoice::Need::ALL {
            let id = format!("einvoice-need-{need}");
            assert!(texts.try_get(&id, &[]).is_ok_and(|text| text.ends_with('.')), "{lang:?} {id}");
        }
    }
}
