//! Rows of a file are brought together as `Citizen::group` brings records together, also where references contradict each other or cannot be read.
#![allow(missing_docs, reason = "a test")]

mod common;

use proptest::prelude::*;
use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::LazyLock;
use takst::{Book, Case, CaseRow, Citizen, Code, Column, Expected, Record, ReportingPeriod, RowDraft, Statement};
use takst_io::{CaseFile, RawRecord};

static BOOK: LazyLock<Book> = LazyLock::new(common::book);

type Cells = Vec<(Column, String)>;

/// References that few records share: named, not named, unreadable, a CPR number.
fn reference(letter: char) -> impl Strategy<Value = String> {
    prop_oneof![
        12 => (1u8..5).prop_map(move |n| format!("{letter}-{n}")),
        // The same text is a case here and a citizen there.
        2 => (1u8..4).prop_map(|n| format!("S-{n}")),
        2 => Just(String::new()),
        1 => Just(" ".to_owned()),
        1 => Just("a\u{7}b".to_owned()),
        1 => Just("å".repeat(201)),
        1 => Just("010190-1234".to_owned()),
        1 => Just(format!(" {letter}-1 ")),
    ]
}

fn cells() -> impl Strategy<Value = Cells> {
    let service = prop::sample::select(vec!["pensionatet/cti", "mandecentret/efterforsorg-basis", "mandecentret/efterforsorg", "", "findes/ikke"]);
    let first = prop::sample::select(vec!["2022-03-01", "2022-05-01", "2020-03-01", "2022-02-30", "1822-03-01"]);
    let last = prop::sample::select(vec!["2022-03-20", "2022-05-20", "2020-03-20", ""]);
    let stay = prop::sample::select(vec!["2020-02-28", "2022-02-28", "", "", "2022-13-01"]);
    (reference('S'), reference('C'), service, first, last, stay).prop_map(|(case, citizen, service, first, last, stay)| {
        vec![
            (Column::CaseId, case),
            (Column::CitizenId, citizen),
            (Column::Service, service.to_owned()),
            (Column::FirstDay, first.to_owned()),
            (Column::LastDay, last.to_owned()),
            (Column::Payer, "101".to_owned()),
            (Column::PriorStayTo, stay.to_owned()),
        ]
    })
}

fn record(number: u64, cells: &Cells) -> Record {
    let mut draft = RowDraft::new(number);
    cells.iter().for_each(|(column, text)| draft.set(*column, text));
    draft.finish()
}

fn file(rows: &[Cells]) -> CaseFile {
    let (mut file, mut raw) = (CaseFile::collected(), RawRecord::default());
    for (number, cells) in (1..).zip(rows) {
        raw.clear();
        cells.iter().for_each(|(column, text)| raw.cell(*column, text));
        file.push(&raw, number).expect("few rows");
    }
    file
}

fn records(rows: &[Cells]) -> Vec<Record> {
    (1..).zip(rows).map(|(number, cells)| record(number, cells)).collect()
}

/// The statements of a file, in its order.
fn of_file(file: &CaseFile) -> Vec<Statement> {
    let mut statements = Vec::new();
    let done: Result<(), Infallible> = file.price(
        &BOOK,
        &ReportingPeriod::ALL,
        |_| {},
        |statement| {
            statements.push(statement);
            Ok(())
        },
    );
    done.expect("it cannot fail");
    statements
}

/// The citizen with whom a case is reported: the first that its records name.
fn owner<'a>(records: &'a [Record], case: &Case) -> &'a str {
    let of_case = |record: &&Record| match &*case.id {
        "" => record.row.number() == case.rows[0].number(),
        id => *record.case_id == *id,
    };
    records.iter().filter(of_case).map(|record| &*record.citizen_id).find(|citizen| !citizen.is_empty()).unwrap_or("")
}

/// The statement of each case, in the order of its first row.
fn of_citizens(records: &[Record], citizens: &[Citizen]) -> Vec<Statement> {
    let mut statements: Vec<(u64, Statement)> = Vec::new();
    for citizen in citizens {
        let priced = citizen.cases.iter().zip(BOOK.price(citizen, &ReportingPeriod::ALL));
        let owned = priced.filter(|(case, _)| owner(records, case) == &*citizen.id);
        statements.extend(owned.map(|(case, statement)| (case.rows[0].number(), statement)));
    }
    statements.sort_by_key(|(first, _)| *first);
    statements.into_iter().map(|(_, statement)| statement).collect()
}

/// Reference of a case and, where it is whole, its rows.
type Shape = (String, Option<Vec<CaseRow>>);

/// Id and cases of a citizen.
fn shape(citizen: &Citizen, is_whole: impl Fn(&str) -> bool) -> (String, Vec<Shape>) {
    let cases = citizen.cases.iter().map(|case| (case.id.to_string(), is_whole(&case.id).then(|| case.rows.clone())));
    (citizen.id.to_string(), cases.collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_is_grouped_as_records_are(rows in prop::collection::vec(cells(), 1..9)) {
        let file = file(&rows);
        let records = records(&rows);
        let citizens = Citizen::group(records.clone());
        prop_assert_eq!(of_file(&file), of_citizens(&records, &citizens));
        // Of a case that names several citizens a file keeps for all but the first only what its refusal leaves open.
        let shared: HashSet<&str> = {
            let mut seen = HashSet::new();
            citizens.iter().flat_map(|citizen| &citizen.cases).filter(|case| !case.id.is_empty() && !seen.insert(&*case.id)).map(|case| &*case.id).collect()
        };
        for citizen in &citizens {
            for case in citizen.cases.iter().filter(|case| !case.id.is_empty() && owner(&records, case) == &*citizen.id) {
                let found = file.citizen_of_case(&case.id).expect("the file has the case");
                let is_whole = |id: &str| !shared.contains(id);
                prop_assert_eq!(shape(&found, is_whole), shape(citizen, is_whole), "the citizen of {}", case.id);
            }
        }
    }
}

#[test]
fn a_case_stands_in_for_a_citizen_that_is_not_given_and_for_no_other() {
    let named = |citizen: &str| record(1, &vec![(Column::CaseId, "S-1".to_owned()), (Column::CitizenId, citizen.to_owned())]).citizen_id;
    assert_eq!((&*named(""), &*named("a\u{7}b"), &*named("C-1")), ("S-1", "", "C-1"));
    let mut malformed = RowDraft::new(1);
    malformed.set(Column::CaseId, "S-1");
    malformed.refuse(Code::RecordMalformed, None, "S-1;", Expected::Fields(4));
    assert_eq!(&*malformed.finish().citizen_id, "");
}
