//! What `takst price` writes for spreadsheets.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::{GOOD, takst, text};

/// Two lines of one case in two municipalities, and references that spreadsheets take for formulas.
const FORMULAS: &str = "case_id,row_id,service,first_day,last_day,payer\n\
    =1+1,-7,mandecentret/efterforsorg,2022-03-01,2022-03-10,101\n\
    =1+1,'x,mandecentret/efterforsorg,2022-03-11,2022-03-31,751\n";

#[test]
fn danish_csv_opens_in_a_danish_spreadsheet() {
    let output = takst(&["price", "-", "--format", "csv", "--csv-style", "da"], FORMULAS, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let file = text(&output.stdout);
    let rows: Vec<&str> = file.split("\r\n").collect();
    assert_eq!(rows.len(), 4, "{file}");
    assert!(rows[0].starts_with("\u{FEFF}case_id;citizen_id;row;row_id;"), "{file}");
    assert!(rows[1].starts_with("'=1+1;'=1+1;1;'-7;1;"), "{file}");
    assert!(rows[2].starts_with("'=1+1;'=1+1;2;'x;1;"), "{file}");
    // 10 and 21 days at 545 kr.
    assert!(rows[1].contains(";10,00;day;545,00;1,00;5450,00;E;0,00;0,00;"), "{file}");
    assert!(rows[2].contains(";21,00;day;545,00;1,00;11445,00;E;0,00;0,00;"), "{file}");
}

#[test]
fn csv_is_that_of_the_contract_unless_asked() {
    let plain = takst(&["price", "-", "--format", "csv"], FORMULAS, &[]);
    assert_eq!(plain.stdout, takst(&["price", "-", "--format", "csv", "--csv-style", "plain"], FORMULAS, &[]).stdout);
    let file = text(&plain.stdout);
    assert!(file.starts_with("case_id,citizen_id,row,row_id,") && file.contains("\n=1+1,=1+1,1,-7,1,") && !file.contains('\r'), "{file}");
    for format in ["table", "json", "parquet"] {
        let output = takst(&["price", "-", "--format", format, "--csv-style", "da"], FORMULAS, &[]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert!(text(&output.stderr).contains("--format csv"), "{}", text(&output.stderr));
    }
}

/// 10 days for Copenhagen, 21 for Aarhus, at 545 kr.: a sum of both says that it is one, and each has its own.
#[test]
fn the_table_mixes_no_payers_without_saying_so() {
    for width in ["80", "160"] {
        let output = takst(&["--lang", "en", "price", "-"], FORMULAS, &[("COLUMNS", width)]);
        let table = text(&output.stdout);
        let at = |part: &str| table.find(part).unwrap_or_else(|| panic!("{part} is not in\n{table}"));
        let (total, copenhagen, aarhus) = (at("2 municipalities"), table.rfind("5,450.00"), table.rfind("11,445.00"));
        assert!(at("16,895.00") < total + 200 && Some(total) < copenhagen && copenhagen < aarhus, "{table}");
        assert!(table[total..].contains("(101)") && table[total..].contains("(751)"), "{table}");
    }
    let one = takst(&["--lang", "en", "price", "-"], GOOD.replace(";147;", ";101;"), &[]);
    assert!(!text(&one.stdout).contains("municipalities"), "{}", text(&one.stdout));
}

/// 31 days at 545 kr. in one case whose reference a spreadsheet takes for a formula.
#[test]
fn totals_open_in_a_danish_spreadsheet_too() {
    let cases = "case_id,service,first_day,last_day,payer\n=1+1,mandecentret/efterforsorg,2022-03-01,2022-03-31,101\n";
    let da = takst(&["totals", "-", "--by", "case,payer", "--format", "csv", "--csv-style", "da"], cases, &[]);
    let file = text(&da.stdout);
    assert!(file.starts_with("\u{FEFF}case_id;payer;lines;days;"), "{file}");
    assert!(file.ends_with("\r\n") && file.contains("\r\n'=1+1;101;1;31;") && file.contains(";16895,00;"), "{file}");
    let plain = takst(&["totals", "-", "--by", "case,payer", "--format", "csv"], cases, &[]);
    assert!(text(&plain.stdout).contains("\n=1+1,101,1,31,") && text(&plain.stdout).contains(",16895.00,"), "{}", text(&plain.stdout));
    for command in ["totals", "compare"] {
        let other: &[&str] = if command == "compare" { &["--raise", "3.5", "--since", "2022-01-01"] } else { &[] };
        let json = takst(&[&[command, "-", "--format", "json", "--csv-style", "da"], other].concat(), cases, &[]);
        assert_eq!((json.status.code(), json.stdout.len()), (Some(2), 0), "{}", text(&json.stderr));
    }
    let compared =
        takst(&["compare", "-", "--by", "case", "--raise", "10", "--since", "2022-01-01", "--format", "csv", "--csv-style", "da"], cases, &[]);
    // A tenth of 545 kr. for 31 days.
    assert!(text(&compared.stdout).contains("\r\n'=1+1;") && text(&compared.stdout).contains(";1689,50;"), "{}", text(&compared.stdout));
}

/// A workbook of some of the lines says which.
#[test]
fn a_filtered_workbook_says_so() {
    let workbook = |args: &[&str]| takst(&[&["price", "-", "--format", "xlsx"], args].concat(), FORMULAS, &[]).stdout;
    let (all, one) = (workbook(&[]), workbook(&["--payer", "751"]));
    assert_eq!((rows_of(&all, "Basis of calculation"), rows_of(&one, "Basis of calculation")), (12, 13));
    assert_eq!((rows_of(&all, "Lines"), rows_of(&one, "Lines")), (3, 2));
}

fn rows_of(file: &[u8], sheet: &str) -> usize {
    use calamine::Reader;
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(file.to_vec())).expect("a workbook");
    workbook.worksheet_range(sheet).expect("the sheet").height()
}

/// A workbook is an archive; of a file that cannot be read there is none.
#[test]
fn a_workbook_goes_to_a_pipe() {
    let output = takst(&["price", "-", "--format", "xlsx"], GOOD, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(output.stdout.starts_with(b"PK\x03\x04"), "an archive");
    assert_eq!(output.stdout, takst(&["price", "-", "--format", "xlsx"], GOOD, &[]).stdout, "the same bytes");
    assert_ne!(output.stdout, takst(&["--lang", "da", "price", "-", "--format", "xlsx"], GOOD, &[]).stdout, "headings of the language");
    let broken = takst(&["price", "-", "--format", "xlsx"], "case_id;service\nS;x\n", &[]);
    assert_eq!((broken.status.code(), broken.stdout.len()), (Some(2), 0), "{}", text(&broken.stderr));
}

#[test]
fn a_report_goes_to_a_file_or_to_stdout() {
    let dir = tempfile::tempdir().expect("a folder");
    let cases = common::file_in(dir.path(), "cases.csv", GOOD.to_owned() + common::BAD);
    let page = dir.path().join("report.html").display().to_string();
    let output = takst(&["--lang", "en", "report", &cases, "-o", &page], "", &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("3 cases: 2 priced, 1 refused"), "{}", text(&output.stderr));
    let html = std::fs::read_to_string(&page).expect("the page");
    assert!(html.contains("cases.csv") && html.contains("58,495.67"), "the name of the file and the net amount");
    let piped = takst(&["--lang", "en", "report", "-"], GOOD.to_owned() + common::BAD, &[]);
    assert_eq!(text(&piped.stdout).replace("stdin", "cases.csv"), html);
    // It never writes over what it reads, and says which file cannot be written.
    let over = takst(&["report", &cases, "-o", &cases], "", &[]);
    assert_eq!(over.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&cases).expect("the file"), GOOD.to_owned() + common::BAD);
    if std::path::Path::new("/dev/full").exists() {
        let full = takst(&["report", &cases, "-o", "/dev/full"], "", &[]);
        assert_eq!(full.status.code(), Some(2), "{}", text(&full.stderr));
    }
    let nowhere = takst(&["report", &cases, "-o", "/no-such-directory/report.html"], "", &[]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(text(&nowhere.stderr).contains("/no-such-directory/report.html"), "{}", text(&nowhere.stderr));
}
