//! Every step, every way of charging and every refund condition is rendered in both languages, with no message missing.

mod common;

use chrono::NaiveDate;
use std::sync::Arc;
use takst::catalogue::{RefundRule, Unit};
use takst::source::Source;
use takst::{
    Amount, Assumptions, Charged, Code, Document, Explanation, Line, LineRefund, LineVat, Month, Municipality, Outcome, Percent, Period, Policy,
    Quantity, RefundFacts, ReportingPeriod, Running, ServiceFacts, Severity, Statement, Step, UnitPrice, VatCategory, VatExemption,
};
use takst_explain::model::StepPart;
use takst_explain::{Lang, Texts, explain};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn ore(ore: i64) -> Amount {
    Amount::from_ore(ore)
}

fn line() -> Line {
    let first = day("2023-03-20");
    Line {
        row: 1,
        row_id: None,
        number: 1,
        service: Arc::new(ServiceFacts {
            id: "boegely/ophold".into(),
            provider: "boegely".into(),
            legal_basis: "SEL § 110".into(),
            account: None,
            refund_rule: RefundRule::Sel110Ophold,
        }),
        payer: Municipality::new(101).expect("a code"),
        month: Month::of(first),
        period: Period::new(first, day("2023-03-31")).expect("a period"),
        quantity: Quantity::whole(12),
        unit: Unit::Day,
        unit_price: UnitPrice::from_units(10_000_000),
        price_base_quantity: Quantity::whole(1),
        net: ore(1_200_000),
        vat: LineVat { category: VatCategory::Exempt, rate: Percent::from_units(0), amount: Amount::ZERO, exemption: Some(VatExemption::SocialCare) },
        own_payment: Amount::ZERO,
        refund: LineRefund { outcome: Outcome::Refunded, reason: Code::RefundBeforeReform, amount: ore(600_000), at_stake: Amount::ZERO },
        tariff_version: None,
        invoice_hold: None,
        assumptions: Assumptions::NONE,
    }
}

/// The parts of one line with these steps.
fn shown(lang: Lang, steps: Vec<Step>) -> Vec<StepPart> {
    let line = line();
    let document = Document { provider: "boegely".into(), payer: line.payer, month: line.month, hold: None, lines: line.into() };
    let statement = Statement { case_id: "S".into(), citizen_id: "B".into(), result: Ok(vec![document]), findings: Vec::new() };
    let explanation = Explanation { statement, steps: vec![steps], terms: Vec::new() };
    let receipt = common::receipt(ReportingPeriod::ALL);
    let report = explain(&explanation, &common::boegely(), &Policy::default(), &receipt, &Texts::new(lang));
    report.documents.into_iter().flat_map(|d| d.lines).flat_map(|l| l.steps).collect()
}

fn looks_unsaid(text: &str) -> bool {
    let keys = ["step-", "reason-", "outcome-", "unit-", "units-", "code-", "page-", "{", "}", "$"];
    keys.iter().any(|key| text.starts_with(key)) || text.contains(['{', '}', '$'])
}

fn check(lang: Lang, step: &Step) {
    let parts = shown(lang, vec![step.clone()]);
    assert_eq!(parts.len(), 1, "{lang}: {step:?} is not shown");
    let part = &parts[0];
    let texts = [Some(&part.label), Some(&part.text), part.calculation.as_ref(), part.result.as_ref()];
    for text in texts.into_iter().flatten() {
        assert!(!looks_unsaid(text), "{lang}: {step:?}: {text}");
    }
    assert!(!part.label.is_empty() && (!part.text.is_empty() || part.calculation.is_some()), "{lang}: {step:?} says nothing");
}

