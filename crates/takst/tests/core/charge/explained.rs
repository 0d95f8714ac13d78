//! What the steps behind a line say: how much was charged, the days decided, running sums, and the term that a finding rests on.

use super::cases::{book, citizen, rows, with_policy};
use crate::common::{catalogue, law, service, tariff};
use takst::catalogue::{AfterStay, CommitmentRule, Kind, RefundRule, Service, Terms, Vat, VatExemption};
use takst::{Amount, Book, Charged, Code, Explanation, KnownAsOf, Period, Policy, Quantity, ReportingPeriod, Running, Step, figure};

fn explained(book: &Book, cells: &[&str]) -> Explanation {
    book.explain(&citizen(rows(cells)), &ReportingPeriod::ALL, "S-1").expect("the citizen has the case")
}

/// What is found in the steps of each line.
fn each<T>(explanation: &Explanation, of: impl Fn(&Step) -> Option<T>) -> Vec<T> {
    explanation.steps.iter().flat_map(|steps| steps.iter().find_map(&of)).collect()
}

fn charged(book: &Book, cells: &str) -> Vec<Charged> {
    each(&explained(book, &[cells]), |step| if let Step::Charged(charged) = step { Some(*charged) } else { None })
}

fn priced(name: &str, kind: Kind, price: &str) -> Service {
    service(name, kind, vec![tariff("2020-01-01", None, price)])
}

fn running(before: i64, after: i64) -> Running {
    Running { before: Amount::from_ore(before), after: Amount::from_ore(after) }
}

#[test]
fn how_much_is_charged_is_stated_in_its_unit() {
    let book = book(vec![priced("uge", Kind::Week, "800"), priced("time", Kind::Hour, "500"), priced("forloeb", Kind::Course, "9000")]);
    let weeks = |weeks, last_is_cut| Charged::Weeks { weeks, last_is_cut };
    // The third week would end on 21 January.
    assert_eq!(charged(&book, "uge 2024-01-01 2024-01-17"), [weeks(3, true)]);
    assert_eq!(charged(&book, "uge 2024-01-01 2024-01-20"), [weeks(3, true)]);
    assert_eq!(charged(&book, "uge 2024-01-01 2024-01-21"), [weeks(3, false)]);
    // Five weeks begin in January, on 5 and 12 February two more.
    assert_eq!(charged(&book, "uge 2024-01-01 2024-02-13"), [weeks(5, false), weeks(2, true)]);
    assert_eq!(charged(&book, "time 2024-01-01 2024-01-17 hours=2.5"), [Charged::Hours(Quantity::from_units(250))]);
    assert_eq!(charged(&book, "forloeb 2024-01-01 2024-03-17"), [Charged::Course]);
}

#[test]
fn the_days_that_were_decided_are_those_of_the_line() {
    let shelter = |name: &str, kind| Service { refund: RefundRule::Sel109Ophold, ..priced(name, kind, "800") };
    let book = book(vec![shelter("uge", Kind::Week), shelter("time", Kind::Hour)]);
    let decided = |cells: &str| {
        each(&explained(&book, &[cells]), |step| if let Step::RefundDecided { days, .. } = step { Some(days.to_string()) } else { None })
    };
    assert_eq!(decided("uge 2024-01-01 2024-01-17"), ["2024-01-01/2024-01-17"]);
    assert_eq!(decided("time 2024-01-10 2024-01-20 hours=2"), ["2024-01-10/2024-01-20"]);
}

#[test]
fn sums_are_stated_before_and_after_each_line() {
    let of = |name: &str, refund| Service { refund, ..priced(name, Kind::Day, "0.03") };
    let book = book(vec![
        of("a", RefundRule::Sel109Ophold),
        of("b", RefundRule::Sel109Ophold),
        of("c", RefundRule::Sel110Efterforsorg),
        of("d", RefundRule::Sel110Efterforsorg),
    ]);
    let day = |name: &str| format!("{name} 2024-01-01 2024-01-01");
    let of_two = |cells: [String; 2]| explained(&book, &[&cells[0], &cells[1]]);
    // Half of 0.03 is 0.015, of 0.06 0.03; 25 % are 0.0075 and 0.015.
    for two in [of_two([day("a"), day("b")]), of_two([day("c"), day("d")])] {
        let refund = each(&two, |step| if let Step::Refund { running, .. } = step { *running } else { None });
        assert_eq!(refund, [running(0, 2), running(2, 3)]);
        let vat = each(&two, |step| if let Step::Vat { running, .. } = step { Some(*running) } else { None });
        assert_eq!(vat, [running(0, 1), running(1, 2)]);
    }
}

#[test]
fn an_exemption_is_stated_with_its_number() {
    let mut catalogue =
        catalogue(vec![Service { vat: Vat::Exempt, vat_exemption: Some(VatExemption::SocialCare), ..priced("dag", Kind::Day, "100") }]);
    catalogue.law.figures.push(law(&format!("{}132-1g", figure::VAT_EXEMPTION), "2020-01-01", None, "2"));
    catalogue.law.figures.push(law(&format!("{}132-1b", figure::VAT_EXEMPTION), "2020-01-01", None, "1"));
    let book = Book::compile(&catalogue, &Policy::default(), KnownAsOf::Latest).expect("a catalogue in order");
    let numbers =
        each(&explained(&book, &["dag 2024-01-01 2024-01-01"]), |step| if let Step::Vat { number, .. } = step { Some(*number) } else { None });
    assert_eq!(numbers, [Some(2)]);
}

