//! Parquet in and out with the rows of each citizen together: priced by columns, and shown as if it were priced case by case.
#![allow(missing_docs, reason = "a test")]

mod common;

use arrow_array::RecordBatch;
use bytes::Bytes;
use common::{file_in, parquet_of, takst, text, without_places};
use parquet_file::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fmt::Write as _;
use std::path::Path;

const HEADER: &str = "case_id;citizen_id;service;first_day;last_day;payer;unit_price;unit;Houre\n";

/// Citizens with one row and with several, priced and refused, with findings and without; more than one processor has in hand at once.
fn cases() -> String {
    let mut file = HEADER.to_owned();
    for number in 0..4000 {
        let rows: &[&str] = match number % 9 {
            0 => &["mandecentret/efterforsorg;2022-03-01;2022-04-30;101;;;"],
            1 => &["mandecentret/efterforsorg-basis;2023-05-01;2023-07-31;147;;;", "mandecentret/efterforsorg-udvidet;2023-08-01;2023-08-31;147;;;"],
            2 => &["livarehab/individuelt-forloeb;2019-03-01;2019-04-10;147;31200,50;month;4"],
            3 if number % 18 == 3 => &["ingen/ydelse;31-03-2023;;101;;;"],
            3 => &["ingen/ydelse;2023-03-31;;101;;;"],
            4 if number < 200 => &["pensionatet/cti;2023-01-01;2023-06-30;147;;;"],
            5 => &["pensionatet/cti;2023-11-01;2024-03-31;147;;;"],
            6 if number % 27 == 6 => {
                &["mandecentret/efterforsorg;2023-02-01;2023-02-30;101;;;", "livarehab/mentor-samtaler;2023-01-07;2023-01-20;751;;;"]
            }
            _ => &["mandecentret/efterforsorg-basis;2023-02-10;2024-04-10;751;;;"],
        };
        for (place, row) in rows.iter().enumerate() {
            // Some citizens have a case for each row, some are named by their case only.
            let case = if number % 2 == 0 { place } else { 0 };
            let citizen = if number % 5 == 0 && rows.len() == 1 { String::new() } else { format!("b{number}") };
            writeln!(file, "S-{number}-{case};{citizen};{row}").expect("a string takes all");
        }
    }
    file
}

/// What a run said, with the name of the file taken out; its lines where they can be read.
#[derive(Debug, PartialEq)]
struct Said {
    code: Option<i32>,
    lines: Option<Vec<RecordBatch>>,
    stderr: String,
    report: String,
}

fn said(dir: &Path, input: &str, more: &[&str]) -> Said {
    let report = dir.join("report.csv");
    let args = [&["price", input, "--grouped", "--format", "parquet", "--report", report.to_str().expect("UTF-8")], more].concat();
    let output = takst(&args, "", &[]);
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(output.stdout));
    let lines = reader.ok().map(|reader| reader.with_batch_size(1 << 20).build().and_then(|reader| Ok(reader.collect::<Result<_, _>>()?)));
    Said {
        code: output.status.code(),
        lines: lines.transpose().expect("what has a directory can be read"),
        stderr: without_places(&text(&output.stderr).replace(input, "the file")),
        report: without_places(&std::fs::read_to_string(report).expect("it was written")),
    }
}

/// The same file read as text, which is priced case by case, and by columns.
fn both(file: &str, more: &[&str]) -> Said {
    let dir = tempfile::tempdir().expect("a directory");
    let (csv, parquet) = (file_in(dir.path(), "cases.csv", file), file_in(dir.path(), "cases.parquet", parquet_of(file)));
    let (by_case, by_columns) = (said(dir.path(), &csv, more), said(dir.path(), &parquet, more));
    let differing = |a: &str, b: &str| {
        let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        let from = |text: &str| text.bytes().skip(at.saturating_sub(80)).take(240).map(char::from).collect::<String>();
        format!("{}\n{}", from(a), from(b))
    };
    assert_eq!(by_case.stderr, by_columns.stderr, "{more:?}: {}", differing(&by_case.stderr, &by_columns.stderr));
    assert!(by_case == by_columns, "{more:?}: {}", differing(&by_case.report, &by_columns.report));
    by_columns
}