fn all_charged() -> Vec<Charged> {
    vec![
        Charged::Days { days: 1, last_day_free: false },
        Charged::Days { days: 12, last_day_free: true },
        Charged::Weeks { weeks: 1, last_is_cut: true },
        Charged::Weeks { weeks: 3, last_is_cut: false },
        Charged::WholeMonth,
        Charged::MonthPart { days: 12, of: 31, last_day_free: false },
        Charged::MonthPart { days: 12, of: 31, last_day_free: true },
        Charged::Hours(Quantity::from_units(1250)),
        Charged::Course,
    ]
}

fn all_facts() -> Vec<RefundFacts> {
    let window = |used_outside, used_before| RefundFacts::Window { number: 1, start: day("2023-10-01"), used_outside, used_before, cap: 120 };
    let gap = |prior: Option<&str>| RefundFacts::Gap { prior_stay_to: prior.map(day), course_first: day("2020-03-20"), limit: 31 };
    let discharge = |on: Option<&str>, stated, decided, until: Option<&str>| RefundFacts::Discharge {
        day: on.map(day),
        stated,
        decided,
        discharged_to_107: decided.map(|decided: bool| !decided),
        until: until.map(day),
    };
    vec![
        RefundFacts::None,
        window(None, 0),
        window(Some(3), 1),
        window(Some(0), 119),
        gap(None),
        gap(Some("2020-03-19")),
        gap(Some("2020-03-01")),
        gap(Some("2019-03-01")),
        discharge(None, false, None, None),
        discharge(Some("2023-11-01"), true, Some(true), Some("2025-10-31")),
        discharge(Some("2023-11-01"), false, None, Some("2025-10-31")),
        discharge(Some("2023-01-01"), true, Some(false), None),
    ]
}

fn all_steps() -> Vec<Step> {
    let price = UnitPrice::from_units(4_123_500);
    let running = Running { before: ore(54_415), after: ore(108_829) };
    let from_start = Running { before: Amount::ZERO, after: ore(54_415) };
    let source = Source::stated("takstblad 2023");
    let days = line().period;
    let mut steps = vec![
        Step::Course { first: day("2023-03-20"), last: Some(day("2023-04-10")) },
        Step::Course { first: day("2023-03-20"), last: None },
        Step::Tariff {
            version: "boegely/ophold@2023-01-01".into(),
            from: day("2023-01-01"),
            to: Some(day("2023-12-31")),
            price,
            unit: Unit::Day,
            month_price: Some(UnitPrice::from_units(123_000_000)),
            source: source.clone(),
            known_from: Some(day("2023-02-01")),
            passed_over: vec!["boegely/ophold@2022-01-01".into()],
        },
        Step::Net { quantity: Quantity::from_units(333), unit_price: price, base: Quantity::whole(1), net: ore(137_313), running: None },
        Step::Net { quantity: Quantity::whole(12), unit_price: price, base: Quantity::whole(31), net: ore(54_414), running: Some(running) },
        Step::OwnPayment { per_day: None, days: 12, amount: Amount::ZERO },
        Step::OwnPayment { per_day: Some(ore(8_900)), days: 12, amount: ore(106_800) },
        Step::Cost { net: ore(100), own_payment: ore(20), refund: ore(40), cost: ore(40) },
    ];
    for category in [VatCategory::Exempt, VatCategory::Standard] {
        let (rate, vat) = (Percent::from_units(2_500), ore(54_414));
        let number = (category == VatCategory::Exempt).then_some(2);
        steps.push(Step::Vat { category, rate, base: ore(217_657), vat, running, number, source: Some(source.clone()) });
    }
    for outcome in [Outcome::Refunded, Outcome::NotRefunded, Outcome::Undetermined] {
        let half = |of| if of == outcome { ore(54_415) } else { Amount::ZERO };
        let (amount, at_stake) = (half(Outcome::Refunded), half(Outcome::Undetermined));
        let running = (outcome != Outcome::NotRefunded).then_some(from_start);
        let (base, share) = (ore(108_829), Percent::from_units(5_000));
        steps.push(Step::Refund { base, share, outcome, amount, at_stake, running, source: Some(source.clone()) });
    }
    for &unit in Unit::ALL {
        steps.push(Step::AgreedPrice { price, unit, over_hours: None });
        steps.push(Step::AgreedPrice { price, unit, over_hours: Some((Quantity::whole(20), Quantity::whole(15))) });
    }
    steps.extend(all_charged().into_iter().map(Step::Charged));
    for &code in Code::ALL {
        match code.severity() {
            Severity::Assumption => steps.push(Step::Assumed(code)),
            Severity::Condition => {
                for facts in all_facts() {
                    let (rule, outcome, source) = (RefundRule::Sel110Ophold, Outcome::Undetermined, None);
                    steps.push(Step::RefundDecided { days, rule, outcome, reason: code, facts, source });
                }
            }
            Severity::Error | Severity::Warning | Severity::Note | Severity::Reason | Severity::Verdict => {}
        }
    }
    let (rule, outcome, facts) = (RefundRule::Sel110Ophold, Outcome::Undetermined, RefundFacts::None);
    steps.push(Step::RefundDecided { days, rule, outcome, reason: Code::RefundCitizenIncomplete, facts, source: None });
    steps.push(Step::Hold(Code::CommitmentMissing));
    steps.push(Step::Hold(Code::CommitmentLate));
    steps
}

