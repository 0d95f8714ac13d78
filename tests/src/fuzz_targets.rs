//! What is run on every input of the fuzzers: by libFuzzer in `tests/fuzz`, and on the saved inputs by the everyday tests.
//!
//! Each function takes any bytes and panics when something is wrong that no input may cause.

mod c;
mod documents;
mod einvoice;
mod tables;

pub use c::case_c;
pub use documents::{claims, documents};
pub use einvoice::einvoice;
pub use tables::{case_mapped, price_list};

use std::io;
use std::sync::OnceLock;
use takst::{Book, Finding, KnownAsOf, Policy, ReportingPeriod, Statement, Totals};
use takst_catalogue::{Lang, Problem, builtin, builtin_loaded, check, load, load_over, policy_from_toml};
use takst_io::{CaseFile, CaseReader, CsvLines, Format, Grouping, JsonLines, RunError, Sink, Summary, price_file};

/// A function to run on any bytes.
pub type Target = fn(&[u8]);

/// All targets, by the name of their folder in `tests/fuzz/corpus`.
pub const TARGETS: &[(&str, Target)] = &[
    ("case_c", case_c),
    ("case_csv", case_csv),
    ("case_jsonl", case_jsonl),
    ("case_mapped", case_mapped),
    ("catalogue", catalogue),
    ("claims", claims),
    ("documents", documents),
    ("einvoice", einvoice),
    ("policy", policy),
    ("price_list", price_list),
    ("workbook", workbook),
];

/// A case file in CSV.
pub fn case_csv(data: &[u8]) {
    case_file(data, Format::Csv);
}

/// A case file in JSON Lines: besides, each line that is not blank is one record.
pub fn case_jsonl(data: &[u8]) {
    let Some(summary) = case_file(data, Format::JsonLines) else { return };
    let text = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(summary.rows, lines as u64, "each line is one record");
}

/// A workbook, of whichever program.
pub fn workbook(data: &[u8]) {
    case_file(data, Format::Workbook);
}

/// A provider or, behind a first line `# law`, a file of the law, laid over the built-in catalogue.
pub fn catalogue(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let name = if text.starts_with("# law\n") { "law/fuzz.toml" } else { "fuzz.toml" };
    let files = [(name, text.as_ref())];
    let problems = check(builtin(), &files);
    read_aloud(&problems);
    let is_refused = problems.iter().any(|problem| problem.flaw.blocks());
    match load_over(builtin_loaded(), &files) {
        Ok(loaded) => {
            assert!(!is_refused, "what is checked as wrong is not loaded: {problems:?}");
            let compiled = Book::compile(&loaded.catalogue, &Policy::default(), KnownAsOf::Latest);
            assert!(compiled.is_ok(), "what is loaded can be priced by: {:?}", compiled.err());
        }
        Err(errors) => {
            assert!(is_refused, "what is refused is checked as wrong: {errors:?}");
            read_aloud(&errors);
        }
    }
    if let Err(errors) = load(&files) {
        read_aloud(&errors);
    }
}

/// A policy file.
pub fn policy(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match policy_from_toml("policy.toml", &text, builtin()) {
        Ok(loaded) => {
            let compiled = Book::compile(builtin(), &loaded.policy, KnownAsOf::Latest);
            assert!(compiled.is_ok(), "a policy that is read can be priced by: {:?}", compiled.err());
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "a refusal has a reason");
            read_aloud(&problems);
        }
    }
}

/// Every problem can be told, in both languages.
fn read_aloud(problems: &[Problem]) {
    for problem in problems {
        assert!(!problem.message(Lang::Da).is_empty() && !problem.message(Lang::En).is_empty(), "{problem:?}");
    }
}

fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::compile(builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound"))
}

/// Keeps what comes out, and writes it in both formats.
struct Kept {
    statements: Vec<Statement>,
    csv: CsvLines<Vec<u8>>,
    json: JsonLines<Vec<u8>>,
}

impl Sink for Kept {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.csv.statement(statement)?;
        self.json.statement(statement)?;
        self.statements.push(statement.clone());
        Ok(())
    }

    fn file_finding(&mut self, _: &Finding) -> io::Result<()> {
        Ok(())
    }
}

/// `None` when the file as a whole cannot be read.
fn priced(data: &[u8], format: Format, grouping: Grouping) -> Option<(Summary, Vec<Statement>)> {
    let csv = CsvLines::new(Vec::new()).expect("memory can be written to");
    let mut kept = Kept { statements: Vec::new(), csv, json: JsonLines::new(Vec::new()) };
    match price_file(book(), &ReportingPeriod::ALL, data, format, grouping, &mut kept) {
        Ok(summary) => Some((summary, kept.statements)),
        Err(RunError::File(_)) => None,
        Err(RunError::Output(error)) => panic!("memory can be written to: {error}"),
    }
}

/// Whatever the file holds: every record is counted, every case is answered once, every answer can be explained.
fn case_file(data: &[u8], format: Format) -> Option<Summary> {
    let (summary, statements) = priced(data, format, Grouping::None)?;
    assert_eq!(summary.cases, statements.len() as u64, "a case is answered once");
    assert_eq!(summary.totals, statements.iter().map(Statement::totals).sum::<Totals>(), "the sums of the cases are the sum of the file");
    for statement in &statements {
        if let Err(faults) = &statement.result {
            assert!(!faults.is_empty(), "a refusal has a reason");
        }
        let named = statement.lines().map(|line| line.row).chain(statement.findings.iter().filter_map(|finding| finding.at.row));
        named.for_each(|row| assert!((1..=summary.rows).contains(&row), "row {row} is in the file"));
    }
    if let Some((_, grouped)) = priced(data, format, Grouping::ByCitizen) {
        assert_eq!(grouped, statements, "reading citizen by citizen changes nothing");
    }
    explained(data, format, &summary, &statements);
    Some(summary)
}

/// Explaining gives the statement that pricing gave, with steps for every line.
fn explained(data: &[u8], format: Format, summary: &Summary, statements: &[Statement]) {
    /// Each case is priced once more, so a few have to do.
    const MOST: usize = 4;
    let file = CaseReader::open(data, format).and_then(|mut reader| CaseFile::read(&mut reader)).expect("it was read before");
    assert_eq!(file.rows() as u64, summary.rows, "every record is in the file");
    // A reference that was masked is no longer the file's.
    let is_own = |id: &str| !id.is_empty() && !id.contains("xxxxxx-xxxx");
    for statement in statements.iter().filter(|statement| is_own(&statement.case_id)).take(MOST) {
        let citizen = file.citizen_of_case(&statement.case_id).expect("a case that was answered is in the file");
        let explanation = book().explain(&citizen, &ReportingPeriod::ALL, &statement.case_id).expect("a case that was answered can be explained");
        assert_eq!(&explanation.statement, statement, "an explanation is of the price");
        assert_eq!(explanation.steps.len(), statement.lines().count(), "every line has its steps");
    }
}
