//! Rows said to be grouped by citizen, and a citizen or a case that comes back: the run ends and names the row, whatever lies between.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use fastrand::Rng;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock};
use takst::{Book, Column, KnownAsOf, Policy, ReportingPeriod};
use takst_batch::{Batch, BatchError, Collected, Grouping, LineOptions, RunOptions, TotalOptions};
use takst_compare::cells::Cells;
use takst_compare::{plain, wide};
use takst_compare_batch::arrays::Form;

static BATCH: LazyLock<Batch> = LazyLock::new(|| {
    let book = Book::compile(&wide::catalogue(), &Policy::default(), KnownAsOf::Latest).expect("a catalogue in order");
    Batch::new(Arc::new(book)).expect("prices that fit")
});

fn row(rng: &mut Rng, case: &str, citizen: Option<&str>) -> Cells {
    let mut row = plain::row(rng, &["skovly/dag".to_owned(), "skovly/bostoette".to_owned()]);
    row.set(Column::CaseId, case);
    citizen.iter().for_each(|citizen| row.set(Column::CitizenId, citizen));
    row
}

/// Batches of a few rows, or of all of them.
fn batches(rng: &mut Rng, rows: &[Cells]) -> Vec<Result<RecordBatch, ArrowError>> {
    let form = Form::draw(rng, rows);
    let size = [1, 2, 7, 300, usize::MAX][rng.usize(0..5)];
    rows.chunks(size.min(rows.len())).map(|rows| Ok(form.batch(rows))).collect()
}

/// Lines and totals of rows said to be grouped: both end alike.
fn priced(rng: &mut Rng, rows: &[Cells]) -> Result<Collected, BatchError> {
    let run = RunOptions { grouping: Grouping::ByCitizen, threads: NonZeroUsize::new(rng.usize(1..4)), ..RunOptions::default() };
    let totals = BATCH.totals(batches(rng, rows), &ReportingPeriod::ALL, &TotalOptions { run: run.clone(), ..TotalOptions::default() });
    let lines = BATCH.lines(batches(rng, rows), &ReportingPeriod::ALL, &LineOptions { run, ..LineOptions::default() }).collect_all();
    assert_eq!(described(totals.as_ref().err()), described(lines.as_ref().err()));
    lines
}

fn described(error: Option<&BatchError>) -> Option<(u64, &'static str, String)> {
    error.map(|error| match error {
        BatchError::CameBack { row, what, id } => (*row, *what, id.clone()),
        other => panic!("{other}"),
    })
}

/// Names of citizens: short, long, or both, some of them alike but for their length; ascending, in runs that ascend, or not.
fn names(rng: &mut Rng, count: usize) -> Vec<String> {
    let length = rng.u32(0..4);
    let name = |number: usize| match length {
        0 => format!("b{number:06}"),
        1 => format!("borger nr. {number:06} fra registret"),
        2 if number.is_multiple_of(2) => format!("borger nr. {number:06} fra registret"),
        2 => format!("b{number:06}"),
        _ => format!("{}{number}", "x".repeat(number % 20)),
    };
    // One after another, with gaps, or with irregular ones.
    let (step, irregular) = (rng.usize(1..4), rng.bool());
    let mut number = 0;
    let mut names: Vec<String> = Vec::new();
    for _ in 0..count {
        names.push(name(number));
        number += if irregular { rng.usize(1..5) } else { step };
    }
    match rng.u32(0..4) {
        0 => {}
        1 => rng.shuffle(&mut names),
        // Every other one, then those between.
        2 => names = names.iter().step_by(2).chain(names.iter().skip(1).step_by(2)).cloned().collect(),
        _ => {
            let mut runs: Vec<Vec<String>> = names.chunks(rng.usize(2..20)).map(<[String]>::to_vec).collect();
            rng.shuffle(&mut runs);
            names = runs.concat();
        }
    }
    names
}

/// Rows of each citizen, with one case each or several.
fn grouped(rng: &mut Rng, names: &[String], with_citizens: bool) -> Vec<Vec<Cells>> {
    let mut citizens = Vec::new();
    for name in names {
        let rows = if rng.u32(0..3) == 0 { rng.usize(2..5) } else { 1 };
        let one = |rng: &mut Rng| {
            let case = if with_citizens { format!("{name} s{}", rng.u32(0..2)) } else { name.clone() };
            row(rng, &case, with_citizens.then_some(name))
        };
        citizens.push((0..rows).map(|_| one(rng)).collect());
    }
    citizens
}

