//! What a catalogue and a policy are made of, and how they are made. They know each other: what-if prices keep the policy they were made under, and a
//! policy the catalogue whose questions it answers. What Python sees of them is in `catalogue` and `policy`.

use crate::convert;
use crate::error::file_error;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use takst_catalogue::{Change, Files, Loaded, builtin, builtin_loaded, default_policy, load_over, read_dir};
use takst_explain::Lang;

/// Published tariffs, terms and figures of the law, each with its source. `Catalogue()` is the one that comes with takst.
///
/// It is immutable: `load` and `with_files` return a new catalogue. Two catalogues are equal when they hold the same.
///
/// >>> catalogue = takst.Catalogue()
/// >>> len(catalogue), "pensionatet/cti" in catalogue
/// (22, True)
/// >>> catalogue.show("pensionatet/cti").tariffs[0].price
/// Decimal('406.00')
#[pyclass(module = "takst", frozen, eq)]
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The layers over the built-in catalogue, in order; they are what a pickle holds.
    pub layers: Vec<Layer>,
    pub loaded: Arc<Loaded>,
}

/// A layer over a catalogue.
#[derive(Debug, Clone)]
pub enum Layer {
    Files(Files),
    /// What-if prices, and the policy that said which days settings give.
    Changes(Vec<Change>, Box<Policy>),
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

    /// Whether nothing is laid over the built-in catalogue.
    pub fn is_builtin(&self) -> bool {
        self.layers.is_empty()
    }

    /// This catalogue with a layer of files.
    pub fn over(&self, py: Python<'_>, files: Files) -> PyResult<Catalogue> {
        let borrowed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let loaded = load_over(&self.loaded, &borrowed).map_err(|problems| file_error(py, &problems, Lang::En))?;
        let mut layers = self.layers.clone();
        layers.push(Layer::Files(files));
        Ok(Catalogue { layers, loaded: Arc::new(loaded) })
    }

    /// The same with what-if prices; days that settings decide are those of `policy`.
    pub fn change(&self, changes: Vec<Change>, policy: &Policy) -> PyResult<Catalogue> {
        let loaded = takst_catalogue::changed(&self.loaded, &changes, &policy.core).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let mut layers = self.layers.clone();
        layers.push(Layer::Changes(changes, Box::new(policy.clone())));
        Ok(Catalogue { layers, loaded: Arc::new(loaded) })
    }

    /// The same under another policy: what-if prices are made again, because days that settings decide may be others.
    pub fn under(&self, py: Python<'_>, policy: &Policy) -> PyResult<Catalogue> {
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

/// Answers to the questions that law and price lists leave open. A policy made without answers has the default of each.
///
/// `answers` maps names of settings to a value, or to a pair of value and source. With a source (a letter, an agreement, a ruling) the question is settled
/// and lines no longer carry its assumption code. Values are str as in a policy file; date, int, Decimal and bool are accepted where the setting accepts them. `catalogue`
/// is the one whose questions can be answered in addition to those of the built-in catalogue; a dict or file given to `Book` is read with the book's catalogue.
///
/// >>> policy = takst.Policy({"roll-out-date": ("2023-03-01", "letter from Mandecentret, 2023-02-14"), "saturday-works": "yes"})
/// >>> policy["roll-out-date"].value, policy["roll-out-date"].source
/// ('2023-03-01', 'letter from Mandecentret, 2023-02-14')
///
/// Raises ValueError for a setting that does not exist or a value it does not take, and says what would be right.
#[pyclass(module = "takst", frozen, eq)]
#[derive(Debug, Clone)]
pub struct Policy {
    pub core: takst::Policy,
    /// The catalogue whose questions it knows beside the built-in ones.
    pub catalogue: Option<Catalogue>,
}

impl PartialEq for Policy {
    fn eq(&self, other: &Policy) -> bool {
        self.core == other.core
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy { core: default_policy(builtin()), catalogue: None }
    }
}

impl Policy {
    /// The same, with the questions of `catalogue` known too.
    pub fn asked_by(&self, catalogue: &Catalogue) -> Policy {
        let core = self.core.clone().asked_by(&catalogue.loaded.catalogue);
        Policy { core, catalogue: if catalogue.is_builtin() { self.catalogue.clone() } else { Some(catalogue.clone()) } }
    }
}
