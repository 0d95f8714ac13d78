//! The policy: an answer to each question that the sources leave open.

use crate::convert;
use crate::error::file_error;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyDict, PyInt, PyString};
use std::path::PathBuf;
use takst_catalogue::{policy_from_toml, policy_sha256};
use takst_explain::{Lang, Texts};

/// Answers to the questions that law and price lists leave open. A policy made without answers has the default of each.
///
/// `answers` maps names of settings to a value, or to a pair of value and source. With a source (a letter, an agreement, a ruling) the question is settled
/// and its assumption code is gone. Values are str as in a policy file; date, int, Decimal and bool are taken where the setting takes them.
///
/// >>> policy = takst.Policy({"roll-out-date": ("2023-03-01", "letter from Mandecentret, 2023-02-14"), "saturday-works": "yes"})
/// >>> policy["roll-out-date"].value, policy["roll-out-date"].source
/// ('2023-03-01', 'letter from Mandecentret, 2023-02-14')
///
/// Raises ValueError for a setting that does not exist or a value it does not take, and says what would be right.
#[pyclass(module = "takst", frozen, eq)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    pub core: takst::Policy,
}

/// The value of a setting as a policy file writes it.
fn answer_text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(if truth.is_true() { "yes" } else { "no" }.to_owned());
    }
    if value.is_instance_of::<PyDate>() {
        return convert::date_text(name, value);
    }
    if value.is_instance_of::<PyString>() || value.is_instance_of::<PyInt>() {
        return Ok(value.str()?.to_str()?.to_owned());
    }
    convert::number_text(name, value)
}

fn answer(name: &str, value: &Bound<'_, PyAny>) -> PyResult<(String, Option<String>)> {
    let source = |source: &Bound<'_, PyAny>| -> PyResult<Option<String>> {
        if source.is_none() { Ok(None) } else { convert::plain_text(&format!("{name}, source"), source).map(Some) }
    };
    if let Ok((value, of)) = value.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>() {
        return Ok((answer_text(name, &value)?, source(&of)?));
    }
    let Ok(table) = value.cast::<PyDict>() else { return Ok((answer_text(name, value)?, None)) };
    let given = table.get_item("value")?.ok_or_else(|| PyValueError::new_err(format!("setting {name}: the mapping has no \"value\"")))?;
    let of = table.get_item("source")?.map_or(Ok(None), |of| source(&of))?;
    Ok((answer_text(name, &given)?, of))
}

impl Policy {
    /// The same with these questions answered.
    pub fn answered(&self, answers: &Bound<'_, PyDict>) -> PyResult<Policy> {
        let mut core = self.core.clone();
        for (name, value) in answers {
            let name = convert::plain_text("setting", &name)?;
            let (value, source) = answer(&name, &value)?;
            core.set(&name, &value, source.as_deref()).map_err(|error| PyValueError::new_err(error.to_string()))?;
        }
        Ok(Policy { core })
    }

    /// A policy as Python gives it: itself, a mapping of answers, a path of a policy file, or nothing.
    pub fn from_any(given: &Bound<'_, PyAny>) -> PyResult<Policy> {
        if let Ok(policy) = given.cast::<Policy>() {
            return Ok(policy.get().clone());
        }
        if let Ok(answers) = given.cast::<PyDict>() {
            return Policy::new(Some(answers));
        }
        match given.extract::<PathBuf>() {
            Ok(path) => Policy::load(given.py(), path),
            Err(_) => Err(convert::wrong_type("policy", given, "takst.Policy, a dict of answers, or the path of a policy file")),
        }
    }
}

#[pymethods]
impl Policy {
    #[new]
    #[pyo3(signature = (answers=None))]
    fn new(answers: Option<&Bound<'_, PyDict>>) -> PyResult<Policy> {
        let defaults = Policy { core: takst::Policy::default() };
        answers.map_or(Ok(defaults.clone()), |answers| defaults.answered(answers))
    }

