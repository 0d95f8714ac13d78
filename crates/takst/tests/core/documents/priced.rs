//! Cases priced for documents: joined lines, references, holds and their release, records without a case (D2, D4.4, D6, D8.5).

use super::given::{day, month};
use crate::common::{catalogue, service, tariff};
use takst::catalogue::{CommitmentRule, Kind, Terms};
use takst::document::Reference;
use takst::document::content::{CaseFile, Should};
use takst::document::pricer::DocumentPricer;
use takst::{Book, Citizen, Code, Column, KnownAsOf, Policy, RowDraft};

/// `hus/dag` at 100 kr. a day, `hus/nat` at 200, of one family; `hus/maaned` at 31,000 a month; `hus/timer`; `hus/tilsagn` needs a commitment.
fn book() -> Book {
    let open = |price| vec![tariff("2024-01-01", None, price)];
    let mut night = service("nat", Kind::Day, open("200.00"));
    night.family = "hus/dag".into();
    let mut committed = service("tilsagn", Kind::Day, open("100.00"));
    committed.terms = Terms { commitment: Some(CommitmentRule::Always), ..Terms::default() };
    let services = vec![
        service("dag", Kind::Day, open("100.00")),
        night,
        service("maaned", Kind::Month, open("31000.00")),
        service("timer", Kind::Hour, open("500.00")),
        committed,
    ];
    Book::compile(&catalogue(services), &Policy::default(), KnownAsOf::Latest).expect("a sound catalogue")
}

/// A file of rows, each as `column=value` by spaces; `case_id`, `payer` and `service` default to `S-1`, `101` and `hus/dag`.
fn file(rows: &[&str]) -> CaseFile {
    let record = |(number, row): (u64, &&str)| {
        let cells: Vec<(&str, &str)> = row.split(' ').map(|cell| cell.split_once('=').expect("a cell")).collect();
        let mut draft = RowDraft::new(number);
        for (column, default) in [(Column::CaseId, "S-1"), (Column::Payer, "101"), (Column::Service, "hus/dag")] {
            if !cells.iter().any(|(name, _)| *name == column.as_str()) {
                draft.set(column, default);
            }
        }
        for (name, text) in cells {
            draft.set(Column::from_name(name).expect("a column"), text);
        }
        draft.finish()
    };
    let (book, until) = (book(), day("2024-03-31"));
    let mut pricer = DocumentPricer::new(&book);
    let citizens = Citizen::group((1..).zip(rows).map(record));
    CaseFile::of(citizens.iter().map(|citizen| pricer.price(citizen, until)))
}

fn documents(rows: &[&str]) -> Vec<Should> {
    let file = file(rows);
    file.cases.into_iter().flat_map(|case| case.result.expect("a priced case")).collect()
}

#[test]
fn a_document_for_each_payer_and_month_with_joined_lines() {
    let documents = documents(&[
        "first_day=2024-01-01 last_day=2024-01-10",
        "first_day=2024-01-11 last_day=2024-01-31",
        "first_day=2024-02-01 last_day=2024-02-02 payer=147",
        "first_day=2024-02-03 last_day=2024-02-05",
    ]);
    let shown: Vec<_> = documents
        .iter()
        .map(|should| (should.content.payer.code(), should.content.month, should.content.lines.len(), should.content.sums().net.to_string()))
        .collect();
    let wanted = [(101, "2024-01", "3100.00"), (101, "2024-02", "300.00"), (147, "2024-02", "200.00")];
    assert_eq!(shown, wanted.map(|(payer, of, net)| (payer, month(of), 1, net.to_owned())));
    assert_eq!((&*documents[0].content.case_id, &*documents[0].content.provider, &*documents[0].content.citizen_id), ("S-1", "hus", "S-1"));
}

#[test]
fn a_split_month_is_a_month_again() {
    let documents =
        documents(&["service=hus/maaned first_day=2024-01-01 last_day=2024-01-10", "service=hus/maaned first_day=2024-01-11 last_day=2024-02-10"]);
    let line = &documents[0].content.lines[0];
    assert_eq!((line.quantity.to_string(), line.unit.to_string(), line.net.to_string()), ("1.00".into(), "month".into(), "31000.00".into()));
    let line = &documents[1].content.lines[0];
    assert_eq!(
        (line.quantity.to_string(), line.unit.to_string(), line.price_base_quantity.to_string()),
        ("10.00".into(), "day".into(), "29.00".into())
    );
}