#[test]
fn every_step_is_told_in_both_languages() {
    for lang in Lang::ALL {
        all_steps().iter().for_each(|step| check(lang, step));
    }
}

/// The enums are non-exhaustive to other crates; this reads their variants from the source, so that a new one fails here.
#[test]
fn every_variant_is_among_the_steps() {
    let source = include_str!("../../takst/src/result/trace.rs");
    let written: Vec<String> = all_steps().iter().map(|step| format!("{step:?}")).collect();
    for (name, before) in [("Step", ""), ("Charged", "Charged("), ("RefundFacts", "facts: ")] {
        let body = source.split(&format!("pub enum {name} {{")).nth(1).and_then(|rest| rest.split("\n}\n").next()).expect("the enum");
        let variants = body.lines().filter_map(|l| l.strip_prefix("    ")).filter(|l| l.starts_with(|c: char| c.is_ascii_uppercase()));
        for variant in variants.map(|l| l.split([',', '(', ' ']).next().unwrap_or(l)) {
            let mark = format!("{before}{variant}");
            assert!(written.iter().any(|step| if before.is_empty() { step.starts_with(&mark) } else { step.contains(&mark) }), "{name}::{variant}");
        }
    }
}

#[test]
fn a_running_sum_is_told_where_it_matters() {
    let text = |step| shown(Lang::Da, vec![step]).remove(0).text;
    let refund = |before, after, base| Step::Refund {
        base: ore(base),
        share: Percent::from_units(5_000),
        outcome: Outcome::Refunded,
        amount: ore(after - before),
        at_stake: Amount::ZERO,
        running: Some(Running { before: ore(before), after: ore(after) }),
        source: None,
    };
    assert!(text(refund(54_415, 108_829, 108_829)).ends_with("Afrundet på den akkumulerede sum: 1.088,29 − 544,15 = 544,14."));
    assert!(!text(refund(0, 54_415, 108_829)).contains("akkumulerede"), "the first line rounds as if it stood alone");
}

