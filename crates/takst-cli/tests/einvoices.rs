//! `takst documents --format einvoice`, as it is run, and what is said at issue.

mod common;

use common::books::Run;
use common::issued::{PARTIES, invoice, issue_with};
use common::text;
use std::path::Path;
use std::sync::Arc;
use takst::contract::words::DocumentKind;
use takst::document::action::NewDocument;
use takst::document::party::References;
use takst_ledger::Ledger;

/// Parties with everything that both dialects need.
fn whole() -> String {
    PARTIES
        .replace("street = \"Prøvevej\"", "street = \"Prøvevej\"\nbuilding_number = \"1\"")
        .replace("street = \"Rådhuspladsen\"", "street = \"Rådhuspladsen\"\nbuilding_number = \"1\"")
}

struct Books {
    dir: tempfile::TempDir,
    ledger: String,
}

/// A ledger with M/1 of January, its credit note M/3, and M/2 of February.
fn books(parties: &str, person: Option<&str>) -> Books {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("books.ledger");
    Ledger::init(&path, "2024-01".parse().expect("a month")).expect("a ledger");
    let references = Arc::new(References { buyer_reference: person.map(Into::into), order_reference: Some("4500".into()), ..References::default() });
    let of =
        |month: &str| NewDocument { references: references.clone(), ..invoice("SAG-1", &format!("{month}-01"), &format!("{month}-10"), 10, 435) };
    let credit = NewDocument { kind: DocumentKind::CreditNote, refers_to: Some("M/1".into()), ..of("2024-01") };
    issue_with(&path, &[of("2024-01"), of("2024-02"), credit], parties);
    Books { ledger: path.display().to_string(), dir }
}

impl Books {
    fn run(&self, args: &[&str]) -> Run {
        Run::of(&[&["documents", "--ledger", &self.ledger, "--format", "einvoice"], args].concat())
    }

    fn records(&self) -> u64 {
        let ledger = Ledger::open(Path::new(&self.ledger)).expect("a ledger");
        ledger.check(None).expect("it holds").head.record
    }
}

#[test]
fn bytes_are_kept_and_returned_again() {
    let books = books(&whole(), Some("SOC"));
    let to = books.dir.path().join("out");
    let folder = to.to_str().expect("UTF-8");
    let before = books.records();
    let run = books.run(&["--from-number", "M/1", "--to", folder]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("3 documents written.\n"), "{}", run.stderr);
    assert_eq!(books.records(), before + 3);
    let read = |name: &str| std::fs::read_to_string(to.join(name)).expect("a document");
    let (first, credit) = (read("M%2F1.xml"), read("M%2F3.xml"));
    assert!(first.contains("<cbc:CustomizationID>OIOUBL-2.1<") && first.contains("<cbc:Name>Basis efterforsorg<"), "{first}");
    assert!(credit.contains("<CreditNote ") && credit.contains("<cbc:ID>M/1</cbc:ID>"), "{credit}");
    // The same bytes again, nothing new in the ledger, whatever the names of services are by then.
    std::fs::write(to.join("M%2F1.xml"), "spoilt").expect("written");
    let again = books.run(&["M/1", "M/3", "--to", folder]);
    assert_eq!((again.code, again.stderr.as_str(), books.records()), (0, "2 documents written.\n", before + 3));
    assert_eq!((read("M%2F1.xml"), read("M%2F3.xml")), (first.clone(), credit));
    let shown = books.run(&["M/1", "--to", "-"]);
    assert_eq!(shown.stdout, first);
    // Another dialect is another record.
    let other = books.run(&["M/1", "--dialect", "bis3"]);
    assert!(other.stdout.contains("urn:fdc:peppol.eu:2017:poacc:billing:3.0"), "{}", other.stdout);
    assert_eq!(books.records(), before + 4);
}