#[test]
fn a_finding_names_the_term_it_rests_on() {
    let with = |name: &str, kind, terms| Service { terms, ..priced(name, kind, "100") };
    let book = book(vec![
        with("lang", Kind::Day, Terms { max_months: Some(2), ..Terms::default() }),
        with("uger", Kind::Day, Terms { weeks: Some(6), ..Terms::default() }),
        with("kort", Kind::Day, Terms { min_weeks: Some(8), ..Terms::default() }),
        with("efter", Kind::Day, Terms { after_stay: Some(AfterStay::Required), ..Terms::default() }),
        with("tilsagn", Kind::Day, Terms { commitment: Some(CommitmentRule::Always), ..Terms::default() }),
        with("varsel", Kind::Day, Terms { notice_working_days: Some(3), ..Terms::default() }),
        with("timer", Kind::Week, Terms { min_weekly_hours: Some(Quantity::whole(10)), ..Terms::default() }),
    ]);
    let terms = |cells: &str| {
        let explanation = explained(&book, &[cells]);
        let terms = explanation.terms.iter().map(|term| term.as_ref().map(|term| term.key));
        explanation.statement.findings.iter().map(|finding| finding.code).zip(terms).collect::<Vec<_>>()
    };
    let one = |code, key| vec![(code, Some(key))];
    assert_eq!(terms("lang 2024-01-01 2024-03-01"), one(Code::CourseTooLong, "max_months"));
    assert_eq!(terms("lang 2024-01-01 2024-02-29"), []);
    assert_eq!(terms("uger 2024-01-01 2024-02-12"), one(Code::CourseTooLong, "weeks"));
    assert_eq!(terms("uger 2024-01-01 2024-01-31"), one(Code::CourseTooShort, "weeks"));
    assert_eq!(terms("kort 2024-01-01 2024-01-31"), one(Code::CourseTooShort, "min_weeks"));
    assert_eq!(terms("efter 2024-01-01 2024-01-31"), one(Code::CourseNotAfterStay, "after_stay"));
    assert_eq!(terms("tilsagn 2024-01-01 2024-01-31"), one(Code::CommitmentMissing, "commitment"));
    assert_eq!(terms("tilsagn 2024-01-01 2024-01-31 commitment=B commitment_date=2024-01-02"), one(Code::CommitmentLate, "commitment"));
    // The third working day after Monday 1 January is Thursday.
    assert_eq!(terms("varsel 2024-01-01 2024-01-31 notified_start=2024-01-05"), one(Code::NoticeLate, "notice_working_days"));
    assert_eq!(terms("varsel 2024-01-01 2024-01-31 notified_start=2024-01-04"), []);
    // 10 hours a week are as many as the least.
    assert_eq!(terms("timer 2024-01-01 2024-01-07 hours_per_week=9.99"), one(Code::HoursDiffer, "min_weekly_hours"));
    assert_eq!(terms("timer 2024-01-01 2024-01-07 hours_per_week=10"), []);
}

#[test]
fn a_course_of_which_only_the_free_last_day_has_a_price_is_not_charged() {
    let family = |service: Service| Service { family: "hus/f".into(), ..service };
    let services = vec![family(priced("dag", Kind::Day, "100")), family(service("indeholdt", Kind::Included, vec![]))];
    let book = with_policy(services, &[("day-count", "first-only")]);
    let found = |cells: &[&str]| {
        let statement = book.price(&citizen(rows(cells)), &ReportingPeriod::ALL).remove(0);
        statement.findings.iter().any(|finding| finding.code == Code::CourseNotCharged)
    };
    assert!(found(&["indeholdt 2024-01-01 2024-01-09", "dag 2024-01-10 2024-01-10"]));
    assert!(!found(&["indeholdt 2024-01-01 2024-01-09", "dag 2024-01-10 2024-01-11"]));
    assert!(!found(&["dag 2024-01-01 2024-01-01", "indeholdt 2024-01-02 2024-01-10"]));
}

#[test]
fn a_hold_ends_with_its_course() {
    let terms = Terms { commitment: Some(CommitmentRule::Always), ..Terms::default() };
    let book = book(vec![Service { terms, ..priced("dag", Kind::Day, "100") }]);
    let later = "dag 2024-03-01 2024-03-31 commitment=B-1 commitment_date=2024-02-01";
    let statement = book.price(&citizen(rows(&["dag 2024-01-10 2024-01-31", later])), &ReportingPeriod::ALL).remove(0);
    let holds: Vec<_> = statement.lines().map(|line| (line.period, line.invoice_hold)).collect();
    let period = |first: &str, last: &str| Period::new(first.parse().expect("a day"), last.parse().expect("a day")).expect("a period");
    assert_eq!(holds, [(period("2024-01-10", "2024-01-31"), Some(Code::CommitmentMissing)), (period("2024-03-01", "2024-03-31"), None)]);
}
