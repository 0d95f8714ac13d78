//! Which rows are priced alike: what `Likeness` says of a service is true of the lines of any rows of it.

use chrono::NaiveDate;
use fastrand::Rng;
use proptest::prelude::*;
use std::sync::LazyLock;
use takst::{Amount, Book, Case, Catalogue, Citizen, Column, KnownAsOf, Likeness, Line, Month, Outcome, Period, ReportingPeriod, Statement};
use takst_compare::cells::Cells;
use takst_compare::core_side::policy;
use takst_compare::{plain, random, wide};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(wide::catalogue);

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(4000);
    ProptestConfig { cases, max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// A book of a random policy, and a service of it whose rows are alike.
struct Drawn {
    book: Book,
    service: String,
    likeness: Likeness,
    rng: Rng,
}

fn draw(seed: u64) -> Drawn {
    let mut rng = Rng::with_seed(seed);
    loop {
        let text = if rng.bool() { String::new() } else { random::job(rng.u64(..)).policy };
        let book = Book::compile(&CATALOGUE, &policy(&text), KnownAsOf::Latest).expect("a catalogue in order");
        let like: Vec<(String, Likeness)> =
            CATALOGUE.services().filter_map(|(_, service)| Some((service.id.clone(), book.likeness(&service.id)?))).collect();
        // Under some policies each row is its own case.
        if !like.is_empty() {
            let (service, likeness) = like[rng.usize(0..like.len())].clone();
            return Drawn { book, service, likeness, rng };
        }
    }
}

impl Drawn {
    /// A row of the service, within the stretch or anywhere.
    fn row(&mut self) -> Cells {
        let mut row = plain::row(&mut self.rng, std::slice::from_ref(&self.service));
        row.set(Column::CaseId, format!("S-{}", self.rng.u32(0..1_000_000)));
        row
    }

    fn price(&self, row: &Cells) -> Statement {
        let record = row.record(1);
        let citizen = Citizen { id: record.citizen_id, cases: vec![Case { id: record.case_id, rows: vec![record.row] }] };
        self.book.price(&citizen, &ReportingPeriod::ALL).remove(0)
    }

    /// Whether all days of a row lie in one stretch; a stretch that has them all, if so.
    fn stretch(&self, row: &Cells) -> Option<Period> {
        let (first, last) = days(row);
        self.likeness.stretches.iter().copied().find(|stretch| stretch.first() <= first && last <= stretch.last())
    }
}

fn days(row: &Cells) -> (NaiveDate, NaiveDate) {
    let day = |column| row.get(column).and_then(|text| text.parse().ok()).expect("a day");
    (day(Column::FirstDay), day(Column::LastDay))
}

/// A value a column takes, where it takes it.
fn value(rng: &mut Rng, column: Column, (first, last): (NaiveDate, NaiveDate)) -> String {
    match column {
        Column::CaseId | Column::CitizenId | Column::RowId => format!("R-{}", rng.u32(0..1_000_000)),
        Column::Payer => plain::payer(rng).to_owned(),
        Column::Hours => "7.50".to_owned(),
        Column::HoursPerWeek => ["0.5", "5", "14.75", "37"][rng.usize(0..4)].to_owned(),
        Column::UnitPrice => "777.77".to_owned(),
        Column::Unit => ["day", "week", "hour"][rng.usize(0..3)].to_owned(),
        Column::OwnPaymentPerDay => "89.01".to_owned(),
        Column::PriorStayTo => plain::moved(first, -rng.i64(-20..80)).to_string(),
        Column::FirstDischarge => plain::moved(first, rng.i64(-800..10)).to_string(),
        Column::DecidedBeforeDischarge | Column::DischargedTo107 => rng.bool().to_string(),
        Column::WindowStart => "2023-10-20".to_owned(),
        Column::WindowDaysUsed => rng.u32(0..130).to_string(),
        Column::Commitment => "tilsagn 1".to_owned(),
        Column::CommitmentDate | Column::NotifiedStart => plain::moved(first, rng.i64(-20..20)).to_string(),
        Column::NotifiedEnd => plain::moved(last, rng.i64(-5..20)).to_string(),
        Column::BuyerReference | Column::OrderReference | Column::AccountingCost => format!("ref {}", rng.u32(0..1_000)),
        // (5+9+0+9+0+2+5) + 3·(7+8+0+8+0+7) = 120: the check digit is right.
        Column::BuyerGln => "5798009800275".to_owned(),
        Column::HoldReleased => "NN 2024-02-01".to_owned(),
        Column::Invoiced => "100.00".to_owned(),
        Column::Service | Column::FirstDay | Column::LastDay => unreachable!("what a row always has"),
    }
}

/// A line but for whom it is about.
fn anonymous(line: &Line) -> Line {
    Line { row_id: None, payer: takst::Municipality::new(101).expect("København"), ..line.clone() }
}

fn lines(statement: &Statement) -> Vec<Line> {
    statement.lines().map(anonymous).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn rows_that_differ_in_columns_that_do_not_decide_have_the_same_lines(seed in any::<u64>()) {
        let mut drawn = draw(seed);
        let row = drawn.row();
        let before = drawn.price(&row);
        let mut other = row.clone();
        let always = [Column::Service, Column::FirstDay, Column::LastDay];
        let free: Vec<Column> = Column::ALL.iter().copied().filter(|c| !always.contains(c) && !drawn.likeness.deciding.contains(c)).collect();
        for _ in 0..drawn.rng.usize(1..4) {
            let column = free[drawn.rng.usize(0..free.len())];
            let text = value(&mut drawn.rng, column, days(&row));
            other.set(column, text);
        }
        let after = drawn.price(&other);
        // A column can be wrong beside another, or in a row that has no use for it; then the row is refused, whatever its lines.
        let odd = [Column::Hours, Column::WindowStart, Column::WindowDaysUsed].iter().any(|column| other.get(*column).is_some());
        prop_assert!(odd || before.is_refused() == after.is_refused(), "{:?}: {:?}", other, after.result);
        if let (Ok(_), Ok(_)) = (&before.result, &after.result) {
            prop_assert_eq!(lines(&before), lines(&after), "{:?} and {:?}", row, other);
        }
        let is_in_a_stretch = drawn.stretch(&row).is_some();
        prop_assert!(!is_in_a_stretch || !before.is_refused(), "{:?}: {:?}", row, before.result);
        // Without terms there is nothing to find but an undetermined refund, which the line reports.
        let is_undetermined = lines(&after).iter().any(|line| line.refund.outcome == Outcome::Undetermined);
        let is_telling = drawn.likeness.telling.iter().any(|column| other.get(*column).is_some());
        let is_payer_known = other.get(Column::Payer).and_then(|payer| takst::Municipality::read(payer).ok()).is_some_and(|payer| payer.name().is_some());
        prop_assert!(drawn.likeness.has_terms || is_undetermined || is_telling || !is_payer_known || after.findings.is_empty() || !is_in_a_stretch, "{:?}: {:?}", other, after.findings);
    }

    #[test]
    fn lines_inner_to_two_rows_of_a_stretch_agree(seed in any::<u64>()) {
        let mut drawn = draw(seed);
        let (a, mut b) = (drawn.row(), drawn.row());
        let (Some(stretch), (first, last)) = (drawn.stretch(&a), days(&a)) else { return Ok(()) };
        // Most second rows overlap the first, and their weeks begin on the same weekday.
        let weeks = if drawn.likeness.weekly { 7 } else { 1 };
        if drawn.rng.u32(0..5) > 0 {
            let first = plain::moved(first, weeks * drawn.rng.i64(-60..60));
            b.set(Column::FirstDay, first);
            b.set(Column::LastDay, plain::moved(last, drawn.rng.i64(-60..200)).max(first));
        }
        if drawn.stretch(&b) != Some(stretch) || (days(&b).0 - first).num_days().rem_euclid(weeks) != 0 {
            return Ok(());
        }
        let (lines_a, lines_b) = (lines(&drawn.price(&a)), lines(&drawn.price(&b)));
        let inner = |lines: &[Line]| lines.get(1..lines.len().max(2) - 1).map(<[Line]>::to_vec).unwrap_or_default();
        let (of_a, of_b) = (inner(&lines_a), inner(&lines_b));
        let both = |line: &&Line, others: &[Line]| {
            others.first().is_some_and(|first| first.period.first() <= line.period.first())
                && others.last().is_some_and(|last| line.period.last() <= last.period.last())
        };
        // In the month in which a row begins, lines are numbered from its first day on, and parts of an øre carried from there.
        let begun = [Month::of(days(&a).0), Month::of(days(&b).0)];
        let alike = |line: &Line| {
            let mut line = line.clone();
            if begun.contains(&line.month) {
                line.number = 0;
                let exact = |lines: &[Line]| lines.iter().filter(|other| other.month == line.month).all(|other| drawn.book.is_exact(other));
                if !exact(&lines_a) || !exact(&lines_b) {
                    (line.vat.amount, line.refund.amount, line.refund.at_stake) = (Amount::ZERO, Amount::ZERO, Amount::ZERO);
                }
            }
            line
        };
        let shared: Vec<Line> = of_a.iter().filter(|line| both(line, &of_b)).map(alike).collect();
        let others: Vec<Line> = of_b.iter().filter(|line| both(line, &of_a)).map(alike).collect();
        prop_assert_eq!(shared, others, "{:?} and {:?}", a, b);
    }

    #[test]
    fn whole_shares_leave_nothing_to_the_next_line(seed in any::<u64>()) {
        let mut drawn = draw(seed);
        let row = drawn.row();
        let statement = drawn.price(&row);
        for document in statement.result.iter().flatten() {
            // Up to the first line whose shares are not whole øre, each has exactly its own.
            for line in document.lines.iter().take_while(|line| drawn.book.is_exact(line)) {
                let share = |base: Amount, part: i64| { assert_eq!(base.ore() % part, 0, "{line:?}"); base.ore() / part };
                let vat = if line.vat.rate.units() == 0 { 0 } else { share(line.net, 4) };
                prop_assert_eq!(line.vat.amount.ore(), vat);
                let half = if line.refund.outcome == Outcome::NotRefunded { 0 } else { share(line.net - line.own_payment, 2) };
                prop_assert_eq!(line.refund.amount.ore() + line.refund.at_stake.ore(), half);
            }
            // And it says so of every line of which that is true.
            for line in document.lines.iter().filter(|line| !drawn.book.is_exact(line)) {
                let is_taxed = line.vat.rate.units() != 0 && line.net.ore() % 4 != 0;
                prop_assert!(is_taxed || (line.refund.outcome != Outcome::NotRefunded && (line.net - line.own_payment).ore() % 2 != 0), "{:?}", line);
            }
        }
    }
}

#[test]
fn every_kind_of_service_is_drawn() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..400 {
        let drawn = draw(seed);
        let rule = CATALOGUE.services().find(|(_, service)| service.id == drawn.service).map(|(_, service)| service.refund);
        seen.insert((drawn.likeness.weekly, rule, drawn.likeness.has_terms));
    }
    assert!(seen.len() >= 10, "{seen:?}");
}
