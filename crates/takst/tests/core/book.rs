//! A catalogue made by hand: what keeps it from being compiled, and what faults and findings say would be right.

use crate::common::{catalogue, day, figures, law, number, service, tariff};
use takst::catalogue::{Act, AfterStay, Figure, Kind, RefundRule, Service, Tariff, Terms};
use takst::source::Source;
use takst::{
    Book, BookError, Capacity, Case, CaseRow, Catalogue, Citizen, Code, Column, Expected, Fault, KnownAsOf, LawError, Policy, ReportingPeriod,
    RowDraft, Statement, figure,
};

fn errors(catalogue: &Catalogue) -> Vec<BookError> {
    Book::compile(catalogue, &Policy::default(), KnownAsOf::Latest).expect_err("a catalogue with errors").to_vec()
}

fn book(services: Vec<Service>) -> Book {
    Book::compile(&catalogue(services), &Policy::default(), KnownAsOf::Latest).expect("a catalogue in order")
}

/// A row of case S-1, paid by 101.
fn row(number: u64, cells: &[(Column, &str)]) -> CaseRow {
    let mut draft = RowDraft::new(number);
    for (column, text) in [(Column::CaseId, "S-1"), (Column::Payer, "101")].iter().chain(cells) {
        draft.set(*column, text);
    }
    draft.finish().row
}

fn stay(number: u64, service: &str, first: &str, last: &str) -> CaseRow {
    row(number, &[(Column::Service, service), (Column::FirstDay, first), (Column::LastDay, last)])
}

fn price(book: &Book, rows: Vec<CaseRow>) -> Statement {
    let citizen = Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows }] };
    book.price(&citizen, &ReportingPeriod::ALL).remove(0)
}

fn faults(book: &Book, rows: Vec<CaseRow>) -> Vec<Fault> {
    price(book, rows).result.expect_err("a refused case")
}

#[test]
fn everything_wrong_with_the_law_is_said() {
    let with = |figures: Vec<Figure>| {
        let mut catalogue = catalogue(Vec::new());
        catalogue.law.figures = figures;
        catalogue
    };
    let without = |id: &str| with(figures().into_iter().filter(|figure| figure.id != id).collect());
    for id in [figure::VAT_STANDARD, figure::REFUND_SHARE, figure::CAP_DAYS, figure::WINDOW_MONTHS, figure::SUPPORT_MONTHS] {
        assert_eq!(errors(&without(id)), [BookError::Law(LawError::Missing(id))]);
    }
    let and = |figure: Figure| with(figures().into_iter().chain([figure]).collect());
    // A version that overlaps, one after a hole, and a second one where one is read.
    assert_eq!(errors(&and(law(figure::CAP_DAYS, "2026-06-01", None, "60"))), [BookError::Law(LawError::Doubtful(figure::CAP_DAYS))]);
    let mut hole = figures();
    hole[3].from = Some(day("2026-04-02"));
    assert_eq!(errors(&with(hole)), [BookError::Law(LawError::Doubtful(figure::CAP_DAYS))]);
    for id in [figure::REFUND_SHARE, figure::WINDOW_MONTHS, figure::SUPPORT_MONTHS] {
        let mut twice = figures();
        let at = twice.iter().position(|figure| figure.id == id).expect("a figure");
        twice[at].to = Some(day("2029-12-31"));
        twice.push(law(id, "2030-01-01", None, "10"));
        assert_eq!(errors(&with(twice)), [BookError::Law(LawError::Doubtful(id))]);
    }
    for (id, value) in [
        (figure::VAT_STANDARD, "100.01"),
        (figure::VAT_STANDARD, "-1"),
        (figure::CAP_DAYS, "1.5"),
        (figure::WINDOW_MONTHS, "10001"),
        (figure::WINDOW_MONTHS, "0"),
    ] {
        let mut wrong = figures();
        wrong.iter_mut().filter(|figure| figure.id == id).for_each(|figure| figure.value = number(value));
        let range = BookError::Law(LawError::Range { id, value: value.into() });
        assert!(errors(&with(wrong)).contains(&range), "{id} {value}");
    }
}

