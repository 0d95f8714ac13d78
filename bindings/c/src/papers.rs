//! What settling, claiming and control share: parties, rows of documents and lists of bills in memory, and a report of the case file.

use crate::cases::unwritten;
use crate::failure::Failure;
use crate::file::message;
use crate::problem::Problem;
use crate::status::TakstStatus;
use std::io;
use takst::contract::document_column::CLAIM_COLUMNS;
use takst::document::party::Parties;
use takst::{Catalogue, Finding, Statement};
use takst_catalogue::{LoadedParties, parties_for_control, parties_from_toml};
use takst_explain::{Arg, Lang};
use takst_io::documents::{RowFault, RowsFault, STANDING_COLUMNS};
use takst_io::{PAPER_COLUMNS, PaperFault, PapersError, Places, Report, RowsError, Sink};

/// Reads a parties file.
pub(crate) fn parties(text: &str, catalogue: &Catalogue) -> Result<Parties, Failure> {
    sound(parties_from_toml("parties", text, catalogue))
}

/// Reads a parties file for control, which needs less of it.
pub(crate) fn control_parties(text: &str, catalogue: &Catalogue) -> Result<Parties, Failure> {
    sound(parties_for_control("parties", text, catalogue))
}

fn sound(read: Result<LoadedParties, Vec<takst_catalogue::Problem>>) -> Result<Parties, Failure> {
    match read {
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

/// A list of bills that cannot be used.
pub(crate) fn unusable_list(error: &PapersError) -> Failure {
    let name = "bills";
    match error {
        PapersError::Rows(RowsError::MissingColumns(columns)) => {
            let args = vec![("name", name.into()), ("columns", columns.join(", ").into())];
            Failure::said(TakstStatus::Documents, "c-rows-missing", "", args)
        }
        PapersError::Rows(RowsError::UnknownColumn(column)) => {
            let args = vec![("name", name.into()), ("column", column.as_str().into()), ("known", PAPER_COLUMNS.join(", ").into())];
            Failure::said(TakstStatus::Documents, "c-rows-column", "", args)
        }
        PapersError::Faults(faults) => {
            let problem = |fault: &PaperFault| {
                let (right, variable) = fault.expected.sentence();
                let mut args: Vec<(&'static str, Arg)> = vec![
                    ("name", name.into()),
                    ("row", fault.row.to_string().into()),
                    ("column", fault.column.into()),
                    ("value", fault.value.as_str().into()),
                ];
                args.extend(variable.map(|(name, value)| (name, value.into())));
                Problem::cell(right, fault.value.clone(), args)
            };
            Failure { status: TakstStatus::Documents, problems: faults.iter().map(problem).collect() }
        }
        // Errors may grow; a new one is said in English until there is a text.
        other => Failure::said(TakstStatus::Documents, "c-rows-other", "", vec![("name", name.into()), ("error", other.to_string().into())]),
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
    /// `places` are those of the case file.
    pub fn new(to: &'b mut Vec<u8>, lang: Lang, places: Places) -> Result<Reported<'b>, Failure> {
        Ok(Reported { report: Report::new(to).map_err(|error| unwritten(&error))?, message: Box::new(message(lang, places)) })
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
