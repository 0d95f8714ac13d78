//! How papers find seller and case, what credit notes take back, and which papers count (D12.1 to D12.5).

use super::control::{JANUARY, papers, rows, shown, verified, verified_papers, verified_with};
use super::given::{parties, payer};
use takst::document::control::found::{payer as payer_of, seller_text};
use takst::document::party::{Cvr, Gln};

const LINE: &str = "service=m/dag days=01-01..01-31 net=3100.00";
const AGREES: &str = "F1|1|S-1|dag|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|";

#[test]
fn a_reference_with_a_space_is_found_as_a_whole() {
    let cases = &["first_day=2024-01-01 last_day=2024-01-31 order_reference=PO_7"];
    let of = |text: &str| rows(cases, &[&format!("case_id={text} {LINE}")])[0].clone();
    for text in ["PO_7", "Sag_PO_7,_januar", "Sag:(PO_7)"] {
        assert_eq!(of(text), AGREES, "{text}");
    }
    for (text, shown) in [("XPO_7", "XPO 7"), ("Sag_PO_77", "Sag PO 77"), ("S-77", "S-77")] {
        assert_eq!(of(text), format!("F1|1|{shown}|dag||2024-01|01-01..01-31|case-unknown|3100.00|||"));
    }
}

/// What stands in place of a case that is not found, of a line with texts in the order of their places and those of them that name a person.
fn stated(cases: &[&str], texts: &[&str], persons: &[&str]) -> String {
    let mut papers = papers(&[LINE]);
    let line = &mut papers[0].lines[0];
    line.references = texts.iter().map(|text| (*text).into()).collect();
    line.person_references = persons.iter().map(|text| (*text).into()).collect();
    let verified = verified_papers(&parties(), cases, &papers);
    assert_eq!(verified.received[0].1.lines[0].references.concat(), *verified.rows[0].case_id, "what is shown is kept");
    verified.rows[0].case_id.to_string()
}

#[test]
fn of_an_unknown_case_the_text_is_shown_that_looks_most_like_one() {
    let case = "case_id=M-2023-014 row_id=R-1 order_reference=PO-1 first_day=2024-01-01 last_day=2024-01-31";
    let of = |texts: &[&str], persons: &[&str]| stated(&[case], texts, persons);
    // In the shape of a case id, wherever it stands; then of a row id; then of an order reference.
    assert_eq!(of(&["PO-778", "SOC", "Sag m-2024-7, januar"], &["SOC"]), "Sag m-2024-7, januar");
    assert_eq!(of(&["PO-778", "SOC", "R-17."], &["SOC"]), "R-17.");
    assert_eq!(of(&["4500012345", "SOC", "PO-778"], &["SOC"]), "PO-778");
    // Of two alike the first.
    assert_eq!(of(&["M-1-1", "M-2-2"], &[]), "M-1-1");
    // Where none looks like one, the first that names no person; a person where there is nothing else.
    assert_eq!(of(&["SOC", "4500012345", "Ophold"], &["SOC"]), "4500012345");
    assert_eq!(of(&["SOC"], &["SOC"]), "SOC");
    assert_eq!(of(&[], &[]), "");
    // A case can stand where others have a person.
    assert_eq!(of(&["M-2024-7", "Ophold"], &["M-2024-7"]), "M-2024-7");
    assert_eq!(of(&["M-2024-7", "Sag M-2024-8"], &["M-2024-7"]), "Sag M-2024-8");
    // Digits alone are like as many.
    assert_eq!(stated(&[&case.replace("M-2023-014", "20230014")], &["4500012345", "101", "Sag 20240007"], &["101"]), "Sag 20240007");
    // Words are like nothing.
    assert_eq!(stated(&[&case.replace("M-2023-014", "ABC")], &["4500012345", "DEF"], &[]), "4500012345");
}

#[test]
fn of_an_ambiguous_case_the_text_is_shown_that_names_several() {
    let cases = ["case_id=S-2", "case_id=S-1"].map(|case| format!("{case} {JANUARY} order_reference=PO-1"));
    assert_eq!(stated(&cases.each_ref().map(String::as_str), &["S-3", "SOC", "Ordre PO-1"], &["SOC"]), "Ordre PO-1");
}

#[test]
fn of_several_cases_those_of_the_seller_count() {
    let cases = ["case_id=S-2 service=n/dag", "case_id=S-1"].map(|case| format!("{case} {JANUARY} order_reference=PO-1"));
    let cases = cases.each_ref().map(String::as_str);
    assert_eq!(rows(&cases, &[&format!("case_id=PO-1 {LINE}")]), [AGREES]);
}

#[test]
fn sellers_have_cvr_numbers_and_glns() {
    let mut parties = parties();
    parties.sellers.get_mut("m").expect("a seller").gln = Gln::parse("5798009811578");
    let of = |seller: &str| shown(&verified_with(&parties, &[JANUARY], &[&format!("seller={seller} {LINE}")]))[0].clone();
    assert_eq!([of("5798009811578"), of("12345674"), of("DK12345674")], [AGREES; 3]);
    // A number of the buyer, and the GLN of the buyer.
    for other in ["64942212", "5798009800275"] {
        assert_eq!(of(other), "F1|1|S-1|dag||2024-01|01-01..01-31|seller-unknown|3100.00|||");
    }
}