#[test]
fn everything_wrong_with_a_service_is_said() {
    let mut priced = service("gratis", Kind::Free, vec![tariff("2020-01-01", None, "1")]);
    let mut acted =
        service("dag", Kind::Day, vec![tariff("2020-01-01", None, "0.005"), tariff("2020-01-01", None, "-1"), tariff("2020-01-01", None, "5")]);
    acted.tariffs[2].act = Some("act".into());
    priced.tariffs.truncate(1);
    let twice = service("time", Kind::Hour, vec![tariff("2020-01-01", None, "0.0005")]);
    let found = errors(&catalogue(vec![priced, acted, twice.clone(), twice]));
    let price = |text: &str| BookError::Price { service: "hus/dag".into(), price: text.into(), unit: takst::catalogue::Unit::Day };
    let expected = [
        BookError::Unpriced { service: "hus/gratis".into(), kind: Kind::Free },
        price("0.005"),
        price("-1.00"),
        BookError::UnknownAct { service: "hus/dag".into(), act: "act".into() },
        BookError::DuplicateService("hus/time".into()),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_day_without_a_tariff_is_told_which_days_are_covered() {
    let versions = vec![
        tariff("2020-01-01", Some("2020-06-30"), "100"),
        tariff("2020-07-01", Some("2020-12-31"), "110"), // joined with the first: they touch
        tariff("2022-01-01", None, "120"),
    ];
    let book = book(vec![service("dag", Kind::Day, versions)]);
    let covered = Expected::Covered(vec![(day("2020-01-01"), Some(day("2020-12-31"))), (day("2022-01-01"), None)], None);
    let found = faults(&book, vec![stay(1, "hus/dag", "2020-12-31", "2022-01-01")]);
    assert_eq!((found.len(), found[0].code, found[0].value.as_str()), (1, Code::TariffNone, "2021-01-01/2021-12-31"));
    assert_eq!(found[0].expected, covered);
    assert_eq!(
        found[0].to_string(),
        "row 1, first_day \"2021-01-01/2021-12-31\": No tariff covers the day: before the first version or in a hole. (tariff.none)"
    );
}

#[test]
fn prices_that_tie_are_both_named() {
    let versions = vec![tariff("2020-01-01", None, "100"), tariff("2021-01-01", None, "110")];
    let found = faults(&book(vec![service("dag", Kind::Day, versions)]), vec![stay(1, "hus/dag", "2020-12-30", "2021-01-02")]);
    assert_eq!((found[0].code, found[0].value.as_str()), (Code::TariffAmbiguous, "2021-01-01/2021-01-02"));
    assert_eq!(found[0].expected, Expected::OneVersion("hus/dag@2020-01-01".into(), "hus/dag@2021-01-01".into()));
}

#[test]
fn the_latest_known_version_wins_as_of_a_day() {
    let mut late = tariff("2021-01-01", None, "110");
    late.known_from = Some(day("2021-03-01"));
    // The order in the file says nothing.
    let mut service = service("dag", Kind::Day, vec![late, tariff("2020-01-01", None, "100")]);
    service.tariffs[1].act = Some("act".into());
    let mut catalogue = catalogue(vec![service]);
    catalogue.law.acts.push(Act {
        id: "act".into(),
        name: "Act".into(),
        from: day("2000-01-01"),
        to: Some(day("2020-12-31")),
        source: Source::stated("x"),
    });
    let net = |knowledge| {
        let book = Book::compile(&catalogue, &Policy::default(), knowledge).expect("a catalogue in order");
        let statement = price(&book, vec![stay(1, "hus/dag", "2021-02-01", "2021-02-10")]);
        let line = statement.lines().next().expect("a line").clone();
        (line.net.to_string(), line.assumptions.contains(Code::AssumedActReplaced))
    };
    assert_eq!(net(KnownAsOf::Day(day("2021-02-28"))), ("1000.00".into(), true));
    assert_eq!(net(KnownAsOf::Day(day("2021-03-01"))), ("1100.00".into(), false));
    assert_eq!(net(KnownAsOf::Latest), ("1100.00".into(), false));
}

#[test]
fn an_unknown_service_is_told_the_nearest() {
    let book = book(vec![service("ophold", Kind::Day, vec![tariff("2020-01-01", None, "100")]), service("uge", Kind::Week, Vec::new())]);
    let nearest = |id: &str| match &faults(&book, vec![stay(1, id, "2020-01-01", "2020-01-01")])[0].expected {
        Expected::Service(nearest) => nearest.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(nearest("Hus/Ophold").as_deref(), Some("hus/ophold"));
    assert_eq!(nearest("andet/ophold").as_deref(), Some("hus/ophold"));
    assert_eq!(nearest("uge").as_deref(), Some("hus/uge"));
    assert_eq!(nearest("xyz/noget-helt-andet"), None);
}

#[test]
fn a_service_that_is_nearly_written_is_named() {
    let mut kept = service("efterforsorg-basis", Kind::Day, vec![tariff("2020-01-01", None, "100")]);
    kept.name.da = "Støttende samtaler, lang".to_owned();
    // The shorter id has only letters of the longer: it is not the nearest for that.
    let book = book(vec![service("efterforsorg", Kind::Day, vec![tariff("2020-01-01", None, "100")]), kept]);
    let nearest = |id: &str| match &faults(&book, vec![stay(1, id, "2020-01-01", "2020-01-01")])[0].expected {
        Expected::Service(nearest) => nearest.clone(),
        other => panic!("{other:?}"),
    };
    let basis = Some("hus/efterforsorg-basis");
    for unknown in [
        "hus/efterforsorg-basi",
        "hus/efterforsorg-bass",
        "hus/efterfosorg-bassis",
        "hus-efterforsorg-basis",
        "Hus efterforsorg basis",
        "efterforsorg basi",
        "Støtende samtaler lang",
        "Lang, stottende samtaler",
        "Xtøttende samtaler, lang",
    ] {
        assert_eq!(nearest(unknown).as_deref(), basis, "{unknown}");
    }
    assert_eq!(nearest("hus/efterfosorg").as_deref(), Some("hus/efterforsorg"));
    for unknown in ["Korte samtaler", "hus/botilbud", "Støtte", "-", "ophold, langt"] {
        assert_eq!(nearest(unknown), None, "{unknown}");
    }
}

#[test]
fn totals_are_sums_of_every_column() {
    let mut refunded = service("ophold", Kind::Day, vec![tariff("2020-01-01", None, "1185")]);
    refunded.refund = RefundRule::Sel110Efterforsorg;
    let book = book(vec![refunded]);
    let own = (Column::OwnPaymentPerDay, "89");
    let cells = |first, last| vec![(Column::Service, "hus/ophold"), (Column::FirstDay, first), (Column::LastDay, last), own];
    let statement = price(&book, vec![row(1, &cells("2023-09-29", "2023-10-02"))]);
    let totals = statement.totals();
    // Two days refunded in September, two at stake in October: 1,185 net, 89 own, half of 1,096 each.
    let text = |amount: takst::Amount| amount.to_string();
    assert_eq!(
        [totals.net, totals.vat, totals.own_payment, totals.refund, totals.at_stake, totals.cost].map(text),
        ["4740.00", "1185.00", "356.00", "1096.00", "1096.00", "3288.00"]
    );
    let documents = statement.result.as_ref().expect("a priced case");
    assert_eq!(documents.iter().map(|document| text(document.totals().net)).collect::<Vec<_>>(), ["2370.00", "2370.00"]);
    assert!(!statement.is_refused());
}

#[test]
fn contradictions_name_the_other_row() {
    let book = book(vec![service("dag", Kind::Day, vec![tariff("2020-01-01", None, "100")])]);
    let with = |number, first, last, cell| row(number, &[(Column::Service, "hus/dag"), (Column::FirstDay, first), (Column::LastDay, last), cell]);
    let rows = vec![
        with(1, "2024-01-01", "2024-01-31", (Column::PriorStayTo, "2023-12-31")),
        with(2, "2024-02-01", "2024-02-10", (Column::PriorStayTo, "2023-12-30")),
    ];
    let found = faults(&book, rows);
    assert_eq!((found.len(), found[0].code, found[0].at.column), (1, Code::CaseConflict, Some(Column::PriorStayTo)));
    assert_eq!(found[0].expected, Expected::SameAs { row: 1, value: "2023-12-31".into() });

    let overlapping = faults(&book, vec![stay(1, "hus/dag", "2024-01-01", "2024-01-31"), stay(2, "hus/dag", "2024-01-31", "2024-02-01")]);
    assert_eq!((overlapping[0].code, &overlapping[0].expected), (Code::CaseOverlap, &Expected::NotSharedWith { row: 1 }));

    let history = |number, first, last, start, used: &'static str| {
        let cells = [
            (Column::Service, "hus/dag"),
            (Column::FirstDay, first),
            (Column::LastDay, last),
            (Column::WindowStart, start),
            (Column::WindowDaysUsed, used),
        ];
        row(number, &cells)
    };
    let rows = vec![history(1, "2024-01-01", "2024-01-02", "2023-11-01", "5"), history(2, "2024-02-01", "2024-02-02", "2023-11-01", "6")];
    let used: Vec<_> = faults(&book, rows).into_iter().map(|fault| (fault.at.row, fault.at.column, fault.value, fault.expected)).collect();
    let same = |row, value: &str| Expected::SameAs { row, value: value.into() };
    let column = Some(Column::WindowDaysUsed);
    assert_eq!(used, [(Some(1), column, "5".into(), same(2, "6")), (Some(2), column, "6".into(), same(1, "5"))]);
    let rows = vec![history(1, "2024-01-01", "2024-01-02", "2023-11-01", "5"), history(2, "2024-02-01", "2024-02-02", "2024-10-31", "5")];
    let starts: Vec<_> = faults(&book, rows).into_iter().map(|fault| (fault.at.column, fault.expected)).collect();
    let column = Some(Column::WindowStart);
    assert_eq!(starts, [(column, same(2, "2024-10-31")), (column, same(1, "2023-11-01"))]);
    // Twelve months apart they are two windows.
    let rows = vec![history(1, "2024-01-01", "2024-01-02", "2023-11-01", "5"), history(2, "2024-02-01", "2024-02-02", "2024-11-01", "5")];
    assert!(!price(&book, rows).is_refused());
}

#[test]
fn findings_say_what_would_be_right() {
    let mut limited = service("dag", Kind::Day, vec![tariff("2020-01-01", None, "100")]);
    limited.terms =
        Terms { max_months: Some(1), min_weeks: Some(2), after_stay: Some(AfterStay::Required), notice_working_days: Some(3), ..Terms::default() };
    let book = book(vec![limited]);
    let findings = |cells: &[(Column, &str)]| {
        let cells: Vec<_> = [(Column::Service, "hus/dag")].iter().chain(cells).copied().collect();
        price(&book, vec![row(1, &cells)]).findings.into_iter().map(|f| (f.code, f.value, f.expected)).collect::<Vec<_>>()
    };
    // One month from 1 February 2024 ends on 29 February.
    let long = [(Column::FirstDay, "2024-02-01"), (Column::LastDay, "2024-03-01"), (Column::PriorStayTo, "2024-01-31")];
    assert_eq!(findings(&long), [(Code::CourseTooLong, "2024-03-01".into(), Expected::NotAfter(day("2024-02-29")))]);
    // The finding stands on the row with the first day too many, not on the one that ends in time.
    let cells = |first, last| [(Column::Service, "hus/dag"), (Column::FirstDay, first), (Column::LastDay, last)];
    let two = price(&book, vec![row(1, &cells("2024-02-01", "2024-02-29")), row(2, &cells("2024-03-01", "2024-03-01"))]);
    let too_long = two.findings.iter().find(|finding| finding.code == Code::CourseTooLong).expect("a finding");
    assert_eq!(too_long.at.row, Some(2));
    let fits = [(Column::FirstDay, "2024-02-01"), (Column::LastDay, "2024-02-29"), (Column::PriorStayTo, "2024-01-31")];
    assert_eq!(findings(&fits), []);
    // Seven days are one week, eight days two started ones.
    let short = [(Column::FirstDay, "2024-02-01"), (Column::LastDay, "2024-02-07"), (Column::PriorStayTo, "2024-01-31")];
    assert_eq!(findings(&short), [(Code::CourseTooShort, "2024-02-07".into(), Expected::WeeksAtLeast(2))]);
    let enough = [(Column::FirstDay, "2024-02-01"), (Column::LastDay, "2024-02-08"), (Column::PriorStayTo, "2024-01-30")];
    assert_eq!(findings(&enough), [(Code::CourseNotAfterStay, "2024-01-30".into(), Expected::StayUntil(day("2024-01-31")))]);
    // Thursday 1 February 2024: the third working day after it is Tuesday 6 February.
    let late = [&fits[..], &[(Column::NotifiedStart, "2024-02-07")]].concat();
    assert_eq!(findings(&late), [(Code::NoticeLate, "2024-02-07".into(), Expected::NotAfter(day("2024-02-06")))]);
    let in_time = [&fits[..], &[(Column::NotifiedStart, "2024-02-06"), (Column::NotifiedEnd, "2024-03-05")]].concat();
    assert_eq!(findings(&in_time), []);
}

#[test]
fn own_payment_is_told_the_most_it_can_be() {
    let book = book(vec![
        service("dag", Kind::Day, vec![tariff("2020-01-01", None, "100.50")]),
        service("md", Kind::Month, vec![tariff("2020-01-01", None, "3000")]),
    ]);
    let most = |service: &str, own: &str| {
        let cells = [(Column::Service, service), (Column::FirstDay, "2024-01-01"), (Column::LastDay, "2024-01-02"), (Column::OwnPaymentPerDay, own)];
        price(&book, vec![row(1, &cells)]).result.map(|_| ()).map_err(|faults| (faults[0].code, faults[0].expected.clone()))
    };
    assert_eq!(most("hus/dag", "100.50"), Ok(()));
    assert_eq!(most("hus/dag", "100.51"), Err((Code::OwnPaymentExceedsPrice, Expected::OwnPaymentAtMost(number("100.50")))));
    // 3,000 kr over 31 days is 96.774… a day.
    assert_eq!(most("hus/md", "96.77"), Ok(()));
    assert_eq!(most("hus/md", "96.78"), Err((Code::OwnPaymentExceedsPrice, Expected::OwnPaymentAtMost(number("96.77")))));
}

#[test]
fn more_rows_than_places_are_counted_day_by_day() {
    let mut full = service("dag", Kind::Day, vec![tariff("2020-01-01", None, "100")]);
    full.terms.places = Some(1);
    let book = book(vec![full, service("fri", Kind::Free, Vec::new())]);
    let runs = |request: ReportingPeriod, rows: &[CaseRow]| {
        let mut capacity = Capacity::new(&book, &request);
        rows.iter().for_each(|row| capacity.add(row));
        capacity.findings().into_iter().map(|finding| (finding.value, finding.expected)).collect::<Vec<_>>()
    };
    let rows = [
        stay(1, "hus/dag", "2024-01-01", "2024-01-10"),
        stay(2, "hus/dag", "2024-01-10", "2024-01-12"),
        stay(3, "hus/dag", "2024-01-10", "2024-01-10"),
        stay(4, "hus/dag", "2024-01-13", "2024-01-20"), // begins the day after row 2 ends: nothing is shared
        stay(5, "hus/fri", "2024-01-01", "2024-01-20"),
        stay(6, "hus/ukendt", "2024-01-01", "2024-01-20"),
    ];
    let period = takst::Period::new(day("2024-01-10"), day("2024-01-10")).expect("a day");
    let one = vec![("hus/dag 2024-01-10/2024-01-10".to_owned(), Expected::Places { places: 1, in_use: 3, period })];
    assert_eq!(runs(ReportingPeriod::ALL, &rows), one);
    assert_eq!(runs(ReportingPeriod::month("2024-01".parse().expect("a month")), &rows), one);
    assert_eq!(runs(ReportingPeriod::month("2024-02".parse().expect("a month")), &rows), []);
    // A third row within a run of two ends no run.
    let within = [
        stay(1, "hus/dag", "2024-01-01", "2024-01-20"),
        stay(2, "hus/dag", "2024-01-01", "2024-01-20"),
        stay(3, "hus/dag", "2024-01-10", "2024-01-12"),
    ];
    let period = takst::Period::new(day("2024-01-01"), day("2024-01-20")).expect("days");
    assert_eq!(
        runs(ReportingPeriod::ALL, &within),
        [("hus/dag 2024-01-01/2024-01-20".to_owned(), Expected::Places { places: 1, in_use: 3, period })]
    );
    // A refused row counts as long as its days can be read.
    let refused = row(2, &[(Column::Service, "hus/dag"), (Column::FirstDay, "2024-01-05"), (Column::LastDay, "2024-01-06"), (Column::Hours, "x")]);
    let unreadable = row(3, &[(Column::Service, "hus/dag"), (Column::FirstDay, "2024-01-05"), (Column::LastDay, "x")]);
    let until = ReportingPeriod { from: None, until: Some(day("2024-01-31")) };
    let found = runs(until, &[rows[0].clone(), refused, unreadable]);
    assert_eq!(found.iter().map(|run| run.0.as_str()).collect::<Vec<_>>(), ["hus/dag 2024-01-05/2024-01-06"]);
    // An open row runs to the end of the window, and is not counted without one.
    let open = [stay(1, "hus/dag", "2024-01-01", "2024-03-31"), stay(2, "hus/dag", "2024-03-01", "")];
    assert_eq!(runs(ReportingPeriod::ALL, &open), []);
    assert_eq!(runs(ReportingPeriod { from: None, until: Some(day("2024-03-05")) }, &open)[0].0, "hus/dag 2024-03-01/2024-03-05");
}

#[test]
fn a_price_not_yet_known_is_no_price_that_has_ended() {
    let mut later = tariff("2020-01-01", Some("2020-12-31"), "100");
    later.known_from = Some(day("2021-06-01"));
    let catalogue = catalogue(vec![service("dag", Kind::Day, vec![later])]);
    let book = Book::compile(&catalogue, &Policy::default(), KnownAsOf::Day(day("2021-05-31"))).expect("a catalogue in order");
    let found = faults(&book, vec![stay(1, "hus/dag", "2021-01-01", "2021-01-02")]);
    assert_eq!((found[0].code, &found[0].expected), (Code::TariffNone, &Expected::Covered(Vec::new(), Some(day("2021-05-31")))));
}

#[test]
fn the_explanation_names_the_versions_passed_over() {
    let known = |mut tariff: Tariff, from: &str| {
        tariff.known_from = Some(day(from));
        tariff
    };
    let versions = vec![
        tariff("2020-01-01", None, "100"),
        tariff("2019-01-01", Some("2020-12-31"), "90"), // ended the day before
        known(tariff("2021-01-01", None, "110"), "2021-01-01"),
        known(tariff("2021-01-03", None, "120"), "2020-06-01"), // begins later
    ];
    let book = book(vec![service("dag", Kind::Day, versions)]);
    let citizen = Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows: vec![stay(1, "hus/dag", "2021-01-01", "2021-01-02")] }] };
    let explanation = book.explain(&citizen, &ReportingPeriod::ALL, "S-1").expect("the citizen has the case");
    let passed_over = explanation.steps[0].iter().find_map(|step| match step {
        takst::Step::Tariff { version, passed_over, .. } => Some((&**version, passed_over.iter().map(|label| label.to_string()).collect::<Vec<_>>())),
        _ => None,
    });
    assert_eq!(passed_over, Some(("hus/dag@2021-01-01~2021-01-01", vec!["hus/dag@2020-01-01".to_owned()])));
    assert!(book.explain(&citizen, &ReportingPeriod::ALL, "S-2").is_none());
}

