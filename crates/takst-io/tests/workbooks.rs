//! Workbooks as people export them: each is read, and what comes out is what a person would work out.
#![allow(missing_docs, reason = "a test")]

mod common;
#[path = "common/sheets.rs"]
mod sheets;

use rust_xlsxwriter::{Format as CellFormat, Workbook};
use sheets::C::{self, B, D, F, N, No, T};
use sheets::{HEADING, NET, are, fill, notes, read, rows, table, workbook, xlsx};
use takst::{Code, Expected};
use takst_io::{CaseMap, DateOrder, FileError, FileKind, Format, Pseudonyms, Reading, Supplement};

/// The note on Danish headings.
const READ_AS: &str = "heading.read-as Sagsnummer = case_id; Ydelse = service; Startdato = first_day; Slutdato = last_day; \
    Betalingskommune = payer; Timer = hours; Aftalt pris = unit_price; Enhed = unit";

fn error(file: &[u8], reading: &Reading) -> FileError {
    read(file, Format::Workbook, reading).err().expect("an error")
}

/// The table with one cell changed, row 0 = the heading.
fn with<'a>(row: usize, column: usize, cell: C<'a>) -> Vec<Vec<C<'a>>> {
    let mut changed: Vec<Vec<C<'a>>> = table();
    changed[row][column] = cell;
    changed
}

#[test]
fn danish_headings_dates_and_numbers() {
    let kept = workbook(&xlsx(&table()));
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS]);
}

#[test]
fn names_of_the_contract() {
    let names = ["case_id", "service", "first_day", "last_day", "payer", "hours", "unit_price", "unit"];
    let mut english = table();
    english[0] = names.into_iter().map(T).collect();
    let kept = workbook(&xlsx(&english));
    are(&kept, &NET);
    assert!(notes(&kept).is_empty());
}

#[test]
fn headings_in_any_case_with_accents_spaces_and_line_breaks() {
    let names = ["SAGSNR", "ydelse ", "Start dato", "Slut-\ndato", "Betalende  Kommune", "Antal timer", "aftalt\u{a0}pris", "ENHED"];
    let mut other = table();
    other[0] = names.into_iter().map(T).collect();
    are(&workbook(&xlsx(&other)), &NET);
}

#[test]
fn titles_and_blank_rows_stand_above_the_heading() {
    let mut titled = vec![vec![T("Udtræk fra fagsystemet")], vec![], vec![T("Udskrevet"), D("2024-01-31")], vec![], vec![]];
    titled.extend(table());
    let kept = workbook(&xlsx(&titled));
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS, "heading.below"]);
    assert_eq!(kept.file_findings[1].expected, Expected::SheetRow(6));
    // The first record is number 1, wherever it stands.
    assert!(kept.csv().contains("\nS-1,S-1,1,"), "{}", kept.csv());
}

#[test]
fn a_table_that_begins_in_another_column() {
    let shifted: Vec<Vec<C<'_>>> = table().into_iter().map(|row| [vec![No, No], row].concat()).collect();
    are(&workbook(&xlsx(&shifted)), &NET);
}

#[test]
fn rows_of_sums_are_no_records() {
    let mut summed = table();
    summed.insert(3, vec![No, No, No, No, No, F("SUM(F2:F3)", "0"), N("0"), No]);
    summed.push(vec![T("I alt"), No, No, No, No, F("SUM(F2:F6)", "12.5"), N("14250"), No]);
    summed.push(vec![No, No, No, No, T("Aarhus"), N("12.5"), No, No]);
    let kept = workbook(&xlsx(&summed));
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS, "row.total 0; 0", "row.total I alt; 12.5; 14250", "row.total Aarhus; 12.5"]);
    let rows: Vec<&Expected> = kept.file_findings[1..].iter().map(|finding| &finding.expected).collect();
    assert_eq!(rows, [&Expected::SheetRow(4), &Expected::SheetRow(7), &Expected::SheetRow(8)]);
    // Skipped rows have no number: S-3 is the third record.
    assert!(kept.csv().contains("\nS-3,S-3,3,"), "{}", kept.csv());
}