    /// A policy file (TOML, one table a setting). Raises OSError when it cannot be read, FileError for what is wrong in it.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Policy> {
        let text = std::fs::read_to_string(&path).map_err(|error| crate::shared::unread(py, &path, &error))?;
        let loaded = policy_from_toml(&path.display().to_string(), &text).map_err(|problems| file_error(py, &problems, Lang::En))?;
        Ok(Policy { core: loaded.policy })
    }

    /// The text of a policy file.
    ///
    /// >>> takst.Policy.from_text('[day-count]\nvalue = "first-only"\n')["day-count"].value
    /// 'first-only'
    #[staticmethod]
    fn from_text(py: Python<'_>, text: &str) -> PyResult<Policy> {
        let loaded = policy_from_toml("policy.toml", text).map_err(|problems| file_error(py, &problems, Lang::En))?;
        Ok(Policy { core: loaded.policy })
    }

    /// Every setting, in the order of the documentation.
    ///
    /// >>> [setting.name for setting in takst.Policy().settings][:2]
    /// ['roll-out-date', 'mandecentret-545-from']
    #[getter]
    fn settings(&self) -> Vec<Setting> {
        let defaults = takst::Policy::default();
        let by_default = defaults.entries();
        self.core
            .entries()
            .into_iter()
            .zip(by_default)
            .map(|(entry, default)| Setting {
                name: entry.name,
                value: entry.value,
                source: entry.source.map(str::to_owned),
                default: default.value,
                allowed: entry.allowed,
                meaning: entry.meaning,
            })
            .collect()
    }

    fn __getitem__(&self, name: &str) -> PyResult<Setting> {
        let near = || takst_catalogue::nearest(name, takst::Policy::NAMES.iter().copied()).join(", ");
        self.settings().into_iter().find(|setting| setting.name == name).ok_or_else(|| {
            let near = near();
            let right = if near.is_empty() { takst::Policy::NAMES.join(", ") } else { near };
            PyKeyError::new_err(format!("there is no setting {name:?}; there is {right}"))
        })
    }

    fn __len__(&self) -> usize {
        takst::Policy::NAMES.len()
    }

    /// SHA-256 of all answers, as receipts show it.
    #[getter]
    fn sha256(&self) -> String {
        policy_sha256(&self.core)
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&takst_catalogue::policy_text(&self.core))
    }

    fn __repr__(&self) -> String {
        let answers = convert::texts(Lang::En).answers(&self.core);
        let answers: Vec<String> = answers.iter().map(|answer| format!("{}={:?}", answer.setting, answer.value)).collect();
        format!("<Policy {}>", if answers.is_empty() { "of defaults".to_owned() } else { answers.join(", ") })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyDict>,))> {
        let answers = PyDict::new(py);
        for entry in self.core.entries() {
            answers.set_item(entry.name, (entry.value, entry.source))?;
        }
        Ok((py.get_type::<Policy>().into_any(), (answers,)))
    }
}

/// One setting of a policy: a question, its answer and where that comes from.
#[pyclass(module = "takst", frozen, eq, hash)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Setting {
    name: &'static str,
    value: String,
    source: Option<String>,
    default: String,
    allowed: String,
    meaning: &'static str,
}

#[pymethods]
impl Setting {
    /// Its name.
    #[getter]
    fn name(&self) -> &'static str {
        self.name
    }

    /// The answer, as a policy file writes it.
    #[getter]
    fn value(&self) -> &str {
        &self.value
    }

    /// The letter, agreement or ruling; None: the question is open.
    #[getter]
    fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The answer that holds where none is given.
    #[getter]
    fn default(&self) -> &str {
        &self.default
    }

    /// The values it takes.
    #[getter]
    fn allowed(&self) -> &str {
        &self.allowed
    }

    /// What it decides, in one English sentence.
    #[getter]
    fn meaning(&self) -> &'static str {
        self.meaning
    }

    /// Whether a source settles it.
    #[getter]
    fn is_settled(&self) -> bool {
        self.source.is_some()
    }

    /// The question in a language, `"da"` or `"en"`.
    #[pyo3(signature = (lang="en"))]
    fn question(&self, lang: &str) -> PyResult<String> {
        let texts: &Texts = convert::texts(convert::lang(Some(lang))?);
        Ok(texts.get(&format!("question-{}", self.name), &[]))
    }

    fn __repr__(&self) -> String {
        let source = self.source.as_ref().map_or_else(String::new, |source| format!(", source {source:?}"));
        format!("<Setting {} = {:?}{source}>", self.name, self.value)
    }

    #[expect(clippy::type_complexity)]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (&'static str, String, Option<String>))> {
        Ok((crate::shared::rebuild(py, "_setting")?, (self.name, self.value.clone(), self.source.clone())))
    }
}

/// A setting out of its pickle.
#[pyfunction]
pub fn _setting(name: &str, value: &str, source: Option<&str>) -> PyResult<Setting> {
    let mut core = takst::Policy::default();
    core.set(name, value, source).map_err(|error| PyValueError::new_err(error.to_string()))?;
    Policy { core }.__getitem__(name)
}
