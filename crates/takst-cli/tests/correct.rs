//! `takst correct`: plans, and what they issue.
//!
//! Basic aftercare costs 435.00 a day: January 2024 has 31 days, 13,485.00.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::books::{Books, PARTIES, cases, stay, stay_of};

/// A ledger in which January of a case was issued as M-1 on 1 February.
fn billed() -> Books {
    let books = Books::from("2024-01");
    let run = books.invoice(&cases(&[&stay("S-1", "2024-01-01", "2024-01-31")]), "2024-02-01");
    assert_eq!((run.code, run.rows().len()), (0, 1), "{}", run.stderr);
    books
}

#[test]
fn a_plan_writes_nothing_and_is_carried_out_once() {
    let books = billed();
    // 30 days: 13,050.00.
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-01-30")]);
    let plan = books.path("plan.json");
    let run = books.correct(&file, "2024-02-05", &["--save-plan", &plan]);
    let planned = [
        "credit,,credit-note,M-1,correction.period,S-1,mandecentret,101,2024-01,13485.00,0.00,,",
        "issue,,invoice,M-1,correction.period,S-1,mandecentret,101,2024-01,13050.00,0.00,,",
    ];
    assert_eq!((run.code, run.rows()), (0, planned.to_vec()), "{}", run.stderr);
    assert_eq!(books.records(), "1");
    let run = books.correct(&file, "2024-02-06", &["--plan", &plan]);
    let issued = [
        "credit,M-2,credit-note,M-1,correction.period,S-1,mandecentret,101,2024-01,13485.00,0.00,,",
        "issue,M-3,invoice,M-1,correction.period,S-1,mandecentret,101,2024-01,13050.00,0.00,2024-02-27,",
    ];
    assert_eq!((run.code, run.rows()), (0, issued.to_vec()), "{}", run.stderr);
    assert!(run.stderr.contains("\nRecord 3, hash "), "{}", run.stderr);
    // Run again, as after a loss of power: it was done.
    let run = books.correct(&file, "2024-02-06", &["--plan", &plan]);
    assert_eq!((run.code, run.rows().len(), books.records().as_str()), (0, 0, "3"), "{}", run.stderr);
    assert!(run.stderr.contains("The plan has been carried out already."), "{}", run.stderr);
    assert_eq!(books.correct(&file, "2024-02-06", &[]).rows().len(), 0, "nothing differs any more");
}

#[test]
fn months_and_options_come_from_the_plan() {
    let books = billed();
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-02-29")]);
    let plan = books.path("plan.json");
    let run = books.correct(&file, "2024-03-01", &["--until", "2024-01", "--as-of", "2024-02-01", "--save-plan", &plan, "--note", "Rettet"]);
    assert_eq!(run.rows().len(), 0, "January is the same, February is after the plan's last month: {}", run.stdout);
    let kept = std::fs::read_to_string(&plan).expect("it is kept");
    for said in ["\"takst_plan\": 1", "\"until\": \"2024-01\"", "\"as_of\": \"2024-02-01\"", "\"note\": \"Rettet\""] {
        assert!(kept.contains(said), "{kept}");
    }
    assert_eq!(books.correct(&file, "2024-03-01", &["--plan", &plan]).rows().len(), 0);
    for option in [&["--until", "2024-02"][..], &["--as-of", "2024-02-01"], &["--complete"], &["--reissue", "M-1"], &["--save-plan", "x"]] {
        assert_eq!(books.correct(&file, "2024-03-01", &[&["--plan", &plan], option].concat()).code, 2, "{option:?}");
    }
}

#[test]
fn what_comes_out_otherwise_is_refused() {
    let books = billed();
    let plan = books.path("plan.json");
    let row = |last: &str, order: &str| format!("S-1;B-1;mandecentret/efterforsorg-basis;2024-01-01;{last};101;BEV;2023-01-01;{order};");
    assert_eq!(books.correct(&cases(&[&row("2024-01-30", "4500")]), "2024-02-05", &["--save-plan", &plan]).rows().len(), 2);
    let changed = |file: &str, said: &[&str]| {
        let run = books.correct(file, "2024-02-05", &["--plan", &plan]);
        assert_eq!((run.code, run.stdout.as_str(), books.records().as_str()), (2, "", "1"), "{said:?}");
        assert!(said.iter().all(|said| run.stderr.contains(said)), "{said:?}: {}", run.stderr);
    };
    changed(&cases(&[&row("2024-01-29", "4500")]), &["plan.changed", "its lines", "Changed since the plan was made: the case file."]);
    changed(&cases(&[&row("2024-01-30", "4501")]), &["plan.changed", "its references"]);
    changed(&cases(&[&row("2024-01-31", "4500")]), &["plan.changed", "is no longer to be issued"]);
    changed(&cases(&[&row("2024-01-30", "4500"), &stay("S-2", "2024-01-01", "2024-01-01")]), &["plan.changed", "not in the plan"]);
    // Another text of the file, the same documents.
    let run = books.correct(&(cases(&[&row("2024-01-30", "4500")]) + "\n"), "2024-02-05", &["--plan", &plan]);
    assert_eq!(run.rows().len(), 2, "{}", run.stderr);
}

