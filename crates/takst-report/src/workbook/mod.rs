//! The workbook: lines, sums, refused cases, remarks, assumptions and the receipt, each a sheet.

mod cell;
mod sheet;
mod lines;
mod findings;
mod totals;
mod assumptions;

use crate::basis::{Basis, Counts};
use crate::sums::{AllSums, SumsTooLarge};
use cell::{Cell, Column, Formats, Shown};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::{Plan, Table};
use takst::{FilePlace, Finding, Statement};
use takst_explain::Receipt;
use takst_explain::model::Fact;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The workbook cannot be written.
    #[error("the workbook cannot be written: {0}")]
    Xlsx(#[from] XlsxError),
    /// The sums are too large.
    #[error(transparent)]
    Sums(#[from] SumsTooLarge),
}

/// A workbook in the making. Statements are written as they come: rows go to temporary files, not to memory.
pub struct WorkbookWriter<'a> {
    basis: Basis<'a>,
    workbook: Workbook,
    lines: Table,
    refused: Table,
    findings: Table,
    sums: AllSums,
}

impl<'a> WorkbookWriter<'a> {
    /// Begins a workbook.
    ///
    /// # Errors
    /// There is no room for temporary files.
    pub fn new(basis: Basis<'a>) -> Result<WorkbookWriter<'a>, WorkbookError> {
        let mut workbook = Workbook::new();
        // The same bytes from the same input: the file does not say when it was made.
        let made = ExcelDateTime::from_ymd(1980, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_author("takst").set_creation_datetime(&made));
        let lines = Table::new(&mut workbook, plan(&basis, "report-sheet-lines", "report-no-lines", lines::columns(basis.texts)))?;
        let refused = Table::new(&mut workbook, plan(&basis, "report-sheet-refused", "report-no-refused", findings::columns(&basis)))?;
        let findings = Table::new(&mut workbook, plan(&basis, "report-sheet-findings", "report-no-findings", findings::columns(&basis)))?;
        Ok(WorkbookWriter { basis, workbook, lines, refused, findings, sums: AllSums::default() })
    }

    /// Adds the result of a case; `place` says where what a finding speaks of stands in the file.
    ///
    /// # Errors
    /// The temporary files cannot be written, or the sums are too large.
    pub fn statement(&mut self, statement: &Statement, place: &dyn Fn(&Finding) -> FilePlace) -> Result<(), WorkbookError> {
        self.sums.add(statement)?;
        for line in statement.lines() {
            self.lines.row(&mut self.workbook, &lines::row(self.basis.texts, statement, line))?;
        }
        for fault in statement.result.as_ref().err().into_iter().flatten() {
            self.refused.row(&mut self.workbook, &findings::row(&self.basis, &statement.case_id, fault, &place(fault)))?;
        }
        for finding in &statement.findings {
            self.findings.row(&mut self.workbook, &findings::row(&self.basis, &statement.case_id, finding, &place(finding)))?;
        }
        Ok(())
    }

    /// Adds a finding about the file as a whole.
    ///
    /// # Errors
    /// The temporary files cannot be written.
    pub fn file_finding(&mut self, finding: &Finding, place: &FilePlace) -> Result<(), WorkbookError> {
        Ok(self.findings.row(&mut self.workbook, &findings::row(&self.basis, "", finding, place))?)
    }

    /// The workbook, whole. Where only a part of the lines was given, `shown` says which.
    ///
    /// # Errors
    /// The temporary files cannot be read, or the sums are too large.
    pub fn finish(mut self, receipt: &Receipt, counts: Counts, shown: &[Fact]) -> Result<Vec<u8>, WorkbookError> {
        let basis = self.basis;
        let workbook = &mut self.workbook;
        let mut totals = Table::new(workbook, plan(&basis, "report-sheet-totals", "report-no-lines", totals::columns(&basis)))?;
        for (group, sums) in &self.sums.groups {
            totals.row(workbook, &totals::row(&basis, group, sums))?;
        }
        if !self.sums.groups.is_empty() {
            totals::sums(&basis, &self.sums)?.iter().try_for_each(|row| totals.sum(row))?;
        }
        let assumed = plan(&basis, "report-sheet-assumptions", "report-no-assumptions", assumptions::columns(&basis));
        let mut assumptions = Table::new(workbook, assumed)?;
        for row in assumptions::rows(&basis, &self.sums) {
            assumptions.row(workbook, &row)?;
        }
        let columns = ["report-fact", "report-value"].map(|id| Column::new(basis.say(id), Shown::Word)).into();
        let mut facts = Table::new(workbook, plan(&basis, "page-receipt", "report-no-lines", columns))?;
        for (label, value) in receipt_rows(&basis, receipt, counts) {
            facts.row(workbook, &[Cell::text(label), value])?;
        }
        for fact in shown {
            let label = basis.texts.get("report-only", &[("what", fact.label.as_str().into())]);
            facts.row(workbook, &[Cell::text(label), Cell::text(fact.value.as_str())])?;
        }
        for table in [self.lines, totals, self.refused, self.findings, assumptions, facts] {
            table.finish(workbook)?;
        }
        Ok(workbook.save_to_buffer()?)
    }
}

fn plan(basis: &Basis<'_>, name: &str, nothing: &str, columns: Vec<Column>) -> Plan {
    Plan { name: basis.say(name), columns, nothing: basis.say(nothing), foot: "takst".to_owned(), formats: Formats::new(basis.texts.lang()) }
}

fn receipt_rows(basis: &Basis<'_>, receipt: &Receipt, counts: Counts) -> Vec<(String, Cell)> {
    let counts = [
        ("report-rows", counts.rows),
        ("report-cases", counts.cases),
        ("report-cases-refused", counts.refused),
        ("report-lines", counts.lines),
        ("report-findings", counts.findings),
    ];
    let facts = receipt.section(basis.texts).items.into_iter().map(|fact| (fact.label, Cell::text(fact.value)));
    facts.chain(counts.map(|(id, count)| (basis.say(id), Cell::number(count)))).collect()
}
