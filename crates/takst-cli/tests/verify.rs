//! `takst verify`, as it is run. Mandecentret's basic aftercare costs 435 kr. a day from 1 April 2023: 31 days are 13,485 kr.

mod common;

use common::books::Run;
use common::file_in;
use common::office::Office;

const CASES: &str = "case_id;service;first_day;last_day;payer\nS-1;mandecentret/efterforsorg-basis;2024-01-01;;101\n";
const HEADER: &str = "invoice;kind;seller;case_id;service;payer;first_day;last_day;quantity;unit;unit_price;net;vat_rate;refers_to";
const COLUMNS: &str = "invoice,seller,line,case_id,service,payer,month,first_day,last_day,verdicts,billed,expected,difference,other";
const JANUARY: &str = "F1;;12345674;S-1;Basis;;2024-01-01;2024-01-31;31;day;435,00;13485,00;0;";

fn list(office: &Office, name: &str, rows: &[&str]) -> String {
    file_in(office.path(), name, format!("{HEADER}\n{}\n", rows.join("\n")))
}

#[test]
fn a_list_that_agrees() {
    let office = Office::with(CASES);
    let list = list(&office, "f.csv", &[JANUARY]);
    let run = office.run(&[&list], &["--format", "csv"]);
    let row = "F1,mandecentret,1,S-1,mandecentret/efterforsorg-basis,101,2024-01,2024-01-01,2024-01-31,verify.agrees;verify.service-inferred,13485.00,13485.00,0.00,";
    assert_eq!((run.code, run.stdout.as_str()), (0, format!("{COLUMNS}\n{row}\n").as_str()), "{}", run.stderr);
    assert!(run.stderr.contains("mandecentret: 1 row agrees, 0 differ"), "{}", run.stderr);
    let json = office.run(&[&list], &["--format", "json"]);
    assert!(json.stdout.starts_with("{\"invoice\":\"F1\",\"seller\":\"mandecentret\",\"line\":\"1\""), "{}", json.stdout);
}

#[test]
fn what_differs_is_told_on_a_screen_and_on_a_page() {
    let office = Office::with(CASES);
    let list = list(
        &office,
        "f.csv",
        &["F1;;mandecentret;S-1;;;2024-01-01;2024-01-31;31;day;545,00;16895,00;0;", "F2;;mandecentret;S-<9>;;;2024-01-01;2024-01-02;;;;10;;"],
    );
    let run = office.run(&[&list], &[]);
    assert_eq!(run.code, 1);
    // 31 × 110 kr.
    assert!(run.stdout.contains("3,410.00") && run.stdout.contains("Another price"), "{}", run.stdout);
    let page = office.run(&[&list], &["--format", "html", "--lang", "da"]).stdout;
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"da\">") && page.contains("3.410,00") && page.contains("Anden pris"), "{page}");
    assert!(page.contains("S-&lt;9&gt;") && !page.contains("S-<9>") && !page.contains("<script"));
}

#[test]
fn a_ledger_knows_what_was_received() {
    let office = Office::with(CASES);
    let ledger = office.path().join("books.ledger").display().to_string();
    assert_eq!(common::takst(&["ledger", "init", &ledger, "--from", "2024-01"], "", &[]).status.code(), Some(0));
    let (first, second) =
        (list(&office, "1.csv", &[JANUARY]), list(&office, "2.csv", &["F2;;12345674;S-1;;;2024-01-31;2024-01-31;1;day;435,00;435,00;0;"]));
    let head = |run: &Run| run.stderr.lines().last().expect("a head").to_owned();
    let one = office.run(&[&first], &["--ledger", &ledger, "--format", "csv"]);
    assert_eq!(one.code, 0, "{}", one.stderr);
    // The same file again adds nothing, and says the same.
    let again = office.run(&[&first, &first], &["--ledger", &ledger, "--format", "csv"]);
    assert_eq!((again.code, &again.stdout, head(&again)), (0, &one.stdout, head(&one)));
    // 13,485 kr. of the first and 435 kr. of the second.
    let two = office.run(&[&second], &["--ledger", &ledger, "--format", "csv"]);
    let row = "F1;F2,mandecentret,,S-1,mandecentret/efterforsorg-basis,101,2024-01,2024-01-01,2024-01-31,verify.billed-twice;verify.service-inferred,13920.00,13485.00,435.00,F1;F2";
    assert_eq!((two.code, two.stdout.as_str()), (1, format!("{COLUMNS}\n{row}\n").as_str()), "{}", two.stderr);
    assert_ne!(head(&two), head(&one));
    let check = common::takst(&["ledger", "check", &ledger], "", &[]);
    assert_eq!(check.status.code(), Some(0));
}

#[test]
fn a_file_that_cannot_be_read_stops_no_other() {
    let office = Office::with(CASES);
    let good = list(&office, "good.csv", &[JANUARY]);
    let bad = list(&office, "bad.csv", &["F9;;m;010190-1234;;;31-01-2024;;x;;;1.185.000;;"]);
    let run = office.run(&[&bad, &good], &["--format", "csv"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("verify.agrees"), "{}", run.stdout);
    for wanted in
        ["row 1, first_day = \"31-01-2024\": a date is written YYYY-MM-DD: 2024-01-31", "row 1, net = \"1.185.000\"", "row 1, quantity = \"x\""]
    {
        assert!(run.stderr.contains(wanted), "{wanted}: {}", run.stderr);
    }
    let none = office.run(&[&bad, "/nowhere.csv"], &["--format", "csv"]);
    assert_eq!((none.code, none.stdout.as_str()), (2, ""), "{}", none.stderr);
    // A CPR number is masked.
    let cpr = list(&office, "cpr.csv", &["F9;;mandecentret;010190-1234;;;2024-01-01;;;;;1;;"]);
    let run = office.run(&[&cpr], &["--format", "csv"]);
    assert!(run.stdout.contains("verify.case-unknown") && !run.stdout.contains("010190-1234"), "{}", run.stdout);
}

#[test]
fn services_by_the_texts_of_sellers() {
    let office = Office::with(CASES);
    let list = list(&office, "f.csv", &[&JANUARY.replace("Basis", "Ambulant forløb")]);
    let services = |text: &str| file_in(office.path(), "services.toml", text);
    let good = services("[mandecentret]\n\"ambulant  forløb\" = \"mandecentret/efterforsorg-basis\"\n");
    let run = office.run(&[&list], &["--services", &good, "--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains(",verify.agrees,"), "{}", run.stdout);
    let bad = services("[mandecentret]\n\"Ambulant forløb\" = \"mandecentret/efterforsorg-basic\"\n[nobody]\na = \"b\"\n");
    let run = office.run(&[&list], &["--services", &bad, "--format", "csv"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    for wanted in ["services.toml:2:", "did you mean mandecentret/efterforsorg-basis", "services.toml:3:2"] {
        assert!(run.stderr.contains(wanted), "{wanted}: {}", run.stderr);
    }
}
