//! The table of D5, row by row.

use super::given::{MONTHS, case, content, day, days, file, month, parties, payer, settled, should, stands, written};
use std::collections::BTreeSet;
use takst::document::Books;
use takst::document::action::{NewDocument, changed, give};
use takst::document::content::{CaseFile, Content, PricedCase, Should, Standing};
use takst::document::line::DocumentLine;
use takst::document::settle::{Mode, OpenMonths};
use takst::{Code, settle};

/// January 2024 at a price a day: 31 × 435 = 13,485 kr., 31 × 436 = 13,516 kr.
fn january(price: i64) -> [DocumentLine; 1] {
    [days("m/basis", "2024-01-01", "2024-01-31", price)]
}

/// 10 days of February: 10 × 435 = 4,350 kr.
fn february(price: i64) -> [DocumentLine; 1] {
    [days("m/basis", "2024-02-01", "2024-02-10", price)]
}

const NOTHING: [&str; 0] = [];

#[test]
fn row_1_what_is_missing_is_issued() {
    for mode in [Mode::Invoice, Mode::Correct] {
        let given = file(vec![case("S-1", vec![should(content("S-1", 101, "2024-01", &january(435)))])]);
        assert_eq!(settled(mode, vec![], given), ["issue S-1 m 2024-01 101 - 13485.00 0.00 []"]);
    }
}

#[test]
fn row_2_the_same_content_is_left() {
    for mode in [Mode::Invoice, Mode::Correct, Mode::Complete] {
        let document = || content("S-1", 101, "2024-01", &january(435));
        assert_eq!(settled(mode, vec![stands("M-1", document())], file(vec![case("S-1", vec![should(document())])])), NOTHING);
    }
}

#[test]
fn row_3_other_content_is_credited_and_issued_anew() {
    let given = || file(vec![case("S-1", vec![should(content("S-1", 101, "2024-01", &january(436)))])]);
    let standing = || vec![stands("M-1", content("S-1", 101, "2024-01", &january(435)))];
    // 13,516 − 13,485 = 31.
    assert_eq!(settled(Mode::Invoice, standing(), given()), ["differs S-1 m 2024-01 31.00 0.00 [correction.price]"]);
    let wanted = ["credit S-1 m 2024-01 101 M-1 13485.00 0.00 [correction.price]", "issue S-1 m 2024-01 101 M-1 13516.00 0.00 [correction.price]"];
    assert_eq!(settled(Mode::Correct, standing(), given()), wanted);
}

#[test]
fn row_3_another_payer() {
    let given = || file(vec![case("S-1", vec![should(content("S-1", 147, "2024-01", &january(435)))])]);
    let standing = || vec![stands("M-1", content("S-1", 101, "2024-01", &january(435)))];
    assert_eq!(settled(Mode::Invoice, standing(), given()), ["differs S-1 m 2024-01 0.00 0.00 [correction.payer]"]);
    let wanted = ["credit S-1 m 2024-01 101 M-1 13485.00 0.00 [correction.payer]", "issue S-1 m 2024-01 147 M-1 13485.00 0.00 [correction.payer]"];
    assert_eq!(settled(Mode::Correct, standing(), given()), wanted);
}

#[test]
fn row_3_one_payer_is_missing_and_the_other_stands() {
    // Nothing is credited, so that the new invoice replaces none.
    let given = || {
        let of = |payer, lines| should(content("S-1", payer, "2024-01", lines));
        file(vec![case("S-1", vec![of(101, &january(435)), of(147, &[days("m/udvidet", "2024-01-05", "2024-01-05", 870)])])])
    };
    let standing = || vec![stands("M-1", content("S-1", 101, "2024-01", &january(435)))];
    let reasons = "[correction.payer;correction.service]";
    assert_eq!(settled(Mode::Invoice, standing(), given()), [format!("differs S-1 m 2024-01 870.00 0.00 {reasons}")]);
    assert_eq!(settled(Mode::Correct, standing(), given()), [format!("issue S-1 m 2024-01 147 - 870.00 0.00 {reasons}")]);
}

