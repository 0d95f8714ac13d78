//! Runs case files through the driver and keeps all that comes out as text.
#![allow(dead_code, missing_docs, reason = "each test file uses its part")]

use std::io;
use takst::{Book, Finding, KnownAsOf, Policy, ReportingPeriod, Statement};
use takst_io::{CsvLines, FileError, Format, Grouping, JsonLines, Report, RunError, Sink, Summary, price_file};

pub fn book() -> Book {
    Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound")
}

#[derive(Default)]
pub struct Kept {
    pub statements: Vec<Statement>,
    pub file_findings: Vec<Finding>,
}

impl Sink for Kept {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.statements.push(statement.clone());
        Ok(())
    }
    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.file_findings.push(finding.clone());
        Ok(())
    }
}

impl Kept {
    /// `code row column value` of every fault, then of every finding of the file.
    pub fn faults(&self) -> Vec<String> {
        let faults = self.statements.iter().flat_map(|s| s.result.as_ref().err().into_iter().flatten());
        faults.chain(&self.file_findings).map(shown).collect()
    }

    pub fn refused(&self) -> Vec<&str> {
        self.statements.iter().filter(|s| s.is_refused()).map(|s| &*s.case_id).collect()
    }

    pub fn priced(&self) -> Vec<&str> {
        self.statements.iter().filter(|s| !s.is_refused()).map(|s| &*s.case_id).collect()
    }

    pub fn csv(&self) -> String {
        let mut out = Vec::new();
        let mut writer = CsvLines::new(&mut out).expect("a vector takes all");
        self.statements.iter().for_each(|s| writer.statement(s).expect("a vector takes all"));
        writer.finish().expect("a vector takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    pub fn json(&self) -> String {
        let mut out = Vec::new();
        let mut writer = JsonLines::new(&mut out);
        self.statements.iter().for_each(|s| writer.statement(s).expect("a vector takes all"));
        writer.finish().expect("a vector takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    pub fn report(&self) -> String {
        let mut out = Vec::new();
        let mut writer = Report::new(&mut out).expect("a vector takes all");
        self.file_findings.iter().for_each(|f| writer.finding("", f, &f.to_string()).expect("a vector takes all"));
        self.statements.iter().for_each(|s| writer.statement(s, ToString::to_string).expect("a vector takes all"));
        writer.finish().expect("a vector takes all");
        String::from_utf8(out).expect("UTF-8")
    }
}

pub fn shown(finding: &Finding) -> String {
    let row = finding.at.row.map(|r| r.to_string()).unwrap_or_default();
    format!("{} {row} {} {}", finding.code, finding.at.column.map_or("-", takst::Column::as_str), finding.value)
}

pub fn run(file: impl AsRef<[u8]>, format: Format, grouping: Grouping) -> Result<(Kept, Summary), RunError> {
    let mut kept = Kept::default();
    let summary = price_file(&book(), &ReportingPeriod::ALL, file.as_ref(), format, grouping, &mut kept)?;
    Ok((kept, summary))
}

pub fn csv(file: impl AsRef<[u8]>) -> Kept {
    run(file, Format::Csv, Grouping::None).expect("a readable file").0
}

pub fn json(file: impl AsRef<[u8]>) -> Kept {
    run(file, Format::JsonLines, Grouping::None).expect("a readable file").0
}

pub fn file_error(file: impl AsRef<[u8]>, format: Format) -> FileError {
    match run(file, format, Grouping::None) {
        Err(RunError::File(error)) => error,
        Err(RunError::Output(error)) => panic!("the sink failed: {error}"),
        Ok((kept, _)) => panic!("read as {:?}", kept.faults()),
    }
}
