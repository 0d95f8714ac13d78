//! Printed pages as they were looked at and found right. `TAKST_BLESS=1 cargo test` writes them anew: look at them again then.

mod common;

use common::matches;
use std::collections::BTreeMap;
use std::sync::Arc;
use takst::catalogue::RefundRule;
use takst::contract::words::{ClaimKind, Dialect, DocumentKind, Endpoint, Invoiced, VatExemption};
use takst::document::DocumentAction;
use takst::document::action::{Left, NewDocument, Settlement};
use takst::document::claim::{Claim, ClaimPlace, ClaimRow, ClaimSums, LeftAlone, WindowUse};
use takst::document::content::Content;
use takst::document::issued::{Chain, Issued, IssuedBuyer, IssuedSeller, PricedWith, Referred, Related};
use takst::document::line::DocumentLine;
use takst::document::party::{Address, Contact, Cvr, Gln, Payment, References};
use takst::line::LineVat;
use takst::{Amount, Code, Municipality, Percent, Quantity, ReportingPeriod, Unit, UnitPrice, VatCategory};
use takst_explain::paper::{ClaimBasis, ClaimPage, PlanPage, claim, documents, explained, plan};
use takst_explain::{Lang, Texts};

fn address(street: &str, number: &str, code: &str, city: &str) -> Address {
    Address { street: street.into(), building_number: number.into(), city: city.into(), postal_code: code.into() }
}

fn payer() -> Municipality {
    Municipality::new(101).expect("a municipality")
}

/// Days of aftercare at a price in kroner: exempt as social care, or with 25 % VAT.
fn line(first: &str, last: &str, days: u32, price: i64, exempt: bool) -> DocumentLine {
    let net = price * 100 * i64::from(days);
    let vat = match exempt {
        true => LineVat { category: VatCategory::Exempt, rate: Percent::default(), amount: Amount::ZERO, exemption: Some(VatExemption::SocialCare) },
        false => LineVat { category: VatCategory::Standard, rate: Percent::from_units(2_500), amount: Amount::from_ore(net / 4), exemption: None },
    };
    DocumentLine {
        service: "mandecentret/efterforsorg-basis".into(),
        first_day: first.parse().expect("a day"),
        last_day: last.parse().expect("a day"),
        quantity: Quantity::whole(days),
        unit: Unit::Day,
        unit_price: UnitPrice::from_units(price * 10_000),
        price_base_quantity: Quantity::whole(1),
        net: Amount::from_ore(net),
        vat,
    }
}

fn content(lines: Vec<DocumentLine>) -> Content {
    Content {
        case_id: "M-2023-014".into(),
        citizen_id: "B-1".into(),
        provider: "mandecentret".into(),
        payer: payer(),
        month: "2023-03".parse().expect("a month"),
        lines,
    }
}

/// March 2023: 12 days at 545 kr., 2 days at 870 kr. with VAT, so that both kinds of VAT are seen.
fn invoice(payment: Payment) -> Issued {
    Issued {
        number: "M-12".into(),
        kind: DocumentKind::Invoice,
        refers_to: None,
        reasons: Vec::new(),
        issued: "2023-04-03".parse().expect("a day"),
        due: "2023-04-24".parse().ok(),
        content: content(vec![line("2023-03-18", "2023-03-29", 12, 545, true), line("2023-03-30", "2023-03-31", 2, 870, false)]),
        references: Arc::new(References {
            buyer_reference: Some("SOC".into()),
            order_reference: Some("4500123456".into()),
            accounting_cost: Some("5.38.42.1".into()),
            buyer_gln: None,
            commitment: Some("brev af 1. marts 2023".into()),
        }),
        seller: IssuedSeller {
            name: "Mandecentret".into(),
            cvr: Cvr::parse("12345674").expect("a CVR number"),
            is_vat_registered: true,
            address: address("Prøvevej", "1", "1000", "København K"),
            endpoint: Endpoint::Cvr,
            gln: Gln::parse("5798009811578"),
            contact: Contact { name: "Bogholderiet".into(), email: Some("bogholderi@example.dk".into()), phone: Some("33 00 00 00".into()) },
            payment,
        },
        buyer: IssuedBuyer {
            name: "Københavns Kommune".into(),
            cvr: Cvr::parse("64942212").expect("a CVR number"),
            gln: Gln::parse("5798009800275").expect("a GLN"),
            format: Dialect::Oioubl,
            address: address("Rådhuspladsen", "1", "1599", "København V"),
        },
        note: None,
        priced_with: PricedWith {
            as_of: "2023-05-01".parse().ok(),
            takst: "1.2.3".into(),
            catalogue_sha256: "0123456789ab".into(),
            policy_sha256: "ba9876543210".into(),
        },
    }
}

fn bank() -> Payment {
    Payment::Bank { registration: "1234".into(), account: "1234567890".into() }
}

