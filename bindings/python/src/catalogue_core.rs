//! What a catalogue is made of, and how it is made; what Python sees of it is in `catalogue`.

use crate::convert;
use crate::error::file_error;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use takst_catalogue::{Change, Files, Loaded, builtin_loaded, load_over, read_dir};
use takst_explain::Lang;

/// Published tariffs, terms and figures of the law, each with its source. `Catalogue()` is the one that comes with takst.
///
/// It is immutable: `load` and `with_files` lay files over the built-in one and give a new catalogue. Two catalogues are equal when they hold the same.
///
/// >>> catalogue = takst.Catalogue()
/// >>> len(catalogue), "pensionatet/cti" in catalogue
/// (22, True)
/// >>> catalogue.show("pensionatet/cti").tariffs[0].price
/// Decimal('406.00')
#[pyclass(module = "takst", frozen, eq)]
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// What it is made of, one after the other, beginning with the built-in catalogue: the recipe that a pickle keeps.
    pub layers: Vec<Layer>,
    pub loaded: Arc<Loaded>,
}

/// What is laid over a catalogue.
#[derive(Debug, Clone)]
pub enum Layer {
    Files(Files),
    /// What-if prices, and the policy that said which days settings give.
    Changes(Vec<Change>, Box<takst::Policy>),
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Catalogue) -> bool {
        self.loaded.catalogue == other.loaded.catalogue
    }
}

impl Catalogue {
    pub fn builtin() -> Catalogue {
        Catalogue { layers: Vec::new(), loaded: Arc::new(builtin_loaded().clone()) }
    }

    /// The same with files laid over it.
    pub fn over(&self, py: Python<'_>, files: Files) -> PyResult<Catalogue> {
        let borrowed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let loaded = load_over(&self.loaded, &borrowed).map_err(|problems| file_error(py, &problems, Lang::En))?;
        let mut layers = self.layers.clone();
        layers.push(Layer::Files(files));
        Ok(Catalogue { layers, loaded: Arc::new(loaded) })
    }

    /// The same with what-if prices; days that settings decide are those of `policy`.
    pub fn change(&self, changes: Vec<Change>, policy: &takst::Policy) -> PyResult<Catalogue> {
        let loaded = takst_catalogue::changed(&self.loaded, &changes, policy).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let mut layers = self.layers.clone();
        layers.push(Layer::Changes(changes, Box::new(policy.clone())));
        Ok(Catalogue { layers, loaded: Arc::new(loaded) })
    }

    /// The same under another policy: what-if prices are made again, because days that settings decide may be others.
    pub fn under(&self, py: Python<'_>, policy: &takst::Policy) -> PyResult<Catalogue> {
        if !self.layers.iter().any(|layer| matches!(layer, Layer::Changes(_, before) if **before != *policy)) {
            return Ok(self.clone());
        }
        self.layers.iter().try_fold(Catalogue::builtin(), |below, layer| match layer {
            Layer::Files(files) => below.over(py, files.clone()),
            Layer::Changes(changes, _) => below.change(changes.clone(), policy),
        })
    }

    /// A directory laid over the built-in catalogue.
    pub fn read(py: Python<'_>, path: PathBuf) -> PyResult<Catalogue> {
        let (files, _) = read_dir(&path).map_err(|problems| file_error(py, &problems, Lang::En))?;
        Catalogue::builtin().over(py, files)
    }

    /// A catalogue as Python gives it: itself, or the path of a directory.
    pub fn from_any(given: &Bound<'_, PyAny>) -> PyResult<Catalogue> {
        if let Ok(catalogue) = given.cast::<Catalogue>() {
            return Ok(catalogue.get().clone());
        }
        match given.extract::<PathBuf>() {
            Ok(path) => Catalogue::read(given.py(), path),
            Err(_) => Err(convert::wrong_type("catalogue", given, "takst.Catalogue, or the path of a directory")),
        }
    }
}
