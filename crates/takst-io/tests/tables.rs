//! Text files as Danish systems and spreadsheets export them.
#![allow(missing_docs, reason = "a test")]

mod common;
#[path = "common/sheets.rs"]
#[allow(dead_code, reason = "workbooks use the rest")]
mod sheets;

use common::{csv, file_error};
use sheets::{NET, are, notes, read};
use std::io::Write;
use takst::Expected;
use takst_io::{CaseMap, DateOrder, FileError, Format, MapFault, Places, Pseudonyms, Reading, RecordSource};

const HEADING: &str = "Sagsnummer;Ydelse;Startdato;Slutdato;Betalingskommune;Timer;Aftalt pris;Enhed";
/// The four cases of the tests of workbooks.
const ROWS: [&str; 4] = [
    "S-1;mandecentret/efterforsorg;2022-03-01;2022-03-31;Aarhus;;;",
    "S-2;mandecentret/efterforsorg;2022-04-01;2022-04-10;101;;;",
    "S-3;livarehab/individuelt-forloeb;2019-03-01;2019-03-31;København;;14.250,00;måned",
    "S-4;livarehab/mentor-samtaler;2019-03-05;2019-03-05;Aarhus Kommune;12,5;;",
];
const READ_AS: &str = "heading.read-as Sagsnummer = case_id; Ydelse = service; Startdato = first_day; Slutdato = last_day; \
    Betalingskommune = payer; Timer = hours; Aftalt pris = unit_price; Enhed = unit";

fn file(end: &str) -> String {
    [HEADING].into_iter().chain(ROWS).map(|line| format!("{line}{end}")).collect()
}

fn places(file: &str, format: Format) -> (Places, u64) {
    let mut reader = takst_io::CaseReader::open(file.as_bytes(), format).expect("a file");
    let mut raw = takst_io::RawRecord::default();
    while reader.read(&mut raw).expect("a record") {}
    (reader.places(), reader.rows())
}

/// The lines of the records of a file.
fn lines(file: &str, format: Format) -> Vec<u64> {
    let (places, rows) = places(file, format);
    let at = |row| takst::Finding {
        code: takst::Code::ValueInvalid,
        at: takst::Place { row: Some(row), column: None },
        value: String::new(),
        expected: Expected::Value,
    };
    (1..=rows).filter_map(|row| places.of(&at(row)).line).collect()
}

#[test]
fn every_way_to_end_a_line() {
    for end in ["\n", "\r\n", "\r"] {
        let kept = csv(file(end));
        are(&kept, &NET);
        assert_eq!(notes(&kept), [READ_AS]);
        assert_eq!(lines(&file(end), Format::Csv)[..], [2, 3, 4, 5], "{end:?}");
        // The last line without its end.
        let text = file(end);
        let open = text.strip_suffix(end).expect("an end");
        are(&csv(open), &NET);
        assert_eq!(lines(open, Format::Csv)[..], [2, 3, 4, 5], "{end:?}");
    }
    are(&csv(format!("\u{FEFF}{}", file("\r\n"))), &NET);
}

#[test]
fn other_delimiters() {
    are(&csv(file("\n").replace(';', "\t")), &NET);
    let commas = file("\n").replace("14.250,00", "14250.00").replace("12,5", "12.5").replace(';', ",");
    are(&csv(commas), &NET);
    for said in ["sep=;", "SEP=;", "\"sep=;\""] {
        let kept = csv(format!("{said}\r\n{}", file("\r\n")));
        are(&kept, &NET);
        assert_eq!(notes(&kept), [READ_AS], "what says the delimiter is no title");
    }
    are(&csv(format!("sep=|\n{}", file("\n").replace(';', "|"))), &NET);
}

