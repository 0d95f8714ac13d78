//! Case files as Python sees them.

use crate::convert;
use crate::error::{UnknownColumnWarning, unusable};
use crate::frames::{Frame, Origin, below, below_html, fault};
use crate::given::fault::Ended;
use crate::given::opened::{Opened, open_files};
use crate::given::reading::AskedReading;
use crate::given::texts::said;
use crate::watch::{Watch, attended};
use pyo3::exceptions::{PyTypeError, PyUserWarning};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyCapsule, PyList, PyString, PyTuple};
use std::ffi::CString;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use takst::{Code, Finding, Statement};
use takst_batch::case_files::FileFormat;
use takst_batch::exchange::findings_batch;
use takst_batch::{CaseTable, case_table};
use takst_explain::Lang;
use takst_io::{Reading, Sink};

pyo3::create_exception!(
    takst,
    CaseFileWarning,
    PyUserWarning,
    "Rows of a case file are no records and are left out, such as a row of totals. The message says which."
);

/// A case file that was read: CSV, JSON Lines, a workbook or Parquet, or several files as one. `read_cases` returns it, and every function that takes cases
/// takes it: problems then name the line of the file or the row of the sheet, and the heading as the file has it.
///
/// As a frame (`polars.DataFrame(file)`, `file.frame`) it has a column of text for each column of the case file with a value: days are ISO 8601, a dot
/// stands before decimals, absent values are null.
#[pyclass(frozen, module = "takst")]
pub struct CaseFile {
    pub opened: Arc<Opened>,
    lang: Lang,
    table: OnceLock<(CaseTable, Py<Frame>)>,
    findings: PyOnceLock<Py<Frame>>,
}

/// Rows that cannot be read and are named one by one.
const MOST_NAMED: usize = 20;

fn unread(number: usize) -> String {
    if number == 1 { "1 cell or row cannot be read".to_owned() } else { format!("{number} cells or rows cannot be read") }
}

impl CaseFile {
    fn of(opened: Opened, lang: Lang) -> CaseFile {
        CaseFile { opened: Arc::new(opened), lang, table: OnceLock::new(), findings: PyOnceLock::new() }
    }

    fn table(&self, py: Python<'_>) -> PyResult<&(CaseTable, Py<Frame>)> {
        if let Some(table) = self.table.get() {
            return Ok(table);
        }
        let opened = self.opened.clone();
        let made = attended(py, &Watch::new(py, None, None)?, takst_batch::Progress::default, move || case_table(opened.whole.cases()));
        let table = made?.map_err(|error| fault::of(&error, Origin::Other))?;
        let frame = Py::new(py, Frame { schema: table.schema.clone(), batches: table.batches.clone() })?;
        Ok(self.table.get_or_init(|| (table, frame)))
    }

    fn said(&self, finding: &Finding) -> String {
        said(self.lang, finding, &self.opened.places)
    }

    /// Lines below the table of the file: what was found, and how many rows cannot be read.
    fn notes(&self, unclear: usize) -> Vec<String> {
        let mut notes: Vec<String> = self.opened.findings.iter().take(MOST_NAMED).map(|finding| takst_io::printable(&self.said(finding))).collect();
        let more = self.opened.findings.len().saturating_sub(MOST_NAMED);
        notes.extend((more > 0).then(|| format!("… and {more} more: see .findings")));
        notes.extend((unclear > 0).then(|| format!("{}: price refuses their cases and says why", unread(unclear))));
        notes
    }
}

/// Warns of what was left out of a file and perhaps counts.
pub fn warn(py: Python<'_>, opened: &Opened, lang: Lang) -> PyResult<()> {
    for (is_column, category) in [(true, py.get_type::<UnknownColumnWarning>()), (false, py.get_type::<CaseFileWarning>())] {
        let found = opened.to_warn_of().filter(|finding| (finding.code == Code::ColumnUnknown) == is_column);
        let lines: Vec<String> = found.map(|finding| takst_io::printable(&said(lang, finding, &opened.places))).collect();
        if lines.is_empty() {
            continue;
        }
        let more = lines.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!(" … and {more} more") } else { String::new() };
        let text = format!("{}: {}{more}", opened.name(), lines[..lines.len().min(MOST_NAMED)].join(" "));
        PyErr::warn(py, &category, &CString::new(text.replace('\0', " "))?, 1)?;
    }
    Ok(())
}

#[pymethods]
impl CaseFile {
    /// The rows as a `takst.Frame` of texts. FileError where a cell or row cannot be read for certain, such as 14.250 in a Danish file: as text it would be
    /// taken for another value. `takst.price` refuses only the cases of such rows.
    #[getter]
    fn frame(&self, py: Python<'_>) -> PyResult<Py<Frame>> {
        let (table, frame) = self.table(py)?;
        if table.unclear.is_empty() {
            return Ok(frame.clone_ref(py));
        }
        let mut lines: Vec<String> = table.unclear.iter().take(MOST_NAMED).map(|finding| takst_io::printable(&self.said(finding))).collect();
        let more = table.unclear.len().saturating_sub(MOST_NAMED);
        lines.extend((more > 0).then(|| format!("… and {more} more")));
        Err(unusable(py, &lines))
    }

