//! What must hold for every case file, on random ones.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use takst::calendar::LAST_DATE;
use takst::catalogue::RefundRule;
use takst::kernel::{InputRow, LineFacts, Scratch, Sink, evaluate, evaluate_unrefused, input};
use takst::{
    Amount, Assumptions, Book, CaseRow, Citizen, Code, Column, Document, Line, Month, Municipality, Outcome, Period, Record, ReportingPeriod,
    Statement, Step, Totals, Unit, VatCategory,
};
use takst_compare::core_side::{prepare, records, statements};
use takst_compare::random::{Job, job};
use takst_compare::sides::Sides;

static SIDES: LazyLock<Sides> = LazyLock::new(Sides::new);

fn any_job() -> impl Strategy<Value = Job> {
    any::<u64>().prop_map(job)
}

fn priced(job: &Job) -> (Book, ReportingPeriod, Vec<Record>, Vec<Statement>) {
    let (book, request) = prepare(&SIDES.core, job);
    let records = records(job);
    let statements = statements(&book, &request, &records);
    (book, request, records, statements)
}

/// Half of an amount, rounded half away from zero.
fn half(amount: Amount) -> i64 {
    let ore = amount.ore();
    (ore + ore.signum()) / 2
}

fn documents(statements: &[Statement]) -> impl Iterator<Item = &Document> {
    statements.iter().filter_map(|statement| statement.result.as_ref().ok()).flatten()
}

fn totals(statements: &[Statement]) -> Vec<(&str, Totals)> {
    statements.iter().map(|statement| (&*statement.case_id, statement.totals())).collect()
}

