//! Rows and cases: what a citizen received, from whom, paid by whom. Every value goes as text to the core's one validator.

use crate::convert;
use crate::watch::{FEW_ROWS, attended_if, look_sometimes};
use chrono::NaiveDate;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use std::collections::{HashMap, HashSet};
use takst::{CellType, Citizen, Column};
use takst_io::{CaseFile, RawRecord};

/// One period of one service: the columns of the case file as keyword arguments.
///
/// Dates are `datetime.date` or str YYYY-MM-DD; hours and money are `decimal.Decimal`, int or str, never float; `decided_before_discharge` and
/// `discharged_to_107` are bool; all else is str. None, an empty str, and what tables write for an empty cell (NaN, NaT, NA) are absent; a datetime at midnight without zone
/// is its day.
/// `row` is the number that lines and faults show; by default rows are counted from 1.
///
/// Each column is an attribute. It has the type of the column; it is the text as given where that cannot be read as that type, and None where it is absent.
///
/// Columns: `service`, `first_day`, `payer` (a code, 101 to 860, or the name of a municipality) are required; `last_day` is inclusive, and absent while the service runs. `hours` (more than 0, up to 10,000),
/// `hours_per_week` (up to 168), both with at most 2 decimals; `unit_price` DKK ex VAT (up to 10,000,000, 2 decimals, per hour 4) with its
/// `unit` (hour, day, week, month, course); `own_payment_per_day` DKK; `prior_stay_to`, `first_discharge`, `decided_before_discharge`, `discharged_to_107`;
/// `window_start` with `window_days_used` (0 to 366); `commitment`, `commitment_date`, `notified_start`, `notified_end`, `row_id`, `citizen_id`.
///
/// A wrong value raises nothing here: its case is refused with all its faults when it is priced. TypeError for a column that does not exist and for a
/// type that a column does not take.
///
/// >>> row = takst.Row(service="pensionatet/cti", first_day="2020-03-01", last_day="2020-03-10", payer="101")
/// >>> row.first_day
/// datetime.date(2020, 3, 1)
/// >>> takst.Row(service="x", hours=1.5)
/// Traceback (most recent call last):
/// TypeError: hours: float is refused, because it is not exact; pass a decimal.Decimal, int or str
#[pyclass(module = "takst", frozen, eq, hash)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// Its number, where one is given.
    pub number: Option<u64>,
    /// Column and text, in the order of the contract; absent ones are not there.
    pub cells: Vec<(Column, String)>,
}

/// Number and cells of a row.
type Parts = (Option<u64>, Vec<(Column, String)>);

impl Row {
    fn cell(&self, column: Column) -> Option<&str> {
        self.cells.iter().find(|(of, _)| *of == column).map(|(_, text)| text.as_str())
    }

    fn from_columns(columns: Option<&Bound<'_, PyDict>>) -> PyResult<Parts> {
        let (mut number, mut cells) = (None, Vec::new());
        for (name, value) in columns.into_iter().flatten() {
            let name = name.cast::<PyString>().map_err(|_| convert::wrong_type("column", &name, "its name as str"))?;
            let name = name.to_str()?;
            if name == "row" {
                number = row_number(&value)?;
                continue;
            }
            let column = convert::column(name)?;
            cells.extend(convert::cell_text(column, &value)?.filter(|text| !text.trim().is_empty()).map(|text| (column, text)));
        }
        cells.sort_by_key(|(column, _)| *column);
        Ok((number, cells))
    }

    /// The cells of a record of the case file: those of the row with its case.
    pub fn record(&self, case: &Case) -> Vec<(Column, String)> {
        let mut cells = vec![(Column::CaseId, case.id.clone())];
        let citizen = self.cell(Column::CitizenId).or(case.citizen_id.as_deref());
        cells.extend(citizen.map(|citizen| (Column::CitizenId, citizen.to_owned())));
        cells.extend(self.cells.iter().filter(|(column, _)| *column != Column::CitizenId).cloned());
        cells
    }

    /// The record as the reader of case files takes it.
    fn fill(&self, raw: &mut RawRecord, case_id: &str, citizen_id: Option<&str>) {
        raw.clear();
        raw.cell(Column::CaseId, case_id);
        if let Some(citizen) = self.cell(Column::CitizenId).or(citizen_id) {
            raw.cell(Column::CitizenId, citizen);
        }
        for (column, text) in self.cells.iter().filter(|(column, _)| *column != Column::CitizenId) {
            raw.cell(*column, text);
        }
    }
}