#[test]
fn what_the_dialect_needs_is_said_of_each_document() {
    let books = books(PARTIES, None);
    let before = books.records();
    let to = books.dir.path().join("out");
    let run = books.run(&["M/1", "M/2", "--to", to.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 1);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines[0], "0 documents written.");
    let expected = [
        "M/1 cannot be written as OIOUBL: The seller: The number of the building is missing: give building_number in the parties file. (F-LIB035)",
        "M/1 cannot be written as OIOUBL: The buyer: The number of the building is missing: give building_number in the parties file. (F-LIB035)",
        "M/1 cannot be written as OIOUBL: The buyer: The person reference is missing: give reference in the parties file, or buyer_reference in the case file. (F-INV046)",
    ];
    assert_eq!(lines[1..4], expected);
    assert_eq!((lines.len(), books.records(), std::fs::read_dir(&to).expect("a folder").count()), (7, before, 0));
    // An order number is enough for the other dialect.
    assert_eq!(books.run(&["M/1", "--dialect", "bis3", "--to", to.to_str().expect("UTF-8")]).code, 0);
}

#[test]
fn a_dialect_is_only_of_an_electronic_invoice() {
    let books = books(&whole(), Some("SOC"));
    let output = common::takst(&["documents", "--ledger", &books.ledger, "M/1", "--dialect", "bis3"], "", &[]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), "--dialect is only for --format einvoice.\n"));
}

#[test]
fn what_is_lacking_is_said_before_a_number_is_given() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = |name: &str| dir.path().join(name).display().to_string();
    let (ledger, parties, cases) = (path("books.ledger"), path("parties.toml"), path("cases.csv"));
    Ledger::init(Path::new(&ledger), "2024-01".parse().expect("a month")).expect("a ledger");
    std::fs::write(&parties, PARTIES).expect("written");
    let rows = "A,mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,101\nB,mandecentret/efterforsorg-basis,2024-01-30,2024-01-31,101\n";
    std::fs::write(&cases, format!("case_id,service,first_day,last_day,payer\n{rows}")).expect("written");
    let words = ["invoice", &cases, "--ledger", &ledger, "--parties", &parties, "--date", "2024-02-01", "--format", "csv"];
    for more in [&["--dry-run"][..], &[]] {
        let output = common::takst(&[&words[..], more].concat(), "", &[]);
        let said: Vec<&str> = text(&output.stderr).lines().take(4).collect();
        let expected = [
            "Electronic invoices of these documents cannot be written. Mend the parties file or the case file before you issue: an issued document keeps its parties, and has to be issued again (takst correct --reissue).",
            "  Mandecentret: The number of the building is missing: give building_number in the parties file. (F-LIB035) OIOUBL, 2 documents, first of case A in 2024-01.",
            "  Københavns Kommune: The number of the building is missing: give building_number in the parties file. (F-LIB035) OIOUBL, 2 documents, first of case A in 2024-01.",
            "  Københavns Kommune: The person reference is missing: give reference in the parties file, or buyer_reference in the case file. (F-INV046) OIOUBL, 2 documents, first of case A in 2024-01.",
        ];
        assert_eq!(said, expected);
        // Nothing is held for it: a number is given, and the invoice can be written when the parties file has what it needs.
        assert_eq!(text(&output.stdout).lines().filter(|row| row.starts_with("issue,")).count(), 2);
    }
}

#[test]
fn a_case_that_makes_a_code_of_its_note_is_named_beside_cases_that_do_not() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = |name: &str| dir.path().join(name).display().to_string();
    let (ledger, parties, cases) = (path("books.ledger"), path("parties.toml"), path("cases.csv"));
    Ledger::init(Path::new(&ledger), "2024-01".parse().expect("a month")).expect("a ledger");
    std::fs::write(&parties, whole().replace("format = \"oioubl\"", "format = \"bis3\"\nreference = \"SOC\"")).expect("written");
    let row = |case: &str| format!("{case},mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,101\n");
    std::fs::write(&cases, format!("case_id,service,first_day,last_day,payer\n{}{}{}", row("A"), row("B#abc#"), row("C"))).expect("written");
    let output = common::takst(&["invoice", &cases, "--ledger", &ledger, "--parties", &parties, "--date", "2024-02-01", "--dry-run"], "", &[]);
    let said: Vec<&str> = text(&output.stderr).lines().filter(|line| line.contains("(BR-CL-08)")).collect();
    assert!(matches!(said[..], [line] if line.ends_with("one document, first of case B#abc# in 2024-01.")), "{}", text(&output.stderr));
}
