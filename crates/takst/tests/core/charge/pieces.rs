//! Where lines end and documents begin: a change on the last day of a month or of a tariff, two rates of VAT, two providers, sums that are rounded
//! each for itself (R10.1 to R10.3), and holds over whole months (R12.5).

use super::cases::{citizen, lines, price, rows};
use crate::common::{catalogue, law, service, tariff};
use takst::catalogue::{CommitmentRule, Kind, Provider, RefundRule, Service, Terms};
use takst::{Book, Catalogue, Code, KnownAsOf, Outcome, Policy, ReportingPeriod, Statement, figure};

fn compiled(catalogue: &Catalogue) -> Book {
    Book::compile(catalogue, &Policy::default(), KnownAsOf::Latest).expect("a catalogue in order")
}

/// A stay under § 110 at 100 kr., from February 2024 at 110 kr., with other caps of days.
fn stays(caps: &[(&str, Option<&str>, &str)]) -> Book {
    let versions = vec![tariff("2024-01-01", Some("2024-01-31"), "100"), tariff("2024-02-01", None, "110")];
    let mut catalogue = catalogue(vec![Service { refund: RefundRule::Sel110Ophold, ..service("ophold", Kind::Day, versions) }]);
    catalogue.law.figures.retain(|figure| figure.id != figure::CAP_DAYS);
    catalogue.law.figures.extend(caps.iter().map(|(from, to, days)| law(figure::CAP_DAYS, from, *to, days)));
    compiled(&catalogue)
}

/// Each line with whether its days are refunded.
fn refunded(statement: &Statement) -> Vec<String> {
    let outcomes = statement.lines().map(|line| line.refund.outcome == Outcome::Refunded);
    lines(statement).into_iter().zip(outcomes).map(|(line, refunded)| format!("{line} {refunded}")).collect()
}

#[test]
fn the_last_day_of_a_month_and_a_tariff_can_be_the_first_beyond_the_cap() {
    // 30 days from 1 January are refunded; the 31st is the last at 100 kr.
    let wanted = [
        "2024-01-01 2024-01-30 30.00 day 100.00/1.00 3000.00 true",
        "2024-01-31 2024-01-31 1.00 day 100.00/1.00 100.00 false",
        "2024-02-01 2024-02-10 10.00 day 110.00/1.00 1100.00 false",
    ];
    let stay = || rows(&["ophold 2024-01-01 2024-02-10"]);
    assert_eq!(refunded(&price(&stays(&[("2023-10-01", None, "30")]), stay(), None)), wanted);
    // The same where the law changes on 16 January without a change of outcome: the days before and after it make one line.
    let changed = stays(&[("2023-10-01", Some("2024-01-15"), "120"), ("2024-01-16", None, "30")]);
    assert_eq!(refunded(&price(&changed, stay(), None)), wanted);
}

#[test]
fn a_change_of_law_on_the_last_day_of_a_month_ends_no_line() {
    let book = stays(&[("2023-10-01", Some("2024-01-30"), "120"), ("2024-01-31", None, "90")]);
    let wanted = ["2024-01-05 2024-01-31 27.00 day 100.00/1.00 2700.00 true", "2024-02-01 2024-02-10 10.00 day 110.00/1.00 1100.00 true"];
    assert_eq!(refunded(&price(&book, rows(&["ophold 2024-01-05 2024-02-10"]), None)), wanted);
}

#[test]
fn vat_is_rounded_on_the_sum_of_each_rate() {
    let services = ["a", "b"].map(|name| service(name, Kind::Day, vec![tariff("2020-01-01", None, "0.03")]));
    let mut catalogue = catalogue(services.to_vec());
    catalogue.law.figures.retain(|figure| figure.id != figure::VAT_STANDARD);
    catalogue.law.figures.push(law(figure::VAT_STANDARD, "1992-01-01", Some("2024-01-15"), "25"));
    catalogue.law.figures.push(law(figure::VAT_STANDARD, "2024-01-16", None, "22"));
    let statement = price(&compiled(&catalogue), rows(&["a 2024-01-01 2024-01-31", "b 2024-01-01 2024-01-31"]), None);
    let found: Vec<String> =
        statement.lines().map(|line| format!("{} {} {} {}", line.period.first(), line.vat.rate, line.net, line.vat.amount)).collect();
    // 25 % of 0.45 and of 0.90: 0.1125 and 0.225. 22 % of 0.48 and of 0.96: 0.1056 and 0.2112.
    assert_eq!(found, ["2024-01-01 25.00 0.45 0.11", "2024-01-01 25.00 0.45 0.12", "2024-01-16 22.00 0.48 0.11", "2024-01-16 22.00 0.48 0.10"]);
}

