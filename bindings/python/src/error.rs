//! Errors as Python exceptions, with case, row, column, value and every fault.

use crate::finding::{Finding, Said};
use pyo3::exceptions::{PyUserWarning, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use takst_catalogue::Problem;
use takst_explain::Lang;

pyo3::create_exception!(
    takst,
    TakstError,
    PyValueError,
    "A case cannot be priced. The message says every fault: where, which value, and what would be right.\n\n\
     `faults` holds all of them; `code`, `case_id`, `row`, `column` and `value` are those of the first.\n\n\
     >>> case = takst.Case.single(\"S-1\", service=\"pensionatet/cti\", first_day=\"2020-02-30\", payer=\"101\")\n\
     >>> try:\n\
     ...     takst.price(case)\n\
     ... except takst.TakstError as error:\n\
     ...     print(error.code, error.case_id, error.row, error.column, error.value)\n\
     value.invalid S-1 1 first_day 2020-02-30"
);

pyo3::create_exception!(
    takst,
    FileError,
    PyValueError,
    "A catalogue, a policy, a map or a case file cannot be used. `problems` holds one text for each problem: file, line, key, value, and what would be right.\n\n\
     >>> try:\n\
     ...     takst.Policy.from_text('[day-cuont]\\nvalue = \"both\"\\n')\n\
     ... except takst.FileError as error:\n\
     ...     print(error.problems[0])\n\
     policy.toml:1:2: error: day-cuont: there is no such policy setting; did you mean day-count?"
);

pyo3::create_exception!(
    takst,
    LedgerError,
    PyValueError,
    "A ledger cannot be used, or a run on it is refused as a whole. Nothing was written.\n\n\
     `code` is that of the registry, such as `ledger.busy` or `plan.changed`, or None; `problems` holds one text for each problem, in the language of the book.\n\n\
     >>> try:\n\
     ...     takst.Ledger(\"no-such.ledger\")\n\
     ... except takst.LedgerError as error:\n\
     ...     print(error.code, \"the file does not exist\" in error.problems[0])\n\
     None True"
);

pyo3::create_exception!(
    takst,
    UnknownColumnWarning,
    PyUserWarning,
    "A data frame has a column that is not read, and its name is near that of a column which is missing. Other unknown columns are in `summary` only.\n\n\
     `warnings.simplefilter(\"error\", takst.UnknownColumnWarning)` makes an error of it."
);

/// The exception for a case that is refused: all faults, and the place of the first.
pub fn refused(py: Python<'_>, case_id: Option<&str>, faults: &[Said], lang: Lang) -> PyErr {
    let mut message = case_id.map_or_else(String::new, |case_id| format!("{case_id}: "));
    message.push_str(&faults.iter().map(|fault| format!("{} ({})", fault.message(lang), fault.code)).collect::<Vec<_>>().join("; "));
    let error = TakstError::new_err(message);
    match describe(py, &error, case_id, faults) {
        Ok(()) => error,
        Err(other) => other,
    }
}

fn describe(py: Python<'_>, error: &PyErr, case_id: Option<&str>, faults: &[Said]) -> PyResult<()> {
    let error = error.value(py);
    let first = faults.first();
    error.setattr("case_id", case_id)?;
    error.setattr("code", first.map(|fault| fault.code.as_str()))?;
    error.setattr("row", first.and_then(|fault| fault.row))?;
    error.setattr("column", first.and_then(|fault| fault.column).map(takst::Column::as_str))?;
    error.setattr("value", first.map(|fault| &*fault.value))?;
    let faults = faults.iter().map(|said| Bound::new(py, Finding { said: said.clone() })).collect::<PyResult<Vec<_>>>()?;
    error.setattr("faults", PyTuple::new(py, faults)?)
}

/// The exception for a catalogue or policy file.
pub fn file_error(py: Python<'_>, problems: &[Problem], lang: Lang) -> PyErr {
    unusable(py, &problems.iter().map(|problem| problem.line(lang)).collect::<Vec<_>>())
}

/// The exception for problems that are text already.
pub fn unusable(py: Python<'_>, problems: &[String]) -> PyErr {
    let error = FileError::new_err(problems.join("\n"));
    let set = PyTuple::new(py, problems).and_then(|problems| error.value(py).setattr("problems", problems));
    match set {
        Ok(()) => error,
        Err(other) => other,
    }
}

/// The exception of a ledger.
pub fn of_ledger(py: Python<'_>, code: Option<takst::Code>, problems: &[String]) -> PyErr {
    let error = LedgerError::new_err(problems.join("\n"));
    let value = error.value(py);
    let set = value
        .setattr("code", code.map(takst::Code::as_str))
        .and_then(|()| PyTuple::new(py, problems))
        .and_then(|problems| value.setattr("problems", problems));
    match set {
        Ok(()) => error,
        Err(other) => other,
    }
}

/// Registers the exceptions. Their attributes have values too where Python code makes one itself.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let takst_error = py.get_type::<TakstError>();
    for name in ["case_id", "row", "column"] {
        takst_error.setattr(name, py.None())?;
    }
    for name in ["code", "value"] {
        takst_error.setattr(name, "")?;
    }
    takst_error.setattr("faults", PyTuple::empty(py))?;
    let file_error = py.get_type::<FileError>();
    file_error.setattr("problems", PyTuple::empty(py))?;
    let ledger_error = py.get_type::<LedgerError>();
    ledger_error.setattr("code", py.None())?;
    ledger_error.setattr("problems", PyTuple::empty(py))?;
    module.add("LedgerError", ledger_error)?;
    module.add("TakstError", takst_error)?;
    module.add("FileError", file_error)?;
    module.add("UnknownColumnWarning", py.get_type::<UnknownColumnWarning>())
}
