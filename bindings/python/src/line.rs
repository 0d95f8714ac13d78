//! One priced line: every column of the contract as an attribute.

use crate::held::{Held, StatementText};
use crate::line_text::{bad, dict, value};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::Arc;
use takst_io::LineColumn;

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

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $name:ident $column:ident),* $(,)?) => {
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

columns! {
    /// Reference of the case.
    case_id CaseId,
    /// Pseudonym of the citizen.
    citizen_id CitizenId,
    /// Number of the row in its case or file, 1 = first.
    row Row,
    /// Reference of the row, echoed; None where none was given.
    row_id RowId,
    /// 1, 2, … within the document.
    line Line,
    /// Id of the provider.
    provider Provider,
    /// Id of the service.
    service Service,
    /// Code of the paying municipality, three digits.
    payer Payer,
    /// Month of the document, YYYY-MM.
    month Month,
    /// First day.
    first_day FirstDay,
    /// Last day, inclusive.
    last_day LastDay,
    /// Calendar days from the first day to the last.
    days Days,
    /// How many units.
    quantity Quantity,
    /// Unit: hour, day, week, month or course.
    unit Unit,
    /// DKK ex VAT for `price_base_quantity` units.
    unit_price UnitPrice,
    /// 1, or the days of the month where a part of a month is charged.
    price_base_quantity PriceBaseQuantity,
    /// DKK ex VAT.
    net Net,
    /// VAT category of EN 16931: E (exempt) or S (standard rate).
    vat_category VatCategory,
    /// VAT rate in percent.
    vat_rate VatRate,
    /// VAT, DKK.
    vat Vat,
    /// Reason code of the exemption; None where the line is not exempt.
    vat_exemption VatExemption,
    /// The citizen's own payment, DKK.
    own_payment OwnPayment,
    /// Rule of the state refund.
    refund_rule RefundRule,
    /// refunded, not-refunded or undetermined.
    refund_outcome RefundOutcome,
    /// Code of the condition that decided.
    refund_reason RefundReason,
    /// State refund claimed, DKK.
    refund Refund,
    /// State refund undetermined, DKK.
    at_stake AtStake,
    /// Cost to the municipality, DKK: net − own payment − refund.
    cost Cost,
    /// Act and section.
    legal_basis LegalBasis,
    /// Account in the municipal chart of accounts; None where none is known.
    account Account,
    /// Tariff version, `service@YYYY-MM-DD`, or `agreed`.
    tariff_version TariffVersion,
    /// Code of why the document is on hold; None: it is not.
    invoice_hold InvoiceHold,
    /// Codes of what the figures rest on, joined by `;`; None where they rest on nothing.
    assumptions Assumptions,
}

/// A line out of its pickle.
#[pyfunction]
pub fn _line(text: StatementText, document: usize, line: usize) -> PyResult<Line> {
    let held = Held::from_text(text)?;
    match held.core.result.as_deref().unwrap_or_default().get(document).and_then(|document| document.lines.get(line)) {
        Some(_) => Ok(Line { held, document, line }),
        None => Err(bad("line")),
    }
}
