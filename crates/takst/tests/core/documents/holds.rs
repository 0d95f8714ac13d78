//! What holds a place (D6).

use super::given::{MONTHS, case, content, days, file, month, parties, payer, settled, settled_with, should, standard, stands, written};
use std::collections::BTreeSet;
use takst::document::content::{CaseFile, Content, Should, Standing};
use takst::document::line::DocumentLine;
use takst::document::party::{Cvr, Parties, References};
use takst::document::settle::{Mode, OpenMonths};
use takst::document::{Books, Reference};
use takst::{Code, settle};

fn stay(price: i64) -> [DocumentLine; 1] {
    [days("m/basis", "2024-01-01", "2024-01-31", price)]
}

fn one(document: Should) -> CaseFile {
    file(vec![case("S-1", vec![document])])
}

fn new() -> Should {
    should(content("S-1", 101, "2024-01", &stay(435)))
}

fn standing() -> Vec<Standing> {
    vec![stands("M-1", content("S-1", 101, "2024-01", &stay(436)))]
}

/// What holds a place in which nothing stands, and one in which something else stands; what stands in it is not credited.
fn held_by(parties: &Parties, document: Should, code: &str) {
    for mode in [Mode::Invoice, Mode::Correct] {
        let wanted = [format!("held S-1 m 2024-01 13485.00 0.00 [] {code}")];
        assert_eq!(settled_with(parties, mode, vec![], one(document.clone())), wanted);
    }
    let wanted = [format!("held S-1 m 2024-01 -31.00 0.00 [correction.price] {code}")];
    assert_eq!(settled_with(parties, Mode::Correct, standing(), one(document.clone())), wanted);
    let wanted = ["differs S-1 m 2024-01 -31.00 0.00 [correction.price]"];
    assert_eq!(settled_with(parties, Mode::Invoice, standing(), one(document)), wanted, "nothing would be issued");
}

#[test]
fn commitments() {
    for code in [Code::CommitmentMissing, Code::CommitmentLate] {
        held_by(&parties(), Should { hold: Some(code), ..new() }, code.as_str());
    }
    // What stands already is not held, and neither is what is only credited.
    let same = vec![stands("M-1", content("S-1", 101, "2024-01", &stay(435)))];
    assert_eq!(settled(Mode::Correct, same, one(Should { hold: Some(Code::CommitmentMissing), ..new() })), [""; 0]);
}

#[test]
fn one_document_holds_its_place_and_no_other() {
    let held = Should { hold: Some(Code::CommitmentMissing), ..should(content("S-1", 147, "2024-01", &stay(1))) };
    let february = should(content("S-1", 101, "2024-02", &[days("m/basis", "2024-02-01", "2024-02-01", 435)]));
    let given = file(vec![case("S-1", vec![new(), held, february])]);
    // 13,485 + 31 = 13,516.
    let wanted = ["issue S-1 m 2024-02 101 - 435.00 0.00 []", "held S-1 m 2024-01 13516.00 0.00 [] commitment.missing"];
    assert_eq!(settled(Mode::Invoice, vec![], given), wanted);
}

#[test]
fn missing_parties() {
    let without_seller = Parties { sellers: Default::default(), ..parties() };
    held_by(&without_seller, new(), "party.missing");
    let mut without_buyer = parties();
    without_buyer.buyers.remove(&payer(101));
    held_by(&without_buyer, new(), "party.missing");
    // The buyer of a credit note is a party too.
    let given = || one(should(content("S-1", 147, "2024-01", &stay(436))));
    let wanted = ["held S-1 m 2024-01 0.00 0.00 [correction.payer] party.missing"];
    assert_eq!(settled_with(&without_buyer, Mode::Correct, standing(), given()), wanted);
    // The buyer of what stays is not.
    let stays = vec![stands("M-1", content("S-1", 101, "2024-01", &stay(435)))];
    let given = file(vec![case("S-1", vec![new(), should(content("S-1", 147, "2024-01", &stay(1)))])]);
    assert_eq!(
        settled_with(&without_buyer, Mode::Correct, stays, given),
        ["issue S-1 m 2024-01 147 - 31.00 0.00 [correction.payer;correction.price]"]
    );
}

