//! The policy: an answer to each question that the sources leave open.

use crate::catalogue_core::{Catalogue, Policy};
use crate::convert;
use crate::error::file_error;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyDict, PyInt, PyString};
use std::path::{Path, PathBuf};
use takst_catalogue::{builtin, policy_from_toml, policy_sha256};
use takst_explain::Lang;

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
        let catalogue = self.catalogue.as_ref().map_or(builtin(), |catalogue| &catalogue.loaded.catalogue);
        match core.contradictions(catalogue).first() {
            Some(found) => Err(PyValueError::new_err(found.to_string())),
            None => Ok(Policy { core, catalogue: self.catalogue.clone() }),
        }
    }

    /// A policy as Python gives it, for a catalogue: itself, a mapping of answers, or a path of a policy file.
    pub fn from_any(given: &Bound<'_, PyAny>, catalogue: &Catalogue) -> PyResult<Policy> {
        let asked = Policy::default().asked_by(catalogue);
        if let Ok(policy) = given.cast::<Policy>() {
            return Ok(policy.get().asked_by(catalogue));
        }
        if let Ok(answers) = given.cast::<PyDict>() {
            return asked.answered(answers);
        }
        match given.extract::<PathBuf>() {
            Ok(path) => asked.read_file(given.py(), &path),
            Err(_) => Err(convert::wrong_type("policy", given, "takst.Policy, a dict of answers, or the path of a policy file")),
        }
    }

    fn for_any(catalogue: Option<&Bound<'_, PyAny>>) -> PyResult<Policy> {
        catalogue.map_or_else(|| Ok(Policy::default()), |given| Ok(Policy::default().asked_by(&Catalogue::from_any(given)?)))
    }

    fn read_file(&self, py: Python<'_>, path: &Path) -> PyResult<Policy> {
        let text = std::fs::read_to_string(path).map_err(|error| crate::shared::unread(py, path, &error))?;
        self.read(py, &path.display().to_string(), &text)
    }

    fn read(&self, py: Python<'_>, name: &str, text: &str) -> PyResult<Policy> {
        let catalogue = self.catalogue.as_ref().map_or(builtin(), |catalogue| &catalogue.loaded.catalogue);
        let loaded = policy_from_toml(name, text, catalogue).map_err(|problems| file_error(py, &problems, Lang::En))?;
        Ok(Policy { core: loaded.policy, catalogue: self.catalogue.clone() })
    }
}

/// A policy as pickles keep it: the answers that differ from the defaults, and the catalogue it was made for.
type Given<'py> = (Bound<'py, PyDict>, Option<Catalogue>);

#[pymethods]
impl Policy {
    #[new]
    #[pyo3(signature = (answers=None, catalogue=None))]
    fn new(answers: Option<&Bound<'_, PyDict>>, catalogue: Option<&Bound<'_, PyAny>>) -> PyResult<Policy> {
        let defaults = Policy::for_any(catalogue)?;
        answers.map_or(Ok(defaults.clone()), |answers| defaults.answered(answers))
    }

    /// A policy file (TOML, one table a setting). Raises OSError when it cannot be read, FileError for what is wrong in it.
    #[staticmethod]
    #[pyo3(signature = (path, catalogue=None))]
    fn load(py: Python<'_>, path: PathBuf, catalogue: Option<&Bound<'_, PyAny>>) -> PyResult<Policy> {
        Policy::for_any(catalogue)?.read_file(py, &path)
    }

    /// The text of a policy file.
    ///
    /// >>> takst.Policy.from_text('[day-count]\nvalue = "first-only"\n')["day-count"].value
    /// 'first-only'
    #[staticmethod]
    #[pyo3(signature = (text, catalogue=None))]
    fn from_text(py: Python<'_>, text: &str, catalogue: Option<&Bound<'_, PyAny>>) -> PyResult<Policy> {
        Policy::for_any(catalogue)?.read(py, "policy.toml", text)
    }

    /// Every setting, in the order of the documentation.
    ///
    /// >>> [setting.name for setting in takst.Policy().settings][:2]
    /// ['roll-out-date', 'mandecentret-545-from']
    #[getter]
    fn settings(&self) -> Vec<Setting> {
        let defaults = self.core.defaults();
        let both = |lang: Lang, entry: &takst::PolicyEntry<'_>| convert::texts(lang).question(entry);
        self.core
            .entries()
            .into_iter()
            .zip(defaults.entries())
            .map(|(entry, default)| Setting {
                name: entry.name.to_owned(),
                question: (both(Lang::Da, &entry), both(Lang::En, &entry)),
                meaning: entry.meaning.to_owned(),
                value: entry.value,
                source: entry.source.map(str::to_owned),
                default: default.value,
                allowed: entry.allowed,
            })
            .collect()
    }

    fn __getitem__(&self, name: &str) -> PyResult<Setting> {
        let names = self.core.names();
        let near = || takst_catalogue::nearest(name, names.iter().copied()).join(", ");
        self.settings().into_iter().find(|setting| setting.name == name).ok_or_else(|| {
            let near = near();
            let right = if near.is_empty() { names.join(", ") } else { near };
            PyKeyError::new_err(format!("there is no setting {name:?}; there is {right}"))
        })
    }

    fn __len__(&self) -> usize {
        self.core.names().len()
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

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Given<'py>)> {
        let (answers, defaults) = (PyDict::new(py), self.core.defaults());
        let by_default = defaults.entries();
        for entry in self.core.entries().into_iter().filter(|entry| !by_default.contains(entry)) {
            answers.set_item(entry.name, (entry.value, entry.source))?;
        }
        Ok((py.get_type::<Policy>().into_any(), (answers, self.catalogue.clone())))
    }
}

/// One setting of a policy: a question, its answer and where that comes from.
#[pyclass(module = "takst", frozen, eq, hash)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Setting {
    name: String,
    /// In Danish and in English.
    question: (String, String),
    value: String,
    source: Option<String>,
    default: String,
    allowed: String,
    meaning: String,
}

/// A setting as text, for pickles: name, question in both languages, value, source, default, values, meaning.
type SettingText = (String, (String, String), String, Option<String>, String, String, String);

#[pymethods]
impl Setting {
    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        &self.name
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
    fn meaning(&self) -> &str {
        &self.meaning
    }

    /// Whether a source settles it.
    #[getter]
    fn is_settled(&self) -> bool {
        self.source.is_some()
    }

    /// The question in a language, `"da"` or `"en"`.
    #[pyo3(signature = (lang="en"))]
    fn question(&self, lang: &str) -> PyResult<&str> {
        Ok(match convert::lang(Some(lang))? {
            Lang::Da => &self.question.0,
            Lang::En => &self.question.1,
        })
    }

    fn __repr__(&self) -> String {
        let source = self.source.as_ref().map_or_else(String::new, |source| format!(", source {source:?}"));
        format!("<Setting {} = {:?}{source}>", self.name, self.value)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, SettingText)> {
        let Setting { name, question, value, source, default, allowed, meaning } = self.clone();
        Ok((crate::shared::rebuild(py, "_setting")?, (name, question, value, source, default, allowed, meaning)))
    }
}

/// A setting out of its pickle.
#[pyfunction]
pub fn _setting(
    name: String,
    question: (String, String),
    value: String,
    source: Option<String>,
    default: String,
    allowed: String,
    meaning: String,
) -> Setting {
    Setting { name, question, value, source, default, allowed, meaning }
}