#[test]
fn a_citizen_that_comes_back_is_named_with_its_row() {
    for seed in 0..250 {
        let mut rng = Rng::with_seed(seed);
        let (most, with_citizens) = (if seed % 8 == 0 { 1000 } else { 120 }, rng.bool());
        let count = rng.usize(3..most);
        let names = names(&mut rng, count);
        let mut citizens = grouped(&mut rng, &names, with_citizens);
        assert!(priced(&mut rng, &citizens.concat()).is_ok(), "seed {seed}: nobody comes back");
        // Another row of a citizen, after at least one other.
        let back = rng.usize(0..count - 1);
        let place = rng.usize(back + 2..=count);
        let again =
            row(&mut rng, &if with_citizens { "another case".to_owned() } else { names[back].clone() }, with_citizens.then_some(&names[back]));
        citizens.insert(place, vec![again]);
        let number = citizens[..place].concat().len() as u64 + 1;
        let error = priced(&mut rng, &citizens.concat()).expect_err("a citizen comes back");
        assert_eq!(described(Some(&error)), Some((number, "citizen", names[back].clone())), "seed {seed}");
    }
}

#[test]
fn a_case_that_comes_back_with_another_citizen_is_named_with_its_row() {
    for seed in 0..250 {
        let mut rng = Rng::with_seed(seed);
        let count = rng.usize(3..150);
        let names = names(&mut rng, count);
        let mut citizens = grouped(&mut rng, &names, true);
        let back = rng.usize(0..count);
        let case = citizens[back][0].get(Column::CaseId).expect("a case").to_owned();
        let place = rng.usize(back + 1..=count);
        // A citizen with another reference, one who is named by nothing but the case, or one whose reference cannot be read.
        let other = match rng.u32(0..3) {
            0 => Some("en anden borger"),
            1 => None,
            _ => Some("b\u{0}"),
        };
        // Beside its own rows, a row that names nobody readable may be the same citizen's.
        let place = if other == Some("b\u{0}") { place.max(back + 2).min(count) } else { place };
        if other == Some("b\u{0}") && place < back + 2 {
            continue;
        }
        let again = row(&mut rng, &case, other);
        citizens.insert(place, vec![again]);
        let number = citizens[..place].concat().len() as u64 + 1;
        let error = priced(&mut rng, &citizens.concat()).expect_err("a case comes back");
        assert_eq!(described(Some(&error)), Some((number, "case", case)), "seed {seed}, {other:?}");
    }
}

#[test]
fn a_case_that_began_with_a_row_that_names_nobody_comes_back_too() {
    let mut rng = Rng::with_seed(1);
    let rows = |rng: &mut Rng, list: &[(&str, &str)]| list.iter().map(|(case, citizen)| row(rng, case, Some(citizen))).collect::<Vec<_>>();
    let unreadable = "b\u{0}";
    // Such a row belongs to either side: before its citizen, after, between rows of one, between two.
    for together in [
        [("S-1", unreadable), ("S-1", "A"), ("S-2", "B")],
        [("S-1", "A"), ("S-1", unreadable), ("S-2", "B")],
        [("S-1", "A"), ("S-2", unreadable), ("S-2", "A")],
        [("S-1", "A"), ("S-2", unreadable), ("S-2", "B")],
        [("S-1", "A"), ("S-2", unreadable), ("S-3", "B")],
    ] {
        for _ in 0..20 {
            let rows = rows(&mut rng, &together);
            assert!(priced(&mut rng, &rows).is_ok(), "{together:?}");
        }
    }
    for apart in [
        [("S-1", unreadable), ("S-2", "B"), ("S-3", "C"), ("S-1", "A")],
        [("S-2", "B"), ("S-1", unreadable), ("S-3", "C"), ("S-1", "C2")],
        [("S-1", "A"), ("S-2", "B"), ("S-3", "C"), ("S-1", unreadable)],
    ] {
        for _ in 0..20 {
            let rows = rows(&mut rng, &apart);
            let error = priced(&mut rng, &rows).expect_err("S-1 comes back");
            assert_eq!(described(Some(&error)), Some((4, "case", "S-1".to_owned())), "{apart:?}");
        }
    }
}

#[test]
fn what_looks_like_a_cpr_number_is_masked_in_the_error() {
    let mut rng = Rng::with_seed(2);
    let list = [("S-1", "010190-1234"), ("S-2", "B"), ("S-3", "010190-1234")];
    let rows: Vec<Cells> = list.iter().map(|(case, citizen)| row(&mut rng, case, Some(citizen))).collect();
    let error = priced(&mut rng, &rows).expect_err("a citizen comes back");
    assert_eq!(described(Some(&error)), Some((3, "citizen", "xxxxxx-xxxx".to_owned())));
}