#[test]
fn demanded_references() {
    let mut demanding = parties();
    demanding.buyers.get_mut(&payer(101)).expect("a buyer").demands = vec![Reference::OrderReference, Reference::BuyerReference];
    held_by(&demanding, new(), "party.missing");
    // The person reference is the buyer's own; the order number has to be given.
    let with_order = References { order_reference: Some("O-1".into()), ..References::default() };
    let given = || Should { references: with_order.clone().into(), ..new() };
    assert_eq!(settled_with(&demanding, Mode::Invoice, vec![], one(given())).len(), 1);
    assert!(settled_with(&demanding, Mode::Invoice, vec![], one(given()))[0].starts_with("issue"));
    demanding.buyers.get_mut(&payer(101)).expect("a buyer").reference = None;
    held_by(&demanding, given(), "party.missing");
    // A credit note needs none.
    let withdrawn = file(vec![case("S-1", vec![])]);
    assert!(settled_with(&demanding, Mode::Correct, standing(), withdrawn)[0].starts_with("credit"));
}

#[test]
fn references_that_contradict() {
    held_by(&parties(), Should { conflicts: vec![Reference::AccountingCost], ..new() }, "reference.conflict");
    let same = vec![stands("M-1", content("S-1", 101, "2024-01", &stay(435)))];
    assert_eq!(settled(Mode::Correct, same, one(Should { conflicts: vec![Reference::BuyerGln], ..new() })), [""; 0]);
}

#[test]
fn a_seller_with_another_cvr_number() {
    let other = |mut standing: Vec<Standing>| {
        standing[0].seller = Cvr::parse("64942212");
        standing
    };
    let wanted = ["held S-1 m 2024-01 -31.00 0.00 [correction.price] seller.changed"];
    assert_eq!(settled(Mode::Correct, other(standing()), one(new())), wanted);
    // What stays holds the place too; an import stands under today's number.
    let stays = other(vec![stands("M-1", content("S-1", 101, "2024-01", &stay(435)))]);
    let given = || file(vec![case("S-1", vec![new(), should(content("S-1", 147, "2024-01", &stay(1)))])]);
    let wanted = ["held S-1 m 2024-01 31.00 0.00 [correction.payer;correction.price] seller.changed"];
    assert_eq!(settled(Mode::Correct, stays, given()), wanted);
    let imported = standing().into_iter().map(|standing| Standing { seller: None, ..standing }).collect();
    assert!(settled(Mode::Correct, imported, one(new()))[0].starts_with("credit"));
    // Where nothing is to be done nothing is held.
    assert_eq!(settled(Mode::Correct, other(vec![stands("M-1", content("S-1", 101, "2024-01", &stay(435)))]), one(new())), [""; 0]);
}

#[test]
fn a_series_that_is_taken() {
    let (parties, taken) = (parties(), BTreeSet::from(["m".into()]));
    let books = Books { parties: &parties, taken: &taken, services: &() };
    let run = |mode, standing, given| written(&settle(standing, given, mode, MONTHS(), &books));
    assert_eq!(run(Mode::Invoice, vec![], one(new())), ["held S-1 m 2024-01 13485.00 0.00 [] series.taken"]);
    assert_eq!(
        run(Mode::Correct, standing(), file(vec![case("S-1", vec![])])),
        ["held S-1 m 2024-01 -13516.00 0.00 [correction.withdrawn] series.taken"]
    );
    let of_n = should(Content { provider: "n".into(), ..content("S-1", 101, "2024-01", &stay(435)) });
    assert!(run(Mode::Invoice, vec![], one(of_n))[0].starts_with("issue"));
}

#[test]
fn a_seller_that_is_not_registered_for_vat() {
    let mut parties = parties();
    parties.sellers.get_mut("m").expect("a seller").is_vat_registered = false;
    let exempt = settled_with(&parties, Mode::Invoice, vec![], one(new()));
    assert!(exempt[0].starts_with("issue"));
    let lines = [DocumentLine { vat: standard("3371.25"), ..stay(435)[0].clone() }];
    let given = one(should(content("S-1", 101, "2024-01", &lines)));
    assert_eq!(settled_with(&parties, Mode::Invoice, vec![], given), ["held S-1 m 2024-01 13485.00 3371.25 [] seller.not-registered"]);
}

