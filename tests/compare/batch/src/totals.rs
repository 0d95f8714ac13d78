//! Totals against sums over the lines of the core.

use crate::compare::View;
use crate::wanted::Value;
use arrow_array::{Array, RecordBatch};
use std::collections::{BTreeMap, BTreeSet};
use takst::{Line, Outcome, Statement};
use takst_batch::{Dimension, TotalOptions};

/// Lines, days and the six amounts of a group, and its cases.
#[derive(Default)]
struct Sums {
    numbers: [i128; 8],
    cases: BTreeSet<usize>,
}

const NAMES: [&str; 8] = ["lines", "days", "net", "vat", "own_payment", "refund", "at_stake", "cost"];

fn numbers(line: &Line) -> [i128; 8] {
    let ore = |amount: takst::Amount| i128::from(amount.ore());
    let refund = &line.refund;
    let days = i128::from(line.days());
    [1, days, ore(line.net), ore(line.vat.amount), ore(line.own_payment), ore(refund.amount), ore(refund.at_stake), ore(line.cost())]
}

fn text(dimension: Dimension, statement: &Statement, line: &Line) -> String {
    let month = line.month.to_string();
    let (year, number) = month.split_at(4);
    let quarter = number[1..].parse::<u32>().map_or(0, |month| month.div_ceil(3));
    match dimension {
        Dimension::Quarter => format!("{year}-Q{quarter}"),
        Dimension::Year => year.to_owned(),
        Dimension::Month => month,
        Dimension::Provider => line.service.provider.to_string(),
        Dimension::Service => line.service.id.to_string(),
        Dimension::Payer => line.payer.to_string(),
        Dimension::Account => line.service.account.as_deref().unwrap_or_default().to_owned(),
        Dimension::RefundOutcome => line.refund.outcome.as_str().to_owned(),
        Dimension::RefundReason => line.refund.reason.as_str().to_owned(),
        Dimension::CaseId => statement.case_id.to_string(),
        Dimension::CitizenId => statement.citizen_id.to_string(),
    }
}

/// The place of a group: by the texts of its dimensions, outcomes in the order in which they are named everywhere.
fn place(dimension: Dimension, statement: &Statement, line: &Line) -> (Option<Outcome>, String) {
    let outcome = (dimension == Dimension::RefundOutcome).then_some(line.refund.outcome);
    (outcome, text(dimension, statement, line))
}

/// Totals are the sums of the statements' lines.
///
/// # Errors
/// Where they differ first.
pub fn totals(found: &RecordBatch, options: &TotalOptions, statements: &[Statement]) -> Result<(), String> {
    let mut groups: BTreeMap<Vec<(Option<Outcome>, String)>, Sums> = BTreeMap::new();
    if options.by.is_empty() {
        groups.entry(Vec::new()).or_default();
    }
    for (case, statement) in statements.iter().enumerate() {
        for line in statement.lines() {
            let sums = groups.entry(options.by.iter().map(|dimension| place(*dimension, statement, line)).collect()).or_default();
            sums.numbers.iter_mut().zip(numbers(line)).for_each(|(sum, number)| *sum += number);
            sums.cases.insert(case);
        }
    }
    let mut names: Vec<&str> = options.by.iter().map(|dimension| dimension.as_str()).chain(NAMES).collect();
    names.extend(options.cases.then_some("cases"));
    let schema = found.schema();
    if !schema.fields().iter().map(|field| field.name()).eq(&names) || found.num_rows() != groups.len() {
        return Err(format!("{} groups of {:?}, {} of the core", found.num_rows(), schema.fields(), groups.len()));
    }
    let views: Vec<View> = found.columns().iter().map(|array| View::of(array).expect("a type of totals")).collect();
    if found.columns().iter().any(|column| column.null_count() > 0) {
        return Err("a total that is absent".to_owned());
    }
    for (row, (key, sums)) in groups.iter().enumerate() {
        let cases = options.cases.then_some(sums.cases.len() as i128);
        let numbers = sums.numbers.iter().copied().chain(cases).map(Value::Number);
        let wanted = key.iter().map(|(_, text)| Value::Text(text.into())).chain(numbers);
        for ((name, view), wanted) in names.iter().zip(&views).zip(wanted) {
            let found = view.value(row);
            if found != wanted {
                return Err(format!("{name} of {key:?}: {found:?}, by the core {wanted:?} (by {:?}, cases {})", options.by, options.cases));
            }
        }
    }
    Ok(())
}
