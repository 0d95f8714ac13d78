//! Prices the case file of the tests, and keeps what a report is made of.
#![allow(dead_code, missing_docs, reason = "each test file uses its part")]

use std::io;
use takst::{Book, Citizen, Column, FilePlace, Finding, KnownAsOf, Policy, ReportingPeriod, Statement};
use takst_catalogue::{Loaded, builtin_loaded, load_over};
use takst_explain::{Lang, Receipt, Texts, explain};
use takst_io::{CaseReader, CsvLines, Format, Grouping, Sink, Summary, WholeFile, price_file};
use takst_report::{About, Basis, Counts, PageBuilder, WorkbookWriter, messages};

pub const CASES: &str = include_str!("cases.csv");

pub struct Bound {
    pub loaded: Loaded,
    pub book: Book,
}

pub fn bound() -> Bound {
    let loaded = load_over(builtin_loaded(), &[("hjem.toml", include_str!("hjem.toml"))]).expect("a catalogue in order");
    let book = Book::compile(&loaded.catalogue, &Policy::default(), KnownAsOf::Latest).expect("it compiles");
    Bound { loaded, book }
}

pub fn texts(lang: Lang) -> Texts {
    Texts::with_extra(lang, &[messages(lang)])
}

pub fn receipt() -> Receipt {
    Receipt { takst_version: "0.0.0".to_owned(), ..Receipt::new("c".repeat(64), "d".repeat(64), "e".repeat(64)) }
}

/// The header is line 1 of the file; the column of the payer has a Danish heading.
pub fn place(of: &Finding) -> FilePlace {
    let heading = of.at.column.filter(|column| *column == Column::Payer).map(|_| "Betalingskommune".to_owned());
    FilePlace { line: of.at.row.map(|row| row + 1), heading, ..FilePlace::default() }
}

pub fn counts(of: &Summary) -> Counts {
    Counts { rows: of.rows, cases: of.cases, refused: of.refused, lines: of.lines, findings: of.findings }
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

pub fn priced(book: &Book, cases: &str) -> (Kept, Summary) {
    let mut kept = Kept::default();
    let summary = price_file(book, &ReportingPeriod::ALL, cases.as_bytes(), Format::Csv, Grouping::None, &mut kept).expect("a case file");
    (kept, summary)
}

/// The lines as the contract's CSV: its header and rows.
pub fn csv(kept: &Kept) -> (Vec<String>, Vec<Vec<String>>) {
    let mut out = Vec::new();
    let mut writer = CsvLines::new(&mut out).expect("a vector takes all");
    kept.statements.iter().for_each(|s| writer.statement(s).expect("a vector takes all"));
    writer.finish().expect("a vector takes all");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*out);
    let mut rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
    (rows.next().expect("a header"), rows.collect())
}

pub fn workbook(lang: Lang, cases: &str) -> (Kept, Vec<u8>) {
    let bound = bound();
    let texts = texts(lang);
    let (kept, summary) = priced(&bound.book, cases);
    let basis = Basis { texts: &texts, catalogue: bound.book.catalogue(), policy: bound.book.policy() };
    let mut writer = WorkbookWriter::new(basis).expect("temporary files");
    kept.statements.iter().for_each(|statement| writer.statement(statement, &place).expect("it is written"));
    kept.file_findings.iter().for_each(|finding| writer.file_finding(finding, &place(finding)).expect("it is written"));
    let file = writer.finish(&receipt(), counts(&summary), &[]).expect("it is written");
    (kept, file)
}

/// A page that takes what a run passes on.
struct Paged<'a>(PageBuilder<'a>);

impl Sink for Paged<'_> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        self.0.citizen(citizen, is_own);
        Ok(())
    }
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.0.statement(statement, &place).map_err(io::Error::other)
    }
    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.0.file_finding(finding, place(finding));
        Ok(())
    }
}

/// The page of a case file, with the cases explained that it asks for.
pub fn page(lang: Lang, cases: &str) -> String {
    let bound = bound();
    let texts = texts(lang);
    let mut sink = Paged(PageBuilder::new(Basis { texts: &texts, catalogue: bound.book.catalogue(), policy: bound.book.policy() }));
    let mut reader = CaseReader::open(cases.as_bytes(), Format::Csv).expect("a case file");
    let file = WholeFile::read(&mut reader, &mut sink).expect("a case file");
    let summary = file.price(&bound.book, &ReportingPeriod::ALL, &mut sink).expect("it is priced");
    let Paged(mut page) = sink;
    for id in page.cases_to_explain() {
        let citizen = file.citizen_of_case(&id).expect("a citizen");
        let explanation = bound.book.explain(&citizen, &ReportingPeriod::ALL, &id).expect("the case");
        page.explained(&id, explain(&explanation, bound.book.catalogue(), bound.book.policy(), &receipt(), &texts));
    }
    page.finish(&About { file: "sager <1>.csv", receipt: &receipt(), counts: counts(&summary), shown: &[] }).expect("small sums")
}