#[test]
fn several_codes_are_alphabetical() {
    let mut document = Should { hold: Some(Code::CommitmentLate), conflicts: vec![Reference::BuyerGln], ..new() };
    document.content.payer = payer(860);
    let written = settled(Mode::Invoice, vec![], one(document));
    assert_eq!(written, ["held S-1 m 2024-01 13485.00 0.00 [] commitment.late;party.missing;reference.conflict"]);
}

/// A document of a citizen with several cases.
fn of(case: &str, lines: &[DocumentLine]) -> Content {
    Content { citizen_id: "B".into(), ..content(case, 101, "2024-01", lines) }
}

/// January to its `last` day.
fn until(last: u32) -> [DocumentLine; 1] {
    [days("m/basis", "2024-01-01", &format!("2024-01-{last:02}"), 1)]
}

fn from(first: u32) -> [DocumentLine; 1] {
    [days("m/basis", &format!("2024-01-{first:02}"), "2024-01-31", 1)]
}

fn released(mut document: Should) -> Should {
    document.days.iter_mut().for_each(|days| days.is_released = true);
    document
}

const ELSEWHERE: &str = "invoice.billed-elsewhere";

#[test]
fn days_that_stand_in_another_case() {
    let standing = || vec![stands("M-1", of("S-9", &until(10)))];
    let run = |document: Should| {
        settled(Mode::Correct, standing(), file(vec![case("S-2", vec![document]), case("S-9", vec![should(of("S-9", &until(10)))])]))
    };
    // 22 days from the 10th: the 10th is in both.
    assert_eq!(run(should(of("S-2", &from(10)))), [format!("held S-2 m 2024-01 22.00 0.00 [] {ELSEWHERE}")]);
    assert!(run(should(of("S-2", &from(11))))[0].starts_with("issue"), "no day in common");
    assert!(run(released(should(of("S-2", &from(10)))))[0].starts_with("issue"), "released");
    let mut of_another = should(of("S-2", &from(10)));
    of_another.content.citizen_id = "C".into();
    assert!(run(of_another)[0].starts_with("issue"), "another citizen");
    let mut of_family = should(of("S-2", &from(10)));
    of_family.days[0].family = "m/andet".into();
    assert!(run(of_family)[0].starts_with("issue"), "another family");
}

#[test]
fn what_stands_counts_wherever_it_stands() {
    let given = || file(vec![case("S-2", vec![should(of("S-2", &until(10)))])]);
    // The other case is not in the file.
    let wanted = [format!("held S-2 m 2024-01 10.00 0.00 [] {ELSEWHERE}"), "absent S-9 - - 10.00 0.00 []".to_owned()];
    assert_eq!(settled(Mode::Correct, vec![stands("M-1", of("S-9", &until(10)))], given()), wanted);
    // An import knows no citizen: the case is one of its own, unless the file names its citizen.
    let imported = || vec![Standing { seller: None, ..stands("A-1", Content { citizen_id: "".into(), ..of("S-9", &until(10)) }) }];
    assert!(settled(Mode::Correct, imported(), given())[0].starts_with("issue"));
    let named = file(vec![case("S-2", vec![should(of("S-2", &until(10)))]), case("S-9", vec![should(of("S-9", &until(10)))])]);
    assert_eq!(settled(Mode::Correct, imported(), named), [format!("held S-2 m 2024-01 10.00 0.00 [] {ELSEWHERE}")]);
    // A week that began in the month after the last one.
    let parties = parties();
    let months = OpenMonths { until: month("2023-12"), ..MONTHS() };
    let of_december = Content { month: month("2023-12"), ..of("S-2", &[days("m/basis", "2023-12-30", "2024-01-02", 1)]) };
    let months = OpenMonths { from: month("2023-12"), ..months };
    let books = Books { parties: &parties, taken: &BTreeSet::new(), services: &() };
    let written = written(&settle(
        vec![stands("M-1", of("S-9", &until(10)))],
        file(vec![case("S-2", vec![should(of_december)])]),
        Mode::Invoice,
        months,
        &books,
    ));
    assert_eq!(written, [format!("held S-2 m 2023-12 4.00 0.00 [] {ELSEWHERE}")]);
}