#[test]
fn open_rows_run_to_the_end_of_the_period() {
    let documents = documents(&["first_day=2024-02-28"]);
    assert_eq!(documents.iter().map(|should| should.content.lines[0].last_day).collect::<Vec<_>>(), [day("2024-02-29"), day("2024-03-31")]);
}

#[test]
fn references_are_those_of_the_rows_with_a_line_in_it() {
    let documents = documents(&[
        "first_day=2024-01-01 last_day=2024-01-31 order_reference=O-1 commitment=Bevilling commitment_date=2024-01-01",
        "first_day=2024-02-01 last_day=2024-02-10 buyer_reference=P-2",
        "first_day=2024-02-11 last_day=2024-03-10 order_reference=O-3 buyer_gln=5798009800275",
        "first_day=2024-03-11 last_day=2024-03-20 order_reference=O-4 accounting_cost=K",
    ]);
    let shown = |should: &Should| {
        let references = &should.references;
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or("-").to_owned();
        let gln = references.buyer_gln.map_or("-".to_owned(), |gln| gln.to_string());
        let texts = [&references.buyer_reference, &references.order_reference, &references.accounting_cost].map(text);
        (texts.join(" "), gln, text(&references.commitment), should.conflicts.clone())
    };
    let gln = "5798009800275".to_owned();
    let wanted = [
        ("- O-1 -".to_owned(), "-".to_owned(), "Bevilling".to_owned(), vec![]),
        // The commitment is that of the course, which begins in January.
        ("P-2 O-3 -".to_owned(), gln.clone(), "Bevilling".to_owned(), vec![]),
        ("- O-3 K".to_owned(), gln, "Bevilling".to_owned(), vec![Reference::OrderReference]),
    ];
    assert_eq!(documents.iter().map(shown).collect::<Vec<_>>(), wanted);
}

#[test]
fn every_reference_can_contradict() {
    let of = |cell: &str, other: &str| {
        documents(&[&format!("first_day=2024-01-01 last_day=2024-01-01 {cell}"), &format!("first_day=2024-01-05 last_day=2024-01-05 {other}")])
    };
    for (reference, a, b) in [
        (Reference::BuyerReference, "buyer_reference=A", "buyer_reference=B"),
        (Reference::AccountingCost, "accounting_cost=A", "accounting_cost=B"),
        (Reference::BuyerGln, "buyer_gln=5798009800275", "buyer_gln=5798009811578"),
    ] {
        assert_eq!(of(a, b)[0].conflicts, [reference]);
        assert_eq!(of(a, a)[0].conflicts, []);
    }
}

#[test]
fn a_hold_is_released_for_a_course_and_payer() {
    let hold = |rows: &[&str]| documents(rows).iter().map(|should| (should.content.month.to_string(), should.hold)).collect::<Vec<_>>();
    let missing = Some(Code::CommitmentMissing);
    let course = "service=hus/tilsagn first_day=2024-01-31 last_day=2024-02-01";
    let of = |january, february| vec![("2024-01".to_owned(), january), ("2024-02".to_owned(), february)];
    assert_eq!(hold(&[course]), of(missing, missing));
    assert_eq!(hold(&[&format!("{course} hold_released=NN")]), of(None, None));
    assert_eq!(hold(&[&format!("{course} commitment=B commitment_date=2024-02-01")]), of(Some(Code::CommitmentLate), Some(Code::CommitmentLate)));
    // Any row of the course and payer releases.
    let rest = "service=hus/tilsagn first_day=2024-02-02 last_day=2024-02-03 hold_released=NN";
    assert_eq!(hold(&[course, rest]), of(None, None));
    // Another course is held by itself, and with it the document of its month.
    let apart = "service=hus/tilsagn first_day=2024-02-10 last_day=2024-02-11";
    assert_eq!(hold(&[&format!("{course} hold_released=NN"), apart]), of(None, missing));
    // Two courses of a month, one late and one without a commitment: the one without says more.
    let of_course = |first: u32, rest: &str| format!("service=hus/tilsagn first_day=2024-01-{first:02} last_day=2024-01-{:02}{rest}", first + 1);
    let late = of_course(5, " commitment=B commitment_date=2024-01-10");
    assert_eq!(hold(&[&late, &of_course(20, "")]), [("2024-01".to_owned(), missing)]);
    assert_eq!(hold(&[&late]), [("2024-01".to_owned(), Some(Code::CommitmentLate))]);
    // Another payer of the course too.
    let of_147 = documents(&[&format!("{course} hold_released=NN"), "service=hus/tilsagn first_day=2024-02-02 last_day=2024-02-02 payer=147"]);
    let held: Vec<_> = of_147.iter().filter(|should| should.hold.is_some()).map(|should| should.content.payer.code()).collect();
    assert_eq!(held, [147]);
    // Lines are as they were.
    let line = |row: &str| documents(&[row])[0].content.lines.clone();
    assert_eq!(line(course), line(&format!("{course} hold_released=NN")));
}