fn credit_note() -> Issued {
    let refers_to = Some(Referred { number: "M-12".into(), issued: "2023-04-03".parse().expect("a day") });
    Issued {
        number: "M-13".into(),
        kind: DocumentKind::CreditNote,
        refers_to,
        reasons: vec![Code::CorrectionPeriod, Code::CorrectionPrice],
        issued: "2023-05-02".parse().expect("a day"),
        due: None,
        note: Some("Aftalt med Anna den 28. april.".into()),
        ..invoice(bank())
    }
}

fn pages(documents_of: &[Issued], lang: Lang) -> String {
    documents(documents_of, takst_catalogue::builtin(), &Texts::new(lang))
}

fn claim_row(case: &str, month: &str, kind: ClaimKind, refund: i64) -> ClaimRow {
    ClaimRow {
        case_id: case.into(),
        citizen_id: "B-1".into(),
        place: ClaimPlace {
            provider: "mandecentret".into(),
            month: month.parse().expect("a month"),
            rule: RefundRule::Sel110Efterforsorg,
            account: Some("5.38.42".into()),
        },
        kind,
        sums: ClaimSums { net: Amount::from_ore(2 * refund), own_payment: Amount::ZERO, refund: Amount::from_ore(refund) },
        at_stake: Amount::ZERO,
        invoiced: Invoiced::Yes,
    }
}

fn claim_page(lang: Lang) -> String {
    let rows = vec![claim_row("M-2023-014", "2023-03", ClaimKind::Running, -38_500), claim_row("M-2023-014", "2023-04", ClaimKind::Current, 217_500)];
    let left = vec![
        LeftAlone { case_id: "M-2023-020".into(), place: None, claimed: ClaimSums::default(), why: vec![Code::CaseDatesReversed] },
        LeftAlone { case_id: "M-2022-007".into(), place: None, claimed: claim_row("", "2023-01", ClaimKind::Running, 545_000).sums, why: vec![] },
    ];
    let shown = Claim {
        rows: rows.clone(),
        left,
        at_stake: BTreeMap::from([(Code::RefundDecisionUnknown, Amount::from_ore(108_750))]),
        assumed: BTreeMap::from([(Code::AssumedDayCount, Amount::from_ore(505_999)), (Code::AssumedAftercareRefund, Amount::from_ore(505_999))]),
    };
    let windows = [WindowUse { citizen_id: "B-1".into(), start: "2023-10-01".parse().expect("a day"), used: 92, outside: Some(10) }];
    let catalogue = takst_catalogue::builtin();
    let policy = takst_catalogue::default_policy(catalogue);
    let receipt = common::receipt(ReportingPeriod::ALL);
    let basis = ClaimBasis { claim: &shown, windows: &windows, policy: &policy, receipt: &receipt };
    let page = ClaimPage {
        number: Some("101-2023-Q2-1"),
        payer: payer(),
        quarter: "2023-Q2".parse().ok(),
        year: None,
        date: "2023-07-03".parse().expect("a day"),
        rows: &rows,
        priced: Some(basis),
    };
    claim(&page, catalogue, &Texts::new(lang))
}

fn plan_page(lang: Lang) -> String {
    let document = |kind: DocumentKind, lines: Vec<DocumentLine>| NewDocument {
        kind,
        content: content(lines),
        references: Arc::default(),
        reasons: vec![Code::CorrectionPeriod, Code::CorrectionPrice],
        refers_to: Some("M-12".into()),
    };
    let settlement = Settlement {
        documents: vec![
            document(DocumentKind::CreditNote, vec![line("2023-03-20", "2023-03-31", 12, 545, true)]),
            document(DocumentKind::Invoice, vec![line("2023-03-20", "2023-03-24", 5, 545, true), line("2023-03-25", "2023-03-31", 7, 435, true)]),
        ],
        left: vec![Left {
            action: DocumentAction::Held,
            case_id: Some("M-2023-021".into()),
            provider: Some("mandecentret".into()),
            month: "2023-03".parse().ok(),
            payers: vec![payer()],
            sums: Some(takst::document::line::Sums { net: Amount::from_ore(54_500), vat: Amount::ZERO }),
            reasons: Vec::new(),
            why: vec![Code::CommitmentMissing],
        }],
    };
    let page = PlanPage { settlement: &settlement, date: "2023-05-02".parse().expect("a day"), until: "2023-04".parse().expect("a month") };
    plan(&page, &(), takst_catalogue::builtin(), &Texts::new(lang))
}

#[test]
fn pages_are_as_they_were_looked_at() {
    for lang in Lang::ALL {
        matches(&format!("invoice.{lang}.html"), &pages(&[invoice(bank())], lang));
        matches(&format!("credit-note.{lang}.html"), &pages(&[credit_note()], lang));
        matches(&format!("claim.{lang}.html"), &claim_page(lang));
        matches(&format!("plan.{lang}.html"), &plan_page(lang));
    }
}