#[test]
fn the_file_lacks_the_case_and_each_document_has_its_own_citizen() {
    // S-9 has a document of February stored with another citizen, and one of January. S-2 has the days of January.
    let written = |january: &str| {
        let stored = |number: &str, citizen: &str, in_month: &str, lines: &[DocumentLine]| {
            let content = of("S-9", lines);
            stands(number, Content { citizen_id: citizen.into(), month: super::given::month(in_month), ..content })
        };
        let february = [days("m/basis", "2024-02-01", "2024-02-03", 1)];
        let standing = vec![stored("M-1", "other", "2024-02", &february), stored("M-2", january, "2024-01", &until(10))];
        settled(Mode::Correct, standing, file(vec![case("S-2", vec![should(of("S-2", &until(10)))])]))[0].clone()
    };
    let citizen = of("S-2", &until(10)).citizen_id;
    assert_eq!(written(&citizen), format!("held S-2 m 2024-01 10.00 0.00 [] {ELSEWHERE}"));
    assert!(written("other").starts_with("issue S-2"));
    // An import knows no citizen: it has that of the case's first document that names one.
    assert!(written("").starts_with("issue S-2"));
    let imported = |number: &str, in_month: &str, lines: &[DocumentLine]| {
        let content = Content { citizen_id: "".into(), month: month(in_month), ..of("S-9", lines) };
        Standing { seller: None, ..stands(number, content) }
    };
    let named = Content { month: month("2024-03"), ..of("S-9", &[days("m/basis", "2024-03-01", "2024-03-01", 1)]) };
    let standing = vec![imported("A-1", "2024-01", &until(10)), stands("M-1", named)];
    let written = settled(Mode::Correct, standing, file(vec![case("S-2", vec![should(of("S-2", &until(10)))])]));
    assert_eq!(written[0], format!("held S-2 m 2024-01 10.00 0.00 [] {ELSEWHERE}"));
}

#[test]
fn two_that_are_about_to_be_issued_hold_each_other() {
    let two = |a: Should, b: Should| file(vec![case("S-1", vec![a]), case("S-2", vec![b])]);
    let (a, b) = (|| should(of("S-1", &until(10))), || should(of("S-2", &from(10))));
    let wanted = |case: &str, net: &str| format!("held {case} m 2024-01 {net} 0.00 [] {ELSEWHERE}");
    assert_eq!(settled(Mode::Invoice, vec![], two(a(), b())), [wanted("S-1", "10.00"), wanted("S-2", "22.00")]);
    // The one that is released is issued; the other is held by it.
    let written = settled(Mode::Invoice, vec![], two(released(a()), b()));
    assert_eq!(written, ["issue S-1 m 2024-01 101 - 10.00 0.00 []".to_owned(), wanted("S-2", "22.00")]);
    let written = settled(Mode::Invoice, vec![], two(released(a()), released(b())));
    assert_eq!(written.iter().filter(|line| line.starts_with("issue")).count(), 2);
    // Both are held for something else: nobody bills the days.
    let held = |document: Should| Should { hold: Some(Code::CommitmentMissing), ..document };
    let written = settled(Mode::Invoice, vec![], two(held(a()), held(b())));
    assert_eq!(written, ["held S-1 m 2024-01 10.00 0.00 [] commitment.missing", "held S-2 m 2024-01 22.00 0.00 [] commitment.missing"]);
    // What is held for something else holds no other.
    let written = settled(Mode::Invoice, vec![], two(Should { hold: Some(Code::CommitmentMissing), ..a() }, b()));
    assert_eq!(written, ["issue S-2 m 2024-01 101 - 22.00 0.00 []", "held S-1 m 2024-01 10.00 0.00 [] commitment.missing;invoice.billed-elsewhere"]);
}

