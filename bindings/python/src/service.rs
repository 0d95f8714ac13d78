//! Services and their dated prices, as the catalogue has them.

use crate::catalogue_core::Catalogue;
use crate::convert;
use chrono::NaiveDate;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use takst::{Policy, Validity};

/// What is charged for, with terms, sources and dated prices. Made by `Catalogue.list` and `Catalogue.show`.
#[pyclass(module = "takst", frozen)]
#[derive(Debug, Clone)]
pub struct Service {
    catalogue: Catalogue,
    place: (usize, usize),
}

impl Service {
    pub fn new(catalogue: Catalogue, place: (usize, usize)) -> Service {
        Service { catalogue, place }
    }

    fn provider_core(&self) -> &takst::catalogue::Provider {
        &self.catalogue.loaded.catalogue.providers[self.place.0]
    }

    fn core(&self) -> &takst::catalogue::Service {
        &self.provider_core().services[self.place.1]
    }
}

#[pymethods]
impl Service {
    /// `<provider>/<name>`.
    #[getter]
    pub fn id(&self) -> &str {
        &self.core().id
    }

    /// Id of the provider.
    #[getter]
    fn provider(&self) -> &str {
        &self.provider_core().id
    }

    /// Name in a language, `"da"` or `"en"`.
    #[pyo3(signature = (lang="en"))]
    fn name(&self, lang: &str) -> PyResult<&str> {
        Ok(convert::lang(Some(lang))?.pick(&self.core().name))
    }

    /// Services of one family follow each other in one course.
    #[getter]
    fn family(&self) -> &str {
        &self.core().family
    }

    /// Act and section.
    #[getter]
    fn legal_basis(&self) -> &str {
        &self.core().legal_basis
    }

    /// How it is priced: hour, day, week, month, course, agreed, included or free.
    #[getter]
    fn kind(&self) -> &'static str {
        self.core().kind.as_str()
    }

    /// exempt or standard.
    #[getter]
    fn vat(&self) -> &'static str {
        self.core().vat.as_str()
    }

    /// Why its exempt prices are exempt: reason code of EN 16931; None where no price can be exempt.
    #[getter]
    fn vat_exemption(&self) -> Option<&'static str> {
        self.core().exemption().map(takst::VatExemption::as_str)
    }

    /// Which rule decides the state refund.
    #[getter]
    fn refund(&self) -> &'static str {
        self.core().refund.as_str()
    }

    /// Account in the municipal chart of accounts.
    #[getter]
    fn account(&self) -> Option<&str> {
        self.core().account.as_deref()
    }

    /// Dated prices, in the order of the catalogue.
    #[getter]
    fn tariffs(&self) -> Vec<Tariff> {
        (0..self.core().tariffs.len()).map(|number| Tariff { service: self.clone(), number }).collect()
    }

    fn __eq__(&self, other: &Service) -> bool {
        self.core() == other.core()
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&self.core().id)
    }

    fn __repr__(&self) -> String {
        format!("<Service {} ({}, {} tariffs)>", self.core().id, self.core().kind, self.core().tariffs.len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Catalogue, String))> {
        Ok((py.import("operator")?.getattr("getitem")?, (self.catalogue.clone(), self.core().id.clone())))
    }
}

/// One price with its validity dates. Made by `Service.tariffs`.
#[pyclass(module = "takst", frozen)]
#[derive(Debug, Clone)]
pub struct Tariff {
    service: Service,
    number: usize,
}

impl Tariff {
    fn core(&self) -> &takst::catalogue::Tariff {
        &self.service.core().tariffs[self.number]
    }

    /// Its days by the defaults of the questions they rest on.
    fn validity(&self) -> PyResult<Validity<'_>> {
        Validity::of(self.service.provider_core(), self.core(), &Policy::default()).map_err(|error| PyValueError::new_err(error.to_string()))
    }
}

fn date_or_none(py: Python<'_>, day: Option<NaiveDate>) -> PyResult<Option<Bound<'_, PyAny>>> {
    day.map(|day| convert::date(py, day)).transpose()
}

#[pymethods]
impl Tariff {
    /// First day; where a policy setting decides it, the day that its default gives.
    #[getter]
    fn since<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        date_or_none(py, self.validity()?.first.day)
    }

    /// Last day, inclusive; None while it holds; where a policy setting decides it, the day that its default gives.
    #[getter]
    fn until<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        date_or_none(py, self.validity()?.last.day)
    }

    /// The policy settings that decide its days, if any.
    #[getter]
    fn settings(&self) -> PyResult<Vec<String>> {
        Ok(self.validity()?.questions().map(|question| question.setting.clone()).collect())
    }

    /// DKK per unit, ex VAT.
    #[getter]
    fn price<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::decimal(py, &self.core().price)
    }

    /// DKK per day in a part of a month, where the price is per month and such a price is published; None: there is none.
    #[getter]
    fn day_price<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.core().day_price.map(|price| convert::decimal(py, &price)).transpose()
    }

    /// First day on which the price was known; None: always.
    #[getter]
    fn known_from<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        date_or_none(py, self.core().known_from)
    }

    /// Where it was published.
    #[getter]
    fn source(&self) -> String {
        self.core().source.to_string()
    }

    /// Codes of what the source leaves open.
    #[getter]
    fn assumed(&self) -> Vec<&'static str> {
        self.core().assumed.iter().map(|code| code.as_str()).collect()
    }

    fn __eq__(&self, other: &Tariff) -> bool {
        self.core() == other.core()
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&(self.service.core().id.as_str(), self.core().price))
    }

    fn __repr__(&self) -> String {
        format!("<Tariff of {}: {} DKK, {}>", self.service.core().id, self.core().price, self.core().source)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Service, usize))> {
        Ok((crate::shared::rebuild(py, "_tariff")?, (self.service.clone(), self.number)))
    }
}

/// Makes a tariff from its pickle.
#[pyfunction]
pub fn _tariff(service: &Bound<'_, Service>, number: usize) -> PyResult<Tariff> {
    let tariff = service.get().tariffs().into_iter().nth(number);
    tariff.ok_or_else(|| PyValueError::new_err("the pickle names a tariff that the service does not have"))
}