fn row_number(value: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
    if value.is_none() {
        return Ok(None);
    }
    let text = convert::number_text("row", value)?;
    let number = text.parse().ok().filter(|number| *number > 0);
    number.map(Some).ok_or_else(|| PyValueError::new_err(format!("row: {text:?} is no number of a row; the first is 1")))
}

/// The value of a cell, or its text where it cannot be read as one.
fn value<'py>(py: Python<'py>, column: Column, text: &str) -> PyResult<Bound<'py, PyAny>> {
    let as_text = || PyString::new(py, text).into_any();
    let trimmed = text.trim();
    match column.cell_type() {
        CellType::Day => trimmed.parse::<NaiveDate>().map_or_else(|_| Ok(as_text()), |day| convert::date(py, day)),
        CellType::Number(0) => trimmed.parse::<u32>().map_or_else(|_| Ok(as_text()), |days| Ok(days.into_pyobject(py)?.into_any())),
        CellType::Number(_) => Ok(convert::decimal(py, &trimmed).unwrap_or_else(|_| as_text())),
        CellType::Truth => match trimmed.parse::<bool>() {
            Ok(truth) => Ok(truth.into_pyobject(py)?.to_owned().into_any()),
            Err(_) => Ok(as_text()),
        },
        CellType::Reference | CellType::Gln | CellType::Text | CellType::OneOf(_) | CellType::Municipality => Ok(as_text()),
    }
}

macro_rules! attributes {
    // The reference belongs to the case.
    ($(#[$of_case:meta])+ CaseId case_id { $($case:tt)* } $($(#[doc = $doc:literal])+ $column:ident $name:ident { $($facts:tt)* })*) => {
        #[pymethods]
        impl Row {
            $($(#[doc = $doc])+ #[getter] fn $name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.cell(Column::$column).map_or_else(|| Ok(py.None().into_bound(py)), |text| value(py, Column::$column, text))
            })*

            #[new]
            #[pyo3(signature = (**columns))]
            fn new(columns: Option<&Bound<'_, PyDict>>) -> PyResult<Row> {
                let (number, cells) = Row::from_columns(columns)?;
                match cells.iter().any(|(column, _)| *column == Column::CaseId) {
                    true => Err(PyTypeError::new_err("case_id belongs to the case: takst.Case(case_id, rows), or takst.cases(rows as mappings)")),
                    false => Ok(Row { number, cells }),
                }
            }

            /// Its number, where one was given.
            #[getter]
            fn row(&self) -> Option<u64> {
                self.number
            }

            /// The columns that are given, with their values.
            fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                let dict = PyDict::new(py);
                if let Some(number) = self.number {
                    dict.set_item("row", number)?;
                }
                for (column, text) in &self.cells {
                    dict.set_item(column.as_str(), value(py, *column, text)?)?;
                }
                Ok(dict)
            }

            fn __repr__(&self) -> String {
                let number = self.number.map(|number| format!("row={number}"));
                let cells = self.cells.iter().map(|(column, text)| format!("{column}={text:?}"));
                format!("Row({})", number.into_iter().chain(cells).collect::<Vec<_>>().join(", "))
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Option<u64>, Vec<(String, String)>))> {
                let cells = self.cells.iter().map(|(column, text)| (column.as_str().to_owned(), text.clone())).collect();
                Ok((crate::shared::rebuild(py, "_row")?, (self.number, cells)))
            }
        }
    };
}

takst::for_each_column!(attributes);

/// A row out of its pickle.
#[pyfunction]
pub fn _row(number: Option<u64>, cells: Vec<(String, String)>) -> PyResult<Row> {
    let cells = cells.into_iter().map(|(column, text)| Ok((convert::column(&column)?, text))).collect::<PyResult<_>>()?;
    Ok(Row { number, cells })
}

/// One case: the services of one citizen under one reference.
///
/// `case_id` is your reference, never a CPR number; `rows` are `takst.Row`; `citizen_id` is a pseudonym, by default the case. Cases of one citizen belong
/// in one call of `statements`, because refund windows follow the citizen.
///
/// >>> case = takst.Case("S-1", [takst.Row(service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")])
/// >>> case
/// <Case S-1: 1 row>
#[pyclass(module = "takst", frozen, eq, hash)]
#[derive(Debug)]
pub struct Case {
    pub id: String,
    pub citizen_id: Option<String>,
    pub rows: Vec<Row>,
    /// The case as the core prices it; `None` where its reference cannot be read.
    citizen: Option<Citizen>,
}