#[test]
fn only_a_stay_admitted_before_the_reform_is_a_residents() {
    let mut stays = service("ophold", Kind::Day, vec![tariff("2020-01-01", None, "1185")]);
    stays.refund = RefundRule::Sel110Ophold;
    let book = book(vec![stays]);
    for (admitted, is_residents) in [("2023-09-30", true), ("2023-10-01", false), ("2023-10-02", false)] {
        let statement = price(&book, vec![stay(1, "hus/ophold", admitted, "2023-10-31")]);
        let october = statement.lines().last().expect("a line");
        assert_eq!(october.assumptions.contains(Code::AssumedWindowResident), is_residents, "{admitted}");
    }
}

#[test]
fn a_discharge_on_the_day_of_the_reform_counts() {
    let mut support = service("stoette", Kind::Day, vec![tariff("2020-01-01", None, "400")]);
    support.refund = RefundRule::Sel85aBostoette;
    let book = book(vec![support]);
    let outcome = |discharge: &str, first: &str| {
        let cells = [
            (Column::Service, "hus/stoette"),
            (Column::FirstDay, first),
            (Column::LastDay, first),
            (Column::FirstDischarge, discharge),
            (Column::DecidedBeforeDischarge, "true"),
        ];
        price(&book, vec![row(1, &cells)]).lines().next().expect("a line").refund.reason
    };
    assert_eq!(outcome("2023-09-30", "2023-10-02"), Code::RefundDischargedBeforeReform);
    assert_eq!(outcome("2023-10-01", "2023-10-02"), Code::RefundWithinTwoYears);
    // Through the day two years after the discharge.
    assert_eq!(outcome("2023-10-01", "2025-10-01"), Code::RefundWithinTwoYears);
    assert_eq!(outcome("2023-10-01", "2025-10-02"), Code::RefundTwoYearsOver);
}