#[test]
fn row_3_nothing_should_be() {
    let standing = || vec![stands("M-1", content("S-1", 101, "2024-01", &january(435)))];
    let given = || file(vec![case("S-1", vec![])]);
    assert_eq!(settled(Mode::Invoice, standing(), given()), ["differs S-1 m 2024-01 -13485.00 0.00 [correction.withdrawn]"]);
    assert_eq!(settled(Mode::Correct, standing(), given()), ["credit S-1 m 2024-01 101 M-1 13485.00 0.00 [correction.withdrawn]"]);
}

#[test]
fn row_4_a_case_that_the_file_lacks() {
    let of = |number: &str, in_month: &str, lines: &[DocumentLine]| stands(number, content("S-9", 101, in_month, lines));
    let standing = || {
        let other = Content { provider: "n".into(), ..content("S-9", 101, "2024-02", &february(100)) };
        vec![of("M-1", "2024-01", &january(435)), of("M-2", "2024-02", &february(435)), stands("N-1", other)]
    };
    // 13,485 + 4,350 + 10 × 100 = 18,835.
    for mode in [Mode::Invoice, Mode::Correct] {
        assert_eq!(settled(mode, standing(), file(vec![])), ["absent S-9 - - 18835.00 0.00 []"]);
    }
    // The provider n does not occur in the file: its invoice is left alone and reported.
    let wanted = [
        "credit S-9 m 2024-01 101 M-1 13485.00 0.00 [correction.withdrawn]",
        "credit S-9 m 2024-02 101 M-2 4350.00 0.00 [correction.withdrawn]",
        "absent S-9 - - 1000.00 0.00 []",
    ];
    assert_eq!(settled(Mode::Complete, standing(), file(vec![])), wanted);
    // A record that belongs to no case may be of the one that is missing.
    let unreadable = CaseFile { unreadable: vec![vec![Code::ValueMissing]], ..file(vec![]) };
    let wanted = [
        "held S-9 m 2024-01 -13485.00 0.00 [correction.withdrawn] file.unreadable",
        "held S-9 m 2024-02 -4350.00 0.00 [correction.withdrawn] file.unreadable",
        "refused - - - - - [] value.missing",
        "absent S-9 - - 1000.00 0.00 []",
    ];
    assert_eq!(settled(Mode::Complete, standing(), unreadable.clone()), wanted);
    assert_eq!(settled(Mode::Correct, standing(), unreadable), ["refused - - - - - [] value.missing", "absent S-9 - - 18835.00 0.00 []"]);
}

#[test]
fn row_5_a_refused_case() {
    let refused = || {
        let codes = vec![Code::ValueMissing, Code::CaseOverlap, Code::ValueMissing];
        file(vec![PricedCase { case_id: "S-1".into(), citizen_id: "B-1".into(), first_row: 0, result: Err(codes) }])
    };
    for mode in [Mode::Invoice, Mode::Correct, Mode::Complete] {
        let standing = vec![stands("M-1", content("S-1", 101, "2024-01", &january(435)))];
        assert_eq!(settled(mode, standing, refused()), ["refused S-1 - - - - [] case.overlap;value.missing"]);
        assert_eq!(settled(mode, vec![], refused()), ["refused S-1 - - - - [] case.overlap;value.missing"]);
    }
}

#[test]
fn rows_6_and_7_closed_and_expired_months() {
    let given = || {
        file(vec![case("S-1", vec![should(content("S-1", 101, "2024-01", &january(435))), should(content("S-1", 101, "2024-02", &february(435)))])])
    };
    let books = (parties(), BTreeSet::new());
    let run =
        |mode, standing, months| written(&settle(standing, given(), mode, months, &Books { parties: &books.0, taken: &books.1, services: &() }));
    let from_february = OpenMonths { from: month("2024-02"), ..MONTHS() };
    let issue = "issue S-1 m 2024-02 101 - 4350.00 0.00 []";
    for mode in [Mode::Invoice, Mode::Correct, Mode::Complete] {
        assert_eq!(run(mode, vec![], from_february), [issue, "closed S-1 m 2024-01 13485.00 0.00 []"]);
        let other = || vec![stands("M-1", content("S-1", 101, "2024-01", &january(436)))];
        assert_eq!(run(mode, other(), from_february), [issue, "closed S-1 m 2024-01 -31.00 0.00 [correction.price]"]);
        let same = vec![stands("M-1", content("S-1", 101, "2024-01", &january(435)))];
        assert_eq!(run(mode, same, from_february), [issue]);
        // Expired, before the start or after it.
        let expired = OpenMonths { kept_from: Some(month("2024-02")), ..from_february };
        assert_eq!(run(mode, other(), expired), [issue]);
        assert_eq!(run(mode, other(), OpenMonths { from: month("2023-01"), ..expired }), [issue]);
    }
}