/// The word of a total may stand in any column of texts.
#[test]
fn the_word_of_a_total_may_stand_in_another_column() {
    for (column, word) in [(1, "I alt"), (4, "Total"), (7, "Sum:")] {
        let mut total = vec![No; HEADING.len()];
        (total[column], total[6]) = (T(word), N("31635.5"));
        let kept = workbook(&xlsx(&[table(), vec![total]].concat()));
        are(&kept, &NET);
        assert!(notes(&kept).iter().any(|note| note.starts_with("row.total") && note.contains(word)), "{word}: {:?}", notes(&kept));
    }
    // With a first day, or another word, it is a record.
    for (column, cell) in [(2, D("2022-03-01")), (1, T("mandecentret/efterforsorg"))] {
        let mut row = vec![No; HEADING.len()];
        (row[4], row[6]) = (T("I alt"), N("31635.5"));
        row[column] = cell;
        let kept = workbook(&xlsx(&[table(), vec![row]].concat()));
        let is_total = notes(&kept).iter().any(|note| note.starts_with("row.total"));
        assert_eq!(is_total, column == 1, "{cell:?}");
    }
}

#[test]
fn a_row_with_a_case_is_never_a_sum() {
    let mut other = table();
    other.push(vec![T("S-5"), No, No, No, No, N("3"), No, No]);
    other.push(vec![No, T("mandecentret/efterforsorg"), No, No, No, N("3"), No, No]);
    let kept = workbook(&xlsx(&other));
    assert_eq!(kept.refused(), ["S-5", ""]);
}

#[test]
fn empty_rows_are_no_records() {
    let mut gaps = table();
    for at in [5, 4, 3, 2, 1] {
        gaps.insert(at, vec![T(" "), No, T("")]);
    }
    let kept = workbook(&xlsx(&gaps));
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS]);
}

#[test]
fn a_row_without_a_known_value_is_noted() {
    let mut footed: Vec<Vec<C<'_>>> = table().into_iter().map(|row| [row, vec![T("Bemærkning")]].concat()).collect();
    footed.push(vec![No, No, No, No, No, No, No, No, T("Side 1 af 1")]);
    let kept = workbook(&xlsx(&footed));
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS, "column.unknown Bemærkning", "row.no-record Side 1 af 1"]);
}

#[test]
fn a_merged_cell_of_several_rows_is_read_for_each() {
    let mut two = table();
    two[2][0] = No;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &two);
    sheet.merge_range(1, 0, 2, 0, "S-1", &CellFormat::new()).expect("a merged cell");
    let kept = workbook(&book.save_to_buffer().expect("a workbook"));
    // 31 and 10 days at 545 are one case now.
    are(&kept, &[("S-1", "22345.00"), ("S-3", "14250.00"), ("S-4", "6250.00")]);
    assert_eq!(notes(&kept), [READ_AS, "cell.merged A2:A3"]);
}

#[test]
fn a_merged_number_may_be_a_sum_and_is_refused() {
    let mut two = table();
    two.push(vec![T("S-5"), T("livarehab/mentor-samtaler"), D("2019-03-06"), D("2019-03-06"), N("751"), No, No, No]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &two);
    sheet.merge_range(4, 5, 5, 5, "", &CellFormat::new()).expect("a merged cell");
    sheet.write_number(4, 5, 12).expect("a number");
    let kept = workbook(&book.save_to_buffer().expect("a workbook"));
    are(&kept, &[NET[0], NET[1], NET[2], ("S-4", "6000.00"), ("S-5", "refused")]);
    assert_eq!(kept.faults()[0], "value.invalid 5 hours 12");
    assert_eq!(kept.statements[4].result.as_ref().expect_err("refused")[0].expected, Expected::OwnCell);
}

