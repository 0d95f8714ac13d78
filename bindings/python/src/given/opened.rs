//! Case files that were read.

use std::io;
use std::path::PathBuf;
use takst::{Code, Expected, Finding, Statement};
use takst_batch::case_files::{FileFormat, Source, open, together};
use takst_io::{Places, Progress, Reading, RecordSource, RunError, Sink, WholeFile};

/// A case file that was read, or several as one, or rows in memory.
pub struct Opened {
    /// Empty of rows in memory.
    pub paths: Vec<PathBuf>,
    pub whole: WholeFile,
    /// Where records stand in the files.
    pub places: Places,
    /// What was found of the files as a whole.
    pub findings: Vec<Finding>,
}

/// Opens case files.
pub fn open_files(paths: &[PathBuf], reading: &Reading) -> Result<Source, RunError> {
    Ok(together(paths, |path| open(path, FileFormat::of_name(path), reading))?.0)
}

impl Opened {
    /// Reads all records of a source. How far that is goes to `sink`.
    pub fn read(paths: Vec<PathBuf>, mut source: impl RecordSource, sink: &mut impl Sink) -> Result<Opened, RunError> {
        let mut noting = Noting { sink, findings: Vec::new() };
        let whole = WholeFile::read(&mut source, &mut noting)?;
        Ok(Opened { paths, whole, places: source.places(), findings: noting.findings })
    }

    /// The names of the files without their folders.
    pub fn name(&self) -> String {
        let name = |path: &PathBuf| path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        takst::cpr::masked(&self.paths.iter().map(name).collect::<Vec<_>>().join(", ")).into_owned()
    }

    /// SHA-256 of the files.
    pub fn sha256(&self) -> String {
        self.whole.input().sha256.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Columns that no case file has.
    pub fn unknown_columns(&self) -> Vec<String> {
        self.findings.iter().filter(|finding| finding.code == Code::ColumnUnknown).map(|finding| finding.value.clone()).collect()
    }

    /// Findings that a user must see, because something was left out that perhaps counts: a column whose name is near that of a column, and rows that are
    /// no records.
    pub fn to_warn_of(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| match finding.code {
            Code::ColumnUnknown => finding.expected != Expected::Nothing,
            Code::RowTotal | Code::RowNoRecord => true,
            _ => false,
        })
    }
}

/// Keeps what is found of a file, and passes the rest on.
struct Noting<'s, S> {
    sink: &'s mut S,
    findings: Vec<Finding>,
}

impl<S: Sink> Sink for Noting<'_, S> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.sink.statement(statement)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.findings.push(finding.clone());
        Ok(())
    }

    fn progress(&mut self, progress: Progress) {
        self.sink.progress(progress);
    }
}
