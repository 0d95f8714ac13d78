//! Each kind of bad input: which case is refused, with which code, row, column and value, and that the others are priced.

mod common;
use common::{csv, file_error, json, run};
use takst::{Code, Expected};
use takst_io::{Encoding, FileError, Format, Grouped, Grouping, RunError};

const HEADER: &str = "case_id,service,first_day,last_day,payer,unit_price,unit,commitment\n";
const GOOD: &str = "GOOD,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,\n";

/// A comma file with one row under test between two good cases.
fn between(row: &str) -> String {
    format!("{HEADER}{GOOD}{row}\n{}", GOOD.replace("GOOD", "LAST"))
}

#[track_caller]
fn refuses(row: &str, faults: &[&str]) {
    let kept = csv(between(row));
    assert_eq!(kept.faults(), faults, "{row}");
    assert_eq!(kept.priced(), ["GOOD", "LAST"], "{row}");
}

#[test]
fn values() {
    refuses("S,mandecentret/efterforsorg,31-03-2023,2023-04-01,101,,,", &["value.invalid 2 first_day 31-03-2023"]);
    refuses("S,mandecentret/efterforsorg,2022-02-30,2022-04-01,101,,,", &["value.invalid 2 first_day 2022-02-30"]);
    refuses("S,mandecentret/efterforsorg,0001-01-01,2022-04-01,101,,,", &["value.range 2 first_day 0001-01-01"]);
    refuses("S,mandecentret/efterforsorg,2022-01-01,9999-12-31,101,,,", &["value.range 2 last_day 9999-12-31"]);
    refuses("S,mandecentret/efterforsorg,2022-03-02,2022-03-01,101,,,", &["case.dates-reversed 2 last_day 2022-03-01"]);
    refuses("S,,,,,,,", &["value.missing 2 service ", "value.missing 2 first_day ", "value.missing 2 payer "]);
    refuses("S,livarehab/individuelt-forloeb,2019-03-01,2019-03-31,101,-5,month,", &["value.range 2 unit_price -5"]);
    refuses(
        "S,livarehab/individuelt-forloeb,2019-03-01,2019-03-31,101,99999999999999999999999999999999,month,",
        &["value.range 2 unit_price 99999999999999999999999999999999"],
    );
    refuses("S,livarehab/individuelt-forloeb,2019-03-01,2019-03-31,101,12.345,month,", &["value.precision 2 unit_price 12.345"]);
    refuses("S,livarehab/individuelt-forloeb,2019-03-01,2019-03-31,101,1e3,month,", &["value.invalid 2 unit_price 1e3"]);
    refuses("S,mandecentret/efterforsorg,2022-03-01,2022-03-31,999,,,", &["value.range 2 payer 999"]);
    refuses("S,mandecentret/efterforsorg,2022-03-01,2022-03-31,Kbenhavn,,,", &["value.invalid 2 payer Kbenhavn"]);
    refuses("S,nowhere/nothing,2022-03-01,2022-03-31,101,,,", &["service.unknown 2 service nowhere/nothing"]);
    // A line break in text is read as part of it, and refused as the control character it is.
    refuses("S,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,\"one\ntwo\"", &["value.invalid 2 commitment onetwo"]);
}

#[test]
fn cpr_numbers_never_come_back() {
    let kept = csv(between("010190-1234,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,"));
    assert_eq!(kept.faults(), ["case.cpr-number 2 case_id xxxxxx-xxxx"]);
    assert_eq!(kept.refused(), ["xxxxxx-xxxx"]);
    let everything = format!("{}{}{}", kept.csv(), kept.json(), kept.report());
    assert!(!everything.contains("010190") && !everything.contains("1234,"), "{everything}");
    // Nor in a record that is no row, nor as the name of a column.
    let kept = csv("case_id,service,first_day,payer,010190-1234\nS-1,x 010190-1234\n");
    assert!(!kept.report().contains("010190"), "{}", kept.report());
    let error = file_error("case_id,service,first_day,payer_010190-1234\nS-1,x,y,z\n", Format::Csv);
    assert!(!error.to_string().contains("010190"), "{error}");
}

