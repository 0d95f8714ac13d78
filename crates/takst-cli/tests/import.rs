//! `takst ledger import`: documents of an earlier system.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::books::{Books, Run, cases, stay};
use common::file_in;

const HEADER: &str = "number,kind,refers_to,reasons,issued,due,case_id,provider,payer,month,buyer_reference,order_reference,accounting_cost,line,service,first_day,last_day,quantity,unit,unit_price,price_base_quantity,net,vat_category,vat_rate,vat\n";

/// January 2024 of a case: 31 days at 435.00 are 13,485.00.
fn january(number: &str, case: &str) -> String {
    format!(
        "{number},invoice,,,2024-02-01,2024-03-01,{case},mandecentret,101,2024-01,SOC,4500,,1,mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,31,day,435.00,1,13485.00,E,0,0.00\n"
    )
}

fn import(books: &Books, text: &str) -> Run {
    let file = file_in(books.dir.path(), "old.csv", text);
    books.run(&["ledger", "import", &books.path("books"), &file, "--parties", &books.path("parties.toml")])
}

#[test]
fn imported_invoices_stand_and_are_corrected() {
    let books = Books::from("2024-01");
    let run = import(&books, &format!("{HEADER}{}{}", january("F-1", "S-1"), january("F-2", "S-2")));
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("2 documents are taken over, 0 were there already.\nRecord 2, hash "), "{}", run.stderr);
    let again = import(&books, &format!("{HEADER}{}", january("F-1", "S-1")));
    assert!(again.stderr.starts_with("0 documents are taken over, 1 was there already."), "{}", again.stderr);
    // S-1 is the same, S-2 has 10 days: 4,350.00. The date may lie before those of the import.
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-01-31"), &stay("S-2", "2024-01-01", "2024-01-10")]);
    let run = books.corrected(&file, "2024-02-01", &[]);
    let expected = [
        "credit,M-1,credit-note,F-2,correction.period,S-2,mandecentret,101,2024-01,13485.00,0.00,,",
        "issue,M-2,invoice,F-2,correction.period,S-2,mandecentret,101,2024-01,4350.00,0.00,2024-02-22,",
    ];
    assert_eq!(run.rows(), expected, "{}", run.stderr);
}