#[test]
fn days_are_those_of_lines_by_days_with_their_family() {
    let documents = documents(&[
        "service=hus/nat first_day=2024-01-01 last_day=2024-01-10",
        "service=hus/dag first_day=2024-01-11 last_day=2024-01-20 hold_released=NN",
        "service=hus/timer first_day=2024-01-05 last_day=2024-01-06 hours=3",
        "service=hus/nat first_day=2024-01-25 last_day=2024-01-26",
    ]);
    let shown: Vec<_> = documents[0].days.iter().map(|days| (&*days.family, days.period.to_string(), days.is_released)).collect();
    // Night and day are one course; the night of the 25th is another.
    let wanted =
        [("hus/dag", "2024-01-01/2024-01-10", true), ("hus/dag", "2024-01-11/2024-01-20", true), ("hus/dag", "2024-01-25/2024-01-26", false)];
    assert_eq!(shown, wanted.map(|(family, days, released)| (family, days.to_owned(), released)));
}

#[test]
fn cases_are_in_order_of_the_file_and_records_without_a_case_beside_them() {
    let file = file(&[
        "case_id=S-2 citizen_id=B first_day=2024-01-01 last_day=2024-01-01",
        "case_id=S-1 citizen_id=A first_day=2024-01-01 last_day=2023-01-01 payer=xyz",
        "case_id= first_day=2024-01-01 last_day=2024-01-01",
        "case_id=S-3 citizen_id=B first_day=2024-01-02 last_day=2024-01-02 service=andet/ydelse",
        "case_id=010190-1234 first_day=2024-01-01 last_day=2024-01-01",
        "case_id=010190-1234 first_day=2024-01-01 last_day=2024-01-01 payer=xyz",
        // One case of two citizens is one case, and refused.
        "case_id=S-4 citizen_id=A first_day=2024-01-01 last_day=2024-01-01",
        "case_id=S-4 citizen_id=B first_day=2024-01-02 last_day=2024-01-02",
    ]);
    let cases: Vec<_> = file.cases.iter().map(|case| (&*case.case_id, case.first_row, case.result.as_ref().map(Vec::len))).collect();
    let (invalid, unknown, conflict) = (vec![Code::ValueInvalid], vec![Code::ServiceUnknown], vec![Code::CaseConflict]);
    assert_eq!(cases, [("S-2", 1, Ok(1)), ("S-1", 2, Err(&invalid)), ("S-3", 4, Err(&unknown)), ("S-4", 7, Err(&conflict))]);
    assert_eq!(file.unreadable, [vec![Code::ValueMissing], vec![Code::CaseCprNumber], vec![Code::CaseCprNumber, Code::ValueInvalid]]);
    assert_eq!(file.providers.iter().map(|id| &**id).collect::<Vec<_>>(), ["andet", "hus"]);
}

#[test]
fn a_record_without_a_case_that_names_two_citizens_is_one_record() {
    let row = |citizen: &str| format!("case_id=010190-1234 citizen_id={citizen} first_day=2024-01-01 last_day=2024-01-01");
    let codes = vec![Code::CaseConflict, Code::CaseCprNumber];
    // Two records: two rows are reported.
    assert_eq!(file(&[&row("A"), &row("B")]).unreadable, [codes.clone(), codes]);
}