impl PartialEq for Case {
    fn eq(&self, other: &Case) -> bool {
        (&self.id, &self.citizen_id, &self.rows) == (&other.id, &other.citizen_id, &other.rows)
    }
}

impl std::hash::Hash for Case {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.id, &self.citizen_id, &self.rows).hash(state);
    }
}

impl Case {
    pub fn of(py: Python<'_>, id: String, rows: Vec<Row>, citizen_id: Option<String>) -> PyResult<Case> {
        if rows.is_empty() {
            return Err(PyValueError::new_err(format!("case {:?} has no rows; a case without services has no price", takst::cpr::masked(&id))));
        }
        let is_long = rows.len() > FEW_ROWS;
        let mut case = Case { id, citizen_id, rows, citizen: None };
        attended_if(py, is_long, move || {
            let file = file(&[&case])?.0;
            case.citizen = file.citizen_of_case(&case.id).filter(|citizen| citizen.cases.len() == 1);
            Ok(case)
        })?
    }

    /// The citizen with this case alone, where its reference can be read.
    pub fn citizen(&self) -> Option<&Citizen> {
        self.citizen.as_ref()
    }
}

/// Cases as one file, and for each case of the file, in order, the place in `cases` of the case it belongs to: in a file each row whose reference cannot be
/// read is a case by itself.
///
/// Rows without a number of their own are counted through the cases.
pub fn file(cases: &[&Case]) -> PyResult<(CaseFile, Vec<usize>)> {
    let firsts: Vec<u64> = cases.iter().scan(0, |counted, case| Some(std::mem::replace(counted, *counted + case.rows.len() as u64))).collect();
    file_of(cases, &(0..cases.len()).collect::<Vec<_>>(), &firsts)
}

/// The file of some of `cases`, by their places. `firsts`: rows before each case.
fn file_of(cases: &[&Case], places: &[usize], firsts: &[u64]) -> PyResult<(CaseFile, Vec<usize>)> {
    let numbered = |at: usize| (firsts[at] + 1..).zip(&cases[at].rows).map(move |(counted, row)| (row.number.unwrap_or(counted), at, row));
    let mut rows: Vec<(u64, usize, &Row)> = places.iter().flat_map(|at| numbered(*at)).collect();
    rows.sort_by_key(|(number, ..)| *number);
    if let Some(twice) = rows.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(numbered_twice(twice[0].0));
    }
    let (mut file, mut raw, mut slots) = (CaseFile::collected(), RawRecord::default(), Vec::new());
    let mut met = HashSet::new();
    for (number, at, row) in rows {
        let case = cases[at];
        row.fill(&mut raw, &case.id, case.citizen_id.as_deref());
        file.push(&raw, number).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let is_readable = takst_io::is_readable(Column::CaseId, &case.id);
        if met.insert(at) || !is_readable {
            slots.push(at);
        }
    }
    Ok((file, slots))
}

/// Cases as several files of some hundred rows each, as [`file`] makes them. All cases of a citizen are in one file.
///
/// Rows without a number of their own are counted through the cases.
pub fn parts(cases: &[&Case]) -> PyResult<Vec<(CaseFile, Vec<usize>)>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut rows = FEW_ROWS;
    for together in by_citizen(cases) {
        if rows >= FEW_ROWS / 2 {
            parts.push(Vec::new());
            rows = 0;
        }
        rows += together.iter().map(|at| cases[*at].rows.len()).sum::<usize>();
        if let Some(part) = parts.last_mut() {
            part.extend(together);
        }
    }
    let mut firsts = Vec::with_capacity(cases.len());
    let mut numbers = Vec::new();
    let mut counted = 0u64;
    for case in cases {
        firsts.push(counted);
        numbers.extend((counted + 1..).zip(&case.rows).map(|(counted, row)| row.number.unwrap_or(counted)));
        counted += case.rows.len() as u64;
    }
    numbers.sort_unstable();
    if let Some(twice) = numbers.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(numbered_twice(twice[0]));
    }
    parts.into_iter().map(|part| file_of(cases, &part, &firsts)).collect()
}

