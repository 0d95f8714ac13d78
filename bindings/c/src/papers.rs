//! What settling and claiming share: parties and rows of documents in memory, and a report of the case file.

use crate::cases::unwritten;
use crate::failure::Failure;
use crate::file::message;
use crate::problem::Problem;
use crate::status::TakstStatus;
use std::io;
use takst::contract::document_column::CLAIM_COLUMNS;
use takst::document::party::Parties;
use takst::{Catalogue, Finding, Statement};
use takst_catalogue::parties_from_toml;
use takst_explain::{Arg, Lang};
use takst_io::documents::{RowFault, RowsFault, STANDING_COLUMNS};
use takst_io::{Places, Report, RowsError, Sink};

/// Reads a parties file.
pub(crate) fn parties(text: &str, catalogue: &Catalogue) -> Result<Parties, Failure> {
    match parties_from_toml("parties", text, catalogue) {
        Ok(loaded) => Ok(loaded.parties),
        Err(problems) => Err(Failure { status: TakstStatus::Parties, problems: problems.into_iter().map(Problem::catalogue).collect() }),
    }
}

/// Rows of documents or claims that cannot be used. `name` is the argument.
pub(crate) fn unusable(name: &'static str, fault: &RowsFault) -> Failure {
    let said = |id, mut args: Vec<(&'static str, Arg)>| {
        args.push(("name", name.into()));
        Failure::said(TakstStatus::Documents, id, "", args)
    };
    let known = || if name == "claimed" { CLAIM_COLUMNS } else { STANDING_COLUMNS.all };
    match fault {
        RowsFault::Cells(cells) => Failure { status: TakstStatus::Documents, problems: cells.iter().map(|cell| faulty(name, cell)).collect() },
        RowsFault::Rows(RowsError::MissingColumns(columns)) => said("c-rows-missing", vec![("columns", columns.join(", ").into())]),
        RowsFault::Rows(RowsError::UnknownColumn(column)) => {
            said("c-rows-column", vec![("column", column.as_str().into()), ("known", known().join(", ").into())])
        }
        RowsFault::Rows(RowsError::NotJson { row }) => said("c-rows-not-json", vec![("row", row.to_string().into())]),
        RowsFault::Rows(error) => said("c-rows-other", vec![("error", error.to_string().into())]),
    }
}

fn faulty(name: &'static str, fault: &RowFault) -> Problem {
    let RowFault { row, document, cell } = fault;
    let (right, variable) = cell.expected.sentence();
    let mut args: Vec<(&'static str, Arg)> = vec![
        ("name", name.into()),
        ("row", if document.is_empty() { row.to_string() } else { format!("{row} ({document})") }.into()),
        ("column", cell.column.into()),
        ("value", cell.value.as_str().into()),
    ];
    args.extend(variable.map(|(name, value)| (name, value.into())));
    Problem::cell(right, cell.value.clone(), args)
}

/// Writes every fault and finding of a case file.
pub(crate) struct Reported<'b> {
    report: Report<&'b mut Vec<u8>>,
    message: Box<dyn Fn(&Finding) -> String>,
}

impl<'b> Reported<'b> {
    pub fn new(to: &'b mut Vec<u8>, lang: Lang) -> Result<Reported<'b>, Failure> {
        Ok(Reported { report: Report::new(to).map_err(|error| unwritten(&error))?, message: Box::new(message(lang, Places::default())) })
    }

    pub fn finish(self) -> Result<(), Failure> {
        self.report.finish().map_err(|error| unwritten(&error))
    }
}

impl Sink for Reported<'_> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.report.statement(statement, &self.message)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.report.finding("", finding, &(self.message)(finding))
    }
}