#[test]
fn overlap_refuses_the_case() {
    let row = "S,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,";
    let again = "S,mandecentret/efterforsorg,2022-03-31,2022-04-02,101,,,";
    refuses(&format!("{row}\n{again}"), &["case.overlap 3 first_day 2022-03-31"]);
}

#[test]
fn a_record_with_too_few_or_too_many_fields_still_refuses_its_case() {
    let sound = "S,mandecentret/efterforsorg,2022-05-01,2022-05-31,101,,,";
    for bad in ["S,mandecentret/efterforsorg,2022-03-01", "S,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,,x"] {
        let kept = csv(between(&format!("{sound}\n{bad}")));
        assert_eq!(kept.faults(), [format!("record.malformed 3 - {bad}")]);
        assert_eq!((kept.priced(), kept.refused()), (vec!["GOOD", "LAST"], vec!["S"]));
        let fault = &kept.statements[1].result.as_ref().expect_err("refused")[0];
        assert_eq!(fault.expected, Expected::Fields(8));
    }
}

#[test]
fn a_damaged_record_says_nothing_about_the_citizen() {
    let header = "case_id,service,first_day,last_day,payer,citizen_id\n";
    let rows = "S,mandecentret/efterforsorg\nS,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,C\n";
    let kept = csv(format!("{header}{rows}"));
    assert_eq!(kept.faults(), ["record.malformed 1 - S,mandecentret/efterforsorg"]);
    assert_eq!(&*kept.statements[0].citizen_id, "C");
}

#[test]
fn a_file_cut_off_in_the_middle() {
    let whole = format!("{HEADER}{GOOD}S,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,");
    assert_eq!(csv(&whole).priced(), ["GOOD", "S"], "a last line without its end is whole");
    for cut in [1, 4, 10, 30] {
        let kept = csv(&whole[..whole.len() - cut]);
        assert_eq!(kept.priced(), ["GOOD"], "cut by {cut}");
        assert_eq!(kept.statements[1].result.as_ref().expect_err("refused")[0].code, Code::RecordMalformed, "cut by {cut}");
    }
    let line = r#"{"case_id":"S","service":"mandecentret/efterforsorg","first_day":"2022-03-01","last_day":"2022-03-31","payer":"101"}"#;
    let whole = format!("{line}\n{}", line.replace("\"S\"", "\"T\""));
    for cut in 1..line.len() {
        let kept = json(&whole[..whole.len() - cut]);
        assert_eq!(kept.priced(), ["S"], "cut by {cut}");
        let id = if line.len() - cut >= r#"{"case_id":"T""#.len() { "T" } else { "" };
        // Even what is left of the line says whose case is not to be priced without it.
        assert_eq!(kept.refused(), [id], "cut by {cut}");
    }
}

#[test]
fn a_quotation_mark_that_does_not_close_swallows_nothing() {
    let rows: String = ["A", "B", "C", "D"].map(|id| GOOD.replace("GOOD", id)).concat();
    // To the end of the file.
    let open = rows.replace("\nB,", "\nB,\"");
    let kept = csv(format!("{HEADER}{open}"));
    assert_eq!((kept.priced(), kept.refused()), (vec!["A"], vec!["B", "C", "D"]));
    let rows_named: Vec<_> = kept.statements[1..].iter().map(|s| s.result.as_ref().expect_err("refused")[0].at.row).collect();
    assert_eq!(rows_named, [Some(2), Some(3), Some(4)]);
    // To the next quotation mark.
    let until_next = open.replace("C,mandecentret/efterforsorg", "C,\"mandecentret/efterforsorg\"");
    let kept = csv(format!("{HEADER}{until_next}"));
    assert_eq!((kept.priced(), kept.refused()), (vec!["A", "D"], vec!["B", "C"]));
    // Into a well-formed record with the right number of fields: the lines inside could be records.
    let kept =
        csv("case_id,service,first_day,payer,note\nA,mandecentret/efterforsorg,2022-03-01,101,\"x\nB,mandecentret/efterforsorg,2022-03-01,101,y\"\n");
    assert_eq!((kept.priced(), kept.refused()), (vec![], vec!["A", "B"]));
    // A quotation mark inside plain text is text; a line break in a column that is not read is harmless.
    let kept = csv(format!(
        "{}{}",
        HEADER.replace('\n', ",note\n"),
        "A,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,2\" rør,\"one\ntwo, \"\"three\"\"\"\n"
    ));
    assert_eq!(kept.priced(), ["A"]);
}