#[test]
fn titles_stand_above_the_heading() {
    let titles = "Udtræk af sager, hele landet\r\n\r\nKørt den;31-01-2024;;;;;;\r\n;;;;;;;\r\n";
    let text = format!("{titles}{}", file("\r\n"));
    let kept = csv(&text);
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS, "heading.below"]);
    assert_eq!(kept.file_findings[1].expected, Expected::Line(5));
    assert_eq!(lines(&text, Format::Csv)[..], [6, 7, 8, 9]);
    // A heading over two lines.
    let text = text.replace("Startdato", "\"Start-\r\ndato\"");
    are(&csv(&text), &NET);
    assert_eq!(lines(&text, Format::Csv)[..], [7, 8, 9, 10]);
    // One that is not there is missed as it was.
    let error = file_error("Titel\n\nSagsnummer;Ydelsen;Dato\nS;x;y\n", Format::Csv);
    assert_eq!(error.to_string(), "required columns are missing: service (the file has \"Ydelsen\"), first_day, payer");
}

#[test]
fn rows_without_values_and_rows_of_sums() {
    let text = [HEADING, "", ROWS[0], ";;;;;;;", ";;;;", ROWS[1], ROWS[2], " ; ;;;;;;", ROWS[3], "I alt;;;;;12,50;14.250,00;", ";;;;;12,5;;", ""]
        .join("\r\n");
    let kept = csv(&text);
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS, "row.total I alt; 12,50; 14.250,00", "row.total 12,5"]);
    assert_eq!([&kept.file_findings[1].expected, &kept.file_findings[2].expected], [&Expected::Line(10), &Expected::Line(11)]);
    assert_eq!(lines(&text, Format::Csv)[..], [3, 6, 7, 9]);
    // The number of a record counts records only.
    assert!(kept.csv().contains("\nS-4,S-4,4,"), "{}", kept.csv());
    // Nothing but such rows is no case file.
    assert!(matches!(file_error(format!("{HEADING}\r\n;;;;;;;\r\nI alt;;;;;1;;\r\n"), Format::Csv), FileError::NoRows));
}

#[test]
fn lines_of_quoted_texts_and_of_torn_records() {
    let header = "case_id,service,first_day,last_day,payer,note\n";
    let row = "mandecentret/efterforsorg,2022-03-01,2022-03-31,101";
    let text = format!("{header}A,{row},\"one\ntwo\r\nthree\"\nB,{row},x\nC,{row},\"open\nD,{row},y\n");
    assert_eq!(lines(&text, Format::Csv), [2, 5, 6, 7]);
    let json = "\n{\"case_id\":\"A\"}\n\n\n{\"case_id\":\"B\"}";
    assert_eq!(lines(json, Format::JsonLines), [2, 5]);
}

#[test]
fn the_end_of_a_file_by_ctrl_z() {
    are(&csv(format!("{}\u{1A}", file("\r\n"))), &NET);
    are(&csv(format!("{}\u{1A}\r\n", file("\r\n").trim_end())), &NET);
    // In the middle it ends nothing: the rows behind it are read.
    let kept = csv(file("\n").replace("S-2", "S-2\u{1A}"));
    assert_eq!((kept.priced(), kept.statements.len()), (vec!["S-1", "S-3", "S-4"], 4));
}

#[test]
fn packed_with_gzip() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(file("\n").as_bytes()).expect("packed");
    let packed = packed.finish().expect("packed");
    are(&csv(&packed), &NET);
    assert_eq!(Format::of_name("Sager.CSV.gz"), Format::Csv);
    assert_eq!(Format::of_name("sager.jsonl.gz"), Format::JsonLines);
    let cut = file_error(&packed[..packed.len() - 9], Format::Csv);
    assert!(matches!(cut, FileError::Io(_)), "{cut}");
}