#[test]
fn a_merged_title_is_a_title() {
    let mut titled = vec![vec![]];
    titled.extend(table());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &titled);
    sheet.merge_range(0, 0, 0, 7, "Sager i 2022", &CellFormat::new()).expect("a merged cell");
    are(&workbook(&book.save_to_buffer().expect("a workbook")), &NET);
}

#[test]
fn formulas_have_the_value_that_is_stored() {
    let mut formulas = with(4, 5, F("5*2.5", "12.5"));
    formulas[3][6] = F("14000+250", "14250");
    formulas[1][0] = F("\"S-\"&1", "S-1");
    are(&workbook(&xlsx(&formulas)), &NET);
}

#[test]
fn the_error_of_a_formula_names_its_cell() {
    for said in ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"] {
        let file = xlsx(&with(4, 5, F("A1/0", said)));
        let reader = takst_io::CaseReader::open(std::io::Cursor::new(file.clone()), Format::Workbook).expect("a workbook");
        let places = takst_io::RecordSource::places(&reader);
        let kept = workbook(&file);
        are(&kept, &[NET[0], NET[1], NET[2], ("S-4", "refused")]);
        let fault = &kept.statements[3].result.as_ref().expect_err("refused")[0];
        assert_eq!((fault.code, &*fault.value, &fault.expected), (Code::ValueInvalid, said, &Expected::FormulaValue));
        let place = places.of(fault);
        assert_eq!((place.line, place.cell.as_deref(), place.heading.as_deref()), (Some(5), Some("F5"), Some("Timer")));
    }
}

#[test]
fn truths_are_read_as_such_and_in_words() {
    let heading = ["case_id", "service", "first_day", "last_day", "payer", "prior_stay_to", "decided_before_discharge"].map(T).to_vec();
    let row = |case, decided| vec![T(case), T("pensionatet/cti"), D("2020-03-01"), D("2020-03-02"), N("101"), D("2020-02-29"), decided];
    let truths = [B(true), T("ja"), T("SAND"), T("TRUE"), T("nej"), T("måske")];
    let cases = ["A", "B", "C", "D", "E", "F"];
    let table: Vec<Vec<C<'_>>> = [heading].into_iter().chain(cases.into_iter().zip(truths).map(|(case, truth)| row(case, truth))).collect();
    let kept = workbook(&xlsx(&table));
    // 2 × 406.
    are(&kept, &[("A", "812.00"), ("B", "812.00"), ("C", "812.00"), ("D", "812.00"), ("E", "812.00"), ("F", "refused")]);
    assert_eq!(kept.faults()[0], "value.invalid 6 decided_before_discharge måske");
}

#[test]
fn a_date_with_a_time_of_day_is_refused() {
    let file = xlsx(&with(1, 2, D("2022-03-01 14:30:00")));
    let kept = workbook(&file);
    assert_eq!(kept.faults()[0], "value.invalid 1 first_day 2022-03-01 14:30:00");
    assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::WholeDay);
}

#[test]
fn dates_as_text_need_the_order_and_the_refusal_says_so() {
    let file = xlsx(&with(1, 2, T("01-03-2022")));
    let kept = workbook(&file);
    are(&kept, &[("S-1", "refused"), NET[1], NET[2], NET[3]]);
    let march = chrono::NaiveDate::from_ymd_opt(2022, 3, 1).expect("a day");
    assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::DayFirst(march));
    let reading = Reading { dates: Some(DateOrder::Dmy), ..Reading::default() };
    are(&read(&file, Format::Workbook, &reading).expect("a workbook"), &NET);
    let reading = Reading { dates: Some(DateOrder::Mdy), ..Reading::default() };
    // From the third of January: 29 + 28 + 31 days at 545.
    are(&read(&file, Format::Workbook, &reading).expect("a workbook"), &[("S-1", "47960.00"), NET[1], NET[2], NET[3]]);
}