#[test]
fn by_columns_all_is_as_case_by_case() {
    let file = cases();
    let codes = ["service.unknown", "value.invalid", "refund.undetermined", "capacity.exceeded", "column.unknown"];
    for lang in ["da", "en"] {
        let all = both(&file, &["--lang", lang]);
        assert_eq!(all.code, Some(1));
        assert!(all.lines.is_some_and(|lines| lines.iter().map(RecordBatch::num_rows).sum::<usize>() > 20_000));
        codes.iter().for_each(|code| assert!(all.report.contains(code), "{code}"));
    }
    for more in [&["--month", "2023-03"][..], &["--from", "2023-04-01", "--until", "2023-12-15"], &["--as-of", "2021-12-31"]] {
        assert_eq!(both(&file, more).code, Some(1));
    }
}

#[test]
fn a_file_without_lines_has_its_columns() {
    let file = HEADER.to_owned() + "S-1;;mandecentret/efterforsorg-basis;2023-02-10;2024-04-10;751;;;\n";
    let none = both(&file, &["--month", "2031-01"]);
    assert_eq!(none.code, Some(0));
    assert!(none.lines.is_some_and(|lines| lines.iter().all(|lines| lines.num_rows() == 0)));
}

#[test]
fn who_comes_back_ends_the_run_alike() {
    let row = "mandecentret/efterforsorg;2024-03-01;2024-04-30;101;;;\n";
    for (who, said) in [("S-9000-0;b7;", "“b7”"), ("S-8-0;b9000;", "“S-8-0”")] {
        let refused = "S-9001-0;b9001;ingen/ydelse;31-03-2023;;101;;;\n";
        let back = both(&(cases() + refused + who + row + &refused.replace("9001", "9002")), &[]);
        assert_eq!((back.code, back.lines.is_none()), (Some(2), true));
        assert!(back.stderr.contains(said), "{}", back.stderr);
        assert!(back.report.contains("S-9001-0") && !back.report.contains("S-9002-0"));
    }
}

#[test]
fn a_file_that_cannot_be_used_says_so() {
    let dir = tempfile::tempdir().expect("a directory");
    let whole = parquet_of(&cases());
    for damaged in [&whole[9..], &whole[..whole.len() - 9], b""] {
        let output = takst(&["price", &file_in(dir.path(), "cases.parquet", damaged), "--grouped", "--format", "parquet"], "", &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("not a Parquet file, or it is damaged"), "{}", text(&output.stderr));
        assert_eq!(text(&output.stderr).lines().count(), 1, "{}", text(&output.stderr));
    }
    let output = takst(&["price", "/no/such/cases.parquet", "--grouped", "--format", "parquet"], "", &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
}

#[test]
fn stays_without_an_own_payment_are_named_in_the_summary() {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/catalogues/boegely");
    let catalogue = catalogue.to_str().expect("UTF-8");
    let file = |own: &str| {
        let header = "case_id;citizen_id;service;first_day;last_day;payer;own_payment_per_day\n";
        // Two months without an own payment are two lines; the other citizens' are given, or are of no stay.
        let rows = ["S-1;B-1;boegely/ophold;2023-01-15;2023-02-14;751;", "S-2;B-2;boegely/ophold;2023-01-01;2023-01-31;751;96,71"];
        format!("{header}{}{own}\n{}\n", rows[0], rows[1])
    };
    let args = |lang| ["--lang", lang, "--catalogue", catalogue];
    let (danish, english) = (both(&file(""), &args("da")).stderr, both(&file(""), &args("en")).stderr);
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        one_line(&english).contains("2 lines of stays rest on an own payment of DKK 0, because the case file gives none (assumed.own-payment-none)."),
        "{english}"
    );
    assert!(
        one_line(&danish)
            .contains("2 linjer for ophold bygger på en egenbetaling på 0 kr., fordi sagsfilen ikke oplyser nogen (assumed.own-payment-none)."),
        "{danish}"
    );
    // Where all are given, nothing is said.
    let said = both(&file("96,71"), &args("en")).stderr;
    assert!(!said.contains("own payment"), "{said}");
}