#[test]
fn what_is_issued_for_certain_holds_first() {
    // S-3 is released, so that it is issued whatever others bill. It holds S-2, which it shares the 20th with; then S-1 has its days for itself.
    let given = || {
        file(vec![
            case("S-1", vec![should(of("S-1", &until(10)))]),
            case("S-2", vec![should(of("S-2", &[days("m/basis", "2024-01-10", "2024-01-20", 1)]))]),
            case("S-3", vec![released(should(of("S-3", &from(20))))]),
        ])
    };
    let held = format!("held S-2 m 2024-01 11.00 0.00 [] {ELSEWHERE}");
    let wanted = ["issue S-1 m 2024-01 101 - 10.00 0.00 []".to_owned(), "issue S-3 m 2024-01 101 - 12.00 0.00 []".to_owned(), held.clone()];
    assert_eq!(settled(Mode::Invoice, vec![], given()), wanted);
    // The same file again issues nothing.
    let standing = vec![stands("M-1", of("S-1", &until(10))), stands("M-2", of("S-3", &from(20)))];
    assert_eq!(settled(Mode::Invoice, standing, given()), [held]);
}

#[test]
fn what_is_credited_makes_room_unless_it_is_held() {
    // The days move from one case to another.
    let standing = || vec![stands("M-1", of("S-1", &until(10)))];
    let given = |hold| {
        let shorter = Should { hold, ..should(of("S-1", &[days("m/basis", "2024-01-01", "2024-01-05", 1)])) };
        file(vec![case("S-1", vec![shorter]), case("S-2", vec![should(of("S-2", &from(6)))])])
    };
    let reasons = "[correction.period]";
    let wanted = [
        format!("credit S-1 m 2024-01 101 M-1 10.00 0.00 {reasons}"),
        format!("issue S-1 m 2024-01 101 M-1 5.00 0.00 {reasons}"),
        "issue S-2 m 2024-01 101 - 26.00 0.00 []".to_owned(),
    ];
    assert_eq!(settled(Mode::Correct, standing(), given(None)), wanted);
    // The credit is held: its invoice still stands when the command has ended.
    let wanted = [format!("held S-1 m 2024-01 -5.00 0.00 {reasons} commitment.missing"), format!("held S-2 m 2024-01 26.00 0.00 [] {ELSEWHERE}")];
    assert_eq!(settled(Mode::Correct, standing(), given(Some(Code::CommitmentMissing))), wanted);
    // And so it is where nothing is credited at all.
    let wanted = [format!("held S-2 m 2024-01 26.00 0.00 [] {ELSEWHERE}"), format!("differs S-1 m 2024-01 -5.00 0.00 {reasons}")];
    assert_eq!(settled(Mode::Invoice, standing(), given(None)), wanted);
}

#[test]
fn a_hold_goes_on_from_case_to_case() {
    // S-1 keeps its days, because its change is held; S-2 wants some of them, so that it keeps its own; S-3 wants some of those.
    let standing = vec![stands("M-1", of("S-1", &until(10))), stands("M-2", of("S-2", &[days("m/basis", "2024-01-11", "2024-01-20", 1)]))];
    let cases = vec![
        case("S-3", vec![should(of("S-3", &[days("m/basis", "2024-01-15", "2024-01-25", 1)]))]),
        case("S-2", vec![should(of("S-2", &[days("m/basis", "2024-01-06", "2024-01-10", 1)]))]),
        case("S-1", vec![Should { hold: Some(Code::CommitmentLate), ..should(of("S-1", &until(5))) }]),
    ];
    let wanted = [
        format!("held S-3 m 2024-01 11.00 0.00 [] {ELSEWHERE}"),
        format!("held S-2 m 2024-01 -5.00 0.00 [correction.period] {ELSEWHERE}"),
        "held S-1 m 2024-01 -5.00 0.00 [correction.period] commitment.late".to_owned(),
    ];
    assert_eq!(settled(Mode::Correct, standing, file(cases)), wanted);
}

#[test]
fn hours_and_courses_share_days() {
    let unit = |unit| [DocumentLine { unit, ..until(10)[0].clone() }];
    for unit in [unit(takst::Unit::Hour), unit(takst::Unit::Course)] {
        let given = file(vec![case("S-2", vec![should(of("S-2", &from(1)))])]);
        let written = settled(Mode::Correct, vec![stands("M-1", of("S-9", &unit))], given);
        assert!(written[0].starts_with("issue"), "{written:?}");
    }
}
