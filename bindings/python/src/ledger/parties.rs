//! Sellers and buyers.

use crate::catalogue_core::Catalogue;
use crate::convert;
use crate::error::file_error;
use crate::shared::{rebuild, unread};
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::path::PathBuf;
use std::sync::Arc;
use takst_catalogue::{LoadedParties, Problem, parties_from_toml};
use takst_explain::Lang;

/// Sellers and buyers of a parties file, checked: who bills and who is billed, with addresses, numbers and terms of payment.
///
/// `Parties.load(path)` reads a file, `Parties.from_text(text)` its text. `catalogue` is the one whose providers the sellers are; a ledger reads the parties again with the
/// catalogue of its book. FileError names every fault.
///
/// >>> takst.Parties.from_text("").providers
/// []
#[pyclass(module = "takst", frozen, eq)]
#[derive(Debug, Clone)]
pub struct Parties {
    pub name: String,
    pub text: String,
    catalogue: Catalogue,
    pub loaded: Arc<LoadedParties>,
}

impl PartialEq for Parties {
    fn eq(&self, other: &Parties) -> bool {
        self.loaded.parties == other.loaded.parties
    }
}

/// How the text of a parties file is read: to issue documents, or to control what others bill.
type Reader = fn(&str, &str, &takst::Catalogue) -> Result<LoadedParties, Vec<Problem>>;

/// What parties are made of, for pickles.
type Recipe = (String, String, Catalogue);

impl Parties {
    fn of(py: Python<'_>, name: String, text: String, catalogue: &Catalogue, (lang, reader): (Lang, Reader)) -> PyResult<Parties> {
        let loaded = reader(&name, &text, &catalogue.loaded.catalogue).map_err(|problems| file_error(py, &problems, lang))?;
        Ok(Parties { name, text, catalogue: catalogue.clone(), loaded: Arc::new(loaded) })
    }

    fn read(py: Python<'_>, path: PathBuf, catalogue: &Catalogue, by: (Lang, Reader)) -> PyResult<Parties> {
        let text = std::fs::read_to_string(&path).map_err(|error| unread(py, &path, &error))?;
        Parties::of(py, path.display().to_string(), text, catalogue, by)
    }

    /// Parties as Python gives them, read with a catalogue.
    pub fn from_any(given: &Bound<'_, PyAny>, catalogue: &Catalogue, lang: Lang) -> PyResult<Parties> {
        Parties::from_any_by(given, catalogue, lang, parties_from_toml)
    }

    /// Parties as Python gives them, read with a catalogue by this reader.
    pub fn from_any_by(given: &Bound<'_, PyAny>, catalogue: &Catalogue, lang: Lang, reader: Reader) -> PyResult<Parties> {
        let py = given.py();
        if let Ok(parties) = given.cast::<Parties>() {
            let own = parties.get();
            return Parties::of(py, own.name.clone(), own.text.clone(), catalogue, (lang, reader));
        }
        if given.is_instance_of::<PyString>() || given.hasattr("__fspath__")? {
            return Parties::read(py, given.extract()?, catalogue, (lang, reader));
        }
        Err(convert::wrong_type("parties", given, "takst.Parties, or the path of a parties file"))
    }
}

fn catalogue_of(given: Option<&Bound<'_, PyAny>>) -> PyResult<Catalogue> {
    given.map_or_else(|| Ok(Catalogue::builtin()), Catalogue::from_any)
}

#[pymethods]
impl Parties {
    /// Reads a parties file.
    #[staticmethod]
    #[pyo3(signature = (path, catalogue=None))]
    fn load(py: Python<'_>, path: PathBuf, catalogue: Option<&Bound<'_, PyAny>>) -> PyResult<Parties> {
        Parties::read(py, path, &catalogue_of(catalogue)?, (Lang::En, parties_from_toml))
    }

    /// Reads the text of a parties file.
    #[staticmethod]
    #[pyo3(signature = (text, catalogue=None))]
    fn from_text(py: Python<'_>, text: String, catalogue: Option<&Bound<'_, PyAny>>) -> PyResult<Parties> {
        Parties::of(py, "parties.toml".to_owned(), text, &catalogue_of(catalogue)?, (Lang::En, parties_from_toml))
    }

    /// Ids of the providers that have a seller.
    #[getter]
    fn providers(&self) -> Vec<String> {
        self.loaded.parties.sellers.keys().map(ToString::to_string).collect()
    }

    /// Codes of the municipalities that have a buyer.
    #[getter]
    fn payers(&self) -> Vec<String> {
        self.loaded.parties.buyers.keys().map(ToString::to_string).collect()
    }

    /// SHA-256 of the text.
    #[getter]
    fn sha256(&self) -> &str {
        &self.loaded.sha256
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&self.loaded.sha256)
    }

    fn __repr__(&self) -> String {
        let (sellers, buyers) = (self.loaded.parties.sellers.len(), self.loaded.parties.buyers.len());
        format!("<Parties: {sellers} sellers, {buyers} buyers>")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Recipe)> {
        Ok((rebuild(py, "_parties")?, (self.name.clone(), self.text.clone(), self.catalogue.clone())))
    }
}

/// Parties out of their pickle.
#[pyfunction]
pub fn _parties(py: Python<'_>, name: String, text: String, catalogue: &Bound<'_, Catalogue>) -> PyResult<Parties> {
    Parties::of(py, name, text, catalogue.get(), (Lang::En, parties_from_toml))
}
