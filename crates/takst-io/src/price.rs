//! From a case file to statements: read, group, price, pass on, in the order of the file.

use crate::casefile::{CaseFile, Reference};
use crate::error::{FileError, Grouped};
use crate::input::{Format, Input};
use crate::pricing::Walk;
use crate::reader::CaseReader;
use crate::record::RawRecord;
use crate::source::RecordSource;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::io::{self, Read};
use takst::{Book, Capacity, CaseRow, Citizen, Finding, ReportingPeriod, Statement, Totals};

/// How the rows of a file lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Grouping {
    /// In any order. The packed file is kept in memory.
    #[default]
    None,
    /// The rows of each citizen lie together. One citizen is kept in memory at a time, and 16 bytes for each citizen and case that has passed.
    ByCitizen,
}

/// Takes what comes out, in the order of the file. An error ends the run.
pub trait Sink {
    /// The result for one case, in order of the first appearance of cases.
    ///
    /// # Errors
    /// The output failed.
    fn statement(&mut self, statement: &Statement) -> io::Result<()>;

    /// A citizen who is about to be priced, before any statement of the citizen's cases; and which of the cases are passed on with this citizen. A case
    /// that names several citizens is passed on with the first.
    ///
    /// # Errors
    /// The output failed.
    fn citizen(&mut self, _citizen: &Citizen, _is_own: &[bool]) -> io::Result<()> {
        Ok(())
    }

    /// A finding about the file as a whole.
    ///
    /// # Errors
    /// The output failed.
    fn file_finding(&mut self, finding: &Finding) -> io::Result<()>;

    /// Called now and then with how far the run is.
    fn progress(&mut self, _progress: Progress) {}
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes read.
    pub bytes: u64,
    /// Rows read.
    pub rows: u64,
    /// Cases passed on.
    pub cases: u64,
}

/// Counts and sums over a whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Size and SHA-256 of the input.
    pub input: Input,
    /// Rows read.
    pub rows: u64,
    /// Cases met.
    pub cases: u64,
    /// Cases refused.
    pub refused: u64,
    /// Lines passed on.
    pub lines: u64,
    /// Warnings and notes, of cases and of the file.
    pub findings: u64,
    /// Sums over all lines.
    pub totals: Totals,
}

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The case file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The sink refused what it was given.
    #[error("the output cannot be written: {0}")]
    Output(io::Error),
}

/// Prices a case file.
///
/// # Errors
/// The file cannot be read as a whole, or the sink fails. A case that cannot be priced is no error here: its statement says so.
pub fn price_file<R: Read>(
    book: &Book,
    request: &ReportingPeriod,
    input: R,
    format: Format,
    grouping: Grouping,
    sink: &mut impl Sink,
) -> Result<Summary, RunError> {
    price_opened(book, request, CaseReader::open(input, format)?, grouping, sink)
}

/// Prices a case file that was opened before, whatever it is written in. Of one of which records were read already, the rest is priced.
///
/// # Errors
/// As [`price_file`].
pub fn price_opened(
    book: &Book,
    request: &ReportingPeriod,
    mut reader: impl RecordSource,
    grouping: Grouping,
    sink: &mut impl Sink,
) -> Result<Summary, RunError> {
    if grouping == Grouping::None {
        return WholeFile::read(&mut reader, sink)?.price(book, request, sink);
    }
    let out = Out { sink, summary: nothing(reader.input()), bytes: 0 };
    let mut run = Run { book, request, out, capacity: Capacity::new(book, request) };
    run.grouped(&mut reader)?;
    run.finish(reader.input())
}

fn nothing(input: Input) -> Summary {
    Summary { input, rows: 0, cases: 0, refused: 0, lines: 0, findings: 0, totals: Totals::default() }
}

/// A case file that was read and is not yet priced. The packed rows are kept in memory.
pub struct WholeFile {
    file: CaseFile,
    /// What reading it has counted.
    summary: Summary,
    bytes: u64,
}

impl WholeFile {
    /// Reads a case file.
    ///
    /// # Errors
    /// The file cannot be read as a whole, or the sink fails.
    pub fn read(reader: &mut impl RecordSource, sink: &mut impl Sink) -> Result<WholeFile, RunError> {
        let mut out = Out { sink, summary: nothing(reader.input()), bytes: 0 };
        let mut file = CaseFile::new();
        let mut raw = RawRecord::default();
        while out.read(reader, &mut raw)? {
            file.push(&raw, reader.rows())?;
        }
        let Out { summary, bytes, .. } = out;
        Ok(WholeFile { file, summary: Summary { input: reader.input(), ..summary }, bytes })
    }

    /// Size and SHA-256 of the file.
    #[must_use]
    pub const fn input(&self) -> Input {
        self.summary.input
    }

    /// Its rows.
    #[must_use]
    pub const fn cases(&self) -> &CaseFile {
        &self.file
    }

    /// The citizen with the case of this reference, with all cases of the file that count for that citizen.
    #[must_use]
    pub fn citizen_of_case(&self, case_id: &str) -> Option<Citizen> {
        self.file.citizen_of_case(case_id)
    }

