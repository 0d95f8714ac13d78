//! The plan of a correction.

use crate::frames::Origin;
use crate::given::fault::Ended;
use crate::shared::rebuild;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::path::{Path, PathBuf};
use takst_explain::Lang;
use takst_run::{Failure, NoPlan};

/// The plan of a correction: what one person looks at and another carries out (`Ledger.correct(cases, plan=plan)`).
///
/// It knows its months and options, and what it was made of. `save` writes it to a file, `load` reads one that `takst correct --save-plan` or `save` wrote.
#[pyclass(module = "takst", frozen, eq)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub core: takst_run::Plan,
}

fn no_plan(py: Python<'_>, path: &Path, reason: NoPlan) -> PyErr {
    match reason {
        NoPlan::Io(error) => crate::shared::unread(py, path, &error),
        reason => Ended::from(Failure::no_plan(path, reason)).raised(py, Lang::En, Origin::Other),
    }
}

impl Plan {
    /// A plan as Python gives it: itself, or the path of a file.
    pub fn from_any(given: &Bound<'_, PyAny>) -> PyResult<Plan> {
        if let Ok(plan) = given.cast::<Plan>() {
            return Ok(plan.get().clone());
        }
        if given.is_instance_of::<PyString>() || given.hasattr("__fspath__")? {
            return Plan::load(given.py(), given.extract()?);
        }
        Err(crate::convert::wrong_type("plan", given, "takst.Plan, or the path of a plan"))
    }
}

#[pymethods]
impl Plan {
    /// Reads the file of a plan. FileError where it is none, or was changed.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Plan> {
        takst_run::Plan::read(&path).map(|core| Plan { core }).map_err(|reason| no_plan(py, &path, reason))
    }

    /// Reads the text of a plan.
    #[staticmethod]
    pub fn from_text(py: Python<'_>, text: &str) -> PyResult<Plan> {
        takst_run::Plan::from_text(text).map(|core| Plan { core }).map_err(|reason| no_plan(py, Path::new("plan.json"), reason))
    }

    /// Writes the plan to a file. The file is whole, or as it was before.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        self.core.save(&path).map_err(|error| crate::shared::unread(py, &path, &error))
    }

    /// The text of the plan, JSON.
    fn text(&self) -> PyResult<String> {
        Ok(self.core.text()?)
    }

    /// The last month of the plan.
    #[getter]
    fn until(&self) -> &str {
        &self.core.until
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&self.core.text().unwrap_or_default())
    }

    fn __repr__(&self) -> String {
        format!("<Plan until {}>", self.core.until)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((rebuild(py, "Plan")?.getattr("from_text")?, (self.core.text()?,)))
    }
}