/// The places of cases, those of a citizen together; in the order of the cases that come first.
fn by_citizen(cases: &[&Case]) -> Vec<Vec<usize>> {
    let mut of_citizen: HashMap<&str, usize> = HashMap::new();
    // Towards a case of the same citizen that comes before; a case itself where there is none.
    let mut towards: Vec<usize> = (0..cases.len()).collect();
    for (at, case) in cases.iter().enumerate() {
        for row in &case.rows {
            let Some(citizen) = row.cell(Column::CitizenId).or(case.citizen_id.as_deref()).map(str::trim) else { continue };
            let (first, second) = (least(&mut towards, *of_citizen.entry(citizen).or_insert(at)), least(&mut towards, at));
            towards[first.max(second)] = first.min(second);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); cases.len()];
    for at in 0..cases.len() {
        groups[least(&mut towards, at)].push(at);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn least(towards: &mut [usize], mut at: usize) -> usize {
    while towards[at] != at {
        towards[at] = towards[towards[at]];
        at = towards[at];
    }
    at
}

fn numbered_twice(number: u64) -> PyErr {
    PyValueError::new_err(format!("two rows have the number {number}; number all rows, or none"))
}

/// The rows as JSON Lines, each with its case; what a file with these rows would hold.
pub fn jsonl(py: Python<'_>, cases: &[&Case]) -> PyResult<String> {
    let (dumps, options) = (py.import("json")?.getattr("dumps")?, PyDict::new(py));
    options.set_item("ensure_ascii", false)?;
    let mut text = String::new();
    for case in cases {
        for (round, row) in case.rows.iter().enumerate() {
            look_sometimes(py, round)?;
            let cells = PyDict::new(py);
            cells.set_item(Column::CaseId.as_str(), &case.id)?;
            if let Some(citizen) = &case.citizen_id {
                cells.set_item(Column::CitizenId.as_str(), citizen)?;
            }
            for (column, text) in &row.cells {
                cells.set_item(column.as_str(), text)?;
            }
            text.push_str(dumps.call((cells,), Some(&options))?.cast::<PyString>()?.to_str()?);
            text.push('\n');
        }
    }
    Ok(text)
}

/// What a case is made of, for pickles.
type CaseParts = (String, Vec<Row>, Option<String>);

/// Rows given as `Row` or as mappings of columns.
fn rows(given: &Bound<'_, PyAny>) -> PyResult<Vec<Row>> {
    let wrong = |value: &Bound<'_, PyAny>| convert::wrong_type("rows", value, "takst.Row, or a mapping of columns");
    let mut rows = Vec::new();
    for row in given.try_iter().map_err(|_| wrong(given))? {
        look_sometimes(given.py(), rows.len())?;
        let row = row?;
        if let Ok(row) = row.cast::<Row>() {
            rows.push(row.get().clone());
        } else if let Ok(columns) = row.cast::<PyDict>() {
            rows.push(Row::new(Some(columns))?);
        } else {
            return Err(wrong(&row));
        }
    }
    Ok(rows)
}

#[pymethods]
impl Case {
    #[new]
    #[pyo3(signature = (case_id, rows, citizen_id=None))]
    fn new(py: Python<'_>, case_id: &Bound<'_, PyAny>, rows: &Bound<'_, PyAny>, citizen_id: Option<&Bound<'_, PyAny>>) -> PyResult<Case> {
        let citizen_id = citizen_id.map(|id| convert::plain_text("citizen_id", id)).transpose()?;
        Case::of(py, convert::plain_text("case_id", case_id)?, self::rows(rows)?, citizen_id)
    }

    /// A case of one row.
    ///
    /// >>> case = takst.Case.single("S-1", service="pensionatet/cti", first_day="2020-03-01", last_day="2020-03-10", payer="101")
    /// >>> len(case.rows)
    /// 1
    #[staticmethod]
    #[pyo3(signature = (case_id, /, **columns))]
    pub fn single(case_id: &Bound<'_, PyAny>, columns: Option<&Bound<'_, PyDict>>) -> PyResult<Case> {
        Case::of(case_id.py(), convert::plain_text("case_id", case_id)?, vec![Row::new(columns)?], None)
    }

    /// The reference.
    #[getter]
    fn case_id(&self) -> &str {
        &self.id
    }

    /// The citizen's pseudonym; the case where none is given.
    #[getter]
    fn citizen_id(&self) -> &str {
        self.citizen_id.as_deref().unwrap_or(&self.id)
    }

    /// The rows.
    #[getter]
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.rows.iter().cloned())
    }

    /// The rows as a case file of JSON Lines, which the command `takst` reads.
    ///
    /// >>> print(takst.Case.single("S-1", service="pensionatet/cti", first_day="2020-03-01", payer="101").to_jsonl(), end="")
    /// {"case_id": "S-1", "service": "pensionatet/cti", "first_day": "2020-03-01", "payer": "101"}
    fn to_jsonl(&self, py: Python<'_>) -> PyResult<String> {
        jsonl(py, &[self])
    }

    fn __len__(&self) -> usize {
        self.rows.len()
    }

    fn __repr__(&self) -> String {
        let rows = self.rows.len();
        format!("<Case {}: {rows} row{}>", takst_io::printable(&takst::cpr::masked(&self.id)), if rows == 1 { "" } else { "s" })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, CaseParts)> {
        Ok((py.get_type::<Case>().into_any(), (self.id.clone(), self.rows.clone(), self.citizen_id.clone())))
    }
}

