//! Invoices that came back (D9) and references of documents (D8.5, D8.6).

use super::given::{MONTHS, case, content, days, file, month, parties, payer, should, stands, written};
use std::collections::BTreeSet;
use std::sync::Arc;
use takst::document::content::{CaseFile, Should, Standing};
use takst::document::line::DocumentLine;
use takst::document::party::{Cvr, Parties, References};
use takst::document::reissue::reissue;
use takst::document::settle::{Mode, OpenMonths};
use takst::document::{Books, Reference};
use takst::{Code, settle};

fn stay(price: i64) -> [DocumentLine; 1] {
    [days("m/basis", "2024-01-01", "2024-01-31", price)]
}

fn references(buyer: &str, order: &str, cost: &str) -> Arc<References> {
    let text = |text: &str| (!text.is_empty()).then(|| text.into());
    References { buyer_reference: text(buyer), order_reference: text(order), accounting_cost: text(cost), ..References::default() }.into()
}

fn shown(references: &References) -> String {
    let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or("-").to_owned();
    format!("{} {} {}", text(&references.buyer_reference), text(&references.order_reference), text(&references.accounting_cost))
}

fn standing() -> Vec<Standing> {
    vec![Standing { references: references("P-old", "O-old", "K-old"), ..stands("M-1", content("S-1", 101, "2024-01", &stay(435))) }]
}

fn today() -> Should {
    Should { references: references("", "O-new", ""), ..should(content("S-1", 101, "2024-01", &stay(435))) }
}

fn run(numbers: &[&str], standing: &[Standing], given: &CaseFile, parties: &Parties, months: OpenMonths) -> Result<Vec<String>, Vec<Box<str>>> {
    let books = Books { parties, taken: &BTreeSet::new(), services: &() };
    reissue(numbers, standing, given, months, &books).map(|settlement| written(&settlement))
}

#[test]
fn the_same_content_with_the_references_of_the_file() {
    let (given, parties) = (file(vec![case("S-1", vec![today()])]), parties());
    let books = Books { parties: &parties, taken: &BTreeSet::new(), services: &() };
    let settlement = reissue(&["M-1", "M-1"], &standing(), &given, MONTHS(), &books).expect("it stands");
    let reasons = "[correction.references]";
    let wanted = [format!("credit S-1 m 2024-01 101 M-1 13485.00 0.00 {reasons}"), format!("issue S-1 m 2024-01 101 M-1 13485.00 0.00 {reasons}")];
    assert_eq!(written(&settlement), wanted);
    // The credit note keeps the order number; the invoice has the file's references whole, the person reference is the buyer's.
    let written: Vec<String> = settlement.documents.iter().map(|document| shown(&document.references)).collect();
    assert_eq!(written, ["SOC-101 O-old -", "SOC-101 O-new -"]);
}

#[test]
fn without_a_document_in_the_file_the_references_stay() {
    let parties = parties();
    let books = Books { parties: &parties, taken: &BTreeSet::new(), services: &() };
    let refused =
        takst::document::content::PricedCase { case_id: "S-1".into(), citizen_id: "B".into(), first_row: 0, result: Err(vec![Code::CaseOverlap]) };
    let another_payer = case("S-1", vec![Should { references: references("", "O-new", ""), ..should(content("S-1", 147, "2024-01", &stay(435))) }]);
    for given in [file(vec![]), file(vec![refused]), file(vec![another_payer])] {
        let settlement = reissue(&["M-1"], &standing(), &given, MONTHS(), &books).expect("it stands");
        let written: Vec<String> = settlement.documents.iter().map(|document| shown(&document.references)).collect();
        assert_eq!(written, ["P-old O-old K-old", "P-old O-old K-old"]);
    }
}

#[test]
fn closed_months_are_issued_anew_and_expired_ones_are_not() {
    let (given, parties) = (file(vec![case("S-1", vec![today()])]), parties());
    let closed = OpenMonths { from: month("2024-02"), ..MONTHS() };
    assert_eq!(run(&["M-1"], &standing(), &given, &parties, closed).map(|written| written.len()), Ok(2));
    let expired = OpenMonths { kept_from: Some(month("2024-02")), ..MONTHS() };
    assert_eq!(run(&["M-1"], &standing(), &given, &parties, expired), Err(vec!["M-1".into()]));
    assert_eq!(run(&["M-1", "M-2", "M-3"], &standing(), &given, &parties, MONTHS()), Err(vec!["M-2".into(), "M-3".into()]), "nothing is done");
}