#[test]
fn what_a_case_that_the_file_lacks_has_in_other_months_is_not_told() {
    let books = (parties(), BTreeSet::new());
    let standing = || vec![stands("M-1", content("S-9", 101, "2024-01", &january(435)))];
    for months in [
        OpenMonths { from: month("2024-02"), ..MONTHS() },
        OpenMonths { kept_from: Some(month("2024-02")), ..MONTHS() },
        OpenMonths { until: month("2023-12"), ..MONTHS() },
    ] {
        for mode in [Mode::Invoice, Mode::Correct, Mode::Complete] {
            let settlement = settle(standing(), file(vec![]), mode, months, &Books { parties: &books.0, taken: &books.1, services: &() });
            assert_eq!(written(&settlement), NOTHING, "{months:?}");
        }
    }
}

#[test]
fn months_after_the_last_one_are_left_as_they_are() {
    let books = (parties(), BTreeSet::new());
    let until_january = OpenMonths { until: month("2024-01"), ..MONTHS() };
    let standing = vec![stands("M-1", content("S-1", 101, "2024-02", &february(435)))];
    let given = file(vec![case("S-1", vec![should(content("S-1", 101, "2024-03", &[days("m/basis", "2024-03-01", "2024-03-02", 1)]))])]);
    let settlement = settle(standing, given, Mode::Correct, until_january, &Books { parties: &books.0, taken: &books.1, services: &() });
    assert_eq!(written(&settlement), NOTHING);
}

#[test]
fn an_imported_invoice_is_compared_by_net_and_vat() {
    let imported = |lines: &[DocumentLine]| Standing { seller: None, ..stands("A-77", content("S-1", 101, "2024-01", lines)) };
    let given = || file(vec![case("S-1", vec![should(content("S-1", 101, "2024-01", &january(435)))])]);
    // One line of 13,485 kr. without days of its own.
    let sum = DocumentLine { net: january(435)[0].net, ..days("andet", "2024-01-31", "2024-01-31", 1) };
    assert_eq!(settled(Mode::Correct, vec![imported(std::slice::from_ref(&sum))], given()), NOTHING);
    let less = DocumentLine { net: sum.net - takst::Amount::from_ore(1), ..sum.clone() };
    let reasons = "[correction.service]";
    let wanted = [format!("credit S-1 m 2024-01 101 A-77 13484.99 0.00 {reasons}"), format!("issue S-1 m 2024-01 101 A-77 13485.00 0.00 {reasons}")];
    assert_eq!(settled(Mode::Correct, vec![imported(&[less])], given()), wanted);
    // An invoice of ours with these sums is compared line by line.
    assert_eq!(settled(Mode::Invoice, vec![stands("M-1", content("S-1", 101, "2024-01", &[sum]))], given()).len(), 1);
    // What counts as the same gives no reason beside another payer's change.
    let two =
        file(vec![case("S-1", vec![should(content("S-1", 101, "2024-01", &january(435))), should(content("S-1", 147, "2024-01", &february(1)))])]);
    let unlike = DocumentLine { service: "m/basis".into(), net: january(435)[0].net, ..days("m/basis", "2024-01-31", "2024-01-31", 1) };
    let standing = vec![imported(&[unlike]), stands("M-2", content("S-1", 147, "2024-01", &february(2)))];
    assert_eq!(settled(Mode::Invoice, standing, two), ["differs S-1 m 2024-01 -10.00 0.00 [correction.price]"]);
}

#[test]
fn two_invoices_of_one_payer_do_not_both_stay() {
    let document = || content("S-1", 101, "2024-01", &january(435));
    let standing = vec![stands("M-1", document()), stands("M-2", document())];
    let wanted = ["credit S-1 m 2024-01 101 M-2 13485.00 0.00 [correction.amount]"];
    assert_eq!(settled(Mode::Correct, standing, file(vec![case("S-1", vec![should(document())])])), wanted);
}