#[test]
fn a_file_that_is_no_plan_is_named() {
    let books = billed();
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-01-30")]);
    let with = |text: &str, said: &str| {
        std::fs::write(books.path("plan.json"), text).expect("written");
        let run = books.correct(&file, "2024-02-05", &["--plan", &books.path("plan.json")]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(said), "{}", run.stderr);
    };
    with("case_id;service", "is not a plan of takst correct");
    with("{\"takst_plan\": 2}", "is a plan of a newer takst");
    with("{\"takst_plan\": 1}", "is not a plan of takst correct");
    let run = books.correct(&file, "2024-02-05", &["--save-plan", &books.path("books")]);
    assert!(run.code == 2 && run.stderr.contains("--save-plan would overwrite"), "{}", run.stderr);
}

#[test]
fn another_payer_and_nothing_any_more() {
    let books = billed();
    let run = books.corrected(&cases(&[&stay_of("S-1", "2024-01-01", "2024-01-31", "751")]), "2024-02-05", &[]);
    let expected = [
        "credit,M-2,credit-note,M-1,correction.payer,S-1,mandecentret,101,2024-01,13485.00,0.00,,",
        "issue,M-3,invoice,M-1,correction.payer,S-1,mandecentret,751,2024-01,13485.00,0.00,2024-02-26,",
    ];
    assert_eq!(run.rows(), expected, "{}", run.stderr);
    let run = books.corrected(&cases(&[&stay_of("S-1", "2024-02-01", "2024-02-01", "751")]), "2024-02-05", &[]);
    assert_eq!(run.rows(), ["credit,M-4,credit-note,M-3,correction.withdrawn,S-1,mandecentret,751,2024-01,13485.00,0.00,,"]);
}

#[test]
fn cases_that_are_absent_or_refused_are_left_alone() {
    let books = billed();
    let other = stay("S-2", "2024-01-31", "2024-01-31");
    let run = books.corrected(&cases(&[&other]), "2024-02-05", &[]);
    let expected = ["issue,M-2,invoice,,,S-2,mandecentret,101,2024-01,435.00,0.00,2024-02-26,", "absent,,,,,S-1,,,,13485.00,0.00,,"];
    assert_eq!((run.code, run.rows()), (1, expected.to_vec()), "{}", run.stderr);
    let run = books.correct(&cases(&[&other, &stay("S-1", "x", "")]), "2024-02-05", &["--complete"]);
    assert_eq!((run.code, run.rows()), (1, vec!["refused,,,,,S-1,,,,,,,value.invalid"]));
}

#[test]
fn a_complete_file_takes_absent_cases_back() {
    let books = billed();
    let other = stay("S-2", "2024-02-01", "2024-02-01");
    // A record without a case could be the missing one.
    let unreadable = ";;mandecentret/efterforsorg-basis;2024-01-01;;101;;;;";
    let run = books.correct(&cases(&[&other, unreadable]), "2024-02-05", &["--complete"]);
    let expected = ["held,,,,correction.withdrawn,S-1,mandecentret,,2024-01,-13485.00,0.00,,file.unreadable", "refused,,,,,,,,,,,,value.missing"];
    assert_eq!((run.code, run.rows()), (1, expected.to_vec()), "{}", run.stderr);
    let run = books.corrected(&cases(&[&other]), "2024-02-05", &["--complete"]);
    assert_eq!(run.rows(), ["credit,M-2,credit-note,M-1,correction.withdrawn,S-1,mandecentret,101,2024-01,13485.00,0.00,,"]);
}

#[test]
fn another_cvr_number_holds_what_stands() {
    let books = billed();
    books.parties(&PARTIES.replacen("12345674", "64942212", 1));
    let run = books.correct(&cases(&[&stay("S-1", "2024-01-01", "2024-01-30")]), "2024-02-05", &[]);
    assert_eq!((run.code, run.rows()), (1, vec!["held,,,,correction.period,S-1,mandecentret,,2024-01,-435.00,0.00,,seller.changed"]));
}

