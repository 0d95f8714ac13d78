//! Tables that are read with a map, and price lists.

use super::book;
use std::collections::BTreeMap;
use takst::{Finding, ReportingPeriod, Statement};
use takst_catalogue::price_list::{Import, ListName, Row, Rows, Value, export, import};
use takst_catalogue::{Lang, builtin, builtin_loaded, load_over};
use takst_io::{CaseFile, CaseMap, CaseReader, Format, Grouping, ListReading, PriceList, Reading, RecordSource, Sink, TariffMap, price_opened};

/// What stands between a map and the file that is read with it.
const BETWEEN: &[u8] = b"\n---\n";

/// A map and a file; without a map, the file.
fn parts(data: &[u8]) -> (String, &[u8]) {
    match data.windows(BETWEEN.len()).position(|part| part == BETWEEN) {
        Some(at) => (String::from_utf8_lossy(&data[..at]).into_owned(), &data[at + BETWEEN.len()..]),
        None => (String::new(), data),
    }
}

/// The form of a file, by its first bytes.
fn format(file: &[u8]) -> Format {
    if file.starts_with(b"PK\x03\x04") || file.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) { Format::Workbook } else { Format::Csv }
}

#[derive(Default)]
struct Counted {
    cases: u64,
}

impl Sink for Counted {
    fn statement(&mut self, statement: &Statement) -> std::io::Result<()> {
        assert!(!statement.case_id.chars().any(char::is_control), "a reference can be shown");
        self.cases += 1;
        Ok(())
    }

    fn file_finding(&mut self, _: &Finding) -> std::io::Result<()> {
        Ok(())
    }
}

/// A case file that is read with a map: every record is counted, every place is one of the file.
pub fn case_mapped(data: &[u8]) {
    let (map, file) = parts(data);
    let map = match CaseMap::parse("map.toml", &map) {
        Ok(map) => map,
        Err(problems) => {
            let lines = map.lines().count().max(1);
            assert!(problems.iter().all(|problem| (1..=lines).contains(&problem.line)), "{problems:?}");
            return;
        }
    };
    let reading = Reading { map: Some(map), ..Reading::default() };
    let open = || CaseReader::open_with(file, format(file), &reading);
    let Ok(reader) = open() else { return };
    let mut counted = Counted::default();
    let Ok(summary) = price_opened(book(), &ReportingPeriod::ALL, reader, Grouping::None, &mut counted) else { return };
    assert_eq!(counted.cases, summary.cases, "a case is answered once");
    let mut again = open().expect("it was read before");
    let kept = CaseFile::read(&mut again).expect("it was read before");
    assert_eq!(kept.rows() as u64, summary.rows, "every record is in the file");
    let _ = again.places();
}

/// A price list: what is refused has a row and a reason in both languages, and what is written is a catalogue that comes back.
pub fn price_list(data: &[u8]) {
    let (map, file) = parts(data);
    let Ok(map) = TariffMap::parse("map.toml", &map) else { return };
    let Ok(list) = PriceList::read(file, format(file), &ListReading { map: Some(map), ..ListReading::default() }) else { return };
    let read = rows(&list);
    let found = imported(&read);
    for fault in found.refused.iter().chain(&found.remarks) {
        assert!(fault.row < read.len(), "the row is in the list");
        assert!(Lang::ALL.iter().all(|lang| !fault.message(*lang, true).is_empty()), "{fault:?}");
    }
    assert!(found.refused_rows() <= read.len());
    if found.files.is_empty() {
        return;
    }
    let files: Vec<(&str, &str)> = found.files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let loaded = load_over(builtin_loaded(), &files).expect("what is written can be used");
    let providers: Vec<String> = files.iter().map(|(name, _)| name.trim_end_matches(".toml").to_owned()).collect();
    // Its own list gives the same prices.
    let listed = export(&loaded.catalogue, &providers);
    let exact = |row: &BTreeMap<takst::TariffColumn, String>| Row {
        line: 1,
        values: row.iter().map(|(column, value)| (*column, Value { written: value.clone(), value: Ok(value.clone()) })).collect(),
        defect: None,
    };
    let again: Vec<Row> = listed.rows.iter().map(exact).collect();
    let second = imported(&again);
    assert_eq!(second.refused, [], "what was exported can be imported");
    let files: Vec<(&str, &str)> = second.files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let twice = load_over(builtin_loaded(), &files).expect("it can be used");
    assert_eq!(export(&twice.catalogue, &providers), listed, "and is the same list");
}

fn rows(list: &PriceList) -> Vec<Row> {
    let value = |cell: &takst_io::ListCell| (cell.column, Value { written: cell.written.clone(), value: cell.value.clone() });
    let row = |row: &takst_io::ListRow| Row { line: row.line, values: row.cells.iter().map(value).collect(), defect: row.defect.clone() };
    // Every round of the check reads all rows.
    list.rows.iter().take(200).map(row).collect()
}

fn imported(rows: &[Row]) -> Import {
    let list = ListName { title: "list".into(), publisher: "publisher".into(), note: "fuzz".into(), is_sheet: true };
    import(Rows { rows, list: &list, base: builtin(), others: &[] })
}