#[test]
fn the_first_text_that_names_a_seller_is_the_seller() {
    let parties = parties();
    assert_eq!(seller_text(&parties, &["nobody", "12345674", "m"]), Some("12345674"));
    assert_eq!((seller_text(&parties, &["nobody", "64942212"]), seller_text(&parties, &[])), (Some("nobody"), None));
}

#[test]
fn buyers_have_cvr_numbers_and_glns() {
    // 147 has numbers of its own; with those of 101 no buyer would be the only one.
    let mut parties = parties();
    let of = |parties: &_, texts: &[&str]| payer_of(parties, texts).map(|payer| payer.code());
    assert_eq!((of(&parties, &["64942212"]), of(&parties, &["5798009800275"])), (None, None));
    let other = parties.buyers.get_mut(&payer(147)).expect("a buyer");
    (other.cvr, other.gln) = (Cvr::parse("12345674").expect("a CVR number"), Gln::parse("5798009811578").expect("a GLN"));
    for (text, code) in [("64942212", 101), ("DK 64 94 22 12", 101), ("5798009800275", 101), ("12345674", 147), ("5798009811578", 147)] {
        assert_eq!(of(&parties, &["nobody", text]), Some(code), "{text}");
    }
    assert_eq!((of(&parties, &["nobody"]), of(&parties, &[])), (None, None));
}

#[test]
fn a_credit_note_is_set_against_what_was_billed() {
    let not_billed = "||S-1|dag|101|2024-01|01-01..01-31|not-billed||3100.00||";
    // The invoice bills another service than the case has; the credit note names none.
    let wrong = "service=m/nat days=01-01..01-31 net=6200.00";
    let credit = "invoice=K1 kind=credit-note days=01-01..01-31 net=6200.00";
    assert_eq!(rows(&[JANUARY], &[wrong, credit]), ["F1;K1||S-1|nat|101|2024-01|01-01..01-31|agrees|0.00|0.00|0.00|", not_billed]);
    // It names one of two: 10 hours at 500 kr. are taken back, the days stay.
    let both = &[JANUARY, "service=m/timer first_day=2024-01-01 last_day=2024-01-31 hours=10"];
    let hours = "service=m/timer days=01-01..01-31 net=5000.00";
    assert_eq!(
        rows(both, &[LINE, hours, &format!("invoice=K1 kind=credit-note {hours}")])[0],
        "F1;K1||S-1|dag;timer|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|"
    );
    // On other days there is nothing to take back.
    assert_eq!(
        rows(&[JANUARY], &[LINE, "invoice=K1 kind=credit-note days=02-01..02-10 net=1000.00"]),
        [AGREES, "K1|1|S-1|||2024-02|02-01..02-10|credit-unknown|-1000.00|||"]
    );
    // The second takes back what the first left.
    let again = format!("invoice=F2 {LINE}");
    let credits = ["K1", "K2"].map(|number| format!("invoice={number} kind=credit-note {LINE}"));
    assert_eq!(
        rows(&[JANUARY], &[LINE, &again, &credits[0], &credits[1]]),
        ["F1;F2;K1;K2||S-1|dag|101|2024-01|01-01..01-31|agrees|0.00|0.00|0.00|", not_billed]
    );
}

#[test]
fn only_a_credit_note_that_names_its_invoice_needs_no_days() {
    let of = |line: &str| rows(&[JANUARY], &[LINE, line])[1].clone();
    assert_eq!(of("invoice=K1 kind=credit-note net=3100.00"), "K1|1|S-1|||||days-unknown|-3100.00|||");
    assert_eq!(of("invoice=F2 refers_to=F1 net=3100.00"), "F2|1|S-1|||||days-unknown|3100.00|||");
}

#[test]
fn a_number_that_comes_again_with_other_lines_is_another_paper() {
    let (first, second) = ("service=m/dag days=01-01..01-15 net=1500.00", "service=m/dag days=01-16..01-31 net=1600.00");
    let between = "invoice=F2 case_id=S-9 days=02-01..02-01 net=1.00";
    for first in [first.to_owned(), format!("{first} known=yes")] {
        let both = rows(&[JANUARY], &[&first, between, second]);
        assert_eq!(both[0], "F1||S-1|dag|101|2024-01|01-01..01-31|agrees|3100.00|3100.00|0.00|");
    }
}

#[test]
fn what_is_kept_are_papers_that_no_earlier_run_received() {
    let between = "invoice=F2 case_id=S-9 days=02-01..02-01 net=1.00";
    let kept = |lines: &[&str]| verified(&[JANUARY], lines).received.iter().map(|(place, _)| *place).collect::<Vec<_>>();
    let known = format!("{LINE} known=yes");
    assert_eq!(kept(&[&known, between, LINE]), [1], "the same paper is known");
    assert_eq!(kept(&[&known, between, "service=m/dag days=01-16..01-31 net=1600.00"]), [1, 2]);
    assert_eq!(kept(&[LINE, between, LINE]), [0, 1], "the same paper twice");
}

#[test]
fn what_is_kept_names_the_provider_and_no_cpr_number() {
    let verified = verified(&[JANUARY], &["invoice=010190-1234 seller=12345674 case_id=S-9 days=01-01..01-31 net=1.00"]);
    let (_, paper) = &verified.received[0];
    assert_eq!((&*paper.seller, &*paper.number), ("m", "xxxxxx-xxxx"));
}