#[test]
fn invoices_that_came_back_are_issued_again() {
    let books = billed();
    let row = "S-1;B-1;mandecentret/efterforsorg-basis;2024-01-01;2024-01-30;101;BEV;2023-01-01;4500;";
    let run = books.corrected(&cases(&[row]), "2024-02-05", &["--reissue", "M-1"]);
    // The content is that of M-1, whatever the file says now.
    let expected = [
        "credit,M-2,credit-note,M-1,correction.references,S-1,mandecentret,101,2024-01,13485.00,0.00,,",
        "issue,M-3,invoice,M-1,correction.references,S-1,mandecentret,101,2024-01,13485.00,0.00,2024-02-26,",
    ];
    assert_eq!((run.code, run.rows()), (0, expected.to_vec()), "{}", run.stderr);
    let again = books.correct(&cases(&[row]), "2024-02-05", &["--plan", &books.path("plan.json")]);
    assert!(again.code == 0 && again.stderr.contains("The plan has been carried out already."), "{}", again.stderr);
    let export = books.run(&["ledger", "export", &books.path("books")]).stdout;
    let orders: Vec<&str> = export.lines().skip(1).map(|row| row.split(',').nth(11).expect("a reference")).collect();
    assert_eq!(orders, ["", "", "4500"], "the credit note keeps the order reference of its invoice");
    let run = books.correct(&cases(&[row]), "2024-02-05", &["--reissue", "M-1", "M-9"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("reissue.not-standing: “M-1”") && run.stderr.contains("“M-9”"), "{}", run.stderr);
}

#[test]
fn an_invoice_that_would_come_back_once_more_is_named() {
    let books = billed();
    let unchanged = "M-1 would be issued again as it is: neither references nor parties changed.";
    let says = |row: &str| {
        let run = books.correct(&cases(&[row]), "2024-02-05", &["--reissue", "M-1"]);
        assert_eq!((run.code, run.rows().len()), (0, 2), "{}", run.stderr);
        run.stderr.contains(unchanged)
    };
    let row = |order: &str| format!("S-1;B-1;mandecentret/efterforsorg-basis;2024-01-01;2024-01-31;101;BEV;2023-01-01;{order};");
    assert!(says(&row("")));
    assert!(!says(&row("4500")), "a new order number");
    books.parties(&PARTIES.replace("Rådhuspladsen\"\ncity = \"København V", "Rådhuspladsen 1\"\ncity = \"København V"));
    assert!(!says(&row("")), "the buyer has moved");
    books.parties(&PARTIES.replace("name = \"Mandecentret\"", "name = \"Mandecentret ApS\""));
    assert!(!says(&row("")), "the seller has another name");
}

#[test]
fn a_plan_is_shown_line_by_line() {
    let books = billed();
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-01-30")]);
    let shown = books.with("correct", &file, &["--date", "2024-02-05"]).stdout;
    for said in ["correction.period", "Credit note M-1", "−13,485.00", "31 days × 435.00", "30 days × 435.00", "Difference", "−435.00"] {
        assert!(shown.contains(said), "{said}:\n{shown}");
    }
    let (ledger, parties) = (books.path("books"), books.path("parties.toml"));
    let args = ["--lang", "da", "correct", &books.path("cases.csv"), "--ledger", &ledger, "--parties", &parties, "--date", "2024-02-05"];
    let shown = books.run(&args);
    for said in ["Kreditnota M-1", "−13.485,00", "30 døgn × 435,00", "Forskel"] {
        assert!(shown.stdout.contains(said), "{said}:\n{}", shown.stdout);
    }
    assert!(shown.stderr.contains("Skal udstedes: 1 faktura, 1 kreditnota."), "{}", shown.stderr);
}

#[test]
fn a_plan_is_written_as_a_page() {
    let books = billed();
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-01-30")]);
    let page = books.path("plan.html");
    let run = books.correct(&file, "2024-02-05", &["--page", &page]);
    assert_eq!((run.code, run.rows().len(), books.records().as_str()), (0, 2, "1"), "{}", run.stderr);
    let page = std::fs::read_to_string(page).expect("a page");
    assert!(page.contains("13,485.00") && page.contains("13,050.00"), "{page}");
    let run = books.correct(&file, "2024-02-05", &["--page", &books.path("books")]);
    assert!(run.code == 2 && run.stderr.contains("--page would overwrite"), "{}", run.stderr);
}

/// The plan takes M-1 back, which another ledger never had: nothing was done there.
#[test]
fn a_plan_of_another_ledger_is_not_done() {
    let books = billed();
    let none = cases(&[&stay("S-2", "2024-02-01", "2024-02-10")]);
    let plan = books.path("plan.json");
    let run = books.correct(&none, "2024-02-05", &["--complete", "--save-plan", &plan]);
    assert_eq!((run.code, run.rows().len()), (0, 1), "{}", run.stderr);
    let other = Books::from("2024-01");
    let run = other.correct(&none, "2024-02-05", &["--plan", &plan]);
    assert_eq!((run.code, run.rows().len(), other.records().as_str()), (2, 0, "0"), "{}", run.stderr);
}