/// Makes cases from rows with a `case_id`, in order of first appearance. `rows` is an iterable of dicts of columns, such as the records of a table.
///
/// >>> rows = [
/// ...     {"case_id": "S-1", "service": "pensionatet/cti", "first_day": "2020-03-01", "last_day": "2020-03-10", "payer": "101"},
/// ...     {"case_id": "S-2", "service": "pensionatet/cti", "first_day": "2020-03-01", "last_day": "2020-03-02", "payer": "101"},
/// ... ]
/// >>> takst.cases(rows)
/// [<Case S-1: 1 row>, <Case S-2: 1 row>]
///
/// Rows are numbered as they come, from 1. ValueError where there is no row; TypeError for columns that do not exist and for types that a column does not take.
#[pyfunction]
pub fn cases(rows: &Bound<'_, PyAny>) -> PyResult<Vec<Case>> {
    let py = rows.py();
    let mut found: Vec<(u64, Cells)> = Vec::new();
    for (number, row) in (1..).zip(rows.try_iter().map_err(|_| convert::wrong_type("rows", rows, "an iterable of mappings of columns"))?) {
        look_sometimes(py, found.len())?;
        let row = row?;
        let columns = row.cast::<PyDict>().map_err(|_| convert::wrong_type("rows", &row, "a dict of columns"))?;
        let (own, cells) = Row::from_columns(Some(columns))?;
        found.push((own.unwrap_or(number), cells));
    }
    if found.is_empty() {
        return Err(nothing("row"));
    }
    of_rows(py, found)
}

/// The exception of input without rows, or without cases.
pub fn nothing(what: &str) -> PyErr {
    PyValueError::new_err(format!("there is no {what}; what is read only once, such as an iterator, has to be made anew for each call"))
}

/// The cases of an iterable.
pub fn several<'py>(given: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, Case>>> {
    let wrong = |value: &Bound<'_, PyAny>| convert::wrong_type("cases", value, "an iterable of takst.Case");
    let mut cases: Vec<Bound<'py, Case>> = Vec::new();
    for case in given.try_iter().map_err(|_| wrong(given))? {
        look_sometimes(given.py(), cases.len())?;
        let case = case?;
        cases.push(case.cast_into().map_err(|error| wrong(&error.into_inner()))?);
    }
    let mut ids = HashSet::new();
    match cases.iter().find(|case| !ids.insert(case.get().id.trim())) {
        Some(twice) => {
            Err(PyValueError::new_err(format!("the case {:?} is there twice; put its rows into one", takst::cpr::masked(&twice.get().id))))
        }
        None => Ok(cases),
    }
}

/// Cells that are given.
type Cells = Vec<(Column, String)>;

/// Makes cases from numbered rows with a `case_id`, in order of first appearance.
pub fn of_rows(py: Python<'_>, rows: impl IntoIterator<Item = (u64, Cells)>) -> PyResult<Vec<Case>> {
    let mut found: Vec<(String, Vec<Row>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (number, mut cells) in rows {
        cells.retain(|(_, text)| !text.trim().is_empty());
        cells.sort_by_key(|(column, _)| *column);
        let case_id = match cells.first() {
            Some((Column::CaseId, text)) => text.trim().to_owned(),
            _ => String::new(),
        };
        cells.retain(|(column, _)| *column != Column::CaseId);
        let place = *places.entry(case_id.clone()).or_insert(found.len());
        if place == found.len() {
            found.push((case_id, Vec::new()));
        }
        found[place].1.push(Row { number: Some(number), cells });
    }
    let made = found.into_iter().enumerate().map(|(round, (id, rows))| look_sometimes(py, round).and_then(|()| Case::of(py, id, rows, None)));
    made.collect()
}
