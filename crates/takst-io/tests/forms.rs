//! The same rows in every form a file may have give the same lines.

mod common;
use common::{csv, json, run};
use proptest::prelude::*;
use takst_io::{Format, Grouping};

const HEADER: [&str; 11] =
    ["case_id", "citizen_id", "service", "first_day", "last_day", "payer", "hours", "unit_price", "unit", "own_payment_per_day", "commitment"];

/// Rows of three citizens, grouped; one case is refused.
fn rows() -> Vec<[String; 11]> {
    let row = |text: &str| {
        let cells: Vec<String> = text.split('|').map(str::to_owned).collect();
        <[String; 11]>::try_from(cells).expect("eleven cells")
    };
    vec![
        row("A-1|C1|mandecentret/efterforsorg|2022-03-01|2022-03-31|101|||||"),
        row("A-1|C1|mandecentret/efterforsorg|2022-04-01|2022-04-10|147|||||"),
        row("A-2|C1|livarehab/individuelt-forloeb|2019-03-01|2019-03-31|101||1185.50|month|12.25|"),
        row("B-1|C2|livarehab/mentor-samtaler|2019-03-05|2019-03-05|101|12.5||||Bevilling \"A\", af 1/3; ok"),
        row("B-1|C2|livarehab/individuelt-forloeb|2019-05-01|2019-05-01|101|1.25|512.3456|hour||"),
        row("C-1|C-1|mandecentret/efterforsorg|2022-13-01|2022-03-31|101|||||"),
        row("D-1|C-1|mandecentret/efterforsorg|2022-03-01|2022-03-31|860|||||"),
    ]
}