#[test]
fn conditions_say_what_they_looked_at() {
    let text = |lang, reason, outcome, facts| {
        let step = Step::RefundDecided { days: line().period, rule: RefundRule::Sel110Ophold, outcome, reason, facts, source: None };
        shown(lang, vec![step]).remove(0).text
    };
    let window = RefundFacts::Window { number: 2, start: day("2024-10-05"), used_outside: Some(7), used_before: 120, cap: 120 };
    assert_eq!(
        text(Lang::Da, Code::RefundCapReached, Outcome::NotRefunded, window),
        "Borgerens refusionsperiode nr. 2 begyndte 5. oktober 2024. 120 døgn i perioden var brugt før disse døgn, heraf 7 uden for sagsfilen. \
         Loftet er 120 døgn, og det er nået. Udgiften refunderes ikke."
    );
    let gap = RefundFacts::Gap { prior_stay_to: Some(day("2020-03-01")), course_first: day("2020-05-01"), limit: 31 };
    assert_eq!(
        text(Lang::En, Code::RefundGapTooLong, Outcome::Undetermined, gap),
        "The stay ended on 1 March 2020 and the course began on 1 May 2020, 61 days later; that is more than the 31 days that count as in \
         connection with moving out (policy setting cti-gap). The right to refund is not settled, and nothing is claimed."
    );
}

/// A stay across the anniversary of the window: one line, and each condition names its days. On other lines the days of the line stand above.
#[test]
fn conditions_of_a_line_in_two_windows_name_their_days() {
    let stay =
        "case_id=S,citizen_id=B,service=boegely/ophold,first_day=2024-10-10,last_day=2024-11-05,payer=101,window_start=2023-10-15,window_days_used=3";
    for (lang, before, after) in [
        (Lang::Da, "10.–14. oktober 2024: Borgerens refusionsperiode nr. 1", "15.–31. oktober 2024: Borgerens refusionsperiode nr. 2"),
        (Lang::En, "10–14 October 2024: The citizen's refund window no. 1", "15–31 October 2024: The citizen's refund window no. 2"),
    ] {
        let report = common::boegely_report(lang, &[stay]);
        let (text, html) = (report.text().split_whitespace().collect::<Vec<_>>().join(" "), report.html().replace('\u{a0}', " "));
        let lines: Vec<_> = report.documents.iter().flat_map(|document| &document.lines).collect();
        assert_eq!(lines.len(), 2, "October and November");
        let conditions = |of: usize| -> Vec<&StepPart> { lines[of].steps.iter().filter(|step| step.kind == "refund-condition").collect() };
        let days = |step: &StepPart| [step.data.get("first_day").cloned(), step.data.get("last_day").cloned()].map(|day| day.expect("a day"));
        let october = conditions(0);
        assert!(october.len() == 2 && october[0].text.starts_with(before) && october[1].text.starts_with(after), "{october:#?}");
        assert_eq!([days(october[0]), days(october[1])], [["2024-10-10", "2024-10-14"], ["2024-10-15", "2024-10-31"]]);
        // The text is set in columns: a cell may be broken anywhere, but begins on one line.
        for begins in [before, after].map(|days| days.split(':').next().expect("days")) {
            assert!(text.contains(&format!("{begins}:")) && html.contains(&format!("{begins}:")), "{begins}");
        }
        let november = conditions(1);
        assert!(november.len() == 1 && !november[0].text.starts_with('1'), "{november:#?}");
        assert_eq!(days(november[0]), ["2024-11-01", "2024-11-05"]);
    }
}

/// No figure of the law decides the refund of aftercare: what the provider's file says of it is cited.
#[test]
fn the_refund_of_aftercare_cites_the_service() {
    for rows in [common::AFTERCARE, common::REFORM] {
        let report = common::report(Lang::Da, rows);
        let conditions = report.documents.iter().flat_map(|d| &d.lines).flat_map(|l| &l.steps).filter(|step| step.kind == "refund-condition");
        let cited: Vec<usize> = conditions.map(|step| step.source.expect("a source")).collect();
        let sources = report.sources.as_ref().expect("sources");
        assert_eq!(cited.len(), 2);
        for number in cited {
            let source = sources.items.iter().find(|source| source.number == number).expect("listed");
            assert_eq!(source.title, "Lov om social service (serviceloven, SEL)");
            assert!(source.place.as_ref().is_some_and(|place| place.contains("aftercare-before-2023-10")), "{source:?}");
        }
    }
}