#[test]
fn only_parties_and_references_hold_it() {
    let parties = parties();
    let given = |document: Should| file(vec![case("S-1", vec![document])]);
    let held = |code: &str| Ok(vec![format!("held S-1 m 2024-01 0.00 0.00 [correction.references] {code}")]);
    let on_hold = Should { hold: Some(Code::CommitmentMissing), ..today() };
    assert_eq!(run(&["M-1"], &standing(), &given(on_hold), &parties, MONTHS()).map(|written| written.len()), Ok(2));
    let conflict = Should { conflicts: vec![Reference::OrderReference], ..today() };
    assert_eq!(run(&["M-1"], &standing(), &given(conflict), &parties, MONTHS()), held("reference.conflict"));
    let changed: Vec<Standing> = standing().into_iter().map(|standing| Standing { seller: Cvr::parse("64942212"), ..standing }).collect();
    assert_eq!(run(&["M-1"], &changed, &given(today()), &parties, MONTHS()), held("seller.changed"));
    let mut demanding = parties.clone();
    demanding.buyers.get_mut(&payer(101)).expect("a buyer").demands = vec![Reference::AccountingCost];
    assert_eq!(run(&["M-1"], &standing(), &given(today()), &demanding, MONTHS()), held("party.missing"));
    assert_eq!(run(&["M-1"], &standing(), &file(vec![]), &demanding, MONTHS()).map(|written| written.len()), Ok(2), "the invoice has one");
    demanding.buyers.clear();
    assert_eq!(run(&["M-1"], &standing(), &given(today()), &demanding, MONTHS()), held("party.missing"));
    let books = Books { parties: &parties, taken: &BTreeSet::from(["m".into()]), services: &() };
    let settlement = reissue(&["M-1"], &standing(), &given(today()), MONTHS(), &books).expect("it stands");
    assert_eq!(Ok::<_, Vec<Box<str>>>(written(&settlement)), held("series.taken"));
}

#[test]
fn one_held_invoice_holds_its_place() {
    let mut both = standing();
    both.push(stands("M-2", content("S-1", 147, "2024-01", &stay(1))));
    both.push(stands("M-3", content("S-9", 147, "2024-02", &stay(1))));
    let mut parties = parties();
    parties.buyers.get_mut(&payer(101)).expect("a buyer").demands = vec![Reference::AccountingCost];
    let written = run(&["M-3", "M-2", "M-1"], &both, &file(vec![case("S-1", vec![today()])]), &parties, MONTHS());
    let reasons = "[correction.references]";
    let wanted = vec![
        format!("credit S-9 m 2024-02 147 M-3 31.00 0.00 {reasons}"),
        format!("issue S-9 m 2024-02 147 M-3 31.00 0.00 {reasons}"),
        format!("held S-1 m 2024-01 0.00 0.00 {reasons} party.missing"),
    ];
    assert_eq!(written, Ok(wanted));
}

#[test]
fn references_of_a_correction() {
    let parties = parties();
    let books = Books { parties: &parties, taken: &BTreeSet::new(), services: &() };
    let run = |should: Vec<Should>| {
        let settlement = settle(standing(), file(vec![case("S-1", should)]), Mode::Correct, MONTHS(), &books);
        settlement.documents.iter().map(|document| shown(&document.references)).collect::<Vec<_>>()
    };
    // The credit note: today's references of the payer, the order number of its invoice.
    let other = Should { references: references("P-new", "O-new", "K-new"), ..should(content("S-1", 101, "2024-01", &stay(436))) };
    assert_eq!(run(vec![other.clone()]), ["P-new O-old K-new", "P-new O-new K-new"]);
    // Another payer: the credit note keeps those of its invoice.
    let mut moved = other;
    moved.content.payer = payer(147);
    assert_eq!(run(vec![moved]), ["P-old O-old K-old", "P-new O-new K-new"]);
    assert_eq!(run(vec![]), ["P-old O-old K-old"]);
}

#[test]
fn references_make_no_correction() {
    let parties = parties();
    let books = Books { parties: &parties, taken: &BTreeSet::new(), services: &() };
    let settlement = settle(standing(), file(vec![case("S-1", vec![today()])]), Mode::Correct, MONTHS(), &books);
    assert_eq!(written(&settlement), [""; 0]);
}
