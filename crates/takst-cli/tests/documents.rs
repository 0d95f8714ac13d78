//! `takst documents`, as it is run: issued documents as pages and as JSON.

mod common;

use common::books::Run;
use common::issued::{invoice, issue};
use serde_json::Value;
use std::path::Path;
use takst::contract::words::DocumentKind;
use takst::document::action::NewDocument;
use takst_ledger::Ledger;

/// Ten days at 435 kr. in a month.
fn ten_days(month: &str) -> NewDocument {
    invoice("SAG-1", &format!("{month}-01"), &format!("{month}-10"), 10, 435)
}

/// A ledger with M/1 of January, its credit note M/3, and M/2 of February; and its path.
fn ledger() -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("books.ledger");
    Ledger::init(&path, "2024-01".parse().expect("a month")).expect("a ledger");
    let credit = NewDocument { kind: DocumentKind::CreditNote, refers_to: Some("M/1".into()), ..ten_days("2024-01") };
    issue(&path, &[ten_days("2024-01"), ten_days("2024-02"), credit]);
    let path = path.display().to_string();
    (dir, path)
}

fn documents(ledger: &str, args: &[&str]) -> Run {
    Run::of(&[&["documents", "--ledger", ledger], args].concat())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn documents_are_files_of_their_numbers() {
    let (dir, ledger) = ledger();
    let to = dir.path().join("out");
    let run = documents(&ledger, &["--from-number", "M/2", "--to", to.to_str().expect("UTF-8"), "--format", "html"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", "2 documents written.\n"));
    assert_eq!(names(&to), ["M%2F2.html", "M%2F3.html"], "nothing is left beside them");
    let page = std::fs::read_to_string(to.join("M%2F3.html")).expect("a page");
    assert!(page.contains("M/1") && page.contains("Credit note") && page.contains("Hilsen &lt;Anna&gt;"), "{page}");
    let january = dir.path().join("january");
    documents(&ledger, &["--month", "2024-01", "--to", january.to_str().expect("UTF-8"), "--format", "json"]);
    assert_eq!(names(&january), ["M%2F1.json", "M%2F3.json"]);
}

#[test]
fn json_says_everything_of_a_document() {
    let (_dir, ledger) = ledger();
    let run = documents(&ledger, &["M/1", "M/3", "M/1", "--to", "-", "--format", "json"]);
    assert_eq!((run.code, run.stdout.lines().count()), (0, 2), "{}", run.stderr);
    let objects: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let (invoice, credit) = (&objects[0], &objects[1]);
    // 10 × 435 = 4,350; 1 March + 21 days is the 22nd. Of 1: 2 × 1 = 2, so the check digit is 8.
    for (pointer, expected) in [
        ("/kind", "invoice"),
        ("/due", "2024-03-22"),
        ("/case_id", "SAG-1"),
        ("/payer", "101"),
        ("/seller/name", "Mandecentret"),
        ("/seller/payment/payment_id", "000000000000018"),
        ("/buyer/gln", "5798009800275"),
        ("/references/order_reference", "4500"),
        ("/lines/0/name", "Basis efterforsorg"),
        ("/lines/0/quantity", "10.00"),
        ("/lines/0/net", "4350.00"),
        ("/vat/0/category", "E"),
        ("/totals/total", "4350.00"),
    ] {
        assert_eq!(invoice.pointer(pointer), Some(&Value::from(expected)), "{pointer} in {invoice}");
    }
    assert_eq!(credit.pointer("/refers_to/number"), Some(&"M/1".into()));
    assert_eq!(credit["due"], Value::Null);
    assert!(!run.stdout.contains("B-1"), "the citizen is on no document");
}

#[test]
fn all_sheets_go_to_one_page_on_stdout() {
    let (_dir, ledger) = ledger();
    let run = documents(&ledger, &["M/1", "M/2", "--to", "-", "--format", "html", "--lang", "da"]);
    assert_eq!((run.stdout.matches("<!DOCTYPE html>").count(), run.stdout.matches("<article").count()), (1, 2));
    assert!(run.stdout.contains("+71&lt;000000000000018+87654321&lt;"));
}

#[test]
fn a_number_that_is_not_there_writes_nothing() {
    let (dir, ledger) = ledger();
    let to = dir.path().join("out");
    let run = documents(&ledger, &["M/1", "M/9", "--to", to.to_str().expect("UTF-8"), "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (2, "The ledger has no document M/9. Nothing was written.\n"));
    assert!(!to.exists());
    assert_eq!(documents(&ledger, &["--from-number", "M/9", "--to", "-", "--format", "json"]).code, 2);
    assert_eq!(documents(&ledger, &["--to", "-", "--format", "json"]).code, 2, "nothing is asked for");
    let none = documents(&ledger, &["--month", "2025-01", "--to", "-", "--format", "json"]);
    assert_eq!((none.code, none.stdout.as_str(), none.stderr.as_str()), (0, "", "0 documents written.\n"));
}

#[test]
fn a_document_is_explained_on_stdout_by_default() {
    let (_dir, ledger) = ledger();
    let run = documents(&ledger, &["M/1", "M/2", "M/3", "--lang", "en"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let texts: Vec<&str> = run.stdout.split("\n\n\n").collect();
    let [taken_back, standing, credit] = texts[..] else { panic!("{}", run.stdout) };
    // 10 × 435 = 4,350.
    assert!(taken_back.starts_with("Invoice M/1\n") && taken_back.contains("4,350.00"), "{taken_back}");
    assert!(taken_back.contains("Credit note M/3 of 1 March 2024 credits the whole invoice.\nNot replaced by a new invoice."), "{taken_back}");
    assert!(standing.contains("The invoice is valid."), "{standing}");
    assert!(credit.contains("credits the whole of invoice M/1 of 1 March 2024"), "{credit}");
}

#[test]
fn a_corrected_invoice_names_what_took_its_place_and_what_changed() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("books.ledger");
    Ledger::init(&path, "2024-01".parse().expect("a month")).expect("a ledger");
    let of = |kind, document| NewDocument { kind, refers_to: Some("M/1".into()), ..document };
    // Eight days in the place of ten: 2 × 435 = 870 less.
    let eight_days = invoice("SAG-1", "2024-01-01", "2024-01-08", 8, 435);
    issue(&path, &[ten_days("2024-01"), of(DocumentKind::CreditNote, ten_days("2024-01")), of(DocumentKind::Invoice, eight_days)]);
    let run = documents(&path.display().to_string(), &["M/1", "M/2", "M/3", "--lang", "en"]);
    for text in run.stdout.split("\n\n\n") {
        assert!(text.contains("What changed from M/1 to M/3") && text.contains("−870.00"), "{text}");
    }
    assert_eq!(run.stdout.matches("Replaced by invoice M/3 of 1 March 2024.").count(), 2, "{}", run.stdout);
    assert_eq!(run.stdout.matches("The invoice replaces invoice M/1 of 1 March 2024.").count(), 1, "{}", run.stdout);
}