#[test]
fn a_date_that_is_stored_as_a_number_is_refused() {
    assert_eq!(workbook(&xlsx(&with(1, 2, N("44621")))).faults()[0], "value.invalid 1 first_day 44621");
}

#[test]
fn numbers_as_text_are_read_as_in_danish_files() {
    are(&workbook(&xlsx(&with(3, 6, T("14.250,00")))), &NET);
    are(&workbook(&xlsx(&with(4, 5, T("12,5")))), &NET);
    assert_eq!(workbook(&xlsx(&with(3, 6, T("14.250")))).faults()[0], "value.invalid 3 unit_price 14.250");
}

#[test]
fn a_number_has_its_15_digits_and_the_precision_of_its_column() {
    // 0.1 + 0.2 is stored as 0.30000000000000004.
    let mut hours = with(4, 5, N("0.30000000000000004"));
    are(&workbook(&xlsx(&hours)), &[NET[0], NET[1], NET[2], ("S-4", "150.00")]);
    hours[4][5] = N("4.333");
    assert_eq!(workbook(&xlsx(&hours)).faults()[0], "value.precision 4 hours 4.333");
    hours[4][5] = N("-2");
    assert_eq!(workbook(&xlsx(&hours)).faults()[0], "value.range 4 hours -2");
}

#[test]
fn the_number_of_a_person_is_none_of_a_case() {
    let heading = |rows: Vec<Vec<C<'static>>>| -> Vec<Vec<C<'static>>> {
        let mut rows = rows;
        rows[0].push(T("CPR-nr."));
        rows
    };
    let with_cpr = |cell: C<'static>| {
        let mut rows = heading(table());
        rows[1].push(cell);
        xlsx(&rows)
    };
    let key = Pseudonyms::new([3; 32]);
    let pseudonym = key.of("010203-1234").expect("a CPR number");
    let reading = Reading { pseudonyms: Some(key), ..Reading::default() };
    // As text, and as a number, which loses its leading zero.
    for cell in [T("010203-1234"), T("0102031234"), N("102031234")] {
        let kept = workbook(&with_cpr(cell));
        assert_eq!(kept.faults()[0], "case.cpr-number 1 citizen_id xxxxxx-xxxx");
        let everything = format!("{}{}{}", kept.csv(), kept.json(), kept.report());
        assert!(!everything.contains("10203") && !everything.contains("1234,"), "{everything}");
        let kept = read(&with_cpr(cell), Format::Workbook, &reading).expect("a workbook");
        are(&kept, &NET);
        let everything = format!("{}{}{}", kept.csv(), kept.json(), kept.report());
        assert!(everything.contains(&format!("S-1,{pseudonym},1,")) && !everything.contains("10203"), "{everything}");
    }
}

#[test]
fn a_long_number_that_names_something_was_cut() {
    let mut long: Vec<Vec<C<'_>>> = table();
    long[0].push(T("Ordrenummer"));
    long[1].push(N("45000123450000129"));
    long[2].push(N("4500012345"));
    let kept = workbook(&xlsx(&long));
    are(&kept, &[("S-1", "refused"), NET[1], NET[2], NET[3]]);
    assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::TextCell);
}

#[test]
fn invisible_characters_are_refused_by_name() {
    for (case, letter) in [("S\u{200B}-1", '\u{200B}'), ("\u{202A}S-1", '\u{202A}'), ("S-\u{FEFF}1", '\u{FEFF}'), ("S\u{AD}-1", '\u{AD}')] {
        let kept = workbook(&xlsx(&with(1, 0, T(case))));
        assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::Visible(letter));
    }
}

#[test]
fn the_end_of_all_time_is_no_last_day() {
    let kept = workbook(&xlsx(&with(1, 3, D("9999-12-31"))));
    assert_eq!(kept.faults()[0], "value.range 1 last_day 9999-12-31");
    assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::StillRunning);
}