#[test]
fn the_explanation_says_where_the_last_day_is_free() {
    let mut policy = Policy::default();
    policy.set("day-count", "first-only", None).expect("a setting");
    let catalogue = catalogue(vec![service("dag", Kind::Day, vec![tariff("2020-01-01", None, "100")])]);
    let book = Book::compile(&catalogue, &policy, KnownAsOf::Latest).expect("a catalogue in order");
    let citizen = Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows: vec![stay(1, "hus/dag", "2024-01-30", "2024-02-03")] }] };
    let explanation = book.explain(&citizen, &ReportingPeriod::ALL, "S-1").expect("the citizen has the case");
    let charged =
        |steps: &Vec<takst::Step>| steps.iter().find_map(|step| if let takst::Step::Charged(charged) = step { Some(*charged) } else { None });
    let charged: Vec<_> = explanation.steps.iter().filter_map(charged).collect();
    let days = |days, last_day_free| takst::Charged::Days { days, last_day_free };
    assert_eq!(charged, [days(2, false), days(2, true)]);
}

#[test]
fn what_is_not_known_rests_on_no_resident() {
    let mut stays = service("ophold", Kind::Day, vec![tariff("2020-01-01", Some("2023-12-31"), "1185")]);
    stays.refund = RefundRule::Sel110Ophold;
    let mut policy = Policy::default();
    policy.set("window-resident", "next-admission", None).expect("a setting");
    let book = Book::compile(&catalogue(vec![stays]), &policy, KnownAsOf::Latest).expect("a catalogue in order");
    let case = |id: &str, rows| Case { id: id.into(), rows };
    let resident = case("S-1", vec![stay(1, "hus/ophold", "2023-09-01", "2023-10-31")]);
    let refused = case("S-2", vec![stay(2, "hus/ophold", "2023-10-10", "2023-10-01")]);
    let citizen = Citizen { id: "B".into(), cases: vec![resident, refused] };
    let october: Vec<_> = book.price(&citizen, &ReportingPeriod::month("2023-10".parse().expect("a month")))[0]
        .lines()
        .map(|line| (line.period.to_string(), line.refund.reason, line.assumptions.contains(Code::AssumedWindowResident)))
        .collect();
    let expected = [
        ("2023-10-01/2023-10-10".to_owned(), Code::RefundWindowNotBegun, true),
        ("2023-10-11/2023-10-31".to_owned(), Code::RefundCitizenIncomplete, false),
    ];
    assert_eq!(october, expected);
    // The explanation says how long the tariff holds.
    let explanation = book.explain(&citizen, &ReportingPeriod::ALL, "S-1").expect("the citizen has the case");
    let end = explanation.steps[0].iter().find_map(|step| if let takst::Step::Tariff { to, .. } = step { Some(*to) } else { None });
    assert_eq!(end, Some(Some(day("2023-12-31"))));
}