#[test]
fn documents_are_in_the_order_of_their_numbers() {
    // Two providers, three cases, two months, two payers; the file names S-3 first. S-9 is not in it; neither is S-8, whose first document is older.
    let of =
        |case: &str, provider: &str, payer, in_month: &str| Content { provider: provider.into(), ..content(case, payer, in_month, &february(9)) };
    let cases = ["S-3", "S-1"].map(|id| {
        let should = [("n", 147, "2024-01"), ("n", 101, "2024-01"), ("m", 101, "2024-02"), ("m", 101, "2024-01")];
        case(id, should.map(|(provider, payer, month)| super::given::should(of(id, provider, payer, month))).to_vec())
    });
    let mut given = file(cases.to_vec());
    given.providers.insert("n".into());
    // What is issued for several payers in one place follows the credit notes of that place.
    let standing = vec![
        Standing { case_since: 7, ..stands("N-8", of("S-9", "n", 101, "2024-01")) },
        Standing { case_since: 3, ..stands("N-9", of("S-8", "n", 147, "2024-02")) },
        Standing { case_since: 3, ..stands("N-7", of("S-8", "n", 101, "2024-02")) },
        stands("N-1", Content { lines: february(8).to_vec(), ..of("S-1", "n", 147, "2024-01") }),
        stands("N-2", Content { lines: february(8).to_vec(), ..of("S-1", "n", 101, "2024-01") }),
    ];
    let written = settled(Mode::Complete, standing, given);
    let order: Vec<String> = written.iter().map(|line| line.split(' ').take(6).collect::<Vec<_>>().join(" ")).collect();
    let wanted = [
        "issue S-3 m 2024-01 101 -",
        "issue S-3 m 2024-02 101 -",
        "issue S-1 m 2024-01 101 -",
        "issue S-1 m 2024-02 101 -",
        "issue S-3 n 2024-01 101 -",
        "issue S-3 n 2024-01 147 -",
        "credit S-1 n 2024-01 101 N-2",
        "credit S-1 n 2024-01 147 N-1",
        "issue S-1 n 2024-01 101 N-2",
        "issue S-1 n 2024-01 147 N-1",
        "credit S-8 n 2024-02 101 N-7",
        "credit S-8 n 2024-02 147 N-9",
        "credit S-9 n 2024-01 101 N-8",
    ];
    assert_eq!(order, wanted);
}

#[test]
fn an_invoice_without_one_of_its_own_replaces_the_first_credited() {
    // 101 and 147 stood, 101 and 151 should be.
    let mut parties = parties();
    let buyer = parties.buyers[&payer(101)].clone();
    parties.buyers.insert(payer(151), takst::document::party::Buyer { payer: payer(151), ..buyer });
    let standing = vec![stands("M-2", content("S-1", 147, "2024-01", &january(1))), stands("M-3", content("S-1", 101, "2024-01", &january(2)))];
    let given = file(vec![case("S-1", [151, 101].map(|of| should(content("S-1", of, "2024-01", &january(3)))).to_vec())]);
    let written = super::given::settled_with(&parties, Mode::Correct, standing, given);
    let order: Vec<String> = written.iter().map(|line| line.split(' ').take(6).collect::<Vec<_>>().join(" ")).collect();
    let wanted = ["credit S-1 m 2024-01 101 M-3", "credit S-1 m 2024-01 147 M-2", "issue S-1 m 2024-01 101 M-3", "issue S-1 m 2024-01 151 M-3"];
    assert_eq!(order, wanted);
}

#[test]
fn what_is_left_is_told_in_the_order_of_actions() {
    let refused = |id: &str| PricedCase { case_id: id.into(), citizen_id: id.into(), first_row: 0, result: Err(vec![Code::CaseOverlap]) };
    let mut given = file(vec![
        refused("S-7"),
        case("S-1", vec![should(content("S-1", 101, "2023-12", &february(1))), should(content("S-1", 101, "2024-02", &february(1)))]),
        case("S-2", vec![should(content("S-2", 999 - 139, "2024-02", &february(1)))]),
        refused("S-6"),
    ]);
    given.unreadable = vec![vec![Code::ValueMissing]];
    let standing = vec![
        stands("M-1", content("S-1", 101, "2024-02", &february(2))),
        Standing { case_since: 2, ..stands("M-2", content("S-9", 101, "2024-02", &february(2))) },
        Standing { case_since: 1, ..stands("M-3", content("S-8", 101, "2024-02", &february(2))) },
    ];
    let written = settled(Mode::Invoice, standing, given);
    let order: Vec<String> = written.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    let wanted = ["held S-2", "differs S-1", "refused S-7", "refused S-6", "refused -", "absent S-8", "absent S-9", "closed S-1"];
    assert_eq!(order, wanted);
}