/// The name of a service in the place of its id, in either language and nearly: the id is named, and not taken silently.
#[test]
fn the_name_of_a_service_leads_to_its_id() {
    for (name, id) in [
        ("Basis efterforsorg", "mandecentret/efterforsorg-basis"),
        ("Efterforsorg, basis", "mandecentret/efterforsorg-basis"),
        ("basis eferforsorg", "mandecentret/efterforsorg-basis"),
        ("Udvidet efterforsorg", "mandecentret/efterforsorg-udvidet"),
        ("CTI-forløb", "pensionatet/cti"),
    ] {
        let kept = workbook(&xlsx(&with(1, 1, T(name))));
        let faults = kept.statements[0].result.as_ref().expect_err("refused");
        assert_eq!((faults[0].code, &faults[0].expected), (Code::ServiceUnknown, &Expected::Service(Some(id.to_owned()))), "{name}");
    }
    let kept = workbook(&xlsx(&with(1, 1, T("Noget helt andet"))));
    assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::Service(None));
}

/// The last day of all time, as a date and as text: the first message already says to leave the cell empty.
#[test]
fn the_end_of_all_time_as_text_is_no_last_day() {
    for text in ["31-12-9999", "31.12.9999", "9999-12-31"] {
        let kept = workbook(&xlsx(&with(1, 3, T(text))));
        assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::StillRunning, "{text}");
    }
}

fn two_sheets(second: &[Vec<C<'_>>]) -> Workbook {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("Forside").expect("a name"), &[vec![T("Opgørelse for 2022")], vec![T("Timer"), N("12.5")]]);
    fill(book.add_worksheet().set_name("Sager").expect("a name"), &table());
    fill(book.add_worksheet().set_name("Flere sager").expect("a name"), second);
    book
}

#[test]
fn of_several_sheets_the_one_with_the_heading_is_read() {
    let kept = workbook(&two_sheets(&[]).save_to_buffer().expect("a workbook"));
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS, "sheet.read Sager"]);
}

/// Sheets of takst's own template are known by defined names, whatever they are called; then its headings need no note either.
#[test]
fn sheets_of_the_template_give_no_notes() {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("Sager").expect("a name"), &table());
    fill(book.add_worksheet().set_name("Mine priser").expect("a name"), &[vec![T("Ydelse"), T("Enhed"), T("Timer")]]);
    assert_eq!(notes(&workbook(&book.save_to_buffer().expect("a workbook"))), [READ_AS, "sheet.read Sager"]);
    book.define_name(Supplement::Prices.name(), "='Mine priser'!$A$1").expect("a name");
    let kept = workbook(&book.save_to_buffer().expect("a workbook"));
    are(&kept, &NET);
    assert_eq!(notes(&kept), Vec::<String>::new());
    // A further sheet and other headings are noted all the same.
    book.add_worksheet().write_string(0, 0, "noter").expect("a cell");
    book.worksheet_from_index(0).expect("the first sheet").write_string(0, 0, "Sagsnr.").expect("a cell");
    let noted = notes(&workbook(&book.save_to_buffer().expect("a workbook")));
    assert_eq!(
        noted.iter().map(|note| note.split(' ').next().unwrap_or_default()).collect::<Vec<_>>(),
        ["heading.read-as", "sheet.read"],
        "{noted:?}"
    );
}

#[test]
fn of_two_sheets_that_fit_one_must_be_named() {
    let file = two_sheets(&[HEADING.to_vec(), rows()[1].clone()]).save_to_buffer().expect("a workbook");
    assert!(matches!(error(&file, &Reading::default()), FileError::SeveralSheets(sheets) if sheets == ["Sager", "Flere sager"]));
    let sheet = |name: &str| Reading { sheet: Some(name.to_owned()), ..Reading::default() };
    are(&read(&file, Format::Workbook, &sheet("Flere sager")).expect("a workbook"), &[NET[1]]);
    are(&read(&file, Format::Workbook, &sheet("sager")).expect("a workbook"), &NET);
    assert!(matches!(error(&file, &sheet("Sag")), FileError::NoSuchSheet { sheet, sheets } if sheet == "Sag" && sheets.len() == 3));
    let missing = error(&file, &sheet("Forside"));
    assert!(missing.to_string().starts_with("required columns are missing: case_id"), "{missing}");
}

