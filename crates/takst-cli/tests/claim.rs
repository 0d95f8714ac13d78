//! `takst claim`, as it is run: every way in which a claim changes, with figures worked out by hand.
//!
//! Mandecentret's basic aftercare costs 545 kr. a day until 31 March 2023 and 435 kr. from 1 April; half of it is refunded.

mod common;

use common::books::Run;
use common::file_in;
use common::issued::{invoice, issue};
use std::path::Path;
use tempfile::TempDir;

const HEADER: &str = "case_id;citizen_id;service;first_day;last_day;payer;commitment;commitment_date;hold_released";
const BASIS: &str = "mandecentret/efterforsorg-basis";

fn takst(args: &[&str]) -> Run {
    Run::of(args)
}

/// A ledger and the files of a test.
struct Office {
    dir: TempDir,
    ledger: String,
}

impl Office {
    fn new(from: &str) -> Office {
        let dir = tempfile::tempdir().expect("a folder");
        let ledger = dir.path().join("books.ledger").display().to_string();
        assert_eq!(takst(&["ledger", "init", &ledger, "--from", from]).code, 0);
        Office { dir, ledger }
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    /// A case file of rows `case citizen service first last payer`, and more cells by their columns.
    fn cases(&self, rows: &[&str]) -> String {
        let row = |row: &&str| {
            let mut cells: Vec<&str> = row.split(' ').map(|cell| if cell == "-" { "" } else { cell }).collect();
            cells.resize(9, "");
            cells.join(";")
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        file_in(self.path(), "cases.csv", format!("{HEADER}\n{}\n", rows.join("\n")))
    }

    fn claim(&self, rows: &[&str], quarter: &str, more: &[&str]) -> Run {
        let cases = self.cases(rows);
        let payer = if more.contains(&"--payer") { vec![] } else { vec!["--payer", "101"] };
        let args = [&["claim", &cases, "--ledger", &self.ledger, "--quarter", quarter, "--format", "csv"], &*payer, more].concat();
        takst(&args)
    }

    fn head(&self) -> String {
        takst(&["ledger", "check", &self.ledger]).stderr
    }
}

/// The rows without the header; of each what `columns` are.
fn rows(run: &Run, columns: &[&str]) -> Vec<String> {
    let mut lines = run.stdout.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let place = |column: &&str| header.iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}: {}", run.stderr));
    let places: Vec<usize> = columns.iter().map(place).collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            places.iter().map(|place| cells[*place]).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

const SHORT: &[&str] = &["case_id", "month", "kind", "net", "refund"];

/// 12 days of March at 545 kr. and 10 days of April at 435 kr.
const A: &str = "A B-1 mandecentret/efterforsorg-basis 2023-03-20 2023-04-10 101";

#[test]
fn the_columns_are_those_of_the_contract() {
    let office = Office::new("2023-01");
    let run = office.claim(&[A], "2023-Q1", &["--date", "2023-04-01"]);
    // 12 × 545 = 6,540; half of it 3,270. No invoice was issued or received.
    assert_eq!(
        run.stdout,
        "claim,case_id,citizen_id,provider,year,month,refund_rule,account,kind,net,own_payment,refund,at_stake,invoiced\n\
         101-2023-Q1-1,A,B-1,mandecentret,2023,2023-03,sel-110-efterforsorg,,current,6540.00,0.00,3270.00,0.00,no\n"
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("Claim 101-2023-Q1-1: 1 row, refund DKK 3,270.00\nRecord 1, hash "), "{}", run.stderr);
}

#[test]
fn a_year_of_claims_with_corrections_and_its_statement() {
    let office = Office::new("2023-01");
    let first = office.claim(&[A], "2023-Q1", &["--date", "2023-04-01"]);
    assert_eq!(rows(&first, SHORT), ["A 2023-03 current 6540.00 3270.00"]);
    // It turns out that the lower price held from 25 March: 5 × 545 + 7 × 435 = 5,770, which is 770 less; half of it 385. April: 10 × 435.
    let policy = file_in(office.path(), "policy.toml", "roll-out-date = { value = \"2023-03-25\" }\n");
    let late = ["--policy", &policy];
    let second = office.claim(&[A], "2023-Q2", &late);
    assert_eq!(rows(&second, SHORT), ["A 2023-03 running -770.00 -385.00", "A 2023-04 current 4350.00 2175.00"], "{}", second.stderr);
    let again = office.claim(&[A], "2023-Q2", &late);
    assert_eq!((rows(&again, SHORT).len(), again.code), (0, 0));
    assert!(again.stderr.contains("Nothing changed since the last claim, and nothing is stored."), "{}", again.stderr);
    // Three days more in May: 3 × 435 = 1,305; half of it 652.50.
    let longer = format!("A2 B-2 {BASIS} 2023-05-01 2023-05-03 101");
    let third = office.claim(&[A, &longer], "2023-Q3", &late);
    assert_eq!(rows(&third, SHORT), ["A2 2023-05 running 1305.00 652.50"]);
    assert_eq!(rows(&office.claim(&[A, &longer], "2023-Q4", &late), SHORT).len(), 0);
    // In the next year one day of May falls away.
    let shorter = format!("A2 B-2 {BASIS} 2023-05-01 2023-05-02 101");
    let next = office.claim(&[A, &shorter], "2024-Q1", &late);
    assert_eq!(rows(&next, SHORT), ["A2 2023-05 earlier-year -435.00 -217.50"]);
    let statement = takst(&["claim", "--ledger", &office.ledger, "--payer", "101", "--final", "2023", "--format", "csv"]);
    assert_eq!(
        rows(&statement, &["claim", "month", "refund"]),
        [
            "101-2023-Q1-1 2023-03 3270.00",
            "101-2023-Q2-1 2023-03 -385.00",
            "101-2023-Q2-1 2023-04 2175.00",
            "101-2023-Q3-1 2023-05 652.50",
            "101-2024-Q1-1 2023-05 -217.50"
        ]
    );
    let next_year = takst(&["claim", "--ledger", &office.ledger, "--payer", "101", "--final", "2024", "--format", "csv"]);
    assert_eq!(rows(&next_year, &["claim", "kind", "refund"]), ["101-2024-Q1-1 earlier-year -217.50"]);
    assert_eq!(takst(&["ledger", "check", &office.ledger]).code, 0);
}

#[test]
fn a_payer_who_lost_a_case_gives_back_what_the_other_gets() {
    let office = Office::new("2023-01");
    office.claim(&[A], "2023-Q2", &[]);
    let moved = format!("A B-1 {BASIS} 2023-03-20 2023-03-31 101");
    let other = format!("A B-1 {BASIS} 2023-04-01 2023-04-10 147");
    let lost = office.claim(&[&moved, &other], "2023-Q2", &[]);
    assert_eq!(rows(&lost, SHORT), ["A 2023-04 current -4350.00 -2175.00"]);
    let won = office.claim(&[&moved, &other], "2023-Q2", &["--payer", "147"]);
    assert_eq!(rows(&won, &["claim", "month", "refund"]), ["147-2023-Q2-1 2023-04 2175.00"]);
}

#[test]
fn a_case_that_vanishes_is_left_alone_unless_the_file_is_complete() {
    let office = Office::new("2023-01");
    office.claim(&[A], "2023-Q1", &[]);
    let other = format!("Z B-9 {BASIS} 2023-03-31 2023-03-31 101");
    let alone = office.claim(&[&other], "2023-Q1", &[]);
    assert_eq!((rows(&alone, SHORT), alone.code), (vec!["Z 2023-03 current 545.00 272.50".to_owned()], 1));
    assert!(alone.stderr.contains("1 case or row is not touched; claimed for them so far: DKK 3,270.00"), "{}", alone.stderr);
    let complete = office.claim(&[&other], "2023-Q1", &["--complete"]);
    assert_eq!((rows(&complete, SHORT), complete.code), (vec!["A 2023-03 current -6540.00 -3270.00".to_owned()], 0));
}

#[test]
fn a_typing_error_takes_nothing_back() {
    let office = Office::new("2023-01");
    office.claim(&[A], "2023-Q1", &[]);
    let wrong = format!("A B-1 {BASIS} 2023-30-20 2023-04-10 101");
    let refused = office.claim(&[&wrong], "2023-Q1", &["--complete"]);
    assert_eq!((rows(&refused, SHORT).len(), refused.code), (0, 1));
    assert!(refused.stderr.contains("claimed for them so far: DKK 3,270.00"), "{}", refused.stderr);
}

#[test]
fn days_that_two_cases_bill_are_left_alone_until_one_is_released() {
    let office = Office::new("2023-01");
    let other = format!("C B-1 {BASIS} 2023-03-31 2023-03-31 101");
    let both = office.claim(&[A, &other], "2023-Q1", &[]);
    assert_eq!((rows(&both, SHORT).len(), both.code), (0, 1));
    let released = format!("C B-1 {BASIS} 2023-03-31 2023-03-31 101 - - NN");
    let one = office.claim(&[A, &released], "2023-Q1", &[]);
    assert_eq!((rows(&one, SHORT), one.code), (vec!["C 2023-03 current 545.00 272.50".to_owned()], 1));
}

#[test]
fn a_document_on_hold_takes_back_what_was_claimed() {
    // Pensionatet's CTI without a stay before it needs a commitment and gives no refund: 10 × 406 = 4,060.
    let office = Office::new("2020-01");
    let committed = "P B-1 pensionatet/cti 2020-02-01 2020-02-10 101 brev 2020-01-15";
    assert_eq!(rows(&office.claim(&[committed], "2020-Q1", &[]), SHORT), ["P 2020-02 current 4060.00 0.00"]);
    let held = "P B-1 pensionatet/cti 2020-02-01 2020-02-10 101";
    assert_eq!(rows(&office.claim(&[held], "2020-Q1", &[]), SHORT), ["P 2020-02 current -4060.00 0.00"]);
    let released = "P B-1 pensionatet/cti 2020-02-01 2020-02-10 101 - - NN";
    assert_eq!(rows(&office.claim(&[released], "2020-Q1", &[]), SHORT), ["P 2020-02 current 4060.00 0.00"]);
}

#[test]
fn quarters_that_cannot_be_claimed_are_refused_and_nothing_is_written() {
    let office = Office::new("2023-01");
    let ahead = office.claim(&[A], "2023-Q1", &["--date", "2023-03-31"]);
    assert_eq!((ahead.code, ahead.stdout.as_str()), (2, ""));
    assert!(ahead.stderr.contains("claim.quarter-ahead: 2023-Q1 is not over on 31 March 2023."), "{}", ahead.stderr);
    office.claim(&[A], "2023-Q2", &[]);
    let head = office.head();
    let backwards = office.claim(&[A], "2023-Q1", &[]);
    assert_eq!((backwards.code, backwards.stdout.as_str()), (2, ""));
    assert!(backwards.stderr.contains("claim.quarter-backwards: 2023-Q2 has been claimed already"), "{}", backwards.stderr);
    let tomorrow = office.claim(&[A], "2023-Q2", &["--date", "2199-01-01"]);
    assert_eq!(tomorrow.code, 2);
    assert!(tomorrow.stderr.contains("ledger.date-ahead"), "{}", tomorrow.stderr);
    assert_eq!(office.claim(&[A], "2023-Q3", &["--payer", "Kbenhavn"]).code, 2);
    assert_eq!(office.head(), head);
}

#[test]
fn stored_claims_are_listed_and_shown_again() {
    let office = Office::new("2023-01");
    let first = office.claim(&[A], "2023-Q1", &["--date", "2023-04-01"]);
    let second = office.claim(&[A], "2023-Q2", &["--date", "2023-07-03"]);
    // A day of April falls away: 435 kr. less, half of it 217.50.
    let shorter = format!("A B-1 {BASIS} 2023-03-20 2023-04-09 101");
    let third = office.claim(&[&shorter], "2023-Q2", &["--date", "2023-07-04"]);
    let list = takst(&["ledger", "claims", &office.ledger]);
    assert_eq!(
        list.stdout,
        "claim,payer,quarter,date,net,own_payment,refund\n\
         101-2023-Q1-1,101,2023-Q1,2023-04-01,6540.00,0.00,3270.00\n\
         101-2023-Q2-1,101,2023-Q2,2023-07-03,4350.00,0.00,2175.00\n\
         101-2023-Q2-2,101,2023-Q2,2023-07-04,-435.00,0.00,-217.50\n"
    );
    let json = takst(&["ledger", "claims", &office.ledger, "--format", "json"]).stdout;
    assert!(json.contains("\"claim\":\"101-2023-Q2-2\"") && json.contains("\"refund\":\"-217.50\""), "{json}");
    let shown = |number: &str, more: &[&str]| takst(&[&["claim", "--ledger", &office.ledger, "--show", number], more].concat());
    for (number, claimed) in [("101-2023-Q1-1", &first), ("101-2023-Q2-1", &second), ("101-2023-Q2-2", &third)] {
        let again = shown(number, &["--format", "csv"]);
        assert_eq!((again.code, &again.stdout), (0, &claimed.stdout), "{}", again.stderr);
    }
    let table = shown("101-2023-Q2-2", &[]).stdout;
    assert!(table.contains("101-2023-Q2-2") && table.contains("−217.50"), "{table}");
    let page = shown("101-2023-Q2-1", &["--format", "html"]).stdout;
    assert!(page.contains("101-2023-Q2-1") && page.contains("3 July 2023") && page.contains("2,175.00"), "{page}");
    let unknown = shown("101-2023-Q3-1", &[]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert_eq!(unknown.stderr, "The ledger has no claim 101-2023-Q3-1. takst ledger claims lists those that it has.\n");
    for more in [&["--quarter", "2023-Q1"][..], &["--payer", "101"], &["--final", "2023"], &["--complete"], &["--date", "2023-07-04"]] {
        assert_eq!(shown("101-2023-Q1-1", more).code, 2, "{more:?}");
    }
}

#[test]
fn of_a_claim_that_has_expired_the_sums_stay() {
    // Two days of 2019 and one of 2020 at 1,185 kr.; half of it is 1,185.00 and 592.50.
    let office = Office::new("2019-01");
    let catalogue = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/catalogues/boegely");
    let claimed = office.claim(&["A B-1 boegely/ophold 2019-12-30 2020-01-01 101"], "2020-Q1", &["--catalogue", catalogue]);
    assert_eq!(rows(&claimed, SHORT), ["A 2019-12 earlier-year 2370.00 1185.00", "A 2020-01 current 1185.00 592.50"], "{}", claimed.stderr);
    assert_eq!(takst(&["ledger", "expire", &office.ledger, "--before", "2020"]).code, 0);
    let shown = takst(&["claim", "--ledger", &office.ledger, "--show", "101-2020-Q1-1", "--format", "csv"]);
    assert_eq!((shown.code, rows(&shown, SHORT)), (1, vec!["A 2020-01 current 1185.00 592.50".to_owned()]));
    let said = "Contents of older months have expired: the claim was DKK 1,777.50, and the rows shown are DKK 592.50.\n";
    assert_eq!(shown.stderr, said);
    let list = takst(&["ledger", "claims", &office.ledger]).stdout;
    assert!(list.contains("101-2020-Q1-1,101,2020-Q1,") && list.ends_with(",3555.00,0.00,1777.50\n"), "{list}");
}

#[test]
fn a_statement_of_a_year_refuses_what_only_a_claim_can_have() {
    let office = Office::new("2023-01");
    office.claim(&[A], "2023-Q1", &["--date", "2023-04-01"]);
    let (cases, policy) = (office.cases(&[A]), file_in(office.path(), "policy.toml", ""));
    let statement =
        |more: &[&str]| takst(&[&["claim", "--ledger", &office.ledger, "--payer", "101", "--final", "2023", "--format", "csv"], more].concat());
    for more in [&["--complete"][..], &["--dry-run"], &["--report", "problems.csv"], &["--quarter", "2023-Q1"]] {
        let run = statement(more);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{more:?}");
        assert!(run.stderr.contains("--final") && run.stderr.contains(more[0]), "{}", run.stderr);
    }
    let run = statement(&[&cases, "--policy", &policy, "--as-of", "2023-04-01"]);
    assert_eq!((run.code, rows(&run, &["claim", "refund"])), (0, vec!["101-2023-Q1-1 3270.00".to_owned()]));
    let unused = "--final: these are not used: the case file, --policy, --as-of. The statement is made from the ledger.\n";
    assert!(run.stderr.starts_with(unused), "{}", run.stderr);
}

#[test]
fn a_dry_run_stores_nothing() {
    let office = Office::new("2023-01");
    let head = office.head();
    let dry = office.claim(&[A], "2023-Q1", &["--dry-run"]);
    assert_eq!((rows(&dry, &["claim", "case_id", "refund"]), dry.code), (vec![" A 3270.00".to_owned()], 0));
    assert!(dry.stderr.contains("Nothing is stored. The claim would have 1 row"), "{}", dry.stderr);
    assert_eq!(office.head(), head);
}

#[test]
fn months_before_the_start_of_the_books_are_not_claimed() {
    let office = Office::new("2023-04");
    assert_eq!(rows(&office.claim(&[A], "2023-Q2", &[]), SHORT), ["A 2023-04 current 4350.00 2175.00"]);
}

#[test]
fn the_table_says_sums_days_stakes_and_assumptions() {
    let office = Office::new("2023-01");
    // From 1 October 2023 it is not settled whether aftercare is refunded: 5 × 435 = 2,175, half of it at stake.
    let open = format!("O B-3 {BASIS} 2023-10-01 2023-10-05 101");
    let cases = office.cases(&[A, &open]);
    let run = takst(&["claim", &cases, "--ledger", &office.ledger, "--payer", "101", "--quarter", "2023-Q4", "--lang", "da"]);
    for said in [
        "Refusionsopgørelse 101-2023-Q4-1: Københavns Kommune (101), 2023-Q4",
        "Sammentælling",
        "1.087,50",
        "5.445,00",
        "Uafklaret refusion, som ikke er hjemtaget",
        "refund.aftercare-after-reform",
        "Forudsætninger",
        "assumed.roll-out-date",
    ] {
        assert!(run.stdout.contains(said), "{said}\n{}", run.stdout);
    }
    let run = takst(&["claim", &cases, "--ledger", &office.ledger, "--payer", "101", "--quarter", "2023-Q4", "--format", "json", "--dry-run"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("one object");
    assert_eq!(
        (&json["claim"], &json["quarter"], &json["at_stake"]["refund.aftercare-after-reform"]),
        (&serde_json::Value::Null, &"2023-Q4".into(), &"1087.50".into())
    );
}

#[test]
fn the_page_is_what_is_signed() {
    let office = Office::new("2023-01");
    let cases = office.cases(&[A]);
    let args = ["claim", &cases, "--ledger", &office.ledger, "--payer", "101", "--quarter", "2023-Q1", "--format", "html", "--lang", "da"];
    let page = takst(&args).stdout;
    for said in ["Refusionsopgørelse 101-2023-Q1-1", "Mandecentret", "3.270,00", "Godkendt af", "Forudsætninger"] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(takst(&args).stdout.contains("Udkast"), "nothing was left to claim, and nothing is stored");
    let statement = takst(&["claim", "--ledger", &office.ledger, "--payer", "101", "--final", "2023", "--format", "html", "--lang", "da"]);
    assert!(statement.stdout.contains("Årsopgørelse af statsrefusion 2023"), "{}", statement.stderr);
}

#[test]
fn what_stands_on_invoices_is_said() {
    let office = Office::new("2023-01");
    // March of A is 6,540 kr. in full; of April 9 days of 10 are invoiced; May of A2 has no invoice.
    let march = invoice("A", "2023-03-20", "2023-03-31", 12, 545);
    let april = invoice("A", "2023-04-01", "2023-04-09", 9, 435);
    issue(Path::new(&office.ledger), &[march, april]);
    let other = format!("A2 B-2 {BASIS} 2023-05-01 2023-05-03 101");
    let run = office.claim(&[A, &other], "2023-Q2", &[]);
    assert_eq!(rows(&run, &["case_id", "month", "invoiced"]), ["A 2023-03 yes", "A 2023-04 partly", "A2 2023-05 no"]);
}

/// Center Bøgely, whose stays cost 1,185.25 kr. a day, and 1,210.75 kr. from 2024 on, known from 15 January 2024.
const BOEGELY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../takst-explain/tests/common/catalogue");

#[test]
fn a_tariff_that_is_known_late_is_claimed_as_the_difference() {
    let office = Office::new("2024-01");
    let stay = "S B-1 boegely/ophold 2024-01-01 2024-01-02 101";
    // 2 × 1,185.25 = 2,370.50, half of it 1,185.25.
    let early = office.claim(&[stay], "2024-Q1", &["--catalogue", BOEGELY, "--as-of", "2024-01-10"]);
    assert_eq!(rows(&early, SHORT), ["S 2024-01 current 2370.50 1185.25"], "{}", early.stderr);
    // 2 × 1,210.75 = 2,421.50: 51 more, half of it 25.50.
    let late = office.claim(&[stay], "2024-Q2", &["--catalogue", BOEGELY]);
    assert_eq!(rows(&late, SHORT), ["S 2024-01 running 51.00 25.50"], "{}", late.stderr);
}

#[test]
fn stays_beside_a_refused_case_of_the_citizen_are_left_alone() {
    let office = Office::new("2024-01");
    let stay = "S B-1 boegely/ophold 2024-01-01 2024-01-02 101";
    let own = ["--catalogue", BOEGELY];
    office.claim(&[stay], "2024-Q1", &own);
    let shorter = "S B-1 boegely/ophold 2024-01-01 2024-01-01 101";
    let wrong = "T B-1 boegely/ophold 2024-02-30 2024-03-01 101";
    let run = office.claim(&[shorter, wrong], "2024-Q2", &own);
    assert_eq!((rows(&run, SHORT).len(), run.code), (0, 1));
    // 2 × 1,210.75 = 2,421.50, half of it 1,210.75.
    assert!(run.stderr.contains("2 cases and rows are not touched; claimed for them so far: DKK 1,210.75"), "{}", run.stderr);
}

#[test]
fn the_sums_of_all_claims_are_the_refund_of_the_last_state() {
    let office = Office::new("2023-01");
    let state =
        |first: &str, last: &str, payer: &str| [format!("A B-1 {BASIS} {first} {last} {payer}"), format!("B B-2 {BASIS} 2023-02-01 2023-02-02 101")];
    let steps = [
        ("2023-01-10", "2023-04-10", "101"),
        ("2023-01-12", "2023-06-30", "101"),
        ("2023-01-12", "2023-06-30", "147"),
        ("2023-03-30", "2023-07-02", "101"),
    ];
    for ((first, last, payer), quarter) in steps.iter().zip(["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]) {
        let rows = state(first, last, payer);
        assert_eq!(office.claim(&[&rows[0], &rows[1]], quarter, &[]).code, 0);
    }
    let statement = takst(&["claim", "--ledger", &office.ledger, "--payer", "101", "--final", "2023", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&statement.stdout).expect("one object");
    let ore = |text: &str| text.replace('.', "").parse::<i64>().expect("an amount");
    let sum: i64 = json["sums"].as_array().expect("sums").iter().map(|sum| ore(sum["refund"].as_str().expect("a text"))).sum();
    // A: 2 days of March at 545, and 30 + 31 + 30 + 2 = 93 days at 435: 1,090 + 40,455 = 41,545. B: 2 × 545 = 1,090. Half of 42,635 is 21,317.50.
    assert_eq!(sum, 2_131_750);
}