#[test]
fn refund_is_rounded_on_the_sum_of_each_rule_and_outcome() {
    let of = |name: &str, refund| Service { refund, ..service(name, Kind::Day, vec![tariff("2020-01-01", None, "0.01")]) };
    let services = vec![
        of("ophold", RefundRule::Sel110Ophold),
        of("efter", RefundRule::Sel110Efterforsorg),
        of("stoette", RefundRule::Sel85aBostoette),
        of("krise", RefundRule::Sel109Ophold),
    ];
    // One day each: half of 0.01 is 0.005, rounded up. Aftercare and support are at stake until they are decided.
    let cells = [
        "efter 2024-01-01 2024-01-01",
        "krise 2024-01-01 2024-01-01",
        "ophold 2024-01-01 2024-01-01",
        "stoette 2024-01-01 2024-01-01 prior_stay_to=2023-12-31",
    ];
    let statement = price(&compiled(&catalogue(services)), rows(&cells), None);
    let found: Vec<String> = statement.lines().map(|line| format!("{} {} {}", line.service.id, line.refund.amount, line.refund.at_stake)).collect();
    assert_eq!(found, ["hus/efter 0.00 0.01", "hus/krise 0.01 0.00", "hus/ophold 0.01 0.00", "hus/stoette 0.00 0.01"]);
}

#[test]
fn each_provider_has_documents_of_its_own() {
    let mut both = catalogue(vec![service("dag", Kind::Day, vec![tariff("2020-01-01", None, "100")])]);
    let other = Service { id: "nabo/dag".into(), family: "hus/dag".into(), ..service("dag", Kind::Day, vec![tariff("2020-01-01", None, "50")]) };
    both.providers.push(Provider { id: "nabo".into(), name: "Nabo".into(), services: vec![other], ..Provider::default() });
    let mut cells = rows(&["dag 2024-01-01 2024-01-10", "dag 2024-01-21 2024-01-31"]);
    let mut between = takst::RowDraft::new(3);
    let texts = [(takst::Column::CaseId, "S-1"), (takst::Column::Service, "nabo/dag"), (takst::Column::Payer, "101")];
    for (column, text) in texts.into_iter().chain([(takst::Column::FirstDay, "2024-01-11"), (takst::Column::LastDay, "2024-01-20")]) {
        between.set(column, text);
    }
    cells.push(between.finish().row);
    let statement = compiled(&both).price(&citizen(cells), &ReportingPeriod::ALL).remove(0);
    let documents = statement.result.as_ref().expect("a priced case");
    let nets: Vec<(String, usize)> = documents.iter().map(|document| (document.totals().net.to_string(), document.lines.iter().count())).collect();
    // 10 + 11 days at 100 kr., 10 at 50 kr.
    assert_eq!(nets, [("2100.00".to_owned(), 2), ("500.00".to_owned(), 1)]);
}

#[test]
fn every_month_of_a_course_without_a_commitment_is_on_hold() {
    let terms = Terms { commitment: Some(CommitmentRule::Always), ..Terms::default() };
    for kind in [Kind::Day, Kind::Month] {
        let book = compiled(&catalogue(vec![Service { terms: terms.clone(), ..service("ophold", kind, vec![tariff("2020-01-01", None, "100")]) }]));
        let holds = |cells: &str| price(&book, rows(&[cells]), None).lines().map(|line| line.invoice_hold).collect::<Vec<_>>();
        assert_eq!(holds("ophold 2024-01-10 2024-05-10"), [Some(Code::CommitmentMissing); 5]);
        assert_eq!(holds("ophold 2024-01-10 2024-05-10 commitment=B-1 commitment_date=2024-01-11"), [Some(Code::CommitmentLate); 5]);
        assert_eq!(holds("ophold 2024-01-10 2024-05-10 commitment=B-1 commitment_date=2024-01-10"), [None; 5]);
    }
}

#[test]
fn hours_of_the_month_in_which_the_window_of_time_begins_are_shown() {
    let book = compiled(&catalogue(vec![service("time", Kind::Hour, vec![tariff("2020-01-01", None, "100")])]));
    let shown = |from: &str| {
        let period = ReportingPeriod { from: Some(from.parse().expect("a month")), until: None };
        book.price(&citizen(rows(&["time 2024-01-10 2024-01-20 hours=2"])), &period)[0].lines().count()
    };
    assert_eq!((shown("2024-01"), shown("2024-02")), (1, 0));
}