    /// Prices it.
    ///
    /// # Errors
    /// The sink fails, or the sums are too large.
    pub fn price(&self, book: &Book, request: &ReportingPeriod, sink: &mut impl Sink) -> Result<Summary, RunError> {
        let out = Out { sink, summary: self.summary, bytes: self.bytes };
        let mut run = Run { book, request, out, capacity: Capacity::new(book, request) };
        run.price(&self.file)?;
        run.finish(self.summary.input)
    }
}

/// Rows between two reports of progress.
const STRIDE: u64 = 1 << 12;
/// Rows without a readable citizen that wait for the citizen of the next row.
const MOST_HELD: usize = 64;

struct Run<'a, S> {
    book: &'a Book,
    request: &'a ReportingPeriod,
    out: Out<'a, S>,
    capacity: Capacity<'a>,
}

impl<S: Sink> Run<'_, S> {
    fn grouped(&mut self, reader: &mut impl RecordSource) -> Result<(), RunError> {
        let mut passed = Passed::default();
        let mut file = CaseFile::new();
        let mut citizen: Option<String> = None;
        let mut raw = RawRecord::default();
        let mut held: Vec<(RawRecord, u64)> = Vec::new();
        while self.out.read(reader, &mut raw)? {
            if let Some(named) = raw.named_citizen() {
                if citizen.as_deref().is_some_and(|current| current != named) {
                    passed.close(&file)?;
                    self.price(&file)?;
                    file.clear();
                }
                citizen = Some(named.to_owned());
            } else if held.len() < MOST_HELD && !(held.is_empty() && (raw.case.is_empty() || file.find_case(&raw.case).is_some())) {
                // Damaged, and perhaps the first row of the next citizen's case.
                held.push((std::mem::take(&mut raw), reader.rows()));
                continue;
            }
            for (waiting, number) in held.drain(..) {
                file.push(&waiting, number)?;
            }
            file.push(&raw, reader.rows())?;
        }
        for (waiting, number) in held {
            file.push(&waiting, number)?;
        }
        passed.close(&file)?;
        self.price(&file)
    }

    fn price(&mut self, file: &CaseFile) -> Result<(), RunError> {
        let (book, request) = (self.book, self.request);
        file.walk(book, request, self)
    }

    fn finish(mut self, input: Input) -> Result<Summary, RunError> {
        for finding in self.capacity.findings() {
            self.out.file_finding(&finding)?;
        }
        Ok(Summary { input, ..self.out.summary })
    }
}

impl<S: Sink> Walk for Run<'_, S> {
    type Error = RunError;

    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> Result<(), RunError> {
        self.out.sink.citizen(citizen, is_own).map_err(RunError::Output)
    }

    fn row(&mut self, row: &CaseRow) {
        self.capacity.add(row);
    }

    fn statement(&mut self, statement: Statement) -> Result<(), RunError> {
        self.out.statement(&statement)
    }
}

/// What is passed on, counted.
struct Out<'a, S> {
    sink: &'a mut S,
    summary: Summary,
    bytes: u64,
}

impl<S: Sink> Out<'_, S> {
    fn progress(&mut self) {
        self.sink.progress(Progress { bytes: self.bytes, rows: self.summary.rows, cases: self.summary.cases });
    }

    fn read(&mut self, reader: &mut impl RecordSource, raw: &mut RawRecord) -> Result<bool, RunError> {
        let more = reader.read(raw)?;
        for finding in reader.take_findings() {
            self.file_finding(&finding)?;
        }
        self.summary.rows = reader.rows();
        if !more || reader.rows().is_multiple_of(STRIDE) {
            self.bytes = reader.bytes();
            self.progress();
        }
        Ok(more)
    }

    fn statement(&mut self, statement: &Statement) -> Result<(), RunError> {
        let summary = &mut self.summary;
        summary.cases += 1;
        summary.refused += u64::from(statement.is_refused());
        summary.lines += statement.lines().count() as u64;
        summary.findings += statement.findings.len() as u64;
        summary.totals = summary.totals.checked_add(statement.totals()).ok_or(FileError::SumsTooLarge(summary.cases))?;
        self.sink.statement(statement).map_err(RunError::Output)?;
        if self.summary.cases.is_multiple_of(STRIDE) {
            self.progress();
        }
        Ok(())
    }

    fn file_finding(&mut self, finding: &Finding) -> Result<(), RunError> {
        self.summary.findings += 1;
        self.sink.file_finding(finding).map_err(RunError::Output)
    }
}

/// Fingerprints of the citizens and cases that were priced and forgotten: 128 bits of SHA-256 each, so that two never look alike.
#[derive(Default)]
struct Passed {
    cases: HashSet<u128>,
    citizens: HashSet<u128>,
}

impl Passed {
    /// Remembers a group of rows, or says what of it was there before.
    fn close(&mut self, file: &CaseFile) -> Result<(), FileError> {
        for (reference, row) in file.references() {
            let (seen, what, id) = match reference {
                Reference::Case([]) => continue,
                Reference::Case(id) => (&mut self.cases, Grouped::Case, id),
                Reference::Citizen(id) => (&mut self.citizens, Grouped::Citizen, id),
            };
            if !seen.insert(fingerprint(id)) {
                return Err(FileError::CameBack { row, what, id: takst::cpr::masked(&String::from_utf8_lossy(id)).into_owned() });
            }
        }
        Ok(())
    }
}

fn fingerprint(id: &[u8]) -> u128 {
    let hash: [u8; 32] = Sha256::digest(id).into();
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    u128::from_le_bytes(half)
}
