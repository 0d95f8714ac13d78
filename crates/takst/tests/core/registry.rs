//! Codes, assumptions and scalar types.

use std::collections::BTreeSet;
use takst::catalogue::{RefundRule, Unit};
use takst::{Assumptions, CaseRow, Code, Column, Policy, RowDraft, Severity};

/// The codes of the contract, copied from it by hand; the registry may have more, never fewer.
const CONTRACT: &str = "tariff.none tariff.ended tariff.ambiguous price.agreed-missing price.not-agreed price.over-included-hours case.overlap \
    case.conflict case.hours-missing case.hours-undated case.dates-reversed case.open-end case.cpr-number value.missing value.invalid value.range \
    value.precision service.unknown own-payment.unit own-payment.exceeds-price commitment.missing commitment.late course.too-long course.too-short \
    course.not-after-stay hours.differ capacity.exceeded notice.late service.included service.free refund.undetermined refund.citizen-incomplete \
    assumed.roll-out-date assumed.tariff-start assumed.day-count assumed.started-week assumed.included-hours assumed.tariff-validity \
    assumed.act-replaced assumed.vat-exempt assumed.vat-standard assumed.window-reset assumed.window-2026 assumed.window-resident \
    assumed.history-complete assumed.own-payment-none assumed.aftercare-refund assumed.aftercare-uses-no-days assumed.cti-gap assumed.first-discharge \
    case.billed-elsewhere own-payment.differs stay.overlaps refund.no-cap refund.after-107 assumed.not-discharged-to-107 assumed.109-uncapped \
    assumed.aftercare-after assumed.discharged-before";

/// The codes of documents, copied from their contract by hand.
const DOCUMENTS: &str = "series.taken reference.conflict ledger.busy ledger.date-backwards ledger.date-ahead import.refused file.unreadable invoice.held \
    party.missing invoice.billed-elsewhere seller.changed plan.changed correction.references reissue.not-standing correction.withdrawn correction.payer \
    correction.service correction.period correction.price correction.vat correction.amount claim.quarter-backwards claim.quarter-ahead \
    verify.service-inferred verify.days-from-text verify.case-ambiguous verify.agrees verify.described-differently verify.price verify.quantity \
    verify.period verify.service verify.payer verify.vat verify.sum verify.billed-twice verify.commitment verify.case-refused verify.amount \
    verify.seller-unknown verify.case-unknown verify.service-unknown verify.days-unknown verify.credit-unknown verify.not-billed invoiced.differs";

#[test]
fn every_code_of_the_contract_is_registered_once() {
    let registered: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let distinct: BTreeSet<&str> = registered.iter().copied().collect();
    assert_eq!(registered.len(), distinct.len());
    for code in CONTRACT.split_whitespace().chain(DOCUMENTS.split_whitespace()) {
        assert!(distinct.contains(code), "{code}");
        assert_eq!(code.parse::<Code>().expect("a code").as_str(), code);
    }
    assert!("tariff.unknown".parse::<Code>().is_err());
    for code in Code::ALL {
        assert_eq!(code.severity() == Severity::Assumption, code.as_str().starts_with("assumed."), "{code}");
        assert!(code.meaning().ends_with('.') && !code.meaning().starts_with(' '), "{code}");
    }
}

#[test]
fn assumptions_are_a_set_of_codes_in_alphabetical_order() {
    let assumed: Vec<Code> = Code::ALL.iter().copied().filter(|code| code.severity() == Severity::Assumption).collect();
    let all = assumed.iter().fold(Assumptions::NONE, |set, code| set.with(*code));
    assert_eq!(all.iter().collect::<BTreeSet<_>>(), assumed.iter().copied().collect());
    let written: Vec<String> = all.iter().map(|code| code.to_string()).collect();
    assert!(written.is_sorted());
    for code in &assumed {
        let one = Assumptions::NONE.with(*code);
        assert_eq!((one.to_string(), one.contains(*code), one.is_empty()), (code.to_string(), true, false));
    }
    assert_eq!(Assumptions::NONE.with(Code::TariffNone), Assumptions::NONE);
    let two = Assumptions::NONE.with(Code::AssumedWindowReset).union(Assumptions::NONE.with(Code::AssumedDayCount));
    assert_eq!(two.to_string(), "assumed.day-count;assumed.window-reset");
    assert!(Assumptions::NONE.is_empty() && !two.contains(Code::AssumedCtiGap));
}

#[test]
fn columns_are_those_of_the_contract() {
    let names: Vec<&str> = Column::ALL.iter().map(|column| column.as_str()).collect();
    assert_eq!(
        names.join(" "),
        "case_id citizen_id row_id service first_day last_day payer hours hours_per_week unit_price unit own_payment_per_day prior_stay_to \
         first_discharge decided_before_discharge discharged_to_107 window_start window_days_used commitment commitment_date notified_start \
         notified_end buyer_reference order_reference accounting_cost buyer_gln hold_released invoiced"
    );
}