#[test]
fn dates_in_danish_order() {
    let danish = |text: &str| text.replace("2022-03-01", "01-03-2022").replace("2022-03-31", "31/3/2022").replace("2019-03-05", "05.03.2019");
    let text = danish(&file("\n"));
    let kept = csv(&text);
    assert_eq!(kept.faults()[..2], ["value.invalid 1 first_day 01-03-2022", "value.invalid 1 last_day 31/3/2022"]);
    let reading = Reading { dates: Some(DateOrder::Dmy), ..Reading::default() };
    are(&read(text.as_bytes(), Format::Csv, &reading).expect("a file"), &NET);
    let map = || CaseMap::parse("m", "dates = \"dmy\"\n").expect("a map");
    are(&read(text.as_bytes(), Format::Csv, &Reading { map: Some(map()), ..Reading::default() }).expect("a file"), &NET);
    // What is said for the run goes before the map.
    let reading = Reading { dates: Some(DateOrder::Ymd), map: Some(map()), ..Reading::default() };
    assert_eq!(read(text.as_bytes(), Format::Csv, &reading).expect("a file").refused(), ["S-1", "S-4"]);
    // A fault shows the date as in the file.
    let reversed = danish(&file("\n")).replace("31/3/2022", "28-02-2022");
    let reading = Reading { dates: Some(DateOrder::Dmy), ..Reading::default() };
    let kept = read(reversed.as_bytes(), Format::Csv, &reading).expect("a file");
    assert_eq!(kept.faults()[0], "case.dates-reversed 1 last_day 2022-02-28");
    let endless = text.replace("31/3/2022", "31-12-9999");
    let kept = read(endless.as_bytes(), Format::Csv, &reading).expect("a file");
    assert_eq!(kept.faults()[0], "value.range 1 last_day 31-12-9999");
    assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::StillRunning);
}

#[test]
fn a_map_that_does_not_fit_says_where() {
    let problems = |map: &str| {
        let map = CaseMap::parse("kolonner.toml", map).expect("a map");
        match read(file("\n").as_bytes(), Format::Csv, &Reading { map: Some(map), ..Reading::default() }) {
            Err(FileError::Map(problems)) => problems,
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("it was read"),
        }
    };
    let found = problems("[columns]\ncase_id = \"Sagsnummer\"\nhours = \"Timetal\"\n");
    assert_eq!((found.len(), found[0].line), (1, 3));
    assert!(matches!(&found[0].fault, MapFault::NoHeading { heading, has, .. } if heading == "Timetal" && has.len() == 8));
    let found = problems("[columns]\ncase_id = \"Sagsnummer\"\ncitizen_id = \"Sagsnummer\"\n");
    assert!(matches!(&found[0].fault, MapFault::HeadingUsed { .. }));
    let found = problems("[constants]\npayer = \"751\"\n");
    assert!(matches!(&found[0].fault, MapFault::ConstantInFile { heading, .. } if heading == "Betalingskommune"));
}

/// The controller's sheet, with all that had to be mended by hand: Danish headings of its own, dates day first, two title rows, thousands separators, a
/// row of sums, empty rows, names of municipalities, names of services, words for yes, units in Danish, one payer for all. One map, at the first try.
#[test]
fn the_sheet_of_the_controller() {
    let sheet = "Center for Voksne;;;;;;;;\r\nBetalinger pr. borger, 2019-2022;;;;;;;;\r\n\r\n\
        Sags nr.;Borger;Indsats/ydelse;Påbegyndt;Afsluttet;Handlekommune;Antal timer;Aftalt pris;Pr.\r\n\
        S-1;B-1;Efterforsorg;01-03-2022;31-03-2022;Aarhus;;;\r\n\
        ;;;;;;;;\r\n\
        S-2;B-1;Efterforsorg;1/4/2022;10.04.2022;Aarhus;;;\r\n\
        S-3;B-2;Individuelt forløb;01-03-2019;31-03-2019;Randers;;14.250,00;Måned\r\n\
        S-4;B-3;Samtaler, psykolog;05-03-2019;05-03-2019;Viborg;12,50;;\r\n\
        ;;;;;;;;\r\n\
        I alt;;;;;;12,50;14.250,00;\r\n";
    let map = "dates = \"dmy\"\n[columns]\nservice = \"Indsats/ydelse\"\nfirst_day = \"Påbegyndt\"\nlast_day = \"Afsluttet\"\nunit = \"Pr.\"\n\
        [constants]\npayer = \"Aarhus Kommune\"\n\
        [values.service]\n\"Efterforsorg\" = \"mandecentret/efterforsorg\"\n\"Individuelt forløb\" = \"livarehab/individuelt-forloeb\"\n\
        \"Samtaler, psykolog\" = \"livarehab/mentor-samtaler\"\n";
    let reading = Reading { map: Some(CaseMap::parse("kolonner.toml", map).expect("a map")), ..Reading::default() };
    let kept = read(sheet.as_bytes(), Format::Csv, &reading).expect("a file");
    are(&kept, &NET);
    assert_eq!(
        notes(&kept),
        [
            "heading.read-as Sags nr. = case_id; Borger = citizen_id; Antal timer = hours; Aftalt pris = unit_price",
            "column.unknown Handlekommune",
            "heading.below",
            "row.total I alt; 12,50; 14.250,00"
        ]
    );
    assert!(kept.csv().lines().skip(1).all(|line| line.contains(",751,")), "{}", kept.csv());
}

