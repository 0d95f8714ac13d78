//! One priced line: every column of the contract as an attribute.

use crate::held::{Held, StatementText};
use crate::line_text::{bad, dict, value};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::Arc;
use takst::LineColumn;

/// One priced line: days of one row with one price and one refund outcome. Made by `Statement.lines`.
///
/// Every column of the contract is an attribute: amounts, prices and quantities are `decimal.Decimal`, days `datetime.date`, numbers int, text str; absent
/// text is None.
///
/// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-03-31", payer="101")
/// >>> line = takst.price(case).lines[0]
/// >>> line.quantity, line.unit, line.unit_price, line.net, line.tariff_version
/// (Decimal('12.00'), 'day', Decimal('545.00'), Decimal('6540.00'), 'mandecentret/efterforsorg-basis@2022-01-01')
#[pyclass(module = "takst", frozen, eq)]
#[derive(Debug, Clone)]
pub struct Line {
    held: Arc<Held>,
    document: usize,
    line: usize,
}

impl Line {
    pub fn at(held: &Arc<Held>, document: usize, line: usize) -> Line {
        Line { held: held.clone(), document, line }
    }

    fn core(&self) -> &takst::Line {
        // A line is made for lines that are there.
        &self.held.core.result.as_deref().unwrap_or_default()[self.document].lines[self.line]
    }
}

impl PartialEq for Line {
    fn eq(&self, other: &Line) -> bool {
        let of = |line: &Line| (line.held.core.case_id.clone(), line.held.core.citizen_id.clone());
        self.core() == other.core() && of(self) == of(other)
    }
}

macro_rules! attributes {
    ($($(#[doc = $doc:literal])+ $column:ident $name:ident { $($facts:tt)* })*) => {
        #[pymethods]
        impl Line {
            $($(#[doc = $doc])+ #[getter] fn $name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                value(py, &self.held.core, self.core(), LineColumn::$column)
            })*

            /// Every column of the contract by name, in its order.
            fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                dict(py, &self.held.core, self.core())
            }

            fn __hash__(&self) -> u64 {
                let line = self.core();
                crate::shared::hash_of(&(&self.held.core.case_id, line.row, line.month, line.number, line.net))
            }

            fn __repr__(&self) -> String {
                let line = self.core();
                format!(
                    "<Line {} row {} {} {}: {} {} × {} = {}, {} {}>",
                    self.held.core.case_id, line.row, line.service.id, line.period, line.quantity, line.unit, line.unit_price, line.net, line.refund.outcome, line.refund.amount
                )
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (StatementText, usize, usize))> {
                Ok((crate::shared::rebuild(py, "_line")?, (self.held.to_text(), self.document, self.line)))
            }
        }
    };
}

takst::for_each_line_column!(attributes);

/// A line out of its pickle.
#[pyfunction]
pub fn _line(text: StatementText, document: usize, line: usize) -> PyResult<Line> {
    let held = Held::from_text(text)?;
    match held.core.result.as_deref().unwrap_or_default().get(document).and_then(|document| document.lines.get(line)) {
        Some(_) => Ok(Line { held, document, line }),
        None => Err(bad("line")),
    }
}
