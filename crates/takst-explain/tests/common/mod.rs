//! Cases written as in a case file, explained with the built-in catalogue.
#![allow(dead_code)] // each test file uses a part of it

use chrono::NaiveDate;
use std::fs;
use std::path::Path;
use takst::{Book, Catalogue, Citizen, Column, Explanation, KnownAsOf, Policy, ReportingPeriod, RowDraft};
use takst_explain::{Lang, Receipt, Report, Texts, explain};

/// `column=value` pairs separated by commas, one string a row.
pub fn citizen(rows: &[&str]) -> Citizen {
    let records = (1..).zip(rows).map(|(number, row)| {
        let mut draft = RowDraft::new(number);
        for pair in row.split(',') {
            let (name, value) = pair.split_once('=').expect("column=value");
            let column = Column::ALL.iter().find(|c| c.as_str() == name.trim()).expect("a column");
            draft.set(*column, value);
        }
        draft.finish()
    });
    let mut citizen = Citizen { id: "".into(), cases: Vec::new() };
    for record in records {
        citizen.id = record.citizen_id.clone();
        match citizen.cases.iter_mut().find(|case| case.id == record.case_id) {
            Some(case) => case.rows.push(record.row),
            None => citizen.cases.push(takst::Case { id: record.case_id, rows: vec![record.row] }),
        }
    }
    citizen
}

/// A receipt with recognisable checksums.
pub fn receipt(request: ReportingPeriod) -> Receipt {
    Receipt { request, takst_version: "0.0.0".into(), ..Receipt::new("c".repeat(64), "d".repeat(64), "e".repeat(64)) }
}

pub fn explanation(rows: &[&str], policy: &Policy, request: ReportingPeriod) -> Explanation {
    let book = Book::compile(takst_catalogue::builtin(), policy, KnownAsOf::Latest).expect("the built-in catalogue compiles");
    let citizen = citizen(rows);
    let case = citizen.cases[0].id.clone();
    book.explain(&citizen, &request, &case).expect("the case is there")
}

/// The case of `rows`, explained with the built-in catalogue.
pub fn report(lang: Lang, rows: &[&str]) -> Report {
    let policy = Policy::default();
    let explanation = explanation(rows, &policy, ReportingPeriod::ALL);
    explain(&explanation, takst_catalogue::builtin(), &policy, &receipt(ReportingPeriod::ALL), &Texts::new(lang))
}

/// A catalogue that stands alone, so that golden pages do not change with the published one.
pub fn boegely() -> Catalogue {
    let files = [("boegely.toml", include_str!("catalogue/boegely.toml")), ("law/law.toml", include_str!("catalogue/law/law.toml"))];
    takst_catalogue::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}")).catalogue
}

/// The case of `rows`, explained with that catalogue, until the end of 2024.
pub fn boegely_report(lang: Lang, rows: &[&str]) -> Report {
    let (catalogue, policy) = (boegely(), Policy::default());
    let request = ReportingPeriod { from: None, until: NaiveDate::from_ymd_opt(2024, 12, 31) };
    let book = Book::compile(&catalogue, &policy, KnownAsOf::Latest).expect("the catalogue compiles");
    let citizen = citizen(rows);
    let case = citizen.cases[0].id.clone();
    let explanation = book.explain(&citizen, &request, &case).expect("the case is there");
    explain(&explanation, &catalogue, &policy, &receipt(request), &Texts::new(lang))
}

/// Two stays with own payment that share half øre, across the end of the refund days; and a course with VAT for another payer.
pub const STAY: &[&str] = &[
    "case_id=S-1 <&>,citizen_id=B-1,row_id=\"x\",service=boegely/ophold,first_day=2023-12-30,last_day=2024-01-02,payer=101,own_payment_per_day=96.72,window_start=2023-10-01,window_days_used=117",
    "case_id=S-1 <&>,citizen_id=B-1,service=boegely/ophold,first_day=2024-01-05,last_day=2024-01-05,payer=101,own_payment_per_day=96.72,window_start=2023-10-01,window_days_used=117",
    "case_id=S-1 <&>,citizen_id=B-1,service=boegely/kursus,first_day=2024-01-01,last_day=2024-01-10,payer=147",
    "case_id=S-1 <&>,citizen_id=B-1,service=boegely/kursus,first_day=2024-01-11,last_day=2024-01-20,payer=147",
    "case_id=S-1 <&>,citizen_id=B-1,service=boegely/raadgivning,first_day=2024-01-01,payer=101",
];

/// Aftercare across the roll-out, then a move to the extended level and the reform of October 2023.
pub const AFTERCARE: &[&str] = &[
    "case_id=S-2023-17,citizen_id=B-41,row_id=a,service=mandecentret/efterforsorg-basis,first_day=2023-03-20,last_day=2023-04-10,payer=101,prior_stay_to=2023-03-19,notified_start=2023-03-21",
];

/// Aftercare across the reform of 1 October 2023: from then on the refund is undetermined.
pub const REFORM: &[&str] = &[
    "case_id=S-2023-40,citizen_id=B-12,service=mandecentret/efterforsorg-udvidet,first_day=2023-09-25,last_day=2023-10-05,payer=101,prior_stay_to=2023-09-24,notified_start=2023-10-03",
];

/// A case that is refused with two faults.
pub const REFUSED: &[&str] = &[
    "case_id=S-2021-3,service=pensionatet/cti,first_day=2020-12-15,last_day=2021-01-31,payer=147",
    "case_id=S-2021-3,service=pensionatet/CTI,first_day=2020-02-01,last_day=2020-02-28,payer=147,hours=200000",
    "case_id=S-2021-3,service=livarehab/mentor-helbred,first_day=2019-02-01,last_day=2019-02-28,payer=147,hours=12.5",
];

/// VAT, weeks, hours and an agreed price in one month.
pub const MENTOR: &[&str] = &[
    "case_id=S-2019-8,citizen_id=B-7,service=livarehab/vejledning-opkvalificering,first_day=2019-01-07,last_day=2019-02-15,payer=461,hours_per_week=5",
    "case_id=S-2019-8,citizen_id=B-7,row_id=<b>m&m</b>,service=livarehab/mentor-samtaler,first_day=2019-01-14,last_day=2019-01-31,payer=461,hours=7.5,hours_per_week=2.5",
    "case_id=S-2019-8,citizen_id=B-7,service=livarehab/mentor-helbred,first_day=2019-01-21,last_day=2019-01-31,payer=461,unit_price=412.35,unit=hour,hours=3.33",
];

/// CTI without a stay: hold, no refund; and with a note on aftercare that is included.
pub const CTI: &[&str] = &[
    "case_id=S-2020-5,citizen_id=B-9,service=pensionatet/cti,first_day=2020-03-01,last_day=2020-04-15,payer=101",
    "case_id=S-2020-5,citizen_id=B-9,service=pensionatet/efterforsorg,first_day=2020-04-16,last_day=2020-05-15,payer=101",
];

/// Compares a text with its golden file; `TAKST_BLESS=1` writes it anew.
pub fn matches(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("TAKST_BLESS").is_some() {
        fs::write(&file, text).expect("a golden file is written");
    }
    let golden = fs::read_to_string(&file).unwrap_or_default();
    if let Some((number, (was, is))) = (1..).zip(golden.lines().zip(text.lines())).find(|(_, (was, is))| was != is) {
        panic!("{name}, line {number}\n  golden: {was}\n  now:    {is}");
    }
    assert_eq!(golden.lines().count(), text.lines().count(), "{name} is longer or shorter than its golden file");
}