#[test]
fn an_export_is_an_import() {
    let books = Books::from("2024-01");
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-02-29")]);
    assert_eq!(books.invoice(&file, "2024-03-01").code, 0);
    let other = Books::from("2024-01");
    other.parties(&common::books::PARTIES.replace("\"M-\"", "\"N-\""));
    for format in ["csv", "json"] {
        let export = books.run(&["ledger", "export", &books.path("books"), "--format", format]).stdout;
        let file = file_in(other.dir.path(), &format!("export.{format}"), export);
        let run = other.run(&["ledger", "import", &other.path("books"), &file, "--parties", &other.path("parties.toml")]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    assert_eq!(other.records(), "2", "the second time they were there");
    assert_eq!(other.correct(&file, "2024-03-01", &[]).rows().len(), 0);
}

#[test]
fn numbers_are_read_as_the_file_writes_them() {
    let columns = HEADER.replace(',', ";");
    let row = |price: &str, net: &str| {
        let line = format!("mandecentret/efterforsorg-basis;2024-01-01;2024-01-31;31,00;day;{price};1;{net};E;0;0,00");
        format!("{columns}F-1;invoice;;;2024-02-01;2024-03-01;S-1;mandecentret;101;2024-01;SOC;4500;;1;{line}\n")
    };
    let books = Books::from("2024-01");
    // 31 × 435 = 13,485, as a Danish spreadsheet writes it.
    let run = import(&books, &row("435,00", "13.485,00"));
    assert_eq!(run.code, 0, "{}", run.stderr);
    let export = books.run(&["ledger", "export", &books.path("books")]).stdout;
    assert!(export.contains(",31.00,day,435.00,1.00,13485.00,E,0.00,0.00\n"), "{export}");
    // 1.185 can be a thousand and more, or little more than one.
    let run = import(&Books::from("2024-01"), &row("1.185", "13485,00"));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("column unit_price: “1.185” cannot be used."), "{}", run.stderr);
    // In a file with commas between the fields a comma stands in quotation marks.
    let run = import(&Books::from("2024-01"), &format!("{HEADER}{}", january("F-1", "S-1").replace(",13485.00,", ",\"13485,00\",")));
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn services_that_the_catalogue_lacks_are_named() {
    let books = Books::from("2024-01");
    let basis = "mandecentret/efterforsorg-basis";
    let rows = [
        january("F-1", "S-1"),
        january("F-2", "S-2").replace(basis, "mandecentret/efterforsog-basis"),
        january("F-3", "S-3").replace(basis, "gammelt-system/0815"),
    ];
    let run = import(&books, &format!("{HEADER}{}", rows.concat()));
    let wanted = [
        "3 documents are taken over, 0 were there already.",
        "The service gammelt-system/0815 is not in the catalogue. Its lines are taken over as they are.",
        "The service mandecentret/efterforsog-basis is not in the catalogue. Its lines are taken over as they are. Perhaps mandecentret/efterforsorg-basis is meant.",
    ];
    assert_eq!((run.code, run.stderr.lines().take(3).collect::<Vec<_>>()), (0, wanted.to_vec()), "{}", run.stderr);
    assert!(run.stderr.lines().nth(3).is_some_and(|line| line.starts_with("Record 3, hash ")), "{}", run.stderr);
}

#[test]
fn each_document_that_is_refused_is_named_and_nothing_is_written() {
    let books = Books::from("2024-01");
    let refused = |rows: &str, said: &[&str]| {
        let run = import(&books, &format!("{HEADER}{rows}"));
        assert_eq!((run.code, run.stdout.as_str(), books.records().as_str()), (2, "", "0"), "{said:?}");
        assert!(run.stderr.starts_with("import.refused: "), "{}", run.stderr);
        assert!(said.iter().all(|said| run.stderr.contains(said)), "{said:?}: {}", run.stderr);
    };
    let good = january("F-1", "S-1");
    refused(&(good.clone() + &january("M-7", "S-2")), &["Row 2, M-7: The number is one of a seller’s own series"]);
    refused(&(good.clone() + &january("F-2", "S-1")), &["Row 2, F-2: There is another valid invoice of the case"]);
    let credit = january("K-1", "S-1").replace(",invoice,,", ",credit-note,F-1,");
    refused(&credit, &["Row 1, K-1: The credit note does not credit one imported invoice"]);
    // A sum other than that of the invoice.
    refused(&(good.clone() + &credit.replace("13485.00", "13050.00")), &["Row 2, K-1: The credit note does not credit"]);
    refused(&(good.clone() + &good.replace(",101,", ",751,").replace("SOC,4500,,1,", "SOC,4500,,2,")), &["F-1: Rows of this number contradict"]);
    let gap = good.replace("SOC,4500,,1,", "SOC,4500,,3,");
    refused(&(good.clone() + &gap), &["Row 2, F-1, column line: “3” cannot be used.", "this is line 2"]);
    let faulty = good.replace("2024-02-01", "01-02-2024").replace("435.00", "435.00 kr.").replace("S-1", "010190-1234");
    refused(&faulty, &["column issued: “01-02-2024”", "column unit_price: “435.00 kr.”", "column case_id", "CPR number"]);
    let run = import(&books, &format!("{HEADER}{good}{credit}"));
    assert_eq!(run.code, 0, "taken back whole and once: {}", run.stderr);
}

#[test]
fn files_of_other_columns_are_refused() {
    let books = Books::from("2024-01");
    let said = |text: &str| {
        let run = import(&books, text);
        assert_eq!(run.code, 2);
        run.stderr
    };
    assert!(
        said(&HEADER.replace("order_reference", "order_ref"))
            .contains("the column “order_ref” is not known. Perhaps meant: order_reference. Nothing was written.")
    );
    assert!(said("number,kind\n").contains("required columns are missing: issued, case_id"));
    assert!(said(&format!("{HEADER}F-1,invoice\n")).contains("row 1: the row has 2 fields, and the header has 25"));
    let (ledger, parties) = (books.path("books"), books.path("parties.toml"));
    let run = books.run(&[
        "--lang",
        "da",
        "ledger",
        "import",
        &ledger,
        &file_in(books.dir.path(), "x.csv", format!("{HEADER}{}", january("M-1", "S-1"))),
        "--parties",
        &parties,
    ]);
    assert!(run.stderr.starts_with("import.refused: ") && run.stderr.contains("Nummeret hører til en sælgers egen nummerserie"), "{}", run.stderr);
}