#[test]
fn hidden_sheets_are_read_only_by_name() {
    let mut book = two_sheets(&[HEADING.to_vec(), rows()[1].clone()]);
    book.worksheet_from_name("Flere sager").expect("a sheet").set_hidden(true);
    let file = book.save_to_buffer().expect("a workbook");
    are(&workbook(&file), &NET);
    let reading = Reading { sheet: Some("Flere sager".to_owned()), ..Reading::default() };
    are(&read(&file, Format::Workbook, &reading).expect("a workbook"), &[NET[1]]);
}

/// The lists of a template lie on a sheet that people do not see.
#[test]
fn the_only_sheet_that_is_seen_is_not_noted() {
    let mut book = two_sheets(&[]);
    for sheet in ["Forside", "Flere sager"] {
        book.worksheet_from_name(sheet).expect("a sheet").set_hidden(true);
    }
    book.worksheet_from_name("Sager").expect("a sheet").set_active(true);
    assert_eq!(notes(&workbook(&book.save_to_buffer().expect("a workbook"))), [READ_AS]);
}

#[test]
fn workbooks_without_rows() {
    assert!(matches!(error(&xlsx(&[]), &Reading::default()), FileError::NoRows));
    assert!(matches!(error(&xlsx(&[HEADING.to_vec()]), &Reading::default()), FileError::NoRows));
    assert!(matches!(error(b"", &Reading::default()), FileError::NoRows));
}

#[test]
fn two_headings_for_one_column() {
    let both = with(0, 5, T("Sagsnr."));
    let found = error(&xlsx(&both), &Reading::default());
    assert!(matches!(&found, FileError::TwoHeadings { first, second, .. } if first == "Sagsnummer" && second == "Sagsnr."), "{found}");
    // The name of the contract goes before a Danish one, which is then unknown.
    let both = with(0, 5, T("case_id"));
    let kept = workbook(&xlsx(&both));
    // So the cells of the sixth column are cases: only S-4 has one.
    assert_eq!(kept.refused(), ["", "", "", "12.5"]);
    assert!(notes(&kept).contains(&"column.unknown Sagsnummer".to_owned()));
}

#[test]
fn a_map_says_which_heading_is_which_column() {
    let names = ["Id", "Indsatsnavn", "Påbegyndt", "Afsluttet", "By", "Antal", "Beløb", "Pr."];
    let mut own = table();
    own[0] = names.into_iter().map(T).collect();
    own[1][1] = T("Efterforsorg");
    own[1][3] = T("31-12-9999");
    let map = "dates = \"dmy\"\n[columns]\ncase_id = \"Id\"\nservice = \"Indsatsnavn\"\nfirst_day = \"Påbegyndt\"\nlast_day = \"Afsluttet\"\n\
        payer = \"By\"\nhours = \"Antal\"\nunit_price = \"Beløb\"\nunit = \"Pr.\"\n\
        [values.service]\n\"efterforsorg\" = \"mandecentret/efterforsorg\"\n[values.last_day]\n\"31-12-9999\" = \"2022-03-31\"\n";
    let map = CaseMap::parse("m", map).expect("a map");
    let kept = read(&xlsx(&own), Format::Workbook, &Reading { map: Some(map), ..Reading::default() }).expect("a workbook");
    are(&kept, &NET);
    assert!(notes(&kept).is_empty());
}