    /// The Arrow `PyCapsule` interface of `frame`.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyCapsule>>) -> PyResult<Bound<'py, PyAny>> {
        self.frame(py)?.bind(py).call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// The Arrow `PyCapsule` interface: the schema of `frame`.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.frame(py)?.bind(py).call_method0("__arrow_c_schema__")
    }

    /// The columns of the case file that have a value, and those that are required.
    #[getter]
    fn columns(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        Ok(self.table(py)?.0.schema.fields().iter().map(|field| field.name().clone()).collect())
    }

    /// What was found of the file as a whole: the heading, columns that are not read, rows that are no records.
    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<Py<Frame>> {
        let make = || {
            let batch = findings_batch(&self.opened.findings, &|finding| self.said(finding)).map_err(|error| fault::of(&error, Origin::Other))?;
            Py::new(py, Frame::one(batch))
        };
        Ok(self.findings.get_or_try_init(py, make)?.clone_ref(py))
    }

    /// The paths of the files.
    #[getter]
    fn paths(&self) -> Vec<PathBuf> {
        self.opened.paths.clone()
    }

    /// SHA-256 of the file, as a receipt has it.
    #[getter]
    fn sha256(&self) -> String {
        self.opened.sha256()
    }

    fn __len__(&self) -> usize {
        self.opened.whole.cases().rows()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (table, frame) = self.table(py)?;
        let text = frame.get().table(&format!("CaseFile {}", self.opened.name()))?;
        Ok(below(text, self.notes(table.unclear.len())))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let (table, frame) = self.table(py)?;
        let notes = self.notes(table.unclear.len()).into_iter().map(|note| crate::shared::escaped(&note));
        Ok(below_html(frame.get()._repr_html_()?, notes))
    }
}

/// Takes nothing: reading prices nothing.
struct Quiet;

impl Sink for Quiet {
    fn statement(&mut self, _: &Statement) -> io::Result<()> {
        Ok(())
    }

    fn file_finding(&mut self, _: &Finding) -> io::Result<()> {
        Ok(())
    }
}

fn read(py: Python<'_>, paths: Vec<PathBuf>, reading: Reading, lang: Lang) -> PyResult<CaseFile> {
    let watch = Watch::new(py, None, None)?;
    let first = paths.first().cloned();
    let work = move || open_files(&paths, &reading).and_then(|source| Opened::read(paths, source, &mut Quiet));
    let opened = attended(py, &watch, takst_batch::Progress::default, work)?;
    let opened = opened.map_err(|error| Ended::of_file(first.as_deref(), error).raised(py, lang, Origin::Other))?;
    let file = CaseFile::of(opened, lang);
    warn(py, &file.opened, lang)?;
    Ok(file)
}

/// The paths that are given: one, or a list or tuple of them. `None`: something else is given.
pub fn paths(given: &Bound<'_, PyAny>) -> PyResult<Option<Vec<PathBuf>>> {
    let is_path = |of: &Bound<'_, PyAny>| Ok::<_, PyErr>(of.is_instance_of::<PyString>() || of.hasattr("__fspath__")?);
    if is_path(given)? {
        return Ok(Some(vec![given.extract()?]));
    }
    let is_list = given.is_instance_of::<PyList>() || given.is_instance_of::<PyTuple>();
    if !is_list || given.len()? == 0 || !is_path(&given.get_item(0)?)? {
        return Ok(None);
    }
    given.extract().map(Some)
}

/// The case file, where one is given: a `CaseFile`, or a path that is not that of one Parquet file, or several paths.
pub fn of_case_file(given: &Bound<'_, PyAny>, lang: Lang) -> PyResult<Option<Arc<Opened>>> {
    if let Ok(file) = given.cast::<CaseFile>() {
        return Ok(Some(file.get().opened.clone()));
    }
    let Some(paths) = paths(given)? else { return Ok(None) };
    match &paths[..] {
        [path] if FileFormat::of_name(path) == FileFormat::Parquet => Ok(None),
        _ => Ok(Some(read(given.py(), paths, Reading::default(), lang)?.opened)),
    }
}

/// Reads a case file as people have it: CSV (.csv, .csv.gz), a workbook (.xlsx, .xlsm, .xls, .ods), JSON Lines or Parquet; or several files as one. The heading
/// is found, Danish names are known, and rows of totals are left out with a warning (`takst.CaseFileWarning`).
///
/// `sheet` is the name of a sheet; by default it is the one with the heading of a case file. `map` is the path of a map of columns (TOML; `takst map` drafts one),
/// `dates` what stands first in dates that are text ("dmy", "mdy", "ymd"), `pseudonyms` the path of a key by which CPR numbers in `citizen_id` become pseudonyms
/// (`takst pseudonyms new` makes one). `lang` is the language of messages, "en" or "da".
///
/// FileError says why the file as a whole cannot be read. A cell that cannot be read refuses its case when it is priced, and no other.
///
/// >>> import pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "sager.csv"
/// >>> _ = path.write_text("Sagsnr.;Ydelse;Startdato;Slutdato;Betalingskommune\nS-1;pensionatet/cti;01-03-2020;10-03-2020;Aarhus\n", encoding="utf-8")
/// >>> file = takst.read_cases(path, dates="dmy")
/// >>> len(file), file.columns
/// (1, ['case_id', 'service', 'first_day', 'last_day', 'payer'])
#[pyfunction]
#[pyo3(signature = (path, /, *, sheet=None, map=None, dates=None, pseudonyms=None, lang=None))]
pub fn read_cases(
    path: &Bound<'_, PyAny>,
    sheet: Option<String>,
    map: Option<PathBuf>,
    dates: Option<String>,
    pseudonyms: Option<PathBuf>,
    lang: Option<&str>,
) -> PyResult<CaseFile> {
    let (py, lang) = (path.py(), convert::lang(lang)?);
    let paths = paths(path)?.ok_or_else(|| {
        PyTypeError::new_err("path: pass the path of a case file, or a list of paths; data frames and cases need no reading: takst.price takes them")
    })?;
    let reading = AskedReading { sheet, map, dates, pseudonyms }.read(py, lang)?;
    read(py, paths, reading, lang)
}
