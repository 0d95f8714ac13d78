//! The workbook, opened again by other programs: the same amounts to the øre, dates as dates, no formulas, nothing that looks unread.
#![allow(missing_docs, reason = "a test")]

mod common;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use common::{CASES, csv, workbook};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;
use takst::{LineColumn, LineType};
use takst_explain::Lang;

type Sheets = Xlsx<Cursor<Vec<u8>>>;

fn opened(file: &[u8]) -> Sheets {
    open_workbook_from_rs(Cursor::new(file.to_vec())).expect("a workbook")
}

fn sheet(workbook: &mut Sheets, name: &str) -> Range<Data> {
    workbook.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The number of a cell with so many decimals, as a plain text.
fn number(cell: &Data, decimals: usize) -> String {
    match cell {
        Data::Float(number) => format!("{number:.decimals$}"),
        other => panic!("no number: {other:?}"),
    }
}

#[test]
fn the_lines_are_those_of_the_csv() {
    for lang in Lang::ALL {
        let (kept, file) = workbook(lang, CASES);
        let (header, rows) = csv(&kept);
        let mut workbook = opened(&file);
        let name = workbook.sheet_names()[0].clone();
        let sheet = sheet(&mut workbook, &name);
        assert_eq!(sheet.height(), rows.len() + 1);
        assert_eq!(sheet.width(), header.len());
        let mut compared = 0;
        for (row, wanted) in (1..).zip(&rows) {
            for (at, column) in (0..).zip(LineColumn::ALL) {
                let cell = sheet.get_value((row, at)).unwrap_or(&Data::Empty);
                let wanted = &wanted[at as usize];
                match column.line_type() {
                    LineType::Figure(_) | LineType::Measure(_) => {
                        let decimals = wanted.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                        assert_eq!(number(cell, decimals), *wanted, "{column} of row {row}");
                        compared += 1;
                    }
                    LineType::RowNumber | LineType::Count => assert_eq!(number(cell, 0), *wanted),
                    LineType::Day => assert_eq!(cell, &Data::DateTime(calamine_day(wanted)), "{column}"),
                    LineType::Month => assert_eq!(cell, &Data::DateTime(calamine_day(&format!("{wanted}-01"))), "{column}"),
                    LineType::Reference | LineType::Municipality => match cell {
                        Data::Empty => assert_eq!(wanted, ""),
                        cell => assert_eq!(cell, &Data::String(wanted.clone()), "{column}"),
                    },
                    // Closed sets are words of the language.
                    LineType::Word | LineType::OneOf(_) => assert_eq!(matches!(cell, Data::Empty), wanted.is_empty(), "{column}"),
                }
            }
        }
        assert_eq!(compared, rows.len() * 11, "eleven figures and measures a line");
        assert!(workbook.worksheet_formula(&name).expect("the sheet").is_empty(), "no formula");
    }
}

/// The day as a spreadsheet counts it: days since 30 December 1899.
fn calamine_day(iso: &str) -> calamine::ExcelDateTime {
    let day: chrono::NaiveDate = iso.parse().expect("a day");
    let zero = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
    let days = u32::try_from(day.signed_duration_since(zero).num_days()).expect("after 1899");
    calamine::ExcelDateTime::new(f64::from(days), calamine::ExcelDateTimeType::DateTime, false)
}

fn string(cell: Option<&Data>) -> String {
    match cell {
        Some(Data::String(text)) => text.clone(),
        Some(Data::Empty) | None => String::new(),
        other => panic!("no text: {other:?}"),
    }
}

/// Sums in øre by the name of a row's first texts; what is compared is what the rows of lines add up to.
#[test]
fn the_totals_are_those_of_the_lines_and_mix_no_payers_unsaid() {
    let (kept, file) = workbook(Lang::En, CASES);
    let (header, rows) = csv(&kept);
    let at = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let ore = |text: &str| text.replace('.', "").parse::<i64>().expect("an amount");
    let mut wanted: BTreeMap<(String, String, String), i64> = BTreeMap::new();
    let mut by_payer: BTreeMap<String, i64> = BTreeMap::new();
    for row in &rows {
        *wanted.entry((row[at("month")].clone(), row[at("service")].clone(), row[at("payer")].clone())).or_default() += ore(&row[at("cost")]);
        *by_payer.entry(row[at("payer")].clone()).or_default() += ore(&row[at("cost")]);
    }
    let sheet = sheet(&mut opened(&file), "Totals");
    let mut found = BTreeMap::new();
    let (mut sums, mut all) = (BTreeMap::new(), Vec::new());
    for row in sheet.rows().skip(1) {
        let cost = ore(&number(&row[11], 2));
        let payer = string(row.get(5));
        match &row[0] {
            Data::DateTime(month) => {
                let month = month.as_datetime().expect("a day").format("%Y-%m").to_string();
                assert!(found.insert((month, string(row.get(3)), payer), cost).is_none());
            }
            _ if payer.is_empty() => all.push((string(row.get(4)), cost)),
            _ => assert!(sums.insert(payer, cost).is_none()),
        }
    }
    assert_eq!((found, sums), (wanted, by_payer.clone()));
    assert_eq!(all, [("2 municipalities".to_owned(), by_payer.values().sum())]);
}

#[test]
fn every_sheet_is_there_and_an_empty_one_says_so() {
    let good = "case_id,service,first_day,last_day,payer,own_payment_per_day\nA,hjem/kursus,2024-01-01,2024-01-31,101,0.00\n";
    for (lang, names, nothing) in [
        (Lang::Da, ["Linjer", "Summer", "Afviste sager", "Bemærkninger", "Forudsætninger"], "Ingen sag er afvist."),
        (Lang::En, ["Lines", "Totals", "Refused cases", "Remarks", "Assumptions"], "No case is refused."),
    ] {
        let mut workbook = opened(&workbook(lang, good).1);
        assert_eq!(workbook.sheet_names()[..5], names);
        assert_eq!(workbook.sheet_names().len(), 6);
        assert_eq!(string(sheet(&mut workbook, names[2]).get_value((1, 0))), nothing);
        let receipt = workbook.sheet_names()[5].clone();
        let facts: Vec<String> = sheet(&mut workbook, &receipt).rows().map(|row| string(row.first())).collect();
        assert_eq!(facts.len(), 12, "{facts:?}");
    }
}

#[test]
fn refused_cases_say_what_would_be_right() {
    let mut workbook = opened(&workbook(Lang::En, CASES).1);
    let refused = sheet(&mut workbook, "Refused cases");
    let codes: Vec<String> = refused.rows().skip(1).map(|row| string(row.get(8))).collect();
    assert_eq!(codes, ["value.range", "service.unknown", "case.dates-reversed", "own-payment.exceeds-price"]);
    for row in refused.rows().skip(1) {
        assert!(!string(row.first()).is_empty() && !string(row.get(6)).is_empty() && !string(row.get(7)).is_empty(), "{row:?}");
    }
    let places: Vec<[String; 2]> = refused.rows().skip(1).map(|row| [string(row.get(2)), string(row.get(4))]).collect();
    let wanted = [["line 6", "Betalingskommune"], ["line 7", "service"], ["line 8", "last_day"], ["line 9", "own_payment_per_day"]];
    assert_eq!(places, wanted.map(|row| row.map(str::to_owned)));
    let assumptions = sheet(&mut workbook, "Assumptions");
    let none = assumptions.rows().find(|row| string(row.get(5)) == "assumed.own-payment-none").expect("the stay without an own payment");
    // 29 days at 1,185.25 kr.
    assert_eq!((number(&none[6], 0), number(&none[7], 2)), ("1".to_owned(), "34372.25".to_owned()));
}

fn xml(file: &[u8], part: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut text = String::new();
    archive.by_name(part).expect("the part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn sheets_are_frozen_filtered_and_printable() {
    let (_, file) = workbook(Lang::Da, CASES);
    for number in 1..=6 {
        let text = xml(&file, &format!("xl/worksheets/sheet{number}.xml"));
        for part in
            ["<pane ySplit=\"1\"", "<autoFilter ", "orientation=\"landscape\"", "fitToHeight=\"0\"", "<col ", "&amp;P / &amp;N", "fitToPage=\"1\""]
        {
            assert!(text.contains(part), "{part} is not in sheet {number}: {}", &text[..1500]);
        }
        assert!(!text.contains("<f>"), "no formula");
    }
    let book = xml(&file, "xl/workbook.xml");
    assert_eq!(book.matches("_xlnm.Print_Titles").count(), 6, "{book}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(workbook(Lang::Da, CASES).1, workbook(Lang::Da, CASES).1);
}

/// LibreOffice opens it and shows the same sums.
#[test]
fn libreoffice_shows_the_same_amounts() {
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("not run: LibreOffice is not installed");
        return;
    }
    let (kept, file) = workbook(Lang::En, CASES);
    let (header, rows) = csv(&kept);
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("lines.xlsx");
    std::fs::write(&path, file).expect("it is written");
    let profile = format!("-env:UserInstallation=file://{}", dir.path().join("profile").display());
    let run = Command::new("soffice")
        .args([&*profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false", "--outdir"])
        .arg(dir.path())
        .arg(&path)
        .output()
        .expect("it runs");
    let shown = std::fs::read_to_string(dir.path().join("lines.csv")).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(shown.as_bytes());
    let found: Vec<Vec<String>> = reader.records().skip(1).map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    assert_eq!(found.len(), rows.len(), "{shown}");
    let ore = |text: &str| -> i64 {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{decimals:0<2}").parse().unwrap_or_else(|_| panic!("{text} is no amount"))
    };
    for name in ["net", "vat", "own_payment", "refund", "at_stake", "cost", "gross"] {
        let at = header.iter().position(|column| column == name).expect("a column");
        for (found, wanted) in found.iter().zip(&rows) {
            assert_eq!(ore(&found[at]), ore(&wanted[at]), "{name}: {shown}");
        }
    }
    let at = header.iter().position(|column| column == "case_id").expect("a column");
    assert_eq!(found[0][at], "=1+1", "a text, not its value");
}