#[test]
fn a_runaway_quotation_is_closed_after_a_mebibyte() {
    let mut file = format!("{HEADER}\"OPEN,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,\n");
    let rows = 60_000;
    for i in 0..rows {
        file.push_str(&GOOD.replace("GOOD", &format!("S-{i}")));
    }
    let kept = csv(file);
    assert_eq!(kept.statements.len(), rows + 1, "every row is priced or refused");
    assert!(kept.priced().len() > rows / 2, "{}", kept.priced().len());
}

#[test]
fn each_fault_of_the_file_says_what_would_be_right() {
    let expected =
        |kept: common::Kept| kept.statements.iter().filter_map(|s| s.result.as_ref().err()).map(|f| f[0].expected.clone()).collect::<Vec<_>>();
    let march = chrono::NaiveDate::from_ymd_opt(2022, 3, 31).expect("a date");
    let row = |text: &str| expected(csv(between(text)));
    assert_eq!(row("S,mandecentret/efterforsorg,31-03-2022,,101,,,"), [Expected::DayFirst(march)]);
    assert_eq!(row("S,livarehab/individuelt-forloeb,2019-03-01,2019-03-31,101,\"1.185.000\",month,"), [Expected::PlainNumber]);
    assert_eq!(row("S,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,\"x\"y"), [Expected::ClosedQuote]);
    let long = "x".repeat((1 << 20) + 1);
    assert_eq!(row(&format!("S,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,{long}")), [Expected::Bytes(1 << 20)]);
    let line = |text: &str| expected(json(format!("{text}\n")));
    assert_eq!(
        line(r#"{"case_id":"S","service":"mandecentret/efterforsorg","first_day":"2022-03-01","last_day":"2022-03-31","payer":101}"#),
        [Expected::JsonString]
    );
    assert_eq!(line(r#"{"case_id":"S""#), [Expected::JsonObject]);
    assert_eq!(line(r#"{"case_id":"S","payer":"101","payer":"147"}"#), [Expected::KeyOnce]);
    assert_eq!(line(&format!(r#"{{"case_id":"{long}"}}"#)), [Expected::Bytes(1 << 20)]);
    assert_eq!(expected(json(b"{\"case_id\":\"S\xE6\"}\n".as_slice())), [Expected::Utf8]);
}

#[test]
fn encodings() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(format!("{HEADER}{GOOD}").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(matches!(file_error(&utf16, Format::Csv), FileError::Encoding { line: 1, found: Encoding::Utf16 }));
    assert!(matches!(file_error(&utf16[2..], Format::Csv), FileError::Encoding { line: 1, found: Encoding::Utf16 }));
    assert!(matches!(file_error(&utf16, Format::JsonLines), FileError::Encoding { line: 1, found: Encoding::Utf16 }));
    let error = file_error(b"case_id;service;first_day;payer;bem\xE6rkning\nS;x;y;z;w\n", Format::Csv);
    assert!(matches!(error, FileError::Encoding { line: 1, found: Encoding::NotUtf8 }), "{error}");
    assert_eq!(error.to_string(), "line 1: the file is not in UTF-8; save it as \"CSV UTF-8\"");
    // Windows-1252 in a row: that row cannot be read, the others can.
    let mut file = between("S,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,K\u{1}benhavn").into_bytes();
    let at = file.iter().position(|b| *b == 1).expect("it is there");
    file[at] = 0xF8;
    let kept = csv(&file);
    assert_eq!(kept.faults(), ["record.malformed 2 - S,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,K\u{FFFD}benhavn"]);
    assert_eq!((kept.priced(), kept.refused()), (vec!["GOOD", "LAST"], vec!["S"]));
    let kept = json(b"{\"case_id\":\"S\xE6\"}\n".as_slice());
    assert_eq!(kept.faults(), ["record.malformed 1 - {\"case_id\":\"S\u{FFFD}\"}"]);
}

#[test]
fn files_without_rows_or_columns() {
    for (file, format) in [
        ("", Format::Csv),
        ("\n\n", Format::Csv),
        (HEADER, Format::Csv),
        ("\u{FEFF}", Format::Csv),
        ("", Format::JsonLines),
        (" \n\n", Format::JsonLines),
    ] {
        assert!(matches!(file_error(file, format), FileError::NoRows), "{file:?}");
    }
    let error = file_error("Case_IDs;First day;payer\nx;y;z\n", Format::Csv);
    assert_eq!(error.to_string(), "required columns are missing: case_id (the file has \"Case_IDs\"), service");
    let error = file_error("case_id,service,first_day,payer,hours,payer\n1,2,3,4,5,6\n", Format::Csv);
    assert!(matches!(error, FileError::DuplicateColumn { column: "payer", first: 4, second: 6 }), "{error}");
    for name in ["net", " price_base_quantity "] {
        let error = file_error(format!("case_id;service;first_day;payer;{name}\n1;2;3;4;5\n"), Format::Csv);
        assert!(matches!(error, FileError::OwnOutput(column) if column.as_str() == name.trim()), "{error}");
        let good = r#"{"case_id":"S","service":"mandecentret/efterforsorg","first_day":"2022-03-01","last_day":"2022-03-31","payer":"101"}"#;
        let error = file_error(format!("{good}\n{{\"case_id\":\"S-2\",\"{}\":null}}\n", name.trim()), Format::JsonLines);
        assert!(matches!(error, FileError::OwnOutput(column) if column.as_str() == name.trim()), "{error}");
    }
    assert!(matches!(file_error("case_id,\"service\nfirst_day,payer", Format::Csv), FileError::HeaderQuote));
    assert!(matches!(file_error("[\n{}\n]\n", Format::JsonLines), FileError::JsonArray));
    for header in ["case_id,service,first_day,payer", "\u{feff}\"case_id\";\"service\"", "\n\nnote\tpayer", " first_day , x "] {
        let error = file_error(&*format!("{header}\nS,a/b,2022-03-01,101\n"), Format::JsonLines);
        assert!(matches!(error, FileError::NotJsonLines), "{header}: {error}");
    }
    assert!(matches!(file_error("x".repeat(2 << 20), Format::Csv), FileError::HeaderTooLong));
}

#[test]
fn unknown_columns_are_named_once() {
    let kept = csv("case_id,service,first_day,last_day,payer,Houre,note,note\nS,mandecentret/efterforsorg,2022-03-01,2022-03-31,101,,,\n");
    assert_eq!(kept.faults(), ["column.unknown  - Houre", "column.unknown  - note"]);
    assert_eq!(kept.file_findings[0].expected, Expected::Column("hours"));
    assert_eq!(kept.priced(), ["S"]);
    let line =
        r#"{"case_id":"S","service":"mandecentret/efterforsorg","first_day":"2022-03-01","last_day":"2022-03-31","payer":"101","note":{"a":[1]}}"#;
    let kept = json(format!("{line}\n{line}\n"));
    assert_eq!(kept.faults(), ["case.overlap 2 first_day 2022-03-01", "column.unknown  - note"]);
}

#[test]
fn json_values() {
    let line = |cells: &str| {
        json(format!(r#"{{"case_id":"S","service":"livarehab/individuelt-forloeb","first_day":"2019-03-01","last_day":"2019-03-31","payer":"101","unit":"month"{cells}}}"#)).faults()
    };
    assert_eq!(line(r#","unit_price":"1185.00""#), Vec::<String>::new());
    assert_eq!(line(r#","unit_price":" 1185.00 ","hours":null,"row_id":"","decided_before_discharge":true"#), Vec::<String>::new());
    assert_eq!(line(r#","unit_price":"1185.00","window_start":"2023-10-01","window_days_used":12"#), Vec::<String>::new());
    // The number is shown as it was written: it was never read as one.
    assert_eq!(line(r#","unit_price":1185.10000000000000000001"#), ["value.invalid 1 unit_price 1185.10000000000000000001"]);
    assert_eq!(line(r#","unit_price":1185"#), ["value.invalid 1 unit_price 1185"]);
    assert_eq!(line(r#","unit_price":"1185,00""#), ["value.invalid 1 unit_price 1185,00"]);
    assert_eq!(line(r#","unit_price":"5","window_start":"2023-10-01","window_days_used":12.0"#), ["value.invalid 1 window_days_used 12.0"]);
    assert_eq!(line(r#","unit_price":"5","hours":true"#), ["value.invalid 1 hours true"]);
    assert_eq!(line(r#","unit_price":"5","commitment":["x"]"#), [r#"value.invalid 1 commitment ["x"]"#]);
    assert_eq!(line(r#","unit_price":"5","unit":"month""#), ["record.malformed 1 - unit"]);
    assert_eq!(line(r#","unit_price":"5","note":1,"note":2"#), ["record.malformed 1 - note", "column.unknown  - note"]);
    assert_eq!(line(r#","unit_price":"\ud800""#).len(), 1);
    let kept = json("{\"case_id\":\"S\"} x\nnull\n[1]\n\"S\"\n\n17\n");
    let faults = ["1 - {\"case_id\":\"S\"} x", "2 - null", "3 - [1]", "4 - \"S\"", "5 - 17"].map(|f| format!("record.malformed {f}"));
    assert_eq!(kept.faults(), faults, "blank lines are not counted");
}

#[test]
fn rows_that_name_different_citizens() {
    let header = "case_id,citizen_id,service,first_day,last_day,payer\n";
    let rows = "A,C1,mandecentret/efterforsorg,2022-01-01,2022-01-31,101\nB,C1,mandecentret/efterforsorg,2022-03-01,2022-03-31,101\n\
                B,C2,mandecentret/efterforsorg,2022-04-01,2022-04-30,101\nD,C2,mandecentret/efterforsorg,2022-06-01,2022-06-30,101\n";
    let kept = csv(format!("{header}{rows}"));
    assert_eq!(kept.faults(), ["case.conflict 2 citizen_id C1", "case.conflict 3 citizen_id C2"]);
    let twice = csv(format!("{header}{}", rows.replace("B,C2,mandecentret/efterforsorg,2022-04-01", "B,C2,mandecentret/efterforsorg,1-4-22")));
    let faults = ["case.conflict 2 citizen_id C1", "case.conflict 3 citizen_id C2", "value.invalid 3 first_day 1-4-22"];
    assert_eq!(twice.faults(), faults, "also on rows with other faults");
    assert_eq!((kept.priced(), kept.refused()), (vec!["A", "D"], vec!["B"]), "reported once");
}

#[test]
fn a_grouped_file_whose_citizens_come_back() {
    let header = "case_id,citizen_id,service,first_day,last_day,payer\n";
    let row =
        |case: &str, citizen: &str, month: u32| format!("{case},{citizen},mandecentret/efterforsorg,2022-{month:02}-01,2022-{month:02}-28,101\n");
    let came_back = |rows: String| match run(format!("{header}{rows}"), Format::Csv, Grouping::ByCitizen) {
        Err(RunError::File(FileError::CameBack { row, what, id })) => (row, what, id),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was priced"),
    };
    let citizen = came_back(row("A", "C1", 1) + &row("B", "C2", 1) + &row("E", "C3", 1) + &row("D", "C1", 1));
    assert_eq!(citizen, (4, Grouped::Citizen, "C1".to_owned()));
    let case = came_back(row("A", "C1", 1) + &row("B", "C2", 1) + &row("A", "C2", 2));
    assert_eq!(case, (3, Grouped::Case, "A".to_owned()));
}

#[test]
fn a_damaged_first_record_is_no_header() {
    let sound = concat!(
        "{\"case_id\":\"S\",\"service\":\"mandecentret/efterforsorg\",",
        "\"first_day\":\"2022-03-01\",\"last_day\":\"2022-03-31\",\"payer\":\"101\"}"
    );
    for damaged in ["[1, 2]", "null", "\"case_id\": \"T\", \"service\": 1}", "{\"case_id\":\"T\",\"serv"] {
        let kept = json(format!("{damaged}\n{sound}\n"));
        assert_eq!((kept.priced(), kept.refused().len()), (vec!["S"], 1), "{damaged}");
    }
}