#[test]
fn the_explanation_tells_whole_months_from_parts() {
    let book = book(vec![service("md", Kind::Month, vec![tariff("2020-01-01", None, "3000")])]);
    let citizen = Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows: vec![stay(1, "hus/md", "2024-01-31", "2024-02-29")] }] };
    let explanation = book.explain(&citizen, &ReportingPeriod::ALL, "S-1").expect("the citizen has the case");
    let charged =
        |steps: &Vec<takst::Step>| steps.iter().find_map(|step| if let takst::Step::Charged(charged) = step { Some(*charged) } else { None });
    let charged: Vec<_> = explanation.steps.iter().filter_map(charged).collect();
    assert_eq!(charged, [takst::Charged::MonthPart { days: 1, of: 31, last_day_free: false }, takst::Charged::WholeMonth]);
}

#[test]
fn a_resident_waits_until_the_day_before_the_next_admission() {
    let stays = |name: &str| Service { refund: RefundRule::Sel110Ophold, ..service(name, Kind::Day, vec![tariff("2020-01-01", None, "1185")]) };
    let mut policy = Policy::default();
    policy.set("window-resident", "next-admission", Some("a ruling")).expect("a setting");
    let book = Book::compile(&catalogue(vec![stays("her"), stays("der")]), &policy, KnownAsOf::Latest).expect("a catalogue in order");
    let rows = vec![stay(1, "hus/her", "2023-09-01", "2023-10-31"), stay(2, "hus/der", "2023-10-10", "2023-10-12")];
    let statement = price(&book, rows);
    let reasons: Vec<_> = statement.lines().filter(|line| line.row == 1).map(|line| (line.period.to_string(), line.refund.reason)).collect();
    let expected = [
        ("2023-09-01/2023-09-30".to_owned(), Code::RefundBeforeReform),
        ("2023-10-01/2023-10-09".to_owned(), Code::RefundWindowNotBegun),
        ("2023-10-10/2023-10-31".to_owned(), Code::RefundWithinCap),
    ];
    assert_eq!(reasons, expected);
}