#[test]
fn pseudonyms_are_the_same_in_every_file() {
    let key = Pseudonyms::new([9; 32]);
    let of = |text: String, format: Format| {
        let reading = Reading { pseudonyms: Some(key.clone()), ..Reading::default() };
        let kept = read(text.as_bytes(), format, &reading).expect("a file");
        kept.statements.iter().map(|statement| statement.citizen_id.to_string()).collect::<Vec<_>>()
    };
    let csv = "case_id;citizen_id;service;first_day;last_day;payer\nS-1;010203-1234;mandecentret/efterforsorg;2022-03-01;2022-03-31;101\n";
    let json = "{\"case_id\":\"S-2\",\"citizen_id\":\"0102031234\",\"service\":\"mandecentret/efterforsorg\",\"first_day\":\"2022-03-01\",\"last_day\":\"2022-03-31\",\"payer\":\"101\"}\n";
    let expected = vec![key.of("010203-1234").expect("a CPR number")];
    assert_eq!(of(csv.to_owned(), Format::Csv), expected);
    assert_eq!(of(json.to_owned(), Format::JsonLines), expected);
    assert_eq!(of(csv.replace("010203-1234", "C-1"), Format::Csv), ["C-1"], "what is no CPR number stays");
    // A number inside a longer text is none that could be replaced: it is refused.
    let reading = Reading { pseudonyms: Some(key), ..Reading::default() };
    let kept = read(csv.replace("010203-1234", "Hansen 010203-1234").as_bytes(), Format::Csv, &reading).expect("a file");
    assert_eq!(kept.faults(), ["case.cpr-number 1 citizen_id Hansen xxxxxx-xxxx"]);
}

#[test]
fn only_tables_have_sheets_and_maps() {
    let json = "{\"case_id\":\"S\"}\n";
    let option = |reading: Reading, format| match read(json.as_bytes(), format, &reading) {
        Err(FileError::OnlyTables { option }) => option,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was read"),
    };
    assert_eq!(option(Reading { dates: Some(DateOrder::Dmy), ..Reading::default() }, Format::JsonLines), "--dates");
    assert_eq!(option(Reading { sheet: Some("x".to_owned()), ..Reading::default() }, Format::JsonLines), "--sheet");
    assert_eq!(option(Reading { sheet: Some("x".to_owned()), ..Reading::default() }, Format::Csv), "--sheet");
}

#[test]
fn places_are_those_of_the_file() {
    let text = format!("Titel\n\n{HEADING}\n{}\n\n{}\n", ROWS[0], ROWS[1]);
    let (places, _) = places(&text, Format::Csv);
    let at = |row, column| takst::Finding {
        code: takst::Code::ValueInvalid,
        at: takst::Place { row: Some(row), column: Some(column) },
        value: String::new(),
        expected: Expected::Value,
    };
    let place = places.of(&at(2, takst::Column::FirstDay));
    assert_eq!((place.line, place.is_sheet, place.heading.as_deref(), place.cell), (Some(6), false, Some("Startdato"), None));
    let plain = places.of(&at(1, takst::Column::CommitmentDate));
    assert_eq!((plain.line, plain.heading), (Some(4), None), "a column that the file lacks");
}
