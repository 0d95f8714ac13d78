//! The core, run on the same text as the oracle and answering in the same words.

use crate::random::Job;
use crate::wanted::value;
use std::collections::{BTreeMap, HashMap};
use takst::{
    Book, Capacity, Citizen, Column, Finding, KnownAsOf, Line, LineColumn, Month, Policy, Record, ReportingPeriod, RowDraft, Severity, Statement,
};
use takst_oracle::{Answer, Problem};

/// The policy a policy file stands for.
///
/// # Panics
/// The file is one the tests wrote themselves and is in order.
#[must_use]
pub fn policy(text: &str) -> Policy {
    takst_catalogue::policy_from_toml("policy.toml", text, takst_catalogue::builtin()).expect("a policy in order").policy
}

/// Whether a policy file is read.
#[must_use]
pub fn is_policy(text: &str) -> bool {
    takst_catalogue::policy_from_toml("policy.toml", text, takst_catalogue::builtin()).is_ok()
}

/// A book and a request made for a job.
///
/// # Panics
/// Job and catalogue are ones the tests made themselves and are in order.
#[must_use]
pub fn prepare(catalogue: &takst::Catalogue, job: &Job) -> (Book, ReportingPeriod) {
    let date = |text: &Option<String>| text.as_ref().map(|text| text.parse::<chrono::NaiveDate>().expect("a date"));
    let knowledge = date(&job.options.as_of).map_or(KnownAsOf::Latest, KnownAsOf::Day);
    let book = Book::compile(catalogue, &policy(&job.policy), knowledge).expect("a catalogue in order");
    (book, ReportingPeriod { from: date(&job.options.from).map(Month::of), until: date(&job.options.until) })
}

/// The job's records as the core reads them.
#[must_use]
pub fn records(job: &Job) -> Vec<Record> {
    (1..).zip(&job.rows).map(|(number, row)| record(number, row)).collect()
}

/// One statement for each case, in order of first appearance.
#[must_use]
pub fn statements(book: &Book, request: &ReportingPeriod, records: &[Record]) -> Vec<Statement> {
    let mut priced: HashMap<String, Statement> = HashMap::new();
    for citizen in Citizen::group(records.to_vec()) {
        for (case, statement) in citizen.cases.iter().zip(book.price(&citizen, request)) {
            priced.entry(case.id.to_string()).or_insert(statement);
        }
    }
    records.iter().filter_map(|record| priced.remove(&*record.case_id)).collect()
}

/// What the core answers to a job.
#[must_use]
pub fn answer(catalogue: &takst::Catalogue, job: &Job) -> Answer {
    let (book, request) = prepare(catalogue, job);
    let records = records(job);
    let mut capacity = Capacity::new(&book, &request);
    records.iter().for_each(|record| capacity.add(&record.row));
    let mut answer = Answer { lines: Vec::new(), problems: Vec::new() };
    for statement in statements(&book, &request, &records) {
        answer.lines.extend(statement.lines().map(|line| cells(&statement, line)));
        let faults = statement.result.as_ref().err().into_iter().flatten();
        answer.problems.extend(faults.chain(&statement.findings).map(|finding| problem(&statement.case_id, finding)));
    }
    answer.problems.extend(capacity.findings().iter().map(|finding| problem("", finding)));
    answer.problems.sort();
    answer.problems.dedup();
    answer
}

fn record(number: u64, row: &takst_oracle::Row) -> Record {
    let mut draft = RowDraft::new(number);
    for column in Column::ALL {
        if let Some(text) = row.cells.get(column.as_str()) {
            draft.set(*column, text);
        }
    }
    draft.finish()
}

fn problem(case_id: &str, finding: &Finding) -> Problem {
    let severity = match finding.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
        Severity::Assumption | Severity::Condition | Severity::Reason | Severity::Verdict => "none",
    };
    Problem {
        severity,
        code: finding.code.as_str(),
        case_id: case_id.to_owned(),
        row: finding.at.row.map(|row| usize::try_from(row).expect("a small file")),
        column: finding.at.column.map_or("", Column::as_str).to_owned(),
        value: finding.value.clone(),
    }
}

/// The columns of a line as text.
fn cells(statement: &Statement, line: &Line) -> BTreeMap<&'static str, String> {
    LineColumn::ALL.iter().map(|column| (column.as_str(), value(*column, statement, line).written(*column))).collect()
}