#[test]
fn numbers_and_due_dates_are_given_in_order() {
    let given = file(vec![case("S-1", vec![should(content("S-1", 101, "2024-01", &january(436)))])]);
    let standing = vec![stands("M-4", content("S-1", 101, "2024-01", &january(435)))];
    let parties = parties();
    let books = Books { parties: &parties, taken: &BTreeSet::new(), services: &() };
    let settlement = settle(standing, given, Mode::Correct, MONTHS(), &books);
    let numbers = give(&settlement.documents, &parties, day("2024-03-01"), |series| (series.as_str() == "M-").then_some(4));
    let written: Vec<_> = numbers.iter().flatten().map(|given| (&*given.number, given.due)).collect();
    // 1 March + 21 days = 22 March; a credit note is not due.
    assert_eq!(written, [("M-5", None), ("M-6", Some(day("2024-03-22")))]);
    assert_eq!(settlement.count(takst::document::DocumentAction::Credit), 1);
    assert!(!settlement.needs_a_look());
}

#[test]
fn a_plan_holds_until_a_document_changes() {
    let parties = parties();
    let books = Books { parties: &parties, taken: &BTreeSet::new(), services: &() };
    let of = |price| {
        let given = file(vec![case("S-1", vec![should(content("S-1", 101, "2024-01", &january(price)))])]);
        settle(vec![stands("M-1", content("S-1", 101, "2024-01", &january(435)))], given, Mode::Correct, MONTHS(), &books).documents
    };
    let planned = of(436);
    assert_eq!(changed(&planned, &of(436)), None);
    let other = of(437);
    let change = changed(&planned, &other).expect("a change");
    assert_eq!((change.planned, change.now), (Some(&planned[1]), Some(&other[1])));
    assert!(changed(&planned, &planned[..1]).is_some() && changed(&planned[..1], &planned).is_some() && changed(&planned, &[]).is_some());
    let changes: [fn(&mut NewDocument); 7] = [
        |d| d.content.case_id = "S-2".into(),
        |d| d.content.payer = payer(147),
        |d| d.content.month = month("2024-02"),
        |d| d.references = std::sync::Arc::default(),
        |d| d.reasons.push(Code::CorrectionVat),
        |d| d.refers_to = None,
        |d| d.kind = takst::document::DocumentKind::CreditNote,
    ];
    for change in changes {
        let mut now = planned.clone();
        change(&mut now[1]);
        assert!(changed(&planned, &now).is_some());
    }
}

#[test]
fn what_comes_of_it_is_counted() {
    use takst::document::DocumentAction::{Absent, Closed, Credit, Differs, Held, Issue, Refused};
    // Two are issued and one is credited; one is held, for its commitment, and the month before the books is closed.
    let held = Should { hold: Some(Code::CommitmentMissing), ..should(content("S-3", 101, "2024-01", &january(435))) };
    let december = content("S-2", 101, "2023-12", &[days("m/basis", "2023-12-31", "2023-12-31", 435)]);
    let corrected = case("S-1", vec![should(content("S-1", 101, "2024-01", &january(436)))]);
    let new = case("S-2", vec![should(december), should(content("S-2", 101, "2024-01", &january(435)))]);
    let parties = parties();
    let books = Books { parties: &parties, taken: &BTreeSet::new(), services: &() };
    let settled = |cases| {
        let standing = vec![stands("M-1", content("S-1", 101, "2024-01", &january(435)))];
        settle(standing, file(cases), Mode::Correct, MONTHS(), &books)
    };
    let settlement = settled(vec![corrected.clone(), new.clone(), case("S-3", vec![held])]);
    let counts = [Issue, Credit, Held, Differs, Refused, Absent, Closed].map(|action| settlement.count(action));
    assert_eq!(counts, [2, 1, 1, 0, 0, 0, 1]);
    assert!(settlement.needs_a_look(), "one is held");
    let settlement = settled(vec![corrected, new]);
    assert_eq!((settlement.count(Closed), settlement.needs_a_look()), (1, false), "a closed month is nobody's work");
}
