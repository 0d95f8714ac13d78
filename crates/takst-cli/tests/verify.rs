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

const TWO_CASES: &str = "case_id;citizen_id;service;first_day;last_day;payer\n\
                         S-1;B-1;mandecentret/efterforsorg-basis;2024-01-01;2024-01-31;101\n\
                         S-2;B-2;mandecentret/efterforsorg-basis;2024-01-01;2024-02-12;101\n";

/// 31 days at 545 instead of 435: 3,410 too much. 31 days with 25 % VAT, which is 3,371.25 of 13,485. 29 days in February, of which the case has 12:
/// 17 × 435 = 7,395 too much.
const THREE_WRONG: [&str; 3] = [
    "F1;;mandecentret;S-1;Basis efterforsorg;;2024-01-01;2024-01-31;31;day;545,00;16895,00;0;",
    "F2;;mandecentret;S-2;Basis efterforsorg;;2024-01-01;2024-01-31;31;day;435,00;13485,00;25;",
    "F3;;mandecentret;S-2;Basis efterforsorg;;2024-02-01;2024-02-29;29;day;435,00;12615,00;0;",
];

#[test]
fn the_amount_in_dispute_is_said() {
    let office = Office::with(TWO_CASES);
    let list = list(&office, "f.csv", &THREE_WRONG);
    let run = office.run(&[&list], &["--lang", "da"]);
    // 3,410 + 0 + 7,395 = 10,805; with VAT 14,176.25.
    for said in [
        "Vi bestrider 14.176,25 kr. hos Mandecentret: 10.805,00 kr. ekskl. moms og 3.371,25 kr. moms.",
        "Anden pris: 31 døgn × 545,00; skulle være 31 døgn × 435,00",
        "Anden moms: 25 % moms; skulle være uden moms",
        "Dage uden for sagen: sagen slutter 12. februar 2024, 17 døgn for meget",
        "Afvigelser (kr. ekskl. moms)",
    ] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
    let contested = run.stdout.lines().find(|line| line.starts_with("Bestridt")).expect("the sum");
    assert_eq!(contested.split_whitespace().collect::<Vec<_>>(), ["Bestridt", "3", "10.805,00", "3.371,25", "14.176,25"]);
    // CSV has amounts ex VAT; stderr and JSON have the rest.
    let csv = office.run(&[&list], &["--format", "csv"]);
    assert_eq!(csv.stdout.lines().next(), Some(COLUMNS));
    assert!(csv.stdout.contains("verify.vat,13485.00,13485.00,0.00,"), "{}", csv.stdout);
    assert!(csv.stderr.contains("3 differ") && csv.stderr.contains("contested DKK 14,176.25"), "{}", csv.stderr);
    let json = office.run(&[&list], &["--format", "json"]);
    for (row, said) in [
        (0, r#""billed_quantity":"31.00","billed_unit":"day","billed_unit_price":"545.00""#),
        (0, r#""expected_quantity":"31.00","expected_unit":"day","expected_unit_price":"435.00""#),
        (1, r#""billed_vat":"3371.25","expected_vat":"0.00","difference_vat":"3371.25""#),
        (2, r#""days_outside":"17""#),
    ] {
        let line = json.stdout.lines().nth(row).expect("a row");
        assert!(line.contains(said), "{said}: {line}");
    }
}

#[test]
fn papers_of_a_row_are_told_apart() {
    let office = Office::with(CASES);
    let again = JANUARY.replacen("F1", "F2", 1);
    let credit = "K1;credit-note;12345674;S-1;;;2024-01-31;2024-01-31;1;day;435,00;435,00;0;F1";
    let run = office.run(&[&list(&office, "f.csv", &[JANUARY, &again, credit])], &["--lang", "da"]);
    for said in [
        "Faktureret mere end én gang: F2 og F1 har begge 1.–30. januar 2024\n",
        "  F1: 01.–31.01.2024, 31 døgn × 435,00, 13.485,00\n  F2: 01.–31.01.2024, 31 døgn × 435,00, 13.485,00\n  K1: kreditnota, 31.01.2024, 1 døgn × 435,00, −435,00\n",
    ] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
    let run = office.run(&[&list(&office, "g.csv", &[JANUARY, &again])], &["--lang", "da"]);
    assert!(run.stdout.contains("Faktureret mere end én gang: F2 gentager F1\n"), "{}", run.stdout);
}

#[test]
fn months_without_an_invoice_are_named() {
    let office = Office::with(TWO_CASES);
    let list = list(&office, "f.csv", &[JANUARY]);
    let said = "Ikke kontrolleret, fordi ingen faktura er læst: Mandecentret februar 2024.";
    for format in ["table", "html", "csv"] {
        let run = office.run(&[&list], &["--format", format, "--lang", "da"]);
        assert!(run.stderr.contains(said), "{format}: {}", run.stderr);
        assert!(format == "csv" || run.stdout.replace('\n', " ").contains(said), "{format}: {}", run.stdout);
    }
}

#[test]
fn findings_on_own_cases_are_counted_in_one_line() {
    let office = Office::with(TWO_CASES);
    let list = list(&office, "f.csv", &[JANUARY]);
    let run = office.run(&[&list], &["--lang", "da"]);
    assert!(run.stderr.contains("bemærkninger til egne sager er udeladt, heraf 2 om statsrefusion"), "{}", run.stderr);
    assert!(!run.stderr.contains("S-1\n") && run.stderr.lines().count() <= 8, "{}", run.stderr);
    // A refused case is shown: nothing can be compared with it.
    let bad = "case_id;service;first_day;last_day;payer\nS-1;mandecentret/efterforsorg-basis;2024-01-31;2024-01-01;101\n";
    let office = Office::with(bad);
    let run = office.run(&[&list], &["--lang", "da"]);
    assert!(run.stderr.contains("S-1\n"), "{}", run.stderr);
    assert!(run.stdout.contains("Egen sag er afvist: "), "{}", run.stdout);
}

#[test]
fn a_page_for_one_seller_has_nothing_of_others_or_of_our_own() {
    let office = Office::with(TWO_CASES);
    let rows =
        [THREE_WRONG[0], "Q9;;22334455;S-2;Basis;;2024-01-01;2024-01-31;;;;1,00;;", "F8;;mandecentret;S-7;Basis;;2024-01-01;2024-01-31;;;;10,00;;"];
    let list = list(&office, "f.csv", &rows);
    let page = |more: &[&str]| office.run(&[&list], &[&["--format", "html", "--lang", "da"], more].concat());
    for seller in ["mandecentret", "12345674", "5798009811578"] {
        let run = page(&["--seller", seller, "--date", "2024-02-05"]);
        assert_eq!(run.code, 1);
        for said in [
            "Vores kontrol af jeres fakturaer",
            "Københavns Kommune, Rådhuspladsen, 1550 København V, CVR 64942212",
            "Mandecentret, Prøvevej, 1000 København K, CVR 12345674",
            "5. februar 2024",
            "Vi bestrider 3.410,00 kr.",
            "Anden pris: 31 døgn × 545,00; skulle være 31 døgn × 435,00",
            "Send en kreditnota på 3.410,00 kr.",
            "Ukendt sag; på fakturaen står »S-7«",
            "Oplys sagens nummer hos os.",
        ] {
            assert!(run.stdout.replace('\u{a0}', " ").contains(said), "{said}: {}", run.stdout);
        }
        for absent in ["Q9", "22334455", "Ikke faktureret", "udledt af sagen", "Ikke kontrolleret", "SHA-256"] {
            assert!(!run.stdout.contains(absent), "{absent}: {}", run.stdout);
        }
    }
    let inside = page(&[]).stdout;
    assert!(inside.contains("Q9") && inside.contains("Ikke faktureret") && inside.contains("Hvad vurderingerne betyder"), "{inside}");
    // Rows of other formats are limited too, and an unknown seller is refused.
    let csv = office.run(&[&list], &["--format", "csv", "--seller", "mandecentret"]);
    assert!(csv.stdout.contains("\nF1,") && !csv.stdout.contains("Q9"), "{}", csv.stdout);
    let none = office.run(&[&list], &["--seller", "nobody", "--lang", "da"]);
    assert_eq!((none.code, none.stdout.as_str()), (2, ""));
    assert!(none.stderr.contains("--seller nobody: Sælgeren står ikke i partsfilen. Den har: mandecentret."), "{}", none.stderr);
}

#[test]
fn a_credit_note_is_asked_for_only_where_it_follows() {
    let office = Office::with(TWO_CASES);
    let ask = |row: &str| {
        let run = office.run(&[&list(&office, "f.csv", &[row])], &["--format", "html", "--lang", "da", "--seller", "mandecentret"]);
        run.stdout.replace('\u{a0}', " ")
    };
    assert!(ask(THREE_WRONG[1]).contains("Send en kreditnota på 3.371,25 kr. moms."));
    assert!(ask(THREE_WRONG[2]).contains("Send en kreditnota på 7.395,00 kr."));
    // Another service than the case has: which of the two is wrong, nobody knows yet.
    let other = ask("F1;;mandecentret;S-1;mandecentret/efterforsorg-udvidet;;2024-01-01;2024-01-31;31;day;870,00;26970,00;0;");
    assert!(other.contains("31 døgn × 870,00; sagen har Basis efterforsorg, 31 døgn × 435,00"), "{other}");
    assert!(other.contains("Oplys, hvad beløbet dækker, eller send en kreditnota.") && !other.contains("Send en kreditnota på"), "{other}");
    let agrees = ask(JANUARY);
    assert!(
        agrees.contains("Vi har ingen indvendinger mod fakturaerne.")
            && agrees.contains("1 dokument på i alt 13.485,00 kr. ekskl. moms stemmer: F1."),
        "{agrees}"
    );
}

#[test]
fn narrow_screens_break_no_number_and_no_date() {
    let office = Office::with(TWO_CASES);
    let list = list(&office, "f.csv", &THREE_WRONG);
    let cases = file_in(office.path(), "cases.csv", TWO_CASES);
    let parties = file_in(office.path(), "parties.toml", common::office::PARTIES);
    for columns in ["60", "80", "120"] {
        let args = ["verify", &list, "--cases", &cases, "--parties", &parties, "--lang", "da"];
        let run = common::takst(&args, "", &[("COLUMNS", columns)]);
        let shown = common::text(&run.stdout);
        for whole in ["F1", "S-2", "01.–31.01.2024", "16.895,00", "moms 3.371,25", "Mandecentret"] {
            assert!(shown.contains(whole), "{columns}, {whole}: {shown}");
        }
        let longest = shown.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(longest <= columns.parse().expect("a number"), "{columns}: {longest}");
    }
}

#[test]
fn a_short_parties_file_suffices() {
    let office = Office::with(CASES);
    let list = list(&office, "f.csv", &[JANUARY]);
    let cases = file_in(office.path(), "cases.csv", CASES);
    let short = "[[seller]]\nprovider = \"mandecentret\"\nname = \"Mandecentret\"\ncvr = \"12345674\"\n\n[[buyer]]\npayer = \"101\"\nname = \"København\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\n";
    let parties = file_in(office.path(), "short.toml", short);
    let run = |parties: &str| Run::of(&["verify", &list, "--cases", &cases, "--parties", parties, "--format", "csv"]);
    let good = run(&parties);
    assert_eq!(good.code, 0, "{}", good.stderr);
    assert!(good.stdout.contains("verify.agrees"), "{}", good.stdout);
    // What is given is checked.
    let bad = file_in(office.path(), "bad.toml", format!("{short}format = \"word\"\n").replace("12345674\"", "12345675\"\nbank = {}"));
    let bad = run(&bad);
    assert_eq!((bad.code, bad.stdout.as_str()), (2, ""));
    for said in ["seller.cvr", "seller.bank.registration", "seller.bank.account", "buyer.format"] {
        assert!(bad.stderr.contains(said), "{said}: {}", bad.stderr);
    }
}

/// The example of the guide is what the command writes.
#[test]
fn the_guide_shows_what_is_written() {
    let guide = include_str!("../../../docs/CONTROL.md");
    let dir = tempfile::tempdir().expect("a folder");
    let between = |begin: &str, end: &str| guide.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).expect("a part of the guide").0;
    let put = |name: &str, end: &str| {
        let text = between(&format!("{name} <<'{end}'\n"), &format!("{end}\n"));
        file_in(dir.path(), name.rsplit('/').next().expect("a name"), text)
    };
    let (parties, cases) = (put("target/control/parties.toml", "TOML"), put("target/control/cases.csv", "CSV"));
    let run = Run::of(&["verify", &put("target/control/invoices.csv", "CSV"), "--cases", &cases, "--parties", &parties]);
    assert_eq!((run.code, run.stdout.trim_end()), (1, between("writes:\n\n```text\n", "```").trim_end()));
}