#[test]
fn numbers_are_those_that_were_given_out() {
    // Programs in C and C# are compiled with them.
    let numbers = |first: u32, severity: &[Severity]| {
        let found: Vec<u32> = Code::ALL.iter().filter(|code| severity.contains(&code.severity())).map(|code| code.number()).collect();
        assert_eq!(found.iter().copied().collect::<BTreeSet<_>>().len(), found.len(), "each once");
        assert!(found.iter().all(|number| (first..first + 100).contains(number)), "{found:?}");
    };
    numbers(1, &[Severity::Error]);
    numbers(101, &[Severity::Warning, Severity::Note]);
    numbers(201, &[Severity::Condition]);
    numbers(301, &[Severity::Assumption]);
    numbers(401, &[Severity::Reason, Severity::Verdict]);
    let known = [
        (Code::RecordMalformed, 21),
        (Code::RefundCitizenIncomplete, 113),
        (Code::RefundNoDischarge, 217),
        (Code::AssumedFirstDischarge, 318),
        (Code::AssumedDischargedBefore, 322),
        (Code::CaseBilledElsewhere, 114),
        (Code::OwnPaymentDiffers, 116),
        (Code::StayOverlaps, 118),
        (Code::RefundNoCap, 218),
        (Code::RefundAfter107, 219),
    ];
    for (code, number) in known {
        assert_eq!((code.number(), Code::from_number(number)), (number, Some(code)));
    }
    assert_eq!((Code::AssumedRollOutDate.bit(), Code::AssumedFirstDischarge.bit(), Code::TariffNone.bit()), (Some(0), Some(17), None));
    assert_eq!(Assumptions::NONE.with(Code::AssumedDayCount).bits(), 0b100);
    let mut columns: Vec<u32> = Column::ALL.iter().map(|column| column.number()).collect();
    assert!(Column::ALL.iter().all(|column| Column::from_number(column.number()) == Some(*column)));
    columns.sort_unstable();
    assert!(columns.iter().copied().eq(1..=Column::ALL.len() as u32), "each number once");
    assert_eq!((Column::CaseId.number(), Column::NotifiedEnd.number(), Column::DischargedTo107.number()), (1, 21, 22));
    assert_eq!(RefundRule::ALL.iter().map(|rule| rule.number()).collect::<Vec<_>>(), [4, 1, 2, 3, 0]);
    for (unit, code) in Unit::ALL.iter().zip(["HUR", "DAY", "WEE", "MON", "C62"]) {
        assert_eq!(unit.unece_code(), code);
    }
}

#[test]
fn every_assumption_says_what_answers_it() {
    for code in Code::ALL {
        assert_eq!(code.asks().is_some(), code.severity() == Severity::Assumption, "{code}");
        if let Some(setting) = code.setting() {
            assert!(Policy::GENERAL.contains(&setting), "{code} names {setting}");
        }
    }
}

#[test]
fn every_example_is_read() {
    let mut draft = RowDraft::new(1);
    for column in Column::ALL {
        draft.set(*column, column.example());
    }
    assert!(matches!(draft.finish().row, CaseRow::Sound(_)));
}

#[test]
fn a_setting_takes_its_values_and_no_others() {
    for (name, good, bad) in [
        ("included-hours", &["14.5", "168", "as-published"][..], &["0", "168.01", "15.005", "ca. 15"][..]),
        ("cti-gap", &["0", "3660"], &["3661", "-1", "1.5", ""]),
        ("day-count", &["both", "first-only"], &["Both", "nights"]),
        ("vat-sel", &["exempt", "standard"], &["25"]),
        ("aftercare-after-2023-10", &["refunded", "not-refunded", "undetermined"], &["yes"]),
        ("decided-absent", &["undetermined", "not-refunded"], &["refunded"]),
    ] {
        for value in good {
            let mut policy = Policy::default();
            policy.set(name, value, Some("a ruling")).expect(name);
            let entries = policy.entries();
            let entry = entries.iter().find(|entry| entry.name == name).expect("a setting");
            assert_eq!((entry.value.as_str(), entry.source), (*value, Some("a ruling")));
        }
        for value in bad {
            assert!(Policy::default().set(name, value, None).is_err(), "{name} = {value}");
        }
    }
    assert!(Policy::default().set("day-count", "both", Some("  ")).is_err(), "an empty source");
    assert!(Policy::default().set("days", "both", None).is_err(), "an unknown setting");
}

#[cfg(feature = "serde")]
#[test]
fn amounts_are_text_in_serde_never_floats() {
    use takst::{Amount, Quantity, UnitPrice};
    let net: Amount = serde_json::from_str("\"1185.00\"").expect("text");
    assert_eq!(serde_json::to_string(&net).expect("text"), "\"1185.00\"");
    assert!(serde_json::from_str::<Amount>("1185.0").is_err(), "a number");
    assert!(serde_json::from_str::<Amount>("\"1185.005\"").is_err(), "a tenth of an øre");
    assert_eq!(serde_json::from_str::<UnitPrice>("\"512.3456\"").expect("text").to_string(), "512.3456");
    assert!(serde_json::from_str::<Quantity>("\"seven\"").is_err());
}