/// 1,500 case files for each property; `PROPTEST_CASES` lowers the number where the same tests run many times over.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1500);
    ProptestConfig { cases, max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn refund_cost_and_own_payment_make_the_net(job in any_job()) {
        let (.., statements) = priced(&job);
        for line in statements.iter().flat_map(Statement::lines) {
            prop_assert_eq!(line.refund.amount + line.cost() + line.own_payment, line.net);
            prop_assert!(line.net > Amount::ZERO, "a line without a price: {:?}", line);
            prop_assert!(line.own_payment <= line.net && line.own_payment >= Amount::ZERO);
            prop_assert!(line.cost() >= Amount::ZERO);
            // The running sum moves a line's half by less than an øre.
            let most = half(line.net) + 1;
            prop_assert!((0..=most).contains(&line.refund.amount.ore()), "refund of {:?}", line);
            prop_assert!((0..=most).contains(&line.refund.at_stake.ore()), "at stake in {:?}", line);
            prop_assert!(line.refund.outcome == Outcome::Refunded || line.refund.amount == Amount::ZERO);
            prop_assert!(line.refund.outcome == Outcome::Undetermined || line.refund.at_stake == Amount::ZERO);
        }
    }

    #[test]
    fn lines_add_up_to_documents(job in any_job()) {
        let (.., statements) = priced(&job);
        for document in documents(&statements) {
            let numbers: Vec<u32> = document.lines.iter().map(|line| line.number).collect();
            prop_assert_eq!(numbers, (1..=u32::try_from(document.lines.len()).expect("few lines")).collect::<Vec<_>>());
            // A quarter of the net of all standard-rated lines, rounded once.
            let standard = |line: &&Line| line.vat.category == VatCategory::Standard;
            let net: Amount = document.lines.iter().filter(standard).map(|line| line.net).sum();
            let vat: Amount = document.lines.iter().filter(standard).map(|line| line.vat.amount).sum();
            prop_assert_eq!(vat.ore(), (net.ore() + 2).div_euclid(4));
            // Half of net less own payment of all refunded lines of a rule, rounded once; the same of what is at stake.
            let rules: BTreeSet<_> = document.lines.iter().map(|line| line.service.refund_rule).collect();
            for rule in rules {
                for outcome in [Outcome::Refunded, Outcome::Undetermined] {
                    let lines = || document.lines.iter().filter(|line| (line.service.refund_rule, line.refund.outcome) == (rule, outcome));
                    let base: Amount = lines().map(|line| line.net - line.own_payment).sum();
                    let refund: Amount = lines().map(|line| line.refund.amount + line.refund.at_stake).sum();
                    prop_assert_eq!(refund.ore(), half(base));
                }
            }
        }
    }

    #[test]
    fn order_of_rows_does_not_matter(job in any_job(), shuffle in any::<u64>()) {
        let (book, request, records, statements) = priced(&job);
        let mut shuffled = records;
        fastrand_shuffle(&mut shuffled, shuffle);
        let after = takst_compare::core_side::statements(&book, &request, &shuffled);
        let by_case = |statements: &[Statement]| -> BTreeMap<String, String> {
            statements.iter().map(|s| {
                // The rows keep their numbers, so that every line and every fault must come out the same.
                let mut faults: Vec<String> = s.result.as_ref().err().into_iter().flatten()
                    .map(|fault| format!("{} {:?} {}", fault.code, fault.at, fault.value)).collect();
                faults.sort();
                let lines: Vec<String> = s.lines().map(|line| format!("{line:?}")).collect();
                (s.case_id.to_string(), format!("{lines:#?} {faults:?} {:?}", s.findings))
            }).collect()
        };
        prop_assert_eq!(by_case(&statements), by_case(&after));
    }

    #[test]
    fn splitting_a_row_changes_no_total(job in any_job(), pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let (book, request, records, statements) = priced(&job);
        prop_assume!(statements.iter().all(|statement| !statement.is_refused()));
        let splittable: Vec<usize> = (0..records.len()).filter(|i| days_of(&records[*i]).is_some_and(|days| days.days() > 1)).collect();
        prop_assume!(!splittable.is_empty());
        let number = *pick.get(&splittable);
        let days = days_of(&records[number]).expect("a row of several days");
        let last_of_first = days.first() + Days::new(at.index(days.days() as usize - 1) as u64);
        let split = split_row(&records, number, last_of_first);
        let after = takst_compare::core_side::statements(&book, &request, &split);
        prop_assert_eq!(totals(&statements), totals(&after), "row {} split after {}", number + 1, last_of_first);
    }

    #[test]
    fn a_window_shows_a_part_of_the_whole(job in any_job(), month in 0u32..60) {
        // Every row is closed, so that the whole file can be priced too.
        let (book, _) = prepare(&SIDES.core, &job);
        let records = records(&job);
        prop_assume!(records.iter().all(|r| matches!(&r.row, CaseRow::Sound(row) if row.last_day().is_some())));
        let whole = takst_compare::core_side::statements(&book, &ReportingPeriod::ALL, &records);
        prop_assume!(whole.iter().all(|statement| !statement.is_refused()));
        let month = Month::of(NaiveDate::from_ymd_opt(2022, 1, 1).expect("a date") + chrono::Months::new(month));
        let part = takst_compare::core_side::statements(&book, &ReportingPeriod::month(month), &records);
        let kept: Vec<&Line> = whole.iter().flat_map(Statement::lines).filter(|line| line.month == month).collect();
        prop_assert_eq!(kept, part.iter().flat_map(Statement::lines).collect::<Vec<_>>());
    }

    #[test]
    fn a_longer_stay_never_costs_less(job in any_job(), more in 1u64..60, pick in any::<prop::sample::Index>()) {
        let (book, request, records, before) = priced(&job);
        prop_assume!(before.iter().all(|statement| !statement.is_refused()));
        let mut longer = records.clone();
        let number = pick.index(longer.len());
        let CaseRow::Sound(row) = longer[number].row.clone() else { return Ok(()) };
        let Some(last) = row.last_day() else { return Ok(()) };
        // A row that grows until the next one begins makes one course of two, and a course price is charged once for it: another case, not a longer one.
        let grown_to = last + Days::new(more);
        // The last day that makes a month whole can make it cheaper than its parts at a price per day (R6.4).
        let has_day_price = |record: &Record| matches!(&record.row, CaseRow::Sound(row) if row.service().starts_with("boegely/bolig"));
        prop_assume!(!records.iter().any(has_day_price));
        prop_assume!(!records.iter().any(|other| matches!(&other.row, CaseRow::Sound(other) if other.first_day() == grown_to + Days::new(1))));
        longer[number].row = CaseRow::Sound(row.change().last_day(grown_to).build().expect("days of the calendar"));
        let after = takst_compare::core_side::statements(&book, &request, &longer);
        // Longer, the row may overlap, cross a month with hours or outlive its tariff: then it is refused, not cheaper.
        prop_assume!(after.iter().all(|statement| !statement.is_refused()));
        let net = |statements: &[Statement]| -> Amount { statements.iter().map(|s| s.totals().net).sum() };
        prop_assert!(net(&after) >= net(&before));
    }

    #[test]
    fn totals_are_those_of_the_statements(job in any_job()) {
        let (book, request, records, _) = priced(&job);
        for citizen in Citizen::group(records) {
            let statements = book.price(&citizen, &request);
            let totals = book.totals(&citizen, &request);
            prop_assert_eq!(statements.len(), totals.len());
            for (statement, totals) in statements.iter().zip(totals) {
                match (&statement.result, totals) {
                    (Ok(_), Ok(totals)) => prop_assert_eq!(totals, statement.totals()),
                    (Err(said), Err(faults)) => prop_assert_eq!(said, &faults.into_vec()),
                    (said, _) => prop_assert!(false, "the one refuses and the other does not: {said:?}"),
                }
            }
        }
    }

    #[test]
    fn lines_of_the_kernel_are_those_of_the_statements(job in any_job()) {
        let (book, request, records, _) = priced(&job);
        let mut scratch = Scratch::new();
        for citizen in Citizen::group(records) {
            let rows: Vec<InputRow<'_>> = input(&book, &citizen).collect();
            let mut recorded = Recorded::default();
            evaluate(&book, &rows, &request, &mut scratch, &mut recorded);
            let mut lines = recorded.0.iter();
            for (number, statement) in (0..).zip(book.price(&citizen, &request)) {
                prop_assert_eq!(statement.is_refused(), scratch.is_refused(number));
                let documents = statement.result.as_ref().map_or(&[][..], |documents| documents);
                for (document, place) in documents.iter().zip(1..) {
                    for line in &document.lines {
                        let Some(facts) = lines.next() else { return Err(TestCaseError::fail(format!("the kernel lacks {line:?}"))) };
                        prop_assert_eq!(rows[facts.row as usize].case, number);
                        prop_assert_eq!((facts.document, facts.hold), (place, document.hold));
                        prop_assert_eq!(from_line(line), from_facts(facts, &rows));
                        prop_assert_eq!(facts.service, rows[facts.row as usize].service);
                        let known = || book.versions(&line.service.id).filter_map(|version| version.label);
                        let version = facts.version().map_or(Some("agreed"), |version| known().nth(version as usize));
                        prop_assert_eq!(version, Some(line.tariff_version()));
                    }
                }
            }
            prop_assert!(lines.next().is_none(), "the statements lack a line");
        }
    }

    #[test]
    fn a_citizen_without_a_refused_case_has_the_same_lines_where_no_case_is_asked_about(job in any_job()) {
        let (book, request, records, _) = priced(&job);
        let (mut scratch, mut other) = (Scratch::new(), Scratch::new());
        for citizen in Citizen::group(records) {
            let rows: Vec<InputRow<'_>> = input(&book, &citizen).collect();
            let (mut all, mut unrefused) = (Recorded::default(), Recorded::default());
            evaluate(&book, &rows, &request, &mut scratch, &mut all);
            let is_refused = evaluate_unrefused(&book, &rows, &request, &mut other, &mut unrefused);
            prop_assert_eq!(is_refused, scratch.any_refused());
            prop_assert_eq!(unrefused.0, if is_refused { Vec::new() } else { all.0 });
        }
    }

    #[test]
    fn the_explanation_is_of_the_same_price(job in any_job()) {
        let (book, request, records, _) = priced(&job);
        for citizen in Citizen::group(records) {
            let statements = book.price(&citizen, &request);
            for (case, statement) in citizen.cases.iter().zip(&statements) {
                let same_id = citizen.cases.iter().filter(|other| other.id == case.id).count();
                prop_assume!(same_id == 1);
                let explanation = book.explain(&citizen, &request, &case.id).expect("the citizen has the case");
                prop_assert_eq!(&explanation.statement, statement);
                prop_assert_eq!(explanation.steps.len(), statement.lines().count());
                for (line, steps) in statement.lines().zip(&explanation.steps) {
                    reaches_its_sources(line, steps)?;
                }
            }
        }
    }
}