#[test]
fn files_under_another_name_are_named() {
    let is = |file: &[u8], format: Format, kind: FileKind| {
        let found = read(file, format, &Reading::default()).err().expect("an error");
        assert!(matches!(found, FileError::IsOther(found) if found == kind), "{found}");
    };
    is(&xlsx(&table()), Format::Csv, FileKind::Workbook);
    is(include_bytes!("files/xlwt.xls"), Format::Csv, FileKind::Workbook);
    is(include_bytes!("files/odfpy.ods"), Format::JsonLines, FileKind::Workbook);
    is(b"case_id;service\nS;x\n", Format::Workbook, FileKind::Text);
    for format in [Format::Csv, Format::Workbook] {
        is(b"%PDF-1.7\n%...", format, FileKind::Pdf);
        is(b"<html><table><tr><td>Sagsnr.", format, FileKind::WebPage);
        is(b"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", format, FileKind::Xml);
    }
    let columns = error(include_bytes!("../../../tests/fuzz/corpus/workbook/columns.xls"), &Reading::default());
    assert!(matches!(columns, FileError::DamagedWorkbook), "more columns than a sheet has: {columns}");
    let damaged = xlsx(&table());
    assert!(matches!(error(&damaged[..damaged.len() / 2], &Reading::default()), FileError::NotWorkbook(_)));
}

#[test]
fn a_workbook_of_openpyxl() {
    are(&workbook(include_bytes!("files/openpyxl.xlsx")), &NET);
}

#[test]
fn a_workbook_with_the_epoch_of_1904() {
    are(&workbook(include_bytes!("files/epoch-1904.xlsx")), &NET);
}

#[test]
fn a_formula_without_a_stored_value() {
    let kept = workbook(include_bytes!("files/unsaved-formula.xlsx"));
    are(&kept, &[("S-1", "refused"), NET[1], NET[2], NET[3]]);
    assert_eq!(kept.statements[0].result.as_ref().expect_err("refused")[0].expected, Expected::FormulaStored);
}

#[test]
fn a_workbook_of_excel_before_2007() {
    are(&workbook(include_bytes!("files/xlwt.xls")), &NET);
}

#[test]
fn a_workbook_of_libreoffice() {
    let kept = workbook(include_bytes!("files/odfpy.ods"));
    are(&kept, &NET);
    assert!(notes(&kept).contains(&"sheet.read Sager".to_owned()));
}

#[test]
fn a_cell_far_away_takes_no_memory() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &table());
    sheet.write_string(1_048_575, 16_383, "x").expect("a cell");
    let kept = workbook(&book.save_to_buffer().expect("a workbook"));
    are(&kept, &NET);
    assert_eq!(notes(&kept), [READ_AS, "row.no-record x"]);
}

#[test]
fn two_hundred_thousand_rows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = CellFormat::new().set_num_format("dd-mm-yyyy");
    for (column, name) in (0..).zip(["Sagsnummer", "Ydelse", "Startdato", "Slutdato", "Betalingskommune"]) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    let day = |text: &str| rust_xlsxwriter::ExcelDateTime::parse_from_str(text).expect("a day");
    let (first, last) = (day("2022-03-01"), day("2022-03-31"));
    for row in 1..=200_000 {
        sheet.write_string(row, 0, format!("S-{row}")).expect("a cell");
        sheet.write_string(row, 1, "mandecentret/efterforsorg").expect("a cell");
        sheet.write_datetime_with_format(row, 2, &first, &date).expect("a cell");
        sheet.write_datetime_with_format(row, 3, &last, &date).expect("a cell");
        sheet.write_number(row, 4, 751).expect("a cell");
    }
    let kept = workbook(&book.save_to_buffer().expect("a workbook"));
    let totals: takst::Totals = kept.statements.iter().map(takst::Statement::totals).sum();
    // 200,000 × 16,895.00.
    assert_eq!((kept.statements.len(), totals.net.to_string().as_str()), (200_000, "3379000000.00"));
}