#[test]
fn amounts_of_an_invoice_are_those_worked_out_by_hand() {
    let page = pages(&[invoice(bank())], Lang::Da);
    // 12 × 545 = 6,540; 2 × 870 = 1,740, with 25 % VAT of 435; 8,280 + 435 = 8,715.
    for said in [
        "6.540,00",
        "1.740,00",
        "8.280,00",
        "Moms, 25 % af 1.740,00",
        "435,00",
        "8.715,00",
        "social forsorg og bistand",
        "senest 24.\u{a0}april 2023",
        "netto 21 dage",
        "Basis efterforsorg",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(!page.contains("B-1"), "the citizen is on no document");
}

#[test]
fn each_way_of_payment_is_printed() {
    let of = |payment: Payment| pages(&[invoice(payment)], Lang::Da);
    let fik = |kind: &str| of(Payment::Fik { kind: kind.into(), creditor: "87654321".into() });
    // Of 12: 2 × 2 = 4, 1 × 1 = 1; 10 − 5 = 5.
    assert!(fik("71").contains("+71&lt;000000000000125+87654321&lt;"));
    assert!(fik("75").contains("+75&lt;0000000000000125+87654321&lt;"));
    assert!(fik("73").contains("+73&lt;+87654321&lt;"));
    let iban = of(Payment::Iban { account: "DK5000400440116243".into(), bic: Some("DABADKKK".into()) });
    assert!(iban.contains("DK50\u{a0}0040\u{a0}0440\u{a0}1162\u{a0}43") && iban.contains("DABADKKK"));
    assert!(of(bank()).contains("<dd>1234567890</dd>"));
    assert!(!pages(&[credit_note()], Lang::Da).contains("1234567890"), "a credit note is not paid");
}

#[test]
fn pages_need_nothing_but_themselves_and_are_escaped() {
    let mut evil = invoice(bank());
    evil.content.case_id = "<script>alert(1)</script>".into();
    evil.note = Some("</style><img src=x>".into());
    evil.number = "\"</title>".into();
    evil.buyer.name = "A & B <i>".into();
    let all = [pages(&[evil, credit_note()], Lang::Da), claim_page(Lang::En), plan_page(Lang::Da)];
    for html in &all {
        assert!(html.starts_with("<!DOCTYPE html><html lang="));
        for outside in ["http", "<script", "<link", "src=x>", "url(", "@import", "<img", "<i>", "onload"] {
            assert!(!html.contains(outside) || outside == "src=x>", "{outside}");
        }
        assert_eq!(html.matches("</style>").count(), 1);
        assert_eq!(html.matches("<th").count(), html.matches("<thead").count() + html.matches(" scope=\"").count());
    }
    assert_eq!(all[0].matches("<article").count(), 2);
}

/// M-12 of 12 days at 545 kr. and 2 at 870 kr. was taken back by M-13; M-14 has 10 days at 545 kr.: 1,090 kr. less, and 1,740 kr. less.
fn explained_documents(lang: Lang) -> [String; 3] {
    let text = |document: &Issued, chain: &Chain| explained(document, chain, &(), takst_catalogue::builtin(), &Texts::new(lang));
    let related =
        |document: &Issued| Related { number: document.number.clone(), issued: document.issued, lines: Some(document.content.lines.clone()) };
    let (before, credit) = (invoice(bank()), credit_note());
    let after = Issued {
        number: "M-14".into(),
        refers_to: credit.refers_to.clone(),
        reasons: credit.reasons.clone(),
        issued: credit.issued,
        content: content(vec![line("2023-03-18", "2023-03-27", 10, 545, true)]),
        due: "2023-05-23".parse().ok(),
        ..invoice(bank())
    };
    let taken_back_by = Some(Referred { number: credit.number.clone(), issued: credit.issued });
    [
        text(&before, &Chain { refers_to: None, taken_back_by, in_its_place: vec![related(&after)] }),
        text(&credit, &Chain { refers_to: Some(related(&before)), taken_back_by: None, in_its_place: Vec::new() }),
        text(&after, &Chain { refers_to: Some(related(&before)), ..Chain::default() }),
    ]
}

#[test]
fn a_document_explained_names_what_it_replaces_and_what_changed() {
    for lang in Lang::ALL {
        for (text, name) in explained_documents(lang).iter().zip(["taken-back", "credit-note", "replacing"]) {
            matches(&format!("{name}.{lang}.txt"), text);
        }
    }
    let [before, credit, after] = explained_documents(Lang::En);
    // 10 × 545 − 12 × 545 = −1,090; 0 − 2 × 870 = −1,740; in all −2,830.
    for text in [&before, &after] {
        for part in ["What changed from M-12 to M-14", "−1,090.00", "−1,740.00", "−2,830.00"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
    assert!(credit.contains("Not replaced by a new invoice.") && !credit.contains("What changed"), "{credit}");
    // What has expired is not compared.
    let gone = Related { number: "M-12".into(), issued: "2023-04-03".parse().expect("a day"), lines: None };
    let text =
        explained(&credit_note(), &Chain { refers_to: Some(gone), ..Chain::default() }, &(), takst_catalogue::builtin(), &Texts::new(Lang::En));
    assert!(text.contains("credits the whole of invoice M-12"), "{text}");
}
