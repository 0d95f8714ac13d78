//! Sums over lines, as the core adds them.

use crate::convert;
use crate::held::ALONE;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// Sums over lines in DKK, each a `decimal.Decimal` with two decimals.
///
/// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")
/// >>> totals = takst.totals(case)
/// >>> totals.net, totals.refund, totals.cost
/// (Decimal('10890.00'), Decimal('5445.00'), Decimal('5445.00'))
#[pyclass(module = "takst", frozen)]
#[derive(Debug, Clone, Copy)]
pub struct Totals {
    pub core: takst::Totals,
    /// Whether they are those of a case that was priced by itself, and its refund depends on the citizen's other cases.
    pub is_alone: bool,
}

impl Totals {
    fn amounts(&self) -> [(&'static str, takst::Amount); 6] {
        let takst::Totals { net, vat, own_payment, refund, at_stake, cost } = self.core;
        [("net", net), ("vat", vat), ("own_payment", own_payment), ("refund", refund), ("at_stake", at_stake), ("cost", cost)]
    }
}

/// The sums in whole øre, and whether the case was priced by itself.
type Pickled = ([i64; 6], bool);

#[pymethods]
impl Totals {
    /// Ex VAT.
    #[getter]
    fn net<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::decimal(py, &self.core.net)
    }

    /// VAT.
    #[getter]
    fn vat<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::decimal(py, &self.core.vat)
    }

    /// The citizens' own payment.
    #[getter]
    fn own_payment<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::decimal(py, &self.core.own_payment)
    }

    /// State refund that is claimed.
    #[getter]
    fn refund<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::decimal(py, &self.core.refund)
    }

    /// State refund that is undetermined; nothing of it is claimed.
    #[getter]
    fn at_stake<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::decimal(py, &self.core.at_stake)
    }

    /// Cost to the municipality: net − own payment − refund. VAT is recovered and is not part of it.
    #[getter]
    fn cost<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::decimal(py, &self.core.cost)
    }

    /// All six sums by name.
    fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (name, amount) in self.amounts() {
            dict.set_item(name, convert::decimal(py, &amount)?)?;
        }
        Ok(dict)
    }

    fn __eq__(&self, other: &Totals) -> bool {
        self.core == other.core
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&self.amounts())
    }

    fn __repr__(&self) -> String {
        let alone = if self.is_alone { format!(", {ALONE}") } else { String::new() };
        format!("<Totals {}{alone}>", self.amounts().map(|(name, amount)| format!("{name}={amount}")).join(" "))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Pickled)> {
        Ok((crate::shared::rebuild(py, "_totals")?, (self.amounts().map(|(_, amount)| amount.ore()), self.is_alone)))
    }
}

/// Makes totals from their pickle, in whole øre.
#[pyfunction]
pub fn _totals(ore: [i64; 6], is_alone: bool) -> Totals {
    let [net, vat, own_payment, refund, at_stake, cost] = ore;
    let amount = takst::Amount::from_ore;
    let core = takst::Totals {
        net: amount(net),
        vat: amount(vat),
        own_payment: amount(own_payment),
        refund: amount(refund),
        at_stake: amount(at_stake),
        cost: amount(cost),
    };
    Totals { core, is_alone }
}

/// Sums over the lines of a statement, by the named dimensions.
pub fn grouped<'py>(py: Python<'py>, statement: &takst::Statement, by: &[String], is_alone: bool) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (key, core) in statement.totals_by(&convert::dimensions(by)?) {
        dict.set_item(PyTuple::new(py, key)?, Totals { core, is_alone })?;
    }
    Ok(dict)
}