/// Keeps the lines of the kernel as they come.
#[derive(Default)]
struct Recorded(Vec<LineFacts>);

impl Sink for Recorded {
    fn line(&mut self, _book: &Book, line: &LineFacts) {
        self.0.push(*line);
    }
}

/// Every figure of a line that has one form in the kernel and another in a statement.
#[derive(Debug, PartialEq)]
struct Figures {
    row: u64,
    number: u32,
    days: (NaiveDate, NaiveDate, u32),
    month: Month,
    payer: Municipality,
    unit: Unit,
    quantity: i64,
    /// Price in 1/10,000 kr. and the units it is for, in hundredths.
    price: (i64, i64),
    words: (RefundRule, VatCategory, Outcome, Code),
    assumptions: Assumptions,
    vat_rate: i64,
    /// Net, VAT, own payment, refund, at stake, cost.
    ore: [i64; 6],
}

fn from_facts(line: &LineFacts, rows: &[InputRow<'_>]) -> Figures {
    Figures {
        row: rows[line.row as usize].number,
        number: line.number,
        days: (line.first.date(), line.last.date(), line.days().unsigned_abs()),
        month: line.month.month(),
        payer: line.payer,
        unit: line.unit,
        quantity: i64::from(line.quantity),
        price: (line.unit_price, i64::from(line.base) * 100),
        words: (line.rule, line.vat_category, line.outcome, line.reason),
        assumptions: line.assumptions,
        vat_rate: i64::from(line.vat_rate),
        ore: [line.net, line.vat, line.own_payment, line.refund, line.at_stake, line.cost()],
    }
}

fn from_line(line: &Line) -> Figures {
    let amounts = [line.net, line.vat.amount, line.own_payment, line.refund.amount, line.refund.at_stake, line.cost()];
    Figures {
        row: line.row,
        number: line.number,
        days: (line.period.first(), line.period.last(), line.days()),
        month: line.month,
        payer: line.payer,
        unit: line.unit,
        quantity: line.quantity.units(),
        price: (line.unit_price.units(), line.price_base_quantity.units()),
        words: (line.service.refund_rule, line.vat.category, line.refund.outcome, line.refund.reason),
        assumptions: line.assumptions,
        vat_rate: line.vat.rate.units(),
        ore: amounts.map(Amount::ore),
    }
}

/// Every amount of a line stands in a step, and every published figure in it has its source.
fn reaches_its_sources(line: &Line, steps: &[Step]) -> Result<(), TestCaseError> {
    let has = |test: &dyn Fn(&Step) -> bool| steps.iter().filter(|step| test(step)).count();
    let priced = has(&|step| match step {
        Step::Tariff { version, price, source, .. } => **version == *line.tariff_version() && *price == line.unit_price && !source.place.is_empty(),
        Step::AgreedPrice { price, .. } => line.tariff_version.is_none() && *price == line.unit_price,
        _ => false,
    });
    prop_assert_eq!(priced, 1, "the price of {:?}", line);
    // An open version is said to be open, not to end where the calendar does.
    prop_assert_eq!(has(&|step| matches!(step, Step::Tariff { to: Some(day), .. } if *day > LAST_DATE)), 0);
    prop_assert_eq!(has(&|step| matches!(step, Step::Net { net, quantity, .. } if *net == line.net && *quantity == line.quantity)), 1);
    prop_assert_eq!(has(&|step| matches!(step, Step::Vat { vat, .. } if *vat == line.vat.amount)), 1);
    let sourced = line.vat.category == VatCategory::Exempt || has(&|step| matches!(step, Step::Vat { source: Some(_), .. })) == 1;
    prop_assert!(sourced, "the rate of VAT of {:?}", line);
    prop_assert_eq!(has(&|step| matches!(step, Step::Cost { cost, .. } if *cost == line.cost())), 1);
    let decided = has(&|step| matches!(step, Step::RefundDecided { reason, .. } if *reason == line.refund.reason));
    prop_assert!(decided >= 1, "what decided the refund of {:?}", line);
    // Where figures of the law decide, their source stands beside the decision.
    let by_figures = matches!(line.service.refund_rule, RefundRule::Sel110Ophold | RefundRule::Sel109Ophold | RefundRule::Sel85aBostoette);
    let unsourced = has(&|step| matches!(step, Step::RefundDecided { source: None, .. }));
    prop_assert!(!by_figures || unsourced == 0, "the law behind the refund of {:?}", line);
    let refund =
        |step: &Step| matches!(step, Step::Refund { amount, at_stake, .. } if (*amount, *at_stake) == (line.refund.amount, line.refund.at_stake));
    prop_assert_eq!(has(&refund), 1);
    let assumed: BTreeSet<Code> = steps.iter().filter_map(|step| if let Step::Assumed(code) = step { Some(*code) } else { None }).collect();
    prop_assert_eq!(assumed, line.assumptions.iter().collect::<BTreeSet<_>>());
    Ok(())
}

/// The days of a closed row that is not priced by the hour.
fn days_of(record: &Record) -> Option<Period> {
    let CaseRow::Sound(row) = &record.row else { return None };
    let by_hour = row.hours().is_some() || row.agreed().is_some_and(|agreed| agreed.unit == takst::catalogue::Unit::Hour);
    row.last_day().filter(|_| !by_hour).and_then(|last| Period::new(row.first_day(), last))
}

/// The records with one row cut in two, numbered anew; both parts say the same for the rest.
fn split_row(records: &[Record], number: usize, last_of_first: NaiveDate) -> Vec<Record> {
    let mut split: Vec<Record> = records.to_vec();
    let mut second = split[number].clone();
    if let CaseRow::Sound(row) = split[number].row.clone() {
        let mut from = row.clone().change();
        from.set_day(Column::FirstDay, last_of_first + Days::new(1));
        second.row = CaseRow::Sound(from.build().expect("days of the row"));
        split[number].row = CaseRow::Sound(row.change().last_day(last_of_first).build().expect("days of the row"));
    }
    split.insert(number + 1, second);
    for (number, record) in (1..).zip(&mut split) {
        if let CaseRow::Sound(row) = record.row.clone() {
            record.row = CaseRow::Sound(row.change().number(number).build().expect("a row as it was"));
        }
    }
    split
}

fn fastrand_shuffle<T>(items: &mut [T], seed: u64) {
    fastrand::Rng::with_seed(seed).shuffle(items);
}

#[test]
fn what_is_shared_between_threads_can_be() {
    fn shared<T: Send + Sync>() {}
    shared::<Book>();
    shared::<ReportingPeriod>();
    shared::<Statement>();
    shared::<takst::Citizen>();
    shared::<takst::Catalogue>();
    shared::<takst::Policy>();
    shared::<takst::Explanation>();
}