fn quoted(cell: &str, delimiter: char) -> String {
    if cell.contains([delimiter, '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn as_csv(rows: &[[String; 11]], delimiter: char, end: &str, comma: bool) -> String {
    let numbers = [6, 7, 9];
    let mut file = HEADER.join(&delimiter.to_string()) + end;
    for row in rows {
        let cell =
            |(i, cell): (usize, &String)| quoted(&if comma && numbers.contains(&i) { cell.replace('.', ",") } else { cell.clone() }, delimiter);
        file += &(row.iter().enumerate().map(cell).collect::<Vec<_>>().join(&delimiter.to_string()) + end);
    }
    file
}

fn as_json(rows: &[[String; 11]]) -> String {
    let object = |row: &[String; 11]| serde_json::Value::Object(HEADER.iter().zip(row).map(|(k, v)| ((*k).to_owned(), v.clone().into())).collect());
    rows.iter().map(|row| object(row).to_string() + "\n").collect()
}

#[test]
fn danish_spreadsheets_give_what_plain_files_give() {
    let plain = csv(as_csv(&rows(), ',', "\n", false));
    assert_eq!(plain.priced(), ["A-1", "A-2", "B-1", "D-1"], "{:?}", plain.faults());
    for file in [
        as_csv(&rows(), ';', "\r\n", true),
        format!("\u{FEFF}{}", as_csv(&rows(), ';', "\r\n", true)),
        as_csv(&rows(), '\t', "\n", true),
        as_csv(&rows(), ';', "\n", false),
        as_csv(&rows(), ',', "\r\n\r\n", true),
        as_csv(&rows(), ';', "\r", true),
    ] {
        assert_eq!(csv(&file).statements, plain.statements, "{file}");
    }
    assert_eq!(json(as_json(&rows())).statements, plain.statements);
    assert_eq!(json(format!("\u{FEFF}{}", as_json(&rows()).replace('\n', "\r\n"))).statements, plain.statements);
}

#[test]
fn grouped_gives_what_ungrouped_gives() {
    let file = as_csv(&rows(), ';', "\n", true);
    let (ungrouped, summary) = run(&file, Format::Csv, Grouping::None).expect("readable");
    let (grouped, same) = run(&file, Format::Csv, Grouping::ByCitizen).expect("readable");
    assert_eq!(ungrouped.statements, grouped.statements);
    assert_eq!(summary, same);
    assert_eq!((summary.rows, summary.cases, summary.refused, summary.input.bytes), (7, 5, 1, file.len() as u64));
    assert_eq!(summary.totals, ungrouped.statements.iter().map(takst::Statement::totals).sum());
}

#[test]
fn output_follows_the_first_appearance_of_a_case() {
    let rows = rows();
    let mixed: Vec<_> = [6, 2, 3, 0, 5, 1, 4].into_iter().map(|i| rows[i].clone()).collect();
    let kept = csv(as_csv(&mixed, ',', "\n", false));
    assert_eq!(kept.statements.iter().map(|s| &*s.case_id).collect::<Vec<_>>(), ["D-1", "A-2", "B-1", "A-1", "C-1"]);
}

#[test]
fn spreadsheet_numbers_are_shown_as_written() {
    let faults = |price: &str, unit: &str| {
        let row = ["S", "", "livarehab/individuelt-forloeb", "2019-03-01", "2019-03-31", "101", "", price, unit, "", ""].map(str::to_owned);
        csv(as_csv(&[row], ';', "\n", false)).faults()
    };
    assert_eq!(faults("-12,5", "month"), ["value.range 1 unit_price -12,5"]);
    assert_eq!(faults("12,3456", "month"), ["value.precision 1 unit_price 12,3456"]);
    assert_eq!(faults("12,34567", "hour"), ["value.precision 1 unit_price 12,34567", "case.hours-missing 1 hours "][..1]);
    assert_eq!(faults("1.185", "month"), ["value.invalid 1 unit_price 1.185"]);
    assert_eq!(faults("1.185,00", "month"), Vec::<String>::new(), "dot and comma both stand");
    assert_eq!(faults("-1.185,00", "month"), ["value.range 1 unit_price -1.185,00"]);
    assert_eq!(faults("1.185.000", "month"), ["value.invalid 1 unit_price 1.185.000"]);
    assert_eq!(faults("1185,00 kr.", "month"), ["value.invalid 1 unit_price 1185,00 kr."]);
    assert_eq!(faults("1185,00", "month"), Vec::<String>::new());
}

/// Case files read, printed, and read again: the printed form is the contract's, and nothing is lost on the way.
#[test]
fn printed_lines_read_back() {
    let kept = csv(as_csv(&rows(), ',', "\n", false));
    let text = kept.csv();
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let lines: Vec<::csv::StringRecord> = reader.records().map(|r| r.expect("a record")).collect();
    let objects: Vec<serde_json::Map<String, serde_json::Value>> = kept.json().lines().map(|l| serde_json::from_str(l).expect("an object")).collect();
    assert_eq!(lines.len(), objects.len());
    assert!(lines.len() >= 6);
    for (record, object) in lines.iter().zip(&objects) {
        for (name, text) in header.iter().zip(record) {
            match &object[name] {
                serde_json::Value::String(s) => assert_eq!(s, text),
                number => assert_eq!(number.to_string(), text),
            }
        }
    }
    assert_eq!(header.join(","), takst_io::LineColumn::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(","));
    // The keys of JSON stand in the same order.
    let first = kept.json();
    let places: Vec<usize> = header.iter().map(|name| first.find(&format!("\"{name}\":")).expect("every key")).collect();
    assert!(places.is_sorted());
}

#[test]
fn no_control_character_is_written() {
    let kept = csv("case_id,service,first_day,payer\n\"S\u{1b}[31m\",x,\"2022-01\u{7}\n-01\",101\n");
    let report = kept.report();
    assert!(report.chars().all(|c| c == '\n' || !c.is_control()), "{report:?}");
    assert_eq!(report.lines().count(), 3, "{report}");
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z0-9 ,;\"\\-\\.æøå]{0,12}",
        "\\PC{0,8}",
        "20(19|2[0-4])-[01][0-9]-[0-3][0-9]",
        "-?[0-9]{1,6}(\\.[0-9]{1,2})?",
        prop::sample::select(vec![
            "S-1",
            "S-2",
            "C-1",
            "101",
            "hour",
            "month",
            "livarehab/individuelt-forloeb",
            "mandecentret/efterforsorg",
            "livarehab/mentor-samtaler"
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn csv_and_json_agree_on_any_cells(rows in prop::collection::vec(prop::array::uniform11(any_cell()), 1..8)) {
        // A comma is a decimal mark in the one and an error in the other, so numbers keep to what both know.
        // A row of a table without case, service and first day is one of sums, or none; every object is a record.
        let is_record = |row: &[String; 11]| [0, 2, 3].into_iter().any(|i| !row[i].trim().is_empty());
        let first_day = |row: &mut [String; 11]| if !is_record(row) { "2022-03-01".clone_into(&mut row[3]) };
        let rows: Vec<[String; 11]> = rows.into_iter().map(|mut row| { for i in [6, 7, 9] { row[i] = row[i].replace([',', '.'], ""); } first_day(&mut row); row }).collect();
        let [plain, danish] = [(',', "\n"), (';', "\r\n")].map(|(d, end)| csv(as_csv(&rows, d, end, false)));
        let objects = json(as_json(&rows));
        prop_assert_eq!(&plain.faults(), &objects.faults());
        prop_assert_eq!(plain.csv(), objects.csv());
        prop_assert_eq!(plain.faults(), danish.faults());
        prop_assert_eq!(plain.csv(), danish.csv());
        prop_assert_eq!(plain.statements.iter().flat_map(|s| s.result.as_ref().err().into_iter().flatten()).all(|f| f.at.row.is_some()), true);
    }

    #[test]
    fn shuffled_rows_give_the_same_lines_for_each_case(order in Just((0..7).collect::<Vec<usize>>()).prop_shuffle()) {
        let rows = rows();
        let lines = |file: String| {
            let mut lines: Vec<String> = csv(file).csv().lines().skip(1).map(|line| {
                // The number of the row is all that may differ.
                let mut cells: Vec<&str> = line.split(',').collect();
                cells[2] = "";
                cells.join(",")
            }).collect();
            lines.sort();
            lines
        };
        let shuffled: Vec<_> = order.into_iter().map(|i| rows[i].clone()).collect();
        prop_assert_eq!(lines(as_csv(&shuffled, ',', "\n", false)), lines(as_csv(&rows, ',', "\n", false)));
    }
}

/// Whatever the bytes: no panic, and every row read is in a statement or the file is refused as a whole.
fn survives(bytes: &[u8]) {
    for format in [Format::Csv, Format::JsonLines] {
        for grouping in [Grouping::None, Grouping::ByCitizen] {
            if let Ok((kept, summary)) = run(bytes, format, grouping) {
                assert_eq!(kept.statements.len() as u64, summary.cases);
                assert!(summary.rows >= summary.cases && summary.cases > 0);
                let _ = (kept.csv(), kept.json(), kept.report());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn any_bytes_after_a_header(bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\",;\n\r\t{}[]:0aS\\".to_vec())], 0..400)) {
        survives(&[b"case_id;service;first_day;payer;note\n".as_slice(), &bytes].concat());
        survives(&[b"{\"case_id\":\"S\"}\n{\"case_id\":".as_slice(), &bytes].concat());
    }

    #[test]
    fn mutated_files(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(), form in 0..3) {
        let mut file = match form { 0 => as_csv(&rows(), ';', "\r\n", true), 1 => as_csv(&rows(), ',', "\n", false), _ => as_json(&rows()) }.into_bytes();
        let at = at.index(file.len());
        file[at] = byte;
        survives(&file);
        survives(&file[..cut.index(file.len())]);
        file.insert(at, b'"');
        survives(&file);
        file.remove(at);
        file.remove(at);
        survives(&file);
    }
}
