//! The catalogue: published tariffs and figures of the law, and directories with more of them.

use crate::catalogue_core::{Catalogue, Layer, Policy};
use crate::change::{self, ChangeText};
use crate::convert;
use crate::service::Service;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use std::path::PathBuf;
use takst_catalogue::Files;

/// A layer as text, for pickles: files, or changes with the policy.
type LayerText = (Files, Option<(Vec<ChangeText>, Policy)>);

#[pymethods]
impl Catalogue {
    #[new]
    fn new() -> Catalogue {
        Catalogue::builtin()
    }

    /// The built-in catalogue with a directory of TOML files: its providers are added, and replace a built-in provider of the same id whole. The format is in docs/CATALOGUE.md.
    ///
    /// Raises FileError with everything that is wrong, by file and line.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Catalogue> {
        Catalogue::read(py, path)
    }

    /// This catalogue with further files: a dict from names (the name of a file of the law begins with `law/`) to TOML texts.
    fn with_files(&self, py: Python<'_>, files: &Bound<'_, PyDict>) -> PyResult<Catalogue> {
        let mut texts = Files::new();
        for (name, text) in files {
            texts.push((convert::plain_text("files", &name)?, convert::plain_text("files", &text)?));
        }
        texts.sort();
        self.over(py, texts)
    }

    /// This catalogue with what-if prices: `takst.Rise`, `takst.NewTariff`, or a list of them. Days that a setting decides are those of `policy`, by default the
    /// default policy; `Book.changed` takes the book's. The source of a changed price says that it is a what-if.
    ///
    /// >>> catalogue = takst.Catalogue().changed(takst.NewTariff("mandecentret/efterforsorg-basis", "2026-01-01", "460.00", "budget 2026"))
    /// >>> catalogue["mandecentret/efterforsorg-basis"].tariffs[-1].price
    /// Decimal('460.00')
    ///
    /// Raises ValueError for services that do not exist or have no published price, and prices out of range.
    #[pyo3(signature = (tariffs, policy=None))]
    fn changed(&self, tariffs: &Bound<'_, PyAny>, policy: Option<&Bound<'_, PyAny>>) -> PyResult<Catalogue> {
        let policy = policy.map_or_else(|| Ok(Policy::default().asked_by(self)), |policy| Policy::from_any(policy, self))?;
        self.change(change::changes(tariffs)?, &policy)
    }

    /// Every service, in the order of the catalogue.
    fn list(&self) -> Vec<Service> {
        (0..)
            .zip(self.loaded.catalogue.providers.iter())
            .flat_map(|(p, provider)| (0..provider.services.len()).map(move |s| (p, s)))
            .map(|place| self.service(place))
            .collect()
    }

    /// One service with its terms and dated prices. Raises KeyError for an unknown id, with the nearest ones.
    fn show(&self, service: &str) -> PyResult<Service> {
        let ids = || self.loaded.catalogue.services().map(|(_, service)| service.id.as_str());
        self.list().into_iter().find(|found| found.id() == service).ok_or_else(|| {
            let near = takst_catalogue::nearest(service, ids()).join(", ");
            PyKeyError::new_err(if near.is_empty() {
                format!("there is no service {service:?}")
            } else {
                format!("there is no service {service:?}; did you mean {near}?")
            })
        })
    }

    /// SHA-256 of the files, as receipts show it.
    #[getter]
    fn sha256(&self) -> &str {
        &self.loaded.sha256
    }

    /// Warnings: what should be checked although the catalogue can be used, one text each.
    #[getter]
    fn remarks(&self) -> Vec<String> {
        self.loaded.remarks.iter().map(ToString::to_string).collect()
    }

    fn __getitem__(&self, service: &str) -> PyResult<Service> {
        self.show(service)
    }

    fn __contains__(&self, service: &Bound<'_, PyAny>) -> bool {
        service
            .cast::<PyString>()
            .ok()
            .and_then(|id| id.to_str().ok().map(str::to_owned))
            .is_some_and(|id| self.loaded.catalogue.services().any(|(_, service)| service.id == id))
    }

    fn __len__(&self) -> usize {
        self.loaded.catalogue.services().count()
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&self.loaded.catalogue.services().map(|(_, service)| &service.id).collect::<Vec<_>>())
    }

    fn __repr__(&self) -> String {
        let providers = self.loaded.catalogue.providers.len();
        format!("<Catalogue of {} services of {providers} providers, sha256 {}>", self.__len__(), &self.loaded.sha256[..12])
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Vec<LayerText>,))> {
        let layer = |layer: &Layer| match layer {
            Layer::Files(files) => (files.clone(), None),
            Layer::Changes(changes, policy) => (Files::new(), Some((changes.iter().map(change::to_text).collect(), (**policy).clone()))),
        };
        Ok((crate::shared::rebuild(py, "_catalogue")?, (self.layers.iter().map(layer).collect(),)))
    }
}

impl Catalogue {
    fn service(&self, place: (usize, usize)) -> Service {
        Service::new(self.clone(), place)
    }
}

/// Makes a layer from its pickle.
type LayerRead<'py> = (Files, Option<(Vec<ChangeText>, Bound<'py, Policy>)>);

/// Makes a catalogue from its pickle.
#[pyfunction]
pub fn _catalogue(py: Python<'_>, layers: Vec<LayerRead<'_>>) -> PyResult<Catalogue> {
    layers.into_iter().try_fold(Catalogue::builtin(), |catalogue, (files, changes)| match changes {
        None => catalogue.over(py, files),
        Some((changes, policy)) => catalogue.change(changes.into_iter().map(change::from_text).collect::<PyResult<_>>()?, policy.get()),
    })
}
